//! YAML 1.2 to a tree of nodes that know where they stand.
//!
//! The tree keeps duplicate keys out, with a finding for each, and every scalar's own spelling.
//! Aliases, tags and further documents have no place in a registry and are findings too.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError};
use serde_json::{Number, Value as Json};

use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::{SourceFile, Span};

/// A value of a YAML document.
#[derive(Debug, Clone)]
pub struct Node<'s> {
    /// Where it stands; for a list or a map from its first entry to its last.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Value<'s> {
    /// A scalar without quotes, whose spelling decides its type.
    Plain(Cow<'s, str>),
    /// A scalar that is text whatever its spelling: quoted, or a block.
    Text(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// A map without duplicate keys.
    Map(Vec<(Key<'s>, Node<'s>)>),
}

/// The key of a map's entry.
#[derive(Debug, Clone)]
pub struct Key<'s> {
    /// Where it stands.
    pub span: Span,
    /// Its spelling.
    pub text: Cow<'s, str>,
}

impl Node<'_> {
    /// What the node is, for messages: "a list".
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Text(_) => "text",
            Value::Plain(text) => match resolve(text) {
                Some(Json::Null) => "nothing",
                Some(Json::Bool(_)) => "a boolean",
                Some(_) => "a number",
                None => "text",
            },
        }
    }

    /// The text of a scalar that is text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Plain(text) if resolve(text).is_none() => Some(text),
            _ => None,
        }
    }

    /// The node as JSON, scalars by the core schema (YAML 1.2 §10.3).
    #[must_use]
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Plain(text) => resolve(text).unwrap_or_else(|| Json::from(text.as_ref())),
            Value::Text(text) => Json::from(text.as_ref()),
            Value::List(nodes) => nodes.iter().map(Node::to_json).collect(),
            Value::Map(entries) => Json::Object(
                entries.iter().map(|(key, node)| (key.text.to_string(), node.to_json())).collect(),
            ),
        }
    }
}

/// The value of a plain scalar by the core schema (YAML 1.2 §10.3.2), where it is not text.
fn resolve(text: &str) -> Option<Json> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Json::Null),
        "true" | "True" | "TRUE" => Some(Json::Bool(true)),
        "false" | "False" | "FALSE" => Some(Json::Bool(false)),
        _ if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => {
            number(text).map(Json::Number)
        }
        _ => None,
    }
}

fn number(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().map(Number::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok().map(Number::from);
    }
    let numeric = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    if !numeric || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match text.parse::<i64>() {
        Ok(integer) => Some(Number::from(integer)),
        Err(_) => text.parse::<f64>().ok().and_then(Number::from_f64),
    }
}

/// Reads a file's one document. Every finding goes to `problems`; a syntax error ends the file
/// and yields nothing.
pub fn parse<'s>(file: u32, source: &'s SourceFile, problems: &mut Problems) -> Option<Node<'s>> {
    if let Some(at) = source.not_utf8 {
        problems.push(
            Diagnostic::error(&rule::ENCODING, "the file is not UTF-8")
                .at(point(file, &source.text, at), "this is not UTF-8")
                .help("save the file with the encoding UTF-8"),
        );
        return None;
    }
    let mut builder =
        Builder { file, text: &source.text, problems, parents: Vec::new(), root: None };
    // A byte order mark is no part of the document (YAML 1.2 §5.2), and the parser's offsets
    // count from behind it.
    for event in Parser::new_from_str(&source.text) {
        match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                builder.syntax_error(&error);
                return None;
            }
        }
    }
    if builder.root.is_none() {
        builder.problems.push(
            Diagnostic::error(&rule::MISSING_KEY, "the file is empty")
                .at(Span { file, start: 0, end: 0 }, "nothing here")
                .help("add the file's content, or remove the file"),
        );
    }
    builder.root
}

/// A list or map whose end has not been seen.
enum Open<'s> {
    List(Span, Vec<Node<'s>>),
    Map {
        span: Span,
        entries: Vec<(Key<'s>, Node<'s>)>,
        /// Where the keys of the first entries stand; see [`place`].
        places: HashMap<Cow<'s, str>, Span>,
        key: Option<Key<'s>>,
    },
}

struct Builder<'s, 'p> {
    file: u32,
    text: &'s str,
    problems: &'p mut Problems,
    parents: Vec<Open<'s>>,
    root: Option<Node<'s>>,
}

