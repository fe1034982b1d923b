//! Members of a body that always have the same value.

/// A type that serializes to one JSON value and deserializes from no other.
macro_rules! constant {
    ($type:ident, $json:ty, $value:expr) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        struct $type;

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$value, serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$type, D::Error> {
                let found = <$json as serde::Deserialize>::deserialize(deserializer)?;
                if [found] == [$value] {
                    Ok($type)
                } else {
                    Err(serde::de::Error::custom(concat!(
                        "expected the value ",
                        stringify!($value)
                    )))
                }
            }
        }
    };
}

pub(crate) use constant;
