//! The registry as one JSON file.

use crate::support;
use crate::support::registry::{in_folder, real};
use errbook::model::Model;
use errbook::targets::{Options, TARGETS};
use serde_json::Value;

fn render(model: &Model) -> String {
    let target = TARGETS.iter().find(|target| target.name == "json").expect("there is one");
    let outputs = (target.render)(model, &Options::default()).expect("it renders");
    let [output] = &outputs[..] else { panic!("one file, not {}", outputs.len()) };
    assert_eq!(output.path, "registry.json");
    output.text.clone()
}

/// The registry in `json/registry` uses all of the language; the result is in `expected.json`, which
/// documents the format by example.
#[test]
fn every_fact_has_its_place() {
    let text = render(&in_folder("codegen/tests/fast/json/registry"));
    let folder = support::scratch("json");
    let found = folder.join("registry.json");
    std::fs::write(&found, &text).expect("it is written");
    let expected = support::root().join("codegen/tests/fast/json/expected.json");
    let expected_text = std::fs::read_to_string(&expected).expect("the expectation is read");
    assert!(
        text == expected_text,
        "the registry renders differently now; compare, and copy if it is right:\n  diff {} {}",
        expected.display(),
        found.display()
    );
}

#[test]
fn the_registry_is_whole() {
    let model = real();
    let file: Value = serde_json::from_str(&render(&model)).expect("it is JSON");
    assert_eq!(file["generated"], errbook::output::HEADER);
    assert_eq!(file["format_version"], 1);
    let catalogs = file["catalogs"].as_array().expect("catalogs");
    assert_eq!(catalogs.len(), model.catalogs.len());
    for (found, catalog) in catalogs.iter().zip(&model.catalogs) {
        assert_eq!(found["id"], catalog.id);
        let codes = found["codes"].as_array().expect("codes");
        assert_eq!(codes.len(), catalog.codes.len());
        for (found, code) in codes.iter().zip(&catalog.codes) {
            assert_eq!(found["code"], code.code);
            assert_eq!(found["description"], code.description.source());
            assert_eq!(found["section"], catalog.sections[code.section].id);
        }
        let sections = found["sections"].as_array().expect("sections");
        for (found, section) in sections.iter().zip(&catalog.sections) {
            let entries = found["entries"].as_array().expect("entries");
            let listed = catalog.codes_in(section).map(|(code, _)| code.code.as_str());
            assert!(entries.iter().map(|entry| &entry["code"]).eq(listed), "{}", section.id);
        }
    }
}

/// The schema without additional members: a file that it accepts has no undocumented members.
fn closed_schema() -> Value {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                if members.contains_key("properties") && members.contains_key("type") {
                    members.insert("additionalProperties".to_owned(), false.into());
                }
                members.values_mut().for_each(close);
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    let target = TARGETS.iter().find(|target| target.name == "schema").expect("there is one");
    let outputs = (target.render)(&Model { catalogs: Vec::new() }, &Options::default());
    let outputs = outputs.expect("it renders");
    let schema = outputs.iter().find(|output| output.path == "registry.schema.json");
    let mut schema = serde_json::from_str(&schema.expect("the schema").text).expect("it is JSON");
    close(&mut schema);
    schema
}

#[test]
fn the_schema_describes_the_file() {
    let folder = support::scratch("json-schema");
    let schema = folder.join("closed.schema.json");
    std::fs::write(&schema, closed_schema().to_string()).expect("it is written");
    let ajv = |documents: &[Value]| {
        let file = folder.join("documents.json");
        let lines: Vec<String> = documents.iter().map(Value::to_string).collect();
        std::fs::write(&file, lines.join("\n")).expect("it is written");
        let script = support::root().join("codegen/tests/tools/validate.mjs");
        let mut node = std::process::Command::new("node");
        support::output(node.arg(script).arg(support::npm_tools()).args([&schema, &file]))
    };
    let parse = |model: &Model| -> Value { serde_json::from_str(&render(model)).expect("JSON") };
    let whole = parse(&in_folder("codegen/tests/fast/json/registry"));
    let said = ajv(&[whole.clone(), parse(&real()), parse(&Model { catalogs: Vec::new() })]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let mut less = whole.clone();
    less["catalogs"][0]["codes"][0].as_object_mut().expect("a code").remove("ident");
    assert!(!ajv(&[less]).status.success(), "a member that is always there may be absent");
    let mut unset = whole;
    unset["catalogs"][0]["codes"][0]["since"] = Value::Null;
    assert!(!ajv(&[unset]).status.success(), "a member that is not set may be null");
}

#[test]
fn no_catalog_is_a_file_as_well() {
    let file: Value =
        serde_json::from_str(&render(&Model { catalogs: Vec::new() })).expect("it is JSON");
    assert_eq!(file["catalogs"], serde_json::json!([]));
}
