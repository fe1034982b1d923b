//! One JSON object per line, described by `finding.schema.json` next to this module.

use serde::Serialize;

use super::{Pieces, Position, Report, position};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

#[derive(Serialize)]
struct Finding<'a> {
    level: &'static str,
    rule: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<Label<'a>>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(flatten)]
    position: Position<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    position: Position<'a>,
    replacement: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Edit<'a>>,
    sure: bool,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    position: Position<'a>,
    replacement: &'a str,
}

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let sources = report.sources;
    Box::new(report.found.iter().map(|found| line(found, sources)))
}

fn line(found: &Diagnostic, sources: &Sources) -> String {
    let labels = found
        .labels
        .iter()
        .map(|label| Label { position: position(label.span, sources), text: &label.text });
    let finding = Finding {
        level: found.level.name(),
        rule: found.rule.id,
        message: &found.message,
        help: found.help.as_deref(),
        labels: labels.collect(),
        fix: found.fix.as_ref().map(|fix| Fix {
            position: position(fix.span, sources),
            replacement: &fix.replacement,
            elsewhere: fix
                .elsewhere
                .iter()
                .map(|(span, replacement)| Edit { position: position(*span, sources), replacement })
                .collect(),
            sure: fix.sure,
        }),
    };
    let mut line = serde_json::to_string(&finding).expect("strings and numbers");
    line.push('\n');
    line
}
