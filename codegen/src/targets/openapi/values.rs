//! The schemas of values: of a kind, of a type, and of one value alone.

use std::borrow::Cow;

use crate::model::{CodeType, Kind, NamedType, Type};
use crate::targets::openapi::Version;
use crate::targets::openapi::document::{
    Additional, Constant, FlowSeq, Map, Ref, Schema, SchemaType, Values,
};
use crate::targets::openapi::names::Names;
use serde_json::{Value, json};

/// The schema of a value of this kind.
pub fn of_kind(kind: &Kind, names: &Names, version: Version) -> Schema<'static> {
    let string = |format| Schema { format: Some(format), ..plain("string") };
    match kind {
        Kind::String => plain("string"),
        Kind::Integer | Kind::Int64 => Schema { format: Some("int64"), ..plain("integer") },
        Kind::Number => plain("number"),
        Kind::Boolean => plain("boolean"),
        Kind::Uuid => string("uuid"),
        Kind::Uri => string("uri-reference"),
        Kind::Decimal => string("decimal"),
        Kind::Date => string("date"),
        Kind::DateTime => string("date-time"),
        Kind::Delay => Schema { minimum: Some(Cow::Owned(json!(0))), ..plain("integer") },
        Kind::Object => {
            Schema { additional_properties: Some(Additional::Any(true)), ..plain("object") }
        }
        Kind::Named(own) if own.values().is_some() => {
            open(plain("string"), &names.named(own), version)
        }
        Kind::Named(own) => refers(own, names),
        Kind::List(kind) => {
            Schema { items: Some(Box::new(of_kind(kind, names, version))), ..plain("array") }
        }
        Kind::Map(kind) => {
            let values = Additional::Schema(Box::new(of_kind(kind, names, version)));
            Schema { additional_properties: Some(values), ..plain("object") }
        }
    }
}

/// The schema of a value of this type.
pub fn of_type(ty: &Type, names: &Names, version: Version) -> Schema<'static> {
    if let Kind::Named(own) = &ty.kind
        && own.values().is_none()
    {
        return of_object(own, names, ty.nullable, version);
    }
    let schema = of_kind(&ty.kind, names, version);
    if ty.nullable { or_null(schema, version) } else { schema }
}

/// The schema with null besides its values.
pub fn or_null(mut schema: Schema<'_>, version: Version) -> Schema<'_> {
    match version {
        Version::V3_0 => schema.nullable = true,
        Version::V3_1 | Version::V3_2 if !schema.any_of.is_empty() => {
            schema.any_of.push(plain("null"));
        }
        Version::V3_1 | Version::V3_2 => schema.ty = schema.ty.map(SchemaType::or_null),
    }
    schema
}

/// A reference to the schema of a named type.
fn refers(own: &NamedType, names: &Names) -> Schema<'static> {
    let reference = Some(Ref::new("schemas", &names.named(own)).target);
    Schema { reference, ..Schema::default() }
}

/// A value that is one of those of a schema or any other.
///
/// It is a plain value, since clients in several languages cannot read a union of an enum and a string:
/// they have an empty object for it. The reference is where validators and generators do not look,
/// for the sake of bundlers, which drop a schema that nothing refers to.
pub fn open<'a>(any: Schema<'a>, known: &str, version: Version) -> Schema<'a> {
    let known = Ref::new("schemas", known);
    match version {
        Version::V3_0 => Schema { known_values: Some(known.target), ..any },
        Version::V3_1 | Version::V3_2 => Schema { definitions: Map(vec![("known", known)]), ..any },
    }
}

/// The schema of a type with members, to which a description and an example can be added: nothing can stand
/// next to a reference before 3.1.
fn of_object(own: &NamedType, names: &Names, nullable: bool, version: Version) -> Schema<'static> {
    let mut schema = refers(own, names);
    if version == Version::V3_0 {
        let all_of = vec![Ref::new("schemas", &names.named(own))];
        schema = Schema { all_of, ..Schema::default() };
    } else if nullable {
        schema = Schema { any_of: vec![schema], ..Schema::default() };
    }
    match version {
        Version::V3_0 => schema.nullable = nullable,
        Version::V3_1 | Version::V3_2 if nullable => schema.any_of.push(plain("null")),
        Version::V3_1 | Version::V3_2 => {}
    }
    schema
}

/// The schema of exactly this value, in a form for which code generators write types that can read
/// it.
///
/// From a constant with a type, unless it is an integer, they generate an enum of strings, and from
/// a null constant an enum without values, which does not compile.
#[allow(clippy::needless_pass_by_value, reason = "what is borrowed stays borrowed")]
pub fn of_constant(value: Cow<'_, Value>, version: Version) -> Schema<'_> {
    let constant = Schema { constant: Some(Constant::Value(value.clone())), ..Schema::default() };
    let values = Some(Values::One(FlowSeq([value.clone()])));
    match (version, &*value) {
        (Version::V3_1 | Version::V3_2, Value::Null) => {
            Schema { ty: Some(SchemaType::OrNull("string")), ..constant }
        }
        // Before 3.1, there are neither constants nor a null type.
        (Version::V3_0, Value::Null) => {
            Schema { nullable: true, not: Some(Box::new(plain("string"))), ..plain("string") }
        }
        (Version::V3_1 | Version::V3_2, Value::Bool(_)) => constant,
        (Version::V3_0, Value::Bool(_)) => Schema { values, ..plain("boolean") },
        (_, Value::Number(number)) if number.is_f64() => {
            let bound = Some(value.clone());
            Schema { minimum: bound.clone(), maximum: bound, ..plain("number") }
        }
        (Version::V3_1 | Version::V3_2, _) => Schema { ty: plain(type_of(&value)).ty, ..constant },
        (Version::V3_0, _) => Schema { values, ..plain(type_of(&value)) },
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The schema with an example.
pub fn with_example<'a>(
    mut schema: Schema<'a>,
    example: Option<Cow<'a, Value>>,
    version: Version,
) -> Schema<'a> {
    match version {
        Version::V3_0 => schema.example = example,
        Version::V3_1 | Version::V3_2 => schema.examples = example.map(|example| [example]),
    }
    schema
}

/// The schema of any value of this type.
pub fn plain<'a>(name: &'static str) -> Schema<'a> {
    Schema { ty: Some(SchemaType::One(name)), ..Schema::default() }
}

/// The schema of any code.
pub fn code_type<'a>(ty: CodeType) -> Schema<'a> {
    match ty {
        CodeType::String => plain("string"),
        CodeType::Integer => Schema { format: Some("int64"), ..plain("integer") },
    }
}
