//! Where everything is: which page and which anchor, and the links between them.

use std::collections::{BTreeMap, BTreeSet};

use super::escape::{inline, percent};
use crate::model::{Catalog, Code, Layout};

/// The first page of a catalog.
///
/// Not `index.md`: GitHub shows `README.md` below a folder's list of files, and mdBook, `MkDocs`,
/// Docusaurus and Jekyll all use it as the folder's index. Only `VitePress` needs a setting
/// (`rewrites`).
pub(in crate::target) const INDEX: &str = "README.md";

/// The pages of a catalog. Paths are relative to the catalog's folder.
pub(in crate::target) struct Pages<'a> {
    /// The catalog.
    pub(in crate::target) catalog: &'a Catalog,
    /// Every code with its index in [`Catalog::codes`].
    codes: BTreeMap<&'a str, usize>,
    /// The anchors that belong to codes: their names and former names.
    anchors: BTreeSet<&'a str>,
    /// The path of an entry's page: the end of the docs URL, with its placeholders.
    entry: String,
    /// The page with what applies to the whole catalog.
    pub(in crate::target) guide: String,
    /// The page that lists the operations of the API; the guide if everything is on one page.
    pub(in crate::target) operations: String,
    /// The folder of the pages other than the index and entries.
    folder: &'static str,
    /// The page with the section, by its index in [`Catalog::sections`].
    sections: Vec<String>,
    /// Whether any code documents a status; if none does, the pages do not mention statuses.
    pub(in crate::target) has_statuses: bool,
}

impl<'a> Pages<'a> {
    pub(in crate::target) fn new(catalog: &'a Catalog) -> Pages<'a> {
        let codes = catalog.codes.iter().enumerate();
        let codes = codes.map(|(index, code)| (code.code.as_str(), index)).collect();
        let names = |code: &'a Code| [&code.code].into_iter().chain(&code.aliases);
        let anchors = catalog.codes.iter().flat_map(names).map(String::as_str).collect();
        let entry = entry_path(catalog);
        let one_page = catalog.docs.layout == Layout::OnePage;
        let guide = if one_page { entry.clone() } else { INDEX.to_owned() };
        // Section pages would be in the way of code pages that are next to the index.
        let folder = if entry.starts_with("{code}") { "sections/" } else { "" };
        let page = |id: &str| match catalog.docs.layout {
            Layout::OnePage => entry.clone(),
            Layout::PagePerSection => entry.replace("{section}", id),
            Layout::PagePerCode => format!("{folder}{id}.md"),
        };
        let sections: Vec<String> =
            catalog.sections.iter().map(|section| page(&section.id)).collect();
        let operations =
            if one_page { guide.clone() } else { beside(&sections, folder, "operations") };
        let has_statuses = catalog.codes.iter().any(|code| !code.status.is_empty());
        Pages { catalog, codes, anchors, entry, guide, operations, folder, sections, has_statuses }
    }

    /// Whether the whole reference is on the first page.
    pub(in crate::target) fn is_on_index(&self) -> bool {
        self.catalog.docs.layout == Layout::OnePage && self.guide == INDEX
    }

    /// The path of an entry's page, with its placeholders.
    pub(in crate::target) fn entry(&self) -> &str {
        &self.entry
    }

    /// The page with a section.
    pub(in crate::target) fn section(&self, section: usize) -> &str {
        &self.sections[section]
    }

    /// The page of a code, live or retired, if each code has one.
    pub(in crate::target) fn own_page(&self, section: Option<usize>, code: &str) -> Option<String> {
        (self.catalog.docs.layout == Layout::PagePerCode).then(|| {
            let section = section.map_or("retired", |section| &self.catalog.sections[section].id);
            self.entry.replace("{section}", section).replace("{code}", code)
        })
    }

    /// The page with the entry of a code.
    pub(in crate::target) fn page_of(&self, code: &Code) -> String {
        let own = self.own_page(Some(code.section), &code.code);
        own.unwrap_or_else(|| self.section(code.section).to_owned())
    }

    /// The code of this name.
    pub(in crate::target) fn code(&self, code: &str) -> Option<&'a Code> {
        self.codes.get(code).map(|index| &self.catalog.codes[*index])
    }

    /// A link from a page to a code's entry: its page, or its anchor on a page with others.
    pub(in crate::target) fn to_code(&self, from: &str, code: &Code) -> String {
        match self.own_page(Some(code.section), &code.code) {
            Some(page) => link(from, &page, None),
            None => link(from, self.section(code.section), Some(&code.code)),
        }
    }

