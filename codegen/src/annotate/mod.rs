//! What operations return, written into an API description: for each status a reference to the
//! generated OpenAPI document of the catalog.
//!
//! A description is edited in its text and not written anew: references are put in, changed and
//! taken out at the places that the tree knows, and every other byte stays. The edited text is read
//! again, and it must say what the description said, but for these references.
//!
//! A response that somebody wrote by hand is left as it is. What refers to the generated document
//! is errbook's: where the registry lists the operation, it says what the registry says.

mod document;
mod edit;
mod overlay;
mod page;
mod plan;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::model::Catalog;
use crate::names::same_path;
use crate::rule;
use crate::source::{SourceFile, Span};
use document::Document;

pub use overlay::{Overlay, overlay};

/// What is to be done to an API description.
#[derive(Debug, Default)]
pub struct Annotation {
    /// Whether the description could be read.
    pub read: bool,
    /// What changes, in the order of the description.
    pub changes: Vec<Change>,
    /// The responses that stay although the registry says something else, in the same order.
    pub left: Vec<Left>,
    /// What keeps the description, or an operation of it, from being edited.
    pub findings: Vec<Diagnostic>,
    /// The description with the changes, where there are any.
    pub text: Option<String>,
    /// The indices in [`Catalog::operations`] of those that the description has.
    pub found: BTreeSet<usize>,
    /// The names that the description's operations have.
    pub ids: Vec<String>,
    /// The paths whose operations stand elsewhere, which is not read; and where they are referred to.
    pub elsewhere: Vec<(String, Span)>,
}

/// A response of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path's key in the description.
    pub path: String,
    /// The method in capitals.
    pub method: &'static str,
    /// The HTTP status.
    pub status: u16,
}

/// A change of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The response.
    pub place: Place,
    /// What becomes of it.
    pub kind: ChangeKind,
}

/// What becomes of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new and refers to this.
    Added(String),
    /// It refers to this from now on.
    Updated(String),
    /// It goes: no code of the operation has the status any more.
    Removed,
}

/// A response that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The response.
    pub place: Place,
    /// Where it stands.
    pub span: Span,
    /// Why it stays.
    pub reason: LeftReason,
}

/// Why a response stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftReason {
    /// It is not a reference to the generated document.
    ByHand,
    /// It is one, but the registry does not list the operation.
    Unlisted,
}

/// Compares an API description with a catalog that has no internal codes.
///
/// `file` is the description's index among the sources; `fragment` makes the address of the
/// generated document, as the description refers to it, of its file name.
#[must_use]
pub fn annotate(
    source: &SourceFile,
    file: u32,
    catalog: &Catalog,
    fragment: impl Fn(&str) -> String,
) -> Annotation {
    let mut annotation = Annotation::default();
    let mut problems = Problems::default();
    if let Some(document) = Document::read(source, file, &mut problems)
        && !problems.any_error()
    {
        annotation.read = true;
        let jobs = plan::plan(&document, catalog, &fragment, &mut annotation);
        edit::apply(source, &document, &jobs, &mut annotation);
    }
    annotation.findings.extend(problems.sorted());
    annotation
}

/// The operations of a catalog that no API description has, given what was found in each.
#[must_use]
pub fn missing(catalog: &Catalog, annotations: &[Annotation]) -> Vec<Diagnostic> {
    let is_found = |index| annotations.iter().any(|of| of.found.contains(&index));
    let operations = catalog.operations.iter().enumerate();
    let missing = operations.filter(|(index, _)| !is_found(*index));
    let finding = |(_, operation): (usize, &crate::model::Operation)| {
        let path = operation.request.as_ref().map(|request| request.path.as_str());
        let label = match operation.operation_id() {
            Some(_) if path.is_some() => "neither its name nor its request is there",
            Some(_) => "no operation has this `operationId`",
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
            .find(|(other, _)| path.is_none_or(|path| same_path(path) == same_path(other)))
        {
            Some((_, span)) => found
                .also(*span, "what is referred to here is not read")
                .help("write the operations of the path out here, or annotate a bundle of the API description"),
            None => found.help("add it to the API description, or remove it here"),
        }
    };
    missing.map(finding).collect()
}
