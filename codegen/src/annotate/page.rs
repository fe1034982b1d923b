//! The text of an API description: where things are, and how to write insertions in the style of
//! their neighbors.

use std::ops::Range;

use super::document::{Document, Entries, entries};
use super::value::{New, Quotes, is_plain, is_status, quoted};
use crate::edits::Edit;
use crate::source::{SourceFile, line_start};
use crate::yaml::{Key, Node, Value};

/// The text of a description.
pub(super) struct Page<'a, 's> {
    pub(super) source: &'a SourceFile,
    pub(super) text: &'a str,
    pub(super) document: &'a Document<'s>,
    /// Whether it is JSON or written like it.
    json: bool,
    newline: &'static str,
}

/// The style of an insertion.
#[derive(Clone, Copy)]
struct Look {
    /// The quotes of keys that are words.
    names: Quotes,
    /// The quotes of keys that are statuses.
    statuses: Quotes,
    texts: Quotes,
    /// Whether there is no space after a colon and inside brackets.
    tight: bool,
}

impl Look {
    fn key(self, name: &str) -> String {
        let quotes = match self.names {
            _ if is_status(name) => self.statuses,
            Quotes::None if !is_plain(name) => Quotes::Double,
            names => names,
        };
        quoted(name, quotes)
    }
}

impl<'a, 's> Page<'a, 's> {
    pub(super) fn new(source: &'a SourceFile, document: &'a Document<'s>) -> Page<'a, 's> {
        let text = source.text.as_str();
        let json = document.marks.brackets.contains_key(&document.root.span.start);
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Page { source, text, document, json, newline }
    }

    pub(super) fn update(&self, node: &Node<'_>, reference: &str) -> Option<Edit> {
        let (_, scalar) = entries(node)?.iter().find(|(key, _)| key.text == "$ref")?;
        let quotes = match self.quotes(scalar.span.start as usize) {
            Quotes::None => Quotes::Double,
            quotes => quotes,
        };
        Some((scalar.span.range(), quoted(reference, quotes)))
    }

    /// Inserts an entry into a map that has some, after one of them.
    pub(super) fn insert(
        &self,
        map: &Node<'_>,
        present: &Entries<'_>,
        behind: Option<usize>,
        added: &(String, New),
    ) -> Edit {
        let (key, value) = &present[behind.unwrap_or(0)];
        let at = self.end(key, value);
        let indent = self.indent(key.span.start as usize);
        let mut look = self.look(Some(key));
        let mut out = String::new();
        if !self.in_brackets(map) {
            self.in_block(&mut out, added, look, &indent, &self.step(map, &indent));
            let at = self.line_end(at);
            return (at..at, out);
        }
        let first = present[0].0.span.start as usize;
        let apart = self.text[map.span.start as usize..first].contains('\n');
        let written = &self.text[value.span.start as usize..at];
        let spread = if self.in_brackets(value) { written.contains('\n') } else { apart };
        look.tight = self.json
            && self.text[key.span.end as usize..].starts_with(':')
            && !self.text[key.span.end as usize..].starts_with(": ");
        if apart {
            out.push_str(self.newline);
            out.push_str(&indent);
        } else if !look.tight {
            out.push(' ');
        }
        let step = spread.then(|| self.step(map, &indent));
        self.between_brackets(&mut out, added, look, &indent, step.as_deref());
        let end = self.line_end(at);
        let rest = self.text[at..end].strip_prefix(',');
        if apart && rest.is_some_and(|rest| rest.trim_start().starts_with('#')) {
            // The comment belongs to the previous entry.
            return (end..end, out + ",");
        }
        (at..at, format!(",{out}"))
    }

