//! Reading a response: its headers, and the values in its body.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::open::Name;
use super::{Delay, HttpDate, challenge, lenient};

/// The path to a value in a JSON body: member names, and `None` for the elements of an array.
pub type Path = &'static [Option<&'static str>];

/// The longest time that a client is told to wait: 24 days. It can be added to any time, and fits in
/// the 32 bits of milliseconds of the timers of JavaScript, whose clients wait no longer.
const LONGEST: Duration = Duration::from_secs(24 * 24 * 60 * 60);

/// A received response.
#[derive(Debug, PartialEq)]
pub(super) struct Received {
    pub status: u16,
    /// By lowercase name; values with the same name are joined.
    headers: BTreeMap<String, String>,
    pub body: Value,
    /// Whether the body came from a query, where any value may be text.
    is_text: bool,
}

/// The most errors that are read from a response: each takes far more memory than its JSON.
const MOST: usize = 1000;

/// A value in a body, and the index into each array on the path to it.
pub(super) struct Found<T> {
    pub value: T,
    pub positions: Vec<usize>,
}

impl<T> Found<T> {
    /// The same of another value.
    pub(super) fn map<U>(self, map: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: map(self.value), positions: self.positions }
    }
}

impl Received {
    /// Takes in a response; a body that is not JSON counts as null.
    pub(super) fn new<N: AsRef<str>, V: AsRef<[u8]>>(
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
    pub(super) fn redirect(self, body: Value) -> Received {
        Received { body, is_text: true, ..self }
    }

    /// The value of a header. The name is case-insensitive.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    /// The codes in the body, up to a limit.
    pub(super) fn codes<T: Name>(&self, path: Path) -> Vec<Found<String>> {
        let mut found = Vec::new();
        codes(&self.body, path, code::<T>, &mut Vec::new(), &mut found);
        found
    }

    /// The texts in the body at a path that are not empty, up to a limit.
    pub(super) fn texts(&self, path: Path) -> Vec<Found<String>> {
        let text =
            |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let mut found = Vec::new();
        codes(&self.body, path, text, &mut Vec::new(), &mut found);
        found
    }

    /// How long to wait, if `Retry-After` says.
    pub(super) fn retry_after(&self) -> Option<Delay> {
        self.header("Retry-After")?.parse().ok()
    }

    /// How much of a delay remains, up to a limit; see [`remaining`].
    pub(super) fn remaining(&self, delay: Delay, now: SystemTime) -> Duration {
        remaining(delay, self.date(), now)
    }

    /// When the server sent the response, if it says so.
    pub(super) fn date(&self) -> Option<HttpDate> {
        self.header("Date").and_then(|it| it.parse().ok())
    }
}

/// How much of a delay remains, up to a limit. A date counts from when the server sent the
/// response, if known, since the client's clock may be wrong.
pub(super) fn remaining(delay: Delay, sent: Option<HttpDate>, now: SystemTime) -> Duration {
    let remaining = match delay {
        Delay::Seconds(seconds) => Duration::from_secs(seconds),
        Delay::Until(until) => {
            let now = match sent {
                Some(date) => Duration::from_secs(date.unix_seconds()),
                None => now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(),
            };
            Duration::from_secs(until.unix_seconds()).saturating_sub(now)
        }
    };
    remaining.min(LONGEST)
}

/// The text of a header: UTF-8, or else Latin-1.
fn text(value: Vec<u8>) -> String {
    String::from_utf8(value)
        .unwrap_or_else(|other| other.as_bytes().iter().copied().map(char::from).collect())
}

/// The text of a code. A value of the other type, text or a number, counts if it is a known code.
fn code<T: Name>(value: &Value) -> Option<String> {
    let (text, is_number) = match value {
        Value::String(text) => (text.clone(), false),
        Value::Number(number) if number.is_i64() || number.is_u64() => (number.to_string(), true),
        _ => return None,
    };
    (is_number == T::IS_NUMBER || text.parse::<T>().is_ok()).then_some(text)
}

fn codes(
    value: &Value,
    path: Path,
    code: fn(&Value) -> Option<String>,
    positions: &mut Vec<usize>,
    found: &mut Vec<Found<String>>,
) {
    match (path, value) {
        ([], value) => {
            let code = code(value);
            found.extend(code.map(|value| Found { value, positions: positions.clone() }));
        }
        ([Some(name), rest @ ..], Value::Object(members)) => {
            if let Some(value) = members.get(*name) {
                codes(value, rest, code, positions, found);
            }
        }
        ([None, rest @ ..], Value::Array(elements)) => {
            for (position, element) in elements.iter().enumerate() {
                if found.len() == MOST {
                    break;
                }
                positions.push(position);
                codes(element, rest, code, positions, found);
                positions.pop();
            }
        }
        _ => {}
    }
}

/// One error in a response.
#[derive(Debug)]
pub struct Entry<'a> {
    pub(super) response: &'a Received,
    /// The path to the code.
    pub(super) code: Path,
    pub(super) positions: &'a [usize],
}

impl Entry<'_> {
    /// The body's value at a path. In arrays shared with the path to the code, takes this error's
    /// element.
    #[must_use]
    pub fn body<T: DeserializeOwned>(&self, path: Path) -> Option<T> {
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
    #[must_use]
    pub fn header<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        read(self.response.header(name)?)
    }

    /// The value of a parameter of a header's challenge.
    #[must_use]
    pub fn challenge<T: DeserializeOwned>(&self, name: &str, parameter: &str) -> Option<T> {
        read(&challenge::parameter(self.response.header(name)?, parameter)?)
    }
}

/// A value that is sent as text.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let plain = T::deserialize(Value::String(text.to_owned()));
    plain.ok().or_else(|| lenient::read(text.as_bytes()))
}
