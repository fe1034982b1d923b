//! One line per finding, for editors and `grep`.

use super::{Pieces, Report, position};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::visible::word;

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let sources = report.sources;
    Box::new(report.found.iter().map(|found| line(found, sources)))
}

fn line(found: &Diagnostic, sources: &Sources) -> String {
    let what = format!("{}[{}]: {}", found.level.name(), found.rule.id, found.message);
    match found.labels.first() {
        Some(label) => {
            let position = position(label.span, sources);
            format!("{}:{}:{}: {what}\n", word(position.file), position.line, position.column)
        }
        None => format!("{what}\n"),
    }
}
