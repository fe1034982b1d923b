//! Responses that a client receives.

use core::fmt;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::delay::LONGEST;
use super::{Delay, HttpDate};
use super::{challenge, lenient};

/// The path to a value in a JSON body: member names, and `None` for the elements of an array.
pub(crate) type Path = &'static [Option<&'static str>];

/// A received response.
pub(crate) struct Received {
    pub status: u16,
    /// By lowercase name; values with the same name are joined.
    headers: BTreeMap<String, String>,
    pub body: Value,
    /// Whether the body came from a query, where any value may be text.
    is_text: bool,
}

/// The most errors that are read from a response: each takes far more memory than its JSON.
const MOST: usize = 1000;

/// A code in a body, and the index into each array on the path to it.
pub(crate) struct Found {
    pub code: String,
    pub positions: Vec<usize>,
}

impl Received {
    /// Takes in a response; a body that is not JSON counts as null.
    pub(crate) fn new<N: AsRef<str>, V: AsRef<[u8]>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Received {
        let mut joined: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (name, value) in headers {
            let value = value.as_ref();
            joined
                .entry(name.as_ref().to_ascii_lowercase())
                .and_modify(|known| known.extend([b", ", value].concat()))
                .or_insert_with(|| value.to_owned());
        }
        let headers = joined.into_iter().map(|(name, value)| (name, text(value))).collect();
        let body = lenient::read(body).unwrap_or_default();
        Received { status, headers, body, is_text: false }
    }

    /// Replaces the body with the query of the redirect.
    pub(crate) fn redirect(self, body: Value) -> Received {
        Received { body, is_text: true, ..self }
    }

    /// The value of a header. The name is case-insensitive.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    /// The codes in the body, up to a limit.
    pub(crate) fn codes(&self, path: Path) -> Vec<Found> {
        let mut found = Vec::new();
        codes(&self.body, path, &mut Vec::new(), &mut found);
        found
    }

    /// How long to wait, if `Retry-After` says.
    pub(crate) fn retry_after(&self) -> Option<Delay> {
        self.header("Retry-After")?.parse().ok()
    }

    /// How much of a delay remains, up to a limit. A date counts from when the server sent the
    /// response, if known, since the client's clock may be wrong.
    pub(crate) fn remaining(&self, delay: Delay, now: SystemTime) -> Duration {
        let remaining = match delay {
            Delay::Seconds(seconds) => Duration::from_secs(seconds),
            Delay::Until(until) => {
                let date: Option<HttpDate> = self.header("Date").and_then(|it| it.parse().ok());
                let now = match date {
                    Some(date) => Duration::from_secs(date.unix_seconds()),
                    None => now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(),
                };
                Duration::from_secs(until.unix_seconds()).saturating_sub(now)
            }
        };
        remaining.min(LONGEST)
    }
}

/// The text of a header: UTF-8, or else Latin-1.
fn text(value: Vec<u8>) -> String {
    String::from_utf8(value)
        .unwrap_or_else(|other| other.as_bytes().iter().copied().map(char::from).collect())
}

fn codes(value: &Value, path: Path, positions: &mut Vec<usize>, found: &mut Vec<Found>) {
    match (path, value) {
        ([], Value::String(code)) => {
            found.push(Found { code: code.clone(), positions: positions.clone() });
        }
        ([Some(name), rest @ ..], Value::Object(members)) => {
            if let Some(value) = members.get(*name) {
                codes(value, rest, positions, found);
            }
        }
        ([None, rest @ ..], Value::Array(elements)) => {
            for (position, element) in elements.iter().enumerate() {
                if found.len() == MOST {
                    break;
                }
                positions.push(position);
                codes(element, rest, positions, found);
                positions.pop();
            }
        }
        _ => {}
    }
}

/// One error in a response.
pub(crate) struct Entry<'a> {
    pub response: &'a Received,
    /// The path to the code.
    pub code: Path,
    pub positions: &'a [usize],
}

impl Entry<'_> {
    /// The body's value at a path. In arrays shared with the path to the code, takes this error's
    /// element.
    pub(crate) fn body<T: DeserializeOwned>(&self, path: Path) -> Option<T> {
        let mut value = &self.response.body;
        let mut depth = 0;
        for (index, step) in path.iter().enumerate() {
            value = if let Some(name) = step {
                value.get(name)?
            } else {
                let shared = self.code.get(..=index) == Some(&path[..=index]);
                let position = if shared { self.positions.get(depth).copied() } else { None };
                depth += 1;
                value.get(position.unwrap_or(0))?
            };
        }
        match value {
            Value::Null => None,
            Value::String(text) if self.response.is_text => read(text),
            value => T::deserialize(value).ok(),
        }
    }

    /// The value of a header.
    pub(crate) fn header<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        read(self.response.header(name)?)
    }

    /// The value of a parameter of a header's challenge.
    pub(crate) fn challenge<T: DeserializeOwned>(&self, name: &str, parameter: &str) -> Option<T> {
        read(&challenge::parameter(self.response.header(name)?, parameter)?)
    }
}

