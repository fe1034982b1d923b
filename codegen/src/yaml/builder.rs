//! Turns the parser's events into the tree, and reports what a registry may not use.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Marker, Parser, ScalarStyle, StructureStyle};

use super::characters::plain;
use super::fault::Fault;
use super::line::Line;
use super::syntax::fault;
use super::{Key, Marks, Node, Value};
use crate::diagnostic::{Diagnostic, Problems};
use crate::limits::option;
use crate::rule;
use crate::source::Span;

/// What keeps the parser from reading a file to its end.
pub(super) enum Stop {
    /// It is not UTF-8, or more than the limits allow; this was reported.
    Reported,
    /// A syntax error.
    Syntax {
        /// What is wrong.
        fault: Fault,
        /// Where the error is in the file: the outermost brackets that are open there, or the fault.
        at: usize,
    },
}

/// How a file is read.
pub(super) struct Reading<'a> {
    pub(super) file: u32,
    /// Set for a file outside the registry.
    pub(super) foreign: Option<Marks>,
    /// The stretches of the text that say nothing, because an error is masked there.
    pub(super) refused: &'a [Range<usize>],
    /// Where the lines begin of which nothing could be read.
    pub(super) blank: &'a [usize],
}

/// Reads a text's one document.
pub(super) fn read<'s>(
    text: &'s str,
    reading: Reading<'_>,
    problems: &mut Problems,
) -> Result<Option<(Node<'s>, Marks)>, Stop> {
    let nesting = usize::try_from(problems.limits().nesting).unwrap_or(usize::MAX);
    let Reading { file, foreign, refused, blank } = reading;
    let parents = Vec::new();
    let mut builder =
        Builder { file, text, foreign, refused, blank, problems, parents, root: None };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                builder.event(event, span);
                if builder.parents.len() > nesting {
                    builder.too_deep();
                    return Err(Stop::Reported);
                }
            }
            Err(error) => {
                let fault = fault(&error.info(), text, builder.offset(*error.marker()));
                let open = builder.parents.iter().find_map(Open::brackets);
                let at = open.map_or(fault.at, |open| fault.at.min(open as usize));
                return Err(Stop::Syntax { fault, at });
            }
        }
    }
    let Some(root) = builder.root else { return Ok(None) };
    // A file that contains only `---` is empty too.
    let empty = matches!(&root.value, Value::Plain(text) if text.is_empty());
    Ok((!empty).then(|| (root, builder.foreign.unwrap_or_default())))
}

/// A list or map whose end has not been seen.
enum Open<'s> {
    List {
        span: Span,
        style: StructureStyle,
        nodes: Vec<Node<'s>>,
    },
    Map {
        span: Span,
        style: StructureStyle,
        entries: Vec<(Key<'s>, Node<'s>)>,
        /// Where the keys of the first entries are; see [`place`].
        places: HashMap<Cow<'s, str>, Span>,
        key: Option<Key<'s>>,
        /// Whether the last key was reported, in which case its value is dropped.
        refused: bool,
    },
}

impl Open<'_> {
    /// Where it begins, if it is in brackets.
    fn brackets(&self) -> Option<u32> {
        let (Open::List { span, style, .. } | Open::Map { span, style, .. }) = self;
        (*style == StructureStyle::Flow).then_some(span.start)
    }
}

struct Builder<'s, 'p, 'f> {
    file: u32,
    text: &'s str,
    /// Set for a file outside the registry.
    foreign: Option<Marks>,
    refused: &'p [Range<usize>],
    blank: &'p [usize],
    problems: &'p mut Problems<'f>,
    parents: Vec<Open<'s>>,
    root: Option<Node<'s>>,
}

