//! How texts are written: on one line without quotes if possible, with quotes if necessary, and
//! folded if the line would be too long.

use std::collections::{BTreeMap, BTreeSet};

use rowan::ast::AstNode;
use textwrap::{Options, WordSeparator, WordSplitter};
use yaml_parser::ast::{Block, Flow, Root};
use yaml_parser::{SyntaxKind, SyntaxNode};

use super::{WIDTH, range};
use crate::diagnostic::Problems;
use crate::edits::Edit;
use crate::source::{SourceFile, Sources, line_start};
use crate::yaml::{self, Node, Value};

/// Edits that put every text between quotes or without them on one line: the formatter does not
/// keep all ways to spread one over several lines.
pub(super) fn joined(file: &SourceFile) -> Vec<Edit> {
    let Some(root) = yaml::parse(0, file, &mut Problems::default()) else { return Vec::new() };
    let mut texts = BTreeMap::new();
    collect(&root, &mut texts);
    let spread = |node: &&Node<'_>| {
        let spelling = &file.text[node.span.range()];
        let quoted = ['"', '\''].iter().any(|c| spelling.starts_with(*c) && spelling.ends_with(*c));
        spelling.contains('\n') && (quoted || matches!(node.value, Value::Plain(_)))
    };
    let line = |node: &Node<'_>| Some((node.span.range(), one_line_in_quotes(node)?));
    texts.into_values().filter(spread).filter_map(line).collect()
}

/// Edits that put those texts between double quotes, on one line, that begin at these places.
pub(super) fn quoted(file: &SourceFile, places: &BTreeSet<usize>) -> Vec<Edit> {
    let Some(root) = yaml::parse(0, file, &mut Problems::default()) else { return Vec::new() };
    let mut texts = BTreeMap::new();
    collect(&root, &mut texts);
    texts.retain(|at, _| places.contains(at));
    let tree = yaml_parser::parse(&file.text).ok();
    let nodes = tree.iter().flat_map(SyntaxNode::descendants);
    let blocks = nodes.filter(|node| node.kind() == SyntaxKind::BLOCK_SCALAR);
    let mut edits = Vec::with_capacity(texts.len());
    for block in blocks {
        let at = range(block.text_range());
        let Some(start) = texts.range(at.clone()).next().map(|(start, _)| *start) else { continue };
        let line = texts.remove(&start).and_then(one_line_in_quotes);
        let comments = block.descendants_with_tokens();
        let comment = comments.filter(|part| part.kind() == SyntaxKind::COMMENT).last();
        let comment = comment.map(|comment| format!(" {comment}")).unwrap_or_default();
        edits.extend(line.map(|line| (at, line + &comment)));
    }
    let flow = texts.into_values();
    edits.extend(flow.filter_map(|node| Some((node.span.range(), one_line_in_quotes(node)?))));
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

fn one_line_in_quotes(node: &Node<'_>) -> Option<String> {
    serde_json::to_string(node.as_text()?).ok()
}

/// Edits that write texts in a better way; nothing if the file does not parse.
pub(super) fn spelled(file: &SourceFile) -> Option<Vec<Edit>> {
    let root = Root::cast(yaml_parser::parse(&file.text).ok()?)?;
    let mut texts = BTreeMap::new();
    let node = yaml::parse(0, file, &mut Problems::default())?;
    collect(&node, &mut texts);
    let mut edits = Vec::new();
    for node in root.syntax().descendants() {
        let at = range(node.text_range());
        if let Some(flow) = Flow::cast(node.clone()) {
            let text = texts.get(&at.start);
            edits.extend(text.and_then(|node| flow_text(&flow, node.as_text()?, &file.text)));
        } else if let Some(block) = Block::cast(node) {
            // Its position is that of its first word, not that of the `>` above it.
            let text = texts.range(at).next();
            edits
                .extend(text.and_then(|(_, node)| block_text(&block, node.as_text()?, &file.text)));
        }
    }
    Some(edits)
}

/// Every text that is a value, by where it begins.
fn collect<'n, 's>(node: &'n Node<'s>, texts: &mut BTreeMap<usize, &'n Node<'s>>) {
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(_, node)| collect(node, texts)),
        Value::List(nodes) => nodes.iter().for_each(|node| collect(node, texts)),
        _ => {
            if node.as_text().is_some() {
                texts.insert(node.span.range().start, node);
            }
        }
    }
}

