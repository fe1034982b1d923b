//! The notations in which the reference is written: rustdoc, JSDoc, the CommonMark of OpenAPI
//! documents, Markdown that looks the same in every viewer, HTML, and the lines of a terminal.
//!
//! A dialect knows how to write words, code, links, paragraphs, facts and tables; what they say is
//! up to the [`reference`](crate::reference).

mod address;
mod characters;
mod code;
mod html;
mod html_table;
mod listing;
mod markdown;
mod markdown_text;
mod notation;
mod terminal;
mod wrap;

use std::borrow::Cow;

use crate::reference::To;

pub(crate) use characters::{FIXED_SPACE, is_hidden};
pub(crate) use html::{Html, escape as escape_html};
pub(crate) use markdown::{At, Markdown, anchor};
pub(crate) use notation::{COMMONMARK, JSDOC, PAGES, RUSTDOC};
pub use terminal::Terminal;
pub(crate) use wrap::{fill, wrap, wrap_into};

/// Where links lead, and how the places are marked that they lead to. By default they lead nowhere.
pub(crate) trait Links {
    /// The destination of a link; `None` if it leads nowhere in this output.
    fn to(&self, _to: &To<'_>) -> Option<String> {
        None
    }

    /// The destination of a link to the entry of a code, if there is a code of this name.
    fn named(&self, _code: &str) -> Option<String> {
        None
    }

    /// The name of a mark that links lead to; `None` if none is needed.
    fn anchor(&self, _to: &To<'_>) -> Option<String> {
        None
    }

    /// The words of a heading, changed if viewers would derive the anchor of a code from them.
    fn heading<'a>(&self, _kind: &str, words: &'a str) -> Cow<'a, str> {
        words.into()
    }
}

/// An output without pages: only links to other sites lead anywhere.
pub(crate) struct NoPages;

impl Links for NoPages {}
