//! An operation and its request.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{names, present, source};
use crate::model;

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Operation<'a> {
    /// Its `operationId`, or its method and path if it has none; the path alone for any method.
    pub(crate) id: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request: Option<Request<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    /// The codes it can return in addition to those that every operation can.
    pub(crate) raises: Vec<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Request<'a> {
    /// Absent if it may be any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<Cow<'a, str>>,
    /// With placeholders in braces. A segment `*` is any segment, and at the end any rest.
    pub(crate) path: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) example: Option<RequestExample<'a>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct RequestExample<'a> {
    pub(crate) path: Cow<'a, str>,
    pub(crate) headers: Vec<Header>,
    /// A string is sent as is, anything else as JSON.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<Cow<'a, Value>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) value: String,
}

impl Header {
    pub fn new(name: &str, value: &str) -> Header {
        Header { name: name.to_owned(), value: value.to_owned() }
    }
}

impl<'a> Operation<'a> {
    pub fn of(catalog: &'a model::Catalog, operation: &'a model::Operation) -> Operation<'a> {
        let header = |(name, value): &(String, String)| Header::new(name, value);
        let example = |example: &'a model::RequestExample| RequestExample {
            path: (&example.path).into(),
            headers: example.headers.iter().map(header).collect(),
            body: example.body.as_ref().map(Cow::Borrowed),
        };
        Operation {
            id: (&operation.id).into(),
            request: operation.request.as_ref().map(|request| Request {
                method: request.method.map(Into::into),
                path: (&request.path).into(),
                example: request.example.as_ref().map(example),
            }),
            description: source(operation.description.as_ref()),
            raises: names(catalog, &operation.codes),
        }
    }
}
