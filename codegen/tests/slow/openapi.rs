//! The OpenAPI documents, read by the linters and tools that API owners use.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support;
use crate::support::registry::{self, in_folder, of_texts, real};
use errbook::model::Model;
use errbook::targets::{Errors, OpenapiFormat, OpenapiVersion, Options, Prefix};
use serde_json::{Map, Value, json};

/// The folder with the input of these tests.
fn folder() -> PathBuf {
    support::root().join("codegen/tests/slow/openapi")
}

fn hostile() -> Model {
    in_folder("codegen/tests/slow/openapi/hostile")
}

/// Renders into a new folder; returns the sorted paths.
fn render(model: &Model, name: &str) -> Vec<PathBuf> {
    render_with(model, Errors::Shared, name)
}

/// Renders with a schema for each code and each status.
fn render_typed(model: &Model, name: &str) -> Vec<PathBuf> {
    render_with(model, Errors::Typed, name)
}

/// Renders documents of the two versions whose schemas differ.
fn render_with(model: &Model, errors: Errors, name: &str) -> Vec<PathBuf> {
    let folder = support::scratch(name);
    let mut options = Options::default();
    options.openapi.errors = errors;
    options.openapi.prefix = Prefix::Never;
    options.openapi.versions = vec![OpenapiVersion::V3_1, OpenapiVersion::V3_0];
    let mut paths = Vec::new();
    for output in registry::render("openapi", model, &options) {
        assert!(output.text.ends_with('\n') && !output.text.ends_with("\n\n"), "{}", output.path);
        assert!(output.text.starts_with(&format!("# {}\n", errbook::output::HEADER)));
        let path = folder.join(output.path);
        std::fs::write(&path, output.text).expect("it is written");
        paths.push(path);
    }
    paths.sort();
    paths
}

/// The documents, read as both YAML 1.1 and 1.2.
fn read(paths: &[PathBuf]) -> Map<String, Value> {
    let text = support::run(
        Command::new("node").arg(folder().join("read.mjs")).arg(support::npm_tools()).args(paths),
    );
    let documents: Value = serde_json::from_str(&text).expect("it prints JSON");
    documents.as_object().expect("by path").clone()
}

/// Renders one catalog of this registry and reads it as 3.0 and as 3.1.
fn documents(name: &str, texts: &[(&str, &str)]) -> (Value, Value) {
    pair(&render(&of_texts(texts.iter().copied()), name))
}

/// The documents of one catalog, as 3.0 and as 3.1.
fn pair(paths: &[PathBuf]) -> (Value, Value) {
    let mut documents = read(paths).into_iter().map(|(_, document)| document);
    (documents.next().expect("3.0"), documents.next().expect("3.1"))
}

/// The rules that linters report, each as `linter rule`.
fn findings(paths: &[PathBuf]) -> BTreeSet<String> {
    let mut redocly = support::npm_tool("redocly");
    redocly.arg("lint").arg("--config").arg(folder().join("redocly.yaml"));
    redocly.args(["--format", "json", "--max-problems", "10000"]).args(paths);
    redocly.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    let mut found = BTreeSet::new();
    for document in said(&mut redocly) {
        let problems = document["problems"].as_array().expect("redocly lists problems").iter();
        found.extend(problems.map(|problem| format!("redocly {}", rule(&problem["ruleId"]))));
    }
    let mut spectral = support::npm_tool("spectral");
    spectral.arg("lint").arg("--ruleset").arg(folder().join("spectral.yaml"));
    spectral.args(["--format", "json", "--quiet"]).args(paths);
    for problems in said(&mut spectral) {
        let problems = problems.as_array().expect("spectral lists problems").iter();
        found.extend(problems.map(|problem| format!("spectral {}", rule(&problem["code"]))));
    }
    found
}

fn rule(name: &Value) -> &str {
    name.as_str().expect("a rule has a name")
}

/// The JSON values that a linter prints; it exits with an error if there are any.
fn said(linter: &mut Command) -> Vec<Value> {
    let output = support::output(linter);
    let text = String::from_utf8_lossy(&output.stdout);
    let values: Result<Vec<Value>, _> =
        serde_json::Deserializer::from_str(&text).into_iter().collect();
    let values = values.unwrap_or_else(|error| panic!("{linter:?}: {error}\n{text}"));
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(!values.is_empty(), "{linter:?} printed nothing but {log}");
    values
}

