//! A section: what it is about, a row for each code, and its tables.

use super::{Block, Column, Heading, Phrase, Piece, Table, text, words};
use crate::model::{Section, Table as ModelTable, Text};

/// What a section says above its codes.
pub(crate) fn above(section: &Section) -> Vec<Block<'_>> {
    let Section {
        id: _,
        title: _,
        group: _,
        description,
        sources,
        entries: _,
        tables: _,
        notes: _,
    } = section;
    let mut blocks = Vec::new();
    if let Some(description) = description {
        blocks.push(Block::Paragraph(vec![text(description)]));
    }
    match &sources[..] {
        [] => {}
        [source] => {
            let told = vec![Piece::Label("Source"), words(" "), text(source)];
            blocks.push(Block::Paragraph(told));
        }
        sources => {
            blocks.push(Block::Paragraph(vec![Piece::Label("Sources")]));
            blocks.push(Block::List(sources.iter().map(|source| vec![text(source)]).collect()));
        }
    }
    blocks
}

/// What a section says below its codes.
pub(crate) fn below<'a>(section: &'a Section) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    if !section.notes.is_empty() {
        blocks.push(Block::List(section.notes.iter().map(|note| vec![text(note)]).collect()));
    }
    for ModelTable { title, description, columns, rows } in &section.tables {
        blocks.push(Block::Heading(Heading { id: None, kind: "Table", words: title.into() }));
        if let Some(description) = description {
            blocks.push(Block::Paragraph(vec![text(description)]));
        }
        let column = |heading| Column { heading: vec![text(heading)], numbers: false };
        let cells = |row: &'a [Text]| row.iter().map(|cell| vec![text(cell)]).collect();
        blocks.push(Block::Table(Table {
            title: title.into(),
            columns: columns.iter().map(column).collect(),
            rows: rows.iter().map(|row| cells(row)).collect(),
        }));
    }
    blocks
}

/// The statuses of a code as numbers.
pub(crate) fn statuses_of<'a>(statuses: &[u16]) -> Phrase<'a> {
    if statuses.is_empty() { vec![words("none")] } else { numbers(statuses) }
}

/// Statuses as numbers; nothing if there are none.
pub(super) fn numbers<'a>(statuses: &[u16]) -> Phrase<'a> {
    if statuses.is_empty() {
        return Vec::new();
    }
    let numbers: Vec<String> = statuses.iter().map(u16::to_string).collect();
    vec![words(numbers.join(", "))]
}
