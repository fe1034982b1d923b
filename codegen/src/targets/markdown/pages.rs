//! Where everything is: which page and which anchor, and the links between them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::utf8_percent_encode;

use crate::address::{NOT_UNRESERVED, page_name};
use crate::file_name::Paths;
use crate::model::{Catalog, Code, Layout, SectionId};
use crate::package::Packages;
pub(in crate::targets) use crate::pages::INDEX;
use crate::pages::{Page, RETIRED, Template, reserve_index};
use crate::reference::Entries;
use crate::targets::typescript::handling;

/// The pages of a catalog. Paths are relative to the catalog's folder.
pub(in crate::targets) struct Pages<'a> {
    /// The catalog.
    pub(in crate::targets) catalog: &'a Catalog,
    /// What the program that handles its errors imports.
    packages: Packages<'a>,
    /// What the entries of its codes say.
    pub(in crate::targets) entries: Entries<'a>,
    /// How the reference is split.
    pub(in crate::targets) layout: Layout,
    /// Every code by its name and by what goes over the wire.
    codes: BTreeMap<Cow<'a, str>, &'a Code>,
    /// The anchors that belong to codes: their names and former names.
    anchors: BTreeSet<Cow<'a, str>>,
    /// The path of an entry's page.
    entry: Template,
    /// The pages of entries whose names cannot be in that path.
    moved: BTreeMap<&'a str, String>,
    /// The page with what applies to the whole catalog.
    pub(in crate::targets) guide: String,
    /// The page that lists the operations of the API; the guide if everything is on one page.
    pub(in crate::targets) operations: String,
    /// The page that lists all codes by name.
    pub(in crate::targets) names: String,
    /// The page with the section, by its index in [`Catalog::sections`].
    sections: Vec<String>,
}