/// A better way to write a plain or quoted text, if there is one.
fn flow_text(flow: &Flow, text: &str, source: &str) -> Option<Edit> {
    if flow.properties().is_some() {
        return None;
    }
    let at = range(flow.syntax().text_range());
    let spelling = &source[at.clone()];
    let parent = flow.syntax().parent()?;
    let in_block =
        matches!(parent.kind(), SyntaxKind::BLOCK_MAP_VALUE | SyntaxKind::BLOCK_SEQ_ENTRY);
    let quoted = flow.plain_scalar().is_none();
    let one_line = if spelling.contains('\n') {
        one_line(text, in_block)?
    } else if quoted && can_be_plain(text, in_block) {
        text.to_owned()
    } else {
        spelling.to_owned()
    };
    let position = Position::of(&parent, source)?;
    let long = position.column + one_line.chars().count() > WIDTH;
    if in_block && (long || text.contains('\n')) {
        // A comment on the line would have to move.
        if rest_of_line(source, at.end).is_empty()
            && let Some(folded) = folded(text, position.indent + 2)
        {
            return Some((at, folded));
        }
    }
    (one_line != spelling).then_some((at, one_line))
}

/// A better way to write a text in a block, if there is one.
fn block_text(block: &Block, text: &str, source: &str) -> Option<Edit> {
    let scalar = block.block_scalar()?;
    // With `|`, the author wants the lines as they are.
    if scalar.bar().is_some() || block.properties().is_some() {
        return None;
    }
    let at = range(block.syntax().text_range());
    let head = source[at.clone()].lines().next().unwrap_or_default();
    // There is an indentation indicator or a comment.
    if head.trim_end() != ">-" {
        return None;
    }
    let position = Position::of(&block.syntax().parent()?, source)?;
    let spelling = match one_line(text, true) {
        // In a folded text, quotes and backslashes stand for themselves.
        Some(line) if position.column + line.chars().count() <= WIDTH && !line.contains('\\') => {
            line
        }
        _ => folded(text, position.indent + 2)?,
    };
    (spelling != source[at.clone()]).then_some((at, spelling))
}

/// Where a value is.
struct Position {
    /// The column of the map or list that it is in.
    indent: usize,
    /// The column in which it begins, after its key or dash.
    column: usize,
}

impl Position {
    /// The position of a node's content: the value of a block map's entry, or an entry of a list.
    fn of(parent: &SyntaxNode, source: &str) -> Option<Position> {
        let column = |at: usize| source[line_start(source, at)..at].chars().count();
        let start = |node: &SyntaxNode| usize::from(node.text_range().start());
        if parent.kind() == SyntaxKind::BLOCK_SEQ_ENTRY {
            let indent = column(start(parent));
            return Some(Position { indent, column: indent + 2 });
        }
        let entry = parent.parent()?;
        let indent = column(start(&entry));
        let key = entry.first_child()?;
        let key = source[range(key.text_range())].chars().count();
        Some(Position { indent, column: indent + key + 2 })
    }
}

fn rest_of_line(source: &str, at: usize) -> &str {
    source[at..].lines().next().unwrap_or_default().trim()
}

/// A text on one line, in quotes if it needs them.
fn one_line(text: &str, in_block: bool) -> Option<String> {
    if text.contains('\n') {
        return None;
    }
    if can_be_plain(text, in_block) {
        Some(text.to_owned())
    } else {
        serde_json::to_string(text).ok()
    }
}

/// Whether a text needs no quotes, even for YAML 1.1 parsers.
fn can_be_plain(text: &str, in_block: bool) -> bool {
    let begins = text.starts_with(|first: char| first.is_alphabetic());
    let words = ["y", "n", "yes", "no", "on", "off"];
    if !begins || words.contains(&text.to_lowercase().as_str()) {
        return false;
    }
    // The parser decides.
    let source = if in_block { format!("{text}\n") } else { format!("[{text}]\n") };
    let sources = Sources::from_texts([("a/b.yaml", source.as_str())]);
    let mut problems = Problems::default();
    let node = yaml::parse(0, &sources.files()[0], &mut problems);
    let found = match &node {
        Some(Node { value: Value::List(nodes), .. }) if !in_block && nodes.len() == 1 => {
            nodes[0].as_text()
        }
        Some(node) if in_block => node.as_text(),
        _ => None,
    };
    problems.count() == 0 && found == Some(text)
}

/// A text folded below a line with `>-`; nothing if folding would change it.
fn folded(text: &str, indent: usize) -> Option<String> {
    let foldable =
        |line: &str| !line.starts_with(' ') && !line.ends_with(' ') && !line.contains("  ");
    let plain = |c: char| c == '\n' || !c.is_control();
    if text.is_empty()
        || text.starts_with('\n')
        || text.ends_with('\n')
        || !text.chars().all(plain)
        || !text.split('\n').all(foldable)
        || !text.contains([' ', '\n'])
    {
        return None;
    }
    let margin = " ".repeat(indent);
    let options = Options::new(WIDTH - indent.min(WIDTH / 2))
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    let mut folded = ">-".to_owned();
    for (index, paragraph) in text.split('\n').enumerate() {
        // A line break in the text is one more than that in the file.
        if index > 0 {
            folded.push('\n');
        }
        for line in textwrap::wrap(paragraph, &options).iter().filter(|line| !line.is_empty()) {
            folded.push('\n');
            folded.push_str(&margin);
            folded.push_str(line);
        }
    }
    Some(folded)
}