/// Nothing refers to the document yet, so its components are unused; nothing else is reported.
fn expected() -> BTreeSet<String> {
    BTreeSet::from(["spectral oas3-unused-component".to_owned()])
}

#[test]
fn linters_find_nothing_in_the_registry() {
    let paths = render(&real(), "openapi-real");
    assert_eq!(paths.len(), 8);
    assert_eq!(findings(&paths), expected());
}

#[test]
fn linters_find_nothing_in_hostile_texts() {
    let paths = render(&hostile(), "openapi-hostile");
    assert_eq!(paths.len(), 4);
    assert_eq!(findings(&paths), expected());
}

/// A catalog for each ready-made envelope, and one that uses the parts of the language they need.
fn envelopes() -> Model {
    in_folder("codegen/tests/slow/envelopes/registry")
}

#[test]
fn linters_find_nothing_in_ready_made_envelopes() {
    let paths = render(&envelopes(), "openapi-envelopes");
    assert_eq!(paths.len(), 14);
    assert_eq!(findings(&paths), expected());
}

#[test]
fn linters_find_nothing_in_typed_errors() {
    for (model, name) in [(real(), "real"), (hostile(), "hostile"), (envelopes(), "envelopes")] {
        let paths = render_typed(&model, &format!("openapi-typed-{name}"));
        assert_eq!(findings(&paths), expected(), "{name}");
    }
}

#[test]
fn linters_find_nothing_in_the_newest_version() {
    for (errors, name) in [(Errors::Shared, "shared"), (Errors::Typed, "typed")] {
        let folder = support::scratch(&format!("openapi-newest-{name}"));
        let mut options = Options::default();
        options.openapi.errors = errors;
        options.openapi.versions = vec![OpenapiVersion::V3_1, OpenapiVersion::V3_2];
        options.openapi.formats = vec![OpenapiFormat::Yaml, OpenapiFormat::Json];
        let outputs = registry::render("openapi", &envelopes(), &options);
        let mut paths = Vec::new();
        for output in outputs.iter().filter(|output| !output.path.contains("3.1")) {
            let older = output.path.replace("3.2", "3.1");
            let older = outputs.iter().find(|of| of.path == older).expect("it is written");
            // Nothing in the documents differs between these versions.
            assert_eq!(output.text, older.text.replace("3.1.0", "3.2.0").replace("3.1", "3.2"));
            let path = folder.join(&output.path);
            std::fs::write(&path, &output.text).expect("it is written");
            paths.push(path);
        }
        assert!(paths.iter().any(|path| path.extension().is_some_and(|ending| ending == "json")));
        assert_eq!(findings(&paths), expected(), "{name}");
    }
}

#[test]
fn the_linters_look_at_what_the_documents_hold() {
    let faults = [
        ("success: false\n        error: The database", "success: 1\n        error: The database"),
        ("schemas/ErrorResponse", "schemas/ErrorResponses"),
        ("\n    NOT_FOUND:\n      description", "\n    NOT FOUND:\n      description"),
    ];
    let model = real();
    let mut found = Vec::new();
    for (index, (text, fault)) in faults.into_iter().enumerate() {
        let paths = render(&model, &format!("openapi-fault-{index}"));
        let is_it = |path: &&PathBuf| path.ends_with("lms.openapi-3.1.yaml");
        let path = paths.iter().find(is_it).expect("there is one");
        let whole = std::fs::read_to_string(path).expect("it is read");
        assert!(whole.contains(text), "{text}");
        std::fs::write(path, whole.replacen(text, fault, 1)).expect("it is written");
        found.push(&findings(std::slice::from_ref(path)) - &expected());
    }
    let expected = [
        vec!["redocly no-invalid-media-type-examples", "spectral oas3-valid-media-example"],
        vec!["redocly no-unresolved-refs", "spectral invalid-ref"],
        vec!["redocly spec-components-invalid-map-name"],
    ];
    for (found, expected) in found.iter().zip(expected) {
        for rule in expected {
            assert!(found.contains(rule), "{rule} is not among {found:?}");
        }
    }
}

