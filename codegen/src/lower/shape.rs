//! The shape of the envelope: objects, arrays, slots, types and constants.

use serde_json::Value as Json;

use super::types::{self, Types};
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::language::{DETAILS, DOMAIN, OR_NULL, ShapeKind, ShapeSpec, slot, slots};
use crate::model::{Field, FieldId, Member, Shape, Slot, Visibility};
use crate::rule;
use crate::source::Span;
use crate::words::quoted;

/// What the words in a shape depend on.
pub(super) struct Context<'a> {
    /// What `$domain` stands for.
    pub domain: Option<&'a str>,
    /// Where to show findings about a shape that is not written out.
    pub at: Option<Span>,
    /// The types that the catalog declares.
    pub types: &'a Types,
    /// The fields that the catalog declares.
    pub fields: &'a [Field],
}

/// Makes the model's shape from one as written.
pub(super) fn lower(spec: &ShapeSpec, context: &Context<'_>, problems: &mut Problems) -> Shape {
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
                    named.push(lower_member(name, spec, context, problems));
                }
            }
            Shape::Object { members: named, details }
        }
        ShapeKind::Array(elements) => {
            if let [element] = &elements[..] {
                return Shape::Array(Box::new(lower(element, context, problems)));
            }
            let message = match elements.len() {
                0 => "an array without a shape".to_owned(),
                number => format!("an array with {number} shapes"),
            };
            problems.push(
                Diagnostic::error(&rule::ENVELOPE_SHAPE, message)
                    .at(spec.span, "this array")
                    .help("write the one shape that all elements share"),
            );
            Shape::Array(Box::new(Shape::Constant(Json::Null)))
        }
        ShapeKind::Word(word) => lower_word(word, spec.span, context, problems),
        ShapeKind::Constant(value) => Shape::Constant(value.clone()),
    }
}

/// Adds members to a ready-made shape, whose own come first; reports one that it already has.
pub(super) fn extend(
    shape: &mut Shape,
    members: &ShapeSpec,
    format: Option<Span>,
    context: &Context<'_>,
    problems: &mut Problems,
) {
    let Some(format) = format else {
        problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, "`members` without a ready-made format")
                .at(members.span, "these members")
                .help("move them into `shape`, or choose a `format`"),
        );
        return;
    };
    let ShapeKind::Object(written) = &members.kind else {
        problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, "`members` is not a map of members")
                .at(members.span, "not a map")
                .help("write `members: { trace_id: string }`"),
        );
        return;
    };
    let added = lower(members, context, problems);
    let (Shape::Object { members: own, .. }, Shape::Object { members: added, details }) =
        (shape, added)
    else {
        return;
    };
    let twice = |name: &str| own.iter().any(|own| own.name == name);
    let spans = written.iter().filter(|(name, _)| name.value != DETAILS);
    for ((name, _), member) in spans.zip(&added) {
        if twice(&member.name) {
            problems.push(
                Diagnostic::error(
                    &rule::ENVELOPE_SHAPE,
                    format!("the format already has a member `{}`", member.name),
                )
                .at(name.span, "this member")
                .also(format, "the format")
                .help("remove the member, or write out the whole `shape`"),
            );
        }
    }
    if details {
        problems.push(
            Diagnostic::error(&rule::ENVELOPE_SHAPE, "the details are added to a format")
                .at(members.span, "`...` in these members")
                .help("remove `...`: the format says where details are"),
        );
    }
    own.extend(added);
}

/// Checks that `...` stands for the details and nothing else.
fn check_details(spec: &ShapeSpec, problems: &mut Problems) {
    if !matches!(&spec.kind, ShapeKind::Word(word) if slot(word) == Some(Slot::Details)) {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                "`...` stands for something other than the details",
            )
            .at(spec.span, "not `$details`")
            .help("write `...: $details`, or give the member a name"),
        );
    }
}

/// Where a word first appears in a shape, whether or not it may be null there.
pub(super) fn word_at(spec: &ShapeSpec, word: &str) -> Option<Span> {
    match &spec.kind {
        ShapeKind::Object(members) => members.iter().find_map(|(_, member)| word_at(member, word)),
        ShapeKind::Array(elements) => elements.iter().find_map(|element| word_at(element, word)),
        ShapeKind::Word(found) => {
            let alone = found.strip_suffix(OR_NULL).map_or(&found[..], str::trim_end);
            (alone == word).then_some(spec.span)
        }
        ShapeKind::Constant(_) => None,
    }
}

