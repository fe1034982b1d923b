//! Java: enums whose constants have arguments.

use super::token::{Kind, Token, closing, comments, pieces, tokens};
use super::{Row, declared, is_of_errors, of, status_named, unread};
use crate::import::part::Part;
use crate::import::role::{Role, is_certainly_code, is_code, of_heading, statuses};

/// Reads a file.
pub fn read(file: u32, text: &str) -> Vec<Part> {
    let tokens = tokens(file, text);
    let mut parts = Vec::new();
    for at in 0..tokens.len() {
        let Some(name) = tokens.get(at + 1).filter(|name| name.kind == Kind::Name) else {
            continue;
        };
        if !tokens[at].is_name("enum") || !is_of_errors(&name.text) {
            continue;
        }
        let Some(open) = (at..tokens.len()).find(|at| tokens[*at].is("{")) else { continue };
        let end = closing(&tokens, open);
        let body = &tokens[open + 1..end.min(tokens.len())];
        let last = constants_end(body);
        let names = parameters(&body[last..], &name.text);
        let mut rows = Vec::new();
        for piece in pieces(&body[..last], text) {
            rows.extend(constant(&piece, &names, text, &mut parts));
        }
        let about = tokens[..at].iter().rev().find(|token| !token.is_name("public"));
        let about = about.filter(|token| token.kind == Kind::Comment && !token.text.is_empty());
        let about = about.map(|token| of(token.text.clone(), token.span));
        if !rows.is_empty() {
            declared(&of(name.text.clone(), name.span), about, &rows, &mut parts);
        }
    }
    parts
}

/// The index of the semicolon behind the constants.
fn constants_end(body: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in body.iter().enumerate().filter(|(_, token)| token.kind == Kind::Mark) {
        match token.text.as_str() {
            "(" | "{" => depth += 1,
            ")" | "}" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => return at,
            _ => {}
        }
    }
    body.len()
}

/// The names of the parameters of each constructor.
fn parameters(body: &[Token], name: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for at in 0..body.len().saturating_sub(1) {
        if !body[at].is_name(name) || !body[at + 1].is("(") {
            continue;
        }
        let end = closing(body, at + 1);
        let inner = pieces(body.get(at + 2..end).unwrap_or_default(), "");
        let last = |piece: &Vec<&Token>| {
            let names = piece.iter().rev().find(|token| token.kind == Kind::Name);
            names.map(|token| token.text.clone()).unwrap_or_default()
        };
        all.push(inner.iter().map(last).collect());
    }
    all
}

/// Where a declaration begins: behind its annotations and what these have in brackets.
fn behind_annotations(words: &[&&Token]) -> usize {
    let mut at = 0;
    while words.get(at).is_some_and(|word| word.text.starts_with('@')) {
        at += if words[at].text == "@" { 2 } else { 1 };
        while words.get(at).is_some_and(|word| word.is(".")) {
            at += 2;
        }
        if words.get(at).is_some_and(|word| word.is("(")) {
            let owned: Vec<Token> = words.iter().map(|token| (**token).clone()).collect();
            at = closing(&owned, at) + 1;
        }
    }
    at
}

fn constant(
    piece: &[&Token],
    parameters: &[Vec<String>],
    text: &str,
    parts: &mut Vec<Part>,
) -> Option<Row> {
    let words: Vec<&&Token> = piece.iter().filter(|token| token.kind != Kind::Comment).collect();
    let at = behind_annotations(&words);
    let at = at + words.get(at..)?.iter().position(|it| it.kind == Kind::Name)?;
    let name = words[at];
    let mut row: Row = vec![("Code".to_owned(), of(name.text.clone(), name.span))];
    let arguments: Vec<Token> = match words.get(at + 1) {
        Some(open) if open.is("(") => {
            let rest: Vec<Token> = words[at + 1..].iter().map(|token| (**token).clone()).collect();
            let end = closing(&rest, 0);
            rest.get(1..end).unwrap_or_default().to_vec()
        }
        _ => Vec::new(),
    };
    let arguments = pieces(&arguments, text);
    let names = parameters.iter().find(|names| names.len() == arguments.len());
    for (index, argument) in arguments.iter().enumerate() {
        let parameter = names.map(|names| names[index].as_str()).unwrap_or_default();
        let last = argument[argument.len() - 1];
        let owner = argument[0].text.contains("Status");
        let constant = argument.iter().filter(|_| owner).find_map(|it| status_named(&it.text));
        let constant = constant.or(status_named(&last.text)).filter(|_| argument.len() > 1);
        let status = constant.or(match &argument[..] {
            [.., call, open, number, _] if call.is_name("valueOf") && open.is("(") => {
                statuses(&number.text).map(|found| found[0])
            }
            _ => None,
        });
        let value = match argument.as_slice() {
            [value] if value.kind != Kind::Mark => value.text.clone(),
            [minus, value] if minus.is("-") => format!("-{}", value.text),
            texts if texts.iter().all(|it| it.kind == Kind::Text || it.is("+")) => {
                texts.iter().filter(|it| it.kind == Kind::Text).map(|it| it.text.as_str()).collect()
            }
            _ if status.is_some() => status.unwrap_or_default().to_string(),
            _ => {
                let why = format!(
                    "an argument of `{}` is no plain value, and is not imported",
                    name.text
                );
                parts.push(unread(argument[0].span, why));
                continue;
            }
        };
        let value = if value == "null" { String::new() } else { value };
        let is_number = argument[0].kind == Kind::Number;
        let role = of_heading(parameter);
        let is_code = match role {
            Some(Role::Code) => is_code(&value),
            None => names.is_none() && (is_number || is_certainly_code(&value)),
            Some(_) => false,
        };
        let is_status = is_number && statuses(&value).is_some();
        let heading = match role {
            Some(Role::Code) if statuses(&value).is_some() => "HTTP status",
            None if status.is_some() || is_status => "HTTP status",
            _ if is_code => {
                "Name".clone_into(&mut row[0].0);
                "Code"
            }
            None if parameter.is_empty() => "Message",
            _ => parameter,
        };
        row.push((heading.to_owned(), of(value, argument[0].span)));
    }
    if let Some(about) = comments(piece)
        && !row.iter().any(|(heading, _)| of_heading(heading) == Some(Role::Description))
    {
        row.push(("Description".to_owned(), about));
    }
    Some(row)
}
