//! From the parts of documents to a catalog: which table says what, and in which section.

use super::entry::Entry;
use super::part::{Cell, Part, Table};
use super::role::{bare, status_of_heading};
use super::table::{Kind, kind_of};
use std::collections::BTreeMap;
use std::path::Path;

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
    /// What is not certain, with what is to be said about it.
    pub doubts: Vec<Cell>,
    /// What could not be read, with what is to be said about it.
    pub unread: Vec<Cell>,
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

/// The title of a document that has none: the name of its file, as words.
pub(super) fn title_of(path: &str) -> String {
    let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
    heck::ToTitleCase::to_title_case(stem.as_ref())
}

/// Puts the parts of documents together, each with its path.
pub fn draft(documents: Vec<(&str, Vec<Part>)>) -> Draft {
    let mut draft = Draft { sections: vec![Section::default()], ..Draft::default() };
    let several = documents.len() > 1;
    for (path, parts) in documents {
        let is_used = |section: &Section| {
            section.heading.is_some() || !section.entries.is_empty() || !section.tables.is_empty()
        };
        let headed = parts.iter().any(|part| matches!(part, Part::Heading(..)));
        if several && !headed {
            let text = title_of(path);
            let heading = Some(Cell { text, span: first_place(&parts) });
            draft.sections.push(Section { heading, ..Section::default() });
        } else if draft.sections.last().is_some_and(is_used) {
            draft.sections.push(Section::default());
        }
        put(parts, &mut draft);
    }
    complete(&mut draft);
    // A document that begins with a heading leaves the section before it empty.
    let mut index = 0;
    draft.sections.retain(|section| {
        index += 1;
        let says = section.heading.is_some()
            || !section.description.is_empty()
            || !section.entries.is_empty()
            || !section.tables.is_empty();
        index == 1 || says
    });
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

/// Adds to the first entry of each code what only later ones say: one document has the statuses, the
/// next one has the texts.
fn complete(draft: &mut Draft) {
    let mut firsts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let places = draft
        .sections
        .iter()
        .enumerate()
        .flat_map(|(section, it)| (0..it.entries.len()).map(move |entry| (section, entry)));
    for (section, index) in places.collect::<Vec<_>>() {
        let mut entry = draft.sections[section].entries[index].clone();
        let Some((own, first)) = firsts.get(&entry.code.text).copied() else {
            firsts.insert(entry.code.text, (section, index));
            draft.sections[section].entries[index].again = false;
            continue;
        };
        let first = &mut draft.sections[own].entries[first];
        // Tables of one document list a code where readers look for it, and each says its own.
        entry.again |= first.code.span.file != entry.code.span.file;
        if entry.again {
            first.add(&entry);
        }
        draft.sections[section].entries[index] = entry;
    }
}

/// Where the first part of a document is.
fn first_place(parts: &[Part]) -> crate::source::Span {
    let place = parts.iter().find_map(|part| match part {
        Part::Heading(cell, _)
        | Part::Prose(cell)
        | Part::Sample(cell)
        | Part::Doubt(cell)
        | Part::Unread(cell) => Some(cell.span),
        Part::Table(table) => table.header.first().map(|cell| cell.span),
    });
    place.unwrap_or_default()
}

/// Adds the parts of one document.
fn put(parts: Vec<Part>, draft: &mut Draft) {
    for part in parts {
        let current = draft.sections.last_mut();
        let Some(section) = current else { continue };
        match part {
            Part::Heading(heading, _) => {
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
            Part::Doubt(what) => draft.doubts.push(what),
            Part::Unread(what) => draft.unread.push(what),
            Part::Table(table) => read(table, draft),
        }
    }
}

/// Reads a table into the last section, or to where it belongs.
fn read(table: Table, draft: &mut Draft) {
    let kind = kind_of(&table);
    match kind {
        Kind::Codes(columns) => {
            for row in &table.rows {
                if let Some(heading) = super::table::heading(&table, row, &columns) {
                    let heading = Cell { text: bare(&heading.text), ..*heading };
                    draft.sections.push(Section { heading: Some(heading), ..Section::default() });
                    continue;
                }
                let Some(section) = draft.sections.last_mut() else { return };
                let mut entries = super::table::entries(&table, row, &columns);
                for entry in &mut entries {
                    entry.again = table.more;
                }
                if entries.is_empty() {
                    draft.skipped.extend(row.iter().find(|cell| !cell.text.is_empty()).cloned());
                }
                // The heading of a section can say the status of all its codes.
                let heading = section.heading.as_ref();
                let status = heading.and_then(|it| Some((status_of_heading(&it.text)?, it)));
                for entry in &mut entries {
                    if let (None, None, Some((status, at))) =
                        (&entry.statuses, &entry.odd_status, status)
                    {
                        entry.statuses = Some((vec![status], at.clone()));
                    }
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
        Kind::Other => {
            if let Some(section) = draft.sections.last_mut() {
                section.tables.push(table);
            }
        }
    }
}
