//! Compares what the registry says about each operation with an API description.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::document::{Document, Entries, Operation, entries, entry, fault, scalar};
use super::{Annotation, ChangeKind, Left, LeftReason, Response, inline};
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, CodeId, OperationId, Request, Vocabulary};
use crate::names::{path_fits, same_path};
use crate::targets::{
    OpenapiFormat as Format, OpenapiNames as Names, OpenapiVersion as Version,
    openapi_returned as returned,
};
use crate::yaml::{Key, Node};

/// The changes of one operation's responses.
pub(super) struct Job<'d, 's> {
    pub(super) operation: Operation<'d, 's>,
    /// The key and the value of `responses`, if the operation has it.
    pub(super) responses: Option<&'d (Key<'s>, Node<'s>)>,
    /// By ascending status, each with the index of the entry that changes.
    pub(super) changes: Vec<(u16, ChangeKind, Option<usize>)>,
}

impl Job<'_, '_> {
    /// The response with a status.
    pub(super) fn response(&self, status: u16) -> Response {
        response(&self.operation, &status.to_string())
    }
}

fn response(operation: &Operation<'_, '_>, status: &str) -> Response {
    Response {
        path: operation.path.to_owned(),
        method: operation.method.to_owned(),
        status: status.to_owned(),
    }
}

/// The names of a catalog's codes in the document that a description refers to.
struct References<'a> {
    catalog: &'a Catalog,
    names: &'a Names,
    /// The address of the generated document.
    fragment: String,
    /// The file names of the generated documents, for all versions.
    files: Vec<String>,
    /// The responses that an earlier run put into the description itself.
    inlined: BTreeSet<String>,
}

/// Compares each operation with the registry.
pub(super) fn jobs<'d, 's>(
    document: &'d Document<'s>,
    catalog: &Catalog,
    names: &Names,
    fragment: String,
    annotation: &mut Annotation,
) -> Vec<Job<'d, 's>> {
    let references = References {
        catalog,
        names,
        fragment,
        files: Version::ALL
            .iter()
            .flat_map(|version| Format::ALL.iter().map(|format| version.path(catalog, *format)))
            .collect(),
        inlined: inline::responses(document, catalog),
    };
    let operations = document.operations();
    let listed = listed(catalog, &operations);
    annotation.found.extend(listed.iter().flatten());
    annotation.found.extend(
        broad(catalog)
            .filter(|(request, _)| operations.iter().any(|of| includes(request, of)))
            .map(|(_, id)| id),
    );
    annotation.ids.extend(operations.iter().filter_map(id).map(str::to_owned));
    annotation.elsewhere = document.elsewhere();
    let mut jobs = Vec::new();
    for (operation, listed) in operations.into_iter().zip(listed) {
        if listed.is_none() && catalog.raises.is_empty() && !refers(&operation, &references) {
            continue;
        }
        let wanted = references.wanted(listed);
        let responses = entry(operation.node, "responses");
        let present = responses.and_then(|(_, node)| entries(node)).unwrap_or_default();
        let changes =
            changes(&operation, present, &references, wanted, listed.is_some(), annotation);
        if changes.is_empty() {
            continue;
        }
        match uneditable(document, &operation, responses) {
            Some(finding) => annotation.findings.push(finding),
            None => jobs.push(Job { operation, responses, changes }),
        }
    }
    jobs
}

/// For each operation of a description, the operation of the registry with its `operationId`, or
/// else the one with its request, or else the narrowest one that includes its request.
fn listed(catalog: &Catalog, operations: &[Operation<'_, '_>]) -> Vec<Option<OperationId>> {
    let mut by_id = HashMap::new();
    let mut by_request = HashMap::new();
    for (listed, operation) in catalog.operations_with_ids() {
        by_id.extend(operation.operation_id().map(|id| (id, listed)));
        let request = operation.request.as_ref().filter(|request| request.is_exact());
        by_request
            .extend(request.map(|request| ((request.method, same_path(&request.path)), listed)));
    }
    let mut listed: Vec<Option<OperationId>> =
        operations.iter().map(|operation| by_id.remove(id(operation)?)).collect();
    let named: BTreeSet<OperationId> = listed.iter().flatten().copied().collect();
    let mut broad: Vec<(&Request, OperationId)> =
        broad(catalog).filter(|(_, id)| !named.contains(id)).collect();
    broad.sort_by_key(|(request, _)| {
        let segments = || request.path.split('/');
        let any = segments().filter(|segment| *segment == "*").count();
        (any, Reverse(segments().count()), request.method.is_none())
    });
    for (operation, listed) in operations.iter().zip(&mut listed) {
        if listed.is_none() {
            let own = by_request.get(&(Some(operation.method), same_path(operation.path))).copied();
            let around = || broad.iter().find(|(request, _)| includes(request, operation));
            *listed = own.filter(|id| !named.contains(id)).or_else(|| around().map(|(_, id)| *id));
        }
    }
    listed
}

/// The operations of a catalog that may be several of a description.
fn broad(catalog: &Catalog) -> impl Iterator<Item = (&Request, OperationId)> {
    let requests = catalog.operations_with_ids();
    let requests = requests.filter_map(|(id, operation)| Some((operation.request.as_ref()?, id)));
    requests.filter(|(request, _)| !request.is_exact())
}

fn includes(request: &Request, operation: &Operation<'_, '_>) -> bool {
    request.method.is_none_or(|method| method == operation.method)
        && path_fits(&request.path, operation.path)
}

