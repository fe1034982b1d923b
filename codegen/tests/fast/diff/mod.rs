//! What `errbook diff` finds: every field and kind of change in both directions, and in what Git has
//! kept.

mod changelog;
mod command;
mod history;
mod mutations;
mod published;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use errbook::diff::changes;
use errbook::model::{Model, Vocabulary};
use errbook::report::{self, Look};
use errbook::rule::{Kind, RULES};
use errbook::source::Sources;
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};

/// The files of one version of a case.
fn files(block: &str, own: char) -> Vec<(String, String)> {
    let mut catalog = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    let mut in_catalog = false;
    for line in block.lines() {
        let (mark, text) = line.split_at(1);
        if mark != " " && !mark.starts_with(own) {
            continue;
        }
        match text.strip_prefix("# ") {
            Some("catalog") => in_catalog = true,
            Some(name) => {
                in_catalog = false;
                sections.push((name.to_owned(), String::new()));
            }
            None if in_catalog => writeln!(catalog, "{text}").expect("a string"),
            None => {
                let (_, entries) = sections.last_mut().expect("a section has a name");
                writeln!(entries, "{text}").expect("a string");
            }
        }
    }
    let mut whole = "catalog: shop\ntitle: Shop API\n".to_owned();
    if !catalog.contains("codes:") {
        whole.push_str("codes: {}\n");
    }
    if !catalog.contains("envelope:") {
        whole.push_str("envelope: { shape: { code: $code, message: $message } }\n");
    }
    let sections = sections.into_iter().filter(|(_, entries)| !entries.is_empty());
    let sections = sections.map(|(name, entries)| {
        (format!("shop/{name}.yaml"), format!("section: Section\nerrors:\n{entries}"))
    });
    std::iter::once(("shop/catalog.yaml".to_owned(), whole + &catalog)).chain(sections).collect()
}

/// The model of files, with its internal codes.
fn model(files: &[(String, String)]) -> Result<Model, String> {
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let checked = errbook::check(Sources::from_texts(texts));
    let sources = &checked.sources;
    let errors = checked.diagnostics.iter();
    let errors: String =
        errors.map(|found| report::render(found, sources, Look::default())).collect();
    checked.model.ok_or(errors)
}

/// A change in a line.
fn line(change: &errbook::diff::Change) -> String {
    format!("{} {} {}: {}", change.tier().word(), change.rule.id, change.field, change.what)
}

/// A case with the changes that there are now, and the fields that they are about.
fn run(case: &str, seen: &mut BTreeSet<String>) -> String {
    let (before, rest) = case.split_once("```diff\n").expect("a block of lines");
    let (block, _) = rest.split_once("```").expect("it ends");
    let models = [model(&files(block, '-')), model(&files(block, '+'))];
    let [Ok(old), Ok(new)] = models else { return format!("{before}: {models:#?}") };
    let mut text = String::new();
    for (direction, old, new) in [("", &old, &new), ("back: ", &new, &old)] {
        for change in changes(old, new) {
            seen.insert(change.field.to_owned());
            seen.insert(change.rule.id.to_owned());
            writeln!(text, "{direction}{}", line(&change)).expect("a string");
        }
    }
    format!("{before}```diff\n{block}```\n\n```text\n{text}```\n")
}

/// The fields in the tables of rules that have one.
fn fields_with_a_rule() -> Vec<&'static str> {
    let sources = [
        include_str!("../../../src/diff/catalog.rs"),
        include_str!("../../../src/diff/code.rs"),
        include_str!("../../../src/diff/detail.rs"),
        include_str!("../../../src/diff/envelope.rs"),
        include_str!("../../../src/diff/operation.rs"),
    ];
    let tables = sources.iter().flat_map(|text| text.split("rules_of! {").skip(1));
    let tables = tables.map(|table| table.split("\n}").next().unwrap_or_default());
    let rows = tables.flat_map(|table| table.lines().filter_map(|row| row.trim().split_once(": ")));
    rows.filter(|(field, rule)| !field.starts_with('/') && *rule != "derived,")
        .map(|(field, _)| field)
        .collect()
}

#[test]
fn every_kind_of_change_is_found_in_both_directions() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fast/diff/cases.md");
    let text = std::fs::read_to_string(&path).expect("the cases");
    let mut seen = BTreeSet::new();
    let mut parts = text.split("\n## ");
    let head = parts.next().expect("a head").to_owned();
    let now = parts.fold(head, |now, case| now + "\n## " + &run(case, &mut seen));
    assert!(!now.contains("Err("), "a version does not compile: {now}");
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    assert.eq(Data::text(&now).raw(), Data::read_from(&path, None).raw());

    // What holds others is seen in them.
    let holds = ["naming", "docs", "envelope"];
    let missing: Vec<&str> = fields_with_a_rule()
        .into_iter()
        .filter(|field| !holds.contains(field) && !seen.contains(*field))
        .collect();
    assert!(missing.is_empty(), "fields without a case: {missing:?}");
    let of_catalogs = ["catalog-removed"];
    let rules = RULES.iter().filter(|rule| matches!(rule.kind, Kind::Change(_)));
    let missing: Vec<&str> = rules
        .map(|rule| rule.id)
        .filter(|id| !of_catalogs.contains(id) && !seen.contains(*id))
        .collect();
    assert!(missing.is_empty(), "rules without a case: {missing:?}");
}
