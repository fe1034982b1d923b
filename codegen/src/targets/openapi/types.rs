//! The schemas of the named types of details.

use std::borrow::Cow;

use crate::model::{EnumValue, Form, NamedType, TypeMember};
use crate::targets::openapi::document::{FlowSeq, Map, Prose, Schema, Values};
use crate::targets::openapi::names::Names;
use crate::targets::openapi::values::{of_type, plain, with_example};
use crate::targets::openapi::{Version, commonmark};

/// The schema of a named type.
pub fn schema<'a>(own: &'a NamedType, names: &Names, version: Version) -> Schema<'a> {
    let schema = match &own.form {
        Form::Values(values) => of_values(values),
        Form::Members(members) => of_members(members, names, version),
    };
    let about = own.description.as_ref().map(|text| Prose(commonmark::text(text)));
    Schema { description: about.or(schema.description), ..schema }
}

fn of_members<'a>(members: &'a [TypeMember], names: &Names, version: Version) -> Schema<'a> {
    let required = members.iter().filter(|member| !member.optional);
    let required: Vec<&str> = required.map(|member| member.name.as_str()).collect();
    let property = |member: &'a TypeMember| {
        let about = member.description.as_ref();
        let description = about.map(|text| Prose(commonmark::text(text)));
        Schema { description, ..of_type(&member.ty, names, version) }
    };
    let properties = members.iter().map(|member| {
        let schema =
            with_example(property(member), member.example.as_ref().map(Cow::Borrowed), version);
        (member.name.as_str(), schema)
    });
    Schema {
        required: (!required.is_empty()).then_some(FlowSeq(required)),
        properties: Map(properties.collect()),
        ..plain("object")
    }
}

/// The schema of the known values of an enumeration.
fn of_values(values: &[EnumValue]) -> Schema<'_> {
    let meaning = |value: &EnumValue| {
        value.description.as_ref().map(|text| commonmark::text(text).replace("\n\n", " "))
    };
    let lines = values.iter().filter_map(|value| {
        Some(format!("- {}: {}", commonmark::code(&value.value), meaning(value)?))
    });
    let lines: Vec<String> = lines.collect();
    let described = !lines.is_empty();
    let meanings = values.iter().filter(|_| described);
    Schema {
        description: described.then(|| Prose(lines.join("\n"))),
        values: Some(Values::Names(values.iter().map(|value| value.value.as_str()).collect())),
        variant_names: values.iter().map(|value| Cow::Borrowed(value.ident.as_str())).collect(),
        variant_descriptions: meanings
            .map(|value| Prose(meaning(value).unwrap_or_default()))
            .collect(),
        ..plain("string")
    }
}
