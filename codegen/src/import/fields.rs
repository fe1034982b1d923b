//! Columns that have no place in the language: each becomes a declared field.

use serde_json::{Map, Value as Json, json};

use super::draft::Draft;
use super::prose::visible;
use super::role::bare;
use crate::language::is_of_language;
use heck::ToSnakeCase;

/// A declared field.
#[derive(Debug)]
pub struct Field {
    /// The heading of the column.
    pub heading: String,
    /// Its name.
    pub name: String,
    kind: Kind,
    /// Whether some codes have no value.
    optional: bool,
}

#[derive(Debug)]
enum Kind {
    Boolean,
    Integer,
    Values(Vec<String>),
    Text,
}

/// The most values that are listed.
const MOST: usize = 8;

/// A field for each heading of a column without a place.
pub fn fields(draft: &Draft) -> Vec<Field> {
    let mut headings: Vec<&str> = Vec::new();
    for (heading, _) in draft.entries().flat_map(|(_, entry)| &entry.others) {
        if !headings.contains(&heading.as_str()) {
            headings.push(heading);
        }
    }
    let mut fields: Vec<Field> = Vec::new();
    for heading in headings {
        let mut name = name_of(heading);
        while fields.iter().any(|field| field.name == name) {
            name.push_str("_2");
        }
        fields.push(field(draft, heading, name));
    }
    fields
}

fn name_of(heading: &str) -> String {
    let ascii: String =
        heading.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = ascii.to_snake_case();
    let bad = name.is_empty()
        || name.starts_with(|first: char| first.is_ascii_digit())
        || is_of_language(&name);
    if bad { format!("column_{name}").trim_end_matches('_').to_owned() } else { name }
}

fn field(draft: &Draft, heading: &str, name: String) -> Field {
    let value = |entry: &super::entry::Entry| {
        entry.others.iter().find(|(known, _)| known == heading).map(|(_, cell)| bare(&cell.text))
    };
    // Only the first entry of a code gives it values.
    let mut seen = std::collections::BTreeSet::new();
    let firsts = draft.entries().map(|(_, entry)| entry);
    let firsts = firsts.filter(|entry| seen.insert(entry.code.text.clone()));
    let all: Vec<Option<String>> = firsts.map(value).collect();
    let values: Vec<&String> = all.iter().flatten().collect();
    let mut distinct: Vec<String> = Vec::new();
    for value in &values {
        if !distinct.contains(value) {
            distinct.push((*value).clone());
        }
    }
    let short = distinct.iter().all(|value| value.len() <= 24 && !value.contains(['{', '|']));
    let kind = match () {
        // Some of them begin with a zero, and others will have letters.
        () if heading.to_lowercase().starts_with("sqlstate") => Kind::Text,
        () if values.iter().all(|value| boolean(value).is_some()) => Kind::Boolean,
        () if values.iter().all(|value| integer(value).is_some()) => Kind::Integer,
        () if short && distinct.len() <= MOST && distinct.len() * 2 <= values.len() => {
            Kind::Values(distinct)
        }
        () => Kind::Text,
    };
    Field { heading: heading.to_owned(), name, kind, optional: all.iter().any(Option::is_none) }
}

impl Field {
    /// How the catalog declares it.
    pub fn declaration(&self) -> Json {
        let mut said = Map::new();
        let mut set = |key: &str, value: Json| drop(said.insert(key.to_owned(), value));
        set("title", json!(visible(&bare(&self.heading))));
        match &self.kind {
            Kind::Boolean => set("type", json!("boolean")),
            Kind::Integer => set("type", json!("integer")),
            Kind::Values(values) => set("values", json!(values)),
            Kind::Text => {}
        }
        if self.optional {
            set("optional", json!(true));
        }
        Json::Object(said)
    }

    /// A cell as a value.
    pub fn value(&self, cell: &str) -> Json {
        let text = bare(cell);
        match self.kind {
            Kind::Boolean => json!(boolean(&text)),
            Kind::Integer => json!(integer(&text)),
            Kind::Values(_) | Kind::Text => json!(visible(&text)),
        }
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "y" | "✓" | "✅" | "✔" => Some(true),
        "no" | "false" | "n" | "✗" | "❌" | "✘" => Some(false),
        _ => None,
    }
}

fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}
