//! `errbook openapi annotate` with the methods that OpenAPI 3.2 added.

use crate::support::annotate::{SPEC, project, read, run};

const OPERATIONS: &str = "\
operations:
  QUERY /orders: { raises: [order_empty] }
  copyOrder: { raises: [order_exists] }
  /orders/*: { raises: [order_not_found] }
";

const PATHS: &str = "\
info: { title: Shop, version: '1' }
paths:
  /orders:
    query:
      responses: { '200': { description: Found } }
  /orders/{id}:
    get: { responses: { '200': { description: One } } }
    additionalOperations:
      COPY:
        operationId: copyOrder
        responses:
          '201': { description: Copied }
      LINK: {}
      GET: { summary: This has a key of its own }
";

#[test]
fn operations_with_any_method_are_annotated() {
    let folder = project("methods", OPERATIONS, &format!("openapi: 3.2.0\n{PATHS}"));
    let ran = run(&folder, &[SPEC]);
    assert_eq!(ran.exit, 0, "{ran:?}");
    for line in [
        "QUERY /orders 400 order_empty",
        "COPY /orders/{id} 409 order_exists",
        "LINK /orders/{id} 404 order_not_found",
        "GET /orders/{id} 404 order_not_found",
    ] {
        assert!(ran.out.contains(line), "{line} in {}", ran.out);
    }
    assert!(ran.err.contains("4 responses added"), "{}", ran.err);
    let text = read(&folder, SPEC);
    assert!(text.contains("      GET: { summary: This has a key of its own }\n"), "{text}");
    assert_eq!(run(&folder, &[SPEC, "--check"]).exit, 0);
    let inlined = run(&folder, &[SPEC, "--inline"]);
    assert_eq!(inlined.exit, 0, "{inlined:?}");
    assert!(read(&folder, SPEC).contains("$ref: '#/components/responses/order_exists'"));
}

#[test]
fn an_overlay_names_such_operations() {
    let folder = project("methods-overlay", OPERATIONS, &format!("openapi: 3.2.0\n{PATHS}"));
    assert_eq!(run(&folder, &[SPEC, "--overlay", "o.yaml"]).exit, 0);
    let overlay = read(&folder, "o.yaml");
    for target in
        ["$.paths['/orders'].query", "$.paths['/orders/{id}'].additionalOperations['COPY']"]
    {
        assert!(overlay.contains(target), "{target} in {overlay}");
    }
}

#[test]
fn an_older_description_has_no_such_operations() {
    let folder = project("methods-older", OPERATIONS, &format!("openapi: 3.1.0\n{PATHS}"));
    let ran = run(&folder, &[SPEC]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.err.contains("the API description has no operation `QUERY /orders`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("the API description has no operation `copyOrder`"), "{}", ran.err);
}
