//! Type expressions: `string | null`, `map<string>`, `field_error[]`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::Value as Json;

use super::formats::{is_date, is_date_time, is_decimal};
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::language::ValuesSpec;
use crate::model::{Form, Kind, NamedType, Type};
use crate::rule::{self, Rule};
use crate::source::Span;
use crate::words::quoted;

/// The named types of a catalog.
#[derive(Default)]
pub(crate) struct Types {
    /// All of them: the declared ones, then those of details.
    pub(crate) all: Vec<Arc<NamedType>>,
    /// Those that the catalog declares.
    pub(crate) declared: BTreeMap<String, Arc<NamedType>>,
    /// The types of values, by where these are written.
    pub(super) values: HashMap<Span, Arc<NamedType>>,
}

impl Types {
    /// The type with a name, which is declared under `types`.
    pub(super) fn named(&self, name: &str) -> Option<Arc<NamedType>> {
        self.declared.get(name).cloned()
    }

    /// The type of values that are written here.
    pub(super) fn of_values(&self, span: Span) -> Option<Arc<NamedType>> {
        self.values.get(&span).cloned()
    }

    /// The names of the declared types.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.declared.keys().map(String::as_str)
    }
}

/// The words for types without a parameter.
pub(super) const WORDS: &[&str] = &[
    "string",
    "integer",
    "int64",
    "number",
    "decimal",
    "boolean",
    "uuid",
    "uri",
    "date",
    "date-time",
    "delay",
    "object",
];

/// The type for what could not be read and was reported.
pub(super) const UNKNOWN: Type = Type { kind: Kind::String, nullable: false };

/// Reads a type expression; nothing if it is not one.
pub(crate) fn parse(source: &str, types: &Types) -> Option<Type> {
    // No sensible type is longer, and each `[]` or `map<` is a level of recursion.
    if source.len() > 200 {
        return None;
    }
    let (kind, nullable) = match source.rsplit_once('|') {
        Some((kind, null)) if null.trim() == "null" => (kind, true),
        _ => (source, false),
    };
    Some(Type { kind: parse_kind(kind.trim(), types)?, nullable })
}

fn parse_kind(source: &str, types: &Types) -> Option<Kind> {
    if let Some(element) = source.strip_suffix("[]") {
        return Some(Kind::List(Box::new(parse_kind(element.trim_end(), types)?)));
    }
    if let Some(value) = source.strip_prefix("map<").and_then(|rest| rest.strip_suffix('>')) {
        return Some(Kind::Map(Box::new(parse_kind(value.trim(), types)?)));
    }
    Some(match source {
        "string" => Kind::String,
        "integer" => Kind::Integer,
        "int64" => Kind::Int64,
        "number" => Kind::Number,
        "decimal" => Kind::Decimal,
        "boolean" => Kind::Boolean,
        "uuid" => Kind::Uuid,
        "uri" => Kind::Uri,
        "date" => Kind::Date,
        "date-time" => Kind::DateTime,
        "delay" => Kind::Delay,
        "object" => Kind::Object,
        name => Kind::Named(types.named(name)?),
    })
}

/// The type of a detail or member: as written, with the values that stand for `string`.
pub(super) fn typed(
    ty: Option<&Spanned<String>>,
    values: Option<&Spanned<ValuesSpec>>,
    types: &Types,
    problems: &mut Problems,
) -> Type {
    let written = ty.map(|ty| {
        parse(&ty.value, types).unwrap_or_else(|| {
            if !ty.value.is_empty() {
                problems.push(unknown(&rule::DETAIL_TYPE, ty, types));
            }
            UNKNOWN
        })
    });
    let of_values = values.and_then(|values| types.of_values(values.span));
    match (written, of_values) {
        (Some(written), None) => written,
        (None, Some(named)) => Type { kind: Kind::Named(named), nullable: false },
        // Missing, and reported.
        (None, None) => UNKNOWN,
        (Some(mut written), Some(named)) => {
            if let Some(text) = leaf(&mut written.kind) {
                *text = Kind::Named(named);
            } else if let Some(ty) = ty.filter(|ty| !problems.any_within(ty.span)) {
                problems.push(
                    Diagnostic::error(
                        &rule::DETAIL_TYPE,
                        format!("`values` are strings, but the type is `{}`", ty.value),
                    )
                    .at(ty.span, "not a type of strings")
                    .help("remove `type`, or write `string` or `string[]`"),
                );
            }
            written
        }
    }
}

/// The `string` in a kind.
fn leaf(kind: &mut Kind) -> Option<&mut Kind> {
    match kind {
        Kind::String => Some(kind),
        Kind::List(kind) | Kind::Map(kind) => leaf(kind),
        _ => None,
    }
}