impl<'a> Pages<'a> {
    /// The pages in a folder of their own, so that docs URLs lead to them.
    pub(in crate::targets) fn new(catalog: &'a Catalog, packages: Packages<'a>) -> Pages<'a> {
        let layout = catalog.docs.layout;
        let entry = Template::of(catalog, layout);
        Pages::plan(catalog, packages, layout, entry, &mut Paths::new())
    }

    /// The pages in a folder with other files that docs URLs lead to, with a page for each code.
    pub(in crate::targets) fn among(
        catalog: &'a Catalog,
        packages: Packages<'a>,
        paths: &mut Paths<Page<'a>>,
    ) -> Pages<'a> {
        let layout = Layout::PagePerCode;
        let entry = Template { fixed: false, ..Template::of(catalog, layout) };
        Pages::plan(catalog, packages, layout, entry, paths)
    }

    /// Chooses every path once. Those that docs URLs lead to come first; the others avoid them.
    fn plan(
        catalog: &'a Catalog,
        packages: Packages<'a>,
        layout: Layout,
        entry: Template,
        paths: &mut Paths<Page<'a>>,
    ) -> Pages<'a> {
        // Where texts name what goes over the wire, they mean the first code that sends it.
        let mut codes: BTreeMap<Cow<'a, str>, &'a Code> = BTreeMap::new();
        for code in &catalog.codes {
            codes.insert(code.name.as_str().into(), code);
        }
        for code in catalog.codes.iter().filter(|code| code.is_renamed()) {
            codes.entry(code.code.text()).or_insert(code);
        }
        let names = |code: &'a Code| [&code.name].into_iter().chain(&code.aliases);
        let anchors = catalog.codes.iter().flat_map(names).map(|name| page_name(name)).collect();
        reserve_index(paths);
        // The check of the registry reports clashes.
        entry.claim(catalog, paths, &mut Vec::new());
        let folder = entry.folder();
        let ids = catalog.sections_with_ids().map(|(at, section)| (at, section.id.as_str()));
        let sections: Vec<String> = ids
            .map(|(at, id)| match layout {
                Layout::OnePage => entry.path.clone(),
                Layout::PagePerSection if entry.fixed => entry.fill(id, ""),
                _ => paths.free(folder, id, ".md", Page::Section(at)),
            })
            .collect();
        let mut free = |name| paths.free(folder, name, ".md", Page::Other);
        let (guide, operations, names) = match layout {
            Layout::OnePage => (entry.path.clone(), entry.path.clone(), entry.path.clone()),
            _ => (INDEX.to_owned(), free("operations"), free("all-codes")),
        };
        let moved = if layout == Layout::PagePerCode && !entry.fixed {
            entry.place_entries(catalog, paths, ".md")
        } else {
            BTreeMap::new()
        };
        let entries = Entries::of(catalog);
        Pages {
            catalog,
            packages,
            entries,
            layout,
            codes,
            anchors,
            entry,
            moved,
            guide,
            operations,
            names,
            sections,
        }
    }

    /// The order in which a client handles the errors, as a program; none if the catalog has no order.
    pub(in crate::targets) fn program(&self) -> Option<String> {
        let handling = self.catalog.handling.as_ref()?;
        Some(handling::program(self.catalog, handling, self.packages.typescript))
    }

    /// The page with a section.
    pub(in crate::targets) fn section(&self, section: SectionId) -> &str {
        &self.sections[section.index()]
    }

    /// The page of a code, live or retired, if each code has one.
    pub(in crate::targets) fn own_page(
        &self,
        section: Option<SectionId>,
        code: &str,
    ) -> Option<String> {
        (self.layout == Layout::PagePerCode).then(|| {
            let section = section.map(|section| self.catalog[section].id.as_str());
            let moved = self.moved.get(code).cloned();
            moved.unwrap_or_else(|| self.entry.fill(section.unwrap_or(RETIRED), code))
        })
    }

    /// The page with the entry of a code.
    pub(in crate::targets) fn page_of(&self, code: &Code) -> String {
        let own = self.own_page(Some(code.section), &code.name);
        own.unwrap_or_else(|| self.section(code.section).to_owned())
    }

    /// The code of this name.
    pub(in crate::targets) fn code(&self, code: &str) -> Option<&'a Code> {
        self.codes.get(code).copied()
    }

    /// A link from a page to a code's entry: its page, or its anchor on a page with others.
    pub(in crate::targets) fn to_code(&self, from: &str, code: &Code) -> String {
        match self.own_page(Some(code.section), &code.name) {
            Some(page) => link(from, &page, None),
            None => link(from, self.section(code.section), Some(&page_name(&code.name))),
        }
    }

    /// Every code in the order of their names.
    pub(in crate::targets) fn by_name(&self) -> impl Iterator<Item = &'a Code> {
        self.codes.values().copied()
    }

    /// A link from a page to a section.
    pub(in crate::targets) fn to_section(&self, from: &str, section: SectionId) -> String {
        let page = self.section(section);
        let id = self.section_id(section);
        link(from, page, id.as_deref())
    }

    /// The anchor of a section; none if it has its own page.
    pub(in crate::targets) fn section_id(&self, section: SectionId) -> Option<String> {
        let is_anchor = self.layout == Layout::OnePage;
        is_anchor.then(|| self.id("section", &self.catalog[section].id))
    }

    /// The anchor of something other than a code, different from those of codes.
    pub(in crate::targets) fn id(&self, kind: &str, name: &str) -> String {
        let mut id = format!("{kind}-{name}");
        while self.anchors.contains(id.as_str()) {
            id.push('-');
        }
        id
    }

    /// The words of a heading.
    ///
    /// Viewers derive an anchor from a heading's words. If it is the same as the anchor of a code,
    /// links to the code would lead to the heading, so `kind` is added before the words.
    pub(in crate::targets) fn heading<'w>(&self, kind: &str, words: &'w str) -> Cow<'w, str> {
        if slugs(words).iter().any(|slug| self.anchors.contains(slug.as_str())) {
            format!("{kind}: {words}").into()
        } else {
            words.into()
        }
    }

    /// The heading of a code's entry.
    pub(in crate::targets) fn code_heading<'w>(&self, code: &'w str) -> Cow<'w, str> {
        let is_slug = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if code.chars().all(is_slug) { code.into() } else { self.heading("Code", code) }
    }
}

/// The anchors that viewers derive from a heading: GitHub drops punctuation, `VitePress` turns it
/// into hyphens.
fn slugs(words: &str) -> [String; 2] {
    let words = words.to_lowercase();
    let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let dropped = words.chars().filter(is_kept).map(|c| if c == ' ' { '-' } else { c }).collect();
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    [dropped, parts.collect::<Vec<_>>().join("-")]
}

/// A relative link from one page of a catalog to another, or to an anchor on either.
pub(in crate::targets) fn link(from: &str, to: &str, id: Option<&str>) -> String {
    let mut out = String::with_capacity(to.len() + 24);
    if from != to || id.is_none() {
        let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
        let common = from.as_bytes()[..same].iter().rposition(|byte| *byte == b'/');
        let common = common.map_or(0, |slash| slash + 1);
        out.extend(from[common..].matches('/').map(|_| "../"));
        for (index, segment) in to[common..].split('/').enumerate() {
            if index > 0 {
                out.push('/');
            }
            out.extend(utf8_percent_encode(segment, NOT_UNRESERVED));
        }
    }
    if let Some(id) = id {
        out.push('#');
        out.extend(utf8_percent_encode(id, NOT_UNRESERVED));
    }
    out
}
