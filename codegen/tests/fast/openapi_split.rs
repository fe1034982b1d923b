//! OpenAPI documents for each section say the same as one for all of them.

use std::collections::BTreeMap;

use errbook::targets::{Errors, OpenapiVersion, Options};
use serde_json::Value;

use crate::support::registry::{of_texts, real, render};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, status: $status, message: $message, more?: $details } }
raises: [rate_limited, order_empty]
operations:
  createOrder: { request: POST /orders, raises: [order_exists, card_declined] }
";

const ORDERS: &str = "\
section: Orders
description: What can be wrong with an *order*.
errors:
  order_empty: { status: [400, 422], description: The order has no line. }
  order_exists: { status: 409, description: It is there., details: { id: { type: string } } }
  rate_limited:
    status: 429
    description: The caller asks too often.
    details: { retry_after: { type: delay, from: { header: Retry-After } } }
  sold_out: { status: 409, description: Nothing is left. }
";

const CARDS: &str = "\
section: Cards
errors:
  card_declined: { status: 409, description: The bank refuses the card. }
  login_refused: { status: 302, description: The user refuses., delivery: redirect }
";

/// The documents by path, read.
fn documents(options: &Options) -> BTreeMap<String, Value> {
    let texts = [
        ("shop/catalog.yaml", CATALOG),
        ("shop/orders.yaml", ORDERS),
        ("shop/payments/cards.yaml", CARDS),
    ];
    let outputs = render("openapi", &of_texts(texts), options);
    let read = |text: &str| serde_yaml::from_str(text).expect("YAML");
    outputs.into_iter().map(|output| (output.path, read(&output.text))).collect()
}

/// A value with what its references lead to in their place.
fn whole(documents: &BTreeMap<String, Value>, path: &str, value: &Value) -> Value {
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        let (file, pointer) = reference.split_once('#').expect("a component");
        let path = if file.is_empty() { path } else { file };
        let document = documents.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        let found =
            document.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"));
        return whole(documents, path, found);
    }
    match value {
        Value::Array(items) => items.iter().map(|item| whole(documents, path, item)).collect(),
        Value::Object(members) => {
            let whole =
                |(key, member): (&String, &Value)| (key.clone(), whole(documents, path, member));
            Value::Object(members.iter().map(whole).collect())
        }
        plain => plain.clone(),
    }
}

#[test]
fn a_document_for_each_section_says_what_one_for_all_says() {
    for errors in [Errors::Shared, Errors::Typed] {
        let mut options = Options::default();
        options.openapi.errors = errors;
        options.openapi.versions = vec![OpenapiVersion::V3_0, OpenapiVersion::V3_1];
        let one = documents(&options);
        options.openapi.split = true;
        let several = documents(&options);
        let names: Vec<&str> = several.keys().map(String::as_str).collect();
        let expected = [
            "shop.openapi-3.0.orders.yaml",
            "shop.openapi-3.0.payments.cards.yaml",
            "shop.openapi-3.0.yaml",
            "shop.openapi-3.1.orders.yaml",
            "shop.openapi-3.1.payments.cards.yaml",
            "shop.openapi-3.1.yaml",
        ];
        assert_eq!(names, expected);
        for (path, document) in &one {
            let split = &several[path];
            for kind in ["schemas", "responses", "headers"] {
                let pointer = format!("/components/{kind}");
                let (own, of_all) = (split.pointer(&pointer), document.pointer(&pointer));
                let (own, of_all) = (own.expect("it has them"), of_all.expect("it has them"));
                assert_eq!(whole(&several, path, own), whole(&one, path, of_all), "{path}");
            }
            assert_eq!(split.pointer("/components/examples"), None);
            let orders = &several[&path.replace(".yaml", ".orders.yaml")];
            assert_eq!(orders["info"]["title"], "Shop API errors: Orders");
            assert_eq!(orders["info"]["description"], "What can be wrong with an *order*.");
            let response = &orders["components"]["responses"]["order_exists"];
            assert!(response["description"].as_str().expect("text").contains("order_exists"));
        }
        for (path, document) in &several {
            whole(&several, path, document);
        }
    }
}

#[test]
fn programs_that_merge_a_document_get_all_of_it() {
    let mut options = Options::default();
    options.openapi.formats = vec![errbook::targets::OpenapiFormat::Json];
    let one = render("openapi", &real(), &options);
    options.openapi.split = true;
    assert!(render("openapi", &real(), &options) == one);
}