/// The type that other languages call by this word.
fn elsewhere(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "str" | "text" | "varchar" => "string",
        "int" | "int32" | "i32" | "u32" | "short" => "integer",
        "long" | "i64" | "u64" | "bigint" => "int64",
        "float" | "double" | "f32" | "f64" => "number",
        "bool" => "boolean",
        "url" => "uri",
        "datetime" | "timestamp" => "date-time",
        "duration" => "delay",
        "dict" | "json" | "struct" => "object",
        _ => return None,
    })
}

/// The finding for an unknown type.
pub(super) fn unknown(rule: &'static Rule, word: &Spanned<String>, types: &Types) -> Diagnostic {
    let Spanned { value: word, span } = word;
    let words = || WORDS.iter().copied().chain(types.names());
    // In `strng[] | null` only one word is mistyped.
    let mut parts = word.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    let meant = parts.find_map(|part| {
        let near = elsewhere(part).or_else(|| nearest(part, words()))?;
        let meant = word.replacen(part, near, 1);
        parse(&meant, types).is_some().then_some(meant)
    });
    let meant = meant.or_else(|| Some(nearest(word, words())?.to_owned()));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "write one of {}; `[]` after it makes a list, `map<…>` around it a map, and `| null` allows null",
            quoted(words())
        ),
    };
    Diagnostic::error(rule, format!("there is no type `{word}`")).at(*span, "not a type").help(help)
}

/// Checks that an example is of its type.
pub(super) fn check_example(example: &Spanned<Json>, ty: &Type, at: Span, problems: &mut Problems) {
    let known = !problems.any_within(example.span) && !problems.any_within(at);
    let Some(fault) = misfit(&example.value, ty).filter(|_| known) else { return };
    let colon = if fault.is_empty() { "" } else { ": " };
    problems.push(
        Diagnostic::error(
            &rule::EXAMPLE_TYPE,
            format!("the example is not of type `{ty}`{colon}{fault}"),
        )
        .at(example.span, "this example")
        .also(at, "the type")
        .help("use a value of that type"),
    );
}

/// Whether a value is of a type.
pub(super) fn fits(value: &Json, ty: &Type) -> bool {
    misfit(value, ty).is_none()
}

/// Why a value is not of a type; empty if there is no more to say.
fn misfit(value: &Json, ty: &Type) -> Option<String> {
    if ty.nullable && value.is_null() { None } else { misfit_kind(value, &ty.kind) }
}

fn misfit_kind(value: &Json, kind: &Kind) -> Option<String> {
    let text = |fits: fn(&str) -> bool, what: &str| match value.as_str() {
        Some(text) if fits(text) => None,
        Some(text) => Some(format!("`{text}` is not {what}")),
        None => Some(String::new()),
    };
    let plain = |fits: bool| (!fits).then(String::new);
    match kind {
        Kind::String | Kind::Uuid | Kind::Uri => plain(value.is_string()),
        Kind::Date => text(is_date, "a date, as in `2026-01-31`"),
        Kind::DateTime => text(is_date_time, "a date and time, as in `2026-01-31T09:30:00Z`"),
        Kind::Decimal => text(is_decimal, "a decimal number, as in `\"12.50\"`"),
        Kind::Integer => plain(value.is_i64() || value.is_u64()),
        Kind::Int64 => plain(value.is_i64()),
        Kind::Number => plain(value.is_number()),
        Kind::Boolean => plain(value.is_boolean()),
        Kind::Delay => plain(value.is_u64()),
        Kind::Object => plain(value.is_object()),
        Kind::Named(named) => misfit_named(value, named),
        Kind::List(kind) => match value.as_array() {
            Some(values) => values.iter().find_map(|value| misfit_kind(value, kind)),
            None => Some(String::new()),
        },
        Kind::Map(kind) => match value.as_object() {
            Some(members) => members.values().find_map(|value| misfit_kind(value, kind)),
            None => Some(String::new()),
        },
    }
}

fn misfit_named(value: &Json, named: &NamedType) -> Option<String> {
    let name = &named.name;
    match (&named.form, value) {
        (Form::Values(values), Json::String(text)) => {
            let known = values.iter().any(|known| known.value == *text);
            (!known).then(|| format!("`{text}` is not one of the values of `{name}`"))
        }
        (Form::Members(members), Json::Object(object)) => {
            let unknown = object.keys().find(|key| !members.iter().any(|own| own.name == **key));
            if let Some(unknown) = unknown {
                return Some(format!("`{name}` has no member `{unknown}`"));
            }
            members.iter().find_map(|member| match object.get(&member.name) {
                None if member.optional => None,
                None => Some(format!("without `{}` of `{name}`", member.name)),
                Some(value) => misfit(value, &member.ty).map(|fault| {
                    if fault.is_empty() {
                        format!("`{}` is not of type `{}`", member.name, member.ty)
                    } else {
                        fault
                    }
                }),
            })
        }
        _ => Some(String::new()),
    }
}
