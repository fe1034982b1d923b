//! Reads the files of a registry one by one, and keeps what was read of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{MessagesFile, SectionFile};
use crate::decode::Decode;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{CatalogSpec, JOIN, MessagesSpec, SectionSpec, flatten, is_of_language};
use crate::limits::Limits;
use crate::parallel;
use crate::rule;
use crate::source::{SourceFile, Sources, Span};
use crate::timings;
use crate::yaml::{self, Node, Value};

/// The files as they were read the last time.
#[derive(Default)]
pub struct Kept {
    limits: Limits,
    files: Vec<Arc<Known>>,
}

/// A file, and what was read of it.
struct Known {
    source: Arc<SourceFile>,
    around: Around,
    content: Content,
    found: Problems<'static>,
}

/// What a file is read with: its catalog says it, and the names of declared fields are keys there.
#[derive(Debug, Clone, PartialEq)]
struct Around {
    fields: Arc<[String]>,
    join: String,
}

impl Default for Around {
    fn default() -> Around {
        Around { fields: Arc::default(), join: JOIN.to_owned() }
    }
}

/// What a file holds; nothing if it does not parse.
#[derive(Clone)]
pub(super) enum Content {
    Catalog(Option<Arc<CatalogSpec>>),
    /// With whether all of it could be read.
    Section(Option<Arc<SectionFile>>, bool),
    Messages(Arc<MessagesFile>),
    /// A file outside every catalog: what it should hold is unknown.
    Stray,
}

/// Reads the files on all processors, except those that are as they were; the findings are in the
/// order of the files.
pub(super) fn read_all(
    sources: &Sources,
    problems: &mut Problems,
    kept: &mut Kept,
) -> Vec<Content> {
    let limits = *problems.limits();
    if kept.limits != limits {
        *kept = Kept { limits, files: Vec::new() };
    }
    let mut read = Reading { sources, limits, kept, known: vec![None; sources.files().len()] };
    // What catalogs say is needed to read their sections.
    let is_catalog = |file: &SourceFile| file.catalog.is_some() && file.stem == "catalog";
    read.those(is_catalog, |file| Around { fields: declared(file), ..Around::default() });
    let mut around: BTreeMap<Option<&str>, Around> = BTreeMap::new();
    for known in read.known.iter().flatten().rev() {
        let around = around.entry(known.source.catalog.as_deref()).or_default();
        if around.fields.is_empty() {
            around.fields = Arc::clone(&known.around.fields);
        }
        if let Content::Catalog(Some(spec)) = &known.content {
            spec.codes.joint().clone_into(&mut around.join);
        }
    }
    let around = around.into_iter().map(|(folder, it)| (folder.map(str::to_owned), it));
    let around: BTreeMap<Option<String>, Around> = around.collect();
    read.those(
        |file| !is_catalog(file),
        |file| around.get(&file.catalog).cloned().unwrap_or_default(),
    );
    let known: Vec<Arc<Known>> = read.known.into_iter().flatten().collect();
    for known in &known {
        problems.extend(known.found.clone());
    }
    let contents = known.iter().map(|known| known.content.clone()).collect();
    kept.files = known;
    contents
}

struct Reading<'r> {
    sources: &'r Sources,
    limits: Limits,
    kept: &'r Kept,
    /// Those that are read so far, by their index.
    known: Vec<Option<Arc<Known>>>,
}

impl Reading<'_> {
    /// Reads some of the files.
    fn those(
        &mut self,
        is_one: impl Fn(&SourceFile) -> bool,
        around: impl Fn(&SourceFile) -> Around,
    ) {
        let mut new = Vec::new();
        for (index, file) in self.sources.files().iter().enumerate().filter(|it| is_one(it.1)) {
            let around = around(file);
            let known = self.kept.files.get(index);
            match known.filter(|known| known.around == around && known.source.is_same(file)) {
                Some(known) => self.known[index] = Some(Arc::clone(known)),
                None => new.push((index, around)),
            }
        }
        // The last one to be read should not be a large one.
        new.sort_by_key(|(index, _)| std::cmp::Reverse(self.sources.files()[*index].text.len()));
        let read = parallel::map(&new, |(index, around)| {
            let source = Arc::clone(&self.sources.files()[*index]);
            let mut found = Problems::within(self.limits, self.sources);
            found.declare(&around.fields);
            let content = read(*index, &source, &around.join, &mut found);
            Arc::new(Known { source, around: around.clone(), content, found: found.apart() })
        });
        for ((index, _), known) in new.into_iter().zip(read) {
            self.known[index] = Some(known);
        }
    }
}

/// The names of the fields that a catalog declares. They are needed to read its file too: its
/// categories have values of them.
fn declared(file: &SourceFile) -> Arc<[String]> {
    // Most catalogs declare none, and need not be read twice.
    if !file.text.contains("fields") {
        return Arc::default();
    }
    let node = yaml::parse(0, file, &mut Problems::default());
    node.as_ref().map(fields_of).unwrap_or_default().into()
}

/// The names of the fields that a catalog declares, except those that the language uses itself.
fn fields_of(catalog: &Node<'_>) -> Vec<String> {
    let Value::Map(keys) = &catalog.value else { return Vec::new() };
    let found = keys.iter().find(|(key, _)| key.text == "fields");
    let Some((_, Node { value: Value::Map(fields), .. })) = found else { return Vec::new() };
    let names = fields.iter().map(|(name, _)| name.text.to_string());
    names.filter(|name| !is_of_language(name)).collect()
}

fn read(index: usize, file: &SourceFile, join: &str, problems: &mut Problems) -> Content {
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
    let parsed = timings::phase("parse", || yaml::parse_damaged(span.file, file, problems));
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
    timings::phase("decode", || decoded(file, span, node, whole, join, problems))
}

fn decoded(
    file: &SourceFile,
    span: Span,
    node: Option<Node<'_>>,
    whole: bool,
    join: &str,
    problems: &mut Problems,
) -> Content {
    if file.stem == "catalog" {
        let spec = node.map(|node| Arc::new(CatalogSpec::decode(&node, problems)));
        // What it declares may be in the parts that could not be read.
        Content::Catalog(spec.filter(|_| whole))
    } else if let Some(language) = file.language() {
        let messages = node.map(|node| MessagesSpec::decode(&node, problems));
        let messages = messages.unwrap_or_else(MessagesSpec::fallback);
        let language = language.to_owned();
        Content::Messages(Arc::new(MessagesFile { language, span, messages }))
    } else {
        let file = node.map(|node| {
            let mut section = SectionSpec::decode(&node, problems);
            let parents = flatten(&mut section.errors, join);
            Arc::new(SectionFile { id: file.stem.clone(), span, section, parents })
        });
        Content::Section(file, whole)
    }
}

pub(super) fn start(index: usize) -> Span {
    Span { file: u32::try_from(index).expect("fewer than 2^32 files"), start: 0, end: 0 }
}
