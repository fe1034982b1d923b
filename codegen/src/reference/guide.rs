//! What applies to a whole catalog: its sections, its envelope, and what its statuses, categories and
//! actions mean.

use std::collections::BTreeMap;

use super::{
    Block, Column, Phrase, Piece, Table, To, code as as_code, column, envelope, handling,
    has_statuses, heading, link, names, numbers, operations, section, series, text, words,
};
use crate::model::{
    Action, CaseStyle, Catalog, Category, Code, CodeType, Docs, EnumValue, FieldType, Group,
    Naming, NamingException, Retired, Section, SectionId, StatusMeaning, Text,
};
use crate::words::count;
use crate::{names as naming_of, status};

/// Where the entries of a catalog are published.
pub(crate) fn published(catalog: &Catalog) -> Option<Phrase<'_>> {
    let Docs { url, layout: _ } = &catalog.docs;
    let url = url.as_ref()?;
    let told = "The entry for each code is published at ";
    Some(vec![words(told), as_code(url.template().as_str()), words(".")])
}

/// The numbers of codes and sections of a catalog.
pub(crate) fn counts(catalog: &Catalog) -> String {
    let codes = count(catalog.codes.len(), "code");
    let sections = count(catalog.sections.len(), "section");
    match catalog.codes.iter().filter(|code| code.deprecated.is_some()).count() {
        0 => format!("{codes} in {sections}"),
        deprecated => format!("{codes} ({deprecated} deprecated) in {sections}"),
    }
}

/// The sections with the numbers of their codes and what each covers, below what is `told` first.
pub(crate) fn contents<'a>(catalog: &'a Catalog, told: Phrase<'a>) -> Vec<Block<'a>> {
    let references = catalog.sections.iter().any(|section| section.references() > 0);
    let described = catalog.sections.iter().map(|section| &section.description);
    let mut described = described.chain(catalog.groups.iter().map(|group| &group.description));
    let about = described.any(Option::is_some);
    let mut columns = vec![column("Section"), numbers("Codes")];
    columns.extend(references.then(|| numbers("Also listed")));
    columns.extend(about.then(|| column("What it covers")));
    let width = columns.len();
    let alone = |cells: Vec<Piece<'static>>| {
        let mut row: Vec<Phrase<'_>> = cells.into_iter().map(|cell| vec![cell]).collect();
        row.resize(width, Vec::new());
        row
    };
    let mut rows: Vec<Vec<Phrase<'_>>> = Vec::new();
    let mut group = None;
    for (id, section) in catalog.sections_with_ids() {
        if section.group != group {
            group = section.group;
            rows.extend(group.map(|group| of_group(&catalog[group], width, about)));
        }
        rows.push(row(id, section, references, about));
    }
    if catalog.sections.len() > 1 {
        let total = catalog.codes.len().to_string();
        rows.push(alone(vec![Piece::Strong("All sections".into()), Piece::Strong(total.into())]));
    }
    let mut blocks = vec![
        heading("sections", "Codes by section"),
        Block::Paragraph(told),
        Block::Table(Table { title: "Codes by section".into(), columns, rows }),
    ];
    if references {
        let told = "\u{201c}Also listed\u{201d} counts the codes that a section lists but another \
                    section defines.";
        blocks.push(Block::Paragraph(vec![words(told)]));
    }
    blocks
}

/// The row above the sections of a group, with this number of cells.
fn of_group(group: &Group, width: usize, about: bool) -> Vec<Phrase<'_>> {
    let mut row = vec![Vec::new(); width];
    row[0] = vec![Piece::Strong((&group.title).into())];
    if let (true, Some(description)) = (about, &group.description) {
        row[width - 1] = vec![text(description)];
    }
    row
}

fn row(id: SectionId, section: &Section, references: bool, about: bool) -> Vec<Phrase<'_>> {
    let listed = section.references();
    let own = section.entries.len() - listed;
    let mut cells = vec![vec![Piece::Link((&section.title).into(), To::Section(id))], number(own)];
    cells.extend(references.then(|| if listed == 0 { Vec::new() } else { number(listed) }));
    cells.extend(about.then(|| section.description.iter().map(text).collect()));
    cells
}

fn number<'a>(number: usize) -> Phrase<'a> {
    vec![words(number.to_string())]
}

