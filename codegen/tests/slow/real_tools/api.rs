//! Small API descriptions that refer to the documents of a catalog, by code and by status.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::model::{Catalog, Delivery, Model};
use errbook::targets::{Errors, OpenapiVersion, Options, Prefix};
use serde_json::{Map, Value, json};

use super::registries::{envelopes, hostile, render_with};
use crate::support::registry::real;
use crate::support::{npm_tool, npm_tools, root, run, scratch};

/// An API description that refers to one document.
pub struct Api {
    /// The registry: `real`, `hostile` or `envelopes`.
    pub registry: &'static str,
    pub catalog: Catalog,
    /// The version of OpenAPI: `3.0` or `3.1`.
    pub version: &'static str,
    /// The folder of the description and of the document.
    pub folder: PathBuf,
    pub operations: Vec<Operation>,
}

/// An operation, `GET /{id}`, with one response of the document.
pub struct Operation {
    pub id: String,
    pub answers: Vec<Answer>,
}

/// An example of a response.
#[derive(Clone)]
pub struct Answer {
    /// The status; none if the response is for every status.
    pub status: Option<u16>,
    /// The index of the code.
    pub code: usize,
    /// The name of the example.
    pub example: String,
    /// The body; none for a redirect.
    pub body: Option<Value>,
}

impl Api {
    /// The API description.
    pub fn path(&self) -> PathBuf {
        self.folder.join(format!("{}.json", self.name()))
    }

    /// The API description and what it refers to in one file, written by `redocly bundle`.
    pub fn bundle(&self) -> PathBuf {
        self.folder.join(format!("{}.bundle.json", self.name()))
    }

    /// A unique name: `loop_3_1`.
    pub fn name(&self) -> String {
        format!("{}_{}", self.catalog.id.replace('-', "_"), self.version.replace('.', "_"))
    }

    /// The operations that respond with a body, each with its first example. Errors with a success
    /// status are left out: clients treat them as successes.
    pub fn bodies(&self) -> impl Iterator<Item = (&Operation, &Answer, &Value)> {
        let is_error = |answer: &&Answer| answer.status.is_none_or(|status| status >= 400);
        self.operations.iter().filter_map(move |operation| {
            let mut answers = operation.answers.iter().filter(is_error);
            answers.find_map(|answer| Some((operation, answer, answer.body.as_ref()?)))
        })
    }
}

/// An API for each catalog and version of this repository's registry, the hostile one and the one
/// with the ready-made envelopes.
pub fn apis(name: &str) -> Vec<Api> {
    with_errors(Errors::Shared, name)
}

/// The same, with a schema for each code and each status.
pub fn typed_apis(name: &str) -> Vec<Api> {
    with_errors(Errors::Typed, name)
}

fn with_errors(errors: Errors, name: &str) -> Vec<Api> {
    let mut options = Options::default();
    options.openapi.errors = errors;
    options.openapi.prefix = Prefix::Never;
    options.openapi.versions = vec![OpenapiVersion::V3_1, OpenapiVersion::V3_0];
    let models = [("real", real()), ("hostile", hostile()), ("envelopes", envelopes())];
    let apis = models.iter().flat_map(|(kind, model)| {
        let folder = scratch(&format!("{name}-{kind}"));
        render_with(&options, model, "openapi", &folder);
        of_model(model, kind, &folder)
    });
    apis.collect()
}

/// The same, bundled.
pub fn bundled(name: &str) -> Vec<Api> {
    let apis = apis(name);
    for api in &apis {
        bundle(api);
    }
    apis
}

