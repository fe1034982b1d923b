//! TOML as the same tree of nodes as YAML, so that one decoder reads both.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::{SourceFile, Span};
use crate::yaml::{Key, Node, Value, check_escapes, check_text};

/// Parses a file; reports a syntax error, and characters that are not allowed.
pub(super) fn parse<'s>(
    file: u32,
    source: &'s SourceFile,
    problems: &mut Problems,
) -> Option<Node<'s>> {
    if !check_text(file, source, problems) {
        return None;
    }
    match DeTable::parse(&source.text) {
        Ok(table) => {
            let span = span(file, &table.span());
            let root = Node { span, value: Value::Map(entries(file, table.into_inner())) };
            check_escapes(&root, source, problems);
            Some(root)
        }
        Err(error) => {
            let at = error.span().unwrap_or(0..0);
            problems.push(
                Diagnostic::error(&rule::TOML_SYNTAX, error.message().trim().replace('\n', "; "))
                    .at(span(file, &at), "not valid TOML")
                    .help("see https://toml.io for the syntax"),
            );
            None
        }
    }
}

fn entries(file: u32, table: DeTable<'_>) -> Vec<(Key<'_>, Node<'_>)> {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = span(file, &key.span());
            (Key { span: key_span, text: key.into_inner() }, node(file, value))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

fn node(file: u32, value: Spanned<DeValue<'_>>) -> Node<'_> {
    let span = span(file, &value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Table(table) => Value::Map(entries(file, table)),
        DeValue::Array(array) => {
            Value::List(array.into_iter().map(|value| node(file, value)).collect())
        }
        DeValue::Boolean(boolean) => Value::Plain(boolean.to_string().into()),
        DeValue::Integer(integer) => Value::Plain(integer.to_string().into()),
        DeValue::Float(float) => Value::Plain(float.to_string().into()),
        DeValue::Datetime(datetime) => Value::Text(datetime.to_string().into()),
    };
    Node { span, value }
}

fn span(file: u32, range: &Range<usize>) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: narrow(range.start), end: narrow(range.end) }
}
