//! Levels and suppressions of lints, and edge cases of single lints. The main cases are the examples
//! of the rules; see `rules.rs`.

use errbook::diagnostic::{Diagnostic, Level};
use errbook::limits::Limits;
use errbook::report::{Look, render};
use errbook::rule;
use errbook::source::Sources;

/// A catalog without findings. Cases add to it.
const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

/// A section with an error that has a success status.
const ORDERS: &str = "\
section: Orders
errors:
  order_not_found: { status: 200, description: No order of the shop has this number. }
";

/// A finding as one line: `path:line:column level rule: message`.
fn line(found: &Diagnostic, sources: &Sources) -> String {
    let span = found.labels[0].span;
    let (line, column) = sources.file(span).position(span.start as usize);
    let path = &sources.file(span).path;
    format!("{path}:{line}:{column} {} {}: {}", found.level, found.rule.id, found.message)
}

#[track_caller]
fn finds(files: &[(&str, &str)], expected: &[&str]) {
    let checked = errbook::check(Sources::from_texts(files.iter().copied()));
    // Cases append what they are about, wherever it belongs.
    let found = checked.diagnostics.iter().filter(|found| *found.rule != rule::KEY_ORDER);
    let found: Vec<String> = found.map(|found| line(found, &checked.sources)).collect();
    assert_eq!(found, expected);
    for diagnostic in &checked.diagnostics {
        assert!(!render(diagnostic, &checked.sources, Look::default()).is_empty());
        assert!(diagnostic.help.is_some(), "{} says how to fix it", diagnostic.message);
        assert!(!diagnostic.message.ends_with('.'), "{}", diagnostic.message);
    }
    let error = checked.diagnostics.iter().any(|found| found.level == Level::Error);
    assert_eq!(checked.model.is_none(), error, "a model unless there are errors");
}

/// Checks the catalog with additional keys and sections.
#[track_caller]
fn shop(more: &str, sections: &[(&str, &str)], expected: &[&str]) {
    let catalog = format!("{CATALOG}{more}");
    let mut files = vec![("shop/catalog.yaml", catalog.as_str())];
    files.extend(sections);
    finds(&files, expected);
}

/// Checks the catalog with one section.
#[track_caller]
fn section(text: &str, expected: &[&str]) {
    shop("", &[("shop/orders.yaml", text)], expected);
}

/// Checks the description of an error next to `order_closed`.
#[track_caller]
fn description(text: &str, expected: &[&str]) {
    let text = format!(
        "section: Orders\nerrors:\n  order_closed: {{ status: 409, description: It is over. }}\n  \
         order_not_found:\n    status: 404\n    description: {text}\n"
    );
    section(&text, expected);
}

#[test]
fn a_catalog_sets_levels() {
    let found = |level: &str| {
        format!(
            "shop/orders.yaml:3:30 {level} status-not-error: \
             `order_not_found` is an error with status 200"
        )
    };
    let orders = [("shop/orders.yaml", ORDERS)];
    shop("", &orders, &[&found("warning")]);
    shop("levels: { status-not-error: hint }\n", &orders, &[&found("hint")]);
    shop("levels: { status-not-error: error }\n", &orders, &[&found("error")]);
    shop("levels: { status-not-error: off }\n", &orders, &[]);
}

#[test]
fn a_project_sets_levels_and_a_catalog_overrides_them() {
    let orders = ("shop/orders.yaml", ORDERS);
    let levels = [(&rule::STATUS_NOT_ERROR, Level::Error)];
    let checked = errbook::check_with(
        Sources::from_texts([("shop/catalog.yaml", CATALOG), orders]),
        &levels,
        Limits::default(),
    );
    assert_eq!(checked.diagnostics[0].level, Level::Error);
    assert_eq!(checked.model, None);
    let catalog = format!("{CATALOG}levels: {{ status-not-error: hint }}\n");
    let checked = errbook::check_with(
        Sources::from_texts([("shop/catalog.yaml", catalog.as_str()), orders]),
        &levels,
        Limits::default(),
    );
    assert_eq!(checked.diagnostics[0].level, Level::Hint);
    assert!(checked.model.is_some());
}

