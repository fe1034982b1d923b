//! Tables that answer at a glance: a row for each code, with the columns that the codes have.

use super::entry::{category_of, returned_by, value_words};
use super::{
    Block, Entries, Fact, Item, Output, Phrase, Piece, Table, To, code as as_code, column,
    contents, counts, example, happened, heading, left_out, statuses_of, text, words,
};
use crate::model::{
    Action, Catalog, Cause, Code, CodeId, Reference, Section, SectionId, Text, Vocabulary,
};
use crate::{names as naming, words::count};

/// How many codes the first page of a catalog shows, at most. Of a larger one, it shows the sections.
pub(crate) const AT_A_GLANCE: usize = 250;

/// The facts of a code that a table of codes shows, in the order of its columns. The title is below
/// the code. What to do is one column: the resolution, then the action.
const COLUMNS: [Fact; 6] =
    [Fact::Status, Fact::Description, Fact::Cause, Fact::Resolution, Fact::Retry, Fact::Category];

/// How many columns a table always has if they say anything. What follows, the category and the
/// declared fields, is said above a table if it is the same for all of its codes.
const ALWAYS: usize = COLUMNS.len() - 1;

/// The codes of a section at a glance.
pub(crate) struct Glance<'a> {
    /// What is the same for all of the codes, and therefore not in the table; empty if nothing is.
    pub shared: Phrase<'a>,
    /// The operations that return the codes, if they are the same for all; empty otherwise.
    pub operations: Phrase<'a>,
    /// A row for each code.
    pub table: Table<'a>,
}

impl<'a> Glance<'a> {
    /// What is shared, and then the table.
    pub(crate) fn blocks(self) -> Vec<Block<'a>> {
        let shared = [self.shared, self.operations].into_iter().filter(|told| !told.is_empty());
        let shared: Vec<_> = shared.collect();
        let shared = (!shared.is_empty()).then(|| Block::Paragraph(shared.join(&Piece::Break)));
        shared.into_iter().chain([Block::Table(self.table)]).collect()
    }
}

/// The codes of a section, each with what the section says of it if another one defines it.
pub(crate) fn glance<'a>(
    entries: &Entries<'a>,
    section: &'a Section,
    codes: impl Iterator<Item = (&'a Code, Option<&'a Reference>)>,
) -> Glance<'a> {
    let codes: Vec<_> = codes.collect();
    let own = codes.iter().filter(|(_, reference)| reference.is_none()).map(|(code, _)| *code);
    let rows: Vec<_> = codes
        .iter()
        .map(|(code, reference)| (name(code), cells(entries, code, *reference)))
        .collect();
    let labels = COLUMNS.iter().map(|fact| fact.label());
    let labels = labels.chain(entries.catalog.fields.iter().map(|field| &*field.title));
    let mut shared = Shared::default();
    let mut shown = Vec::new();
    let mut columns = vec![column("Code")];
    for (at, label) in labels.enumerate() {
        let cells = || rows.iter().map(|(_, cells)| &cells[at]);
        let is_shared = at >= ALWAYS && shared.say(label, cells());
        shown.push(!is_shared && cells().any(|cell| !cell.is_empty()));
        columns.extend(shown[at].then(|| column(label)));
    }
    let returned = own.map(|code| returned_by(entries.catalog, code).unwrap_or_default());
    let returned: Vec<_> = returned.collect();
    let mut operations = Shared::default();
    operations.say(Fact::Operations.label(), returned.iter());
    let rows = rows.into_iter().map(|(name, cells)| {
        let cells = cells.into_iter().zip(&shown).filter(|(_, shown)| **shown);
        [name].into_iter().chain(cells.map(|(cell, _)| cell)).collect()
    });
    let table = Table { title: (&section.title).into(), columns, rows: rows.collect() };
    Glance { shared: shared.told, operations: operations.told, table }
}

/// Facts that are the same for all codes of a table, each with its label.
#[derive(Default)]
struct Shared<'a> {
    told: Phrase<'a>,
}

impl<'a> Shared<'a> {
    /// Says a fact if it is the same for all of several codes.
    fn say<'p>(&mut self, label: &'a str, of_codes: impl Iterator<Item = &'p Phrase<'a>>) -> bool
    where
        'a: 'p,
    {
        let mut others = of_codes;
        let Some(first) = others.next().filter(|first| !first.is_empty()) else { return false };
        let mut count = 1;
        if !others.inspect(|_| count += 1).all(|other| other == first) || count == 1 {
            return false;
        }
        self.told.extend((!self.told.is_empty()).then_some(Piece::Break));
        self.told.push(Piece::Label(label));
        self.told.push(words(" "));
        self.told.extend(first.iter().cloned());
        true
    }
}

/// The name of a code, beside it what travels if that is another text, above its title if that is not
/// made from the name or from the description.
fn name(code: &Code) -> Phrase<'_> {
    let mut name = vec![Piece::Name(&code.name)];
    if code.is_renamed() {
        name.extend([words(" "), as_code(code.code.text())]);
    }
    let told = code.description.as_ref();
    let is_own = code.title != naming::title(&code.name)
        && told.is_none_or(|told| code.title != naming::first_sentence(&told.plain()));
    if is_own {
        name.extend([Piece::Break, words(&code.title)]);
    }
    name
}

