//! Reads pages: Markdown, and the text that is left when a page is copied.
//!
//! pulldown-cmark finds headings and blocks of code. All other lines are read one by one, because a
//! copied table is no table of Markdown any longer: its cells may be on lines of their own, its first
//! pipes may be missing, or its columns may have run together.

pub mod aligned;
mod guess;
mod items;
mod joined;
mod lines;
mod pipes;
mod stacked;
mod terms;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::part::{Cell, Line, Part, span};
use guess::Headings;

/// Reads a page.
pub fn read(file: u32, text: &str) -> Vec<Part> {
    let mut blocks = blocks(text);
    let heading = blocks.iter().any(|block| matches!(block.kind, Kind::Heading(..)));
    let headings = match () {
        () if text.lines().any(|line| line.trim_end().ends_with('¶')) => Headings::Marked,
        () if heading => Headings::None,
        () => Headings::Guessed,
    };
    if headings == Headings::Marked {
        blocks = vec![Block { start: 0, end: text.len(), kind: Kind::Lines }];
    }
    let known = items::words(text);
    let mut parts = Vec::new();
    for Block { start, end, kind } in blocks {
        let at = span(file, start, end);
        match kind {
            Kind::Heading(words, level) => {
                parts.push(Part::Heading(Cell { text: words, span: at }, level));
            }
            Kind::Code(text) => parts.push(Part::Sample(Cell { text, span: at })),
            Kind::Lines => {
                let lines = Line::all(file, start, &text[start..end]);
                lines::read(&lines, headings, &known, &mut parts);
            }
        }
    }
    parts
}

/// A piece of a page.
struct Block {
    start: usize,
    end: usize,
    kind: Kind,
}

enum Kind {
    /// With its level.
    Heading(String, u8),
    Code(String),
    /// Anything else.
    Lines,
}

/// The outermost headings and blocks of code of a page, and the lines between them.
fn blocks(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut blocks: Vec<Block> = Vec::new();
    let mut rest = 0;
    let mut words: Option<String> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::MetadataBlock(_)) => {
                words = Some(String::new());
            }
            Event::Text(piece) | Event::Code(piece) => {
                if let Some(words) = &mut words {
                    words.push_str(&piece);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(words) = &mut words {
                    words.push(' ');
                }
            }
            Event::End(
                end @ (TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::MetadataBlock(_)),
            ) => {
                let Some(words) = words.take() else { continue };
                // One within a list is behind lines that were not read yet.
                blocks.push(Block { start: rest, end: range.start.max(rest), kind: Kind::Lines });
                rest = range.end;
                let kind = match end {
                    TagEnd::Heading(level) => Kind::Heading(words.trim().to_owned(), level as u8),
                    TagEnd::CodeBlock => Kind::Code(words),
                    _ => continue,
                };
                blocks.push(Block { start: range.start, end: range.end, kind });
            }
            _ => {}
        }
    }
    blocks.push(Block { start: rest, end: text.len(), kind: Kind::Lines });
    blocks
}
