//! Parses YAML 1.2 into a tree of nodes that know where they are in the file.
//!
//! The tree keeps the spelling of every scalar, and drops duplicate keys with a finding for each.
//! Anchors, aliases, tags, further documents and control characters are not allowed in a registry and
//! are findings too.

mod builder;
mod characters;
mod damaged;
mod fault;
mod line;
mod mistakes;
mod recover;
mod syntax;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Number, Value as Json};

pub use self::builder::nested_too_deep;
use self::builder::{Reading, Stop, narrow, point, read};
pub use self::characters::{check_escapes, check_text};
pub use self::damaged::parse_damaged;
use self::fault::Fault;
pub use self::line::{closed, in_quotes, is_taken};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::{SourceFile, Span};

/// A value of a YAML document.
#[derive(Debug, Clone)]
pub struct Node<'s> {
    /// Where it is; for a list or a map, from its first entry to its last.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Value<'s> {
    /// A scalar without quotes, whose spelling decides its type.
    Plain(Cow<'s, str>),
    /// A scalar that is text whatever its spelling: quoted or in a block.
    Text(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// A map without duplicate keys.
    Map(Vec<(Key<'s>, Node<'s>)>),
    /// Something that was already reported; it decodes to the fallback without another finding.
    Refused,
}

/// The key of a map's entry.
#[derive(Debug, Clone)]
pub struct Key<'s> {
    /// Where it is.
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

    /// The text, if the node is a scalar that holds text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Plain(text) if resolve(text).is_none() => Some(text),
            _ => None,
        }
    }

    /// The node as JSON, with scalars resolved by the core schema (YAML 1.2 §10.3).
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

/// The value of a plain scalar by the core schema (YAML 1.2 §10.3.2); nothing if it is text.
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
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            // Rust allows a sign here, YAML does not.
            let plain = digits.starts_with(|first: char| first.is_ascii_alphanumeric());
            return u64::from_str_radix(digits, radix).ok().filter(|_| plain).map(Number::from);
        }
    }
    let numeric = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    if !numeric || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Ok(integer) = text.parse::<i64>() {
        return Some(integer.into());
    }
    if let Ok(integer) = text.parse::<u64>() {
        return Some(integer.into());
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

/// Reads a file's one document. Findings go to `problems`. Returns nothing after a syntax error,
/// which ends the file, and, without a finding, for an empty file.
pub fn parse<'s>(file: u32, source: &'s SourceFile, problems: &mut Problems) -> Option<Node<'s>> {
    if !is_utf8(file, source, problems) || !check_text(file, source, problems) {
        return None;
    }
    let (root, _) = once(file, source, None, problems)?;
    check_escapes(&root, source, problems);
    Some(root)
}

/// Reads the one document of a file outside the registry as [`parse`] does, except that anchors,
/// aliases and tags are allowed: an alias becomes a plain scalar with its name, a tag is ignored.
pub fn parse_foreign<'s>(
    file: u32,
    source: &'s SourceFile,
    problems: &mut Problems,
) -> Option<(Node<'s>, Marks)> {
    if !is_utf8(file, source, problems) {
        return None;
    }
    once(file, source, Some(Marks::default()), problems)
}

/// Reads a file up to its first syntax error.
fn once<'s>(
    file: u32,
    source: &'s SourceFile,
    foreign: Option<Marks>,
    problems: &mut Problems,
) -> Option<(Node<'s>, Marks)> {
    let text = &source.text;
    match read(text, Reading { file, foreign, refused: &[], blank: &[] }, problems) {
        Ok(root) => root,
        Err(Stop::Reported) => None,
        Err(Stop::Syntax { fault, .. }) => {
            problems.push(reported(fault, file, text));
            None
        }
    }
}

/// What the tree leaves out but an edit of the text needs to know.
#[derive(Debug, Default)]
pub struct Marks {
    /// Where each list or map in brackets ends, after the bracket, by where it begins.
    pub brackets: BTreeMap<u32, u32>,
    /// Where the nodes with an anchor begin, which aliases may refer to.
    pub anchored: BTreeSet<u32>,
}

fn is_utf8(file: u32, source: &SourceFile, problems: &mut Problems) -> bool {
    let Some(at) = source.not_utf8 else { return true };
    problems.push(
        Diagnostic::error(&rule::ENCODING, "the file is not valid UTF-8")
            .at(point(file, &source.text, at), "not valid UTF-8")
            .help("save the file as UTF-8"),
    );
    false
}

/// The finding for a syntax error.
fn reported(fault: Fault, file: u32, text: &str) -> Diagnostic {
    let found = Diagnostic::error(&rule::YAML_SYNTAX, fault.message)
        .at(point(file, text, fault.at), "the YAML does not parse here")
        .help(fault.help);
    let Some(mend) = fault.fix else { return found };
    let span = Span { file, start: narrow(mend.range.start), end: narrow(mend.range.end) };
    if mend.sure {
        found.fix(span, mend.replacement)
    } else {
        found.fix_if_asked(span, mend.replacement)
    }
}
