//! What is found in a registry: exact places, rules, messages and help, in order.
#![allow(clippy::too_many_lines, reason = "cases stand in a row")]

use errbook::config::Project;
use errbook::diagnostic::{Diagnostic, Level};
use errbook::report::{Look, render};
use errbook::rule::{Kind, RULES};
use errbook::source::Sources;

mod support;

/// A catalog without a fault. Cases change a part of it.
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

/// A section without a fault.
const ORDERS: &str = "\
section: Orders
errors:
  not_found: { status: 404, description: No such order. }
";

/// A finding in a line: `path:line:column rule: message (also path:line:column) -> help`.
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

/// Checks a registry and compares all that is found, in order. An expected line without ` -> `
/// leaves the help open.
#[track_caller]
fn finds(files: &[(&str, &str)], expected: &[&str]) {
    let mut checked = errbook::check(Sources::from_texts(files.iter().copied()));
    // What lints find, the examples of the rules show.
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
        assert!(diagnostic.help.is_some(), "{} says how to mend it", diagnostic.message);
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

/// Checks a section beside the catalog without a fault.
#[track_caller]
fn section(text: &str, expected: &[&str]) {
    finds(&[("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", text)], expected);
}

/// Checks one error of a section; its keys are in line 4 and below.
#[track_caller]
fn error(keys: &str, expected: &[&str]) {
    let mut text = String::from("section: Orders\nerrors:\n  not_found:\n");
    for key in keys.lines() {
        text = format!("{text}    {key}\n");
    }
    section(&text, expected);
}

/// Checks the catalog with a part of it replaced.
#[track_caller]
fn catalog(part: &str, instead: &str, expected: &[&str]) {
    assert_eq!(CATALOG.matches(part).count(), 1, "{part} stands once in the catalog");
    let text = CATALOG.replace(part, instead);
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)], expected);
}

/// Checks the catalog with more keys; they begin in line 16.
#[track_caller]
fn catalog_and(more: &str, expected: &[&str]) {
    let text = format!("{CATALOG}{more}");
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)], expected);
}

/// Opens a project file and compares what is found in it.
#[track_caller]
fn project(name: &str, text: &str, expected: &[&str]) {
    let case = std::panic::Location::caller().line();
    let folder = support::scratch(&format!("findings-project-{case}"));
    std::fs::write(folder.join(name), text).expect("the project file is written");
    let found = match Project::open(&folder.join(name)) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    // Of each excerpt the title, the place and the help.
    let shown: Vec<String> = found
        .lines()
        .filter_map(|line| {
            let line = line.trim_start();
            if let Some(title) = line.strip_prefix("error[") {
                return Some(title.replacen(']', "", 1));
            }
            if let Some(place) = line.strip_prefix("--> ") {
                return place.rsplit('/').next().map(str::to_owned);
            }
            line.strip_prefix("= ").map(str::to_owned)
        })
        .collect();
    same(&shown, expected);
}

#[test]
fn a_registry_without_a_fault() {
    section(ORDERS, &[]);
}

#[test]
fn every_rule_has_a_case() {
    let cases = include_str!("findings.rs");
    let missing: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.kind == Kind::Error)
        .map(|rule| rule.id)
        // What is found in an API description, `openapi_annotate.rs` shows.
        .filter(|id| !["api-description", "missing-operation"].contains(id))
        .filter(|id| !cases.contains(&format!(" {id}: ")) && !cases.contains(&format!("\"{id}: ")))
        .collect();
    assert!(missing.is_empty(), "rules without a case: {missing:?}");
}

#[test]
fn yaml_that_does_not_parse() {
    section(
        "section: Orders\n\tgroup: tabs\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML allows no tabs here"],
    );
    section(
        "section: Orders\nerrors:\n  not_found:\n\t\tstatus: 404\n",
        &["shop/orders.yaml:4:1 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML allows no tabs here"],
    );
    section(
        "section: Orders\nerrors:\n  not_found:\n  \tstatus: 404\n",
        &["shop/orders.yaml:4:3 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML allows no tabs here"],
    );
    section(
        "section: \"Orders\ngroup: x\n",
        &["shop/orders.yaml:1:10 yaml-syntax: a quoted text that is not closed \
             -> close it with the quote it began with"],
    );
    section(
        "section: 'Order's'\n",
        &["shop/orders.yaml:1:17 yaml-syntax: more text behind the closing quote \
             -> inside single quotes write an apostrophe twice: `''`"],
    );
    section(
        "section: Orders: all of them\n",
        &["shop/orders.yaml:1:16 yaml-syntax: a second `: ` in the line \
             -> put the text between quotes: `: ` begins a value in YAML"],
    );
    section(
        "section: `Orders`\n",
        &["shop/orders.yaml:1:10 yaml-syntax: plain text cannot begin with a backtick \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    section(
        "section: @orders\n",
        &["shop/orders.yaml:1:10 yaml-syntax: plain text cannot begin with `@` \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    section(
        "section: %orders\n",
        &["shop/orders.yaml:1:10 yaml-syntax: plain text cannot begin with `%` \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    section(
        "section: Orders\nnotes: [a, b\n",
        &["shop/orders.yaml:2:8 yaml-syntax: `[` is not closed \
             -> close it with `]`"],
    );
    section(
        "section: Orders\nnotes: [a, b}\n",
        &["shop/orders.yaml:2:8 yaml-syntax: `[` is not closed \
             -> close it with `]`"],
    );
    section(
        "section: Orders\nnotes: a]\ngroup: ]\n",
        &["shop/orders.yaml:3:8 yaml-syntax: `]` closes nothing \
             -> remove it, or put the text that it belongs to between quotes"],
    );
    section(
        "section: Orders\nerrors: { not_found: { status: 404 }\n",
        &["shop/orders.yaml:2:9 yaml-syntax: `{` is not closed \
             -> close it with `}`"],
    );
    section(
        "section: Orders\n group: x\n",
        &["shop/orders.yaml:2:7 yaml-syntax: a key is not allowed here \
             -> give it the indentation of the keys that it belongs to"],
    );
    section(
        "section: Orders\nerrors:\n  a:\n    status: 404\n   description: x\n",
        &["shop/orders.yaml:5:4 yaml-syntax: a key was expected here \
             -> give the line the indentation of the keys above it"],
    );
    section(
        "section: Orders\ngroup\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before an entry of a list"],
    );
    section(
        "section: Orders\njust words\ngroup: x\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before an entry of a list"],
    );
    section(
        "- section: Orders\ngroup: x\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a list goes on with a line that is no entry of it \
             -> begin the line with `- `, or indent it like the text of the entry"],
    );
    section(
        "section: \"a \\q b\"\n",
        &["shop/orders.yaml:1:13 yaml-syntax: an unknown escape in a quoted text \
             -> write a backslash twice, or put the text between single quotes"],
    );
    section(
        "section: *\n",
        &["shop/orders.yaml:1:10 yaml-syntax: plain text cannot begin with `*` \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    section(
        "section: it's \"so\nnotes: [\"a\\\"b\", \"c\n",
        &["shop/orders.yaml:2:17 yaml-syntax: a quoted text that is not closed \
             -> close it with the quote it began with"],
    );
    section(
        "section: \"a\" b\n",
        &["shop/orders.yaml:1:14 yaml-syntax: more text behind the closing quote \
             -> inside double quotes write a quote as `\\\"`"],
    );
    section(
        "section: Orders\nnotes:\n  - it's\n  - 'it''s\ngroup: x\n",
        &["shop/orders.yaml:4:5 yaml-syntax: a quoted text that is not closed \
             -> close it with the quote it began with"],
    );
    section(
        "section: *unknown\n",
        &["shop/orders.yaml:1:10 yaml-syntax: plain text cannot begin with `*` \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    section(
        "section: |x\n  a\n",
        &["shop/orders.yaml:1:10 yaml-syntax: text in the line of a `|` or `>` \
             -> begin the text on the next line, or put it between quotes"],
    );
    section(
        "section: a\u{0}b\n",
        &["shop/orders.yaml:1:11 yaml-syntax: the character U+0000 is not allowed \
             -> remove it; editors may not show it"],
    );
    section(
        "section: a\u{7}b\n",
        &["shop/orders.yaml:1:11 yaml-syntax: the character U+0007 is not allowed \
             -> remove it; editors may not show it"],
    );
    section(
        "%YAML 3.0\n---\nsection: x\n",
        &["shop/orders.yaml:1:1 yaml-syntax: unsupported YAML major version \
             -> check the indentation and the quotes of this line and the one above"],
    );
    section(
        "section: !<tag x\n",
        &["shop/orders.yaml:1:10 yaml-syntax: plain text cannot begin with `!` \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    section(
        "section: Orders\nnotes: - a\n",
        &["shop/orders.yaml:2:8 yaml-syntax: a list cannot begin in this place \
             -> begin it on a line of its own, or write it between brackets: `[a, b]`"],
    );
    section(
        "section: Orders # fine\nnotes: [a, # b]\n",
        &["shop/orders.yaml:2:8 yaml-syntax: `[` is not closed \
             -> close it with `]`"],
    );
    section(
        "{",
        &["shop/orders.yaml:1:1 yaml-syntax: `{` is not closed \
             -> close it with `}`"],
    );
    section(
        "]",
        &["shop/orders.yaml:1:1 yaml-syntax: `]` closes nothing \
             -> remove it, or put the text that it belongs to between quotes"],
    );
    section(
        "section: Orders\n---oops\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before an entry of a list"],
    );
}

#[test]
fn yaml_that_a_registry_does_not_use() {
    section(
        "section: &name Orders\n",
        &["shop/orders.yaml:1:16 unsupported-yaml: an anchor has no place in a registry \
             -> remove the `&name`; write shared values out"],
    );
    section(
        "section: Orders\ngroup: &g X\nnotes: [*g, *g]\n",
        &[
            "shop/orders.yaml:2:11 unsupported-yaml: an anchor has no place in a registry \
             -> remove the `&name`; write shared values out",
            "shop/orders.yaml:3:9 unsupported-yaml: an alias has no place in a registry \
             -> write the value out in its place",
            "shop/orders.yaml:3:13 unsupported-yaml: an alias has no place in a registry \
             -> write the value out in its place",
        ],
    );
    section(
        "section: !!str Orders\n",
        &["shop/orders.yaml:1:16 unsupported-yaml: a tag has no place in a registry \
             -> remove the `!name`"],
    );
    section(
        "section: !mine Orders\nnotes: !!seq [a]\n",
        &[
            "shop/orders.yaml:1:16 unsupported-yaml: a tag has no place in a registry \
             -> remove the `!name`",
            "shop/orders.yaml:2:14 unsupported-yaml: a tag has no place in a registry \
             -> remove the `!name`",
        ],
    );
    section(
        "section: Orders\n---\nsection: More\n",
        &["shop/orders.yaml:3:1 unsupported-yaml: a second document has no place in a registry \
             -> move it to a file of its own"],
    );
    section(
        "section: Orders\n---\na: 1\n---\nb: 2\n",
        &[
            "shop/orders.yaml:3:1 unsupported-yaml: a second document has no place in a registry \
             -> move it to a file of its own",
            "shop/orders.yaml:5:1 unsupported-yaml: a second document has no place in a registry \
             -> move it to a file of its own",
        ],
    );
    section("section: Orders\n...\n", &[]);
    section("---\nsection: Orders\n", &[]);
    section(
        "section: Orders\nerrors:\n  a: &a { status: 404, description: A. }\n  b:\n    <<: *a\n    title: B\n",
        &[
            "shop/orders.yaml:3:9 unsupported-yaml: an anchor has no place in a registry \
             -> remove the `&name`; write shared values out",
            "shop/orders.yaml:4:3 missing-status: `b` has no status \
             -> add `status: 400`, or `status: none` where the API documents none",
            "shop/orders.yaml:5:5 missing-key: an error lacks `description` \
             -> add `description`",
            "shop/orders.yaml:5:9 unsupported-yaml: an alias has no place in a registry \
             -> write the value out in its place",
        ],
    );
    section(
        "section: Orders\n? [a, b]\n: x\n",
        &["shop/orders.yaml:2:3 wrong-type: a list cannot be a key \
             -> put the text between quotes: it begins with a bracket"],
    );
    section(
        "section: Orders\n? { a: b }\n: x\n",
        &["shop/orders.yaml:2:3 wrong-type: a map cannot be a key \
             -> put the text between quotes: it begins with a bracket"],
    );
    section(
        "section: Orders\n[a]: x\n",
        &["shop/orders.yaml:2:1 wrong-type: a list cannot be a key \
             -> put the text between quotes: it begins with a bracket"],
    );
    section(
        "section: &s Orders\n*s : x\n",
        &[
            "shop/orders.yaml:1:13 unsupported-yaml: an anchor has no place in a registry \
             -> remove the `&name`; write shared values out",
            "shop/orders.yaml:2:1 unsupported-yaml: an alias has no place in a registry \
             -> write the value out in its place",
        ],
    );
    section(
        "section: Orders\n: x\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a value without a key \
             -> write a name before the `:`"],
    );
    section(
        &format!("section: Orders\nnotes: {}\n", "[".repeat(200)),
        &["shop/orders.yaml:2:207 yaml-syntax: `[` is not closed \
             -> close it with `]`"],
    );
    section(
        &format!("section: Orders\nnotes: {}\n", "[".repeat(50_000)),
        &["shop/orders.yaml:2:263 yaml-syntax: too many lists and maps within each other \
             -> close the brackets, or flatten the value"],
    );
    section(
        &format!("section: Orders\nnotes: {}{}\n", "{a: ".repeat(5_000), "}".repeat(5000)),
        &["shop/orders.yaml:2:404 unsupported-yaml: more than 100 lists and maps within each \
             other \
             -> close the brackets, or flatten the value"],
    );
    let deep: Vec<String> = (0..300).map(|depth| format!("{}a:", " ".repeat(depth))).collect();
    let deep = deep.join("\n");
    section(
        &deep,
        &["shop/orders.yaml:101:101 unsupported-yaml: more than 100 lists and maps within each \
             other \
             -> close the brackets, or flatten the value"],
    );
}

