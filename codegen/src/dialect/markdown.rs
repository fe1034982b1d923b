//! Markdown, in any of its dialects.

use std::fmt::Write;

use super::characters::reference;
use super::listing::fenced;
use super::notation::{self, Notation};
use super::{Links, address};
use crate::reference::{Block, Content, Fact, Item, Listing, Phrase, Piece, Table, To};

/// Where a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// In a paragraph at the left margin, which a text may end.
    Block,
    /// Within a line: a heading, an item, the words of a link.
    Inline,
    /// In a cell of a table.
    Cell,
}

/// A writer of Markdown.
#[derive(Clone, Copy)]
pub(crate) struct Markdown<'a> {
    /// The dialect.
    pub(crate) notation: &'static Notation,
    /// Where links lead.
    pub(crate) links: &'a dyn Links,
    /// The hashes of headings.
    pub(crate) level: usize,
}

impl Markdown<'_> {
    /// A phrase as a string.
    pub(crate) fn string(&self, phrase: &[Piece<'_>], at: At) -> String {
        let mut out = String::new();
        self.phrase(&mut out, phrase, at);
        out
    }

    /// Writes a phrase at the start of a paragraph, an item or a cell.
    pub(crate) fn phrase(&self, out: &mut String, phrase: &[Piece<'_>], at: At) {
        self.from(out, phrase, at, true);
    }

    /// Writes a phrase; `start` tells whether nothing comes before it.
    fn from(&self, out: &mut String, phrase: &[Piece<'_>], at: At, mut start: bool) {
        for piece in phrase {
            match piece {
                Piece::Text(source) => self.text(out, source, at, start),
                Piece::Words(words) => self.words(out, words, at, start),
                Piece::Label(label) => {
                    out.push_str("**");
                    self.words(out, label, at, false);
                    out.push_str(":**");
                }
                Piece::Strong(words) => {
                    out.push_str("**");
                    self.words(out, words, at, false);
                    out.push_str("**");
                }
                Piece::Code(code) => self.code(out, code, at),
                Piece::Name(code) => self.name(out, code, at),
                Piece::Link(words, to) => self.link(out, words, to, at),
                Piece::CodeLink(code, to) => {
                    let destination = match to {
                        To::Url(url) => address::encoded(url),
                        to => self.links.to(to),
                    };
                    linked(out, destination, |out| self.code(out, code, at));
                }
                Piece::Break if at == At::Block => out.push_str("\n\n"),
                Piece::Break => out.push_str(self.notation.line_break),
                Piece::Anchor(to) => {
                    if let Some(id) = self.links.anchor(to) {
                        anchor(out, &id);
                    }
                    continue;
                }
            }
            start = *piece == Piece::Break;
        }
    }

    /// Writes plain words within a line.
    pub(crate) fn words(&self, out: &mut String, words: &str, at: At, start: bool) {
        notation::words(out, self.notation, words, start, at == At::Cell);
    }

    /// Writes code that leads to an entry if it is the name of one.
    pub(super) fn name(&self, out: &mut String, code: &str, at: At) {
        linked(out, self.links.named(code), |out| self.code(out, code, at));
    }

    /// Writes code.
    pub(crate) fn code(&self, out: &mut String, code: &str, at: At) {
        (self.notation.code)(out, code, at == At::Cell);
    }

    /// Writes blocks, each with an empty line after it.
    pub(crate) fn blocks(&self, out: &mut String, blocks: &[Block<'_>]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let words = self.links.heading(heading.kind, &heading.words);
                    let _ = write!(out, "{:#<1$} ", "", self.level);
                    self.words(out, &words, At::Inline, true);
                    out.push('\n');
                }
                Block::Paragraph(phrase) => {
                    self.phrase(out, phrase, At::Block);
                    out.push('\n');
                }
                Block::List(items) => items.iter().for_each(|item| self.item(out, "-", item)),
                Block::Steps(items) => {
                    for (index, item) in items.iter().enumerate() {
                        self.item(out, &format!("{}.", index + 1), item);
                    }
                }
                Block::Table(table) => self.table(out, table),
                Block::Listing(listing) => fenced(out, &listing.source),
            }
            out.push('\n');
        }
    }

    /// Writes the items of an entry, each with an empty line after it.
    pub(crate) fn entry(&self, out: &mut String, items: &[Item<'_>]) {
        let is_line = |item: Option<&Item<'_>>| {
            item.is_some_and(|item| matches!(item.content, Content::Line(_)))
        };
        for (index, Item { fact, label, content }) in items.iter().enumerate() {
            match content {
                Content::Line(phrase) => {
                    out.push_str(if self.notation.dots { "" } else { "- " });
                    self.label(out, label);
                    out.push(' ');
                    self.from(out, phrase, At::Inline, false);
                    let more = is_line(items.get(index + 1));
                    out.push_str(match (more, self.notation.dots) {
                        (true, true) => " · ",
                        (true, false) => "\n",
                        (false, _) => "\n\n",
                    });
                }
                Content::Text(phrase) => {
                    let labelled = *fact != Fact::Description;
                    if labelled {
                        self.label(out, label);
                        out.push(' ');
                    }
                    self.from(out, phrase, At::Block, !labelled);
                    out.push_str("\n\n");
                }
                Content::List(items) => {
                    self.label(out, label);
                    out.push_str("\n\n");
                    for item in items {
                        self.item(out, "-", item);
                    }
                    out.push('\n');
                }
                Content::Table(table) => {
                    if !self.notation.tables {
                        self.label(out, label);
                        out.push_str("\n\n");
                    }
                    self.table(out, table);
                    out.push('\n');
                }
                Content::Listings(listings) => {
                    for Listing { title, source } in listings {
                        out.push_str("**");
                        self.words(out, title, At::Inline, false);
                        out.push_str(":**\n\n");
                        fenced(out, source);
                        out.push('\n');
                    }
                }
            }
        }
    }

    fn label(&self, out: &mut String, label: &str) {
        self.phrase(out, &[Piece::Label(label)], At::Inline);
    }

    /// Writes words that lead somewhere; if they do not, an address follows them as code.
    fn link(&self, out: &mut String, words: &str, to: &To<'_>, at: At) {
        let To::Url(url) = to else {
            return linked(out, self.links.to(to), |out| self.words(out, words, at, true));
        };
        self.link_elsewhere(out, words, url, at);
    }

    /// Writes words that lead to another site.
    pub(super) fn link_elsewhere(&self, out: &mut String, words: &str, url: &str, at: At) {
        let shown = words == url;
        match address::encoded(url) {
            Some(address) if shown && address == url && self.notation.bare_link.is_some() => {
                let [open, close] = self.notation.bare_link.unwrap_or_default();
                out.extend([open, &address, close]);
            }
            Some(address) => {
                linked(out, Some(address), |out| self.words(out, words, at, false));
            }
            None => {
                if !shown {
                    self.words(out, words, at, true);
                    out.push_str(" (");
                }
                self.code(out, url, at);
                out.push_str(if shown { "" } else { ")" });
            }
        }
    }

    fn item(&self, out: &mut String, mark: &str, phrase: &Phrase<'_>) {
        out.push_str(mark);
        out.push(' ');
        match self.rich_item(mark, phrase) {
            // Python-Markdown takes an item behind several blocks for a part of the last one.
            Some(item) if item.contains("\n\n") => out.extend([&item, "\n"]),
            Some(item) => out.push_str(&item),
            None => self.phrase(out, phrase, At::Inline),
        }
        out.push('\n');
    }

    fn table(&self, out: &mut String, table: &Table<'_>) {
        let Table { title: _, columns, rows } = table;
        if !self.notation.tables {
            return rows.iter().for_each(|row| self.row_as_item(out, row));
        }
        out.push('|');
        for column in columns {
            out.push(' ');
            self.phrase(out, &column.heading, At::Cell);
            out.push_str(" |");
        }
        out.push_str("\n|");
        for column in columns {
            out.push_str(if column.numbers { "---:|" } else { "---|" });
        }
        for row in rows {
            out.push_str("\n|");
            for cell in row {
                if !cell.is_empty() {
                    out.push(' ');
                    self.phrase(out, cell, At::Cell);
                }
                out.push_str(" |");
            }
        }
        out.push('\n');
    }

    /// A row of a table in a dialect without tables: "first (second, third): last".
    fn row_as_item(&self, out: &mut String, row: &[Phrase<'_>]) {
        let [first, between @ .., last] = row else { return };
        out.push_str("- ");
        self.phrase(out, first, At::Inline);
        for (index, cell) in between.iter().enumerate() {
            out.push_str(if index == 0 { " (" } else { ", " });
            self.phrase(out, cell, At::Inline);
        }
        out.push_str(if between.is_empty() { "" } else { ")" });
        if !last.is_empty() {
            out.push_str(": ");
            self.phrase(out, last, At::Inline);
        }
        out.push('\n');
    }
}

/// Writes a label that leads to a destination, if there is one.
fn linked(out: &mut String, destination: Option<String>, label: impl FnOnce(&mut String)) {
    let Some(destination) = destination else { return label(out) };
    out.push('[');
    label(out);
    let _ = write!(out, "]({destination})");
}

/// Writes an anchor, spelled exactly like the text.
///
/// It is an element, because the anchors of headings differ between viewers, and `{#id}` is text on
/// GitHub and a syntax error in MDX.
pub(crate) fn anchor(out: &mut String, id: &str) {
    out.push_str("<a id=\"");
    for character in id.chars() {
        match character {
            c if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') => out.push(c),
            c => reference(out, c),
        }
    }
    out.push_str("\"></a>");
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
