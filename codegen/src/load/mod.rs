//! Loads the registry's files into the surface types: each as a catalog or a section, as its name
//! says.

mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::read::Kept;
use self::read::{Content, read_all, start};
use crate::decode::{Decode, Spanned};
use crate::diagnostic::{Diagnostic, Disorder, Problems};
use crate::language::{CatalogSpec, ErrorSpec, MessagesSpec, SectionSpec};
use crate::limits::option;
use crate::model::Catalog;
use crate::pages::Page;
use crate::rule;
use crate::source::{Sources, Span};

/// A registry as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spec {
    /// The catalogs, sorted by folder.
    pub catalogs: Vec<CatalogFiles>,
    /// Keys that are not in the order of the language, in the order of files.
    pub disorder: Vec<Disorder>,
}

/// The files of one catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogFiles {
    /// The name of the folder.
    pub folder: String,
    /// The start of `catalog.yaml`, or of the first file if it is missing.
    pub span: Span,
    /// What `catalog.yaml` holds.
    pub catalog: Arc<CatalogSpec>,
    /// The other files, sorted by id.
    pub sections: Vec<Arc<SectionFile>>,
    /// The files with messages in other languages, in the order of their paths.
    pub messages: Vec<Arc<MessagesFile>>,
    /// Whether `catalog.yaml` could be read; if not, it may declare any name that others refer to.
    pub described: bool,
    /// Whether every section could be read; if not, a missing code may be in the unread ones.
    pub complete: bool,
}

/// A section's file.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionFile {
    /// The file's path in the folder of the catalog, without its extension.
    pub id: String,
    /// The start of the file.
    pub span: Span,
    /// What it holds; the entries that are nested in others follow these.
    pub section: SectionSpec,
    /// For each of its entries, the index of the one that it is nested in.
    pub parents: Vec<Option<usize>>,
}

impl SectionFile {
    /// The entries that one is nested in, the outermost first.
    pub(crate) fn above(&self, index: usize) -> Vec<&(Spanned<String>, Spanned<ErrorSpec>)> {
        let parent = |at: &usize| self.parents.get(*at).copied().flatten();
        let above = std::iter::successors(parent(&index), parent);
        let mut above: Vec<_> = above.map(|at| &self.section.errors.0[at]).collect();
        above.reverse();
        above
    }
}

/// A file with messages in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct MessagesFile {
    /// The language, as the file's name gives it.
    pub language: String,
    /// The start of the file.
    pub span: Span,
    /// What it holds.
    pub messages: MessagesSpec,
}

#[cfg(feature = "cli")]
impl Spec {
    /// Whether a code has this name or is this text on the wire.
    pub(crate) fn any_code(&self, text: &str) -> bool {
        let sections = self.catalogs.iter().flat_map(|catalog| &catalog.sections);
        let mut codes = sections.flat_map(|file| &file.section.errors.0);
        codes.any(|(name, error)| {
            let code = error.value.code.as_ref();
            let sent = code.map(|code| match &code.value {
                crate::language::CodeValue::Text(sent)
                | crate::language::CodeValue::Plain(sent) => sent,
            });
            name.value == text || sent.is_some_and(|sent| sent == text)
        })
    }
}

impl CatalogFiles {
    /// Where the names of pages are written: of codes, former names and retired codes, of sections,
    /// and the docs URL for the page that has none.
    pub(crate) fn spans_of_pages<'a>(&'a self, catalog: &'a Catalog) -> BTreeMap<Page<'a>, Span> {
        let mut spans = BTreeMap::new();
        for (id, section) in catalog.sections_with_ids() {
            let file = self.sections.iter().find(|file| file.id == section.id);
            spans.extend(file.map(|file| (Page::Section(id), file.span)));
        }
        for (code, error) in self.sections.iter().flat_map(|file| &file.section.errors.0) {
            for name in [code].into_iter().chain(&error.value.aliases) {
                spans.insert(Page::Entry(&name.value), name.span);
            }
        }
        for (retired, _) in &self.catalog.retired.0 {
            spans.insert(Page::Entry(&retired.value), retired.span);
        }
        let url = self.catalog.docs.as_ref().and_then(|docs| docs.url.as_ref());
        spans.extend(url.map(|url| (Page::Guide, url.span)));
        spans
    }
}

