//! What a catalog declares and nothing uses.

use std::collections::HashSet;

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::model::{PathStep, Place};
use crate::rule;
use crate::source::Span;
use crate::spec::{ShapeKind, ShapeSpec};

pub(super) fn unused_category(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let used: HashSet<&str> =
        context.entries.iter().filter_map(|entry| entry.code.category.as_deref()).collect();
    for (id, _) in &context.files.catalog.categories.0 {
        if !used.contains(id.value.as_str()) {
            found.push(
                Diagnostic::of(
                    &rule::UNUSED_CATEGORY,
                    format!("no code is of the category `{}`", id.value),
                )
                .at(id.span, "declared for nothing")
                .help("remove it, or give it to the codes that it is for"),
            );
        }
    }
}

pub(super) fn unused_action(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let catalog = &context.files.catalog;
    let mut used: HashSet<&str> =
        context.entries.iter().filter_map(|entry| entry.code.action.as_deref()).collect();
    let steps = catalog.handling.iter().flat_map(|spec| spec.steps.iter().chain(&spec.otherwise));
    let asked = steps.filter_map(|step| step.action.as_ref());
    let inherited = catalog.categories.0.iter().filter_map(|(_, spec)| spec.action.as_ref());
    used.extend(asked.chain(inherited).map(|action| action.value.as_str()));
    for (id, _) in &catalog.actions.0 {
        if !used.contains(id.value.as_str()) {
            found.push(
                Diagnostic::of(
                    &rule::UNUSED_ACTION,
                    format!("nothing asks for the action `{}`", id.value),
                )
                .at(id.span, "declared for nothing")
                .help("remove it, or name it as the `action` of a code"),
            );
        }
    }
}

pub(super) fn unused_details(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut slots = Vec::new();
    details_slots(&context.files.catalog.envelope.shape, &mut Vec::new(), &mut slots);
    for (span, path) in slots {
        let lies_in_it =
            |place: &Place| matches!(place, Place::Body(steps) if steps.starts_with(&path));
        let mut details = context.entries.iter().flat_map(|entry| &entry.code.details);
        if !details.any(|detail| lies_in_it(&detail.place)) {
            found.push(
                Diagnostic::of(&rule::UNUSED_DETAILS, "no code has details for this place")
                    .at(span, "always empty")
                    .help("remove the member, or declare the `details` of the codes that fill it"),
            );
        }
    }
}

/// The details slots of an envelope: where each is written, and its path.
fn details_slots(
    shape: &ShapeSpec,
    path: &mut Vec<PathStep>,
    slots: &mut Vec<(Span, Vec<PathStep>)>,
) {
    match &shape.kind {
        ShapeKind::Word(word) if word == "$details" => slots.push((shape.span, path.clone())),
        ShapeKind::Word(_) | ShapeKind::Constant(_) => {}
        ShapeKind::Object(members) => {
            for (name, shape) in members {
                let name = name.value.strip_suffix('?').unwrap_or(&name.value);
                path.push(PathStep::Member(name.to_owned()));
                details_slots(shape, path, slots);
                path.pop();
            }
        }
        ShapeKind::Array(shapes) => {
            path.push(PathStep::Each);
            for shape in shapes {
                details_slots(shape, path, slots);
            }
            path.pop();
        }
    }
}

pub(super) fn empty_section(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (section, file) in &context.sections {
        if section.entries.is_empty() && section.tables.is_empty() {
            found.push(
                Diagnostic::of(
                    &rule::EMPTY_SECTION,
                    format!("the section `{}` has neither codes nor tables", section.id),
                )
                .at(file.section.section.span, "nothing below this heading")
                .help("add codes under `errors`, or remove the file"),
            );
        }
    }
}
