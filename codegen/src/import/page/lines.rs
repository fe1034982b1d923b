//! Reads the lines of a page one by one.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::guess::{Headings, is_code, is_frame, is_heading};
use super::{items, joined, pipes, stacked, terms};
use crate::import::part::{Cell, Line, Part, span};

/// Adds the parts that some lines make.
pub(super) fn read(
    lines: &[Line<'_>],
    headings: Headings,
    known: &BTreeSet<String>,
    parts: &mut Vec<Part>,
) {
    let mut lines = items::apart(lines, known);
    let mut prose: Vec<Cell> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let words = line.trimmed();
        let rest = &lines[at..];
        if words.is_empty() || is_frame(words) || words.starts_with("<!--") {
            paragraph(&mut prose, parts);
            at += 1;
            continue;
        }
        if let Some((number, end, sample)) = body(rest) {
            paragraph(&mut prose, parts);
            parts.push(Part::Sample(sample));
            // A copy may have joined the next line with the closing brace.
            let last = lines[at + number - 1];
            let behind = &last.text[end..];
            at += number;
            if !behind.trim().is_empty() {
                at -= 1;
                lines[at] = Line { start: last.start + end, text: behind, ..last };
            }
            continue;
        }
        let heading = is_heading(&lines, at, headings);
        let table = || {
            let table = pipes::read(rest).or_else(|| joined::read(rest));
            let list = || items::read(rest).or_else(|| terms::read(rest));
            table.or_else(|| stacked::read(rest)).or_else(list)
        };
        if let Some((number, table)) = (!heading).then(table).flatten() {
            paragraph(&mut prose, parts);
            parts.push(table);
            at += number.max(1);
        } else if heading {
            paragraph(&mut prose, parts);
            let mut cell = line.cell();
            let words = cell.text.trim_end_matches('¶').trim().len();
            cell.text.truncate(words);
            parts.push(Part::Heading(cell, 0));
            at += 1;
        } else if headings != Headings::None && is_code(words) {
            paragraph(&mut prose, parts);
            let code =
                rest.iter().take_while(|line| is_code(line.text) || line.text.starts_with(' '));
            let number = code.count().max(1);
            parts.push(Part::Sample(joined_lines(&rest[..number])));
            at += number;
        } else {
            prose.push(line.cell());
            at += 1;
        }
    }
    paragraph(&mut prose, parts);
}

/// Ends a paragraph.
fn paragraph(lines: &mut Vec<Cell>, parts: &mut Vec<Part>) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let at = span(first.span.file, first.span.start as usize, last.span.end as usize);
    let texts: Vec<&str> = lines.iter().map(|cell| cell.text.as_str()).collect();
    parts.push(Part::Prose(Cell { text: texts.join("\n"), span: at }));
    lines.clear();
}

fn joined_lines(lines: &[Line<'_>]) -> Cell {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Cell::default() };
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let at = span(first.file, first.start, last.start + last.text.len());
    Cell { text: texts.join("\n"), span: at }
}

/// The most lines of a body that is not in a block of code.
const LONGEST: usize = 200;

/// A JSON object at the beginning of some lines: how many lines it has, where it ends in the last of
/// them, and its text.
fn body(lines: &[Line<'_>]) -> Option<(usize, usize, Cell)> {
    let first = lines.first()?;
    let start = first.text.len() - first.text.trim_start().len();
    if !first.text[start..].starts_with('{') {
        return None;
    }
    let mut text = String::new();
    for (number, line) in lines.iter().take(LONGEST).enumerate() {
        let from = if number == 0 { start } else { 0 };
        for (at, _) in line.text.match_indices('}').filter(|(at, _)| *at >= from) {
            let whole = format!("{text}{}", &line.text[from..=at]);
            match serde_json::from_str::<Json>(&whole) {
                Ok(_) => {
                    let at_file = span(first.file, first.start + start, line.start + at + 1);
                    return Some((number + 1, at + 1, Cell { text: whole, span: at_file }));
                }
                // More lines would not mend it.
                Err(error) if !error.is_eof() => return None,
                Err(_) => {}
            }
        }
        text.push_str(&line.text[from..]);
        text.push('\n');
    }
    None
}
