//! Compares a draft with a catalog that is there: what is new, and what differs.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::draft::{Draft, Section};
use super::entry::Entry;
use super::part::Cell;
use super::print::{Facts, entry, formatted, opening};
use super::prose::{prose, visible};
use super::role::{Role, bare};
use super::yaml;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{Catalog, Code};
use crate::rule::DOCUMENT_DRIFT;
use crate::words::quoted;

/// What a draft has and a catalog has not.
#[derive(Debug)]
pub struct Addition {
    /// The heading of its section.
    pub heading: Option<String>,
    /// The category of the new codes, if the catalog has it.
    pub category: Option<String>,
    /// The codes of that section that the catalog has.
    pub known: Vec<String>,
    /// The new codes.
    pub codes: Vec<String>,
    /// Their entries, without an indent.
    pub entries: String,
    /// A file with them as a section of their own.
    pub file: String,
}

/// The new codes of each section, and a finding for whatever else the catalog does not say. Nothing
/// that it says is changed.
#[must_use]
pub fn merge(draft: &Draft, catalog: &Catalog, level: Level) -> (Vec<Addition>, Vec<Diagnostic>) {
    let mut facts = Facts::of(draft);
    // The catalog need not say `status: none` for all.
    facts.no_status = false;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut additions = Vec::new();
    for section in &draft.sections {
        let mut known = Vec::new();
        let mut new = Vec::new();
        for entry in section.entries.iter().filter(|entry| seen.insert(entry.code.text.as_str())) {
            let code = &entry.code.text;
            if let Some(there) = catalog.code_called(code) {
                known.push(there.name.clone());
                differences(entry, there, &mut found);
            } else if catalog.retired.iter().any(|retired| retired.code == *code)
                || catalog.codes.iter().any(|it| it.aliases.contains(code))
            {
                found.push(
                    Diagnostic::of(&DOCUMENT_DRIFT, format!("`{code}` was retired or renamed"))
                        .at(entry.code.span, "not added")
                        .help("correct the document, or use another code"),
                );
            } else {
                new.push(entry);
            }
        }
        // One table can have codes of several categories, which are in sections of their own.
        let mut groups: Vec<(Option<String>, Vec<&Entry>)> = Vec::new();
        for entry in new {
            let category = entry.fact(Role::Category).map(|cell| bare(&cell.text));
            let category = category.filter(|own| catalog.categories.iter().any(|it| it.id == *own));
            match groups.iter_mut().find(|(known, _)| *known == category) {
                Some((_, group)) => group.push(entry),
                None => groups.push((category, vec![entry])),
            }
        }
        for (category, group) in groups {
            let mut addition =
                addition(section, known.clone(), &group, catalog, &facts, &mut found);
            // The only heading of a document is its title.
            let title = draft.title.as_ref().map(|title| title.text.clone());
            addition.heading = addition.heading.or(title);
            addition.category = category;
            additions.push(addition);
        }
    }
    for found in &mut found {
        found.level = level;
    }
    if level == Level::Off {
        found.clear();
    }
    (additions, found)
}

fn addition(
    section: &Section,
    known: Vec<String>,
    new: &[&Entry],
    catalog: &Catalog,
    facts: &Facts,
    found: &mut Vec<Diagnostic>,
) -> Addition {
    let mut entries = Map::new();
    for own in new {
        let mut said = entry(own, facts);
        if let Json::Object(said) = &mut said {
            fit(said, own, catalog, facts, found);
        }
        entries.insert(own.code.text.clone(), said);
    }
    Addition {
        heading: section.heading.as_ref().map(|heading| heading.text.clone()),
        category: None,
        known,
        codes: new.iter().map(|entry| entry.code.text.clone()).collect(),
        file: file_of(section, &entries),
        entries: entries_of(entries),
    }
}

