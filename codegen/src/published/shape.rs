//! The body of a published catalog, and types.

use super::names::{Fault, Names, ty};
use crate::language;
use crate::model::{Envelope, Member, Shape, Slot, Text};
use crate::targets::json::{self, ShapeNode};

pub(super) fn envelope(
    published: &json::Envelope<'_>,
    names: &Names<'_>,
) -> Result<Envelope, Fault> {
    // The first of its media types is the one that services send.
    let json::Envelope { description, content_type: _, content_types, shape: published } =
        published;
    Ok(Envelope {
        description: description.as_deref().map(Text::new),
        content_types: content_types.to_vec(),
        shape: shape(published, names)?,
    })
}

fn shape(published: &ShapeNode<'_>, names: &Names<'_>) -> Result<Shape, Fault> {
    Ok(match published {
        ShapeNode::Object { members, details } => {
            let members = members.iter().map(|published| member(published, names));
            Shape::Object { members: members.collect::<Result<_, Fault>>()?, details: *details }
        }
        ShapeNode::Array { element } => Shape::Array(Box::new(shape(element, names)?)),
        ShapeNode::Slot { slot } => Shape::Slot(match language::slot(&format!("${slot}")) {
            Some(slot) => slot,
            None => Slot::Field(names.field(slot)?),
        }),
        ShapeNode::Type { ty: word, nullable } => Shape::Type(ty(word, *nullable, &names.types)?),
        ShapeNode::Constant { value } => Shape::Constant(value.clone().into_owned()),
    })
}

fn member(published: &json::Member<'_>, names: &Names<'_>) -> Result<Member, Fault> {
    let json::Member { name, optional, or_null, description, example, shape: published } =
        published;
    Ok(Member {
        name: name.to_string(),
        optional: *optional,
        or_null: *or_null,
        description: description.as_deref().map(Text::new),
        example: example.as_deref().cloned(),
        shape: shape(published, names)?,
    })
}
