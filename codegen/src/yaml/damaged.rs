//! Reads files with syntax errors to their ends.

use std::borrow::Cow;
use std::ops::Range;

use super::builder::{Reading, Stop, narrow, read};
use super::recover::{BYTES, Masked, ROUNDS, falsely_indented, stretch};
use super::syntax::fault;
use super::{Key, Node, Value, check_escapes, check_text, is_utf8, reported};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::{SourceFile, Span};

/// A file that was read to its end, although parts of it may not be YAML.
pub struct Damaged<'s> {
    /// What it says; parts that could not be read are refused or missing.
    pub root: Node<'s>,
    /// The errors that kept parts of it from being read.
    pub broken: Vec<Broken>,
    /// Whether keys may be missing only because they could not be read.
    pub lost: bool,
}

/// A syntax error, in bytes of the file.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Where it is.
    pub at: usize,
    /// The lines that could not be read because of it.
    pub lines: Range<usize>,
}

/// Reads a file as [`super::parse`] does, but reads on behind syntax errors.
pub fn parse_damaged<'s>(
    file: u32,
    source: &'s SourceFile,
    problems: &mut Problems,
) -> Option<Damaged<'s>> {
    if !is_utf8(file, source, problems) || !check_text(file, source, problems) {
        return None;
    }
    let text = source.text.as_str();
    let mut broken = Vec::new();
    let mut masked = Masked::of_conflicts(text, |conflict| {
        problems.push(conflict_left(file, conflict));
        let lines = conflict[0].start..conflict[conflict.len() - 1].end;
        broken.push(Broken { at: lines.start, lines });
    });
    for at in falsely_indented(text) {
        problems.push(reported(fault("", text, at), file, text));
        broken.push(Broken { at, lines: stretch(text, at) });
        masked.get_or_insert_with(|| Masked::of(text)).mask(at);
    }
    let mut rounds = ROUNDS.min(BYTES / text.len().max(1));
    loop {
        // What is found in a text with errors is found again in the one without.
        let mut found = problems.branch();
        let mask = masked.as_ref();
        let (current, refused) = match mask {
            Some(masked) => (Cow::Owned(masked.text()), masked.values.as_slice()),
            None => (Cow::Borrowed(text), &[][..]),
        };
        let blank = mask.map_or(&[][..], |masked| masked.blank.as_slice());
        let reading = Reading { file, foreign: None, refused, blank };
        let read = match &current {
            Cow::Borrowed(text) => read(text, reading, &mut found),
            Cow::Owned(text) => {
                let read = read(text, reading, &mut found);
                read.map(|root| root.map(|(root, marks)| (owned(root), marks)))
            }
        };
        match read {
            Ok(root) => {
                problems.extend(found);
                let (root, _) = root?;
                check_escapes(&root, source, problems);
                let lost = masked.is_some_and(|masked| masked.lost);
                return Some(Damaged { root, broken, lost });
            }
            Err(Stop::Reported) => {
                problems.extend(found);
                return None;
            }
            Err(Stop::Syntax { fault, at }) => {
                let line = fault.at;
                let again = broken.iter().any(|it| it.lines.start <= line && line <= it.lines.end);
                if !again {
                    broken.push(Broken { at: line, lines: stretch(text, line) });
                    problems.push(reported(fault, file, &current));
                }
                let mut mask = masked.unwrap_or_else(|| Masked::of(text));
                // Behind the error, nothing would be in its place if it is where a map begins.
                if rounds == 0 || !(mask.mask(line) || mask.mask(at)) {
                    return None;
                }
                rounds -= 1;
                masked = Some(mask);
            }
        }
    }
}

fn conflict_left(file: u32, markers: &[Range<usize>]) -> Diagnostic {
    let span = |at: &Range<usize>| Span { file, start: narrow(at.start), end: narrow(at.end) };
    let found = Diagnostic::error(&rule::YAML_SYNTAX, "an unresolved merge conflict")
        .at(span(&markers[0]), "one version begins here")
        .help("keep what is right of the two versions, and remove the markers");
    let last = markers.len() - 1;
    markers.iter().enumerate().skip(1).fold(found, |found, (index, at)| {
        let text =
            if index == last { "the other one ends here" } else { "another one begins here" };
        found.also(span(at), text)
    })
}

/// A tree that does not borrow the text it was read from.
fn owned(node: Node<'_>) -> Node<'static> {
    let text = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    let value = match node.value {
        Value::Plain(words) => Value::Plain(text(words)),
        Value::Text(words) => Value::Text(text(words)),
        Value::List(nodes) => Value::List(nodes.into_iter().map(owned).collect()),
        Value::Map(entries) => {
            let entry = |(key, node): (Key<'_>, Node<'_>)| {
                (Key { span: key.span, text: text(key.text) }, owned(node))
            };
            Value::Map(entries.into_iter().map(entry).collect())
        }
        Value::Refused => Value::Refused,
    };
    Node { span: node.span, value }
}
