//! Small registries of the kinds that the world has, one catalog each, through every output: numbers,
//! SQLSTATE codes, problems with URNs, JSON-RPC, GraphQL, conditions with cases, lists of validation
//! errors, codes in a header, and codes with any characters. A service in each language sends every
//! error over HTTP, and clients in both read it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::example::{self, Content};
use errbook::model::{Catalog, Code, Model, Slot, Vocabulary, WireCode};
use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::rust::{CLIPPY, cargo, crate_of};
use crate::servers::details_as_given;
use crate::support::registry::{details_as_read, in_folder, render};
use crate::support::service::Service;
use crate::support::{npm_tools, root, run, scratch, write};
use crate::together::{by_address, compare};
use crate::typescript;

const REGISTRIES: &str = "codegen/tests/registries";

#[test]
fn nothing_is_found_in_any_of_them() {
    let sources = Sources::read(&root().join(REGISTRIES)).expect("the registries are read");
    let found = errbook::check(sources).diagnostics;
    let found: Vec<String> = found.iter().map(|found| found.message.clone()).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_output_has_every_code() {
    let model = in_folder(REGISTRIES);
    for target in TARGETS {
        let outputs = target.outputs(&model, &Options::default()).expect(target.name);
        let text: String = outputs.iter().map(|output| &*output.text).collect();
        for code in model.catalogs.iter().flat_map(|catalog| &catalog.codes) {
            let said = [code.name.clone(), code.code.to_string(), code.ident.clone()];
            let said = said.iter().any(|said| text.contains(said.as_str()));
            assert!(said, "{}: {}", target.name, code.name);
        }
    }
}

#[test]
fn the_crates_and_the_package_are_clean() {
    let model = in_folder(REGISTRIES);
    let generated = crate_of(&model, "registries");
    cargo(&generated, CLIPPY);
    cargo(&generated, &["doc", "--no-deps", "--all-features"]);
}

#[test]
fn every_error_is_sent_and_read() {
    let model = in_folder(REGISTRIES);
    let folder = scratch("registries");
    for (target, to) in [
        ("rust", "crate"),
        ("typescript", "client/node_modules/api-errors"),
        ("openapi", "openapi"),
    ] {
        for output in render(target, &model, &Options::default()) {
            write(&folder.join(to).join(&output.path), &output.text);
        }
    }
    let service = program(&folder, &model, "service", &["axum", "tokio"]);
    let rust = program(&folder, &model, "client-rust", &["serde_json", "ureq"]);
    let client = folder.join("client");
    write(&client.join("package.json"), r#"{ "type": "module" }"#);
    write(&client.join("client.ts"), include_str!("registries/client.ts"));
    write(&client.join("service.mjs"), include_str!("registries/service.mjs"));
    write(&client.join("given.json"), &given(&model).to_string());
    typescript::check_types(&client, &["client.ts"]);
    typescript::compile(&client, "client.ts");

    let mut faults = Vec::new();
    let mut in_node = Command::new("node");
    in_node.arg(client.join("service.mjs"));
    for (name, mut service) in [("Rust", Command::new(service)), ("TypeScript", in_node)] {
        let service = Service::start(&mut service, |line| line.rsplit(' ').next());
        let expected = expectations(&model, &service.address, &folder.join("openapi"));
        let others = sent_otherwise(&model, &service.address);
        let addresses: Vec<&String> = expected.keys().collect();
        let mut check = |who: &str, facts: &[&str], asking: &mut Command| {
            let who = format!("{who} (service in {name})");
            let seen = by_address(&run(asking));
            let asked =
                if seen.keys().any(|address| address.contains('?')) { &others } else { &expected };
            compare(&who, facts, asked, &seen, &mut faults);
        };

        let mut responses = Command::new("node");
        responses.arg(root().join("codegen/tests/slow/together/responses.mjs"));
        responses.arg(npm_tools()).arg(folder.join("openapi")).args(&addresses);
        check("the service", &["status", "headers", "sent", "openapi"], &mut responses);
        let facts = ["code", "known", "status", "message", "retry", "connects"];
        let in_rust = [&facts[..], &["variant"]].concat();
        let in_node = [&facts[..], &["codeName", "details"]].concat();
        let node = || {
            let mut node = Command::new("node");
            node.arg(client.join("client.js"));
            node
        };
        let with_german = |facts: &[&'static str]| [facts, &["german"]].concat();
        check("the Rust client", &with_german(&in_rust), Command::new(&rust).args(&addresses));
        check("the TypeScript client", &with_german(&in_node), node().args(&addresses));
        let addresses: Vec<&String> = others.keys().collect();
        check("the Rust client", &in_rust, Command::new(&rust).args(&addresses));
        check("the TypeScript client", &in_node, node().args(&addresses));
    }
    assert!(faults.is_empty(), "{} facts differ:\n{}", faults.len(), faults.join("\n"));
}

/// What the service in TypeScript gives the factory of each code, by catalog; it chooses the status of
/// those that know no HTTP, as the one in Rust does.
fn given(model: &Model) -> Value {
    let catalogs = model.catalogs.iter().map(|catalog| {
        let of = |code: &Code| {
            let status = code.status.is_empty().then_some(200);
            json!({ "details": details_as_given(code), "status": status })
        };
        (catalog.id.clone(), catalog.codes.iter().map(of).collect())
    });
    Value::Object(catalogs.collect())
}

/// Compiles a program with the dependencies of an example, as locked there.
fn program(folder: &Path, model: &Model, example: &str, dependencies: &[&str]) -> PathBuf {
    let is_service = example == "service";
    let example = root().join("examples").join(example);
    let folder = folder.join(if is_service { "service" } else { "client-rust" });
    let manifest = std::fs::read_to_string(example.join("Cargo.toml")).expect("a manifest");
    let kept = |line: &&str| {
        dependencies.iter().any(|name| line.starts_with(name)) || !line.contains(" = {")
    };
    let own: &[&str] = if is_service { &["axum"] } else { &["json", "languages"] };
    let features: Vec<&str> =
        own.iter().copied().chain(model.catalogs.iter().map(|catalog| &*catalog.id)).collect();
    let manifest = manifest.lines().filter(kept).collect::<Vec<_>>().join("\n").replace(
        "[dependencies]",
        &format!("[dependencies]\napi-errors = {{ path = \"../crate\", features = {features:?} }}"),
    );
    write(&folder.join("Cargo.toml"), &manifest);
    std::fs::copy(example.join("Cargo.lock"), folder.join("Cargo.lock")).expect("it is copied");
    let program = if is_service {
        include_str!("registries/service.rs")
    } else {
        include_str!("registries/client.rs")
    };
    write(&folder.join("src/main.rs"), program);
    write(&folder.join("src/errors.rs"), include_str!("registries/errors.rs"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    run(Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(&folder)
        .env("RUSTFLAGS", "-D warnings"));
    // The examples are built into the same folder.
    let built = target.join("debug").join(if is_service { "service" } else { "client" });
    let own = folder.join("program");
    std::fs::copy(built, &own).expect("it is copied");
    own
}

/// What the service should send for each code, and what clients should read from it, by address.
fn expectations(model: &Model, service: &str, documents: &Path) -> BTreeMap<String, Value> {
    let mut expected = BTreeMap::new();
    for catalog in &model.catalogs {
        let document = documents.join(format!("{}.openapi-3.1.yaml", catalog.id));
        let document = std::fs::read_to_string(document).expect("there is a document");
        let document: Value = serde_yaml::from_str(&document).expect("it is YAML");
        for (index, code) in catalog.codes.iter().enumerate() {
            let (expectation, body) = expectation(catalog, code);
            let response = documented(&document, &body, code);
            let address = format!("{service}/{}/{index}#{response}", catalog.id);
            expected.insert(address, expectation);
        }
    }
    expected
}

/// The name of the response that shows a body, and no other one.
fn documented<'a>(document: &'a Value, body: &Value, code: &Code) -> &'a str {
    let components = &document["components"];
    let shows = |response: &Value| {
        let content = response["content"].as_object().and_then(|types| types.values().next());
        let examples = content.and_then(|content| content["examples"].as_object());
        examples.is_some_and(|examples| {
            let (name, example) = examples.iter().next().expect("an example");
            let value = example.get("value").unwrap_or(&components["examples"][name]["value"]);
            examples.len() == 1 && value == body
        })
    };
    let is_of_status = |name: &str| name.contains("Error4") || name.contains("Error5");
    let responses = components["responses"].as_object().expect("responses");
    let mut found = responses.iter().filter(|(_, response)| shows(response));
    let found = found.find(|(name, _)| !is_of_status(name));
    found.unwrap_or_else(|| panic!("no response shows {}", code.name)).0
}

/// What is sent and read for a code, and the body alone.
fn expectation(catalog: &Catalog, code: &Code) -> (Value, Value) {
    let response = example::response(catalog, code);
    let mut headers: Map<String, Value> =
        response.headers.iter().map(|(name, value)| (name.to_lowercase(), json!(value))).collect();
    headers.insert("content-type".to_owned(), json!(catalog.envelope.content_type()));
    let Content::Body(body) = response.content else { panic!("{} is a redirect", code.name) };
    let mut expected = json!({
        "code": code.code.text(),
        "variant": code.ident,
        "codeName": catalog.envelope.shape.identifying_name().map(|_| &code.name),
        "known": true,
        "status": response.status.unwrap_or(200),
        "message": example::message(code),
        "retry": code.retry.map(Vocabulary::word),
        "details": details_as_read(code),
        "headers": headers,
        "sent": body,
        "openapi": [],
    });
    if catalog.id == "families" {
        expected["connects"] = code.name.starts_with("CONNECT").into();
        let german = code.messages.iter().find(|(tag, _)| tag == "de");
        let url = "spark://host:7077";
        let german = german
            .map(|(_, message)| message.source.replace("{url}", url).replace("{seconds}", "30"));
        expected["german"] = json!(german);
    }
    (expected, body)
}

/// What clients read if a service sends a former code, or one that is newer than they are, by address.
fn sent_otherwise(model: &Model, service: &str) -> BTreeMap<String, Value> {
    let mut expected = BTreeMap::new();
    for catalog in &model.catalogs {
        let slot = catalog.envelope.shape.identity().map_or(Slot::Code, |(slot, _)| slot);
        let is_paired = slot == Slot::Code && catalog.envelope.shape.has(Slot::Name);
        for (index, code) in catalog.codes.iter().enumerate() {
            let sent = catalog.constant(code, slot).expect("what identifies it");
            let mut case = |sent: &Value, other: &Value, seen: Value| {
                let query = [sent, other].map(|value| encoded(&value.to_string()));
                let [sent, other] = query;
                let address = format!("{service}/{}/{index}?sent={sent}&as={other}", catalog.id);
                expected.insert(address, seen);
            };
            let known = expectation(catalog, code).0;
            for alias in &code.aliases {
                match (slot, &code.code) {
                    (Slot::Code, _) if is_paired => {
                        case(&json!(code.name), &json!(alias), known.clone());
                    }
                    (Slot::Code, WireCode::String(_)) => case(&sent, &json!(alias), known.clone()),
                    (Slot::Code, WireCode::Integer(_)) => {
                        let number: i64 = alias.parse().expect("a number");
                        case(&sent, &json!(number), known.clone());
                    }
                    _ => {}
                }
            }
            let newer = match (&sent, catalog.id.as_str()) {
                (Value::Number(_), _) => json!(424_242),
                (_, "families") => json!(format!("{}.NEWER", code.code)),
                _ => json!("NEWER"),
            };
            if is_paired {
                case(&sent, &newer, known.clone());
                continue;
            }
            let text = newer.as_str().map_or_else(|| newer.to_string(), str::to_owned);
            let mut unknown = known;
            unknown["code"] = json!(text);
            unknown["known"] = json!(false);
            for fact in ["variant", "retry", "codeName"] {
                unknown[fact] = Value::Null;
            }
            unknown["details"] = json!({});
            case(&sent, &newer, unknown);
        }
    }
    expected
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
