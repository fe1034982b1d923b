//! What a file says, to compare with what it says after an edit.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use yaml_parser::SyntaxKind;

use super::language::Language;
use crate::diagnostic::Problems;
use crate::source::SourceFile;
use crate::yaml::{self, Node, Value};

/// What a file says, and its comments.
pub(super) struct Meaning<'a> {
    file: &'a SourceFile,
    root: Node<'a>,
    /// Sorted, since comments move along with their entries.
    comments: Vec<(String, usize)>,
    language: &'a Language,
}

impl<'a> Meaning<'a> {
    /// What a file says, which is what `root` says, and its comments.
    ///
    /// # Errors
    ///
    /// If the parser that keeps comments cannot read it, where.
    pub(super) fn of(
        file: &'a SourceFile,
        root: Node<'a>,
        language: &'a Language,
    ) -> Result<Meaning<'a>, usize> {
        Ok(Meaning { file, root, comments: comments(&file.text)?, language })
    }

    /// Compares with another text of the file.
    ///
    /// # Errors
    ///
    /// If the text says something else, the first place in the file for which it does.
    pub(super) fn check(&self, text: &str) -> Result<(), usize> {
        let after = self.file.with_text(text.to_owned());
        let mut problems = Problems::default();
        let now = yaml::parse(0, &after, &mut problems);
        let now = now.filter(|_| problems.count() == 0).ok_or(0_usize)?;
        if let Some(at) = difference(&self.root, &now, self.language.root(), self.language) {
            return Err(at);
        }
        let now = comments(text).map_err(|_| 0_usize)?;
        let pairs = self.comments.iter().zip(&now);
        match pairs.into_iter().find(|(before, now)| before.0 != now.0) {
            Some((before, _)) => Err(before.1),
            None if self.comments.len() == now.len() => Ok(()),
            None => Err(self.comments.last().map_or(0, |(_, at)| *at)),
        }
    }
}

/// Where the scalars of a file begin that another text does not have in the same place; all of them
/// if the other text does not parse.
pub(super) fn scalars_that_differ(file: &SourceFile, other: &SourceFile) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    if let Some(root) = yaml::parse(0, file, &mut Problems::default()) {
        let now = yaml::parse(0, other, &mut Problems::default());
        differing(&root, now.as_ref(), &mut found);
    }
    found
}

fn differing(a: &Node<'_>, b: Option<&Node<'_>>, found: &mut BTreeSet<usize>) {
    match &a.value {
        Value::Map(entries) => {
            let others = match b.map(|b| &b.value) {
                Some(Value::Map(others)) if others.len() == entries.len() => Some(others),
                _ => None,
            };
            for (index, (key, value)) in entries.iter().enumerate() {
                let other = others.map(|others| &others[index]);
                let other = other.filter(|(other, _)| other.text == key.text);
                differing(value, other.map(|(_, other)| other), found);
            }
        }
        Value::List(nodes) => {
            let others = match b.map(|b| &b.value) {
                Some(Value::List(others)) if others.len() == nodes.len() => Some(others),
                _ => None,
            };
            for (index, node) in nodes.iter().enumerate() {
                differing(node, others.map(|others| &others[index]), found);
            }
        }
        _ => {
            if b.is_none_or(|b| a.to_json() != b.to_json()) {
                found.insert(a.span.start as usize);
            }
        }
    }
}

/// The comments of a text and where they are, sorted by what they say; where the parser that keeps
/// comments cannot read it, if it cannot.
fn comments(text: &str) -> Result<Vec<(String, usize)>, usize> {
    let tree = yaml_parser::parse(text).map_err(|error| error.offset().min(text.len()))?;
    let tokens = tree.descendants_with_tokens().filter_map(rowan::NodeOrToken::into_token);
    let comments = tokens.filter(|token| token.kind() == SyntaxKind::COMMENT);
    let mut comments: Vec<(String, usize)> = comments
        .map(|token| (token.text().trim_end().to_owned(), token.text_range().start().into()))
        .collect();
    comments.sort();
    Ok(comments)
}

/// Where the first of two nodes says something else than the second. The order of keys matters,
/// except in objects of the language.
fn difference<'l>(
    a: &Node<'_>,
    b: &Node<'_>,
    schema: &'l Json,
    language: &'l Language,
) -> Option<usize> {
    let here = Some(a.span.start as usize);
    match (&a.value, &b.value) {
        (Value::Map(a), Value::Map(b)) if a.len() == b.len() => {
            if language.keys(schema).is_none() {
                return a.iter().zip(b).find_map(|((key, value), (other, now))| {
                    if key.text != other.text {
                        return Some(key.span.start as usize);
                    }
                    difference(value, now, language.member(schema, &key.text), language)
                });
            }
            let now: BTreeMap<&str, &Node<'_>> =
                b.iter().map(|(key, node)| (key.text.as_ref(), node)).collect();
            a.iter().find_map(|(key, value)| match now.get(key.text.as_ref()) {
                Some(now) => difference(value, now, language.member(schema, &key.text), language),
                None => Some(key.span.start as usize),
            })
        }
        (Value::List(a), Value::List(b)) if a.len() == b.len() => {
            let item = language.item(schema);
            a.iter().zip(b).find_map(|(a, b)| difference(a, b, item, language))
        }
        (Value::Plain(_) | Value::Text(_), Value::Plain(_) | Value::Text(_))
            if a.to_json() == b.to_json() =>
        {
            None
        }
        _ => here,
    }
}
