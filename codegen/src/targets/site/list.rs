//! Pages that list codes: those of a section, and all of a catalog.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::guide::counts;
use super::html::{Prose, safe};
use super::place::Places;
use super::retry_label;
use crate::model::{Code, Layout, Reference, Table};
use crate::targets::RenderError;
use crate::targets::markdown::pages::link;

/// Renders the page of a section.
pub(super) fn section(
    environment: &Environment<'_>,
    places: &Places<'_>,
    index: usize,
    chrome: Value,
) -> Result<String, RenderError> {
    let section = &places.catalog.sections[index];
    let prose = Prose { places, page: &places.sections[index], own: None };
    let lands = lands(places, Layout::PagePerSection);
    let rows = places.catalog.codes_in(section);
    let rows = rows.map(|(code, entry)| row(prose, code, entry.reference.as_ref(), lands));
    let table = |table: &Table| {
        context! {
            title => table.title.clone(),
            description => prose.optional(table.description.as_ref()),
            columns => prose.lines(&table.columns),
            rows => table.rows.iter().map(|row| prose.lines(row)).collect::<Vec<_>>(),
        }
    };
    let context = context! {
        description => prose.optional(section.description.as_ref()),
        sources => prose.lines(&section.sources),
        rows => rows.collect::<Vec<_>>(),
        notes => prose.lines(&section.notes),
        tables => section.tables.iter().map(table).collect::<Vec<_>>(),
        ..chrome
    };
    Ok(environment.get_template("section")?.render(context)?)
}

/// Renders the page of all codes.
pub(super) fn all_codes(
    environment: &Environment<'_>,
    places: &Places<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = places.catalog;
    let prose = Prose { places, page: &places.names, own: None };
    let lands = lands(places, Layout::OnePage);
    let sections = catalog.sections.iter().enumerate().filter_map(|(index, section)| {
        let codes = catalog.codes_in(section).filter(|(_, entry)| entry.reference.is_none());
        let rows: Vec<Value> = codes.map(|(code, _)| row(prose, code, None, lands)).collect();
        let href = link(prose.page, &places.sections[index], None);
        let id = format!("_section-{}", section.id);
        (!rows.is_empty()).then(|| context! { id, href, title => section.title.clone(), rows })
    });
    let context = context! {
        counts => counts(catalog),
        sections => sections.collect::<Vec<_>>(),
        retired => super::guide::retired(prose),
        ..chrome
    };
    Ok(environment.get_template("codes")?.render(context)?)
}

/// The codes of the catalog, for the first page if docs URLs lead to it.
pub(super) fn on_index(prose: Prose<'_>) -> Vec<Value> {
    let codes = prose.places.catalog.codes.iter();
    codes.map(|code| row(prose, code, None, true)).collect()
}

/// Whether docs URLs lead to pages of this kind.
fn lands(places: &Places<'_>, layout: Layout) -> bool {
    places.catalog.docs.url.is_some() && places.catalog.docs.layout == layout
}

/// A code in a list; with what to do about it if its docs URL leads there.
fn row(prose: Prose<'_>, code: &Code, reference: Option<&Reference>, lands: bool) -> Value {
    let places = prose.places;
    let own = reference.is_none();
    let words = |text: Option<&_>| text.map(|text| safe(prose.inline(text)));
    let noted = |note: Option<&'_ _>, own: Option<&'_ _>| words(note.or(own));
    let full = own && lands;
    let empty = Reference::default();
    let note = reference.unwrap_or(&empty);
    context! {
        ids => places.anchors(code),
        href => places.to_code(prose.page, code),
        code => code.code.clone(),
        status => places.statuses(code),
        retry => code.retry.map(retry_label),
        deprecated => code.deprecated.is_some(),
        description => noted(note.description.as_ref(), Some(&code.description)),
        cause => noted(note.cause.as_ref(), code.cause.as_ref().filter(|_| full)),
        resolution => noted(note.resolution.as_ref(), code.resolution.as_ref().filter(|_| full)),
        defined_in => (!own).then(|| context! {
            href => link(prose.page, &places.sections[code.section], None),
            title => places.catalog.sections[code.section].title.clone(),
        }),
    }
}