#[test]
fn a_catalog_is_checked_if_another_has_errors() {
    let mail = CATALOG.replace("shop", "mail");
    let wrong = ORDERS.replace("200", "600");
    let error = "mail/orders.yaml:3:30 error status-range: `600` is not an HTTP status \
                 (RFC 9110 §15)";
    let found = "shop/orders.yaml:3:30 warning status-not-error: \
                 `order_not_found` is an error with status 200";
    let bills = ORDERS.replace("order", "bill");
    let mut files = vec![
        ("mail/catalog.yaml", mail.as_str()),
        // A catalog with errors is not linted.
        ("mail/bills.yaml", &bills),
        ("mail/orders.yaml", &wrong),
        ("shop/catalog.yaml", CATALOG),
        ("shop/orders.yaml", ORDERS),
    ];
    finds(&files, &[error, found]);
    // A file outside of the catalogs may be missing from one of them.
    files.push(("stray.yaml", ORDERS));
    let stray = "stray.yaml:1:1 error stray-file: a registry file outside a catalog's folder";
    finds(&files, &[error, stray]);
}

#[test]
fn entries_sections_and_catalogs_allow_rules() {
    let allow = "allow: { status-not-error: Old clients look for it. }\n";
    shop(allow, &[("shop/orders.yaml", ORDERS)], &[]);
    section(&format!("{ORDERS}{allow}"), &[]);
    section(&ORDERS.replace(" }\n", ", allow: { status-not-error: Old clients. } }\n"), &[]);
}

#[test]
fn what_one_entry_allows_is_not_allowed_for_others() {
    section(
        "section: Orders
errors:
  order_not_found:
    status: 200
    description: No order of the shop has this number.
    allow: { status-not-error: Old clients look for it. }
  order_closed: { status: 200, description: It is over. }
",
        &["shop/orders.yaml:7:27 warning status-not-error: \
             `order_closed` is an error with status 200"],
    );
}

#[test]
fn the_nearest_suppression_is_used() {
    let allow = "allow: { status-not-error: Old clients look for it. }\n";
    shop(
        allow,
        &[("shop/orders.yaml", &format!("{ORDERS}{allow}"))],
        &["shop/catalog.yaml:5:10 warning unused-suppression: \
             nothing here breaks `status-not-error`"],
    );
}

#[test]
fn suppressions_that_suppress_nothing() {
    let sound = ORDERS.replace("200", "404");
    section(
        &format!("{sound}allow: {{ status-not-error: Old clients look for it. }}\n"),
        &["shop/orders.yaml:4:10 warning unused-suppression: \
             nothing here breaks `status-not-error`"],
    );
    // The rule was not checked.
    shop(
        "levels: { status-not-error: off }\n",
        &[("shop/orders.yaml", &format!("{ORDERS}allow: {{ status-not-error: Old. }}\n"))],
        &[],
    );
    shop(
        "levels: { unused-suppression: off }\nallow: { status-not-error: Old. }\n",
        &[("shop/orders.yaml", &sound)],
        &[],
    );
}

#[test]
fn suppressions_need_a_rule_and_a_reason() {
    section(
        &format!("{ORDERS}allow: {{ status-not-eror: Old clients look for it. }}\n"),
        &["shop/orders.yaml:4:10 error unknown-reference: there is no rule `status-not-eror`"],
    );
    section(
        &format!("{ORDERS}allow: {{ status-not-error: }}\n"),
        &["shop/orders.yaml:4:26 error wrong-type: expected text, found nothing"],
    );
}

#[test]
fn statuses_of_redirects() {
    let redirect = ORDERS.replace("200,", "302, delivery: redirect,");
    section(&redirect, &[]);
    section(
        &ORDERS.replace("200", "[302, 404]"),
        &["shop/orders.yaml:3:30 warning status-not-error: \
             `order_not_found` is an error with status 302"],
    );
    section(&ORDERS.replace("200", "none"), &[]);
}

#[test]
fn mentions() {
    description("Unlike `order_closed`, the order is `not_there`.", &[]);
    description(
        "\"See `order_closd`.\"",
        &["shop/orders.yaml:6:24 warning dangling-mention: there is no code `order_closd`"],
    );
    description(
        "The cause follows the code `gone`.",
        &["shop/orders.yaml:6:46 warning dangling-mention: there is no code `gone`"],
    );
    description("As the gRPC code `NOT_FOUND` says.", &[]);
    // Of two equal words, the second is the mention.
    description(
        "\"The order_closd is `order_closd`.\"",
        &["shop/orders.yaml:6:39 warning dangling-mention: there is no code `order_closd`"],
    );
    // A detail that looks like a code, and plain words.
    description("\"The `orders` of the `order_id`; order_closd is no code here.\"", &[]);
    description("See the section `orders`.", &[]);
    description(
        "See the section `payments`.",
        &["shop/orders.yaml:6:35 warning dangling-mention: there is no section `payments`"],
    );
}

