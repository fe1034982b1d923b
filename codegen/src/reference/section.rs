//! A section: what it is about, a row for each code, and its tables.

use super::entry::category_of;
use super::{Block, Column, Entries, Fact, Heading, Phrase, Piece, Table, To, text, words};
use crate::model::{Action, Code, Reference, Retry, Section, Table as ModelTable, Text};

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

/// A code in a list of codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The statuses as numbers; `None` if the catalog documents none.
    pub statuses: Option<&'a [u16]>,
    /// What happened.
    pub description: Phrase<'a>,
    /// What else the list says: why it happens, and what to do.
    pub more: Vec<(Fact, Phrase<'a>)>,
    /// What a client can do, as a link to what the catalog says of it.
    pub action: Option<Phrase<'a>>,
    /// The broad kind of error.
    pub category: Option<Piece<'a>>,
    /// Whether and when to try again.
    pub retry: Option<Retry>,
    /// The section that defines the code, if it is not the one that lists it.
    pub defined_in: Option<Phrase<'a>>,
    /// Whether new code should not use it.
    pub deprecated: bool,
}

/// A code in the list of a section, with what the section says of it if it does not define it.
pub(super) fn row<'a>(
    entries: &Entries<'a>,
    code: &'a Code,
    reference: Option<&'a Reference>,
) -> Row<'a> {
    let catalog = entries.catalog;
    let own = |told: &'a Option<_>| told.as_ref().filter(|_| reference.is_none());
    let said = |field: fn(&Reference) -> &Option<_>| reference.and_then(|it| field(it).as_ref());
    let description = said(|it| &it.description).unwrap_or(&code.description);
    let cause = said(|it| &it.cause).or(own(&code.cause));
    let resolution = said(|it| &it.resolution).or(own(&code.resolution));
    let more = [(Fact::Cause, cause), (Fact::Resolution, resolution)];
    let more = more.into_iter().filter_map(|(fact, told)| Some((fact, vec![text(told?)])));
    let defined_in = reference.is_some().then(|| {
        let title = &catalog[code.section].title;
        let to = Piece::Link(title.into(), To::Section(code.section));
        vec![words("Defined in "), to, words(".")]
    });
    Row {
        statuses: entries.has_statuses.then_some(&code.status[..]),
        description: vec![text(description)],
        more: more.collect(),
        action: code.action.map(|id| action(&catalog[id])),
        category: code.category.map(|id| category_of(&catalog[id])),
        retry: code.retry,
        defined_in,
        deprecated: code.deprecated.is_some(),
    }
}

fn action(action: &Action) -> Phrase<'_> {
    let Action { id, title, description: _ } = action;
    vec![Piece::Link(title.into(), To::Action(id))]
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
