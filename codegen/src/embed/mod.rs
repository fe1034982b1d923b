//! Marked places of pages that people write: what stands between the marks follows the registry, and
//! every other byte stays.
//!
//! A mark is a comment on a line of its own, in HTML or in MDX:
//!
//! ```text
//! <!-- errbook: table section=orders -->
//! <!-- /errbook -->
//! {/* errbook: entry code=order_not_found */}
//! {/* /errbook */}
//! ```

mod content;

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::rule;
use crate::source::{SourceFile, Span};

/// The text of a page with its marked places up to date.
///
/// # Errors
///
/// If a mark asks for something that there is not, or a place has no end.
pub fn embed(source: &SourceFile, file: u32, model: &Model) -> Result<String, Vec<Diagnostic>> {
    let text = &source.text;
    let mut problems = Vec::new();
    let places = places(text, file, &mut problems);
    let end_of_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for place in places {
        match content::of(place.what, model) {
            Ok(content) => {
                out.push_str(&text[copied..place.inside.start]);
                out.push_str(end_of_line);
                for line in content.trim_end().lines() {
                    out.push_str(if line.is_empty() { "" } else { place.indent });
                    out.push_str(line);
                    out.push_str(end_of_line);
                }
                out.push_str(end_of_line);
                copied = place.inside.end;
            }
            Err((message, help)) => {
                let span = span(file, &place.mark);
                problems.push(fault(message).at(span, "this mark").help(help));
            }
        }
    }
    out.push_str(&text[copied..]);
    if problems.is_empty() { Ok(out) } else { Err(problems) }
}

/// A place that errbook fills.
struct Place<'t> {
    /// What it asks for, without the marks.
    what: &'t str,
    /// The mark that begins it.
    mark: Range<usize>,
    /// The lines between the marks.
    inside: Range<usize>,
    /// The blanks before the mark, with which each line begins.
    indent: &'t str,
    /// Whether its mark is a comment of MDX.
    is_mdx: bool,
}

/// A mark in a line.
enum Mark<'t> {
    Begin(&'t str),
    End,
}

/// The places in a page. Marks in blocks of code are text.
fn places<'t>(text: &'t str, file: u32, problems: &mut Vec<Diagnostic>) -> Vec<Place<'t>> {
    let is_code = |(event, range): (Event<'_>, Range<usize>)| {
        matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)).then_some(range)
    };
    let code: Vec<Range<usize>> =
        Parser::new(text).into_offset_iter().filter_map(is_code).collect();
    let mut places = Vec::new();
    let mut open: Option<Place<'t>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let here = start..start + line.trim_end().len();
        let is_text =
            open.is_none() && code.iter().any(|code| code.start < end && start < code.end);
        match mark(line).filter(|_| !is_text) {
            Some(Mark::Begin(what)) => {
                if let Some(before) = open.take() {
                    problems.push(unclosed(file, &before));
                }
                let indent = &line[..line.len() - line.trim_start().len()];
                let is_mdx = line.trim_start().starts_with('{');
                open = Some(Place { what, mark: here, inside: end..end, indent, is_mdx });
            }
            Some(Mark::End) => match open.take() {
                Some(place) => places.push(Place { inside: place.inside.start..start, ..place }),
                None => problems.push(
                    fault("this mark ends nothing")
                        .at(span(file, &here), "there is no mark before it that begins a place")
                        .help("remove it, or begin the place as in `<!-- errbook: counts -->`"),
                ),
            },
            None if open.is_none() => {
                let is_text = |at: usize| code.iter().any(|code| code.contains(&at));
                let misplaced = beginnings(line).map(|at| start + at).find(|at| !is_text(*at));
                problems.extend(misplaced.map(|at| {
                    fault("this mark is not on a line of its own")
                        .at(span(file, &(at..here.end)), "it begins here")
                        .help("put it on a line of its own, and so the mark that ends the place")
                }));
            }
            None => {}
        }
        start = end;
    }
    problems.extend(open.map(|place| unclosed(file, &place)));
    places
}

fn unclosed(file: u32, place: &Place<'_>) -> Diagnostic {
    let end = if place.is_mdx { "{/* /errbook */}" } else { "<!-- /errbook -->" };
    fault("a marked place has no end")
        .at(span(file, &place.mark), "it begins here")
        .help(format!("write `{end}` behind it, on a line of its own"))
}

/// Where marks begin in a line.
fn beginnings(line: &str) -> impl Iterator<Item = usize> {
    let comments = line.match_indices("<!--").chain(line.match_indices("{/*"));
    comments.filter_map(|(at, comment)| {
        let inside = line[at + comment.len()..].trim_start();
        (inside.starts_with("errbook:") || inside.starts_with("/errbook")).then_some(at)
    })
}

/// The mark that a line consists of.
fn mark(line: &str) -> Option<Mark<'_>> {
    let line = line.trim();
    let html = line.strip_prefix("<!--").and_then(|line| line.strip_suffix("-->"));
    let mdx = || line.strip_prefix("{/*").and_then(|line| line.strip_suffix("*/}"));
    let inside = html.or_else(mdx)?.trim();
    if inside == "/errbook" {
        return Some(Mark::End);
    }
    inside.strip_prefix("errbook:").map(|what| Mark::Begin(what.trim()))
}

fn fault(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&rule::EMBED_MARK, message)
}

fn span(file: u32, range: &Range<usize>) -> Span {
    // Files have limits far below.
    let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: at(range.start), end: at(range.end) }
}
