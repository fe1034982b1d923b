//! Annotating an API description changes nothing but references.

use std::sync::OnceLock;

use errbook::annotate::{Annotation, annotate as annotated};
use errbook::model::Model;
use errbook::source::{SourceFile, Sources};
use errbook::targets::OpenapiNames;
use serde_norway::Value;

const REFERENCE: &str = "errors.yaml#";

/// A second run has nothing to do; the description still parses, and says the same apart from
/// references to the generated document.
pub fn annotate(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let sources = Sources::from_texts([("api.yaml", text)]);
    let file = &sources.files()[0];
    let first = run(file);
    crate::registry::reports(&first.findings, &sources);
    let Some(edited) = first.text else { return };
    let second = run(&file.with_text(edited.clone()));
    assert!(second.text.is_none(), "a second run changes {edited}");
    let Ok(before) = serde_norway::from_str::<Value>(&file.text) else { return };
    let after = serde_norway::from_str::<Value>(&edited);
    let after = after.unwrap_or_else(|error| panic!("{error}: {edited}"));
    assert_eq!(without_references(before), without_references(after), "{edited}");
}

fn run(file: &SourceFile) -> Annotation {
    let catalog = &model().public().catalogs[0];
    let names = OpenapiNames::new(catalog, false);
    annotated(file, 0, catalog, &names, |_| Some("errors.yaml".to_owned()))
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let catalog = include_str!("../../codegen/tests/fast/json/registry/shop/catalog.yaml");
        let orders = include_str!("../../codegen/tests/fast/json/registry/shop/orders.yaml");
        let payments = include_str!("../../codegen/tests/fast/json/registry/shop/payments.yaml");
        let texts = [
            ("shop/catalog.yaml", catalog),
            ("shop/orders.yaml", orders),
            ("shop/payments.yaml", payments),
        ];
        errbook::check(Sources::from_texts(texts)).model.expect("it compiles")
    })
}

/// A document without the responses that refer to the generated one, and without maps and texts
/// that are empty: an edit may remove the last entry of a map.
fn without_references(value: Value) -> Value {
    match value {
        Value::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (key, without_references(value)));
            let kept = entries.filter(|(_, value)| !is_empty(value));
            let kept: serde_norway::Mapping = kept.collect();
            let own =
                kept.get("$ref").and_then(Value::as_str).is_some_and(|to| to.contains(REFERENCE));
            if own { Value::Null } else { Value::Mapping(kept) }
        }
        Value::Sequence(items) => {
            Value::Sequence(items.into_iter().map(without_references).collect())
        }
        Value::Tagged(tagged) => without_references(tagged.value),
        value => value,
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_mapping().is_some_and(serde_norway::Mapping::is_empty)
}
