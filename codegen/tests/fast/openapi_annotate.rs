//! `errbook openapi annotate`: adds references to the generated responses to API descriptions of
//! every style, and keeps every other byte.

use std::fs;

use errbook::annotate::{Annotation, ChangeKind, LeftReason, annotate};
use errbook::model::{Catalog, OperationId};
use errbook::report::{Look, render};
use errbook::source::Sources;
use errbook::targets::{OpenapiFormat, OpenapiNames};
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use crate::support;
use crate::support::annotate::{ALL, CATALOG, ORDERS, SPEC, project, read, run, shop};
use crate::support::command::Ran;

/// The operations of most cases.
const OPERATIONS: &str = "\
operations:
  createOrder: { request: POST /orders, raises: [order_exists, item_sold_out, order_empty] }
  GET /orders/{id}: { raises: [order_not_found, order_refused, stock_drift] }
";

/// The public catalog with these operations.
fn catalog(operations: &str) -> Catalog {
    let catalog = format!("{CATALOG}{operations}");
    let texts = [("shop/catalog.yaml", catalog.as_str()), ("shop/orders.yaml", ORDERS)];
    support::registry::of_texts(texts).catalogs.remove(0)
}

fn annotation(catalog: &Catalog, spec: &str) -> (Annotation, Sources) {
    let sources = Sources::from_texts([("api.yaml", spec)]);
    let annotation =
        annotate(&sources.files()[0], 0, catalog, &OpenapiNames::new(catalog, false), |version| {
            Some(format!("../errors/{}", version.path(catalog, OpenapiFormat::Yaml)))
        });
    (annotation, sources)
}

/// The description with everything that the catalog says; fails on a finding.
#[track_caller]
fn annotated(catalog: &Catalog, spec: &str) -> String {
    let (annotation, sources) = annotation(catalog, spec);
    let shown = annotation.findings.iter().map(|found| render(found, &sources, Look::default()));
    let shown: String = shown.collect();
    assert!(shown.is_empty(), "{shown}\n{spec}");
    annotation.text.unwrap_or_else(|| spec.to_owned())
}

/// Annotates and compares; a second run changes nothing.
#[track_caller]
fn becomes(spec: &str, expected: &str) {
    becomes_with(OPERATIONS, spec, expected);
}

#[track_caller]
fn becomes_with(operations: &str, spec: &str, expected: &str) {
    let catalog = catalog(operations);
    let found = annotated(&catalog, spec);
    assert_eq!(found, expected);
    let (again, _) = annotation(&catalog, &found);
    assert!(again.text.is_none() && again.changes.is_empty(), "a second run changes nothing");
}