#[test]
fn every_code_is_in_every_part() {
    for (model, name) in [(real(), "openapi-parts"), (hostile(), "openapi-hostile-parts")] {
        let documents = read(&render(&model, name));
        for catalog in &model.catalogs {
            for version in ["3.0", "3.1"] {
                let file = format!("{}.openapi-{version}.yaml", catalog.id);
                let is_it = |(path, _): &(&String, &Value)| Path::new(path).ends_with(&file);
                let (_, document) = documents.iter().find(is_it).expect("it is written");
                check_parts(catalog, document);
            }
        }
    }
}

fn check_parts(catalog: &errbook::model::Catalog, document: &Value) {
    let schema = &document["components"]["schemas"]["ErrorCode"];
    let codes: Vec<&str> = catalog.codes.iter().map(|code| code.name.as_str()).collect();
    assert_eq!(schema["enum"], json!(codes));
    let names: BTreeSet<&str> = strings(&schema["x-enum-varnames"]).collect();
    assert_eq!(names.len(), codes.len(), "the names of the values differ");
    let described = schema["x-enumDescriptions"].as_object().expect("descriptions by code");
    assert_eq!(described.len(), codes.len());
    for (code, text) in codes.iter().zip(strings(&schema["x-enum-descriptions"])) {
        assert_eq!(described[*code], text);
        assert!(!text.is_empty() && !text.contains('\n'), "{code}: {text:?}");
    }
    let responses = &document["components"]["responses"];
    let mut shown = BTreeSet::new();
    for code in &catalog.codes {
        for status in &code.status {
            let examples = examples(document, &responses[format!("Error{status}")]);
            assert!(examples.contains(&code.name), "{} with {status}", code.name);
        }
        let name = response_name(&code.name);
        let response = &responses[&name];
        assert!(response["description"].is_string(), "{name} has a response");
        shown.extend(examples(document, response));
    }
    assert_eq!(shown, codes.iter().map(|code| (*code).to_owned()).collect());
    let mut references = Vec::new();
    collect_references(document, &mut references);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("it is within the document");
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

/// The name of the response of a code; it differs from the code if the response of a status has that
/// name.
fn response_name(code: &str) -> String {
    if code == "Error404" { "Error404_".to_owned() } else { code.replace('.', "_") }
}

/// The codes in the examples of a response's bodies and `Location`.
fn examples(document: &Value, response: &Value) -> Vec<String> {
    let mut codes = Vec::new();
    for content in members(&response["content"]) {
        for example in members(&content["examples"]) {
            let pointer = example["$ref"].as_str().expect("a reference").trim_start_matches('#');
            codes.extend(code_in(document.pointer(pointer).map(|example| &example["value"])));
        }
    }
    if response["headers"]["Location"].is_object() {
        let header = &document["components"]["headers"]["Location"];
        for example in members(&header["examples"]) {
            let pointer = example["$ref"].as_str().expect("a reference").trim_start_matches('#');
            let example = document.pointer(pointer).expect("it resolves");
            let address = example["value"].as_str().expect("an address");
            let code = address.split(['=', '&']).nth(1).expect("the first parameter");
            codes.push(code.to_owned());
        }
    }
    codes
}

/// The code in a body, in whichever member the catalogs put it.
fn code_in(body: Option<&Value>) -> Option<String> {
    let body = body?;
    let places = ["/error/code", "/errors/0/code", "/code", "/on", "/error"];
    let code = places.iter().find_map(|place| body.pointer(place)?.as_str());
    Some(code.unwrap_or_else(|| panic!("no code in {body}")).to_owned())
}

fn members(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_object().into_iter().flat_map(Map::values)
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn collect_references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str));
            object.values().for_each(|value| collect_references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_references(value, found)),
        _ => {}
    }
}

const CATALOG: &str = r#"
catalog: shop
title: Shop API
description: "Errors of the *shop*."
codes: { style: snake_case }
docs: { url: "https://docs.example.com/errors/{code}" }
statuses: { 404: There is no such thing. }
envelope:
  content_type: application/problem+json
  shape:
    ok: false
    gone: null
    status: $status
    code: $code
    message: $message
    field?: string | null
    info: $details
  fields:
    code: { description: The `code`., example: order_closed }
