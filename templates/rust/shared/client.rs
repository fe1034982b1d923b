//! Why a request of a client failed.

use core::fmt;
use std::error::Error;
use std::time::{Duration, SystemTime};

use super::open::Open;
use super::received::ReceivedError;
use super::wire::Wire;
use super::{Retry, UnexpectedResponse};

/// Why a request failed: in transport, with an error of the API, or with a response that is none.
///
/// `T` is the error of the HTTP library, from which `?` converts.
#[derive(Debug, Clone)]
pub enum ClientError<C: Wire, T> {
    /// No response arrived, or not the whole one.
    Transport(T),
    /// The API answered with one of its errors.
    Api(ReceivedError<C>),
    /// Something else answered, such as a proxy.
    Unexpected(UnexpectedResponse),
}

impl<C: Wire, T> ClientError<C, T> {
    /// Reads a response that is no success: an error of the API, if it has a code.
    pub fn parse<N: AsRef<str>, V: AsRef<[u8]>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl AsRef<[u8]>,
    ) -> ClientError<C, T> {
        match ReceivedError::parse(status, headers, body) {
            Ok(error) => ClientError::Api(error),
            Err(response) => ClientError::Unexpected(response),
        }
    }

    /// The error of the API, if it answered with one.
    #[must_use]
    pub fn api(&self) -> Option<&ReceivedError<C>> {
        match self {
            ClientError::Api(error) => Some(error),
            ClientError::Transport(_) | ClientError::Unexpected(_) => None,
        }
    }

    /// The code, if the API answered with one.
    #[must_use]
    pub fn code(&self) -> Option<&Open<C::Code>> {
        self.api().map(ReceivedError::code)
    }

    /// The HTTP status, if a response arrived.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            ClientError::Transport(_) => None,
            ClientError::Api(error) => Some(error.status()),
            ClientError::Unexpected(response) => Some(response.status()),
        }
    }

    /// Whether and when to retry the request, if that is known.
    ///
    /// Without a code, HTTP alone says so: a request that was refused for a while (429, 503) may be
    /// sent later. After a failure in transport, or of a gateway, it may have taken effect.
    #[must_use]
    pub fn retry(&self) -> Option<Retry> {
        match self {
            ClientError::Transport(_) => Some(Retry::OutcomeUnknown),
            ClientError::Api(error) => error.retry(),
            ClientError::Unexpected(response) => match response.status() {
                429 | 503 if response.retry_after().is_some() => Some(Retry::AfterDelay),
                429 | 503 => Some(Retry::Backoff),
                502 | 504 => Some(Retry::OutcomeUnknown),
                _ => None,
            },
        }
    }

    /// Whether the same request may be sent again without doing anything else first.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retry().is_some_and(Retry::is_retryable)
    }

    /// How long to wait before the next attempt, if the response says; see
    /// [`ReceivedError::retry_delay`].
    #[must_use]
    pub fn retry_delay(&self, now: SystemTime) -> Option<Duration> {
        match self {
            ClientError::Transport(_) => None,
            ClientError::Api(error) => error.retry_delay(now),
            ClientError::Unexpected(response) => response.retry_delay(now),
        }
    }
}

impl<C: Wire, T: PartialEq> PartialEq for ClientError<C, T> {
    fn eq(&self, other: &ClientError<C, T>) -> bool {
        match (self, other) {
            (ClientError::Transport(one), ClientError::Transport(other)) => one == other,
            (ClientError::Api(one), ClientError::Api(other)) => one == other,
            (ClientError::Unexpected(one), ClientError::Unexpected(other)) => one == other,
            _ => false,
        }
    }
}

impl<C: Wire, T> From<T> for ClientError<C, T> {
    fn from(error: T) -> ClientError<C, T> {
        ClientError::Transport(error)
    }
}

/// Writes the error that it is.
impl<C: Wire, T: fmt::Display> fmt::Display for ClientError<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClientError::Transport(error) => error.fmt(f),
            ClientError::Api(error) => error.fmt(f),
            ClientError::Unexpected(response) => response.fmt(f),
        }
    }
}

impl<C: Wire, T: Error> Error for ClientError<C, T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ClientError::Transport(error) => error.source(),
            ClientError::Api(error) => error.source(),
            ClientError::Unexpected(response) => response.source(),
        }
    }
}