/// What applies to all codes of a catalog; its operations may be on a page of their own. `program`
/// handles its errors in TypeScript.
pub(crate) fn guide(
    catalog: &Catalog,
    operations_elsewhere: bool,
    program: Option<String>,
) -> Vec<Block<'_>> {
    let mut blocks = envelope::envelope(catalog);
    let operations = operations::operations(catalog, operations_elsewhere);
    if !operations.is_empty() {
        blocks.push(heading("operations", "Which operations return which codes"));
        blocks.extend(operations);
    }
    if let Some(handling) = &catalog.handling {
        blocks.extend(handling::handling(catalog, handling, program));
    }
    blocks.extend(statuses(catalog));
    blocks.extend(categories(catalog));
    blocks.extend(actions(catalog));
    blocks.extend(fields(catalog));
    blocks.extend(naming(catalog));
    if !catalog.never_includes.is_empty() {
        blocks.push(heading("never", "What a response never includes"));
        let lines = catalog.never_includes.iter().map(|line| vec![text(line)]);
        blocks.push(Block::List(lines.collect()));
    }
    blocks.extend(retired(catalog));
    if !catalog.related.is_empty() {
        blocks.push(heading("related", "Related pages"));
        blocks.push(Block::List(catalog.related.iter().map(link).collect()));
    }
    blocks
}

/// How many codes are listed for a status, a category or an action; of more, the rest are counted.
const LISTED: usize = 24;

/// The codes by a name, such as that of their category.
fn by_name<'a>(
    catalog: &'a Catalog,
    name: impl Fn(&'a Code) -> Option<&'a str>,
) -> BTreeMap<&'a str, Vec<&'a Code>> {
    let mut codes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for code in &catalog.codes {
        if let Some(name) = name(code) {
            codes.entry(name).or_default().push(code);
        }
    }
    codes
}

/// Codes that lead to their entries.
fn listed<'a>(codes: &[&'a Code]) -> Phrase<'a> {
    let shown = if codes.len() > LISTED { LISTED - 1 } else { codes.len() };
    let mut listed: Vec<Phrase<'_>> =
        codes[..shown].iter().map(|code| vec![Piece::Name(&code.name)]).collect();
    if shown < codes.len() {
        listed.push(vec![words(format!("{} more", codes.len() - shown))]);
    }
    series(listed, "and")
}

fn statuses(catalog: &Catalog) -> Vec<Block<'_>> {
    let mut rows: BTreeMap<u16, (Phrase<'_>, Vec<&Code>)> = BTreeMap::new();
    // Headers and retry advice are what the check of a registry holds codes to.
    for StatusMeaning { status, meaning, headers: _, retry: _ } in &catalog.statuses {
        rows.insert(*status, (vec![text(meaning)], Vec::new()));
    }
    for code in &catalog.codes {
        for status in &code.status {
            rows.entry(*status).or_default().1.push(code);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let meanings = !catalog.statuses.is_empty();
    let row = |status, meaning, codes: &[_]| {
        let mut row = vec![vec![status]];
        row.extend(meanings.then_some(meaning));
        row.push(listed(codes));
        row
    };
    let mut table: Vec<Vec<Phrase<'_>>> = Vec::new();
    for (status, (meaning, codes)) in rows {
        let told = status::with_reason(status).into();
        table.push(row(Piece::Link(told, To::Status(status)), meaning, &codes));
    }
    let without: Vec<_> = catalog.codes.iter().filter(|code| code.status.is_empty()).collect();
    if !without.is_empty() && has_statuses(&catalog.codes) {
        table.push(row(words("none documented"), Vec::new(), &without));
    }
    let title = if meanings { "What each HTTP status means" } else { "Codes by HTTP status" };
    let mut columns = vec![column("Status")];
    columns.extend(meanings.then(|| column("Meaning")));
    columns.push(column("Codes"));
    vec![
        heading("statuses", title),
        Block::Table(Table { title: title.into(), columns, rows: table }),
    ]
}

/// A table below its heading; nothing if it has no rows.
fn table<'a>(
    id: &'static str,
    title: &'a str,
    columns: Vec<Column<'a>>,
    rows: Vec<Vec<Phrase<'a>>>,
) -> Vec<Block<'a>> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![heading(id, title), Block::Table(Table { title: title.into(), columns, rows })]
}

fn categories<'a>(catalog: &'a Catalog) -> Vec<Block<'a>> {
    let codes = by_name(catalog, |code| Some(catalog[code.category?].id.as_str()));
    let with_statuses = has_statuses(&catalog.codes);
    let row = |category: &'a Category| -> Vec<Phrase<'a>> {
        let Category { id, title, description, status } = category;
        let mut name = vec![Piece::Anchor(To::Category(id)), as_code(id)];
        if *title != naming_of::title(id) {
            name.extend([Piece::Break, words(title)]);
        }
        let mut cells = vec![name];
        cells.extend(with_statuses.then(|| section::numbers(status)));
        cells.push(description.iter().map(text).collect());
        cells.push(codes.get(id.as_str()).map_or_else(Vec::new, |codes| listed(codes)));
        cells
    };
    let rows = catalog.categories.iter().map(row).collect();
    let mut columns = vec![column("Category")];
    columns.extend(with_statuses.then(|| column("Status")));
    columns.extend([column("What its errors have in common"), column("Codes")]);
    table("categories", "Error categories", columns, rows)
}

