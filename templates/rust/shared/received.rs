//! Errors that a client receives.

use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use serde_json::Value;

use super::catalog::{Catalog, Families, Redirects};
use super::query::query;
use super::reading::{Entry, Found, Received};
use super::wire::Wire;
use super::{Delay, Open, Retry, UnexpectedResponse};

/// An error of a catalog that a client received.
///
/// It keeps the whole response: anything that this version of the crate does not know is in
/// [`body`](ReceivedError::body).
#[derive(Clone)]
pub struct ReceivedError<C: Wire> {
    /// Boxed to keep `Result` small.
    parts: Box<Parts<C>>,
}

#[derive(Clone)]
struct Parts<C: Wire> {
    code: Open<<C as Catalog>::Code>,
    message: Option<String>,
    docs_url: Option<String>,
    details: Option<<C as Catalog>::Details>,
    delay: Option<Delay>,
    others: Vec<ReceivedError<C>>,
    response: Arc<Received>,
}

/// Parsing.
impl<C: Wire> ReceivedError<C> {
    /// Parses the error in a received response.
    ///
    /// The headers are name-value pairs; a reference to a `HeaderMap` works. The body may have
    /// members that this version does not know and may lack others: it only needs to have a code.
    ///
    /// # Errors
    ///
    /// If the response has no code where this API puts it.
    pub fn parse<N: AsRef<str>, V: AsRef<[u8]>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl AsRef<[u8]>,
    ) -> Result<ReceivedError<C>, UnexpectedResponse> {
        let body = body.as_ref();
        let received = Received::new(status, headers, body);
        ReceivedError::read(received).map_err(|received| UnexpectedResponse::new(&received, body))
    }

    /// Reads the error from the body, or else from the query of a redirect.
    fn read(received: Received) -> Result<ReceivedError<C>, Received> {
        ReceivedError::read_body(received).or_else(|received| {
            let redirected = (300..400).contains(&received.status) && !C::QUERY.is_empty();
            let location = received.header("Location").filter(|_| redirected);
            match location.map(|address| query(address, C::QUERY)) {
                Some(query) => ReceivedError::read_body(received.redirect(query)),
                None => Err(received),
            }
        })
    }

    fn read_body(received: Received) -> Result<ReceivedError<C>, Received> {
        let mut found = identified::<C>(&received).into_iter();
        let Some(first) = found.next() else { return Err(received) };
        let response = Arc::new(received);
        let mut error = ReceivedError::read_entry(&response, &first);
        let others = found.map(|found| ReceivedError::read_entry(&response, &found));
        error.parts.others = others.collect();
        Ok(error)
    }

    fn read_entry(response: &Arc<Received>, found: &Found<Open<C::Code>>) -> ReceivedError<C> {
        let code = C::CODE.or(C::NAME).or(C::TYPE).unwrap_or_default();
        let entry = Entry { response, code, positions: &found.positions };
        let code = found.value.clone();
        let (details, delay) = match code.known() {
            Some(code) => C::read_details(code, &entry),
            None => (None, None),
        };
        let parts = Parts {
            code,
            message: C::MESSAGE.and_then(|path| entry.body(path)),
            docs_url: C::DOCS_URL.and_then(|path| entry.body(path)),
            details,
            delay: delay.or_else(|| response.retry_after()),
            others: Vec::new(),
            response: Arc::clone(response),
        };
        ReceivedError { parts: Box::new(parts) }
    }
}

