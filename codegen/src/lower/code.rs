//! One code: what it inherits, what it refers to and where its details travel.

use super::catalog::links;
use super::detail::{self, Shared};
use super::envelope::demands;
use super::family::{self, Above};
use super::field::Declared;
use super::languages::Languages;
use super::problem_type::{self, Parts};
use super::reference::Known;
use super::{called, grpc, message, naming, texts, told, wire_code};
use crate::decode::{Given, Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{CatalogSpec, DeprecatedSpec, ErrorSpec, ExampleSpec};
use crate::load::SectionFile;
use crate::model::{
    CategoryId, Code, CodeId, Delivery, Deprecated, Docs, Envelope, Example, SectionId, Slot,
    Visibility,
};
use crate::parallel;
use crate::rule;

/// What an entry needs to know of its catalog.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub catalog: &'a CatalogSpec,
    pub known: &'a Known<'a>,
    pub details: detail::Context<'a>,
    /// The details that codes have without declaring them.
    pub shared: &'a Shared,
    pub docs: &'a Docs,
    pub languages: &'a Languages<'a>,
    pub declared: &'a Declared,
}

/// Lowers again the codes of those sections that changed; returns what was in the place of each.
pub(super) fn those(
    codes: &mut [Code],
    sections: &[&SectionFile],
    is_changed: impl Fn(&SectionFile) -> bool,
    context: Context<'_>,
    problems: &mut Problems,
) -> Vec<(usize, Code)> {
    let mut before = Vec::new();
    let mut at = 0;
    for (file, id) in sections.iter().zip((0..).map(SectionId::from_index)) {
        let errors = &file.section.errors.0;
        if is_changed(file) {
            context.known.category(file.section.category.as_ref(), problems);
            for (index, (name, error)) in errors.iter().enumerate() {
                let above = file.above(index);
                let code = lower(name, &error.value, &above, (file, id), context, problems);
                before.push((at + index, std::mem::replace(&mut codes[at + index], code)));
            }
        }
        at += errors.len();
    }
    before
}

/// The codes of all sections, in reading order.
pub(super) fn all(
    sections: &[&SectionFile],
    context: Context<'_>,
    problems: &mut Problems,
) -> Vec<Code> {
    if let Some(codes) = at_once(sections, context, problems) {
        return codes;
    }
    let mut codes = Vec::new();
    for (file, id) in sections.iter().zip((0..).map(SectionId::from_index)) {
        let before = codes.len();
        // A second definition was reported; the first one counts.
        let counts = |known: CodeId, own: usize| known.index() == before + own;
        codes.extend(of_section((file, id), counts, context, problems));
    }
    codes
}

/// The codes of a section: those that have an id, which internal ones may lack, and for which the rest
/// holds, given the id and how many codes of the section come before.
fn of_section(
    (file, id): (&SectionFile, SectionId),
    counts: impl Fn(CodeId, usize) -> bool,
    context: Context<'_>,
    problems: &mut Problems,
) -> Vec<Code> {
    context.known.category(file.section.category.as_ref(), problems);
    let mut codes = Vec::new();
    for (index, (name, error)) in file.section.errors.0.iter().enumerate() {
        if context.known.code_named(&name.value).is_some_and(|known| counts(known, codes.len())) {
            let above = file.above(index);
            codes.push(lower(name, &error.value, &above, (file, id), context, problems));
        }
    }
    codes
}

/// The same, with all sections at once, for a registry in which nothing is wrong so far, and nothing in
/// its codes: what is found depends on what was found before.
fn at_once(
    sections: &[&SectionFile],
    context: Context<'_>,
    problems: &Problems<'_>,
) -> Option<Vec<Code>> {
    if problems.count() > 0 {
        return None;
    }
    let files: Vec<_> = sections.iter().zip((0..).map(SectionId::from_index)).collect();
    let lowered = parallel::map(&files, |(file, id)| {
        let mut found = problems.branch();
        let codes = of_section((file, *id), |_, _| true, context, &mut found);
        (found.count() == 0).then_some(codes)
    });
    let codes = lowered.into_iter().collect::<Option<Vec<_>>>()?;
    Some(codes.into_iter().flatten().collect())
}

