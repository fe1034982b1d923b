//! Which operations of an API return which codes.

use super::{Block, Phrase, Piece, Table, To, code as as_code, column, entry, text, words};
use crate::model::{Catalog, Operation};
use crate::words::count;

/// The title of the page of the operations.
pub(crate) const TITLE: &str = "Codes by operation";

/// The operations, or a link to them if they are `elsewhere`; nothing if the catalog does not
/// mention any.
pub(crate) fn operations(catalog: &Catalog, elsewhere: bool) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let everywhere = entry::everywhere(catalog);
    let further = if everywhere.is_some() { "Additional codes" } else { "Codes" };
    if let Some(codes) = everywhere {
        let mut sentence = vec![words("Every operation can return ")];
        sentence.extend(codes);
        sentence.push(words("."));
        blocks.push(Block::Paragraph(sentence));
    }
    let number = catalog.operations.len();
    if number == 0 {
        return blocks;
    }
    if elsewhere {
        let link = Piece::Link(TITLE.into(), To::Operations);
        let number = words(format!(": {}", count(number, "operation")));
        blocks.push(Block::Paragraph(vec![link, number]));
        return blocks;
    }
    let described = catalog.operations.iter().any(|operation| operation.description.is_some());
    let columns = ["Operation", "What it does", further].map(column);
    let columns = columns.into_iter().enumerate().filter(|(index, _)| described || *index != 1);
    blocks.push(Block::Table(Table {
        title: TITLE.into(),
        columns: columns.map(|(_, column)| column).collect(),
        rows: catalog.operations.iter().map(|of| row(catalog, of, described)).collect(),
    }));
    blocks
}

fn row<'a>(catalog: &'a Catalog, operation: &'a Operation, described: bool) -> Vec<Phrase<'a>> {
    let Operation { id: _, anchor: _, request, description, codes, span: _ } = operation;
    let mut name = vec![Piece::Anchor(To::Operation(operation)), as_code(operation.label())];
    if let (Some(_), Some(id)) = (request, operation.operation_id()) {
        name.extend([Piece::Break, words(id)]);
    }
    let mut cells = vec![name];
    if described {
        cells.push(description.iter().map(text).collect());
    }
    let mut returned = Vec::new();
    for code in catalog.codes_at(codes) {
        if !returned.is_empty() {
            returned.push(words(", "));
        }
        returned.push(Piece::Name(&code.name));
    }
    cells.push(returned);
    cells
}
