//! The operations of an API and the codes that each can return.

use std::fmt::Write;

use serde::Serialize;

use super::escape::{self, Place};
use super::pages::link;
use super::prose::Prose;
use crate::model::{Code, Operation};
use crate::words::{count, series};

/// The title of the page of the operations.
pub(in crate::targets) const TITLE: &str = "Codes by operation";

/// The operations as the templates see them; every text is escaped.
#[derive(Serialize)]
pub(super) struct View {
    /// A link to the operations, if they are on another page.
    link: Option<String>,
    rows: Vec<Row>,
    /// Whether some operation has a description.
    has_descriptions: bool,
    /// The codes that every operation can return.
    everywhere: String,
}

#[derive(Serialize)]
struct Row {
    operation: String,
    description: String,
    codes: String,
}

/// The operations for the guide or for their own page; none if the catalog does not mention any.
pub(super) fn view(prose: Prose<'_>) -> Option<View> {
    let catalog = prose.pages.catalog;
    if catalog.operations.is_empty() && catalog.raises.is_empty() {
        return None;
    }
    let row = |operation: &Operation| {
        let mut label = String::new();
        escape::anchor(&mut label, &prose.pages.id("operation", &operation.anchor));
        escape::code(&mut label, &operation.label(), Place::Cell);
        if let (Some(_), Some(id)) = (&operation.request, operation.operation_id()) {
            label.push_str("<br/>");
            escape::words(&mut label, id, Place::Cell, false);
        }
        Row {
            operation: label,
            description: operation.description.as_ref().map(|t| prose.cell(t)).unwrap_or_default(),
            codes: codes(prose, &operation.codes).join(", "),
        }
    };
    let number = catalog.operations.len();
    let is_elsewhere = number > 0 && prose.page != prose.pages.operations;
    let link = is_elsewhere.then(|| {
        let page = link(prose.page, &prose.pages.operations, None);
        format!("[{TITLE}]({page}): {}", count(number, "operation"))
    });
    let here = if is_elsewhere { &[] } else { &catalog.operations[..] };
    Some(View {
        link,
        rows: here.iter().map(row).collect(),
        has_descriptions: catalog.operations.iter().any(|of| of.description.is_some()),
        everywhere: series(&codes(prose, &catalog.raises), "and"),
    })
}

fn codes(prose: Prose<'_>, codes: &[usize]) -> Vec<String> {
    prose.pages.catalog.codes_at(codes).map(|code| prose.code(&code.code)).collect()
}

/// The operations that return a code, linked.
pub(super) fn returning(prose: Prose<'_>, code: &Code) -> String {
    if code.everywhere {
        return "every operation".to_owned();
    }
    let pages = prose.pages;
    let own = code.operations.iter().map(|at| {
        let operation = &pages.catalog.operations[*at];
        let mut out = "[".to_owned();
        escape::code(&mut out, &operation.label(), Place::Inline);
        let id = pages.id("operation", &operation.anchor);
        let _ = write!(out, "]({})", link(prose.page, &pages.operations, Some(&id)));
        out
    });
    series(&own.collect::<Vec<_>>(), "and")
}
