//! Names that a newer service may send and that this version of the crate may not know.

use core::fmt;
use core::str::FromStr;

/// A type whose values are names that go over the wire.
pub trait Name: AsRef<str> + FromStr {
    /// Whether they are sent as numbers; the names are then their decimal digits.
    const IS_NUMBER: bool = false;
}

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
impl<T: Name> serde::Serialize for Open<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        if T::IS_NUMBER {
            if let Ok(number) = text.parse::<i64>() {
                return serializer.serialize_i64(number);
            }
            if let Ok(number) = text.parse::<u64>() {
                return serializer.serialize_u64(number);
            }
        }
        serializer.serialize_str(text)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: Name> serde::Deserialize<'de> for Open<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Open<T>, D::Error> {
        struct Visitor<T>(core::marker::PhantomData<T>);

        impl<T: Name> serde::de::Visitor<'_> for Visitor<T> {
            type Value = Open<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(if T::IS_NUMBER { "a whole number" } else { "a name" })
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Open<T>, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Open<T>, E> {
                if !T::IS_NUMBER {
                    return Err(E::invalid_type(serde::de::Unexpected::Signed(number), &self));
                }
                self.visit_str(&number.to_string())
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Open<T>, E> {
                if !T::IS_NUMBER {
                    return Err(E::invalid_type(serde::de::Unexpected::Unsigned(number), &self));
                }
                self.visit_str(&number.to_string())
            }
        }

        let visitor = Visitor(core::marker::PhantomData);
        if T::IS_NUMBER {
            deserializer.deserialize_i64(visitor)
        } else {
            deserializer.deserialize_str(visitor)
        }
    }
}