#[test]
fn files_that_hold_nothing_or_no_text() {
    section(
        "",
        &["shop/orders.yaml:1:1 missing-file: the file is empty \
             -> begin with `section` and `errors`, or remove the file"],
    );
    section(
        "# only a comment\n\n",
        &["shop/orders.yaml:1:1 missing-file: the file is empty \
             -> begin with `section` and `errors`, or remove the file"],
    );
    section(
        "---\n",
        &["shop/orders.yaml:1:1 missing-file: the file is empty \
             -> begin with `section` and `errors`, or remove the file"],
    );
    section(
        "~\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found nothing \
             -> write a line for each key: `key: value`"],
    );
    finds(
        &[("shop/catalog.yaml", ""), ("shop/orders.yaml", ORDERS)],
        &["shop/catalog.yaml:1:1 missing-file: the file is empty \
             -> begin with `catalog`, `title`, `codes` and `envelope`, or remove the file"],
    );
    section(
        "just words\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found text \
             -> write a line for each key: `key: value`"],
    );
    section(
        "- a\n- b\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found a list \
             -> write a line for each key: `key: value`"],
    );
    section(
        "404\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found a number \
             -> write a line for each key: `key: value`"],
    );
}

#[test]
fn bytes_that_are_not_utf8() {
    let folder = support::scratch("findings-encoding");
    std::fs::create_dir_all(folder.join("shop")).expect("a folder");
    std::fs::write(folder.join("shop/catalog.yaml"), CATALOG).expect("written");
    std::fs::write(folder.join("shop/orders.yaml"), b"section: Ord\nnotes: [\"\xe9\xff\"]\n")
        .expect("written");
    let checked = errbook::check(Sources::read(&folder).expect("it can be read"));
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| line(found, &checked.sources))
        .map(|line| line.rsplit("findings-encoding/").next().unwrap_or_default().to_owned())
        .collect();
    same(
        &found,
        &["shop/orders.yaml:2:10 encoding: the file is not UTF-8 \
             -> save the file with the encoding UTF-8"],
    );
}

#[test]
fn byte_order_mark_and_line_ends() {
    section(
        "\u{feff}section: Orders\nerors: {}\n",
        &["shop/orders.yaml:2:1 unknown-key: unknown key `erors` in a section \
             -> did you mean `errors`?"],
    );
    section(
        "\u{feff}secton: Orders\n",
        &["shop/orders.yaml:1:1 unknown-key: unknown key `secton` in a section \
             -> did you mean `section`?"],
    );
    section(
        "section: Orders\r\nerrors:\r\n  not_found:\r\n    status: 40\r\n",
        &[
            "shop/orders.yaml:4:5 missing-key: an error lacks `description` \
             -> add `description`",
            "shop/orders.yaml:4:13 status-range: `40` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none",
        ],
    );
    section(
        "section: Orders\r\nerrors:\r\n\tx: y\r\n",
        &["shop/orders.yaml:3:1 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML allows no tabs here"],
    );
    section(
        "\u{feff}section: \"Orders\r\n",
        &["shop/orders.yaml:1:10 yaml-syntax: a quoted text that is not closed \
             -> close it with the quote it began with"],
    );
}

#[test]
fn columns_count_characters() {
    section(
        "section: Größe\nerrors: { größe: { status: 404, description: x } }\n",
        &["shop/orders.yaml:2:11 invalid-name: `größe` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
    section(
        "section: Orders\nnotes: [\"日本\", 12]\n",
        &["shop/orders.yaml:2:15 wrong-type: expected text, found a number \
             -> put it between quotes: \"12\""],
    );
    section(
        "section: \"👍🏽\" #\nnotes: [\"👍🏽\", {}]\n",
        &["shop/orders.yaml:2:15 wrong-type: expected text, found a map \
             -> write text in its place"],
    );
}

#[test]
fn a_line_of_a_megabyte() {
    let long = "x".repeat(1 << 20);
    section(
        &format!("section: Orders\nnotes: [{long}, 1]\n"),
        &["shop/orders.yaml:2:1048587 wrong-type: expected text, found a number \
             -> put it between quotes: \"1\""],
    );
    section(
        &format!("section: Orders\n{long}: 1\n"),
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before an entry of a list"],
    );
}

#[test]
fn duplicate_keys_show_both_places() {
    section(
        "section: Orders\ngroup: A\ngroup: B\n",
        &["shop/orders.yaml:3:1 duplicate-key: the key `group` stands twice in this map (also \
             shop/orders.yaml:2:1) \
             -> remove one of the two, or join them"],
    );
    error(
        "status: 404\ndescription: A.\nstatus: 410",
        &["shop/orders.yaml:6:5 duplicate-key: the key `status` stands twice in this map (also \
             shop/orders.yaml:4:5) \
             -> remove one of the two, or join them"],
    );
    section(
        "section: O\nerrors:\n  a: { status: 404, description: A. }\n  a: { status: 9 }\n",
        &["shop/orders.yaml:4:3 duplicate-key: the key `a` stands twice in this map (also \
             shop/orders.yaml:3:3) \
             -> remove one of the two, or join them"],
    );
    section(
        "section: O\n\"section\": P\n'section': Q\n",
        &[
            "shop/orders.yaml:2:1 duplicate-key: the key `section` stands twice in this map (also \
             shop/orders.yaml:1:1) \
             -> remove one of the two, or join them",
            "shop/orders.yaml:3:1 duplicate-key: the key `section` stands twice in this map (also \
             shop/orders.yaml:1:1) \
             -> remove one of the two, or join them",
        ],
    );
    catalog(
        "  request: { status: 400 }",
        "  request: { status: 400 }\n  request: {}",
        &["shop/catalog.yaml:7:3 duplicate-key: the key `request` stands twice in this map \
             (also shop/catalog.yaml:6:3) \
             -> remove one of the two, or join them"],
    );
}

#[test]
fn a_code_in_two_files_shows_both_places() {
    finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            (
                "shop/carts.yaml",
                "section: Carts\nerrors:\n  not_found: { status: 404, description: No cart. }\n",
            ),
            ("shop/orders.yaml", ORDERS),
        ],
        &["shop/orders.yaml:3:3 duplicate-code: the code `not_found` is defined twice (also \
             shop/carts.yaml:3:3) \
             -> remove one; to list it in a second section, name it under `also`"],
    );
    let lists =
        "section: Orders\nerrors:\n  a: { status: 404, description: A. }\nalso:\n  a: Again.\n";
    section(
        lists,
        &["shop/orders.yaml:5:3 duplicate-code: `a` is defined in this section and listed by it \
             too (also shop/orders.yaml:3:3) \
             -> remove it from `also`"],
    );
    // Catalogs do not share codes.
    let other = CATALOG.replace("shop", "mail");
    finds(
        &[
            ("mail/catalog.yaml", &other),
            ("mail/orders.yaml", ORDERS),
            ("shop/catalog.yaml", CATALOG),
            ("shop/orders.yaml", ORDERS),
        ],
        &[],
    );
}

