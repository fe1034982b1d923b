//! From YAML nodes to the surface types, and from the surface types to JSON Schema.
//!
//! Decoding never stops: what does not fit is reported and stands as its fallback, so that one run
//! reports everything. No model is made of a registry with an error, so no fallback gets further.

mod declare;
mod fields;
mod misfit;
mod values;

use serde_json::{Map as JsonMap, Value as Json};

pub(crate) use self::declare::{choice, doc, object, object_schema};
pub use self::fields::Fields;
pub(crate) use self::misfit::{unknown_value, wrong_type};
use crate::diagnostic::Problems;
use crate::source::Span;
use crate::text::Text;
use crate::yaml::Node;

/// A surface type: how it is read from a node, and the JSON Schema of what it reads.
pub trait Decode: Sized {
    /// Whether a key with this type may be left out.
    const OPTIONAL: bool = false;

    /// Whether the fallback can be told apart from a value. It then also stands for an optional
    /// value that could not be read.
    const KNOWN_FALLBACK: bool = false;

    /// Reads a node; reports what does not fit.
    fn decode(node: &Node<'_>, problems: &mut Problems) -> Self;

    /// What stands for a value that is missing or does not fit.
    fn fallback() -> Self;

    /// What stands for a value whose map could not be read at all.
    fn refused() -> Self {
        Self::fallback()
    }

    /// The JSON Schema (draft-07) of the type; schemas of objects go to `definitions`.
    fn schema(definitions: &mut Definitions) -> Json;

    /// Shows every text in the value to `visit`, in the order of the language's keys.
    fn texts<'a>(&'a self, _visit: &mut dyn FnMut(&'a Prose)) {}
}

/// The named schemas that others refer to.
pub type Definitions = JsonMap<String, Json>;

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The text.
    pub text: Text,
    /// Where it stands.
    pub span: Span,
}

impl Prose {
    /// The text alone.
    #[must_use]
    pub fn text(&self) -> Text {
        self.text.clone()
    }
}

/// A map in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(Spanned<String>, T)>);

/// A plain text, or an object where there is more to say.
#[derive(Debug, Clone, PartialEq)]
pub enum TextOr<T> {
    /// The text alone.
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

/// Text whose every space counts: code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbatim(pub String);
