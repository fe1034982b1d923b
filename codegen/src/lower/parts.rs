//! Details that fill a whole part of the envelope: a list of objects that the shape writes out.

use crate::model::{Code, Kind, PathStep, Place, Shape, Type};

/// Whether values of a kind have the members of a part of the envelope, and no others.
pub(super) fn fits(shape: &Shape, kind: &Kind) -> bool {
    match (shape, kind) {
        (Shape::Array(element), Kind::List(kind)) => fits(element, kind),
        (Shape::Object { members, details: false }, Kind::Named(named)) => {
            let own = named.members();
            let known = own.iter().all(|own| {
                let member = members.iter().find(|member| member.name == own.name);
                member.is_some_and(|member| fits(&member.shape, &own.ty.kind))
            });
            let mut required = members.iter().filter(|member| !member.optional);
            !own.is_empty()
                && known
                && required
                    .all(|member| own.iter().any(|own| own.name == member.name && !own.optional))
        }
        (Shape::Type(ty), kind) => {
            ty.kind == *kind || ty.kind == Kind::Object || (ty.kind.is_text() && kind.is_text())
        }
        _ => false,
    }
}

/// Gives the parts of the envelope that details fill the type of these details. If they have
/// different types, the parts hold objects with any members.
pub(super) fn fill(shape: &mut Shape, codes: &[Code]) {
    for detail in codes.iter().flat_map(|code| &code.details) {
        let Place::Body(path) = &detail.place else { continue };
        let Some(part) = part(shape, path) else { continue };
        match part {
            Shape::Object { .. } | Shape::Array(_) => *part = Shape::Type(detail.ty.clone()),
            Shape::Type(Type { kind, nullable }) => {
                *nullable |= detail.ty.nullable;
                if kind.named().is_some() && *kind != detail.ty.kind {
                    *kind = general(kind);
                }
            }
            Shape::Slot(_) | Shape::Constant(_) => {}
        }
    }
}

/// The kind of objects that values of a kind are.
fn general(kind: &Kind) -> Kind {
    match kind {
        Kind::List(kind) => Kind::List(Box::new(general(kind))),
        Kind::Map(kind) => Kind::Map(Box::new(general(kind))),
        Kind::Named(named) if named.values().is_some() => Kind::String,
        Kind::Named(_) => Kind::Object,
        kind => kind.clone(),
    }
}

/// The part at a path, if there is one.
fn part<'s>(shape: &'s mut Shape, path: &[PathStep]) -> Option<&'s mut Shape> {
    match (shape, path) {
        (shape, []) => Some(shape),
        (Shape::Object { members, .. }, [PathStep::Member(name), rest @ ..]) => {
            let member = members.iter_mut().find(|member| member.name == *name)?;
            part(&mut member.shape, rest)
        }
        (Shape::Array(element), [PathStep::Each, rest @ ..]) => part(element, rest),
        _ => None,
    }
}
