//! TOML as the same tree of nodes as YAML, so that one decoder reads both.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::{SourceFile, Span};
use crate::yaml::{Key, Node, Value, check_escapes, check_text, nested_too_deep};

/// Parses a file; reports a syntax error, and characters that are not allowed.
pub fn parse<'s>(file: u32, source: &'s SourceFile, problems: &mut Problems) -> Option<Node<'s>> {
    if !check_text(file, source, problems) {
        return None;
    }
    match DeTable::parse(&source.text) {
        Ok(table) => {
            let mut tree = Tree { file, deepest: problems.limits().nesting, too_deep: None };
            let span = span(file, &table.span());
            let entries = tree.entries(table.into_inner(), 1);
            if let Some(at) = tree.too_deep {
                problems.push(nested_too_deep(tree.deepest).at(at, "too deep"));
                return None;
            }
            let root = Node { span, value: Value::Map(entries) };
            check_escapes(&root, source, problems);
            Some(root)
        }
        Err(error) => {
            let at = span(file, &error.span().unwrap_or(0..0));
            let message = error.message().trim().replace('\n', "; ");
            problems.push(if message.contains("recurs") {
                Diagnostic::error(
                    &rule::LIMIT,
                    "lists and maps nested deeper than TOML files may be",
                )
                .at(at, "too deep")
                .help("close the brackets, or flatten the value")
            } else {
                Diagnostic::error(&rule::TOML_SYNTAX, message)
                    .at(at, "not valid TOML")
                    .help("see https://toml.io for the syntax")
            });
            None
        }
    }
}

/// Makes the tree of nodes.
struct Tree {
    file: u32,
    /// How deep lists and maps may be nested.
    deepest: u64,
    /// The first list or map that is too deep.
    too_deep: Option<Span>,
}

impl Tree {
    fn entries<'s>(&mut self, table: DeTable<'s>, depth: u64) -> Vec<(Key<'s>, Node<'s>)> {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = span(self.file, &key.span());
                (Key { span: key_span, text: key.into_inner() }, self.node(value, depth))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    /// A value in a list or map at this depth.
    fn node<'s>(&mut self, value: Spanned<DeValue<'s>>, depth: u64) -> Node<'s> {
        let span = span(self.file, &value.span());
        let nested = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        if nested && depth >= self.deepest {
            self.too_deep.get_or_insert(span);
            return Node { span, value: Value::Refused };
        }
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Table(table) => Value::Map(self.entries(table, depth + 1)),
            DeValue::Array(array) => {
                Value::List(array.into_iter().map(|value| self.node(value, depth + 1)).collect())
            }
            DeValue::Boolean(boolean) => Value::Plain(boolean.to_string().into()),
            DeValue::Integer(integer) => Value::Plain(integer.to_string().into()),
            DeValue::Float(float) => Value::Plain(float.to_string().into()),
            DeValue::Datetime(datetime) => Value::Text(datetime.to_string().into()),
        };
        Node { span, value }
    }
}

fn span(file: u32, range: &Range<usize>) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: narrow(range.start), end: narrow(range.end) }
}
