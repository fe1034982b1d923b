//! Which entry of a map in block style a comment belongs to. Each belongs to one entry or to none:
//!
//! - A comment at the end of a line belongs to the entry on that line.
//! - Below an entry, comments that are indented further than its key belong to it: they are in its
//!   value, like a last item that was commented out.
//! - Comments just below an entry with an empty line after them belong to it too.
//! - All others above a key belong to that key.
//! - Above the first key, only comments without an empty line between them and the key do, and the
//!   modeline does not. Below the last entry, comments that are not indented further belong to none.

use std::ops::Range;

use rowan::NodeOrToken;
use yaml_parser::{SyntaxKind, SyntaxNode, SyntaxToken};

use crate::source::line_start;

/// The range of an entry together with its comments.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// From the beginning of its first line, or from its first character if something else is on
    /// that line.
    pub(super) range: Range<usize>,
    /// The spaces before its first character; nothing if something else is on the line.
    lead: Option<usize>,
    /// The column of the key.
    column: usize,
}

impl Stretch {
    /// An entry that begins and ends within lines.
    pub(super) fn new(range: Range<usize>) -> Stretch {
        Stretch { range, lead: None, column: 0 }
    }

    /// The text of this entry as it is written in the place of another one of the same map.
    pub(super) fn moved(&self, text: &str, place: &Stretch) -> String {
        match (self.lead, place.lead) {
            (Some(lead), None) => text[lead..].to_owned(),
            (None, Some(_)) => format!("{}{text}", " ".repeat(self.column)),
            _ => text.to_owned(),
        }
    }
}

/// The ranges of a map's entries; no two of them overlap.
pub(super) fn stretches(text: &str, entries: &[&SyntaxNode]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::with_capacity(entries.len());
    let keeps = entries.iter().any(|entry| keeps_lines(entry));
    let mut from = None;
    for (index, entry) in entries.iter().enumerate() {
        let key = usize::from(entry.text_range().start());
        let column = column(text, key);
        let own = own_end(entry);
        let next = entries.get(index + 1).map(|next| usize::from(next.text_range().start()));
        let gap = Gap {
            lines: Lines::between(text, own, next),
            column,
            list: list_column(text, entry),
            keeps,
            last: next.is_none(),
        };
        let end = gap.owned_above();
        let start = match from {
            // The first line of the gap that the entry above does not own.
            Some(from) => first_comment(text, from, key),
            None => comments_above(text, key),
        };
        let line = line_start(text, start);
        let alone = text[line..start].trim().is_empty();
        stretches.push(Stretch {
            range: if alone { line } else { start }..end,
            lead: alone.then_some(start - line),
            column,
        });
        from = Some(end);
    }
    stretches
}

/// Where what an entry says ends, before the comments that the parser takes for a part of it.
fn own_end(entry: &SyntaxNode) -> usize {
    let is_trivia = |token: &SyntaxToken| {
        matches!(token.kind(), SyntaxKind::WHITESPACE | SyntaxKind::COMMENT)
            || token.text_range().is_empty()
    };
    let mut last = entry.last_token();
    while let Some(token) = last.take_if(|token| is_trivia(token)) {
        last = token.prev_token();
    }
    let whole = entry.text_range();
    let end = last.map_or(whole.end(), |token| token.text_range().end());
    usize::from(end.max(whole.start()))
}

/// The column of a list that is not indented further than its key.
fn list_column(text: &str, entry: &SyntaxNode) -> Option<usize> {
    let value = entry.children().find(|child| child.kind() == SyntaxKind::BLOCK_MAP_VALUE)?;
    let list = value.first_child()?.children_with_tokens().find_map(|child| match child {
        NodeOrToken::Node(node) if node.kind() == SyntaxKind::BLOCK_SEQ => Some(node),
        _ => None,
    })?;
    Some(column(text, list.text_range().start().into()))
}

/// Whether an entry ends in a block scalar whose value includes the empty lines after it.
fn keeps_lines(entry: &SyntaxNode) -> bool {
    let last = entry.descendants().filter(|node| node.kind() == SyntaxKind::BLOCK_SCALAR).last();
    last.is_some_and(|scalar| {
        let mut parts = scalar.descendants_with_tokens();
        parts.any(|part| part.kind() == SyntaxKind::PLUS)
    })
}

/// The lines between an entry's own end and the next key, or the next thing that is no comment.
struct Lines<'t> {
    /// Where the line ends on which the entry ends.
    end: usize,
    /// The whole lines after it: where each ends, its text without white space, its column.
    rest: Vec<(usize, &'t str, usize)>,
}

impl<'t> Lines<'t> {
    fn between(text: &'t str, from: usize, next: Option<usize>) -> Lines<'t> {
        let to = next.map_or(text.len(), |next| line_start(text, next).max(from));
        let mut lines = text[from..to].split_inclusive('\n');
        let mut at = from;
        let mut ends = |line: &str| {
            at += line.len();
            at - (line.len() - line.trim_end_matches(['\n', '\r']).len())
        };
        let end = lines.next().map_or(from, &mut ends);
        let comments = lines.map_while(|line| {
            let words = line.trim();
            let comment = words.is_empty() || words.starts_with('#');
            let column = line.chars().take_while(|c| *c == ' ').count();
            comment.then(|| (ends(line), words, column))
        });
        Lines { end, rest: comments.collect() }
    }
}

/// What follows an entry of a map.
struct Gap<'t> {
    lines: Lines<'t>,
    /// The column of the entry's key.
    column: usize,
    /// The column of the list that is its value.
    list: Option<usize>,
    /// Whether the value of an entry of the map includes the empty lines below it. Then no entry may
    /// leave any to one that is moved to its place.
    keeps: bool,
    /// Whether no entry follows.
    last: bool,
}

impl Gap<'_> {
    /// Where what belongs to the entry above ends.
    fn owned_above(&self) -> usize {
        let lines = &self.lines.rest;
        let comment = |(_, words, _): &(usize, &str, usize)| !words.is_empty();
        let within = |(_, words, at): &(usize, &str, usize)| {
            let item = words.trim_start_matches('#').trim_start().starts_with("- ");
            *at > self.column || (self.list == Some(*at) && item)
        };
        let nested = lines.iter().take_while(|line| !comment(line) || within(line)).count();
        let nested = lines[..nested].iter().rposition(comment).map_or(0, |at| at + 1);
        let below = lines[nested..].iter().take_while(|line| comment(line)).count();
        let apart = !self.last && nested + below < lines.len();
        let owned = nested + if apart { below } else { 0 };
        let empty = lines[owned..].iter().take_while(|line| self.keeps && !comment(line)).count();
        let owned = owned + empty;
        owned.checked_sub(1).map_or(self.lines.end, |index| lines[index].0)
    }
}

/// Where the first comment between two positions begins, or the second position.
fn first_comment(text: &str, from: usize, key: usize) -> usize {
    text[from..key].find('#').map_or(key, |at| from + at)
}

/// Where the comments on the lines just above a key begin, or the key if there are none.
fn comments_above(text: &str, key: usize) -> usize {
    let mut start = key;
    loop {
        let line = line_start(text, start);
        let alone = text[line..start].trim().is_empty();
        let Some(above) = text[..line].strip_suffix('\n').filter(|_| alone) else { break };
        let above_start = line_start(text, above.len());
        let line = &above[above_start..];
        // The modeline belongs to the file.
        if !line.trim_start().starts_with('#') || line.contains("$schema=") {
            break;
        }
        start = above_start + line.len() - line.trim_start().len();
    }
    start
}

fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}
