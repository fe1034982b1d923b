//! Values of errors in Go: `errors.New`, calls with a code, and literals of structs.

use super::said::{self, Known};
use super::token::{Kind, Token, closing, pieces};
use super::{Row, is_of_errors, of, unread};
use crate::import::part::{Cell, Part};
use crate::import::role::is_certainly_code;

/// The rows of the variables of a file outside of functions.
pub(super) fn read(tokens: &[Token], text: &str, parts: &mut Vec<Part>) -> Vec<Row> {
    let known = said::known(tokens);
    let file = File { text, known };
    let mut rows = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.is("{") {
            at = closing(tokens, at);
        } else if token.is_name("var") {
            let before = at.checked_sub(1).map(|at| &tokens[at]);
            let about = before.filter(|token| token.kind == Kind::Comment);
            let about = about.map(|token| of(token.text.clone(), token.span));
            let (from, end) = match tokens.get(at + 1) {
                Some(open) if open.is("(") => (at + 2, closing(tokens, at + 1)),
                _ => (at + 1, declaration_end(tokens, at + 1, text)),
            };
            file.group(tokens.get(from..end).unwrap_or_default(), about, &mut rows, parts);
            at = end.max(at + 1);
            continue;
        }
        at += 1;
    }
    rows
}

/// The index behind a declaration: its line, with whatever is in brackets.
fn declaration_end(tokens: &[Token], from: usize, text: &str) -> usize {
    let mut at = from;
    while at < tokens.len() {
        if tokens[at].is("(") || tokens[at].is("{") || tokens[at].is("[") {
            at = closing(tokens, at);
        }
        at += 1;
        let (Some(before), Some(next)) = (tokens.get(at - 1), tokens.get(at)) else { break };
        let between = text.get(before.span.end as usize..next.span.start as usize);
        if between.is_some_and(|between| between.contains('\n')) {
            break;
        }
    }
    at.min(tokens.len())
}

struct File<'t> {
    text: &'t str,
    known: Known<'t>,
}

impl<'t> File<'t> {
    /// The variables of a group.
    fn group(
        &self,
        tokens: &'t [Token],
        mut about: Option<Cell>,
        rows: &mut Vec<Row>,
        parts: &mut Vec<Part>,
    ) {
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at].kind == Kind::Comment {
                about = Some(of(tokens[at].text.clone(), tokens[at].span));
                at += 1;
                continue;
            }
            let end = declaration_end(tokens, at, self.text);
            let words = &tokens[at..end];
            let about = about.take();
            at = end.max(at + 1);
            let Some(equals) = words.iter().position(|word| word.is("=")) else { continue };
            if is_of_errors(&words[0].text) && equals < 5 {
                self.variable(&words[0], about, &words[equals + 1..], rows, parts);
            }
        }
    }

    /// What the value of a variable says.
    fn variable(
        &self,
        name: &'t Token,
        about: Option<Cell>,
        value: &'t [Token],
        rows: &mut Vec<Row>,
        parts: &mut Vec<Part>,
    ) {
        let Some(open) = value.iter().position(|word| word.is("(") || word.is("{")) else { return };
        let end = closing(value, open);
        let inner = value.get(open + 1..end).unwrap_or_default();
        if value[..open].iter().any(|word| word.is("[")) {
            if value[open].is("{") {
                self.several(inner, rows);
            }
            return;
        }
        let mut row = Row::new();
        let makes = |package: &str, function: &str| {
            matches!(&value[..open], [a, dot, b]
                if a.is_name(package) && dot.is(".") && b.is_name(function))
        };
        if makes("errors", "New") || makes("fmt", "Errorf") || makes("xerrors", "New") {
            let Some(message) = inner.first().filter(|first| first.kind == Kind::Text) else {
                let why = format!("`{}` has no plain text, and is not imported", name.text);
                return parts.push(unread(name.span, why));
            };
            let is_put_together = makes("fmt", "Errorf") && message.text.contains('%');
            let cell = of(message.text.clone(), message.span);
            // A text that is no code leaves the name, by which programs know it.
            if is_certainly_code(&cell.text) {
                row.push(("Code".to_owned(), cell));
            } else {
                row.push(("Code".to_owned(), of(name.text.clone(), name.span)));
                if is_put_together {
                    let why = format!(
                        "the text of `{}` has values put into it, and is not imported",
                        name.text
                    );
                    parts.push(unread(message.span, why));
                } else {
                    row.push(("Message".to_owned(), cell));
                }
            }
        } else {
            said::all(inner, self.text, &self.known, &mut row);
        }
        rows.extend(said::named(name, about, row));
    }

    /// The items of a list, or the entries of a map, which are literals of structs.
    fn several(&self, inner: &'t [Token], rows: &mut Vec<Row>) {
        for piece in pieces(inner, self.text) {
            let Some(open) = piece.iter().position(|word| word.is("{")) else { continue };
            let (Some(start), Some(end)) = (
                inner.iter().position(|word| word.span == piece[open].span),
                inner.iter().position(|word| Some(word.span) == piece.last().map(|it| it.span)),
            ) else {
                continue;
            };
            let mut row = Row::new();
            if let [key, colon, ..] = piece[..open]
                && colon.is(":")
            {
                said::member("code", &[key], &self.known, &mut row);
            }
            said::all(&inner[start + 1..end.max(start + 1)], self.text, &self.known, &mut row);
            let at = row.iter().position(|(heading, _)| heading == "Code");
            if let Some(at) = at {
                row.swap(0, at);
                rows.push(row);
            }
        }
    }
}
