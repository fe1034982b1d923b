//! The findings in registries: their exact places, rules, messages and help, in order.
#![allow(clippy::too_many_lines, reason = "cases stand in a row")]

use errbook::diagnostic::Diagnostic;
use errbook::report::{Look, render};
use errbook::rule::{Kind, RULES};
use errbook::source::Sources;

mod damage;
mod details;
mod envelope;
mod files;
mod language;
mod names;
mod project;
mod references;
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

/// A finding on one line: `path:line:column rule: message (also path:line:column) -> help`.
fn line(found: &Diagnostic, sources: &Sources) -> String {
    let place = |index: usize| {
        let span = found.labels[index].span;
        let (line, column) = sources.file(span).position(span.start as usize);
        format!("{}:{line}:{column}", sources.file(span).path)
    };
    let mut text = format!("{} {}: {}", place(0), found.rule.id, found.message);
    for index in 1..found.labels.len() {
        text = format!("{text} (also {})", place(index));
    }
    if let Some(help) = &found.help {
        text = format!("{text} -> {help}");
    }
    text
}

/// Checks a registry and compares all findings, in order. An expected line without ` -> ` leaves
/// out the help.
#[track_caller]
fn finds(files: &[(&str, &str)], expected: &[&str]) {
    let mut checked = errbook::check(Sources::from_texts(files.iter().copied()));
    // The examples of the rules show what lints find.
    checked.diagnostics.retain(|found| found.rule.kind == Kind::Error);
    let found: Vec<String> =
        checked.diagnostics.iter().map(|found| line(found, &checked.sources)).collect();
    same(&found, expected);
    assert_eq!(checked.model.is_some(), expected.is_empty(), "a model only without errors");
    for diagnostic in &checked.diagnostics {
        // Every finding can be shown, whatever the file holds.
        assert!(!render(diagnostic, &checked.sources, Look::default()).is_empty());
        let first = diagnostic.message.chars().next();
        assert!(!first.is_some_and(char::is_uppercase), "{}", diagnostic.message);
        assert!(!diagnostic.message.ends_with('.'), "{}", diagnostic.message);
        assert!(diagnostic.help.is_some(), "{} says how to fix it", diagnostic.message);
        assert!(diagnostic.labels.iter().all(|label| !label.text.is_empty()));
    }
}

#[track_caller]
fn same(found: &[String], expected: &[&str]) {
    let same = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| {
            found == expected || found.split(" -> ").next() == Some(*expected)
        });
    assert!(same, "found\n<<<\n{}\n>>>\nexpected\n{}", found.join("\n"), expected.join("\n"));
}

/// Checks a section in the valid catalog.
#[track_caller]
fn section(text: &str, expected: &[&str]) {
    finds(&[("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", text)], expected);
}

/// Checks one error of a section; its keys begin on line 4.
#[track_caller]
fn error(keys: &str, expected: &[&str]) {
    let mut text = String::from("section: Orders\nerrors:\n  not_found:\n");
    for key in keys.lines() {
        text = format!("{text}    {key}\n");
    }
    section(&text, expected);
}

/// Checks the catalog with one part replaced.
#[track_caller]
fn catalog(part: &str, instead: &str, expected: &[&str]) {
    assert_eq!(CATALOG.matches(part).count(), 1, "{part} is in the catalog once");
    let text = CATALOG.replace(part, instead);
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)], expected);
}

/// Checks the catalog with more keys; they begin on line 16.
#[track_caller]
fn catalog_and(more: &str, expected: &[&str]) {
    let text = format!("{CATALOG}{more}");
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)], expected);
}

#[test]
fn a_valid_registry() {
    section(ORDERS, &[]);
}

#[test]
fn every_rule_has_a_case() {
    let cases = [
        include_str!("damage.rs"),
        include_str!("details.rs"),
        include_str!("envelope.rs"),
        include_str!("files.rs"),
        include_str!("language.rs"),
        include_str!("names.rs"),
        include_str!("project.rs"),
        include_str!("references.rs"),
        include_str!("yaml.rs"),
    ]
    .concat();
    let missing: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.kind == Kind::Error)
        .map(|rule| rule.id)
        // `openapi_annotate.rs` has the findings in API descriptions.
        .filter(|id| !["api-description", "missing-operation"].contains(id))
        .filter(|id| !cases.contains(&format!(" {id}: ")) && !cases.contains(&format!("\"{id}: ")))
        .collect();
    assert!(missing.is_empty(), "rules without a case: {missing:?}");
}
