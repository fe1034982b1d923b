//! Puts the keys of the language's objects in the order in which the language declares them.

use std::ops::Range;

use rowan::ast::AstNode;
use serde_json::Value as Json;
use yaml_parser::ast::{Block, BlockMap, Flow, FlowMap, Root};
use yaml_parser::{SyntaxKind, SyntaxNode};

use super::language::Language;
use super::{Unformatted, range};
use crate::source::replaced;

/// The text with its keys in order.
pub(super) fn ordered(mut text: String, language: &Language) -> Result<String, Unformatted> {
    loop {
        let edits = orders(&text, language)?;
        if edits.is_empty() {
            return Ok(text);
        }
        // What is in an entry that was moved comes next.
        text = replaced(&text, &edits);
    }
}

/// Edits that put the entries of objects in order, for the outermost objects that need it.
pub(super) fn orders(
    text: &str,
    language: &Language,
) -> Result<Vec<(Range<usize>, String)>, Unformatted> {
    let tree = yaml_parser::parse(text).map_err(|_| Unformatted::Different)?;
    let root = Root::cast(tree).ok_or(Unformatted::Different)?;
    let mut moves = Moves { text, language, edits: Vec::new() };
    for document in root.documents() {
        if let Some(block) = document.block() {
            moves.block(&block, language.root());
        } else if let Some(flow) = document.flow() {
            moves.flow(&flow, language.root());
        }
    }
    Ok(moves.edits)
}

struct Moves<'t, 'l> {
    text: &'t str,
    language: &'l Language,
    edits: Vec<(Range<usize>, String)>,
}

impl<'l> Moves<'_, 'l> {
    fn block(&mut self, block: &Block, schema: &'l Json) {
        if let Some(map) = block.block_map() {
            self.block_map(&map, schema);
        } else if let Some(list) = block.block_seq() {
            let item = self.language.item(schema);
            for entry in list.entries() {
                self.value(entry.block(), entry.flow(), item);
            }
        }
    }

    fn flow(&mut self, flow: &Flow, schema: &'l Json) {
        if let Some(map) = flow.flow_map() {
            self.flow_map(&map, schema);
        } else if let Some(list) = flow.flow_seq() {
            let item = self.language.item(schema);
            let entries = list.entries();
            for entry in entries.iter().flat_map(yaml_parser::ast::FlowSeqEntries::entries) {
                self.value(None, entry.flow(), item);
            }
        }
    }

    fn value(&mut self, block: Option<Block>, flow: Option<Flow>, schema: &'l Json) {
        if let Some(block) = block {
            self.block(&block, schema);
        }
        if let Some(flow) = flow {
            self.flow(&flow, schema);
        }
    }

    fn block_map(&mut self, map: &BlockMap, schema: &'l Json) {
        let entries: Vec<_> = map.entries().collect();
        let names: Vec<String> = entries
            .iter()
            .map(|entry| entry.key().map(|key| name(key.syntax())).unwrap_or_default())
            .collect();
        if let Some(order) = self.order(&names, schema) {
            let stretches =
                entries.iter().map(|entry| self.lines(range(entry.syntax().text_range())));
            let stretches: Vec<_> = stretches.collect();
            self.reorder(&stretches, &order);
            return;
        }
        for (entry, name) in entries.iter().zip(&names) {
            let member = self.language.member(schema, name);
            if let Some(value) = entry.value() {
                self.value(value.block(), value.flow(), member);
            }
        }
    }

    fn flow_map(&mut self, map: &FlowMap, schema: &'l Json) {
        let entries: Vec<_> =
            map.entries().iter().flat_map(yaml_parser::ast::FlowMapEntries::entries).collect();
        let names: Vec<String> = entries
            .iter()
            .map(|entry| entry.key().map(|key| name(key.syntax())).unwrap_or_default())
            .collect();
        // In brackets, it is unclear which entry a comment belongs to.
        let comments = map.syntax().descendants_with_tokens();
        let comments = comments.filter(|child| child.kind() == SyntaxKind::COMMENT).count();
        if let Some(order) = self.order(&names, schema).filter(|_| comments == 0) {
            let stretches = entries.iter().map(|entry| range(entry.syntax().text_range()));
            let stretches: Vec<_> = stretches.collect();
            self.reorder(&stretches, &order);
            return;
        }
        for (entry, name) in entries.iter().zip(&names) {
            let member = self.language.member(schema, name);
            self.value(None, entry.value().and_then(|value| value.flow()), member);
        }
    }

    /// The indices of the names in the order of the language; nothing if they are in order already,
    /// or the language does not know one of them.
    fn order(&self, names: &[String], schema: &'l Json) -> Option<Vec<usize>> {
        let keys = self.language.keys(schema)?;
        let place = |name: &String| keys.iter().position(|key| key == name);
        let places = names.iter().map(place).collect::<Option<Vec<usize>>>()?;
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|index| places[*index]);
        (!order.is_sorted()).then_some(order)
    }

    /// Rearranges ranges of the text; what is between them stays in place.
    fn reorder(&mut self, stretches: &[Range<usize>], order: &[usize]) {
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { return };
        let moves = stretches.iter().zip(order).map(|(stretch, other)| {
            let stretch = stretch.start - first.start..stretch.end - first.start;
            (stretch, self.text[stretches[*other].clone()].to_owned())
        });
        let moves: Vec<_> = moves.collect();
        let whole = first.start..last.end;
        let ordered = replaced(&self.text[whole.clone()], &moves);
        self.edits.push((whole, ordered));
    }

    /// The range of an entry of a block map with the comments that belong to it: those on the lines
    /// just above, and one after it on the same line.
    fn lines(&self, entry: Range<usize>) -> Range<usize> {
        let mut start = entry.start;
        loop {
            let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
            let alone = self.text[line_start..start].trim().is_empty();
            let Some(above) = self.text[..line_start].strip_suffix('\n').filter(|_| alone) else {
                break;
            };
            let above_start = above.rfind('\n').map_or(0, |at| at + 1);
            let line = &above[above_start..];
            // The modeline belongs to the file.
            if !line.trim_start().starts_with('#') || line.contains("$schema=") {
                break;
            }
            start = above_start + line.len() - line.trim_start().len();
        }
        let line = self.text[entry.end..].split('\n').next().unwrap_or_default();
        start..entry.end + line.trim_end_matches('\r').len()
    }
}

/// The text of a key without its quotes.
fn name(key: &SyntaxNode) -> String {
    key.text().to_string().trim().trim_matches(['"', '\'']).to_owned()
}
