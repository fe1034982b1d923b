//! The JSON Schema of the registry files, in the language server that editors use.

use std::fs;
use std::process::Command;

use errbook::model::Model;
use errbook::output::{Mode, Tree, apply};
use errbook::targets::{Options, SCHEMA};
use serde_json::{Value, json};

use crate::support;
use crate::support::registry::of_texts;

/// Writes the schemas where the modelines of a registry expect them, and asks the editor.
fn editor(name: &str, model: &Model, requests: &[Value]) -> Vec<Value> {
    let folder = support::scratch(name);
    let outputs = SCHEMA.outputs(model, &Options::default()).expect("the schemas render");
    let tree = Tree::new(folder.join("generated/schema"), outputs);
    apply(&[tree], Mode::Write).expect("the schemas are written");
    for request in requests {
        let path = folder.join(request["file"].as_str().expect("a file"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(&path, request["text"].as_str().expect("a text")).expect("it is written");
    }
    let asked = folder.join("requests.json");
    fs::write(&asked, json!(requests).to_string()).expect("the requests are written");
    let said = support::run(
        Command::new("node")
            .arg(support::root().join("codegen/tests/slow/schema/editor.mjs"))
            .args([support::npm_tools(), &folder, &asked]),
    );
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"))
}

#[test]
fn an_editor_finds_nothing_in_the_registry() {
    let sources = errbook::source::Sources::read(&support::root().join("registry"));
    let sources = sources.expect("the registry is read");
    let requests: Vec<Value> = sources
        .files()
        .iter()
        .map(|file| {
            let catalog = file.catalog.as_deref().expect("a catalog's file");
            assert!(
                file.text.starts_with("# yaml-language-server: $schema=../../generated/schema/"),
                "{} has no modeline",
                file.path
            );
            json!({ "file": format!("registry/{catalog}/{}.yaml", file.stem), "text": file.text })
        })
        .collect();
    let model = errbook::check(sources).model.expect("the registry compiles");
    let answers = editor("editor-registry", &model, &requests);
    assert_eq!(answers.len(), requests.len());
    for answer in answers {
        assert_eq!(answer["diagnostics"], json!([]), "{}", answer["file"]);
    }
}

const SECTION: &str = "\
# yaml-language-server: $schema=../../generated/schema/section.schema.json
section: Orders
errors:
  order_closed:
    status: 700
    descripton: The order is closed.
    retry: nevr
    
";

#[test]
fn an_editor_completes_explains_and_finds_mistakes() {
    let answers = editor(
        "editor-mistakes",
        &Model::default(),
        &[json!({
            "file": "registry/shop/orders.yaml",
            "text": SECTION,
            "complete": { "line": 7, "character": 4 },
            "hover": { "line": 4, "character": 5 },
        })],
    );
    let answer = &answers[0];
    let labels: Vec<&str> =
        answer["labels"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for key in ["description", "cause", "resolution", "action", "details", "deprecated"] {
        assert!(labels.contains(&key), "{key} is not offered: {labels:?}");
    }
    let hover = answer["hover"].as_str().expect("a hover");
    assert!(hover.contains("The HTTP status"), "{hover}");
    let found = answer["diagnostics"].to_string();
    for line in ["5:", "6:", "7:"] {
        assert!(found.contains(&format!("\"{line}")), "nothing is found in line {line} {found}");
    }
}

#[test]
fn an_editor_knows_the_envelopes() {
    let catalog = |envelope: &str| {
        format!(
            "# yaml-language-server: $schema=../../generated/schema/catalog.schema.json\n\
             catalog: shop\ntitle: Shop API\ncodes: {{ style: snake_case }}\nenvelope:\n{envelope}"
        )
    };
    let shape = "  shape:\n    code: $code\n    kind: = text\n    rpc: $grpc\n    ...: $details\n";
    let answers = editor(
        "editor-envelopes",
        &Model::default(),
        &[
            json!({ "file": "registry/ready/catalog.yaml", "text": catalog("  format: problem-details\n") }),
            json!({ "file": "registry/written/catalog.yaml", "text": catalog(shape) }),
            json!({ "file": "registry/neither/catalog.yaml", "text": catalog("  description: None.\n") }),
            json!({
                "file": "registry/choosing/catalog.yaml",
                "text": catalog("  format: \n"),
                "complete": { "line": 5, "character": 10 },
            }),
        ],
    );
    assert_eq!(answers[0]["diagnostics"], json!([]));
    assert_eq!(answers[1]["diagnostics"], json!([]));
    assert_ne!(answers[2]["diagnostics"], json!([]));
    assert_eq!(answers[3]["labels"], json!(["problem-details", "json-api", "google"]));
}

#[test]
fn an_editor_knows_the_names_of_the_catalog() {
    let catalog = "\
catalog: shop
title: Shop API
categories: { gone: { status: 410 }, broken: { status: 500 } }
actions: { go_on: Go on., give_up: Give up. }
fields: { severity: { values: [low, high], default: low }, team: { visibility: internal, optional: true } }
envelope: { shape: { code: $code, severity: $severity } }
";
    let own =
        "section: Orders\nerrors:\n  order_gone: { category: gone, description: It is gone. }\n";
    let model = of_texts([("shop/catalog.yaml", catalog), ("shop/orders.yaml", own)]);
    let schema =
        "# yaml-language-server: $schema=../../generated/schema/shop/section.schema.json\n";
    let asked = |file: &str, keys: &str, line: u32, character: u32| {
        json!({
            "file": format!("registry/shop/{file}.yaml"),
            "text": format!("{schema}section: Orders\nerrors:\n  lost:\n    description: A.\n{keys}"),
            "complete": { "line": line, "character": character },
        })
    };
    let answers = editor(
        "editor-names",
        &model,
        &[
            asked("category", "    category: \n", 5, 14),
            asked("action", "    action: \n", 5, 12),
            asked("field", "    severity: \n", 5, 14),
            asked("code", "    deprecated:\n      replaced_by: \n", 6, 19),
            asked("keys", "    team: a\n    \n", 6, 4),
            asked("mistakes", "    category: lost\n    severity: medium\n    teem: a\n", 8, 4),
        ],
    );
    let offered = |at: usize| &answers[at]["labels"];
    assert_eq!(*offered(0), json!(["gone", "broken"]));
    assert_eq!(*offered(1), json!(["go_on", "give_up"]));
    assert_eq!(*offered(2), json!(["low", "high"]));
    assert_eq!(*offered(3), json!(["order_gone"]));
    assert!(offered(4).as_array().expect("labels").contains(&json!("severity")));
    let found = answers[5]["diagnostics"].to_string();
    for line in ["6:", "7:", "8:"] {
        assert!(found.contains(&format!("\"{line}")), "nothing is found in line {line} {found}");
    }
}

#[test]
fn an_editor_completes_the_codes_in_messages_of_a_language() {
    let catalog = "catalog: shop\ntitle: Shop API\nenvelope: { shape: { code: $code } }\n";
    let orders = "section: Orders\nerrors:\n  \
        order_gone: { status: 410, message: It is gone., messages: { de: Sie ist weg. } }\n  \
        order_open: { status: 409, message: It is open. }\n";
    let model = of_texts([("shop/catalog.yaml", catalog), ("shop/orders.yaml", orders)]);
    let schema =
        "# yaml-language-server: $schema=../../generated/schema/shop/messages.schema.json\n";
    let asked = |text: &str, line: u32| {
        json!({
            "file": format!("registry/shop/messages.f{line}.yaml"),
            "text": format!("{schema}{text}"),
            "complete": { "line": line, "character": 0 },
        })
    };
    let requests = [asked("", 1), asked("order_new: C'est nouveau.\norder_open: 1\n", 3)];
    let answers = editor("editor-messages", &model, &requests);
    assert_eq!(answers[0]["labels"], json!(["order_gone", "order_open"]));
    let found = answers[1]["diagnostics"].to_string();
    // A code may be new, but a message is text.
    assert!(found.contains("\"3:") && !found.contains("\"2:"), "{found}");
}