"#;

const ORDERS: &str = r#"
section: Orders
errors:
  order_closed:
    status: [404, 409]
    description: The order is closed.
    cause: It was <paid>.
    deprecated: { since: "2", replaced_by: order_gone, note: It says less. }
    details:
      order_id: { type: uuid, description: The order. }
      lines: { type: "integer[]", optional: true, sensitive: true, example: [1, 2] }
      field: { type: string, from: { body: field }, example: id }
  order_gone:
    status: 404
    description: The order is gone.
    details:
      left: { type: integer, description: What is left., from: { header: X-Left } }
      scope: { type: string, description: "What to ask for.", from: { header: WWW-Authenticate, parameter: scope }, example: 'a "b"' }
      realm: { type: string, from: { header: WWW-Authenticate, parameter: realm }, example: shop }
  order_denied:
    status: 302
    description: The user said no & left.
    delivery: redirect
  order_slow:
    status: 429
    description: Slower.
    retry: after_delay
    details:
      wait: { type: delay, from: { header: Retry-After } }
  order_secret:
    status: 500
    description: Internal.
    visibility: internal
"#;

fn shop(name: &str) -> (Value, Value) {
    documents(name, &[("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", ORDERS)])
}

#[test]
fn the_versions_differ_in_their_schemas_alone() {
    let (mut old, mut new) = shop("openapi-versions");
    assert_eq!(old["openapi"], "3.0.3");
    assert_eq!(new["openapi"], "3.1.0");
    assert_eq!(new["info"]["description"], "Errors of the *shop*.");
    assert_eq!(new["paths"], json!({}));
    let schema = |document: &Value| document["components"]["schemas"]["ErrorResponse"].clone();
    let known = json!({ "$ref": "#/components/schemas/ErrorCode" });
    let required = json!(["ok", "gone", "status", "code", "message", "info"]);
    assert_eq!(
        schema(&new),
        json!({
            "title": "ErrorResponse",
            "type": "object",
            "description": "The body of every error response.",
            "required": required,
            "properties": {
                "ok": { "const": false },
                "gone": { "type": ["string", "null"], "const": null },
                "status": { "type": "integer" },
                "code": {
                    "type": "string",
                    "description": "The `code`.",
                    "$defs": { "known": known },
                    "examples": ["order_closed"],
                },
                "message": { "type": "string" },
                "field": { "type": ["string", "null"] },
                "info": { "type": "object", "additionalProperties": true },
            },
        })
    );
    assert_eq!(
        schema(&old)["properties"],
        json!({
            "ok": { "type": "boolean", "enum": [false] },
            "gone": { "type": "string", "nullable": true, "not": { "type": "string" } },
            "status": { "type": "integer" },
            "code": {
                "type": "string",
                "description": "The `code`.",
                "x-known-values": "#/components/schemas/ErrorCode",
                "example": "order_closed",
            },
            "message": { "type": "string" },
            "field": { "type": "string", "nullable": true },
            "info": { "type": "object", "additionalProperties": true },
        })
    );
    for document in [&mut old, &mut new] {
        document["openapi"].take();
        document["components"]["schemas"].take();
    }
    assert_eq!(old, new);
}

/// Two APIs that have the same codes and statuses.
fn twins() -> Model {
    let [catalog, other] = ["shop", "mail-box"].map(|id| {
        format!(
            "catalog: {id}\ntitle: It\ncodes: {{ style: snake_case }}\n\
             envelope: {{ shape: {{ error: {{ code: $code, info?: $details }} }} }}\n\
             operations:\n  GET /a/{{b}}: {{ raises: [gone, late] }}\n"
        )
    });
    let errors = "section: Errors\nerrors:\n  \
                  gone: { status: 404, description: It left., details: { id: { type: string } } }\n  \
                  late: { status: 404, description: It came too late. }\n  \
                  void: { status: 404, description: It was nothing. }\n";
    of_texts([
        ("shop/catalog.yaml", catalog.as_str()),
        ("shop/errors.yaml", errors),
        ("mail-box/catalog.yaml", other.as_str()),
        ("mail-box/errors.yaml", errors),
    ])
}

