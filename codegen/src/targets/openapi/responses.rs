//! The responses of a catalog, by status and by code, and the examples they refer to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::example::{self, Content};
use crate::model::{Catalog, Code, CodeId, Delivery, Slot};
use crate::reference::listed;
use crate::targets::openapi::document::{Example, Map, MediaType, Prose, Ref, Response};
use crate::targets::openapi::headers::Headers;
use crate::targets::openapi::{prose, schema, typed};

/// The names of the components of a catalog.
pub struct Names {
    statuses: BTreeMap<u16, String>,
    codes: Vec<String>,
    /// The examples of codes with a status other than their first, if the body has the status.
    further: BTreeMap<(CodeId, u16), String>,
    /// The schemas of bodies, if there is not one for all.
    typed: Option<typed::Names>,
}

impl Names {
    pub fn new(catalog: &Catalog) -> Names {
        let mut taken = BTreeSet::new();
        let mut statuses = BTreeMap::new();
        for status in catalog.codes.iter().flat_map(|code| &code.status) {
            statuses
                .entry(*status)
                .or_insert_with(|| unique(&format!("Error{status}"), &mut taken));
        }
        // Code generators read a name with a dot as the name of a file.
        let codes = catalog.codes.iter().map(|code| code.code.replace('.', "_"));
        let codes = codes.map(|code| unique(&code, &mut taken)).collect();
        let mut further = BTreeMap::new();
        if [Slot::Status, Slot::StatusString].iter().any(|slot| catalog.envelope.shape.has(*slot)) {
            for (id, code) in catalog.codes_with_ids() {
                for status in code.status.iter().skip(1) {
                    let name = unique(&format!("{}.{status}", code.code), &mut taken);
                    further.insert((id, *status), name);
                }
            }
        }
        Names { statuses, codes, further, typed: None }
    }

    /// The same, with a schema for each code and each status.
    pub fn and_types(self, catalog: &Catalog) -> Names {
        Names { typed: Some(typed::Names::new(catalog)), ..self }
    }

    /// The names of the schemas of individual codes and statuses, if there are any.
    pub fn typed(&self) -> Option<&typed::Names> {
        self.typed.as_ref()
    }

    /// The name of the response for a status that some code has.
    pub fn status(&self, status: u16) -> &str {
        &self.statuses[&status]
    }

    /// The name of the response and the example of a code.
    pub fn code(&self, code: CodeId) -> &str {
        &self.codes[code.index()]
    }

    /// The name of the example of a code with one of its statuses.
    fn example(&self, code: CodeId, status: Option<u16>) -> &str {
        let further = status.and_then(|status| self.further.get(&(code, status)));
        further.unwrap_or(&self.codes[code.index()])
    }

    /// The statuses for which a code has its own example.
    fn statuses_of(&self, id: CodeId, code: &Code) -> impl Iterator<Item = Option<u16>> {
        let further = code.status.iter().skip(1).copied();
        let further = further.filter(move |status| self.further.contains_key(&(id, *status)));
        [code.status.first().copied()].into_iter().chain(further.map(Some))
    }
}

/// The name as a key of components, changed if it is not valid or is taken.
pub fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut name: String = name.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if name.is_empty() {
        name.push('_');
    }
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// The responses: one for each status in ascending order, then one for each code.
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
        let description = prose::status(catalog, status);
        let schema = names.typed().and_then(|typed| typed.status(status));
        let response = response(catalog, names, headers, schema, description, bodies);
        (names.status(status), response)
    });
    let listed = listed(catalog);
    let of_code = catalog.codes_with_ids().map(|(id, code)| {
        let statuses = names.statuses_of(id, code).map(|status| (id, status));
        let schema = names.typed().and_then(|typed| typed.code(id));
        let description = prose::response(catalog, code, &listed[id.index()]);
        let response = response(catalog, names, headers, schema, description, statuses);
        (names.code(id), response)
    });
    Map(of_status.chain(of_code).collect())
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
        let schema = Ref::new("schemas", schema.unwrap_or(schema::RESPONSE));
        let media_type = MediaType { schema, examples: Map(examples) };
        vec![(catalog.envelope.content_type.as_str(), media_type)]
    };
    let headers = indices.into_iter().map(|index| headers.reference(index)).collect();
    Response { description: Prose(description), headers: Map(headers), content: Map(content) }
}
