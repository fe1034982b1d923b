//! Adds to an API description what its operations return: for each status, a reference to the
//! generated OpenAPI document of the catalog.
//!
//! The text of a description is edited, not serialized again: references are inserted, changed and
//! removed at the positions that the tree knows, and every other byte stays the same. The edited
//! text is parsed again and must, apart from these references, say what it said before.
//!
//! A response written by hand is left unchanged. A reference to the generated document belongs to
//! errbook: if the registry lists the operation, the reference follows the registry.

mod diff;
mod document;
mod edit;
mod inline;
mod overlay;
mod page;
mod plan;
mod value;

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::model::{Catalog, Operation, OperationId};
use crate::names::path_fits;
use crate::rule;
use crate::source::{SourceFile, Span};
use crate::targets::{OpenapiNames, OpenapiVersion};
use document::Document;

pub use overlay::{Overlay, overlay};

/// The changes that an API description needs.
#[derive(Debug, Default)]
pub struct Annotation {
    /// Whether the description could be read.
    pub read: bool,
    /// What changes, in the order of the description.
    pub changes: Vec<Change>,
    /// The responses that are kept although the registry differs, in the same order.
    pub left: Vec<Left>,
    /// Why the description, or an operation in it, cannot be edited.
    pub findings: Vec<Diagnostic>,
    /// How many components were added to the description itself, changed or removed in it.
    pub inlined: usize,
    /// The paths of those that were removed, or of the maps of them if nothing else was in these.
    pub dropped: Vec<Vec<String>>,
    /// The description with the changes, if there are any.
    pub text: Option<String>,
    /// The catalog's operations that the description has.
    pub found: BTreeSet<OperationId>,
    /// The `operationId`s of the description.
    pub ids: Vec<String>,
    /// The paths whose operations are elsewhere and therefore not read.
    pub elsewhere: Vec<Item>,
}

/// The operations of a path, to which a description only refers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The path's key in the description.
    pub path: String,
    /// The position of the reference.
    pub span: Span,
    /// The version of the description.
    pub version: OpenapiVersion,
    /// The file, relative to that of the description, if the reference is to a whole file.
    pub file: Option<String>,
}

/// A response of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The path's key in the description.
    pub path: String,
    /// The method as it is sent.
    pub method: String,
    /// Its key: the HTTP status, a range such as `4XX`, or `default`.
    pub status: String,
}

/// A change of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The response.
    pub response: Response,
    /// How it changes.
    pub kind: ChangeKind,
}

/// How a response changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new, with this reference.
    Added(String),
    /// It gets this reference.
    Updated(String),
    /// It is removed: no code of the operation has the status any longer.
    Removed,
}

/// A response that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The response.
    pub response: Response,
    /// Its position.
    pub span: Span,
    /// Why it is kept.
    pub reason: LeftReason,
}

/// Why a response is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftReason {
    /// It is not a reference to the generated document.
    ByHand,
    /// It is such a reference, but the registry does not list the operation.
    Unlisted,
    /// It is an error, and the registry has no code with its status for the operation. Frameworks
    /// add such responses on their own.
    Undocumented,
    /// It stands for every error that is not listed, and the registry lists all.
    Rest,
}

/// Compares an API description with a catalog without internal codes.
///
/// `file` is the index of the description among the sources; `names` are those of the responses in
/// the generated document; `fragment` returns the address by
/// which a description of a version refers to the generated document, if there is one for it.
#[must_use]
pub fn annotate(
    source: &SourceFile,
    file: u32,
    catalog: &Catalog,
    names: &OpenapiNames,
    fragment: impl Fn(OpenapiVersion) -> Option<String>,
) -> Annotation {
    let mut annotation = Annotation::default();
    let mut problems = Problems::default();
    if let Some(document) = Document::read(source, file, &mut problems)
        && !problems.any_error()
    {
        match fragment(document.version) {
            Some(fragment) => {
                annotation.read = true;
                let jobs = diff::jobs(&document, catalog, names, fragment, &mut annotation);
                edit::apply(source, &document, &jobs, &mut annotation);
                // Those of an earlier run are no longer needed.
                inline::apply(source, &document, catalog, &json!({}), &mut annotation);
            }
            None => problems.push(document.unsupported()),
        }
    }
    annotation.findings.extend(problems.sorted());
    annotation
}

/// Compares an API description with a catalog, as [`annotate`] does, and puts the components into
/// the description itself. `components` returns them for a version.
///
/// # Errors
///
/// If `components` fails.
pub fn annotate_inline<E>(
    source: &SourceFile,
    file: u32,
    catalog: &Catalog,
    names: &OpenapiNames,
    components: impl Fn(OpenapiVersion) -> Result<Json, E>,
) -> Result<Annotation, E> {
    let mut annotation = Annotation::default();
    let mut problems = Problems::default();
    if let Some(document) = Document::read(source, file, &mut problems)
        && !problems.any_error()
    {
        annotation.read = true;
        let components = components(document.version)?;
        let jobs = diff::jobs(&document, catalog, names, String::new(), &mut annotation);
        edit::apply(source, &document, &jobs, &mut annotation);
        inline::apply(source, &document, catalog, &components, &mut annotation);
    }
    annotation.findings.extend(problems.sorted());
    Ok(annotation)
}

/// Compares a file with the operations of one path with a catalog; like [`annotate`].
#[must_use]
pub fn annotate_item(
    source: &SourceFile,
    file: u32,
    item: &Item,
    catalog: &Catalog,
    names: &OpenapiNames,
    fragment: String,
) -> Annotation {
    let mut annotation = Annotation::default();
    let mut problems = Problems::default();
    if let Some(document) = Document::read_item(source, file, item, &mut problems)
        && !problems.any_error()
    {
        annotation.read = true;
        let jobs = diff::jobs(&document, catalog, names, fragment, &mut annotation);
        edit::apply(source, &document, &jobs, &mut annotation);
    }
    annotation.findings.extend(problems.sorted());
    annotation
}

/// Findings for the operations of a catalog that none of the annotated descriptions has.
#[must_use]
pub fn missing(catalog: &Catalog, annotations: &[Annotation]) -> Vec<Diagnostic> {
    let is_found = |id| annotations.iter().any(|of| of.found.contains(&id));
    let missing = catalog.operations_with_ids().filter(|(id, _)| !is_found(*id));
    let finding = |(_, operation): (OperationId, &Operation)| {
        let path = operation.request.as_ref().map(|request| request.path.as_str());
        let label = match operation.operation_id() {
            Some(_) if path.is_some() => "no operation has this `operationId` or this request",
            Some(_) => "no operation has this `operationId`",
            None if operation.request.as_ref().is_some_and(|of| of.method.is_none()) => {
                "no operation has this path"
            }
            None => "no operation has this method and path",
        };
        let found = Diagnostic::error(
            &rule::MISSING_OPERATION,
            format!("the API description has no operation `{}`", operation.id),
        )
        .at(operation.span, label);
        let ids = annotations.iter().flat_map(|of| &of.ids).map(String::as_str);
        if let Some(near) = operation.operation_id().and_then(|id| nearest(id, ids)) {
            return found.help(format!("did you mean `{near}`?"));
        }
        let mut elsewhere = annotations.iter().flat_map(|of| &of.elsewhere);
        match elsewhere
            .find(|item| path.is_none_or(|path| path_fits(path, &item.path)))
        {
            Some(item) => found
                .also(item.span, "this reference is not followed")
                .help("write the operations of the path here, or annotate a bundle of the API description"),
            None => found.help("add it to the API description, or remove it here"),
        }
    };
    missing.map(finding).collect()
}
