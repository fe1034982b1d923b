//! What identifies an error: the code in the body, the URI of a problem, or a header. Both clients
//! recognize each, and former names.

use std::path::Path;
use std::process::Command;

use errbook::targets::Options;
use serde_json::{Value, json};

use crate::support::registry::{of_texts, render};
use crate::support::{run, scratch};

const TYPE: &str = r#"
catalog: urn
title: Types
codes: { style: snake_case }
type: "urn:problem-type:shop:{name|kebab}"
envelope: { format: problem-details }
"#;

const ADDRESS: &str = r#"
catalog: address
title: Addresses
codes: { style: snake_case }
docs: { url: "https://e.example/probs/{code}" }
envelope: { content_type: application/problem+json, shape: { type: $docs_url, detail: $message } }
"#;

const HEADER: &str = "
catalog: header
title: Headers
codes: { style: snake_case, header: X-Error-Code }
envelope: { shape: { message: $message } }
";

const ALL: &str = r#"
catalog: all
title: All
codes: { style: snake_case, header: X-Error-Code }
type: "https://e.example/{name|upper}"
envelope: { shape: { errors: [{ code: $code, type: $type, message: $message }] } }
"#;

const SECTION: &str = "
section: Errors
errors:
  out_of_credit: { status: 403, description: The account is empty., aliases: [no_money] }
  gone: { status: 404, description: It is gone. }
";

/// The catalog, the header, the body, and the code that is read; none if there is none.
fn cases() -> Vec<(&'static str, Option<&'static str>, Value, Option<&'static str>)> {
    let urn = "urn:problem-type:shop:out-of-credit";
    let page = "https://e.example/probs/gone";
    let all = |code: Value, uri: &str| json!({ "errors": [{ "code": code, "type": uri }] });
    vec![
        ("urn", None, json!({ "type": urn }), Some("out_of_credit")),
        ("urn", None, json!({ "type": "urn:new" }), Some("urn:new")),
        ("urn", None, json!({ "type": "__proto__" }), Some("__proto__")),
        ("urn", None, json!({ "type": "about:blank" }), None),
        ("urn", None, json!({ "type": 7, "code": "gone" }), None),
        ("urn", None, json!({}), None),
        ("address", None, json!({ "type": page }), Some("gone")),
        ("header", Some("gone"), json!({ "message": "It went." }), Some("gone")),
        ("header", Some(" no_money "), json!(null), Some("out_of_credit")),
        ("header", Some("new"), json!("text"), Some("new")),
        ("header", Some(""), json!({ "code": "gone" }), None),
        ("header", None, json!("gone"), None),
        (
            "all",
            Some("gone"),
            all(json!("out_of_credit"), "https://e.example/GONE"),
            Some("out_of_credit"),
        ),
        ("all", Some("gone"), all(json!("no_money"), ""), Some("out_of_credit")),
        (
            "all",
            Some("gone"),
            all(json!(7), "https://e.example/OUT_OF_CREDIT"),
            Some("out_of_credit"),
        ),
        ("all", Some("gone"), all(json!(null), "https://e.example/NEW"), Some("gone")),
        ("all", None, all(json!(null), "https://e.example/NEW"), None),
        ("all", None, all(json!("constructor"), ""), Some("constructor")),
    ]
}

#[test]
fn both_clients_recognize_whatever_identifies_an_error() {
    let catalogs = [("urn", TYPE), ("address", ADDRESS), ("header", HEADER), ("all", ALL)];
    let paths: Vec<[String; 2]> = catalogs
        .iter()
        .map(|(id, _)| [format!("{id}/catalog.yaml"), format!("{id}/errors.yaml")])
        .collect();
    let files = paths.iter().zip(catalogs);
    let files: Vec<(&str, &str)> =
        files.flat_map(|(paths, (_, text))| [(&*paths[0], text), (&*paths[1], SECTION)]).collect();
    let model = of_texts(files);
    let folder = scratch("identity");
    for (target, to) in [("rust", "crate"), ("typescript", "node_modules/api-errors")] {
        for output in render(target, &model, &Options::default()) {
            put(&folder.join(to).join(&output.path), &output.text);
        }
    }
    let cases = cases();
    let responses =
        cases.iter().map(|(api, header, body, _)| json!([api, header, body.to_string()]));
    put(&folder.join("cases.json"), &json!(responses.collect::<Vec<_>>()).to_string());
    put(&folder.join("package.json"), r#"{ "type": "module" }"#);
    put(&folder.join("read.mjs"), include_str!("identity/read.mjs"));
    put(&folder.join("src/main.rs"), include_str!("identity/main.rs"));
    put(
        &folder.join("Cargo.toml"),
        "[package]\nname = \"identity\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         serde_json = \"1\"\napi-errors = { path = \"crate\", features = [\"json\", \"urn\", \
         \"address\", \"header\", \"all\"] }\n",
    );
    put(&folder.join("Cargo.lock"), include_str!("rust/Cargo.lock"));
    let rust = run(Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-crates")));
    let typescript = run(Command::new("node").arg("read.mjs").current_dir(&folder));
    for (who, lines) in [("Rust", rust), ("TypeScript", typescript)] {
        for ((case, expected), line) in cases.iter().map(|case| (case, case.3)).zip(lines.lines()) {
            let seen: Value = serde_json::from_str(line).expect("a line of JSON");
            assert_eq!(seen, json!(expected), "{who}: {case:?}");
        }
        assert_eq!(lines.lines().count(), cases.len(), "{who}");
    }
}

fn put(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    std::fs::write(path, text).expect("the file is written");
}
