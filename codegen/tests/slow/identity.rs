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

const PAIR: &str = r#"
catalog: pair
title: Pairs
codes: { type: integer }
type: "urn:{name}"
envelope: { shape: { errors: [{ code: $code, name: $name, type: $type, message: $message }] } }
"#;

const NUMBERED: &str = "
section: Errors
errors:
  out_of_credit: { code: 1, status: 403, description: The account is empty., aliases: [no_money, \"9\"] }
  gone: { code: 2, status: 404, description: It is gone. }
  gone_for_good: { code: 2, status: 404, description: It never returns., aliases: [lost] }
";

const NAME: &str = "
catalog: name
title: Names
envelope: { shape: { error: { name: $name, message: $message } } }
";

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

/// The same for pairs of a number and a name, or a name alone: what is read is the code and, with a
/// colon, the name.
fn named() -> Vec<(&'static str, Option<&'static str>, Value, Option<&'static str>)> {
    let pair = |code: Value, name: Value| json!({ "errors": [{ "code": code, "name": name }] });
    let name = |name: Value| json!({ "error": { "name": name } });
    let ordered = json!({ "errors": [
        { "name": "gone_for_good" },
        { "code": 1, "name": "new" },
        { "code": 2, "name": null },
        { "code": null, "name": "new" },
    ] });
    vec![
        ("pair", None, pair(json!(2), json!("gone_for_good")), Some("2:gone_for_good")),
        ("pair", None, pair(json!(2), json!("lost")), Some("2:gone_for_good")),
        ("pair", None, pair(json!(2), json!("gone")), Some("2:gone")),
        ("pair", None, pair(json!(2), json!("new")), Some("2:gone")),
        ("pair", None, pair(json!(2), json!(null)), Some("2:gone")),
        ("pair", None, pair(json!(2), json!("out_of_credit")), Some("2:gone")),
        ("pair", None, pair(json!(9), json!("no_money")), Some("1:out_of_credit")),
        ("pair", None, pair(json!(7), json!("no_money")), Some("1:out_of_credit")),
        ("pair", None, pair(json!(null), json!("lost")), Some("2:gone_for_good")),
        ("pair", None, pair(json!(7), json!("new")), Some("7:")),
        ("pair", None, pair(json!(null), json!("new")), None),
        ("pair", None, pair(json!(null), json!("__proto__")), None),
        (
            "pair",
            None,
            json!({ "errors": [{ "code": 7, "name": "new", "type": "urn:gone" }] }),
            Some("7:"),
        ),
        (
            "pair",
            None,
            json!({ "errors": [{ "name": "new", "type": "urn:gone" }] }),
            Some("2:gone"),
        ),
        ("pair", None, ordered, Some("2:gone_for_good, 1:out_of_credit, 2:gone")),
        ("name", None, name(json!("gone")), Some("gone:gone")),
        ("name", None, name(json!("no_money")), Some("out_of_credit:out_of_credit")),
        ("name", None, name(json!("new")), Some("new:")),
        ("name", None, name(json!("")), None),
        ("name", None, name(json!(7)), None),
        ("name", None, json!({}), None),
    ]
}

#[test]
fn both_clients_recognize_whatever_identifies_an_error() {
    let catalogs = [
        ("urn", TYPE, SECTION),
        ("address", ADDRESS, SECTION),
        ("header", HEADER, SECTION),
        ("all", ALL, SECTION),
        ("list", LIST, SECTION),
        ("pair", PAIR, NUMBERED),
        ("name", NAME, SECTION),
    ];
    let paths: Vec<[String; 2]> = catalogs
        .iter()
        .map(|(id, ..)| [format!("{id}/catalog.yaml"), format!("{id}/errors.yaml")])
        .collect();
    let files = paths.iter().zip(catalogs);
    let files = files
        .flat_map(|(paths, (_, catalog, section))| [(&*paths[0], catalog), (&*paths[1], section)]);
    let files: Vec<(&str, &str)> = files.collect();
    let model = of_texts(files);
    let (rust, script) = (include_str!("identity/main.rs"), include_str!("identity/main.js"));
    let folder = programs("identity", &model, rust, script);
    let cases = [cases(), named()].concat();
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
