//! A declared field.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::word::Word;
use super::{source, text};
use crate::model::{self, FieldType, Visibility};

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Field<'a> {
    /// The name by which entries and slots refer to it.
    pub(crate) name: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    /// `string`, `integer`, `number` or `boolean`.
    #[serde(rename = "type")]
    pub(crate) ty: Cow<'a, str>,
    /// A regular expression that each value matches as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pattern: Option<Cow<'a, str>>,
    /// The values that it may have, if they are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<FieldValue<'a>>,
    /// Whether a code may be without a value.
    pub(crate) optional: bool,
    /// Who may see it.
    pub(crate) visibility: Word<Visibility>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct FieldValue<'a> {
    pub(crate) value: Cow<'a, str>,
    /// The value in `PascalCase`, as generated code names it.
    pub(crate) ident: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
}

impl<'a> Field<'a> {
    pub fn of(field: &'a model::Field) -> Field<'a> {
        let model::Field { name, title, description, ty, optional, visibility } = field;
        let (pattern, values) = match ty {
            FieldType::String { pattern } => (text(pattern.as_ref()), &[][..]),
            FieldType::Values(values) => (None, &values[..]),
            FieldType::Integer | FieldType::Number | FieldType::Boolean => (None, &[][..]),
        };
        let value = |value: &'a model::EnumValue| FieldValue {
            value: (&value.value).into(),
            ident: (&value.ident).into(),
            description: source(value.description.as_ref()),
        };
        Field {
            name: name.into(),
            title: title.into(),
            description: source(description.as_ref()),
            ty: ty.word().into(),
            pattern,
            values: values.iter().map(value).collect(),
            optional: *optional,
            visibility: Word(*visibility),
        }
    }
}
