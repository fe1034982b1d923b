//! Which files the pages of a catalog are, and those that docs URLs lead to above all.
//!
//! No other name would do for a page that a docs URL leads to, so the check of a registry asks,
//! before anything is rendered, whether it can have its file: see [`clashes`] and [`unportable`].
//! All other pages get names that are free: see [`Paths::free`].

use std::collections::{BTreeMap, BTreeSet};

use crate::address::page_name;
use crate::file_name::{Paths, fault};
use crate::model::{Catalog, Code, Layout, SectionId, fill};
use crate::placeholders;

/// The first page of a catalog.
///
/// Not `index.md`: GitHub shows `README.md` below a folder's list of files, and mdBook, `MkDocs`,
/// Docusaurus and Jekyll all use it as the folder's index. Only `VitePress` needs a setting
/// (`rewrites`).
pub(crate) const INDEX: &str = "README.md";

/// Another name that some site generators give to a folder's index.
const OTHER_INDEX: &str = "index.md";

/// The files of a site that are not pages, apart from the assets.
const SITE: [&str; 4] = ["errors.json", "errors.schema.json", "llms.txt", "sitemap.xml"];

/// The assets of a catalog on a site.
const ASSETS: [&str; 5] = ["style.css", "theme.js", "site.js", "tables.js", "search.js"];

/// A page of a catalog, or another file in its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page<'a> {
    /// The first page of the folder.
    Index,
    /// The page with all codes.
    Guide,
    /// The page of a section.
    Section(SectionId),
    /// The page of a code, of its former name, or of a retired code.
    Entry(&'a str),
    /// Any other.
    Other,
}

/// A page whose path another one has already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clash<'a> {
    pub(crate) page: Page<'a>,
    pub(crate) with: Page<'a>,
    /// The path in the catalog's folder.
    pub(crate) path: String,
}

/// A page with a path that some system cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unportable<'a> {
    pub(crate) page: Page<'a>,
    /// The part of the path.
    pub(crate) step: String,
    /// What is wrong with it.
    pub(crate) fault: &'static str,
}

/// The pages that docs URLs lead to and whose paths other pages have, in Markdown or on a site, each
/// once.
pub(crate) fn clashes(catalog: &Catalog) -> Vec<Clash<'_>> {
    let mut found = Vec::new();
    let own = Template::of(catalog, catalog.docs.layout);
    let mut markdown = Paths::new();
    reserve_index(&mut markdown);
    own.claim(catalog, &mut markdown, &mut found);
    own.published(&Ending::of(catalog)).claim(catalog, &mut site_paths(catalog), &mut found);
    let mut told = BTreeSet::new();
    found.retain(|clash| told.insert(clash.page));
    found
}

/// The pages that docs URLs lead to and whose paths some system cannot hold, each once. A part that
/// all of them share counts as the guide's.
pub(crate) fn unportable(catalog: &Catalog) -> Vec<Unportable<'_>> {
    let mut found = Vec::new();
    let own = Template::of(catalog, catalog.docs.layout);
    if !own.fixed {
        return found;
    }
    let html = own.published(&Ending::of(catalog)).path;
    let mut steps: Vec<&str> = own.path.split('/').chain(html.split('/')).collect();
    steps.sort_unstable();
    steps.dedup();
    let mut check = |page, step: String| {
        let fault = fault(&step);
        found.extend(fault.map(|fault| Unportable { page, step, fault }));
        fault.is_some()
    };
    for step in steps {
        // Nothing is wrong with this name in itself.
        if check(Page::Guide, fill(step, "x", "x")) {
            continue;
        }
        if placeholders::has(step, "code") {
            for (section, name) in entries(catalog) {
                for step in fill(step, section, name).split('/') {
                    check(Page::Entry(name), step.to_owned());
                }
            }
        } else if placeholders::has(step, "section") {
            for (id, section) in catalog.sections_with_ids() {
                // A section in a sub-folder has several steps.
                for step in fill(step, &section.id, "").split('/') {
                    check(Page::Section(id), step.to_owned());
                }
            }
        }
    }
    let mut told = BTreeSet::new();
    found.retain(|unportable| told.insert(unportable.page));
    found
}

