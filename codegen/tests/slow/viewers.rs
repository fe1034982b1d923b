//! The errors of an operation in Swagger UI, Redoc and Scalar.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::site::chromium;
use crate::support::annotate::{project, run as annotate, shop};
use crate::support::command::put;
use crate::support::{install, npm_tools, root, run};

const OPERATIONS: &str = "\
docs: { url: 'https://docs.example.com/errors/{code}' }
operations:
  createOrder: { raises: [order_exists, item_sold_out, order_empty] }
";

const ORDERS: &str = "\
section: Orders
errors:
  order_empty: { status: 400, description: It has no line., resolution: Put an item into it. }
  order_exists: { status: 409, description: It is there., resolution: Show the one that exists. }
  item_sold_out: { status: 409, description: Nothing is left., retry: never }
  order_paid: { status: 409, description: It is paid. }
";

/// A folder with the viewers, each without what it was built from.
fn viewers() -> PathBuf {
    let source = root().join("codegen/tests/slow/viewers");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("viewers");
    install(&source, "packages.txt", &folder, || {
        let list = fs::read_to_string(source.join("packages.txt")).expect("a list");
        for package in list.lines() {
            let (name, version) = package.rsplit_once('@').expect("a name and a version");
            let name = name.trim_start_matches('@').replace('/', "-");
            let to = folder.join(&name);
            fs::create_dir_all(&to).expect("a folder");
            let archive = format!("{name}-{version}.tgz");
            let mut pack = Command::new("npm");
            run(pack.args(["pack", "--silent", package]).current_dir(&folder));
            let mut unpack = Command::new("tar");
            unpack.args(["-xzf", &archive, "--strip-components", "1", "-C"]).arg(&to);
            run(unpack.current_dir(&folder));
        }
    });
    folder
}

#[test]
fn each_shows_the_codes_of_an_operation_and_what_to_do() {
    if chromium("the test of viewers").is_none() {
        return;
    }
    let paths = json!({ "/orders": { "post": {
        "operationId": "createOrder",
        "summary": "Places an order",
        "responses": { "201": { "description": "Placed" } },
    } } });
    let info = json!({ "title": "Shop", "version": "1" });
    for version in ["3.0.3", "3.1.0"] {
        let folder = project(&format!("viewers-{version}"), "", &shop(version));
        let catalog = folder.join("registry/shop/catalog.yaml");
        let text = fs::read_to_string(catalog).expect("the catalog is there");
        put(&folder, "registry/shop/catalog.yaml", text + OPERATIONS);
        put(&folder, "registry/shop/orders.yaml", ORDERS);
        let described = json!({ "openapi": version, "info": info, "paths": paths });
        put(&folder, "api.json", described.to_string());
        assert_eq!(annotate(&folder, &["api.json", "--inline"]).exit, 0);
        let mut show = Command::new("node");
        show.arg(root().join("codegen/tests/slow/viewers/show.mjs"));
        show.args([npm_tools(), &viewers(), &folder.join("api.json")]);
        let shown: Value = serde_json::from_str(&run(&mut show)).expect("JSON");
        for viewer in ["swagger", "redoc", "scalar"] {
            let text = shown[viewer]["text"].as_str().expect("a text");
            for words in [
                "order_empty It has no line. What to do: Put an item into it.",
                "order_exists: It is there. What to do: Show the one that exists.",
                "item_sold_out: Nothing is left. Retry: Do not retry",
            ] {
                assert!(text.contains(words), "{viewer}: {words} is not in {text}");
            }
            assert!(!text.contains("order_paid:"), "{viewer}: the operation has no such error");
            let links = shown[viewer]["links"].as_array().expect("links");
            for code in ["order_empty", "order_exists", "item_sold_out"] {
                let page = json!(format!("https://docs.example.com/errors/{code}"));
                assert!(links.contains(&page), "{viewer}: {page} is not among {links:?}");
            }
        }
    }
}
