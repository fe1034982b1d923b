//! SARIF 2.1.0: one run with all rules and a result for each finding.

use percent_encoding::utf8_percent_encode;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Pieces, Report, position};
use crate::address::NOT_IN_PATHS;
use crate::diagnostic::{Diagnostic, Level};
use crate::rule::RULES;
use crate::source::{Sources, Span};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Json>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<LabelText<'a>>,
}

#[derive(Serialize)]
struct LabelText<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn report<'a>(report: &Report<'a>) -> Pieces<'a> {
    let sources = report.sources;
    let results = report.found.iter().enumerate().map(|(index, found)| {
        let comma = if index == 0 { "" } else { ",\n" };
        let result = serde_json::to_string(&result(found, sources)).expect("strings and numbers");
        format!("{comma}{result}")
    });
    let end = if report.found.is_empty() { "]}]}\n" } else { "\n]}]}\n" };
    Box::new(std::iter::once(head()).chain(results).chain(std::iter::once(end.to_owned())))
}

/// Everything before the first result.
fn head() -> String {
    let rules = RULES.iter().map(|rule| {
        let help = "says what the rule checks, why it matters and how to fix what it finds.";
        json!({
            "id": rule.id,
            "shortDescription": { "text": rule.summary },
            "help": { "text": format!("`errbook explain {}` {help}", rule.id) },
            "defaultConfiguration": { "level": level(rule.level) },
        })
    });
    let driver = json!({
        "name": "errbook",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.collect::<Json>(),
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
         \"runs\":[{{\"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\
         \"results\":[\n"
    )
}

fn result<'a>(found: &'a Diagnostic, sources: &Sources) -> Finding<'a> {
    let mut text = found.message.clone();
    if let Some(help) = &found.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let mut locations = found.labels.iter().enumerate().map(|(index, label)| Location {
        id: (index > 0).then_some(index),
        physical: PhysicalLocation {
            artifact_location: artifact(label.span, sources),
            region: region(label.span, sources),
        },
        message: Some(LabelText { text: &label.text }).filter(|label| !label.text.is_empty()),
    });
    let first = locations.next();
    let fixes = found.fix.iter().map(|fix| {
        let elsewhere = fix.elsewhere.iter().map(|(span, text)| (*span, text));
        let change = |(span, text): (Span, &String)| {
            json!({
                "artifactLocation": artifact(span, sources),
                "replacements": [{
                    "deletedRegion": region(span, sources),
                    "insertedContent": { "text": text },
                }],
            })
        };
        let changes = [(fix.span, &fix.replacement)].into_iter().chain(elsewhere).map(change);
        json!({
            "description": { "text": found.help.as_deref().unwrap_or(&found.message) },
            "artifactChanges": changes.collect::<Vec<_>>(),
        })
    });
    Finding {
        rule_id: found.rule.id,
        rule_index: RULES.iter().position(|rule| rule.id == found.rule.id).unwrap_or_default(),
        level: level(found.level),
        message: Message { text },
        related_locations: locations.collect(),
        locations: first.into_iter().collect(),
        fixes: fixes.collect(),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
        Level::Off => "none",
    }
}

fn artifact(span: Span, sources: &Sources) -> Artifact {
    let path = &sources.file(span).path;
    let encoded = utf8_percent_encode(path, NOT_IN_PATHS).to_string();
    let uri = if path.starts_with('/') {
        format!("file://{encoded}")
    } else if path.get(1..3) == Some(":/") {
        format!("file:///{encoded}")
    } else if path.split('/').next().is_some_and(|first| first.contains(':')) {
        // Without the dot, the first name would be read as a scheme.
        format!("./{encoded}")
    } else {
        encoded
    };
    Artifact { uri }
}

fn region(span: Span, sources: &Sources) -> Region {
    let position = position(span, sources);
    Region {
        start_line: position.line,
        start_column: position.column,
        end_line: position.end_line,
        end_column: position.end_column,
    }
}
