//! The errors in descriptions of APIs that programs make of their own types.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::frameworks::{build, get, serve, workspace};
use crate::support;

/// The description that a service serves.
fn served(name: &str) -> Value {
    let service = serve(&workspace(name), name);
    let error = get(&service, "/orders");
    assert_eq!(error.status, 405);
    let answer = get(&service, "/openapi.json");
    assert_eq!(answer.status, 200);
    answer.body
}

/// What a description says of the errors of an operation: nothing but what the registry says.
#[track_caller]
fn describes_errors(description: &Value) {
    no_reference_leads_nowhere(description, description);
    assert!(!description.to_string().contains("ledger"), "an internal code is described");
    let place = &description["paths"]["/orders"]["post"]["responses"];
    let failures = |responses: &Value| -> Vec<String> {
        let statuses = responses.as_object().expect("responses").keys();
        let failures: BTreeSet<_> = statuses.filter(|status| !status.starts_with('2')).collect();
        failures.into_iter().cloned().collect()
    };
    assert_eq!(failures(place), ["400", "409", "429", "500"], "{place}");
    assert_eq!(
        place["409"]["description"],
        "Conflict\n\n\
         - [`sold_out`](https://errors.example.com/sold_out): The item is sold out.\n\
         - [`too_few`](https://errors.example.com/too_few): Fewer items are left than ordered."
    );
    let header = &place["429"]["headers"]["Retry-After"];
    assert_eq!(header["schema"]["type"], "string", "{place}");
    assert_eq!(place["409"]["headers"], Value::Null);
    let anything = &description["paths"]["/anything"]["get"]["responses"];
    assert_eq!(
        failures(anything),
        ["400", "404", "405", "409", "429", "500", "502"],
        "every status of the catalog"
    );
    for status in failures(anything) {
        let schema = &anything[&status]["content"]["application/json"]["schema"];
        assert_eq!(
            *schema,
            json!({ "$ref": "#/components/schemas/ShopErrorResponse" }),
            "{status}"
        );
    }
    describes_bodies(&description["components"]["schemas"]);
    let odd = &description["paths"]["/odd"]["get"]["responses"];
    assert_eq!(failures(odd), ["500", "default"], "{odd}");
    assert!(!odd["200"].to_string().contains("refused"), "it is the operation's own: {odd}");
    assert_eq!(
        odd["default"]["description"],
        "An error with any other status.\n\n- `unforeseen`: Nobody foresaw this."
    );
}

/// What the schemas say of bodies.
#[track_caller]
fn describes_bodies(schemas: &Value) {
    let body = &schemas["ShopErrorResponse"];
    let required: BTreeSet<&str> =
        body["required"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(required, BTreeSet::from(["code", "message", "request_id"]));
    let members = body["properties"].as_object().expect("members").keys();
    let members: BTreeSet<&str> = members.map(String::as_str).collect();
    let all = ["code", "details", "message", "request_id", "trace_id"];
    assert_eq!(members, BTreeSet::from(all));
    let codes = schemas["ShopErrorCode"]["enum"].as_array().expect("a list");
    assert!(codes.contains(&json!("sold_out")) && codes.len() == 9, "{codes:?}");
}

/// Every reference within a document leads to a part of it.
#[track_caller]
fn no_reference_leads_nowhere(part: &Value, whole: &Value) {
    match part {
        Value::Object(members) => {
            if let Some(target) = members.get("$ref").and_then(Value::as_str) {
                let pointer = target.strip_prefix('#').expect("it is within the document");
                assert!(whole.pointer(pointer).is_some(), "{target}");
            }
            for member in members.values() {
                no_reference_leads_nowhere(member, whole);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                no_reference_leads_nowhere(element, whole);
            }
        }
        _ => {}
    }
}

#[test]
#[ignore = "slow"]
fn utoipa_describes_errors() {
    let description = served("utoipa");
    describes_errors(&description);
    // utoipa has no schemas without a type, and no constants.
    let odd = &description["components"]["schemas"]["OddErrorResponse"]["properties"];
    assert_eq!(odd["ok"], json!({ "enum": [false] }));
    assert_eq!(odd["version"]["enum"], json!(["2.0"]));
    assert_eq!(odd["about"]["type"], json!(["string", "null"]));
}

#[test]
#[ignore = "slow"]
fn aide_describes_errors() {
    describes_errors(&served("aide"));
}

#[test]
#[ignore = "slow"]
fn salvo_oapi_describes_errors() {
    describes_errors(&served("salvo-oapi"));
}

#[test]
#[ignore = "slow"]
fn schemars_describes_bodies() {
    let schema = support::run(&mut build(&workspace("schemars"), "schemars"));
    let schema: Value = serde_json::from_str(&schema).expect("it is JSON");
    no_reference_leads_nowhere(&schema, &schema);
    describes_bodies(&schema["$defs"]);
}
