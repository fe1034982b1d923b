//! Lowers the surface to the model: resolves, inherits, orders and checks everything.

mod alias;
mod catalog;
mod code;
mod docs;
mod envelope;
mod grpc;
mod message;
mod naming;
mod operation;
mod pages;
mod path;
mod place;
mod reference;
mod section;
mod shape;
mod types;

use std::collections::BTreeMap;

use crate::decode::Prose;
use crate::diagnostic::Problems;
use crate::language::{levels, lint};
use crate::load::{CatalogFiles, Spec};
use crate::model::{Catalog, Text};
use crate::source::Sources;
use reference::Known;

/// Makes the catalogs of a registry; nothing in place of one with an error in its files.
pub fn lower(spec: &Spec, sources: &Sources, problems: &mut Problems) -> Vec<Option<Catalog>> {
    // The files of each catalog; the content of a file outside every one may belong to any of them.
    let mut folders: BTreeMap<Option<&str>, Vec<u32>> = BTreeMap::new();
    for (file, index) in sources.files().iter().zip(0..) {
        folders.entry(file.catalog.as_deref()).or_default().push(index);
    }
    let stray = folders.remove(&None).unwrap_or_default();
    let stray = problems.any_error_in(stray);
    let lowered = |files: &CatalogFiles| {
        let catalog = catalog(files, problems);
        let own = folders.get(&Some(files.folder.as_str())).into_iter().flatten().copied();
        if stray || problems.any_error_in(own) {
            return None;
        }
        let before = problems.count();
        pages::check(files, &catalog, problems);
        (problems.count() == before).then_some(catalog)
    };
    spec.catalogs.iter().map(lowered).collect()
}

fn catalog(files: &CatalogFiles, problems: &mut Problems) -> Catalog {
    let spec = &files.catalog;
    naming::check_catalog(files, problems);
    check_rules(files, problems);
    let sections = section::in_reading_order(files, problems);
    let known = Known::collect(files, &sections, problems);
    alias::check(files, &sections, problems);
    let docs = docs::lower(spec.docs.as_ref(), problems);
    let style = spec.codes.style.value;
    let envelope = envelope::lower(&spec.envelope, &docs, style, problems);
    let mut codes = Vec::new();
    for (index, file) in sections.iter().enumerate() {
        let context = code::Context {
            known: &known,
            categories: &spec.categories,
            envelope: &envelope,
            docs: &docs,
            section: index,
            section_id: &file.id,
            category: file.section.category.as_ref(),
        };
        known.category(file.section.category.as_ref(), problems);
        for (name, error) in &file.section.errors.0 {
            // A second definition was reported; the first one counts.
            if known.index_of_code(&name.value) == Some(codes.len()) {
                codes.push(code::lower(name, &error.value, &context, problems));
            }
        }
    }
    naming::check(files, &codes, &known, problems);
    let sections = sections.iter().map(|file| section::lower(file, &known, problems)).collect();
    let mut catalog = Catalog {
        id: files.folder.clone(),
        title: spec.title.clone(),
        description: spec.description.as_ref().map(Prose::text),
        naming: naming::lower(&spec.codes),
        docs,
        categories: catalog::categories(&spec.categories, &known, problems),
        statuses: catalog::statuses(&spec.statuses, problems),
        actions: catalog::actions(&spec.actions),
        envelope: envelope.envelope,
        raises: operation::raised(&spec.raises, &known, problems),
        operations: operation::lower(&spec.operations, &known, problems),
        handling: spec.handling.as_ref().map(|spec| catalog::handling(spec, &known, problems)),
        never_includes: texts(&spec.never_includes),
        related: catalog::links(&spec.related),
        retired: catalog::retired(&spec.retired, &known, problems),
        sections,
        codes,
    };
    catalog.cross_refer();
    catalog
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
