//! A section: its description, its table of codes, its other tables and the entries.

use std::fmt::Write;

use serde::Serialize;

use super::entry;
use super::escape::{self, Place};
use super::pages::Pages;
use super::prose::Prose;
use crate::model::{Code, Layout, Reference, Section, Table};

/// A section as the templates see it; every text is escaped.
#[derive(Serialize)]
pub(super) struct View {
    /// The hashes of the headings of tables and entries.
    hashes: String,
    title: String,
    anchor: String,
    group: String,
    description: String,
    sources: Vec<String>,
    notes: Vec<String>,
    has_statuses: bool,
    /// The rows of the table of codes.
    rows: String,
    tables: Vec<TableView>,
    /// The entries of the codes, if they are on this page.
    entries: String,
}

#[derive(Serialize)]
struct TableView {
    title: String,
    description: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The section with this index, with its headings at `level` and below.
///
/// `listed` has the sections that list each code by reference.
pub(super) fn view(pages: &Pages<'_>, index: usize, level: usize, listed: &[Vec<usize>]) -> View {
    let page = pages.section(index);
    let section = &pages.catalog.sections[index];
    let prose = Prose { pages, page, own: None };
    let mut anchor = String::new();
    if let Some(id) = pages.section_id(index) {
        escape::anchor(&mut anchor, &id);
    }
    View {
        hashes: "#".repeat(level + 1),
        title: pages.heading("Section", &section.title),
        anchor,
        group: section.group.as_deref().map(|g| pages.heading("Group", g)).unwrap_or_default(),
        description: section.description.as_ref().map(|t| prose.block(t)).unwrap_or_default(),
        sources: prose.lines(&section.sources),
        notes: prose.lines(&section.notes),
        has_statuses: pages.has_statuses,
        rows: rows(prose, section),
        tables: section.tables.iter().map(|table| table_view(prose, table)).collect(),
        entries: entries(pages, index, level + 1, listed),
    }
}

fn table_view(prose: Prose<'_>, table: &Table) -> TableView {
    let cells = |cells: &[_]| cells.iter().map(|text| prose.cell(text)).collect();
    TableView {
        title: prose.pages.heading("Table", &table.title),
        description: table.description.as_ref().map(|t| prose.block(t)).unwrap_or_default(),
        columns: cells(&table.columns),
        rows: table.rows.iter().map(|row| cells(row)).collect(),
    }
}

fn rows(prose: Prose<'_>, section: &Section) -> String {
    let pages = prose.pages;
    let mut out = String::new();
    for (code, entry) in pages.catalog.codes_in(section) {
        out.push_str("| ");
        if pages.page_of(code) != prose.page {
            escape::anchor(&mut out, &code.code);
        }
        out.push('[');
        escape::code(&mut out, &code.code, Place::Cell);
        let _ =
            write!(out, "]({}) | {}", pages.to_code(prose.page, code), status_cell(pages, code));
        match &entry.reference {
            None => prose.write(&mut out, &code.description, Place::Cell),
            Some(reference) => by_reference(&mut out, prose, code, reference),
        }
        if code.deprecated.is_some() {
            out.push_str(" Deprecated.");
        }
        out.push_str(" |\n");
    }
    out
}

/// What a section says about a code that another defines.
fn by_reference(out: &mut String, prose: Prose<'_>, code: &Code, reference: &Reference) {
    let description = reference.description.as_ref().unwrap_or(&code.description);
    prose.write(out, description, Place::Cell);
    for (label, text) in [("Why", &reference.cause), ("What to do", &reference.resolution)] {
        if let Some(text) = text {
            let _ = write!(out, "<br/>**{label}:** ");
            prose.write(out, text, Place::Cell);
        }
    }
    let title = cell(&prose.pages.catalog.sections[code.section].title);
    let link = prose.pages.to_section(prose.page, code.section);
    let _ = write!(out, "<br/>Defined in [{title}]({link}).");
}

/// The cell with a code's statuses and the bar after it; empty if the table has no such column.
fn status_cell(pages: &Pages<'_>, code: &Code) -> String {
    if !pages.has_statuses {
        return String::new();
    }
    if code.status.is_empty() {
        return "none | ".to_owned();
    }
    let numbers: Vec<String> = code.status.iter().map(u16::to_string).collect();
    format!("{} | ", numbers.join(", "))
}

/// Words in a table cell.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::words(&mut out, text, Place::Cell, true);
    out
}

fn entries(pages: &Pages<'_>, index: usize, level: usize, listed: &[Vec<usize>]) -> String {
    let mut out = String::new();
    if pages.layout == Layout::PagePerCode {
        return out;
    }
    for entry in &pages.catalog.sections[index].entries {
        if entry.reference.is_none() {
            let code = &pages.catalog.codes[entry.code];
            entry::anchors(&mut out, pages.catalog, code);
            let heading = pages.code_heading(&code.code);
            let _ = write!(out, "\n\n{:#<level$} {heading}\n\n", "");
            entry::body(&mut out, pages, pages.section(index), code, &listed[entry.code]);
        }
    }
    out
}

/// The rows of the table of all codes by name.
pub(super) fn rows_by_name(pages: &Pages<'_>, page: &str) -> String {
    let prose = Prose { pages, page, own: None };
    let link = |(index, section): (usize, &Section)| {
        format!("[{}]({})", cell(&section.title), pages.to_section(page, index))
    };
    let sections: Vec<String> = pages.catalog.sections.iter().enumerate().map(link).collect();
    let mut out = String::new();
    for code in pages.by_name() {
        let (link, status) = (prose.code(&code.code), status_cell(pages, code));
        let mark = if code.deprecated.is_some() { " (deprecated)" } else { "" };
        let _ = writeln!(out, "| {link}{mark} | {status}{} |", sections[code.section]);
    }
    out
}
