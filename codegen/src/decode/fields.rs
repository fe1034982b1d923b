//! Maps with known keys, and which of their keys are unknown, missing or out of order.

use super::{Decode, wrong_type};
use crate::diagnostic::{Diagnostic, Disorder, Problems, nearest, only_near};
use crate::rule;
use crate::visible::is_controlled;
use crate::words::quoted;
use crate::yaml::{Key, Node, Value};

/// The entries of a node that should be a map with known keys.
pub struct Fields<'n, 's> {
    entries: &'n [(Key<'s>, Node<'s>)],
    /// The missing keys that a mistyped one stands for, each with the index of its entry.
    meant: Vec<(&'static str, usize)>,
    /// Whether the node is not a map at all.
    refused: bool,
}

impl<'n, 's> Fields<'n, 's> {
    /// Reads a node; `keys` are the known keys, each with whether it is required. Reports unknown
    /// and missing keys.
    pub fn of(
        node: &'n Node<'s>,
        what: &str,
        keys: &[(&'static str, bool)],
        problems: &mut Problems,
    ) -> Fields<'n, 's> {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, &format!("a map for {what}"), problems);
            return Fields { entries: &[], meant: Vec::new(), refused: true };
        };
        let unused: Vec<&'static str> = keys
            .iter()
            .map(|(known, _)| *known)
            .filter(|known| !entries.iter().any(|(key, _)| key.text == *known))
            .collect();
        let mut meant: Vec<(&'static str, usize)> = Vec::new();
        for (index, (key, value)) in entries.iter().enumerate() {
            if keys.iter().any(|(known, _)| *known == key.text) {
                continue;
            }
            // YAML 1.1 merged maps with this key; the alias in its value was reported.
            if key.text == "<<" && matches!(value.value, Value::Refused) {
                continue;
            }
            let near = nearest(&key.text, unused.iter().copied());
            meant.extend(near.map(|known| (known, index)));
            // A key with a control character was reported.
            if is_controlled(&key.text) {
                continue;
            }
            let message = format!("unknown key `{}` in {what}", key.text);
            let mut found =
                Diagnostic::error(&rule::UNKNOWN_KEY, message).at(key.span, "no such key here");
            let there = || nearest(&key.text, keys.iter().map(|(known, _)| *known));
            found = if let Some(known) = near {
                found.help(format!("did you mean `{known}`?"))
            } else if let Some((known, _)) =
                there().and_then(|known| entries.iter().find(|(key, _)| key.text == known))
            {
                found
                    .also(known.span, "possibly the key you mean")
                    .help(format!("`{}` is already there: remove one of the two", known.text))
            } else if unused.is_empty() {
                // Between braces, a comma ends a text that is not quoted.
                found.help(
                    "remove it, or put the text it belongs to in quotes: every known key is given",
                )
            } else {
                found.help(format!("known keys are {}", quoted(unused.iter().copied())))
            };
            if let Some(known) = only_near(&key.text, unused.iter().copied()) {
                found = found.fix(key.span, known);
            }
            problems.push(found);
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
            let names = quoted(missing);
            let at = entries.first().map_or(node.span, |(key, _)| key.span);
            problems.push(
                Diagnostic::error(&rule::MISSING_KEY, format!("missing {names} in {what}"))
                    .at(at, "the map begins here")
                    .help(format!("add {names}")),
            );
        }
        note_disorder(entries, keys, problems);
        Fields { entries, meant, refused: false }
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
        let meant = || self.meant.iter().find(|(known, _)| *known == name);
        match written.or_else(|| meant().map(|(_, index)| &self.entries[*index])) {
            Some((_, node)) => T::decode(node, problems),
            None => missing(),
        }
    }
}

/// Notes the first key that comes after one that should follow it.
fn note_disorder(
    entries: &[(Key<'_>, Node<'_>)],
    keys: &[(&'static str, bool)],
    problems: &mut Problems,
) {
    let place = |key: &Key<'_>| keys.iter().position(|(known, _)| *known == key.text);
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
