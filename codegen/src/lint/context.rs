//! A catalog as lints see it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Asked;
use super::near::Near;
use crate::decode::{Decode, Prose, Spanned};
use crate::diagnostic::Disorder;
use crate::language::ErrorSpec;
use crate::load::{CatalogFiles, SectionFile};
use crate::model::{Catalog, Code, Section, WireCode};
use crate::source::{SourceFile, Sources, Span};
use crate::text::{Part, Stranger};

/// What a catalog means, and where each part of it is written; or the same about one part of it.
pub(super) struct Context<'a> {
    pub(super) files: &'a CatalogFiles,
    pub(super) catalog: &'a Catalog,
    pub(super) sources: &'a Sources,
    /// The sections in reading order.
    pub(super) sections: Vec<(&'a Section, &'a SectionFile)>,
    /// An entry for each of their codes, in the order of [`Catalog::codes`].
    pub(super) entries: Vec<Entry<'a>>,
    /// Every text of every file.
    pub(super) texts: Vec<&'a Prose>,
    /// Those that are more than words; read in parts of a catalog only.
    pub(super) rich: Vec<Rich<'a>>,
    /// The keys in the whole registry that are out of order.
    pub(super) disorder: &'a [Disorder],
    pub(super) asked: Asked,
    /// The names in all parts of the catalog.
    pub(super) names: Arc<Names<'a>>,
    own: Vec<u32>,
}

/// The names in a catalog.
pub(super) struct Names<'a> {
    /// An entry for each of [`Catalog::codes`], in their order.
    pub(super) entries: Vec<Entry<'a>>,
    /// The index of each code in `entries`.
    pub(super) positions: HashMap<&'a str, usize>,
    near: OnceLock<Near<'a>>,
    /// The names that end in numbers; see `codes`.
    pub(super) sequences: OnceLock<Sequences<'a>>,
    others: OnceLock<HashSet<&'a str>>,
}

/// The numbers of each stem with their entries; retired codes have none.
pub(super) type Sequences<'a> = BTreeMap<&'a str, Vec<(u32, Option<Entry<'a>>)>>;

/// A text with markup, read.
pub(super) struct Rich<'a> {
    pub(super) text: &'a Prose,
    pub(super) parts: Vec<Part<'a>>,
    pub(super) strangers: Vec<(Stranger, Range<usize>)>,
}

/// A code and where it is written.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) code: &'a Code,
    pub(super) name: &'a Spanned<String>,
    pub(super) spec: &'a ErrorSpec,
    /// From the code to the end of its entry.
    pub(super) span: Span,
}

impl<'a> Context<'a> {
    pub(super) fn of(
        files: &'a CatalogFiles,
        catalog: &'a Catalog,
        sources: &'a Sources,
        (disorder, asked): (&'a [Disorder], Asked),
    ) -> Context<'a> {
        let by_id: HashMap<&str, &SectionFile> =
            files.sections.iter().map(|file| (file.id.as_str(), &**file)).collect();
        let sections: Vec<(&Section, &SectionFile)> = catalog
            .sections
            .iter()
            .filter_map(|section| Some((section, *by_id.get(section.id.as_str())?)))
            .collect();
        // In the order of `catalog.codes`: by section, then as written.
        let written = sections.iter().flat_map(|(_, file)| &file.section.errors.0);
        let entries: Vec<Entry<'a>> = catalog
            .codes
            .iter()
            .zip(written)
            .map(|(code, (name, spec))| {
                let span = Span { end: spec.span.end.max(name.span.end), ..name.span };
                Entry { code, name, spec: &spec.value, span }
            })
            .collect();
        let positions =
            entries.iter().enumerate().map(|(at, entry)| (entry.code.name.as_str(), at));
        let positions = positions.collect();
        let names = Names {
            entries: entries.clone(),
            positions,
            near: OnceLock::new(),
            sequences: OnceLock::new(),
            others: OnceLock::new(),
        };
        let folder = Some(files.folder.as_str());
        let own = (0..).zip(sources.files());
        let own = own.filter(|(_, file)| file.catalog.as_deref() == folder);
        let mut context = Context {
            files,
            catalog,
            sources,
            own: own.map(|(index, _)| index).collect(),
            sections,
            entries,
            texts: Vec::new(),
            rich: Vec::new(),
            disorder,
            asked,
            names: Arc::new(names),
        };
        context.texts = context.texts_of(true);
        context
    }

    /// The parts that lints can see one by one: each section's file, and `None` for all others.
    pub(super) fn parts(&self) -> Vec<Option<u32>> {
        let sections = self.sections.iter().map(|(_, file)| Some(file.span.file));
        std::iter::once(None).chain(sections).collect()
    }

