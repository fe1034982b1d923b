//! Findings for people: what is wrong, the lines of the file, how to fix it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use super::{Pieces, Report};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::source::{Sources, Span, line_start};
use crate::visible::{Syntax, printed, word};

/// How a finding looks to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Whether it has colors, as terminal escape codes.
    pub color: bool,
    /// The available columns: lines of the file are truncated to them, and help is wrapped. If
    /// unknown, only very long lines of the file are truncated.
    pub width: Option<usize>,
}

/// All findings, each followed by an empty line.
pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let Report { found, sources, look, .. } = *report;
    Box::new(found.iter().map(move |found| format!("{}\n", render(found, sources, look))))
}

/// One finding.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let mut renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    if let Some(width) = look.width {
        renderer = renderer.term_width(width);
    }
    let title = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Hint | Level::Off => Title::NOTE.with_name("hint"),
    };
    let id = diagnostic.rule.id;
    let before = diagnostic.level.name().len() + id.len() + 4;
    let message = wrap(&diagnostic.message, before, look);
    let mut group = Group::with_title(title.primary_title(message).id(id));
    let mut rest = &diagnostic.labels[..];
    let mut kind = AnnotationKind::Primary;
    let mut last_line = 1;
    while let Some(first) = rest.first() {
        let near = |label: &&Label| near(first.span, label.span);
        let (labels, others) = rest.split_at(rest.iter().take_while(near).count());
        rest = others;
        let file = sources.file(first.span);
        let start = labels.iter().map(|label| label.span.start).min().unwrap_or_default() as usize;
        let end = labels.iter().map(|label| label.span.end).max().unwrap_or_default() as usize;
        let excerpt = excerpt(&file.text, start, end);
        last_line = last_line.max(file.line(end));
        let mut snippet = Snippet::source(&file.text[excerpt.clone()])
            .path(word(&file.path))
            .line_start(file.line(excerpt.start));
        for label in labels {
            let range = label.span.range();
            let range = range.start - excerpt.start..range.end - excerpt.start;
            snippet = snippet.annotation(kind.span(range).label(label.text.as_str()));
            kind = AnnotationKind::Context;
        }
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        // `  = help: ` after a margin as wide as the largest line number.
        let before = last_line.to_string().len() + " = help: ".len();
        group = group.element(Title::HELP.message(wrap(help, before, look)));
    }
    // The renderer shows lines of the files.
    let mut text = printed(&renderer.render(&[group]), Syntax::Plain).into_owned();
    text.push('\n');
    text
}

/// A text in lines that fit after `before` columns; the renderer indents all but the first line by
/// as much.
fn wrap(text: &str, before: usize, look: Look) -> String {
    match look.width.map(|width| width.saturating_sub(before)) {
        Some(width @ NARROWEST..) => {
            textwrap::fill(text, textwrap::Options::new(width).break_words(false))
        }
        // Otherwise it would be a column of single words; the terminal wraps it.
        _ => text.to_owned(),
    }
}

/// The narrowest column that a text is wrapped in.
const NARROWEST: usize = 20;

/// Whether two positions share an excerpt: those in one file do, unless they are so far apart that
/// the renderer would search a long text it does not show.
fn near(a: Span, b: Span) -> bool {
    a.file == b.file && a.start.abs_diff(b.start) < 5_000
}

/// The whole lines of a text that contain a range.
///
/// Only these lines go to the renderer, which would search the whole text for line ends.
fn excerpt(text: &str, start: usize, end: usize) -> Range<usize> {
    let first = line_start(text, start);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    // The renderer would show the `\r` of a Windows line end.
    let last = if text[end..last].ends_with('\r') { last - 1 } else { last };
    first..last
}
