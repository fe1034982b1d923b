//! Lints: what is probably wrong in a catalog that compiles.
//!
//! [`CHECKS`] lists each rule with the function that checks it. A function says what it found and
//! where; levels and suppressions are applied to all findings alike.

mod near;
mod suppress;

mod codes;
mod lifecycle;
mod links;
mod mentions;
mod operations;
mod order;
mod pages;
mod prose;
mod retry;
mod spelling;
mod status;
mod unused;

use std::collections::HashMap;

use crate::decode::{Decode, Prose, Spanned};
use crate::diagnostic::{Diagnostic, Disorder, Problems};
use crate::language::ErrorSpec;
use crate::load::{CatalogFiles, SectionFile, Spec};
use crate::model::{Catalog, Code, Section};
use crate::rule::{self, Level, Rule};
use crate::source::{SourceFile, Sources, Span};

/// Checks one rule in one catalog.
type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// Every lint except the one for suppressions, which needs the findings of the others.
const CHECKS: &[(&Rule, Check)] = &[
    (&rule::TRAILING_SPACE, spelling::trailing_space),
    (&rule::TAB_CHARACTER, spelling::tab_character),
    (&rule::INVISIBLE_CHARACTER, spelling::invisible_character),
    (&rule::UNBALANCED_BACKTICK, spelling::unbalanced_backtick),
    (&rule::KEY_ORDER, order::key_order),
    (&rule::PLACEHOLDER_TEXT, prose::placeholder_text),
    (&rule::DESCRIPTION_ECHO, prose::description_echo),
    (&rule::DUPLICATE_DESCRIPTION, prose::duplicate_description),
    (&rule::MISSING_DESCRIPTION, prose::missing_description),
    (&rule::MISSING_CAUSE, prose::missing_cause),
    (&rule::MISSING_RESOLUTION, prose::missing_resolution),
    (&rule::WRONG_COUNT, mentions::wrong_count),
    (&rule::DANGLING_MENTION, mentions::dangling_mention),
    (&rule::INTERNAL_LEAK, mentions::internal_leak),
    (&rule::DEAD_DOCS_URL, links::dead_docs_url),
    (&rule::UNUSED_EXCEPTION, codes::unused_exception),
    (&rule::SEQUENCE_GAP, codes::sequence_gap),
    (&rule::SEQUENCE_REPEAT, codes::sequence_repeat),
    (&rule::NEAR_DUPLICATE_CODE, codes::near_duplicate_code),
    (&rule::CASE_COLLISION, codes::case_collision),
    (&rule::PORTABLE_NAME, pages::portable_name),
    (&rule::RESERVED_WORD, codes::reserved_word),
    (&rule::STATUS_NOT_ERROR, status::status_not_error),
    (&rule::STATUS_CATEGORY_MISMATCH, status::status_category_mismatch),
    (&rule::STATUS_SUFFIX_MISMATCH, status::status_suffix_mismatch),
    (&rule::UNDOCUMENTED_STATUS, status::undocumented_status),
    (&rule::UNUSED_STATUS, status::unused_status),
    (&rule::MISSING_HEADER, status::missing_header),
    (&rule::GRPC_STATUS_MISMATCH, status::grpc_status_mismatch),
    (&rule::MISSING_RETRY, retry::missing_retry),
    (&rule::RETRY_CONTRADICTS_STATUS, retry::retry_contradicts_status),
    (&rule::MISSING_REPLACEMENT, lifecycle::missing_replacement),
    (&rule::DEPRECATED_REPLACEMENT, lifecycle::deprecated_replacement),
    (&rule::REPLACEMENT_CYCLE, lifecycle::replacement_cycle),
    (&rule::UNUSED_CATEGORY, unused::unused_category),
    (&rule::UNUSED_ACTION, unused::unused_action),
    (&rule::UNUSED_DETAILS, unused::unused_details),
    (&rule::EMPTY_SECTION, unused::empty_section),
    (&rule::REDUNDANT_RAISE, operations::redundant_raise),
];

