//! Lowers the surface to the model: resolves, inherits, orders and checks everything.

mod again;
mod alias;
mod called;
mod catalog;
mod code;
mod declared;
mod detail;
mod docs;
mod envelope;
mod family;
mod field;
mod formats;
mod group;
mod grpc;
mod languages;
mod media_type;
mod mentioned;
mod message;
mod naming;
mod operation;
mod outline;
mod pages;
mod parts;
mod path;
mod place;
mod problem_type;
mod reference;
mod section;
mod shape;
mod slot;
mod title;
mod told;
mod types;
mod wire_code;

pub use self::again::{Kept, again};
pub(crate) use self::grpc::by_name as grpc_of;
#[cfg(feature = "cli")]
pub use self::mentioned::Everywhere;
pub(crate) use self::message::template;
pub use self::outline::outlines;
pub(crate) use self::path::parse_path;
pub(crate) use self::types::{Types, parse as parse_type};

use std::collections::HashSet;
use std::sync::Arc;

use crate::decode::{Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{levels, lint};
use crate::load::{CatalogFiles, SectionFile, Spec};
use crate::model::{Catalog, Code, NamedType, Shape, Slot, Text, Visibility, named_types};
use crate::rule;
use group::Groups;
use languages::Languages;
use reference::Known;

/// The catalogs of a registry without errors as everyone may see them; `None` if no code and no field
/// is internal, so that they are no different.
pub fn public(spec: &Spec) -> Option<Vec<Catalog>> {
    let sections = spec.catalogs.iter().flat_map(|files| &files.sections);
    let mut errors = sections.flat_map(|file| &file.section.errors.0);
    let mut fields = spec.catalogs.iter().flat_map(|files| &files.catalog.declared.0);
    let internal = Some(Visibility::Internal);
    if !errors.any(|(_, error)| error.value.visibility == internal)
        && !fields.any(|(_, field)| field.visibility == internal)
    {
        return None;
    }
    // Whatever they could report was reported when internal codes were there too.
    let mut problems = Problems::default();
    let lowered = |files| catalog(files, Audience::Everyone, None, &mut problems).catalog;
    Some(spec.catalogs.iter().map(lowered).collect())
}

/// For whom a catalog is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    /// The team that owns the API, which sees every code.
    Team,
    /// Everyone. Internal codes get no id, so that nothing can refer to one.
    Everyone,
}

/// A catalog that was lowered.
struct Lowered {
    catalog: Catalog,
    /// The words of its titles.
    titles: title::Shared,
    /// What was in the place of codes that were lowered again.
    before: Vec<(usize, Code)>,
}

/// Lowers a catalog; its codes may be known from the last time, except those of some sections.
fn catalog(
    files: &CatalogFiles,
    audience: Audience,
    known_codes: Option<again::Codes<'_>>,
    problems: &mut Problems,
) -> Lowered {
    let spec = &files.catalog;
    naming::check_catalog(files, problems);
    check_rules(files, problems);
    let sections = section::in_reading_order(files, problems);
    let known = Known::collect(files, &sections, audience, problems);
    alias::check(files, &sections, problems);
    let docs = docs::lower(spec.docs.as_ref(), problems);
    let types = declared::lower(spec, &sections, problems);
    let fields = field::declared(spec, &sections, audience, problems);
    let around = envelope::Around {
        docs: &docs,
        style: naming::style(&spec.codes),
        fields: &fields.fields,
        types: &types,
        has_types: has_types(files),
        has_header: spec.codes.header.is_some(),
    };
    let mut envelope = envelope::lower(&spec.envelope, &around, problems);
    problem_type::check(spec.type_uri.as_ref(), problems);
    let details = detail::Context { types: &types, envelope: &envelope };
    let shared = detail::Shared::of(spec, details, problems);
    let language = languages::own(spec, problems);
    let languages = Languages::collect(files, &language, &known, problems);
    let context = code::Context {
        catalog: spec,
        known: &known,
        details,
        shared: &shared,
        docs: &docs,
        languages: &languages,
        declared: &fields,
    };
    let is_known = known_codes.is_some();
    let (codes, titles, before) = codes(known_codes, &sections, context, problems);
    parts::fill(&mut envelope.envelope.shape, &codes);
    problem_type::check_codes(&codes, demands_type(files, &envelope.envelope.shape), problems);
    // The names of known codes were checked, and are the same.
    if !is_known {
        naming::check(files, &codes, &known, problems);
        called::check(&codes, problems);
    }
    let mut groups = Groups::declared(&spec.groups);
    let section = |file| section::lower(file, groups.of(file), &known, problems);
    let lowered = sections.iter().copied().map(section).collect();
    let mut catalog = Catalog {
        id: files.folder.clone(),
        title: spec.title.clone(),
        description: spec.description.as_ref().map(Prose::text),
        language,
        naming: naming::lower(&spec.codes, &known),
        docs,
        categories: catalog::categories(&spec.categories, &known, problems),
        fields: fields.fields,
        statuses: catalog::statuses(&spec.statuses, problems),
        actions: catalog::actions(&spec.actions),
        types: used(types.all, &envelope.envelope.shape, &codes),
        code_header: header(spec.codes.header.as_ref(), problems),
        envelope: envelope.envelope,
        raises: operation::raised(&spec.raises, &known, problems),
        operations: operation::lower(&spec.operations, &known, problems),
        handling: spec.handling.as_ref().map(|spec| catalog::handling(spec, &known, problems)),
        never_includes: texts(&spec.never_includes),
        related: catalog::links(&spec.related),
        retired: catalog::retired(&spec.retired, &known, problems),
        groups: groups.all,
        sections: lowered,
        codes,
    };
    catalog.cross_refer();
    Lowered { catalog, titles, before }
}

