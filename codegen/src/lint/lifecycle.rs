//! Deprecated codes and what takes their place.

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
                    format!("`{}` is deprecated, and nothing says for what", entry.code.code),
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
    let own = context.entries.iter().filter_map(|entry| Some((entry, replacement(entry)?)));
    let own = own.filter(|(entry, _)| !in_cycle(context, entry)).map(|(_, code)| code);
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

/// Whether the replacements of a code lead back to it.
fn in_cycle(context: &Context<'_>, entry: &Entry<'_>) -> bool {
    let mut at = *entry;
    for _ in 0..context.entries.len() {
        let Some(next) = replacement(&at).and_then(|code| context.entry(&code.value)) else {
            return false;
        };
        if next.code.code == entry.code.code {
            return true;
        }
        at = *next;
    }
    false
}

pub(super) fn replacement_cycle(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // The step from which each code was reached first: who comes upon a code of the same walk has
    // gone round.
    let mut walks = vec![0; context.entries.len()];
    for (start, entry) in context.entries.iter().enumerate() {
        let walk = start + 1;
        let mut at = entry;
        let mut place = start;
        while walks[place] == 0 {
            walks[place] = walk;
            let Some(code) = replacement(at) else { break };
            let Some(next) = context.places.get(code.value.as_str()) else { break };
            if walks[*next] == walk {
                found.push(
                    Diagnostic::of(
                        &rule::REPLACEMENT_CYCLE,
                        format!("the replacements of `{}` lead back to it", code.value),
                    )
                    .at(code.span, "closes the circle")
                    .also(context.entries[*next].name.span, "where it begins")
                    .help("let one of them be replaced by a code that is in use"),
                );
                break;
            }
            place = *next;
            at = &context.entries[place];
        }
    }
}