/// A value that is sent as text.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let plain = T::deserialize(Value::String(text.to_owned()));
    plain.ok().or_else(|| lenient::read(text.as_bytes()))
}

/// A response that is not an error of the API, such as a proxy's error page.
#[derive(Clone, PartialEq, Eq)]
pub struct UnexpectedResponse {
    status: u16,
    content_type: Option<String>,
    body: Vec<u8>,
}

impl UnexpectedResponse {
    pub(crate) fn new(received: &Received, body: &[u8]) -> UnexpectedResponse {
        UnexpectedResponse {
            status: received.status,
            content_type: received.header("Content-Type").map(str::to_owned),
            body: body.to_owned(),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The media type, if the response has one.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The body as received.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// The number of characters of the body shown in a message.
const SHOWN: usize = 120;

/// Writes what was received instead: the status, the media type, and the start of the body.
impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an error of this API: status {}, ", self.status)?;
        match &self.content_type {
            Some(content_type) => write!(f, "`{}`", content_type.escape_debug())?,
            None => f.write_str("no media type")?,
        }
        if self.body.is_empty() {
            return f.write_str(", no body");
        }
        let start = &self.body[..self.body.len().min(4 * SHOWN)];
        let start: String = String::from_utf8_lossy(start).chars().take(SHOWN).collect();
        write!(f, ", {} bytes starting with `{}`", self.body.len(), start.escape_debug())
    }
}

impl fmt::Debug for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnexpectedResponse")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish()
    }
}

impl core::error::Error for UnexpectedResponse {}

