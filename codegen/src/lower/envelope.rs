//! The envelope: where it comes from, the slots that it needs and the fields that describe it.

use super::path::{member, parse_path, unknown_path};
use super::types::{self, Types};
use super::{media_type, shape};
use crate::decode::{Decode as _, Map, Prose, Spanned, TextOr};
use crate::diagnostic::{Diagnostic, Problems};
use crate::envelopes;
use crate::language::{DOMAIN, EnvelopeSpec, FieldSpec, Format, ShapeSpec};
use crate::model::{CaseStyle, Docs, Envelope, Field, Member, Shape, Slot};
use crate::rule;
use crate::source::Span;

/// An envelope, and how far it can be relied on.
pub(super) struct Lowered {
    pub envelope: Envelope,
    /// Whether all of its shape could be read; if not, what seems to be missing may be there.
    pub complete: bool,
}

/// What an envelope needs to know of its catalog.
pub(super) struct Around<'a> {
    pub docs: &'a Docs,
    pub style: CaseStyle,
    pub fields: &'a [Field],
    pub types: &'a Types,
    /// Whether codes have URIs.
    pub has_types: bool,
    /// Whether a header carries the code.
    pub has_header: bool,
}

/// The envelope of a catalog, written out or ready-made.
pub(super) fn lower(
    spec: &Spanned<EnvelopeSpec>,
    around: &Around<'_>,
    problems: &mut Problems,
) -> Lowered {
    let Spanned { value: spec, span } = spec;
    let Around { docs, style, fields: declared, types, has_types, .. } = *around;
    one_source(spec, *span, problems);
    check_style(spec.format, style, problems);
    let ready =
        spec.format.map(|format| envelopes::envelope(format.value, docs.url.is_some(), has_types));
    let none = ShapeSpec::fallback();
    let chosen = ready.as_ref().filter(|_| spec.shape.is_none());
    let written = spec.shape.as_ref().or_else(|| chosen?.shape.as_ref()).unwrap_or(&none);
    // Findings in a ready-made shape are shown at its name.
    let at = spec.format.filter(|_| chosen.is_some()).map(|format| format.span);
    let domain = spec.domain.as_ref();
    let word = domain.map(|domain| domain.value.as_str());
    let context = shape::Context { domain: word, at, types, fields: declared };
    let mut shape = shape::lower(written, &context, problems);
    if let Some(members) = spec.members.as_ref().filter(|spec| spec.span != Span::default()) {
        let context = shape::Context { at: None, ..context };
        shape::extend(
            &mut shape,
            members,
            spec.format.map(|format| format.span),
            &context,
            problems,
        );
    }
    let place = at.unwrap_or(written.span);
    let complete = place != Span::default() && !problems.any_within(place);
    // A mistyped slot is one finding, not two.
    if complete {
        check_slots(place, &shape, around, problems);
        if let Some(domain) = domain.filter(|_| shape::word_at(written, DOMAIN).is_none()) {
            problems.push(
                Diagnostic::error(
                    &rule::ENVELOPE_SHAPE,
                    "the envelope sets `domain` but does not carry `$domain`",
                )
                .at(domain.span, "this domain")
                .help("put `$domain` where it belongs, or remove `domain`"),
            );
        }
    }
    if let Some(ready) = chosen {
        fields(&ready.fields, &mut shape, complete, problems);
    }
    fields(&spec.fields, &mut shape, complete, problems);
    let description = |spec: &EnvelopeSpec| spec.description.as_ref().map(Prose::text);
    let types = if spec.content_type.0.is_empty() { chosen } else { Some(spec) };
    let content_types = media_type::lower(types.map_or(&[], |spec| &spec.content_type.0), problems);
    let envelope = Envelope {
        description: description(spec).or_else(|| description(chosen?)),
        content_types,
        shape,
    };
    Lowered { envelope, complete }
}

/// Checks that the envelope is either written out or chosen by name, and that only the latter has
/// members added.
fn one_source(spec: &EnvelopeSpec, span: Span, problems: &mut Problems) {
    match (&spec.format, &spec.shape) {
        (Some(format), Some(shape)) => problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, "the envelope has both a format and a shape")
                .at(shape.span, "the shape")
                .also(format.span, "the format already defines a shape")
                .help("remove one of the two"),
        ),
        (None, None) if span != Span::default() => problems.push(
            Diagnostic::error(&rule::MISSING_KEY, "the envelope has neither a shape nor a format")
                .at(span, "the map begins here")
                .help("add `shape`, or `format` with the name of a ready-made one"),
        ),
        _ => {}
    }
}

