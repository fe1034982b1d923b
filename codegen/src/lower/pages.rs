//! The pages that docs URLs lead to: whether each can have a file of its own.

use crate::diagnostic::{Diagnostic, Problems};
use crate::load::CatalogFiles;
use crate::model::Catalog;
use crate::pages::{Clash, Page, clashes};
use crate::rule;

/// Checks the pages of a catalog without errors.
pub(super) fn check(files: &CatalogFiles, catalog: &Catalog, problems: &mut Problems) {
    let clashes = clashes(catalog);
    if clashes.is_empty() {
        return;
    }
    let spans = files.spans_of_pages(catalog);
    for Clash { page, with, path } in clashes {
        let other = match with {
            Page::Entry(name) => format!("the page of `{name}`"),
            Page::Section(id) => format!("the page of the section `{}`", catalog[id].id),
            Page::Index => "the first page of the catalog".to_owned(),
            Page::Guide | Page::Other => "a file that the reference always has".to_owned(),
        };
        let (message, label, help) = match page {
            Page::Entry(name) => (
                format!("the page of `{name}` would be {other}"),
                format!("its page is `{path}`"),
                "rename one of the two, or end the docs URL in `#{code}`, so that codes need no \
                 files",
            ),
            Page::Section(id) => (
                format!("the page of the section `{}` would be {other}", catalog[id].id),
                format!("its page is `{path}`"),
                "rename the file of the section, or change the docs URL",
            ),
            Page::Guide | Page::Index | Page::Other => (
                format!("the page with all codes would be {other}"),
                format!("this URL leads to `{path}`"),
                "publish the reference under another name",
            ),
        };
        let mut found = Diagnostic::error(&rule::PAGE_COLLISION, message).help(help);
        if let Some(span) = spans.get(&page) {
            found = found.at(*span, label);
        }
        if let Some(span) = spans.get(&with) {
            found = found.also(*span, "the other one");
        }
        problems.push(found);
    }
}
