//! What applies to a whole catalog: its counts, names, statuses, categories and actions.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::envelope;
use super::escape::{self, Place, inline_code};
use super::handling;
use super::operation;
use super::pages::{Pages, link};
use super::prose::Prose;
use super::section::cell;
use crate::model::{Action, Catalog, Category, Code, NamingException, Retired, Section};
use crate::names;
use crate::status;
use crate::words::count;

/// A catalog as the templates see it; every text is escaped.
#[derive(Serialize)]
pub(super) struct View {
    title: String,
    description: String,
    /// The numbers of codes and sections.
    counts: String,
    /// Where the entries are published.
    published: Option<String>,
    sections: Vec<SectionRow>,
    /// Whether some section lists a code that another defines.
    has_references: bool,
    total: usize,
    naming: Naming,
    envelope: envelope::View,
    has_statuses: bool,
    statuses: Statuses,
    /// Whether some category has a title that is not derived from its name.
    has_titles: bool,
    categories: Vec<CategoryRow>,
    actions: Vec<ActionRow>,
    operations: Option<operation::View>,
    handling: Option<handling::View>,
    never_includes: Vec<String>,
    related: Vec<String>,
    retired: Vec<RetiredRow>,
}

#[derive(Serialize)]
struct SectionRow {
    /// Set on the first section of a group.
    group: String,
    link: String,
    codes: usize,
    references: usize,
    description: String,
}

#[derive(Serialize)]
struct Naming {
    style: String,
    convention: String,
    pattern: String,
    exceptions: Vec<Exception>,
}

#[derive(Serialize)]
struct Exception {
    reason: String,
    codes: String,
}

#[derive(Serialize)]
struct Statuses {
    rows: Vec<StatusRow>,
    /// Whether the registry documents the meaning of some status.
    has_meanings: bool,
    /// Whether some code is counted for more than one status.
    has_several: bool,
}

#[derive(Serialize)]
struct StatusRow {
    status: String,
    meaning: String,
    codes: usize,
}

#[derive(Serialize)]
struct CategoryRow {
    id: String,
    title: String,
    statuses: String,
    description: String,
    codes: usize,
}

#[derive(Serialize)]
struct ActionRow {
    title: String,
    description: String,
    codes: usize,
}

#[derive(Serialize)]
pub(super) struct RetiredRow {
    code: String,
    since: String,
    replaced_by: String,
    reason: String,
}

/// What applies to the whole catalog, for one of its pages.
pub(super) fn view(pages: &Pages<'_>, page: &str) -> View {
    let catalog = pages.catalog;
    let prose = Prose { pages, page, own: None };
    View {
        title: pages.heading("Reference", &catalog.title),
        description: catalog.description.as_ref().map(|t| prose.block(t)).unwrap_or_default(),
        counts: counts(catalog),
        published: published(catalog),
        sections: sections(prose),
        has_references: catalog.sections.iter().any(|section| section.references() > 0),
        total: catalog.codes.len(),
        naming: naming(prose),
        envelope: envelope::view(prose),
        has_statuses: pages.has_statuses,
        statuses: statuses(prose),
        has_titles: catalog.categories.iter().any(|c| c.title != names::title(&c.id)),
        categories: categories(prose),
        actions: actions(prose),
        operations: operation::view(prose),
        handling: catalog.handling.as_ref().map(|handling| handling::view(prose, handling)),
        never_includes: prose.lines(&catalog.never_includes),
        related: catalog.related.iter().map(|link| prose.link(link)).collect(),
        retired: catalog.retired.iter().map(|retired| retired_row(prose, retired)).collect(),
    }
}

/// The docs URL of a catalog's entries, escaped.
pub(super) fn published(catalog: &Catalog) -> Option<String> {
    let mut out = String::new();
    escape::code(&mut out, catalog.docs.url.as_deref()?, Place::Cell);
    Some(out)
}

/// The numbers of codes and sections of a catalog.
pub(in crate::targets) fn counts(catalog: &Catalog) -> String {
    let codes = count(catalog.codes.len(), "code");
    let sections = count(catalog.sections.len(), "section");
    match catalog.codes.iter().filter(|code| code.deprecated.is_some()).count() {
        0 => format!("{codes} in {sections}"),
        deprecated => format!("{codes} ({deprecated} deprecated) in {sections}"),
    }
}

