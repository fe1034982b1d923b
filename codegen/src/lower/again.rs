//! Lowering again what changed: the codes of other sections stay as they are, as long as the sections
//! that changed are still the same to them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Audience, catalog, docs, pages, slot, title};
use crate::decode::Spanned;
use crate::diagnostic::Problems;
use crate::language::{DetailSpec, ErrorSpec};
use crate::load::{CatalogFiles, SectionFile, Spec};
use crate::model::{Catalog, Code};
use crate::source::{Sources, Span};

/// The catalogs as they last were without errors.
#[derive(Default)]
pub struct Kept(BTreeMap<String, Known>);

struct Known {
    files: CatalogFiles,
    catalog: Catalog,
    titles: title::Shared,
}

/// What is not as it was when a catalog last had no errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Perhaps everything.
    All,
    /// At most these files of sections, whose codes have the names that they had.
    Sections(BTreeSet<u32>),
}

impl Change {
    /// The files of sections that changed, if no more did.
    #[must_use]
    pub fn sections(&self) -> Option<&BTreeSet<u32>> {
        match self {
            Change::All => None,
            Change::Sections(files) => Some(files),
        }
    }
}

/// The codes of a catalog, of which those of some sections have changed.
pub(super) struct Codes<'c> {
    pub all: Vec<Code>,
    pub titles: title::Shared,
    pub is_changed: &'c dyn Fn(&SectionFile) -> bool,
}

impl Kept {
    /// A catalog as it last was without errors.
    #[must_use]
    pub fn catalog(&self, folder: &str) -> Option<&Catalog> {
        self.0.get(folder).map(|known| &known.catalog)
    }

    /// The same, taken out.
    pub fn take(&mut self, folder: &str) -> Option<Catalog> {
        self.0.remove(folder).map(|known| known.catalog)
    }
}

/// Brings the catalogs of a registry up to date. Says for each without an error what has changed in it;
/// one with an error stays as it was before.
pub fn again(
    spec: &Spec,
    sources: &Sources,
    problems: &mut Problems,
    kept: &mut Kept,
) -> Vec<Option<Change>> {
    // The files of each catalog; the content of a file outside every one may belong to any of them.
    let mut folders: BTreeMap<Option<&str>, Vec<u32>> = BTreeMap::new();
    for (file, index) in sources.files().iter().zip(0..) {
        folders.entry(file.catalog.as_deref()).or_default().push(index);
    }
    let stray = folders.remove(&None).unwrap_or_default();
    kept.0.retain(|folder, _| folders.contains_key(&Some(folder)));
    let lowered = |files: &CatalogFiles| {
        let own = folders.get(&Some(files.folder.as_str())).into_iter().flatten();
        let own: Vec<u32> = own.chain(&stray).copied().collect();
        let known = kept.0.remove(&files.folder);
        let change = known.as_ref().and_then(|known| changed(&known.files, files));
        let (known, is_right) = match (known, change.clone()) {
            (Some(known), Some(sections)) => partly(known, files, &sections, problems, &own),
            (known, _) => {
                let new = wholly(files, problems, &own);
                let is_right = new.is_some();
                (new.or(known), is_right)
            }
        };
        kept.0.extend(known.map(|known| (files.folder.clone(), known)));
        let change = change.map_or(Change::All, Change::Sections);
        is_right.then_some(change)
    };
    spec.catalogs.iter().map(lowered).collect()
}

/// Lowers a catalog; nothing if it has an error.
fn wholly(files: &CatalogFiles, problems: &mut Problems, own: &[u32]) -> Option<Known> {
    let super::Lowered { catalog, titles, .. } = catalog(files, Audience::Team, None, problems);
    docs::check_codes(&catalog, problems);
    slot::check(&catalog, &files.catalog.envelope.value, problems);
    if problems.any_error_in(own.iter().copied()) {
        return None;
    }
    let before = problems.count();
    pages::check(files, &catalog, problems);
    (problems.count() == before).then(|| Known { files: files.clone(), catalog, titles })
}

