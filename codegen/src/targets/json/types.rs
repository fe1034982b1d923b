//! The named types of details.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::source;
use crate::model::{self, Form, NamedType};

/// A type that details and members refer to by its name; it has either `values` or `members`.
#[derive(Serialize, JsonSchema)]
pub struct Type<'a> {
    name: &'a str,
    /// The name in `PascalCase`, as generated code names it.
    ident: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The values of an enumeration; a newer service may send others.
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<TypeValue<'a>>>,
    /// The members of an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<TypeMember<'a>>>,
}

#[derive(Serialize, JsonSchema)]
struct TypeValue<'a> {
    value: &'a str,
    /// The value in `PascalCase`, as generated code names it.
    ident: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct TypeMember<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "type")]
    ty: String,
    nullable: bool,
    /// Whether the member may be absent.
    optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Value>,
}

impl<'a> Type<'a> {
    pub fn of(own: &'a NamedType) -> Type<'a> {
        let NamedType { name, ident, description, form } = own;
        let (values, members) = match form {
            Form::Values(values) => (Some(values.iter().map(value).collect()), None),
            Form::Members(members) => (None, Some(members.iter().map(member).collect())),
        };
        Type { name, ident, description: source(description.as_ref()), values, members }
    }
}

fn value(own: &model::EnumValue) -> TypeValue<'_> {
    let model::EnumValue { value, ident, description } = own;
    TypeValue { value, ident, description: source(description.as_ref()) }
}

fn member(own: &model::TypeMember) -> TypeMember<'_> {
    let model::TypeMember { name, description, ty, optional, example } = own;
    TypeMember {
        name,
        description: source(description.as_ref()),
        ty: ty.kind.to_string(),
        nullable: ty.nullable,
        optional: *optional,
        example: example.as_ref(),
    }
}
