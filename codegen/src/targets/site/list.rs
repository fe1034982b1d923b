//! Pages that list codes: those of a section, and all of a catalog.

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::html::safe;
use super::links::{HtmlPages, On};
use crate::model::{Code, Reference, Section};
use crate::pages::anchors;
use crate::reference::{
    Block, Fact, Glance, Table, above, below, column, counts, glance, mark, retired, section_codes,
};
use crate::targets::RenderError;
use crate::targets::markdown::pages::link;

/// Renders the page of a section.
pub(super) fn section(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    index: usize,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = pages.catalog;
    let section = &catalog.sections[index];
    let on = On { pages, page: &pages.sections[index], own: None };
    let mut blocks = above(section);
    if !section.entries.is_empty() {
        blocks.extend(codes(pages, section, section_codes(catalog, section).collect()).blocks());
    }
    blocks.extend(below(section));
    let mut body = String::new();
    on.html().blocks(&mut body, &blocks);
    Ok(environment.get_template("section")?.render(context! { body => safe(body), ..chrome })?)
}

/// How many codes the page of all codes shows with all columns, at most. Of more, a browser would have
/// to read too much at once.
const AT_LENGTH: usize = 2_500;

/// Renders the page of all codes.
pub(super) fn all_codes(
    environment: &Environment<'_>,
    pages: &HtmlPages<'_>,
    chrome: Value,
) -> Result<String, RenderError> {
    let catalog = pages.catalog;
    let on = On { pages, page: &pages.names, own: None };
    let html = |blocks: Vec<Block<'_>>| {
        let mut out = String::new();
        on.html().blocks(&mut out, &blocks);
        safe(out)
    };
    let sections = catalog.sections.iter().enumerate().filter_map(|(index, section)| {
        let own = section_codes(catalog, section).filter(|(_, reference)| reference.is_none());
        let own: Vec<_> = own.collect();
        let href = link(on.page, &pages.sections[index], None);
        let id = format!("_section-{}", section.id);
        let title = section.title.clone();
        let shown = !own.is_empty();
        shown.then(|| {
            let mut glance = codes(pages, section, own);
            if catalog.codes.len() > AT_LENGTH {
                keep_short(&mut glance.table);
            }
            context! { id, href, title, codes => html(glance.blocks()) }
        })
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

/// Codes at a glance, each with the marks that links lead to.
fn codes<'a>(
    pages: &HtmlPages<'a>,
    section: &'a Section,
    codes: Vec<(&'a Code, Option<&'a Reference>)>,
) -> Glance<'a> {
    let marks: Vec<_> = codes.iter().map(|(code, _)| anchors(pages.catalog, code)).collect();
    let mut glance = glance(&pages.twins.entries, section, codes.into_iter());
    mark(&mut glance.table, marks.into_iter());
    glance
}

/// Leaves the columns by which readers find a code; the rest is on its page and that of its section.
fn keep_short(table: &mut Table<'_>) {
    let labels = ["Code", Fact::Status.label(), Fact::Description.label()];
    let kept: Vec<bool> =
        table.columns.iter().map(|known| labels.map(column).contains(known)).collect();
    let mut is_kept = kept.iter();
    table.columns.retain(|_| is_kept.next() == Some(&true));
    for row in &mut table.rows {
        let mut is_kept = kept.iter();
        row.retain(|_| is_kept.next() == Some(&true));
    }
}