/// Reads all files; findings go to `problems`.
pub fn load(sources: &Sources, problems: &mut Problems) -> Spec {
    again(sources, problems, &mut Kept::default())
}

/// Does the same, but reads only those files again that are not as they were the last time.
pub fn again(sources: &Sources, problems: &mut Problems, kept: &mut Kept) -> Spec {
    let mut contents = read_all(sources, problems, kept).into_iter();
    let mut catalogs: Vec<CatalogFiles> = Vec::new();
    let mut sections: BTreeMap<(&str, &str), Span> = BTreeMap::new();
    let mut described: BTreeSet<&str> = BTreeSet::new();
    for (index, file) in sources.files().iter().enumerate() {
        let content = contents.next().expect("every file was read");
        let span = start(index);
        let Some(folder) = &file.catalog else { continue };
        if file.stem == "catalog" {
            described.insert(folder);
        }
        if catalogs.last().is_none_or(|catalog| catalog.folder != *folder) {
            catalogs.push(CatalogFiles {
                folder: folder.clone(),
                span,
                catalog: Arc::new(CatalogSpec::fallback()),
                sections: Vec::new(),
                messages: Vec::new(),
                described: false,
                complete: true,
            });
        }
        let catalog = catalogs.last_mut().expect("one was just pushed");
        match content {
            Content::Catalog(Some(_)) if catalog.described => {
                let also = catalog.span;
                problems.push(duplicate_file("the catalog", span, also));
            }
            Content::Catalog(Some(spec)) => {
                (catalog.catalog, catalog.span, catalog.described) = (spec, span, true);
            }
            Content::Section(Some(section), whole) => {
                catalog.complete &= whole;
                if let Some(first) = sections.get(&(folder.as_str(), file.stem.as_str())) {
                    let what = format!("the section `{}`", file.stem);
                    problems.push(duplicate_file(&what, span, *first));
                    continue;
                }
                sections.insert((folder, &file.stem), span);
                catalog.sections.push(section);
            }
            Content::Messages(file) => catalog.messages.push(file),
            Content::Catalog(None) | Content::Stray => {}
            Content::Section(None, _) => catalog.complete = false,
        }
    }
    for catalog in &catalogs {
        if !described.contains(catalog.folder.as_str()) {
            problems.push(
                Diagnostic::error(
                    &rule::MISSING_FILE,
                    format!("the folder `{}` has no `catalog.yaml`", catalog.folder),
                )
                .at(catalog.span, "in the folder of this file")
                .help("add a `catalog.yaml` with `catalog`, `title`, `codes` and `envelope`"),
            );
        }
    }
    Spec { catalogs, disorder: problems.take_disorder() }
}

/// Whether there are no more codes than the limit allows; reports the first one beyond it.
pub fn within_limits(spec: &Spec, problems: &mut Problems) -> bool {
    let sections = spec.catalogs.iter().flat_map(|catalog| &catalog.sections);
    let mut codes = sections.flat_map(|file| &file.section.errors.0);
    let limit = problems.limits().entries;
    let Some((first, _)) = codes.nth(usize::try_from(limit).unwrap_or(usize::MAX)) else {
        return true;
    };
    let all = limit.saturating_add(codes.count() as u64 + 1);
    problems.push(
        Diagnostic::error(
            &rule::LIMIT,
            format!("{all} codes, more than the limit `entries` of {limit}"),
        )
        .at(first.span, "the first one beyond the limit")
        .help(format!("split the registry, or raise the limit with `{}`", option("entries", all))),
    );
    false
}

fn duplicate_file(what: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(&rule::DUPLICATE_FILE, format!("{what} has two files"))
        .at(second, "this file")
        .also(first, "and this one")
        .help("merge them into one `.yaml` file")
}