#[test]
fn unknown_and_missing_keys() {
    error(
        "status: 404\ndescripton: A.",
        &["shop/orders.yaml:5:5 unknown-key: unknown key `descripton` in an error \
             -> did you mean `description`?"],
    );
    error(
        "status: 404\ndescription: A.\nDescription: B.",
        &["shop/orders.yaml:6:5 unknown-key: unknown key `Description` in an error \
             (also shop/orders.yaml:5:5) -> `description` is there already: remove one of the two"],
    );
    error(
        "status: 404\ndescription: A.\nresolution: B\nfix: C",
        &["shop/orders.yaml:7:5 unknown-key: unknown key `fix` in an error \
             -> known keys are `title`, `category`, `message`, `cause`, `action`, `retry`, \
             `details`, `delivery`, `since`, `deprecated`, `aliases`, `visibility`, `grpc`, \
             `links`, `notes`, `examples`, `allow`"],
    );
    error(
        "staus: 404\ndescription: A.",
        &["shop/orders.yaml:4:5 unknown-key: unknown key `staus` in an error \
             -> did you mean `status`?"],
    );
    error(
        "staus: 40\ndescription: A.",
        &[
            "shop/orders.yaml:4:5 unknown-key: unknown key `staus` in an error \
             -> did you mean `status`?",
            "shop/orders.yaml:4:12 status-range: `40` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none",
        ],
    );
    error(
        "{}",
        &[
            "shop/orders.yaml:3:3 missing-status: `not_found` has no status \
             -> add `status: 400`, or `status: none` where the API documents none",
            "shop/orders.yaml:4:5 missing-key: an error lacks `description` \
             -> add `description`",
        ],
    );
    section(
        "errors: {}\n",
        &["shop/orders.yaml:1:1 missing-key: a section lacks `section` \
             -> add `section`"],
    );
    section(
        "Section: Orders\n",
        &["shop/orders.yaml:1:1 unknown-key: unknown key `Section` in a section \
             -> did you mean `section`?"],
    );
    section(
        "section: Orders\nerror:\n  a: { status: 404, description: A. }\n",
        &["shop/orders.yaml:2:1 unknown-key: unknown key `error` in a section \
             -> did you mean `errors`?"],
    );
    catalog(
        "title: Shop API\n",
        "",
        &["shop/catalog.yaml:1:1 missing-key: a catalog lacks `title` \
             -> add `title`"],
    );
    catalog(
        "title: Shop API",
        "titel: Shop API",
        &["shop/catalog.yaml:2:1 unknown-key: unknown key `titel` in a catalog \
             -> did you mean `title`?"],
    );
    catalog(
        "codes: { style: snake_case }",
        "codes: {}",
        &["shop/catalog.yaml:3:8 missing-key: `codes` lacks `style` \
             -> add `style`"],
    );
    catalog(
        "codes: { style: snake_case }\n",
        "",
        &["shop/catalog.yaml:1:1 missing-key: a catalog lacks `codes` \
             -> add `codes`"],
    );
    finds(
        &[("shop/catalog.yaml", "catalog: shop\n"), ("shop/orders.yaml", ORDERS)],
        &["shop/catalog.yaml:1:1 missing-key: a catalog lacks `title`, `codes`, `envelope` \
             -> add `title`, `codes`, `envelope`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { typ: string }",
        &["shop/orders.yaml:7:12 unknown-key: unknown key `typ` in a detail \
             -> did you mean `type`?"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { headr: X } }",
        &["shop/orders.yaml:7:34 unknown-key: unknown key `headr` in a place \
             -> did you mean `header`?"],
    );
    error(
        "status: 404\ndescription: A.\nxy: B",
        &["shop/orders.yaml:6:5 unknown-key: unknown key `xy` in an error"],
    );
}

#[test]
fn wrong_types() {
    section(
        "section: [Orders]\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a list \
             -> write text in its place"],
    );
    section(
        "section: { a: b }\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a map \
             -> write text in its place"],
    );
    section(
        "section: 12\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a number \
             -> put it between quotes: \"12\""],
    );
    section(
        "section: true\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a boolean \
             -> put it between quotes: \"true\""],
    );
    section(
        "section:\nnotes: []\n",
        &["shop/orders.yaml:1:8 wrong-type: expected text, found nothing \
             -> write text here, or remove the key"],
    );
    section(
        "section: ~\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found nothing \
             -> write text here, or remove the key"],
    );
    section(
        "section: \"\"\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found an empty one \
             -> write the text, or remove the key"],
    );
    section(
        "section: \"  \"\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found an empty one \
             -> write the text, or remove the key"],
    );
    section(
        "section: Orders\nnotes: one\n",
        &["shop/orders.yaml:2:8 wrong-type: expected a list, found text \
             -> put it between brackets: [one]"],
    );
    section(
        "section: Orders\nnotes: { a: b }\n",
        &["shop/orders.yaml:2:8 wrong-type: expected a list, found a map \
             -> write a list in its place"],
    );
    section(
        "section: Orders\nnotes:\nerrors: {}\n",
        &["shop/orders.yaml:2:6 wrong-type: expected a list, found nothing \
             -> write a list here, or remove the key"],
    );
    section(
        "section: Orders\nerrors: [a]\n",
        &["shop/orders.yaml:2:9 wrong-type: expected a map, found a list \
             -> write a line for each key: `a: value`"],
    );
    section(
        "section: Orders\nerrors:\n  a\n",
        &["shop/orders.yaml:3:3 wrong-type: expected a map, found text \
             -> write a line for each key: `a: value`"],
    );
    section(
        "section: Orders\nerrors:\n  a:\n",
        &["shop/orders.yaml:3:4 wrong-type: expected a map for an error, found nothing \
             -> write a line for each key: `key: value`"],
    );
    section(
        "section: Orders\nerrors:\n  a: No such a.\n",
        &["shop/orders.yaml:3:6 wrong-type: expected a map for an error, found text \
             -> write a line for each key: `key: value`"],
    );
    section(
        "section: Orders\nsource: { a: b }\n",
        &["shop/orders.yaml:2:9 wrong-type: expected text, found a map \
             -> write text in its place"],
    );
    error(
        "status: 404\ndescription: A.\nsince: 1.2",
        &["shop/orders.yaml:6:12 wrong-type: expected text, found a number \
             -> put it between quotes: \"1.2\""],
    );
    error(
        "status: \u{a0}404\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> write a space in place of the character in front of it, which looks like one"],
    );
    error(
        "status: 404\ndescription: 404",
        &["shop/orders.yaml:5:18 wrong-type: expected text, found a number \
             -> put it between quotes: \"404\""],
    );
    error(
        "status: 404\ndescription: A.\ndetails: [x]",
        &["shop/orders.yaml:6:14 wrong-type: expected a map, found a list \
             -> write a line for each key: `x: value`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, optional: yes }",
        &["shop/orders.yaml:7:36 wrong-type: expected true or false, found text \
             -> write true or false in its place"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: string",
        &["shop/orders.yaml:7:10 wrong-type: expected a map for a detail, found text \
             -> write a line for each key: `key: value`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: header }",
        &["shop/orders.yaml:7:32 wrong-type: expected a map for a place, found text \
             -> write a line for each key: `key: value`"],
    );
    error(
        "status: 404\ndescription: A.\nretry: [never]",
        &["shop/orders.yaml:6:12 wrong-type: expected one of `never`, `later`, `backoff`, \
             `after_delay`, `after_action`, `outcome_unknown`, found a list \
             -> write one of `never`, `later`, `backoff`, `after_delay`, `after_action`, \
             `outcome_unknown` in its place"],
    );
    error(
        "status: 404\ndescription: A.\ndeprecated: true",
        &["shop/orders.yaml:6:17 wrong-type: expected a map for a deprecation, found a boolean \
             -> write a line for each key: `key: value`"],
    );
    catalog(
        "  sign_in: Sign in again.",
        "  sign_in: 12",
        &["shop/catalog.yaml:8:12 wrong-type: expected text, found a number \
             -> put it between quotes: \"12\""],
    );
    catalog(
        "codes: { style: snake_case }",
        "codes: snake_case",
        &["shop/catalog.yaml:3:8 wrong-type: expected a map for `codes`, found text \
             -> write a line for each key: `key: value`"],
    );
    catalog(
        "catalog: shop",
        "catalog: 12",
        &["shop/catalog.yaml:1:10 wrong-type: expected text, found a number \
             -> put it between quotes: \"12\""],
    );
}

#[test]
fn statuses() {
    error(
        "status: 99\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `99` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none"],
    );
    error(
        "status: 600\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `600` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none"],
    );
    error(
        "status: abc\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> write an HTTP status, a list of them or `none` in its place"],
    );
    error(
        "status: -1\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `-1` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none"],
    );
    error(
        "status: 404.5\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `404.5` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none"],
    );
    error(
        "status: 99999999999999999999\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `1e+20` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none"],
    );
    error(
        "status: \"404\"\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, found text \
             -> write `404` without quotes"],
    );
    error(
        "status:\ndescription: A.",
        &["shop/orders.yaml:4:11 wrong-type: expected an HTTP status, a list of them or `none`, \
             found nothing \
             -> write an HTTP status, a list of them or `none` here, or remove the key"],
    );
    error(
        "status: []\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: a list without a status in it \
             -> write a status, or `none` where the API documents none"],
    );
    error(
        "status: [404, 99, abc]\ndescription: A.",
        &[
            "shop/orders.yaml:4:19 status-range: `99` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none",
            "shop/orders.yaml:4:23 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> write an HTTP status, a list of them or `none` in its place",
        ],
    );
    error(
        "status: { code: 404 }\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found a map \
             -> write an HTTP status, a list of them or `none` in its place"],
    );
    error(
        "status: None\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> write an HTTP status, a list of them or `none` in its place"],
    );
    error("status: none\ndescription: A.", &[]);
    error("status: [404, 410]\ndescription: A.", &[]);
    error("status: 100\ndescription: A.", &[]);
    error("status: 599\ndescription: A.", &[]);
    error(
        "description: A.",
        &["shop/orders.yaml:3:3 missing-status: `not_found` has no status \
             -> add `status: 400`, or `status: none` where the API documents none"],
    );
    error("category: request\ndescription: A.", &[]);
    catalog(
        "{ status: 400 }",
        "{ status: 4000 }",
        &["shop/catalog.yaml:6:22 status-range: `4000` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none"],
    );
    catalog_and(
        "statuses:\n  400: Bad.\n  99: Low.\n  abc: No.\n  \"0404\": Zero.\n",
        &[
            "shop/catalog.yaml:18:3 status-range: `99` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599",
            "shop/catalog.yaml:19:3 status-range: `abc` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599",
            "shop/catalog.yaml:20:3 status-range: `0404` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599",
        ],
    );
}

#[test]
fn the_status_slot_wants_a_status() {
    let text = CATALOG.replace("    param?:", "    status: $status\n    param?:");
    let in_body = |section: &str, expected: &[&str]| {
        finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", section)], expected);
    };
    in_body(
        "section: O\nerrors:\n  a: { status: none, description: A. }\n",
        &["shop/orders.yaml:3:3 missing-status: `a` has no status, and the envelope carries it \
             -> give it a status"],
    );
    in_body(
        "section: O\nerrors:\n  a: { description: A. }\n",
        &["shop/orders.yaml:3:3 missing-status: `a` has no status \
             -> add `status: 400`, or `status: none` where the API documents none"],
    );
    in_body(
        "section: O\nerrors:\n  a: { status: abc, description: A. }\n",
        &["shop/orders.yaml:3:16 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> write an HTTP status, a list of them or `none` in its place"],
    );
    in_body(
        "section: O\nerrors:\n  a: { category: reqest, description: A. }\n",
        &["shop/orders.yaml:3:18 unknown-reference: there is no category `reqest` \
             -> did you mean `request`?"],
    );
}

#[test]
fn the_category_slot_wants_a_category() {
    let text = CATALOG.replace("    param?:", "    type: $category\n    param?:");
    let in_body = |section: &str, expected: &[&str]| {
        finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", section)], expected);
    };
    in_body(
        ORDERS,
        &["shop/orders.yaml:3:3 missing-category: `not_found` has no category, and the envelope \
             carries it \
             -> add `category`"],
    );
    in_body(
        "section: O\nerrors:\n  a: { category: [], description: A. }\n",
        &["shop/orders.yaml:3:18 wrong-type: expected text, found a list \
             -> write text in its place"],
    );
    in_body("section: O\ncategory: request\nerrors:\n  a: { description: A. }\n", &[]);
}

