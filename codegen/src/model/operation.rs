//! The operations of an API, and their requests.

use serde_json::Value;

use super::{CodeId, Text};
use crate::source::Span;

/// An operation of the API.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its `operationId` in the API description, which has no white space and does not begin with a
    /// slash, or its method and path if it has none.
    pub id: String,
    /// Its anchor, unique in its catalog: ASCII letters, digits, `_`, `.` and `-`.
    pub anchor: String,
    /// Its request; `None` if only the API description has it.
    pub request: Option<Request>,
    /// What it does.
    pub description: Option<Text>,
    /// The codes that it can return besides [`Catalog::raises`](super::Catalog::raises), in the
    /// order written, each once.
    pub codes: Vec<CodeId>,
    /// Where the registry defines it, for messages; no target shows it.
    pub span: Span,
}

/// The request of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The HTTP method, one of [`METHODS`]; `None` if it may be any.
    pub method: Option<&'static str>,
    /// The path with placeholders in braces: `/orders/{order_id}`. A segment `*` is any segment, and
    /// at the end any rest. No two operations of a catalog have the same method and path, whatever
    /// the names of their placeholders.
    pub path: String,
    /// An example of it.
    pub example: Option<RequestExample>,
}

/// A request that the reference shows.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestExample {
    /// The path, with its query.
    pub path: String,
    /// The headers, in the order written.
    pub headers: Vec<(String, String)>,
    /// The body: a string as it is, anything else as JSON.
    pub body: Option<Value>,
}

/// The HTTP methods that an API description has a key for; `QUERY` since OpenAPI 3.2.
pub const METHODS: [&str; 9] =
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

impl Operation {
    /// Its name for people: its method and path, or its id if only that is known.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.request {
            Some(request) => request.label(),
            None => self.id.clone(),
        }
    }

    /// Its `operationId`, if it has one.
    #[must_use]
    pub fn operation_id(&self) -> Option<&str> {
        Some(self.id.as_str()).filter(|id| !id.contains(' ') && !id.starts_with('/'))
    }
}

impl Request {
    /// Its method and path, or the path alone if the method may be any.
    #[must_use]
    pub fn label(&self) -> String {
        match self.method {
            Some(method) => format!("{method} {}", self.path),
            None => self.path.clone(),
        }
    }

    /// Whether one operation of an API description can be all of it.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.method.is_some() && !self.path.split('/').any(|segment| segment == "*")
    }
}
