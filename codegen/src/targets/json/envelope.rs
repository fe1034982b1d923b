//! The body of an error response.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{is_false, present, source};
use crate::model::{self, Shape, Slot};

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Envelope<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    /// The media type that services send.
    pub(crate) content_type: Cow<'a, str>,
    /// Every media type that bodies may have; that of `content_type` is the first.
    pub(crate) content_types: Cow<'a, [String]>,
    pub(crate) shape: ShapeNode<'a>,
}

/// A part of the body; `kind` tells which other members are present.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ShapeNode<'a> {
    Object {
        members: Vec<Member<'a>>,
        /// Whether the details of the error are members too.
        #[serde(default, skip_serializing_if = "is_false")]
        details: bool,
    },
    Array {
        element: Box<ShapeNode<'a>>,
    },
    /// Filled in from the code: `code`, `name`, `message`, `title`, `description`, `cause`,
    /// `resolution`, `category`, `status`, `status<string>`, `grpc`, `docs_url`, `retry`,
    /// `retry<boolean>`, `action`, `arguments`, `details`, `details<string>` or the name of a field
    /// of the catalog.
    Slot {
        slot: Cow<'a, str>,
    },
    /// Filled in by the service.
    Type {
        #[serde(rename = "type")]
        ty: String,
        nullable: bool,
    },
    Constant {
        value: Cow<'a, Value>,
    },
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Member<'a> {
    pub(crate) name: Cow<'a, str>,
    /// Whether the member may be absent.
    pub(crate) optional: bool,
    /// Whether the member, which is a slot, is null where a code has no value for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) or_null: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub(crate) example: Option<Cow<'a, Value>>,
    pub(crate) shape: ShapeNode<'a>,
}

impl<'a> Envelope<'a> {
    pub fn of(catalog: &'a model::Catalog) -> Envelope<'a> {
        let envelope = &catalog.envelope;
        Envelope {
            description: source(envelope.description.as_ref()),
            content_type: envelope.content_type().into(),
            content_types: (&envelope.content_types).into(),
            shape: shape(catalog, &envelope.shape),
        }
    }
}

fn shape<'a>(catalog: &'a model::Catalog, of: &'a Shape) -> ShapeNode<'a> {
    match of {
        Shape::Object { members, details } => {
            let members = members.iter().map(|of| member(catalog, of)).collect();
            ShapeNode::Object { members, details: *details }
        }
        Shape::Array(element) => ShapeNode::Array { element: Box::new(shape(catalog, element)) },
        Shape::Slot(slot) => ShapeNode::Slot {
            slot: match slot {
                Slot::Code => "code",
                Slot::Type => "type",
                Slot::Message => "message",
                Slot::Name => "name",
                Slot::Title => "title",
                Slot::Description => "description",
                Slot::Cause => "cause",
                Slot::Resolution => "resolution",
                Slot::Retry => "retry",
                Slot::RetryBoolean => "retry<boolean>",
                Slot::Action => "action",
                Slot::Arguments => "arguments",
                Slot::Field(id) => &catalog[*id].name,
                Slot::Category => "category",
                Slot::Status => "status",
                Slot::StatusString => "status<string>",
                Slot::Grpc => "grpc",
                Slot::DocsUrl => "docs_url",
                Slot::Details => "details",
                Slot::StringDetails => "details<string>",
            }
            .into(),
        },
        Shape::Type(ty) => ShapeNode::Type { ty: ty.kind.to_string(), nullable: ty.nullable },
        Shape::Constant(value) => ShapeNode::Constant { value: Cow::Borrowed(value) },
    }
}

fn member<'a>(catalog: &'a model::Catalog, member: &'a model::Member) -> Member<'a> {
    Member {
        name: (&member.name).into(),
        optional: member.optional,
        or_null: member.or_null,
        description: source(member.description.as_ref()),
        example: member.example.as_ref().map(Cow::Borrowed),
        shape: shape(catalog, &member.shape),
    }
}
