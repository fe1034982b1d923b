//! The formats of findings that have a schema.

use errbook::source::Sources;
use serde_json::Value;

use crate::support::reported::{CATALOG, findings, report};
use crate::support::{npm_tools, root, validate};

#[test]
fn sarif_is_valid() {
    // The schema of the standard, from a package.
    let package = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    let clean = errbook::check(Sources::from_texts([("shop/catalog.yaml", CATALOG)]));
    assert_eq!(clean.diagnostics, []);
    let documents = [&findings(), &clean].map(|checked| {
        serde_json::from_str::<Value>(&report("sarif", checked)).expect("JSON").to_string()
    });
    validate("report-sarif", &npm_tools().join(package), &documents.join("\n")).expect("valid");
}

#[test]
fn json_matches_its_schema() {
    let schema = root().join("codegen/src/report/finding.schema.json");
    let text = report("json", &findings());
    assert_eq!(text.lines().count(), findings().diagnostics.len());
    validate("report-json", &schema, &text).expect("valid");
    // An incomplete finding is not valid.
    let mut less: Value = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    less.as_object_mut().expect("an object").remove("rule");
    validate("report-json-less", &schema, &less.to_string()).expect_err("a member is missing");
}
