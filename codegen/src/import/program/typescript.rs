//! TypeScript and JavaScript: unions of texts, enums, objects, and classes.

use std::cell::Cell as Counter;

use super::resolve::resolved;
use super::token::{Kind, Token, closing, comments, pieces, tokens};
use super::{Row, classes, declared, is_of_errors, of, status_named, unread};
use crate::import::part::{Cell, Part};
use crate::import::role::{Role, is_code, of_heading, statuses};

/// Reads a module.
pub fn read(file: u32, text: &str) -> Vec<Part> {
    let tokens = resolved(&tokens(file, text));
    let module = Module { tokens: &tokens, text, spreads: Counter::new(100) };
    let mut parts = Vec::new();
    for at in 0..tokens.len() {
        let next = |step: usize| tokens.get(at + step);
        let Some(name) = next(1).filter(|name| name.kind == Kind::Name && is_of_errors(&name.text))
        else {
            continue;
        };
        let word = tokens[at].text.as_str();
        let about = tokens[..at].iter().rev().find(|token| !is_modifier(token));
        let about = about.filter(|token| token.kind == Kind::Comment && !token.text.is_empty());
        let about = about.map(|token| of(token.text.clone(), token.span));
        let rows = match word {
            _ if tokens[at].kind != Kind::Name => continue,
            "type" if next(2).is_some_and(|token| token.is("=")) => {
                union(&tokens[at + 3..], &tokens, &mut parts)
            }
            "enum" if next(2).is_some_and(|token| token.is("{")) => {
                let end = closing(&tokens, at + 2);
                let inner = pieces(&tokens[at + 3..end], text);
                members(&inner, "=", &module, &mut parts)
            }
            "const" | "let" | "var" => {
                let mut rows = value(at, &module, &mut parts);
                if name.text.to_lowercase().contains("message") {
                    let said = rows.iter_mut().flatten().filter(|(it, _)| it == "Description");
                    said.for_each(|(heading, _)| "Message".clone_into(heading));
                }
                rows
            }
            _ => continue,
        };
        if !rows.is_empty() {
            declared(&of(name.text.clone(), name.span), about, &rows, &mut parts);
        }
    }
    let mut alone = alone(&tokens);
    alone.extend(classes::read(&tokens, text, &mut parts));
    if let Some((_, first)) = alone.first().and_then(|row| row.first()) {
        declared(&of("Errors".to_owned(), first.span), None, &alone, &mut parts);
    }
    parts
}

/// A module.
struct Module<'t> {
    tokens: &'t [Token],
    text: &'t str,
    /// How many spreads may still be followed: objects that spread others twice each grow fast.
    spreads: Counter<usize>,
}

/// The object or list that the declaration at an index declares.
fn value(at: usize, module: &Module<'_>, parts: &mut Vec<Part>) -> Vec<Row> {
    let rest = &module.tokens[at + 2..];
    let equals = rest.iter().take(12).position(|token| token.is("="));
    let Some(open) = equals.map(|equals| equals + 1) else { return Vec::new() };
    let value = &rest[open..];
    let is_frozen = ["Object", ".", "freeze", "("];
    let is_frozen = value.iter().zip(is_frozen).all(|(token, word)| token.text == word);
    let open = at + 2 + open + if is_frozen { 4 } else { 0 };
    let Some(first) = module.tokens.get(open) else { return Vec::new() };
    let end = closing(module.tokens, open);
    let inner = || pieces(&module.tokens[open + 1..end], module.text);
    match first.text.as_str() {
        "{" => members(&inner(), ":", module, parts),
        "[" => items(&inner(), module, parts),
        _ => Vec::new(),
    }
}

/// Where a module declares something.
fn declaration(tokens: &[Token], name: &str) -> Option<usize> {
    const WORDS: [&str; 5] = ["const", "let", "var", "type", "enum"];
    let declares = |at: &usize| {
        let word = &tokens[*at];
        word.kind == Kind::Name
            && WORDS.contains(&word.text.as_str())
            && tokens[at + 1].is_name(name)
    };
    (0..tokens.len().saturating_sub(1)).find(declares)
}

/// What `...name` adds to an object or a list. What is of errors by its name has a table of its own.
fn spread(words: &[&&Token], module: &Module<'_>, parts: &mut Vec<Part>) -> Option<Vec<Row>> {
    let [a, b, c, name] = words else { return None };
    if ![a, b, c].iter().all(|dot| dot.is(".")) {
        return None;
    }
    match declaration(module.tokens, &name.text) {
        Some(_) if is_of_errors(&name.text) => Some(Vec::new()),
        // A name behind this one could be that of an object which spreads this one.
        Some(at) if module.tokens[at].span.start < name.span.start && module.spreads.get() > 0 => {
            module.spreads.set(module.spreads.get() - 1);
            Some(value(at, module, parts))
        }
        _ => {
            let why = format!("`...{}` is declared elsewhere, and is not imported", name.text);
            parts.push(unread(name.span, why));
            Some(Vec::new())
        }
    }
}

