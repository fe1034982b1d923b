//! The schemas of a catalog: its codes, its categories and the body of every error.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Value, json};
use serde_saphyr::FlowSeq;

use crate::model::{Catalog, Category, Kind, Member, Shape, Slot, Type};
use crate::names;
use crate::targets::openapi::document::{
    Additional, Constant, Map, Prose, Schema, SchemaType, Values,
};
use crate::targets::openapi::responses::{Names, unique};
use crate::targets::openapi::{Version, commonmark, details, prose, typed};

/// The name of the schema of every error's body.
pub const RESPONSE: &str = "ErrorResponse";

const CODE: &str = "ErrorCode";
const CATEGORY: &str = "ErrorCategory";

/// The names of the schemas that every catalog has.
pub const NAMES: [&str; 3] = [CODE, CATEGORY, RESPONSE];

/// Every schema of the catalog by its name.
pub fn schemas<'a>(
    catalog: &'a Catalog,
    names: &Names,
    version: Version,
) -> Map<String, Schema<'a>> {
    let mut schemas = vec![(CODE.to_owned(), codes(catalog))];
    if !catalog.categories.is_empty() {
        schemas.push((CATEGORY.to_owned(), categories(catalog)));
    }
    let body = envelope(catalog, version);
    schemas.push((RESPONSE.to_owned(), body.clone()));
    let mut taken: BTreeSet<String> = NAMES.map(str::to_owned).into_iter().collect();
    taken.extend(names.typed().into_iter().flat_map(typed::Names::all).cloned());
    let mut details = Vec::with_capacity(catalog.codes.len());
    for code in &catalog.codes {
        details.push(details::schemas(catalog, code, version, &mut taken));
    }
    if let Some(names) = names.typed() {
        schemas.extend(typed::schemas(catalog, names, &body, &details, version));
    }
    schemas.extend(details.into_iter().flatten().map(|details| (details.name, details.schema)));
    Map(schemas)
}

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
fn of_constant(value: &Value, version: Version) -> Schema<'_> {
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

fn codes(catalog: &Catalog) -> Schema<'_> {
    let codes = &catalog.codes;
    let values: Vec<&str> = codes.iter().map(|code| code.code.as_str()).collect();
    let meanings: Vec<Prose> =
        codes.iter().map(|code| Prose(prose::value(catalog, code))).collect();
    Schema {
        description: Some(Prose(
            "Every code known today. Responses type the code as a plain string, because new \
             codes may be added."
                .to_owned(),
        )),
        variant_names: codes.iter().map(|code| Cow::Borrowed(code.ident.as_str())).collect(),
        described_values: Map(values.iter().copied().zip(meanings.iter().cloned()).collect()),
        variant_descriptions: meanings,
        // An enum without values is not valid.
        values: (!values.is_empty()).then_some(Values::Names(values)),
        ..plain("string")
    }
}

fn categories(catalog: &Catalog) -> Schema<'_> {
    let categories = &catalog.categories;
    let ids: Vec<&str> = categories.iter().map(|category| category.id.as_str()).collect();
    let meaning = |category: &Category| match &category.description {
        Some(description) => Prose(commonmark::text(description).replace("\n\n", " ")),
        None => Prose(commonmark::words(&category.title, true)),
    };
    let meanings: Vec<Prose> = categories.iter().map(meaning).collect();
    let mut taken = BTreeSet::new();
    let variants = ids.iter().map(|id| Cow::Owned(unique(&names::pascal(id), &mut taken)));
    Schema {
        description: Some(Prose("Every category known today. New ones may be added.".to_owned())),
        variant_names: variants.collect(),
        described_values: Map(ids.iter().copied().zip(meanings.iter().cloned()).collect()),
        variant_descriptions: meanings,
        values: Some(Values::Names(ids)),
        ..plain("string")
    }
}

/// The schema of every error's body.
fn envelope(catalog: &Catalog, version: Version) -> Schema<'_> {
    let description = match &catalog.envelope.description {
        Some(description) => commonmark::text(description),
        None => "The body of every error response.".to_owned(),
    };
    let schema = of_shape(catalog, &catalog.envelope.shape, version);
    Schema { description: Some(Prose(description)), ..schema }
}

fn of_shape<'a>(catalog: &'a Catalog, shape: &'a Shape, version: Version) -> Schema<'a> {
    match shape {
        Shape::Object { members, details } => {
            let properties = members.iter().map(|member| of_member(catalog, member, version));
            Schema {
                required: required(members),
                properties: Map(properties.collect()),
                additional_properties: details.then_some(Additional::Any(true)),
                ..plain("object")
            }
        }
        Shape::Array(element) => {
            let items = Some(Box::new(of_shape(catalog, element, version)));
            Schema { items, ..plain("array") }
        }
        Shape::Slot(slot) => of_slot(catalog, *slot),
        Shape::Type(ty) => of_type(ty, version),
        Shape::Constant(value) => of_constant(value, version),
    }
}

fn of_member<'a>(
    catalog: &'a Catalog,
    member: &'a Member,
    version: Version,
) -> (&'a str, Schema<'a>) {
    let mut schema = of_shape(catalog, &member.shape, version);
    schema.description = member.description.as_ref().map(|text| Prose(commonmark::text(text)));
    (&member.name, with_example(schema, member.example.as_ref(), version))
}

fn of_slot(catalog: &Catalog, slot: Slot) -> Schema<'_> {
    match slot {
        Slot::Code => {
            let codes = catalog.codes.iter().map(|code| code.code.as_str());
            Schema { known_values: codes.collect(), ..plain("string") }
        }
        Slot::Category => {
            let categories = catalog.categories.iter().map(|category| category.id.as_str());
            Schema { known_values: categories.collect(), ..plain("string") }
        }
        Slot::Message | Slot::Title | Slot::StatusString | Slot::Grpc => plain("string"),
        Slot::Status => plain("integer"),
        Slot::DocsUrl => of_kind(&Kind::Uri),
        Slot::Details => of_kind(&Kind::Object),
        Slot::StringDetails => of_kind(&Kind::Map(Box::new(Kind::String))),
    }
}

fn required(members: &[Member]) -> Option<FlowSeq<Vec<&str>>> {
    let members = members.iter().filter(|member| !member.optional);
    let names: Vec<&str> = members.map(|member| member.name.as_str()).collect();
    (!names.is_empty()).then_some(FlowSeq(names))
}
