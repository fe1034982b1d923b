//! Values to insert into a description, and how their scalars are quoted.

use serde_json::{Value as Json, json};

use crate::yaml::is_taken;

/// A value to insert into a map.
pub(super) enum New {
    Text(String),
    /// A scalar or a list, as JSON.
    Json(String),
    Map(Vec<(String, New)>),
}

impl From<&Json> for New {
    fn from(value: &Json) -> New {
        match value {
            Json::Object(members) if !members.is_empty() => {
                let entries = members.iter().map(|(name, of)| (name.clone(), New::from(of)));
                New::Map(entries.collect())
            }
            value => New::Json(value.to_string()),
        }
    }
}

/// How a scalar is quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
}

/// Whether a key means the same without quotes, to readers of YAML 1.1 as well.
pub(super) fn is_plain(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./$".contains(&byte);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || "_$".contains(first))
        && name.bytes().all(fits)
        && !is_taken(name)
}

/// Whether a key is the status of a response.
pub(super) fn is_status(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// A scalar in these quotes.
pub(super) fn quoted(text: &str, quotes: Quotes) -> String {
    match quotes {
        Quotes::None => text.to_owned(),
        Quotes::Single => format!("'{}'", text.replace('\'', "''")),
        Quotes::Double => json!(text).to_string(),
    }
}
