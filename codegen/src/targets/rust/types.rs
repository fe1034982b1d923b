//! The Rust types of details and envelope members.

use super::ident;
use super::word::Snippet;
use crate::model::{Form, Kind, Type};

/// The type of a value that is present and not null.
pub(super) fn kind(kind: &Kind) -> Snippet {
    Snippet::new(match kind {
        Kind::String | Kind::Decimal | Kind::Uuid | Kind::Uri | Kind::Date | Kind::DateTime => {
            "String".to_owned()
        }
        Kind::Integer | Kind::Int64 => "i64".to_owned(),
        Kind::Number => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Delay => "shared::Delay".to_owned(),
        Kind::Object => "shared::Object".to_owned(),
        Kind::Named(named) => {
            let name = ident::named(named);
            match &named.form {
                Form::Values(_) => format!("shared::Open<super::types::{name}>"),
                Form::Members(_) => format!("super::types::{name}"),
            }
        }
        Kind::List(element) => format!("Vec<{}>", self::kind(element)),
        Kind::Map(value) => format!("std::collections::BTreeMap<String, {}>", self::kind(value)),
    })
}

/// The type of a parameter that takes a value, and whether it needs `into()`.
pub(super) fn parameter(kind: &Kind) -> (Snippet, bool) {
    match self::kind(kind) {
        plain if kind.is_text() || *kind == Kind::Delay => {
            (Snippet::new(format!("impl Into<{plain}>")), true)
        }
        plain => (plain, false),
    }
}

/// Whether values of the kind are strings in Rust.
pub(super) fn is_text(kind: &Kind) -> bool {
    kind.is_text() && kind.named().is_none()
}

/// Whether the Rust type of the kind is `Copy`.
pub(super) fn is_copy(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Int64 | Kind::Number | Kind::Boolean | Kind::Delay)
}

/// Whether values of the kind contain other values.
pub(super) fn is_composite(kind: &Kind) -> bool {
    match kind {
        Kind::Object | Kind::List(_) | Kind::Map(_) => true,
        Kind::Named(named) => named.values().is_none(),
        _ => false,
    }
}

/// What a doc comment says about the format of a value that its Rust type does not express.
pub(super) fn form(ty: &Type) -> Option<&'static str> {
    match ty.kind {
        Kind::Uuid => Some("A UUID (RFC 9562)."),
        Kind::Uri => Some("A URI reference (RFC 3986)."),
        Kind::Decimal => Some("A decimal number, such as `12.50`."),
        Kind::Date => Some("A date (RFC 3339)."),
        Kind::DateTime => Some("A date and time (RFC 3339)."),
        _ => None,
    }
}

/// What is sent for a member without a value that nothing can be made for: its name and, for a text in
/// a required format, the text.
pub(super) fn empty(kind: &Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Uuid => ("the nil UUID", Some("00000000-0000-0000-0000-000000000000")),
        Kind::Date => ("the Unix epoch", Some("1970-01-01")),
        Kind::Decimal => ("`0`", Some("0")),
        Kind::DateTime => ("the Unix epoch", Some("1970-01-01T00:00:00Z")),
        Kind::String | Kind::Uri => ("an empty string", None),
        Kind::Integer | Kind::Int64 | Kind::Number | Kind::Delay => ("0", None),
        Kind::Boolean => ("`false`", None),
        Kind::Object | Kind::Map(_) => ("an empty object", None),
        Kind::Named(named) if named.values().is_some() => ("its first value", None),
        Kind::Named(_) => ("an object with empty members", None),
        Kind::List(_) => ("an empty array", None),
    }
}

/// How a detail of one kind becomes a member of another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// The Rust types are the same.
    Same,
    /// A value of an enumeration becomes text.
    Text,
    /// A map becomes an object.
    Object,
    /// A list of maps becomes a list of objects.
    Objects,
}

/// Whether a detail's kind fits a member's in Rust.
pub(super) fn fit(detail: &Kind, member: &Kind) -> Option<Fit> {
    match (detail, member) {
        (Kind::Named(named), member) if named.values().is_some() && is_text(member) => {
            Some(Fit::Text)
        }
        (Kind::Map(_), Kind::Object) => Some(Fit::Object),
        (Kind::List(element), Kind::List(object))
            if matches!(**element, Kind::Map(_)) && **object == Kind::Object =>
        {
            Some(Fit::Objects)
        }
        _ => same(detail, member).then_some(Fit::Same),
    }
}

fn same(one: &Kind, other: &Kind) -> bool {
    match (one, other) {
        (Kind::List(one), Kind::List(other)) | (Kind::Map(one), Kind::Map(other)) => {
            same(one, other)
        }
        (Kind::Integer | Kind::Int64, Kind::Integer | Kind::Int64) => true,
        _ => one == other || (is_text(one) && is_text(other)),
    }
}
