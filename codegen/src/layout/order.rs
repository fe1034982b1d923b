//! Puts the keys of the language's objects in the order in which the language declares them.

use rowan::ast::AstNode;
use serde_json::Value as Json;
use yaml_parser::ast::{Block, BlockMap, Flow, FlowMap, Root};
use yaml_parser::{SyntaxKind, SyntaxNode};

use super::comments::{Stretch, stretches};
use super::language::Language;
use super::range;
use crate::edits::{Edit, replaced};

/// An object whose keys are out of order.
#[derive(Clone)]
pub(crate) struct Order {
    /// Where each of its keys begins.
    pub(crate) keys: Vec<usize>,
    /// How many objects with keys out of order it is in.
    pub(super) depth: usize,
    /// The edit that puts its keys in order, and nothing within its entries.
    pub(crate) edit: Edit,
}

/// Every object of a text whose keys are out of order; nothing if the text does not parse.
pub(super) fn orders(text: &str, language: &Language) -> Option<Vec<Order>> {
    let root = Root::cast(yaml_parser::parse(text).ok()?)?;
    let mut moves = Moves { text, language, depth: 0, orders: Vec::new() };
    for document in root.documents() {
        if let Some(block) = document.block() {
            moves.block(&block, language.root());
        } else if let Some(flow) = document.flow() {
            moves.flow(&flow, language.root());
        }
    }
    Some(moves.orders)
}

struct Moves<'t, 'l> {
    text: &'t str,
    language: &'l Language,
    depth: usize,
    orders: Vec<Order>,
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
        let keys = entries.iter().map(|entry| entry.key().map(|key| key.syntax().clone()));
        let (names, places) = names(keys, entries.iter().map(AstNode::syntax));
        let outside = self.depth;
        if let Some(order) = self.order(&names, schema) {
            let nodes: Vec<&SyntaxNode> = entries.iter().map(AstNode::syntax).collect();
            self.reorder(places, &stretches(self.text, &nodes), &order);
        }
        for (entry, name) in entries.iter().zip(&names) {
            let member = self.language.member(schema, name);
            if let Some(value) = entry.value() {
                self.value(value.block(), value.flow(), member);
            }
        }
        self.depth = outside;
    }

    fn flow_map(&mut self, map: &FlowMap, schema: &'l Json) {
        let entries: Vec<_> =
            map.entries().iter().flat_map(yaml_parser::ast::FlowMapEntries::entries).collect();
        let keys = entries.iter().map(|entry| entry.key().map(|key| key.syntax().clone()));
        let (names, places) = names(keys, entries.iter().map(AstNode::syntax));
        let outside = self.depth;
        if let Some(order) = self.order(&names, schema) {
            // Between brackets, it is unclear which entry a comment belongs to.
            let mut parts = map.syntax().descendants_with_tokens();
            if parts.all(|part| part.kind() != SyntaxKind::COMMENT) {
                let whole = |node: &SyntaxNode| Stretch::new(range(node.text_range()));
                let stretches = entries.iter().map(|entry| whole(entry.syntax()));
                self.reorder(places, &stretches.collect::<Vec<_>>(), &order);
            }
        }
        for (entry, name) in entries.iter().zip(&names) {
            let member = self.language.member(schema, name);
            self.value(None, entry.value().and_then(|value| value.flow()), member);
        }
        self.depth = outside;
    }

    /// The indices of the names in the order of the language; nothing if they are in order already,
    /// or the language does not know one of them.
    fn order(&self, names: &[String], schema: &'l Json) -> Option<Vec<usize>> {
        let keys = self.language.keys(schema)?;
        let fields = self.language.fields(schema);
        let place = |name: &String| {
            let known = |name: &str| keys.iter().position(|key| *key == name);
            // Odd places are between two keys.
            known(name).map(|at| 2 * at + 1).or_else(|| Some(2 * known(fields?)?))
        };
        let places = names.iter().map(place).collect::<Option<Vec<usize>>>()?;
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|index| places[*index]);
        (!order.is_sorted()).then_some(order)
    }

    /// Rearranges entries; what is between them stays in place.
    fn reorder(&mut self, keys: Vec<usize>, stretches: &[Stretch], order: &[usize]) {
        let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { return };
        let whole = first.range.start..last.range.end;
        let moves = stretches.iter().zip(order).map(|(place, other)| {
            let range = place.range.start - whole.start..place.range.end - whole.start;
            let text = &self.text[stretches[*other].range.clone()];
            (range, stretches[*other].moved(text, place))
        });
        if let Some(ordered) = replaced(&self.text[whole.clone()], moves.collect()) {
            self.orders.push(Order { keys, depth: self.depth, edit: (whole, ordered) });
            self.depth += 1;
        }
    }
}

/// The keys of entries without their quotes, and where they begin.
fn names<'n>(
    keys: impl Iterator<Item = Option<SyntaxNode>>,
    entries: impl Iterator<Item = &'n SyntaxNode>,
) -> (Vec<String>, Vec<usize>) {
    let name = |key: SyntaxNode| key.text().to_string().trim().trim_matches(['"', '\'']).to_owned();
    let start = |entry: &SyntaxNode| usize::from(entry.text_range().start());
    (keys.map(|key| key.map(name).unwrap_or_default()).collect(), entries.map(start).collect())
}
