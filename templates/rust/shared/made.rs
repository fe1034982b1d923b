//! What is sent for members that every body has and that nobody set.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use super::delay::date_of;

/// A new id: 32 random hexadecimal digits.
#[must_use]
pub fn id() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

/// An id as a UUID of version 4 (RFC 9562 §5.4).
#[must_use]
pub fn uuid(id: &str) -> String {
    format!("{}-{}-4{}-a{}-{}", &id[..8], &id[8..12], &id[13..16], &id[17..20], &id[20..])
}

/// A URI that identifies one thing alone (RFC 9562 §4).
#[must_use]
pub fn urn(id: &str) -> String {
    format!("urn:uuid:{}", uuid(id))
}

/// The date, in UTC.
#[must_use]
pub fn date() -> String {
    let (year, month, day) = date_of(now());
    format!("{year:04}-{month:02}-{day:02}")
}

/// The time (RFC 3339), in UTC.
#[must_use]
pub fn time() -> String {
    let now = now();
    format!("{}T{:02}:{:02}:{:02}Z", date(), now / 3600 % 24, now / 60 % 60, now % 60)
}

/// What says that nobody knows.
#[must_use]
pub fn unknown() -> String {
    "unknown".to_owned()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
