//! The named types of details.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{present, source};
use crate::model::{self, Form, NamedType};

/// A type that details and members refer to by its name; it has either `values` or `members`.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Type<'a> {
    pub(crate) name: Cow<'a, str>,
    /// The name in `PascalCase`, as generated code names it.
    pub(crate) ident: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    /// The values of an enumeration; a newer service may send others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) values: Option<Vec<TypeValue<'a>>>,
    /// The members of an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) members: Option<Vec<TypeMember<'a>>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct TypeValue<'a> {
    pub(crate) value: Cow<'a, str>,
    /// The value in `PascalCase`, as generated code names it.
    pub(crate) ident: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct TypeMember<'a> {
    pub(crate) name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) nullable: bool,
    /// Whether the member may be absent.
    pub(crate) optional: bool,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub(crate) example: Option<Cow<'a, Value>>,
}

impl<'a> Type<'a> {
    pub fn of(own: &'a NamedType) -> Type<'a> {
        let NamedType { name, ident, description, form } = own;
        let (values, members) = match form {
            Form::Values(values) => (Some(values.iter().map(value).collect()), None),
            Form::Members(members) => (None, Some(members.iter().map(member).collect())),
        };
        Type {
            name: name.into(),
            ident: ident.into(),
            description: source(description.as_ref()),
            values,
            members,
        }
    }
}

fn value(own: &model::EnumValue) -> TypeValue<'_> {
    let model::EnumValue { value, ident, description } = own;
    TypeValue {
        value: value.into(),
        ident: ident.into(),
        description: source(description.as_ref()),
    }
}

fn member(own: &model::TypeMember) -> TypeMember<'_> {
    let model::TypeMember { name, description, ty, optional, example } = own;
    TypeMember {
        name: name.into(),
        description: source(description.as_ref()),
        ty: ty.kind.to_string(),
        nullable: ty.nullable,
        optional: *optional,
        example: example.as_ref().map(Cow::Borrowed),
    }
}
