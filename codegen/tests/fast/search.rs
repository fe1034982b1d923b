//! Codes are found by what people have: in the terminal as on the site, where a browser reads the same
//! table of cases.

use std::fs;

use serde_json::Value;

use crate::support::command::{errbook, put};
use crate::support::{root, scratch};

const CASES: &str = include_str!("../search/cases.json");

/// A project with the registry of the cases.
fn project(name: &str) -> std::path::PathBuf {
    let folder = scratch(name);
    put(&folder, "errbook.toml", "");
    for file in ["catalog.yaml", "orders.yaml"] {
        let from = root().join("codegen/tests/search/shop").join(file);
        put(&folder, &format!("registry/shop/{file}"), fs::read(from).expect("it is read"));
    }
    folder
}

#[test]
fn the_right_code_is_first() {
    let folder = project("search");
    let cases: Vec<(String, Option<String>)> = serde_json::from_str(CASES).expect("the cases");
    let mut faults = Vec::new();
    for (query, expected) in cases {
        let ran = errbook(&folder, &["explain", "--format", "json", &query]);
        let found = if ran.exit < 2 {
            let found: Value = serde_json::from_str(&ran.out).expect("JSON");
            let first = found[0].get("name").unwrap_or(&found[0]["code"]);
            first.as_str().map(str::to_owned)
        } else {
            let near = ran.err.split_once("did you mean `");
            near.and_then(|(_, near)| near.split('`').next()).map(str::to_owned)
        };
        if found != expected {
            faults.push(format!("{query}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_is_not_a_name_lists_the_best() {
    let folder = project("search-list");
    let ran = errbook(&folder, &["explain", "409"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(ran.err, "no code is called `409`; these match best:\n");
    let names: Vec<&str> = ran.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["order_closed", "payment_conflict", "conflict"]);
    let ran = errbook(&folder, &["list", "HTTP", "409", "conflict"]);
    let names: Vec<&str> = ran.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["conflict", "payment_conflict"]);
    // A body that names a code twice is about one.
    let body = r#"{"type":"https://shop.example.com/problems/conflict","code":"conflict"}"#;
    let ran = errbook(&folder, &["explain", body]);
    assert_eq!(ran.out.matches("The order was changed meanwhile.").count(), 2, "{}", ran.out);
    let ran = errbook(&folder, &["explain", "orderClosed"]);
    assert!(ran.out.contains("The order does not take further items."), "{}", ran.out);
}
