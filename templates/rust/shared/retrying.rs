//! Sending a request again, as the reference advises.

use std::future::{Future, ready};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, SystemTime};

use super::Retry;
use super::client::ClientError;
use super::wire::Wire;

/// When a client sends a request again: what the reference advises for the code, or else HTTP.
///
/// It has no timer and no runtime: the program brings the function that sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    attempts: u32,
    first: Duration,
    longest: Duration,
    budget: Duration,
    idempotent: bool,
}

/// Four attempts, waits that double from a quarter of a second up to thirty seconds, and two minutes
/// of waiting altogether.
impl Default for RetryPolicy {
    fn default() -> RetryPolicy {
        RetryPolicy {
            attempts: 4,
            first: Duration::from_millis(250),
            longest: Duration::from_secs(30),
            budget: Duration::from_secs(120),
            idempotent: false,
        }
    }
}

impl RetryPolicy {
    /// Sets how often the request is sent at most, the first time included.
    pub const fn attempts(mut self, attempts: u32) -> RetryPolicy {
        self.attempts = attempts;
        self
    }

    /// Sets the first wait of a backoff, which doubles from one attempt to the next, and the longest
    /// one.
    pub const fn backoff(mut self, first: Duration, longest: Duration) -> RetryPolicy {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Sets how long all waits together may take. A wait that the response asks for and that is longer
    /// than what is left ends the attempts.
    pub const fn budget(mut self, budget: Duration) -> RetryPolicy {
        self.budget = budget;
        self
    }

    /// Says that the request may take effect twice without harm, so that it is sent again if nobody
    /// knows whether it has: after a failure in transport or of a gateway.
    pub const fn idempotent(mut self) -> RetryPolicy {
        self.idempotent = true;
        self
    }

    /// Sends a request until it succeeds or until it is not worth another attempt. Whoever drops the
    /// future ends the attempts.
    ///
    /// # Errors
    ///
    /// The error of the last attempt.
    pub async fn run<C: Wire, T, R, Sent, Slept>(
        self,
        send: impl FnMut() -> Sent,
        sleep: impl FnMut(Duration) -> Slept,
    ) -> Result<R, ClientError<C, T>>
    where
        Sent: Future<Output = Result<R, ClientError<C, T>>>,
        Slept: Future<Output = ()>,
    {
        self.run_after_action(send, sleep, |_| ready(false)).await
    }

    /// The same, with a function that takes the action that some codes require first, such as to get a
    /// new token, and says whether it did. It is called once at most.
    ///
    /// # Errors
    ///
    /// The error of the last attempt.
    pub async fn run_after_action<C: Wire, T, R, Sent, Slept, Acted>(
        self,
        // Bounds with `AsyncFnMut` are nicer to read, but a runtime that moves tasks between threads
        // takes no closure that borrows anything then (rust-lang/rust#110338).
        mut send: impl FnMut() -> Sent,
        mut sleep: impl FnMut(Duration) -> Slept,
        mut act: impl FnMut(&ClientError<C, T>) -> Acted,
    ) -> Result<R, ClientError<C, T>>
    where
        Sent: Future<Output = Result<R, ClientError<C, T>>>,
        Slept: Future<Output = ()>,
        Acted: Future<Output = bool>,
    {
        let mut left = self.budget;
        let mut acted = false;
        let mut attempt = 1;
        loop {
            let error = match send().await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            if attempt >= self.attempts {
                return Err(error);
            }
            if error.retry() == Some(Retry::AfterAction) {
                if acted || !act(&error).await {
                    return Err(error);
                }
                acted = true;
            } else {
                let wait = self.wait(&error, attempt, SystemTime::now());
                let Some(wait) = wait.filter(|wait| *wait <= left) else { return Err(error) };
                left -= wait;
                sleep(wait).await;
            }
            attempt += 1;
        }
    }

    /// How long to wait before the attempt that follows this one, counted from 1; `None` if the request
    /// is not to be sent again.
    pub fn wait<C: Wire, T>(
        self,
        error: &ClientError<C, T>,
        attempt: u32,
        now: SystemTime,
    ) -> Option<Duration> {
        let may = match error.retry()? {
            Retry::Never | Retry::AfterAction => false,
            Retry::OutcomeUnknown => self.idempotent,
            Retry::Again | Retry::Later | Retry::Backoff | Retry::AfterDelay => true,
        };
        if !may {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let backoff = jittered(self.first.saturating_mul(doubled).min(self.longest));
        // A response that asks for a time means at least that.
        Some(error.retry_delay(now).map_or(backoff, |asked| asked + jittered(self.first)))
    }
}

/// A random part of a duration, at least half of it, so that clients do not all come back at once.
fn jittered(duration: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    let part = u32::try_from(random % 1024).unwrap_or_default();
    duration / 2 + duration / 2 * part / 1024
}
