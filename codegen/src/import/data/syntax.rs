//! The syntaxes of data, as one tree of nodes.

use serde_json::Value as Json;

use super::{aliases, unread};
use crate::config::parse_toml;
use crate::diagnostic::{Diagnostic, Problems};
use crate::import::part::{Part, span};
use crate::rule;
use crate::source::{SourceFile, Span};
use crate::yaml::{Key, Node, Value, parse_foreign};

/// A syntax of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
}

/// The trees of a file. What is lost becomes a part that says so.
pub(super) fn parse<'s>(
    file: u32,
    source: &'s SourceFile,
    syntax: Syntax,
    parts: &mut Vec<Part>,
) -> Result<Vec<Node<'s>>, String> {
    let documents = documents(&source.text);
    if syntax != Syntax::Yaml || documents.len() < 2 {
        return Ok(document(file, source, syntax, 0, parts)?.into_iter().collect());
    }
    let mut roots = Vec::new();
    for (start, text) in documents {
        let piece = source.with_text(text.to_owned());
        let line = source.line(start) - 1;
        let mut own = Vec::new();
        let root = document(file, &piece, syntax, line, &mut own)?;
        for part in &mut own {
            if let Part::Unread(cell) = part {
                cell.span = moved(cell.span, start);
            }
        }
        parts.extend(own);
        roots.extend(root.map(|root| owned(root, start)));
    }
    Ok(roots)
}

/// The documents of a file of YAML that say something, each with where it begins (YAML 1.2 §9.1).
fn documents(text: &str) -> Vec<(usize, &str)> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mark = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
        if mark.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n'])) {
            documents.push((start, &text[start..at]));
            start = at;
        }
        at += line.len();
    }
    documents.push((start, &text[start..]));
    let says = |text: &str| {
        text.lines().any(|line| {
            let line = line.trim();
            !line.is_empty() && line != "---" && line != "..." && !line.starts_with(['#', '%'])
        })
    };
    documents.retain(|(_, text)| says(text));
    documents
}

fn moved(at: Span, by: usize) -> Span {
    span(at.file, at.start as usize + by, at.end as usize + by)
}

/// A tree that holds its texts, moved to where its document begins.
fn owned<'s>(node: Node<'_>, by: usize) -> Node<'s> {
    let text = |text: std::borrow::Cow<'_, str>| text.into_owned().into();
    let value = match node.value {
        Value::Plain(plain) => Value::Plain(text(plain)),
        Value::Text(quoted) => Value::Text(text(quoted)),
        Value::Refused => Value::Refused,
        Value::List(items) => Value::List(items.into_iter().map(|item| owned(item, by)).collect()),
        Value::Map(members) => {
            let members = members.into_iter().map(|(key, value)| {
                (Key { span: moved(key.span, by), text: text(key.text) }, owned(value, by))
            });
            Value::Map(members.collect())
        }
    };
    Node { span: moved(node.span, by), value }
}

/// The tree of one document, which begins behind some lines.
fn document<'s>(
    file: u32,
    source: &'s SourceFile,
    syntax: Syntax,
    lines: usize,
    parts: &mut Vec<Part>,
) -> Result<Option<Node<'s>>, String> {
    let mut problems = Problems::default();
    // JSON is YAML, and its reader knows where each value is.
    let root = match syntax {
        Syntax::Toml => parse_toml(file, source, &mut problems),
        Syntax::Json | Syntax::Yaml => {
            let read = parse_foreign(file, source, &mut problems);
            read.map(|(root, marks)| match syntax {
                Syntax::Yaml => aliases::resolved(root, &source.text, &marks, parts),
                _ => root,
            })
        }
    };
    let found = problems.sorted();
    if root.is_none() && syntax == Syntax::Json {
        // Except for pairs of escaped surrogates and the like.
        let json: Json = serde_json::from_str(source.text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("is no JSON: {error}"))?;
        return Ok(Some(node(json, span(file, 0, 0))));
    }
    let at = |found: &Diagnostic| found.labels.first().map(|label| label.span).unwrap_or_default();
    if root.is_none() {
        let Some(first) = found.first() else { return Ok(None) };
        let line = lines + source.line(at(first).start as usize);
        return Err(format!("cannot be read: {} (line {line})", first.message));
    }
    for found in found.iter().filter(|found| *found.rule == rule::DUPLICATE_KEY) {
        parts.push(unread(at(found), found.message.clone()));
    }
    Ok(root)
}

/// A value without a place of its own.
fn node<'s>(json: Json, at: Span) -> Node<'s> {
    let value = match json {
        Json::String(text) => Value::Text(text.into()),
        Json::Array(items) => Value::List(items.into_iter().map(|item| node(item, at)).collect()),
        Json::Object(members) => {
            let members = members.into_iter();
            let member = |(key, value): (String, Json)| {
                (Key { span: at, text: key.into() }, node(value, at))
            };
            Value::Map(members.map(member).collect())
        }
        scalar => Value::Plain(scalar.to_string().into()),
    };
    Node { span: at, value }
}