/// One API description may use the components of several catalogs.
#[test]
fn no_two_catalogs_of_a_project_have_a_schema_of_the_same_name() {
    for errors in [Errors::Shared, Errors::Typed] {
        let folder = support::scratch("openapi-twins");
        let mut options = Options::default();
        options.openapi.errors = errors;
        let mut paths = Vec::new();
        for output in registry::render("openapi", &twins(), &options) {
            paths.push(folder.join(output.path));
            std::fs::write(paths.last().expect("a path"), output.text).expect("it is written");
        }
        assert_eq!(findings(&paths), expected());
        let mut names = BTreeSet::new();
        for (path, document) in read(&paths) {
            for kind in ["schemas", "responses"] {
                let components = document["components"][kind].as_object().expect("components");
                for (name, component) in components {
                    assert!(names.insert(format!("{kind} {name}")), "{path}: {name}");
                    if kind == "schemas" {
                        assert_eq!(component["title"], *name, "where it is copied");
                    }
                }
            }
        }
        for name in ["schemas ShopErrorResponse", "responses MailBoxError404"] {
            assert!(names.contains(name), "{names:?}");
        }
        let own = "MailBoxGetABError404";
        assert!(names.contains(&format!("responses {own}")), "{names:?}");
        let typed = errors == Errors::Typed;
        assert_eq!(names.contains(&format!("schemas {own}Response")), typed);
    }
}

#[test]
fn objects_in_a_body_have_names() {
    let paths = render(&twins(), "openapi-titles");
    let document = &read(&paths)[&paths[1].display().to_string()];
    let error = &document["components"]["schemas"]["ErrorResponse"]["properties"]["error"];
    assert_eq!(error["title"], "ErrorResponseError");
}

#[test]
fn details_have_schemas_of_their_own() {
    let (_, document) = shop("openapi-details");
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let names: Vec<&str> = schemas.keys().map(String::as_str).collect();
    assert_eq!(names, ["ErrorCode", "ErrorResponse", "OrderClosedInfo", "OrderClosedField"]);
    assert_eq!(
        schemas["OrderClosedInfo"],
        json!({
            "title": "OrderClosedInfo",
            "type": "object",
            "description": "The value of `info` for the code `order_closed`.",
            "required": ["order_id"],
            "properties": {
                "order_id": { "type": "string", "format": "uuid", "description": "The order." },
                "lines": {
                    "type": "array",
                    "description": "May be absent.\n\nSensitive: keep it out of logs and messages.",
                    "items": { "type": "integer", "format": "int64" },
                    "examples": [[1, 2]],
                },
            },
        })
    );
}

/// The documents of one catalog of a registry with a schema for each code and each status.
fn typed(name: &str, model: &Model, catalog: &str) -> (Value, Value) {
    let model = Model::new(vec![model.catalog(catalog).expect("the catalog").clone()]);
    pair(&render_typed(&model, name))
}

