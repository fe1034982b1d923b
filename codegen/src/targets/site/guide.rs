//! The first page of a catalog, and the page of its operations.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::safe;
use super::links::{FIRST, HtmlPages, On};
use super::search;
use crate::model::Code;
use crate::pages::anchors;
use crate::reference::{
    AT_A_GLANCE, Block, Heading, Piece, To, codes_by_section, guide, operations, text,
};
use crate::targets::RenderError;
use crate::targets::markdown::pages::link;

/// Renders the first page of a catalog.
pub(super) fn page(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = pages.catalog;
    let on = On { pages, page: FIRST, own: None };
    let blocks = |blocks: &[Block<'_>]| {
        let mut out = String::new();
        on.html().blocks(&mut out, blocks);
        safe(out)
    };
    let names = Piece::Link("All codes on one page".into(), To::Names);
    let entries = &pages.twins.entries;
    let codes = if pages.is_landing {
        let marks = |code: &Code| anchors(catalog, code);
        codes_by_section(entries, usize::MAX, marks, vec![names])
    } else {
        codes_by_section(entries, AT_A_GLANCE, |_| Vec::new(), vec![names])
    };
    let guide = guide(catalog, true, pages.twins.program());
    let context = context! {
        contents => contents(pages, &guide),
        description => catalog.description.as_ref().map(|told| {
            safe(on.html().paragraphs(&[text(told)]))
        }),
        codes => blocks(&codes),
        guide => blocks(&guide),
        filters => search::filters(&[catalog]),
        ..chrome
    };
    Ok(environment.get_template("catalog")?.render(context)?)
}

/// What a catalog has: its sections, unless it has only one, and the parts of its first page.
fn contents(pages: &HtmlPages<'_>, guide: &[Block<'_>]) -> Vec<Value> {
    let sections = pages.catalog.sections.iter().zip(&pages.sections);
    let sections = sections.filter(|_| pages.catalog.sections.len() > 1);
    let sections = sections.map(
        |(section, page)| context! { title => &*section.title, href => link(FIRST, page, None) },
    );
    let parts = guide.iter().filter_map(|block| match block {
        Block::Heading(Heading { id: Some(id), words, .. }) => {
            Some(context! { title => words, href => link(FIRST, FIRST, Some(&format!("_{id}"))) })
        }
        _ => None,
    });
    sections.chain(parts).collect()
}

/// Renders the page of the operations and the codes each returns.
pub(super) fn operations_page(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let on = On { pages, page: &pages.operations, own: None };
    let mut body = String::new();
    on.html().blocks(&mut body, &operations(pages.catalog, false));
    let context = context! { body => safe(body), ..chrome };
    Ok(environment.get_template("operations")?.render(context)?)
}
