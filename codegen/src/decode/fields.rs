//! Maps with known keys, and which of their keys are unknown, missing or out of order.

use std::sync::Arc;

use super::synonyms::{self, Synonym};
use super::{Decode, FIELDS_BEFORE, Given, Scalar, Spanned, wrong_type};
use crate::diagnostic::{Diagnostic, Disorder, Problems, nearest, only_near};
use crate::rule;
use crate::source::{Span, line_start};
use crate::visible::is_controlled;
use crate::words::quoted;
use crate::yaml::{Key, Node, Value};

/// The entries of a node that should be a map with known keys.
pub struct Fields<'n, 's> {
    entries: &'n [(Key<'s>, Node<'s>)],
    /// The missing keys that a mistyped one stands for, each with the index of its entry.
    meant: Vec<(String, usize)>,
    /// The fields of the catalog that are keys here too.
    declared: Arc<[String]>,
    /// Whether the node is not a map at all.
    refused: bool,
}

impl<'n, 's> Fields<'n, 's> {
    /// Reads a node; `keys` are the known keys, each with whether it is required, and `declared`
    /// those that the catalog adds. Reports unknown and missing keys.
    pub fn of(
        node: &'n Node<'s>,
        what: &str,
        keys: &[(&'static str, bool)],
        declared: Arc<[String]>,
        problems: &mut Problems,
    ) -> Fields<'n, 's> {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, &format!("a map for {what}"), problems);
            return Fields { entries: &[], meant: Vec::new(), declared, refused: true };
        };
        let own = keys.iter().map(|(known, _)| *known);
        let added = declared.iter().map(String::as_str);
        let known: Vec<&str> = own.chain(added).collect();
        let unused: Vec<&str> = known
            .iter()
            .copied()
            .filter(|known| !entries.iter().any(|(key, _)| key.text == *known))
            .collect();
        let mut meant: Vec<(String, usize)> = Vec::new();
        for (index, (key, value)) in entries.iter().enumerate() {
            if known.contains(&key.text.as_ref()) {
                continue;
            }
            // YAML 1.1 merged maps with this key; the alias in its value was reported.
            if key.text == "<<" && matches!(value.value, Value::Refused) {
                continue;
            }
            let near = synonyms::of_key(&key.text, &unused).map(|synonym| synonym.key);
            let near = near.or_else(|| nearest(&key.text, unused.iter().copied()));
            let near = near.map(str::to_owned);
            // A key with a control character was reported; what could not be read may be anything.
            let whole = Span { start: key.span.start, ..value.span };
            let is_broken = matches!(value.value, Value::Refused) && problems.any_within(whole);
            if is_controlled(&key.text) || is_broken {
                meant.extend(near.map(|known| (known, index)));
                continue;
            }
            let message = format!("unknown key `{}` in {what}", key.text);
            let found =
                Diagnostic::error(&rule::UNKNOWN_KEY, message).at(key.span, "no such key here");
            if let Some(found) = known_mistake(&found, key, value, what, &unused, problems) {
                problems.push(found);
                continue;
            }
            meant.extend(near.map(|known| (known, index)));
            problems.push(unknown(found, key, entries, &known, &unused));
        }
        // A mistyped key is one finding, not two.
        let missing: Vec<&str> = keys
            .iter()
            .filter(|(known, required)| {
                *required && unused.contains(known) && !meant.iter().any(|(name, _)| name == known)
            })
            .map(|(known, _)| *known)
            .collect();
        if !missing.is_empty() {
            let others: Vec<&str> =
                unused.iter().copied().filter(|key| !missing.contains(key)).collect();
            let names = quoted(missing);
            let at = entries.first().map_or(node.span, |(key, _)| key.span);
            problems.push(
                Diagnostic::error(&rule::MISSING_KEY, format!("missing {names} in {what}"))
                    .at(at, "the map begins here")
                    .help(match quoted(others.iter().copied()) {
                        _ if others.is_empty() => format!("add {names}"),
                        // With the first message, somebody begins who has not seen the keys yet.
                        others => format!("add {names}; other keys are {others}"),
                    }),
            );
        }
        note_disorder(entries, keys, &declared, problems);
        Fields { entries, meant, declared, refused: false }
    }

    /// The values of the fields that the catalog declares.
    pub fn given(&self) -> Given {
        let value = |name: &String| {
            let meant = || self.meant.iter().find(|(known, _)| known == name);
            let written = self.entries.iter().find(|(key, _)| key.text == *name);
            let (key, node) =
                written.or_else(|| meant().map(|(_, index)| &self.entries[*index]))?;
            let name = Spanned { value: name.clone(), span: key.span };
            Some((name, Scalar::decode(node, &mut Problems::default())))
        };
        Given(self.declared.iter().filter_map(value).collect())
    }

    /// Reads the value of a key; `missing` is the value of a key that is not written.
    pub fn read<T: Decode>(
        &self,
        name: &str,
        missing: impl FnOnce() -> T,
        problems: &mut Problems,
    ) -> T {
        if self.refused {
            return T::refused();
        }
        let written = self.entries.iter().find(|(key, _)| key.text == name);
        // A mistyped key was reported; it would be reported again if it counted as missing.
        let meant = || self.meant.iter().find(|(known, _)| known == name);
        match written.or_else(|| meant().map(|(_, index)| &self.entries[*index])) {
            Some((_, node)) => T::decode(node, problems),
            None => missing(),
        }
    }
}

