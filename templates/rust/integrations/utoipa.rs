//! Errors in the descriptions of APIs that utoipa makes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ::utoipa::openapi::response::Response;
use ::utoipa::openapi::{RefOr, Schema};
use ::utoipa::{IntoResponses, PartialSchema, ToSchema};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::shared::generic::ApiError;
use super::described::{COMPONENTS, Described, name, responses, schemas};

/// The schema of the body.
impl<C: Described> PartialSchema for ApiError<C> {
    fn schema() -> RefOr<Schema> {
        all::<C>().next().map(|(_, schema)| schema).unwrap_or_default()
    }
}

/// The schema of the body, and those that it refers to.
impl<C: Described> ToSchema for ApiError<C> {
    fn name() -> Cow<'static, str> {
        name::<C>().into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.extend(all::<C>().skip(1));
    }
}

/// A response for each status of the catalog that is no success, whose description lists the codes;
/// those without a status are in the response `default`.
///
/// They refer to the schema of the body, which belongs to the components:
/// `#[openapi(components(schemas(Envelope)))]`.
impl<C: Described> IntoResponses for ApiError<C> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let codes: Vec<_> = C::MEANINGS.iter().map(|(code, _)| *code).collect();
        ApiError::<C>::responses_of(&codes)
    }
}

impl<C: Described> ApiError<C> {
    /// The responses with some of the codes, a response for each status.
    ///
    /// With the feature `operations`, the enums of operations are such responses.
    #[must_use]
    pub fn responses_of(codes: &[C::Code]) -> BTreeMap<String, RefOr<Response>> {
        let responses = responses::<C>(codes).into_iter();
        let name = |status: Option<u16>| match status {
            Some(status) => status.to_string(),
            None => "default".to_owned(),
        };
        responses.map(|(status, response)| (name(status), RefOr::T(read(response)))).collect()
    }
}

fn all<C: Described>() -> impl Iterator<Item = (String, RefOr<Schema>)> {
    schemas::<C>(COMPONENTS).map(|(name, mut schema)| {
        adapt(&mut schema);
        (name.to_owned(), read(schema))
    })
}

/// Writes a schema as utoipa does: it knows no `const`, and reads no schema without a type, which it
/// does not write if it is null.
fn adapt(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    if let Some(value) = members.remove("const") {
        members.insert("enum".to_owned(), vec![value].into());
    }
    let is_typed = ["$ref", "allOf", "anyOf", "oneOf", "type"];
    if !is_typed.iter().any(|name| members.contains_key(*name)) {
        members.insert("type".to_owned(), Value::Null);
    }
    if let Some(Value::Object(properties)) = members.get_mut("properties") {
        properties.values_mut().for_each(adapt);
    }
    for name in ["additionalProperties", "items", "not"] {
        members.get_mut(name).into_iter().for_each(adapt);
    }
    for name in ["allOf", "anyOf", "oneOf"] {
        let parts = members.get_mut(name).and_then(Value::as_array_mut);
        parts.into_iter().flatten().for_each(adapt);
    }
}

/// A part of a description as utoipa has it.
fn read<T: DeserializeOwned>(part: Value) -> T {
    serde_json::from_value(part).expect("utoipa reads every schema and response")
}
