//! What is sent for members that every body has and that nobody set.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use super::delay::date_of;

/// What is made for one error: all ids are forms of one, and all times are one moment, so that what is
/// logged of the error is what is sent.
#[derive(Clone, Default)]
pub struct Made {
    id: OnceLock<String>,
    seconds: OnceLock<u64>,
}

#[allow(dead_code, reason = "not every body has each of them")]
impl Made {
    /// An id.
    #[must_use]
    pub fn id(&self) -> String {
        self.id.get_or_init(id).clone()
    }

    /// The id as a UUID.
    #[must_use]
    pub fn uuid(&self) -> String {
        let id = self.id();
        [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-")
    }

    /// A URI that identifies one thing alone (RFC 9562 §4).
    #[must_use]
    pub fn urn(&self) -> String {
        format!("urn:uuid:{}", self.uuid())
    }

    /// The date, in UTC.
    #[must_use]
    pub fn date(&self) -> String {
        let (year, month, day) = date_of(self.seconds());
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The time (RFC 3339), in UTC.
    #[must_use]
    pub fn time(&self) -> String {
        let now = self.seconds();
        let date = self.date();
        format!("{date}T{:02}:{:02}:{:02}Z", now / 3600 % 24, now / 60 % 60, now % 60)
    }

    fn seconds(&self) -> u64 {
        *self.seconds.get_or_init(now)
    }
}

/// A new id: 32 hexadecimal digits, which are those of a UUID of version 4 (RFC 9562 §5.4).
#[must_use]
pub fn id() -> String {
    let random = || RandomState::new().build_hasher().finish();
    let (first, last) = (random() & !0xf000 | 0x4000, random() >> 4 | 0xa << 60);
    format!("{first:016x}{last:016x}")
}

/// What says that nobody knows.
#[must_use]
pub fn unknown() -> String {
    "unknown".to_owned()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
