//! The shape of an envelope as written, and the words allowed as its leaves.

use serde_json::{Value as Json, json};

use crate::decode::{Decode, Definitions, Spanned};
use crate::diagnostic::Problems;
use crate::model::Slot;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The slots that an envelope may have, as the registry writes them.
const SLOTS: &[(&str, Slot)] = &[
    ("$code", Slot::Code),
    ("$name", Slot::Name),
    ("$type", Slot::Type),
    ("$message", Slot::Message),
    ("$title", Slot::Title),
    ("$description", Slot::Description),
    ("$cause", Slot::Cause),
    ("$resolution", Slot::Resolution),
    ("$category", Slot::Category),
    ("$status", Slot::Status),
    ("$status<string>", Slot::StatusString),
    ("$grpc", Slot::Grpc),
    ("$docs_url", Slot::DocsUrl),
    ("$retry", Slot::Retry),
    ("$retry<boolean>", Slot::RetryBoolean),
    ("$action", Slot::Action),
    ("$arguments", Slot::Arguments),
    ("$details", Slot::Details),
    ("$details<string>", Slot::StringDetails),
];

/// The word for the catalog's domain, which is the same in every body.
pub const DOMAIN: &str = "$domain";

/// Behind a slot: that it is null where a code has no value for it.
pub const OR_NULL: &str = "| null";

/// The name of the member that represents all details.
pub const DETAILS: &str = "...";

/// The slot that a word stands for.
#[must_use]
pub fn slot(word: &str) -> Option<Slot> {
    SLOTS.iter().find(|(name, _)| *name == word).map(|(_, slot)| *slot)
}

/// The word for a slot other than that of a declared field.
#[must_use]
pub fn word(slot: Slot) -> Option<&'static str> {
    SLOTS.iter().find(|(_, known)| *known == slot).map(|(name, _)| *name)
}

/// The names of [`SLOTS`], and [`DOMAIN`].
#[must_use]
pub fn slots() -> Vec<&'static str> {
    SLOTS.iter().map(|(name, _)| *name).chain([DOMAIN]).collect()
}

/// The envelope as written.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapeSpec {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ShapeKind,
}

/// What a [`ShapeSpec`] is.
#[derive(Debug, Clone, PartialEq)]
pub enum ShapeKind {
    /// An object, with its members in the order written.
    Object(Vec<(Spanned<String>, ShapeSpec)>),
    /// An array, with the shapes written in it, of which there should be one.
    Array(Vec<ShapeSpec>),
    /// A slot or a type.
    Word(String),
    /// A constant.
    Constant(Json),
}

impl Decode for ShapeSpec {
    const KNOWN_FALLBACK: bool = true;

    #[allow(clippy::only_used_in_recursion, reason = "the trait has it so")]
    fn decode(node: &Node<'_>, problems: &mut Problems) -> ShapeSpec {
        let kind = match &node.value {
            Value::Map(members) => {
                let member = |(key, node): &(crate::yaml::Key<'_>, Node<'_>)| {
                    let name = Spanned { value: key.text.to_string(), span: key.span };
                    (name, ShapeSpec::decode(node, problems))
                };
                ShapeKind::Object(members.iter().map(member).collect())
            }
            Value::List(nodes) => ShapeKind::Array(
                nodes.iter().map(|node| ShapeSpec::decode(node, problems)).collect(),
            ),
            Value::Refused => ShapeKind::Constant(Json::Null),
            Value::Text(word) => ShapeKind::Word(word.to_string()),
            Value::Plain(_) => match node.to_json() {
                Json::String(word) => ShapeKind::Word(word),
                constant => ShapeKind::Constant(constant),
            },
        };
        ShapeSpec { span: node.span, kind }
    }

    fn fallback() -> ShapeSpec {
        ShapeSpec { span: Span::default(), kind: ShapeKind::Object(Vec::new()) }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let any = json!({ "$ref": "#/definitions/Shape" });
        definitions.entry("Shape").or_insert_with(|| {
            json!({
                "description": "A part of the JSON body: an object, an array of one shape, a slot, \
                                a type or a constant.",
                "anyOf": [
                    {
                        "type": "object",
                        "properties": { DETAILS: { "const": "$details" } },
                        "additionalProperties": any,
                    },
                    { "type": "array", "items": any, "minItems": 1, "maxItems": 1 },
                    { "enum": slots() },
                    {
                        "description": "A slot that is null where a code has no value for it, or \
                                        the slot of a field that the catalog declares.",
                        "type": "string",
                        "pattern": "^\\$[A-Za-z]",
                    },
                    { "type": "string", "pattern": "^[^$]" },
                    { "type": ["boolean", "number", "null"] },
                ],
            })
        });
        json!({ "$ref": "#/definitions/Shape" })
    }
}
