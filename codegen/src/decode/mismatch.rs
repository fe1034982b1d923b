//! The findings about a node that does not fit.

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
                format!("put it in brackets: [{text}]")
            } else {
                "write each entry on a line of its own, after `- `".to_owned()
            }
        }
        Value::Plain(text) if text.starts_with(false_space) => {
            "replace its first character, which only looks like a space, with a space".to_owned()
        }
        // A list of names in the place of a map is most often a list of its keys.
        value if expected == "a map" => {
            let first = match value {
                Value::List(nodes) => nodes.first().and_then(Node::as_text),
                _ => node.as_text(),
            };
            let key = first.filter(|text| !text.is_empty() && !text.contains(char::is_whitespace));
            format!("write each key on a line of its own: `{}: value`", key.unwrap_or("key"))
        }
        _ if expected.starts_with("a map") => {
            "write each key on a line of its own: `key: value`".to_owned()
        }
        Value::Plain(text) if expected == "text" && kind != "nothing" => {
            format!("put it in quotes: \"{text}\"")
        }
        Value::Plain(_) if kind == "nothing" => {
            format!("write {expected} here, or remove the key")
        }
        _ => format!("replace it with {expected}"),
    };
    let label =
        if kind == "nothing" { "no value here".to_owned() } else { format!("this is {kind}") };
    let mut found =
        Diagnostic::error(&rule::WRONG_TYPE, format!("expected {expected}, found {kind}"))
            .at(node.span, label)
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

/// Whether a character looks like a space but is a letter to YAML.
fn false_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}