#[test]
fn typed_errors_have_a_schema_for_each_code_and_a_union_for_each_status() {
    let texts = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", ORDERS)];
    let model = of_texts(texts);
    let (old, new) = typed("openapi-typed-shop", &model, "shop");
    let (_, shared) = shop("openapi-typed-shared");
    let schemas = &new["components"]["schemas"];
    assert_eq!(
        schemas["Error404Response"],
        json!({
            "title": "Error404Response",
            "description": "The body of an error with status 404.",
            "oneOf": [
                { "$ref": "#/components/schemas/OrderClosedResponse" },
                { "$ref": "#/components/schemas/OrderGoneResponse" },
            ],
            "discriminator": { "propertyName": "code", "mapping": {
                "order_closed": "#/components/schemas/OrderClosedResponse",
                "order_gone": "#/components/schemas/OrderGoneResponse",
            } },
        })
    );
    let closed = json!({
        "title": "OrderClosedResponse",
        "type": "object",
        "description": "The body of an error with the code `order_closed`.",
        "required": ["ok", "gone", "status", "code", "message", "info", "field"],
        "properties": {
            "ok": { "const": false },
            "gone": { "type": ["string", "null"], "const": null },
            "status": { "type": "integer" },
            "code": { "type": "string", "description": "The `code`.", "const": "order_closed" },
            "message": { "type": "string" },
            "field": { "$ref": "#/components/schemas/OrderClosedField" },
            "info": { "$ref": "#/components/schemas/OrderClosedInfo" },
        },
    });
    assert_eq!(schemas["OrderClosedResponse"], closed);
    let code = &old["components"]["schemas"]["OrderClosedResponse"]["properties"]["code"];
    assert_eq!(code["enum"], json!(["order_closed"]));
    // A redirect has no body.
    assert!(schemas["OrderDeniedResponse"].is_null() && schemas["Error302Response"].is_null());
    let refers = |response: &str| {
        let response = &new["components"]["responses"][response];
        response["content"]["application/problem+json"]["schema"]["$ref"].clone()
    };
    assert_eq!(refers("Error409"), "#/components/schemas/Error409Response");
    assert_eq!(refers("order_gone"), "#/components/schemas/OrderGoneResponse");
    // Everything in the others is there as well.
    let schemas = schemas.as_object().expect("schemas");
    for (name, schema) in shared["components"]["schemas"].as_object().expect("schemas") {
        assert_eq!(schemas.get(name), Some(schema));
    }
    assert_eq!(new["components"]["examples"], shared["components"]["examples"]);
}

#[test]
fn typed_errors_follow_the_code_to_where_it_stands() {
    let model = envelopes();
    // As a member of the body, next to the details.
    let (_, problem) = typed("openapi-typed-problem", &model, "problem");
    let schema = &problem["components"]["schemas"]["OrderUnknownResponse"];
    assert_eq!(schema["required"], json!(["type", "title", "detail", "code", "order_id"]));
    assert_eq!(schema["properties"]["order_id"]["examples"], json!(["A-7"]));
    // In an array.
    let (_, document) = typed("openapi-typed-json-api", &model, "json-api");
    let schemas = &document["components"]["schemas"];
    let element = &schemas["TitleBlankError"];
    assert_eq!(element["properties"]["code"]["const"], "title_blank");
    let required = ["links", "code", "title", "detail", "source"];
    assert_eq!(element["required"], json!(required));
    assert_eq!(element["properties"]["source"]["required"], json!(["pointer"]));
    let body = &schemas["TitleBlankResponse"]["properties"]["errors"];
    assert_eq!(body["items"], json!({ "$ref": "#/components/schemas/TitleBlankError" }));
    let union = &schemas["Error422Response"]["properties"]["errors"]["items"];
    assert_eq!(union["oneOf"], json!([{ "$ref": "#/components/schemas/TitleBlankError" }]));
    assert_eq!(union["discriminator"]["propertyName"], "code");
    // Within a member, where a discriminator cannot tell the schemas of a union apart.
    let (_, nested) = typed("openapi-typed-medblocks", &real(), "medblocks");
    let union = &nested["components"]["schemas"]["Error401Response"];
    assert!(union["oneOf"].as_array().is_some_and(|known| known.len() > 1));
    assert!(union["discriminator"].is_null());
}

#[test]
fn the_linters_see_an_example_of_another_code() {
    let model = Model::new(vec![real().catalog("lms").expect("the catalog").clone()]);
    let paths = render_typed(&model, "openapi-typed-fault");
    for path in paths {
        let whole = std::fs::read_to_string(&path).expect("it is read");
        let fault = whole.replace("        code: NOT_FOUND\n", "        code: CONFLICT\n");
        assert_ne!(fault, whole);
        std::fs::write(&path, fault).expect("it is written");
        let found = &findings(std::slice::from_ref(&path)) - &expected();
        for rule in ["redocly no-invalid-media-type-examples", "spectral oas3-valid-media-example"]
        {
            assert!(found.contains(rule), "{rule} is not among {found:?}");
        }
    }
}