#[test]
fn style_pattern_and_exceptions() {
    let errors =
        |code: &str| format!("section: O\nerrors:\n  {code}: {{ status: 404, description: A. }}\n");
    section(
        &errors("NotFound"),
        &["shop/orders.yaml:3:3 code-style: `NotFound` is not snake_case \
             -> write `not_found`, or name the code under `codes.exceptions` with the reason"],
    );
    section(
        &errors("not-found"),
        &["shop/orders.yaml:3:3 code-style: `not-found` is not snake_case \
             -> write `not_found`, or name the code under `codes.exceptions` with the reason"],
    );
    let styled = |style: &str, code: &str, expected: &[&str]| {
        let catalog = CATALOG.replace("style: snake_case", style);
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &errors(code))], expected);
    };
    styled(
        "style: SCREAMING_SNAKE_CASE",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not SCREAMING_SNAKE_CASE \
             -> write `NOT_FOUND`, or name the code under `codes.exceptions` with the reason"],
    );
    styled(
        "style: kebab-case",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not kebab-case \
             -> write `not-found`, or name the code under `codes.exceptions` with the reason"],
    );
    styled(
        "style: camelCase",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not camelCase \
             -> write `notFound`, or name the code under `codes.exceptions` with the reason"],
    );
    styled(
        "style: PascalCase",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not PascalCase \
             -> write `NotFound`, or name the code under `codes.exceptions` with the reason"],
    );
    styled(
        "style: snakecase",
        "NotFound",
        &["shop/catalog.yaml:3:17 unknown-value: unknown value `snakecase` \
             -> did you mean `snake_case`?"],
    );
    styled(
        "style: [snake_case]",
        "NotFound",
        &["shop/catalog.yaml:3:17 wrong-type: expected one of `snake_case`, \
             `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, `PascalCase`, found a list \
             -> write one of `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, \
             `PascalCase` in its place"],
    );
    styled(
        "convention: As we like it.",
        "NotFound",
        &["shop/catalog.yaml:3:10 missing-key: `codes` lacks `style` \
             -> add `style`"],
    );
    styled(
        "style: snake_case, pattern: \"^e_\"",
        "not_found",
        &["shop/orders.yaml:3:3 code-pattern: `not_found` does not match the catalog's pattern \
             (also shop/catalog.yaml:3:38) \
             -> rename the code, or name it under `codes.exceptions` with the reason"],
    );
    styled(
        "style: snake_case, pattern: \"^e_\"",
        "NotFound",
        &["shop/orders.yaml:3:3 code-style: `NotFound` is not snake_case \
             -> write `not_found`, or name the code under `codes.exceptions` with the reason"],
    );
    styled(
        "style: snake_case, pattern: \"[\"",
        "not_found",
        &["shop/catalog.yaml:3:38 code-pattern: the pattern is not a regular expression: found \
             unclosed character class \
             -> use the syntax of Rust's `regex` crate, between single quotes"],
    );
    let exempt =
        "style: snake_case, pattern: \"^e_\", exceptions: [{ reason: Old., codes: [NotFound] }]";
    styled(exempt, "NotFound", &[]);
    styled(
        "style: snake_case, exceptions: [{ reason: Old., codes: [NotFoud] }]",
        "NotFound",
        &["shop/catalog.yaml:3:66 unknown-reference: there is no code `NotFoud` \
             -> did you mean `NotFound`?"],
    );
    styled(
        "style: snake_case, exceptions: [{ codes: [NotFound] }]",
        "NotFound",
        &["shop/catalog.yaml:3:44 missing-key: a naming exception lacks `reason` \
             -> add `reason`"],
    );
}

