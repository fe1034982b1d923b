//! Responses that a service sends.

use core::fmt;
use core::fmt::Write as _;
use std::borrow::Cow;

use super::Delivery;
use super::error::{ApiError, Beside};
use super::query;
use super::wire::Wire;

/// An error response, independent of any HTTP library.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers, ready to send. A name may repeat.
    pub headers: Vec<Header>,
    /// The body; empty for a redirect.
    pub body: String,
}

/// A header of an [`ErrorResponse`].
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The name.
    pub name: Cow<'static, str>,
    /// The value, without control characters. Letters beyond ASCII travel as UTF-8.
    pub value: String,
    /// Whether the value must stay out of logs.
    pub sensitive: bool,
}

impl ErrorResponse {
    /// The first value of a header. The name is case-insensitive.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| &header.value[..])
    }
}

/// Omits the body and the values of sensitive headers.
impl fmt::Debug for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.sensitive { "[redacted]" } else { &self.value };
        write!(f, "{}: {value}", self.name)
    }
}

/// The headers of a response under construction.
#[derive(Debug)]
pub struct Headers {
    /// The code of the error.
    code: &'static str,
    list: Vec<Header>,
}

impl Headers {
    /// Adds a detail that is a whole header, unless it is null.
    pub fn put(&mut self, name: &'static str, value: &impl serde::Serialize, secret: bool) {
        if let Some(text) = text(value) {
            self.set(name.into(), &text, secret);
        }
    }

    /// Adds a detail that is a parameter of a challenge (RFC 9110 §11.6.1).
    pub fn challenge(
        &mut self,
        name: &'static str,
        parameter: &str,
        value: &impl serde::Serialize,
        secret: bool,
    ) {
        let Some(text) = text(value) else { return };
        let known = self.list.iter().position(|header| header.name.eq_ignore_ascii_case(name));
        let place = known.unwrap_or_else(|| {
            // The challenge has the error code too (RFC 6750 §3).
            let value = format!("Bearer error={}", quoted(self.code));
            self.list.push(Header { name: name.into(), value, sensitive: false });
            self.list.len() - 1
        });
        let header = &mut self.list[place];
        let _ = write!(header.value, ", {parameter}={}", quoted(&text));
        header.sensitive |= secret;
    }

    /// Says that the response depends on a header of the request (RFC 9110 §12.5.5).
    #[cfg(feature = "languages")]
    fn vary(&mut self, name: &'static str) {
        let vary = self.list.iter_mut().find(|header| header.name.eq_ignore_ascii_case("Vary"));
        let Some(Header { value, .. }) = vary else { return self.set("Vary".into(), name, false) };
        let known = |own: &str| own.trim() == "*" || own.trim().eq_ignore_ascii_case(name);
        if !value.split(',').any(known) {
            let _ = write!(value, ", {name}");
        }
    }

    /// Sets a header, replacing any with the same name.
    fn set(&mut self, name: Cow<'static, str>, value: &str, sensitive: bool) {
        self.list.retain(|header| !header.name.eq_ignore_ascii_case(&name));
        self.add(name, value, sensitive);
    }

    /// Adds a header beside any with the same name.
    fn add(&mut self, name: Cow<'static, str>, value: &str, sensitive: bool) {
        self.list.push(Header { name, value: field_value(value), sensitive });
    }
}

