//! The statuses that a document lists, and those of the codes.

use std::collections::BTreeSet;

use super::contradiction;
use crate::diagnostic::Diagnostic;
use crate::import::draft::Draft;
use crate::words::count;

/// Compares the two.
pub(super) fn check(draft: &Draft, found: &mut Vec<Diagnostic>) {
    let Some((_, first)) = draft.statuses.first() else { return };
    if draft.entries().all(|(_, entry)| entry.statuses.is_none()) {
        let number = draft.statuses.iter().map(|(status, _)| status).collect::<BTreeSet<_>>().len();
        let message = format!(
            "the document lists {}, and says of no code which it has",
            if number == 1 { "1 status".to_owned() } else { format!("{number} statuses") }
        );
        found.push(
            contradiction(message)
                .at(first.span, "the first of them")
                .help("give the codes their statuses in the catalog, and remove `status: none`"),
        );
        return;
    }
    let mut listed: BTreeSet<u16> = BTreeSet::new();
    for (status, meaning) in &draft.statuses {
        let new = listed.insert(*status);
        if new && !draft.entries().any(|(_, entry)| entry.has(*status)) {
            found.push(
                contradiction(format!("no code has status {status}"))
                    .at(meaning.span, "listed here")
                    .help("remove the status, or add the codes that have it"),
            );
        }
    }
    for (_, entry) in draft.entries() {
        let Some((statuses, at)) = &entry.statuses else { continue };
        for status in statuses.iter().filter(|status| !listed.contains(status)).collect::<Vec<_>>()
        {
            listed.insert(*status);
            let number = draft.entries().filter(|(_, entry)| entry.has(*status)).count();
            found.push(
                contradiction(format!(
                    "status {status} is not among those that the document lists"
                ))
                .at(at.span, format!("{} with it", count(number, "row")))
                .also(first.span, "the list")
                .help("add the status to the list"),
            );
        }
    }
}
