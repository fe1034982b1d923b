//! Where the reference is published: the URL and the page of each entry.

use std::fmt::{self, Write};

use serde::{Serialize, Serializer};

use super::vocabulary;
use crate::address::page_name;
use crate::placeholders;

/// Where a catalog's reference pages are published.
#[derive(Debug, Clone, PartialEq)]
pub struct Docs {
    /// The URLs of all entries.
    pub url: Option<DocsUrl>,
    /// How the reference is split into pages; agrees with the placeholders of [`Docs::url`].
    pub layout: Layout,
}

vocabulary! {
    /// How a catalog's reference is split into pages.
    pub enum Layout {
        /// A page for each section; a code is an anchor on its section's page.
        PagePerSection = "page-per-section";
        /// A page for each code.
        PagePerCode = "page-per-code";
        /// One page holds every code; a code is an anchor on it.
        OnePage = "one-page";
    }
}

/// The address of a page, or of a spot on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url {
    text: String,
    /// How long the page's part is: what the fragment follows.
    page: usize,
}

impl Url {
    pub(crate) fn new(text: String) -> Url {
        let page = text.find('#').unwrap_or(text.len());
        Url { text, page }
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address of the page: everything before the fragment.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.text[..self.page]
    }

    /// The address of the page without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.page().split_once('?').map_or(self.page(), |(path, _)| path)
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.page().split_once('?').map(|(_, query)| query)
    }

    /// The spot on the page.
    #[must_use]
    pub fn fragment(&self) -> Option<&str> {
        self.text.get(self.page + 1..)
    }
}

impl Serialize for Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The URLs of all entries of a catalog, as one with the placeholder `{code}` and optionally
/// `{section}`, each with a case: `{code|lower}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocsUrl(Url);

impl DocsUrl {
    /// The URLs that a text with placeholders stands for.
    pub(crate) fn new(text: &str) -> DocsUrl {
        let (pieces, names) = placeholders::split(text);
        let mut url = pieces[0].to_owned();
        for (inner, piece) in names.iter().zip(&pieces[1..]) {
            // Paths of pages are made of it, which keep no blanks.
            let inner: String = inner.split_whitespace().collect();
            let _ = write!(url, "{{{inner}}}{piece}");
        }
        DocsUrl(Url::new(url))
    }

    /// The URL with its placeholders.
    #[must_use]
    pub fn template(&self) -> &Url {
        &self.0
    }

    /// The URL of the entry with this name, in the section with this id.
    #[must_use]
    pub fn of(&self, section: &str, name: &str) -> Url {
        Url::new(fill(self.0.as_str(), section, name))
    }

    /// The anchor of the entry with this name.
    #[must_use]
    pub fn anchor_of(&self, section: &str, name: &str) -> Option<String> {
        self.0.fragment().map(|fragment| fill(fragment, section, name))
    }

    /// How the reference is split into pages so that the URLs lead to them.
    #[must_use]
    pub fn layout(&self) -> Layout {
        if placeholders::has(self.0.page(), "code") {
            Layout::PagePerCode
        } else if placeholders::has(self.0.page(), "section") {
            Layout::PagePerSection
        } else {
            Layout::OnePage
        }
    }
}

/// A URL or a path with its placeholders filled in.
pub(crate) fn fill(template: &str, section: &str, name: &str) -> String {
    let filled = placeholders::fill(template, |placeholder, case| match placeholder {
        "section" => Some(case.apply(section).into_owned()),
        "code" => Some(page_name(&case.apply(name)).into_owned()),
        _ => None,
    });
    // The URL was checked when it was read.
    filled.unwrap_or_else(|_| template.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{DocsUrl, Layout};

    #[test]
    fn a_docs_url_knows_its_page_and_its_anchor() {
        let url = DocsUrl::new("https://h/{section}.html?v=1#e-{code}");
        assert_eq!(url.layout(), Layout::PagePerSection);
        assert_eq!(url.anchor_of("orders", "gone").as_deref(), Some("e-gone"));
        let url = url.of("orders", "gone");
        assert_eq!(url.as_str(), "https://h/orders.html?v=1#e-gone");
        assert_eq!((url.path(), url.query()), ("https://h/orders.html", Some("v=1")));
        assert_eq!((url.page(), url.fragment()), ("https://h/orders.html?v=1", Some("e-gone")));
        let url = DocsUrl::new("https://h/{code}");
        assert_eq!((url.template().page(), url.template().fragment()), ("https://h/{code}", None));
        assert_eq!((url.anchor_of("a", "b"), url.layout()), (None, Layout::PagePerCode));
        let url = DocsUrl::new("https://h/{section|kebab}#{ code | lower }");
        assert_eq!(url.of("my_orders", "GONE").as_str(), "https://h/my-orders#gone");
        assert_eq!(url.layout(), Layout::PagePerSection);
        assert_eq!(DocsUrl::new("https://h/#{code}").layout(), Layout::OnePage);
    }
}
