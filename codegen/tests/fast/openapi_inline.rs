//! `errbook openapi annotate --inline` and the documents as JSON: descriptions that hold the
//! components themselves.

use serde_json::{Value, json};

use crate::support::annotate::{ALL, CATALOG, ORDERS, SPEC, project, read, run, shop};
use crate::support::command::{errbook, put};

/// A project whose description is JSON.
fn with_json(name: &str, description: &Value) -> std::path::PathBuf {
    let folder = project(name, ALL, &shop("3.1.0"));
    put(&folder, "api.json", serde_json::to_string_pretty(description).expect("JSON"));
    folder
}

fn description(version: &str) -> Value {
    json!({
        "openapi": version,
        "info": { "title": "Shop", "version": "1" },
        "paths": { "/orders": { "post": {
            "operationId": "createOrder",
            "responses": { "201": { "description": "Placed" } },
        } } },
    })
}

/// Every reference within a description leads to a component of it.
#[track_caller]
fn is_whole(value: &Value, root: &Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let pointer = reference.strip_prefix('#').expect("it is within the description");
                assert!(root.pointer(pointer).is_some(), "{reference} leads nowhere");
            }
            members.values().for_each(|value| is_whole(value, root));
        }
        Value::Array(values) => values.iter().for_each(|value| is_whole(value, root)),
        _ => {}
    }
}

fn parsed(folder: &std::path::Path) -> Value {
    serde_json::from_str(&read(folder, "api.json")).expect("it is JSON")
}

#[test]
fn a_description_holds_what_it_refers_to_and_no_more() {
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        let folder = with_json(&format!("inline-{version}"), &description(version));
        assert_eq!(run(&folder, &["api.json", "--inline", "--check"]).exit, 1);
        // The registry has an operation that this description lacks, which is another finding.
        run(&folder, &["api.json", "--inline"]);
        let found = parsed(&folder);
        is_whole(&found, &found);
        let responses = found["components"]["responses"].as_object().expect("responses");
        let names: Vec<&str> = responses.keys().map(String::as_str).collect();
        assert_eq!(names, ["Error409", "order_empty", "rate_limited"]);
        assert_eq!(responses["order_empty"]["x-errbook"], "shop");
        let before = read(&folder, "api.json");
        run(&folder, &["api.json", "--inline"]);
        assert_eq!(read(&folder, "api.json"), before, "a second run changes nothing");
    }
}

#[test]
fn components_follow_the_registry_and_the_command() {
    let folder = project("inline-follows", ALL, &shop("3.1.0"));
    assert_eq!(run(&folder, &[SPEC, "--inline"]).exit, 0);
    assert_eq!(run(&folder, &[SPEC, "--inline", "--check"]).exit, 0);
    let text = read(&folder, SPEC);
    assert!(text.contains("The order was placed before."), "{text}");
    assert!(text.starts_with("openapi: 3.1.0\ninfo: { title: Shop, version: '1', license:"));
    let orders =
        ORDERS.replace("order was placed before", "order is there: \\\"once\\\" # and again");
    let orders = orders.replace(
        "{ status: 409, description: The order is",
        "{ status: 409, description: \"The order is",
    );
    let orders = orders.replace("again. }", "again.\" }");
    put(&folder, "registry/shop/orders.yaml", orders);
    put(
        &folder,
        "registry/shop/catalog.yaml",
        format!(
            "{CATALOG}{}",
            ALL.replace(", order_empty", "").replace("item_sold_out", "order_empty")
        ),
    );
    assert_eq!(run(&folder, &[SPEC, "--inline", "--check"]).exit, 1);
    assert_eq!(run(&folder, &[SPEC, "--inline"]).exit, 0);
    let text = read(&folder, SPEC);
    assert!(text.contains("The order is there: \\\"once\\\" # and again."), "{text}");
    assert!(!text.contains("Error409:"), "{text}");
    assert_eq!(run(&folder, &[SPEC, "--inline", "--check"]).exit, 0);
    // Without the flag, the description refers to the generated document again.
    assert_eq!(run(&folder, &[SPEC]).exit, 0);
    let text = read(&folder, SPEC);
    assert!(!text.contains("x-errbook") && text.contains("shop.openapi-3.1.yaml#"), "{text}");
    assert_eq!(run(&folder, &[SPEC, "--check"]).exit, 0);
}

