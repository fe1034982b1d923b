//! What identifies an error: the code in the body, the URI of a problem, or a header. Both clients
//! recognize each, and former names.

use serde_json::{Value, json};

use crate::clients::{printed, programs};
use crate::support::registry::of_texts;
use crate::support::write;

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

const LIST: &str = r#"
catalog: list
title: List
codes: { style: snake_case }
type: "urn:{name}"
envelope: { shape: { problems: [{ type: $type, message: $message }] } }
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
        (
            "list",
            None,
            json!({ "problems": [{ "type": "urn:gone" }, { "type": "urn:out_of_credit" }] }),
            Some("gone, out_of_credit"),
        ),
    ]
}

#[test]
fn both_clients_recognize_whatever_identifies_an_error() {
    let catalogs =
        [("urn", TYPE), ("address", ADDRESS), ("header", HEADER), ("all", ALL), ("list", LIST)];
    let paths: Vec<[String; 2]> = catalogs
        .iter()
        .map(|(id, _)| [format!("{id}/catalog.yaml"), format!("{id}/errors.yaml")])
        .collect();
    let files = paths.iter().zip(catalogs);
    let files: Vec<(&str, &str)> =
        files.flat_map(|(paths, (_, text))| [(&*paths[0], text), (&*paths[1], SECTION)]).collect();
    let model = of_texts(files);
    let (rust, script) = (include_str!("identity/main.rs"), include_str!("identity/main.js"));
    let folder = programs("identity", &model, rust, script);
    let cases = cases();
    let responses =
        cases.iter().map(|(api, header, body, _)| json!([api, header, body.to_string()]));
    write(&folder.join("cases.json"), &json!(responses.collect::<Vec<_>>()).to_string());
    for (who, lines) in printed(&folder) {
        for ((case, expected), line) in cases.iter().map(|case| (case, case.3)).zip(lines.lines()) {
            let seen: Value = serde_json::from_str(line).expect("a line of JSON");
            assert_eq!(seen, json!(expected), "{who}: {case:?}");
        }
        assert_eq!(lines.lines().count(), cases.len(), "{who}");
    }
}
