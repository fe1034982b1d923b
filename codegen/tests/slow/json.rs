//! The registry as one JSON file, and its schema.

use errbook::model::Model;
use errbook::targets::Options;
use serde_json::Value;

use crate::support::registry::{in_folder, real, render};
use crate::support::{scratch, validate};

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
    let nothing = Model::default();
    let outputs = render("schema", &nothing, &Options::default());
    let schema = outputs.iter().find(|output| output.path == "registry.schema.json");
    let mut schema = serde_json::from_str(&schema.expect("the schema").text).expect("it is JSON");
    close(&mut schema);
    schema
}

#[test]
fn the_schema_describes_the_file() {
    let schema = scratch("json-schema").join("closed.schema.json");
    std::fs::write(&schema, closed_schema().to_string()).expect("it is written");
    let file = |model: &Model| -> Value {
        let outputs = render("json", model, &Options::default());
        serde_json::from_str(&outputs[0].text).expect("JSON")
    };
    let valid = |name: &str, documents: &[Value]| {
        let lines: Vec<String> = documents.iter().map(Value::to_string).collect();
        validate(&format!("json-{name}"), &schema, &lines.join("\n"))
    };
    let whole = file(&in_folder("codegen/tests/fast/json/registry"));
    let all = [whole.clone(), file(&real()), file(&Model::default())];
    valid("all", &all).expect("valid");
    let mut less = whole.clone();
    less["catalogs"][0]["codes"][0].as_object_mut().expect("a code").remove("ident");
    valid("less", &[less]).expect_err("a member that is always there may be absent");
    let mut unset = whole;
    unset["catalogs"][0]["codes"][0]["since"] = Value::Null;
    valid("unset", &[unset]).expect_err("a member that is not set may be null");
}
