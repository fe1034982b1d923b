//! The envelopes that a catalog can choose by name, against the specifications that they follow.

use errbook::example::{self, Content};
use errbook::model::{Catalog, Model};
use errbook::source::Sources;
use errbook::targets::Options;
use serde_json::{Value, json};

use crate::support;
use crate::support::registry::render;

/// The catalogs of each format, those with addresses of their codes first.
const FORMATS: [(&str, &[&str]); 3] = [
    ("problem-details", &["problem", "problem-plain"]),
    ("json-api", &["json-api", "json-api-plain"]),
    ("google", &["google"]),
];

fn model() -> Model {
    let registry = support::root().join("codegen/tests/slow/envelopes/registry");
    let checked = errbook::check(Sources::read(&registry).expect("the registry is read"));
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    checked.model.expect("the registry compiles")
}

/// The example body of every code with every one of its statuses.
fn bodies(catalog: &Catalog) -> Vec<Value> {
    let mut bodies = Vec::new();
    for code in &catalog.codes {
        let statuses = code.status.iter().map(|status| Some(*status));
        let none = code.status.is_empty().then_some(None);
        for status in statuses.chain(none) {
            match example::response_with_status(catalog, code, status).content {
                Content::Body(body) => bodies.push(body),
                Content::Redirect(_) => panic!("`{}` is a redirect", code.name),
            }
        }
    }
    bodies
}

/// What is wrong with bodies, by the schema of a format.
fn validate(format: &str, name: &str, bodies: &[Value]) -> Result<(), String> {
    let schema = format!("codegen/tests/slow/envelopes/{format}.schema.json");
    let lines: Vec<String> = bodies.iter().map(Value::to_string).collect();
    support::validate(
        &format!("envelopes-{name}"),
        &support::root().join(schema),
        &lines.join("\n"),
    )
}

#[test]
fn every_example_fits_its_specification() {
    let model = model();
    for (format, catalogs) in FORMATS {
        for id in catalogs {
            let catalog = model.catalog(id).expect("the catalog");
            let fit = validate(format, id, &bodies(catalog));
            fit.unwrap_or_else(|wrong| panic!("{id}: {wrong}"));
        }
    }
}

/// The schemas tell right from wrong.
#[test]
fn a_body_that_does_not_fit_is_found() {
    let faults = [
        ("problem-details", "problem", "/status", json!("404")),
        ("problem-details", "problem", "/type", json!("no address")),
        ("json-api", "json-api", "/errors/0/status", json!(404)),
        ("json-api", "json-api", "/errors/0/links", json!({ "help": "https://example.com/" })),
        ("json-api", "json-api", "/errors/0/source", json!({})),
        ("google", "google", "/error/status", json!("GONE")),
        ("google", "google", "/error/details/0/reason", json!("order_gone")),
        ("google", "google", "/error/details/0/metadata", json!({ "lines": 7 })),
    ];
    let model = model();
    for (index, (format, id, place, value)) in faults.into_iter().enumerate() {
        let mut bodies = bodies(model.catalog(id).expect("the catalog"));
        let body = bodies.iter_mut().find(|body| body.pointer(place).is_some());
        *body.and_then(|body| body.pointer_mut(place)).expect(place) = value.clone();
        let fit = validate(format, &format!("fault-{index}"), &bodies);
        assert!(fit.is_err(), "{value} at {place}");
    }
}

#[test]
fn bodies_hold_what_the_specifications_name() {
    let model = model();
    let body = |catalog: &str, code: &str| {
        let catalog = model.catalog(catalog).expect("the catalog");
        match example::response(catalog, catalog.code(code).expect("the code")).content {
            Content::Body(body) => body,
            Content::Redirect(_) => panic!("a redirect"),
        }
    };
    assert_eq!(
        body("problem", "order_unknown"),
        json!({
            "type": "https://docs.example.com/errors/order_unknown",
            "title": "Order unknown",
            "status": 404,
            "detail": "There is no order A-7",
            "instance": "/orders/7",
            "code": "order_unknown",
            "order_id": "A-7",
        })
    );
    assert_eq!(
        body("problem-plain", "order_lost"),
        json!({
            "type": "about:blank",
            "detail": "The order is on its way to nowhere.",
            "code": "order_lost",
        })
    );
    assert_eq!(
        body("json-api", "title_blank"),
        json!({ "errors": [{
            "links": { "type": "https://docs.example.com/errors/title_blank" },
            "status": "422",
            "code": "title_blank",
            "title": "Title blank",
            "detail": "The order has no title.",
            "source": { "pointer": "/data/attributes/title" },
        }] })
    );
    assert_eq!(
        body("json-api-plain", "order_unknown"),
        json!({ "errors": [{
            "status": "404",
            "code": "order_unknown",
            "title": "Order unknown",
            "detail": "There is no order A-7",
            "meta": { "order_id": "A-7" },
        }] })
    );
    assert_eq!(
        body("google", "ORDER_UNKNOWN"),
        json!({ "error": {
            "code": 404,
            "message": "There is no order A-7",
            "status": "NOT_FOUND",
            "details": [{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ORDER_UNKNOWN",
                "domain": "shop.example.com",
                "metadata": { "order_id": "A-7" },
            }],
        } })
    );
    let types =
        |catalog: &str| model.catalog(catalog).expect("the catalog").envelope.content_type();
    assert_eq!(types("problem-plain"), "application/problem+json");
    assert_eq!(types("json-api"), "application/vnd.api+json");
    assert_eq!(types("google"), "application/json");
}

/// The whole text of a file that a target renders of the catalogs.
fn rendered(target: &str, path: &str) -> String {
    let outputs = render(target, &model(), &Options::default());
    outputs.into_iter().find(|output| output.path == path).expect(path).text
}

#[test]
fn readers_see_what_is_the_same_in_every_body_and_where_details_are() {
    let page = rendered("markdown", "problem-plain/README.md");
    for row in [
        "| `type` | always `\"about:blank\"` | The kind of problem has no URL. The code identifies it. |",
        "| `*` | `any` | A detail of the error, under its own name. |",
    ] {
        assert!(page.lines().any(|line| line == row), "{row} is not in {page}");
    }
    let page = rendered("site", "problem-plain/index.html");
    for cells in [
        "<td>always <code>&#34;about:blank&#34;</code></td>",
        "<td><code>*</code></td><td><code>any</code></td>",
    ] {
        let page = page.replace("&quot;", "&#34;");
        assert!(page.contains(cells), "{cells} is not in {page}");
    }
    let registry: Value = serde_json::from_str(&rendered("json", "registry.json")).expect("JSON");
    let envelope = |catalog: usize| &registry["catalogs"][catalog]["envelope"]["shape"];
    let google = envelope(0).pointer("/members/0/shape/members/3/shape/element/members");
    let slots: Vec<&Value> = google.and_then(Value::as_array).into_iter().flatten().collect();
    assert_eq!(slots[0]["shape"]["value"], "type.googleapis.com/google.rpc.ErrorInfo");
    assert_eq!(slots[2]["shape"]["value"], "shop.example.com");
    assert_eq!(slots[3]["shape"]["slot"], "details<string>");
    assert_eq!(envelope(3)["details"], true);
}
