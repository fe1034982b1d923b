//! The facts of its own that a catalog declares for its codes.

use super::{CategorySpec, ErrorSpec, SectionSpec, ValuesSpec, slots};
use crate::decode::{Decode, Prose, Scalar, Spanned, object};
use crate::model::{Visibility, vocabulary};

object! {
    /// A fact of its own that a catalog declares for its codes. Its name is a key of every entry,
    /// and of sections and categories, from which entries inherit the value; `$NAME` is a slot of
    /// the envelope.
    "a declared field" => DeclarationSpec {
        /// A short name for people; by default, it is made from the name.
        "title" => title: Option<String>,
        /// The type of its values; `string` by default.
        "type" => ty: Option<Spanned<FieldKind>>,
        /// The values that it may have, instead of `type`: a list, or a map with descriptions.
        "values" => values: Option<Spanned<ValuesSpec>>,
        /// A regular expression that a whole value matches, if the type is `string`.
        "pattern" => pattern: Option<Spanned<String>>,
        /// What it says about a code.
        "description" => description: Option<Prose>,
        /// The value of codes that neither set nor inherit one.
        "default" => default: Option<Scalar>,
        /// Whether a code may be without a value; false by default.
        "optional" => optional: Option<bool>,
        /// Who may see it; by default, everyone.
        "visibility" => visibility: Option<Visibility>,
    }
}

vocabulary! {
    /// The type of the values of a declared field.
    pub enum FieldKind {
        /// Any text.
        String = "string";
        /// A whole number of at most 64 bits.
        Integer = "integer";
        /// A number.
        Number = "number";
        /// True or false.
        Boolean = "boolean";
    }
}

/// Whether a name means something in the language where declared fields are keys or slots, so that
/// no field can have it.
#[must_use]
pub fn is_of_language(name: &str) -> bool {
    let keys = [ErrorSpec::keys(), SectionSpec::keys(), CategorySpec::keys()];
    keys.iter().any(|keys| keys.contains(&name)) || slots().contains(&&*format!("${name}"))
}