#[allow(clippy::too_many_lines, reason = "a line for each field")]
fn lower(
    name: &Spanned<String>,
    spec: &ErrorSpec,
    above: &Above<'_>,
    (file, section): (&SectionFile, SectionId),
    context: Context<'_>,
    problems: &mut Problems,
) -> Code {
    let Context { catalog, known, .. } = context;
    let parent = above.last().copied();
    let mut missing = Problems::default();
    known.category(spec.category.as_ref(), problems);
    known.action(spec.action.as_ref(), problems);
    let named = spec.category.as_ref().or(file.section.category.as_ref());
    let category_id = named.and_then(|name| known.category_named(&name.value));
    let category = category_id.map(|id| &catalog.categories.0[id.index()].1);
    let inherited = category.and_then(|category| category.status.as_ref());
    let status = spec.status.as_ref().or(inherited).or(catalog.status.as_ref());
    if status.is_none() && (named.is_none() || category.is_some()) {
        missing.push(missing_status(name));
    }
    // A missing or invalid status was reported.
    let known_status = status.is_some_and(|status| !status.faulty);
    let documents_none = known_status && status.is_some_and(|status| status.statuses.is_empty());
    let envelope = &context.details.envelope.envelope;
    check_slots(name, named.is_some(), !documents_none, envelope, &mut missing);
    let status = status.map_or_else(Vec::new, |status| status.statuses.clone());
    let grpc = grpc::lower(spec.grpc.as_ref(), &status, envelope.shape.has(Slot::Grpc), problems);
    if grpc.is_none() && spec.grpc.is_none() && known_status {
        check_grpc(name, documents_none, envelope, &mut missing);
    }
    // What a code inherits and its parent lacks too was reported there.
    if !inherits_all(spec, parent) {
        missing.sorted().into_iter().for_each(|found| problems.push(found));
    }
    let deprecated = spec.deprecated.as_ref().map(|spec| deprecated(spec, known, problems));
    told::check(name, spec, problems);
    let action = spec.action.as_ref().or_else(|| category.and_then(|spec| spec.action.as_ref()));
    let retry = spec.retry.or_else(|| category.and_then(|spec| spec.retry));
    let inherited = context.shared.with(category_id.map(CategoryId::index));
    let mut details = detail::lower(&spec.details, inherited, context.details, problems);
    context.declared.check(&spec.given, problems);
    let nothing = Given::default();
    let inherited = category.map_or(&nothing, |category| &category.given);
    let families = above.iter().rev().map(|(_, spec)| &spec.value.given);
    let given =
        std::iter::once(&spec.given).chain(families).chain([&file.section.given, inherited]);
    let given: Vec<&Given> = given.collect();
    let fields = context.declared.values(name, &given, problems);
    let (message, messages) =
        family::messages(&name.value, spec, above, (context.languages, &details), problems);
    message::check_arguments(message.as_ref(), spec.details.0.len(), &mut details, problems);
    let details = details.into_iter().map(|declared| declared.detail).collect();
    let (cause, resolution, causes) =
        told::causes(spec.cause.as_ref(), spec.resolution.as_ref(), &spec.causes);
    let code = wire_code::lower(name, spec.code.as_ref(), naming::ty(&catalog.codes), problems);
    let parts = Parts { name: &name.value, code: &code.text(), section: &file.id };
    let type_uri =
        problem_type::of(spec.type_uri.as_ref(), catalog.type_uri.as_ref(), &parts, problems);
    Code {
        name: name.value.clone(),
        code,
        type_uri,
        ident: called::identifier(name, spec.ident.as_ref(), problems),
        // Filled in once every code has been read.
        title: spec.title.clone().unwrap_or_default(),
        description: spec.description.as_ref().map(Prose::text),
        message,
        messages,
        cause,
        resolution,
        causes,
        category: category_id,
        section,
        parent: parent.and_then(|(name, _)| known.code_named(&name.value)),
        // Filled in once every code has been read.
        children: Vec::new(),
        retry: retry.map(|retry| retry.value),
        action: action.and_then(|name| known.action_named(&name.value)),
        fields,
        // Filled in once every operation has been read.
        operations: Vec::new(),
        everywhere: false,
        details,
        delivery: spec.delivery.unwrap_or(Delivery::Body),
        grpc,
        status,
        since: spec.since.clone(),
        deprecated,
        aliases: spec.aliases.iter().map(|alias| alias.value.clone()).collect(),
        deprecated_names: called::before(spec, problems),
        visibility: spec.visibility.unwrap_or(Visibility::Public),
        links: links(&spec.links),
        notes: texts(&spec.notes),
        examples: spec.examples.iter().map(example).collect(),
        span: name.span,
        docs_url: context.docs.url.as_ref().map(|url| url.of(&file.id, &name.value)),
    }
}

