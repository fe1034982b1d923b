//! Reads data: JSON, YAML and TOML, as lists and maps of codes or as an API description.

mod aliases;
mod openapi;
mod rows;
mod syntax;

pub use syntax::Syntax;

use super::part::{Cell, Part, Table};
use super::role::{is_certainly_code, of_heading};
use super::table::{Kind, kind_of};
use crate::source::{SourceFile, Span};
use crate::yaml::{Key, Node, Value};

/// Reads a file.
///
/// # Errors
///
/// If it is not written in this syntax: why not.
pub fn read(file: u32, source: &SourceFile, syntax: Syntax) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for root in &syntax::parse(file, source, syntax, &mut parts)? {
        if let Value::Map(members) = &root.value
            && members.iter().any(|(key, _)| key.text == "openapi" || key.text == "swagger")
        {
            openapi::read(root, &mut parts);
        } else {
            walk(root, None, &mut parts);
        }
    }
    Ok(parts)
}

/// Names of lists and maps that say no more than that codes follow.
const PLAIN: &[&str] = &[
    "errors",
    "error",
    "codes",
    "errorcodes",
    "messages",
    "problems",
    "conditions",
    "items",
    "data",
    "entries",
    "list",
    "definitions",
];

fn is_plain(key: &str) -> bool {
    let letters: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    PLAIN.contains(&letters.to_lowercase().as_str())
}

/// Adds what a value says about codes; `name` is the key that it has.
fn walk(node: &Node<'_>, name: Option<&Key<'_>>, parts: &mut Vec<Part>) {
    match &node.value {
        Value::Map(members) => {
            if let Some(table) =
                rows::of_map(members, name.is_some_and(|key| is_plain(&key.text)), parts)
            {
                parts.push(Part::Table(table));
                return;
            }
            about(members, name.is_none(), parts);
            for (key, value) in members {
                child(key, value, parts);
            }
        }
        Value::List(items) => list(node, items, parts),
        _ => {}
    }
}

/// What a map says about itself, or about the whole document.
fn about(members: &[(Key<'_>, Node<'_>)], whole: bool, parts: &mut Vec<Part>) {
    let text = |names: &[&str]| {
        let found = members.iter().find(|(key, _)| names.contains(&key.text.as_ref()));
        found.and_then(|(_, value)| Some(cell(value.as_text()?, value.span)))
    };
    parts.extend(text(&["title", "section", "group", "name"]).map(|cell| Part::Heading(cell, 0)));
    parts.extend(text(&["description", "summary"]).map(Part::Prose));
    // How many codes follow.
    let total = members.iter().find(|(key, _)| {
        ["total", "count", "totalCount", "total_count", "errorCount", "error_count"]
            .contains(&key.text.as_ref())
    });
    if let Some((key, Node { value: Value::Plain(number), span })) = total.filter(|_| whole) {
        let header = vec![cell("Of", key.span), cell("Count", key.span)];
        let row = vec![cell("Total", key.span), cell(number, *span)];
        parts.push(Part::Table(Table::new(header, vec![row])));
    }
}

/// The level of the name of a group, which is never the title of all.
pub const GROUP: u8 = 2;

/// Adds what a member says, under its name.
fn child(key: &Key<'_>, value: &Node<'_>, parts: &mut Vec<Part>) {
    if !matches!(&value.value, Value::Map(_) | Value::List(_)) {
        return;
    }
    let mut inner = Vec::new();
    walk(value, Some(key), &mut inner);
    if !inner.iter().any(|part| matches!(part, Part::Table(table) if is_of_codes(table))) {
        inner.push(unread(key.span, format!("there are no codes in `{}`", key.text)));
    } else if !is_plain(&key.text) && !matches!(inner.first(), Some(Part::Heading(..))) {
        parts.push(Part::Heading(cell(&words(&key.text), key.span), GROUP));
    }
    parts.extend(inner);
}

fn list(node: &Node<'_>, items: &[Node<'_>], parts: &mut Vec<Part>) {
    let all_maps = items.iter().all(|item| matches!(item.value, Value::Map(_)));
    if all_maps && !items.is_empty() {
        let table = rows::of_list(items);
        if matches!(kind_of(&table), Kind::Codes(_)) {
            parts.push(Part::Table(table));
            return;
        }
        for item in items {
            walk(item, None, parts);
        }
        return;
    }
    let codes: Vec<Vec<Cell>> = items
        .iter()
        .filter_map(|item| match &item.value {
            Value::Plain(text) | Value::Text(text) if is_certainly_code(text) => {
                Some(vec![cell(text, item.span)])
            }
            _ => None,
        })
        .collect();
    if codes.len() * 10 >= items.len() * 6 && !codes.is_empty() {
        for item in items.iter().filter(|item| !codes.iter().any(|row| row[0].span == item.span)) {
            parts.push(unread(item.span, "an item of a list of codes is no code".to_owned()));
        }
        parts.push(Part::Table(Table::new(vec![cell("Code", node.span)], codes)));
    }
}

fn is_of_codes(table: &Table) -> bool {
    matches!(kind_of(table), Kind::Codes(_))
}

/// A text on one line.
fn cell(text: &str, span: Span) -> Cell {
    Cell { text: text.split_whitespace().collect::<Vec<_>>().join(" "), span }
}

fn unread(at: Span, why: String) -> Part {
    Part::Unread(Cell { text: why, span: at })
}

/// A key as a heading: `orderErrors` is `Order errors`.
fn words(key: &str) -> String {
    use heck::ToSnakeCase;
    let words = key.to_snake_case().replace('_', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether the heading of a column says that it has codes, and not the ones of SQL.
fn names_codes(heading: &str) -> bool {
    use super::role::Role;
    of_heading(heading) == Some(Role::Code) && !heading.to_lowercase().starts_with("sqlstate")
}
