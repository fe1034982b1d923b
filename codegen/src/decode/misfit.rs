//! What is said of a node that does not fit.

use crate::diagnostic::{Diagnostic, Problems, did_you_mean, only_near};
use crate::rule;
use crate::words::quoted;
use crate::yaml::{Node, Value};

pub(crate) fn wrong_type(node: &Node<'_>, expected: &str, problems: &mut Problems) {
    if matches!(node.value, Value::Refused) {
        return;
    }
    let kind = node.kind();
    let help = match &node.value {
        Value::Plain(text) | Value::Text(text) if expected == "a list" && !text.is_empty() => {
            if text.len() < 40 && !text.contains(['\n', ',', '"']) {
                format!("put it between brackets: [{text}]")
            } else {
                "write a line for each entry, `- ` before it".to_owned()
            }
        }
        Value::Plain(text) if text.starts_with(false_space) => {
            "write a space in place of the character in front of it, which looks like one"
                .to_owned()
        }
        // Names that were listed are most often the keys.
        value if expected == "a map" => {
            let first = match value {
                Value::List(nodes) => nodes.first().and_then(Node::as_text),
                _ => node.as_text(),
            };
            let key = first.filter(|text| !text.is_empty() && !text.contains(char::is_whitespace));
            format!("write a line for each key: `{}: value`", key.unwrap_or("key"))
        }
        _ if expected.starts_with("a map") => "write a line for each key: `key: value`".to_owned(),
        Value::Plain(text) if expected == "text" && kind != "nothing" => {
            format!("put it between quotes: \"{text}\"")
        }
        Value::Plain(_) if kind == "nothing" => {
            format!("write {expected} here, or remove the key")
        }
        _ => format!("write {expected} in its place"),
    };
    let mut found =
        Diagnostic::error(&rule::WRONG_TYPE, format!("expected {expected}, found {kind}"))
            .at(node.span, format!("this is {kind}"))
            .help(help);
    if let Value::Plain(text) = &node.value
        && expected == "text"
        && kind != "nothing"
    {
        found = found.fix(node.span, format!("\"{text}\""));
    }
    problems.push(found);
}

pub(crate) fn unknown_value(
    node: &Node<'_>,
    found: &str,
    known: &[&'static str],
    problems: &mut Problems,
) {
    let help = did_you_mean(found, known.iter().copied(), || {
        format!("write one of {}", quoted(known.iter().copied()))
    });
    let mut finding = Diagnostic::error(&rule::UNKNOWN_VALUE, format!("unknown value `{found}`"))
        .at(node.span, "not one of the choices")
        .help(help);
    if let Some(known) = only_near(found, known.iter().copied()) {
        finding = finding.fix(node.span, known);
    }
    problems.push(finding);
}

/// A character that looks like a space and is a letter to YAML.
fn false_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}
