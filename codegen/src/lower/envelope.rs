//! The envelope: its shape, its slots and the fields that describe it.

use serde_json::Value as Json;

use super::path::{member, parse_path, unknown_path};
use super::types;
use crate::decode::{Decode as _, Map, Prose, Spanned, TextOr};
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::envelopes;
use crate::model::{CaseStyle, Docs, Envelope, Member, Shape, Slot};
use crate::rule;
use crate::source::Span;
use crate::spec::{
    DETAILS, DOMAIN, EnvelopeSpec, FieldSpec, Format, SLOTS, ShapeKind, ShapeSpec, slots,
};

/// The envelope, and whether all of its shape could be read: where not, what seems to lack may
/// well be there.
pub(super) fn lower(
    spec: &Spanned<EnvelopeSpec>,
    docs: &Docs,
    style: CaseStyle,
    problems: &mut Problems,
) -> (Envelope, bool) {
    let Spanned { value: spec, span } = spec;
    one_source(spec, *span, problems);
    check_style(spec.format, style, problems);
    let ready = spec.format.map(|format| envelopes::envelope(format.value, docs.url.is_some()));
    let none = ShapeSpec::fallback();
    let chosen = ready.as_ref().filter(|_| spec.shape.is_none());
    let written = spec.shape.as_ref().or_else(|| chosen?.shape.as_ref()).unwrap_or(&none);
    // Findings in a ready-made shape are shown at its name.
    let at = spec.format.filter(|_| chosen.is_some()).map(|format| format.span);
    let domain = spec.domain.as_ref();
    let words = Words { domain: domain.map(|domain| domain.value.as_str()), at };
    let mut shape = lower_shape(written, &words, problems);
    let place = at.unwrap_or(written.span);
    let sound = place != Span::default() && !problems.any_within(place);
    // A mistyped slot is one finding, not two.
    if sound {
        check_slots(place, &shape, docs, problems);
        if let Some(domain) = domain.filter(|_| !mentions(written, DOMAIN)) {
            problems.push(
                Diagnostic::error(
                    &rule::ENVELOPE_SHAPE,
                    "the envelope has a domain and does not carry it",
                )
                .at(domain.span, "this domain")
                .help("put `$domain` where it belongs, or remove `domain`"),
            );
        }
    }
    if let Some(ready) = chosen {
        fields(&ready.fields, &mut shape, sound, problems);
    }
    fields(&spec.fields, &mut shape, sound, problems);
    let description = |spec: &EnvelopeSpec| spec.description.as_ref().map(Prose::text);
    let content_type = |spec: &EnvelopeSpec| spec.content_type.clone();
    let envelope = Envelope {
        description: description(spec).or_else(|| description(chosen?)),
        content_type: content_type(spec)
            .or_else(|| content_type(chosen?))
            .unwrap_or_else(|| "application/json".to_owned()),
        shape,
    };
    (envelope, sound)
}

/// An envelope is either written out or chosen by its name.
fn one_source(spec: &EnvelopeSpec, span: Span, problems: &mut Problems) {
    match (&spec.format, &spec.shape) {
        (Some(format), Some(shape)) => problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, "the envelope has a format and a shape")
                .at(shape.span, "the shape")
                .also(format.span, "the format is a whole shape")
                .help("remove one of the two"),
        ),
        (None, None) if span != Span::default() => problems.push(
            Diagnostic::error(&rule::MISSING_KEY, "the envelope has neither a shape nor a format")
                .at(span, "in the map that begins here")
                .help("add `shape`, or `format` with the name of a ready-made one"),
        ),
        _ => {}
    }
}

/// Google's errors have upper-case reasons.
fn check_style(format: Option<Spanned<Format>>, style: CaseStyle, problems: &mut Problems) {
    let Some(Spanned { value: Format::Google, span }) = format else { return };
    if style != CaseStyle::ScreamingSnake && !problems.any_within(span) {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                format!("the format `google` has no codes in {style} (AIP-193)"),
            )
            .at(span, "this format")
            .help("write `style: SCREAMING_SNAKE_CASE` under `codes`, or write the shape out"),
        );
    }
}