/// The type of the errors that a client receives from a catalog's API, and how to parse them.
///
/// The calling module must have a function `read_details` and the paths `CODE`, `MESSAGE`, and
/// `DOCS_URL`.
macro_rules! received {
    ($details:ty) => {
        /// An error that a client received.
        ///
        /// It keeps the whole response: anything that this version of the crate does not know is
        /// in [`body`](ReceivedError::body).
        #[derive(Clone)]
        pub struct ReceivedError {
            /// Boxed to keep `Result` small.
            parts: Box<Parts>,
        }

        #[derive(Clone)]
        struct Parts {
            code: AnyCode,
            message: Option<String>,
            docs_url: Option<String>,
            details: Option<$details>,
            delay: Option<shared::Delay>,
            others: Vec<ReceivedError>,
            response: std::sync::Arc<shared::Received>,
        }

        /// Parsing.
        impl ReceivedError {
            /// Parses the error in a received response.
            ///
            /// The headers are name-value pairs; a reference to a `HeaderMap` works. The body may
            /// have members that this version does not know and may lack others: it only needs to
            /// have a code.
            ///
            /// # Errors
            ///
            /// If the response has no code where this API puts it.
            pub fn parse<N: AsRef<str>, V: AsRef<[u8]>>(
                status: u16,
                headers: impl IntoIterator<Item = (N, V)>,
                body: impl AsRef<[u8]>,
            ) -> Result<ReceivedError, shared::UnexpectedResponse> {
                let body = body.as_ref();
                let received = shared::Received::new(status, headers, body);
                ReceivedError::read(received)
                    .map_err(|received| shared::UnexpectedResponse::new(&received, body))
            }

            fn of(received: shared::Received) -> Result<ReceivedError, shared::Received> {
                let mut found = received.codes(CODE).into_iter();
                let Some(first) = found.next() else { return Err(received) };
                let response = std::sync::Arc::new(received);
                let mut error = ReceivedError::entry(&response, &first);
                let others = found.map(|found| ReceivedError::entry(&response, &found));
                error.parts.others = others.collect();
                Ok(error)
            }

            fn entry(
                response: &std::sync::Arc<shared::Received>,
                found: &shared::Found,
            ) -> ReceivedError {
                let entry = shared::Entry { response, code: CODE, positions: &found.positions };
                let Ok(code) = found.code.parse::<AnyCode>();
                let (details, delay) = match code.known() {
                    Some(code) => read_details(code, &entry),
                    None => (None, None),
                };
                let parts = Parts {
                    code,
                    message: MESSAGE.and_then(|path| entry.body(path)),
                    docs_url: DOCS_URL.and_then(|path| entry.body(path)),
                    details,
                    delay: delay.or_else(|| response.retry_after()),
                    others: Vec::new(),
                    response: std::sync::Arc::clone(response),
                };
                ReceivedError { parts: Box::new(parts) }
            }
        }

        /// The contents of the error.
        impl ReceivedError {
            /// The code, even if this version of the crate does not know it.
            #[must_use]
            pub fn code(&self) -> &AnyCode {
                &self.parts.code
            }

            /// The HTTP status of the response.
            #[must_use]
            pub fn status(&self) -> u16 {
                self.parts.response.status
            }

            /// The API's message, if the response has one.
            #[must_use]
            pub fn message(&self) -> Option<&str> {
                self.parts.message.as_deref()
            }

            /// The address of the code's entry in the published reference: the one in the response,
            /// or else the one known for the code.
            #[must_use]
            pub fn docs_url(&self) -> Option<&str> {
                let known = || self.parts.code.known().and_then(ErrorCode::docs_url);
                self.parts.docs_url.as_deref().or_else(known)
            }

            /// Whether and when to retry the request, if the reference says.
            #[must_use]
            pub fn retry(&self) -> Option<shared::Retry> {
                self.parts.code.known().and_then(ErrorCode::retry)
            }

            /// How long to wait before the next attempt, as given in the response.
            #[must_use]
            pub fn retry_after(&self) -> Option<shared::Delay> {
                self.parts.delay
            }

            /// How long to wait before the next attempt, if the response says.
            ///
            /// A date counts from the response's `Date` header, or else from `now`; a past date
            /// means no wait. At most 24 days: a longer delay is cut, so that any clock and any
            /// timer can take it.
            #[must_use]
            pub fn retry_delay(&self, now: std::time::SystemTime) -> Option<std::time::Duration> {
                self.parts.delay.map(|delay| self.parts.response.remaining(delay, now))
            }

            /// Further errors in the same response, if the API sends several at once: up to 999.
            #[must_use]
            pub fn others(&self) -> &[ReceivedError] {
                &self.parts.others
            }

            /// The value of a header. The name is case-insensitive.
            ///
            /// Multiple values are joined with commas.
            #[must_use]
            pub fn header(&self, name: &str) -> Option<&str> {
                self.parts.response.header(name)
            }

            /// The whole body, including what this version of the crate does not know.
            ///
            /// Numbers that do not fit in 64 bits and values nested deeper than 127 levels are
            /// null; U+FFFD stands for characters that cannot be read.
            #[must_use]
            pub fn body(&self) -> &serde_json::Value {
                &self.parts.response.body
            }

            /// The whole body as the API documents it; `None` if it lacks a documented member or
            /// has one of a different type.
            #[must_use]
            pub fn envelope(&self) -> Option<Envelope> {
                serde::Deserialize::deserialize(self.body()).ok()
            }
        }

        /// Omits the body.
        impl std::fmt::Debug for ReceivedError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct("ReceivedError")
                    .field("code", self.code())
                    .field("status", &self.status())
                    .field("message", &self.message())
                    .field("details", &self.parts.details)
                    .field("retry_after", &self.retry_after())
                    .field("others", &self.parts.others)
                    .finish_non_exhaustive()
            }
        }

        /// Writes the code and the message.
        impl std::fmt::Display for ReceivedError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self.message() {
                    Some(message) => write!(f, "{}: {message}", self.code()),
                    None => write!(f, "{}", self.code()),
                }
            }
        }

        impl std::error::Error for ReceivedError {}

        /// Writes the whole body as received.
        impl serde::Serialize for ReceivedError {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self.body(), serializer)
            }
        }

        /// Parses the error in a response; see [`ReceivedError::parse`].
        #[cfg(feature = "http")]
        impl<Body: AsRef<[u8]>> TryFrom<&::http::Response<Body>> for ReceivedError {
            type Error = shared::UnexpectedResponse;

            fn try_from(
                response: &::http::Response<Body>,
            ) -> Result<ReceivedError, shared::UnexpectedResponse> {
                let status = response.status().as_u16();
                ReceivedError::parse(status, response.headers(), response.body())
            }
        }
    };
}

pub(crate) use received;

/// Reads an error from a body only.
macro_rules! body_only {
    () => {
        impl ReceivedError {
            fn read(received: shared::Received) -> Result<ReceivedError, shared::Received> {
                ReceivedError::of(received)
            }
        }
    };
}

pub(crate) use body_only;

/// Reads an error from a body or from the query of a redirect, where the members listed in `JSON`
/// are JSON.
macro_rules! body_or_redirect {
    () => {
        /// Redirects.
        impl ReceivedError {
            /// Parses the error in the address that a client was redirected to.
            ///
            /// # Errors
            ///
            /// If the query of the address has no code.
            pub fn from_redirect(
                address: &str,
            ) -> Result<ReceivedError, shared::UnexpectedResponse> {
                ReceivedError::parse(302, [("Location", address)], "")
            }

            fn read(received: shared::Received) -> Result<ReceivedError, shared::Received> {
                ReceivedError::of(received).or_else(|received| {
                    let redirected = (300..400).contains(&received.status);
                    let location = received.header("Location").filter(|_| redirected);
                    match location.map(|address| shared::query(address, JSON)) {
                        Some(query) => ReceivedError::of(received.redirect(query)),
                        None => Err(received),
                    }
                })
            }
        }
    };
}

pub(crate) use body_or_redirect;
