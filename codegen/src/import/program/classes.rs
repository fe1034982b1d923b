//! Classes of errors in TypeScript: what their members and their call of `super` say.

use super::said::{self, Known};
use super::token::{Kind, Token, closing};
use super::{Row, is_of_errors, of, unread};
use crate::import::part::{Cell, Part};
use crate::import::role::{Role, of_heading};

/// The rows of the classes that extend one of errors.
pub(super) fn read(tokens: &[Token], text: &str, parts: &mut Vec<Part>) -> Vec<Row> {
    let known = said::known(tokens);
    let mut rows = Vec::new();
    let mut about: Option<Cell> = None;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        match token.kind {
            Kind::Comment if !token.text.is_empty() => {
                about = Some(of(token.text.clone(), token.span));
            }
            Kind::Name if ["export", "default"].contains(&token.text.as_str()) => {}
            Kind::Name if token.text == "class" => {
                if let Some((name, open)) = of_errors(&tokens[at..]) {
                    let end = closing(tokens, at + open);
                    let body = tokens.get(at + open + 1..end).unwrap_or_default();
                    rows.extend(class(
                        &tokens[at + name],
                        about.take(),
                        (body, text),
                        &known,
                        parts,
                    ));
                    at = end;
                }
            }
            _ => about = None,
        }
        at += 1;
    }
    rows
}

/// Where a class of errors has its name and its opening brace; an abstract one is of no code.
fn of_errors(words: &[Token]) -> Option<(usize, usize)> {
    let open = words.iter().take(40).position(|word| word.is("{"))?;
    let extends = words[..open].iter().position(|word| word.is_name("extends"))?;
    let base = words[extends + 1..open].iter().any(|word| is_of_errors(&word.text));
    let name = words.get(1)?;
    (name.kind == Kind::Name && (base || is_of_errors(&name.text))).then_some((1, open))
}

/// What a class says.
fn class<'t>(
    name: &Token,
    about: Option<Cell>,
    (body, text): (&'t [Token], &str),
    known: &Known<'t>,
    parts: &mut Vec<Part>,
) -> Option<Row> {
    let mut row = Row::new();
    let (mut given, mut template) = (None::<&Token>, None::<&Token>);
    let mut at = 0;
    while at < body.len() {
        let token = &body[at];
        let next = body.get(at + 1);
        if token.is_name("super") && next.is_some_and(|next| next.is("(")) {
            let end = closing(body, at + 1);
            let inner = body.get(at + 2..end).unwrap_or_default();
            said::all(inner, text, known, &mut row);
            template = template.or(inner.iter().find(|token| token.kind == Kind::Template));
            at = end;
        } else if token.kind == Kind::Name
            && let Some(equals) = assigned(&body[at..])
        {
            let rest = &body[at + equals + 1..];
            let end = rest.iter().position(|token| token.is(";") || token.is("}"));
            let broken = rest.windows(2).position(|pair| breaks(text, &pair[0], &pair[1]));
            let end = end.unwrap_or(rest.len()).min(broken.map_or(rest.len(), |at| at + 1));
            let words: Vec<&Token> =
                rest[..end].iter().filter(|token| token.kind != Kind::Comment).collect();
            given = given.or((of_heading(&token.text) == Some(Role::Code)).then_some(token));
            said::member(&token.text, &words, known, &mut row);
            at += equals;
        } else if token.is("{") && !is_constructor(&body[..at]) {
            at = closing(body, at);
        }
        at += 1;
    }
    let row = said::named(name, about, row);
    if let (Some(_), Some(template)) = (&row, template) {
        let why = format!("a text of `{}` has values put into it, and is not imported", name.text);
        parts.push(unread(template.span, why));
    }
    if let (None, Some(given)) = (&row, given) {
        let why = format!("the code of `{}` is no plain value, and is not imported", name.text);
        parts.push(unread(given.span, why));
    }
    row
}

/// Where the mark is behind which the value of a member stands: `code = …`, `code: string = …`.
fn assigned(words: &[Token]) -> Option<usize> {
    let first = words.iter().take(8).position(|word| word.is("=") || word.is(";"))?;
    let between = &words[1..first];
    let typed = between.first().is_none_or(|mark| mark.is(":") || mark.is("?") || mark.is("!"));
    let is_compared = words.get(first + 1).is_some_and(|next| next.is("=") || next.is(">"));
    (words[first].is("=") && typed && !is_compared).then_some(first)
}

/// Whether some words end with the head of a constructor.
fn is_constructor(before: &[Token]) -> bool {
    let mut depth = 0_usize;
    for token in before.iter().rev() {
        match token.text.as_str() {
            _ if token.kind != Kind::Mark && depth == 0 => return token.is_name("constructor"),
            ")" => depth += 1,
            "(" => depth = depth.saturating_sub(1),
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    false
}

fn breaks(text: &str, before: &Token, token: &Token) -> bool {
    text.get(before.span.end as usize..token.span.start as usize)
        .is_some_and(|between| between.contains('\n'))
}