    /// Every code in the order of their names.
    pub(in crate::target) fn by_name(&self) -> impl Iterator<Item = &'a Code> {
        self.codes.values().map(|index| &self.catalog.codes[*index])
    }

    /// The page that lists all codes by name.
    pub(in crate::target) fn names(&self) -> String {
        beside(&self.sections, self.folder, "all-codes")
    }

    /// A link from a page to a section.
    pub(in crate::target) fn to_section(&self, from: &str, section: usize) -> String {
        let page = self.section(section);
        let id = self.section_id(section);
        link(from, page, id.as_deref())
    }

    /// The anchor of a section; none if it has its own page.
    pub(in crate::target) fn section_id(&self, section: usize) -> Option<String> {
        let is_anchor = self.catalog.docs.layout == Layout::OnePage;
        is_anchor.then(|| self.id("section", &self.catalog.sections[section].id))
    }

    /// The anchor of something other than a code, different from those of codes.
    pub(in crate::target) fn id(&self, kind: &str, name: &str) -> String {
        let mut id = format!("{kind}-{name}");
        while self.anchors.contains(id.as_str()) {
            id.push('-');
        }
        id
    }

    /// The words of a heading, escaped.
    ///
    /// Viewers derive an anchor from a heading's words. If it is the same as the anchor of a code,
    /// links to the code would lead to the heading, so `kind` is added before the words.
    pub(in crate::target) fn heading(&self, kind: &str, words: &str) -> String {
        if slugs(words).iter().any(|slug| self.anchors.contains(slug.as_str())) {
            format!("{kind}: {}", inline(words))
        } else {
            inline(words)
        }
    }

    /// The heading of a code's entry, escaped.
    pub(in crate::target) fn code_heading(&self, code: &str) -> String {
        let is_slug = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if code.chars().all(is_slug) { inline(code) } else { self.heading("Code", code) }
    }
}

/// The path of a page in the folder of the sections: with this name, or a similar one that is free.
fn beside(sections: &[String], folder: &str, name: &str) -> String {
    let mut page = format!("{folder}{name}.md");
    while sections.contains(&page) {
        page.insert_str(folder.len(), "the-");
    }
    page
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

/// The former names of a code that can have a page: not those that differ from it only in case,
/// which many file systems cannot keep apart.
pub(in crate::target) fn aliases_with_pages(code: &Code) -> impl Iterator<Item = &String> {
    code.aliases.iter().filter(|alias| !alias.eq_ignore_ascii_case(&code.code))
}

/// A relative link from one page of a catalog to another, or to an anchor on either.
pub(in crate::target) fn link(from: &str, to: &str, id: Option<&str>) -> String {
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
            percent(&mut out, segment);
        }
    }
    if let Some(id) = id {
        out.push('#');
        percent(&mut out, id);
    }
    out
}

/// The path of the pages with entries, with the docs URL's placeholders.
///
/// It is the end of the URL's path: the last segment, or everything from the first placeholder on.
/// Pages of codes get their own folder, so it also includes the segment before `{code}`.
fn entry_path(catalog: &Catalog) -> String {
    let url = catalog.docs.url.as_deref().unwrap_or_default();
    let is_name = |segment: &&str| !segment.trim_matches('.').is_empty();
    let segments: Vec<&str> = path(url).split('/').filter(is_name).collect();
    let placeholder = segments.iter().position(|segment| segment.contains('{'));
    let from = match placeholder {
        Some(at) if at + 1 == segments.len() && segments[at].contains("{code}") => {
            at.saturating_sub(1)
        }
        Some(at) => at,
        None => segments.len().saturating_sub(1),
    };
    let tail: String = segments[from..].join("/").chars().map(in_path).collect();
    match catalog.docs.layout {
        Layout::OnePage if matches!(tail.as_str(), "" | "index") => INDEX.to_owned(),
        Layout::PagePerSection if !tail.contains("{section}") => "{section}.md".to_owned(),
        Layout::PagePerCode if !tail.contains("{code}") => "codes/{code}.md".to_owned(),
        _ => format!("{tail}.md"),
    }
}

/// The path of a URL without outer slashes and without the extension that a site gives its pages.
fn path(url: &str) -> &str {
    let address = url.split(['#', '?']).next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = address.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    let ending = [".html", ".htm", ".md"].iter().find_map(|ending| path.strip_suffix(ending));
    ending.unwrap_or(path)
}

/// The character if file names can have it on every system, or else a hyphen.
fn in_path(character: char) -> char {
    match character {
        '/' | '{' | '}' | '_' | '-' | '.' | '~' => character,
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    }
}