/// What identifies the errors in a response: the code or the name in the body, or else the URI of the
/// problem, or else the code in a header. A name or a URI that is not known counts last, and only if a
/// body has no place for a code: it may be nothing but a text or an address. `about:blank` says that
/// there is none (RFC 9457 §4.2.1).
fn identified<C: Wire>(received: &Received) -> Vec<Found<Open<C::Code>>> {
    let codes = C::CODE.map(|path| received.codes::<C::Code>(path)).unwrap_or_default();
    let names = C::NAME.map(|path| received.texts(path)).unwrap_or_default();
    let found = paired::<C>(codes, &names);
    if !found.is_empty() {
        return found;
    }
    let mut types = C::TYPE.map(|path| received.texts(path)).unwrap_or_default();
    types.retain(|found| found.value != "about:blank");
    let of_type = |uri: &str| C::of_type(uri).map_or_else(|| open(uri), Open::Known);
    let types: Vec<_> = types.into_iter().map(|uri| uri.map(|uri| of_type(&uri))).collect();
    if types.iter().any(|found| found.value.known().is_some()) {
        return types;
    }
    let code = C::HEADER.and_then(|name| received.header(name)).map(str::trim);
    match code.filter(|code| !code.is_empty()) {
        Some(code) => vec![Found { value: open(code), positions: Vec::new() }],
        None if C::CODE.is_some() => Vec::new(),
        None if names.is_empty() => types,
        None => names.into_iter().map(|name| name.map(|name| open(&name))).collect(),
    }
}

/// The errors that codes and names identify, in the order of the body. A name that is known tells
/// which of several errors with a code it is, and stands in for a code that is absent or not known.
fn paired<C: Wire>(
    codes: Vec<Found<String>>,
    names: &[Found<String>],
) -> Vec<Found<Open<C::Code>>> {
    let mut all: BTreeMap<Vec<usize>, Open<C::Code>> =
        codes.into_iter().map(|Found { value, positions }| (positions, open(&value))).collect();
    for Found { value, positions } in names {
        let Some(known) = C::of_name(value) else { continue };
        match all.get_mut(positions) {
            Some(Open::Known(code)) if code.as_ref() != known.as_ref() => {}
            Some(code) => *code = Open::Known(known),
            None => drop(all.insert(positions.clone(), Open::Known(known))),
        }
    }
    all.into_iter().map(|(positions, value)| Found { value, positions }).collect()
}

fn open<T: FromStr>(text: &str) -> Open<T> {
    let Ok(code) = text.parse();
    code
}

/// Redirects.
impl<C: Wire + Redirects> ReceivedError<C> {
    /// Parses the error in the address that a client was redirected to.
    ///
    /// # Errors
    ///
    /// If the query of the address has no code.
    pub fn from_redirect(address: &str) -> Result<ReceivedError<C>, UnexpectedResponse> {
        ReceivedError::parse(302, [("Location", address)], "")
    }
}

/// Families.
impl<C: Wire + Families> ReceivedError<C> {
    /// Whether the error is of a family: its code, or a case of it. Of a case that this version of the
    /// crate does not know, its code tells the family, which it begins with.
    #[must_use]
    pub fn is_in(&self, family: C::Code) -> bool {
        let known = self.code().known().or_else(|| family_of::<C>(self.code().as_str()));
        core::iter::successors(known, |code| C::parent(*code)).any(|code| code == family)
    }
}

/// The known code of which an unknown one is a case.
fn family_of<C: Families>(code: &str) -> Option<C::Code> {
    if C::JOIN.is_empty() {
        return None;
    }
    let mut ends = code.rmatch_indices(C::JOIN).map(|(end, _)| &code[..end]);
    ends.find_map(|before| before.parse::<C::Code>().ok().filter(|code| code.as_ref() == before))
}

/// The contents of the error.
impl<C: Wire> ReceivedError<C> {
    /// The code, even if this version of the crate does not know it.
    #[must_use]
    pub fn code(&self) -> &Open<C::Code> {
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

    /// The documented message of the error's code in the language that a user prefers, filled with
    /// the details; `None` if the code is unknown, or if the response lacks a detail.
    ///
    /// The languages are written as in `Accept-Language`: `de-AT, en;q=0.5`. The message is in the
    /// catalog's own language if the code has none in any of them.
    #[cfg(feature = "languages")]
    #[must_use]
    pub fn message_in(&self, languages: &str) -> Option<super::Localized<'static>> {
        super::languages::message::<C>(self.parts.code.known()?, self.details(), &[], languages)
    }