/// Leaves out what a catalog does not declare, with a finding for it.
fn fit(
    said: &mut Map<String, Json>,
    entry: &Entry,
    catalog: &Catalog,
    facts: &Facts,
    found: &mut Vec<Diagnostic>,
) {
    let mut left_out = |what: String, at: &Cell, help: String| {
        found.push(Diagnostic::of(&DOCUMENT_DRIFT, what).at(at.span, "not added").help(help));
    };
    let category = said.get("category").and_then(Json::as_str).map(str::to_owned);
    if let (Some(category), Some(at)) = (category, entry.fact(Role::Category))
        && !catalog.categories.iter().any(|known| known.id == category)
    {
        said.remove("category");
        let ids = quoted(catalog.categories.iter().map(|known| known.id.as_str()));
        let help = format!(
            "declare it in the catalog's `categories`{}",
            if ids.is_empty() { String::new() } else { format!(", or use one of {ids}") }
        );
        left_out(format!("the catalog has no category `{category}`"), at, help);
    }
    for (heading, name) in facts.fields() {
        let declared = catalog.fields.iter().any(|field| field.name == name);
        if !declared
            && said.remove(name).is_some()
            && let Some((_, at)) = entry.others.iter().find(|(own, _)| own == heading)
        {
            let help = "declare it in the catalog's `fields`".to_owned();
            left_out(format!("the catalog has no field `{name}`"), at, help);
        }
    }
}

/// Compares what a document and a catalog say about a code.
fn differences(entry: &Entry, code: &Code, found: &mut Vec<Diagnostic>) {
    let name = &entry.code.text;
    let mut differ = |what: &str, at: &Cell, there: Option<String>| {
        let (message, label) = match there {
            Some(there) => (
                format!("`{name}` has another {what} in the catalog"),
                format!("the catalog has {there}"),
            ),
            None => (
                format!("`{name}` has a {what} here, and none in the catalog"),
                "the catalog says nothing".to_owned(),
            ),
        };
        found.push(
            Diagnostic::of(&DOCUMENT_DRIFT, message)
                .at(at.span, format!("another {what}"))
                .also(code.span, label)
                .help("correct what is not true; nothing is overwritten"),
        );
    };
    if let Some((_, at)) = entry.statuses.as_ref().filter(|(all, _)| *all != code.status) {
        let there: Vec<String> = code.status.iter().map(u16::to_string).collect();
        differ("status", at, (!there.is_empty()).then(|| there.join(", ")));
    }
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = code.description.as_ref().map(|text| flat(text.source()));
    let message = code.message.as_ref().map(|message| flat(&message.source));
    let cause = code.cause.as_ref().map(|text| flat(text.source()));
    let resolution = code.resolution.as_ref().map(|text| flat(text.source()));
    let title = Some(flat(&code.title));
    let all = [&description, &message, &cause, &resolution, &title];
    for (role, what, there) in [
        (Role::Description, "description", &description),
        (Role::Message, "message", &message),
        (Role::Cause, "cause", &cause),
        (Role::Resolution, "resolution", &resolution),
        (Role::Title, "title", &title),
    ] {
        let Some(cell) = entry.fact(role) else { continue };
        let own = [flat(&prose(cell)), flat(&visible(&bare(&cell.text)))];
        // What the catalog says under another key is said.
        let same = all.iter().any(|text| text.as_ref().is_some_and(|text| own.contains(text)));
        if !same {
            differ(what, cell, there.as_ref().map(|there| format!("“{there}”")));
        }
    }
}

/// Entries as text without an indent.
fn entries_of(entries: Map<String, Json>) -> String {
    let file = Map::from_iter([
        ("section".to_owned(), json!("Errors")),
        ("errors".to_owned(), Json::Object(entries)),
    ]);
    let text = formatted("catalog/errors.yaml", yaml::document(file));
    let lines = text.lines().skip_while(|line| *line != "errors:").skip(1);
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
    lines.join("\n")
}

/// The file of a section with some entries.
fn file_of(section: &Section, entries: &Map<String, Json>) -> String {
    let mut file = opening(section);
    file.insert("errors".to_owned(), Json::Object(entries.clone()));
    formatted("catalog/errors.yaml", yaml::document(file))
}
