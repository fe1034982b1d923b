//! A line of YAML, taken apart without a parser: what findings about broken lines need to know.

use std::ops::Range;

use crate::source::line_start;

/// A line of a text.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Its text, without the line break.
    pub(super) text: &'t str,
}

/// An entry of a map that begins on a line.
pub(super) struct Entry {
    /// Where its value is in the text; empty if it is on the lines below.
    pub(super) value: Range<usize>,
}

impl<'t> Line<'t> {
    /// The line that contains an offset.
    pub(super) fn at(text: &'t str, at: usize) -> Line<'t> {
        let start = line_start(text, at);
        let line = text[start..].split('\n').next().unwrap_or_default();
        Line { start, text: line.strip_suffix('\r').unwrap_or(line) }
    }

    /// The line before it.
    pub(super) fn above(&self, text: &'t str) -> Option<Line<'t>> {
        self.start.checked_sub(1).map(|end| Line::at(text, end))
    }

    /// The line after it.
    pub(super) fn below(&self, text: &'t str) -> Option<Line<'t>> {
        let next = self.start + text[self.start..].find('\n')? + 1;
        (next < text.len()).then(|| Line::at(text, next))
    }

    /// Where it ends in the text, before its line break.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// How far it is indented, to the eye: a tab is as wide as most programs show it.
    pub(super) fn indent(&self) -> usize {
        let spaces = self.text.chars().take_while(|c| c.is_whitespace());
        spaces.map(|c| if c == '\t' { 8 } else { 1 }).sum()
    }

    /// Whether there is nothing on it but a comment.
    pub(super) fn is_blank(&self) -> bool {
        let text = self.text.trim_start();
        text.is_empty() || text.starts_with('#')
    }

    /// What is on it, without its indentation, the dashes of lists and white space at its end.
    pub(super) fn content(&self) -> Range<usize> {
        let mut from = self.text.len() - self.text.trim_start().len();
        while self.text[from..].starts_with("- ") {
            let rest = &self.text[from + 1..];
            from = self.text.len() - rest.trim_start().len();
        }
        let end = self.text.trim_end().len().max(from);
        self.start + from..self.start + end
    }

    /// The entry on it.
    pub(super) fn entry(&self) -> Option<Entry> {
        let Range { start, end } = self.content();
        let content = &self.text[start - self.start..end - self.start];
        let colon = match content.chars().next()? {
            quote @ ('"' | '\'') => {
                let close = 1 + content[1..].find(quote)?;
                let rest = &content[close + 1..];
                close + 1 + (rest.len() - rest.strip_prefix(':')?.len()) - 1
            }
            '{' | '[' | '#' | '?' => return None,
            _ => {
                let marks = content.match_indices(':').map(|(at, _)| at);
                let mut ends = marks.filter(|at| {
                    content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\t'])
                });
                ends.next()?
            }
        };
        let key = &content[..colon];
        if key.is_empty() || key.contains(" #") {
            return None;
        }
        let value = &content[colon + 1..];
        let value = end - value.trim_start().len();
        Some(Entry { value: value..end })
    }
}

/// A value without the comment behind it.
pub(super) fn without_comment(text: &str, value: Range<usize>) -> Range<usize> {
    let written = &text[value.clone()];
    let end = written.find(" #").unwrap_or(written.len());
    value.start..value.start + written[..end].trim_end().len()
}

/// A text in quotes: in double ones, or, if it contains those or a backslash, in single ones.
pub fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// Where the bracket that a text begins with is closed.
pub fn closed(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether some reader of YAML takes a word for something other than text if it has no quotes. Those
/// of YAML 1.1 know more such words than errbook.
pub fn is_taken(word: &str) -> bool {
    ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .contains(&word.to_lowercase().as_str())
}