/// Checks the codes' style for Google's format, whose reasons are uppercase.
fn check_style(format: Option<Spanned<Format>>, style: CaseStyle, problems: &mut Problems) {
    let Some(Spanned { value: Format::Google, span }) = format else { return };
    if style != CaseStyle::ScreamingSnake && !problems.any_within(span) {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                "the format `google` needs codes in SCREAMING_SNAKE_CASE (AIP-193)",
            )
            .at(span, "this format")
            .help("write `style: SCREAMING_SNAKE_CASE` under `codes`, or write out the shape"),
        );
    }
}

/// Adds to the members what `fields` says about them.
fn fields(
    fields: &Map<TextOr<FieldSpec>>,
    shape: &mut Shape,
    complete: bool,
    problems: &mut Problems,
) {
    for (path, field) in &fields.0 {
        let found = parse_path(&path.value).and_then(|steps| member(shape, &steps));
        let Some(member) = found else {
            if !unread(shape, complete) {
                problems.push(unknown_path(path, shape));
            }
            continue;
        };
        if unread(&member.shape, complete) {
            continue;
        }
        match field {
            TextOr::Text(text) => describe(member, text, None, problems),
            TextOr::Full(field) => {
                describe(member, &field.description, field.example.as_ref(), problems);
            }
        }
    }
}

/// Whether a part of the envelope is the fallback for one that was reported.
pub(super) fn unread(shape: &Shape, complete: bool) -> bool {
    let fallback = match shape {
        Shape::Object { members, details } => members.is_empty() && !details,
        Shape::Constant(value) => value.is_null(),
        _ => false,
    };
    fallback && !complete
}

fn describe(
    member: &mut Member,
    description: &Prose,
    example: Option<&Spanned<crate::decode::Any>>,
    problems: &mut Problems,
) {
    member.description = Some(description.text());
    let Some(example) = example else { return };
    let value = &example.value.0;
    let fits = match &member.shape {
        Shape::Type(ty) => types::fits(value, ty),
        Shape::Slot(_) if member.or_null && value.is_null() => true,
        Shape::Slot(Slot::Status) => value.is_u64(),
        Shape::Slot(Slot::RetryBoolean) => value.is_boolean(),
        Shape::Slot(Slot::Arguments) => value.is_array(),
        Shape::Slot(slot) if slot.is_details() => value.is_object(),
        // Every code has its own value, which says more than an example.
        Shape::Slot(Slot::Field(_)) => !value.is_object() && !value.is_array(),
        Shape::Slot(_) => value.is_string(),
        Shape::Constant(constant) => constant == value,
        Shape::Object { .. } | Shape::Array(_) => false,
    };
    if fits {
        member.example = Some(value.clone());
    } else if !problems.any_within(example.span) {
        problems.push(
            Diagnostic::error(&rule::EXAMPLE_TYPE, "the example does not match the member's type")
                .at(example.span, "this example")
                .help("use a value of the type in `shape`, or remove the example"),
        );
    }
}

/// Checks that the envelope is an object, or an array of them, that identifies the error, and no slot
/// that cannot be filled.
fn check_slots(place: Span, shape: &Shape, around: &Around<'_>, problems: &mut Problems) {
    let element = if let Shape::Array(element) = shape { element } else { shape };
    let fault = if !matches!(element, Shape::Object { .. }) {
        Some((
            "the envelope is not an object",
            "begin the shape with a member name, or write one object in a list",
        ))
    } else if shape.has(Slot::Type) && !around.has_types {
        Some((
            "the envelope carries `$type`, but no code has a type",
            "set `type` of the catalog, as in `type: urn:problem-type:shop:{name}`",
        ))
    } else if shape.identity().is_none() && !around.has_header {
        Some((
            "nothing in the envelope identifies the error",
            "put `$code` where the code belongs, `$name` for the name of the entry or `$type` for a \
             URI; if a header carries the code, name it under `codes: { header: X-Error-Code }`",
        ))
    } else if around.docs.url.is_none() && shape.has(Slot::DocsUrl) {
        Some((
            "the envelope carries `$docs_url`, but the catalog has no docs URL",
            "set `docs.url`, or give the member the type `uri`",
        ))
    } else {
        None
    };
    if let Some((message, help)) = fault {
        problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, message).at(place, "this shape").help(help),
        );
    }
}

/// Whether every body carries a slot: it is not the value of a member that may be absent.
pub(super) fn demands(shape: &Shape, slot: Slot) -> bool {
    match shape {
        Shape::Object { members, .. } => members.iter().any(|member| match &member.shape {
            Shape::Slot(found) => *found == slot && !member.optional && !member.or_null,
            shape => demands(shape, slot),
        }),
        Shape::Array(element) => demands(element, slot),
        Shape::Slot(found) => *found == slot,
        Shape::Type(_) | Shape::Constant(_) => false,
    }
}
