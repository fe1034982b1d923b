//! Responses that are no errors of an API.

use core::fmt;
use std::time::{Duration, SystemTime};

use super::reading::{Received, remaining};
use super::{Delay, HttpDate};

/// A response that is not an error of the API, such as a proxy's error page.
#[derive(Clone, PartialEq, Eq)]
pub struct UnexpectedResponse {
    status: u16,
    content_type: Option<String>,
    delay: Option<Delay>,
    date: Option<HttpDate>,
    body: Vec<u8>,
}

impl UnexpectedResponse {
    pub(super) fn new(received: &Received, body: &[u8]) -> UnexpectedResponse {
        UnexpectedResponse {
            status: received.status,
            content_type: received.header("Content-Type").map(str::to_owned),
            delay: received.retry_after(),
            date: received.date(),
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

    /// How long to wait before the next attempt, if `Retry-After` says.
    #[must_use]
    pub fn retry_after(&self) -> Option<Delay> {
        self.delay
    }

    /// How long to wait before the next attempt, if the response says; a date counts from the
    /// response's `Date` header, or else from `now`.
    #[must_use]
    pub fn retry_delay(&self, now: SystemTime) -> Option<Duration> {
        self.delay.map(|delay| remaining(delay, self.date, now))
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
            .finish_non_exhaustive()
    }
}

impl core::error::Error for UnexpectedResponse {}
