//! A catalog as lints see it.

use std::collections::HashMap;
use std::ops::Range;

use crate::decode::{Decode, Prose, Spanned};
use crate::diagnostic::Disorder;
use crate::language::ErrorSpec;
use crate::load::{CatalogFiles, SectionFile};
use crate::model::{Catalog, Code, Section};
use crate::source::{SourceFile, Sources, Span};

/// What a catalog means, and where each part of it is written.
pub(super) struct Context<'a> {
    pub(super) files: &'a CatalogFiles,
    pub(super) catalog: &'a Catalog,
    pub(super) sources: &'a Sources,
    /// The sections in reading order.
    pub(super) sections: Vec<(&'a Section, &'a SectionFile)>,
    /// An entry for each of [`Catalog::codes`], in their order.
    pub(super) entries: Vec<Entry<'a>>,
    /// The index of each code in `entries`.
    pub(super) positions: HashMap<&'a str, usize>,
    /// Every text of every file.
    pub(super) texts: Vec<&'a Prose>,
    /// The keys in the whole registry that are out of order.
    pub(super) disorder: &'a [Disorder],
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
        disorder: &'a [Disorder],
    ) -> Context<'a> {
        let by_id: HashMap<&str, &SectionFile> =
            files.sections.iter().map(|file| (file.id.as_str(), file)).collect();
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
        let mut texts = Vec::new();
        files.catalog.texts(&mut |text| texts.push(text));
        for (_, file) in &sections {
            file.section.texts(&mut |text| texts.push(text));
        }
        let positions = positions.collect();
        Context { files, catalog, sources, sections, entries, positions, texts, disorder }
    }

    /// The entry of a code.
    pub(super) fn entry(&self, code: &str) -> Option<&Entry<'a>> {
        self.positions.get(code).map(|at| &self.entries[*at])
    }

    /// The catalog's files and their indices.
    pub(super) fn sources(&self) -> impl Iterator<Item = (u32, &'a SourceFile)> {
        let folder = Some(self.files.folder.as_str());
        let own = (0..).zip(self.sources.files());
        own.filter(move |(_, file)| file.catalog.as_deref() == folder)
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
