//! An API description: its version, and its operations with the nodes around them.

use percent_encoding::percent_decode_str;
use serde_json::Value as Json;

use super::Item;
use crate::diagnostic::{Diagnostic, Problems};
use crate::model::{METHODS, Vocabulary};
use crate::rule;
use crate::source::{SourceFile, Span};
use crate::targets::OpenapiVersion as Version;
use crate::yaml::{self, Key, Marks, Node, Value};

/// The entries of a map.
pub(super) type Entries<'s> = [(Key<'s>, Node<'s>)];

/// An API description, or a file with what it says of one path.
pub(super) struct Document<'s> {
    pub(super) version: Version,
    /// Where the version is.
    number: Span,
    pub(super) root: Node<'s>,
    pub(super) marks: Marks,
    /// The path, if the file has only its operations.
    path: Option<String>,
}

/// An operation in a description.
#[derive(Clone, Copy)]
pub(super) struct Operation<'d, 's> {
    /// The key of its path.
    pub(super) path: &'d str,
    /// Its method as it is sent.
    pub(super) method: &'d str,
    /// The key of its method.
    pub(super) key: &'d Key<'s>,
    /// Its value.
    pub(super) node: &'d Node<'s>,
    /// The map that holds all operations of its path.
    pub(super) item: &'d Node<'s>,
    /// The map of operations within that, if OpenAPI has no key for the method.
    pub(super) additional: Option<&'d Node<'s>>,
}

/// Where a path has the operations with other methods than those of [`METHODS`].
pub(super) const ADDITIONAL: &str = "additionalOperations";