fn id<'d>(operation: &Operation<'d, '_>) -> Option<&'d str> {
    entry(operation.node, "operationId").and_then(|(_, node)| scalar(node))
}

/// Whether an operation refers to the generated document.
fn refers(operation: &Operation<'_, '_>, references: &References<'_>) -> bool {
    let responses = entry(operation.node, "responses").and_then(|(_, node)| entries(node));
    responses.unwrap_or_default().iter().any(|(_, node)| references.own(node).is_some())
}

fn changes(
    operation: &Operation<'_, '_>,
    present: &Entries<'_>,
    references: &References<'_>,
    mut wanted: BTreeMap<u16, String>,
    listed: bool,
    annotation: &mut Annotation,
) -> Vec<(u16, ChangeKind, Option<usize>)> {
    let mut changes = Vec::new();
    for (index, (key, node)) in present.iter().enumerate() {
        let mut left = |reason| {
            let response = response(operation, &key.text);
            annotation.left.push(Left { response, span: key.span, reason });
        };
        let Some(status) = key.text.parse::<u16>().ok().filter(|_| key.text.len() == 3) else {
            if listed && ["default", "4XX", "5XX"].contains(&&*key.text) {
                left(LeftReason::Rest);
            }
            continue;
        };
        let wanted = wanted.remove(&status);
        match (references.own(node), wanted) {
            (Some(own), Some(wanted)) if same(own, &wanted) => {}
            (Some(_), Some(wanted)) => {
                changes.push((status, ChangeKind::Updated(wanted), Some(index)));
            }
            (Some(_), None) if listed => changes.push((status, ChangeKind::Removed, Some(index))),
            (Some(_), None) => left(LeftReason::Unlisted),
            (None, Some(_)) => left(LeftReason::ByHand),
            (None, None) if listed && status >= 400 => left(LeftReason::Undocumented),
            (None, None) => {}
        }
    }
    let added = wanted.into_iter();
    changes.extend(added.map(|(status, wanted)| (status, ChangeKind::Added(wanted), None)));
    changes.sort_by_key(|(status, ..)| *status);
    changes
}

impl References<'_> {
    /// The references that an operation should have, by status.
    fn wanted(&self, listed: Option<OperationId>) -> BTreeMap<u16, String> {
        let reference = |(status, codes): (u16, Vec<CodeId>)| {
            let name = self.names.response(listed, status, &codes);
            (status, format!("{}{RESPONSES}{name}", self.fragment))
        };
        returned(self.catalog, listed).into_iter().map(reference).collect()
    }

    /// The reference of a response to a generated document of the catalog, wherever that is.
    fn own<'d>(&self, node: &'d Node<'_>) -> Option<&'d str> {
        let reference = scalar(&entry(node, "$ref")?.1)?;
        let (file, response) = reference.split_once(RESPONSES)?;
        if file.is_empty() {
            return self.inlined.contains(response).then_some(reference);
        }
        let name = file.rsplit('/').next().unwrap_or_default();
        let is_own =
            self.files.iter().any(|known| known == name) || normal(file) == normal(&self.fragment);
        is_own.then_some(reference)
    }
}

/// What separates the address of a document from the name of a response in it.
const RESPONSES: &str = "#/components/responses/";

/// Whether two references point to the same response.
fn same(own: &str, wanted: &str) -> bool {
    let parts = |reference| str::split_once(reference, RESPONSES);
    match (parts(own), parts(wanted)) {
        (Some((file, name)), Some((other, wanted))) => {
            name == wanted && normal(file) == normal(other)
        }
        _ => false,
    }
}

/// An address without `.` and without `name/..`.
fn normal(address: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in address.split('/') {
        match step {
            "." => {}
            ".." if steps.last().is_some_and(|last| !["..", ""].contains(last)) => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Why the responses of an operation cannot be edited.
fn uneditable(
    document: &Document<'_>,
    operation: &Operation<'_, '_>,
    responses: Option<&(Key<'_>, Node<'_>)>,
) -> Option<Diagnostic> {
    let is_shared = |node: &Node<'_>| document.marks.anchored.contains(&node.span.start);
    let shared = is_shared(operation.item)
        || operation.additional.is_some_and(is_shared)
        || is_shared(operation.node)
        || responses.is_some_and(|(_, node)| is_shared(node));
    let name = format!("`{} {}`", operation.method, operation.path);
    let finding = |span, message: String, label, help: &str| {
        Some(fault(span, message, label).help(help.to_owned()))
    };
    let out = "write them here, without anchors and aliases";
    let Some(own) = entries(operation.node) else {
        let message = format!("{name} is not written as a map");
        return finding(operation.key.span, message, "not a map", out);
    };
    let Some((key, node)) = responses else {
        let merged = own.iter().find(|(key, _)| key.text == "<<");
        if let Some((key, _)) = merged {
            let message = format!("the responses of {name} come from a merged map");
            return finding(key.span, message, "adding responses here would hide them", out);
        }
        return shared.then(|| shared_by_others(operation.key, &name, out));
    };
    if shared {
        return Some(shared_by_others(key, &name, out));
    }
    if entries(node).is_none() && !node.to_json().is_null() {
        let message = format!("the responses of {name} are not written as a map");
        return finding(node.span, message, "not a map", out);
    }
    None
}

fn shared_by_others(key: &Key<'_>, name: &str, help: &str) -> Diagnostic {
    let message = format!("the responses of {name} are shared");
    fault(key.span, message, "shared through an anchor").help(help)
}