impl<'s> Builder<'s, '_> {
    fn event(&mut self, event: Event<'s>, at: granit_parser::Span) {
        let span = self.span(at.start, at.end);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                let value = match style {
                    ScalarStyle::Plain => Value::Plain(text),
                    _ => Value::Text(text),
                };
                self.node(Node { span, value });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                self.parents.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                self.parents.push(Open::Map {
                    span,
                    entries: Vec::new(),
                    places: HashMap::new(),
                    key: None,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end =
                    |span: Span, last: Option<u32>| Span { end: last.unwrap_or(span.end), ..span };
                let node = match self.parents.pop() {
                    Some(Open::List(span, nodes)) => {
                        let span = end(span, nodes.last().map(|node| node.span.end));
                        Node { span, value: Value::List(nodes) }
                    }
                    Some(Open::Map { span, entries, .. }) => {
                        let span = end(span, entries.last().map(|(_, node)| node.span.end));
                        Node { span, value: Value::Map(entries) }
                    }
                    None => return,
                };
                self.node(node);
            }
            Event::Alias(_) => {
                self.unsupported(span, "an alias", "write the value out in its place");
                self.node(Node { span, value: Value::Plain(Cow::Borrowed("")) });
            }
            _ => {}
        }
    }

    /// Puts a finished node where it belongs: under its key, in its list, or at the top.
    fn node(&mut self, node: Node<'s>) {
        match self.parents.last_mut() {
            None if self.root.is_some() => {
                self.unsupported(node.span, "a second document", "move it to a file of its own");
            }
            None => self.root = Some(node),
            Some(Open::List(_, nodes)) => nodes.push(node),
            Some(Open::Map { entries, places, key, .. }) => match key.take() {
                None => {
                    let (Value::Plain(text) | Value::Text(text)) = node.value else {
                        let kind = node.kind();
                        *key = Some(Key { span: node.span, text: Cow::Borrowed("") });
                        self.problems.push(
                            Diagnostic::error(&rule::WRONG_TYPE, format!("{kind} cannot be a key"))
                                .at(node.span, "expected a name")
                                .help("put quotes around the key where it begins with a bracket"),
                        );
                        return;
                    };
                    *key = Some(Key { span: node.span, text });
                }
                Some(key) => match place(&key.text, entries, places) {
                    Some(first) => self.problems.push(
                        Diagnostic::error(
                            &rule::DUPLICATE_KEY,
                            format!("the key `{}` stands twice in this map", key.text),
                        )
                        .at(key.span, "the second one")
                        .also(first, "the first one")
                        .help("remove one of the two, or join them"),
                    ),
                    None => entries.push((key, node)),
                },
            },
        }
    }

    fn refuse(&mut self, span: Span, anchor: usize, tag: bool) {
        if anchor > 0 {
            self.unsupported(span, "an anchor", "remove the `&name`; write shared values out");
        }
        if tag {
            self.unsupported(span, "a tag", "remove the `!name`");
        }
    }

    fn unsupported(&mut self, span: Span, what: &str, help: &str) {
        self.problems.push(
            Diagnostic::error(
                &rule::UNSUPPORTED_YAML,
                format!("{what} has no place in a registry"),
            )
            .at(span, "not supported here")
            .help(help),
        );
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let at = self.offset(*error.marker());
        let line = &self.text[..at];
        let line_start = line.rfind('\n').map_or(0, |line_end| line_end + 1);
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let indent = &line[..line.len() - line.trim_start().len()];
        let diagnostic = if let Some(tab) = indent.find('\t') {
            Diagnostic::error(&rule::YAML_SYNTAX, "a tab in the indentation")
                .at(point(self.file, self.text, line_start + tab), "this is a tab")
                .help("indent with spaces: YAML allows no tabs here")
        } else {
            let mut message = error.info();
            if let Some(first) = message.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            Diagnostic::error(&rule::YAML_SYNTAX, message)
                .at(point(self.file, self.text, at), "the YAML does not parse here")
                .help(hint(line))
        };
        self.problems.push(diagnostic);
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        let (start, end) = (self.offset(start), self.offset(end));
        // A block scalar's span takes in the line break behind it.
        let end = start + self.text[start..end.max(start)].trim_end().len();
        Span { file: self.file, start: narrow(start), end: narrow(end) }
    }

    fn offset(&self, marker: Marker) -> usize {
        let mut at = marker.byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Where a key stands among a map's entries. In a map of few keys it is faster to look at each than
/// to hash; a larger one gets its `places` when they are asked for.
fn place<'s>(
    key: &str,
    entries: &[(Key<'s>, Node<'s>)],
    places: &mut HashMap<Cow<'s, str>, Span>,
) -> Option<Span> {
    if entries.len() < 16 {
        return entries.iter().find(|(known, _)| known.text == key).map(|(known, _)| known.span);
    }
    for (known, _) in &entries[places.len()..] {
        places.insert(known.text.clone(), known.span);
    }
    places.get(key).copied()
}

/// What most often mends a line that does not parse.
fn hint(line: &str) -> &'static str {
    let value = line.trim_start().split_once(':').map_or(line, |(_, value)| value).trim_start();
    if value.starts_with('`') || value.starts_with('@') || value.starts_with('%') {
        "put the text between quotes: YAML keeps this first character for itself"
    } else if value.contains(": ") || value.contains(" #") {
        "put the text between quotes: `: ` and ` #` have a meaning in YAML"
    } else if line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1 {
        "close the quotes; inside single quotes write an apostrophe twice"
    } else {
        "check the indentation and the quotes of this line and the one above it"
    }
}

/// The character at an offset, or the empty stretch at the end of the text.
fn point(file: u32, text: &str, at: usize) -> Span {
    let at = at.min(text.len());
    let width = text[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    Span { file, start: narrow(at), end: narrow(at + width) }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).expect("a source file is smaller than 4 GiB")
}
