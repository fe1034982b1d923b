//! What a document says and the catalog does not.

use std::collections::BTreeMap;

use super::contradiction;
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Draft, Section};
use crate::words::count;

/// Tells what was not read, and what has no place.
pub(super) fn check(draft: &Draft, found: &mut Vec<Diagnostic>) {
    for cell in &draft.unread {
        found.push(
            contradiction(cell.text.clone())
                .at(cell.span, "not imported")
                .help("if it belongs to a code, write that into the catalog by hand"),
        );
    }
    for cell in &draft.doubts {
        found.push(
            contradiction(cell.text.clone())
                .at(cell.span, "named here")
                .help("find out what the API sends, and write it into the document or the catalog"),
        );
    }
    let mut lost: BTreeMap<u32, Vec<&Section>> = BTreeMap::new();
    let texts = |section: &Section| section.description.len() + section.notes.len();
    for section in &draft.sections {
        let empty = section.entries.is_empty() && section.tables.is_empty();
        if let Some(heading) = section.heading.as_ref().filter(|_| empty && texts(section) > 0) {
            lost.entry(heading.span.file).or_default().push(section);
        }
    }
    for sections in lost.values() {
        let number = sections.iter().map(|section| texts(section)).sum();
        let message = format!("{} under headings without codes", count(number, "text"));
        let mut finding = contradiction(message);
        for heading in sections.iter().filter_map(|section| section.heading.as_ref()) {
            finding = if finding.labels.is_empty() {
                finding.at(heading.span, "not imported")
            } else {
                finding.also(heading.span, "not imported")
            };
        }
        let help = "put what readers need into the catalog's `description`";
        found.push(finding.help(help));
    }
}