/// Puts what is said of members where they stand.
fn fields(
    fields: &Map<TextOr<FieldSpec>>,
    shape: &mut Shape,
    sound: bool,
    problems: &mut Problems,
) {
    for (path, field) in &fields.0 {
        let found = parse_path(&path.value).and_then(|steps| member(shape, &steps));
        let Some(member) = found else {
            if !unread(shape, sound) {
                problems.push(unknown_path(path, shape));
            }
            continue;
        };
        if unread(&member.shape, sound) {
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

/// Whether a part of the envelope stands for one that was reported.
pub(super) fn unread(shape: &Shape, sound: bool) -> bool {
    let fallback = match shape {
        Shape::Object { members, details } => members.is_empty() && !details,
        Shape::Constant(value) => value.is_null(),
        _ => false,
    };
    fallback && !sound
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
        Shape::Slot(Slot::Status) => value.is_u64(),
        Shape::Slot(slot) if slot.is_details() => value.is_object(),
        Shape::Slot(_) => value.is_string(),
        Shape::Constant(constant) => constant == value,
        Shape::Object { .. } | Shape::Array(_) => false,
    };
    if fits {
        member.example = Some(value.clone());
    } else if !problems.any_within(example.span) {
        problems.push(
            Diagnostic::error(&rule::EXAMPLE_TYPE, "the example does not fit the member's type")
                .at(example.span, "this example")
                .help("give a value of the type that `shape` names, or remove the example"),
        );
    }
}

/// What words in a shape are read against.
struct Words<'a> {
    domain: Option<&'a str>,
    /// Where to show findings that are not about the shape as it is written.
    at: Option<Span>,
}

fn lower_shape(spec: &ShapeSpec, words: &Words<'_>, problems: &mut Problems) -> Shape {
    match &spec.kind {
        ShapeKind::Object(members) => {
            one_member_a_name(members, problems);
            let mut details = false;
            let mut named = Vec::with_capacity(members.len());
            for (name, spec) in members {
                if name.value == DETAILS {
                    details = true;
                    check_details(spec, problems);
                } else {
                    named.push(lower_member(name, spec, words, problems));
                }
            }
            Shape::Object { members: named, details }
        }
        ShapeKind::Array(elements) => {
            if let [element] = &elements[..] {
                return Shape::Array(Box::new(lower_shape(element, words, problems)));
            }
            let message = match elements.len() {
                0 => "an array without a shape in it".to_owned(),
                number => format!("an array of {number} shapes"),
            };
            problems.push(
                Diagnostic::error(&rule::ENVELOPE_SHAPE, message)
                    .at(spec.span, "this array")
                    .help("write the one shape that every element has"),
            );
            Shape::Array(Box::new(Shape::Constant(Json::Null)))
        }
        ShapeKind::Word(word) => lower_word(word, spec.span, words, problems),
        ShapeKind::Constant(value) => Shape::Constant(value.clone()),
    }
}

/// `...` stands for the details and nothing else.
fn check_details(spec: &ShapeSpec, problems: &mut Problems) {
    if !matches!(&spec.kind, ShapeKind::Word(word) if word == "$details") {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                "`...` stands for something else than details",
            )
            .at(spec.span, "not `$details`")
            .help("write `...: $details`, or give the member a name"),
        );
    }
}

/// Whether a word stands anywhere in a shape.
fn mentions(spec: &ShapeSpec, word: &str) -> bool {
    match &spec.kind {
        ShapeKind::Object(members) => members.iter().any(|(_, member)| mentions(member, word)),
        ShapeKind::Array(elements) => elements.iter().any(|element| mentions(element, word)),
        ShapeKind::Word(found) => found == word,
        ShapeKind::Constant(_) => false,
    }
}

/// `name` and `name?` are different keys and the same member.
fn one_member_a_name(members: &[(Spanned<String>, ShapeSpec)], problems: &mut Problems) {
    for (name, _) in members {
        let Some(alone) = name.value.strip_suffix('?') else { continue };
        let Some((other, _)) = members.iter().find(|(other, _)| other.value == alone) else {
            continue;
        };
        let (first, second) =
            if other.span < name.span { (other.span, name.span) } else { (name.span, other.span) };
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                format!("the member `{alone}` stands twice in this object"),
            )
            .at(second, "the second one")
            .also(first, "the first one")
            .help("remove one of the two"),
        );
    }
}

