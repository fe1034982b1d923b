//! Registry text as CommonMark, the format of descriptions in OpenAPI.

use crate::dialect::{At, COMMONMARK, Markdown, NoPages};
use crate::reference::Piece;
use crate::text::Text;

/// The dialect of descriptions, whose links lead to other sites only.
pub const DIALECT: Markdown<'static> =
    Markdown { notation: &COMMONMARK, links: &NoPages, level: 0 };

/// A text.
pub fn text(text: &Text) -> String {
    DIALECT.string(&[Piece::Text(text.source())], At::Block)
}

/// Plain words; `starts` tells whether they begin a paragraph.
pub fn words(words: &str, starts: bool) -> String {
    let mut out = String::with_capacity(words.len());
    DIALECT.words(&mut out, words, At::Block, starts);
    out
}

/// A code span.
pub fn code(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + 2);
    DIALECT.code(&mut out, code, At::Block);
    out
}
