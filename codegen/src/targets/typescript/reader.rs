//! What the parser of errors is told about a catalog: where a response has what an error is made of.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Catalog, Detail, Kind, PathStep, Place, Slot};

use super::types;

/// A step of a path: the name of a member, or `null` for the elements of an array.
pub(super) type Step = Option<String>;

/// A `Detail` of the runtime.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Sent<'a> {
    name: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "is_false")]
    nullable: bool,
    #[serde(skip_serializing_if = "is_false")]
    sensitive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<Vec<Step>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'a str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

/// Where a body has the value of a slot.
pub(super) fn path_to(catalog: &Catalog, slot: Slot) -> Option<Vec<Step>> {
    catalog.envelope.shape.path_to(slot).map(|path| steps(&path))
}

/// The lists of details that codes have, without repetition, and the number of the list of each code,
/// in the order of the codes; none if no code has details.
pub(super) fn details(catalog: &Catalog) -> Option<(Vec<Vec<Sent<'_>>>, Vec<usize>)> {
    let (mut lists, mut numbers, mut known) = (Vec::new(), Vec::new(), BTreeMap::new());
    for code in catalog.distinct_codes() {
        let details = code.sent().zip(types::detail_names(code));
        let list: Vec<Sent<'_>> = details.map(|(detail, name)| sent(detail, name)).collect();
        let number = *known.entry(list.clone()).or_insert_with(|| {
            lists.push(list);
            lists.len() - 1
        });
        numbers.push(number);
    }
    lists.iter().any(|list| !list.is_empty()).then_some((lists, numbers))
}

fn sent(detail: &Detail, name: String) -> Sent<'_> {
    let kind = match &detail.ty.kind {
        kind if kind.is_text() => "string",
        Kind::Integer | Kind::Int64 | Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Delay => "delay",
        Kind::List(_) => "list",
        _ => "object",
    };
    let (path, header, parameter) = match &detail.place {
        Place::Body(path) => (Some(steps(path)), None, None),
        Place::Header { name, parameter } => (None, Some(name.as_str()), parameter.as_deref()),
        // No client receives it.
        Place::Message => (None, None, None),
    };
    Sent {
        name,
        kind,
        nullable: detail.ty.nullable,
        sensitive: detail.sensitive,
        path,
        header,
        parameter,
    }
}

/// A path as the runtime has it.
pub(super) fn steps(path: &[PathStep]) -> Vec<Step> {
    let step = |step: &PathStep| match step {
        PathStep::Member(name) => Some(name.clone()),
        PathStep::Each => None,
    };
    path.iter().map(step).collect()
}
