//! The document as JSON, for programs that serve an API description: the components, and which of
//! the responses each operation has.

use serde::Serialize;
use serde_json::Value;

use super::document::{Components, Map, Ref, Schemas};
use super::headers::Headers;
use super::names::{Names, returned};
use super::split::Documents;
use super::{Format, OpenapiOptions, Version, head, parts, schema};
use crate::model::{Catalog, OperationId};
use crate::output::{HEADER, Output};
use crate::targets::RenderError;

/// A document in which a program finds what it serves.
#[derive(Serialize)]
struct Served<'a, D> {
    #[serde(rename = "x-generated")]
    generated: &'static str,
    #[serde(flatten)]
    document: D,
    /// The responses of each operation, and of every other: an extension, since there are no paths.
    #[serde(rename = "x-operations")]
    operations: Map<&'a str, Map<String, Ref>>,
}

/// The document.
pub(super) fn document(
    catalog: &Catalog,
    names: &Names,
    options: &OpenapiOptions,
    version: Version,
) -> Result<Output, RenderError> {
    let every = ("*", responses(catalog, names, None));
    let listed = catalog.operations_with_ids();
    let listed = listed.map(|(id, of)| (of.id.as_str(), responses(catalog, names, Some(id))));
    let operations = Map([every].into_iter().chain(listed).collect());
    let headers = Headers::new(catalog, names);
    let documents = Documents::one();
    let components = all(catalog, names, (&headers, &documents), version);
    let document = head(catalog, options, version, components);
    let served = Served { generated: HEADER, document, operations };
    let mut text = serde_json::to_string_pretty(&served)?;
    text.push('\n');
    Ok(Output { path: version.path(catalog, Format::Json), text })
}

/// The components.
pub(super) fn components(
    catalog: &Catalog,
    names: &Names,
    version: Version,
) -> Result<Value, RenderError> {
    let headers = Headers::new(catalog, names);
    Ok(serde_json::to_value(all(catalog, names, (&headers, &Documents::one()), version))?)
}

fn all<'a>(
    catalog: &'a Catalog,
    names: &'a Names,
    (headers, documents): (&'a Headers<'a>, &'a Documents),
    version: Version,
) -> Components<'a, impl Serialize> {
    let schemas = Schemas { schemas: schema::schemas(catalog, names, version) };
    let shared = (!catalog.codes.is_empty()).then(|| parts(catalog, names, headers, documents));
    Components { schemas, shared }
}

/// The responses of an operation with a reference each, by status.
fn responses(catalog: &Catalog, names: &Names, operation: Option<OperationId>) -> Map<String, Ref> {
    let by_status = returned(catalog, operation).into_iter();
    let reference = |(status, codes): (u16, Vec<_>)| {
        (status.to_string(), Ref::new("responses", names.response(operation, status, &codes)))
    };
    Map(by_status.map(reference).collect())
}