/// Constants with a text each: `export const NOT_FOUND = "NOT_FOUND"`.
fn alone(tokens: &[Token]) -> Vec<Row> {
    let mut rows = Vec::new();
    let screams = |name: &str| !name.contains(|c: char| c.is_lowercase()) && name.len() > 2;
    let letters = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    for at in 0..tokens.len().saturating_sub(3) {
        let [word, name, equals, value] = &tokens[at..at + 4] else { continue };
        let declares = word.is_name("const") || word.is_name("readonly");
        if !declares || name.kind != Kind::Name || !equals.is("=") {
            continue;
        }
        let text = value.kind == Kind::Text && is_code(&value.text);
        let number = value.kind == Kind::Number && statuses(&value.text).is_none();
        let same = text && screams(&name.text) && letters(&name.text) == letters(&value.text);
        let of_errors = is_of_errors(&name.text) && screams(&name.text);
        let ends = tokens.get(at + 4).is_none_or(|next| !next.is(".") && !next.is("+"));
        if !(ends && (same || of_errors && (text || number))) {
            continue;
        }
        let mut row: Row = vec![
            ("Code".to_owned(), of(value.text.clone(), value.span)),
            ("Name".to_owned(), of(name.text.clone(), name.span)),
        ];
        let about = tokens[..at].iter().rev().find(|token| !is_modifier(token));
        let about = about.filter(|token| token.kind == Kind::Comment && !token.text.is_empty());
        row.extend(about.map(|it| ("Description".to_owned(), of(it.text.clone(), it.span))));
        rows.push(row);
    }
    rows
}

fn is_modifier(token: &Token) -> bool {
    token.kind == Kind::Name
        && ["export", "declare", "const", "default", "static", "public"]
            .contains(&token.text.as_str())
}

/// The texts of a union.
fn union(tokens: &[Token], module: &[Token], parts: &mut Vec<Part>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut about: Option<Cell> = None;
    let mut joined = true;
    for token in tokens {
        match token.kind {
            Kind::Comment if !token.text.is_empty() => {
                about = Some(of(token.text.clone(), token.span));
            }
            Kind::Comment => {}
            // What follows has the codes.
            Kind::Name if token.is_name("keyof") || token.is_name("typeof") => {}
            Kind::Mark if token.text == "|" => joined = true,
            Kind::Text if joined && is_code(&token.text) => {
                let mut row = vec![("Code".to_owned(), of(token.text.clone(), token.span))];
                row.extend(about.take().map(|about| ("Description".to_owned(), about)));
                rows.push(row);
                joined = false;
            }
            // It has a table of its own.
            Kind::Name
                if joined
                    && is_of_errors(&token.text)
                    && declaration(module, &token.text).is_some() =>
            {
                joined = false;
            }
            Kind::Name if joined => {
                parts.push(unread(token.span, "a part of a union is no text, and is not imported"));
                joined = false;
            }
            _ if joined && !rows.is_empty() => {
                parts.push(unread(token.span, "a part of a union is no text, and is not imported"));
                break;
            }
            _ => break,
        }
    }
    rows
}

/// The items of a list: codes, or objects with a code.
fn items(inner: &[Vec<&Token>], module: &Module<'_>, parts: &mut Vec<Part>) -> Vec<Row> {
    let mut rows = Vec::new();
    for piece in inner {
        let words: Vec<&&Token> =
            piece.iter().filter(|token| token.kind != Kind::Comment).collect();
        if let Some(more) = spread(&words, module, parts) {
            rows.extend(more);
            continue;
        }
        let mut row = match words.as_slice() {
            [value] if value.kind == Kind::Text && is_code(&value.text) => {
                vec![("Code".to_owned(), of(value.text.clone(), value.span))]
            }
            [open, .., close] if open.is("{") && close.is("}") => {
                let mut row = object(open, &words[1..words.len() - 1], module.text, parts);
                // What stands for the name is the bracket.
                row.remove(0);
                row
            }
            _ => Vec::new(),
        };
        if !row.iter().any(|(heading, _)| heading == "Code") {
            parts.push(unread(piece[0].span, "an item has no plain code, and is not imported"));
            continue;
        }
        row.extend(comments(piece).map(|about| ("Description".to_owned(), about)));
        rows.push(row);
    }
    rows
}