/// What takes the place of the section's id in the paths of retired codes.
pub(crate) const RETIRED: &str = "retired";

/// The path of the pages with entries, with the docs URL's placeholders.
#[derive(Clone)]
pub(crate) struct Template {
    /// The path.
    pub(crate) path: String,
    /// Whether docs URLs lead there, so that no page can have another path.
    pub(crate) fixed: bool,
}

impl Template {
    /// The end of the docs URL's path: the last segment, or everything from the first placeholder
    /// on. Pages of codes get their own folder, so it also includes the segment before `{code}`.
    pub(crate) fn of(catalog: &Catalog, layout: Layout) -> Template {
        let url = catalog.docs.url.as_ref().map_or("", |url| url.template().path());
        let is_name = |segment: &&str| !segment.trim_matches('.').is_empty();
        let segments: Vec<&str> = path(url).split('/').filter(is_name).collect();
        let placeholder = segments.iter().position(|segment| segment.contains('{'));
        let from = match placeholder {
            Some(at) if at + 1 == segments.len() && placeholders::has(segments[at], "code") => {
                at.saturating_sub(1)
            }
            Some(at) => at,
            None => segments.len().saturating_sub(1),
        };
        let tail = in_path(&segments[from..].join("/"));
        let free = |path: &str| Template { path: path.to_owned(), fixed: false };
        match layout {
            Layout::OnePage if matches!(tail.as_str(), "" | "index") => free(INDEX),
            Layout::PagePerSection if !placeholders::has(&tail, "section") => free("{section}.md"),
            Layout::PagePerCode if !placeholders::has(&tail, "code") => free("codes/{code}.md"),
            _ => Template { path: format!("{tail}.md"), fixed: true },
        }
    }

    /// The path of the HTML pages for these Markdown pages.
    pub(crate) fn published(&self, ending: &Ending) -> Template {
        let path = match self.path.strip_suffix(".md") {
            _ if self.path == INDEX => "index.html".to_owned(),
            page => format!("{}{}", page.unwrap_or(&self.path), ending.0),
        };
        Template { path, fixed: self.fixed }
    }

    /// The path of the page with this code in this section.
    pub(crate) fn fill(&self, section: &str, code: &str) -> String {
        fill(&self.path, section, code)
    }

    /// The folder of the pages of sections, and of those next to them: pages of codes that are next
    /// to the index would be in their way.
    pub(crate) fn folder(&self) -> &'static str {
        if self.path.starts_with("{code") { "sections/" } else { "" }
    }

    /// Takes the paths of the pages that docs URLs lead to, and notes those that were taken before.
    pub(crate) fn claim<'a>(
        &self,
        catalog: &'a Catalog,
        paths: &mut Paths<Page<'a>>,
        clashes: &mut Vec<Clash<'a>>,
    ) {
        if !self.fixed {
            return;
        }
        let mut claim = |page, path: String| {
            if let Err(with) = paths.claim(&path, page) {
                clashes.push(Clash { page, with, path });
            }
        };
        if placeholders::has(&self.path, "code") {
            for (section, name) in entries(catalog) {
                claim(Page::Entry(name), self.fill(section, name));
            }
        } else if placeholders::has(&self.path, "section") {
            for (id, section) in catalog.sections_with_ids() {
                claim(Page::Section(id), self.fill(&section.id, ""));
            }
        } else {
            claim(Page::Guide, self.path.clone());
        }
    }

    /// Takes a path for each entry, and returns those that differ from this one.
    pub(crate) fn place_entries<'a>(
        &self,
        catalog: &'a Catalog,
        paths: &mut Paths<Page<'a>>,
        ending: &str,
    ) -> BTreeMap<&'a str, String> {
        let mut rest = Vec::new();
        for (section, name) in entries(catalog) {
            let path = self.fill(section, name);
            let fits = path.split('/').all(|step| fault(step).is_none());
            if !fits || paths.claim(&path, Page::Entry(name)).is_err() {
                rest.push(name);
            }
        }
        let place =
            |name| (name, paths.free("codes/", &page_name(name), ending, Page::Entry(name)));
        rest.into_iter().map(place).collect()
    }
}