/// A path alone is any method, `*` is any segment or the rest, and what is returned there is returned
/// by each operation within.
#[test]
fn an_operation_has_the_codes_of_those_around_it() {
    let operations = "\
operations:
  /orders: { raises: [order_empty] }
  POST /orders: { raises: [order_exists] }
  '* /admin/*': { raises: [order_not_found] }
  rates: { request: '/*/rates', raises: ['section:orders'] }
";
    let shop = catalog(operations);
    let names = |index: usize| {
        let codes = shop.codes_at(&shop.operations[index].codes);
        codes.map(|code| code.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(names(1), ["order_exists", "order_empty"]);
    assert_eq!(names(3).len(), 7, "all public codes of the section");
    let ids: Vec<&str> = shop.operations.iter().map(|operation| operation.id.as_str()).collect();
    assert_eq!(ids, ["/orders", "POST /orders", "/admin/*", "rates"]);
    let item = |path: &str, methods: &[&str]| {
        let methods = methods.iter().map(|method| format!("    {method}: {{ responses: {{}} }}\n"));
        format!("  {path}:\n{}", methods.collect::<String>())
    };
    let spec = format!(
        "openapi: 3.1.0\npaths:\n{}{}{}",
        item("/orders", &["get", "post"]),
        item("/admin/stock/{item}", &["put"]),
        item("/other", &["get"]),
    );
    let (annotation, _) = annotation(&shop, &spec);
    let changes = annotation.changes.iter().map(|change| {
        let of = &change.response;
        format!("{} {} {}", of.method, of.path, of.status)
    });
    assert_eq!(
        changes.collect::<Vec<_>>(),
        ["GET /orders 400", "POST /orders 400", "POST /orders 409", "PUT /admin/stock/{item} 404"]
    );
    let missing = errbook::annotate::missing(&shop, &[annotation]);
    let missing: Vec<&str> = missing.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(missing, ["the API description has no operation `rates`"]);
}

#[test]
fn references_follow_the_order_of_statuses() {
    becomes(
        "\
openapi: 3.1.0 # the version
paths:
  /orders:
    # Orders come in here.
    post:
      operationId: createOrder
      responses:
        '201': # created
          description: |
            Done.

            Really.

        # everything else
        default:
          description: Something else.
    get:
      responses: { '200': { description: All. } }
  /orders/{order_id}:
    get:
      responses:
        \"200\":
          description: >-
            One
            order.
",
        "\
openapi: 3.1.0 # the version
paths:
  /orders:
    # Orders come in here.
    post:
      operationId: createOrder
      responses:
        '201': # created
          description: |
            Done.

            Really.
        '400':
          $ref: '../errors/shop.openapi-3.1.yaml#/components/responses/order_empty'
        '409':
          $ref: '../errors/shop.openapi-3.1.yaml#/components/responses/Error409'

        # everything else
        default:
          description: Something else.
    get:
      responses: { '200': { description: All. } }
  /orders/{order_id}:
    get:
      responses:
        \"200\":
          description: >-
            One
            order.
        \"404\":
          $ref: \"../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found\"
",
    );
}

#[test]
fn an_operation_refers_to_exactly_its_codes() {
    let one_more = ORDERS.replace(
        "  order_not_found:",
        "  order_paid: { status: 409, description: x }\n  order_not_found:",
    );
    let names = |operations: &str| {
        let catalog = format!("{CATALOG}{operations}");
        let texts =
            [("shop/catalog.yaml", catalog.as_str()), ("shop/orders.yaml", one_more.as_str())];
        let catalog = support::registry::of_texts(texts).catalogs.remove(0);
        let spec =
            "openapi: 3.1.0\npaths: { /a: { get: { operationId: getA } }, /b: { get: {} } }\n";
        let (found, _) = annotation(&catalog, spec);
        let changes = found.changes.into_iter().filter_map(|change| match change.kind {
            ChangeKind::Added(reference) => reference.rsplit('/').next().map(str::to_owned),
            _ => None,
        });
        changes.collect::<Vec<_>>()
    };
    let all = "order_exists, item_sold_out, order_paid";
    assert_eq!(names(&format!("operations: {{ getA: {{ raises: [{all}] }} }}\n")), ["Error409"]);
    let some = "order_exists, order_paid";
    assert_eq!(
        names(&format!(
            "operations: {{ getA: {{ raises: [{some}] }}, GET /b: {{ raises: [{some}] }} }}\n"
        )),
        ["GetAError409", "GetBError409"]
    );
    // What every operation returns has one response.
    assert_eq!(
        names(&format!("raises: [{some}]\noperations: {{ getA: {{ raises: [order_empty] }} }}\n")),
        ["order_empty", "EveryOperationError409", "EveryOperationError409"]
    );
    assert_eq!(
        names("raises: [order_exists]\noperations: { getA: { raises: [order_paid] } }\n"),
        ["GetAError409", "order_exists"]
    );
}

#[test]
fn an_operation_without_responses_gets_them() {
    let expected = |before: &str| {
        format!(
            "openapi: 3.0.3\npaths:\n    /orders/{{id}}:\n        get:\n{before}            \
             responses:\n                \"404\":\n                    $ref: \
             \"../errors/shop.openapi-3.0.yaml#/components/responses/order_not_found\""
        )
    };
    becomes(
        "openapi: 3.0.3\npaths:\n    /orders/{id}:\n        get:\n            summary: One # it",
        &expected("            summary: One # it\n"),
    );
    becomes(
        "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    get:\n      responses: # none yet\n",
        "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    get:\n      responses: # none yet\n        \
         \"404\":\n          $ref: \
         \"../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found\"\n",
    );
    becomes(
        "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    get:\n      responses: {}\n",
        "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    get:\n      responses:\n        \
         \"404\":\n          $ref: \
         \"../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found\"\n",
    );
    becomes(
        "openapi: 3.0.3\npaths:\n    /orders/{id}:\n        get:\n            responses: ~ # none\n",
        &(expected("") + "\n").replace("responses:\n", "responses: # none\n"),
    );
    becomes(
        "openapi: 3.1.0\npaths: { \"/orders/{id}\": { get: { tags: [a] } } }\n",
        "openapi: 3.1.0\npaths: { \"/orders/{id}\": { get: { tags: [a], responses: { \"404\": { \
         $ref: \"../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found\" } } } } }\n",
    );
    becomes(
        "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    get: {}\n",
        "openapi: 3.1.0\npaths:\n  /orders/{id}:\n    get:\n      responses:\n        \
         \"404\":\n          $ref: \
         \"../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found\"\n",
    );
}

#[test]
fn maps_in_brackets_stay_in_brackets() {
    becomes(
        "\
openapi: 3.1.0
paths:
  /orders/{id}:
    get:
      responses: { '200': { description: 'One' }, default: { description: Else } } # all
  /orders:
    post:
      operationId: createOrder
      responses: {
        200: { description: Done }, # well
        default: { description: Else }, # or so
      }
",
        "\
openapi: 3.1.0
paths:
  /orders/{id}:
    get:
      responses: { '200': { description: 'One' }, '404': { $ref: '../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found' }, default: { description: Else } } # all
  /orders:
    post:
      operationId: createOrder
      responses: {
        200: { description: Done }, # well
        400: { $ref: \"../errors/shop.openapi-3.1.yaml#/components/responses/order_empty\" },
        409: { $ref: \"../errors/shop.openapi-3.1.yaml#/components/responses/Error409\" },
        default: { description: Else }, # or so
      }
",
    );
}

#[test]
fn json_stays_json() {
    let reference = "../errors/shop.openapi-3.1.yaml#/components/responses/order_not_found";
    let spec = json!({
        "openapi": "3.1.0",
        "paths": { "/orders/{id}": { "get": { "responses": { "200": { "description": "One" } } } } },
        "info": { "title": "Shop" },
    });
    let mut expected = spec.clone();
    expected["paths"]["/orders/{id}"]["get"]["responses"]["404"] = json!({ "$ref": reference });
    becomes(&spec.to_string(), &expected.to_string());
    becomes(&format!("{spec:#}\n"), &format!("{expected:#}\n"));
    for step in ["    ", "\t"] {
        let wide = |value: &Value| {
            let line = |line: &str| {
                let depth = (line.len() - line.trim_start().len()) / 2;
                format!("{}{}\n", step.repeat(depth), line.trim_start())
            };
            format!("{value:#}").lines().map(line).collect::<String>()
        };
        becomes(&wide(&spec), &wide(&expected));
        let windows = |text: String| text.replace('\n', "\r\n");
        becomes(&windows(wide(&spec)), &windows(wide(&expected)));
    }
    let found = annotated(
        &catalog(OPERATIONS),
        "{\"openapi\": \"3.1.0\", \"paths\": {\"/orders/{id}\": {\"get\": {\"responses\": {}}}}}",
    );
    let found: Value = serde_json::from_str(&found).expect("JSON");
    assert_eq!(found["paths"]["/orders/{id}"]["get"]["responses"]["404"]["$ref"], reference);
    let found = annotated(
        &catalog(OPERATIONS),
        "{\"openapi\":\"3.1.0\",\"paths\":{\"/orders/{id}\":{\"get\":{\"tags\":[\"a\"]}}}}",
    );
    let found: Value = serde_json::from_str(&found).expect("JSON");
    assert_eq!(found["paths"]["/orders/{id}"]["get"]["responses"]["404"]["$ref"], reference);
}

/// A description whose only operation has these responses.
fn with(responses: &str) -> String {
    format!(
        "openapi: 3.1.0\npaths:\n  /orders:\n    post:\n      operationId: createOrder\n{responses}"
    )
}

fn reference(name: &str) -> String {
    format!("../errors/shop.openapi-3.1.yaml#/components/responses/{name}")
}

#[test]
fn references_of_earlier_runs_are_updated() {
    let of = |codes: &str| format!("operations: {{ createOrder: {{ raises: [{codes}] }} }}\n");
    let one = |status: &str, name: &str| {
        format!("        '{status}':\n          $ref: '{}'\n", reference(name))
    };
    let head = "      responses:\n        '201':\n          description: Done. # yes\n";
    let tail = "      tags: [orders]\n";
    let spec = |entries: &str| with(&format!("{head}{entries}{tail}"));
    // Another code now, another version before, another folder before.
    becomes_with(
        &of("order_exists"),
        &spec(&one("409", "Error409")),
        &spec(&one("409", "order_exists")),
    );
    becomes_with(
        &of("order_exists, item_sold_out"),
        &spec(
            "        '409':\n          $ref: \"old/shop.openapi-3.0.yaml#/components/responses/order_exists\" # 409\n",
        ),
        &spec(&format!("        '409':\n          $ref: \"{}\" # 409\n", reference("Error409"))),
    );
    // A different spelling of the same address is kept.
    let same = spec(
        "        '409': { $ref: ./../errors/x/../shop.openapi-3.1.yaml#/components/responses/order_exists }\n",
    );
    becomes_with(&of("order_exists"), &same, &same);
    // Removed: between others, at the end, and together with an addition.
    let (a, b) = (one("400", "order_empty"), one("404", "order_not_found"));
    becomes_with(&of(""), &spec(&format!("{a}{b}")), &spec(""));
    becomes_with(&of("order_not_found"), &spec(&format!("{a}{b}")), &spec(&b));
    becomes_with(&of("order_empty"), &spec(&format!("{a}{b}")), &spec(&a));
    becomes_with(&of("rate_limited"), &spec(&a), &spec(&one("429", "rate_limited")));
    // Nothing is left, or only the additions.
    let alone = |entries: &str| with(&format!("      responses:\n{entries}{tail}"));
    becomes_with(&of(""), &alone(&format!("{a}{b}")), &with(tail));
    becomes_with(
        &of("rate_limited"),
        &alone(&format!("{a}{b}")),
        &alone(&one("429", "rate_limited")),
    );
    let both = format!("{}{}", one("409", "order_exists"), one("429", "rate_limited"));
    becomes_with(&of("rate_limited, order_exists"), &alone(&a), &alone(&both));
    // Without a line break at the end.
    let last = with(&format!("{tail}{head}{a}{b}"));
    becomes_with(&of("order_empty"), last.trim_end(), with(&format!("{tail}{head}{a}")).trim_end());
    becomes_with(&of(""), last.trim_end(), with(&format!("{tail}{head}")).trim_end());
    // Between brackets.
    let flow = |entries: &str| with(&format!("      responses: {{ {entries} }}\n"));
    let (done, one) = ("200: { description: Done }", |status: &str, name: &str| {
        format!("{status}: {{ $ref: \"{}\" }}", reference(name))
    });
    let (a, b, c) =
        (one("400", "order_empty"), one("404", "order_not_found"), one("429", "rate_limited"));
    becomes_with(&of(""), &flow(&format!("{a}, {b}, {done}, {c}")), &flow(done));
    becomes_with(&of("order_not_found"), &flow(&format!("{a}, {b}, {c}")), &flow(&b));
    becomes_with(&of("order_not_found"), &flow(&format!("{a}, {c}")), &flow(&b));
    becomes_with(&of(""), &flow(&a), &with(""));
}

#[test]
fn responses_written_by_hand_are_kept_and_reported() {
    let spec = with(
        "      responses:\n        '400': { description: Mine }\n        '409': { $ref: '#/components/responses/Taken' }\n        4XX: { description: Else }\n",
    );
    let (found, _) = annotation(&catalog(OPERATIONS), &spec);
    assert_eq!(found.text, None);
    let left: Vec<_> =
        found.left.iter().map(|left| (&*left.response.status, left.reason)).collect();
    let by_hand = LeftReason::ByHand;
    assert_eq!(left, [("400", by_hand), ("409", by_hand), ("4XX", LeftReason::Rest)]);
    assert_eq!(spec[found.left[1].span.range()], *"'409'");
    // A reference to the document in an operation that the registry does not list.
    let spec = format!(
        "openapi: 3.1.0\npaths:\n  /carts:\n    get:\n      responses:\n        '404': {{ $ref: {} }}\n",
        reference("order_not_found")
    );
    let (found, _) = annotation(&catalog(OPERATIONS), &spec);
    assert_eq!(found.text, None);
    assert_eq!(found.left[0].reason, LeftReason::Unlisted);
}

#[test]
fn codes_of_every_operation_are_added_to_every_operation() {
    becomes_with(
        "raises: [rate_limited]\n",
        "openapi: 3.1.0\npaths:\n  /a:\n    parameters: []\n    get:\n      tags: [a]\n    head:\n      tags: [b]\n",
        &format!(
            "openapi: 3.1.0\npaths:\n  /a:\n    parameters: []\n    get:\n      tags: [a]\n      responses:\n        \
             \"429\":\n          $ref: \"{0}\"\n    head:\n      tags: [b]\n      responses:\n        \"429\":\n          \
             $ref: \"{0}\"\n",
            reference("rate_limited")
        ),
    );
}

#[test]
fn a_redirect_is_a_response_but_a_code_without_a_status_is_not() {
    let catalog = catalog(
        "operations: { createOrder: { raises: [login_refused, order_refused, stock_drift] } }\n",
    );
    let (found, _) = annotation(&catalog, &with("      tags: [orders]\n"));
    let changes: Vec<_> = found.changes.iter().map(|change| &change.kind).collect();
    assert_eq!(changes, [&ChangeKind::Added(reference("login_refused"))]);
}

#[test]
fn an_operation_is_found_by_its_id_or_else_by_its_request() {
    let spec = "\
openapi: 3.1.0
paths:
  /v2/orders:
    post: { operationId: createOrder, tags: [a] }
  /orders:
    post: { tags: [b] }
  /orders/{order}:
    get: { operationId: getOrder }
";
    let (found, _) = annotation(&catalog(OPERATIONS), spec);
    let places: Vec<&str> =
        found.changes.iter().map(|change| change.response.path.as_str()).collect();
    assert_eq!(places, ["/v2/orders", "/v2/orders", "/orders/{order}"]);
    assert!(found.found.into_iter().map(OperationId::index).eq(0..2));
}

/// The same description in many styles.
fn styles() -> Vec<String> {
    let mut styles = Vec::new();
    for step in [1, 2, 4] {
        for quote in ["'", "\"", ""] {
            for comment in ["", " # a: 'comment'"] {
                for position in 0..3 {
                    for newline in ["\n", "\r\n"] {
                        for end in ["", "\n", "\n\n# the end\n"] {
                            let mut lines = vec![(0, "openapi: 3.1.0".to_owned())];
                            lines.push((0, format!("paths:{comment}")));
                            lines.push((1, format!("/orders:{comment}")));
                            lines.push((2, "post:".to_owned()));
                            let responses = [
                                (3, format!("responses:{comment}")),
                                (4, format!("{quote}201{quote}:{comment}")),
                                (5, format!("description: ünï \"it's\"{comment}")),
                                (4, "default: { description: Else,".to_owned()),
                                (5, format!("content: {{}} }}{comment}")),
                            ];
                            let others = [
                                vec![(3, format!("operationId: createOrder{comment}"))],
                                vec![(3, "tags:".to_owned()), (3, "- orders".to_owned())],
                            ];
                            let mut parts = vec![others[0].clone(), others[1].clone()];
                            parts.insert(position, responses.to_vec());
                            lines.extend(parts.concat());
                            let line = |(depth, text): &(usize, String)| {
                                format!("{}{text}", " ".repeat(depth * step))
                            };
                            let text = lines.iter().map(line).collect::<Vec<_>>().join("\n") + end;
                            styles.push(text.replace('\n', newline));
                        }
                    }
                }
            }
        }
    }
    styles
}

#[test]
fn in_every_style_only_references_are_added_and_removed() {
    let (catalog, none) = (catalog(OPERATIONS), catalog("operations: { createOrder: {} }\n"));
    let styles = styles();
    assert_eq!(styles.len(), 324);
    for spec in styles {
        let found = annotated(&catalog, &spec);
        let diff = TextDiff::from_chars(spec.as_str(), found.as_str());
        assert!(diff.iter_all_changes().all(|change| change.tag() != ChangeTag::Delete), "{found}");
        assert_eq!(found.matches("$ref").count(), 2, "{found}");
        assert_eq!(found.matches('\r').count() > 0, spec.contains('\r'));
        if spec.contains('\r') {
            assert!(!found.replace("\r\n", "").contains('\n'), "{found:?}");
        }
        let (again, _) = annotation(&catalog, &found);
        assert!(again.text.is_none(), "{found}");
        assert_eq!(annotated(&none, &found), spec, "removed again");
    }
}

#[test]
fn parts_that_cannot_be_edited_are_reported_with_their_positions() {
    let path = "openapi: 3.1.0\npaths:\n  /orders:\n";
    let cases: &[(&str, &str)] = &[
        ("", "the API description is empty"),
        ("a: b\n", "the file is not an API description"),
        ("swagger: '2.0'\npaths: {}\n", "the file is not an API description"),
        ("openapi: 2.0\npaths: {}\n", "unsupported OpenAPI version"),
        ("openapi: 3.1.0\na: [\n", "`[` is never closed"),
        ("openapi: 3.1.0\n---\nb: 1\n", "a second document is not allowed in this file"),
        ("openapi: 3.1.0\npaths: {}\npaths: {}\n", "the key `paths` appears twice in this map"),
        ("{path}    post: *a\n", "unquoted text cannot begin with `*`"),
        ("x: &a {}\n{path}    post: *a\n", "`POST /orders` is not written as a map"),
        (
            "x: &a {}\n{path}    post:\n      responses: *a\n",
            "the responses of `POST /orders` are not written as a map",
        ),
        (
            "{path}    post:\n      responses: &a\n        '200': {}\n",
            "the responses of `POST /orders` are shared",
        ),
        ("{path}    post: &a\n      tags: [a]\n", "the responses of `POST /orders` are shared"),
        (
            "x: &a {}\n{path}    post:\n      <<: *a\n",
            "the responses of `POST /orders` come from a merged map",
        ),
        (
            "{path}    post:\n      responses: []\n",
            "the responses of `POST /orders` are not written as a map",
        ),
        (
            "{path}    post:\n      responses:\n        ? '200'\n        : { description: |+\n           a\n",
            "unquoted text cannot begin with `|`",
        ),
        (
            "{path}    post:\n      responses:\n        '200':\n          description: |+\n            Kept\n\n\n",
            "the responses of `POST /orders` are written in a way that errbook cannot edit",
        ),
    ];
    for (spec, expected) in cases {
        let spec = spec.replace("{path}", path);
        let spec = match spec.split_once("openapi: 3.1.0\n") {
            // The version comes first, even if a case has something before it.
            Some((before, rest)) => format!("openapi: 3.1.0\n{before}{rest}"),
            None => spec,
        };
        let (found, sources) = annotation(&catalog(OPERATIONS), &spec);
        let messages: Vec<&str> =
            found.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, [*expected], "{spec}");
        assert_eq!(found.text, None, "{spec}");
        for finding in &found.findings {
            assert!(finding.help.is_some() && !finding.labels.is_empty());
            assert!(!render(finding, &sources, Look::default()).is_empty());
        }
    }
}

#[test]
fn an_operation_that_cannot_be_edited_does_not_affect_the_others() {
    let spec = "\
openapi: 3.1.0
paths:
  /orders:
    post:
      responses:
        '200':
          description: |+
            Kept

  /orders/{id}:
    get:
      tags: [a]
";
    let (found, _) = annotation(&catalog(OPERATIONS), spec);
    assert_eq!(found.findings.len(), 1);
    assert_eq!(found.changes.len(), 1);
    let text = found.text.expect("it is edited");
    assert!(
        text.starts_with(&spec[..spec.len() - 1]) && text.contains("order_not_found"),
        "{text}"
    );
}

#[test]
fn no_description_causes_a_panic_or_damage() {
    let catalog = catalog(&format!("raises: [rate_limited]\n{OPERATIONS}"));
    let specs = [
        "openapi: 3.1.0\npaths:\n  /orders:\n    post:\n      responses:\n        '409':\n          $ref: x/shop.openapi-3.0.yaml#/components/responses/é\n        200: # ok\n          description: |\n            ü\n  /a: { get: { responses: { 201: { description: Done } } } }\n",
        "{\"openapi\": \"3.1.0\", \"paths\": {\"/orders\": {\"post\": {\r\n\"responses\": {\r\n \"200\": {}, \"429\": {\"$ref\": \"shop.openapi-3.1.yaml#/components/responses/rate_limited\"}\r\n}}, \"get\": {}}}}",
    ];
    let mut edited = 0;
    for spec in specs {
        let places: Vec<usize> = spec.char_indices().map(|(at, _)| at).collect();
        for at in places {
            let next = at + spec[at..].chars().next().map_or(0, char::len_utf8);
            for piece in ["", " ", "\n", "&a ", "{", "}", ",", "'", "- ", "#", ": "] {
                let broken = format!("{}{piece}{}", &spec[..at], &spec[next..]);
                for spec in [broken, format!("{}{piece}{}", &spec[..at], &spec[at..])] {
                    let (found, _) = annotation(&catalog, &spec);
                    let Some(text) = found.text else { continue };
                    edited += 1;
                    let (again, _) = annotation(&catalog, &text);
                    assert!(again.text.is_none(), "{spec}\n{text}");
                }
            }
        }
    }
    assert!(edited > 1000, "{edited}");
}

#[test]
fn the_command_annotates_once() {
    let folder = project("once", ALL, &shop("3.1.0"));
    let before = read(&folder, SPEC);
    let lines = "\
added    api/shop api.yaml: POST /orders 400 order_empty
added    api/shop api.yaml: POST /orders 409 Error409
added    api/shop api.yaml: GET /orders/{id} 404 order_not_found
added    api/shop api.yaml: GET /orders/{id} 429 rate_limited
left     api/shop api.yaml:13: POST /orders 429: the response is written by hand
";
    let Ran { exit, out, err } = run(&folder, &[SPEC, "--check"]);
    assert_eq!((exit, out.as_str()), (1, lines));
    assert_eq!(
        err,
        "4 responses would be added, 0 updated, 0 removed; 1 response left unchanged; run the \
         command without `--check`\n"
    );
    let Ran { exit, out: patch, err } = run(&folder, &[SPEC, "--dry-run"]);
    assert_eq!(exit, 0);
    assert!(patch.starts_with("--- api/shop api.yaml\n+++ api/shop api.yaml\n@@ "), "{patch}");
    assert!(err.starts_with(lines), "{err}");
    assert_eq!(read(&folder, SPEC), before, "nothing is written");
    let Ran { exit, out, err } = run(&folder, &[SPEC]);
    assert_eq!((exit, out.as_str()), (0, lines));
    assert_eq!(err, "4 responses added, 0 updated, 0 removed; 1 response left unchanged\n");
    let reference = "../generated/openapi/shop.openapi-3.1.yaml#/components/responses/order_empty";
    assert!(read(&folder, SPEC).contains(&format!("$ref: '{reference}'")));
    let Ran { exit, out, .. } = run(&folder, &[SPEC, "--check"]);
    assert_eq!((exit, out.lines().count()), (0, 1), "{out}");
}

#[test]
fn a_description_needs_a_document_of_its_version() {
    let folder = project("versions", ALL, &shop("3.0.3"));
    let Ran { exit, out, err } = run(&folder, &[SPEC]);
    assert_eq!((exit, out.as_str()), (1, ""));
    for said in [
        "error[api-description]: the project renders no OpenAPI 3.0 document of the errors",
        "api.yaml:1:10",
        "add `3.0` to the option `versions` of the target `openapi` and run `errbook generate`",
    ] {
        assert!(err.contains(said), "{err}");
    }
    assert_eq!(read(&folder, SPEC), shop("3.0.3"), "nothing is written");
    let both = "[target.openapi]\nversions = [\"3.0\", \"3.1\"]\n";
    fs::write(folder.join("errbook.toml"), both).expect("written");
    for (version, name) in [("3.0.3", "3.0"), ("3.1.1", "3.1"), ("3.2.0", "3.1")] {
        fs::write(folder.join(SPEC), shop(version)).expect("written");
        assert_eq!(run(&folder, &[SPEC]).exit, 0);
        let found = read(&folder, SPEC);
        let expected = format!("generated/openapi/shop.openapi-{name}.yaml#/components/");
        assert!(found.contains(&expected), "{version}: {found}");
    }
}

#[test]
fn the_generated_document_may_be_anywhere() {
    let folder = project("anywhere", ALL, &shop("3.0.3"));
    for (components, expected) in [
        (
            "https://example.com/e.yaml",
            "https://example.com/e.yaml#/components/responses/order_empty",
        ),
        ("my errors/a#1.yaml", "../my%20errors/a%231.yaml#/components/responses/order_empty"),
        ("api/errors.yaml", "errors.yaml#/components/responses/order_empty"),
    ] {
        fs::write(folder.join(SPEC), shop("3.0.3")).expect("written");
        assert_eq!(run(&folder, &[SPEC, "--components", components]).exit, 0);
        let found = read(&folder, SPEC);
        assert!(found.contains(&format!("$ref: '{expected}'")), "{found}");
        assert_eq!(run(&folder, &[SPEC, "--components", components, "--check"]).exit, 0);
    }
    fs::write(folder.join("errbook.toml"), "targets = [\"json\"]\n").expect("written");
    let Ran { exit, err, .. } = run(&folder, &[SPEC]);
    assert_eq!(exit, 2);
    assert!(err.contains("name the generated document with `--components FILE`"), "{err}");
}

#[test]
fn operations_that_the_description_lacks_are_findings_in_the_registry() {
    let operations = "operations: { createOrders: { raises: [order_exists] }, POST /carts: {}, GET /more: {} }\n";
    let folder = project("lacks", operations, &shop("3.1.0"));
    let Ran { exit, out, err } = run(&folder, &[SPEC]);
    assert_eq!((exit, out.as_str()), (1, ""));
    for part in [
        "error[missing-operation]: the API description has no operation `createOrders`\n",
        "--> registry/shop/catalog.yaml:5:15\n",
        "= help: did you mean `createOrder`?\n",
        "the API description has no operation `POST /carts`\n",
        "= help: add it to the API description, or remove it here\n",
        "found 3 errors\n0 responses added",
    ] {
        assert!(err.contains(part), "{part}\n{err}");
    }
    // An operation may be in any of several descriptions.
    let more = "openapi: 3.1.0\npaths:\n  /carts:\n    post: {}\n  /more: { $ref: more.yaml }\n";
    fs::write(folder.join("api/more.yaml"), more).expect("written");
    let Ran { exit, out, err } = run(&folder, &[SPEC, "api/more.yaml"]);
    assert_eq!((exit, out.as_str()), (1, ""));
    assert!(!err.contains("operation `POST /carts`"), "{err}");
    assert!(err.contains("api/more.yaml:5:18\n"), "{err}");
    assert!(err.contains("write the operations of the path here, or annotate a bundle"), "{err}");
}

/// The layout that `redocly split` makes.
#[test]
fn files_of_paths_are_annotated_too() {
    let spec = "openapi: 3.1.0\npaths:\n  /orders: { post: { operationId: createOrder } }\n  \
                /orders/{id}: { $ref: 'paths/orders@%7Bid%7D.yaml' }\n";
    let item = "get: { operationId: getOrder }\ndelete:\n  responses:\n    '204': { description: Gone. }\n";
    let folder = project("split", ALL, spec);
    let path = "api/paths/orders@{id}.yaml";
    fs::create_dir_all(folder.join("api/paths")).expect("a folder");
    fs::write(folder.join(path), item).expect("written");
    let Ran { exit, out, err } = run(&folder, &[SPEC, "--check"]);
    assert_eq!((exit, out.lines().count()), (1, 6), "{out}{err}");
    assert_eq!(run(&folder, &[SPEC]).exit, 0);
    let responses = "../../generated/openapi/shop.openapi-3.1.yaml#/components/responses";
    let found = read(&folder, path);
    assert_eq!(found.matches(responses).count(), 3, "{found}");
    assert!(found.contains(&format!("$ref: \"{responses}/order_not_found\"")), "{found}");
    // They may be named as well.
    let Ran { exit, out, err } = run(&folder, &[SPEC, path, "--check"]);
    assert_eq!((exit, out.as_str()), (0, ""), "{err}");
    fs::write(folder.join(path), "[]\n").expect("written");
    let Ran { exit, err, .. } = run(&folder, &[SPEC]);
    assert!(exit == 1 && err.contains("the file has no operations of a path"), "{err}");
}

#[test]
fn references_do_not_lead_out_of_the_repository() {
    let spec = "openapi: 3.1.0\npaths:\n  /orders/{id}: { $ref: ../../out.yaml }\n";
    let folder = project("split-out", "raises: [rate_limited]\n", spec);
    fs::create_dir_all(folder.join(".git")).expect("a repository");
    let outside = folder.parent().expect("a folder").join("out.yaml");
    fs::write(&outside, "get: {}\n").expect("written");
    let Ran { exit, out, err } = run(&folder, &[SPEC]);
    assert_eq!(exit, 0, "{err}");
    assert!(out.contains("/orders/{id}: references to operations are not followed"), "{out}");
    assert_eq!(fs::read_to_string(&outside).expect("it is there"), "get: {}\n");
}

#[test]
fn operations_that_are_not_read_are_listed() {
    let spec = "openapi: 3.1.0\npaths:\n  /a: { $ref: '#/components/pathItems/A' }\n  /b: {}\n";
    let folder = project("unread", "raises: [rate_limited]\n", spec);
    let Ran { exit, out, err } = run(&folder, &[SPEC]);
    assert_eq!(exit, 0, "{err}");
    assert_eq!(
        out,
        "left     api/shop api.yaml:3: /a: references to operations are not followed\n"
    );
    // If no code applies to every operation, there is nothing to report.
    let folder = project(
        "unread-at-will",
        "operations: { GET /b: {} }\n",
        &spec.replace("{}", "{ get: {} }"),
    );
    assert_eq!(run(&folder, &[SPEC]).out, "");
}

#[test]
fn impossible_requests_are_failures() {
    let folder = project("failures", ALL, &shop("3.1.0"));
    let says = |args: &[&str], words: &str| {
        let Ran { exit, out, err } = run(&folder, args);
        assert_eq!((exit, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(err.contains(words), "{err}");
    };
    says(&[], "<SPEC>");
    says(&["none.yaml"], "could not read `none.yaml`");
    says(&[SPEC, "--catalog", "shp"], "there is no catalog `shp`; did you mean `shop`?");
    says(&[SPEC, SPEC, "--overlay", "o.yaml"], "an overlay extends one API description");
    says(&[SPEC, "--overlay", "o.json"], "name a file that ends in `.yaml`");
    says(&[SPEC, "--overlay", SPEC], "`api/shop api.yaml` was not written by errbook");
    let other = CATALOG.replace("shop", "mail");
    fs::create_dir_all(folder.join("registry/mail")).expect("a folder");
    let put =
        |text: &str| fs::write(folder.join("registry/mail/catalog.yaml"), text).expect("written");
    put(&other);
    assert_eq!(run(&folder, &[SPEC]).exit, 0, "the other catalog has no operations");
    put(&format!("{other}operations: {{ send: {{}} }}\n"));
    says(&[SPEC], "choose one with `--catalog`: `mail`, `shop`");
    assert_eq!(run(&folder, &[SPEC, "--catalog", "shop", "--check"]).exit, 0);
    fs::remove_dir_all(folder.join("registry/mail")).expect("removed");
    fs::write(folder.join("registry/shop/catalog.yaml"), CATALOG).expect("written");
    says(&[SPEC], "no catalog says which operations return which codes");
}
