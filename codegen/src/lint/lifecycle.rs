//! Deprecated codes and their replacements.

use std::collections::HashSet;

use super::context::{Context, Entry};
use super::findings::{Findings, Lint, of_catalog};
use crate::decode::Spanned;
use crate::rule;

pub(super) const LINTS: &[Lint] = &[
    of_catalog(&rule::MISSING_REPLACEMENT, missing_replacement),
    of_catalog(&rule::DEPRECATED_REPLACEMENT, deprecated_replacement),
    of_catalog(&rule::REPLACEMENT_CYCLE, replacement_cycle),
];

fn missing_replacement(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let Some(deprecated) = &entry.spec.deprecated else { continue };
        if deprecated.replaced_by.is_none() && deprecated.note.is_none() {
            found.push(
                found
                    .finding(format!("`{}` is deprecated without a replacement", entry.code.name))
                    .at(entry.name.span, "deprecated")
                    .help("add `replaced_by`, or a `note` that says what clients should do now"),
            );
        }
    }
}

/// The replacement of a deprecated code.
fn replacement<'a>(entry: &Entry<'a>) -> Option<&'a Spanned<String>> {
    entry.spec.deprecated.as_ref()?.replaced_by.as_ref()
}

fn deprecated_replacement(context: &Context<'_>, found: &mut Findings) {
    // Codes in a cycle have their own finding.
    let cycle: HashSet<usize> = cycles(context).into_iter().flatten().collect();
    let own = context.entries.iter().enumerate().filter(|(at, _)| !cycle.contains(at));
    let own = own.filter_map(|(_, entry)| replacement(entry));
    let retired = &context.files.catalog.retired.0;
    let retired = retired.iter().filter_map(|(_, retired)| retired.replaced_by.as_ref());
    for code in own.chain(retired) {
        let Some(entry) = context.entry(&code.value) else { continue };
        if entry.code.deprecated.is_none() {
            continue;
        }
        let help = match replacement(entry) {
            Some(next) => format!("name `{}`, which replaces it in turn", next.value),
            None => "name a code that is not deprecated".to_owned(),
        };
        found.push(
            found
                .finding(format!("the replacement `{}` is deprecated too", code.value))
                .at(code.span, "replaces one deprecated code with another")
                .also(entry.name.span, "deprecated")
                .help(help),
        );
    }
}

fn replacement_cycle(context: &Context<'_>, found: &mut Findings) {
    for cycle in cycles(context) {
        let (Some(first), Some(last)) = (cycle.first(), cycle.last()) else { continue };
        let (first, last) = (&context.entries[*first], &context.entries[*last]);
        let Some(code) = replacement(last) else { continue };
        found.push(
            found
                .finding(format!("the replacements of `{}` lead back to it", code.value))
                .at(code.span, "closes the cycle")
                .also(first.name.span, "the cycle starts here")
                .help("replace one of them with a code that is in use"),
        );
    }
}

/// The entries of each cycle of replacements, in the order of the replacements.
fn cycles(context: &Context<'_>) -> Vec<Vec<usize>> {
    // The first walk to reach each code: a walk that gets back to its own code has found a cycle.
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
            next = code.and_then(|code| context.names.positions.get(code.value.as_str()).copied());
        }
        if let Some(at) = next.filter(|at| walks[*at] == walk) {
            cycles
                .extend(path.iter().position(|step| *step == at).map(|from| path.split_off(from)));
        }
    }
    cycles
}