#[test]
fn responses_tell_what_happened_and_what_to_do() {
    let (_, document) = shop("openapi-responses");
    let components = &document["components"];
    let response = &components["responses"]["order_closed"];
    assert_eq!(
        response["description"],
        "[`order_closed`](https://docs.example.com/errors/order_closed)\n\n\
         **Deprecated:** Since 2. Use `order_gone` instead. It says less.\n\n\
         The order is closed.\n\n\
         **Why:** It was &lt;paid>.\n\n\
         - **Reference:** <https://docs.example.com/errors/order_closed>\n\n\
         **Details:**\n\n\
         - `order_id` (`uuid`, body, `info.order_id`): The order.\n\
         - `lines` (`integer[]`, body, `info.lines`): \
         May be absent. Sensitive: keep it out of logs and messages.\n\
         - `field` (`string`, body, `field`)"
    );
    // The body has the status, so there is an example for each.
    let content = &response["content"]["application/problem+json"];
    assert_eq!(content["schema"]["$ref"], "#/components/schemas/ErrorResponse");
    let examples: Vec<&String> =
        content["examples"].as_object().expect("examples").keys().collect();
    assert_eq!(examples, ["order_closed", "order_closed.409"]);
    assert_eq!(components["examples"]["order_closed.409"]["value"]["status"], 409);
    let of_status = &components["responses"]["Error409"]["content"]["application/problem+json"];
    let examples: Vec<&String> =
        of_status["examples"].as_object().expect("examples").keys().collect();
    assert_eq!(examples, ["order_closed.409"]);
    let described = |name: &str| components["responses"][name]["description"].as_str();
    let closed = "[`order_closed`](https://docs.example.com/errors/order_closed): \
                  **Deprecated:** Since 2. Use `order_gone` instead. It says less. The order is \
                  closed.";
    let gone = "[`order_gone`](https://docs.example.com/errors/order_gone): The order is gone.";
    let of_404 = format!("There is no such thing.\n\n- {closed}\n- {gone}");
    assert_eq!(described("Error404"), Some(&*of_404));
    assert_eq!(described("Error409"), Some(&*format!("Conflict\n\n- {closed}")));
    assert_eq!(components["responses"]["order_secret"], Value::Null);
}

#[test]
fn headers_carry_details_and_redirects() {
    let (_, document) = shop("openapi-headers");
    let components = &document["components"];
    let slow = &components["responses"]["order_slow"];
    assert_eq!(slow["headers"]["Retry-After"]["$ref"], "#/components/headers/Retry-After");
    assert_eq!(
        components["headers"],
        json!({
            "X-Left": {
                "description": "What is left.",
                "schema": { "type": "integer", "format": "int64" },
                "examples": { "order_gone": { "value": 1 } },
            },
            "WWW-Authenticate": {
                "description": "- Parameter `scope`: What to ask for.\n- Parameter `realm`",
                "schema": { "type": "string" },
                "examples": { "order_gone": {
                    "value": "Bearer error=\"order_gone\", scope=\"a \\\"b\\\"\", realm=\"shop\"",
                } },
            },
            "Location": {
                "description": "The URL that the client is redirected to. \
                    Its query carries the error:\n\n\
                    - `ok`\n- `status`\n- `code`: The `code`.\n- `message`\n- `field`\n- `info`",
                "schema": { "type": "string", "format": "uri-reference" },
                "examples": { "order_denied": { "$ref": "#/components/examples/order_denied" } },
            },
            "Retry-After": {
                "description": "In whole seconds, or as an HTTP date.",
                "schema": { "type": "string" },
                "examples": { "order_slow": { "value": "30" } },
            },
        })
    );
    let denied = &components["responses"]["order_denied"];
    assert_eq!(denied["content"], Value::Null);
    assert_eq!(
        components["examples"]["order_denied"]["value"],
        "https://client.example.com/callback?ok=false&status=302&code=order_denied\
         &message=The%20user%20said%20no%20%26%20left.&info=%7B%7D"
    );
}

#[test]
fn a_catalog_without_codes_is_a_whole_document() {
    let catalog = CATALOG.replace(", example: order_closed", "");
    let section = "section: Tables only\nnotes: [None yet.]\n";
    let texts = [("shop/catalog.yaml", catalog.as_str()), ("shop/orders.yaml", section)];
    let paths = render(&of_texts(texts), "openapi-empty");
    assert_eq!(findings(&paths), expected());
}
