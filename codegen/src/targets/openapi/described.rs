//! What a description of an API says about the errors of a catalog, for descriptions that programs
//! make of their own types.

use std::collections::BTreeSet;

use serde_json::Value;

use super::headers::Headers;
use super::names::{Names, RESPONSE};
use super::{Version, prose, schema};
use crate::model::{Catalog, CodeId};
use crate::targets::RenderError;

/// What is said about the errors of a catalog.
pub(crate) struct Described {
    /// The schema of the body, and those that it refers to, by the names of their components.
    pub schemas: Vec<(String, Value)>,
    /// What each status means, in ascending order.
    pub statuses: Vec<(u16, String)>,
    /// What each code means and what to do, with a link to its entry, in the order of the catalog.
    pub codes: Vec<String>,
    /// The headers with what they hold, and the codes that have them.
    pub headers: Vec<(String, String, Vec<CodeId>)>,
}

/// What is said about a catalog, in OpenAPI 3.1. The names of components begin with its id: one
/// description may have the catalogs of several crates.
pub(crate) fn described(catalog: &Catalog) -> Result<Described, RenderError> {
    let names = Names::new(catalog, true);
    let headers = Headers::new(catalog, &names);
    let statuses: BTreeSet<u16> =
        catalog.codes.iter().flat_map(|code| &code.status).copied().collect();
    let statuses = statuses.into_iter();
    Ok(Described {
        schemas: schemas(catalog, &names)?,
        statuses: statuses.map(|status| (status, prose::status(catalog, status))).collect(),
        codes: catalog.codes.iter().map(|code| prose::brief(catalog, code)).collect(),
        headers: headers.described(catalog),
    })
}

/// The schema of the body, and those that it leads to.
fn schemas(catalog: &Catalog, names: &Names) -> Result<Vec<(String, Value)>, RenderError> {
    let all = serde_json::to_value(schema::schemas(catalog, names, Version::V3_1))?;
    let mut found: Vec<(String, Value)> = Vec::new();
    let mut wanted = vec![names.schema(RESPONSE)];
    while let Some(name) = wanted.pop() {
        if found.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let schema = all.get(&name).ok_or("a schema refers to one that does not exist")?;
        referred(schema, &mut wanted);
        found.push((name, schema.clone()));
    }
    Ok(found)
}

/// Adds the names of the schemas that a schema refers to.
fn referred(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            let name = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
            names.extend(name.map(str::to_owned));
            members.values().for_each(|member| referred(member, names));
        }
        Value::Array(elements) => elements.iter().for_each(|element| referred(element, names)),
        _ => {}
    }
}
