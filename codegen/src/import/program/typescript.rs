//! TypeScript and JavaScript: unions of texts, enums, and objects.

use super::token::{Kind, Token, closing, comments, pieces, tokens};
use super::{Row, declared, is_of_errors, of, status_named, unread};
use crate::import::part::{Cell, Part};
use crate::import::role::{Role, is_code, of_heading, statuses};

/// Reads a module.
pub fn read(file: u32, text: &str) -> Vec<Part> {
    let tokens = tokens(file, text);
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
                union(&tokens[at + 3..], &mut parts)
            }
            "enum" if next(2).is_some_and(|token| token.is("{")) => {
                let end = closing(&tokens, at + 2);
                let inner = pieces(&tokens[at + 3..end], text);
                members(&inner, "=", text, &mut parts)
            }
            "const" | "let" | "var" => {
                let rest = &tokens[at + 2..];
                let equals = rest.iter().take(12).position(|token| token.is("="));
                let Some(open) = equals.map(|equals| equals + 1) else { continue };
                let value = &rest[open..];
                let is_frozen = ["Object", ".", "freeze", "("];
                let is_frozen = value.iter().zip(is_frozen).all(|(token, word)| token.text == word);
                let open = at + 2 + open + if is_frozen { 4 } else { 0 };
                let Some(first) = tokens.get(open) else { continue };
                let end = closing(&tokens, open);
                if first.is("{") {
                    let inner = pieces(&tokens[open + 1..end], text);
                    members(&inner, ":", text, &mut parts)
                } else if first.is("[") {
                    let inner = pieces(&tokens[open + 1..end], text);
                    items(&inner, text, &mut parts)
                } else {
                    continue;
                }
            }
            _ => continue,
        };
        if !rows.is_empty() {
            declared(&of(name.text.clone(), name.span), about, &rows, &mut parts);
        }
    }
    parts
}

fn is_modifier(token: &Token) -> bool {
    token.kind == Kind::Name
        && ["export", "declare", "const", "default"].contains(&token.text.as_str())
}

/// The texts of a union.
fn union(tokens: &[Token], parts: &mut Vec<Part>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut about: Option<Cell> = None;
    let mut joined = true;
    for token in tokens {
        match token.kind {
            Kind::Comment if !token.text.is_empty() => {
                about = Some(of(token.text.clone(), token.span));
            }
            Kind::Comment => {}
            Kind::Mark if token.text == "|" => joined = true,
            Kind::Text if joined && is_code(&token.text) => {
                let mut row = vec![("Code".to_owned(), of(token.text.clone(), token.span))];
                row.extend(about.take().map(|about| ("Description".to_owned(), about)));
                rows.push(row);
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
fn items(inner: &[Vec<&Token>], text: &str, parts: &mut Vec<Part>) -> Vec<Row> {
    let mut rows = Vec::new();
    for piece in inner {
        let words: Vec<&&Token> =
            piece.iter().filter(|token| token.kind != Kind::Comment).collect();
        let mut row = match words.as_slice() {
            [value] if value.kind == Kind::Text && is_code(&value.text) => {
                vec![("Code".to_owned(), of(value.text.clone(), value.span))]
            }
            [open, .., close] if open.is("{") && close.is("}") => {
                let mut row = object(open, &words[1..words.len() - 1], text, parts);
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
fn members(inner: &[Vec<&Token>], mark: &str, text: &str, parts: &mut Vec<Part>) -> Vec<Row> {
    let mut rows = Vec::new();
    // In an enum, what has no value follows the last number.
    let mut next = None::<i64>;
    for piece in inner {
        let words: Vec<&&Token> =
            piece.iter().filter(|token| token.kind != Kind::Comment).collect();
        let Some(name) =
            words.first().filter(|it| matches!(it.kind, Kind::Name | Kind::Text | Kind::Number))
        else {
            parts.push(unread(piece[0].span, "a member has no plain name, and is not imported"));
            continue;
        };
        let cell = |token: &Token| of(token.text.clone(), token.span);
        let about = comments(piece);
        let mut row: Row = match words.get(1) {
            None if next.is_some() => {
                let code = of(next.unwrap_or_default().to_string(), name.span);
                vec![("Code".to_owned(), code), ("Name".to_owned(), cell(name))]
            }
            None => vec![("Code".to_owned(), cell(name))],
            Some(token) if token.is(mark) => match words.get(2..).unwrap_or_default() {
                [value] if value.kind == Kind::Text && is_code(&value.text) => {
                    vec![("Code".to_owned(), cell(value)), ("Name".to_owned(), cell(name))]
                }
                [value] if value.kind == Kind::Text => {
                    vec![("Code".to_owned(), cell(name)), ("Description".to_owned(), cell(value))]
                }
                [minus, value] if minus.is("-") && value.kind == Kind::Number => {
                    let code = of(format!("-{}", value.text), value.span);
                    vec![("Code".to_owned(), code), ("Name".to_owned(), cell(name))]
                }
                [value] if value.kind == Kind::Number => {
                    vec![("Code".to_owned(), cell(value)), ("Name".to_owned(), cell(name))]
                }
                [open, .., close] if open.is("{") && close.is("}") => {
                    object(name, &words[3..words.len() - 1], text, parts)
                }
                _ => {
                    let why = format!("`{}` has no plain value, and is not imported", name.text);
                    parts.push(unread(name.span, why));
                    continue;
                }
            },
            Some(_) => {
                let why = format!("`{}` has no plain value, and is not imported", name.text);
                parts.push(unread(name.span, why));
                continue;
            }
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
