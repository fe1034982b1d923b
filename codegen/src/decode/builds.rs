//! The builds of a target: one table of options, or a list of them.

use serde_json::{Value as Json, json};

use super::{Decode, Definitions, Spanned};
use crate::diagnostic::Problems;
use crate::yaml::{Node, Value};

/// The options of the builds of a target, of which there is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Builds<T> {
    /// Those of the first build.
    pub first: Spanned<T>,
    /// Those of all others.
    pub more: Vec<Spanned<T>>,
}

impl<T> Builds<T> {
    /// The options of each build, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = &Spanned<T>> {
        std::iter::once(&self.first).chain(&self.more)
    }
}

impl<T: Decode> Decode for Builds<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> Builds<T> {
        let nodes = match &node.value {
            Value::List(nodes) => &nodes[..],
            _ => &[],
        };
        // What is neither a map nor a list with one is read as options, which report that it is none.
        let (first, more) = nodes.split_first().unwrap_or((node, &[]));
        Builds {
            first: Spanned::decode(first, problems),
            more: more.iter().map(|node| Spanned::decode(node, problems)).collect(),
        }
    }

    fn fallback() -> Builds<T> {
        Builds { first: Spanned::fallback(), more: Vec::new() }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let one = T::schema(definitions);
        json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
    }
}
