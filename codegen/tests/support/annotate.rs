//! A project with a description of its API, which `errbook openapi annotate` edits.

use std::fs;
use std::path::{Path, PathBuf};

use super::command::{Ran, errbook, put};
use super::scratch;

pub const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

pub const ORDERS: &str = "\
section: Orders
errors:
  order_empty: { status: 400, description: The order has no line. }
  order_exists: { status: 409, description: The order was placed before. }
  item_sold_out: { status: 409, description: Nothing of the item is left. }
  order_not_found: { status: 404, description: The shop has no order with this number. }
  rate_limited: { status: 429, description: The caller asks too often. }
  order_refused: { status: none, description: The warehouse refuses the order. }
  login_refused: { status: 302, description: The user refuses., delivery: redirect }
  stock_drift: { status: 500, description: The stock does not add up., visibility: internal }
";

/// A project with the registry, its OpenAPI documents and a description.
pub fn project(name: &str, operations: &str, spec: &str) -> PathBuf {
    let folder = scratch(&format!("openapi-annotate-{name}"));
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", format!("{CATALOG}{operations}"));
    put(&folder, "registry/shop/orders.yaml", ORDERS);
    put(&folder, "api/shop api.yaml", spec);
    let ran = errbook(&folder, &["generate", "--target", "openapi"]);
    assert_eq!(ran.exit, 0, "{ran:?}");
    folder
}

/// Runs `errbook openapi annotate` with more arguments.
pub fn run(folder: &Path, more: &[&str]) -> Ran {
    errbook(folder, &[&["openapi", "annotate"], more].concat())
}

pub fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("it is there")
}

pub const SPEC: &str = "api/shop api.yaml";

/// A description in which linters find nothing.
pub fn shop(version: &str) -> String {
    format!(
        "openapi: {version}
info: {{ title: Shop, version: '1', license: {{ name: MIT, url: https://example.com/mit }} }}
servers: [ {{ url: https://shop.example.com }} ]
security: []
paths:
  /orders:
    post:
      operationId: createOrder
      summary: Places an order
      responses:
        '201':
          description: It was placed.
        '429':
          description: Too much.
  /orders/{{id}}:
    parameters:
      - {{ name: id, in: path, required: true, schema: {{ type: string }} }}
    get: {{ operationId: getOrder, summary: Shows one, responses: {{ '200': {{ description: One. }} }} }}
"
    )
}

pub const ALL: &str = "\
raises: [rate_limited]
operations:
  createOrder: { raises: [order_exists, item_sold_out, order_empty] }
  GET /orders/{id}: { raises: [order_not_found] }
";
