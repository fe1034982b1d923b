//! The HTTP statuses of an error: one, a list of them or `none`.

use serde_json::{Value as Json, json};

use crate::decode::{Decode, Definitions, wrong_type};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The value of `status`.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusSpec {
    /// Where it is.
    pub span: Span,
    /// The statuses, ascending; empty for `none`.
    pub statuses: Vec<u16>,
    /// Whether it was reported as wrong.
    pub faulty: bool,
}

impl Decode for StatusSpec {
    const KNOWN_FALLBACK: bool = true;

    fn decode(node: &Node<'_>, problems: &mut Problems) -> StatusSpec {
        let before = problems.count();
        let mut statuses = match &node.value {
            Value::List(nodes) if nodes.is_empty() => {
                problems.push(
                    Diagnostic::error(&rule::WRONG_TYPE, "expected a status, found an empty list")
                        .at(node.span, "nothing between the brackets")
                        .help("write a status, or `none` if the API documents none"),
                );
                Vec::new()
            }
            Value::List(nodes) => nodes.iter().filter_map(|node| status(node, problems)).collect(),
            _ if node.as_text() == Some("none") => Vec::new(),
            _ => status(node, problems).into_iter().collect::<Vec<_>>(),
        };
        statuses.sort_unstable();
        statuses.dedup();
        let faulty = problems.count() > before || matches!(node.value, Value::Refused);
        StatusSpec { span: node.span, statuses, faulty }
    }

    fn fallback() -> StatusSpec {
        StatusSpec { span: Span::default(), statuses: Vec::new(), faulty: true }
    }

    fn schema(_: &mut Definitions) -> Json {
        let one = json!({ "type": "integer", "minimum": 100, "maximum": 599 });
        json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }, { "const": "none" }] })
    }
}

/// What is meant by a text with statuses and something else: `409, 423`, `409 Conflict`, `1_00`.
fn meant(text: &str) -> Option<String> {
    let is_status = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text
        .split(|c: char| matches!(c, ',' | '/' | '|' | ';') || c.is_whitespace())
        .filter(|word| !word.is_empty() && !matches!(*word, "or" | "and"))
        .collect();
    if parts.len() > 1 && parts.iter().all(|word| is_status(word)) {
        return Some(format!("[{}]", parts.join(", ")));
    }
    let digits = text.replace('_', "");
    if is_status(&digits) {
        return Some(digits);
    }
    let rest = parts.get(1..)?;
    let words = !rest.is_empty() && rest.iter().all(|word| !word.contains(char::is_numeric));
    let first = parts[0].trim_end_matches([':', '-']);
    (words && is_status(first)).then(|| first.to_owned())
}

fn status(node: &Node<'_>, problems: &mut Problems) -> Option<u16> {
    let Json::Number(number) = node.to_json() else {
        if let Some(digits) = node.as_text().filter(|text| text.parse::<u16>().is_ok()) {
            problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, "expected an HTTP status, found text")
                    .at(node.span, "the quotes make it text")
                    .help(format!("write `{digits}` without quotes"))
                    .fix(node.span, digits),
            );
            return None;
        }
        match node.as_text().and_then(meant) {
            Some(written) => problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, "expected an HTTP status, found text")
                    .at(node.span, "more than a number")
                    .help(format!("write `{written}`"))
                    .fix(node.span, written),
            ),
            None => wrong_type(node, "an HTTP status, a list of them or `none`", problems),
        }
        return None;
    };
    if let Value::Plain(written) = &node.value
        && !written.chars().all(|c| c.is_ascii_digit())
            | (written.len() > 1 && written.starts_with('0'))
        && let Some(plain) = number.as_f64().filter(|number| number.fract() == 0.0)
        && (100.0..600.0).contains(&plain)
    {
        problems.push(
            Diagnostic::error(&rule::WRONG_TYPE, format!("`{written}` is read as {plain}"))
                .at(node.span, "not how a status is written")
                .help(format!("write `{plain}`"))
                .fix(node.span, plain.to_string()),
        );
        return None;
    }
    let status = number.as_u64().and_then(|number| u16::try_from(number).ok());
    let status = status.filter(|status| (100..=599).contains(status));
    if status.is_none() {
        problems.push(
            Diagnostic::error(
                &rule::STATUS_RANGE,
                format!("`{number}` is not an HTTP status (RFC 9110 §15)"),
            )
            .at(node.span, "outside 100 to 599")
            .help("write a status from 100 to 599, or `none` if the API documents none"),
        );
    }
    status
}
