//! One line per finding, for editors and `grep`.

use super::{Pieces, Report, place};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let sources = report.sources;
    Box::new(report.found.iter().map(|found| line(found, sources)))
}

fn line(found: &Diagnostic, sources: &Sources) -> String {
    let what = format!("{}[{}]: {}", found.level.name(), found.rule.id, found.message);
    // A message may quote a key or a value that contains line breaks.
    let what = what.replace(char::is_control, " ");
    match found.labels.first() {
        Some(label) => {
            let place = place(label.span, sources);
            format!("{}:{}:{}: {what}\n", place.file, place.line, place.column)
        }
        None => format!("{what}\n"),
    }
}
