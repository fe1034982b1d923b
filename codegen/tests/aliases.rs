//! Names that codes had before, and what a registry may not say of them.

use errbook::source::Sources;

const CATALOG: &str = "
catalog: shop
title: Shop
codes: { style: snake_case }
envelope: { shape: { code: $code } }
retired: { gone: { reason: Nobody used it. } }
";

/// The findings of a section with these entries, a line each: the rule and the message.
#[track_caller]
fn check(errors: &str, expected: &[&str]) {
    let section = format!("section: Orders\nerrors:\n{errors}");
    let texts = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", section.as_str())];
    let checked = errbook::check(Sources::from_texts(texts));
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| format!("{}: {}", found.rule.id, found.message))
        .collect();
    assert_eq!(found, expected, "{errors}");
}

fn entry(code: &str, aliases: &str) -> String {
    format!("  {code}: {{ status: 400, description: It failed., aliases: [{aliases}] }}\n")
}

#[test]
fn an_alias_is_a_name_of_its_own() {
    check(&entry("one", "first, FIRST_ONE, Some.Thing-2"), &[]);
    check(&entry("one", "ONE"), &[]);
    check(&entry("one", "one"), &["alias: the alias `one` is already a code"]);
    check(&entry("one", "gone"), &["alias: the alias `gone` is already a retired code"]);
    check(&entry("one", "a, A"), &["alias: the alias `A` is already an alias of `one`"]);
    check(
        &(entry("one", "Two, old") + &entry("two", "old")),
        &[
            "alias: the alias `Two` is already a code",
            "alias: the alias `old` is already an alias of `one`",
        ],
    );
    check(&entry("one", "\"../up\""), &["invalid-name: `../up` cannot be an alias"]);
}

#[test]
fn aliases_are_in_the_model() {
    let section = format!("section: Orders\nerrors:\n{}", entry("one", "b, a"));
    let texts = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", section.as_str())];
    let model = errbook::check(Sources::from_texts(texts)).model.expect("it compiles");
    assert_eq!(model.catalogs[0].codes[0].aliases, ["b", "a"]);
}
