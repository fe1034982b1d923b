//! Errors that a service sends.

use core::fmt;
use std::borrow::Cow;
use std::error::Error;
use std::sync::Arc;

use super::catalog::{Catalog, Redirects, Several};
#[cfg(feature = "languages")]
use super::languages::{self, Localized};
use super::made::Made;

/// An error of a catalog to send to a client.
///
/// Each code has a constructor that takes the code's details. The catalog's `Envelope` is the body
/// of the response.
///
/// Two errors are equal if their responses are: neither causes nor ids and times that are made are compared.
#[derive(Clone)]
#[must_use]
pub struct ApiError<C: Catalog> {
    /// Boxed to keep `Result` small.
    parts: Box<Parts<C>>,
}

#[derive(Clone)]
struct Parts<C: Catalog> {
    code: C::Code,
    message: Option<String>,
    details: Option<C::Details>,
    /// What only the message shows, as text.
    arguments: Vec<String>,
    members: C::Members,
    sending: Sending,
    /// Further errors in the same response.
    others: Vec<ApiError<C>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
    /// What is made for members that nobody set.
    made: Made,
}

impl<C: Catalog> PartialEq for ApiError<C> {
    fn eq(&self, other: &ApiError<C>) -> bool {
        let Parts {
            code,
            message,
            details,
            arguments,
            members,
            sending,
            others,
            source: _,
            made: _,
        } = &*self.parts;
        let other = &*other.parts;
        *code == other.code
            && *message == other.message
            && *details == other.details
            && *arguments == other.arguments
            && *members == other.members
            && *sending == other.sending
            && *others == other.others
    }
}

/// What was set on an error besides its message, and the members of its body.
#[derive(Clone, PartialEq, Default)]
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "it shows in whole responses only"))]
pub(super) struct Sending {
    pub status: Option<u16>,
    /// Each says whether it stands beside others of the same name.
    pub headers: Vec<(Cow<'static, str>, String, Beside)>,
    /// The address that the client is redirected to.
    pub address: Option<String>,
    /// The language of the message, if the client was asked for it.
    #[cfg(feature = "languages")]
    pub language: Option<&'static str>,
    /// Parameters added to the error's own.
    pub parameters: Vec<(Cow<'static, str>, String)>,
}

/// What happens to the headers of the same name that are already there.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "it shows in whole responses only"))]
pub(super) enum Beside {
    /// They stay.
    Others,
    /// They go.
    None,
}

impl<C: Catalog> ApiError<C> {
    pub(crate) fn new(code: C::Code, details: Option<C::Details>) -> ApiError<C> {
        let parts = Parts {
            code,
            message: None,
            details,
            arguments: Vec::new(),
            members: C::Members::default(),
            sending: Sending::default(),
            others: Vec::new(),
            source: None,
            made: Made::default(),
        };
        ApiError { parts: Box::new(parts) }
    }

    /// Creates the error for a code that is known only at run time.
    ///
    /// `None` if the code has required details, which only its constructor takes.
    #[must_use]
    pub fn from_code(code: C::Code) -> Option<ApiError<C>> {
        C::from_code(code)
    }

    /// The error's code.
    #[must_use]
    pub fn code(&self) -> C::Code {
        self.parts.code
    }

    /// The details of the error's code, if it has any.
    #[must_use]
    pub fn details(&self) -> Option<&C::Details> {
        self.parts.details.as_ref()
    }

    /// The HTTP status: the one that was set, or else the code's.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.parts.sending.status.or(C::info(self.code()).facts.status())
    }

    /// Sets the HTTP status, for a code that has several or whose status the reference does not
    /// document.
    ///
    /// What is no status, a number below 100 or above 999, is ignored.
    pub fn with_status(mut self, status: u16) -> ApiError<C> {
        if (100..1000).contains(&status) {
            self.parts.sending.status = Some(status);
        }
        self
    }

    /// Sets a header of the response, such as a challenge or `Retry-After`.
    ///
    /// It replaces any header with the same name. The headers that frame a message, such as
    /// `Content-Length`, belong to the server and are not sent.
    pub fn with_header(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
    ) -> ApiError<C> {
        self.parts.sending.headers.push((name.into(), value.into(), Beside::None));
        self
    }

    /// Adds a header of the response beside those with the same name, such as a second
    /// `WWW-Authenticate` or `Set-Cookie`.
    pub fn and_header(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
    ) -> ApiError<C> {
        self.parts.sending.headers.push((name.into(), value.into(), Beside::Others));
        self
    }

    /// The human-readable message: the one that was set, or else the code's default.
    ///
    /// The default message never contains sensitive details.
    #[must_use]
    pub fn message(&self) -> Cow<'_, str> {
        match &self.parts.message {
            Some(message) => message.as_str().into(),
            None => C::message(self.code(), self.details(), self.arguments()),
        }
    }

    /// What the default message shows of this occurrence, in the order of the code's details; none if
    /// no body has it.
    #[allow(dead_code, reason = "not every body has it")]
    pub(crate) fn listed(&self) -> Vec<String> {
        C::listed(self.code(), self.details(), self.arguments())
    }

    /// Replaces the default message.
    pub fn with_message(mut self, message: impl Into<String>) -> ApiError<C> {
        self.parts.message = Some(message.into());
        #[cfg(feature = "languages")]
        {
            self.parts.sending.language = None;
        }
        self
    }