#[test]
fn names_that_cannot_be_written() {
    section(
        "section: O\nerrors:\n  a b: { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `a b` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
    section(
        "section: O\nerrors:\n  ../etc: { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `../etc` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
    section(
        "section: O\nerrors:\n  _: { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `_` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
    section(
        "section: O\nerrors:\n  \"\": { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  1st: { type: string }",
        &["shop/orders.yaml:7:7 invalid-name: `1st` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, a letter first"],
    );
    catalog(
        "  request: { status: 400 }",
        "  a/b: { status: 400 }",
        &["shop/catalog.yaml:6:3 invalid-name: `a/b` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, a letter first"],
    );
    catalog(
        "  sign_in: Sign in again.",
        "  sign in: Sign in again.",
        &["shop/catalog.yaml:8:3 invalid-name: `sign in` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, a letter first"],
    );
    finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/1 of 2.yaml", ORDERS)],
        &["shop/1 of 2.yaml:1:1 invalid-name: `1 of 2` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, a letter first"],
    );
}

#[test]
fn identifiers_that_fall_together() {
    section(
        "section: O\nerrors:\n  a_1: { status: 404, description: A. }\n  a1: { status: 404, description: A. }\n",
        &["shop/orders.yaml:4:3 identifier-collision: the codes `a_1` and `a1` are both `A1` in \
             generated code (also shop/orders.yaml:3:3) \
             -> rename one of the two"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  order_id: { type: string }\n  orderId: { type: string }",
        &["shop/orders.yaml:8:7 identifier-collision: the details `order_id` and `orderId` are \
             both `OrderId` in generated code (also shop/orders.yaml:7:7) \
             -> rename one of the two"],
    );
    finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            ("shop/a-1.yaml", ORDERS),
            ("shop/a1.yaml", "section: O\n"),
        ],
        &["shop/a1.yaml:1:1 identifier-collision: the sections `a-1` and `a1` are both `A1` in \
             generated code (also shop/a-1.yaml:1:1) \
             -> rename one of the two"],
    );
    catalog(
        "  request: { status: 400 }",
        "  re_quest: {}\n  re-quest: {}",
        &["shop/catalog.yaml:7:3 identifier-collision: the categories `re_quest` and `re-quest` \
             are both `ReQuest` in generated code (also shop/catalog.yaml:6:3) \
             -> rename one of the two"],
    );
}

#[test]
fn references_to_what_does_not_exist() {
    section(
        "section: O\nalso:\n  not_fund: Here too.\n",
        &["shop/orders.yaml:3:3 unknown-reference: there is no code `not_fund` \
             -> define the code, or remove the reference"],
    );
    section(
        &format!("{ORDERS}also:\n  not_fund: Here too.\n"),
        &["shop/orders.yaml:5:3 unknown-reference: there is no code `not_fund` \
             -> did you mean `not_found`?"],
    );
    error(
        "status: 404\ndescription: A.\ncategory: requests",
        &["shop/orders.yaml:6:15 unknown-reference: there is no category `requests` \
             -> did you mean `request`?"],
    );
    error(
        "status: 404\ndescription: A.\naction: sign-in",
        &["shop/orders.yaml:6:13 unknown-reference: there is no action `sign-in` \
             -> did you mean `sign_in`?"],
    );
    error(
        "status: 404\ndescription: A.\ndeprecated: { replaced_by: not_fond }",
        &["shop/orders.yaml:6:32 unknown-reference: there is no code `not_fond` \
             -> did you mean `not_found`?"],
    );
    section(
        "section: O\ncategory: nothing_like_it\n",
        &["shop/orders.yaml:2:11 unknown-reference: there is no category `nothing_like_it` \
             -> define the category, or remove the reference"],
    );
    catalog(
        "{ status: 400 }",
        "{ status: 400, action: sing_in }",
        &["shop/catalog.yaml:6:35 unknown-reference: there is no action `sing_in` \
             -> did you mean `sign_in`?"],
    );
    catalog_and(
        "handling:\n  steps:\n    - { codes: [not_fund], action: sign_out }\n  otherwise: { action: x, codes: [y] }\n",
        &[
            "shop/catalog.yaml:18:17 unknown-reference: there is no code `not_fund` \
             -> did you mean `not_found`?",
            "shop/catalog.yaml:18:36 unknown-reference: there is no action `sign_out` \
             -> define the action, or remove the reference",
            "shop/catalog.yaml:19:24 unknown-reference: there is no action `x` \
             -> define the action, or remove the reference",
            "shop/catalog.yaml:19:35 unknown-reference: there is no code `y` \
             -> define the code, or remove the reference",
        ],
    );
    catalog_and(
        "retired:\n  old: { reason: Gone., replaced_by: notfound }\n",
        &["shop/catalog.yaml:17:38 unknown-reference: there is no code `notfound` \
             -> did you mean `not_found`?"],
    );
    catalog_and(
        "sections: [order]\n",
        &["shop/catalog.yaml:16:12 unknown-reference: there is no section `order` \
             -> did you mean `orders`?"],
    );
}

#[test]
fn the_list_of_sections() {
    catalog_and(
        "sections: [orders, orders]\n",
        &["shop/catalog.yaml:16:20 section-list: the section `orders` is listed twice \
             -> remove one of the two"],
    );
    catalog_and(
        "sections: []\n",
        &["shop/orders.yaml:1:1 section-list: the section `orders` is not in the catalog's list \
             of sections \
             -> add `orders` to `sections` in `catalog.yaml`"],
    );
    catalog_and("sections: [orders]\n", &[]);
}

#[test]
fn retired_codes() {
    catalog_and(
        "retired:\n  not_found: { reason: Gone. }\n",
        &["shop/orders.yaml:3:3 retired-code: the retired code `not_found` is used again (also \
             shop/catalog.yaml:17:3) \
             -> choose another code: old clients still give this one its old meaning"],
    );
    catalog_and(
        "retired:\n  old: {}\n",
        &["shop/catalog.yaml:17:8 missing-key: a retired code lacks `reason` \
             -> add `reason`"],
    );
    catalog_and(
        "retired:\n  ../up: { reason: Gone. }\n",
        &["shop/catalog.yaml:17:3 invalid-name: `../up` cannot be a retired code \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
}

#[test]
fn operations_have_requests_of_their_own_and_codes_that_exist() {
    let operations = |lines: &[&str], expected: &[&str]| {
        catalog_and(&format!("operations:\n  {}\n", lines.join("\n  ")), expected);
    };
    operations(
        &[
            "a: { request: 'POST /a/{id}:do', example: { path: '/a/7/b:do?c=d', body: [1] } }",
            "get /a/{b}: {}",
            "repos/get~list:all: { request: TRACE / }",
        ],
        &[
            "shop/catalog.yaml:18:3 operation-request: the method `get` is not in capitals -> write `GET`",
        ],
    );
    operations(
        &["DELETE /a/{b}: {}", "a: { request: 'DELETE /a/{c}' }", "b: { request: 'PUT /a/{c}' }"],
        &[
            "shop/catalog.yaml:18:17 operation-request: two operations have the request `DELETE /a/{c}` (also shop/catalog.yaml:17:3)",
        ],
    );
    for (request, message) in [
        ("/a", "`/a` is not a request"),
        ("GET /a b", "`GET /a b` is not a request"),
        ("GET a", "`a` is not the path of an operation"),
        ("GET /a/{}", "`/a/{}` is not the path of an operation"),
        ("GET /a/}", "`/a/}` is not the path of an operation"),
        ("GET /a/{b/c}", "`/a/{b/c}` is not the path of an operation"),
        ("GET /a#b", "`/a#b` is not the path of an operation"),
        ("QUERY /a", "`QUERY` is not a method of HTTP"),
    ] {
        let line = format!("a: {{ request: '{request}', example: {{}} }}");
        let expected = format!("shop/catalog.yaml:17:17 operation-request: {message}");
        operations(&[&line], &[&expected]);
    }
    operations(
        &["GET /a: { request: GET /b }", "a: { example: { body: 1 } }", "\"a\\u0001\": {}"],
        &[
            "shop/catalog.yaml:17:22 operation-request: the operation `GET /a` has two requests (also shop/catalog.yaml:17:3)",
            "shop/catalog.yaml:18:3 operation-request: `a` has an example, but no request",
            "shop/catalog.yaml:19:3 invalid-name: `a\\u{1}` cannot be an operation",
        ],
    );
    catalog_and(
        "raises: [none, none]\n",
        &[
            "shop/catalog.yaml:16:10 unknown-reference: there is no code `none`",
            "shop/catalog.yaml:16:16 repeated-raise: `none` stands twice in this list (also shop/catalog.yaml:16:10)",
        ],
    );
    // What is of the wrong type is said once.
    catalog_and(
        "operations: { a: { request: 1, raises: b, example: [] } }\n",
        &[
            "shop/catalog.yaml:16:29 wrong-type: expected text, found a number",
            "shop/catalog.yaml:16:40 wrong-type: expected a list, found text",
            "shop/catalog.yaml:16:52 wrong-type: expected a map for an example request, found a list",
        ],
    );
}

#[test]
fn aliases_are_names_of_their_own() {
    let aliases = |names: &str, expected: &[&str]| {
        error(&format!("status: 404\ndescription: A.\naliases: [{names}]"), expected);
    };
    aliases("missing, Some.Thing-2", &[]);
    aliases("NOT_FOUND", &[]);
    aliases(
        "not_found",
        &["shop/orders.yaml:6:15 alias: the alias `not_found` is already a code (also \
             shop/orders.yaml:3:3) \
             -> remove it: links to it lead to that code"],
    );
    aliases(
        "gone, Gone",
        &[
            "shop/orders.yaml:6:21 alias: the alias `Gone` is already an alias of `not_found` (also \
             shop/orders.yaml:6:15) \
             -> remove one of the two",
        ],
    );
    aliases(
        "\"../up\"",
        &["shop/orders.yaml:6:15 invalid-name: `../up` cannot be an alias \
             -> use ASCII letters, digits, `_`, `-` and `.`, a letter or digit first"],
    );
    aliases(
        "12",
        &["shop/orders.yaml:6:15 wrong-type: expected text, found a number \
             -> put it between quotes: \"12\""],
    );
    let retired = format!("{CATALOG}retired:\n  old: {{ reason: Gone. }}\n");
    let orders = "section: Orders\nerrors:\n  not_found:\n    status: 404\n    description: A.\n    \
                  aliases: [old, Two]\n  two: { status: 404, description: B. }\n";
    finds(
        &[("shop/catalog.yaml", &retired), ("shop/orders.yaml", orders)],
        &[
            "shop/orders.yaml:6:15 alias: the alias `old` is already a retired code (also \
             shop/catalog.yaml:17:3) \
             -> remove it here or from `retired`",
            "shop/orders.yaml:6:20 alias: the alias `Two` is already a code (also \
             shop/orders.yaml:7:3) \
             -> remove it: links to it lead to that code",
        ],
    );
}

#[test]
fn messages_and_details_agree() {
    let with = "status: 404\ndescription: A.\ndetails:\n  order_id: { type: string }\n  token: { type: string, sensitive: true }\n";
    let message =
        |message: &str, expected: &[&str]| error(&format!("{with}message: '{message}'"), expected);
    message("No order {order_id}", &[]);
    message("No order {{order_id}} {order_id}", &[]);
    message(
        "No order {order}",
        &["shop/orders.yaml:9:14 message-template: the message uses `{order}`, which is no \
             detail of the code \
             -> add `order` to the code's `details`, or take it out of the message"],
    );
    message(
        "No order {oder_id} of {customer}",
        &[
            "shop/orders.yaml:9:14 message-template: the message uses `{customer}`, which is no \
             detail of the code \
             -> add `customer` to the code's `details`, or take it out of the message",
            "shop/orders.yaml:9:14 message-template: the message uses `{oder_id}`, which is no \
             detail of the code \
             -> did you mean `{order_id}`?",
        ],
    );
    message(
        "No order {order_id",
        &["shop/orders.yaml:9:14 message-template: a single `{` in the message \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No order }",
        &["shop/orders.yaml:9:14 message-template: a single `}` in the message \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No order {}",
        &["shop/orders.yaml:9:14 message-template: `{}` is not the name of a detail \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No order {order id}",
        &["shop/orders.yaml:9:14 message-template: `{order id}` is not the name of a detail \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No {token}",
        &["shop/orders.yaml:9:14 sensitive-message: the message shows `{token}`, which is \
             sensitive (also shop/orders.yaml:8:7) \
             -> take it out of the message"],
    );
    error(
        "status: 404\ndescription: A.\nmessage: No {order_id}",
        &["shop/orders.yaml:6:14 message-template: the message uses `{order_id}`, which is no \
             detail of the code \
             -> add `order_id` to the code's `details`, or take it out of the message"],
    );
    error(
        "status: 404\ndescription: A.\nmessage: {order_id}",
        &["shop/orders.yaml:6:14 wrong-type: expected text, found a map \
             -> write text in its place"],
    );
}

#[test]
fn docs_urls() {
    let url = "url: \"https://example.com/errors/{code}\"";
    catalog(
        url,
        "url: \"https://example.com/errors\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has no place for the code \
             -> put `{code}` where the code belongs"],
    );
    catalog(
        url,
        "url: \"https://example.com/errors/{section}\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has no place for the code \
             -> put `{code}` where the code belongs"],
    );
    catalog(
        url,
        "url: \"https://example.com/{cod}\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has an unknown placeholder `{cod}` \
             -> use `{code}` and `{section}`"],
    );
    catalog(
        url,
        "url: \"https://example.com/{code\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has no place for the code \
             -> put `{code}` where the code belongs"],
    );
    catalog(
        url,
        "url: \"example.com/{code}\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL is not an address of the web \
             -> begin it with `https://`"],
    );
    catalog(
        url,
        "url: \"https://example.com/{code}\", layout: one-page",
        &["shop/catalog.yaml:4:52 docs-url: the docs URL does not fit the layout (also \
             shop/catalog.yaml:4:14) \
             -> remove `layout`: it follows from the URL"],
    );
    catalog(
        url,
        "url: \"https://example.com/#{code}\", layout: page-per-code",
        &["shop/catalog.yaml:4:53 docs-url: the docs URL does not fit the layout (also \
             shop/catalog.yaml:4:14) \
             -> remove `layout`: it follows from the URL"],
    );
    catalog(url, "url: \"https://example.com/{section}#{code}\", layout: page-per-section", &[]);
    catalog(
        url,
        "layout: page-per-page",
        &["shop/catalog.yaml:4:17 unknown-value: unknown value `page-per-page` \
             -> did you mean `page-per-code`?"],
    );
    catalog("docs: { url: \"https://example.com/errors/{code}\" }\n", "", &[]);
}

#[test]
fn envelopes() {
    catalog(
        "    code: $code",
        "    code: $cod",
        &["shop/catalog.yaml:11:11 envelope-shape: there is no envelope slot `$cod` \
             -> did you mean `$code`?"],
    );
    catalog(
        "    code: $code",
        "    code: $nothing",
        &["shop/catalog.yaml:11:11 envelope-shape: there is no envelope slot `$nothing` \
             -> slots are `$code`, `$message`, `$title`, `$category`, `$status`, \
             `$status<string>`, `$grpc`, `$docs_url`, `$details`, `$details<string>`, `$domain`"],
    );
    catalog(
        "    code: $code\n",
        "",
        &["shop/catalog.yaml:11:5 envelope-shape: the envelope does not carry the code \
             -> put `$code` where the code belongs"],
    );
    catalog(
        "    code: $code",
        "    code: $code\n    url: $docs_url\n    code?: string",
        &["shop/catalog.yaml:13:5 envelope-shape: the member `code` stands twice in this object \
             (also shop/catalog.yaml:11:5) \
             -> remove one of the two"],
    );
    catalog(
        "param?: string | null",
        "param?: strng | null",
        &["shop/catalog.yaml:13:13 envelope-shape: there is no type `strng | null` \
             -> did you mean `string | null`?"],
    );
    catalog(
        "param?: string | null",
        "param?: text",
        &["shop/catalog.yaml:13:13 envelope-shape: there is no type `text` \
             -> types are `string`, `integer`, `number`, `boolean`, `uuid`, `uri`, `date-time`, \
             `delay`, `object`, each with `[]` behind it, in `map<…>`, and with `| null`"],
    );
    catalog(
        "items: [{ field: string }]",
        "items: []",
        &["shop/catalog.yaml:14:12 envelope-shape: an array without a shape in it \
             -> write the one shape that every element has"],
    );
    catalog(
        "items: [{ field: string }]",
        "items: [string, integer]",
        &["shop/catalog.yaml:14:12 envelope-shape: an array of 2 shapes \
             -> write the one shape that every element has"],
    );
    catalog(
        "param?: string",
        "a.b: string",
        &["shop/catalog.yaml:13:5 envelope-shape: `a.b` cannot be a member's name \
             -> use a name without `.`, brackets, quotes and backslashes"],
    );
    catalog(
        "param?: string",
        "\"?\": string",
        &["shop/catalog.yaml:13:5 envelope-shape: `?` cannot be a member's name \
             -> use a name without `.`, brackets, quotes and backslashes"],
    );
    let shape = CATALOG.split_once("envelope:\n").expect("an envelope").1;
    catalog(
        shape,
        "  shape: $code\n",
        &["shop/catalog.yaml:10:10 envelope-shape: the envelope is not an object \
             -> begin the shape with the name of a member"],
    );
    catalog(
        shape,
        "  shape: [{ code: $code }]\n",
        &["shop/catalog.yaml:10:10 envelope-shape: the envelope is not an object \
             -> begin the shape with the name of a member"],
    );
    catalog(
        shape,
        "  shape: {}\n",
        &["shop/catalog.yaml:10:10 envelope-shape: the envelope does not carry the code \
             -> put `$code` where the code belongs"],
    );
    catalog(
        shape,
        "  fields: { code: The code. }\n",
        &["shop/catalog.yaml:10:3 missing-key: the envelope has neither a shape nor a format \
             -> add `shape`, or `format` with the name of a ready-made one"],
    );
    catalog(
        &format!("envelope:\n{shape}"),
        "envelope: $code\n",
        &["shop/catalog.yaml:9:11 wrong-type: expected a map for the envelope, found text \
             -> write a line for each key: `key: value`"],
    );
    catalog_and(
        "  fields:\n    parm: A.\n    items.field: B.\n    items[]: C.\n    items[].field: D.\n",
        &[
            "shop/catalog.yaml:17:5 envelope-shape: the envelope has nothing at the path `parm` \
             -> did you mean `param`?",
            "shop/catalog.yaml:18:5 envelope-shape: the envelope has nothing at the path \
             `items.field` \
             -> did you mean `items[].field`?",
            "shop/catalog.yaml:19:5 envelope-shape: the envelope has nothing at the path \
             `items[]` \
             -> did you mean `items`?",
        ],
    );
    let no_docs = CATALOG
        .replace("docs: { url: \"https://example.com/errors/{code}\" }\n", "")
        .replace("    code: $code", "    code: $code\n    url: $docs_url");
    finds(
        &[("shop/catalog.yaml", &no_docs), ("shop/orders.yaml", ORDERS)],
        &["shop/catalog.yaml:10:5 envelope-shape: the envelope carries `$docs_url`, and the \
             catalog has no docs URL \
             -> set `docs.url`, or give the member the type `uri`"],
    );
}

#[test]
fn constants_and_the_domain_of_an_envelope() {
    catalog(
        "param?: string | null",
        "kind: =",
        &["shop/catalog.yaml:13:11 envelope-shape: a constant without a text \
             -> write `= text`"],
    );
    catalog("param?: string | null", "kind: = a text, and more", &[]);
    catalog(
        "param?: string | null",
        "domain: $domain",
        &["shop/catalog.yaml:13:13 envelope-shape: the envelope carries a domain and has none \
             -> add `domain` to the envelope, as in `domain: shop.example.com`"],
    );
    catalog(
        "envelope:\n",
        "envelope:\n  domain: shop.example.com\n",
        &[
            "shop/catalog.yaml:10:11 envelope-shape: the envelope has a domain and does not carry it \
             -> put `$domain` where it belongs, or remove `domain`",
        ],
    );
}

#[test]
fn ready_made_envelopes() {
    let (before, _) = CATALOG.split_once("envelope:\n").expect("an envelope");
    let format = |envelope: &str, section: &str, expected: &[&str]| {
        let catalog = format!("{before}envelope: {envelope}\n");
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", section)], expected);
    };
    for envelope in ["{ format: problem-details }", "{ format: json-api }"] {
        format(envelope, ORDERS, &[]);
    }
    format(
        "{ format: problem-details, shape: { code: $code } }",
        ORDERS,
        &["shop/catalog.yaml:9:45 envelope-shape: the envelope has a format and a shape \
             (also shop/catalog.yaml:9:21) \
             -> remove one of the two"],
    );
    format(
        "{ format: problem }",
        ORDERS,
        &["shop/catalog.yaml:9:21 unknown-value: unknown value `problem` \
             -> write one of `problem-details`, `json-api`, `google`"],
    );
    format(
        "{ format: google, domain: shop.example.com }",
        ORDERS,
        &["shop/catalog.yaml:9:21 envelope-shape: the format `google` has no codes in snake_case \
             (AIP-193) \
             -> write `style: SCREAMING_SNAKE_CASE` under `codes`, or write the shape out"],
    );
    format(
        "{ format: problem-details, domain: shop.example.com }",
        ORDERS,
        &[
            "shop/catalog.yaml:9:46 envelope-shape: the envelope has a domain and does not carry it \
             -> put `$domain` where it belongs, or remove `domain`",
        ],
    );
    format(
        "{ format: problem-details, fields: { instanc: A. } }",
        ORDERS,
        &["shop/catalog.yaml:9:48 envelope-shape: the envelope has nothing at the path `instanc` \
             -> did you mean `instance`?"],
    );
    // Members that may be absent can be filled for some codes alone.
    format(
        "{ format: json-api }",
        "section: O\nerrors:\n  a: { status: none, description: A. }\n",
        &[],
    );
    let before = before.replace("snake_case", "SCREAMING_SNAKE_CASE");
    let google = |envelope: &str, entry: &str, expected: &[&str]| {
        let catalog = format!("{before}envelope: {envelope}\n");
        let section = format!("section: O\nerrors:\n  BROKEN: {{ description: A., {entry} }}\n");
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
    };
    let envelope = "{ format: google, domain: shop.example.com }";
    google(envelope, "status: 404", &[]);
    google(
        "{ format: google }",
        "status: 404",
        &["shop/catalog.yaml:9:21 envelope-shape: the envelope carries a domain and has none \
             -> add `domain` to the envelope, as in `domain: shop.example.com`"],
    );
    google(
        envelope,
        "status: [404, 410]",
        &["shop/orders.yaml:3:3 missing-grpc: `BROKEN` has no gRPC status, and the envelope \
             carries it \
             -> add `grpc`, as in `grpc: NOT_FOUND`"],
    );
    google(envelope, "status: [404, 410], grpc: NOT_FOUND", &[]);
    google(
        envelope,
        "status: none",
        &["shop/orders.yaml:3:3 missing-status: `BROKEN` has no status, and the envelope carries \
             it \
             -> give it a status"],
    );
}

#[test]
fn details_among_members_and_details_that_are_strings() {
    let shape = "  shape:\n    code: $code\n    inner: { kind: string, ...: $details }\n";
    let (before, _) = CATALOG.split_once("  shape:\n").expect("a shape");
    let within = |shape: &str, details: &str, expected: &[&str]| {
        let section = format!(
            "section: O\nerrors:\n  a:\n    status: 404\n    description: A.\n    details: {details}\n"
        );
        let catalog = format!("{before}{shape}");
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
    };
    within(shape, "{ code: { type: string }, x: { type: integer } }", &[]);
    within(shape, "{ x: { type: string, from: { body: inner.y.z } } }", &[]);
    within(
        shape,
        "{ kind: { type: string } }",
        &["shop/orders.yaml:6:16 detail-place: the envelope has a member `inner.kind` already \
             -> give the detail another name, or say with `from` where it travels"],
    );
    within(shape, "{ kind: { type: string, from: { body: inner.kind } } }", &[]);
    within(
        shape,
        "{ x: { type: string, from: { body: inner } } }",
        &["shop/orders.yaml:6:49 detail-place: `inner` holds no detail \
             -> name a member that has a type, or one below `$details`"],
    );
    within(
        "  shape:\n    code: $code\n    ...: string\n",
        "{}",
        &["shop/catalog.yaml:12:10 envelope-shape: `...` stands for something else than details \
             -> write `...: $details`, or give the member a name"],
    );
    let shape = "  shape:\n    code: $code\n    info: $details<string>\n";
    within(
        shape,
        "{ a: { type: uuid, optional: true }, b: { type: uri, from: { body: info.c } } }",
        &[],
    );
    within(shape, "{ a: { type: map<string>, from: { body: info } } }", &[]);
    for ty in ["integer", "string | null", "string[]", "object"] {
        within(
            shape,
            &format!("{{ a: {{ type: \"{ty}\" }} }}"),
            &["shop/orders.yaml:6:27 detail-place: the detail `a` is no string, and `info` holds \
                 strings \
                 -> write `string`, or say with `from` where the detail travels"],
        );
    }
    within(
        shape,
        "{ a: { type: string, from: { body: info.a.b } } }",
        &["shop/orders.yaml:6:49 envelope-shape: the envelope has nothing at the path `info.a.b` \
             -> the envelope has `code`, `info`"],
    );
}

#[test]
fn a_fault_of_the_envelope_is_one_finding() {
    let broken = CATALOG.replace("$details", "$detail");
    let entry = "section: O\nerrors:\n  a:\n    status: 404\n    description: A.\n    details:\n      x: { type: string }\n      y: { type: string, from: { body: extra.y } }\n      z: { type: string, from: { body: parm } }\n";
    finds(
        &[("shop/catalog.yaml", &broken), ("shop/orders.yaml", entry)],
        &[
            "shop/catalog.yaml:15:12 envelope-shape: there is no envelope slot `$detail` \
             -> did you mean `$details`?",
            "shop/orders.yaml:9:40 envelope-shape: the envelope has nothing at the path `parm` \
             -> did you mean `param`?",
        ],
    );
    finds(
        &[("shop/catalog.yaml", "catalog: [\n"), ("shop/orders.yaml", entry)],
        &["shop/catalog.yaml:1:10 yaml-syntax: `[` is not closed \
             -> close it with `]`"],
    );
    let none = CATALOG.split_once("envelope:").expect("an envelope").0;
    finds(
        &[("shop/catalog.yaml", none), ("shop/orders.yaml", entry)],
        &["shop/catalog.yaml:1:1 missing-key: a catalog lacks `envelope` \
             -> add `envelope`"],
    );
}

#[test]
fn details_and_their_places() {
    let detail = |detail: &str, expected: &[&str]| {
        error(&format!("status: 404\ndescription: A.\ndetails:\n  x: {{ {detail} }}"), expected);
    };
    detail("type: string", &[]);
    detail(
        "type: sting",
        &["shop/orders.yaml:7:18 detail-type: there is no type `sting` \
             -> did you mean `string`?"],
    );
    detail(
        "type: string?",
        &["shop/orders.yaml:7:18 detail-type: there is no type `string?` \
             -> did you mean `string`?"],
    );
    detail("type: string, from: { body: param }", &[]);
    detail("type: string, from: { body: extra.deep.x }", &[]);
    detail("type: string, from: { body: \"items[].field\" }", &[]);
    detail(
        "type: string, from: { body: pram }",
        &["shop/orders.yaml:7:40 envelope-shape: the envelope has nothing at the path `pram` \
             -> did you mean `param`?"],
    );
    detail(
        "type: string, from: { body: items.field }",
        &["shop/orders.yaml:7:40 envelope-shape: the envelope has nothing at the path \
             `items.field` \
             -> did you mean `items[].field`?"],
    );
    detail(
        "type: string, from: { body: code }",
        &["shop/orders.yaml:7:40 detail-place: `code` holds no detail \
             -> name a member that has a type, or one below `$details`"],
    );
    detail(
        "type: string, from: { body: items }",
        &["shop/orders.yaml:7:40 detail-place: `items` holds no detail \
             -> name a member that has a type, or one below `$details`"],
    );
    detail(
        "type: string, from: { body: \"a..b\" }",
        &["shop/orders.yaml:7:40 envelope-shape: the envelope has nothing at the path `a..b` \
             -> the envelope has `code`, `message`, `param`, `items`, `items[].field`, `extra`"],
    );
    detail("type: string, from: { header: Retry-After }", &[]);
    detail(
        "type: string, from: { header: Retry After }",
        &["shop/orders.yaml:7:42 detail-place: `Retry After` is not the name of a header (RFC \
             9110 §5.1) \
             -> write its name alone, as in `Retry-After`"],
    );
    detail(
        "type: string, from: { header: X, body: param }",
        &["shop/orders.yaml:7:32 detail-place: a detail travels at one place \
             -> write `body: path`, or `header: Name` and optionally `parameter: name`"],
    );
    detail(
        "type: string, from: { body: param, parameter: a }",
        &["shop/orders.yaml:7:32 detail-place: a detail travels at one place \
             -> write `body: path`, or `header: Name` and optionally `parameter: name`"],
    );
    detail(
        "type: string, from: {}",
        &["shop/orders.yaml:7:32 detail-place: a detail travels at one place \
             -> write `body: path`, or `header: Name` and optionally `parameter: name`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { body: param } }\n  y: { type: string, from: { body: param } }",
        &["shop/orders.yaml:8:32 detail-place: `x` and `y` travel at the same place (also \
             shop/orders.yaml:7:32) \
             -> give each detail a place of its own"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { header: X-Id } }\n  y: { type: string, from: { header: x-id } }",
        &["shop/orders.yaml:8:32 detail-place: `x` and `y` travel at the same place (also \
             shop/orders.yaml:7:32) \
             -> give each detail a place of its own"],
    );
    let without = CATALOG.replace("    extra: $details\n", "");
    let entry = "section: O\nerrors:\n  a: { status: 404, description: A., details: { x: { type: string } } }\n";
    finds(
        &[("shop/catalog.yaml", &without), ("shop/orders.yaml", entry)],
        &["shop/orders.yaml:3:49 detail-place: the detail `x` travels nowhere \
             -> add `from: { body: path }` or `from: { header: Name }`"],
    );
}

#[test]
fn examples_that_do_not_fit() {
    let detail = |detail: &str, expected: &[&str]| {
        error(&format!("status: 404\ndescription: A.\ndetails:\n  x: {{ {detail} }}"), expected);
    };
    detail(
        "type: integer, example: many",
        &["shop/orders.yaml:7:36 example-type: the example is not of type `integer` (also \
             shop/orders.yaml:7:18) \
             -> give a value of that type"],
    );
    detail(
        "type: integer, example: 1.5",
        &["shop/orders.yaml:7:36 example-type: the example is not of type `integer` (also \
             shop/orders.yaml:7:18) \
             -> give a value of that type"],
    );
    detail(
        "type: string, example: 12",
        &["shop/orders.yaml:7:35 example-type: the example is not of type `string` (also \
             shop/orders.yaml:7:18) \
             -> give a value of that type"],
    );
    detail(
        "type: \"string[]\", example: [a, 1]",
        &["shop/orders.yaml:7:39 example-type: the example is not of type `string[]` (also \
             shop/orders.yaml:7:18) \
             -> give a value of that type"],
    );
    detail(
        "type: map<integer>, example: { a: b }",
        &["shop/orders.yaml:7:41 example-type: the example is not of type `map<integer>` (also \
             shop/orders.yaml:7:18) \
             -> give a value of that type"],
    );
    detail(
        "type: delay, example: -1",
        &["shop/orders.yaml:7:34 example-type: the example is not of type `delay` (also \
             shop/orders.yaml:7:18) \
             -> give a value of that type"],
    );
    detail("type: string | null, example: null", &[]);
    detail(
        "type: strng, example: 12",
        &["shop/orders.yaml:7:18 detail-type: there is no type `strng` \
             -> did you mean `string`?"],
    );
    detail(
        "type: string, example: *nothing",
        &["shop/orders.yaml:7:35 yaml-syntax: plain text cannot begin with `*` \
             -> put the text between quotes: YAML keeps this first character for itself"],
    );
    catalog_and(
        "  fields:\n    param: { description: P., example: 12 }\n",
        &["shop/catalog.yaml:17:40 example-type: the example does not fit the member's type \
             -> give a value of the type that `shape` names, or remove the example"],
    );
    catalog_and(
        "  fields:\n    items: { description: P., example: [] }\n    code: { description: C., example: x }\n",
        &["shop/catalog.yaml:17:40 example-type: the example does not fit the member's type \
             -> give a value of the type that `shape` names, or remove the example"],
    );
}

#[test]
fn values_with_a_fixed_set_of_choices() {
    error(
        "status: 404\ndescription: A.\nretry: sometimes",
        &["shop/orders.yaml:6:12 unknown-value: unknown value `sometimes` \
             -> write one of `never`, `later`, `backoff`, `after_delay`, `after_action`, \
             `outcome_unknown`"],
    );
    error(
        "status: 404\ndescription: A.\nretry: back-off",
        &["shop/orders.yaml:6:12 unknown-value: unknown value `back-off` \
             -> did you mean `backoff`?"],
    );
    error("status: 404\ndescription: A.\nretry: later", &[]);
    error(
        "status: 404\ndescription: A.\ndelivery: mail\nvisibility: internl",
        &[
            "shop/orders.yaml:6:15 unknown-value: unknown value `mail` \
             -> write one of `body`, `redirect`",
            "shop/orders.yaml:7:17 unknown-value: unknown value `internl` \
             -> did you mean `internal`?",
        ],
    );
    error(
        "status: 404\ndescription: A.\ngrpc: NOTFOUND",
        &["shop/orders.yaml:6:11 unknown-value: `NOTFOUND` is not a `google.rpc.Code` \
             -> did you mean `NOT_FOUND`?"],
    );
    error(
        "status: 404\ndescription: A.\ngrpc: TEAPOT",
        &["shop/orders.yaml:6:11 unknown-value: `TEAPOT` is not a `google.rpc.Code`"],
    );
}

#[test]
fn tables() {
    let table = |table: &str, expected: &[&str]| {
        section(&format!("section: O\ntables:\n  - title: T\n{table}"), expected);
    };
    table(
        "    columns: [A, B]\n    rows:\n      - [a, b]\n      - [a]\n      - [a, b, c]\n",
        &[
            "shop/orders.yaml:7:9 table-row: a row of 1 cell in a table of 2 columns (also \
             shop/orders.yaml:4:14) \
             -> give the row a cell for every column",
            "shop/orders.yaml:8:9 table-row: a row of 3 cells in a table of 2 columns (also \
             shop/orders.yaml:4:14) \
             -> give the row a cell for every column",
        ],
    );
    table(
        "    columns: []\n    rows: []\n",
        &["shop/orders.yaml:4:14 table-row: a table without columns \
             -> name at least one column"],
    );
    table(
        "    columns: A\n    rows:\n      - [a]\n",
        &["shop/orders.yaml:4:14 wrong-type: expected a list, found text \
             -> put it between brackets: [A]"],
    );
    table(
        "    columns: [A, 1]\n    rows:\n      - [a]\n",
        &["shop/orders.yaml:4:18 wrong-type: expected text, found a number \
             -> put it between quotes: \"1\""],
    );
    table(
        "    columns: [A]\n    rows:\n      - a\n      - { a: b }\n",
        &[
            "shop/orders.yaml:6:9 wrong-type: expected a list, found text \
             -> put it between brackets: [a]",
            "shop/orders.yaml:7:9 wrong-type: expected a list, found a map \
             -> write a list in its place",
        ],
    );
    table("    rows:\n      - [a]\n", &[]);
}

#[test]
fn files_and_folders() {
    finds(
        &[("orders.yaml", "anything: goes\n"), ("shop/catalog.yaml", CATALOG)],
        &["orders.yaml:1:1 stray-file: a registry file outside of a catalog's folder \
             -> move it into the folder of its catalog: `registry/shop/orders.yaml`"],
    );
    finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/more/orders.yaml", ORDERS)],
        &["shop/more/orders.yaml:1:1 stray-file: a registry file outside of a catalog's folder \
             -> move it into the folder of its catalog: `registry/shop/orders.yaml`"],
    );
    finds(
        &[("shop/orders.yaml", ORDERS)],
        &["shop/orders.yaml:1:1 missing-file: the folder `shop` has no `catalog.yaml` \
             -> add a `catalog.yaml` with `catalog`, `title`, `codes` and `envelope`"],
    );
    finds(
        &[("shop/carts.yaml", "section: C\n"), ("shop/orders.yaml", &ORDERS.to_uppercase())],
        &[
            "shop/carts.yaml:1:1 missing-file: the folder `shop` has no `catalog.yaml` \
             -> add a `catalog.yaml` with `catalog`, `title`, `codes` and `envelope`",
            "shop/orders.yaml:1:1 unknown-key: unknown key `SECTION` in a section \
             -> did you mean `section`?",
            "shop/orders.yaml:2:1 unknown-key: unknown key `ERRORS` in a section \
             -> did you mean `errors`?",
            "shop/orders.yaml:3:16 unknown-key: unknown key `STATUS` in an error \
             -> did you mean `status`?",
            "shop/orders.yaml:3:29 unknown-key: unknown key `DESCRIPTION` in an error \
             -> did you mean `description`?",
        ],
    );
    finds(
        &[("Shop/catalog.yaml", &CATALOG.replace("shop", "Shop")), ("Shop/orders.yaml", ORDERS)],
        &["Shop/catalog.yaml:1:1 catalog-name: the folder `Shop` is not named in kebab-case \
             -> use lower-case letters, digits and hyphens, a letter first"],
    );
    finds(
        &[("store/catalog.yaml", CATALOG), ("store/orders.yaml", ORDERS)],
        &["store/catalog.yaml:1:10 catalog-name: the catalog `shop` stands in the folder \
             `store` \
             -> write `catalog: store`, or rename the folder"],
    );
    finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            ("shop/orders.yaml", ORDERS),
            ("shop/orders.yml", ORDERS),
        ],
        &["shop/orders.yml:1:1 duplicate-file: the section `orders` has two files (also \
             shop/orders.yaml:1:1) \
             -> join them into one that ends in `.yaml`"],
    );
    finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/catalog.yml", CATALOG)],
        &["shop/catalog.yml:1:1 duplicate-file: the catalog has two files (also \
             shop/catalog.yaml:1:1) \
             -> join them into one that ends in `.yaml`"],
    );
    finds(&[("shop/catalog.yaml", CATALOG)], &[]);
}