    /// One of the parts of a catalog.
    pub(super) fn part(&self, part: Option<u32>) -> Context<'a> {
        let is_its = |file: u32| part == Some(file);
        let is_section = |file: u32| self.sections.iter().any(|(_, it)| it.span.file == file);
        let own = self.own.iter().copied();
        let own =
            own.filter(|file| if part.is_none() { !is_section(*file) } else { is_its(*file) });
        let sections = self.sections.iter().copied();
        let entries = self.entries.iter().copied();
        let mut context = Context {
            files: self.files,
            catalog: self.catalog,
            sources: self.sources,
            own: own.collect(),
            sections: sections.filter(|(_, file)| is_its(file.span.file)).collect(),
            entries: entries.filter(|entry| is_its(entry.name.span.file)).collect(),
            texts: Vec::new(),
            rich: Vec::new(),
            disorder: self.disorder,
            asked: self.asked,
            names: Arc::clone(&self.names),
        };
        context.texts = context.texts_of(part.is_none());
        let rich = context.texts.iter().filter(|text| !text.text.is_plain());
        context.rich = rich
            .map(|text| {
                let (parts, strangers) = text.text.read();
                Rich { text, parts, strangers }
            })
            .collect();
        context
    }

    /// Whether `catalog.yaml` belongs to it.
    pub(super) fn has_catalog(&self) -> bool {
        self.own.contains(&self.files.span.file)
    }

    /// The texts of its sections, behind those of `catalog.yaml` if that belongs to it.
    fn texts_of(&self, with_catalog: bool) -> Vec<&'a Prose> {
        let mut texts = Vec::new();
        if with_catalog {
            self.files.catalog.texts(&mut |text| texts.push(text));
        }
        for (_, file) in &self.sections {
            file.section.texts(&mut |text| texts.push(text));
        }
        texts
    }

    /// Whether something in the catalog has this name.
    pub(super) fn is_known(&self, name: &str) -> bool {
        let names = &self.names;
        names.positions.contains_key(name)
            || names.others.get_or_init(|| other_names(self.catalog)).contains(name)
    }

    /// The names of codes by what is near them; in the order of [`Names::entries`]. Made once for all
    /// parts, and only if it is needed: most registries name only what exists.
    pub(super) fn near(&self) -> &Near<'a> {
        self.names.near.get_or_init(|| {
            Near::of(self.names.entries.iter().map(|entry| entry.code.name.as_str()).collect())
        })
    }

    /// The entry of a code.
    pub(super) fn entry(&self, code: &str) -> Option<&Entry<'a>> {
        self.names.positions.get(code).map(|at| &self.names.entries[*at])
    }

    /// Its files and their indices.
    pub(super) fn sources(&self) -> impl Iterator<Item = (u32, &'a SourceFile)> {
        self.own.iter().map(|index| (*index, &*self.sources.files()[*index as usize]))
    }

    /// Where a stretch of a text is in the file.
    pub(super) fn place(&self, text: &Prose, stretched: Range<usize>) -> Span {
        self.within(text.span, text.text.source(), stretched)
    }

    /// Where a stretch of the value of a scalar is in the file.
    pub(super) fn within(&self, span: Span, source: &str, stretched: Range<usize>) -> Span {
        let written = &self.sources.file(span).text[span.range()];
        let start = in_spelling(written, source, stretched.start);
        // What follows the last character may be an indentation.
        let shown = source[stretched.clone()].trim_end();
        let last = shown.chars().next_back().map_or(0, char::len_utf8);
        let end = in_spelling(written, source, stretched.start + shown.len() - last);
        let width = written[end..].chars().next().map_or(0, char::len_utf8);
        stretch(span.file, span.start as usize + start, end + width - start)
    }

    /// Where a piece of a text is in the file; the whole text if the file spells the piece
    /// differently.
    pub(super) fn piece(&self, text: &Prose, piece: &str) -> Span {
        let span = text.span;
        let source = text.text.source();
        let written = &self.sources.file(span).text[span.range()];
        // Even if the file folds lines, it has the same pieces in the same order.
        let at = (piece.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
        let earlier = source.get(..at).map_or(0, |before| before.matches(piece).count());
        match written.match_indices(piece).nth(earlier) {
            Some((at, _)) => stretch(span.file, span.start as usize + at, piece.len()),
            None => span,
        }
    }
}

/// Every name that a text may refer to, besides those of codes.
fn other_names(catalog: &Catalog) -> HashSet<&str> {
    let mut names: HashSet<&str> = catalog.codes.iter().filter_map(sent).collect();
    names.extend(catalog.categories.iter().map(|category| category.id.as_str()));
    names.extend(catalog.actions.iter().map(|action| action.id.as_str()));
    names.extend(
        catalog
            .sections
            .iter()
            .flat_map(|section: &Section| [section.id.as_str(), section.title.as_str()]),
    );
    let details = catalog.codes.iter().flat_map(|code| &code.details);
    names.extend(details.map(|detail| detail.name.as_str()));
    names
}

/// What a code is on the wire, if that is text.
fn sent(code: &Code) -> Option<&str> {
    match &code.code {
        WireCode::String(code) => Some(code.as_str()),
        WireCode::Integer(_) => None,
    }
}

/// Where a byte of a scalar's value is in its spelling. All styles of YAML keep the characters that
/// are no white space, in their order; in quotes some are escaped.
fn in_spelling(spelling: &str, value: &str, at: usize) -> usize {
    let mut left = value[..at].chars().filter(|c| !c.is_whitespace()).count();
    let quote = spelling.chars().next().filter(|c| matches!(c, '"' | '\''));
    let mut characters = spelling.char_indices().skip(usize::from(quote.is_some()));
    while let Some((place, character)) = characters.next() {
        let mut shown = !character.is_whitespace();
        match (quote, character) {
            (Some('\''), '\'') => drop(characters.next()),
            (Some('"'), '\\') => {
                let digits = match characters.next() {
                    Some((_, 'x')) => 2,
                    Some((_, 'u')) => 4,
                    Some((_, 'U')) => 8,
                    Some((_, c)) => {
                        shown = !matches!(c, 'n' | 't' | 'r' | ' ' | 'N' | '_' | 'L' | 'P' | '\n');
                        0
                    }
                    None => 0,
                };
                if digits > 0 {
                    let code: String = characters.by_ref().take(digits).map(|(_, c)| c).collect();
                    let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                    shown = !code.is_some_and(char::is_whitespace);
                }
            }
            _ => {}
        }
        if shown {
            if left == 0 {
                return place;
            }
            left -= 1;
        }
    }
    spelling.len()
}

/// The span of a piece of a file.
pub(super) fn stretch(file: u32, start: usize, length: usize) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(start + length) }
}
