//! Workflow commands, which GitHub shows as annotations next to the changed lines.

use super::{Pieces, Position, Report, position};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::Sources;
use crate::visible::word;

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let sources = report.sources;
    Box::new(report.found.iter().map(|found| command(found, sources)))
}

fn command(found: &Diagnostic, sources: &Sources) -> String {
    let name = match found.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint | Level::Off => "notice",
    };
    let mut properties = Vec::new();
    if let Some(label) = found.labels.first() {
        let Position { file, line, column, end_line, end_column } = position(label.span, sources);
        properties.push(format!("file={}", property(file)));
        properties.push(format!("line={line},endLine={end_line}"));
        // GitHub accepts columns only within a single line.
        if line == end_line {
            properties.push(format!("col={column},endColumn={end_column}"));
        }
    }
    properties.push(format!("title={}", property(found.rule.id)));
    let mut lines = vec![found.message.clone()];
    for label in found.labels.iter().skip(1) {
        let at = position(label.span, sources);
        lines.push(format!("{}:{}:{}: {}", word(at.file), at.line, at.column, label.text));
    }
    lines.extend(found.help.iter().map(|help| format!("help: {help}")));
    format!("::{name} {}::{}\n", properties.join(","), message(&lines.join("\n")))
}

/// A message, escaped the way GitHub's runner unescapes it.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, escaped: `:` ends the properties, and `,` separates them.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
