//! What the API can be asked for, and how.

use serde_json::Value;

use super::Text;
use crate::source::Span;

/// Something that the API can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its `operationId` in the API description, a text without white space; its method and path
    /// where it has none.
    pub id: String,
    /// Its name in anchors, unique in its catalog: ASCII letters, digits, `_`, `.` and `-`.
    pub anchor: String,
    /// How it is asked for; none where only the API description says it.
    pub request: Option<Request>,
    /// What it does.
    pub description: Option<Text>,
    /// The indices in [`Catalog::codes`](super::Catalog::codes) of those that it can return beside
    /// [`Catalog::raises`](super::Catalog::raises), as written, each once.
    pub codes: Vec<usize>,
    /// Where the registry defines it, for messages; no target shows it.
    pub span: Span,
}

/// How an operation is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The HTTP method, one of [`METHODS`].
    pub method: &'static str,
    /// The path with placeholders between braces: `/orders/{order_id}`. No two operations of a
    /// catalog have the same method and path, whatever their placeholders are called.
    pub path: String,
    /// A request to show.
    pub example: Option<RequestExample>,
}

/// A request that the reference shows.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestExample {
    /// The path, with its query.
    pub path: String,
    /// The headers, in the order written.
    pub headers: Vec<(String, String)>,
    /// The body: a string as it stands, anything else as JSON.
    pub body: Option<Value>,
}

/// The methods of HTTP that an API description knows.
pub const METHODS: [&str; 8] =
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

impl Operation {
    /// What people call it: its method and path, or its id where only that is known.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.request {
            Some(request) => format!("{} {}", request.method, request.path),
            None => self.id.clone(),
        }
    }

    /// Its `operationId`, where it has one.
    #[must_use]
    pub fn operation_id(&self) -> Option<&str> {
        Some(self.id.as_str()).filter(|id| !id.contains(' '))
    }
}
