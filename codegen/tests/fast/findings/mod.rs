//! The findings in registries: their exact places, rules, messages and help, in order.

use errbook::rule::{Kind, RULES};
use errbook::source::Sources;
use snapbox::data::Inline;
use snapbox::str;

use crate::expect;

mod damage;
mod details;
mod envelope;
mod fields;
mod files;
mod language;
mod languages;
mod mistakes;
mod names;
mod project;
mod references;
mod types;
mod wire;
mod yaml;

/// A valid catalog. Cases change a part of it.
const CATALOG: &str = r#"catalog: shop
title: Shop API
codes: { style: snake_case }
docs: { url: "https://example.com/errors/{code}" }
categories:
  request: { status: 400 }
actions:
  sign_in: Sign in again.
envelope:
  shape:
    code: $code
    message: $message
    param?: string | null
    items: [{ field: string }]
    extra: $details
"#;

/// A valid section.
const ORDERS: &str = "\
section: Orders
errors:
  not_found: { status: 404, description: No such order. }
";

/// Checks a registry and compares all findings, in order.
#[track_caller]
fn finds(files: &[(&str, &str)], expected: Inline) {
    let mut checked = errbook::check(Sources::from_texts(files.iter().copied()));
    // The examples of the rules show what lints find.
    checked.diagnostics.retain(|found| found.rule.kind == Kind::Error);
    expect::finds(&checked, expected);
    let clean = checked.diagnostics.is_empty();
    assert_eq!(checked.model.is_some(), clean, "a model only without errors");
}

/// Checks a section in the valid catalog.
#[track_caller]
fn section(text: &str, expected: Inline) {
    finds(&[("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", text)], expected);
}

/// Checks one error of a section; its keys begin on line 4.
#[track_caller]
fn error(keys: &str, expected: Inline) {
    let mut text = String::from("section: Orders\nerrors:\n  not_found:\n");
    for key in keys.lines() {
        text = format!("{text}    {key}\n");
    }
    section(&text, expected);
}

/// Checks the catalog with one part replaced.
#[track_caller]
fn catalog(part: &str, instead: &str, expected: Inline) {
    assert_eq!(CATALOG.matches(part).count(), 1, "{part} is in the catalog once");
    let text = CATALOG.replace(part, instead);
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)], expected);
}

/// Checks the catalog with more keys; they begin on line 16.
#[track_caller]
fn catalog_and(more: &str, expected: Inline) {
    let text = format!("{CATALOG}{more}");
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)], expected);
}

#[test]
fn a_valid_registry() {
    section(ORDERS, str![]);
}

#[test]
fn every_rule_has_a_case() {
    let cases = [
        include_str!("damage.rs"),
        include_str!("details.rs"),
        include_str!("envelope.rs"),
        include_str!("fields.rs"),
        include_str!("files.rs"),
        include_str!("language.rs"),
        include_str!("languages.rs"),
        include_str!("names.rs"),
        include_str!("project.rs"),
        include_str!("references.rs"),
        include_str!("types.rs"),
        include_str!("yaml.rs"),
    ]
    .concat();
    let missing: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.kind == Kind::Error)
        .map(|rule| rule.id)
        // `openapi_annotate.rs` has the findings in API descriptions, `ui/embed-mark.md` those in
        // pages, and `ui/ended-name.md` those that need the versions of packages.
        .filter(|id| {
            let elsewhere = ["api-description", "missing-operation", "embed-mark", "ended-name"];
            !elsewhere.contains(id)
        })
        .filter(|id| !cases.contains(&format!(" {id}: ")) && !cases.contains(&format!("\n{id}: ")))
        .collect();
    assert!(missing.is_empty(), "rules without a case: {missing:?}");
}
