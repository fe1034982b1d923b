//! An operation and its request.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{names, source};
use crate::model;

#[derive(Serialize, JsonSchema)]
pub struct Operation<'a> {
    /// Its `operationId`, or its method and path if it has none; the path alone for any method.
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<Request<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// The codes it can return in addition to those that every operation can.
    raises: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Request<'a> {
    /// Absent if it may be any.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'static str>,
    /// With placeholders in braces. A segment `*` is any segment, and at the end any rest.
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<RequestExample<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RequestExample<'a> {
    path: &'a str,
    headers: Vec<Header>,
    /// A string is sent as is, anything else as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a Value>,
}

#[derive(Serialize, JsonSchema)]
pub struct Header {
    name: String,
    value: String,
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
            path: &example.path,
            headers: example.headers.iter().map(header).collect(),
            body: example.body.as_ref(),
        };
        Operation {
            id: &operation.id,
            request: operation.request.as_ref().map(|request| Request {
                method: request.method,
                path: &request.path,
                example: request.example.as_ref().map(example),
            }),
            description: source(operation.description.as_ref()),
            raises: names(catalog, &operation.codes),
        }
    }
}
