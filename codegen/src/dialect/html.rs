//! HTML.

use std::fmt::Write;

use serde_json::Value;

use super::Links;
use super::listing::one_line;
use crate::address;
use crate::reference::{Block, Content, Fact, Item, Listing, Message, Phrase, Piece, Source, To};
use crate::text::{self, Block as TextBlock, Span};

/// Between two paragraphs.
const PARAGRAPH: &str = "</p>\n<p>";

/// How many bytes the name of a code has at least that may be broken.
const LONG: usize = 24;

/// A writer of HTML.
#[derive(Clone, Copy)]
pub(crate) struct Html<'a> {
    /// Where links lead.
    pub(crate) links: &'a dyn Links,
}

impl Html<'_> {
    /// A phrase as paragraphs.
    pub(crate) fn paragraphs(&self, phrase: &[Piece<'_>]) -> String {
        let mut out = "<p>".to_owned();
        self.phrase(&mut out, phrase, PARAGRAPH);
        out.push_str("</p>\n");
        // A list ends one paragraph and begins another, which may have nothing to say.
        out.replace("<p></p>\n", "")
    }

    /// Writes blocks.
    pub(crate) fn blocks(&self, out: &mut String, blocks: &[Block<'_>]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let id = heading.id.map(|id| format!(" id=\"_{id}\"")).unwrap_or_default();
                    element(out, &format!("h2{id}"), &heading.words);
                }
                Block::Paragraph(phrase) => out.push_str(&self.paragraphs(phrase)),
                Block::List(items) => self.list(out, "ul", items),
                Block::Steps(items) => self.list(out, "ol class=\"steps\"", items),
                Block::Table(table) => self.table(out, table),
                Block::Listing(listing) => figure(out, listing),
            }
        }
    }

    /// Writes the items of an entry.
    pub(crate) fn entry(&self, out: &mut String, items: &[Item<'_>]) {
        let is_line = |item: Option<&Item<'_>>| {
            item.is_some_and(|item| matches!(item.content, Content::Line(_)))
        };
        for (index, Item { fact, label, content }) in items.iter().enumerate() {
            match content {
                Content::Line(phrase) => {
                    if !is_line(index.checked_sub(1).and_then(|before| items.get(before))) {
                        out.push_str("<dl class=\"facts\">\n");
                    }
                    let _ = write!(out, "<div><dt>{label}</dt><dd>");
                    self.phrase(out, phrase, "<br>");
                    out.push_str("</dd></div>\n");
                    if !is_line(items.get(index + 1)) {
                        out.push_str("</dl>\n");
                    }
                }
                Content::Text(phrase) => match fact {
                    Fact::Deprecated => {
                        let _ = write!(out, "<div class=\"note old\"><p><b>{label}.</b> ");
                        self.phrase(out, phrase, PARAGRAPH);
                        out.push_str("</p></div>\n");
                    }
                    Fact::Description => {
                        let _ = writeln!(
                            out,
                            "<div class=\"lead\">{}</div>",
                            self.paragraphs(phrase).trim_end()
                        );
                    }
                    _ => {
                        element(out, "h2", label);
                        out.push_str(&self.paragraphs(phrase));
                    }
                },
                Content::List(items) => {
                    element(out, "h2", label);
                    self.list(out, "ul", items);
                }
                Content::Table(table) => {
                    element(out, "h2", label);
                    self.table(out, table);
                }
                Content::Listings(listings) => {
                    element(out, "h2", label);
                    for listing in listings {
                        figure(out, listing);
                    }
                }
            }
        }
    }

    pub(super) fn phrase(&self, out: &mut String, phrase: &[Piece<'_>], end: &str) {
        for piece in phrase {
            match piece {
                Piece::Text(source) => self.text(out, source, end),
                Piece::Words(words) => escape(out, words),
                Piece::Label(label) => element_inline(out, "b", &format!("{label}:")),
                Piece::Strong(words) => element_inline(out, "b", words),
                Piece::Code(code) => element_inline(out, "code", code),
                Piece::Name(code) => self.name(out, code),
                Piece::Link(words, To::Url(url)) => link_elsewhere(out, words, url),
                Piece::Link(words, to) => {
                    linked(out, self.links.to(to), |out| escape(out, words));
                }
                Piece::CodeLink(code, to) => {
                    linked(out, self.links.to(to), |out| element_inline(out, "code", code));
                }
                Piece::Break => out.push_str(end),
                Piece::Anchor(to) => {
                    if let Some(id) = self.links.anchor(to) {
                        out.push_str("<span id=\"");
                        escape(out, &id);
                        out.push_str("\"></span>");
                    }
                }
            }
        }
    }

    fn text(&self, out: &mut String, source: &str, end: &str) {
        self.text_blocks(out, &text::blocks(source), end);
    }

    fn text_blocks(&self, out: &mut String, blocks: &[TextBlock<'_>], end: &str) {
        // A list or code ends the paragraph before it.
        let [close, open] = if end == PARAGRAPH { ["</p>\n", "\n<p>"] } else { ["", ""] };
        for (index, block) in blocks.iter().enumerate() {
            let follows = index > 0 && matches!(blocks[index - 1], TextBlock::Paragraph(_));
            match block {
                TextBlock::Paragraph(spans) => {
                    out.push_str(if follows { end } else { "" });
                    self.spans(out, spans, true);
                }
                TextBlock::Code { code, .. } => {
                    out.extend([close, "<pre class=\"sample\"><code>"]);
                    escape(out, code);
                    out.extend(["</code></pre>", open]);
                }
                TextBlock::List { first, items } => {
                    let kind = if first.is_some() { "ol" } else { "ul" };
                    let _ = write!(out, "{close}<{kind}>");
                    for item in items {
                        out.push_str("<li>");
                        self.text_blocks(out, item, "<br>");
                        out.push_str("</li>");
                    }
                    let _ = write!(out, "</{kind}>{open}");
                }
            }
        }
    }

    fn spans(&self, out: &mut String, spans: &[Span<'_>], links: bool) {
        let element = |out: &mut String, name: &str, spans: &[Span<'_>]| {
            let _ = write!(out, "<{name}>");
            self.spans(out, spans, links);
            let _ = write!(out, "</{name}>");
        };
        for span in spans {
            match span {
                Span::Words(words) => escape(out, words),
                Span::Code(code) if links => self.name(out, code),
                Span::Code(code) => element_inline(out, "code", code),
                Span::Emphasis(spans) => element(out, "em", spans),
                Span::Strong(spans) => element(out, "strong", spans),
                Span::Link(spans, url) if address::is_safe(url) => {
                    linked(out, Some(url.to_string()), |out| self.spans(out, spans, false));
                }
                Span::Link(spans, url) => {
                    self.spans(out, spans, links);
                    out.push(' ');
                    element_inline(out, "code", url);
                }
            }
        }
    }

    /// Code, linked if it is the name of an error code. A long name may be broken between its words.
    fn name(&self, out: &mut String, code: &str) {
        linked(out, self.links.named(code), |out| {
            if code.len() < LONG {
                return element_inline(out, "code", code);
            }
            out.push_str("<code>");
            for (index, word) in code.split_inclusive('_').enumerate() {
                out.push_str(if index > 0 { "<wbr>" } else { "" });
                escape(out, word);
            }
            out.push_str("</code>");
        });
    }

    fn list(&self, out: &mut String, kind: &str, items: &[Phrase<'_>]) {
        let _ = writeln!(out, "<{kind}>");
        for item in items {
            out.push_str("<li>");
            self.phrase(out, item, "<br>");
            out.push_str("</li>\n");
        }
        let _ = writeln!(out, "</{}>", name_of(kind));
    }
}

/// Writes text so that nothing in it is markup, in an element or a quoted attribute.
pub(crate) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            // HTML cannot contain these.
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// The name of an element without its attributes.
fn name_of(start: &str) -> &str {
    start.split(' ').next().unwrap_or(start)
}

fn element(out: &mut String, start: &str, words: &str) {
    element_inline(out, start, words);
    out.push('\n');
}

fn element_inline(out: &mut String, start: &str, words: &str) {
    let _ = write!(out, "<{start}>");
    escape(out, words);
    let _ = write!(out, "</{}>", name_of(start));
}

fn linked(out: &mut String, destination: Option<String>, label: impl FnOnce(&mut String)) {
    let Some(destination) = destination else { return label(out) };
    out.push_str("<a href=\"");
    escape(out, &destination);
    out.push_str("\">");
    label(out);
    out.push_str("</a>");
}

/// Words that lead to another site; an address that is not safe to follow is code after them.
fn link_elsewhere(out: &mut String, words: &str, url: &str) {
    if address::is_safe(url) {
        return linked(out, Some(url.to_owned()), |out| escape(out, words));
    }
    if words != url {
        escape(out, words);
        out.push(' ');
    }
    element_inline(out, "code", url);
}

/// Code in a frame, with its title and a button that copies it.
fn figure(out: &mut String, listing: &Listing<'_>) {
    out.push_str("<figure class=\"block\"><figcaption>");
    escape(out, &listing.title);
    match &listing.source {
        Source::Code("", _) => {}
        Source::Code(language, _) => {
            out.push_str(" (");
            escape(out, language);
            out.push(')');
        }
        Source::Http(_) => out.push_str(" (HTTP)"),
        Source::Json(_) => out.push_str(" (JSON)"),
    }
    out.push_str(
        "<button type=\"button\" class=\"copy\" data-copy-block data-js>Copy</button></figcaption>\
         <pre tabindex=\"0\" aria-label=\"",
    );
    escape(out, &listing.title);
    out.push_str("\"><code>");
    match &listing.source {
        Source::Code(_, code) => escape(out, code),
        Source::Http(message) => self::message(out, message),
        Source::Json(body) => json(out, body, 0),
    }
    out.push_str("</code></pre></figure>\n");
}

fn message(out: &mut String, message: &Message) {
    if let Some(start) = &message.start {
        colored(out, 'h', &one_line(start));
        out.push('\n');
    }
    for (name, value) in &message.fields {
        colored(out, 'h', &format!("{}: ", one_line(name)));
        escape(out, &one_line(value));
        out.push('\n');
    }
    match &message.body {
        None => {}
        Some(Value::String(text)) => {
            out.push('\n');
            escape(out, text);
        }
        Some(body) => {
            out.push('\n');
            json(out, body, 0);
        }
    }
}

/// A JSON value on several lines, colored; the text is that of `{value:#}`.
fn json(out: &mut String, value: &Value, depth: usize) {
    let (open, close, length) = match value {
        Value::Object(members) => ('{', '}', members.len()),
        Value::Array(items) => ('[', ']', items.len()),
        scalar => {
            colored(out, if scalar.is_string() { 's' } else { 'n' }, &scalar.to_string());
            return;
        }
    };
    out.push(open);
    let line = |out: &mut String, index: usize, name: Option<&str>, item| {
        let _ = write!(out, "{}\n{:2$}", if index > 0 { "," } else { "" }, "", 2 * depth + 2);
        if let Some(name) = name {
            colored(out, 'k', &Value::from(name).to_string());
            out.push_str(": ");
        }
        json(out, item, depth + 1);
    };
    match value {
        Value::Object(members) => {
            let members = members.iter().enumerate();
            members.for_each(|(index, (name, item))| line(out, index, Some(name), item));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| line(out, index, None, item));
        }
        _ => {}
    }
    if length > 0 {
        let _ = write!(out, "\n{:1$}", "", 2 * depth);
    }
    out.push(close);
}

/// Code in a color.
fn colored(out: &mut String, class: char, text: &str) {
    let _ = write!(out, "<span class=\"{class}\">");
    escape(out, text);
    out.push_str("</span>");
}
