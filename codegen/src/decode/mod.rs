//! Decodes YAML nodes into the surface types, and describes these types as JSON Schema.
//!
//! Decoding never stops: what does not fit is reported and replaced by a fallback, so that one run
//! reports everything. A registry with an error has no model, so no fallback ever gets into one.

mod builds;
mod fields;
mod given;
mod macros;
mod mismatch;
mod synonyms;
mod values;
mod version;

use serde_json::{Map as JsonMap, Value as Json};

pub use self::builds::Builds;
pub use self::fields::Fields;
pub(crate) use self::given::FIELDS_BEFORE;
pub use self::given::{Given, Scalar};
pub(crate) use self::macros::{
    declared, doc, missing, object, object_schema, open_schema, required,
};
use self::mismatch::instead;
pub(crate) use self::mismatch::{unknown_value, wrong_type};
use crate::diagnostic::Problems;
use crate::source::Span;
use crate::text::Text;
use crate::yaml::Node;

/// A surface type: how it is read from a node, and its JSON Schema.
pub trait Decode: Sized {
    /// Whether a key of this type may be omitted.
    const OPTIONAL: bool = false;

    /// Whether the fallback differs from every value. If so, it also stands in for an optional value
    /// that could not be read.
    const KNOWN_FALLBACK: bool = false;

    /// Reads a node, and reports what does not fit.
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Self;

    /// The stand-in for a value that is missing or does not fit.
    fn fallback() -> Self;

    /// The stand-in for a value whose map could not be read at all.
    fn refused() -> Self {
        Self::fallback()
    }

    /// The JSON Schema (draft-07) of the type; schemas of objects go into `definitions`.
    fn schema(definitions: &mut Definitions) -> Json;

    /// The keys that an object of this type may have.
    #[must_use]
    fn keys() -> &'static [&'static str] {
        &[]
    }

    /// Calls `visit` with every text in the value, in the order of the language's keys.
    fn texts<'a>(&'a self, _visit: &mut dyn FnMut(&'a Prose)) {}
}

/// The schemas that others refer to, by name.
pub type Definitions = JsonMap<String, Json>;

/// A value and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is.
    pub span: Span,
}

/// A text and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The text.
    pub text: Text,
    /// Where it is.
    pub span: Span,
}

impl Prose {
    /// The text without its position.
    #[must_use]
    pub fn text(&self) -> Text {
        self.text.clone()
    }
}

/// A text of one line in which every character can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(pub String);

impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line(text.to_owned())
    }
}

/// A map in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(Spanned<String>, T)>);

/// A plain text, or an object if there is more to say.
#[derive(Debug, Clone, PartialEq)]
pub enum TextOr<T> {
    /// Only the text.
    Text(Prose),
    /// The object.
    Full(T),
}

/// One value, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

/// Any YAML value, as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Any(pub Json);

/// Text in which every space and line break counts: code, and what is sent as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbatim(pub String);
