//! The codes of a section: a table of them, and their entries if they are on the same page.

use std::fmt::Write;

use super::links::On;
use super::pages::Pages;
use super::write;
use crate::dialect::{At, anchor};
use crate::model::{Catalog, Code, CodeId, Layout, Section, SectionId};
use crate::pages;
use crate::reference::{
    Block, Column, Entries, Fact, Output, Phrase, Piece, Table, To, above, below, column, row,
    statuses_of, words,
};

/// Writes a section below its heading, with the headings in it at `level`.
pub(super) fn body(out: &mut String, pages: &Pages<'_>, id: SectionId, level: usize) {
    let section = &pages.catalog[id];
    let on = On { pages, page: pages.section(id), own: None };
    let mut blocks = above(section);
    if !section.entries.is_empty() {
        blocks.push(Block::Table(table(&pages.entries, section)));
    }
    blocks.extend(below(section));
    write(&on, level).blocks(out, &blocks);
    if pages.layout == Layout::PagePerCode {
        return;
    }
    for entry in section.entries.iter().filter(|entry| entry.reference.is_none()) {
        let code = &pages.catalog[entry.code];
        anchors(out, pages.catalog, code);
        let heading = pages.code_heading(&code.code);
        let _ = write!(out, "\n\n{:#<1$} ", "", level);
        write(&on, level).words(out, &heading, At::Inline, true);
        out.push_str("\n\n");
        write_entry(out, pages, on.page, entry.code);
    }
}

/// Writes the entry of a code, below its heading.
pub(super) fn write_entry(out: &mut String, pages: &Pages<'_>, page: &str, id: CodeId) {
    let on = On { pages, page, own: Some(&pages.catalog[id].code) };
    write(&on, 0).entry(out, &pages.entries.entry(id, Output::Markdown));
}

/// Writes the anchors of a code's entry.
pub(super) fn anchors(out: &mut String, catalog: &Catalog, code: &Code) {
    for id in pages::anchors(catalog, code) {
        anchor(out, &id);
    }
}

/// The codes that a section defines or lists.
fn table<'a>(entries: &Entries<'a>, section: &'a Section) -> Table<'a> {
    let rows = entries.catalog.codes_in(section).map(|(code, entry)| {
        let row = row(entries, code, entry.reference.as_ref(), false);
        let mut cells = vec![vec![Piece::Anchor(To::Code(&code.code)), Piece::Name(&code.code)]];
        cells.extend(row.statuses.map(statuses_of));
        let mut about = row.description;
        for (fact, told) in row.more {
            about.extend([Piece::Break, Piece::Label(fact.label()), words(" ")]);
            about.extend(told);
        }
        if let Some(defined_in) = row.defined_in {
            about.push(Piece::Break);
            about.extend(defined_in);
        }
        if row.deprecated {
            about.push(words(" Deprecated."));
        }
        cells.push(about);
        cells
    });
    let columns = columns(entries, Fact::Description.label());
    Table { title: "Codes".into(), columns, rows: rows.collect() }
}

/// All codes of a catalog by name, with their sections.
pub(super) fn by_name<'a>(pages: &Pages<'a>) -> Table<'a> {
    let catalog = pages.catalog;
    let rows = pages.by_name().map(|code| {
        let mut name: Phrase<'_> = vec![Piece::Name(&code.code)];
        name.extend(code.deprecated.is_some().then(|| words(" (deprecated)")));
        let mut cells = vec![name];
        cells.extend(pages.entries.has_statuses.then(|| statuses_of(&code.status)));
        let title = &catalog[code.section].title;
        cells.push(vec![Piece::Link(title.into(), To::Section(code.section))]);
        cells
    });
    let columns = columns(&pages.entries, Fact::Section.label());
    Table { title: "All codes by name".into(), columns, rows: rows.collect() }
}

fn columns<'a>(entries: &Entries<'_>, last: &'a str) -> Vec<Column<'a>> {
    let mut columns = vec![column("Code")];
    columns.extend(entries.has_statuses.then(|| column(Fact::Status.label())));
    columns.push(column(last));
    columns
}
