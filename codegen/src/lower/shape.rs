//! The shape of the envelope: objects, arrays, slots, types and constants.

use serde_json::Value as Json;

use super::types::{self, Types};
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::language::{DETAILS, DOMAIN, ShapeKind, ShapeSpec, slot, slots};
use crate::model::{Member, Shape, Slot};
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

/// Whether a word appears anywhere in a shape.
pub(super) fn mentions(spec: &ShapeSpec, word: &str) -> bool {
    match &spec.kind {
        ShapeKind::Object(members) => members.iter().any(|(_, member)| mentions(member, word)),
        ShapeKind::Array(elements) => elements.iter().any(|element| mentions(element, word)),
        ShapeKind::Word(found) => found == word,
        ShapeKind::Constant(_) => false,
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
    Member {
        name: name_alone.to_owned(),
        optional,
        description: None,
        example: None,
        shape: lower(spec, context, problems),
    }
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
        if let Some(slot) = slot(word) {
            return Shape::Slot(slot);
        }
        let help = did_you_mean(word, slots(), || format!("write one of {}", quoted(slots())));
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
