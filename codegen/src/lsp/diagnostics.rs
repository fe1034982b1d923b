//! Findings as editors show them.

use lsp_types::{
    Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, Range, Uri,
};

use crate::diagnostic::{Diagnostic, Level};
use crate::source::Span;

/// A finding in the file of its first label.
pub(super) fn shown(
    found: &Diagnostic,
    range: &dyn Fn(Span) -> Range,
    uri: &dyn Fn(u32) -> Option<Uri>,
) -> Shown {
    let first = found.labels.first();
    let mut message = found.message.clone();
    if let Some(label) = first.filter(|label| !label.text.is_empty()) {
        message.push_str(": ");
        message.push_str(&label.text);
    }
    if let Some(help) = &found.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let related = found.labels.iter().skip(1).filter_map(|label| {
        let location = Location { uri: uri(label.span.file)?, range: range(label.span) };
        Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
    });
    let related: Vec<_> = related.collect();
    Shown {
        range: first.map_or_else(Range::default, |label| range(label.span)),
        severity: Some(severity(found.level)),
        code: Some(NumberOrString::String(found.rule.id.to_owned())),
        source: Some("errbook".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Shown::default()
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        // Some editors hide hints.
        Level::Hint | Level::Off => DiagnosticSeverity::INFORMATION,
    }
}

/// What keeps a project from being checked, at the beginning of a file.
pub(super) fn failure(text: &str) -> Shown {
    Shown {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("errbook".to_owned()),
        message: text.to_owned(),
        ..Shown::default()
    }
}
