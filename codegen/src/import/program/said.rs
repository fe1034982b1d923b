//! What arguments, members and fields say about the code of one error, in any of the languages.

use std::collections::BTreeMap;

use super::token::{Kind, Token, pieces};
use super::{Row, of, status_named};
use crate::import::part::Cell;
use crate::import::role::{Role, is_certainly_code, is_code, of_heading, statuses};

/// The constants of a file that stand for a text or a number.
pub(super) type Known<'t> = BTreeMap<&'t str, &'t Token>;

/// The constants that some words declare: `NAME = "text"`, with a type before the mark or without.
pub(super) fn known(tokens: &[Token]) -> Known<'_> {
    let mut known = Known::new();
    for at in 1..tokens.len().saturating_sub(1) {
        let value = &tokens[at + 1];
        if !tokens[at].is("=") || !matches!(value.kind, Kind::Text | Kind::Number) {
            continue;
        }
        // In Go, a type may stand between the name and its value.
        let name = at.checked_sub(2).map(|name| &tokens[name]);
        let is_typed = |name: &&Token| name.kind == Kind::Name && !MODIFIERS.contains(&&*name.text);
        let name = name.filter(is_typed).unwrap_or(&tokens[at - 1]);
        known.entry(&name.text).or_insert(value);
    }
    known
}

const MODIFIERS: &[&str] = &["const", "let", "var", "readonly", "static", "public", "private"];

/// A value that can be read: a text, a number, or the name of one.
fn value<'t>(words: &[&'t Token], known: &Known<'t>) -> Option<(Kind, Cell)> {
    let as_const = words.len() > 1 && words[words.len() - 2].is_name("as");
    let words = if as_const { &words[..words.len() - 2] } else { words };
    match words {
        [one] if matches!(one.kind, Kind::Text | Kind::Number) => {
            Some((one.kind, of(one.text.clone(), one.span)))
        }
        [minus, one] if minus.is("-") && one.kind == Kind::Number => {
            Some((one.kind, of(format!("-{}", one.text), one.span)))
        }
        [.., last] if last.kind == Kind::Name => {
            let is_path = words.iter().all(|word| word.kind == Kind::Name || word.is("."));
            if let Some(constant) = known.get(last.text.as_str()).filter(|_| is_path) {
                return Some((constant.kind, of(constant.text.clone(), constant.span)));
            }
            let status = status_named(&last.text).filter(|_| is_path)?;
            Some((Kind::Number, of(status.to_string(), last.span)))
        }
        _ => None,
    }
}

/// Adds to a row what it does not say yet.
fn add(row: &mut Row, heading: &str, cell: Cell) {
    if !row.iter().any(|(own, _)| own == heading) {
        row.push((heading.to_owned(), cell));
    }
}

/// Adds what a member says, if it can be read.
pub(super) fn member<'t>(key: &str, words: &[&'t Token], known: &Known<'t>, row: &mut Row) {
    let Some((kind, cell)) = value(words, known) else { return };
    let number = kind == Kind::Number;
    match of_heading(key) {
        Some(Role::Code) if number && statuses(&cell.text).is_some() => {
            add(row, "HTTP status", cell);
        }
        Some(Role::Code) if is_code(&cell.text) => add(row, "Code", cell),
        Some(Role::Status) if statuses(&cell.text).is_some() => add(row, "HTTP status", cell),
        Some(Role::Message) => add(row, "Message", cell),
        Some(Role::Description) => add(row, "Description", cell),
        Some(Role::Title) => add(row, "Title", cell),
        Some(Role::Resolution) => add(row, "Resolution", cell),
        Some(Role::Cause) => add(row, "Cause", cell),
        _ => {}
    }
}

/// Adds what arguments or the members of a literal say: by their names, or by what they are like.
pub(super) fn all<'t>(inner: &'t [Token], text: &str, known: &Known<'t>, row: &mut Row) {
    let mut maybe = None;
    for piece in pieces(inner, text) {
        let words: Vec<&Token> =
            piece.into_iter().filter(|token| token.kind != Kind::Comment).collect();
        match words.as_slice() {
            [key, colon, value @ ..] if colon.is(":") => member(&key.text, value, known, row),
            [open, .., close] if open.is("{") && close.is("}") => {
                let start = inner.iter().position(|token| token.span == open.span);
                let end = inner.iter().position(|token| token.span == close.span);
                if let (Some(start), Some(end)) = (start, end) {
                    all(&inner[start + 1..end], text, known, row);
                }
            }
            words => match value(words, known) {
                Some((Kind::Number, cell)) if statuses(&cell.text).is_some() => {
                    add(row, "HTTP status", cell);
                }
                Some((Kind::Number, cell)) if cell.text.len() > 1 => maybe = maybe.or(Some(cell)),
                Some((Kind::Text, cell)) if is_certainly_code(&cell.text) => {
                    add(row, "Code", cell);
                }
                Some((Kind::Text, cell)) if cell.text.contains(' ') => add(row, "Message", cell),
                Some((Kind::Text, cell)) if is_code(&cell.text) => maybe = Some(cell),
                _ => {}
            },
        }
    }
    // A number or a single word is one if nothing else is.
    if let Some(cell) = maybe {
        add(row, "Code", cell);
    }
}

/// The row of an error with this name, if it has a code.
pub(super) fn named(name: &Token, about: Option<Cell>, mut row: Row) -> Option<Row> {
    let at = row.iter().position(|(heading, _)| heading == "Code")?;
    row.swap(0, at);
    let cell = of(name.text.clone(), name.span);
    row.insert(1, ("Name".to_owned(), cell));
    if let Some(about) = about {
        add(&mut row, "Description", about);
    }
    Some(row)
}
