//! The document as JSON, for programs that serve an API description: the components, and which of
//! the responses each operation has.

use serde_json::{Map, Value, json};

use super::headers::Headers;
use super::names::{Names, returned};
use super::{Format, OpenapiOptions, Version, head, parts};
use crate::model::{Catalog, OperationId};
use crate::output::{HEADER, Output};
use crate::targets::RenderError;

/// The document. What the operations return is an extension, since it has no paths.
pub(super) fn document(
    catalog: &Catalog,
    names: &Names,
    options: &OpenapiOptions,
    version: Version,
) -> Result<Output, RenderError> {
    let mut document = serde_json::to_value(head(catalog, names, options, version))?;
    document["components"] = components(catalog, names, options, version)?;
    let listed = catalog.operations_with_ids();
    let listed = listed.map(|(id, of)| (of.id.clone(), responses(catalog, names, Some(id))));
    let every = ("*".to_owned(), responses(catalog, names, None));
    document["x-operations"] = [every].into_iter().chain(listed).collect::<Map<_, _>>().into();
    let mut whole = json!({ "x-generated": HEADER });
    if let (Value::Object(whole), Value::Object(document)) = (&mut whole, document) {
        whole.extend(document);
    }
    let mut text = serde_json::to_string_pretty(&whole)?;
    text.push('\n');
    Ok(Output { path: version.path(catalog, Format::Json), text })
}

/// The components.
pub(super) fn components(
    catalog: &Catalog,
    names: &Names,
    options: &OpenapiOptions,
    version: Version,
) -> Result<Value, RenderError> {
    let mut components = serde_json::to_value(head(catalog, names, options, version).components)?;
    if !catalog.codes.is_empty() {
        let headers = Headers::new(catalog, names);
        let shared = serde_json::to_value(parts(catalog, names, &headers))?;
        if let (Value::Object(components), Value::Object(shared)) = (&mut components, shared) {
            components.extend(shared);
        }
    }
    Ok(components)
}

/// The responses of an operation with a reference each, by status.
fn responses(catalog: &Catalog, names: &Names, operation: Option<OperationId>) -> Value {
    let by_status = returned(catalog, operation).into_iter();
    let reference = |(status, codes): (u16, Vec<_>)| {
        let name = names.response(operation, status, &codes);
        (status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }))
    };
    by_status.map(reference).collect::<Map<_, _>>().into()
}
