//! Markdown, in any of its dialects.

use std::fmt::Write;

use super::escape::{self, Notation};
use super::{Links, address};
use crate::reference::{
    Block, Content, Fact, Item, Listing, Message, Phrase, Piece, Source, Table, To,
};
use crate::text::{self, Span};

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
                Piece::Text(source) => self.text(out, source, at, &mut start),
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
                Piece::Name(code) => linked(out, self.links.named(code), |out| {
                    self.code(out, code, at);
                }),
                Piece::Link(words, to) => self.link(out, words, to, at),
                Piece::CodeLink(code, to) => linked(out, self.links.to(to), |out| {
                    self.code(out, code, at);
                }),
                Piece::Break if at == At::Block => out.push_str("\n\n"),
                Piece::Break => out.push_str(self.notation.line_break),
                Piece::Anchor(to) => {
                    if let Some(id) = self.links.anchor(to) {
                        anchor(out, &id);
                    }
                    continue;
                }
            }
            start = match piece {
                Piece::Break => true,
                Piece::Text(_) => start,
                _ => false,
            };
        }
    }

    /// Writes plain words within a line.
    pub(crate) fn words(&self, out: &mut String, words: &str, at: At, start: bool) {
        escape::words(out, self.notation, words, start, at == At::Cell);
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
        for (index, Item { fact, content }) in items.iter().enumerate() {
            match content {
                Content::Line(phrase) => {
                    out.push_str(if self.notation.dots { "" } else { "- " });
                    self.label(out, *fact);
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
                        self.label(out, *fact);
                        out.push(' ');
                    }
                    self.from(out, phrase, At::Block, !labelled);
                    out.push_str("\n\n");
                }
                Content::List(items) => {
                    self.label(out, *fact);
                    out.push_str("\n\n");
                    self.blocks(out, &[Block::List(items.clone())]);
                }
                Content::Table(table) => {
                    if !self.notation.tables {
                        self.label(out, *fact);
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

    fn label(&self, out: &mut String, fact: Fact) {
        self.phrase(out, &[Piece::Label(fact.label())], At::Inline);
    }

    fn text(&self, out: &mut String, source: &str, at: At, start: &mut bool) {
        for span in text::spans(source) {
            match span {
                Span::Words(words) => self.words(out, words, at, *start),
                Span::Code(code) => {
                    linked(out, self.links.named(code), |out| self.code(out, code, at));
                }
                Span::Break if at == At::Block => out.push_str("\n\n"),
                Span::Break => out.push_str(self.notation.paragraph_break),
            }
            *start = span == Span::Break;
        }
    }

    /// Writes words that lead somewhere; if they do not, an address follows them as code.
    fn link(&self, out: &mut String, words: &str, to: &To<'_>, at: At) {
        let To::Url(url) = to else {
            return linked(out, self.links.to(to), |out| self.words(out, words, at, true));
        };
        let shown = words == *url;
        match address::encoded(url) {
            Some(address) if shown && address == *url && self.notation.bare_link.is_some() => {
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
        self.phrase(out, phrase, At::Inline);
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
            c => escape::reference(out, c),
        }
    }
    out.push_str("\"></a>");
}

/// Writes a fenced code block, whatever its contents.
pub(crate) fn fenced(out: &mut String, source: &Source<'_>) {
    let (language, content) = match source {
        Source::Code(language, code) => (*language, code.to_string()),
        Source::Http(message) => ("http", message.to_string()),
        Source::Json(body) => ("json", format!("{body:#}")),
    };
    let mut fence = "```".to_owned();
    while content.contains(&fence) {
        fence.push('`');
    }
    // Anything that is not the name of a language could end the line.
    let word = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
    let language = if language.chars().all(word) { language } else { "" };
    let _ = write!(out, "{fence}{language}\n{}\n{fence}\n", content.trim_end_matches('\n'));
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(start) = &self.start {
            writeln!(f, "{}", one_line(start))?;
        }
        for (name, value) in &self.fields {
            writeln!(f, "{}: {}", one_line(name), one_line(value))?;
        }
        match &self.body {
            None => Ok(()),
            Some(serde_json::Value::String(text)) => write!(f, "\n{text}"),
            Some(body) => write!(f, "\n{body:#}"),
        }
    }
}

/// The words without characters that would end the line.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

#[cfg(test)]
mod tests {
    use super::super::escape::Notation;
    use super::{At, Markdown};
    use crate::dialect::{COMMONMARK, JSDOC, NoPages, PAGES, RUSTDOC};
    use crate::reference::{Piece, code, words};
    use crate::text::Text;

    fn written(notation: &'static Notation, source: &str, at: At) -> String {
        let dialect = Markdown { notation, links: &NoPages, level: 2 };
        dialect.string(&[Piece::Text(Text::new(source).source())], at)
    }

    #[test]
    fn harmless_text_stays_readable() {
        for source in [
            "The token's `client_id` isn't snake_case: see RFC 6750 §3.1 (or #1194 C7), at 10:30:15.",
            "R & D; a + b = c - d! Why? 1.5 of 100. Back-off, e.g. 2 / 3, 5%.",
            "`Bearer` goes to `/v1/a?a=b&c` with `X-Tenant-ID`.",
        ] {
            for notation in [&PAGES, &COMMONMARK, &RUSTDOC, &JSDOC] {
                for at in [At::Block, At::Inline, At::Cell] {
                    let found = written(notation, source, at).replace('\0', " ");
                    assert_eq!(found, source);
                }
            }
        }
    }

    /// A text in each dialect: pages, OpenAPI, rustdoc, JSDoc.
    fn check(source: &str, at: At, expected: [&str; 4]) {
        let found = [&PAGES, &COMMONMARK, &RUSTDOC, &JSDOC].map(|it| written(it, source, at));
        assert_eq!(found, expected, "{source:?}");
    }

    #[test]
    fn what_could_be_markup_is_escaped() {
        use At::{Block, Cell, Inline};
        check("_a_ a_b", Inline, ["&#95;a&#95; a_b", "\\_a\\_ a_b", "\\_a\\_ a_b", "\\_a\\_ a_b"]);
        check(
            "*a* <i> &lt; A & B",
            Inline,
            [
                "&#42;a&#42; &lt;i&gt; &amp;lt; A & B",
                "\\*a\\* &lt;i> \\&lt; A & B",
                "\\*a\\* \\<i> \\&lt; A & B",
                "\\*a\\* \\<i> \\&lt; A & B",
            ],
        );
        check(
            "a|b `c|d`",
            Cell,
            ["a&#124;b <code>c&#124;d</code>", "a|b `c|d`", "a\\|b `c|d`", "a\\|b `c|d`"],
        );
        check(
            "1. a\n\n- b",
            Block,
            [
                "1&#46; a\n\n&#45; b",
                "1\\. a\n\n\\- b",
                // Lines begin elsewhere once they are wrapped.
                "1. a\n\n- b",
                "1. a\n\n- b",
            ],
        );
        check(
            "a :+1: http://x",
            Inline,
            [
                "a <span>&#58;</span>+1: http&#58;//x",
                "a :+1: http://x",
                "a :+1: http\\://x",
                "a :+1: http://x",
            ],
        );
        check(
            "import x `{{x}}`",
            Block,
            [
                "&#105;mport x <code>&#123;&#123;x&#125;&#125;</code>",
                "import x `{{x}}`",
                "import x `{{x}}`",
                "import x `{{x}}`",
            ],
        );
        check(
            "x\u{202e}y `\u{202e}`",
            Inline,
            [
                "x&#8238;y <code>&#8238;</code>",
                "x\u{202e}y `\u{202e}`",
                "x&#x202E;y `\u{fffd}`",
                "x y `\0`",
            ],
        );
    }

    #[test]
    fn a_comment_cannot_be_left() {
        let check = |source: &str, expected: &str| {
            assert_eq!(written(&JSDOC, source, At::Inline), expected, "{source:?}");
        };
        check("end */ here", "end \\*\\/ here");
        check("`*/`", "`*\\/`");
        check("@deprecated {@link x} a@b", "\\@deprecated {\\@link x} a\\@b");
        check("`@scope/x` `a @b`", "`@scope/x` `a\0\\@b`");
    }

    #[test]
    fn code_beside_code_stays_apart() {
        let dialect = Markdown { notation: &PAGES, links: &NoPages, level: 2 };
        let found = dialect.string(&[code("a"), code("b"), words("c")], At::Inline);
        assert_eq!(found, "`a`<code>b</code>c");
    }

    #[test]
    fn code_keeps_its_backticks() {
        assert_eq!(written(&COMMONMARK, "`` a`b ``", At::Inline), "``a`b``");
        assert_eq!(written(&COMMONMARK, "`` ` ``", At::Inline), "`` ` ``");
    }
}