/// The codes of a catalog, the words of their titles, and what was in the place of those that were
/// lowered again.
fn codes(
    known: Option<again::Codes<'_>>,
    sections: &[&SectionFile],
    context: code::Context<'_>,
    problems: &mut Problems,
) -> (Vec<Code>, title::Shared, Vec<(usize, Code)>) {
    let (mut codes, before, titles) = match known {
        Some(again::Codes { mut all, titles, is_changed }) => {
            let before = code::those(&mut all, sections, is_changed, context, problems);
            all.iter_mut().for_each(Code::forget_references);
            (all, before, Some(titles))
        }
        None => (code::all(sections, context, problems), Vec::new(), None),
    };
    let titles = title::fill(&mut codes, titles);
    (codes, titles, before)
}

/// The named types that codes or the envelope use: those of internal codes alone are theirs.
pub(crate) fn used(
    types: Vec<Arc<NamedType>>,
    shape: &Shape,
    codes: &[Code],
) -> Vec<Arc<NamedType>> {
    let details = codes.iter().flat_map(|code| &code.details).map(|detail| &detail.ty.kind);
    let kinds = details.chain(shape.types().into_iter().map(|ty| &ty.kind));
    let names: HashSet<&str> = named_types(kinds).iter().map(|named| &*named.name).collect();
    types.into_iter().filter(|named| names.contains(&*named.name)).collect()
}

/// Whether some code can have a URI that identifies it.
fn has_types(files: &CatalogFiles) -> bool {
    let errors = files.sections.iter().flat_map(|file| &file.section.errors.0);
    files.catalog.type_uri.is_some()
        || errors.into_iter().any(|(_, it)| it.value.type_uri.is_some())
}

/// Whether a body needs a URI of every code.
fn demands_type(files: &CatalogFiles, shape: &Shape) -> bool {
    has_types(files) && envelope::demands(shape, Slot::Type)
}

/// The header that carries the code; reports what cannot be one.
fn header(name: Option<&Spanned<String>>, problems: &mut Problems) -> Option<String> {
    let Spanned { value, span } = name.filter(|name| !name.value.is_empty())?;
    if !place::is_header(value) {
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("`{value}` is not the name of a header (RFC 9110 §5.1)"),
            )
            .at(*span, "this header")
            .help("use letters, digits and hyphens"),
        );
    }
    Some(value.clone())
}

/// Whether a list of codes is only about internal ones, which those that it is for do not see.
fn only_internal<T>(written: &[Spanned<String>], seen: &[T]) -> bool {
    seen.is_empty() && !written.is_empty()
}

/// Checks that every rule with a level or under `allow` is a lint.
fn check_rules(files: &CatalogFiles, problems: &mut Problems) {
    levels(&files.catalog.levels, problems);
    let sections = files.sections.iter().map(|file| &file.section);
    let entries = sections.clone().flat_map(|section| &section.errors.0);
    let allowed = [&files.catalog.allow]
        .into_iter()
        .chain(sections.map(|section| &section.allow))
        .chain(entries.map(|(_, error)| &error.value.allow));
    for (id, _) in allowed.flat_map(|allow| &allow.0) {
        lint(id, "cannot be allowed", problems);
    }
}

fn texts(prose: &[Prose]) -> Vec<Text> {
    prose.iter().map(Prose::text).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::Sources;

    #[test]
    fn what_is_about_internal_codes_alone_goes_with_them() {
        let catalog = "\
catalog: shop
title: Shop API
codes:
  style: snake_case
  exceptions: [{ reason: Old., codes: [Hidden] }, { reason: Older., codes: [Hidden, Seen] }]
envelope: { shape: { code: $code } }
raises: [Hidden, other]
operations:
  purge: { raises: [Hidden] }
  order: { raises: [Hidden, Seen] }
  ping: {}
handling:
  steps: [{ codes: [Hidden] }, { codes: [Hidden, Seen] }, { note: Log the code first. }]
  otherwise: { codes: [Hidden] }
retired: { gone: { reason: Split., replaced_by: Hidden } }
";
        let orders = "\
section: Orders
errors:
  Hidden: { status: 500, description: Only we know., visibility: internal }
  Seen: { status: 404, description: It is gone., deprecated: { replaced_by: Hidden } }
  other: { status: 409, description: Another was first. }
";
        let files = [("shop/catalog.yaml", catalog), ("shop/orders.yaml", orders)];
        let model = crate::check(Sources::from_texts(files)).model.expect("it compiles");
        let shop = &model.public().catalogs[0];
        assert!(!format!("{shop:?}").contains("Hidden"), "{shop:#?}");
        let names = |codes| shop.codes_at(codes).map(|code| &*code.name).collect::<Vec<_>>();
        assert_eq!(names(&shop.raises), ["other"]);
        let operations = shop.operations.iter().map(|of| (&*of.id, names(&of.codes)));
        assert_eq!(operations.collect::<Vec<_>>(), [("order", vec!["Seen"]), ("ping", vec![])]);
        let exceptions = shop.naming.exceptions.iter().map(|exception| names(&exception.codes));
        assert_eq!(exceptions.collect::<Vec<_>>(), [["Seen"]]);
        let steps = shop.handling.iter().flat_map(|handling| &handling.steps);
        assert_eq!(steps.map(|step| step.codes.len()).collect::<Vec<_>>(), [1, 0]);
    }
}