    /// Writes an entry of a map anew, under another name if need be.
    pub(super) fn replace(
        &self,
        map: &Node<'_>,
        present: &Entries<'_>,
        index: usize,
        new: &(String, New),
    ) -> Edit {
        let (key, value) = &present[index];
        let start = key.span.start as usize;
        let indent = self.indent(start);
        let look = self.look(Some(key));
        let mut out = String::new();
        if self.in_brackets(map) {
            let empty = entries(value).is_none_or(<[_]>::is_empty);
            let own_line = self.text[line_start(self.text, start)..start].trim().is_empty();
            let spread = self.text[start..self.end(key, value)].contains('\n') || empty && own_line;
            let step = spread.then(|| self.step(map, &indent));
            self.between_brackets(&mut out, new, look, &indent, step.as_deref());
            return (start..self.end(key, value), out);
        }
        self.in_block(&mut out, new, look, &indent, &self.step(map, &indent));
        let written = out.split_off(self.newline.len() + indent.len());
        (start..self.line_end(self.end(key, value)), written)
    }

    /// Inserts entries into a map that has none, or that is null. `around` is the map that holds it.
    pub(super) fn fill(
        &self,
        around: &Node<'_>,
        key: &Key<'_>,
        added: Vec<(String, New)>,
    ) -> Option<Edit> {
        let present = entries(around)?;
        let index = present.iter().position(|(known, _)| known.span == key.span)?;
        if self.in_brackets(around) {
            let added = (key.text.to_string(), New::Map(added));
            return Some(self.replace(around, present, index, &added));
        }
        let value = &present[index].1;
        let end = self.end(key, value);
        let line_end = self.line_end(end);
        let (start, comment) = if value.span.range().is_empty() {
            (line_end, "")
        } else {
            let before = self.text[..value.span.start as usize].trim_end_matches(' ');
            (before.len(), self.text[end..line_end].trim())
        };
        let mut out = if comment.is_empty() { String::new() } else { format!(" {comment}") };
        let indent = self.indent(key.span.start as usize);
        let step = self.step(around, &indent);
        let indent = indent + &step;
        for added in added {
            self.in_block(&mut out, &added, self.look(None), &indent, &step);
        }
        Some((start..line_end, out))
    }

    fn in_block(
        &self,
        out: &mut String,
        (name, new): &(String, New),
        look: Look,
        indent: &str,
        step: &str,
    ) {
        out.push_str(self.newline);
        out.push_str(indent);
        out.push_str(&look.key(name));
        out.push(':');
        match new {
            New::Text(text) => {
                out.push(' ');
                out.push_str(&quoted(text, look.texts));
            }
            New::Json(text) => {
                out.push(' ');
                out.push_str(text);
            }
            New::Map(entries) => {
                let indent = format!("{indent}{step}");
                for entry in entries {
                    self.in_block(out, entry, look, &indent, step);
                }
            }
        }
    }

