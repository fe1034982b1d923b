//! Enums whose variants represent names sent over the wire.

use core::fmt;

/// The error for a text that is not a name known to this version of the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownName {
    expected: &'static str,
}

impl UnknownName {
    /// The error of a text that is not what was expected.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(expected: &'static str) -> UnknownName {
        UnknownName { expected }
    }

    /// What the text should have been, such as "an error code of `shop`".
    #[must_use]
    pub const fn expected(&self) -> &'static str {
        self.expected
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.expected)
    }
}

impl core::error::Error for UnknownName {}

/// Reads a name with the function that looks it up.
///
/// # Errors
///
/// If what is read is not a known name.
#[cfg(feature = "serde")]
pub fn deserialize<'de, D: serde::Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    find: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Visitor<T> {
        expected: &'static str,
        find: fn(&str) -> Option<T>,
    }

    impl<T> serde::de::Visitor<'_> for Visitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.expected)
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            let unknown = serde::de::Unexpected::Str(text);
            (self.find)(text).ok_or_else(|| E::invalid_value(unknown, &self))
        }
    }

    deserializer.deserialize_str(Visitor { expected, find })
}

/// Reads a number with the function that looks it up.
///
/// # Errors
///
/// If what is read is not a known number.
#[cfg(feature = "serde")]
pub fn deserialize_number<'de, D: serde::Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    find: fn(i64) -> Option<T>,
) -> Result<T, D::Error> {
    use serde::de::{Deserialize, Error, Unexpected};

    let number = i64::deserialize(deserializer)?;
    find(number).ok_or_else(|| D::Error::invalid_value(Unexpected::Signed(number), &expected))
}
