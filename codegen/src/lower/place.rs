//! Where in a response a detail travels.

use super::envelope::{Lowered, unread};
use super::parts;
use super::path::{details_path, parse_path, unknown_path};
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{DetailSpec, FromSpec, PlaceSpec};
use crate::model::{Detail, Envelope, Kind, PathStep, Place, Shape, Slot, Type, display_path};
use crate::rule;
use crate::source::Span;

/// A detail, and where it is declared.
#[derive(Clone)]
pub(super) struct Declared {
    pub detail: Detail,
    /// Its name.
    pub name: Span,
    /// Its place; its name if it sets none.
    pub from: Span,
}

/// Checks that no detail travels in the same place as one before it or an inherited one, where one
/// would overwrite the other.
pub(super) fn check_places(details: &[Declared], inherited: &[&Declared], problems: &mut Problems) {
    for (index, Declared { detail, from, .. }) in details.iter().enumerate() {
        let nowhere = matches!(&detail.place, Place::Body(path) if path.is_empty());
        let mut others = inherited.iter().copied().chain(&details[..index]);
        let first = others.find(|other| overlap(&detail.place, &other.detail.place));
        let Some(first) = first.filter(|_| !nowhere) else { continue };
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("`{}` and `{}` travel in the same place", first.detail.name, detail.name),
            )
            .at(*from, "the same place")
            .also(first.from, "the first one")
            .help("give each detail its own place"),
        );
    }
}

/// Whether one of two details would overwrite the other.
fn overlap(one: &Place, other: &Place) -> bool {
    match (one, other) {
        (Place::Header { name: a, parameter: p }, Place::Header { name: b, parameter: q }) => {
            a.eq_ignore_ascii_case(b) && p == q
        }
        (Place::Body(one), Place::Body(other)) => {
            // What lies within the elements of a list that a detail fills.
            let within = |list: &[PathStep], path: &[PathStep]| {
                matches!(path.strip_prefix(list), Some([] | [PathStep::Each, ..]))
            };
            within(one, other) || within(other, one)
        }
        _ => false,
    }
}

/// Whether a text can be a header's name (RFC 9110 §5.1).
pub(super) fn is_header(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    name.chars().all(token)
}

/// A detail whose place is not yet known.
pub(super) struct Unplaced<'a> {
    pub name: &'a Spanned<String>,
    pub spec: &'a DetailSpec,
    pub ty: &'a Type,
    /// Where its type is written, or else its name.
    pub at: Span,
}

/// The place of a detail: the one that it sets, or the one for all details.
pub(super) fn place(detail: &Unplaced<'_>, envelope: &Lowered, problems: &mut Problems) -> Place {
    let nowhere = Place::Body(Vec::new());
    let Some(from) = &detail.spec.from else {
        return among_details(detail, envelope, problems);
    };
    let FromSpec::Place(spec) = &from.value else { return Place::Message };
    match spec {
        PlaceSpec { body: Some(path), header: None, parameter: None } => {
            in_body(detail, path, envelope, problems).map_or(nowhere, Place::Body)
        }
        PlaceSpec { body: None, header: Some(header), parameter } => {
            if !is_header(&header.value) {
                problems.push(
                    Diagnostic::error(
                        &rule::DETAIL_PLACE,
                        format!("`{}` is not the name of a header (RFC 9110 §5.1)", header.value),
                    )
                    .at(header.span, "this header")
                    .help("write only its name, as in `Retry-After`"),
                );
            }
            Place::Header { name: header.value.clone(), parameter: parameter.clone() }
        }
        _ if from.span == Span::default() || problems.any_within(from.span) => nowhere,
        _ => {
            problems.push(
                Diagnostic::error(&rule::DETAIL_PLACE, "a detail travels in exactly one place")
                    .at(from.span, "this place")
                    .help("write `body: path`, or `header: Name` and optionally `parameter: name`"),
            );
            nowhere
        }
    }
}