/// Checks that no member appears twice: `name` and `name?` are different keys but the same member.
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
                format!("the member `{alone}` appears twice in this object"),
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
    context: &Context<'_>,
    problems: &mut Problems,
) -> Member {
    let (name_alone, optional) = match name.value.strip_suffix('?') {
        Some(name) => (name, true),
        None => (name.value.as_str(), false),
    };
    if name_alone.is_empty() || name_alone.contains(['.', '[', ']', '"', '\\']) {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                format!("`{}` cannot be a member name", name.value),
            )
            .at(name.span, "no path could refer to it")
            .help("use a name without `.`, brackets, quotes or backslashes"),
        );
    }
    let (or_null, shape) = match &spec.kind {
        ShapeKind::Word(word) if word.starts_with('$') && word.ends_with(OR_NULL) => {
            let word = word[..word.len() - OR_NULL.len()].trim_end();
            let shape = lower_word(word, spec.span, context, problems);
            (matches!(shape, Shape::Slot(_)), shape)
        }
        _ => (false, lower(spec, context, problems)),
    };
    Member {
        name: name_alone.to_owned(),
        optional,
        or_null,
        description: None,
        example: None,
        shape,
    }
}

/// The slot of a word, which may name a field of the catalog; reports a field that no body may have.
fn slot_of(word: &str, span: Span, context: &Context<'_>, problems: &mut Problems) -> Option<Slot> {
    if let Some(slot) = slot(word) {
        return Some(slot);
    }
    let named = |field: &Field| word.strip_prefix('$') == Some(&field.name);
    let at = context.fields.iter().position(named)?;
    if context.fields[at].visibility == Visibility::Internal {
        problems.push(
            Diagnostic::error(
                &rule::ENVELOPE_SHAPE,
                format!("the envelope carries `{word}`, which is internal"),
            )
            .at(span, "everyone who gets an error would see it")
            .help("remove it from the envelope, or `visibility` from the field"),
        );
    }
    Some(Slot::Field(FieldId::from_index(at)))
}

fn lower_word(word: &str, span: Span, context: &Context<'_>, problems: &mut Problems) -> Shape {
    let found = if let Some(text) = word.strip_prefix('=').map(str::trim) {
        if !text.is_empty() {
            return Shape::Constant(Json::from(text));
        }
        Diagnostic::error(&rule::ENVELOPE_SHAPE, "a constant without text")
            .at(span, "nothing after the `=`")
            .help("write `= text`")
    } else if word == DOMAIN {
        if let Some(domain) = context.domain {
            return Shape::Constant(Json::from(domain));
        }
        Diagnostic::error(
            &rule::ENVELOPE_SHAPE,
            "the envelope carries `$domain` but sets no `domain`",
        )
        .at(context.at.unwrap_or(span), "needs a domain")
        .help("add `domain` to the envelope, as in `domain: shop.example.com`")
    } else if word.starts_with('$') {
        if let Some(slot) = slot_of(word, span, context, problems) {
            return Shape::Slot(slot);
        }
        let fields: Vec<String> =
            context.fields.iter().map(|field| format!("${}", field.name)).collect();
        let known = || slots().into_iter().chain(fields.iter().map(String::as_str));
        let help = if word.ends_with(OR_NULL) {
            "only the value of a member can be null: write the word alone".to_owned()
        } else if word.starts_with("$arguments<") {
            "write `$details<string>` for an object with each detail as text, or `$arguments` for a \
             list of those that the message shows"
                .to_owned()
        } else {
            did_you_mean(word, known(), || format!("write one of {}", quoted(known())))
        };
        Diagnostic::error(&rule::ENVELOPE_SHAPE, format!("there is no envelope slot `{word}`"))
            .at(span, "not a slot")
            .help(help)
    } else {
        if let Some(ty) = types::parse(word, context.types) {
            return Shape::Type(ty);
        }
        let word = Spanned { value: word.to_owned(), span };
        types::unknown(&rule::ENVELOPE_SHAPE, &word, context.types)
    };
    problems.push(found);
    Shape::Constant(Json::Null)
}
