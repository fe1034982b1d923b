//! What a file is made of: its sections, codes and the names that it declares.

use lsp_types::{DocumentSymbol, SymbolKind};

use super::place::Places;
use super::view::View;
use crate::config;
use crate::diagnostic::Problems;
use crate::yaml::{self, Key, Node, Value};

/// The symbols of a file, as far as it can be read.
pub(super) fn symbols(view: &View<'_>) -> Vec<DocumentSymbol> {
    let (source, mut problems) = (view.source(), Problems::default());
    let root = if view.is_project() {
        config::parse(&source.path, source, &mut problems)
    } else {
        yaml::parse_damaged(view.file, source, &mut problems).map(|parsed| parsed.root)
    };
    let Some(Node { value: Value::Map(keys), .. }) = root else { return Vec::new() };
    let places = view.places();
    let is_section = !view.is_project() && source.stem != "catalog";
    if is_section && source.language().is_none() {
        return section(&keys, &places);
    }
    let top = |(key, value): &(Key<'_>, Node<'_>)| {
        let children = names(value).iter().map(|entry| symbol(entry, SymbolKind::FIELD, &places));
        let kind = SymbolKind::PROPERTY;
        DocumentSymbol {
            children: some(children.collect()),
            ..symbol_of(key, value, kind, &places)
        }
    };
    keys.iter().map(top).collect()
}

/// The heading of a section, and its codes below it.
fn section(keys: &[(Key<'_>, Node<'_>)], places: &Places<'_>) -> Vec<DocumentSymbol> {
    let errors = keys.iter().find(|(key, _)| key.text == "errors");
    let children = errors.map(|(_, errors)| codes(errors, places)).unwrap_or_default();
    let Some((key, heading)) = keys.iter().find(|(key, _)| key.text == "section") else {
        return children;
    };
    let end = errors.map_or(heading.span.end, |(_, errors)| errors.span.end.max(heading.span.end));
    let mut symbol = symbol_of(key, heading, SymbolKind::NAMESPACE, places);
    if let Some(title) = heading.as_text() {
        title.clone_into(&mut symbol.name);
    }
    symbol.range = places.range(key.span.start as usize..end as usize);
    symbol.selection_range = places.range(heading.span.range());
    symbol.children = some(children);
    vec![symbol]
}

/// The codes of a map of entries, each with its cases.
fn codes(errors: &Node<'_>, places: &Places<'_>) -> Vec<DocumentSymbol> {
    let code = |entry: &(Key<'_>, Node<'_>)| {
        let cases = names(&entry.1).iter().find(|(key, _)| key.text == "errors");
        let title = names(&entry.1).iter().find(|(key, _)| key.text == "title");
        DocumentSymbol {
            detail: title.and_then(|(_, title)| title.as_text()).map(str::to_owned),
            children: cases.and_then(|(_, cases)| some(codes(cases, places))),
            ..symbol(entry, SymbolKind::ENUM_MEMBER, places)
        }
    };
    names(errors).iter().map(code).collect()
}

fn names<'n, 's>(node: &'n Node<'s>) -> &'n [(Key<'s>, Node<'s>)] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

fn some(children: Vec<DocumentSymbol>) -> Option<Vec<DocumentSymbol>> {
    (!children.is_empty()).then_some(children)
}

fn symbol(entry: &(Key<'_>, Node<'_>), kind: SymbolKind, places: &Places<'_>) -> DocumentSymbol {
    symbol_of(&entry.0, &entry.1, kind, places)
}

fn symbol_of(
    key: &Key<'_>,
    value: &Node<'_>,
    kind: SymbolKind,
    places: &Places<'_>,
) -> DocumentSymbol {
    let end = value.span.end.max(key.span.end) as usize;
    // An empty name is against the protocol.
    let name = if key.text.trim().is_empty() { "?".to_owned() } else { key.text.to_string() };
    #[allow(deprecated, reason = "the protocol replaced a field that has no default")]
    DocumentSymbol {
        name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: places.range(key.span.start as usize..end),
        selection_range: places.range(key.span.range()),
        children: None,
    }
}
