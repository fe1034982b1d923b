//! Reads the source code of programs: what their enums and constants say about codes.
//!
//! Rust is parsed by syn. Of other languages only declarations are read, word by word; what stands in
//! them and is no plain value is told.

mod classes;
mod format;
mod go;
mod java;
mod maps;
mod resolve;
mod rust;
mod said;
mod sentinels;
mod token;
mod typescript;

pub use go::read as go;
pub use java::read as java;
pub use rust::read as rust;
pub use typescript::read as typescript;

use super::part::{Cell, Part, Row, Table, table_of};
use crate::source::Span;
use crate::status::reason;

/// A declaration with codes: its heading, what is said about it, and its table.
fn declared(name: &Cell, about: Option<Cell>, rows: &[Row], parts: &mut Vec<Part>) {
    let title = heck::ToTitleCase::to_title_case(name.text.as_str());
    parts.push(Part::Heading(of(title, name.span), 2));
    parts.extend(about.map(Part::Prose));
    // One declaration has the codes, and another one their messages.
    parts.push(Part::Table(Table { more: true, ..table_of(rows, name.span) }));
}

fn of(text: String, span: Span) -> Cell {
    Cell { text, span }
}

fn unread(span: Span, why: impl Into<String>) -> Part {
    Part::Unread(of(why.into(), span))
}

/// Whether a name is that of errors.
fn is_of_errors(name: &str) -> bool {
    const WORDS: [&str; 8] =
        ["err", "error", "code", "problem", "fault", "exception", "failure", "reason"];
    let name = heck::ToSnakeCase::to_snake_case(name);
    name.split('_').any(|word| WORDS.contains(&word.strip_suffix('s').unwrap_or(word)))
}

/// The status with this name in a program: `NOT_FOUND`, `StatusNotFound`, `NotFound`.
fn status_named(name: &str) -> Option<u16> {
    let letters = |text: &str| {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let own = letters(name);
    let own = own.strip_prefix("status").or(own.strip_prefix("sc")).unwrap_or(&own).to_owned();
    let older = match own.as_str() {
        "unprocessableentity" => Some(422),
        "requestentitytoolarge" | "payloadtoolarge" => Some(413),
        "requesturitoolong" => Some(414),
        _ => None,
    };
    older.or_else(|| (400..600).find(|status| reason(*status).is_some_and(|it| letters(it) == own)))
}
