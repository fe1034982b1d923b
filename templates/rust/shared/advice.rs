//! What holds of an error beyond its text: whether to retry, and how it is delivered.

use core::fmt;

/// Whether and when a client may send the request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// The same request fails again.
    Never,
    /// Worth repeating later; the API names no schedule.
    Later,
    /// Safe to repeat, with growing pauses.
    Backoff,
    /// Safe to repeat after the time that the response names in `Retry-After`.
    AfterDelay,
    /// Worth repeating once the client has done what the error asks for.
    AfterAction,
    /// The request may have taken effect: find out before repeating it.
    OutcomeUnknown,
}

impl Retry {
    /// The advice in a word: `after_delay`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::Later => "later",
            Retry::Backoff => "backoff",
            Retry::AfterDelay => "after_delay",
            Retry::AfterAction => "after_action",
            Retry::OutcomeUnknown => "outcome_unknown",
        }
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
    /// In the query of the address that the client is redirected to, as OAuth 2.0 does
    /// (RFC 6749 §4.1.2.1).
    Redirect,
}
