//! Taking a code out of whatever names it. Comments and layout of the rest stay as they are.

use std::ops::Range;

use super::parse;
use super::place::{closed, item_removal, removal, scalar};
use crate::edits::{Edit, replaced};
use crate::source::{Sources, Span};
use crate::yaml::{Node, Value};

/// A place that names a code, and what it names instead if it names one.
pub(super) struct Reference<'a> {
    pub(super) span: Span,
    pub(super) instead: Option<&'a str>,
}

/// Why a reference cannot be removed.
const OTHERWISE: &str = "what refers to it is written in a way that cannot be edited";

/// Makes places name something else, or removes them: with all that would be empty without them.
pub(super) fn unname(
    sources: &mut Sources,
    mut references: Vec<Reference<'_>>,
) -> Result<(), &'static str> {
    references.sort_by_key(|reference| reference.span);
    // From the last one on: then the spans of the others still hold.
    for Reference { span, instead } in references.into_iter().rev() {
        let edit = match instead {
            Some(other) => Some((span.range(), scalar(other))),
            None => removed(sources, span),
        };
        let text = &sources.files()[span.file as usize].text;
        let text = edit.and_then(|edit| replaced(text, vec![edit])).ok_or(OTHERWISE)?;
        sources.replace(span.file, text);
    }
    Ok(())
}

/// A step from a map or a list to one of its parts.
type Step<'n, 's> = (&'n Node<'s>, usize);

/// The edit that removes a key, or an item of a list, and what holds nothing else.
fn removed(sources: &Sources, place: Span) -> Option<Edit> {
    let text = &sources.files()[place.file as usize].text;
    let root = parse(sources, place.file)?;
    let mut path = Vec::new();
    if !leads_to(&root, place, &mut path) {
        return None;
    }
    for depth in (0..path.len()).rev() {
        let (holder, at) = path[depth];
        match &holder.value {
            // Without its codes, a step would be for every code, and an exception for none.
            Value::Map(entries)
                if entries[at].0.text == "codes"
                    && depth > 0
                    && matches!(path[depth - 1].0.value, Value::List(_)) => {}
            // A file without anything is a mistake.
            Value::Map(entries) if depth == 0 && entries.len() == 1 => {
                let start = holder.span.start as usize;
                return Some((start..closed(text, holder)?, "{}".to_owned()));
            }
            Value::Map(entries) if entries.len() > 1 => {
                return removal(text, entries, at).map(|span| (span.range(), String::new()));
            }
            Value::Map(_) if means_something_empty(&path[..depth]) => {
                return emptied(text, path[depth - 1], holder);
            }
            Value::List(items) if items.len() > 1 => {
                return item_removal(text, items, at).map(|range| (range, String::new()));
            }
            _ => {}
        }
    }
    None
}

/// Whether the value that a path leads to says something even if it is empty: a code is deprecated, an
/// operation is known.
fn means_something_empty(path: &[Step<'_, '_>]) -> bool {
    let key = |(holder, at): &Step<'_, '_>| match &holder.value {
        Value::Map(entries) => Some(entries[*at].0.text.to_string()),
        _ => None,
    };
    let keys: Vec<Option<String>> = path.iter().map(key).collect();
    let keys: Vec<&str> = keys.iter().map(|key| key.as_deref().unwrap_or_default()).collect();
    matches!(keys[..], [.., "deprecated"] | ["operations", _])
}

/// The edit that leaves an empty map of the value of a key.
fn emptied(text: &str, (holder, at): Step<'_, '_>, value: &Node<'_>) -> Option<Edit> {
    let Value::Map(entries) = &holder.value else { return None };
    let start = entries[at].0.span.end as usize;
    let start = start + text[start..].find(':')?;
    let range: Range<usize> = start..closed(text, value)?;
    Some((range, ": {}".to_owned()))
}

/// Finds the path to the key or scalar at a place.
fn leads_to<'n, 's>(node: &'n Node<'s>, place: Span, path: &mut Vec<Step<'n, 's>>) -> bool {
    let parts: Vec<(Option<Span>, &Node<'s>)> = match &node.value {
        Value::Map(entries) => entries.iter().map(|(key, it)| (Some(key.span), it)).collect(),
        Value::List(items) => items.iter().map(|it| (None, it)).collect(),
        _ => return node.span == place,
    };
    for (at, (key, part)) in parts.into_iter().enumerate() {
        path.push((node, at));
        if key == Some(place) || leads_to(part, place, path) {
            return true;
        }
        path.pop();
    }
    false
}
