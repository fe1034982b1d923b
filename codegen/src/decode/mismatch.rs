//! The findings about a node that does not fit.

use std::path::Path;

use super::synonyms;
use crate::diagnostic::{Diagnostic, Problems, did_you_mean, only_near};
use crate::rule;
use crate::source::Span;
use crate::words::quoted;
use crate::yaml::{Node, Value, closed, in_quotes};

/// How the keys of a map are written in the file of a place.
fn each_key(key: &str, place: Span, problems: &Problems) -> String {
    let ending = problems.source(place).and_then(|file| Path::new(&file.path).extension());
    if ending.is_some_and(|ending| ending == "toml") {
        format!("write a table, with each key on a line of its own: `{key} = …`")
    } else {
        format!("write each key on a line of its own: `{key}: value`")
    }
}

pub(crate) fn wrong_type(node: &Node<'_>, expected: &str, problems: &mut Problems) {
    if matches!(node.value, Value::Refused) {
        return;
    }
    let kind = node.kind();
    if let Some(found) = meant(node, expected, problems) {
        problems.push(found);
        return;
    }
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
        Value::List(nodes)
            if expected == "a map"
                && nodes.first().is_some_and(|node| matches!(node.value, Value::Map(_))) =>
        {
            "remove the `- ` in front of each: they are the keys of a map".to_owned()
        }
        // A list of names in the place of a map is most often a list of its keys.
        value if expected == "a map" => {
            let first = match value {
                Value::List(nodes) => nodes.first().and_then(Node::as_text),
                _ => node.as_text(),
            };
            let key = first.filter(|text| !text.is_empty() && !text.contains(char::is_whitespace));
            each_key(key.unwrap_or("key"), node.span, problems)
        }
        _ if expected.starts_with("a map") => each_key("key", node.span, problems),
        Value::Plain(text) if expected == "text" && kind != "nothing" => {
            format!("put it in quotes: \"{text}\"")
        }
        Value::Plain(word) if kind == "nothing" && expected == "text" && !word.is_empty() => {
            format!(
                "write a text here, put it in quotes if the word `{word}` is meant, or remove the key"
            )
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

/// The finding for a value that is meant to be something that has another form.
fn meant(node: &Node<'_>, expected: &str, problems: &Problems<'_>) -> Option<Diagnostic> {
    let found = |help: String| {
        let kind = node.kind();
        Diagnostic::error(&rule::WRONG_TYPE, format!("expected {expected}, found {kind}"))
            .at(node.span, format!("this is {kind}"))
            .help(help)
    };
    match (&node.value, expected) {
        (Value::Plain(word), "a map for a deprecation") if word == "true" => {
            let help = "write `{}`, or say more: `{ since: \"2.0\", replaced_by: other_code }`";
            Some(found(help.to_owned()).fix(node.span, "{}"))
        }
        (Value::Plain(word), "a map for a deprecation") if word == "false" => {
            Some(found("remove the key: a code without it is not deprecated".to_owned()))
        }
        (Value::List(nodes), "a map") => {
            let names: Vec<&str> = nodes.iter().map(Node::as_text).collect::<Option<_>>()?;
            let (span, before) = brackets(node.span, problems)?;
            if !before.ends_with("details:") || names.is_empty() {
                return None;
            }
            let details = names.iter().map(|name| format!("{name}: {{ type: string }}"));
            let full = format!("{{ {} }}", details.collect::<Vec<_>>().join(", "));
            Some(found(format!("give each its type: `{full}`")).fix_if_asked(span, full))
        }
        (Value::List(_) | Value::Map(_), "text") => {
            let (span, _) = brackets(node.span, problems)?;
            let written = problems.written(span)?;
            let sign = written.chars().next()?;
            let help = format!("put the text in quotes: `{sign}` begins {} in YAML", node.kind());
            // A name in braces is a placeholder, a list in brackets may be one.
            let sure = matches!(&node.value, Value::Map(entries)
                if entries.iter().all(|(_, value)| matches!(&value.value, Value::Plain(it) if it.is_empty())));
            let (found, quotes) = (found(help), in_quotes(written));
            Some(if sure { found.fix(span, quotes) } else { found.fix_if_asked(span, quotes) })
        }
        _ => None,
    }
}

/// The whole of a list or map in brackets that is on one line, and what is before it on the line.
fn brackets<'s>(node: Span, problems: &Problems<'s>) -> Option<(Span, &'s str)> {
    let source = &problems.source(node)?.text;
    let start = node.start as usize;
    let line = source[start..].lines().next()?;
    let end = closed(line)? + 1;
    let rest = line[end..].trim_start();
    let before = source[..start].lines().next_back()?.trim_end();
    let end = node.start + u32::try_from(end).ok()?;
    (rest.is_empty() || rest.starts_with(['#', ',', '}'])).then_some((Span { end, ..node }, before))
}

/// The finding for a value in other words than those of the language.
pub(super) fn instead(node: &Node<'_>, found: &str, known: &str) -> Diagnostic {
    Diagnostic::error(&rule::UNKNOWN_VALUE, format!("unknown value `{found}`"))
        .at(node.span, "not one of the choices")
        .help(format!("write `{known}`"))
        .fix(node.span, known)
}

pub(crate) fn unknown_value(
    node: &Node<'_>,
    found: &str,
    known: &[&'static str],
    problems: &mut Problems,
) {
    if let Some(known) = synonyms::of_value(found, known) {
        problems.push(instead(node, found, known));
        return;
    }
    let help = did_you_mean(found, known.iter().copied(), || {
        format!("write one of {}", quoted(known.iter().copied()))
    });
    let mut finding = Diagnostic::error(&rule::UNKNOWN_VALUE, format!("unknown value `{found}`"))
        .at(node.span, "not one of the choices")
        .help(help);
    if let Some(near) = only_near(found, known.iter().copied()) {
        // `SNAKE_CASE` may also be short for `SCREAMING_SNAKE_CASE`.
        let plain = |word: &str| word.to_lowercase().replace('-', "_");
        let part = plain(found);
        finding = match known.iter().find(|known| **known != near && plain(known).contains(&part)) {
            Some(other) => {
                finding.help(format!("write `{near}` or `{other}`")).fix_if_asked(node.span, near)
            }
            None => finding.fix(node.span, near),
        };
    }
    problems.push(finding);
}

/// Whether a character looks like a space but is a letter to YAML.
fn false_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}
