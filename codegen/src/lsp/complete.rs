//! What could be written at a place.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, TextEdit,
};

use super::language::{Here, known};
use super::path::{Part, Path, line_of};
use super::view::View;
use crate::diagnostic::Problems;
use crate::keys::explained;
use crate::recode::scalar;
use crate::source::Sources;
use crate::yaml::{self, Node, Value};

/// How many proposals are made at once; the next letter narrows them down.
const MOST: usize = 200;

/// A proposal: what is written, its kind, and what it means.
struct Proposal {
    label: String,
    kind: CompletionItemKind,
    about: String,
    /// Whether it is text, which some notations write in quotes.
    is_text: bool,
    /// What follows the label.
    after: &'static str,
}

/// How a text is written at a place.
enum Notation {
    /// As it is: in a text, or between quotes.
    Bare,
    /// As a scalar of YAML, in quotes if it needs them.
    Yaml,
    /// As a value of TOML, in quotes.
    Toml,
}

/// What could be at a byte of a file: keys, and the words that a value can be.
pub(super) fn completions(view: &View<'_>, byte: usize) -> CompletionList {
    let path = view.path(byte);
    let text = view.text();
    let typed = text.get(path.word.start..byte).unwrap_or_default().to_lowercase();
    let notation = notation(view, &path, byte);
    let mut proposals = Vec::new();
    if is_in_code(text, byte) {
        proposals.extend(codes(view, ""));
    } else if view.source().language().is_some() && path.part != Part::Value {
        proposals.extend(codes(view, after_key(view, &path)));
    } else if let Some(language) = view.language() {
        for here in language.at(&path.steps) {
            if path.part != Part::Value {
                keys(&here, after_key(view, &path), &mut proposals);
            }
            if path.part != Part::Key {
                words(&here, &mut proposals);
            }
        }
    }
    let mut labels = std::collections::BTreeSet::new();
    proposals.retain(|proposal| {
        proposal.label.to_lowercase().contains(&typed) && labels.insert(proposal.label.clone())
    });
    let is_incomplete = proposals.len() > MOST;
    proposals.sort_by_key(|proposal| !proposal.label.to_lowercase().starts_with(&typed));
    proposals.truncate(MOST);
    let range = view.places().range(path.word.start..path.word.end.max(byte));
    let item = |(index, proposal): (usize, Proposal)| {
        let written = proposal.written(&notation);
        let Proposal { label, kind, about, after, .. } = proposal;
        let value = MarkupContent { kind: MarkupKind::Markdown, value: about };
        CompletionItem {
            kind: Some(kind),
            documentation: (!value.value.is_empty()).then_some(Documentation::MarkupContent(value)),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range,
                new_text: format!("{written}{after}"),
            })),
            filter_text: Some(label.clone()),
            // In the order of the language.
            sort_text: Some(format!("{index:04}")),
            label,
            ..CompletionItem::default()
        }
    };
    CompletionList { is_incomplete, items: proposals.into_iter().enumerate().map(item).collect() }
}

impl Proposal {
    fn written(&self, notation: &Notation) -> String {
        match notation {
            Notation::Yaml if self.is_text && !is_plain(&self.label) => scalar(&self.label),
            Notation::Toml if self.is_text => toml::Value::from(self.label.as_str()).to_string(),
            _ => self.label.clone(),
        }
    }
}

/// Whether a text means itself as a scalar of YAML, also in brackets.
fn is_plain(text: &str) -> bool {
    let line = format!("key: {text}\n");
    let sources = Sources::from_texts([("one/file.yaml", line.as_str())]);
    let mut problems = Problems::default();
    let node = yaml::parse(0, &sources.files()[0], &mut problems);
    let Some(Node { value: Value::Map(entries), .. }) = &node else { return false };
    let means = entries.first().and_then(|(_, value)| value.as_text());
    means == Some(text) && problems.count() == 0 && !text.contains([',', '[', ']', '{', '}'])
}

/// How texts are written at a byte.
fn notation(view: &View<'_>, path: &Path, byte: usize) -> Notation {
    let text = view.text();
    let in_quotes = text[..path.word.start].ends_with(['"', '\'']);
    if in_quotes || is_in_code(text, byte) {
        Notation::Bare
    } else if view.is_toml() {
        Notation::Toml
    } else {
        Notation::Yaml
    }
}

/// Whether a byte is between two backticks of its line, or behind the first one.
fn is_in_code(text: &str, byte: usize) -> bool {
    text[line_of(text, byte).start..byte].matches('`').count() % 2 == 1
}

/// What follows a key that is not there yet.
fn after_key(view: &View<'_>, path: &Path) -> &'static str {
    let rest = view.text().get(path.word.end..).unwrap_or_default().trim_start_matches(' ');
    match rest.chars().next() {
        Some(':' | '=') => "",
        _ if view.is_toml() => " = ",
        _ => ": ",
    }
}

fn codes(view: &View<'_>, after: &'static str) -> Vec<Proposal> {
    let codes = view.outline().map(|outline| outline.codes.as_slice()).unwrap_or_default();
    let kind = CompletionItemKind::ENUM_MEMBER;
    let code = |code: &String| {
        let (label, about) = (code.clone(), String::new());
        Proposal { label, kind, about, is_text: true, after }
    };
    codes.iter().map(code).collect()
}

/// The keys of an object.
fn keys(here: &Here<'_>, after: &'static str, proposals: &mut Vec<Proposal>) {
    for (name, schema) in here.schema["properties"].as_object().into_iter().flatten() {
        let about = match known(here.object, name) {
            Some((object, key)) => explained(object, key),
            None => schema["description"].as_str().unwrap_or_default().to_owned(),
        };
        let kind = CompletionItemKind::PROPERTY;
        proposals.push(Proposal { label: name.clone(), kind, about, is_text: false, after });
    }
}

/// The words that a value can be.
fn words(here: &Here<'_>, proposals: &mut Vec<Proposal>) {
    let schema = here.schema;
    let mut add = |word: &str, about: &str, is_text: bool| {
        let kind = CompletionItemKind::ENUM_MEMBER;
        let (label, about) = (word.to_owned(), about.to_owned());
        proposals.push(Proposal { label, kind, about, is_text, after: "" });
    };
    for (at, word) in schema["enum"].as_array().into_iter().flatten().enumerate() {
        let about = schema["enumDescriptions"][at].as_str().unwrap_or_default();
        add(word.as_str().unwrap_or_default(), about, true);
    }
    if let Some(word) = schema["const"].as_str() {
        add(word, "", true);
    }
    let is_boolean = schema["type"] == "boolean";
    ["true", "false"].into_iter().filter(|_| is_boolean).for_each(|word| add(word, "", false));
}
