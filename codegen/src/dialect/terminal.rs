//! The lines of a terminal.

use std::fmt::Write;

use crate::reference::{Content, Fact, Item, Listing, Phrase, Piece, Source, To};
use crate::text;

use super::{FIXED_SPACE, wrap};

/// A writer of lines for a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// The width of text, in columns.
    pub width: usize,
}

// The command removes styles from what it prints to anything but a terminal.
const BOLD: &str = "\u{1b}[1m";
const CYAN: &str = "\u{1b}[36m";
const RESET: &str = "\u{1b}[0m";

/// The width of the labels of facts.
const LABEL: usize = 12;

impl Terminal {
    /// The first line of a page.
    #[must_use]
    pub fn title(self, name: &str, title: &str) -> String {
        format!("{}  {title}\n", styled(BOLD, name))
    }

    /// Writes the items of an entry: the facts first, then everything that has a heading.
    pub fn entry(self, out: &mut String, items: &[Item<'_>]) {
        for Item { label, content, .. } in items {
            if let Content::Line(phrase) = content {
                self.fact(out, label, &plain(phrase));
            }
        }
        for Item { fact, label, content } in items {
            match content {
                Content::Line(_) => {}
                Content::Text(phrase) => {
                    self.heading(out, label);
                    self.paragraphs(out, phrase);
                }
                Content::List(phrases) => {
                    self.heading(out, label);
                    for phrase in phrases {
                        self.paragraphs(out, phrase);
                    }
                }
                Content::Table(table) => {
                    self.heading(out, label);
                    table.rows.iter().for_each(|row| self.row(out, row));
                }
                Content::Listings(listings) => {
                    for listing in listings {
                        self.listing(out, *fact, listing);
                    }
                }
            }
        }
    }

    /// Writes a fact: its label, and a few words after it.
    pub fn fact(self, out: &mut String, label: &str, words: &str) {
        let mut label = label.to_lowercase();
        if label.chars().count() > LABEL {
            let _ = writeln!(out, "  {label}");
            label.clear();
        }
        let room = self.width.saturating_sub(LABEL + 1).max(20);
        for line in words.lines().flat_map(|line| wrap::fill(line, room)) {
            let _ = writeln!(out, "  {label:<LABEL$} {line}");
            label.clear();
        }
    }

    /// Writes a name in a column of a width, and a few words after it.
    pub fn row_of(self, out: &mut String, name: &str, width: usize, words: &str) {
        let room = self.width.saturating_sub(width + 4).max(20);
        for (index, line) in wrap::fill(words, room).iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            let _ = writeln!(out, "  {}  {line}", styled(CYAN, &format!("{name:<width$}")));
        }
    }

    /// Writes a heading after an empty line.
    pub fn heading(self, out: &mut String, words: &str) {
        let _ = writeln!(out, "\n{}", styled(BOLD, words));
    }

    /// Writes a phrase as indented paragraphs.
    pub fn paragraphs(self, out: &mut String, phrase: &[Piece<'_>]) {
        for line in lines(&plain(phrase), self.width) {
            let _ = writeln!(out, "  {line}");
        }
    }

    /// Writes code, indented.
    pub fn code(self, out: &mut String, code: &str) {
        for line in code.lines() {
            out.push_str(format!("  {line}").trim_end());
            out.push('\n');
        }
    }

    fn listing(self, out: &mut String, fact: Fact, listing: &Listing<'_>) {
        let title = if fact == Fact::Examples { &listing.title } else { fact.label() };
        self.heading(out, title);
        match &listing.source {
            Source::Code(_, code) => self.code(out, code),
            Source::Http(message) => self.code(out, &message.to_string()),
            Source::Json(body) => self.code(out, &format!("{body:#}")),
        }
    }

    /// A row of a table: "first (second, third): last".
    fn row(self, out: &mut String, row: &[Phrase<'_>]) {
        let [first, between @ .., last] = row else { return };
        let between: Vec<String> = between.iter().map(|cell| plain(cell)).collect();
        let name = plain(first);
        let _ = writeln!(out, "  {} ({})", styled(CYAN, &name), between.join(", "));
        for line in lines(&plain(last), self.width.saturating_sub(2)) {
            let _ = writeln!(out, "    {line}");
        }
    }
}

/// A phrase, with a line break for each of its paragraphs.
fn plain(phrase: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in phrase {
        match piece {
            Piece::Text(source) => {
                let blocks = text::blocks(source);
                if text::is_rich(&blocks) && !out.is_empty() {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\n');
                }
                text::plain(&mut out, &blocks, "", FIXED_SPACE);
            }
            Piece::Words(words) | Piece::Strong(words) | Piece::Code(words) => {
                out.push_str(words);
            }
            Piece::Label(label) => {
                let _ = write!(out, "{label}:");
            }
            Piece::Name(code) => out.push_str(code),
            Piece::Link(words, To::Url(url)) if words != url => {
                let _ = write!(out, "{words} ({url})");
            }
            Piece::Link(words, _) | Piece::CodeLink(words, _) => out.push_str(words),
            Piece::Break => out.push('\n'),
            Piece::Anchor(_) => {}
        }
    }
    out
}

/// The lines of plain text; those of an item are below its words, and those of code as they are.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.lines() {
        let margin = line.len() - line.trim_start_matches(' ').len();
        let inner = &line[margin..];
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = match inner[digits..].find(' ') {
            Some(1) if inner[digits..].starts_with(['-', '.']) => digits + 2,
            _ => 0,
        };
        let room = width.saturating_sub(margin + mark).max(20);
        for (index, filled) in wrap::fill(&inner[mark..], room).iter().enumerate() {
            let mark = if index == 0 { &inner[..mark] } else { &format!("{:mark$}", "") };
            let line = format!("{:margin$}{mark}{filled}", "").replace(FIXED_SPACE, " ");
            out.push(line);
        }
    }
    out
}

fn styled(style: &str, words: &str) -> String {
    format!("{style}{words}{RESET}")
}
