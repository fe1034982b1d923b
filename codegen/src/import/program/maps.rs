//! Go: maps that say something of each code: `map[Code]int{ NotFound: http.StatusNotFound }`.

use std::collections::BTreeMap;

use super::token::{Kind, Token, closing, pieces};
use super::{Row, is_of_errors, of, status_named, unread};
use crate::import::part::{Cell, Part, Table, table_of};
use crate::import::role::{is_code, statuses};

/// The tables that the maps of a file make; `alone` are constants that are in no table yet.
pub(super) fn read(
    tokens: &[Token],
    text: &str,
    alone: &[Row],
    parts: &mut Vec<Part>,
) -> Vec<Part> {
    let codes = codes(alone, parts);
    let mut tables = Vec::new();
    for at in 0..tokens.len() {
        let Some([map, open, key, close]) = tokens.get(at..at + 4) else { break };
        let keyed = map.is_name("map") && open.is("[") && close.is("]");
        let name = at.checked_sub(2).map_or("", |before| tokens[before].text.as_str());
        if !keyed || !(is_of_errors(&key.text) || is_of_errors(name)) {
            continue;
        }
        let Some(open) = (at + 4..tokens.len().min(at + 8)).find(|at| tokens[*at].is("{")) else {
            continue;
        };
        let end = closing(tokens, open);
        let inner = pieces(tokens.get(open + 1..end).unwrap_or_default(), text);
        let heading = if is_said(name) { "Message" } else { "Description" };
        let rows = inner.iter().filter_map(|piece| entry(piece, heading, &codes, parts));
        let rows: Vec<Row> = rows.collect();
        if let Some((_, first)) = rows.first().and_then(|row| row.first()) {
            let table = table_of(&rows, first.span);
            tables.push(Part::Table(Table { more: true, ..table }));
        }
    }
    tables
}

/// Whether a map with this name has messages.
fn is_said(name: &str) -> bool {
    let name = name.to_lowercase();
    ["message", "msg"].iter().any(|word| name.contains(word))
}

/// The codes of constants, by their names.
fn codes(alone: &[Row], parts: &[Part]) -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for row in alone {
        let of = |heading: &str| row.iter().find(|(known, _)| known == heading);
        if let (Some((_, name)), Some((_, code))) = (of("Name"), of("Code")) {
            codes.insert(name.text.clone(), code.text.clone());
        }
    }
    for part in parts {
        let Part::Table(table) = part else { continue };
        let of = |heading: &str| table.header.iter().position(|cell| cell.text == heading);
        let (Some(name), Some(code)) = (of("Name"), of("Code")) else { continue };
        let pairs = table.rows.iter().map(|row| (row[name].text.clone(), row[code].text.clone()));
        codes.extend(pairs);
    }
    codes
}

/// What a map says of one code.
fn entry(
    piece: &[&Token],
    heading: &str,
    codes: &BTreeMap<String, String>,
    parts: &mut Vec<Part>,
) -> Option<Row> {
    let words: Vec<&&Token> = piece.iter().filter(|token| token.kind != Kind::Comment).collect();
    let (key, value) = match words.as_slice() {
        [key, colon, value @ ..] if colon.is(":") => (key, value),
        _ => return None,
    };
    let code = match key.kind {
        Kind::Text if is_code(&key.text) => Some(key.text.clone()),
        _ => codes.get(&key.text).cloned(),
    };
    // Literals of structs are read wherever they stand.
    let last = value.last().filter(|_| !value.iter().any(|token| token.is("{")))?;
    let said: Option<(&str, Cell)> = match value {
        [text] if text.kind == Kind::Text => Some((heading, of(text.text.clone(), text.span))),
        [number] if number.kind == Kind::Number && statuses(&number.text).is_some() => {
            Some(("HTTP status", of(number.text.clone(), number.span)))
        }
        _ => status_named(&last.text).map(|it| ("HTTP status", of(it.to_string(), last.span))),
    };
    let (Some(code), Some((heading, said))) = (code, said) else {
        let why = format!("what is said of `{}` is no plain value, and is not imported", key.text);
        parts.push(unread(key.span, why));
        return None;
    };
    Some(vec![("Code".to_owned(), of(code, key.span)), (heading.to_owned(), said)])
}
