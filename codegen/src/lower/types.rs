//! Type expressions: `string | null`, `map<string>`, `object[]`.

use serde_json::Value as Json;

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::{Kind, Type};
use crate::rule::Rule;
use crate::source::Span;
use crate::words::quoted;

/// The words for types without a parameter.
pub(super) const WORDS: &[&str] =
    &["string", "integer", "number", "boolean", "uuid", "uri", "date-time", "delay", "object"];

/// Reads a type expression; nothing if it is not one.
pub(super) fn parse(source: &str) -> Option<Type> {
    // No sensible type is longer, and each `[]` or `map<` is a level of recursion.
    if source.len() > 200 {
        return None;
    }
    let (kind, nullable) = match source.rsplit_once('|') {
        Some((kind, null)) if null.trim() == "null" => (kind, true),
        _ => (source, false),
    };
    Some(Type { kind: parse_kind(kind.trim())?, nullable })
}

fn parse_kind(source: &str) -> Option<Kind> {
    if let Some(element) = source.strip_suffix("[]") {
        return Some(Kind::List(Box::new(parse_kind(element.trim_end())?)));
    }
    if let Some(value) = source.strip_prefix("map<").and_then(|rest| rest.strip_suffix('>')) {
        return Some(Kind::Map(Box::new(parse_kind(value.trim())?)));
    }
    Some(match source {
        "string" => Kind::String,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "uuid" => Kind::Uuid,
        "uri" => Kind::Uri,
        "date-time" => Kind::DateTime,
        "delay" => Kind::Delay,
        "object" => Kind::Object,
        _ => return None,
    })
}

/// The finding for an unknown type.
pub(super) fn unknown(rule: &'static Rule, word: &str, span: Span) -> Diagnostic {
    // In `strng[] | null` only one word is mistyped.
    let mut words = word.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let meant = words.find_map(|part| {
        let near = nearest(part, WORDS.iter().copied())?;
        let meant = word.replacen(part, near, 1);
        parse(&meant).is_some().then_some(meant)
    });
    let meant = meant.or_else(|| Some(nearest(word, WORDS.iter().copied())?.to_owned()));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "write one of {}; `[]` after it makes a list, `map<…>` around it a map, and `| null` allows null",
            quoted(WORDS.iter().copied())
        ),
    };
    Diagnostic::error(rule, format!("there is no type `{word}`")).at(span, "not a type").help(help)
}

/// Whether a value has the JSON type that a type requires.
pub(super) fn fits(value: &Json, ty: &Type) -> bool {
    (ty.nullable && value.is_null()) || fits_kind(value, &ty.kind)
}

fn fits_kind(value: &Json, kind: &Kind) -> bool {
    match kind {
        Kind::String | Kind::Uuid | Kind::Uri | Kind::DateTime => value.is_string(),
        Kind::Integer => value.is_i64() || value.is_u64(),
        Kind::Number => value.is_number(),
        Kind::Boolean => value.is_boolean(),
        Kind::Delay => value.is_u64(),
        Kind::Object => value.is_object(),
        Kind::List(kind) => {
            value.as_array().is_some_and(|values| values.iter().all(|value| fits_kind(value, kind)))
        }
        Kind::Map(kind) => value
            .as_object()
            .is_some_and(|members| members.values().all(|value| fits_kind(value, kind))),
    }
}
