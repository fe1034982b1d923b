//! Members of a body that always have the same value.

use core::fmt;
use core::marker::PhantomData;

/// What a member always is.
pub trait Constant {
    /// The value.
    const VALUE: Scalar;
}

/// A JSON value that contains no others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number beyond [`Scalar::Integer`].
    Unsigned(u64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(&'static str),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Null => f.write_str("null"),
            Scalar::Bool(value) => write!(f, "{value}"),
            Scalar::Integer(value) => write!(f, "{value}"),
            Scalar::Unsigned(value) => write!(f, "{value}"),
            Scalar::Number(value) => write!(f, "{value:?}"),
            Scalar::Text(text) => write!(f, "{text:?}"),
        }
    }
}

/// Serializes to one JSON value and deserializes from no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fixed<C>(PhantomData<C>);

#[cfg(feature = "serde")]
impl<C: Constant> serde::Serialize for Fixed<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match C::VALUE {
            Scalar::Null => serializer.serialize_unit(),
            Scalar::Bool(value) => serializer.serialize_bool(value),
            Scalar::Integer(value) => serializer.serialize_i64(value),
            Scalar::Unsigned(value) => serializer.serialize_u64(value),
            Scalar::Number(value) => serializer.serialize_f64(value),
            Scalar::Text(text) => serializer.serialize_str(text),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de, C: Constant> serde::Deserialize<'de> for Fixed<C> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Fixed<C>, D::Error> {
        let same = match C::VALUE {
            Scalar::Null => <()>::deserialize(deserializer).map(|()| true),
            Scalar::Bool(value) => bool::deserialize(deserializer).map(|found| found == value),
            Scalar::Integer(value) => i64::deserialize(deserializer).map(|found| found == value),
            Scalar::Unsigned(value) => u64::deserialize(deserializer).map(|found| found == value),
            Scalar::Number(value) => {
                f64::deserialize(deserializer).map(|found| found.total_cmp(&value).is_eq())
            }
            Scalar::Text(text) => String::deserialize(deserializer).map(|found| found == text),
        }?;
        if same {
            Ok(Fixed(PhantomData))
        } else {
            Err(serde::de::Error::custom(format_args!("expected the value {}", C::VALUE)))
        }
    }
}