    /// The details of the error's code; `None` if the code has none or is unknown, or if the
    /// response lacks a required detail.
    #[must_use]
    pub fn details(&self) -> Option<&C::Details> {
        self.parts.details.as_ref()
    }

    /// The address of the code's entry in the published reference: the one in the response, or else
    /// the one known for the code.
    #[must_use]
    pub fn docs_url(&self) -> Option<&str> {
        let known = || self.parts.code.known().and_then(|code| C::info(code).docs_url());
        self.parts.docs_url.as_deref().or_else(known)
    }

    /// Whether and when to retry the request, if the reference says.
    #[must_use]
    pub fn retry(&self) -> Option<Retry> {
        self.parts.code.known().and_then(|code| C::info(code).facts.retry)
    }

    /// Whether the same request may be sent again without doing anything else first.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retry().is_some_and(Retry::is_retryable)
    }

    /// How long to wait before the next attempt, as given in the response.
    #[must_use]
    pub fn retry_after(&self) -> Option<Delay> {
        self.parts.delay
    }

    /// How long to wait before the next attempt, if the response says.
    ///
    /// A date counts from the response's `Date` header, or else from `now`; a past date means no
    /// wait. At most 24 days: a longer delay is cut, so that any clock and any timer can take it.
    #[must_use]
    pub fn retry_delay(&self, now: SystemTime) -> Option<Duration> {
        self.parts.delay.map(|delay| self.parts.response.remaining(delay, now))
    }

    /// Further errors in the same response, if the API sends several at once: up to 999.
    #[must_use]
    pub fn others(&self) -> &[ReceivedError<C>] {
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
    /// Numbers that do not fit in 64 bits and values nested deeper than 127 levels are null; U+FFFD
    /// stands for characters that cannot be read.
    #[must_use]
    pub fn body(&self) -> &Value {
        &self.parts.response.body
    }

    /// The whole body as the API documents it; `None` if it lacks a documented member or has one of
    /// a different type.
    #[must_use]
    pub fn envelope(&self) -> Option<C::Envelope> {
        C::Envelope::deserialize(self.body()).ok()
    }
}

/// Compares the responses.
impl<C: Wire> PartialEq for ReceivedError<C> {
    fn eq(&self, other: &ReceivedError<C>) -> bool {
        let (one, other) = (&*self.parts, &*other.parts);
        one.code == other.code && one.details == other.details && one.response == other.response
    }
}

/// Omits the body.
impl<C: Wire> fmt::Debug for ReceivedError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedError")
            .field("code", self.code())
            .field("status", &self.status())
            .field("message", &self.message())
            .field("details", &self.details())
            .field("retry_after", &self.retry_after())
            .field("others", &self.others())
            .finish_non_exhaustive()
    }
}

/// Writes the code and the message.
impl<C: Wire> fmt::Display for ReceivedError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            Some(message) => write!(f, "{}: {message}", self.code()),
            None => write!(f, "{}", self.code()),
        }
    }
}

impl<C: Wire> Error for ReceivedError<C> {}

/// Writes the whole body as received.
impl<C: Wire> serde::Serialize for ReceivedError<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body().serialize(serializer)
    }
}

/// Parses the error in a response; see [`ReceivedError::parse`].
#[cfg(feature = "http")]
impl<C: Wire, Body: AsRef<[u8]>> TryFrom<&::http::Response<Body>> for ReceivedError<C> {
    type Error = UnexpectedResponse;

    fn try_from(response: &::http::Response<Body>) -> Result<ReceivedError<C>, UnexpectedResponse> {
        let status = response.status().as_u16();
        ReceivedError::parse(status, response.headers(), response.body())
    }
}
