//! The first page of a catalog: its sections, and what applies to all of its codes.

use std::collections::BTreeMap;
use std::fmt::Write;

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::{Prose, code as as_code, escape, json, safe};
use super::place::Places;
use super::{list, search};
use crate::example::{self, Content};
use crate::model::{Action, Category, Handling, Member, Operation, Section, Shape, Step};
use crate::names;
use crate::status;
use crate::targets::RenderError;
use crate::targets::markdown::guide::tally;
use crate::targets::markdown::pages::link;
use crate::targets::markdown::{envelope, handling as order, operation};
use crate::words::{count, series};

pub(super) use crate::targets::markdown::guide::counts;

/// Renders the first page of a catalog.
pub(super) fn page(
    environment: &Environment<'_>,
    places: &Places<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = places.catalog;
    let prose = Prose { places, page: "index.html", own: None };
    let naming = &catalog.naming;
    let exceptions = naming.exceptions.iter().map(|exception| {
        safe(format!("{}<br>{}", prose.inline(&exception.reason), prose.codes(&exception.codes)))
    });
    let context = context! {
        description => prose.optional(catalog.description.as_ref()),
        counts => counts(catalog),
        groups => groups(prose),
        names => link("index.html", &places.names, None),
        list => if places.is_landing { list::on_index(prose) } else { Vec::new() },
        envelope => envelope_of(prose),
        operations => about_operations(prose),
        handling => catalog.handling.as_ref().map(|handling| handling_of(prose, handling)),
        statuses => statuses(prose),
        categories => categories(prose),
        actions => actions(prose),
        naming => context! {
            style => naming.style.to_string(),
            pattern => naming.pattern.clone(),
            convention => prose.optional(naming.convention.as_ref()),
            exceptions => exceptions.collect::<Vec<_>>(),
        },
        never_includes => prose.lines(&catalog.never_includes),
        retired => retired(prose),
        related => catalog.related.iter().map(|link| prose.link(link)).collect::<Vec<_>>(),
        filters => search::filters(&[catalog]),
        ..chrome
    };
    Ok(environment.get_template("catalog")?.render(context)?)
}

/// The sections by group.
fn groups(prose: Prose<'_>) -> Vec<Value> {
    let places = prose.places;
    let mut groups: Vec<(Option<&str>, Vec<Value>)> = Vec::new();
    for (index, section) in places.catalog.sections.iter().enumerate() {
        let group = section.group.as_deref();
        if groups.last().is_none_or(|(last, _)| *last != group) {
            groups.push((group, Vec::new()));
        }
        let view = context! {
            href => link(prose.page, &places.sections[index], None),
            title => section.title.clone(),
            codes => in_section(section),
        };
        if let Some((_, sections)) = groups.last_mut() {
            sections.push(view);
        }
    }
    groups.into_iter().map(|(title, sections)| context! { title, sections }).collect()
}

/// The number of codes that a section defines, and of others that it lists.
fn in_section(section: &Section) -> String {
    let listed = section.references();
    let own = section.entries.len() - listed;
    match (own, listed) {
        (own, 0) => own.to_string(),
        (own, listed) => format!("{own}, plus {listed} from other sections"),
    }
}

fn envelope_of(prose: Prose<'_>) -> Value {
    let catalog = prose.places.catalog;
    let of = &catalog.envelope;
    let mut fields = Vec::new();
    envelope::walk(&of.shape, String::new(), &mut |path, member| {
        let is_told_by_members = matches!(member.shape, Shape::Object { .. } | Shape::Array(_))
            && member.description.is_none()
            && !member.optional;
        if !is_told_by_members {
            fields.push(field(prose, path, member));
        }
    });
    let among_members = envelope::among_members(&of.shape);
    fields.extend(among_members.iter().map(|path| {
        let cells = [as_code(path), as_code(envelope::ANY), envelope::AMONG_MEMBERS.to_owned()];
        cells.map(safe).to_vec()
    }));
    let body = envelope::example_code(catalog).map(|code| example::response(catalog, code).content);
    let example = body.and_then(|content| match content {
        Content::Body(body) => Some(body),
        Content::Redirect(_) => None,
    });
    context! {
        description => prose.optional(of.description.as_ref()),
        content_type => of.content_type.clone(),
        example => example.map(|body| {
            let mut out = String::new();
            json(&mut out, &body, 0);
            safe(out)
        }),
        fields,
    }
}

