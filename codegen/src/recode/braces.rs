//! A map between braces that another entry does not fit into: its entries get lines of their own.

use std::ops::Range;

use super::place::behind;
use crate::source::line_start;
use crate::yaml::{Key, Node, Value};

/// Why a map stays in braces.
const COMMENTS: &str = "its `errors` is in braces, with comments between the codes: write each code on \
                        a line of its own first, without the braces";
const OTHERWISE: &str = "its `errors` is written in a way that cannot be edited: write each code on a \
                         line of its own first, without braces";

/// The edit that writes a map in braces, or an empty one, as lines below its key, with another entry so
/// that it has an index, or behind the others.
pub(super) fn opened(
    text: &str,
    key: &Key<'_>,
    map: &Node<'_>,
    (at, entry): (usize, &str),
) -> Result<(Range<usize>, String), &'static str> {
    let name = key.span.start as usize;
    let line = line_start(text, name);
    let indent = format!("{}  ", &text[line..name]);
    let colon = text[key.span.end as usize..].find(':').ok_or(OTHERWISE)?;
    let start = key.span.end as usize + colon + 1;
    let (mut pieces, end) = match &map.value {
        Value::Map(entries) if !entries.is_empty() => apart(text, start, entries)?,
        _ => (Vec::new(), start + empty(&text[start..]).ok_or(OTHERWISE)?),
    };
    let line_end = text[end..].find('\n').map_or(text.len(), |length| end + length);
    let comment = text[end..line_end].trim();
    if !indent.trim().is_empty() || !(comment.is_empty() || comment.starts_with('#')) {
        return Err(OTHERWISE);
    }
    let entry = entry.replace('\n', &format!("\n{indent}"));
    pieces.insert(at.min(pieces.len()), &entry);
    let gap = if comment.is_empty() { "" } else { " " };
    let lines: Vec<String> = pieces.iter().map(|piece| format!("\n{indent}{piece}")).collect();
    let end = text[..line_end].trim_end_matches('\r').len();
    Ok((start..end, format!("{gap}{comment}{}", lines.concat())))
}

/// The texts of the entries between braces, and where the closing one ends.
fn apart<'t>(
    text: &'t str,
    start: usize,
    entries: &[(Key<'_>, Node<'_>)],
) -> Result<(Vec<&'t str>, usize), &'static str> {
    let mut pieces = Vec::new();
    let mut at = start;
    for (key, value) in entries {
        let own = key.span.start as usize..behind(text, value).ok_or(OTHERWISE)?;
        if text.get(at..own.start).is_none_or(|between| between.contains('#')) {
            return Err(COMMENTS);
        }
        at = own.end;
        pieces.push(&text[own]);
    }
    let close = text[at..].find('}').ok_or(OTHERWISE)?;
    if text[at..at + close].contains('#') {
        return Err(COMMENTS);
    }
    Ok((pieces, at + close + 1))
}

/// How long a value is that says nothing: `{}`, or none.
fn empty(text: &str) -> Option<usize> {
    let value = text.trim_start_matches(' ');
    let blanks = text.len() - value.len();
    if value.is_empty() || value.starts_with(['\r', '\n', '#']) {
        return Some(blanks);
    }
    if let Some(word) = ["~", "null"].iter().find(|word| value.starts_with(**word)) {
        return Some(blanks + word.len());
    }
    let inner = value.strip_prefix('{')?;
    let rest = inner.trim_start().strip_prefix('}')?;
    Some(text.len() - rest.len())
}
