//! Tables that answer at a glance: a row for each code, with the columns that the codes have.

use super::{
    Block, Column, Entries, Fact, Item, Output, Phrase, Piece, Row, Table, To, column, contents,
    counts, example, heading, row, statuses_of, text, words,
};
use crate::model::{Catalog, Code, CodeId, Reference, Section, SectionId, Vocabulary};
use crate::{names as naming, words::count};

/// How many codes the first page of a catalog shows, at most. Of a larger one, it shows the sections.
pub(crate) const AT_A_GLANCE: usize = 250;

/// The facts of a code that a table of codes shows, in the order of its columns. The title is below
/// the code. What to do is one column: the resolution, then the action.
const COLUMNS: [Fact; 6] =
    [Fact::Status, Fact::Description, Fact::Cause, Fact::Resolution, Fact::Retry, Fact::Category];

/// A table of the codes of a section, each with what the section says of it if another one defines
/// it.
pub(crate) fn glance<'a>(
    entries: &Entries<'a>,
    section: &'a Section,
    codes: impl Iterator<Item = (&'a Code, Option<&'a Reference>)>,
) -> Table<'a> {
    let rows: Vec<(&Code, Row<'_>)> =
        codes.map(|(code, reference)| (code, row(entries, code, reference))).collect();
    let cells = |fact| rows.iter().map(move |(_, row)| cell(row, fact));
    let shown: Vec<Fact> = COLUMNS
        .into_iter()
        .filter(|fact| *fact == Fact::Description || cells(*fact).any(|cell| !cell.is_empty()))
        .collect();
    let of_row = |(code, row): &(&'a Code, Row<'a>)| -> Vec<Phrase<'a>> {
        let mut name = vec![Piece::Name(&code.name)];
        if code.title != naming::title(&code.name) {
            name.extend([Piece::Break, words(&code.title)]);
        }
        [name].into_iter().chain(shown.iter().map(|fact| cell(row, *fact))).collect()
    };
    let columns: Vec<Column<'_>> =
        [column("Code")].into_iter().chain(shown.iter().map(|fact| column(fact.label()))).collect();
    Table { title: (&section.title).into(), columns, rows: rows.iter().map(of_row).collect() }
}

/// What a row says of a fact.
fn cell<'a>(row: &Row<'a>, fact: Fact) -> Phrase<'a> {
    let told = row.more.iter().find(|(own, _)| *own == fact).map(|(_, told)| told.clone());
    let mut cell = told.unwrap_or_default();
    match fact {
        Fact::Status => cell.extend(row.statuses.iter().flat_map(|own| statuses_of(own))),
        Fact::Description => {
            cell.extend(row.description.iter().cloned());
            if let Some(defined_in) = &row.defined_in {
                cell.push(Piece::Break);
                cell.extend(defined_in.iter().cloned());
            }
            cell.extend(row.deprecated.then(|| words(" Deprecated.")));
        }
        Fact::Resolution => {
            let Some(action) = &row.action else { return cell };
            if !cell.is_empty() {
                cell.push(Piece::Break);
            }
            cell.extend(action.iter().cloned());
        }
        Fact::Category => cell.extend(row.category.clone()),
        Fact::Retry => cell.extend(row.retry.map(|retry| Piece::Text(retry.sentence()))),
        _ => {}
    }
    cell
}

impl<'a> Entries<'a> {
    /// What an output says about a code beside its row in a table of codes. A response is shown only
    /// if it shows more than the code in the envelope.
    #[must_use]
    pub(crate) fn beside_row(&self, id: CodeId, output: Output) -> Vec<Item<'a>> {
        let told = |fact: Fact| {
            COLUMNS.contains(&fact)
                || matches!(fact, Fact::Action | Fact::Title)
                || fact == Fact::Response && !example::tells_more(&self.catalog[id])
        };
        self.entry(id, output).into_iter().filter(|item| !told(item.fact)).collect()
    }
}

/// The codes that a section defines or lists, each with what it says of those that it lists.
pub(crate) fn section_codes<'a>(
    catalog: &'a Catalog,
    section: &'a Section,
) -> impl Iterator<Item = (&'a Code, Option<&'a Reference>)> {
    catalog.codes_in(section).map(|(code, entry)| (code, entry.reference.as_ref()))
}

/// Puts marks at the start of each row of a table, by name.
pub(crate) fn mark(table: &mut Table<'_>, marks: impl Iterator<Item = Vec<String>>) {
    for (row, names) in table.rows.iter_mut().zip(marks) {
        let marks = names.into_iter().map(|name| Piece::Anchor(To::Mark(name.into())));
        row[0].splice(0..0, marks);
    }
}

/// The codes of a catalog by section, or the sections alone if it has more codes than `limit`; each
/// code has the marks that it needs there.
pub(crate) fn codes_by_section<'a>(
    entries: &Entries<'a>,
    limit: usize,
    marks: impl Fn(&Code) -> Vec<String>,
) -> Vec<Block<'a>> {
    let catalog = entries.catalog;
    if catalog.codes.len() > limit {
        return contents(catalog, true);
    }
    let told = words(format!("{}.", counts(catalog)));
    let mut blocks = vec![heading("sections", "Codes by section"), Block::Paragraph(vec![told])];
    let mut group = None;
    for (id, section) in catalog.sections_with_ids() {
        if section.group != group {
            group = section.group;
            if let Some(group) = catalog.group_of(section) {
                blocks.push(Block::Paragraph(vec![Piece::Strong((&group.title).into())]));
                blocks.extend(
                    group.description.as_ref().map(|told| Block::Paragraph(vec![text(told)])),
                );
            }
        }
        blocks.push(Block::Paragraph(about(id, section)));
        if !section.entries.is_empty() {
            let mut table = glance(entries, section, section_codes(catalog, section));
            let own = section.entries.iter().map(|entry| match entry.reference {
                Some(_) => Vec::new(),
                None => marks(&catalog[entry.code]),
            });
            mark(&mut table, own);
            blocks.push(Block::Table(table));
        }
    }
    blocks
}

/// A section: its title, which leads to it, the number of its codes, and what it covers.
fn about(id: SectionId, section: &Section) -> Phrase<'_> {
    let own = count(section.entries.len() - section.references(), "code");
    let link = Piece::Link((&section.title).into(), To::Section(id));
    let mut out = vec![link, words(format!(" ({own})"))];
    if let Some(description) = &section.description {
        out.extend([words(": "), text(description)]);
    }
    out
}
