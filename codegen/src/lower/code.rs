//! One code: what it inherits, what it refers to, where its details travel.

use super::envelope::{
    details_path, has_slot, parse_path, resolve, unknown_path, unknown_type, unread,
};
use super::reference::Known;
use super::{links, message, naming, texts, types};
use crate::decode::{Map, Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::model::{
    Code, Delivery, Deprecated, Detail, Docs, Envelope, Example, Grpc, Kind, PathStep, Place,
    Shape, Slot, Type, Visibility,
};
use crate::names;
use crate::rule;
use crate::spec::{CategorySpec, DetailSpec, ErrorSpec, ExampleSpec, PlaceSpec};

/// What a code's entry is read against.
pub(super) struct Context<'a> {
    pub known: &'a Known<'a>,
    pub categories: &'a Map<CategorySpec>,
    pub envelope: &'a Envelope,
    /// Whether all of the envelope's shape could be read.
    pub envelope_sound: bool,
    pub docs: &'a Docs,
    pub section: usize,
    pub section_id: &'a str,
    /// The category of every code of the section that sets none.
    pub category: Option<&'a Spanned<String>>,
}

pub(super) fn lower(
    name: &Spanned<String>,
    spec: &ErrorSpec,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Code {
    let known = context.known;
    known.category(spec.category.as_ref(), problems);
    known.action(spec.action.as_ref(), problems);
    let category_id = spec.category.as_ref().or(context.category);
    let category = category_id.and_then(|id| {
        context.categories.0.iter().find(|(name, _)| name.value == id.value).map(|(_, spec)| spec)
    });
    let inherited = category.and_then(|category| category.status.as_ref());
    let status = spec.status.as_ref().or(inherited);
    if status.is_none() && (category_id.is_none() || category.is_some()) {
        problems.push(
            Diagnostic::error(&rule::MISSING_STATUS, format!("`{}` has no status", name.value))
                .at(name.span, "neither here nor in its category")
                .help("add `status: 400`, or `status: none` where the API documents none"),
        );
    }
    // A status that is missing or does not fit was reported.
    let documents_none = status.is_some_and(|status| status.statuses.is_empty() && !status.faulty);
    check_slots(name, category_id.is_some(), !documents_none, context.envelope, problems);
    let status = status.map_or_else(Vec::new, |status| status.statuses.clone());
    let deprecated = spec.deprecated.as_ref().map(|deprecated| {
        if let Some(replacement) = &deprecated.replaced_by {
            known.code(replacement, problems);
        }
        Deprecated {
            since: deprecated.since.clone(),
            replaced_by: deprecated.replaced_by.as_ref().map(|code| code.value.clone()),
            note: deprecated.note.as_ref().map(Prose::text),
        }
    });
    let action = spec.action.as_ref().or_else(|| category.and_then(|spec| spec.action.as_ref()));
    let retry = spec.retry.or_else(|| category.and_then(|spec| spec.retry));
    naming::identifiers("details", naming::spans(&spec.details.0), problems);
    let details = spec.details.0.iter();
    let details: Vec<Detail> =
        details.map(|(name, spec)| detail(name, spec, context, problems)).collect();
    check_places(&spec.details, &details, problems);
    Code {
        code: name.value.clone(),
        ident: names::pascal(&name.value),
        title: spec.title.clone().unwrap_or_else(|| names::title(&name.value)),
        description: spec.description.text(),
        message: spec.message.as_ref().map(|text| message::lower(text, &spec.details, problems)),
        cause: spec.cause.as_ref().map(Prose::text),
        resolution: spec.resolution.as_ref().map(Prose::text),
        category: category_id.map(|id| id.value.clone()),
        section: context.section,
        retry: retry.map(|retry| retry.value),
        action: action.map(|id| id.value.clone()),
        // Filled in once every operation was read.
        operations: Vec::new(),
        everywhere: false,
        details,
        delivery: spec.delivery.unwrap_or(Delivery::Body),
        grpc: grpc(spec, &status, problems),
        status,
        since: spec.since.clone(),
        deprecated,
        aliases: spec.aliases.iter().map(|alias| alias.value.clone()).collect(),
        visibility: spec.visibility.unwrap_or(Visibility::Public),
        links: links(&spec.links),
        notes: texts(&spec.notes),
        examples: spec.examples.iter().map(example).collect(),
        span: name.span,
        docs_url: context
            .docs
            .url
            .as_ref()
            .map(|url| url.replace("{code}", &name.value).replace("{section}", context.section_id)),
    }
}

fn example(spec: &ExampleSpec) -> Example {
    Example {
        title: spec.title.clone(),
        language: spec.language.clone(),
        code: spec.code.0.clone(),
    }
}

/// A slot that every body carries can be filled for every code.
fn check_slots(
    name: &Spanned<String>,
    has_category: bool,
    has_status: bool,
    envelope: &Envelope,
    problems: &mut Problems,
) {
    if !has_category && has_slot(&envelope.shape, Slot::Category) {
        problems.push(
            Diagnostic::error(
                &rule::MISSING_CATEGORY,
                format!("`{}` has no category, and the envelope carries it", name.value),
            )
            .at(name.span, "neither here nor in its section")
            .help("add `category`"),
        );
    }
    if !has_status && has_slot(&envelope.shape, Slot::Status) {
        problems.push(
            Diagnostic::error(
                &rule::MISSING_STATUS,
                format!("`{}` has no status, and the envelope carries it", name.value),
            )
            .at(name.span, "no status for the body")
            .help("give it a status"),
        );
    }
}

fn detail(
    name: &Spanned<String>,
    spec: &DetailSpec,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Detail {
    let ty = types::parse(&spec.ty.value).unwrap_or_else(|| {
        if !spec.ty.value.is_empty() {
            problems.push(unknown_type(&rule::DETAIL_TYPE, &spec.ty.value, spec.ty.span));
        }
        Type { kind: Kind::String, nullable: false }
    });
    let example = spec.example.as_ref().map(|example| {
        let known = !problems.any_within(example.span) && !problems.any_within(spec.ty.span);
        if known && !types::fits(&example.value.0, &ty) {
            problems.push(
                Diagnostic::error(
                    &rule::EXAMPLE_TYPE,
                    format!("the example is not of type `{ty}`"),
                )
                .at(example.span, "this example")
                .also(spec.ty.span, "the type")
                .help("give a value of that type"),
            );
        }
        example.value.0.clone()
    });
    Detail {
        name: name.value.clone(),
        description: spec.description.as_ref().map(Prose::text),
        ty,
        place: place(name, spec.from.as_ref(), context, problems),
        optional: spec.optional.unwrap_or(false),
        sensitive: spec.sensitive.unwrap_or(false),
        example,
    }
}

/// Two details at one place would overwrite each other.
fn check_places(specs: &Map<DetailSpec>, details: &[Detail], problems: &mut Problems) {
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

fn place(
    name: &Spanned<String>,
    spec: Option<&Spanned<PlaceSpec>>,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Place {
    let (envelope, sound) = (context.envelope, context.envelope_sound);
    let nowhere = Place::Body(Vec::new());
    let Some(from) = spec else {
        let Some(mut path) = details_path(&envelope.shape) else {
            if sound {
                problems.push(
                    Diagnostic::error(
                        &rule::DETAIL_PLACE,
                        format!("the detail `{}` travels nowhere", name.value),
                    )
                    .at(name.span, "the envelope has no `$details` slot for it")
                    .help("add `from: { body: path }` or `from: { header: Name }`"),
                );
            }
            return nowhere;
        };
        path.push(PathStep::Member(name.value.clone()));
        return Place::Body(path);
    };
    match &from.value {
        PlaceSpec { body: Some(path), header: None, parameter: None } => {
            let Some(steps) = parse_path(&path.value) else {
                problems.push(unknown_path(path, &envelope.shape));
                return nowhere;
            };
            match resolve(&envelope.shape, &steps) {
                (shape, _) if unread(shape, sound) => {}
                (Shape::Type(_), []) | (Shape::Slot(Slot::Details), _) => {}
                (Shape::Type(ty), _) if ty.kind == Kind::Object => {}
                (_, []) => problems.push(
                    Diagnostic::error(
                        &rule::DETAIL_PLACE,
                        format!("`{}` holds no detail", path.value),
                    )
                    .at(path.span, "a slot, a constant or a whole part of the envelope")
                    .help("name a member that has a type, or one below `$details`"),
                ),
                _ => problems.push(unknown_path(path, &envelope.shape)),
            }
            Place::Body(steps)
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
                    .help("write `body: path`, or `header: Name` and at will `parameter: name`"),
            );
            nowhere
        }
    }
}

/// `google.rpc.Code` by number.
const GRPC: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];

fn grpc(spec: &ErrorSpec, status: &[u16], problems: &mut Problems) -> Option<Grpc> {
    let Some(name) = &spec.grpc else {
        let [status] = status[..] else { return None };
        return by_name(derived(status)?);
    };
    let found = by_name(&name.value);
    if found.is_none() && !name.value.is_empty() {
        let help = match nearest(&name.value, GRPC) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("names are {}", crate::decode::list(GRPC)),
        };
        problems.push(
            Diagnostic::error(
                &rule::UNKNOWN_VALUE,
                format!("`{}` is not a `google.rpc.Code`", name.value),
            )
            .at(name.span, "this name")
            .help(help),
        );
    }
    found
}

fn by_name(name: &str) -> Option<Grpc> {
    let number = GRPC.iter().position(|known| *known == name)?;
    Some(Grpc { number: u8::try_from(number).ok()?, name: GRPC[number] })
}

/// The gRPC code that an HTTP status maps to, as the comments of `google.rpc.Code` pair them.
fn derived(status: u16) -> Option<&'static str> {
    Some(match status {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        409 => "ABORTED",
        429 => "RESOURCE_EXHAUSTED",
        499 => "CANCELLED",
        501 => "UNIMPLEMENTED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        500 => "INTERNAL",
        _ => match status / 100 {
            2 => "OK",
            4 => "FAILED_PRECONDITION",
            5 => "UNKNOWN",
            _ => return None,
        },
    })
}