/// The finding for an unknown key, with what may be meant.
fn unknown(
    found: Diagnostic,
    key: &Key<'_>,
    entries: &[(Key<'_>, Node<'_>)],
    known: &[&str],
    unused: &[&str],
) -> Diagnostic {
    if let Some(Synonym { key: known, sure }) = synonyms::of_key(&key.text, unused) {
        let found = found.help(format!("write `{known}`"));
        return if sure { found.fix(key.span, known) } else { found.fix_if_asked(key.span, known) };
    }
    let same = synonyms::of_key(&key.text, known).map(|synonym| synonym.key);
    if let Some((same, _)) = same.and_then(|same| entries.iter().find(|(key, _)| key.text == same))
    {
        return found
            .also(same.span, "it is here already")
            .help(format!("this means `{}`: remove one of the two", same.text));
    }
    let there = || nearest(&key.text, known.iter().copied());
    let found = if let Some(known) = nearest(&key.text, unused.iter().copied()) {
        found.help(format!("did you mean `{known}`?"))
    } else if let Some((known, _)) =
        there().and_then(|known| entries.iter().find(|(key, _)| key.text == known))
    {
        found
            .also(known.span, "possibly the key you mean")
            .help(format!("`{}` is already there: remove one of the two", known.text))
    } else if unused.is_empty() {
        // Between braces, a comma ends a text that is not quoted.
        found.help("remove it, or put the text it belongs to in quotes: every known key is given")
    } else {
        found.help(format!("known keys are {}", quoted(unused.iter().copied())))
    };
    match only_near(&key.text, unused.iter().copied()) {
        Some(known) => found.fix(key.span, known),
        None => found,
    }
}

/// The finding for a key that is a known mistake; its value needs no other finding.
fn known_mistake(
    found: &Diagnostic,
    key: &Key<'_>,
    value: &Node<'_>,
    what: &str,
    unused: &[&str],
    problems: &Problems<'_>,
) -> Option<Diagnostic> {
    let found = found.clone();
    match (key.text.as_ref(), what, &value.value) {
        ("retryable" | "retriable" | "can_retry", "an error", Value::Plain(word))
            if unused.contains(&"retry") =>
        {
            let whole = Span { end: value.span.end, ..key.span };
            Some(match word.as_ref() {
                "false" | "no" => found.help("write `retry: never`").fix(whole, "retry: never"),
                _ => found.help("say when: write `retry: later` or `retry: backoff`"),
            })
        }
        ("alias" | "note", _, Value::Plain(text) | Value::Text(text)) => {
            let list = if key.text == "alias" { "aliases" } else { "notes" };
            let source = problems.source(key.span).filter(|_| unused.contains(&list))?;
            let written = source.text.get(value.span.range())?;
            if text.contains([',', '[', ']', '{', '}', '\n']) {
                let help =
                    format!("write `{list}:`, and below it each on a line of its own after `- `");
                return Some(found.help(help));
            }
            let whole = Span { end: value.span.end, ..key.span };
            let list = format!("{list}: [{written}]");
            Some(found.help(format!("it is a list: write `{list}`")).fix(whole, list))
        }
        ("headers" | "header", "a catalog" | "a category" | "an error", value) => {
            let header = match value {
                Value::Map(entries) => entries.first().map(|(name, _)| &*name.text),
                Value::List(names) => names.first().and_then(Node::as_text),
                _ => None,
            };
            let header = header.filter(|name| !is_controlled(name)).unwrap_or("X-Request-Id");
            let name = header.to_lowercase().replace('-', "_");
            Some(found.help(format!(
                "a header is a place of a detail: under `details`, write `{name}: {{ type: string, \
                 from: {{ header: {header} }} }}`"
            )))
        }
        (_, "a section", Value::Map(_)) if !unused.contains(&"errors") => {
            let found = found.help("indent it by two spaces: codes are below `errors`");
            let source = problems.source(key.span)?;
            let (start, end) = (key.span.start as usize, value.span.end as usize);
            // Further lines of the entry may follow its last value.
            let end = end + source.text[end..].find('\n').unwrap_or(source.text.len() - end);
            let written = &source.text[start..end];
            if line_start(&source.text, start) != start
                || written.contains(": |")
                || written.contains(": >")
            {
                return Some(found);
            }
            let indented: Vec<String> = written
                .lines()
                .map(|line| if line.is_empty() { String::new() } else { format!("  {line}") })
                .collect();
            let span = Span { end: u32::try_from(end).ok()?, ..key.span };
            Some(found.fix(span, indented.join("\n")))
        }
        _ => None,
    }
}

/// Notes the first key that comes after one that should follow it.
fn note_disorder(
    entries: &[(Key<'_>, Node<'_>)],
    keys: &[(&'static str, bool)],
    declared: &[String],
    problems: &mut Problems,
) {
    let known = |name: &str| keys.iter().position(|(known, _)| *known == name);
    // Odd places are between two keys.
    let fields = known(FIELDS_BEFORE).map_or(0, |at| 2 * at);
    let place = |key: &Key<'_>| {
        let field = || declared.iter().any(|name| *name == key.text).then_some(fields);
        known(&key.text).map(|at| 2 * at + 1).or_else(field)
    };
    let mut last = 0;
    for (key, _) in entries {
        let Some(at) = place(key) else { continue };
        if at < last {
            let follows = |(other, _): &&(Key<'_>, Node<'_>)| place(other) > Some(at);
            if let Some((before, _)) = entries.iter().find(follows) {
                problems.note(Disorder { key: key.span, before: before.span });
            }
            return;
        }
        last = at;
    }
}
