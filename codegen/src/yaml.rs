//! YAML 1.2 to a tree of nodes that know where they stand.
//!
//! The tree keeps duplicate keys out, with a finding for each, and every scalar's own spelling.
//! Aliases, tags and further documents have no place in a registry and are findings too.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StructureStyle};
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
    /// What was reported already: it decodes to the fallback, and nothing more is said of it.
    Refused,
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
            Value::Refused => "nothing",
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
            Value::Refused => Json::Null,
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

/// How deep lists and maps may stand in each other: no registry needs a tenth of it, and whoever
/// walks the tree calls itself for each level.
const DEPTH: usize = 100;

/// Reads a file's one document. Every finding goes to `problems`; a syntax error ends the file
/// and yields nothing. An empty file yields nothing without a finding.
pub fn parse<'s>(file: u32, source: &'s SourceFile, problems: &mut Problems) -> Option<Node<'s>> {
    read(file, source, None, problems).map(|(root, _)| root)
}

/// Reads the one document of a file that is none of the registry's, as [`parse`] does, but for
/// anchors, aliases and tags: an alias is a plain scalar with its name, a tag is passed over.
pub fn parse_foreign<'s>(
    file: u32,
    source: &'s SourceFile,
    problems: &mut Problems,
) -> Option<(Node<'s>, Marks)> {
    read(file, source, Some(Marks::default()), problems)
}

/// What a tree leaves out and an edit of the text has to know.
#[derive(Debug, Default)]
pub struct Marks {
    /// Where lists and maps between brackets end, behind the bracket, by where they begin.
    pub brackets: BTreeMap<u32, u32>,
    /// Where the nodes with an anchor begin: others may be aliases of them.
    pub anchored: BTreeSet<u32>,
}

fn read<'s>(
    file: u32,
    source: &'s SourceFile,
    foreign: Option<Marks>,
    problems: &mut Problems,
) -> Option<(Node<'s>, Marks)> {
    if let Some(at) = source.not_utf8 {
        problems.push(
            Diagnostic::error(&rule::ENCODING, "the file is not UTF-8")
                .at(point(file, &source.text, at), "this is not UTF-8")
                .help("save the file with the encoding UTF-8"),
        );
        return None;
    }
    let mut builder =
        Builder { file, text: &source.text, foreign, problems, parents: Vec::new(), root: None };
    for event in Parser::new_from_str(&source.text) {
        match event {
            Ok((event, span)) => {
                builder.event(event, span);
                if builder.parents.len() > DEPTH {
                    builder.too_deep();
                    return None;
                }
            }
            Err(error) => {
                builder.syntax_error(&error);
                return None;
            }
        }
    }
    // A file with nothing but `---` in it is as empty as one without.
    let root = builder.root?;
    let empty = matches!(&root.value, Value::Plain(text) if text.is_empty());
    (!empty).then(|| (root, builder.foreign.unwrap_or_default()))
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
        /// Whether the key that was read last was reported: its value goes with it.
        refused: bool,
    },
}

