//! The syntaxes of data, as one tree of nodes.

use serde_json::Value as Json;

use super::unread;
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

/// The tree of a file. A duplicate key becomes a part that says so.
pub(super) fn parse<'s>(
    file: u32,
    source: &'s SourceFile,
    syntax: Syntax,
    parts: &mut Vec<Part>,
) -> Result<Option<Node<'s>>, String> {
    let mut problems = Problems::default();
    // JSON is YAML, and its reader knows where each value is.
    let root = match syntax {
        Syntax::Toml => parse_toml(file, source, &mut problems),
        Syntax::Json | Syntax::Yaml => {
            parse_foreign(file, source, &mut problems).map(|(root, _)| root)
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
        let line = source.line(at(first).start as usize);
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