impl<'s> Builder<'s, '_, '_> {
    fn event(&mut self, event: Event<'s>, at: granit_parser::Span) {
        let span = self.span(at.start, at.end);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                let value = match style {
                    _ if self.is_masked(span) => Value::Refused,
                    // The tag may say that this is not a number.
                    ScalarStyle::Plain if tag.is_some() && self.foreign.is_none() => Value::Refused,
                    // The parser gives a missing value a spelling.
                    ScalarStyle::Plain if at.start.index() == at.end.index() => {
                        Value::Plain(Cow::Borrowed(""))
                    }
                    ScalarStyle::Plain if self.foreign.is_none() => {
                        plain(text, span, self.problems)
                    }
                    ScalarStyle::Plain => Value::Plain(text),
                    _ => Value::Text(text),
                };
                self.node(Node { span, value });
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                self.mark(span, style);
                self.parents.push(Open::List { span, style, nodes: Vec::new() });
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                self.mark(span, style);
                self.parents.push(Open::Map {
                    span,
                    style,
                    entries: Vec::new(),
                    places: HashMap::new(),
                    key: None,
                    refused: false,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let (
                    Some(Open::List { span: open, .. } | Open::Map { span: open, .. }),
                    Some(marks),
                ) = (self.parents.last(), &mut self.foreign)
                    && let Some(known) = marks.brackets.get_mut(&open.start)
                {
                    *known = span.end;
                }
                let end =
                    |span: Span, last: Option<u32>| Span { end: last.unwrap_or(span.end), ..span };
                let node = match self.parents.pop() {
                    Some(Open::List { span, nodes, .. }) => {
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
                self.unsupported(span, "an alias", "write out the value instead");
                self.node(Node { span, value: Value::Refused });
            }
            _ => {}
        }
    }

    /// Puts a finished node under its key, into its list or at the root.
    fn node(&mut self, node: Node<'s>) {
        match self.parents.last_mut() {
            None if self.root.is_some() => {
                self.unsupported(node.span, "a second document", "move it to its own file");
            }
            None => self.root = Some(node),
            Some(Open::List { nodes, .. }) => nodes.push(node),
            Some(Open::Map { refused, .. }) if *refused => *refused = false,
            Some(Open::Map { entries, places, key, refused, .. }) => match key.take() {
                None => match node.value {
                    Value::Plain(text) if text.is_empty() => {
                        *refused = true;
                        self.problems.push(
                            Diagnostic::error(&rule::YAML_SYNTAX, "a value without a key")
                                .at(node.span, "expected a key before this")
                                .help("write a key before the `:`"),
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
                                .at(node.span, "expected a key")
                                .help("put the text in quotes: it begins with a bracket"),
                        );
                    }
                },
                Some(key) => {
                    if let Some(first) = place(&key.text, entries, places) {
                        self.problems.push(
                            Diagnostic::error(
                                &rule::DUPLICATE_KEY,
                                format!("the key `{}` appears twice in this map", key.text),
                            )
                            .at(key.span, "the second one")
                            .also(first, "the first one")
                            .help("remove one of the two, or merge them"),
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
        for (found, sign, what, help) in [
            (anchor > 0, '&', "an anchor", "remove the `&name`, and write out shared values"),
            (tag, '!', "a tag", "remove the `!name`"),
        ] {
            if !found {
                continue;
            }
            let (at, is_text) = self.property(span, sign);
            // A name and then more words is text that begins with the sign.
            if is_text {
                self.unsupported(
                    at,
                    what,
                    &format!("put the text in quotes: `{sign}` begins {what}"),
                );
            } else {
                self.unsupported(at, what, help);
            }
        }
    }

    /// Where the anchor or tag before a node is written, and whether it looks like text.
    fn property(&self, node: Span, sign: char) -> (Span, bool) {
        let line = Line::at(self.text, node.start as usize);
        let before = &self.text[line.start..node.start as usize];
        // The node may begin on a later line.
        let Some(at) = before.rfind(sign) else { return (node, false) };
        let name = before[at..].split_whitespace().next().unwrap_or_default();
        let start = node.start - narrow(before.len() - at);
        let span = Span { file: node.file, start, end: start + narrow(name.len()) };
        let words = &self.text[node.range()];
        let is_text = words.contains(' ') && !words.starts_with(['{', '[', '"', '\'']);
        (span, is_text && self.parents.len() > 1)
    }

    /// Notes where a list or map in brackets begins; its end is filled in later.
    fn mark(&mut self, span: Span, style: StructureStyle) {
        if let Some(marks) = self.foreign.as_mut().filter(|_| style == StructureStyle::Flow) {
            marks.brackets.insert(span.start, span.end);
        }
    }

    fn unsupported(&mut self, span: Span, what: &str, help: &str) {
        let place = if self.foreign.is_none() { "a registry" } else { "this file" };
        self.problems.push(
            Diagnostic::error(&rule::UNSUPPORTED_YAML, format!("{what} is not allowed in {place}"))
                .at(span, "not supported")
                .help(help),
        );
    }

    fn too_deep(&mut self) {
        let Some(Open::List { span, .. } | Open::Map { span, .. }) = self.parents.last() else {
            return;
        };
        self.problems.push(nested_too_deep(self.problems.limits().nesting).at(*span, "too deep"));
    }

    fn is_masked(&self, span: Span) -> bool {
        let at = span.start as usize;
        // A value that is missing may be what could not be read below its key.
        let below = || {
            let next = self.text[at..].find('\n').map(|end| at + end + 1);
            self.blank.iter().any(|line| Some(*line) == next)
        };
        self.refused.iter().any(|range| range.start <= at && at < range.end)
            || span.start == span.end && !self.blank.is_empty() && below()
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        let (start, end) = (self.offset(start), self.offset(end));
        // The span of a block scalar includes the line break after it. Only ASCII white space is
        // trimmed: to YAML, other characters that look like spaces are letters.
        let space = |c: char| c.is_ascii_whitespace();
        let end = start + self.text[start..end.max(start)].trim_end_matches(space).len();
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

/// The finding for lists and maps that are nested deeper than the limit.
pub fn nested_too_deep(limit: u64) -> Diagnostic {
    Diagnostic::error(
        &rule::LIMIT,
        format!("lists and maps nested deeper than the limit `nesting` of {limit}"),
    )
    .help(format!(
        "close the brackets, flatten the value, or raise the limit with `{}`",
        option("nesting", limit.saturating_mul(2))
    ))
}

/// Where a key is among a map's entries. With few keys, looking at each is faster than hashing;
/// for more of them, `places` is filled on demand.
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

/// The character at an offset, or the empty stretch at the end of the text.
pub(super) fn point(file: u32, text: &str, at: usize) -> Span {
    let at = at.min(text.len());
    let width = text[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    Span { file, start: narrow(at), end: narrow(at + width) }
}

pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).expect("a source file is smaller than 4 GiB")
}
