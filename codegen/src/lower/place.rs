//! Where in a response a detail travels.

use super::envelope::{Lowered, unread};
use super::path::{details_path, parse_path, unknown_path};
use crate::decode::{Map, Spanned};
use crate::diagnostic::{Diagnostic, Problems};
use crate::model::{Detail, Envelope, Kind, PathStep, Place, Shape, Slot, Type, display_path};
use crate::rule;
use crate::source::Span;
use crate::spec::{DetailSpec, PlaceSpec};

/// Two details at one place would overwrite each other.
pub(super) fn check_places(specs: &Map<DetailSpec>, details: &[Detail], problems: &mut Problems) {
    for (index, detail) in details.iter().enumerate() {
        let nowhere = matches!(&detail.place, Place::Body(path) if path.is_empty());
        let same = |other: &Detail| match (&detail.place, &other.place) {
            (Place::Header { name: a, parameter: p }, Place::Header { name: b, parameter: q }) => {
                a.eq_ignore_ascii_case(b) && p == q
            }
            (a, b) => a == b,
        };
        let Some(first) = details[..index].iter().position(same).filter(|_| !nowhere) else {
            continue;
        };
        let (name, spec) = &specs.0[index];
        let (first_name, first_spec) = &specs.0[first];
        let place = |name: &Spanned<String>, spec: &DetailSpec| {
            spec.from.as_ref().map_or(name.span, |from| from.span)
        };
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("`{}` and `{}` travel at the same place", first_name.value, name.value),
            )
            .at(place(name, spec), "the same place")
            .also(place(first_name, first_spec), "the first one")
            .help("give each detail a place of its own"),
        );
    }
}

/// Whether a text can be the name of a header (RFC 9110 §5.1).
pub(super) fn is_header(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    name.chars().all(token)
}

/// A detail that is to get its place.
pub(super) struct Unplaced<'a> {
    pub name: &'a Spanned<String>,
    pub spec: &'a DetailSpec,
    pub ty: &'a Type,
}

/// The place of a detail: the one that it names, or the one for all details.
pub(super) fn place(detail: &Unplaced<'_>, envelope: &Lowered, problems: &mut Problems) -> Place {
    let nowhere = Place::Body(Vec::new());
    let Some(from) = &detail.spec.from else {
        return among_details(detail, envelope, problems);
    };
    match &from.value {
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
                    .help("write its name alone, as in `Retry-After`"),
                );
            }
            Place::Header { name: header.value.clone(), parameter: parameter.clone() }
        }
        _ if problems.any_within(from.span) => nowhere,
        _ => {
            problems.push(
                Diagnostic::error(&rule::DETAIL_PLACE, "a detail travels at one place")
                    .at(from.span, "this place")
                    .help("write `body: path`, or `header: Name` and optionally `parameter: name`"),
            );
            nowhere
        }
    }
}

/// The path that a detail names; reports one at which the envelope has no room for a detail.
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
    match shape.resolve(&steps) {
        (shape, _) if unread(shape, *complete) => {}
        (Shape::Slot(Slot::StringDetails), below @ ([] | [_])) => {
            check_string(detail, &steps, below, problems);
        }
        (Shape::Type(_), [])
        | (Shape::Slot(Slot::Details), _)
        | (Shape::Object { details: true, .. }, [PathStep::Member(_), ..]) => {}
        (Shape::Type(ty), _) if ty.kind == Kind::Object => {}
        (_, []) => problems.push(
            Diagnostic::error(&rule::DETAIL_PLACE, format!("`{}` holds no detail", path.value))
                .at(path.span, "a slot, a constant or a whole part of the envelope")
                .help("name a member that has a type, or one below `$details`"),
        ),
        _ => problems.push(unknown_path(path, shape)),
    }
    Some(steps)
}

/// The place of a detail that names none.
fn among_details(detail: &Unplaced<'_>, envelope: &Lowered, problems: &mut Problems) -> Place {
    let Unplaced { name, .. } = detail;
    let shape = &envelope.envelope.shape;
    let Some(mut path) = details_path(shape) else {
        if envelope.complete {
            problems.push(
                Diagnostic::error(
                    &rule::DETAIL_PLACE,
                    format!("the detail `{}` travels nowhere", name.value),
                )
                .at(name.span, "the envelope has no `$details` slot for it")
                .help("add `from: { body: path }` or `from: { header: Name }`"),
            );
        }
        return Place::Body(Vec::new());
    };
    path.push(PathStep::Member(name.value.clone()));
    match shape.resolve(&path) {
        // Of this object the detail is a member beside others, and one of them is in its place.
        (_, []) => problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("the envelope has a member `{}` already", display_path(&path)),
            )
            .at(name.span, "the detail would take its place")
            .help("give the detail another name, or say with `from` where it travels"),
        ),
        (Shape::Slot(Slot::StringDetails), below) => {
            check_string(detail, &path, below, problems);
        }
        _ => {}
    }
    Place::Body(path)
}

/// In a slot of strings, a detail is one of them, or a map of them in the place of all.
fn check_string(
    detail: &Unplaced<'_>,
    path: &[PathStep],
    below: &[PathStep],
    problems: &mut Problems,
) {
    let Unplaced { name, spec, ty } = detail;
    let string = |kind: &Kind| {
        matches!(kind, Kind::String | Kind::Uuid | Kind::Uri | Kind::DateTime) && !ty.nullable
    };
    let fits = match below {
        [] => matches!(&ty.kind, Kind::Map(value) if string(value)),
        [PathStep::Member(_)] => string(&ty.kind),
        _ => false,
    };
    // A type that is none was reported.
    let known = spec.ty.span != Span::default() && !problems.any_within(spec.ty.span);
    if !fits && known {
        let slot = display_path(&path[..path.len() - below.len()]);
        problems.push(
            Diagnostic::error(
                &rule::DETAIL_PLACE,
                format!("the detail `{}` is no string, and `{slot}` holds strings", name.value),
            )
            .at(spec.ty.span, "the type of the detail")
            .help("write `string`, or say with `from` where the detail travels"),
        );
    }
}
