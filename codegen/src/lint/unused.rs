//! Declarations of a catalog that nothing uses.

use std::collections::HashSet;

use super::context::Context;
use super::findings::{Findings, Lint, of_catalog};
use crate::language::{DETAILS, ShapeKind, ShapeSpec, slot};
use crate::model::{PathStep, Place, Slot};
use crate::rule;
use crate::source::Span;

pub(super) const LINTS: &[Lint] = &[
    of_catalog(&rule::UNUSED_CATEGORY, unused_category),
    of_catalog(&rule::UNUSED_ACTION, unused_action),
    of_catalog(&rule::UNUSED_DETAILS, unused_details),
    of_catalog(&rule::EMPTY_SECTION, empty_section),
];

fn unused_category(context: &Context<'_>, found: &mut Findings) {
    let of_codes = context.entries.iter().filter_map(|entry| entry.code.category);
    let used: HashSet<&str> = of_codes.map(|id| context.catalog[id].id.as_str()).collect();
    for (id, _) in &context.files.catalog.categories.0 {
        if !used.contains(id.value.as_str()) {
            found.push(
                found
                    .finding(format!("no code has the category `{}`", id.value))
                    .at(id.span, "declared but not used")
                    .help("remove it, or give it to the codes it is meant for"),
            );
        }
    }
}

fn unused_action(context: &Context<'_>, found: &mut Findings) {
    let catalog = &context.files.catalog;
    let of_codes = context.entries.iter().filter_map(|entry| entry.code.action);
    let mut used: HashSet<&str> = of_codes.map(|id| context.catalog[id].id.as_str()).collect();
    let steps = catalog.handling.iter().flat_map(|spec| spec.steps.iter().chain(&spec.otherwise));
    let asked = steps.filter_map(|step| step.action.as_ref());
    let inherited = catalog.categories.0.iter().filter_map(|(_, spec)| spec.action.as_ref());
    used.extend(asked.chain(inherited).map(|action| action.value.as_str()));
    for (id, _) in &catalog.actions.0 {
        if !used.contains(id.value.as_str()) {
            found.push(
                found
                    .finding(format!("nothing uses the action `{}`", id.value))
                    .at(id.span, "declared but not used")
                    .help("remove it, or make it the `action` of a code"),
            );
        }
    }
}

fn unused_details(context: &Context<'_>, found: &mut Findings) {
    let mut slots = Vec::new();
    // Members of a ready-made envelope cannot be removed.
    if let Some(shape) = &context.files.catalog.envelope.value.shape {
        details_slots(shape, &mut Vec::new(), &mut slots);
    }
    for slot in slots {
        let lies_in_it = |place: &Place| {
            let Place::Body(steps) = place else { return false };
            let Some(below) = steps.strip_prefix(&slot.path[..]) else { return false };
            !matches!(below, [PathStep::Member(name), ..] if slot.beside.contains(&&name[..]))
        };
        let mut details = context.entries.iter().flat_map(|entry| &entry.code.details);
        if !details.any(|detail| lies_in_it(&detail.place)) {
            found.push(
                found
                    .finding("no code has details for this slot")
                    .at(slot.span, "always empty")
                    .help("remove the member, or declare the `details` of the codes that fill it"),
            );
        }
    }
}

/// A slot for details in an envelope.
struct DetailsSlot<'a> {
    /// Where it is written.
    span: Span,
    path: Vec<PathStep>,
    /// The members next to the details, where these are not in an object of their own.
    beside: Vec<&'a str>,
}

fn details_slots<'a>(
    shape: &'a ShapeSpec,
    path: &mut Vec<PathStep>,
    slots: &mut Vec<DetailsSlot<'a>>,
) {
    match &shape.kind {
        ShapeKind::Word(word) if slot(word).is_some_and(Slot::is_details) => {
            slots.push(DetailsSlot { span: shape.span, path: path.clone(), beside: Vec::new() });
        }
        ShapeKind::Word(_) | ShapeKind::Constant(_) => {}
        ShapeKind::Object(members) => {
            let names = members.iter().map(|(name, _)| {
                let name = name.value.as_str();
                name.strip_suffix('?').unwrap_or(name)
            });
            for (name, (_, shape)) in names.clone().zip(members) {
                if name == DETAILS {
                    let beside = names.clone().collect();
                    slots.push(DetailsSlot { span: shape.span, path: path.clone(), beside });
                    continue;
                }
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

fn empty_section(context: &Context<'_>, found: &mut Findings) {
    for (section, file) in &context.sections {
        if section.entries.is_empty() && section.tables.is_empty() {
            found.push(
                found
                    .finding(format!("the section `{}` has neither codes nor tables", section.id))
                    .at(file.section.section.span, "nothing below this heading")
                    .help("add codes under `errors`, or remove the file"),
            );
        }
    }
}
