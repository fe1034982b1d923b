//! The layout of registry files: keys in the order of the language, two spaces per level, quotes
//! only where they are needed, long texts folded. Comments stay with what they are next to.

mod language;
mod order;
mod text;

use std::fmt;

use pretty_yaml::config::{FormatOptions, LanguageOptions, LayoutOptions};
use serde_json::Value as Json;
use yaml_parser::SyntaxKind;

use crate::diagnostic::Problems;
use crate::source::{SourceFile, replaced};
use crate::yaml::{self, Node, Value};
use language::Language;

/// The width of a line. With the markers of a diff, it fits into 120 columns.
const WIDTH: usize = 118;

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unformatted {
    /// It does not parse, or contains something that is not allowed in a registry file.
    Findings,
    /// Formatting would change its meaning. This is a bug in errbook or in the parser that it formats
    /// with.
    Different,
}

impl fmt::Display for Unformatted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unformatted::Findings => "it has errors that `errbook check` shows",
            Unformatted::Different => {
                "formatting would change its meaning; this is a bug in errbook, please report it"
            }
        })
    }
}

/// The text of a file in the layout of registry files. It keeps the meaning, the line endings and
/// every comment.
///
/// # Errors
///
/// If the file cannot be formatted.
pub fn format(file: &SourceFile) -> Result<String, Unformatted> {
    let mut problems = Problems::default();
    let before = yaml::parse(0, file, &mut problems);
    if problems.count() > 0 {
        return Err(Unformatted::Findings);
    }
    // A file with only comments is left as it is.
    let Some(before) = before else { return Ok(file.text.clone()) };
    let language = Language::of(file);
    let windows = file.text.contains("\r\n");
    let mut text = file.text.replace("\r\n", "\n");
    text = spaced(&text)?;
    text = order::ordered(text, &language)?;
    text = text::spelled(&file.with_text(text))?;
    text = spaced(&text)?;
    let after = file.with_text(text);
    let now = yaml::parse(0, &after, &mut problems).ok_or(Unformatted::Different)?;
    let all_there = comments(&file.text)? == comments(&after.text)?;
    if problems.count() > 0 || !all_there || !same(&before, &now, language.root(), &language) {
        return Err(Unformatted::Different);
    }
    Ok(if windows { after.text.replace('\n', "\r\n") } else { after.text })
}

/// Edits that put the keys of objects in order, for the outermost objects that need it; the entries
/// keep their text and comments. Empty if this would change the meaning of the file.
#[must_use]
pub(crate) fn key_orders(file: &SourceFile) -> Vec<(std::ops::Range<usize>, String)> {
    let mut problems = Problems::default();
    let language = Language::of(file);
    let orders = order::orders(&file.text, &language).unwrap_or_default();
    let after = file.with_text(replaced(&file.text, &orders));
    let before = yaml::parse(0, file, &mut problems);
    let now = yaml::parse(0, &after, &mut problems);
    let kept = before.zip(now).is_some_and(|(before, now)| {
        same(&before, &now, language.root(), &language)
            && comments(&file.text) == comments(&after.text)
    });
    if kept { orders } else { Vec::new() }
}

/// A text with the spaces and line breaks of the layout.
fn spaced(text: &str) -> Result<String, Unformatted> {
    let options = FormatOptions {
        layout: LayoutOptions { print_width: WIDTH, ..LayoutOptions::default() },
        language: LanguageOptions {
            trailing_comma: false,
            prefer_single_line: true,
            ..LanguageOptions::default()
        },
    };
    pretty_yaml::format_text(text, &options).map_err(|_| Unformatted::Different)
}

/// The comments of a text, sorted, since they move along with their entries.
fn comments(text: &str) -> Result<Vec<String>, Unformatted> {
    let tree = yaml_parser::parse(text).map_err(|_| Unformatted::Different)?;
    let tokens = tree.descendants_with_tokens().filter_map(rowan::NodeOrToken::into_token);
    let comments = tokens.filter(|token| token.kind() == SyntaxKind::COMMENT);
    let mut comments: Vec<String> =
        comments.map(|token| token.text().trim_end().to_owned()).collect();
    comments.sort();
    Ok(comments)
}

/// Whether two nodes say the same. The order of keys matters, except in objects of the language.
fn same<'l>(a: &Node<'_>, b: &Node<'_>, schema: &'l Json, language: &'l Language) -> bool {
    match (&a.value, &b.value) {
        (Value::Map(a), Value::Map(b)) => {
            let keys = language.keys(schema);
            let in_order = keys.is_some() || a.iter().zip(b).all(|(a, b)| a.0.text == b.0.text);
            a.len() == b.len()
                && in_order
                && a.iter().all(|(key, value)| {
                    let member = language.member(schema, &key.text);
                    let other = b.iter().find(|(other, _)| other.text == key.text);
                    other.is_some_and(|(_, other)| same(value, other, member, language))
                })
        }
        (Value::List(a), Value::List(b)) => {
            let item = language.item(schema);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, item, language))
        }
        (Value::Plain(_) | Value::Text(_), Value::Plain(_) | Value::Text(_)) => {
            a.to_json() == b.to_json()
        }
        _ => false,
    }
}

/// Where a node or token is.
fn range(at: rowan::TextRange) -> std::ops::Range<usize> {
    usize::from(at.start())..usize::from(at.end())
}
