//! Operations, and requests that show them.

use crate::decode::{Any, Map, Prose, Spanned, object};

object! {
    /// An operation of the API.
    "an operation" => OperationSpec {
        /// Its method and the template of its path: `POST /orders`, or `/orders` for any method.
        "request" => request: Option<Spanned<String>>,
        /// What it does.
        "description" => description: Option<Prose>,
        /// The codes that it can return in addition to those of every operation; `section:cards` is
        /// all of a section.
        "raises" => raises: Vec<Spanned<String>>,
        /// A request that the reference shows.
        "example" => example: Option<RequestSpec>,
    }
}

object! {
    /// An example of a request.
    "an example request" => RequestSpec {
        /// The path, with its query; by default, the template.
        "path" => path: Option<Spanned<String>>,
        /// The headers to show.
        "headers" => headers: Map<String>,
        /// The body: text is sent as it is, anything else as JSON.
        "body" => body: Option<Any>,
    }
}
