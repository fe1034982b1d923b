//! How long to wait before the next attempt.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;

/// How long to wait, as in `Retry-After` (RFC 9110 §10.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delay {
    /// This many seconds from now.
    Seconds(u64),
    /// Until this date.
    Until(HttpDate),
}

/// A point in time with second precision, as in HTTP headers (RFC 9110 §5.6.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpDate {
    unix_seconds: u64,
}

/// The error for a text that is neither a number of seconds nor an HTTP date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InvalidDelay;

impl fmt::Display for InvalidDelay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither a number of seconds nor an HTTP date")
    }
}

impl core::error::Error for InvalidDelay {}

/// No delay.
impl Default for Delay {
    fn default() -> Delay {
        Delay::Seconds(0)
    }
}

impl From<u64> for Delay {
    fn from(seconds: u64) -> Delay {
        Delay::Seconds(seconds)
    }
}

/// Rounds up to whole seconds, so that nobody retries too early.
impl From<Duration> for Delay {
    fn from(duration: Duration) -> Delay {
        Delay::Seconds(duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0)))
    }
}

impl From<HttpDate> for Delay {
    fn from(date: HttpDate) -> Delay {
        Delay::Until(date)
    }
}

impl fmt::Display for Delay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Delay::Seconds(seconds) => seconds.fmt(f),
            Delay::Until(date) => date.fmt(f),
        }
    }
}

impl FromStr for Delay {
    type Err = InvalidDelay;

    fn from_str(text: &str) -> Result<Delay, InvalidDelay> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // A delay that does not fit in 64 bits never ends.
            return Ok(Delay::Seconds(text.parse().unwrap_or(u64::MAX)));
        }
        text.parse().map(Delay::Until)
    }
}

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SECONDS_PER_DAY: u64 = 24 * 60 * 60;
/// The last second of the year 9999, the last one that the format can express.
const LAST: u64 = 253_402_300_799;

impl HttpDate {
    /// The date this many seconds after 1970-01-01T00:00:00Z; `None` after the year 9999.
    #[must_use]
    pub const fn from_unix_seconds(seconds: u64) -> Option<HttpDate> {
        if seconds <= LAST { Some(HttpDate { unix_seconds: seconds }) } else { None }
    }

    /// The seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(self) -> u64 {
        self.unix_seconds
    }
}

/// The year, and the month and the day counted from one, of a time in seconds since the start of 1970.
pub(super) fn date_of(unix_seconds: u64) -> (u64, usize, u64) {
    let mut day = unix_seconds / SECONDS_PER_DAY;
    let mut year = 1970;
    while day >= days_in_year(year) {
        day -= days_in_year(year);
        year += 1;
    }
    let mut month = 0;
    while day >= days_in_month(year, month) {
        day -= days_in_month(year, month);
        month += 1;
    }
    (year, month + 1, day + 1)
}

/// Writes the preferred form: `Sun, 06 Nov 1994 08:49:37 GMT`.
impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.unix_seconds / SECONDS_PER_DAY;
        let second = self.unix_seconds % SECONDS_PER_DAY;
        let name = DAYS[usize::try_from(days % 7).unwrap_or(0)];
        let (year, month, day) = date_of(self.unix_seconds);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let month = MONTHS[month - 1];
        write!(f, "{name}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }
}

/// Reads all three formats that RFC 9110 requires recipients to accept.
impl FromStr for HttpDate {
    type Err = InvalidDelay;

    fn from_str(text: &str) -> Result<HttpDate, InvalidDelay> {
        parse(text).ok_or(InvalidDelay)
    }
}

fn parse(text: &str) -> Option<HttpDate> {
    let mut words = [""; 6];
    let found = text.split([' ', '-']).filter(|word| !word.is_empty());
    for (place, word) in found.enumerate() {
        *words.get_mut(place)? = word;
    }
    let (day, month, year, time) = match words {
        [weekday, day, month, year, time, "GMT"] if weekday.ends_with(',') => {
            (day, month, year, time)
        }
        // The asctime format has the year at the end.
        [weekday, month, day, time, year, ""] if !weekday.ends_with(',') => {
            (day, month, year, time)
        }
        _ => return None,
    };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let year = match (year.len(), number(year.as_bytes())?) {
        (2, year) if year < 70 => 2000 + year,
        (2, year) => 1900 + year,
        (4, year) if year >= 1970 => year,
        _ => return None,
    };
    let day = number(day.as_bytes())?;
    let [h0, h1, b':', m0, m1, b':', s0, s1] = *time.as_bytes() else { return None };
    let (hour, minute, second) = (number(&[h0, h1])?, number(&[m0, m1])?, number(&[s0, s1])?);
    // A leap second counts as the second that follows it.
    let exists = (1..=days_in_month(year, month)).contains(&day);
    if !exists || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = days_before(year, month) + day - 1;
    HttpDate::from_unix_seconds(days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second)
}

/// Parses a number of up to four digits.
fn number(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u64::from(digit - b'0'))
    })
}

/// The days from the start of 1970 to the start of a month, counted from zero.
const fn days_before(year: u64, month: usize) -> u64 {
    const DAYS: [u64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    // Counted in whole years from the start of year 1; 1970 starts 719,162 days later.
    let past = year - 1;
    let leap_day = if month > 1 && is_leap(year) { 1 } else { 0 };
    365 * past + past / 4 - past / 100 + past / 400 - 719_162 + DAYS[month] + leap_day
}

const fn is_leap(year: u64) -> bool {
    match (year % 400, year % 100, year % 4) {
        (0, ..) => true,
        (_, 0, _) => false,
        (.., rest) => rest == 0,
    }
}

const fn days_in_year(year: u64) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

/// The number of days in a month, counted from zero.
const fn days_in_month(year: u64, month: usize) -> u64 {
    match month {
        1 if is_leap(year) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Delay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Delay::Seconds(seconds) => serializer.serialize_u64(*seconds),
            Delay::Until(date) => serializer.collect_str(date),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Delay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Delay, D::Error> {
        /// Far below 2^64 and above any delay that is meant.
        const MANY: f64 = 1e18;

        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Delay;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of seconds or an HTTP date")
            }

            fn visit_u64<E>(self, seconds: u64) -> Result<Delay, E> {
                Ok(Delay::Seconds(seconds))
            }

            fn visit_i64<E: serde::de::Error>(self, seconds: i64) -> Result<Delay, E> {
                u64::try_from(seconds).map(Delay::Seconds).map_err(E::custom)
            }

            fn visit_f64<E: serde::de::Error>(self, seconds: f64) -> Result<Delay, E> {
                // A delay that does not fit in 64 bits never ends.
                if seconds >= MANY {
                    return Ok(Delay::Seconds(u64::MAX));
                }
                Duration::try_from_secs_f64(seconds).map(Delay::from).map_err(E::custom)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Delay, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