#[test]
fn components_of_others_are_left_alone() {
    let mut mine = description("3.1.0");
    mine["components"] = json!({
        "schemas": { "Order": { "type": "object" }, "ErrorCode": { "type": "integer" } },
        "responses": { "Mine": { "description": "Mine" } },
    });
    let folder = with_json("inline-taken", &mine);
    let before = read(&folder, "api.json");
    let ran = run(&folder, &["api.json", "--inline"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.err.contains("has a component `ErrorCode` of its own"), "{}", ran.err);
    assert_eq!(read(&folder, "api.json"), before);
    put(&folder, "errbook.toml", "[target.openapi]\nprefix = \"always\"\n");
    run(&folder, &["api.json", "--inline"]);
    let found = parsed(&folder);
    is_whole(&found, &found);
    assert_eq!(found["components"]["schemas"]["ErrorCode"], json!({ "type": "integer" }));
    assert_eq!(found["components"]["responses"]["Mine"], json!({ "description": "Mine" }));
    assert!(found["components"]["schemas"]["ShopErrorCode"].is_object());
}

#[test]
fn errors_that_the_registry_does_not_know_are_pointed_out() {
    let mut fastapi = description("3.1.0");
    fastapi["paths"]["/orders"]["post"]["responses"]["422"] =
        json!({ "description": "Validation Error" });
    let folder = with_json("inline-undocumented", &fastapi);
    let ran = run(&folder, &["api.json", "--inline"]);
    let line = "POST /orders 422: the registry has no code with this status for it";
    assert!(ran.out.contains(line), "{}", ran.out);
}

#[test]
fn a_document_as_json_says_what_the_operations_return() {
    let folder = project("inline-json", ALL, &shop("3.1.0"));
    put(&folder, "errbook.toml", "[target.openapi]\nformats = [\"json\"]\nversions = [\"3.2\"]\n");
    assert_eq!(errbook(&folder, &["generate", "--target", "openapi"]).exit, 0);
    let text = read(&folder, "generated/openapi/shop.openapi-3.2.json");
    let document: Value = serde_json::from_str(&text).expect("it is JSON");
    is_whole(&document, &document);
    assert_eq!(document["openapi"], "3.2.0");
    let limited = json!({ "$ref": "#/components/responses/rate_limited" });
    let operations = &document["x-operations"];
    assert_eq!(operations["*"], json!({ "429": limited }));
    assert_eq!(operations["createOrder"]["409"]["$ref"], "#/components/responses/Error409");
    assert_eq!(operations["createOrder"]["429"], limited);
    let missing = folder.join("generated/openapi/shop.openapi-3.2.yaml");
    assert!(!missing.exists(), "only the formats that are named are written");
}

#[test]
fn what_is_no_map_of_components_is_refused() {
    for (name, text) in [
        ("list", "components: []\n"),
        ("text", "components: hi\n"),
        ("kind", "components: { responses: [] }\n"),
    ] {
        let text = format!("{}{text}", shop("3.1.0"));
        let folder = project(&format!("inline-no-map-{name}"), ALL, &text);
        let done = run(&folder, &[SPEC, "--inline"]);
        assert_eq!(done.exit, 1, "{name}: {done:?}");
        assert_eq!(read(&folder, SPEC), text);
    }
}

#[test]
fn a_reference_into_a_component_keeps_it() {
    let mut mine = description("3.1.0");
    mine["components"] = json!({ "examples": {
        "mine": { "value": { "$ref": "#/components/schemas/ErrorResponse/properties/code" } },
    } });
    let folder = with_json("inline-into", &mine);
    run(&folder, &["api.json", "--inline"]);
    let found = parsed(&folder);
    is_whole(&found, &found);
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    run(&folder, &["api.json", "--inline"]);
    let schemas = &parsed(&folder)["components"]["schemas"];
    assert!(schemas["ErrorResponse"].is_object(), "{schemas}");
}

#[test]
fn leaving_the_flag_leaves_nothing_behind() {
    let own = "  parameters:\n    Id: { name: id, in: query, schema: { type: string } }\n";
    let kept = "  responses: {}\n";
    for (name, components) in [
        ("none", String::new()),
        ("null", "components: ~\n".to_owned()),
        ("null-kind", "components:\n  schemas: ~\n  examples: null # none\n".to_owned()),
        ("empty", "components: {}\n".to_owned()),
        ("empty-kind", "components: { schemas: {} }\n".to_owned()),
        ("own", format!("components:\n{own}")),
        ("own-empty", format!("components:\n{kept}{own}")),
    ] {
        let before = format!("{}{components}", shop("3.1.0"));
        let folder = project(&format!("inline-leave-{name}"), ALL, &before);
        assert_eq!(run(&folder, &[SPEC, "--inline"]).exit, 0, "{name}");
        let inlined = read(&folder, SPEC);
        assert!(inlined.contains("x-errbook: \"shop\""), "{name}: {inlined}");
        assert_eq!(run(&folder, &[SPEC]).exit, 0, "{name}");
        let after = read(&folder, SPEC);
        for word in ["x-errbook", "schemas", "headers", "examples", "responses: {}"] {
            let is_kept = word == "responses: {}" && after.contains(own);
            assert!(is_kept || !after.contains(word), "{name}: {word} is left in\n{after}");
        }
        assert_eq!(after.contains("components:\n"), components.contains(own), "{name}: {after}");
    }
}

#[test]
fn null_in_json_is_a_map_without_entries() {
    for components in [json!(null), json!({ "schemas": null, "responses": {} })] {
        let mut mine = description("3.1.0");
        mine["components"] = components;
        let folder = with_json("inline-null", &mine);
        run(&folder, &["api.json", "--inline"]);
        let found = parsed(&folder);
        is_whole(&found, &found);
        assert!(found["components"]["schemas"]["ErrorCode"].is_object(), "{found}");
        let text = read(&folder, "api.json");
        assert!(text.contains("\n      \"ErrorCode\": {\n"), "it is laid out as the rest: {text}");
    }
}

#[test]
fn an_overlay_removes_what_was_inlined() {
    let own = "components:\n  responses:\n    Mine: { description: Mine }\n";
    let folder = project("inline-overlay", ALL, &format!("{}{own}", shop("3.1.0")));
    assert_eq!(run(&folder, &[SPEC, "--inline"]).exit, 0);
    assert_eq!(run(&folder, &[SPEC, "--overlay", "o.yaml"]).exit, 0);
    let overlay = read(&folder, "o.yaml");
    for target in [
        "$['components']['schemas']",
        "$['components']['examples']",
        "$['components']['responses']['Error409']",
    ] {
        let action = format!("  - target: {target}\n    remove: true\n");
        assert!(overlay.contains(&action), "{target} in {overlay}");
    }
    assert!(!overlay.contains("Mine"), "{overlay}");
    assert_eq!(run(&folder, &[SPEC, "--overlay", "o.yaml", "--check"]).exit, 0);
}