#[test]
fn retired_codes_in_texts() {
    let retired =
        "retired: { order_gone: { reason: \"As `order_gone` said, it was deleted.\" } }\n";
    let text = "section: Orders\nnotes: [\"Formerly `order_gone`.\"]\nerrors: { a_b: { status: 404, \
                description: Nobody knows the order. } }\n";
    shop(
        retired,
        &[("shop/orders.yaml", text)],
        &["shop/orders.yaml:2:20 warning dangling-mention: \
             the text names `order_gone`, which is retired"],
    );
}

#[test]
fn counts() {
    let text = |words: &str| {
        format!(
            "section: Orders\ndescription: {words}\nerrors:\n  \
             order_closed: {{ status: 409, description: It is over. }}\n"
        )
    };
    section(&text("One error of HTTP 409 in 60 seconds."), &[]);
    section(
        &text("Of 409 (4 errors), this one."),
        &[
            "shop/orders.yaml:2:22 warning wrong-count: the text says 4 errors, but the actual number is 1",
        ],
    );
    section(&text("Each of 1 code has 3 digits."), &[]);
    // A status and limits.
    section(&text("Try 503 errors again. A body holds at most two errors, up to 5 codes."), &[]);
    section(
        &text("The 404 codes."),
        &[
            "shop/orders.yaml:2:18 warning wrong-count: the text says 404 codes, but the actual number is 1",
        ],
    );
    section(
        &text("Any of seven error codes."),
        &[
            "shop/orders.yaml:2:21 warning wrong-count: the text says 7 codes, but the actual number is 1",
        ],
    );
}

#[test]
fn numbers_of_sequences() {
    let codes = |codes: &[&str]| {
        let mut text = String::from("section: Orders\nerrors:\n");
        for (number, code) in codes.iter().enumerate() {
            text = format!("{text}  {code}: {{ status: none, description: Case {number}. }}\n");
        }
        text
    };
    let gap = |line: usize, message: &str| {
        format!("shop/orders.yaml:{line}:3 hint sequence-gap: {message}")
    };
    section(&codes(&["order_1001", "order_1002", "oauth2", "sha256", "order_unknown_404"]), &[]);
    section(&codes(&["order_02"]), &[&gap(3, "the sequence `order` is missing 01")]);
    section(
        &codes(&["order_001", "order_005"]),
        &[&gap(4, "the sequence `order` is missing 002 to 004")],
    );
    shop(
        "retired: { order_002: { reason: It never happened. } }\n",
        &[("shop/orders.yaml", &codes(&["order_001", "order_003"]))],
        &[],
    );
}

#[test]
fn characters() {
    description("\"A family 👨‍👩‍👧 ordered café au lait.\"", &[]);
    description(
        "A\u{200f}B is turned round.",
        &["shop/orders.yaml:6:19 warning invisible-character: \
             the character U+200F changes the direction of the text after it"],
    );
    // Windows line ends are not trailing whitespace.
    section(&ORDERS.replace("200", "404").replace('\n', "\r\n"), &[]);
}

#[test]
fn trailing_spaces_have_a_fix() {
    let text = ORDERS.replace("200", "404").replace("errors:", "errors: \t");
    let checked = errbook::check(Sources::from_texts([
        ("shop/catalog.yaml", CATALOG),
        ("shop/orders.yaml", &text),
    ]));
    let [found] = &checked.diagnostics[..] else { panic!("{:#?}", checked.diagnostics) };
    let fix = found.fix.as_ref().expect("an edit");
    let mut fixed = text.clone();
    fixed.replace_range(fix.span.range(), &fix.replacement);
    assert_eq!(fixed, text.replace("errors: \t", "errors:"));
}

#[test]
fn internal_codes() {
    let text = |mention: &str, internal: &str| {
        format!(
            "section: Orders\nerrors:\n  conflict:\n    status: 409\n    \
             description: Stock is out of step.\n    visibility: internal\n    notes: [\"{internal}\"]\n  \
             order_closed: {{ status: 409, description: \"{mention}\" }}\n"
        )
    };
    section(&text("There is a conflict of interest.", "Like `conflict`."), &[]);
    section(
        &text("There is a `conflict`.", "Nothing more."),
        &["shop/orders.yaml:8:58 warning internal-leak: \
             the internal code `conflict` is mentioned publicly"],
    );
}

#[test]
fn a_long_cycle_is_one_finding() {
    let mut text = String::from("section: Orders\nerrors:\n");
    for number in 0..2000 {
        let next = (number + 1) % 2000;
        text = format!(
            "{text}  o{number}_x: {{ status: 410, description: Number {number}., \
             deprecated: {{ replaced_by: o{next}_x }} }}\n"
        );
    }
    section(
        &text,
        &["shop/orders.yaml:2002:81 warning replacement-cycle: \
             the replacements of `o0_x` lead back to it"],
    );
}
