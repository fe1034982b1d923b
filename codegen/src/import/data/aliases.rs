//! Aliases and merge keys of YAML, which a registry may not have: each as what it stands for.

use std::collections::BTreeMap;

use super::unread;
use crate::import::part::Part;
use crate::source::Span;
use crate::yaml::{Key, Marks, Node, Value};

/// The most nodes that aliases add: a few lines of them can stand for any number.
const MOST: usize = 100_000;

struct Aliases<'t, 's> {
    text: &'t str,
    marks: &'t Marks,
    named: BTreeMap<&'t str, Node<'s>>,
    /// How many nodes may still be added.
    left: usize,
    /// The first alias for which there was no room.
    refused: Option<Span>,
}

/// A tree without aliases. One that cannot be followed becomes a part that says so.
pub(super) fn resolved<'s>(
    root: Node<'s>,
    text: &str,
    marks: &Marks,
    parts: &mut Vec<Part>,
) -> Node<'s> {
    let mut aliases = Aliases { text, marks, named: BTreeMap::new(), left: MOST, refused: None };
    let root = aliases.node(root, parts);
    if let Some(at) = aliases.refused {
        parts.push(unread(at, "aliases stand for more than can be read".to_owned()));
    }
    root
}

fn size(node: &Node<'_>) -> usize {
    let inner: usize = match &node.value {
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(members) => members.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    };
    1 + inner
}

impl<'t, 's> Aliases<'t, 's> {
    fn node(&mut self, node: Node<'s>, parts: &mut Vec<Part>) -> Node<'s> {
        let Node { span, value } = node;
        let name = self.name(span);
        let value = match value {
            Value::Plain(text) if text.starts_with('*') => {
                let copy = self.copy(&text[1..], span);
                if copy.is_none() && self.refused.is_none() {
                    parts.push(unread(span, format!("`{text}` stands for nothing")));
                }
                copy.map_or(Value::Refused, |copy| copy.value)
            }
            Value::List(items) => {
                Value::List(items.into_iter().map(|item| self.node(item, parts)).collect())
            }
            Value::Map(members) => Value::Map(self.members(members, parts)),
            other => other,
        };
        let node = Node { span, value };
        if let Some(name) = name {
            let size = size(&node);
            if size <= self.left {
                self.left -= size;
                self.named.insert(name, node.clone());
            } else {
                self.refused.get_or_insert(span);
            }
        }
        node
    }

    /// The members of a map: its own, and behind them those that a merge key adds.
    fn members(
        &mut self,
        members: Vec<(Key<'s>, Node<'s>)>,
        parts: &mut Vec<Part>,
    ) -> Vec<(Key<'s>, Node<'s>)> {
        let mut own: Vec<(Key<'s>, Node<'s>)> = Vec::new();
        let mut merged = Vec::new();
        for (key, value) in members {
            let value = self.node(value, parts);
            if key.text != "<<" {
                own.push((key, value));
                continue;
            }
            match value.value {
                Value::Map(members) => merged.extend(members),
                Value::List(items) => {
                    for item in items {
                        if let Value::Map(members) = item.value {
                            merged.extend(members);
                        }
                    }
                }
                _ => parts.push(unread(key.span, "`<<` has no map".to_owned())),
            }
        }
        for (key, value) in merged {
            if !own.iter().any(|(known, _)| known.text == key.text) {
                own.push((key, value));
            }
        }
        own
    }

    fn copy(&mut self, name: &str, at: Span) -> Option<Node<'s>> {
        let node = self.named.get(name)?;
        let size = size(node);
        if size > self.left {
            self.refused.get_or_insert(at);
            return None;
        }
        self.left -= size;
        Some(node.clone())
    }

    /// The name of the anchor before a node, behind which a tag may be.
    fn name(&self, node: Span) -> Option<&'t str> {
        if !self.marks.anchored.contains(&node.start) {
            return None;
        }
        let before = self.text.get(..node.start as usize)?;
        let mut words = before.split_whitespace().rev().take(2);
        words.find_map(|word| word.strip_prefix('&')).filter(|name| !name.is_empty())
    }
}
