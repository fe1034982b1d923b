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
        let mut attempts = Attempts::of(self);
        loop {
            let error = match send().await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            match attempts.next(&error) {
                Next::Wait(wait) => sleep(wait).await,
                Next::Act if act(&error).await => {}
                Next::Act | Next::End => return Err(error),
            }
        }
    }

    /// The same as [`run`](RetryPolicy::run) in a program without a runtime, for which `sleep` is
    /// [`std::thread::sleep`].
    ///
    /// # Errors
    ///
    /// The error of the last attempt.
    pub fn run_blocking<C: Wire, T, R>(
        self,
        send: impl FnMut() -> Result<R, ClientError<C, T>>,
        sleep: impl FnMut(Duration),
    ) -> Result<R, ClientError<C, T>> {
        self.run_blocking_after_action(send, sleep, |_| false)
    }

    /// The same as [`run_after_action`](RetryPolicy::run_after_action) in a program without a runtime.
    ///
    /// # Errors
    ///
    /// The error of the last attempt.
    pub fn run_blocking_after_action<C: Wire, T, R>(
        self,
        mut send: impl FnMut() -> Result<R, ClientError<C, T>>,
        mut sleep: impl FnMut(Duration),
        mut act: impl FnMut(&ClientError<C, T>) -> bool,
    ) -> Result<R, ClientError<C, T>> {
        let mut attempts = Attempts::of(self);
        loop {
            let error = match send() {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            match attempts.next(&error) {
                Next::Wait(wait) => sleep(wait),
                Next::Act if act(&error) => {}
                Next::Act | Next::End => return Err(error),
            }
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

/// The attempts of one request.
struct Attempts {
    policy: RetryPolicy,
    /// How many there were.
    count: u32,
    /// How long the next waits may take.
    left: Duration,
    /// Whether the action that some codes require was taken.
    acted: bool,
}

/// What comes before the next attempt.
enum Next {
    Wait(Duration),
    /// The action that the code requires.
    Act,
    /// There is none.
    End,
}

impl Attempts {
    fn of(policy: RetryPolicy) -> Attempts {
        Attempts { policy, count: 0, left: policy.budget, acted: false }
    }

    fn next<C: Wire, T>(&mut self, error: &ClientError<C, T>) -> Next {
        self.count += 1;
        if self.count >= self.policy.attempts {
            return Next::End;
        }
        if error.retry() == Some(Retry::AfterAction) {
            let acted = std::mem::replace(&mut self.acted, true);
            return if acted { Next::End } else { Next::Act };
        }
        let wait = self.policy.wait(error, self.count, SystemTime::now());
        match wait.filter(|wait| *wait <= self.left) {
            Some(wait) => {
                self.left -= wait;
                Next::Wait(wait)
            }
            None => Next::End,
        }
    }
}

/// A random part of a duration, at least half of it, so that clients do not all come back at once.
fn jittered(duration: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    let part = u32::try_from(random % 1024).unwrap_or_default();
    duration / 2 + duration / 2 * part / 1024
}
