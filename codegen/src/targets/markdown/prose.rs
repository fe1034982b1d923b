//! Registry text on a page: escaped, with code spans linked to the codes they name.

use std::fmt::Write;

use super::escape::{self, Place};
use super::pages::Pages;
use crate::model::Link;
use crate::text::Text;
use crate::words::series;

/// Where text is written: on a page, perhaps in the entry of a code.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    /// The pages of the catalog.
    pub(super) pages: &'a Pages<'a>,
    /// The page that the text is on.
    pub(super) page: &'a str,
    /// The code whose entry it is in, which is not linked to itself.
    pub(super) own: Option<&'a str>,
}

impl Prose<'_> {
    /// Writes a text.
    pub(super) fn write(&self, out: &mut String, text: &Text, place: Place) {
        escape::text(out, text, place, |code| {
            let code = self.pages.code(code).filter(|code| self.own != Some(&code.code))?;
            Some(self.pages.to_code(self.page, code))
        });
    }

    /// The text as one or more paragraphs.
    pub(super) fn block(&self, text: &Text) -> String {
        self.string(text, Place::Block)
    }

    /// The text within a line.
    pub(super) fn inline(&self, text: &Text) -> String {
        self.string(text, Place::Inline)
    }

    /// The text in a table cell.
    pub(super) fn cell(&self, text: &Text) -> String {
        self.string(text, Place::Cell)
    }

    /// Texts, each within a line.
    pub(super) fn lines(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|text| self.inline(text)).collect()
    }

    /// A code, linked to its entry if it has one.
    pub(super) fn code(&self, code: &str) -> String {
        let mut out = String::new();
        match self.pages.code(code) {
            Some(found) => {
                out.push('[');
                escape::code(&mut out, code, Place::Cell);
                let _ = write!(out, "]({})", self.pages.to_code(self.page, found));
            }
            None => escape::code(&mut out, code, Place::Cell),
        }
        out
    }

    /// Linked codes in a sentence: `a`, `b` and `c`.
    pub(super) fn codes(&self, codes: &[String]) -> String {
        let codes: Vec<String> = codes.iter().map(|code| self.code(code)).collect();
        series(&codes, "and")
    }

    /// A page elsewhere: its title, linked if it has an address, and its description.
    pub(super) fn link(&self, link: &Link) -> String {
        let mut out = escape::inline(&link.title);
        match link.url.as_deref().map(|url| (url, escape::address(url))) {
            Some((_, Some(address))) => out = format!("[{out}]({address})"),
            Some((url, None)) => {
                let _ = write!(out, " ({})", escape::inline_code(url));
            }
            None => {}
        }
        if let Some(description) = &link.description {
            let _ = write!(out, ": {}", self.inline(description));
        }
        out
    }

    fn string(&self, text: &Text, place: Place) -> String {
        let mut out = String::with_capacity(text.source().len() + 16);
        self.write(&mut out, text, place);
        out
    }
}
