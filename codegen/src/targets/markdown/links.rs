//! Where links on a page lead.

use std::borrow::Cow;

use super::pages::{INDEX, Pages, link};
use crate::address::page_name;
use crate::dialect::Links;
use crate::reference::To;

/// A page, perhaps within the entry of a code.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    /// The pages of the catalog.
    pub(super) pages: &'a Pages<'a>,
    /// The path of the page.
    pub(super) page: &'a str,
    /// The code whose entry it is, which is not linked to itself.
    pub(super) own: Option<&'a str>,
}

impl Links for On<'_> {
    fn to(&self, to: &To<'_>) -> Option<String> {
        let On { pages, page, .. } = self;
        let guide = |to: &To<'_>| self.anchor(to).map(|id| link(page, &pages.guide, Some(&id)));
        match to {
            To::Section(section) => Some(pages.to_section(page, *section)),
            To::Category(_) | To::Action(_) => guide(to),
            To::Operation(_) => self.anchor(to).map(|id| link(page, &pages.operations, Some(&id))),
            To::Index => Some(link(page, INDEX, None)),
            To::Guide => Some(link(page, &pages.guide, None)),
            To::Names => Some(link(page, &pages.names, None)),
            To::Operations => Some(link(page, &pages.operations, None)),
            To::Retired(code) => pages.own_page(None, code).map(|to| link(page, &to, None)),
            To::Code(code) => self.named(code),
            To::Url(url) => Some((*url).to_owned()),
            To::Catalog(_) | To::Status(_) | To::Replaced(_) | To::Mark(_) => None,
        }
    }

    fn named(&self, code: &str) -> Option<String> {
        let code = self.pages.code(code).filter(|code| self.own != Some(&code.name))?;
        Some(self.pages.to_code(self.page, code))
    }

    fn anchor(&self, to: &To<'_>) -> Option<String> {
        match to {
            To::Category(id) => Some(self.pages.id("category", id)),
            To::Action(id) => Some(self.pages.id("action", id)),
            To::Operation(operation) => Some(self.pages.id("operation", &operation.anchor)),
            To::Retired(code) => Some(page_name(code).into_owned()),
            To::Mark(name) => Some(name.to_string()),
            _ => None,
        }
    }

    fn heading<'a>(&self, kind: &str, words: &'a str) -> Cow<'a, str> {
        self.pages.heading(kind, words)
    }
}

/// The page above all catalogs.
pub(super) struct Above;

impl Links for Above {
    fn to(&self, to: &To<'_>) -> Option<String> {
        match to {
            To::Catalog(id) => Some(format!("{id}/{INDEX}")),
            _ => None,
        }
    }
}
