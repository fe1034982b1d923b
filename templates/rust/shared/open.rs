//! Names that a newer service may send and that this version of the crate may not know.

use core::fmt;
use core::str::FromStr;

/// A known name, or the text of an unknown one.
///
/// Parsing never fails and loses nothing: the text is written back as it was read. A known name is
/// always [`Open::Known`], so two values are equal exactly when their texts are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Open<T> {
    /// A name that this version of the crate knows.
    Known(T),
    /// A name that this version of the crate does not know.
    Unknown(Unrecognized),
}

/// The text of a name that this version of the crate does not know.
///
/// Only [`Open`] creates one, after checking the known names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// The name as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<T: AsRef<str>> Open<T> {
    /// The name as sent over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Open::Known(name) => name.as_ref(),
            Open::Unknown(text) => text.as_str(),
        }
    }
}

impl<T: Copy> Open<T> {
    /// The name, if it is known.
    #[must_use]
    pub fn known(&self) -> Option<T> {
        match self {
            Open::Known(name) => Some(*name),
            Open::Unknown(_) => None,
        }
    }
}

impl<T: Default> Default for Open<T> {
    fn default() -> Open<T> {
        Open::Known(T::default())
    }
}

impl<T> From<T> for Open<T> {
    fn from(name: T) -> Open<T> {
        Open::Known(name)
    }
}

impl<T: FromStr> FromStr for Open<T> {
    type Err = core::convert::Infallible;

    fn from_str(text: &str) -> Result<Open<T>, Self::Err> {
        Ok(text.parse().map_or_else(|_| Open::Unknown(Unrecognized(text.into())), Open::Known))
    }
}

impl<T: PartialEq> PartialEq<T> for Open<T> {
    fn eq(&self, other: &T) -> bool {
        matches!(self, Open::Known(name) if name == other)
    }
}

impl<T: AsRef<str>> fmt::Display for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<T: AsRef<str>> serde::Serialize for Open<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de, T: FromStr> serde::Deserialize<'de> for Open<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Open<T>, D::Error> {
        struct Visitor<T>(core::marker::PhantomData<T>);

        impl<T: FromStr> serde::de::Visitor<'_> for Visitor<T> {
            type Value = Open<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Open<T>, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor(core::marker::PhantomData))
    }
}
