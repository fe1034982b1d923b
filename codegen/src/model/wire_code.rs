//! What travels as the code of an error.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::vocabulary;

/// A code as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WireCode {
    /// Text.
    String(String),
    /// A number; every code of the catalog is one.
    Integer(i64),
}

vocabulary! {
    /// What travels as the code of an error.
    pub enum CodeType {
        /// Text.
        String = "string";
        /// A whole number of 64 bits.
        Integer = "integer";
    }
}

impl WireCode {
    /// The code as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            WireCode::String(code) => Value::from(code.as_str()),
            WireCode::Integer(code) => Value::from(*code),
        }
    }

    /// The code as text; a number in decimal digits.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            WireCode::String(code) => Cow::Borrowed(code),
            WireCode::Integer(code) => Cow::Owned(code.to_string()),
        }
    }
}

impl fmt::Display for WireCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
