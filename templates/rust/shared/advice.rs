//! What applies to an error beyond its text: whether to retry, and how it is delivered.

use core::fmt;

/// Whether and when a client may send the request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// The same request would fail again.
    Never,
    /// Worth retrying; the API says neither when nor how often.
    Again,
    /// Worth retrying after some time; the response does not say how long to wait.
    Later,
    /// Safe to retry with exponential backoff.
    Backoff,
    /// Safe to retry after the time given in `Retry-After`.
    AfterDelay,
    /// Worth retrying once the client has taken the required action.
    AfterAction,
    /// The request may have taken effect: check before retrying.
    OutcomeUnknown,
}

impl Retry {
    /// The name of the advice, such as `after_delay`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::Again => "again",
            Retry::Later => "later",
            Retry::Backoff => "backoff",
            Retry::AfterDelay => "after_delay",
            Retry::AfterAction => "after_action",
            Retry::OutcomeUnknown => "outcome_unknown",
        }
    }
}

impl Retry {
    /// Whether the same request may be sent again without doing anything else first.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Retry::Again | Retry::Later | Retry::Backoff | Retry::AfterDelay)
    }
}

impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How an error reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delivery {
    /// In the body of the response.
    Body,
    /// In the query of the address that the client is redirected to (RFC 6749 §4.1.2.1).
    Redirect,
}
