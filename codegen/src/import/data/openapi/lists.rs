//! Where references lead in an API description, and which of several lists of codes a body has.

use std::collections::BTreeSet;

use super::{DEEPEST, get, is_named, items, members, text};
use crate::yaml::Node;

/// What a reference leads to; the node itself if it is none.
pub(super) fn target<'n, 's>(root: &'n Node<'s>, node: &'n Node<'s>) -> &'n Node<'s> {
    let mut node = node;
    for _ in 0..DEEPEST {
        let path = get(node, "$ref").and_then(Node::as_text);
        let Some(path) = path.and_then(|path| path.strip_prefix("#/")) else { break };
        let mut steps = path.split('/').map(|step| step.replace("~1", "/").replace("~0", "~"));
        let Some(found) = steps.try_fold(root, |at, step| get(at, &step)) else { break };
        node = found;
    }
    node
}

/// The codes that all parts of a schema list, if several list some: each says which of them it has.
pub(super) fn narrowed<'n, 's>(
    root: &'n Node<'s>,
    schema: &'n Node<'s>,
    name: &str,
) -> Option<BTreeSet<String>> {
    get(schema, "allOf")?;
    let mut all = Vec::new();
    lists(root, schema, name, &mut all, &mut 1000);
    let mut common = all.pop().filter(|_| !all.is_empty())?;
    common.retain(|code| all.iter().all(|list| list.contains(code)));
    (!common.is_empty()).then_some(common)
}

/// The lists of codes in a schema and in what it is all of, as the member with a name or as a body.
fn lists<'n, 's>(
    root: &'n Node<'s>,
    schema: &'n Node<'s>,
    name: &str,
    all: &mut Vec<BTreeSet<String>>,
    left: &mut usize,
) {
    // Schemas that refer to each other have no end.
    let Some(fewer) = left.checked_sub(1) else { return };
    *left = fewer;
    let schema = target(root, schema);
    if is_named(name) {
        let constant = get(schema, "const").into_iter();
        let values = get(schema, "enum").map(items).unwrap_or_default().iter().chain(constant);
        let codes: BTreeSet<String> = values.filter_map(text).map(|code| code.text).collect();
        if !codes.is_empty() {
            all.push(codes);
        }
    } else {
        let properties = get(schema, "properties").map(members).unwrap_or_default();
        for (member, inner) in properties.iter().filter(|(member, _)| is_named(&member.text)) {
            lists(root, inner, &member.text, all, left);
        }
    }
    for inner in get(schema, "allOf").map(items).unwrap_or_default() {
        lists(root, inner, name, all, left);
    }
}
