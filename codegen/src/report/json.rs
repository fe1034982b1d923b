//! A JSON object a line. `finding.schema.json` beside this module describes it.

use serde::Serialize;

use super::{Pieces, Report, place};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

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
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    replacement: &'a str,
    sure: bool,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let sources = report.sources;
    Box::new(report.found.iter().map(|found| line(found, sources)))
}

fn line(found: &Diagnostic, sources: &Sources) -> String {
    let at = |span: Span| {
        let super::Place { file, line, column, end_line, end_column } = place(span, sources);
        Place { file, line, column, end_line, end_column }
    };
    let labels =
        found.labels.iter().map(|label| Label { place: at(label.span), text: &label.text });
    let finding = Finding {
        level: found.level.name(),
        rule: found.rule.id,
        message: &found.message,
        help: found.help.as_deref(),
        labels: labels.collect(),
        fix: found.fix.as_ref().map(|fix| Fix {
            place: at(fix.span),
            replacement: &fix.replacement,
            sure: fix.sure,
        }),
    };
    let mut line = serde_json::to_string(&finding).expect("strings and numbers");
    line.push('\n');
    line
}