/// The whole response.
impl<C: Wire> ApiError<C> {
    /// The whole response: status, headers, and body as the API documents them.
    ///
    /// The status is the one that was set, or else the code's, or else 500. A code that is delivered
    /// by redirect becomes a redirect if the client's address is set; otherwise, the error is the
    /// body of a response with status 400.
    ///
    /// The headers are the details sent in headers and the headers that were set. Characters that a
    /// header cannot contain, such as line breaks, become question marks.
    #[must_use]
    pub fn to_response(&self) -> ErrorResponse {
        let info = C::info(self.code());
        let sending = self.sending();
        let mut headers = Headers { code: info.code(), list: Vec::new() };
        if let Some(name) = C::HEADER {
            headers.set(name.into(), info.code(), false);
        }
        if let Some(details) = self.details() {
            C::write_headers(details, &mut headers);
        }
        let body = C::Envelope::from(self);
        let redirected = info.facts.delivery == Delivery::Redirect;
        let (status, body) = match &sending.address {
            Some(address) if redirected => {
                let body = serde_json::to_value(body).unwrap_or_default();
                let target = query::redirect(address, C::QUERY, &body, &sending.parameters);
                headers.set("Location".into(), &target, false);
                let status = self.status().filter(|status| (300..400).contains(status));
                (status.unwrap_or(302), String::new())
            }
            _ => {
                headers.set("Content-Type".into(), C::CONTENT_TYPE, false);
                let status = self.status().filter(|status| (100..1000).contains(status));
                // A redirect that leads nowhere would leave the client without the error.
                let status =
                    if redirected { status.filter(|&it| it >= 400).or(Some(400)) } else { status };
                // Every type in a body serializes to JSON.
                (status.unwrap_or(500), serde_json::to_string(&body).unwrap_or_default())
            }
        };
        for (name, value, beside) in &sending.headers {
            match beside {
                _ if !is_token(name) || frames(name) => {}
                Beside::None => headers.set(name.clone(), value, false),
                Beside::Others => headers.add(name.clone(), value, false),
            }
        }
        #[cfg(feature = "languages")]
        if let Some(language) = sending.language {
            headers.set("Content-Language".into(), language, false);
            headers.vary("Accept-Language");
        }
        ErrorResponse { status, headers: headers.list, body }
    }
}

/// A value as text: a string as is, anything else as JSON; none for null.
pub(super) fn text(value: &impl serde::Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::Null) | Err(_) => None,
        Ok(serde_json::Value::String(text)) => Some(text),
        Ok(other) => Some(other.to_string()),
    }
}

/// The text as a header value (RFC 9110 §5.5) on one line; letters beyond ASCII travel as UTF-8.
fn field_value(text: &str) -> String {
    let visible = |c: char| if c.is_control() { '?' } else { c };
    text.trim().chars().map(visible).collect()
}

/// The text as a quoted string in a header (RFC 9110 §5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", field_value(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a text can be the name of a header (RFC 9110 §5.6.2).
fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

/// Whether a header says where a message ends, which only the server knows.
fn frames(name: &str) -> bool {
    let names = ["Content-Length", "Transfer-Encoding", "Connection", "Trailer", "Upgrade"];
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The response of [`ApiError::to_response`].
impl<C: Wire> From<&ApiError<C>> for ErrorResponse {
    fn from(error: &ApiError<C>) -> ErrorResponse {
        error.to_response()
    }
}

/// The response of [`ApiError::to_response`].
#[cfg(feature = "http")]
impl<C: Wire> From<&ApiError<C>> for ::http::Response<String> {
    fn from(error: &ApiError<C>) -> ::http::Response<String> {
        error.to_response().into()
    }
}

/// The response of [`ApiError::to_response`].
#[cfg(feature = "http")]
impl<C: Wire> From<ApiError<C>> for ::http::Response<String> {
    fn from(error: ApiError<C>) -> ::http::Response<String> {
        error.to_response().into()
    }
}

#[cfg(feature = "http")]
impl From<ErrorResponse> for ::http::Response<String> {
    fn from(response: ErrorResponse) -> ::http::Response<String> {
        let mut converted = ::http::Response::new(response.body);
        *converted.status_mut() = ::http::StatusCode::from_u16(response.status)
            .unwrap_or(::http::StatusCode::INTERNAL_SERVER_ERROR);
        for Header { name, value, sensitive } in response.headers {
            let name = ::http::HeaderName::from_bytes(name.as_bytes());
            let value = ::http::HeaderValue::try_from(value);
            if let (Ok(name), Ok(mut value)) = (name, value) {
                value.set_sensitive(sensitive);
                converted.headers_mut().append(name, value);
            }
        }
        converted
    }
}
