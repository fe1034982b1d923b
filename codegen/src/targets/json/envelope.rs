//! The body of an error response.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::source;
use crate::model::{self, Shape, Slot};

#[derive(Serialize, JsonSchema)]
pub struct Envelope<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    content_type: &'a str,
    shape: ShapeNode<'a>,
}

/// A part of the body; `kind` tells which other members are present.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ShapeNode<'a> {
    Object {
        members: Vec<Member<'a>>,
        /// Whether the details of the error are members too.
        #[serde(skip_serializing_if = "is_false")]
        details: bool,
    },
    Array {
        element: Box<ShapeNode<'a>>,
    },
    /// Filled in from the code: `code`, `message`, `title`, `category`, `status`, `status<string>`,
    /// `grpc`, `docs_url`, `details`, `details<string>`.
    Slot {
        slot: &'static str,
    },
    /// Filled in by the service.
    Type {
        #[serde(rename = "type")]
        ty: String,
        nullable: bool,
    },
    Constant {
        value: &'a Value,
    },
}

#[derive(Serialize, JsonSchema)]
struct Member<'a> {
    name: &'a str,
    /// Whether the member may be absent.
    optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Value>,
    shape: ShapeNode<'a>,
}

impl<'a> Envelope<'a> {
    pub fn of(envelope: &'a model::Envelope) -> Envelope<'a> {
        Envelope {
            description: source(envelope.description.as_ref()),
            content_type: &envelope.content_type,
            shape: shape(&envelope.shape),
        }
    }
}

fn shape(of: &Shape) -> ShapeNode<'_> {
    match of {
        Shape::Object { members, details } => {
            ShapeNode::Object { members: members.iter().map(member).collect(), details: *details }
        }
        Shape::Array(element) => ShapeNode::Array { element: Box::new(shape(element)) },
        Shape::Slot(slot) => ShapeNode::Slot {
            slot: match slot {
                Slot::Code => "code",
                Slot::Message => "message",
                Slot::Title => "title",
                Slot::Category => "category",
                Slot::Status => "status",
                Slot::StatusString => "status<string>",
                Slot::Grpc => "grpc",
                Slot::DocsUrl => "docs_url",
                Slot::Details => "details",
                Slot::StringDetails => "details<string>",
            },
        },
        Shape::Type(ty) => ShapeNode::Type { ty: ty.kind.to_string(), nullable: ty.nullable },
        Shape::Constant(value) => ShapeNode::Constant { value },
    }
}

fn member(member: &model::Member) -> Member<'_> {
    Member {
        name: &member.name,
        optional: member.optional,
        description: source(member.description.as_ref()),
        example: member.example.as_ref(),
        shape: shape(&member.shape),
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
