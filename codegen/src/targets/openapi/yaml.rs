//! YAML as the documents have it: block style, two spaces a level, no anchors and no tags.
//!
//! The serializer of `serde-saphyr` writes the same, and asks of each text whether any reader of YAML
//! could take it for something else. Nearly all texts of a document are words that start with a
//! letter, which one look at their bytes tells, so only the others are left to it.

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_saphyr::ser::Error;

use super::scalar;
use crate::lines::spaces;

/// The name of a newtype around a list that is written on one line.
pub const FLOW: &str = "flow list";

/// The name of a newtype around a text that is written as a block with its lines as they are.
pub const LITERAL: &str = "literal text";

type Written = Result<(), Error>;

/// Writes a map as lines that start at a column.
pub fn write<T: Serialize>(out: &mut String, column: usize, value: &T) -> Result<(), Error> {
    value.serialize(&mut Yaml { out, column, at: At::Line, is_literal: false })
}

/// Where the next value is.
#[derive(Clone, Copy, PartialEq)]
enum At {
    /// On a line of its own.
    Line,
    /// After a key and its colon.
    Key,
    /// After the dash of an item.
    Dash,
    /// In the place of a key.
    Name,
}

struct Yaml<'o> {
    out: &'o mut String,
    /// Where the lines of the innermost map or list begin.
    column: usize,
    at: At,
    /// Whether the next text is a block with its lines as they are.
    is_literal: bool,
}

impl<'o> Yaml<'o> {
    /// Where what belongs to the next value begins, if it has lines of its own.
    fn inner(&self) -> usize {
        if self.at == At::Line { self.column } else { self.column + 2 }
    }

    fn space(&mut self) {
        if self.at == At::Key {
            self.out.push(' ');
        }
    }

    /// Writes a value that needs no quotes.
    #[allow(clippy::unnecessary_wraps, reason = "it is what the methods of a serializer return")]
    fn plain(&mut self, text: &str) -> Written {
        self.space();
        self.out.push_str(text);
        self.out.push('\n');
        Ok(())
    }

    /// Writes what another serializer makes of a value.
    fn other<T: Serialize>(&mut self, value: &T) -> Written {
        self.space();
        let column = self.inner();
        scalar::other(self.out, column, value)
    }

    fn block(&mut self, dashes: bool) -> Block<'_, 'o> {
        let (column, at) = (self.inner(), self.at);
        Block { yaml: self, column, at, dashes, is_empty: true }
    }
}

/// A map or a list that has begun.
struct Block<'y, 'o> {
    yaml: &'y mut Yaml<'o>,
    column: usize,
    at: At,
    /// Whether it is a list.
    dashes: bool,
    is_empty: bool,
}

impl Block<'_, '_> {
    /// Begins the line of an entry; the first stands on the line of the dash before it.
    fn line(&mut self) {
        let is_first = std::mem::replace(&mut self.is_empty, false);
        if is_first && self.at == At::Key {
            self.yaml.out.push('\n');
        }
        if !(is_first && self.at == At::Dash) {
            spaces(self.column, self.yaml.out);
        }
        self.yaml.column = self.column;
    }

    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.line();
        self.yaml.at = At::Name;
        key.serialize(&mut *self.yaml)?;
        self.yaml.out.push(':');
        self.yaml.at = At::Key;
        Ok(())
    }

    fn ends(self) -> Written {
        if self.is_empty {
            self.yaml.at = self.at;
            return self.yaml.plain(if self.dashes { "[]" } else { "{}" });
        }
        Ok(())
    }
}

impl SerializeMap for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut *self.yaml)
    }

    fn end(self) -> Written {
        self.ends()
    }
}

impl SerializeStruct for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.key(key)?;
        value.serialize(&mut *self.yaml)
    }

    fn end(self) -> Written {
        self.ends()
    }
}

impl SerializeSeq for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.line();
        self.yaml.out.push_str("- ");
        self.yaml.at = At::Dash;
        value.serialize(&mut *self.yaml)
    }

    fn end(self) -> Written {
        self.ends()
    }
}

impl serde::ser::SerializeTuple for Block<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Written {
        self.ends()
    }
}

/// Methods that leave a value to the other serializer.
macro_rules! others {
    ($($name:ident: $ty:ty),*) => {
        $(fn $name(self, value: $ty) -> Written {
            self.other(&value)
        })*
    };
}

/// What the types of a document do not have.
macro_rules! absent {
    ($($name:ident($($ty:ty),*) -> $answer:ty;)*) => {
        $(fn $name(self, $(_: $ty),*) -> Result<$answer, Error> {
            Err(serde::ser::Error::custom("a document has maps, lists and plain values"))
        })*
    };
}

impl<'y, 'o> Serializer for &'y mut Yaml<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Block<'y, 'o>;
    type SerializeTuple = Block<'y, 'o>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Block<'y, 'o>;
    type SerializeStruct = Block<'y, 'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    others! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64, serialize_char: char
    }

    absent! {
        serialize_bytes(&[u8]) -> ();
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant;
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.plain(if value { "true" } else { "false" })
    }

    fn serialize_str(self, text: &str) -> Written {
        if self.at == At::Name {
            return scalar::key(self.out, text);
        }
        self.space();
        let column = self.inner();
        if std::mem::take(&mut self.is_literal) {
            scalar::literal(self.out, column, text)
        } else {
            scalar::value(self.out, column, text)
        }
    }

    fn serialize_none(self) -> Written {
        self.plain("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.plain("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.plain("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Written {
        match name {
            FLOW => self.other(&serde_saphyr::FlowSeq(value)),
            LITERAL => {
                self.is_literal = true;
                value.serialize(self)
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        let mut block = self.block(false);
        block.key(name)?;
        value.serialize(&mut *block.yaml)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Block<'y, 'o>, Error> {
        Ok(self.block(true))
    }

    fn serialize_tuple(self, _: usize) -> Result<Block<'y, 'o>, Error> {
        Ok(self.block(true))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Block<'y, 'o>, Error> {
        Ok(self.block(false))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Block<'y, 'o>, Error> {
        Ok(self.block(false))
    }
}