    /// Writes an entry between brackets; with a `step`, each entry of a map on its own line.
    fn between_brackets(
        &self,
        out: &mut String,
        (name, new): &(String, New),
        look: Look,
        indent: &str,
        step: Option<&str>,
    ) {
        out.push_str(&look.key(name));
        out.push_str(if look.tight { ":" } else { ": " });
        match new {
            New::Text(text) => out.push_str(&quoted(text, look.texts)),
            New::Json(text) => out.push_str(text),
            New::Map(entries) => {
                let deeper = format!("{indent}{}", step.unwrap_or_default());
                let space = |out: &mut String, indent: &str| match step {
                    Some(_) => {
                        out.push_str(self.newline);
                        out.push_str(indent);
                    }
                    None if look.tight => {}
                    None => out.push(' '),
                };
                out.push('{');
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    space(out, &deeper);
                    self.between_brackets(out, entry, look, &deeper, step);
                }
                space(out, indent);
                out.push('}');
            }
        }
    }

    /// The style of an insertion next to an entry.
    fn look(&self, sibling: Option<&Key<'_>>) -> Look {
        let quotes = sibling.map(|key| self.quotes(key.span.start as usize));
        // Statuses are strings as keys of responses, and some readers insist on quotes.
        let statuses = match (sibling, quotes) {
            (Some(key), Some(Quotes::None)) if is_status(&key.text) => Quotes::None,
            (_, Some(Quotes::Single)) => Quotes::Single,
            _ => Quotes::Double,
        };
        let texts = if statuses == Quotes::Single { Quotes::Single } else { Quotes::Double };
        let names = if self.json { Quotes::Double } else { Quotes::None };
        Look { names, statuses, texts, tight: false }
    }

    /// Removes entries from a map.
    pub(super) fn remove(
        &self,
        present: &Entries<'_>,
        removed: &[usize],
        map: &Node<'_>,
    ) -> Vec<Edit> {
        let gone = |index: &usize| removed.contains(index);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        if self.in_brackets(map) {
            // An entry is removed with the comma before it, or with the one after it if no entry
            // before it is kept.
            let first = (0..present.len()).find(|index| !gone(index));
            let start = |index: usize| present[index].0.span.start as usize;
            let end = |index: usize| self.end(&present[index].0, &present[index].1);
            match first {
                Some(0) => {}
                Some(first) => ranges.push(start(0)..start(first)),
                None => ranges.extend(present.len().checked_sub(1).map(|last| start(0)..end(last))),
            }
            let behind = first.map_or(present.len(), |first| first + 1);
            let behind = (behind..present.len()).filter(gone);
            ranges.extend(behind.map(|index| end(index - 1)..end(index)));
        } else {
            for index in removed {
                let (key, value) = &present[*index];
                let end = self.line_end(self.end(key, value));
                let end = end + self.line_break(end);
                let start = line_start(self.text, key.span.start as usize);
                match ranges.last_mut() {
                    Some(last) if last.end == start => last.end = end,
                    _ => ranges.push(start..end),
                }
            }
            if let Some(last) = ranges.last_mut()
                && last.end == self.text.len()
                && !self.text.ends_with('\n')
            {
                let before = self.text[..last.start].trim_end_matches('\n').trim_end_matches('\r');
                last.start = before.len();
            }
        }
        ranges.into_iter().map(|range| (range, String::new())).collect()
    }

    /// Whether a list or map is written between brackets.
    fn in_brackets(&self, node: &Node<'_>) -> bool {
        self.document.marks.brackets.contains_key(&node.span.start)
    }

    /// Where an entry ends.
    fn end(&self, key: &Key<'_>, node: &Node<'_>) -> usize {
        if let Some(end) = self.document.marks.brackets.get(&node.span.start) {
            return *end as usize;
        }
        match entries(node).and_then(<[_]>::last) {
            Some((key, node)) => self.end(key, node),
            None => match &node.value {
                Value::List(nodes) if !nodes.is_empty() => {
                    nodes.last().map_or(0, |node| self.end(key, node))
                }
                _ => node.span.end.max(key.span.end) as usize,
            },
        }
    }

    /// The end of a line, before its line break.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |offset| at + offset);
        if end < self.text.len() && self.text[at..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The length of the line break at this position.
    fn line_break(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }

    /// The white space before a key, or as many spaces as there are characters before it.
    fn indent(&self, at: usize) -> String {
        let before = &self.text[line_start(self.text, at)..at];
        if before.trim().is_empty() {
            before.to_owned()
        } else {
            " ".repeat(before.chars().count())
        }
    }

    /// The indentation of an entry relative to the line on which its map begins.
    fn step(&self, map: &Node<'_>, indent: &str) -> String {
        let outer = if self.in_brackets(map) {
            map.span.start as usize
        } else {
            self.text[..line_start(self.text, map.span.start as usize)].trim_end().len()
        };
        let line = &self.text[line_start(self.text, outer)..];
        let outer = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let step = indent.strip_prefix(outer).filter(|step| !step.is_empty() && step.len() <= 8);
        step.unwrap_or("  ").to_owned()
    }

    /// How the scalar at this position is quoted.
    pub(super) fn quotes(&self, at: usize) -> Quotes {
        match self.text[at..].bytes().next() {
            Some(b'"') => Quotes::Double,
            Some(b'\'') => Quotes::Single,
            _ => Quotes::None,
        }
    }
}

/// Joins insertions at the same position.
pub(super) fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for (range, text) in edits {
        match joined.iter_mut().find(|(known, _)| *known == range && range.is_empty()) {
            Some((_, before)) => before.push_str(&text),
            None => joined.push((range, text)),
        }
    }
    joined
}