/// Lowers some sections of a catalog again; leaves the catalog as it is if there is an error now.
fn partly(
    known: Known,
    files: &CatalogFiles,
    sections: &BTreeSet<u32>,
    problems: &mut Problems,
    own: &[u32],
) -> (Option<Known>, bool) {
    let Known { files: files_before, catalog: mut before, titles } = known;
    let is_changed = |file: &SectionFile| sections.contains(&file.span.file);
    let all = std::mem::take(&mut before.codes);
    let codes = Codes { all, titles, is_changed: &is_changed };
    let lowered = catalog(files, Audience::Team, Some(codes), problems);
    let super::Lowered { catalog, titles, before: codes_before } = lowered;
    slot::check(&catalog, &files.catalog.envelope.value, problems);
    if !problems.any_error_in(own.iter().copied()) {
        return (Some(Known { files: files.clone(), catalog, titles }), true);
    }
    before.codes = catalog.codes;
    for (at, code) in codes_before {
        before.codes[at] = code;
    }
    (Some(Known { files: files_before, catalog: before, titles }), false)
}

/// The sections that changed, if nothing else did and no other section can tell.
fn changed(before: &CatalogFiles, now: &CatalogFiles) -> Option<BTreeSet<u32>> {
    let same_messages = before.messages.len() == now.messages.len()
        && before.messages.iter().zip(&now.messages).all(|(a, b)| Arc::ptr_eq(a, b));
    let is_same = Arc::ptr_eq(&before.catalog, &now.catalog)
        && before.span == now.span
        && before.described == now.described
        && before.sections.len() == now.sections.len()
        && same_messages;
    if !is_same {
        return None;
    }
    let pairs = || before.sections.iter().zip(&now.sections);
    let changed = || pairs().filter(|(a, b)| !Arc::ptr_eq(a, b));
    let hidden = changed().all(|(a, b)| looks_the_same(a, b));
    hidden.then(|| changed().map(|(_, file)| file.span.file).collect())
}

/// Whether a section is the same to everything outside of it: to other sections, to `catalog.yaml` and
/// to the checks of names.
fn looks_the_same(before: &SectionFile, now: &SectionFile) -> bool {
    let (a, b) = (&before.section, &now.section);
    let also = |file: &SectionFile| -> Vec<String> {
        file.section.also.0.iter().map(|(code, _)| code.value.clone()).collect()
    };
    before.id == now.id
        && before.span == now.span
        && before.parents == now.parents
        && (&a.section.value, &a.group) == (&b.section.value, &b.group)
        && value(a.category.as_ref()) == value(b.category.as_ref())
        && also(before) == also(now)
        && a.errors.0.len() == b.errors.0.len()
        && a.errors.0.iter().zip(&b.errors.0).all(|(a, b)| {
            let (one, other) = (&a.1.value, &b.1.value);
            a.0.value == b.0.value
                && one.visibility == other.visibility
                // Its codes have the details of a category, whose names texts may mention.
                && value(one.category.as_ref()) == value(other.category.as_ref())
                && one.title == other.title
                && value(one.code.as_ref()) == value(other.code.as_ref())
                && value(one.ident.as_ref()) == value(other.ident.as_ref())
                && value(one.type_uri.as_ref()) == value(other.type_uri.as_ref())
                && one.aliases.len() == other.aliases.len()
                && one.aliases.iter().zip(&other.aliases).all(|(a, b)| a.value == b.value)
                && former(one).eq(former(other))
                && one.details.0.len() == other.details.0.len()
                && one.details.0.iter().zip(&other.details.0).all(|(a, b)| {
                    let has_type = |detail: &DetailSpec| {
                        detail.values.as_ref().is_some_and(|it| it.span != Span::default())
                    };
                    a.0.value == b.0.value && has_type(&a.1) == has_type(&b.1)
                })
        })
}

/// The names that programs used for a code before, and the identifiers that are set for them.
fn former(error: &ErrorSpec) -> impl Iterator<Item = (&str, Option<&String>)> {
    let names = error.deprecated_names.0.iter();
    names.map(|(name, spec)| (name.value.as_str(), value(spec.ident.as_ref())))
}

fn value<T>(spanned: Option<&Spanned<T>>) -> Option<&T> {
    spanned.map(|it| &it.value)
}
