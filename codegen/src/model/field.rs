//! Facts of its own that a catalog declares for its codes.

use super::{EnumValue, Text, Visibility};

/// A fact of its own that a catalog declares for its codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The key of the fact in entries, and its name on the wire where it has no other.
    pub name: String,
    /// A short name for people.
    pub title: String,
    /// What it says about a code.
    pub description: Option<Text>,
    /// What its values are.
    pub ty: FieldType,
    /// Whether a code may be without a value.
    pub optional: bool,
    /// Who may see it.
    pub visibility: Visibility,
}

/// What the values of a field are.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// Text.
    String {
        /// A regular expression that every value matches as a whole.
        pattern: Option<String>,
    },
    /// A whole number of at most 64 bits.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// One of these, at least one.
    Values(Vec<EnumValue>),
}

impl FieldType {
    /// The word for it in the registry and in machine-readable outputs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            FieldType::String { .. } | FieldType::Values(_) => "string",
            FieldType::Integer => "integer",
            FieldType::Number => "number",
            FieldType::Boolean => "boolean",
        }
    }
}
