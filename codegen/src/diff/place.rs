//! Where an entry says what has changed.

use crate::diagnostic::Problems;
use crate::source::{SourceFile, Sources, Span, line_start};
use crate::yaml::{Node, Value, parse_foreign};

/// The key that leads furthest on a path of keys below an entry, whose own key is given. This one
/// stays if the entry has none of them, or shares its line with others.
pub(super) fn within(sources: &Sources, entry: Span, keys: &[String]) -> Span {
    let text = &sources.file(entry).text;
    let start = line_start(text, entry.start as usize);
    let indent = entry.start as usize - start;
    if !text[start..entry.start as usize].chars().all(|c| c == ' ') {
        return entry;
    }
    let file = sources.file(entry).with_text(lines_of(&text[start..], indent).to_owned());
    match furthest(entry.file, &file, keys) {
        Some(found) => {
            let by = u32::try_from(start).unwrap_or(u32::MAX);
            Span { start: found.start + by, end: found.end + by, ..found }
        }
        None => entry,
    }
}

/// The lines of the first entry of a text: those that are empty, comments or further indented.
fn lines_of(text: &str, indent: usize) -> &str {
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_start();
        let is_its =
            words.is_empty() || words.starts_with('#') || line.len() - words.len() > indent;
        if number > 0 && !is_its {
            break;
        }
        end += line.len();
    }
    &text[..end]
}

/// Follows the path in a file that consists of the entry.
fn furthest(number: u32, file: &SourceFile, keys: &[String]) -> Option<Span> {
    let (root, _) = parse_foreign(number, file, &mut Problems::default())?;
    let Value::Map(entries) = root.value else { return None };
    let (_, mut node) = entries.into_iter().next()?;
    let mut found = None;
    for key in keys {
        let Some((span, below)) = entry_of(node, key) else { break };
        (found, node) = (Some(span), below);
    }
    found
}

fn entry_of<'s>(node: Node<'s>, name: &str) -> Option<(Span, Node<'s>)> {
    let Value::Map(entries) = node.value else { return None };
    let (key, node) = entries.into_iter().find(|(key, _)| key.text == name)?;
    Some((key.span, node))
}
