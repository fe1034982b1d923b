//! Loads the registry's files into the surface types: each as a catalog or a section, as its name
//! says.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use crate::decode::{Decode, Spanned};
use crate::diagnostic::{Diagnostic, Disorder, Problems};
use crate::language::{CatalogSpec, ErrorSpec, MessagesSpec, SectionSpec, flatten, is_of_language};
use crate::limits::option;
use crate::model::Catalog;
use crate::pages::Page;
use crate::rule;
use crate::source::{SourceFile, Sources, Span};
use crate::yaml::{self, Node, Value};

/// A registry as written.
#[derive(Debug, Clone, PartialEq)]
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
    pub catalog: CatalogSpec,
    /// The other files, sorted by id.
    pub sections: Vec<SectionFile>,
    /// The files with messages in other languages, in the order of their paths.
    pub messages: Vec<MessagesFile>,
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

/// What a file holds; nothing if it does not parse.
enum Content {
    Catalog(Option<Box<CatalogSpec>>),
    /// With whether all of it could be read.
    Section(Option<Box<SectionSpec>>, bool),
    Messages(MessagesFile),
    /// A file outside every catalog: what it should hold is unknown.
    Stray,
}

/// Reads all files; findings go to `problems`.
pub fn load(sources: &Sources, problems: &mut Problems) -> Spec {
    let mut contents = read_all(sources, problems).into_iter();
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
                catalog: CatalogSpec::fallback(),
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
                (catalog.catalog, catalog.span, catalog.described) = (*spec, span, true);
            }
            Content::Section(Some(section), whole) => {
                catalog.complete &= whole;
                if let Some(first) = sections.get(&(folder.as_str(), file.stem.as_str())) {
                    let what = format!("the section `{}`", file.stem);
                    problems.push(duplicate_file(&what, span, *first));
                    continue;
                }
                sections.insert((folder, &file.stem), span);
                catalog.sections.push(SectionFile {
                    id: file.stem.clone(),
                    span,
                    section: *section,
                    parents: Vec::new(),
                });
            }
            Content::Messages(file) => catalog.messages.push(file),
            Content::Catalog(None) | Content::Stray => {}
            Content::Section(None, _) => catalog.complete = false,
        }
    }
    for catalog in &mut catalogs {
        let join = catalog.catalog.codes.joint();
        for file in &mut catalog.sections {
            file.parents = flatten(&mut file.section.errors, join);
        }
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

/// Reads the files on all processors; the findings are in the order of the files.
fn read_all(sources: &Sources, problems: &mut Problems) -> Vec<Content> {
    let files: Vec<(usize, &SourceFile)> = sources.files().iter().enumerate().collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let declared = declared(sources);
    // Files differ in size, so each thread gets about the same number of bytes.
    let limits = *problems.limits();
    let share = sources.bytes() / workers + 1;
    let mut taken = 0;
    let chunks = files.chunk_by(|(_, a), _| {
        let before = taken / share;
        taken += a.text.len();
        taken / share == before
    });
    thread::scope(|scope| {
        let read = |chunk: &[(usize, &SourceFile)]| {
            let mut problems = Problems::within(limits, sources);
            let mut contents = Vec::with_capacity(chunk.len());
            for (index, file) in chunk {
                let fields = file.catalog.as_deref().and_then(|folder| declared.get(folder));
                problems.declare(fields.into_iter().flatten().cloned());
                contents.push(read(*index, file, &mut problems));
            }
            (contents, problems)
        };
        let chunks: Vec<_> = chunks.map(|chunk| scope.spawn(move || read(chunk))).collect();
        let mut contents = Vec::with_capacity(files.len());
        for chunk in chunks {
            let (read, found) =
                chunk.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            contents.extend(read);
            problems.extend(found);
        }
        contents
    })
}

/// The names of the fields that each catalog declares, by its folder. They are needed to read the
/// sections, and their declarations are read with the catalog.
fn declared(sources: &Sources) -> BTreeMap<&str, Vec<String>> {
    let mut declared = BTreeMap::new();
    for file in sources.files() {
        let Some(folder) = file.catalog.as_deref().filter(|_| file.stem == "catalog") else {
            continue;
        };
        // Most catalogs declare none, and need not be read twice.
        if file.text.contains("fields") {
            let node = yaml::parse(0, file, &mut Problems::default());
            declared.insert(folder, node.as_ref().map(fields_of).unwrap_or_default());
        }
    }
    declared
}

/// The names of the fields that a catalog declares, except those that the language uses itself.
fn fields_of(catalog: &Node<'_>) -> Vec<String> {
    let Value::Map(keys) = &catalog.value else { return Vec::new() };
    let found = keys.iter().find(|(key, _)| key.text == "fields");
    let Some((_, Node { value: Value::Map(fields), .. })) = found else { return Vec::new() };
    let names = fields.iter().map(|(name, _)| name.text.to_string());
    names.filter(|name| !is_of_language(name)).collect()
}

fn read(index: usize, file: &SourceFile, problems: &mut Problems) -> Content {
    let span = start(index);
    if file.catalog.is_none() {
        problems.push(
            Diagnostic::error(&rule::STRAY_FILE, "a registry file outside a catalog's folder")
                .at(span, "does not belong to a catalog")
                .help(
                    "move it into the folder of its catalog, or into a folder of its own with a \
                     `catalog.yaml`",
                ),
        );
        return Content::Stray;
    }
    if file.stem.ends_with("/catalog") {
        problems.push(
            Diagnostic::error(&rule::STRAY_FILE, "a `catalog.yaml` in the folder of a catalog")
                .at(span, "below another `catalog.yaml`")
                .help(
                    "move this folder directly into the registry's folder if it is a catalog, or \
                     rename the file if it is a section",
                ),
        );
        return Content::Stray;
    }
    let before = problems.count();
    let parsed = yaml::parse_damaged(span.file, file, problems);
    let whole = parsed.as_ref().is_some_and(|parsed| parsed.broken.is_empty());
    let is_catalog = file.stem == "catalog";
    if parsed.as_ref().is_some_and(|parsed| parsed.lost || is_catalog && !whole) {
        problems.lose(span.file);
    }
    let node = parsed.map(|parsed| parsed.root);
    if node.is_none() && problems.count() == before {
        let keys = if file.stem == "catalog" {
            "`catalog`, `title`, `codes` and `envelope` (`errbook explain catalog.yaml` shows all keys)"
        } else if file.language().is_some() {
            "the name of a code and its message"
        } else {
            "`section` and `errors` (`errbook explain section.yaml` shows all keys)"
        };
        problems.push(
            Diagnostic::error(&rule::MISSING_FILE, "the file is empty")
                .at(span, "nothing here but comments and white space")
                .help(format!("begin with {keys}, or remove the file")),
        );
    }
    if file.stem == "catalog" {
        let spec = node.map(|node| Box::new(CatalogSpec::decode(&node, problems)));
        // What it declares may be in the parts that could not be read.
        Content::Catalog(spec.filter(|_| whole))
    } else if let Some(language) = file.language() {
        let messages = node.map(|node| MessagesSpec::decode(&node, problems));
        let messages = messages.unwrap_or_else(MessagesSpec::fallback);
        Content::Messages(MessagesFile { language: language.to_owned(), span, messages })
    } else {
        let spec = node.map(|node| Box::new(SectionSpec::decode(&node, problems)));
        Content::Section(spec, whole)
    }
}

fn duplicate_file(what: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(&rule::DUPLICATE_FILE, format!("{what} has two files"))
        .at(second, "this file")
        .also(first, "and this one")
        .help("merge them into one `.yaml` file")
}

fn start(index: usize) -> Span {
    Span { file: u32::try_from(index).expect("fewer than 2^32 files"), start: 0, end: 0 }
}
