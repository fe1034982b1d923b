//! Paths into the envelope: how they are read, and where they lead.

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::{Member, PathStep, Shape, display_path};
use crate::rule;
use crate::words::quoted;

/// Reads `errors[].field`, or `[].field` if the whole body is an array; nothing if it is not a path.
pub(crate) fn parse_path(source: &str) -> Option<Vec<PathStep>> {
    let mut steps = Vec::new();
    for (index, part) in source.split('.').enumerate() {
        let name = part.trim_end_matches("[]");
        let is_array = index == 0 && name.is_empty() && !part.is_empty();
        if name.is_empty() && !is_array || name.contains(['[', ']']) {
            return None;
        }
        steps.extend((!is_array).then(|| PathStep::Member(name.to_owned())));
        steps.extend((0..(part.len() - name.len()) / 2).map(|_| PathStep::Each));
    }
    Some(steps)
}

/// The member at a path that ends with a member's name.
pub(super) fn member<'a>(shape: &'a mut Shape, path: &[PathStep]) -> Option<&'a mut Member> {
    match (shape, path) {
        (Shape::Object { members, .. }, [PathStep::Member(name), rest @ ..]) => {
            let found = members.iter_mut().find(|member| member.name == *name)?;
            if rest.is_empty() { Some(found) } else { member(&mut found.shape, rest) }
        }
        (Shape::Array(element), [PathStep::Each, rest @ ..]) => member(element, rest),
        _ => None,
    }
}

/// The path to where details travel that set no place themselves, if the envelope has one: a slot,
/// or an object that they are members of.
pub(super) fn details_path(shape: &Shape) -> Option<Vec<PathStep>> {
    match shape {
        Shape::Object { details: true, .. } => Some(Vec::new()),
        Shape::Slot(slot) => slot.is_details().then(Vec::new),
        Shape::Type(_) | Shape::Constant(_) => None,
        Shape::Array(element) => Some(prepend(PathStep::Each, details_path(element)?)),
        Shape::Object { members, .. } => members.iter().find_map(|member| {
            let below = details_path(&member.shape)?;
            Some(prepend(PathStep::Member(member.name.clone()), below))
        }),
    }
}

fn prepend(step: PathStep, mut path: Vec<PathStep>) -> Vec<PathStep> {
    path.insert(0, step);
    path
}

/// The finding for a path that the envelope does not have.
pub(super) fn unknown_path(path: &Spanned<String>, shape: &Shape) -> Diagnostic {
    let known: Vec<String> = shape.members().iter().map(|(path, _)| display_path(path)).collect();
    let known = || known.iter().map(String::as_str);
    let help = did_you_mean(&path.value, known(), || {
        format!("the envelope's paths are {}", quoted(known()))
    });
    Diagnostic::error(
        &rule::ENVELOPE_SHAPE,
        format!("the envelope has nothing at the path `{}`", path.value),
    )
    .at(path.span, "this path")
    .help(help)
}