fn field(prose: Prose<'_>, path: &str, member: &Member) -> Vec<Value> {
    let mut words = match (&member.description, &member.shape) {
        (Some(text), _) => prose.inline(text),
        (None, Shape::Slot(slot)) => envelope::slot_meaning(*slot).to_owned(),
        (None, _) => String::new(),
    };
    if member.optional {
        words.push_str(" May be absent.");
    }
    if let Some(example) = &member.example {
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        let _ = write!(words, " Example: {}", as_code(&example));
    }
    let (before, ty) = envelope::type_name(&member.shape);
    [as_code(path), format!("{before}{}", as_code(&ty)), words.trim().to_owned()].map(safe).to_vec()
}

/// The codes that every operation can return, and a link to the page of the operations; none if the
/// catalog does not mention any.
fn about_operations(prose: Prose<'_>) -> Option<Value> {
    let catalog = prose.places.catalog;
    let number = catalog.operations.len();
    (number > 0 || !catalog.raises.is_empty()).then(|| {
        context! {
            everywhere => everywhere(prose),
            href => (number > 0).then(|| link(prose.page, &prose.places.operations, None)),
            title => operation::TITLE,
            number => count(number, "operation"),
        }
    })
}

/// The codes that every operation can return, in a sentence.
fn everywhere(prose: Prose<'_>) -> Value {
    let codes = prose.places.catalog.codes_at(&prose.places.catalog.raises);
    safe(series(&codes.map(|code| prose.code(&code.code)).collect::<Vec<_>>(), "and"))
}

/// Renders the page of the operations and the codes each returns.
pub(super) fn operations(
    environment: &Environment<'_>,
    places: &Places<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = places.catalog;
    let prose = Prose { places, page: &places.operations, own: None };
    let has_descriptions = catalog.operations.iter().any(|of| of.description.is_some());
    let codes = |codes: &[usize]| {
        let codes = catalog.codes_at(codes).map(|code| prose.code(&code.code));
        safe(codes.collect::<Vec<_>>().join(", "))
    };
    let row = |operation: &Operation| {
        let mut name = marked("operation", &operation.anchor, &as_code(&operation.label()));
        if let (Some(_), Some(id)) = (&operation.request, operation.operation_id()) {
            name.push_str("<br>");
            escape(&mut name, id);
        }
        let description = operation.description.as_ref().map(|text| prose.inline(text));
        let mut cells = vec![safe(name), codes(&operation.codes)];
        if has_descriptions {
            cells.insert(1, safe(description.unwrap_or_default()));
        }
        cells
    };
    let further = if catalog.raises.is_empty() { "Codes" } else { "Additional codes" };
    let columns = ["Operation", "What it does", further];
    let columns = columns.into_iter().filter(|name| has_descriptions || *name != columns[1]);
    let context = context! {
        everywhere => everywhere(prose),
        columns => columns.collect::<Vec<_>>(),
        rows => catalog.operations.iter().map(row).collect::<Vec<_>>(),
        ..chrome
    };
    Ok(environment.get_template("operations")?.render(context)?)
}

fn handling_of(prose: Prose<'_>, handling: &Handling) -> Value {
    let catalog = prose.places.catalog;
    let step =
        |step: &Step| safe(format!("{}: {}", prose.codes(&step.codes), what_to_do(prose, step)));
    let otherwise = handling.otherwise.as_ref().map(|step| {
        let codes = &step.codes;
        let including = if codes.is_empty() {
            String::new()
        } else {
            format!(", including {}", prose.codes(codes))
        };
        safe(format!("{including}: {}", what_to_do(prose, step)))
    });
    context! {
        description => prose.optional(handling.description.as_ref()),
        log => prose.lines(&handling.log),
        steps => handling.steps.iter().map(step).collect::<Vec<_>>(),
        otherwise,
        program => (!handling.steps.is_empty()).then(|| order::source(catalog, handling)),
    }
}

