//! Where the reference is published: the URL and the page of each entry.

use std::fmt;

use super::vocabulary;

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

/// The URLs of all entries of a catalog, as one with the placeholder `{code}` and optionally
/// `{section}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocsUrl(String);

impl DocsUrl {
    /// The URLs that a text with placeholders stands for.
    pub(crate) fn new(text: String) -> DocsUrl {
        DocsUrl(text)
    }

    /// The URL with its placeholders.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL of the entry with this name, in the section with this id.
    #[must_use]
    pub fn of(&self, section: &str, name: &str) -> String {
        fill(&self.0, section, name)
    }

    /// The URL of a page, with placeholders: everything before the fragment.
    #[must_use]
    pub fn page(&self) -> &str {
        self.0.split_once('#').map_or(&self.0, |(page, _)| page)
    }

    /// The anchor of an entry on its page, with placeholders.
    #[must_use]
    pub fn fragment(&self) -> Option<&str> {
        self.0.split_once('#').map(|(_, fragment)| fragment)
    }

    /// The anchor of the entry with this name.
    #[must_use]
    pub fn anchor_of(&self, section: &str, name: &str) -> Option<String> {
        self.fragment().map(|fragment| fill(fragment, section, name))
    }

    /// How the reference is split into pages so that the URLs lead to them.
    #[must_use]
    pub fn layout(&self) -> Layout {
        if self.page().contains("{code}") {
            Layout::PagePerCode
        } else if self.page().contains("{section}") {
            Layout::PagePerSection
        } else {
            Layout::OnePage
        }
    }
}

impl fmt::Display for DocsUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A URL or a path with its placeholders filled in.
pub(crate) fn fill(template: &str, section: &str, name: &str) -> String {
    template.replace("{section}", section).replace("{code}", name)
}

#[cfg(test)]
mod tests {
    use super::{DocsUrl, Layout};

    #[test]
    fn a_docs_url_knows_its_page_and_its_anchor() {
        let url = DocsUrl::new("https://h/{section}.html#e-{code}".to_owned());
        assert_eq!(url.page(), "https://h/{section}.html");
        assert_eq!(url.fragment(), Some("e-{code}"));
        assert_eq!(url.anchor_of("orders", "gone").as_deref(), Some("e-gone"));
        assert_eq!(url.of("orders", "gone"), "https://h/orders.html#e-gone");
        assert_eq!(url.layout(), Layout::PagePerSection);
        let url = DocsUrl::new("https://h/{code}".to_owned());
        assert_eq!((url.page(), url.fragment()), ("https://h/{code}", None));
        assert_eq!((url.anchor_of("a", "b"), url.layout()), (None, Layout::PagePerCode));
        assert_eq!(DocsUrl::new("https://h/#{code}".to_owned()).layout(), Layout::OnePage);
    }
}
