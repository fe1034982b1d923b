//! Pages that list codes: those of a section, and all of a catalog.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::safe;
use super::links::{HtmlPages, On};
use crate::model::{Code, Layout, Reference, Vocabulary};
use crate::pages::anchors;
use crate::reference::{above, below, counts, retired, row as row_of};
use crate::targets::RenderError;
use crate::targets::markdown::pages::link;

/// Renders the page of a section.
pub(super) fn section(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    index: usize,
    chrome: Value,
) -> Result<String, RenderError> {
    let section = &pages.catalog.sections[index];
    let on = On { pages, page: &pages.sections[index], own: None };
    let lands = lands(pages, Layout::PagePerSection);
    let rows = pages.catalog.codes_in(section);
    let rows = rows.map(|(code, entry)| row(on, code, entry.reference.as_ref(), lands));
    let [mut before, mut after] = [String::new(), String::new()];
    on.html().blocks(&mut before, &above(section));
    on.html().blocks(&mut after, &below(section));
    let context = context! {
        above => safe(before),
        rows => rows.collect::<Vec<_>>(),
        below => safe(after),
        ..chrome
    };
    Ok(environment.get_template("section")?.render(context)?)
}

/// Renders the page of all codes.
pub(super) fn all_codes(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = pages.catalog;
    let on = On { pages, page: &pages.names, own: None };
    let lands = lands(pages, Layout::OnePage);
    let sections = catalog.sections.iter().enumerate().filter_map(|(index, section)| {
        let codes = catalog.codes_in(section).filter(|(_, entry)| entry.reference.is_none());
        let rows: Vec<Value> = codes.map(|(code, _)| row(on, code, None, lands)).collect();
        let href = link(on.page, &pages.sections[index], None);
        let id = format!("_section-{}", section.id);
        (!rows.is_empty()).then(|| context! { id, href, title => section.title.clone(), rows })
    });
    let mut withdrawn = String::new();
    on.html().blocks(&mut withdrawn, &retired(catalog));
    let context = context! {
        counts => counts(catalog),
        sections => sections.collect::<Vec<_>>(),
        retired => safe(withdrawn),
        ..chrome
    };
    Ok(environment.get_template("codes")?.render(context)?)
}

/// The codes of the catalog, for the first page if docs URLs lead to it.
pub(super) fn on_index(on: On<'_>) -> Vec<Value> {
    on.pages.catalog.codes.iter().map(|code| row(on, code, None, true)).collect()
}

/// Whether docs URLs lead to pages of this kind.
fn lands(pages: &HtmlPages<'_>, layout: Layout) -> bool {
    pages.catalog.docs.url.is_some() && pages.catalog.docs.layout == layout
}

/// A code in a list; with what to do about it if its docs URL leads there.
fn row(on: On<'_>, code: &Code, reference: Option<&Reference>, lands: bool) -> Value {
    let row = row_of(&on.pages.twins.entries, code, reference, lands);
    let html = |phrase: &[_]| safe(on.html().inline(phrase));
    let more = row.more.iter().map(|(fact, told)| {
        context! {
            label => fact.label(),
            told => html(told),
        }
    });
    context! {
        ids => anchors(on.pages.catalog, code),
        href => on.pages.to_code(on.page, code),
        code => code.name.clone(),
        status => row.statuses.map(<[u16]>::to_vec),
        retry => code.retry.map(Vocabulary::label),
        deprecated => row.deprecated,
        description => html(&row.description),
        more => more.collect::<Vec<_>>(),
        defined_in => row.defined_in.map(|told| html(&told)),
    }
}