/// Checks every lint in each catalog without errors; `levels` are those of the project.
pub fn lint(
    spec: &Spec,
    catalogs: &[Option<Catalog>],
    sources: &Sources,
    levels: &[(&'static Rule, Level)],
    problems: &mut Problems,
) {
    for (files, catalog) in spec.catalogs.iter().zip(catalogs) {
        let Some(catalog) = catalog else { continue };
        let level = |rule: &Rule| {
            let own = &files.catalog.levels.0;
            let own = own.iter().find(|(id, _)| id.value == rule.id).map(|(_, level)| level.value);
            let of_project =
                || levels.iter().find(|(set, _)| *set == rule).map(|(_, level)| *level);
            own.or_else(of_project).unwrap_or(rule.level)
        };
        let context = Context::of(files, catalog, sources, &spec.disorder);
        let mut found = Vec::new();
        for (rule, check) in CHECKS {
            let level = level(rule);
            if level == Level::Off {
                continue;
            }
            let before = found.len();
            check(&context, &mut found);
            for found in &mut found[before..] {
                found.level = level;
            }
        }
        suppress::apply(&context, level, &mut found);
        for found in found {
            problems.push(found);
        }
    }
}

/// A catalog as lints see it: what it means, and where each part of it is written.
struct Context<'a> {
    files: &'a CatalogFiles,
    catalog: &'a Catalog,
    sources: &'a Sources,
    /// The sections in reading order.
    sections: Vec<(&'a Section, &'a SectionFile)>,
    /// An entry for each of [`Catalog::codes`], in their order.
    entries: Vec<Entry<'a>>,
    /// The index of each code in `entries`.
    places: HashMap<&'a str, usize>,
    /// Every text of every file.
    texts: Vec<&'a Prose>,
    /// The keys in the whole registry that are out of order.
    disorder: &'a [Disorder],
}

/// A code and where it is written.
#[derive(Clone, Copy)]
struct Entry<'a> {
    code: &'a Code,
    name: &'a Spanned<String>,
    spec: &'a ErrorSpec,
    /// From the code to the end of its entry.
    span: Span,
}

impl<'a> Context<'a> {
    fn of(
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
        let places = entries.iter().enumerate().map(|(at, entry)| (entry.code.code.as_str(), at));
        let mut texts = Vec::new();
        files.catalog.texts(&mut |text| texts.push(text));
        for (_, file) in &sections {
            file.section.texts(&mut |text| texts.push(text));
        }
        let places = places.collect();
        Context { files, catalog, sources, sections, entries, places, texts, disorder }
    }

    /// The entry of a code.
    fn entry(&self, code: &str) -> Option<&Entry<'a>> {
        self.places.get(code).map(|at| &self.entries[*at])
    }

    /// The catalog's files and their indices.
    fn sources(&self) -> impl Iterator<Item = (u32, &'a SourceFile)> {
        let folder = Some(self.files.folder.as_str());
        let own = (0..).zip(self.sources.files());
        own.filter(move |(_, file)| file.catalog.as_deref() == folder)
    }

    /// Where a piece of a text is in the file; the whole text if the file spells the piece
    /// differently.
    fn piece(&self, text: &Prose, piece: &str) -> Span {
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

fn stretch(file: u32, start: usize, length: usize) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(start + length) }
}

#[cfg(test)]
mod tests {
    use super::CHECKS;
    use crate::rule::{Kind, RULES, UNUSED_SUPPRESSION};

    #[test]
    fn every_lint_has_its_check() {
        let lints = RULES.iter().filter(|rule| rule.kind == Kind::Lint);
        let lints: Vec<&str> = lints.map(|rule| rule.id).collect();
        let mut checked: Vec<&str> = CHECKS.iter().map(|(rule, _)| rule.id).collect();
        checked.push(UNUSED_SUPPRESSION.id);
        assert_eq!(checked, lints);
    }
}
