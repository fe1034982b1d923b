//! Deserializing names.

use core::fmt;

/// Reads a name using the function that looks it up.
pub(crate) struct NameVisitor<T> {
    expected: &'static str,
    find: fn(&str) -> Option<T>,
}

impl<T> NameVisitor<T> {
    pub(crate) fn new(expected: &'static str, find: fn(&str) -> Option<T>) -> NameVisitor<T> {
        NameVisitor { expected, find }
    }
}

impl<T> serde::de::Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.find)(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}