impl<'s> Document<'s> {
    /// Reads a description; reports why it is not one.
    pub(super) fn read(
        source: &'s SourceFile,
        file: u32,
        problems: &mut Problems,
    ) -> Option<Document<'s>> {
        let start = Span { file, start: 0, end: 0 };
        let before = problems.count();
        let Some((root, marks)) = yaml::parse_foreign(file, source, problems) else {
            if problems.count() == before {
                problems.push(fault(start, "the API description is empty", "nothing here"));
            }
            return None;
        };
        let number = entry(&root, "openapi").map(|(_, node)| (node.span, scalar(node)));
        let (number, version) = match number {
            Some((span, Some(number))) if number.starts_with("3.0") => (span, Version::V3_0),
            Some((span, Some(number))) if number.starts_with("3.1") => (span, Version::V3_1),
            Some((span, Some(number))) if number.starts_with("3.") => (span, Version::V3_2),
            Some((span, _)) => {
                problems.push(fault(
                    span,
                    "unsupported OpenAPI version",
                    "neither 3.0, 3.1 nor 3.2",
                ));
                return None;
            }
            None => {
                let first = entries(&root).and_then(<[_]>::first).map(|(key, _)| key.span);
                problems.push(fault(
                    first.unwrap_or(root.span),
                    "the file is not an API description",
                    "no key `openapi` at the top level",
                ));
                return None;
            }
        };
        Some(Document { version, number, root, marks, path: None })
    }

    /// Reads a file to which a description refers for the operations of a path.
    pub(super) fn read_item(
        source: &'s SourceFile,
        file: u32,
        item: &Item,
        problems: &mut Problems,
    ) -> Option<Document<'s>> {
        let (root, marks) = yaml::parse_foreign(file, source, problems)?;
        if entries(&root).is_none() {
            problems.push(
                fault(root.span, "the file has no operations of a path", "not a map")
                    .also(item.span, "this reference leads to it"),
            );
            return None;
        }
        let path = Some(item.path.clone());
        Some(Document { version: item.version, number: item.span, root, marks, path })
    }

    /// The finding for a description to whose version no generated document fits.
    pub(super) fn unsupported(&self) -> Diagnostic {
        let version = self.version.word();
        let message = format!("the project renders no OpenAPI {version} document of the errors");
        fault(self.number, message, "a description can only refer to a document of its version")
            .help(format!(
                "add `{version}` to the option `versions` of the target `openapi` and run \
                 `errbook generate`, or name a document with `--components`"
            ))
    }

    /// An operation among the data of the whole file.
    pub(super) fn operation_in<'j>(
        &self,
        root: &'j mut Json,
        operation: &Operation<'_, '_>,
    ) -> Option<&'j mut Json> {
        let mut item = match &self.path {
            Some(_) => root,
            None => root.get_mut("paths")?.get_mut(operation.path)?,
        };
        if operation.additional.is_some() {
            item = item.get_mut(ADDITIONAL)?;
        }
        item.get_mut(operation.key.text.as_ref())
    }

    /// The operations, in the order of the description.
    pub(super) fn operations(&self) -> Vec<Operation<'_, 's>> {
        let mut operations = Vec::new();
        let own = self.path.iter().map(|path| (path.as_str(), &self.root));
        let paths = self.paths().iter().map(|(path, item)| (&*path.text, item));
        for (path, item) in own.chain(paths) {
            for (key, node) in entries(item).unwrap_or_default() {
                if let Some(method) = self.method(&key.text) {
                    operations.push(Operation { path, method, key, node, item, additional: None });
                } else if key.text == ADDITIONAL && self.version == Version::V3_2 {
                    let others = entries(node).unwrap_or_default().iter();
                    let others = others.filter(|(key, _)| !METHODS.contains(&&*key.text));
                    operations.extend(others.map(|(key, of)| {
                        let method = &*key.text;
                        Operation { path, method, key, node: of, item, additional: Some(node) }
                    }));
                }
            }
        }
        operations
    }

    /// The method of a key among the operations of a path.
    fn method(&self, key: &str) -> Option<&'static str> {
        let known = |method: &&&str| *method != &"QUERY" || self.version == Version::V3_2;
        let mut known = METHODS.iter().filter(known);
        known.find(|method| method.to_ascii_lowercase() == key).copied()
    }

    /// The paths whose operations are elsewhere.
    pub(super) fn elsewhere(&self) -> Vec<Item> {
        let elsewhere = self.paths().iter().filter_map(|(path, item)| {
            let (span, reference) = match entry(item, "$ref") {
                Some((_, node)) => (node.span, scalar(node)),
                None if entries(item).is_none() => (item.span, None),
                None => return None,
            };
            let file = reference.filter(|to| !to.contains(['#', '?']) && !to.contains("://"));
            let file = file.filter(|file| !file.is_empty() && !file.starts_with('/'));
            let file = file.map(|file| percent_decode_str(file).decode_utf8_lossy().into_owned());
            Some(Item { path: path.text.to_string(), span, version: self.version, file })
        });
        elsewhere.collect()
    }

    fn paths(&self) -> &Entries<'s> {
        if self.path.is_some() {
            return &[];
        }
        entry(&self.root, "paths").and_then(|(_, paths)| entries(paths)).unwrap_or_default()
    }
}

/// The finding for an API description that cannot be annotated.
pub(super) fn fault(span: Span, message: impl Into<String>, label: &str) -> Diagnostic {
    Diagnostic::error(&rule::API_DESCRIPTION, message)
        .at(span, label)
        .help("annotate an OpenAPI 3.0, 3.1 or 3.2 document, in YAML or JSON")
}

/// The entries of a node that is a map.
pub(super) fn entries<'d, 's>(node: &'d Node<'s>) -> Option<&'d Entries<'s>> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

/// The entry of a map with this key.
pub(super) fn entry<'d, 's>(node: &'d Node<'s>, key: &str) -> Option<&'d (Key<'s>, Node<'s>)> {
    entries(node)?.iter().find(|(known, _)| known.text == key)
}

/// The text of a scalar.
pub(super) fn scalar<'d>(node: &'d Node<'_>) -> Option<&'d str> {
    match &node.value {
        Value::Plain(text) | Value::Text(text) => Some(text),
        _ => None,
    }
}
