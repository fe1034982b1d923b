//! The values that objects give to the fields of their catalog.

use serde_json::{Value as Json, json};

use super::{Decode, Definitions, Spanned};
use crate::diagnostic::Problems;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The key that fields of the catalog stand before, wherever they are keys.
pub(crate) const FIELDS_BEFORE: &str = "description";

/// The values that an object gives to fields of its catalog, in the order declared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Given(pub Vec<(Spanned<String>, Scalar)>);

/// A value whose type is declared elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The value.
    pub value: Json,
    /// What it is, for messages: "a number".
    pub kind: &'static str,
    /// Its spelling, if it is not in quotes.
    pub plain: Option<String>,
    /// Where it is.
    pub span: Span,
}

impl Decode for Scalar {
    fn decode(node: &Node<'_>, _: &mut Problems) -> Scalar {
        let plain = match &node.value {
            Value::Plain(text) => Some(text.to_string()),
            _ => None,
        };
        Scalar { value: node.to_json(), kind: node.kind(), plain, span: node.span }
    }

    fn fallback() -> Scalar {
        Scalar { value: Json::Null, kind: "nothing", plain: None, span: Span::default() }
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["string", "number", "boolean"] })
    }
}