struct Builder<'s, 'p> {
    file: u32,
    text: &'s str,
    /// Set for a file that is none of the registry's.
    foreign: Option<Marks>,
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
                    // The tag may say that this is no number.
                    ScalarStyle::Plain if tag.is_some() && self.foreign.is_none() => Value::Refused,
                    // The parser has a spelling for what is not there.
                    ScalarStyle::Plain if at.start.index() == at.end.index() => {
                        Value::Plain(Cow::Borrowed(""))
                    }
                    ScalarStyle::Plain => Value::Plain(text),
                    _ => Value::Text(text),
                };
                self.node(Node { span, value });
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                self.mark(span, style);
                self.parents.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                self.mark(span, style);
                self.parents.push(Open::Map {
                    span,
                    entries: Vec::new(),
                    places: HashMap::new(),
                    key: None,
                    refused: false,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let (Some(Open::List(open, _) | Open::Map { span: open, .. }), Some(marks)) =
                    (self.parents.last(), &mut self.foreign)
                    && let Some(known) = marks.brackets.get_mut(&open.start)
                {
                    *known = span.end;
                }
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
            Event::Alias(_) if self.foreign.is_some() => {
                let name = &self.text[span.range()];
                self.node(Node { span, value: Value::Plain(Cow::Borrowed(name)) });
            }
            Event::Alias(_) => {
                self.unsupported(span, "an alias", "write the value out in its place");
                self.node(Node { span, value: Value::Refused });
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
            Some(Open::Map { refused, .. }) if *refused => *refused = false,
            Some(Open::Map { entries, places, key, refused, .. }) => match key.take() {
                None => match node.value {
                    Value::Plain(text) if text.is_empty() => {
                        *refused = true;
                        self.problems.push(
                            Diagnostic::error(&rule::YAML_SYNTAX, "a value without a key")
                                .at(node.span, "expected a name before this")
                                .help("write a name before the `:`"),
                        );
                    }
                    Value::Plain(text) | Value::Text(text) => {
                        *key = Some(Key { span: node.span, text });
                    }
                    Value::Refused => *refused = true,
                    Value::List(_) | Value::Map(_) => {
                        let kind = node.kind();
                        *refused = true;
                        self.problems.push(
                            Diagnostic::error(&rule::WRONG_TYPE, format!("{kind} cannot be a key"))
                                .at(node.span, "expected a name")
                                .help("put the text between quotes: it begins with a bracket"),
                        );
                    }
                },
                Some(key) => {
                    if let Some(first) = place(&key.text, entries, places) {
                        self.problems.push(
                            Diagnostic::error(
                                &rule::DUPLICATE_KEY,
                                format!("the key `{}` stands twice in this map", key.text),
                            )
                            .at(key.span, "the second one")
                            .also(first, "the first one")
                            .help("remove one of the two, or join them"),
                        );
                    } else {
                        entries.push((key, node));
                    }
                }
            },
        }
    }

    fn refuse(&mut self, span: Span, anchor: usize, tag: bool) {
        if let Some(marks) = &mut self.foreign {
            if anchor > 0 {
                marks.anchored.insert(span.start);
            }
            return;
        }
        if anchor > 0 {
            self.unsupported(span, "an anchor", "remove the `&name`; write shared values out");
        }
        if tag {
            self.unsupported(span, "a tag", "remove the `!name`");
        }
    }

    /// Notes a list or map that begins; its end is known later.
    fn mark(&mut self, span: Span, style: StructureStyle) {
        if let Some(marks) = self.foreign.as_mut().filter(|_| style == StructureStyle::Flow) {
            marks.brackets.insert(span.start, span.end);
        }
    }

    fn unsupported(&mut self, span: Span, what: &str, help: &str) {
        let place = if self.foreign.is_none() { "a registry" } else { "this file" };
        self.problems.push(
            Diagnostic::error(&rule::UNSUPPORTED_YAML, format!("{what} has no place in {place}"))
                .at(span, "not supported here")
                .help(help),
        );
    }

    fn too_deep(&mut self) {
        let Some(Open::List(span, _) | Open::Map { span, .. }) = self.parents.last() else {
            return;
        };
        self.problems.push(
            Diagnostic::error(
                &rule::UNSUPPORTED_YAML,
                format!("more than {DEPTH} lists and maps within each other"),
            )
            .at(*span, "too deep")
            .help("close the brackets, or flatten the value"),
        );
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let at = self.offset(*error.marker());
        let fault = fault(&error.info(), self.text, at);
        self.problems.push(
            Diagnostic::error(&rule::YAML_SYNTAX, fault.message)
                .at(point(self.file, self.text, fault.at), "the YAML does not parse here")
                .help(fault.help),
        );
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

/// A syntax error in the words of this tool.
struct Fault {
    message: String,
    at: usize,
    help: String,
}

/// Says what the parser means, where it is, and what most often mends it.
fn fault(info: &str, text: &str, at: usize) -> Fault {
    let fault = |message: &str, at: usize, help: &str| Fault {
        message: message.to_owned(),
        at,
        help: help.to_owned(),
    };
    if let Some(at) = tab(info, text, at) {
        return fault(
            "a tab in the indentation",
            at,
            "indent with spaces: YAML allows no tabs here",
        );
    }
    let first = text[at..].chars().next().unwrap_or('\n');
    if info.starts_with("unexpected character") {
        let control = |c: char| c.is_control() && !c.is_whitespace();
        if let Some((offset, found)) = text[at..].char_indices().find(|(_, c)| control(*c)) {
            let message = format!("the character U+{:04X} is not allowed", u32::from(found));
            return fault(&message, at + offset, "remove it; editors may not show it");
        }
    }
    let own = "put the text between quotes: YAML keeps this first character for itself";
    if "`@%*&!|>".contains(first) && !info.contains("block scalar") && !info.contains("version") {
        return fault(
            &format!("plain text cannot begin with `{first}`").replace("```", "a backtick"),
            at,
            own,
        );
    }
    if info.contains("quoted scalar") && info.contains("indentation")
        || info.contains("unclosed quote")
    {
        let at = open_quote(&text[..at]).unwrap_or(at);
        return fault(
            "a quoted text that is not closed",
            at,
            "close it with the quote it began with",
        );
    }
    if info.contains("bracket") && "[{".contains(first) {
        let close = if first == '[' { ']' } else { '}' };
        return fault(&format!("`{first}` is not closed"), at, &format!("close it with `{close}`"));
    }
    if info.contains("bracket") {
        let help = "remove it, or put the text that it belongs to between quotes";
        return fault(&format!("`{first}` closes nothing"), at, help);
    }
    let line_start = text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    if info.contains("mapping values") && text[line_start..at].contains(": ") {
        let help = "put the text between quotes: `: ` begins a value in YAML";
        return fault("a second `: ` in the line", at, help);
    }
    if info.contains("escape") {
        let at = text[at..].find('\\').map_or(at, |offset| at + offset);
        let help = "write a backslash twice, or put the text between single quotes";
        return fault("an unknown escape in a quoted text", at, help);
    }
    if let Some((_, message, help)) = FAULTS.iter().find(|(words, ..)| info.contains(words)) {
        return fault(message, at, help);
    }
    let mut message = info.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    fault(&message, at, "check the indentation and the quotes of this line and the one above")
}

/// Words of the parser, what they mean, and what mends it.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "trailing content after single",
        "more text behind the closing quote",
        "inside single quotes write an apostrophe twice: `''`",
    ),
    (
        "trailing content after double",
        "more text behind the closing quote",
        "inside double quotes write a quote as `\\\"`",
    ),
    (
        "block scalar",
        "text in the line of a `|` or `>`",
        "begin the text on the next line, or put it between quotes",
    ),
    (
        "mapping values",
        "a key is not allowed here",
        "give it the indentation of the keys that it belongs to",
    ),
    (
        "expected key",
        "a key was expected here",
        "give the line the indentation of the keys above it",
    ),
    (
        "simple key",
        "a key without a value",
        "write `key: value`, or `- ` before an entry of a list",
    ),
    (
        "'-'",
        "a list goes on with a line that is no entry of it",
        "begin the line with `- `, or indent it like the text of the entry",
    ),
    (
        "block sequence entries",
        "a list cannot begin in this place",
        "begin it on a line of its own, or write it between brackets: `[a, b]`",
    ),
    (
        "recursion",
        "too many lists and maps within each other",
        "close the brackets, or flatten the value",
    ),
];

/// The tab that an error is about: in the indentation of its line or, where the parser says that
/// it met one, of a later line.
fn tab(info: &str, text: &str, at: usize) -> Option<usize> {
    let mut start = text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    loop {
        let line = line(text, start);
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = indent.find('\t') {
            return Some(start + tab);
        }
        let next = text[start..].find('\n').filter(|_| info.contains("tab"))?;
        start += next + 1;
    }
}

/// The line of an offset.
fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |line_end| line_end + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// The quote that opens a text that is still open at the end.
fn open_quote(text: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match open {
            // An apostrophe that is written twice.
            Some((_, '\'')) if c == '\'' && chars.next_if(|(_, c)| *c == '\'').is_some() => {}
            Some((_, quote)) if quote == c && before != '\\' => open = None,
            None if (c == '"' || c == '\'') && "\n:-?[{,".contains(before) => open = Some((at, c)),
            _ => {}
        }
        // An opening quote stands behind an indicator, with or without space between them.
        if c != ' ' || open.is_some() {
            before = c;
        }
    }
    open.map(|(at, _)| at)
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