/// The members of an enum or object, whose names stand before a mark.
fn members(
    inner: &[Vec<&Token>],
    mark: &str,
    module: &Module<'_>,
    parts: &mut Vec<Part>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    // In an enum, what has no value follows the last number.
    let mut next = None::<i64>;
    for piece in inner {
        let words: Vec<&&Token> =
            piece.iter().filter(|token| token.kind != Kind::Comment).collect();
        if let Some(more) = spread(&words, module, parts) {
            rows.extend(more);
            continue;
        }
        let Some(name) =
            words.first().filter(|it| matches!(it.kind, Kind::Name | Kind::Text | Kind::Number))
        else {
            parts.push(unread(piece[0].span, "a member has no plain name, and is not imported"));
            continue;
        };
        let cell = |token: &Token| of(token.text.clone(), token.span);
        let about = comments(piece);
        let row = match words.get(1) {
            None if next.is_some() => {
                let code = of(next.unwrap_or_default().to_string(), name.span);
                Some(vec![("Code".to_owned(), code), ("Name".to_owned(), cell(name))])
            }
            None => Some(vec![("Code".to_owned(), cell(name))]),
            Some(token) if token.is(mark) => {
                member(name, words.get(2..).unwrap_or_default(), mark, module, parts)
            }
            Some(_) => None,
        };
        let Some(mut row) = row else {
            let why = format!("`{}` has no plain value, and is not imported", name.text);
            parts.push(unread(name.span, why));
            continue;
        };
        let number = row.first().and_then(|(_, code)| code.text.parse::<i64>().ok());
        next = number.filter(|_| mark == "=").and_then(|number| number.checked_add(1));
        if let Some(about) = about
            && !row.iter().any(|(heading, _)| heading == "Description")
        {
            row.push(("Description".to_owned(), about));
        }
        rows.push(row);
    }
    rows
}

/// What the value of a member says.
fn member(
    name: &Token,
    value: &[&&Token],
    mark: &str,
    module: &Module<'_>,
    parts: &mut Vec<Part>,
) -> Option<Row> {
    let cell = |token: &Token| of(token.text.clone(), token.span);
    let row = |code: Cell, heading: &str, more: Cell| {
        Some(vec![("Code".to_owned(), code), (heading.to_owned(), more)])
    };
    // A key in brackets is a code that was declared before.
    let known = module.text.get(name.span.range()).is_some_and(|text| text.starts_with('['));
    match value {
        [value] if value.kind == Kind::Text && is_code(&value.text) && !known => {
            row(cell(value), "Name", cell(name))
        }
        [value] if value.kind == Kind::Text => row(cell(name), "Description", cell(value)),
        [value] if value.kind == Kind::Number && mark == ":" && statuses(&value.text).is_some() => {
            row(cell(name), "HTTP status", cell(value))
        }
        [minus, value] if minus.is("-") && value.kind == Kind::Number => {
            row(of(format!("-{}", value.text), value.span), "Name", cell(name))
        }
        [value] if value.kind == Kind::Number => row(cell(value), "Name", cell(name)),
        [open, .., close] if open.is("{") && close.is("}") => {
            Some(object(name, &value[1..value.len() - 1], module.text, parts))
        }
        _ => None,
    }
}

/// What an object says about the code with its name.
fn object(name: &Token, inner: &[&&Token], text: &str, parts: &mut Vec<Part>) -> Row {
    let mut row = vec![("Code".to_owned(), of(name.text.clone(), name.span))];
    let owned: Vec<Token> = inner.iter().map(|token| (**token).clone()).collect();
    for piece in pieces(&owned, text) {
        let (key, value) = match piece.as_slice() {
            [key, colon, value @ ..] if colon.is(":") => (*key, value),
            _ => continue,
        };
        let named = value.last().and_then(|last| status_named(&last.text));
        let (text, at) = match value {
            [value] if value.kind != Kind::Mark => (value.text.clone(), value.span),
            _ if named.is_some() => (named.unwrap_or_default().to_string(), value[0].span),
            _ => {
                let why = format!(
                    "`{}` of `{}` is no plain value, and is not imported",
                    key.text, name.text
                );
                parts.push(unread(key.span, why));
                continue;
            }
        };
        let cell = of(text, at);
        match of_heading(&key.text) {
            Some(Role::Code) if is_code(&cell.text) && statuses(&cell.text).is_none() => {
                "Name".clone_into(&mut row[0].0);
                row.push(("Code".to_owned(), cell));
            }
            Some(Role::Code) => row.push(("HTTP status".to_owned(), cell)),
            _ => row.push((key.text.clone(), cell)),
        }
    }
    row
}