fn what_to_do(prose: Prose<'_>, step: &Step) -> String {
    let action = step.action.as_deref().and_then(|id| prose.places.catalog.action(id));
    let mut parts = Vec::new();
    if let Some(action) = action {
        let href = prose.to_guide("action", &action.id);
        parts.push(format!("{}.", super::html::anchor(&href, &action.title)));
        parts.push(prose.inline(&action.description));
    }
    parts.extend(step.note.iter().map(|note| prose.inline(note)));
    parts.join(" ")
}

fn statuses(prose: Prose<'_>) -> Vec<Vec<Value>> {
    let catalog = prose.places.catalog;
    let mut rows: BTreeMap<u16, (String, usize)> = BTreeMap::new();
    for status in &catalog.statuses {
        rows.insert(status.status, (prose.inline(&status.meaning), 0));
    }
    for status in catalog.codes.iter().flat_map(|code| &code.status) {
        rows.entry(*status).or_default().1 += 1;
    }
    let row = |(status, (meaning, codes)): (u16, (String, usize))| -> Vec<Value> {
        let href = format!("index.html?status={status}");
        let status = super::html::anchor(&href, &status::with_reason(status));
        let codes = codes.into();
        let meaning = (!catalog.statuses.is_empty()).then(|| safe(meaning));
        [safe(status)].into_iter().chain(meaning).chain([codes]).collect()
    };
    rows.into_iter().map(row).collect()
}

fn categories(prose: Prose<'_>) -> Vec<Vec<Value>> {
    let catalog = prose.places.catalog;
    let counts = tally(catalog, |code| code.category.as_deref());
    let row = |category: &Category| {
        let statuses: Vec<String> = category.status.iter().map(u16::to_string).collect();
        let mut name = marked("category", &category.id, &as_code(&category.id));
        if category.title != names::title(&category.id) {
            name.push_str("<br>");
            escape(&mut name, &category.title);
        }
        let description = category.description.as_ref();
        let mut cells = vec![
            safe(name),
            safe(description.map(|text| prose.inline(text)).unwrap_or_default()),
            counts.get(category.id.as_str()).copied().unwrap_or_default().into(),
        ];
        if prose.places.twins.has_statuses {
            cells.insert(1, statuses.join(", ").into());
        }
        cells
    };
    catalog.categories.iter().map(row).collect()
}

fn actions(prose: Prose<'_>) -> Vec<Vec<Value>> {
    let catalog = prose.places.catalog;
    let counts = tally(catalog, |code| code.action.as_deref());
    let row = |action: &Action| {
        let mut title = String::new();
        escape(&mut title, &action.title);
        vec![
            safe(marked("action", &action.id, &title)),
            safe(prose.inline(&action.description)),
            counts.get(action.id.as_str()).copied().unwrap_or_default().into(),
        ]
    };
    catalog.actions.iter().map(row).collect()
}

/// The retired codes, each with its anchor.
pub(super) fn retired(prose: Prose<'_>) -> Vec<Vec<Value>> {
    let row = |retired: &crate::model::Retired| {
        let href = link(prose.page, &prose.places.of_name(None, &retired.code), None);
        let code =
            format!("<a id=\"{0}\" href=\"{href}\">{1}</a>", retired.code, as_code(&retired.code));
        vec![
            safe(code),
            retired.since.clone().unwrap_or_default().into(),
            safe(retired.replaced_by.as_deref().map(|code| prose.code(code)).unwrap_or_default()),
            safe(prose.inline(&retired.reason)),
        ]
    };
    prose.places.catalog.retired.iter().map(row).collect()
}

/// HTML with the anchor of something other than a code.
fn marked(kind: &str, name: &str, html: &str) -> String {
    let mut out = format!("<span id=\"_{kind}-");
    escape(&mut out, name);
    let _ = write!(out, "\">{html}</span>");
    out
}