fn actions<'a>(catalog: &'a Catalog) -> Vec<Block<'a>> {
    let codes = by_name(catalog, |code| Some(catalog[code.action?].id.as_str()));
    let row = |action: &'a Action| -> Vec<Phrase<'a>> {
        let Action { id, title, description } = action;
        vec![
            vec![Piece::Anchor(To::Action(id)), words(title)],
            vec![text(description)],
            codes.get(id.as_str()).map_or_else(Vec::new, |codes| listed(codes)),
        ]
    };
    let rows = catalog.actions.iter().map(row).collect();
    let columns = vec![column("Action"), column("What to do"), column("Codes")];
    table("actions", "What a client can do", columns, rows)
}

/// What the values of declared fields mean, if the catalog says.
fn fields<'a>(catalog: &'a Catalog) -> Vec<Block<'a>> {
    let mut rows = Vec::new();
    for field in &catalog.fields {
        let values = match &field.ty {
            FieldType::Values(values) => values.as_slice(),
            _ => &[],
        };
        let told = values.iter().filter_map(|value| Some((value, value.description.as_ref()?)));
        let told: Vec<_> = told.collect();
        if told.is_empty() && field.description.is_none() {
            continue;
        }
        let name = vec![words(&field.title)];
        let about = field.description.iter().map(text).collect();
        rows.push(vec![name, Vec::new(), about]);
        let of_value = |(value, meaning): (&'a EnumValue, &'a Text)| {
            vec![Vec::new(), vec![as_code(&value.value)], vec![text(meaning)]]
        };
        rows.extend(told.into_iter().map(of_value));
    }
    let columns = ["Fact", "Value", "What it says"].map(column).to_vec();
    table("fields", "What the other facts mean", columns, rows)
}

/// How many exceptions for one reason are listed; of more, some are examples.
const EXCEPTIONS: usize = 12;

fn naming<'a>(catalog: &'a Catalog) -> Vec<Block<'a>> {
    let Naming { ty, style, convention, pattern, join: _, exceptions } = &catalog.naming;
    let mut told = match (ty, style) {
        (CodeType::Integer, _) => vec![words("Codes are numbers")],
        (CodeType::String, CaseStyle::None) => Vec::new(),
        (CodeType::String, style) => {
            vec![words("Codes are written in "), as_code(style.to_string())]
        }
    };
    if let Some(pattern) = pattern {
        let each = if told.is_empty() { "Codes match " } else { " and match " };
        told.extend([words(each), as_code(pattern)]);
    }
    if !told.is_empty() {
        let excepted = exceptions.iter().map(|exception| exception.codes.len()).sum();
        told.push(words(match excepted {
            0 => ".".to_owned(),
            excepted => format!(", apart from {}.", count(excepted, "exception")),
        }));
    }
    if told.is_empty() && convention.is_none() && exceptions.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading("naming", "How codes are named")];
    if !told.is_empty() {
        blocks.push(Block::Paragraph(told));
    }
    if let Some(convention) = convention {
        blocks.push(Block::Paragraph(vec![text(convention)]));
    }
    if !exceptions.is_empty() {
        let exception = |exception: &'a NamingException| -> Phrase<'a> {
            let NamingException { reason, codes } = exception;
            let mut out = vec![text(reason), Piece::Break];
            let shown = if codes.len() > EXCEPTIONS { 3 } else { codes.len() };
            let told = catalog.codes_at(&codes[..shown]).map(|code| code.name.as_str());
            if shown == codes.len() {
                out.extend(names(told));
            } else {
                out.push(words(format!("{}, such as ", count(codes.len(), "code"))));
                out.extend(names(told));
            }
            out
        };
        blocks.push(Block::Paragraph(vec![words("Exceptions:")]));
        blocks.push(Block::List(exceptions.iter().map(exception).collect()));
    }
    blocks
}

/// The retired codes; nothing if there are none.
pub(crate) fn retired<'a>(catalog: &'a Catalog) -> Vec<Block<'a>> {
    let row = |retired: &'a Retired| -> Vec<Phrase<'a>> {
        let Retired { code, reason, since, replaced_by } = retired;
        vec![
            vec![Piece::Anchor(To::Retired(code)), Piece::CodeLink(code.into(), To::Retired(code))],
            since.iter().map(words).collect(),
            replaced_by.iter().map(|id| Piece::Name(&catalog[*id].name)).collect(),
            vec![text(reason)],
        ]
    };
    let rows: Vec<_> = catalog.retired.iter().map(row).collect();
    let columns = ["Code", "Since", "Use instead", "Why"].map(column).to_vec();
    let mut blocks = table("retired", "Retired codes", columns, rows);
    if !blocks.is_empty() {
        let told = "These codes are no longer used and will not be reused.";
        blocks.insert(1, Block::Paragraph(vec![words(told)]));
    }
    blocks
}
