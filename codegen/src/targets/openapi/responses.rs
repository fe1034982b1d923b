//! The responses of a catalog, by status and by code, and the examples they refer to.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::example::{self, Content};
use crate::model::{Catalog, Code, CodeId, Delivery};
use crate::reference::Entries;
use crate::targets::openapi::document::{
    Example, Map, MediaType, Prose, Ref, Response, ResponseOrRef,
};
use crate::targets::openapi::headers::Headers;
use crate::targets::openapi::names::{Names, RESPONSE, returned_by_operations};
use crate::targets::openapi::prose;
use crate::targets::openapi::split::Documents;

/// The responses: one for each status in ascending order, then one for each code, then those of
/// operations that no other is. Each is made when its turn comes.
pub struct Responses<'a> {
    catalog: &'a Catalog,
    names: &'a Names,
    headers: &'a Headers<'a>,
    documents: &'a Documents,
    entries: Entries<'a>,
}

impl<'a> Responses<'a> {
    pub fn of(
        catalog: &'a Catalog,
        names: &'a Names,
        headers: &'a Headers<'a>,
        documents: &'a Documents,
    ) -> Responses<'a> {
        Responses { catalog, names, headers, documents, entries: Entries::of(catalog) }
    }

    fn of_code(&self, id: CodeId, code: &Code) -> ResponseOrRef<'a> {
        if !self.documents.holds(code) {
            let name = self.names.code(id);
            return ResponseOrRef::Ref(Ref::at(self.documents.to_code(code), "responses", name));
        }
        let statuses = self.names.statuses_of(id, code).map(|status| (id, status));
        let schema = self.names.typed().and_then(|typed| typed.body(id));
        ResponseOrRef::Response(self.response(schema, prose::response(&self.entries, id), statuses))
    }

    /// The response with one of several codes.
    fn of_any(&self, schema: Option<&str>, status: u16, codes: &[CodeId]) -> Response<'a> {
        let bodies = codes.iter().map(|id| (*id, Some(status)));
        self.response(schema, prose::responses(self.catalog, status, codes), bodies)
    }

    fn response(
        &self,
        schema: Option<&str>,
        description: String,
        codes: impl Iterator<Item = (CodeId, Option<u16>)>,
    ) -> Response<'a> {
        let Responses { catalog, names, headers, documents, .. } = *self;
        let mut examples = Vec::new();
        let mut indices = BTreeSet::new();
        for (id, status) in codes {
            let code = &catalog[id];
            indices.extend(headers.of(id).iter().copied());
            if code.delivery == Delivery::Body {
                let name = names.example(id, status);
                examples.push((name, Ref::at(documents.to_code(code), "examples", name)));
            }
        }
        let content = if examples.is_empty() {
            Vec::new()
        } else {
            let schema = schema.map_or_else(|| names.schema(RESPONSE), str::to_owned);
            let schema = Ref::at(documents.to_first(), "schemas", &schema);
            let media_type = MediaType { schema, examples: Map(examples) };
            let types = &catalog.envelope.content_types;
            types.iter().map(|known| (known.as_str(), media_type.clone())).collect()
        };
        let headers =
            indices.into_iter().map(|index| headers.reference(index, documents)).collect();
        Response { description: Prose(description), headers: Map(headers), content: Map(content) }
    }
}

impl Serialize for Responses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Responses { catalog, names, documents, .. } = *self;
        let mut map = serializer.serialize_map(None)?;
        let is_first = documents.here.is_none();
        let mut by_status: BTreeMap<u16, Vec<CodeId>> = BTreeMap::new();
        for (id, code) in catalog.codes_with_ids().filter(|_| is_first) {
            for status in &code.status {
                by_status.entry(*status).or_default().push(id);
            }
        }
        for (status, codes) in by_status {
            let schema = names.typed().and_then(|typed| typed.status(status));
            map.serialize_entry(names.status(status), &self.of_any(schema, status, &codes))?;
        }
        for (id, code) in catalog.codes_with_ids() {
            if is_first || documents.holds(code) {
                map.serialize_entry(names.code(id), &self.of_code(id, code))?;
            }
        }
        let of_operations =
            if is_first { returned_by_operations(catalog) } else { BTreeMap::new() };
        for (returned, codes) in of_operations {
            let schema = names.typed().and_then(|typed| typed.operation(returned));
            let response = self.of_any(schema, returned.1, &codes);
            map.serialize_entry(&names.operations()[&returned], &response)?;
        }
        map.end()
    }
}

/// The examples: the body of each code, or the URL of a redirect. Each is made when its turn comes.
pub struct Examples<'a> {
    pub catalog: &'a Catalog,
    pub names: &'a Names,
    pub documents: &'a Documents,
}

impl Serialize for Examples<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Examples { catalog, names, documents } = *self;
        let mut map = serializer.serialize_map(None)?;
        for (id, code) in catalog.codes_with_ids().filter(|(_, code)| documents.holds(code)) {
            for status in names.statuses_of(id, code) {
                let value = value(catalog, code, status);
                let example = Example { summary: &code.title, value };
                map.serialize_entry(names.example(id, status), &example)?;
            }
        }
        map.end()
    }
}

fn value(catalog: &Catalog, code: &Code, status: Option<u16>) -> Value {
    match example::response_with_status(catalog, code, status).content {
        Content::Body(body) => body,
        Content::Redirect(parameters) => json!(example::redirect_address(&parameters)),
    }
}
