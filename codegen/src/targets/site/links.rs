//! Where everything is on the site: which page and which anchor, and the links between them.

use std::collections::BTreeMap;

use crate::address::page_name;
use crate::dialect::{Html, Links};
use crate::model::{Catalog, Code, Layout, SectionId};
use crate::package::Packages;
use crate::pages::{Ending, Page, RETIRED, Template, site_paths};
use crate::reference::To;
use crate::targets::markdown::pages::{Pages, link};

/// The pages of a catalog. Paths are relative to the catalog's folder.
pub(super) struct HtmlPages<'a> {
    pub(super) catalog: &'a Catalog,
    /// The Markdown twins of the pages, which also have a page for each code.
    pub(super) twins: Pages<'a>,
    /// The page with each section.
    pub(super) sections: Vec<String>,
    /// The page that lists all codes.
    pub(super) names: String,
    /// The page that lists the operations of the API.
    pub(super) operations: String,
    /// The path of a code's page.
    entry: Template,
    /// The pages of codes whose names cannot be in that path.
    pub(super) moved: BTreeMap<&'a str, String>,
    /// Whether docs URLs lead to the catalog's first page.
    pub(super) is_landing: bool,
}

impl<'a> HtmlPages<'a> {
    /// Chooses every path once. Those that docs URLs lead to come first; the others avoid them.
    pub(super) fn new(catalog: &'a Catalog, packages: Packages<'a>) -> HtmlPages<'a> {
        let ending = Ending::of(catalog);
        let layout = catalog.docs.layout;
        let own = Template::of(catalog, layout);
        let published = own.published(&ending);
        let mut paths = site_paths(catalog);
        // The check of the registry reports clashes.
        published.claim(catalog, &mut paths, &mut Vec::new());
        let twins = Pages::among(catalog, packages, &mut paths);
        let folder = Template::of(catalog, Layout::PagePerCode).folder();
        let sections = catalog.sections_with_ids().map(|(at, section)| match layout {
            Layout::PagePerSection if own.fixed => published.fill(&section.id, ""),
            Layout::PagePerSection => paths.free("", &section.id, ending.0, Page::Section(at)),
            _ => paths.free(folder, &section.id, ".html", Page::Section(at)),
        });
        let sections = sections.collect();
        let mut free = |name| paths.free(folder, name, ".html", Page::Other);
        let names = if layout == Layout::OnePage && own.fixed {
            published.path.clone()
        } else {
            free("all-codes")
        };
        let operations = free("operations");
        let (entry, moved) = if layout == Layout::PagePerCode && own.fixed {
            (published, BTreeMap::new())
        } else {
            let entry = match layout {
                Layout::PagePerCode => published,
                _ => Template::of(catalog, Layout::PagePerCode).published(&Ending(".html")),
            };
            let moved = entry.place_entries(catalog, &mut paths, ".html");
            (entry, moved)
        };
        let is_landing = layout == Layout::OnePage && !own.fixed;
        HtmlPages { catalog, twins, sections, names, operations, entry, moved, is_landing }
    }

    /// The path of a code's page, with its placeholders.
    pub(super) fn entry(&self) -> &str {
        &self.entry.path
    }

    /// The page of a current or former name of a code in this section; retired codes have none.
    pub(super) fn of_name(&self, section: Option<SectionId>, name: &str) -> String {
        let section = section.map_or(RETIRED, |section| &self.catalog[section].id);
        self.moved.get(name).cloned().unwrap_or_else(|| self.entry.fill(section, name))
    }

    /// The page of a code.
    pub(super) fn of_code(&self, code: &Code) -> String {
        self.of_name(Some(code.section), &code.name)
    }

    /// A link from a page to a code's own page.
    pub(super) fn to_code(&self, from: &str, code: &Code) -> String {
        link(from, &self.of_code(code), None)
    }
}

/// The first page of a catalog.
pub(super) const FIRST: &str = "index.html";

/// A page, perhaps within the entry of a code.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    /// The pages of the catalog.
    pub(super) pages: &'a HtmlPages<'a>,
    /// The path of the page.
    pub(super) page: &'a str,
    /// The code whose entry it is, which is not linked to itself.
    pub(super) own: Option<&'a str>,
}

impl On<'_> {
    /// A writer of HTML for the page.
    pub(super) fn html(&self) -> Html<'_> {
        Html { links: self }
    }
}

impl Links for On<'_> {
    fn to(&self, to: &To<'_>) -> Option<String> {
        let On { pages, page, .. } = self;
        match to {
            To::Section(section) => Some(link(page, &pages.sections[section.index()], None)),
            To::Category(_) | To::Action(_) => {
                self.anchor(to).map(|id| link(page, FIRST, Some(&id)))
            }
            To::Operation(_) => self.anchor(to).map(|id| link(page, &pages.operations, Some(&id))),
            To::Index | To::Guide => Some(link(page, FIRST, None)),
            To::Names => Some(link(page, &pages.names, None)),
            To::Operations => Some(link(page, &pages.operations, None)),
            To::Status(status) => Some(format!("{}?status={status}", link(page, FIRST, None))),
            To::Retired(code) => Some(link(page, &pages.of_name(None, code), None)),
            To::Code(code) => self.named(code),
            To::Url(url) => Some((*url).to_owned()),
            To::Catalog(_) | To::Replaced(_) | To::Mark(_) => None,
        }
    }

    fn named(&self, code: &str) -> Option<String> {
        let code = self.pages.twins.code(code).filter(|code| self.own != Some(&code.name))?;
        Some(self.pages.to_code(self.page, code))
    }

    fn anchor(&self, to: &To<'_>) -> Option<String> {
        match to {
            To::Category(id) => Some(format!("_category-{id}")),
            To::Action(id) => Some(format!("_action-{id}")),
            To::Operation(operation) => Some(format!("_operation-{}", operation.anchor)),
            To::Replaced(code) => Some(format!("_replaces-{}", page_name(code))),
            To::Retired(code) => Some(page_name(code).into_owned()),
            To::Mark(name) => Some(name.to_string()),
            _ => None,
        }
    }
}
