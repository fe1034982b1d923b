//! Where the errors of a catalog are in responses.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Delay;
use super::catalog::Catalog;
use super::reading::{Entry, Path};
use super::response::Headers;

/// A catalog whose errors are written to responses and read from them.
///
/// Each catalog implements it.
pub trait Wire: Catalog<Envelope: Serialize + DeserializeOwned> {
    /// The media type of a body.
    const CONTENT_TYPE: &'static str;

    /// Where a body has the code.
    #[doc(hidden)]
    const CODE: Option<Path>;

    /// Where a body has the name of the error, if it identifies the error alone or with the code.
    #[doc(hidden)]
    const NAME: Option<Path> = None;

    /// Where a body has the URI that identifies the problem.
    #[doc(hidden)]
    const TYPE: Option<Path> = None;

    /// The header that has the code.
    #[doc(hidden)]
    const HEADER: Option<&'static str> = None;

    /// Where it has the message.
    #[doc(hidden)]
    const MESSAGE: Option<Path>;

    /// Where it has the address of the code's entry in the reference.
    #[doc(hidden)]
    const DOCS_URL: Option<Path>;

    /// The members of a body as parameters of a redirect's query, in this order; none if no code is
    /// delivered by redirect.
    #[doc(hidden)]
    const QUERY: &'static [Parameter] = &[];

    /// The code that has a name, or had it.
    #[doc(hidden)]
    #[must_use]
    fn of_name(name: &str) -> Option<Self::Code> {
        name.parse().ok()
    }

    /// The code that a URI identifies.
    #[doc(hidden)]
    #[must_use]
    fn of_type(uri: &str) -> Option<Self::Code> {
        let _ = uri;
        None
    }

    /// Adds the details that are sent in headers.
    #[doc(hidden)]
    fn write_headers(details: &Self::Details, headers: &mut Headers) {
        let _ = (details, headers);
    }

    /// Reads the details of a code, and how long they say to wait.
    #[doc(hidden)]
    fn read_details(code: Self::Code, entry: &Entry<'_>) -> (Option<Self::Details>, Option<Delay>) {
        let _ = (code, entry);
        (None, None)
    }
}

/// A member of a body as a parameter of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    /// A member that is a string.
    Text(&'static str),
    /// A member that is JSON in the query.
    Json(&'static str),
}

impl Parameter {
    /// The name of the member and of the parameter.
    pub(super) fn name(self) -> &'static str {
        match self {
            Parameter::Text(name) | Parameter::Json(name) => name,
        }
    }
}
