//! The first page of a catalog, and the page of its operations.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::safe;
use super::links::{FIRST, On, Places};
use super::{list, search};
use crate::reference::{Block, Piece, To, contents, guide, operations, text};
use crate::targets::RenderError;

/// Renders the first page of a catalog.
pub(super) fn page(
    environment: &Environment<'_>,
    places: &Places<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = places.catalog;
    let on = On { places, page: FIRST, own: None };
    let blocks = |blocks: &[Block<'_>]| {
        let mut out = String::new();
        on.html().blocks(&mut out, blocks);
        safe(out)
    };
    let names = Piece::Link("All codes on one page".into(), To::Names);
    let mut sections = contents(catalog, false);
    sections.push(Block::Paragraph(vec![names]));
    let context = context! {
        description => catalog.description.as_ref().map(|told| {
            safe(on.html().paragraphs(&[text(told)]))
        }),
        sections => blocks(&sections),
        list => if places.is_landing { list::on_index(on) } else { Vec::new() },
        guide => blocks(&guide(catalog, true)),
        filters => search::filters(&[catalog]),
        ..chrome
    };
    Ok(environment.get_template("catalog")?.render(context)?)
}

/// Renders the page of the operations and the codes each returns.
pub(super) fn operations_page(
    environment: &Environment<'_>,
    places: &Places<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let on = On { places, page: &places.operations, own: None };
    let mut body = String::new();
    on.html().blocks(&mut body, &operations(places.catalog, false));
    let context = context! { body => safe(body), ..chrome };
    Ok(environment.get_template("operations")?.render(context)?)
}