#[test]
fn what_is_read_from_the_disk() {
    let folder = support::scratch("findings-disk");
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    put("shop/catalog.yml", CATALOG);
    put("shop/orders.yaml", ORDERS);
    put("shop/more/carts.yaml", "section: 1\n");
    put("notes.yaml", "anything: goes\n");
    // Not of the registry.
    put("README.md", "# Errors\n");
    put("shop/orders.yaml~", "a: [\n");
    put("shop/.orders.yaml", "a: [\n");
    put(".git/config.yaml", "a: [\n");
    let checked = errbook::check(Sources::read(&folder).expect("it can be read"));
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| line(found, &checked.sources))
        .map(|line| line.rsplit("findings-disk/").next().unwrap_or_default().to_owned())
        .collect();
    same(
        &found,
        &[
            "notes.yaml:1:1 stray-file: a registry file outside of a catalog's folder",
            "shop/more/carts.yaml:1:1 stray-file: a registry file outside of a catalog's folder",
        ],
    );
}

#[test]
fn all_problems_of_all_files_in_one_run() {
    let files = [
        (
            "mail/catalog.yaml",
            "catalog: mail\ntitle: Mail\ncodes: { style: kebab-case }\nenvelope: { shape: { code: $code } }\n",
        ),
        (
            "mail/send.yaml",
            "section: Send\nerrors:\n  tooBig: { status: 413, description: Too big. }\n  spam: { status: 999, descripton: Spam. }\n",
        ),
        ("shop/catalog.yaml", CATALOG),
        (
            "shop/carts.yaml",
            "section: Carts\nerrors:\n  a: { status: 404, description: A., action: nap }\n  b: \"unclosed\n",
        ),
        (
            "shop/orders.yaml",
            "section: Orders\nerrors:\n  c: { status: 404, description: [] }\n  d: { status: 404, description: D., retry: x }\nnote: N\n",
        ),
        ("stray.yaml", ""),
    ];
    finds(
        &files,
        &[
            "mail/send.yaml:3:3 code-style: `tooBig` is not kebab-case \
             -> write `too-big`, or name the code under `codes.exceptions` with the reason",
            "mail/send.yaml:4:19 status-range: `999` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` where the API documents none",
            "mail/send.yaml:4:24 unknown-key: unknown key `descripton` in an error \
             -> did you mean `description`?",
            "shop/carts.yaml:4:6 yaml-syntax: a quoted text that is not closed \
             -> close it with the quote it began with",
            "shop/orders.yaml:3:34 wrong-type: expected text, found a list \
             -> write text in its place",
            "shop/orders.yaml:4:45 unknown-value: unknown value `x` \
             -> write one of `never`, `later`, `backoff`, `after_delay`, `after_action`, \
             `outcome_unknown`",
            "shop/orders.yaml:5:1 unknown-key: unknown key `note` in a section \
             -> did you mean `notes`?",
            "shop/orders.yaml:5:7 wrong-type: expected a list, found text \
             -> put it between brackets: [N]",
            "stray.yaml:1:1 stray-file: a registry file outside of a catalog's folder \
             -> move it into the folder of its catalog: `registry/shop/orders.yaml`",
        ],
    );
    let mut shuffled = files;
    shuffled.reverse();
    let of = |files: &[(&str, &str)]| {
        let checked = errbook::check(Sources::from_texts(files.iter().copied()));
        checked.diagnostics.iter().map(|found| line(found, &checked.sources)).collect::<Vec<_>>()
    };
    assert_eq!(of(&files), of(&shuffled));
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

/// Puts a piece of YAML, a letter or nothing in the place of a few characters.
fn damage(text: &str, numbers: &mut Numbers) -> String {
    const PIECES: &[&str] = &[
        "",
        "",
        "\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        ":",
        ": ",
        "- ",
        "#",
        "'",
        "\"",
        "`",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a ",
        "*a",
        "!t ",
        "|\n",
        ">-\n",
        "? ",
        "---\n",
        "...\n",
        "%",
        "@",
        "~",
        "0",
        "-1",
        "99999999999999999999",
        "null",
        "true",
        "\u{feff}",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "é",
        "日本",
        "👍🏽",
        "$code",
        "$details",
        "{code}",
        "{{",
        "<<: ",
        "status: ",
        "errors:",
        "\\",
        "\\x",
        "..",
        "[].",
        "map<",
        "string[] | null",
    ];
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(text.len() + 1);
        let end = (at + numbers.below(4)).min(text.len());
        text.splice(at..end, PIECES[numbers.below(PIECES.len())].chars());
    }
    text.into_iter().collect()
}