/// Every name with a page of its own: those of codes, their former names and retired codes, each with
/// what stands for its section in paths.
pub(crate) fn entries(catalog: &Catalog) -> impl Iterator<Item = (&str, &str)> {
    let live = catalog.codes.iter().flat_map(|code| {
        let section = catalog[code.section].id.as_str();
        let names = [&code.name].into_iter().chain(aliases_with_pages(code));
        names.map(move |name| (section, name.as_str()))
    });
    live.chain(catalog.retired.iter().map(|retired| (RETIRED, retired.code.as_str())))
}

/// The former names of a code that can have a page: not those that differ from it only in case,
/// which many file systems cannot keep apart.
pub(crate) fn aliases_with_pages(code: &Code) -> impl Iterator<Item = &String> {
    code.aliases.iter().filter(|alias| !alias.eq_ignore_ascii_case(&code.name))
}

/// The anchors of a code's entry: its name and former names, each with the fragment of its docs URL
/// if that is another.
pub(crate) fn anchors(catalog: &Catalog, code: &Code) -> Vec<String> {
    let section = catalog[code.section].id.as_str();
    let mut anchors = Vec::with_capacity(1);
    for name in [&code.name].into_iter().chain(&code.aliases) {
        let own = page_name(name);
        let fragment = catalog.docs.url.as_ref().and_then(|url| url.anchor_of(section, name));
        let fragment = fragment.filter(|fragment| *fragment != own);
        for anchor in [own.into_owned()].into_iter().chain(fragment) {
            if !anchors.contains(&anchor) {
                anchors.push(anchor);
            }
        }
    }
    anchors
}

/// What the paths of published pages end in.
pub(crate) struct Ending(pub(crate) &'static str);

impl Ending {
    pub(crate) fn of(catalog: &Catalog) -> Ending {
        let Some(url) = &catalog.docs.url else { return Ending(".html") };
        let path = url.template().path();
        let ending = [".html", ".htm"].into_iter().find(|ending| path.ends_with(ending));
        // Every server finds the index of a folder, but few find a file without its extension.
        Ending(ending.unwrap_or("/index.html"))
    }
}

/// Takes the names that a folder's index has here or elsewhere.
pub(crate) fn reserve_index(paths: &mut Paths<Page<'_>>) {
    for index in [INDEX, OTHER_INDEX] {
        // Only an index has its name.
        let _ = paths.claim(index, Page::Index);
    }
}

/// The paths of a catalog's files that are always there.
pub(crate) fn site_paths<'a>(catalog: &Catalog) -> Paths<Page<'a>> {
    let mut paths = Paths::new();
    // All of them differ from each other.
    for index in ["index.html", INDEX] {
        let _ = paths.claim(index, Page::Index);
    }
    for file in SITE {
        let _ = paths.claim(file, Page::Other);
    }
    for asset in ASSETS {
        let _ = paths.claim(&format!("assets/{asset}"), Page::Other);
        // The folder of a catalog with this name may also have those of the whole site.
        if catalog.id == "assets" {
            let _ = paths.claim(asset, Page::Other);
        }
    }
    paths
}

/// The path of a page's URL without outer slashes and without the extension that a site gives its
/// pages.
fn path(url: &str) -> &str {
    let address = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = address.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    let ending = [".html", ".htm", ".md"].iter().find_map(|ending| path.strip_suffix(ending));
    ending.unwrap_or(path)
}

/// A path with hyphens for all characters that file names cannot have on every system. A placeholder
/// keeps the bar before its case.
fn in_path(path: &str) -> String {
    let mut within = false;
    let character = |character: char| {
        within = (within || character == '{') && character != '}';
        match character {
            '|' if within => character,
            '/' | '{' | '}' | '_' | '-' | '.' | '~' => character,
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        }
    };
    path.chars().map(character).collect()
}
