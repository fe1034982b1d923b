//! Enums whose variants represent names sent over the wire.

use core::fmt;

/// The error for a text that is not a name known to this version of the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownName {
    expected: &'static str,
}

impl UnknownName {
    pub(crate) const fn new(expected: &'static str) -> UnknownName {
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

/// Conversions between an enum and its names.
///
/// The enum has `as_str`; `$find` is its inverse.
macro_rules! names {
    ($type:ident, $expected:literal, $find:expr) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl core::str::FromStr for $type {
            type Err = shared::UnknownName;

            #[inline]
            fn from_str(text: &str) -> Result<$type, shared::UnknownName> {
                $find(text).ok_or(shared::UnknownName::new($expected))
            }
        }

        impl TryFrom<&str> for $type {
            type Error = shared::UnknownName;

            #[inline]
            fn try_from(text: &str) -> Result<$type, shared::UnknownName> {
                text.parse()
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$type, D::Error> {
                deserializer.deserialize_str(shared::NameVisitor::new($expected, $find))
            }
        }
    };
}

pub(crate) use names;
