//! The registry's prose: a small part of CommonMark, as plain data.

mod html;
mod line;
mod parse;

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

pub use parse::blocks;

/// A text of the registry, cheap to clone.
///
/// It is written in a part of CommonMark: paragraphs, code spans, emphasis, links, lists and fenced
/// code. What CommonMark reads as anything else, such as HTML or a heading, is shown as it is
/// written, and [`Text::strangers`] finds it. An empty line ends a paragraph; in a text without
/// empty lines each line break does, since YAML's folded scalars make one of an empty line. A target
/// writes a text block by block, and escapes each word for where it ends up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(Arc<str>);

/// A part of a [`Text`] that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph.
    Paragraph(Vec<Span<'a>>),
    /// Code, without a final line break.
    Code {
        /// The name of its language; perhaps empty.
        language: Cow<'a, str>,
        /// The code.
        code: Cow<'a, str>,
    },
    /// A list.
    List {
        /// The number of the first item; none if the order of the items means nothing.
        first: Option<u64>,
        /// The items.
        items: Vec<Vec<Block<'a>>>,
    },
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span<'a> {
    /// Words to show as they are, without a line break.
    Words(Cow<'a, str>),
    /// Code, not empty, without a line break or padding.
    Code(Cow<'a, str>),
    /// Words that are stressed.
    Emphasis(Vec<Span<'a>>),
    /// Words that stand out.
    Strong(Vec<Span<'a>>),
    /// Words that lead somewhere, which may not be safe to follow.
    Link(Vec<Span<'a>>, Cow<'a, str>),
}

/// Words or code of a text, whatever they are a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Words(Cow<'a, str>),
    /// Code of a line.
    Code(Cow<'a, str>),
}

/// Markup that is none in a [`Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// A tag, a comment or another part of HTML.
    Html,
    /// A heading.
    Heading,
    /// An image.
    Image,
    /// A table.
    Table,
    /// A quotation.
    Quotation,
    /// A line across the page.
    Rule,
    /// Code that only its indentation marks.
    IndentedCode,
    /// The address of links that are elsewhere in the text.
    Definition,
    /// Lists or emphasis within each other, deeper than any reader can follow.
    Deep,
    /// A link whose address is not that of a page.
    Address,
}

impl Text {
    /// Makes a text from the registry's, without empty lines around it.
    #[must_use]
    pub fn new(source: &str) -> Text {
        let source = source.trim_end();
        let start = source.len() - source.trim_start().len();
        // The first line keeps its indentation, if those below it are read beside it.
        let from = source[..start].rfind('\n').map_or(0, |line_end| line_end + 1);
        let several = source[start..].contains('\n');
        Text(source[if several { from } else { start }..].into())
    }

    /// The text as it is written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text's blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block<'_>> {
        blocks(&self.0)
    }

    /// The text for places that know no markup: each paragraph, item and line of code on a line of
    /// its own, items indented by the depth of their list.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        plain(&mut out, &self.blocks(), "", ' ');
        out
    }

    /// The words and the code of lines, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut out = Vec::new();
        within_blocks(self.blocks(), &mut out);
        out
    }

    /// Whether it is one paragraph of words.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        parse::is_plain(&self.0)
    }

    /// [`Text::parts`] and [`Text::strangers`] at once.
    #[must_use]
    pub fn read(&self) -> (Vec<Part<'_>>, Vec<(Stranger, Range<usize>)>) {
        let read = parse::read(&self.0);
        let mut parts = Vec::new();
        within_blocks(read.blocks, &mut parts);
        (parts, read.strangers)
    }

    /// What looks like markup and is shown as it is written, and links that lead nowhere.
    #[must_use]
    pub fn strangers(&self) -> Vec<(Stranger, Range<usize>)> {
        parse::read(&self.0).strangers
    }
}

/// Whether a text is more than paragraphs.
#[must_use]
pub fn is_rich(blocks: &[Block<'_>]) -> bool {
    blocks.iter().any(|block| !matches!(block, Block::Paragraph(_)))
}

/// The words of spans, without markup; the address of a link follows its words.
#[must_use]
pub fn words(spans: &[Span<'_>]) -> String {
    let mut out = String::new();
    plain_spans(&mut out, spans);
    out
}

/// The mark of an item of a list.
#[must_use]
pub fn mark(first: Option<u64>, index: usize) -> String {
    first.map_or_else(|| "-".to_owned(), |first| format!("{}.", first + index as u64))
}

/// The backticks to enclose code in Markdown: one more than the code has in a row.
#[must_use]
pub fn fence(code: &str) -> String {
    if !code.contains('`') {
        return "`".to_owned();
    }
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest + 1)
}

/// Writes blocks without markup; `space` stands for the spaces in code.
pub fn plain(out: &mut String, blocks: &[Block<'_>], indent: &str, space: char) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
            out.push_str(indent);
        }
        match block {
            Block::Paragraph(spans) => plain_spans(out, spans),
            Block::Code { code, .. } => {
                for (index, line) in code.lines().enumerate() {
                    if index > 0 {
                        out.push('\n');
                        out.push_str(indent);
                    }
                    out.extend(line.chars().map(|c| if c == ' ' { space } else { c }));
                }
            }
            Block::List { first, items } => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push('\n');
                        out.push_str(indent);
                    }
                    let mark = mark(*first, index);
                    let _ = write!(out, "{mark} ");
                    plain(out, item, &format!("{indent}{:1$}", "", mark.len() + 1), space);
                }
            }
        }
    }
}

fn plain_spans(out: &mut String, spans: &[Span<'_>]) {
    for span in spans {
        match span {
            Span::Words(text) | Span::Code(text) => out.push_str(text),
            Span::Emphasis(spans) | Span::Strong(spans) => plain_spans(out, spans),
            Span::Link(spans, url) => {
                let words = words(spans);
                out.push_str(&words);
                if words != *url {
                    let _ = write!(out, " ({url})");
                }
            }
        }
    }
}

fn within_blocks<'a>(blocks: Vec<Block<'a>>, out: &mut Vec<Part<'a>>) {
    for block in blocks {
        match block {
            Block::Paragraph(spans) => within_spans(spans, out),
            Block::Code { .. } => {}
            Block::List { items, .. } => {
                for item in items {
                    within_blocks(item, out);
                }
            }
        }
    }
}

fn within_spans<'a>(spans: Vec<Span<'a>>, out: &mut Vec<Part<'a>>) {
    for span in spans {
        match span {
            Span::Words(words) => out.push(Part::Words(words)),
            Span::Code(code) => out.push(Part::Code(code)),
            Span::Emphasis(spans) | Span::Strong(spans) | Span::Link(spans, _) => {
                within_spans(spans, out);
            }
        }
    }
}
