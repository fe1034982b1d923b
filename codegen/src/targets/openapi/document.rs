//! The objects of an OpenAPI document, to the extent that the target writes them.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::scalar::WIDTH;
use super::yaml::{FLOW, LITERAL};

/// A map that keeps its order.
#[derive(Debug, Clone)]
pub struct Map<K, V>(pub Vec<(K, V)>);

impl<K, V> Map<K, V> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Map<K, V> {
        Map(Vec::new())
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A list that is written on one line.
#[derive(Debug, Clone)]
pub struct FlowSeq<T>(pub T);

impl<T: Serialize> Serialize for FlowSeq<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(FLOW, &self.0)
    }
}

/// Text for people.
#[derive(Debug, Clone)]
pub struct Prose(pub String);

impl Serialize for Prose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.as_str();
        // Long text that would need quotes reads better as a block. Text that cannot be a block is
        // quoted anyway.
        let quoted = text.contains(": ")
            || text.contains(" #")
            || !text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if quoted && text.len() > WIDTH {
            serializer.serialize_newtype_struct(LITERAL, text)
        } else {
            text.serialize(serializer)
        }
    }
}

/// A document, or the part of it that depends on the OpenAPI version.
#[derive(Serialize)]
pub struct Document<'a, C> {
    pub openapi: &'static str,
    pub info: Info<'a>,
    pub servers: [Server; 1],
    pub paths: Map<&'a str, Value>,
    pub components: C,
}

#[derive(Serialize)]
pub struct Info<'a> {
    pub title: String,
    pub version: &'a str,
    pub description: Prose,
    pub contact: Contact<'a>,
}

#[derive(Serialize)]
pub struct Contact<'a> {
    pub name: &'a str,
}

#[derive(Serialize)]
pub struct Server {
    pub url: &'static str,
}

/// The components that depend on the OpenAPI version.
#[derive(Serialize)]
pub struct Schemas<'a> {
    pub schemas: Map<String, Schema<'a>>,
}

/// The components that are the same in every version.
#[derive(Serialize)]
pub struct Shared<'a, R, E> {
    pub responses: R,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub headers: Map<&'a str, Header<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub examples: Option<E>,
}

/// A response, or where it is.
#[derive(Serialize)]
#[serde(untagged)]
pub enum ResponseOrRef<'a> {
    Response(Response<'a>),
    Ref(Ref),
}

/// All components.
#[derive(Serialize)]
pub struct Components<'a, S> {
    #[serde(flatten)]
    pub schemas: Schemas<'a>,
    #[serde(flatten)]
    pub shared: Option<S>,
}

/// A reference to a component.
#[derive(Debug, Clone, Serialize)]
pub struct Ref {
    #[serde(rename = "$ref")]
    pub target: String,
}

impl Ref {
    /// A reference to the component of this kind and name.
    pub fn new(kind: &str, name: &str) -> Ref {
        Ref::at("", kind, name)
    }

    /// A reference to a component of the document with this address.
    pub fn at(document: &str, kind: &str, name: &str) -> Ref {
        Ref { target: format!("{document}#/components/{kind}/{name}") }
    }
}

#[derive(Serialize)]
pub struct Response<'a> {
    pub description: Prose,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub headers: Map<&'a str, Ref>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub content: Map<&'a str, MediaType<'a>>,
}

#[derive(Clone, Serialize)]
pub struct MediaType<'a> {
    pub schema: Ref,
    pub examples: Map<&'a str, Ref>,
}

#[derive(Serialize)]
pub struct Header<'a> {
    pub description: Prose,
    pub schema: Schema<'a>,
    pub examples: Map<&'a str, HeaderExample>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum HeaderExample {
    Value { value: Value },
    Ref(Ref),
}

#[derive(Serialize)]
pub struct Example<'a> {
    pub summary: &'a str,
    pub value: Value,
}

/// A schema in the dialects of OpenAPI 3.1 and 3.0.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema<'a> {
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The name that code generators give to the type of an object within another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<SchemaType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    pub nullable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Prose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Cow<'a, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Cow<'a, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Schema<'a>>>,
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Constant<'a>>,
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub values: Option<Values<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<FlowSeq<Vec<&'a str>>>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub properties: Map<&'a str, Schema<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Additional<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Ref>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Ref>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema<'a>>,
    /// Schemas that this one says nothing with.
    #[serde(rename = "$defs", skip_serializing_if = "Map::is_empty")]
    pub definitions: Map<&'static str, Ref>,
    /// The address of the schema of the values that are known today: nothing can refer to it before
    /// 3.1, because a reference in an extension is not valid for linters.
    #[serde(rename = "x-known-values", skip_serializing_if = "Option::is_none")]
    pub known_values: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discriminator: Option<Discriminator<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Cow<'a, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub examples: Option<[Cow<'a, Value>; 1]>,
    /// The names that code generators use for the values of an enum.
    #[serde(rename = "x-enum-varnames", skip_serializing_if = "Vec::is_empty")]
    pub variant_names: Vec<Cow<'a, str>>,
    /// What each value of an enum means, in the order of the values.
    #[serde(rename = "x-enum-descriptions", skip_serializing_if = "Vec::is_empty")]
    pub variant_descriptions: Vec<Prose>,
    /// The same as a map, which Redocly reads; it has every value, since Redocly hides others.
    #[serde(rename = "x-enumDescriptions", skip_serializing_if = "Map::is_empty")]
    pub described_values: Map<Cow<'a, str>, Prose>,
}

/// The type of a schema; a type that also allows null exists only in 3.1.
#[derive(Debug, Clone, Copy)]
pub enum SchemaType {
    One(&'static str),
    OrNull(&'static str),
}

impl SchemaType {
    pub fn or_null(self) -> SchemaType {
        match self {
            SchemaType::One(name) | SchemaType::OrNull(name) => SchemaType::OrNull(name),
        }
    }
}

impl Serialize for SchemaType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            SchemaType::One(name) => name.serialize(serializer),
            SchemaType::OrNull(name) => FlowSeq([*name, "null"]).serialize(serializer),
        }
    }
}

/// The only value of a schema.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Constant<'a> {
    Value(Cow<'a, Value>),
    Text(&'a str),
    Number(i64),
}

/// The member that tells which schema of a union applies.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Discriminator<'a> {
    pub property_name: &'a str,
    pub mapping: Map<&'a str, String>,
}

/// The values of an enum.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Values<'a> {
    Names(Vec<&'a str>),
    Numbers(Vec<i64>),
    One(FlowSeq<[Cow<'a, Value>; 1]>),
}

/// The schema of the members of an object that are not listed.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Additional<'a> {
    Any(bool),
    Schema(Box<Schema<'a>>),
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