    /// Sets the cause of this error. It is not part of the response.
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> ApiError<C> {
        self.parts.source = Some(Arc::from(source.into()));
        self
    }

    /// Sets the members that every body has and that are not set yet, such as the id of a request, on
    /// this error and those that were added to it.
    pub fn complete(mut self, required: C::Required) -> ApiError<C> {
        for other in &mut self.parts.others {
            C::complete(&mut other.parts.members, required.clone());
        }
        C::complete(self.members_mut(), required);
        self
    }

    pub(crate) fn arguments(&self) -> &[String] {
        &self.parts.arguments
    }

    #[allow(dead_code, reason = "not every catalog has messages that show what does not travel")]
    pub(crate) fn with_arguments(mut self, arguments: Vec<String>) -> ApiError<C> {
        self.parts.arguments = arguments;
        self
    }

    /// What is made for members that nobody set: the same in each body of the error.
    #[allow(dead_code, reason = "not every body has such members")]
    pub(crate) fn made(&self) -> &Made {
        &self.parts.made
    }

    pub(crate) fn members(&self) -> &C::Members {
        &self.parts.members
    }

    #[allow(dead_code, reason = "not every catalog has members that a service sets")]
    pub(crate) fn members_mut(&mut self) -> &mut C::Members {
        &mut self.parts.members
    }

    #[cfg(feature = "json")]
    pub(super) fn sending(&self) -> &Sending {
        &self.parts.sending
    }
}

/// Several errors in one response.
impl<C: Several> ApiError<C> {
    /// Adds an error to the same response, after those that it has.
    ///
    /// The status and the headers of the response are those of the first error, and so is everything
    /// in the body that is not about one error. `errors.into_iter().reduce(ApiError::and)` is one
    /// response with all errors of a list.
    pub fn and(mut self, mut other: ApiError<C>) -> ApiError<C> {
        let more = std::mem::take(&mut other.parts.others);
        self.parts.others.push(other);
        self.parts.others.extend(more);
        self
    }

    /// The errors that were added to this one.
    pub fn others(&self) -> &[ApiError<C>] {
        &self.parts.others
    }

    #[allow(dead_code, reason = "not every catalog has several errors in a response")]
    pub(crate) fn all(&self) -> impl Iterator<Item = &ApiError<C>> {
        core::iter::once(self).chain(&self.parts.others)
    }
}

/// Messages in several languages.
#[cfg(feature = "languages")]
impl<C: Catalog> ApiError<C> {
    /// The message in the language that a client prefers, and which language that is.
    ///
    /// The languages are the value of an `Accept-Language` header (RFC 9110 §12.5.4); for each, a
    /// more general one will do: `de` for `de-AT`. The message is in the catalog's own language if
    /// the code has none in any of them. A message that was set stays as it is.
    #[must_use]
    pub fn message_in(&self, accept_language: &str) -> Localized<'_> {
        let documented = || {
            languages::message::<C>(self.code(), self.details(), self.arguments(), accept_language)
        };
        match &self.parts.message {
            Some(message) => Localized {
                message: message.as_str().into(),
                language: self.parts.sending.language,
            },
            None => documented().unwrap_or_else(|| Localized {
                message: self.message(),
                language: Some(C::LANGUAGE),
            }),
        }
    }

    /// Sets the message to that of [`message_in`](ApiError::message_in).
    ///
    /// The response says so in `Content-Language`, and that it depends on `Accept-Language` in
    /// `Vary`. A message that was set before stays as it is, in a language that is not known.
    pub fn localized(mut self, accept_language: &str) -> ApiError<C> {
        let Localized { message, language } = self.message_in(accept_language);
        let message = message.into_owned();
        self.parts.message = Some(message);
        self.parts.sending.language = language;
        self
    }
}

/// Delivery by redirect.
impl<C: Redirects> ApiError<C> {
    /// Sets the address that the client is redirected to, for a code that is sent in the query of a
    /// redirect; see [`Delivery::Redirect`](super::Delivery::Redirect).
    ///
    /// The address must be known to belong to the client. Any query that it has is kept.
    pub fn with_redirect(mut self, address: impl Into<String>) -> ApiError<C> {
        self.parts.sending.address = Some(address.into());
        self
    }

    /// Adds a parameter to the query of the redirect, such as the `state` of OAuth 2.0.
    pub fn with_parameter(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
    ) -> ApiError<C> {
        self.parts.sending.parameters.push((name.into(), value.into()));
        self
    }
}

impl<C: Catalog> fmt::Debug for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("code", &self.code())
            .field("status", &self.status())
            .field("message", &self.message())
            .field("details", &self.details())
            .field("members", self.members())
            .field("others", &self.parts.others)
            .field("source", &self.parts.source)
            .finish_non_exhaustive()
    }
}

/// Writes the code and the message.
impl<C: Catalog> fmt::Display for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())
    }
}

impl<C: Catalog> Error for ApiError<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.parts.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}

/// Writes the whole body of the response, as the catalog's `Envelope` does.
#[cfg(feature = "serde")]
impl<C: Catalog<Envelope: serde::Serialize>> serde::Serialize for ApiError<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::Envelope::from(self).serialize(serializer)
    }
}
