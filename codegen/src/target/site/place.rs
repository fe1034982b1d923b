//! Where everything is on the site: which page and which anchor, and the links between them.

use crate::model::{Catalog, Code, Layout};
use crate::target::markdown::pages::{INDEX, Pages, link};

/// The pages of a catalog. Paths are relative to the catalog's folder.
pub(super) struct Places<'a> {
    pub(super) catalog: &'a Catalog,
    /// The Markdown twins of the pages, which also have a page for each code.
    pub(super) twins: Pages<'a>,
    /// The page with each section.
    pub(super) sections: Vec<String>,
    /// The page that lists all codes.
    pub(super) names: String,
    /// The page that lists the operations of the API.
    pub(super) operations: String,
    /// The path of a code's page, with its placeholders.
    pub(super) entry: String,
}

impl<'a> Places<'a> {
    /// `cut` is the catalog with a page for each code.
    pub(super) fn new(catalog: &'a Catalog, cut: &'a Catalog) -> Places<'a> {
        let (own, twins) = (Pages::new(catalog), Pages::new(cut));
        let url = catalog.docs.url.as_deref().unwrap_or_default();
        let path = url.split(['#', '?']).next().unwrap_or_default();
        let ending = [".html", ".htm"].into_iter().find(|ending| path.ends_with(ending));
        // Every server finds the index of a folder, but few find a file without its extension.
        let ending =
            if catalog.docs.url.is_some() { ending.unwrap_or("/index.html") } else { ".html" };
        let published = |page: &str| html(page, ending);
        let plain = |page: &str| html(page, ".html");
        let sections = 0..catalog.sections.len();
        let layout = catalog.docs.layout;
        Places {
            catalog,
            sections: match layout {
                Layout::PagePerSection => sections.map(|at| published(own.section(at))).collect(),
                _ => sections.map(|at| plain(twins.section(at))).collect(),
            },
            names: match layout {
                Layout::OnePage if !own.is_on_index() => published(&own.guide),
                _ => plain(&twins.names()),
            },
            operations: plain(&twins.operations),
            entry: match layout {
                Layout::PagePerCode => published(twins.entry()),
                _ => plain(twins.entry()),
            },
            twins,
        }
    }

    /// Whether docs URLs lead to the catalog's first page.
    pub(super) fn is_landing(&self) -> bool {
        Pages::new(self.catalog).is_on_index()
    }

    /// The page of a current or former name of a code in this section; retired codes have none.
    pub(super) fn of_name(&self, section: Option<usize>, name: &str) -> String {
        let section = section.map_or("retired", |section| &self.catalog.sections[section].id);
        self.entry.replace("{section}", section).replace("{code}", name)
    }

    /// The page of a code.
    pub(super) fn of_code(&self, code: &Code) -> String {
        self.of_name(Some(code.section), &code.code)
    }

    /// The statuses of a code to show as badges; none if no code of the catalog documents one.
    pub(super) fn statuses(&self, code: &Code) -> Option<Vec<u16>> {
        self.twins.has_statuses.then(|| code.status.clone())
    }

    /// A link from a page to a code's own page.
    pub(super) fn to_code(&self, from: &str, code: &Code) -> String {
        link(from, &self.of_code(code), None)
    }

    /// The anchors of a code on a page that lists it: its name and former names, and the fragments
    /// of their docs URLs.
    pub(super) fn anchors(&self, code: &Code) -> Vec<String> {
        let template = self.catalog.docs.url.as_deref().and_then(|url| url.split_once('#'));
        let section = &self.catalog.sections[code.section].id;
        let mut anchors: Vec<String> = Vec::with_capacity(1);
        for name in [&code.code].into_iter().chain(&code.aliases) {
            anchors.push(name.clone());
            let fragment = template
                .map(|(_, text)| text.replace("{code}", name).replace("{section}", section));
            anchors.extend(fragment.filter(|fragment| fragment != name));
        }
        anchors
    }
}

/// The path of the HTML page for a Markdown page.
fn html(page: &str, ending: &str) -> String {
    if page == INDEX {
        return "index.html".to_owned();
    }
    format!("{}{ending}", page.strip_suffix(".md").unwrap_or(page))
}