#[test]
fn whatever_people_write_is_a_finding_and_no_crash() {
    const SECTION: &str = "\
section: Orders
group: All
description: What `orders` say.
source: [RFC 1, RFC 2]
category: request
errors:
  not_found:
    status: [404, 410]
    description: >-
      No such order:
      it is gone.
    message: 'No order {order_id}'
    retry: never
    action: sign_in
    details:
      order_id: { type: string, from: { body: \"items[].field\" }, example: a }
      wait: { type: delay | null, from: { header: Retry-After }, optional: true }
    deprecated: { since: \"2\", replaced_by: gone }
  gone: { status: none, description: \"It's gone.\" }
notes: [Again.]
tables:
  - title: T
    columns: [A, \"B\"]
    rows: [[a, b], ['c', d]]
";
    section(SECTION, &[]);
    let mut numbers = Numbers(7);
    let mut clean = 0;
    for _ in 0..1000 {
        let (catalog, section) = match numbers.below(3) {
            0 => (damage(CATALOG, &mut numbers), SECTION.to_owned()),
            1 => (CATALOG.to_owned(), damage(SECTION, &mut numbers)),
            _ => (damage(CATALOG, &mut numbers), damage(SECTION, &mut numbers)),
        };
        let files = [("shop/catalog.yaml", catalog.as_str()), ("shop/orders.yaml", &section)];
        let checked = errbook::check(Sources::from_texts(files));
        for found in &checked.diagnostics {
            assert!(!render(found, &checked.sources, Look::default()).is_empty());
            for label in &found.labels {
                let (line, column) =
                    checked.sources.file(label.span).position(label.span.start as usize);
                assert!(line > 0 && column > 0);
            }
        }
        let errors = checked.diagnostics.iter().any(|found| found.level == Level::Error);
        assert_eq!(checked.model.is_none(), errors, "{catalog}\n{section}");
        clean += usize::from(!errors);
    }
    assert!(clean > 0, "some damage is none");
}

#[test]
fn catalogs_come_in_the_order_of_their_names() {
    let catalog = |id: &str| CATALOG.replace("shop", id);
    let (short, long) = (catalog("a"), catalog("a-b"));
    let sources = Sources::from_texts([
        ("a-b/catalog.yaml", long.as_str()),
        ("a/orders.yaml", ORDERS),
        ("a/catalog.yaml", short.as_str()),
    ]);
    let model = errbook::check(sources).model.expect("there is no fault");
    let ids: Vec<&str> = model.catalogs.iter().map(|catalog| catalog.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-b"]);
}

#[test]
fn project_files() {
    project("errbook.toml", "", &[]);
    project("errbook.yaml", "", &[]);
    project("errbook.yaml", "# defaults\n", &[]);
    project(
        "errbook.toml",
        "registry = \"r\"\n[target.rust]\nout = \"gen\"\npackage = \"p\"\n",
        &[],
    );
    project("errbook.yaml", "registry: r\ntarget: { rust: { out: gen, package: p } }\n", &[]);
    project(
        "errbook.toml",
        "registy = \"r\"\n",
        &[
            "unknown-key: unknown key `registy` in the project file",
            "errbook.toml:1:1",
            "help: did you mean `registry`?",
        ],
    );
    project(
        "errbook.toml",
        "registry = 12\n",
        &[
            "wrong-type: expected text, found a number",
            "errbook.toml:1:12",
            "help: put it between quotes: \"12\"",
        ],
    );
    project(
        "errbook.toml",
        "registry = \n",
        &[
            "toml-syntax: string values must be quoted, expected literal string",
            "errbook.toml:1:12",
            "help: see toml.io for what TOML allows here",
        ],
    );
    project(
        "errbook.toml",
        "registry = \"a\"\nregistry = \"b\"\n",
        &[
            "toml-syntax: duplicate key",
            "errbook.toml:2:1",
            "help: see toml.io for what TOML allows here",
        ],
    );
    project(
        "errbook.toml",
        "[target.rust\n",
        &[
            "toml-syntax: unclosed table, expected `]`",
            "errbook.toml:1:13",
            "help: see toml.io for what TOML allows here",
        ],
    );
    project(
        "errbook.toml",
        "targets = [\"rst\", \"json\"]\n[target.cobol]\nout = \"x\"\n",
        &[
            "unknown-reference: there is no target `rst`",
            "errbook.toml:1:12",
            "help: did you mean `rust`?",
            "unknown-reference: there is no target `cobol`",
            "errbook.toml:2:9",
            "help: targets are `rust`, `typescript`, `openapi`, `markdown`, `schema`, `json`, \
             `site`",
        ],
    );
    project(
        "errbook.toml",
        "[levels]\nencoding = \"off\"\nencodig = \"loud\"\n",
        &[
            "fixed-rule: `encoding` cannot have a level: a registry that breaks it does not compile",
            "errbook.toml:2:1",
            "help: remove this line",
            "unknown-reference: there is no rule `encodig`",
            "errbook.toml:3:1",
            "help: remove it; findings show the names of rules between brackets",
            "unknown-value: unknown value `loud`",
            "errbook.toml:3:11",
            "help: write one of `off`, `hint`, `warning`, `error`",
        ],
    );
    project(
        "errbook.toml",
        "[target.markdown]\npackage = \"p\"\n",
        &[
            "unknown-key: the target `markdown` has no `package`",
            "errbook.toml:2:11",
            "help: remove it",
        ],
    );
    project(
        "errbook.toml",
        "[target.site]\ntitle = \"Errors\"\nbase_url = \"https://example.com/errors\"\n",
        &[],
    );
    for (key, target) in
        [("package", "site"), ("license", "site"), ("title", "json"), ("base_url", "rust")]
    {
        project(
            "errbook.toml",
            &format!("[target.{target}]\n{key} = \"https://example.com\"\n"),
            &[
                &format!("unknown-key: the target `{target}` has no `{key}`"),
                &format!("errbook.toml:2:{}", key.len() + 4),
                "help: remove it",
            ],
        );
    }
    for address in ["example.com", "https://", "https://example.com/?a", "https://a/\\\"b"] {
        project(
            "errbook.toml",
            &format!("[target.site]\nbase_url = \"{address}\"\n"),
            &[
                &format!(
                    "site-address: `{}` is not the address of a site",
                    address.replace('\\', "")
                ),
                "errbook.toml:2:12",
                "help: write it like `https://docs.example.com/errors/`",
            ],
        );
    }
    project(
        "errbook.toml",
        "[target.rust]\nout = \"gen\"\n[target.json]\nout = \"./x/../gen\"\n",
        &[
            "target-folder: the targets `rust` and `json` have the same folder",
            "errbook.toml:4:7",
            "help: give each target an `out` of its own",
        ],
    );
    project(
        "errbook.toml",
        "[target.rust]\nout = \"generated/json\"\nversin = \"1\"\n",
        &[
            "target-folder: the targets `rust` and `json` have the same folder",
            "errbook.toml:2:7",
            "help: give each target an `out` of its own",
            "unknown-key: unknown key `versin` in a target",
            "errbook.toml:3:1",
            "help: did you mean `version`?",
        ],
    );
    project(
        "errbook.yaml",
        "registry: [r\n",
        &["yaml-syntax: `[` is not closed", "errbook.yaml:1:11", "help: close it with `]`"],
    );
    project(
        "errbook.yaml",
        "registry: r\nregistry: s\n",
        &[
            "duplicate-key: the key `registry` stands twice in this map",
            "errbook.yaml:2:1",
            "help: remove one of the two, or join them",
        ],
    );
    project(
        "errbook.yaml",
        "- a\n",
        &[
            "wrong-type: expected a map for the project file, found a list",
            "errbook.yaml:1:1",
            "help: write a line for each key: `key: value`",
        ],
    );
}

#[test]
fn a_finding_with_two_places_as_people_read_it() {
    let checked = errbook::check(Sources::from_texts([
        ("shop/catalog.yaml", CATALOG),
        (
            "shop/carts.yaml",
            "section: Carts\nerrors:\n  not_found: { status: 404, description: No cart. }\n",
        ),
        ("shop/orders.yaml", ORDERS),
    ]));
    let [found] = &checked.diagnostics[..] else { panic!("one finding") };
    assert_eq!(
        render(found, &checked.sources, Look::default()),
        "\
error[duplicate-code]: the code `not_found` is defined twice
 --> shop/orders.yaml:3:3
  |
3 |   not_found: { status: 404, description: No such order. }
  |   ^^^^^^^^^ defined again here
  |
 ::: shop/carts.yaml:3:3
  |
3 |   not_found: { status: 404, description: No cart. }
  |   --------- first defined here
  |
  = help: remove one; to list it in a second section, name it under `also`
"
    );
}