/// Whether an entry has the status and the category of the one that it is nested in, and nothing of
/// its own that a status could follow from.
fn inherits_all(spec: &ErrorSpec, parent: Option<&(Spanned<String>, Spanned<ErrorSpec>)>) -> bool {
    parent.is_some_and(|(_, parent)| {
        spec.status == parent.value.status
            && spec.category == parent.value.category
            && spec.grpc == parent.value.grpc
    })
}

fn deprecated(spec: &DeprecatedSpec, known: &Known<'_>, problems: &mut Problems) -> Deprecated {
    let replaced_by = spec.replaced_by.as_ref();
    Deprecated {
        since: spec.since.clone(),
        replaced_by: replaced_by.and_then(|code| known.code(code, problems)),
        note: spec.note.as_ref().map(Prose::text),
    }
}

fn example(spec: &ExampleSpec) -> Example {
    Example {
        title: spec.title.clone(),
        language: spec.language.clone(),
        code: spec.code.0.trim_end().to_owned(),
    }
}

fn missing_status(name: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(&rule::MISSING_STATUS, format!("`{}` has no status", name.value))
        .at(name.span, "not set here, in its category or in the catalog")
        .help(
            "add `status: 400`, or `status: none` if the API documents none; `status` in \
             `catalog.yaml` is for all codes",
        )
}

/// Checks that each slot that every body carries can be filled for this code.
fn check_slots(
    name: &Spanned<String>,
    has_category: bool,
    has_status: bool,
    envelope: &Envelope,
    problems: &mut Problems,
) {
    if !has_category && demands(&envelope.shape, Slot::Category) {
        problems.push(
            Diagnostic::error(
                &rule::MISSING_CATEGORY,
                format!("`{}` has no category, but the envelope requires one", name.value),
            )
            .at(name.span, "not set here or in its section")
            .help("add `category`"),
        );
    }
    if !has_status && demands_status(envelope) {
        problems.push(
            Diagnostic::error(
                &rule::MISSING_STATUS,
                format!("`{}` has no status, but the envelope requires one", name.value),
            )
            .at(name.span, "no status for the body")
            .help("add a status"),
        );
    }
}

fn demands_status(envelope: &Envelope) -> bool {
    [Slot::Status, Slot::StatusString].into_iter().any(|slot| demands(&envelope.shape, slot))
}

/// Checks that the code has a gRPC status if every body carries one; `documents_none` says that it
/// has no HTTP status either.
fn check_grpc(
    name: &Spanned<String>,
    documents_none: bool,
    envelope: &Envelope,
    problems: &mut Problems,
) {
    let reported = documents_none && demands_status(envelope);
    if demands(&envelope.shape, Slot::Grpc) && !reported {
        problems.push(
            Diagnostic::error(
                &rule::MISSING_GRPC,
                format!("`{}` has no gRPC status, but the envelope requires one", name.value),
            )
            .at(name.span, "no single HTTP status to derive it from")
            .help("add one, as in `grpc: NOT_FOUND`"),
        );
    }
}
