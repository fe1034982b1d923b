//! What a catalog declares besides its codes: categories, statuses, actions, handling, links and
//! retired codes.

use super::naming::check_name;
use super::reference::Known;
use super::{only_internal, texts};
use crate::decode::{Map, Prose, Spanned, TextOr};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{
    ActionSpec, CategorySpec, HandlingSpec, LinkSpec, MeaningSpec, RetiredSpec, StepSpec,
};
use crate::model::{Action, Category, Handling, Link, Retired, StatusMeaning, Step};
use crate::names;
use crate::rule;

pub(super) fn categories(
    specs: &Map<CategorySpec>,
    known: &Known<'_>,
    problems: &mut Problems,
) -> Vec<Category> {
    let mut categories = Vec::with_capacity(specs.0.len());
    for (id, category) in &specs.0 {
        known.action(category.action.as_ref(), problems);
        categories.push(Category {
            id: id.value.clone(),
            title: category.title.clone().unwrap_or_else(|| names::title(&id.value)),
            description: category.description.as_ref().map(Prose::text),
            status: category
                .status
                .as_ref()
                .map_or_else(Vec::new, |status| status.statuses.clone()),
        });
    }
    categories
}

pub(super) fn statuses(
    specs: &Map<TextOr<MeaningSpec>>,
    problems: &mut Problems,
) -> Vec<StatusMeaning> {
    let mut statuses = Vec::with_capacity(specs.0.len());
    for (key, meaning) in &specs.0 {
        let status = key.value.parse().ok().filter(|status| (100..=599).contains(status));
        match status.filter(|_| key.value.len() == 3) {
            Some(status) => statuses.push(status_meaning(status, meaning)),
            None => problems.push(
                Diagnostic::error(
                    &rule::STATUS_RANGE,
                    format!("`{}` is not an HTTP status (RFC 9110 §15)", key.value),
                )
                .at(key.span, "outside 100 to 599")
                .help("write a status from 100 to 599"),
            ),
        }
    }
    statuses.sort_by_key(|status| status.status);
    statuses
}

fn status_meaning(status: u16, spec: &TextOr<MeaningSpec>) -> StatusMeaning {
    match spec {
        TextOr::Text(meaning) => {
            StatusMeaning { status, meaning: meaning.text(), headers: Vec::new(), retry: false }
        }
        TextOr::Full(spec) => StatusMeaning {
            status,
            meaning: spec.meaning.text(),
            headers: spec.headers.iter().map(|header| header.value.clone()).collect(),
            retry: spec.retry.unwrap_or(false),
        },
    }
}

pub(super) fn actions(specs: &Map<TextOr<ActionSpec>>) -> Vec<Action> {
    let action = |(id, spec): &(Spanned<String>, TextOr<ActionSpec>)| {
        let (title, description) = match spec {
            TextOr::Text(text) => (None, text.text()),
            TextOr::Full(spec) => (spec.title.clone(), spec.description.text()),
        };
        let title = title.unwrap_or_else(|| names::title(&id.value));
        Action { id: id.value.clone(), title, description }
    };
    specs.0.iter().map(action).collect()
}

pub(super) fn handling(
    spec: &HandlingSpec,
    known: &Known<'_>,
    problems: &mut Problems,
) -> Handling {
    let mut step = |spec: &StepSpec| {
        let action = known.action(spec.action.as_ref(), problems);
        Step {
            codes: spec.codes.iter().flat_map(|code| known.family(code, problems)).collect(),
            action,
            note: spec.note.as_ref().map(Prose::text),
        }
    };
    let mut steps = Vec::with_capacity(spec.steps.len());
    for spec in &spec.steps {
        let step = step(spec);
        if !only_internal(&spec.codes, &step.codes) {
            steps.push(step);
        }
    }
    Handling {
        description: spec.description.as_ref().map(Prose::text),
        log: texts(&spec.log),
        steps,
        otherwise: spec.otherwise.as_ref().map(step),
    }
}

pub(super) fn links(specs: &[LinkSpec]) -> Vec<Link> {
    let link = |spec: &LinkSpec| Link {
        title: spec
            .title
            .clone()
            .or_else(|| Some(spec.url.as_ref()?.value.clone()))
            .unwrap_or_default(),
        description: spec.description.as_ref().map(Prose::text),
        url: spec.url.as_ref().map(|url| url.value.clone()),
    };
    specs.iter().map(link).collect()
}

pub(super) fn retired(
    specs: &Map<RetiredSpec>,
    known: &Known<'_>,
    problems: &mut Problems,
) -> Vec<Retired> {
    let mut retired = Vec::with_capacity(specs.0.len());
    for (code, spec) in &specs.0 {
        check_name(&code.value, "a retired code", code.span, problems);
        if let Some(used) = known.span_of_code(&code.value) {
            problems.push(
                Diagnostic::error(
                    &rule::RETIRED_CODE,
                    format!("the retired code `{}` is used again", code.value),
                )
                .at(used, "used here")
                .also(code.span, "retired here")
                .help("choose another code: old clients still read this one with its old meaning"),
            );
        }
        let replaced_by = spec.replaced_by.as_ref();
        retired.push(Retired {
            code: code.value.clone(),
            reason: spec.reason.text(),
            since: spec.since.clone(),
            replaced_by: replaced_by.and_then(|code| known.code(code, problems)),
        });
    }
    retired
}
