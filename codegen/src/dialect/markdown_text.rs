//! Texts of the registry in Markdown.

use super::address;
use super::markdown::{At, Markdown};
use crate::reference::{Phrase, Piece};
use crate::text::{self, Block, Span};

impl Markdown<'_> {
    /// Writes a text; `start` tells whether it begins a paragraph, an item or a cell.
    pub(super) fn text(&self, out: &mut String, source: &str, at: At, start: bool) {
        let blocks = text::blocks(source);
        if at != At::Block {
            return self.in_line(out, &blocks, at, start);
        }
        // A label may come before the text, which only a paragraph can follow on its line.
        if !start && !matches!(blocks.first(), None | Some(Block::Paragraph(_))) {
            out.truncate(out.trim_end().len());
            out.push_str("\n\n");
        }
        self.text_blocks(out, &blocks, "", start);
    }

    /// An item of a list in which a text has lists or code.
    pub(super) fn rich_item(&self, mark: &str, phrase: &Phrase<'_>) -> Option<String> {
        let rich = |piece: &Piece<'_>| matches!(piece, Piece::Text(source) if text::is_rich(&text::blocks(source)));
        phrase.iter().any(rich).then(|| {
            let mut out = String::new();
            self.phrase(&mut out, phrase, At::Block);
            indented(&out, self.indent(mark.len() + 1))
        })
    }

    /// The spaces before what belongs to an item; some viewers want more than `CommonMark` does.
    fn indent(&self, mark: usize) -> usize {
        mark.max(self.notation.indent)
    }

    fn text_blocks(&self, out: &mut String, blocks: &[Block<'_>], indent: &str, start: bool) {
        let mut before: Option<&Block<'_>> = None;
        for block in blocks {
            if let Some(before) = before {
                let tight = !indent.is_empty()
                    && matches!((before, block), (Block::Paragraph(_), Block::List { .. }));
                out.push_str(if tight { "\n" } else { "\n\n" });
                out.push_str(indent);
            }
            match block {
                Block::Paragraph(spans) => {
                    self.spans(out, spans, At::Block, start || before.is_some(), true);
                }
                Block::Code { language, code } => self.code_block(out, language, code, indent),
                Block::List { first, items } => {
                    for (index, item) in items.iter().enumerate() {
                        if index > 0 {
                            out.push('\n');
                            out.push_str(indent);
                        }
                        let mark = text::mark(*first, index);
                        out.push_str(&mark);
                        out.push(self.notation.after_mark);
                        let more = " ".repeat(self.indent(mark.len() + 1));
                        self.text_blocks(out, item, &format!("{indent}{more}"), true);
                    }
                }
            }
            before = Some(block);
        }
    }

    fn code_block(&self, out: &mut String, language: &str, code: &str, indent: &str) {
        let mut fence = "```".to_owned();
        while code.contains(&fence) {
            fence.push('`');
        }
        // Anything that is not the name of a language could end the line.
        let word = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
        let language = if language.chars().all(word) { language } else { "" };
        out.push_str(&fence);
        out.push_str(self.notation.language.unwrap_or(language));
        for line in code.lines() {
            out.push('\n');
            if line.is_empty() {
                continue;
            }
            out.push_str(indent);
            let mut before = None;
            for c in line.chars() {
                (self.notation.in_block)(out, c, before);
                before = Some(c);
            }
        }
        out.push('\n');
        out.push_str(indent);
        out.push_str(&fence);
    }

    /// Blocks where only a line fits: items and lines of code follow each other.
    fn in_line(&self, out: &mut String, blocks: &[Block<'_>], at: At, mut start: bool) {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                out.push_str(self.notation.paragraph_break);
                start = true;
            }
            match block {
                Block::Paragraph(spans) => self.spans(out, spans, at, start, true),
                Block::Code { code, .. } => {
                    let lines = code.lines().filter(|line| !line.trim().is_empty());
                    for (index, line) in lines.enumerate() {
                        out.push_str(if index > 0 { self.notation.line_break } else { "" });
                        self.code(out, line.trim_end(), at);
                    }
                }
                Block::List { first, items } => {
                    for (index, item) in items.iter().enumerate() {
                        out.push_str(if index > 0 { self.notation.line_break } else { "" });
                        let mark = first.map(|_| text::mark(*first, index));
                        self.words(out, mark.as_deref().unwrap_or("•"), at, start);
                        out.push(' ');
                        self.in_line(out, item, at, false);
                    }
                }
            }
        }
    }

    /// Writes spans; `linked` tells whether there can be links in them.
    fn spans(&self, out: &mut String, spans: &[Span<'_>], at: At, start: bool, linked: bool) {
        for (index, span) in spans.iter().enumerate() {
            let start = start && index == 0;
            match span {
                Span::Words(words) => self.words(out, words, at, start),
                Span::Code(code) if linked => self.name(out, code, at),
                Span::Code(code) => self.code(out, code, at),
                Span::Emphasis(spans) => self.marked(out, "*", spans, at, linked),
                Span::Strong(spans) => self.marked(out, "**", spans, at, linked),
                Span::Link(spans, url) => self.text_link(out, spans, url, at),
            }
        }
    }

    fn marked(&self, out: &mut String, mark: &str, spans: &[Span<'_>], at: At, linked: bool) {
        let mut inner = String::new();
        self.spans(&mut inner, spans, at, false, linked);
        // Beside white space or another mark, it would not be one; and `*/` ends a comment.
        let marks = |c: char| c.is_whitespace() || c == '*';
        let follows = |c: char| self.notation.follows(c, Some('*'));
        if out.ends_with('*')
            || inner.starts_with(|c| marks(c) || follows(c))
            || inner.ends_with(marks)
        {
            return out.push_str(&inner);
        }
        out.extend([mark, &inner, mark]);
    }

    fn text_link(&self, out: &mut String, spans: &[Span<'_>], url: &str, at: At) {
        if let [Span::Words(words)] = spans {
            return self.link_elsewhere(out, words, url, at);
        }
        let Some(address) = address::encoded(url) else {
            self.spans(out, spans, at, false, false);
            out.push_str(" (");
            self.code(out, url, at);
            return out.push(')');
        };
        out.push('[');
        self.spans(out, spans, at, false, false);
        out.extend(["](", &address, ")"]);
    }
}

/// The text with all lines but the first indented.
fn indented(text: &str, indent: usize) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
            out.extend((!line.is_empty()).then(|| " ".repeat(indent)));
        }
        out.push_str(line);
    }
    out
}
