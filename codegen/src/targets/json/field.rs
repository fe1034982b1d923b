//! A declared field.

use schemars::JsonSchema;
use serde::Serialize;

use super::source;
use super::word::Word;
use crate::model::{self, FieldType, Visibility};

#[derive(Serialize, JsonSchema)]
pub struct Field<'a> {
    /// The name by which entries and slots refer to it.
    name: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// `string`, `integer`, `number` or `boolean`.
    #[serde(rename = "type")]
    ty: &'static str,
    /// A regular expression that each value matches as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
    /// The values that it may have, if they are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<FieldValue<'a>>,
    /// Whether a code may be without a value.
    optional: bool,
    /// Who may see it.
    visibility: Word<Visibility>,
}

#[derive(Serialize, JsonSchema)]
struct FieldValue<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

impl<'a> Field<'a> {
    pub fn of(field: &'a model::Field) -> Field<'a> {
        let model::Field { name, title, description, ty, optional, visibility } = field;
        let (pattern, values) = match ty {
            FieldType::String { pattern } => (pattern.as_deref(), &[][..]),
            FieldType::Values(values) => (None, &values[..]),
            FieldType::Integer | FieldType::Number | FieldType::Boolean => (None, &[][..]),
        };
        let value = |value: &'a model::EnumValue| FieldValue {
            value: &value.value,
            description: source(value.description.as_ref()),
        };
        Field {
            name,
            title,
            description: source(description.as_ref()),
            ty: ty.word(),
            pattern,
            values: values.iter().map(value).collect(),
            optional: *optional,
            visibility: Word(*visibility),
        }
    }
}