/// The path that a detail sets; reports one where the envelope cannot hold a detail.
fn in_body(
    detail: &Unplaced<'_>,
    path: &Spanned<String>,
    envelope: &Lowered,
    problems: &mut Problems,
) -> Option<Vec<PathStep>> {
    let Lowered { envelope: Envelope { shape, .. }, complete } = envelope;
    let Some(steps) = parse_path(&path.value) else {
        problems.push(unknown_path(path, shape));
        return None;
    };
    let kind = &detail.ty.kind;
    match shape.resolve(&steps) {
        (shape, _) if unread(shape, *complete) => {}
        (Shape::Slot(Slot::StringDetails), below @ ([] | [_])) => {
            check_string(detail, &steps, below, problems);
        }
        (Shape::Type(_), [])
        | (Shape::Slot(Slot::Details), _)
        | (Shape::Object { details: true, .. }, [PathStep::Member(_), ..]) => {}
        (Shape::Type(ty), _) if ty.kind == Kind::Object => {}
        (part @ (Shape::Object { .. } | Shape::Array(_)), []) if parts::fits(part, kind) => {}
        (Shape::Object { .. } | Shape::Array(_), []) if kind.named().is_some() => problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("`{}` does not have the members of `{kind}`", path.value),
            )
            .at(path.span, "a part of another shape")
            .help("write the same members in `types` and in the envelope's shape"),
        ),
        (_, []) => problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("`{}` cannot hold a detail", path.value),
            )
            .at(path.span, "a slot, a constant or a whole part of the envelope")
            .help("use a member that has a type, or one below `$details`"),
        ),
        _ => problems.push(unknown_path(path, shape)),
    }
    Some(steps)
}

/// The place of a detail that sets none.
fn among_details(detail: &Unplaced<'_>, envelope: &Lowered, problems: &mut Problems) -> Place {
    let Unplaced { name, .. } = detail;
    let shape = &envelope.envelope.shape;
    let Some(mut path) = details_path(shape) else {
        if envelope.complete {
            problems.push(
                Diagnostic::error(
                    &rule::DETAIL_PLACE,
                    format!("the detail `{}` has no place in the response", name.value),
                )
                .at(name.span, "the envelope has no `$details` slot for it")
                .help("add `from: { body: path }` or `from: { header: Name }`"),
            );
        }
        return Place::Body(Vec::new());
    };
    path.push(PathStep::Member(name.value.clone()));
    match shape.resolve(&path) {
        // The details are members of this object, and another member has this name.
        (_, []) => problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("the envelope already has a member `{}`", display_path(&path)),
            )
            .at(name.span, "the detail would overwrite it")
            .help("rename the detail, or set where it travels with `from`"),
        ),
        (Shape::Slot(Slot::StringDetails), below) => {
            check_string(detail, &path, below, problems);
        }
        _ => {}
    }
    Place::Body(path)
}

/// Checks that a detail in a slot of strings is a string, or a map of strings that fills the slot.
fn check_string(
    detail: &Unplaced<'_>,
    path: &[PathStep],
    below: &[PathStep],
    problems: &mut Problems,
) {
    let Unplaced { name, ty, at, .. } = detail;
    let string = |kind: &Kind| kind.is_text() && !ty.nullable;
    let fits = match below {
        [] => matches!(&ty.kind, Kind::Map(value) if string(value)),
        [PathStep::Member(_)] => string(&ty.kind),
        _ => false,
    };
    // An unknown type was reported.
    let known = *at != Span::default() && !problems.any_within(*at);
    if !fits && known {
        let slot = display_path(&path[..path.len() - below.len()]);
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!(
                    "the detail `{}` is not a string, but `{slot}` holds only strings",
                    name.value
                ),
            )
            .at(*at, "the detail's type")
            .help("write `string`, or set where the detail travels with `from`"),
        );
    }
}
