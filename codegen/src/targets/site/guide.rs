//! The first page of a catalog, and the page of its operations.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::safe;
use super::links::{FIRST, HtmlPages, On};
use super::search;
use crate::model::Code;
use crate::pages::anchors;
use crate::reference::{AT_A_GLANCE, Block, Piece, To, codes_by_section, guide, operations, text};
use crate::targets::RenderError;

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
    let mut codes = vec![Block::Paragraph(vec![names])];
    codes.extend(if pages.is_landing {
        let marks = |code: &Code| anchors(catalog, code);
        codes_by_section(&pages.twins.entries, usize::MAX, marks)
    } else {
        codes_by_section(&pages.twins.entries, AT_A_GLANCE, |_| Vec::new())
    });
    let context = context! {
        description => catalog.description.as_ref().map(|told| {
            safe(on.html().paragraphs(&[text(told)]))
        }),
        codes => blocks(&codes),
        guide => blocks(&guide(catalog, true, pages.twins.program())),
        filters => search::filters(&[catalog]),
        ..chrome
    };
    Ok(environment.get_template("catalog")?.render(context)?)
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
