//! The schemas of values: of a kind, of a type, and of one value alone.

use std::borrow::Cow;

use serde_json::{Value, json};
use serde_saphyr::FlowSeq;

use crate::model::{Kind, Type};
use crate::targets::openapi::Version;
use crate::targets::openapi::document::{Additional, Constant, Schema, SchemaType, Values};

/// The schema of a value of this kind.
pub fn of_kind(kind: &Kind) -> Schema<'static> {
    let string = |format| Schema { format: Some(format), ..plain("string") };
    match kind {
        Kind::String => plain("string"),
        Kind::Integer => Schema { format: Some("int64"), ..plain("integer") },
        Kind::Number => plain("number"),
        Kind::Boolean => plain("boolean"),
        Kind::Uuid => string("uuid"),
        Kind::Uri => string("uri-reference"),
        Kind::DateTime => string("date-time"),
        Kind::Delay => Schema { minimum: Some(Cow::Owned(json!(0))), ..plain("integer") },
        Kind::Object => {
            Schema { additional_properties: Some(Additional::Any(true)), ..plain("object") }
        }
        Kind::List(kind) => Schema { items: Some(Box::new(of_kind(kind))), ..plain("array") },
        Kind::Map(kind) => {
            let values = Additional::Schema(Box::new(of_kind(kind)));
            Schema { additional_properties: Some(values), ..plain("object") }
        }
    }
}

/// The schema of a value of this type.
pub fn of_type(ty: &Type, version: Version) -> Schema<'static> {
    let mut schema = of_kind(&ty.kind);
    if ty.nullable {
        match version {
            Version::V3_0 => schema.nullable = true,
            Version::V3_1 => schema.ty = schema.ty.map(SchemaType::or_null),
        }
    }
    schema
}

/// The schema of exactly this value, in a form for which code generators write types that can read
/// it.
///
/// From a constant with a type, unless it is an integer, they generate an enum of strings, and from
/// a null constant an enum without values, which does not compile.
pub fn of_constant(value: &Value, version: Version) -> Schema<'_> {
    let constant = Schema { constant: Some(Constant::Value(value)), ..Schema::default() };
    let values = Some(Values::One(FlowSeq([value])));
    match (version, value) {
        (Version::V3_1, Value::Null) => {
            Schema { ty: Some(SchemaType::OrNull("string")), ..constant }
        }
        // Before 3.1, there are neither constants nor a null type.
        (Version::V3_0, Value::Null) => {
            Schema { nullable: true, not: Some(Box::new(plain("string"))), ..plain("string") }
        }
        (Version::V3_1, Value::Bool(_)) => constant,
        (Version::V3_0, Value::Bool(_)) => Schema { values, ..plain("boolean") },
        (_, Value::Number(number)) if number.is_f64() => {
            let bound = Some(Cow::Borrowed(value));
            Schema { minimum: bound.clone(), maximum: bound, ..plain("number") }
        }
        (Version::V3_1, _) => Schema { ty: plain(type_of(value)).ty, ..constant },
        (Version::V3_0, _) => Schema { values, ..plain(type_of(value)) },
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
    example: Option<&'a Value>,
    version: Version,
) -> Schema<'a> {
    match version {
        Version::V3_0 => schema.example = example,
        Version::V3_1 => schema.examples = example.map(|example| [example]),
    }
    schema
}

/// The schema of any value of this type.
pub fn plain<'a>(name: &'static str) -> Schema<'a> {
    Schema { ty: Some(SchemaType::One(name)), ..Schema::default() }
}
