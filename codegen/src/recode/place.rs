//! Where an entry can be put into a map or a list of a text, and how.

use std::ops::Range;

use super::family::Entries;
use crate::source::{Span, line_start};
use crate::yaml::{Node, Value, is_taken};

/// A place in a text and what to insert there.
pub(super) type Insertion = (usize, String);

/// An empty span, which marks where to insert.
pub(super) fn insertion(file: u32, at: usize) -> Span {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: at, end: at }
}

/// A name as YAML: without quotes if it means the same.
#[must_use]
pub fn scalar(name: &str) -> String {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
        && !is_taken(name);
    if plain { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}

/// A text as YAML: without quotes if it is read as the same text, so that it looks as people write.
#[must_use]
pub fn plain(text: &str) -> String {
    let first = |c: char| c.is_alphabetic();
    let marks = [": ", " #", "\n", "\t"];
    let other =
        text.ends_with(':') || text.ends_with(' ') || marks.iter().any(|it| text.contains(it));
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_plain = text.starts_with(first) && !other && !words.contains(&&*text.to_lowercase());
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// Puts an item in front of the others of a list.
pub(super) fn before_first(text: &str, list: &Node<'_>, item: &str) -> Option<Insertion> {
    let Value::List(items) = &list.value else { return None };
    let Some(first) = items.first() else { return inside(text, list, item) };
    let at = first.span.start as usize;
    let before = text[..at].trim_end_matches([' ', '\n', '\r']);
    if before.ends_with('[') {
        return Some((at, format!("{item}, ")));
    }
    let line = line_start(text, at);
    let dash = text[line..at].strip_suffix("- ")?;
    let blank = dash.chars().all(|c| c == ' ');
    blank.then(|| (at, format!("{item}\n{dash}- ")))
}

/// Puts an item behind the others of a list.
pub(super) fn behind_last(text: &str, list: &Node<'_>, item: &str) -> Option<Insertion> {
    let Value::List(items) = &list.value else { return None };
    let Some(first) = items.first() else { return inside(text, list, item) };
    let start = first.span.start as usize;
    let end = items.last()?.span.end as usize;
    let line = line_start(text, start);
    match text[line..start].strip_suffix("- ") {
        Some(indent) if indent.chars().all(|c| c == ' ') => {
            Some((end_of_lines(text, end), format!("\n{indent}- {item}")))
        }
        _ => Some((end, format!(", {item}"))),
    }
}

/// Puts an entry behind the others of a map; further lines of it are indented as it is.
pub(super) fn after_last(text: &str, map: &Node<'_>, entry: &str) -> Option<Insertion> {
    let Value::Map(entries) = &map.value else { return None };
    let Some((first, _)) = entries.first() else { return inside(text, map, entry) };
    let (_, last) = entries.last()?;
    let start = first.span.start as usize;
    if is_in_braces(text, entries) {
        return Some((in_braces(text, last)?, format!(", {entry}")));
    }
    let line = line_start(text, start);
    let indent = &text[line..start];
    if indent.contains(|c| c != ' ') {
        return None;
    }
    let end = end_of_entry(text, indent.len(), last.span.end as usize);
    Some((end, format!("\n{indent}{}", entry.replace('\n', &format!("\n{indent}")))))
}

/// Puts what a pair of brackets will hold into an empty one.
pub(super) fn inside(text: &str, empty: &Node<'_>, part: &str) -> Option<Insertion> {
    let start = empty.span.start as usize;
    let inner = text.get(start..)?.strip_prefix(['{', '['])?;
    if !inner.trim_start().starts_with(['}', ']']) || part.contains('\n') {
        return None;
    }
    let is_map = matches!(empty.value, Value::Map(_));
    let before = if is_map { " " } else { "" };
    let behind = if is_map && !inner.starts_with(char::is_whitespace) { " " } else { "" };
    Some((start + 1, format!("{before}{part}{behind}")))
}

/// Where the braces around the last value of a map can hold another entry.
fn in_braces(text: &str, last: &Node<'_>) -> Option<usize> {
    let at = behind(text, last)?;
    let rest = text[at..].trim_start();
    rest.starts_with('}').then_some(at)
}

/// The end of a value within brackets, and of its own.
pub(super) fn behind(text: &str, node: &Node<'_>) -> Option<usize> {
    let mut at = node.span.end as usize;
    // The span of a map or list ends before its bracket.
    for _ in 0..brackets(node) {
        let rest = &text[at..];
        let closing = rest.find(|c: char| !c.is_whitespace() && c != ',')?;
        if !rest[closing..].starts_with([']', '}']) {
            return None;
        }
        at += closing + 1;
    }
    Some(at)
}

/// The end of a value, with its brackets if it has some.
pub(super) fn closed(text: &str, node: &Node<'_>) -> Option<usize> {
    if text[node.span.start as usize..].starts_with(['[', '{']) {
        return behind(text, node);
    }
    // The last value of a block may be in brackets, and then its span is too short.
    let last = match &node.value {
        Value::Map(entries) => entries.last().map(|(_, last)| last),
        Value::List(items) => items.last(),
        _ => None,
    };
    match last {
        Some(last) => closed(text, last),
        None => Some(text[..node.span.end as usize].trim_end().len()),
    }
}

/// Puts an entry into a map so that it has an index, or behind the others; further lines of it are
/// indented as the entries are. It is set off by an empty line if the others are.
pub(super) fn put(text: &str, map: &Node<'_>, at: usize, entry: &str) -> Option<Insertion> {
    let Value::Map(entries) = &map.value else { return None };
    let Some((first, _)) = entries.first() else { return inside(text, map, entry) };
    let start = first.span.start as usize;
    if is_in_braces(text, entries) {
        return match entries.get(at) {
            Some((next, _)) => Some((next.span.start as usize, format!("{entry}, "))),
            None => after_last(text, map, entry),
        };
    }
    let line = line_start(text, start);
    let indent = &text[line..start];
    if indent.contains(|c| c != ' ') {
        return None;
    }
    let entry = indented(entry, indent);
    let apart = entries.windows(2).all(|pair| {
        let between = &text[pair[0].1.span.end as usize..pair[1].0.span.start as usize];
        between.replace('\r', "").contains("\n\n")
    });
    let blank = if apart && entries.len() > 1 { "\n" } else { "" };
    let Some(before) = at.min(entries.len()).checked_sub(1) else {
        let top = above(text, line);
        return Some((top, format!("{indent}{entry}\n{blank}")));
    };
    let end = end_of_entry(text, indent.len(), entries[before].1.span.end as usize);
    Some((end, format!("\n{blank}{indent}{entry}")))
}

/// Lines with an indent before all but the first; empty ones stay empty.
fn indented(lines: &str, indent: &str) -> String {
    let mut out = String::with_capacity(lines.len());
    for (at, line) in lines.lines().enumerate() {
        if at > 0 {
            out.push('\n');
            out.push_str(if line.is_empty() { "" } else { indent });
        }
        out.push_str(line);
    }
    out
}

/// The start of the comments right above a line. One further to the right belongs to what is before it.
fn above(text: &str, line: usize) -> usize {
    let own = indent_of(&text[line..]);
    let mut first = line;
    while let Some(above) = first.checked_sub(1) {
        let line = line_start(text, above);
        let comment = &text[line..above];
        if !comment.trim_start().starts_with('#') || indent_of(comment) > own {
            break;
        }
        first = line;
    }
    first
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The end of an entry with this indent, with the comments below it that are further to the right.
fn end_of_entry(text: &str, indent: usize, end: usize) -> usize {
    let mut last = end_of_lines(text, end);
    let mut at = last;
    while let Some(line) = text[at..].find('\n').map(|end| at + end + 1) {
        let end = text[line..].find('\n').map_or(text.len(), |end| line + end);
        let said = text[line..end].trim();
        if said.starts_with('#') && indent_of(&text[line..]) > indent {
            last = text[..end].trim_end_matches('\r').len();
        } else if !said.is_empty() {
            break;
        }
        at = end;
    }
    last
}

/// How many brackets a value ends in.
fn brackets(node: &Node<'_>) -> usize {
    match &node.value {
        Value::Map(entries) => 1 + entries.last().map_or(0, |(_, last)| brackets(last)),
        Value::List(items) => 1 + items.last().map_or(0, brackets),
        _ => 0,
    }
}

/// The end of the line in which something ends.
fn end_of_lines(text: &str, end: usize) -> usize {
    let end = text[..end].trim_end().len();
    let line = text[end..].find('\n').map_or(text.len(), |at| end + at);
    text[..line].trim_end_matches('\r').len()
}

/// Whether a map with these entries is written between braces: its first key follows one, or comments
/// behind one.
pub(super) fn is_in_braces(text: &str, entries: Entries<'_, '_>) -> bool {
    let Some((first, _)) = entries.first() else { return false };
    let mut lines = text[..first.span.start as usize].rsplit('\n').map(|line| {
        let comment = line.trim_start().starts_with('#').then_some(0).or(line.find(" #"));
        line[..comment.unwrap_or(line.len())].trim_end()
    });
    lines.find(|line| !line.is_empty()).is_some_and(|line| line.ends_with('{'))
}

/// What to remove with an entry of a map: its lines, or its part of a line.
pub(super) fn removal(text: &str, entries: Entries<'_, '_>, at: usize) -> Option<Span> {
    let (key, value) = &entries[at];
    let own = key.span;
    if !is_in_braces(text, entries) {
        return cut(text, own, value).map(|lines| with_blank(text, lines, at == 0));
    }
    let next = entries.get(at + 1).map(|(next, _)| next.span.start as usize);
    let range = part(text, own.start as usize..behind(text, value)?, next);
    let narrow = |at: usize| u32::try_from(at).ok();
    Some(Span { start: narrow(range.start)?, end: narrow(range.end)?, ..own })
}

/// What to remove with an item of a list: its lines, or its part of a line.
pub(super) fn item_removal(text: &str, items: &[Node<'_>], at: usize) -> Option<Range<usize>> {
    let item = &items[at];
    let own = item.span.start as usize..closed(text, item)?;
    let before = text[..items[0].span.start as usize].trim_end_matches([' ', '\n', '\r']);
    let line = line_start(text, own.start);
    let is_dashed = text[line..own.start].trim_start().starts_with('-');
    if before.ends_with('[') || !is_dashed {
        return Some(part(text, own, items.get(at + 1).map(|next| next.span.start as usize)));
    }
    if text[line..own.start].trim() != "-" {
        return None;
    }
    let end = end_of_lines(text, own.end);
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    Some(above(text, line)..end)
}

/// What to remove with a part of what is in brackets, before the next part if there is one.
fn part(text: &str, own: Range<usize>, next: Option<usize>) -> Range<usize> {
    let line = line_start(text, own.start);
    let rest = text[own.end..].lines().next().unwrap_or_default();
    let rest = rest.trim_start().trim_start_matches(',').trim();
    if text[line..own.start].trim().is_empty() && (rest.is_empty() || rest.starts_with('#')) {
        let end = text[own.end..].find('\n').map_or(text.len(), |at| own.end + at + 1);
        return above(text, line)..end;
    }
    if let Some(next) = next {
        return own.start..next;
    }
    let before = text[..own.start].trim_end();
    before.strip_suffix(',').unwrap_or(before).len()..own.end
}

/// Lines with the empty one that sets them off, if nothing is left to be set off by it.
fn with_blank(text: &str, lines: Span, is_first: bool) -> Span {
    let Span { start, end, .. } = lines;
    let (before, behind) = (&text[..start as usize], &text[end as usize..]);
    let is_set_off = before.replace('\r', "").ends_with("\n\n");
    let blank = if behind.starts_with("\r\n") { 2 } else { 1 };
    if (is_first || is_set_off) && behind.trim_start_matches('\r').starts_with('\n') {
        Span { end: end + blank, ..lines }
    } else if is_set_off && behind.trim().is_empty() {
        let above = before.trim_end_matches(['\r', '\n']);
        let line = text[above.len()..].find('\n').map_or(0, |at| at + 1);
        Span { start: u32::try_from(above.len() + line).unwrap_or(start), ..lines }
    } else {
        lines
    }
}

/// An entry of a map, with the comments above it: its lines, or its part between braces; nothing if
/// other entries share its lines.
pub(super) fn whole(text: &str, entries: Entries<'_, '_>, at: usize) -> Option<Span> {
    let (key, value) = &entries[at];
    if !is_in_braces(text, entries) {
        return cut(text, key.span, value);
    }
    let start = key.span.start as usize;
    let line = line_start(text, start);
    let is_first = text[line..start].trim().is_empty();
    let start = if is_first { above(text, line) } else { start };
    let narrow = |at: usize| u32::try_from(at).ok();
    Some(Span { start: narrow(start)?, end: narrow(behind(text, value)?)?, ..key.span })
}

/// The lines of an entry, with the comments above it; nothing if other entries share them.
fn cut(text: &str, name: Span, entry: &Node<'_>) -> Option<Span> {
    let start = line_start(text, name.start as usize);
    if text[start..name.start as usize].contains(|c| c != ' ') {
        return None;
    }
    let first = above(text, start);
    let end = end_of_entry(text, name.start as usize - start, entry.span.end as usize);
    let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let narrow = |at: usize| u32::try_from(at).ok();
    Some(Span { file: name.file, start: narrow(first)?, end: narrow(end)? })
}