/// What the row of a code says, in the order of [`COLUMNS`] and then of the declared fields: what the
/// section says of a code that it lists, or what the code says of itself.
fn cells<'a>(
    entries: &Entries<'a>,
    code: &'a Code,
    reference: Option<&'a Reference>,
) -> Vec<Phrase<'a>> {
    let catalog = entries.catalog;
    let (cause, resolution, causes) = match reference {
        Some(Reference { cause, resolution, causes, .. }) => (cause, resolution, causes),
        None => (&code.cause, &code.resolution, &code.causes),
    };
    let told = reference.and_then(|reference| reference.description.as_ref());
    let told = told.map(text).or_else(|| happened(code));
    let mut description: Phrase<'_> = told.into_iter().collect();
    if reference.is_some() {
        let title = &catalog[code.section].title;
        let defined = Piece::Link(title.into(), To::Section(code.section));
        description.extend((!description.is_empty()).then_some(Piece::Break));
        description.extend([words("Defined in "), defined, words(".")]);
    }
    if code.deprecated.is_some() {
        description.push(words(if description.is_empty() {
            "Deprecated."
        } else {
            " Deprecated."
        }));
    }
    let mut why: Phrase<'_> = cause.iter().map(text).collect();
    why.extend(numbered(causes.iter().map(|Cause { cause, .. }| Some(cause))));
    let mut to_do: Phrase<'_> = resolution.iter().map(text).collect();
    to_do.extend(numbered(causes.iter().map(|Cause { resolution, .. }| resolution.as_ref())));
    if let Some(id) = code.action {
        let Action { id, title, description: _ } = &catalog[id];
        to_do.extend((!to_do.is_empty()).then_some(Piece::Break));
        to_do.push(Piece::Link(title.into(), To::Action(id)));
    }
    let facts: [Phrase<'a>; COLUMNS.len()] = [
        if entries.has_statuses { statuses_of(&code.status) } else { Vec::new() },
        description,
        why,
        to_do,
        code.retry.map(|retry| Piece::Text(retry.sentence())).into_iter().collect(),
        code.category.map(|id| category_of(&catalog[id])).into_iter().collect(),
    ];
    let fields = catalog.fields_with_ids().map(|(id, _)| {
        code.field(id).map_or_else(Vec::new, |value| vec![as_code(value_words(value))])
    });
    facts.into_iter().chain(fields).collect()
}

/// A line for each of several causes, with the number by which the cells of the row belong together.
fn numbered<'a>(told: impl Iterator<Item = Option<&'a Text>>) -> Phrase<'a> {
    let mut out = Vec::new();
    for (at, told) in told.enumerate() {
        let Some(told) = told else { continue };
        out.extend((!out.is_empty()).then_some(Piece::Break));
        out.extend([words(format!("{}. ", at + 1)), text(told)]);
    }
    out
}

impl<'a> Entries<'a> {
    /// What an output says about a code beside its row in a table of codes. A response is shown only
    /// if it shows more than the code in the envelope; `above` says whether the operations that return
    /// it stand above the table.
    #[must_use]
    pub(crate) fn beside_row(&self, id: CodeId, output: Output, above: bool) -> Vec<Item<'a>> {
        let in_row = |fact| {
            COLUMNS.contains(&fact)
                || fact == Fact::Operations && above
                || matches!(
                    fact,
                    Fact::Action | Fact::Title | Fact::Code | Fact::Causes | Fact::Field
                )
                || fact == Fact::Response && !example::tells_more(&self.catalog[id])
        };
        self.facts(id, |fact| !in_row(fact) && left_out(output, fact).is_none())
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
/// code has the marks that it needs there. `further` follows the number of codes.
pub(crate) fn codes_by_section<'a>(
    entries: &Entries<'a>,
    limit: usize,
    marks: impl Fn(&Code) -> Vec<String>,
    further: Phrase<'a>,
) -> Vec<Block<'a>> {
    let catalog = entries.catalog;
    let mut told = vec![words(format!("{}.", counts(catalog)))];
    told.extend((!further.is_empty()).then(|| words(" ")).into_iter().chain(further));
    if catalog.codes.len() > limit {
        return contents(catalog, told);
    }
    let mut blocks = vec![heading("sections", "Codes by section"), Block::Paragraph(told)];
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
        blocks.push(Block::Paragraph(opening(id, section)));
        if !section.entries.is_empty() {
            let mut glance = glance(entries, section, section_codes(catalog, section));
            let own = section.entries.iter().map(|entry| match entry.reference {
                Some(_) => Vec::new(),
                None => marks(&catalog[entry.code]),
            });
            mark(&mut glance.table, own);
            // The guide below lists what each operation returns.
            glance.operations.clear();
            blocks.extend(glance.blocks());
        }
    }
    blocks
}

/// A section: its title, which leads to it, the number of its codes, and what it covers.
fn opening(id: SectionId, section: &Section) -> Phrase<'_> {
    let own = count(section.entries.len() - section.references(), "code");
    let link = Piece::Link((&section.title).into(), To::Section(id));
    let mut out = vec![link, words(format!(" ({own})"))];
    if let Some(description) = &section.description {
        out.extend([words(": "), text(description)]);
    }
    out
}
