//! Where documents contradict themselves: a module for each thing that they say.

mod counts;
mod entries;
mod mentions;
mod naming;
mod statuses;
mod unread;

use super::draft::Draft;
use super::part::span;
use crate::diagnostic::{Diagnostic, Level};
use crate::rule::DOCUMENT_DRIFT;
use crate::source::{Sources, Span};

/// Every contradiction, in the order of its place, with a level.
#[must_use]
pub fn drift(draft: &Draft, sources: &Sources, level: Level) -> Vec<Diagnostic> {
    if level == Level::Off {
        return Vec::new();
    }
    let mut found = Vec::new();
    entries::check(draft, &mut found);
    naming::check(draft, sources, &mut found);
    counts::check(draft, sources, &mut found);
    statuses::check(draft, &mut found);
    mentions::check(draft, sources, &mut found);
    unread::check(draft, &mut found);
    for found in &mut found {
        found.level = level;
    }
    // Stable, so that findings at one place keep the order above.
    found.sort_by_key(|found| found.labels.first().map(|label| label.span));
    found
}

/// A contradiction.
fn contradiction(message: impl Into<String>) -> Diagnostic {
    Diagnostic::of(&DOCUMENT_DRIFT, message)
}

/// Where a piece of a text is, in the place of the whole text.
fn place(sources: &Sources, whole: Span, piece: &str) -> Span {
    let text = sources.file(whole).text.get(whole.range()).unwrap_or_default();
    let start = text.find(piece).map(|at| whole.start as usize + at);
    start.map_or(whole, |start| span(whole.file, start, start + piece.len()))
}
