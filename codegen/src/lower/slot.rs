//! Slots that every body has: each code has a value for them.

use super::envelope::demands;
use super::shape::word_at;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{EnvelopeSpec, word};
use crate::model::{Catalog, FieldId, Slot};
use crate::rule;
use crate::visible;

/// Reports codes without a value for a slot that every body has. Those without a category, a status
/// and a gRPC status have rules of their own.
pub(super) fn check(catalog: &Catalog, spec: &EnvelopeSpec, problems: &mut Problems) {
    let own = [Slot::Cause, Slot::Resolution, Slot::Retry, Slot::RetryBoolean, Slot::Action];
    // A code without a value of a field that is not optional was reported.
    let optional = catalog.fields_with_ids().filter(|(_, field)| field.optional);
    let fields = optional.map(|(id, _): (FieldId, _)| Slot::Field(id));
    for slot in own.into_iter().chain(fields) {
        if !demands(&catalog.envelope.shape, slot) {
            continue;
        }
        let (word, key) = words(catalog, slot);
        let mut written = [&spec.shape, &spec.members].into_iter().flatten();
        let at = written.find_map(|shape| word_at(shape, &word));
        for code in &catalog.codes {
            if catalog.constant(code, slot).is_some() || problems.any_within(code.span) {
                continue;
            }
            let mut found = Diagnostic::error(
                &rule::MISSING_VALUE,
                format!(
                    "`{}` has no {key}, but the envelope requires one",
                    visible::word(&code.name)
                ),
            )
            .at(code.span, "no value for the body");
            if let Some(at) = at {
                found = found.also(at, "every body has it");
            }
            problems.push(found.help(format!(
                "add it to the entry, or write `{word} | null` or `name?` in the envelope"
            )));
        }
    }
}

/// How the envelope names a slot, and how an entry names what it holds.
fn words(catalog: &Catalog, slot: Slot) -> (String, String) {
    match slot {
        Slot::Field(id) => {
            let name = &catalog[id].name;
            (format!("${name}"), format!("`{name}`"))
        }
        slot => {
            let word = word(slot).unwrap_or_default();
            let key = word.trim_start_matches('$').trim_end_matches("<boolean>");
            (word.to_owned(), format!("`{key}`"))
        }
    }
}
