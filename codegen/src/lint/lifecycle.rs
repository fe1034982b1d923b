//! Deprecated codes and what takes their place.

use std::collections::HashSet;

use super::{Context, Entry};
use crate::decode::Spanned;
use crate::diagnostic::Diagnostic;
use crate::rule;

pub(super) fn missing_replacement(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for entry in &context.entries {
        let Some(deprecated) = &entry.spec.deprecated else { continue };
        if deprecated.replaced_by.is_none() && deprecated.note.is_none() {
            found.push(
                Diagnostic::of(
                    &rule::MISSING_REPLACEMENT,
                    format!(
                        "`{}` is deprecated, and nothing says what takes its place",
                        entry.code.code
                    ),
                )
                .at(entry.name.span, "deprecated")
                .help("add `replaced_by`, or a `note` that says what clients should do now"),
            );
        }
    }
}

/// What a code is replaced by, where it is deprecated.
fn replacement<'a>(entry: &Entry<'a>) -> Option<&'a Spanned<String>> {
    entry.spec.deprecated.as_ref()?.replaced_by.as_ref()
}

pub(super) fn deprecated_replacement(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Codes of a circle have their own finding.
    let circle: HashSet<usize> = cycles(context).into_iter().flatten().collect();
    let own = context.entries.iter().enumerate().filter(|(at, _)| !circle.contains(at));
    let own = own.filter_map(|(_, entry)| replacement(entry));
    let retired = &context.files.catalog.retired.0;
    let retired = retired.iter().filter_map(|(_, retired)| retired.replaced_by.as_ref());
    for code in own.chain(retired) {
        let Some(entry) = context.entry(&code.value) else { continue };
        if entry.code.deprecated.is_none() {
            continue;
        }
        let help = match replacement(entry) {
            Some(next) => format!("name `{}`, which takes its place in turn", next.value),
            None => "name a code that is not deprecated".to_owned(),
        };
        found.push(
            Diagnostic::of(
                &rule::DEPRECATED_REPLACEMENT,
                format!("the replacement `{}` is deprecated itself", code.value),
            )
            .at(code.span, "leads from one old code to another")
            .also(entry.name.span, "deprecated")
            .help(help),
        );
    }
}

pub(super) fn replacement_cycle(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for cycle in cycles(context) {
        let (Some(first), Some(last)) = (cycle.first(), cycle.last()) else { continue };
        let (first, last) = (&context.entries[*first], &context.entries[*last]);
        let Some(code) = replacement(last) else { continue };
        found.push(
            Diagnostic::of(
                &rule::REPLACEMENT_CYCLE,
                format!("the replacements of `{}` lead back to it", code.value),
            )
            .at(code.span, "closes the circle")
            .also(first.name.span, "where it begins")
            .help("let one of them be replaced by a code that is in use"),
        );
    }
}

/// The entries of each circle of replacements, in the order of the replacements.
fn cycles(context: &Context<'_>) -> Vec<Vec<usize>> {
    // The walk that came upon each code first: whoever comes upon a code of the same walk has gone
    // round.
    let mut walks = vec![0; context.entries.len()];
    let mut cycles = Vec::new();
    for start in 0..context.entries.len() {
        let walk = start + 1;
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| walks[*at] == 0) {
            walks[at] = walk;
            path.push(at);
            let code = replacement(&context.entries[at]);
            next = code.and_then(|code| context.places.get(code.value.as_str()).copied());
        }
        if let Some(at) = next.filter(|at| walks[*at] == walk) {
            cycles
                .extend(path.iter().position(|step| *step == at).map(|from| path.split_off(from)));
        }
    }
    cycles
}