fn lower_member(
    name: &Spanned<String>,
    spec: &ShapeSpec,
    words: &Words<'_>,
    problems: &mut Problems,
) -> Member {
    let (name_alone, optional) = match name.value.strip_suffix('?') {
        Some(name) => (name, true),
        None => (name.value.as_str(), false),
    };
    if name_alone.is_empty()
        || name_alone.contains(['.', '[', ']', '"', '\\'])
        || name_alone.contains(char::is_control)
    {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                format!("`{}` cannot be a member's name", name.value),
            )
            .at(name.span, "paths to it could not be written")
            .help("use a name without `.`, brackets, quotes and backslashes"),
        );
    }
    Member {
        name: name_alone.to_owned(),
        optional,
        description: None,
        example: None,
        shape: lower_shape(spec, words, problems),
    }
}

fn lower_word(word: &str, span: Span, words: &Words<'_>, problems: &mut Problems) -> Shape {
    let found = if let Some(text) = word.strip_prefix('=').map(str::trim) {
        if !text.is_empty() {
            return Shape::Constant(Json::from(text));
        }
        Diagnostic::error(&rule::ENVELOPE_SHAPE, "a constant without a text")
            .at(span, "nothing behind the sign")
            .help("write `= text`")
    } else if word == DOMAIN {
        if let Some(domain) = words.domain {
            return Shape::Constant(Json::from(domain));
        }
        Diagnostic::error(&rule::ENVELOPE_SHAPE, "the envelope carries a domain and has none")
            .at(words.at.unwrap_or(span), "the domain belongs in it")
            .help("add `domain` to the envelope, as in `domain: shop.example.com`")
    } else if word.starts_with('$') {
        if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == word) {
            return Shape::Slot(*slot);
        }
        let help = match nearest(word, slots()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("slots are {}", crate::decode::list(slots())),
        };
        Diagnostic::error(&rule::ENVELOPE_SHAPE, format!("there is no envelope slot `{word}`"))
            .at(span, "not a slot")
            .help(help)
    } else {
        if let Some(ty) = types::parse(word) {
            return Shape::Type(ty);
        }
        unknown_type(&rule::ENVELOPE_SHAPE, word, span)
    };
    problems.push(found);
    Shape::Constant(Json::Null)
}

/// The finding for a type expression that is none.
pub(super) fn unknown_type(rule: &'static rule::Rule, word: &str, span: Span) -> Diagnostic {
    // Of `strng[] | null` one word alone is mistyped.
    let mut words = word.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let meant = words.find_map(|part| {
        let near = nearest(part, types::WORDS.iter().copied())?;
        let meant = word.replacen(part, near, 1);
        types::parse(&meant).is_some().then_some(meant)
    });
    let meant = meant.or_else(|| Some(nearest(word, types::WORDS.iter().copied())?.to_owned()));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "types are {}, each with `[]` behind it, in `map<…>`, and with `| null`",
            crate::decode::list(types::WORDS.iter().copied())
        ),
    };
    Diagnostic::error(rule, format!("there is no type `{word}`")).at(span, "not a type").help(help)
}

/// The envelope is an object that carries the code, and no slot that cannot be filled.
fn check_slots(place: Span, shape: &Shape, docs: &Docs, problems: &mut Problems) {
    let fault = if !matches!(shape, Shape::Object { .. }) {
        Some(("the envelope is not an object", "begin the shape with the name of a member"))
    } else if !shape.has(Slot::Code) {
        Some(("the envelope does not carry the code", "put `$code` where the code belongs"))
    } else if docs.url.is_none() && shape.has(Slot::DocsUrl) {
        Some((
            "the envelope carries `$docs_url`, and the catalog has no docs URL",
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

/// Whether every body carries a slot: it stands in no member of its own that may be absent.
pub(super) fn demands(shape: &Shape, slot: Slot) -> bool {
    match shape {
        Shape::Object { members, .. } => members.iter().any(|member| match &member.shape {
            Shape::Slot(found) => *found == slot && !member.optional,
            shape => demands(shape, slot),
        }),
        Shape::Array(element) => demands(element, slot),
        Shape::Slot(found) => *found == slot,
        Shape::Type(_) | Shape::Constant(_) => false,
    }
}
