//! From the parts of documents to a catalog: which table says what, and in which section.

use super::entry::Entry;
use super::part::{Cell, Part, Table};
use super::role::bare;
use super::table::{Kind, kind_of};

/// A catalog as documents tell it.
#[derive(Debug, Default)]
pub struct Draft {
    /// The first heading.
    pub title: Option<Cell>,
    /// What is said before the first section.
    pub description: Vec<Cell>,
    /// The sections in their order, those without codes as well.
    pub sections: Vec<Section>,
    /// What statuses mean.
    pub statuses: Vec<(u16, Cell)>,
    /// The members of the body: their paths, types and descriptions.
    pub members: Vec<(Cell, Option<Cell>, Option<Cell>)>,
    /// Examples of bodies and programs.
    pub samples: Vec<Cell>,
    /// Every text outside of tables.
    pub prose: Vec<Cell>,
    /// How many codes there are, as the document says.
    pub counts: Vec<Count>,
    /// Rows of tables of codes in which there is no code.
    pub skipped: Vec<Cell>,
}

/// A section.
#[derive(Debug, Default)]
pub struct Section {
    /// Its heading, unless there is none.
    pub heading: Option<Cell>,
    /// What is said before its codes.
    pub description: Vec<Cell>,
    /// The codes.
    pub entries: Vec<Entry>,
    /// Tables of something else.
    pub tables: Vec<Table>,
    /// What is said behind its codes.
    pub notes: Vec<Cell>,
}

/// A number of codes that a document states.
#[derive(Debug, Clone)]
pub struct Count {
    /// Of what.
    pub label: Cell,
    /// What else the row says.
    pub more: Vec<Cell>,
    /// How many.
    pub number: usize,
    /// Where the number is.
    pub at: Cell,
}

impl Draft {
    /// Every entry with the index of its section.
    pub fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let sections = self.sections.iter().enumerate();
        sections.flat_map(|(at, section)| section.entries.iter().map(move |entry| (at, entry)))
    }

    /// The first entry of a code.
    #[must_use]
    pub fn first(&self, code: &str) -> Option<&Entry> {
        self.entries().map(|(_, entry)| entry).find(|entry| entry.code.text == code)
    }
}

/// Puts the parts of documents together.
pub fn draft(parts: Vec<Part>) -> Draft {
    let mut draft = Draft { sections: vec![Section::default()], ..Draft::default() };
    for part in parts {
        let current = draft.sections.last_mut();
        let Some(section) = current else { continue };
        match part {
            Part::Heading(heading) => {
                let first = draft.title.is_none() && section.heading.is_none();
                if first && section.entries.is_empty() {
                    draft.title = Some(heading);
                } else {
                    draft.sections.push(Section { heading: Some(heading), ..Section::default() });
                }
            }
            Part::Prose(text) => {
                draft.prose.push(text.clone());
                if section.entries.is_empty() && section.tables.is_empty() {
                    section.description.push(text);
                } else {
                    section.notes.push(text);
                }
            }
            Part::Sample(code) => draft.samples.push(code),
            Part::Table(table) => read(table, &mut draft),
        }
    }
    // What stands before the first section is about the whole catalog.
    if let [first, _, ..] = &mut draft.sections[..]
        && first.entries.is_empty()
        && first.tables.is_empty()
    {
        draft.description = std::mem::take(&mut first.description);
        draft.sections.remove(0);
    }
    draft
}

/// Reads a table into the last section, or to where it belongs.
fn read(table: Table, draft: &mut Draft) {
    let kind = kind_of(&table);
    let Some(section) = draft.sections.last_mut() else { return };
    match kind {
        Kind::Codes(columns) => {
            for row in &table.rows {
                let entries = super::table::entries(&table, row, &columns);
                if entries.is_empty() {
                    draft.skipped.extend(row.iter().find(|cell| !cell.text.is_empty()).cloned());
                }
                section.entries.extend(entries);
            }
        }
        Kind::Statuses { status, meaning } => {
            for row in &table.rows {
                for status in super::role::statuses(&row[status].text).unwrap_or_default() {
                    draft.statuses.push((status, row[meaning].clone()));
                }
            }
        }
        Kind::Members { member, ty, description } => {
            for row in &table.rows {
                let cell = |at: Option<usize>| at.map(|at| row[at].clone());
                let path = Cell { text: bare(&row[member].text), ..row[member] };
                draft.members.push((path, cell(ty), cell(description)));
            }
        }
        Kind::Counts { label, number } => {
            let rows = table.rows.iter().filter_map(|row| {
                let more = row.iter().enumerate().filter(|(at, _)| *at != label && *at != number);
                Some(Count {
                    label: row[label].clone(),
                    more: more.map(|(_, cell)| cell.clone()).collect(),
                    number: bare(&row[number].text).parse().ok()?,
                    at: row[number].clone(),
                })
            });
            draft.counts.extend(rows);
        }
        Kind::Other => section.tables.push(table),
    }
}
