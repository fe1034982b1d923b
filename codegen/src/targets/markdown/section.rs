//! The codes of a section: a table of them, and their entries if they are on the same page.

use std::fmt::Write;

use super::links::On;
use super::pages::Pages;
use super::write;
use crate::address::page_name;
use crate::dialect::{At, anchor};
use crate::model::{Catalog, Code, CodeId, Entry, Layout, SectionId};
use crate::pages;
use crate::reference::{
    Fact, Output, Phrase, Piece, Table, To, about, above, below, column, glance, mark,
    section_codes, statuses_of, words,
};

/// Writes a section below its heading, with the headings in it at `level`.
pub(super) fn body(out: &mut String, pages: &Pages<'_>, id: SectionId, level: usize) {
    let catalog = pages.catalog;
    let section = &catalog[id];
    let on = On { pages, page: pages.section(id), own: None };
    let mut glance = glance(&pages.entries, section, section_codes(catalog, section));
    let operations = !glance.operations.is_empty();
    let beside = |entry: &Entry| {
        let here = entry.reference.is_none() && pages.layout != Layout::PagePerCode;
        here.then(|| pages.entries.beside_row(entry.code, Output::Markdown, operations))
    };
    let entries: Vec<_> = section.entries.iter().map(beside).collect();
    let mut blocks = above(section);
    if !entries.is_empty() {
        let marks = section.entries.iter().zip(&entries).map(|(entry, items)| {
            let code = &catalog[entry.code];
            match items {
                // A row that says everything is the entry.
                Some(items) if items.is_empty() => pages::anchors(catalog, code),
                Some(_) => Vec::new(),
                None if on.page == pages.page_of(code) => Vec::new(),
                None => vec![page_name(&code.name).into_owned()],
            }
        });
        mark(&mut glance.table, marks);
        blocks.extend(glance.blocks());
    }
    blocks.extend(below(section));
    write(&on, level).blocks(out, &blocks);
    for (entry, items) in section.entries.iter().zip(entries) {
        let Some(items) = items.filter(|items| !items.is_empty()) else { continue };
        let code = &catalog[entry.code];
        anchors(out, catalog, code);
        let heading = pages.code_heading(&code.name);
        let _ = write!(out, "\n\n{:#<1$} ", "", level);
        write(&on, level).words(out, &heading, At::Inline, true);
        out.push_str("\n\n");
        let own = On { own: Some(&code.name), ..on };
        write(&own, 0).entry(out, &items);
    }
}

/// Writes the entry of a code, below its heading.
pub(super) fn write_entry(out: &mut String, pages: &Pages<'_>, page: &str, id: CodeId) {
    let on = On { pages, page, own: Some(&pages.catalog[id].name) };
    write(&on, 0).entry(out, &pages.entries.entry(id, Output::Markdown));
}

/// Writes the anchors of a code's entry.
pub(super) fn anchors(out: &mut String, catalog: &Catalog, code: &Code) {
    for id in pages::anchors(catalog, code) {
        anchor(out, &id);
    }
}

/// All codes of a catalog by name, with what each is about and its section.
pub(super) fn by_name<'a>(pages: &Pages<'a>) -> Table<'a> {
    let catalog = pages.catalog;
    let rows = pages.by_name().map(|code| {
        let mut name: Phrase<'_> = vec![Piece::Name(&code.name)];
        name.extend(code.deprecated.is_some().then(|| words(" (deprecated)")));
        let mut cells = vec![name];
        cells.extend(pages.entries.has_statuses.then(|| statuses_of(&code.status)));
        cells.push(vec![about(code)]);
        let title = &catalog[code.section].title;
        cells.push(vec![Piece::Link(title.into(), To::Section(code.section))]);
        cells
    });
    let mut columns = vec![column("Code")];
    columns.extend(pages.entries.has_statuses.then(|| column(Fact::Status.label())));
    columns.extend([column("About"), column(Fact::Section.label())]);
    Table { title: "All codes by name".into(), columns, rows: rows.collect() }
}
