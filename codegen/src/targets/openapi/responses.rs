//! The responses of a catalog, by status and by code, and the examples they refer to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::example::{self, Content};
use crate::model::{Catalog, Code, CodeId, Delivery};
use crate::reference::Entries;
use crate::targets::openapi::document::{Example, Map, MediaType, Prose, Ref, Response};
use crate::targets::openapi::headers::Headers;
use crate::targets::openapi::names::{Names, RESPONSE, returned_by_operations};
use crate::targets::openapi::prose;

/// The responses: one for each status in ascending order, then one for each code, then those of
/// operations that no other is.
pub fn responses<'a>(
    catalog: &'a Catalog,
    names: &'a Names,
    headers: &'a Headers<'a>,
) -> Map<&'a str, Response<'a>> {
    let mut by_status: BTreeMap<u16, Vec<CodeId>> = BTreeMap::new();
    for (id, code) in catalog.codes_with_ids() {
        for status in &code.status {
            by_status.entry(*status).or_default().push(id);
        }
    }
    let of_status = by_status.into_iter().map(|(status, codes)| {
        let bodies = codes.iter().map(|id| (*id, Some(status)));
        let description = prose::responses(catalog, status, &codes);
        let schema = names.typed().and_then(|typed| typed.status(status));
        let response = response(catalog, names, headers, schema, description, bodies);
        (names.status(status), response)
    });
    let entries = Entries::of(catalog);
    let of_code = catalog.codes_with_ids().map(|(id, code)| {
        let statuses = names.statuses_of(id, code).map(|status| (id, status));
        let schema = names.typed().and_then(|typed| typed.body(id));
        let description = prose::response(&entries, id);
        let response = response(catalog, names, headers, schema, description, statuses);
        (names.code(id), response)
    });
    let of_operation = returned_by_operations(catalog).into_iter().map(|(returned, codes)| {
        let bodies = codes.iter().map(|id| (*id, Some(returned.1)));
        let description = prose::responses(catalog, returned.1, &codes);
        let schema = names.typed().and_then(|typed| typed.operation(returned));
        let response = response(catalog, names, headers, schema, description, bodies);
        (names.operations()[&returned].as_str(), response)
    });
    Map(of_status.chain(of_code).chain(of_operation).collect())
}

/// The examples: the body of each code, or the URL of a redirect.
pub fn examples<'a>(catalog: &'a Catalog, names: &'a Names) -> Map<&'a str, Example<'a>> {
    let mut examples = Vec::with_capacity(catalog.codes.len());
    for (id, code) in catalog.codes_with_ids() {
        for status in names.statuses_of(id, code) {
            let value = value(catalog, code, status);
            let example = Example { summary: &code.title, value };
            examples.push((names.example(id, status), example));
        }
    }
    Map(examples)
}

fn value(catalog: &Catalog, code: &Code, status: Option<u16>) -> Value {
    match example::response_with_status(catalog, code, status).content {
        Content::Body(body) => body,
        Content::Redirect(parameters) => json!(example::redirect_address(&parameters)),
    }
}

fn response<'a>(
    catalog: &'a Catalog,
    names: &'a Names,
    headers: &'a Headers<'a>,
    schema: Option<&str>,
    description: String,
    codes: impl Iterator<Item = (CodeId, Option<u16>)>,
) -> Response<'a> {
    let mut examples = Vec::new();
    let mut indices = BTreeSet::new();
    for (id, status) in codes {
        let code = &catalog[id];
        indices.extend(headers.of(id).iter().copied());
        if code.delivery == Delivery::Body {
            let name = names.example(id, status);
            examples.push((name, Ref::new("examples", name)));
        }
    }
    let content = if examples.is_empty() {
        Vec::new()
    } else {
        let schema = schema.map_or_else(|| names.schema(RESPONSE), str::to_owned);
        let schema = Ref::new("schemas", &schema);
        let media_type = MediaType { schema, examples: Map(examples) };
        let types = &catalog.envelope.content_types;
        types.iter().map(|known| (known.as_str(), media_type.clone())).collect()
    };
    let headers = indices.into_iter().map(|index| headers.reference(index)).collect();
    Response { description: Prose(description), headers: Map(headers), content: Map(content) }
}