fn sections(prose: Prose<'_>) -> Vec<SectionRow> {
    let sections = &prose.pages.catalog.sections;
    let row = |(index, section): (usize, &Section)| {
        let group = section.group.as_deref();
        let is_first = index == 0 || sections[index - 1].group.as_deref() != group;
        let title = cell(&section.title);
        let references = section.references();
        SectionRow {
            group: group.filter(|_| is_first).map(cell).unwrap_or_default(),
            link: format!("[{title}]({})", prose.pages.to_section(prose.page, index)),
            codes: section.entries.len() - references,
            references,
            description: section.description.as_ref().map(|t| prose.cell(t)).unwrap_or_default(),
        }
    };
    sections.iter().enumerate().map(row).collect()
}

/// The number of codes for each name, such as that of their category.
pub(in crate::targets) fn tally<'a>(
    catalog: &'a Catalog,
    name: impl Fn(&'a Code) -> Option<&'a str>,
) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in catalog.codes.iter().filter_map(name) {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

fn naming(prose: Prose<'_>) -> Naming {
    let naming = &prose.pages.catalog.naming;
    let exception = |exception: &NamingException| Exception {
        reason: prose.inline(&exception.reason),
        codes: prose.codes(&exception.codes),
    };
    Naming {
        style: inline_code(&naming.style.to_string()),
        convention: naming.convention.as_ref().map(|t| prose.block(t)).unwrap_or_default(),
        pattern: naming.pattern.as_deref().map(inline_code).unwrap_or_default(),
        exceptions: naming.exceptions.iter().map(exception).collect(),
    }
}

fn statuses(prose: Prose<'_>) -> Statuses {
    let catalog = prose.pages.catalog;
    let mut rows: BTreeMap<u16, (String, usize)> = BTreeMap::new();
    for status in &catalog.statuses {
        rows.insert(status.status, (prose.cell(&status.meaning), 0));
    }
    for status in catalog.codes.iter().flat_map(|code| &code.status) {
        rows.entry(*status).or_default().1 += 1;
    }
    let row = |(status, (meaning, codes))| StatusRow {
        status: status::with_reason(status),
        meaning,
        codes,
    };
    let mut rows: Vec<StatusRow> = rows.into_iter().map(row).collect();
    let without = catalog.codes.iter().filter(|code| code.status.is_empty()).count();
    if without > 0 && prose.pages.has_statuses {
        let status = "none documented".to_owned();
        rows.push(StatusRow { status, meaning: String::new(), codes: without });
    }
    Statuses {
        rows,
        has_meanings: !catalog.statuses.is_empty(),
        has_several: catalog.codes.iter().any(|code| code.status.len() > 1),
    }
}

fn categories(prose: Prose<'_>) -> Vec<CategoryRow> {
    let catalog = prose.pages.catalog;
    let counts = tally(catalog, |code| code.category.as_deref());
    let row = |category: &Category| {
        let mut id = String::new();
        escape::anchor(&mut id, &prose.pages.id("category", &category.id));
        escape::code(&mut id, &category.id, Place::Cell);
        let statuses: Vec<String> = category.status.iter().map(u16::to_string).collect();
        CategoryRow {
            id,
            title: cell(&category.title),
            statuses: statuses.join(", "),
            description: category.description.as_ref().map(|t| prose.cell(t)).unwrap_or_default(),
            codes: counts.get(category.id.as_str()).copied().unwrap_or_default(),
        }
    };
    catalog.categories.iter().map(row).collect()
}

fn actions(prose: Prose<'_>) -> Vec<ActionRow> {
    let catalog = prose.pages.catalog;
    let counts = tally(catalog, |code| code.action.as_deref());
    let row = |action: &Action| {
        let mut title = String::new();
        escape::anchor(&mut title, &prose.pages.id("action", &action.id));
        title.push_str(&cell(&action.title));
        ActionRow {
            title,
            description: prose.cell(&action.description),
            codes: counts.get(action.id.as_str()).copied().unwrap_or_default(),
        }
    };
    catalog.actions.iter().map(row).collect()
}

fn retired_row(prose: Prose<'_>, retired: &Retired) -> RetiredRow {
    let own = prose.pages.own_page(None, &retired.code);
    let mut code = String::new();
    escape::anchor(&mut code, &retired.code);
    match own {
        Some(page) => {
            let link = link(prose.page, &page, None);
            let _ = write!(code, "[{}]({link})", inline_code(&retired.code));
        }
        None => escape::code(&mut code, &retired.code, Place::Cell),
    }
    RetiredRow {
        code,
        since: retired.since.as_deref().map(cell).unwrap_or_default(),
        replaced_by: retired.replaced_by.as_deref().map(|c| prose.code(c)).unwrap_or_default(),
        reason: prose.cell(&retired.reason),
    }
}
