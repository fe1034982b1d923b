//! Go: constants, alone or in groups, with their comments, and the values of errors.

use super::token::{Kind, Token, closing, tokens};
use super::{Row, declared, is_of_errors, maps, of, sentinels, unread};
use crate::import::part::{Cell, Part};
use crate::import::role::{is_code, statuses};

/// Reads a file.
pub fn read(file: u32, text: &str) -> Vec<Part> {
    let tokens = tokens(file, text);
    let mut parts = Vec::new();
    let mut alone: Vec<Row> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_name("const") {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|at| &tokens[at]);
        let about = before.filter(|token| token.kind == Kind::Comment);
        let about = about.map(|token| of(token.text.clone(), token.span));
        if tokens.get(at + 1).is_some_and(|token| token.is("(")) {
            let end = closing(&tokens, at + 1);
            let (rows, ty) = group(&tokens[at + 2..end], text, None, &mut parts);
            let name = ty.unwrap_or_else(|| of("Errors".to_owned(), tokens[at].span));
            if !rows.is_empty() {
                declared(&name, about, &rows, &mut parts);
            }
            at = end;
        } else {
            let line = line_end(&tokens, at + 1, text);
            let (rows, _) = group(&tokens[at + 1..line], text, about, &mut parts);
            alone.extend(rows);
            at = line;
        }
    }
    let more = maps::read(&tokens, text, &alone, &mut parts);
    alone.extend(sentinels::read(&tokens, text, &mut parts));
    if let Some((_, first)) = alone.first().and_then(|row| row.first()) {
        declared(&of("Errors".to_owned(), first.span), None, &alone, &mut parts);
    }
    parts.extend(more);
    parts
}

fn breaks(text: &str, before: &Token, token: &Token) -> bool {
    text.get(before.span.end as usize..token.span.start as usize)
        .is_some_and(|it| it.contains('\n'))
}

/// The index behind the last word of a line.
fn line_end(tokens: &[Token], from: usize, text: &str) -> usize {
    let breaks = |at: &usize| breaks(text, &tokens[at - 1], &tokens[*at]);
    (from + 1..tokens.len()).find(breaks).unwrap_or(tokens.len())
}

/// The constants of a group, and the type of the first that has one.
fn group(
    tokens: &[Token],
    text: &str,
    mut about: Option<Cell>,
    parts: &mut Vec<Part>,
) -> (Vec<Row>, Option<Cell>) {
    let mut rows = Vec::new();
    let (mut ty, mut carried, mut iota) = (None::<Cell>, None::<Cell>, None::<i64>);
    let (mut at, mut index) = (0, 0_i64);
    while at < tokens.len() {
        let end = line_end(tokens, at, text);
        let line = &tokens[at..end];
        at = end;
        if line[0].kind == Kind::Comment {
            let more = line[0].text.clone();
            about = Some(match about.take() {
                Some(before) => of(format!("{} {more}", before.text), before.span),
                None => of(more, line[0].span),
            });
            continue;
        }
        let behind = line.iter().find(|token| token.kind == Kind::Comment);
        let words: Vec<&Token> = line.iter().filter(|token| token.kind != Kind::Comment).collect();
        let said = about.take().or(behind.map(|token| of(token.text.clone(), token.span)));
        let name = words[0];
        let equals = words.iter().position(|token| token.is("="));
        let own = equals
            .and_then(|equals| words.get(1..equals)?.last())
            .map(|ty| of(ty.text.clone(), ty.span));
        let value = equals.map(|equals| &words[equals + 1..]);
        let (code, code_is_value) = match value {
            Some([value]) if value.kind == Kind::Text => {
                (Some(of(value.text.clone(), value.span)), true)
            }
            Some([value]) if value.kind == Kind::Number => {
                iota = None;
                (Some(of(value.text.clone(), value.span)), true)
            }
            Some(value) if value.iter().any(|token| token.is_name("iota")) => {
                iota = start(value);
                (iota.map(|first| of((first + index).to_string(), name.span)), true)
            }
            Some(_) => (None, true),
            None => (iota.map(|first| of((first + index).to_string(), name.span)), false),
        };
        // A value without a type has none.
        carried = if equals.is_some() { own.clone() } else { carried };
        ty = ty.or(own);
        index += 1;
        let of_errors =
            is_of_errors(&name.text) || carried.as_ref().is_some_and(|ty| is_of_errors(&ty.text));
        let is_status = || code.as_ref().is_some_and(|code| statuses(&code.text).is_some());
        if !of_errors || name.text == "_" || name.text.starts_with("Status") && is_status() {
            continue;
        }
        let Some(code) = code.filter(|code| is_code(&code.text)) else {
            let why = if code_is_value { "no plain value" } else { "no value of its own" };
            let why = format!("`{}` has {why}, and is not imported", name.text);
            parts.push(unread(name.span, why));
            continue;
        };
        let mut row =
            vec![("Code".to_owned(), code), ("Name".to_owned(), of(name.text.clone(), name.span))];
        row.extend(said.map(|said| ("Description".to_owned(), said)));
        rows.push(row);
    }
    (rows, ty)
}

/// What the first constant of `iota`, `iota + 1000` or `1000 + iota` would be.
fn start(value: &[&Token]) -> Option<i64> {
    let number = |token: &Token| token.text.parse::<i64>().ok();
    match value {
        [_] => Some(0),
        [a, plus, b] if plus.is("+") => number(a).or_else(|| number(b)),
        _ => None,
    }
}
