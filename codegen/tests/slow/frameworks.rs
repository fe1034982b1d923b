//! Errors in the frameworks that services are written with: each serves a catalog over HTTP.
//!
//! The first run compiles the frameworks, which takes minutes.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::targets::Options;
use serde_json::{Value, json};

use crate::rust::{CLIPPY, PACKAGE, cargo};
use crate::support::registry::{in_folder, real, render};
use crate::support::service::Service;
use crate::support::{self, write};

/// What each program depends on, besides the crate with these features.
const PROGRAMS: &[(&str, &str, &str)] = &[
    (
        "axum",
        "axum, languages, tracing",
        "axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"json\", \
         \"matched-path\", \"tokio\"] }\n\
         serde = { version = \"1\", features = [\"derive\"] }\n\
         thiserror = \"2\"\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n\
         tracing = { version = \"0.1\", default-features = false, features = [\"std\"] }\n",
    ),
    (
        "actix-web",
        "actix-web",
        "actix-web = { version = \"4\", default-features = false, features = [\"macros\"] }\n\
         tokio = { version = \"1\", features = [\"rt\"] }\n",
    ),
    (
        "poem",
        "poem",
        "poem = { version = \"3\", default-features = false, features = [\"server\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    ),
    ("rocket", "rocket", "rocket = { version = \"0.5\", default-features = false }\n"),
    (
        "warp",
        "warp",
        "warp = { version = \"0.4\", default-features = false, features = [\"server\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    ),
    (
        "tonic",
        "tonic",
        "tonic = { version = \"0.14\", default-features = false }\ntonic-types = \"0.14\"\n",
    ),
    (
        "salvo",
        "salvo",
        "salvo = { version = \"1\", default-features = false, features = [\"http1\", \"server\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    ),
    (
        "utoipa",
        "axum, odd, operations, utoipa",
        "axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"json\", \
         \"tokio\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n\
         utoipa = \"6\"\n",
    ),
    (
        "aide",
        "aide, axum, odd, operations",
        "aide = { version = \"0.15\", default-features = false, features = [\"axum\", \
         \"axum-json\"] }\n\
         axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"json\", \
         \"tokio\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    ),
    (
        "salvo-oapi",
        "odd, operations, salvo, salvo-oapi",
        "salvo = { version = \"1\", default-features = false, features = [\"http1\", \"server\"] }\n\
         salvo-oapi = { version = \"1\", default-features = false }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    ),
    ("schemars", "schemars", "schemars = \"1\"\n"),
    (
        "reqwest",
        "reqwest",
        "reqwest = { version = \"0.13\", default-features = false }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    ),
];

/// The folder of these tests.
fn own() -> PathBuf {
    support::root().join("codegen/tests/slow/frameworks")
}

/// A workspace with the crate and all programs, whose dependencies are locked.
pub(crate) fn workspace(name: &str) -> PathBuf {
    let folder = support::scratch(&format!("frameworks-{name}"));
    let mut options = Options::default();
    options.rust.package = PACKAGE.into();
    options.rust.internal = true;
    options.rust.integrations = errbook::model::Vocabulary::ALL.to_vec();
    let model = in_folder("codegen/tests/slow/frameworks/registry");
    for output in render("rust", &model, &options) {
        write(&folder.join("crate").join(output.path), &output.text);
    }
    let mut members = "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"".to_owned();
    for (name, features, dependencies) in PROGRAMS {
        let _ = write!(members, ", \"{name}\"");
        let features = features.split(", ").chain(["shop"]).collect::<Vec<_>>();
        let manifest = format!(
            "[package]\nname = \"program-{name}\"\nedition = \"2024\"\n[dependencies]\n\
             {PACKAGE} = {{ path = \"../crate\", features = {features:?} }}\n{dependencies}"
        );
        write(&folder.join(name).join("Cargo.toml"), &manifest);
        let program = fs::read_to_string(own().join(format!("{name}.rs"))).expect("a program");
        write(&folder.join(name).join("src/main.rs"), &program);
    }
    write(&folder.join("Cargo.toml"), &(members + "]\n"));
    fs::copy(own().join("Cargo.lock"), folder.join("Cargo.lock")).expect("it is copied");
    folder
}

/// Builds a program, and returns the command that runs it.
pub(crate) fn build(folder: &Path, name: &str) -> Command {
    let package = format!("program-{name}");
    cargo(folder, &["build", "--quiet", "--locked", "--package", &package]);
    Command::new(Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-crates/debug").join(package))
}

/// Builds a program and starts it.
pub(crate) fn serve(folder: &Path, name: &str) -> Service {
    Service::start(&mut build(folder, name), |line| line.strip_prefix("listening on "))
}

/// A response: its status, its headers by lowercase name, and its body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Answer {
    /// The values of a header.
    fn values(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| &value[..]).collect()
    }
}

/// Sends a request line with headers and a body, and reads what comes back. HTTP/1.0 has no chunks.
fn ask(service: &Service, request: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut stream = TcpStream::connect(&service.address).expect("it listens");
    let mut text = format!("{request} HTTP/1.0\r\nHost: shop\r\n");
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    let _ = write!(text, "Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(text.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let headers = lines.map(|line| line.split_once(": ").expect("a header"));
    Answer {
        status: status.parse().expect("a number"),
        headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
        body: serde_json::from_str(body).unwrap_or_else(|_| json!(body)),
    }
}

pub(crate) fn get(service: &Service, path: &str) -> Answer {
    ask(service, &format!("GET {path}"), &[("X-Request-Id", "r-1")], "")
}

#[test]
#[ignore = "slow"]
fn every_integration_compiles_without_a_warning() {
    let folder = workspace("tools");
    cargo(&folder.join("crate"), CLIPPY);
    cargo(&folder.join("crate"), &["doc", "--no-deps", "--all-features"]);
}

#[test]
fn axum_answers_every_failure_with_an_error_of_the_catalog() {
    let service = serve(&workspace("axum"), "axum");
    let body = |code: &str, message: &str| json!({ "code": code, "message": message, "request_id": "r-1" });
    // The error of a handler, with what the layer knows.
    let answer = get(&service, "/orders/o-7");
    let mut missing = body("order_not_found", "There is no order with this id.");
    missing["details"] = json!({ "order_id": "o-7" });
    assert_eq!((answer.status, &answer.body), (404, &missing));
    let answer = get(&service, "/busy");
    assert_eq!((answer.status, answer.values("retry-after")), (429, vec!["30"]));
    assert_eq!(answer.values("set-cookie"), ["a=1", "b=2"]);
    let answer = get(&service, "/few");
    let few = json!({
        "item": "i-1", "place": "Pune", "left": 2, "next_delivery": "2027-01-01"
    });
    assert_eq!((answer.status, &answer.body["details"]), (409, &few));
    // What fails before a handler, with the headers that axum sets.
    let json = ("Content-Type", "application/json");
    let id = ("X-Request-Id", "r-1");
    for (request, header, sent, status, code, message) in [
        ("POST /orders", json, "{", 400, "malformed", "The request cannot be read."),
        ("POST /orders", json, "{}", 400, "malformed", "The request cannot be read."),
        ("POST /orders", id, "{}", 400, "malformed", "The request cannot be read."),
        ("GET /nowhere", id, "", 404, "route_unknown", "There is nothing at this path."),
        ("PUT /orders", id, "", 405, "method_unknown", "The path does not take this method."),
        ("GET /panic", id, "", 500, "internal", "Something went wrong."),
        ("GET /plain", id, "", 500, "internal", "Something went wrong."),
        ("GET /gateway", id, "", 502, "warehouse_down", "The warehouse cannot be reached."),
        ("GET /stock", id, "", 502, "warehouse_down", "The warehouse cannot be reached."),
        ("POST /orders", json, "{\"items\":[\"a\"]}", 500, "internal", "Something went wrong."),
    ] {
        let answer = ask(&service, request, &[header, id], sent);
        assert_eq!((answer.status, &answer.body), (status, &body(code, message)), "{request}");
        let typed = ["application/json"];
        assert_eq!(answer.values("content-type"), typed, "{request}");
        assert_eq!(answer.values("content-length").len(), 1, "{request}");
        assert_eq!(answer.values("allow").len(), usize::from(status == 405), "{request}");
    }
    // An id is never empty: one that is missing or is none is made.
    for headers in [&[][..], &[("X-Request-Id", "")], &[("X-Request-Id", "a b")]] {
        let answer = ask(&service, "GET /nowhere", headers, "");
        assert_eq!(answer.body["request_id"].as_str().map(str::len), Some(32), "{headers:?}");
    }
    // The language that is asked for, and a member that only some requests have.
    let german = [json, id, ("Accept-Language", "de-AT"), ("X-Trace", "t-1")];
    let answer = ask(&service, "POST /orders", &german, "{\"items\":[]}");
    let mut sold_out = body("sold_out", "Der Artikel ist ausverkauft.");
    sold_out["trace_id"] = json!("t-1");
    assert_eq!((answer.status, &answer.body), (409, &sold_out));
    assert_eq!(answer.values("content-language"), ["de"]);
    // What is no failure, or is one that the service itself answers with a body of its own.
    let answer = get(&service, "/fine");
    assert_eq!((answer.status, &answer.body), (200, &json!("fine")));
    let answer = get(&service, "/json");
    assert_eq!((answer.status, &answer.body), (404, &json!(1)));
}

/// What every framework sends for errors that handlers return; returns the id of a request that the
/// handler did not set.
#[track_caller]
fn sends_errors(name: &str) -> String {
    let service = serve(&workspace(name), name);
    let answer = get(&service, "/orders/o-7");
    let missing = json!({
        "code": "order_not_found",
        "message": "There is no order with this id.",
        "details": { "order_id": "o-7" },
        "request_id": "r-1"
    });
    assert_eq!((answer.status, &answer.body), (404, &missing));
    assert_eq!(answer.values("content-type"), ["application/json"]);
    let answer = get(&service, "/busy");
    assert_eq!((answer.status, answer.values("retry-after")), (429, vec!["30"]));
    assert_eq!(answer.values("set-cookie"), ["a=1", "b=2"]);
    answer.body["request_id"].as_str().expect("every body has one").to_owned()
}

/// The service says what is sent of members that no handler sets.
#[test]
fn actix_web_sends_errors() {
    assert_eq!(sends_errors("actix-web"), "r-1");
}

#[test]
#[ignore = "slow"]
fn poem_sends_errors() {
    assert_eq!(sends_errors("poem").len(), 32);
}

#[test]
#[ignore = "slow"]
fn rocket_sends_errors() {
    assert_eq!(sends_errors("rocket").len(), 32);
}

#[test]
#[ignore = "slow"]
fn warp_sends_errors() {
    assert_eq!(sends_errors("warp").len(), 32);
}

#[test]
#[ignore = "slow"]
fn salvo_sends_errors() {
    assert_eq!(sends_errors("salvo").len(), 32);
}

#[test]
fn errors_travel_in_statuses_of_grpc() {
    support::run(&mut build(&workspace("tonic"), "tonic"));
}

#[test]
fn a_client_with_reqwest_reads_what_axum_sends() {
    let folder = workspace("reqwest");
    let service = serve(&folder, "axum");
    let said = support::run(build(&folder, "reqwest").arg(&service.address));
    assert_eq!(said, "done\n");
}

#[test]
fn the_layer_of_the_page_on_rust_compiles() {
    let folder = workspace("readme");
    for output in render("rust", &real(), &Options::default()) {
        write(&folder.join("api").join(output.path), &output.text);
    }
    let page = fs::read_to_string(support::root().join("docs/rust.md")).expect("it is read");
    let blocks = page.split("\n```").skip(1).step_by(2);
    let block = blocks.filter_map(|block| block.strip_prefix("rust\n"));
    let program = block.filter(|block| block.contains("ErrorLayer")).collect::<String>();
    let dependencies = PROGRAMS[0].2;
    let manifest = format!(
        "[package]\nname = \"readme\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = \"../api\", features = [\"medblocks\", \"axum\", \"tracing\"] }}\n\
         {dependencies}"
    );
    write(&folder.join("readme/Cargo.toml"), &manifest);
    write(&folder.join("readme/src/lib.rs"), &program);
    fs::copy(own().join("Cargo.lock"), folder.join("readme/Cargo.lock")).expect("it is copied");
    cargo(&folder.join("readme"), &["check", "--quiet"]);
}

#[test]
fn axum_logs_each_error_once_with_its_causes() {
    let mut service = serve(&workspace("axum-log"), "axum");
    for request in ["POST /orders", "GET /stock", "GET /panic", "GET /orders/o-7", "GET /fine"] {
        let json = [("Content-Type", "application/json")];
        ask(&service, request, &json, "{\"items\":[\"a\"]}");
    }
    let logged = service.printed("logged ", 4);
    let none = "No such file or directory (os error 2)";
    assert_eq!(
        logged,
        [
            format!(
                "ERROR message=request failed code=internal status=500 \
                 operation=\"POST /orders\" source=the order cannot be stored: {none}"
            ),
            format!(
                "ERROR message=request failed code=warehouse_down status=502 \
                 operation=\"GET /stock\" source={none}"
            ),
            "ERROR message=request failed code=internal status=500 operation=\"GET /panic\" \
             source=panic: a secret"
                .to_owned(),
            "INFO message=request refused code=order_not_found status=404 \
             operation=\"GET /orders/{id}\" source="
                .to_owned(),
        ]
    );
}
