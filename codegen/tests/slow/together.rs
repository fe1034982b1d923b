//! The example service and both example clients, together over HTTP: for every code of every
//! catalog, the service sends and the clients read what the registry says. Both clients read the same
//! from a table of hostile responses.
//!
//! The first run compiles axum and ureq for the examples, which takes a minute.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::clients::{printed, programs};
use crate::support::registry::{details_as_read, in_folder};
use crate::support::service::Service;
use crate::support::{npm_tools, root, run, scratch, tsc, write};
use errbook::config::{Project, Reach};
use errbook::example::{self, Content};
use errbook::model::{Catalog, Code, Detail, Kind, Model, Shape, Slot, Vocabulary};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

/// The status that the service chose for codes without a documented one.
const UNDOCUMENTED: u16 = 422;

/// What an OAuth client sends and expects back.
const STATE: &str = "x y&z=ü";

#[test]
fn the_service_and_both_clients_agree_with_the_registry() {
    let project = Project::find(root(), Reach::Repository).expect("the project opens");
    let model = errbook::open(&project).expect("the registry is read").model;
    let model = model.expect("the registry compiles");
    let model = model.public();
    let service = Service::start(Command::new(build("service")).arg("127.0.0.1:0"), |line| {
        line.rsplit(' ').next()
    });
    let expected = expectations(model, &service.address, Some(STATE));
    let addresses: Vec<&String> = expected.keys().collect();

    let mut faults = Vec::new();
    let mut responses = Command::new("node");
    responses.arg(root().join("codegen/tests/slow/together/responses.mjs"));
    responses.arg(npm_tools()).arg(root().join("generated/openapi"));
    let sent = by_address(&run(responses.args(&addresses)));
    compare(
        "the service",
        &["status", "headers", "sent", "openapi"],
        &expected,
        &sent,
        &mut faults,
    );

    let facts = [
        "catalog",
        "code",
        "known",
        "status",
        "message",
        "details",
        "docsUrl",
        "retry",
        "retryAfterMs",
        "headers",
        "body",
    ];
    let seen = by_address(&run(Command::new(build("client-rust")).args(&addresses)));
    compare("the Rust client", &facts, &expected, &seen, &mut faults);
    let seen =
        by_address(&run(Command::new("node").arg(client_typescript("together")).args(&addresses)));
    compare("the TypeScript client", &facts, &expected, &seen, &mut faults);

    let codes: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    assert_eq!(expected.len(), codes);
    assert!(faults.is_empty(), "{} facts differ:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn both_clients_read_the_same_from_hostile_responses() {
    let model = in_folder("codegen/tests/slow/together/registry");
    let (rust, script) = (include_str!("together/hostile.rs"), include_str!("together/hostile.js"));
    let folder = programs("hostile-responses", &model, rust, script);
    let table: Vec<Value> =
        serde_json::from_str(include_str!("together/hostile.json")).expect("the table is JSON");
    let cases: Vec<Value> = table.iter().map(spelled_out).collect();
    write(&folder.join("cases.json"), &json!(cases).to_string());

    let mut faults = Vec::new();
    for (who, lines) in printed(&folder) {
        let mut lines = lines.lines();
        for case in &table {
            let seen: Value = lines
                .next()
                .and_then(|line| serde_json::from_str(line).ok())
                .unwrap_or_else(|| panic!("{who} says nothing about {}", case["about"]));
            let expected = expected(case);
            if seen != expected {
                faults.push(format!("{who}: expected {expected}, found {seen}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} readings differ:\n{}", faults.len(), faults.join("\n"));
}

/// A case of the table of hostile responses, in which texts may have repeated parts and headers may
/// be repeated, with everything spelled out. Each character of its texts is a byte.
fn spelled_out(case: &Value) -> Value {
    let headers = case["headers"].as_array().into_iter().flatten().flat_map(|header| {
        let times = header[2].as_u64().unwrap_or(1);
        let header = json!([header[0], text(&header[1])]);
        (0..times).map(move |_| header.clone())
    });
    json!({
        "about": case["about"],
        "api": case["api"],
        "status": case["status"].as_u64().unwrap_or(409),
        "headers": headers.collect::<Vec<_>>(),
        "body": text(&case["body"]),
    })
}

/// A text, or a list of texts, each with the number of its repetitions unless that is one.
fn text(parts: &Value) -> String {
    let Value::Array(parts) = parts else { return parts.as_str().expect("a text").to_owned() };
    let part = |part: &Value| match part {
        Value::String(part) => part.clone(),
        part => {
            let times = part[1].as_u64().and_then(|times| usize::try_from(times).ok());
            part[0].as_str().expect("a text").repeat(times.expect("a number"))
        }
    };
    parts.iter().map(part).collect()
}

/// What both clients should see in a hostile response.
fn expected(case: &Value) -> Value {
    let want = &case["want"];
    if want["code"].is_null() {
        return json!({ "about": case["about"], "code": null });
    }
    let or = |value: &Value, other: Value| if value.is_null() { other } else { value.clone() };
    json!({
        "about": case["about"],
        "code": want["code"],
        "message": want["message"],
        "details": or(&want["details"], json!({})),
        "delay": want["delay"],
        "others": or(&want["others"], json!([])),
    })
}

#[test]
fn what_differs_is_named() {
    let right = json!({ "code": "a", "status": 404, "headers": { "retry-after": "30" } });
    let expected = BTreeMap::from([("http://127.0.0.1:1/shop/a".to_owned(), right.clone())]);
    let facts = ["code", "status", "headers"];
    let faults = |seen: Option<Value>| {
        let seen = seen.map(|seen| ("http://127.0.0.1:1/shop/a".to_owned(), seen));
        let mut faults = Vec::new();
        compare("the client", &facts, &expected, &seen.into_iter().collect(), &mut faults);
        faults
    };
    assert!(faults(Some(right.clone())).is_empty());
    assert_eq!(faults(None), ["/shop/a: the client says nothing"]);
    let mut wrong = right.clone();
    wrong["status"] = json!(500);
    assert_eq!(faults(Some(wrong)), ["/shop/a: the client: status: expected 404, found 500"]);
    let mut wrong = right;
    wrong["headers"] = json!({});
    assert_eq!(
        faults(Some(wrong)),
        ["/shop/a: the client: headers: expected {\"retry-after\":\"30\"}, found {}"]
    );
}

/// Adds the differences, each with its code and fact.
pub(crate) fn compare(
    who: &str,
    facts: &[&str],
    expected: &BTreeMap<String, Value>,
    seen: &BTreeMap<String, Value>,
    faults: &mut Vec<String>,
) {
    for (address, expected) in expected {
        let path = address.splitn(4, '/').nth(3).unwrap_or_default();
        let Some(seen) = seen.get(address) else {
            faults.push(format!("/{path}: {who} says nothing"));
            continue;
        };
        for fact in facts {
            let (expected, seen) = (&expected[*fact], &seen[*fact]);
            if expected != seen {
                faults.push(format!("/{path}: {who}: {fact}: expected {expected}, found {seen}"));
            }
        }
    }
}

/// What the service should send for each code, and what clients should read from it, by address. A
/// redirect is asked for with a state, if there is one.
pub(crate) fn expectations(
    model: &Model,
    service: &str,
    state: Option<&str>,
) -> BTreeMap<String, Value> {
    let codes = model.catalogs.iter().flat_map(|catalog| {
        catalog.codes.iter().map(move |code| {
            let address = format!("{service}/{}/{}", catalog.id, code.name);
            let expected = expectation(catalog, code, state);
            match (example::response(catalog, code).content, state) {
                (Content::Redirect(_), Some(state)) => {
                    let state = utf8_percent_encode(state, NON_ALPHANUMERIC);
                    (format!("{address}?state={state}"), expected)
                }
                _ => (address, expected),
            }
        })
    });
    codes.collect()
}

fn expectation(catalog: &Catalog, code: &Code, state: Option<&str>) -> Value {
    let response = example::response(catalog, code);
    let mut headers: Map<String, Value> =
        response.headers.iter().map(|(name, value)| (name.to_lowercase(), json!(value))).collect();
    let (sent, body) = match response.content {
        Content::Body(body) => {
            headers.insert("content-type".to_owned(), json!(catalog.envelope.content_type()));
            (body.clone(), body)
        }
        Content::Redirect(mut parameters) => {
            parameters.extend(state.map(|state| ("state".to_owned(), state.to_owned())));
            headers.insert("location".to_owned(), json!(example::redirect_address(&parameters)));
            let members = parameters.into_iter().map(|(name, value)| (name, json!(value)));
            (json!(""), members.collect())
        }
    };
    let is_delay = |detail: &&Detail| detail.ty.kind == Kind::Delay;
    let delay = code.sent().find(is_delay).map(example::sample_detail);
    let delay = delay.and_then(|delay| Some(delay.as_u64()? * 1000));
    let has_message = slots(&catalog.envelope.shape).contains(&Slot::Message);
    json!({
        "catalog": catalog.id,
        "code": code.name,
        "known": true,
        "status": response.status.unwrap_or(UNDOCUMENTED),
        "message": if has_message { example::message(code) } else { code.name.clone() },
        "details": details_as_read(code),
        "docsUrl": code.docs_url,
        "retry": code.retry.map(Vocabulary::word),
        "retryAfterMs": delay,
        "headers": headers,
        "sent": sent,
        "body": body,
        "openapi": [],
    })
}

fn slots(shape: &Shape) -> Vec<Slot> {
    match shape {
        Shape::Object { members, .. } => members.iter().flat_map(|it| slots(&it.shape)).collect(),
        Shape::Array(element) => slots(element),
        Shape::Slot(slot) => vec![*slot],
        Shape::Type(_) | Shape::Constant(_) => Vec::new(),
    }
}

/// The lines that a program printed, by their addresses.
pub(crate) fn by_address(lines: &str) -> BTreeMap<String, Value> {
    let lines = lines.lines().map(|line| {
        let mut seen: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        settle(&mut seen);
        (seen["address"].as_str().expect("an address").to_owned(), seen)
    });
    lines.collect()
}

/// Removes what differs from run to run: headers of HTTP itself, and the ids of requests, which
/// are replaced by the one in the reference.
fn settle(seen: &mut Value) {
    if let Some(headers) = seen["headers"].as_object_mut() {
        for name in ["connection", "content-length", "date", "keep-alive"] {
            headers.remove(name);
        }
    }
    for id in ["/sent/error/request_id", "/body/error/request_id"] {
        if let Some(id) = seen.pointer_mut(id)
            && id.as_str().is_some_and(|id| id.starts_with("req-"))
        {
            *id = json!("9c9b6f7a-8e4f-4a3b-9c1e-6f3a2d8b7c4d");
        }
    }
}

/// Builds an example in Rust; returns the path of its program.
pub(crate) fn build(example: &str) -> PathBuf {
    let folder = root().join("examples").join(example);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    run(Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--locked", "--target-dir"])
        .arg(&target)
        .current_dir(&folder)
        .env("RUSTFLAGS", "-D warnings"));
    target.join("debug").join(if example == "service" { "service" } else { "client" })
}

/// Installs and compiles a copy of the example in TypeScript in a folder of this name; returns the path
/// of its program.
pub(crate) fn client_typescript(name: &str) -> PathBuf {
    let folder = scratch(name);
    let (examples, generated) = (folder.join("examples"), folder.join("generated"));
    for folder in [&examples, &generated] {
        std::fs::create_dir(folder).expect("a new folder");
    }
    run(Command::new("cp").arg("-r").arg(root().join("generated/typescript")).arg(&generated));
    let client = examples.join("client");
    std::fs::create_dir(&client).expect("a new folder");
    for file in ["package.json", "package-lock.json", "tsconfig.json", "client.ts"] {
        let from = root().join("examples/client-typescript").join(file);
        std::fs::copy(from, client.join(file)).expect("a copy");
    }
    run(Command::new("npm")
        .args(["ci", "--omit=dev", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&client));
    let types = npm_tools().join("node_modules/@types");
    run(tsc("typescript").arg("-p").arg(&client).arg("--typeRoots").arg(&types));
    client.join("dist/client.js")
}
