//! The envelope: its shape, its slots, the fields that describe it, and paths into it.

use serde_json::Value as Json;

use super::types;
use crate::decode::{Prose, Spanned, TextOr};
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::model::{Docs, Envelope, Member, PathStep, Shape, Slot, display_path};
use crate::rule;
use crate::source::Span;
use crate::spec::{EnvelopeSpec, SLOTS, ShapeKind, ShapeSpec, slots};

/// The envelope, and whether all of its shape could be read: where not, what seems to lack may
/// well be there.
pub(super) fn lower(spec: &EnvelopeSpec, docs: &Docs, problems: &mut Problems) -> (Envelope, bool) {
    let mut shape = lower_shape(&spec.shape, problems);
    let written = spec.shape.span;
    let sound = written != Span::default() && !problems.any_within(written);
    // A mistyped slot is one finding, not two.
    if sound {
        check_slots(&spec.shape, &shape, docs, problems);
    }
    for (path, field) in &spec.fields.0 {
        let found = parse_path(&path.value).and_then(|steps| member(&mut shape, &steps));
        let Some(member) = found else {
            if !unread(&shape, sound) {
                problems.push(unknown_path(path, &shape));
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
    let envelope = Envelope {
        description: spec.description.as_ref().map(Prose::text),
        content_type: spec.content_type.clone().unwrap_or_else(|| "application/json".to_owned()),
        shape,
    };
    (envelope, sound)
}

/// Whether a part of the envelope stands for one that was reported.
pub(super) fn unread(shape: &Shape, sound: bool) -> bool {
    let fallback = match shape {
        Shape::Object(members) => members.is_empty(),
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
        Shape::Slot(Slot::Details) => value.is_object(),
        Shape::Slot(_) => value.is_string(),
        Shape::Constant(constant) => constant == value,
        Shape::Object(_) | Shape::Array(_) => false,
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

fn lower_shape(spec: &ShapeSpec, problems: &mut Problems) -> Shape {
    match &spec.kind {
        ShapeKind::Object(members) => {
            one_member_a_name(members, problems);
            Shape::Object(
                members.iter().map(|(name, spec)| lower_member(name, spec, problems)).collect(),
            )
        }
        ShapeKind::Array(elements) => {
            if let [element] = &elements[..] {
                return Shape::Array(Box::new(lower_shape(element, problems)));
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
        ShapeKind::Word(word) => lower_word(word, spec.span, problems),
        ShapeKind::Constant(value) => Shape::Constant(value.clone()),
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

fn lower_member(name: &Spanned<String>, spec: &ShapeSpec, problems: &mut Problems) -> Member {
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
        shape: lower_shape(spec, problems),
    }
}

fn lower_word(word: &str, span: Span, problems: &mut Problems) -> Shape {
    if word.starts_with('$') {
        if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == word) {
            return Shape::Slot(*slot);
        }
        let help = match nearest(word, slots()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("slots are {}", crate::decode::list(slots())),
        };
        problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, format!("there is no envelope slot `{word}`"))
                .at(span, "not a slot")
                .help(help),
        );
    } else if let Some(ty) = types::parse(word) {
        return Shape::Type(ty);
    } else {
        problems.push(unknown_type(&rule::ENVELOPE_SHAPE, word, span));
    }
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
fn check_slots(spec: &ShapeSpec, shape: &Shape, docs: &Docs, problems: &mut Problems) {
    let fault = if !matches!(shape, Shape::Object(_)) {
        Some(("the envelope is not an object", "begin the shape with the name of a member"))
    } else if !has_slot(shape, Slot::Code) {
        Some(("the envelope does not carry the code", "put `$code` where the code belongs"))
    } else if docs.url.is_none() && has_slot(shape, Slot::DocsUrl) {
        Some((
            "the envelope carries `$docs_url`, and the catalog has no docs URL",
            "set `docs.url`, or give the member the type `uri`",
        ))
    } else {
        None
    };
    if let Some((message, help)) = fault {
        problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, message)
                .at(spec.span, "this shape")
                .help(help),
        );
    }
}

/// Whether a slot stands anywhere in a shape.
pub(super) fn has_slot(shape: &Shape, slot: Slot) -> bool {
    match shape {
        Shape::Object(members) => members.iter().any(|member| has_slot(&member.shape, slot)),
        Shape::Array(element) => has_slot(element, slot),
        Shape::Slot(found) => *found == slot,
        Shape::Type(_) | Shape::Constant(_) => false,
    }
}

/// Reads `errors[].field`; nothing where it is not a path.
pub(super) fn parse_path(source: &str) -> Option<Vec<PathStep>> {
    let mut steps = Vec::new();
    for part in source.split('.') {
        let name = part.trim_end_matches("[]");
        if name.is_empty() || name.contains(['[', ']']) {
            return None;
        }
        steps.push(PathStep::Member(name.to_owned()));
        steps.extend((0..(part.len() - name.len()) / 2).map(|_| PathStep::Each));
    }
    Some(steps)
}

/// The member at a path that ends with a member's name.
fn member<'a>(shape: &'a mut Shape, path: &[PathStep]) -> Option<&'a mut Member> {
    match (shape, path) {
        (Shape::Object(members), [PathStep::Member(name), rest @ ..]) => {
            let found = members.iter_mut().find(|member| member.name == *name)?;
            if rest.is_empty() { Some(found) } else { member(&mut found.shape, rest) }
        }
        (Shape::Array(element), [PathStep::Each, rest @ ..]) => member(element, rest),
        _ => None,
    }
}

/// The shape at the longest beginning of a path that the envelope has, and the steps beyond it.
pub(super) fn resolve<'a, 'p>(
    shape: &'a Shape,
    path: &'p [PathStep],
) -> (&'a Shape, &'p [PathStep]) {
    match (shape, path) {
        (Shape::Object(members), [PathStep::Member(name), rest @ ..]) => {
            match members.iter().find(|member| member.name == *name) {
                Some(member) => resolve(&member.shape, rest),
                None => (shape, path),
            }
        }
        (Shape::Array(element), [PathStep::Each, rest @ ..]) => resolve(element, rest),
        _ => (shape, path),
    }
}

/// The path to the details slot, if the envelope has one.
pub(super) fn details_path(shape: &Shape) -> Option<Vec<PathStep>> {
    match shape {
        Shape::Slot(Slot::Details) => Some(Vec::new()),
        Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => None,
        Shape::Array(element) => Some(prepend(PathStep::Each, details_path(element)?)),
        Shape::Object(members) => members.iter().find_map(|member| {
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
    let mut known = Vec::new();
    collect_paths(shape, &mut Vec::new(), &mut known);
    let help = match nearest(&path.value, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("the envelope has {}", crate::decode::list(known.iter().map(String::as_str)))
        }
    };
    Diagnostic::error(
        &rule::ENVELOPE_SHAPE,
        format!("the envelope has nothing at the path `{}`", path.value),
    )
    .at(path.span, "this path")
    .help(help)
}

fn collect_paths(shape: &Shape, path: &mut Vec<PathStep>, found: &mut Vec<String>) {
    match shape {
        Shape::Object(members) => {
            for member in members {
                path.push(PathStep::Member(member.name.clone()));
                found.push(display_path(path));
                collect_paths(&member.shape, path, found);
                path.pop();
            }
        }
        Shape::Array(element) => {
            path.push(PathStep::Each);
            collect_paths(element, path, found);
            path.pop();
        }
        Shape::Slot(_) | Shape::Type(_) | Shape::Constant(_) => {}
    }
}
