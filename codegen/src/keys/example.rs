//! The examples of keys: excerpts of a small project in which every key occurs.

use serde_json::Value as Json;

use super::schema::{alternatives, properties, referred};
use super::{Example, Found};
use crate::config;
use crate::decode::Definitions;
use crate::diagnostic::Problems;
use crate::source::{SourceFile, Sources, Span, line_start};
use crate::yaml::{self, Node, Value};

/// The files of the sample, each with its object and its text.
pub const SAMPLE: [(&str, &str, &str); 6] = [
    ("errbook.toml", "Config", include_str!("example/errbook.toml")),
    ("shop/catalog.yaml", "Catalog", include_str!("example/registry/shop/catalog.yaml")),
    ("shop/orders.yaml", "Section", include_str!("example/registry/shop/orders.yaml")),
    (
        "shop/payments/cards.yaml",
        "Section",
        include_str!("example/registry/shop/payments/cards.yaml"),
    ),
    ("billing/catalog.yaml", "Catalog", include_str!("example/registry/billing/catalog.yaml")),
    ("billing/invoices.yaml", "Section", include_str!("example/registry/billing/invoices.yaml")),
];

/// How many lines of a file an example shows.
const LINES: usize = 10;

/// The example of each key, with its object.
pub(super) fn examples(definitions: &Definitions) -> Found {
    let mut found = Found::new();
    for (file, object, text) in SAMPLE {
        let sources = Sources::from_texts([(file, text)]);
        let Some(source) = sources.files().first() else { continue };
        let mut problems = Problems::default();
        let root = match object {
            "Config" => config::parse(file, source, &mut problems),
            _ => yaml::parse(0, source, &mut problems),
        };
        let schema = serde_json::json!({ "$ref": format!("#/definitions/{object}") });
        if let Some(root) = root {
            let mut walk = Walk { file, source, definitions, found: &mut found };
            walk.visit(&root, &schema);
        }
    }
    found
}

/// A walk over a file and the schemas of what is in it.
struct Walk<'a> {
    file: &'static str,
    source: &'a SourceFile,
    definitions: &'a Definitions,
    found: &'a mut Found,
}

impl Walk<'_> {
    fn visit(&mut self, node: &Node<'_>, schema: &Json) {
        let definitions = self.definitions;
        alternatives(schema).for_each(|one| self.visit(node, one));
        let name = referred(schema);
        let schema = name.map_or(schema, |name| &definitions[name]);
        match &node.value {
            Value::List(nodes) if schema["items"].is_object() => {
                for node in nodes {
                    self.visit(node, &schema["items"]);
                }
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    let known = properties(schema).find(|(known, _)| **known == key.text);
                    let whole = Span { end: value.span.end, ..key.span };
                    match (name, known) {
                        (Some(object), Some((key, schema))) => {
                            self.note(object, key, whole);
                            self.visit(value, schema);
                        }
                        _ => self.visit(value, &schema["additionalProperties"]),
                    }
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, object: &str, key: &str, at: Span) {
        if !self.found.iter().any(|(of, name, _)| of == object && name == key) {
            let text = excerpt(&self.source.text, at, is_toml(self.file));
            let example = Example { file: self.file, text };
            self.found.push((object.to_owned(), key.to_owned(), example));
        }
    }
}

/// Whether a file of the sample is TOML.
pub(super) fn is_toml(file: &str) -> bool {
    file == SAMPLE[0].0
}

/// The lines of a key and its value, without their indent; in TOML, below the heading of its table.
fn excerpt(text: &str, at: Span, is_toml: bool) -> String {
    let start = line_start(text, at.start as usize);
    let end = text[..at.end as usize].trim_end().len();
    let end = text[end..].find('\n').map_or(text.len(), |more| end + more);
    let written = &text[start..end.max(start)];
    let indent = written.len() - written.trim_start_matches(' ').len();
    let mut lines: Vec<&str> = Vec::new();
    if is_toml && written.starts_with('[') {
        // The span of a table is that of its heading.
        return table(&text[start..]);
    }
    if is_toml {
        lines.extend(text[..start].lines().rev().find(|line| line.starts_with('[')));
    }
    let own = written.lines().map(|line| line.get(indent..).unwrap_or_default());
    lines.extend(own);
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines.push("# …");
    }
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The first table of a TOML file.
fn table(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.is_empty()).take(LINES);
    lines.flat_map(|line| [line, "\n"]).collect()
}