/// Puts the description and what it refers to in one file.
pub fn bundle(api: &Api) {
    let mut redocly = npm_tool("redocly");
    redocly.arg("bundle").arg(api.path()).arg("--output").arg(api.bundle());
    run(redocly.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"));
}

fn of_model(model: &Model, kind: &'static str, folder: &Path) -> Vec<Api> {
    let versions = model.catalogs.iter().flat_map(|catalog| ["3.0", "3.1"].map(|v| (catalog, v)));
    versions.map(|(catalog, version)| of_catalog(catalog, kind, version, folder)).collect()
}

fn of_catalog(
    catalog: &Catalog,
    registry: &'static str,
    version: &'static str,
    folder: &Path,
) -> Api {
    let file = format!("{}.openapi-{version}.yaml", catalog.id);
    let document = read(&folder.join(&file));
    let responses = &document["components"]["responses"];
    let mut paths = Map::new();
    let mut operations = Vec::new();
    let mut add = |id: String, component: &str, answers: Vec<Answer>| {
        let reference = json!({ "$ref": format!("{file}#/components/responses/{component}") });
        let mut responses = Map::from_iter([("200".to_owned(), json!({ "description": "Well." }))]);
        for answer in &answers {
            let status = answer.status.map_or("default".to_owned(), |status| status.to_string());
            responses.insert(status, reference.clone());
        }
        let operation = json!({ "get": { "operationId": id, "responses": responses } });
        paths.insert(format!("/{id}"), operation);
        operations.push(Operation { id, answers });
    };
    let mut of_example = BTreeMap::new();
    for (index, code) in catalog.codes.iter().enumerate() {
        let component = response_name(&code.name);
        let examples = examples(&document, &responses[&component]);
        let statuses: Vec<Option<u16>> = match &code.status[..] {
            [] => vec![None],
            statuses => statuses.iter().copied().map(Some).collect(),
        };
        let answers = statuses.into_iter().enumerate().map(|(at, status)| {
            if code.delivery == Delivery::Redirect {
                return Answer { status, code: index, example: code.name.clone(), body: None };
            }
            // One for each status if the body has it, or else one for all.
            let (example, body) = examples[at.min(examples.len() - 1)].clone();
            of_example.insert(example.clone(), index);
            Answer { status, code: index, example, body: Some(body) }
        });
        add(format!("code{index}"), &component, answers.collect());
    }
    let statuses: BTreeSet<u16> = catalog.codes.iter().flat_map(|c| c.status.clone()).collect();
    for status in statuses {
        let component = format!("Error{status}");
        let answers = examples(&document, &responses[&component]).into_iter();
        let answers = answers.map(|(example, body)| Answer {
            status: Some(status),
            code: of_example[&example],
            example,
            body: Some(body),
        });
        let answers: Vec<Answer> = answers.collect();
        if !answers.is_empty() {
            add(format!("status{status}"), &component, answers);
        }
    }
    let mut description = json!({
        "openapi": document["openapi"],
        "info": { "title": "A small API", "version": "1" },
        "servers": [{ "url": "/" }],
        "paths": paths,
    });
    if version == "3.0" {
        // As `docs/openapi.md` says for clients that need the codes by name.
        let codes = json!({ "$ref": format!("{file}#/components/schemas/ErrorCode") });
        description["components"] = json!({ "schemas": { "ErrorCode": codes } });
    }
    let api =
        Api { registry, catalog: catalog.clone(), version, folder: folder.to_owned(), operations };
    fs::write(api.path(), description.to_string()).expect("it is written");
    api
}

/// The name of the response of a code; it differs from the code if the response of a status has that
/// name.
fn response_name(code: &str) -> String {
    if code == "Error404" { "Error404_".to_owned() } else { code.replace('.', "_") }
}

/// The names and values of the examples of a response's body.
fn examples(document: &Value, response: &Value) -> Vec<(String, Value)> {
    let contents = response["content"].as_object().into_iter().flat_map(Map::values);
    let examples = contents.filter_map(|content| content["examples"].as_object()).flatten();
    let value = |example: &Value| {
        let pointer = example["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
        document.pointer(pointer.expect("a reference")).expect("it resolves")["value"].clone()
    };
    examples.map(|(name, example)| (name.clone(), value(example))).collect()
}

fn read(path: &Path) -> Value {
    let script = root().join("codegen/tests/slow/openapi/read.mjs");
    let text = run(Command::new("node").arg(script).arg(npm_tools()).arg(path));
    let documents: Value = serde_json::from_str(&text).expect("it prints JSON");
    documents[path.to_str().expect("UTF-8")].clone()
}
