//! A page as a viewer shows it: read by `pulldown-cmark`, with the extensions of mdBook.

use std::collections::{BTreeMap, BTreeSet};

use errbook::output::Output;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What a reader sees on a page, and where its links lead.
#[derive(Debug, Default)]
pub struct Page {
    /// The visible text, with white space collapsed.
    pub text: String,
    /// The anchors, in order.
    pub ids: Vec<String>,
    /// The destinations of the links.
    pub links: Vec<String>,
    /// The rows of all tables, including the header rows, as cells.
    pub rows: Vec<Vec<String>>,
    /// The headings with their levels.
    pub headings: Vec<(u8, String)>,
    /// The code blocks, with their languages.
    pub blocks: Vec<(String, String)>,
}

/// Reads every page.
pub fn read(outputs: &[Output]) -> BTreeMap<&str, Page> {
    outputs.iter().map(|output| (output.path.as_str(), Page::read(&output.text))).collect()
}

/// The text with white space collapsed, and typographic quotes and ellipses as plain ones.
pub fn normal(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"");
    text.replace('\u{2026}', "...")
}

impl Page {
    pub fn read(source: &str) -> Page {
        let extensions = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM
            | Options::ENABLE_MATH
            | Options::ENABLE_SUPERSCRIPT
            | Options::ENABLE_SUBSCRIPT
            | Options::ENABLE_WIKILINKS;
        let mut page = Page::default();
        let mut text = String::new();
        let (mut cell, mut block) = (0, 0);
        for event in Parser::new_ext(source, extensions) {
            match event {
                Event::Text(words) | Event::Code(words) => text.push_str(&words),
                Event::InlineHtml(tag) => match &*tag {
                    "<code>" | "</code>" | "<span>" | "</span>" | "</a>" => {}
                    "<br/>" => text.push(' '),
                    tag => match tag.strip_prefix("<a id=\"").and_then(|t| t.strip_suffix("\">")) {
                        Some(id) => page.ids.push(id.replace("&#46;", ".")),
                        None => panic!("unexpected {tag} on the page"),
                    },
                },
                Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.into_string()),
                Event::Start(Tag::TableHead | Tag::TableRow) => page.rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => cell = text.len(),
                Event::End(TagEnd::TableCell) => {
                    let row = page.rows.last_mut().expect("a cell is in a row");
                    row.push(normal(&text[cell..]));
                    text.push(' ');
                }
                Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_)) => {
                    text.push(' ');
                    block = text.len();
                    if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) = event {
                        page.blocks.push((language.into_string(), String::new()));
                    }
                }
                Event::End(TagEnd::Heading(level)) => {
                    page.headings.push((level as u8, normal(&text[block..])));
                    text.push(' ');
                }
                Event::End(TagEnd::CodeBlock) => {
                    let (_, code) = page.blocks.last_mut().expect("only fenced blocks");
                    code.push_str(&text[block..]);
                    text.push(' ');
                }
                Event::Start(Tag::Strong | Tag::Emphasis)
                | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
                Event::SoftBreak
                | Event::HardBreak
                | Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Table(_))
                | Event::End(
                    TagEnd::Paragraph
                    | TagEnd::List(_)
                    | TagEnd::Item
                    | TagEnd::Table
                    | TagEnd::TableHead
                    | TagEnd::TableRow,
                ) => text.push(' '),
                other => panic!("unexpected {other:?} on the page"),
            }
        }
        page.text = normal(&text);
        let distinct: BTreeSet<&String> = page.ids.iter().collect();
        assert_eq!(distinct.len(), page.ids.len(), "duplicate anchors: {:?}", page.ids);
        page
    }
}
