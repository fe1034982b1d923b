//! What a catalog declares and nothing uses.

use std::collections::HashSet;

use super::Context;
use crate::diagnostic::Diagnostic;
use crate::rule;

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
