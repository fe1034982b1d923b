//! Examples that contradict each other.

use serde_json::Value;

use super::context::Context;
use super::findings::{Findings, Lint, of_catalog};
use crate::decode::TextOr;
use crate::example::{self, Content, of_envelope, response};
use crate::model::{Shape, display_path};
use crate::rule;

pub(super) const LINTS: &[Lint] =
    &[of_catalog(&rule::EXAMPLE_CONTRADICTION, example_contradiction)];

/// The page of a catalog shows the response with one code, and below it the examples of members. Those
/// of members that every code fills in must say the same.
fn example_contradiction(context: &Context<'_>, found: &mut Findings) {
    let Some(code) = of_envelope(context.catalog) else { return };
    let Content::Body(body) = response(context.catalog, code).content else { return };
    for (path, field) in &context.files.catalog.envelope.value.fields.0 {
        let TextOr::Full(field) = field else { continue };
        let Some(example) = &field.example else { continue };
        let Some(shown) = at(&context.catalog.envelope.shape, &body, &path.value) else { continue };
        if *shown == example.value.0 {
            continue;
        }
        found.push(
            found
                .finding(format!(
                    "the example of `{}` is not what the example response has",
                    path.value
                ))
                .at(example.span, format!("the response shows that of `{}`", code.name))
                .help(format!("write `{shown}`, or name the code in the example of `$code`")),
        );
    }
}

/// What a body has for a slot of the envelope.
fn at<'b>(shape: &Shape, body: &'b Value, path: &str) -> Option<&'b Value> {
    let mut members = shape.members().into_iter();
    let (steps, member) = members.find(|(steps, _)| display_path(steps) == path)?;
    if !matches!(member.shape, Shape::Slot(slot) if !slot.is_details()) {
        return None;
    }
    example::at(body, &steps)
}
