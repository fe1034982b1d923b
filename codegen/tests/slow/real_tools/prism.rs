//! The mock server Prism sends every example of every code in the documents, and the generated
//! TypeScript package reads it.

use std::fs;
use std::path::Path;
use std::process::Command;

use errbook::example;
use errbook::model::{Code, Delivery, Detail, Kind, Place, Shape, Slot};
use errbook::names;
use serde_json::{Map, Value, json};

use super::api::{Answer, Api, Operation, apis};
use super::registries::{envelopes, hostile, render_into};
use super::tools::{self, npm};
use crate::support::registry::real;
use crate::support::service::Service;
use crate::support::{run, scratch, write};

/// The mock server for an API description.
fn prism(description: &Path) -> Service {
    let program = npm().join("@stoplight/prism-cli/dist/index.js");
    let mut server = Command::new("node");
    let server = server.arg(program).args(["mock", "--host", "127.0.0.1", "--port", "0"]);
    Service::start(server.arg(description), |line| {
        Some(line.split_once("Prism is listening on ")?.1)
    })
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn the_typescript_package_reads_what_a_mock_server_sends() {
    let folder = scratch("prism-reader");
    for (name, model) in [("real", real()), ("hostile", hostile()), ("envelopes", envelopes())] {
        let package = folder.join("node_modules").join(format!("{name}-errors"));
        render_into(&model, "typescript", &package);
    }
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    fs::copy(tools::folder().join("prism.mjs"), folder.join("prism.mjs")).expect("a copy");
    for api in apis("prism") {
        let prism = prism(&api.path());
        let cases = cases(&api);
        assert!(cases.len() >= api.catalog.codes.len(), "{}", api.name());
        let asked = json!({
            "address": prism.address,
            "package": format!("{}-errors/{}", api.registry, api.catalog.id),
            "cases": cases,
        });
        fs::write(folder.join("cases.json"), asked.to_string()).expect("they are written");
        let said = run(Command::new("node").arg("prism.mjs").current_dir(&folder));
        let wrong: Value = serde_json::from_str(&said).expect("JSON");
        assert_eq!(wrong, json!([]), "{}", api.name());
    }
}

/// What to request, and what must be read.
fn cases(api: &Api) -> Vec<Value> {
    // The error of a redirect is in a header, and the mock server sends only its first example.
    let mut codes = api.catalog.codes.iter();
    let sent = codes.position(|code| code.delivery == Delivery::Redirect);
    let is_read = |answer: &&Answer| {
        let is_redirect = answer.status.is_some_and(|status| status / 100 == 3);
        answer.body.is_some() || (is_redirect && sent == Some(answer.code))
    };
    let of = |operation: &Operation| -> Vec<Value> {
        let answers = operation.answers.iter().filter(is_read);
        answers.map(|answer| case(api, operation, answer)).collect()
    };
    api.operations.iter().flat_map(of).collect()
}

fn case(api: &Api, operation: &Operation, answer: &Answer) -> Value {
    let code = &api.catalog.codes[answer.code];
    let has_message = has_message(&api.catalog.envelope.shape);
    json!({
        "path": operation.id,
        // A response for every status is requested with any status.
        "status": answer.status.unwrap_or(500),
        "example": answer.body.is_some().then_some(&answer.example),
        "code": code.name,
        "message": has_message.then(|| example::message(code)),
        "details": details(api, code),
    })
}

fn details(api: &Api, code: &Code) -> Map<String, Value> {
    let shown = code.details.iter().filter(|detail| is_sent(api, detail));
    let read = |detail: &Detail| {
        let name = names::camel(&detail.name);
        let value = example::sample_detail(detail);
        match detail.ty.kind {
            Kind::Delay => (format!("{name}Ms"), json!(value.as_u64().expect("seconds") * 1000)),
            _ => (name, value),
        }
    };
    shown.map(read).collect()
}

/// Whether the mock server sends what the code documents. It sends the first example of a header for
/// every code, so headers of several codes are not compared, nor are texts that headers cannot
/// contain.
fn is_sent(api: &Api, detail: &Detail) -> bool {
    let Place::Header { name, .. } = &detail.place else { return true };
    let value = example::sample_detail(detail);
    if value.as_str().is_some_and(|text| !text.chars().all(|c| matches!(c, ' '..='~'))) {
        return false;
    }
    let same = |other: &&Detail| match &other.place {
        Place::Header { name: other, .. } => other.eq_ignore_ascii_case(name),
        Place::Body(_) | Place::Message => false,
    };
    let users = api.catalog.codes.iter().filter(|code| code.details.iter().any(|d| same(&d)));
    users.count() == 1
}

fn has_message(shape: &Shape) -> bool {
    match shape {
        Shape::Object { members, .. } => members.iter().any(|member| has_message(&member.shape)),
        Shape::Array(element) => has_message(element),
        Shape::Slot(slot) => *slot == Slot::Message,
        Shape::Type(_) | Shape::Constant(_) => false,
    }
}
