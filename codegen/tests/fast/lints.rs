//! Levels and suppressions of lints, and edge cases of single lints. The main cases are the examples
//! of the rules; see `rules.rs`.

use errbook::diagnostic::Level;
use errbook::limits::Limits;
use errbook::rule;
use errbook::source::Sources;
use snapbox::data::Inline;
use snapbox::str;

use crate::expect::{self, cases};

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

/// Checks a registry and compares all findings, in order.
#[track_caller]
fn finds(files: &[(&str, &str)], expected: Inline) {
    let mut checked = errbook::check(Sources::from_texts(files.iter().copied()));
    // Cases append what they are about, wherever it belongs.
    checked.diagnostics.retain(|found| *found.rule != rule::KEY_ORDER);
    expect::finds(&checked, expected);
    let error = checked.diagnostics.iter().any(|found| found.level == Level::Error);
    assert_eq!(checked.model.is_none(), error, "a model unless there are errors");
}

/// Checks the catalog with additional keys and sections.
#[track_caller]
fn shop(more: &str, sections: &[(&str, &str)], expected: Inline) {
    let catalog = format!("{CATALOG}{more}");
    let mut files = vec![("shop/catalog.yaml", catalog.as_str())];
    files.extend(sections);
    finds(&files, expected);
}

/// Checks the catalog with one section.
#[track_caller]
fn section(text: &str, expected: Inline) {
    shop("", &[("shop/orders.yaml", text)], expected);
}

/// Checks the description of an error next to `order_closed`.
#[track_caller]
fn description(text: &str, expected: Inline) {
    let text = format!(
        "section: Orders\nerrors:\n  order_closed: {{ status: 409, description: It is over. }}\n  \
         order_not_found:\n    status: 404\n    description: {text}\n"
    );
    section(&text, expected);
}

/// Checks a section with an error that has a success status.
#[track_caller]
fn levels(more: &str, expected: Inline) {
    shop(more, &[("shop/orders.yaml", ORDERS)], expected);
}

cases! {
    the_level_of_the_rule: levels("") => str![[r#"
shop/orders.yaml:3:30 warning status-not-error: `order_not_found` is an error with status 200
  help: use a status from 400 to 599
"#]];

    a_catalog_lowers_a_level: levels("levels: { status-not-error: hint }\n") => str![[r#"
shop/orders.yaml:3:30 hint status-not-error: `order_not_found` is an error with status 200
  help: use a status from 400 to 599
"#]];

    a_catalog_raises_a_level: levels("levels: { status-not-error: error }\n") => str![[r#"
shop/orders.yaml:3:30 error status-not-error: `order_not_found` is an error with status 200
  help: use a status from 400 to 599
"#]];

    a_catalog_turns_a_rule_off: levels("levels: { status-not-error: off }\n") => str![];
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
    let bills = ORDERS.replace("order", "bill");
    let mut files = vec![
        ("mail/catalog.yaml", mail.as_str()),
        // A catalog with errors is not linted.
        ("mail/bills.yaml", &bills),
        ("mail/orders.yaml", &wrong),
        ("shop/catalog.yaml", CATALOG),
        ("shop/orders.yaml", ORDERS),
    ];
    finds(
        &files,
        str![[r#"
mail/orders.yaml:3:30 error status-range: `600` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
shop/orders.yaml:3:30 warning status-not-error: `order_not_found` is an error with status 200
  help: use a status from 400 to 599
"#]],
    );
    // A file outside of the catalogs may be missing from one of them.
    files.push(("stray.yaml", ORDERS));
    finds(
        &files,
        str![[r#"
mail/orders.yaml:3:30 error status-range: `600` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
stray.yaml:1:1 error stray-file: a registry file outside a catalog's folder
  help: move it into the folder of its catalog, or into a folder of its own with a `catalog.yaml`
"#]],
    );
}

/// Accepts that an error has a success status.
const ALLOW: &str = "allow: { status-not-error: Old clients look for it. }\n";

cases! {
    a_catalog_allows_a_rule: levels(ALLOW) => str![];

    a_section_allows_a_rule: section(&format!("{ORDERS}{ALLOW}")) => str![];

    an_entry_allows_a_rule: section(
        &ORDERS.replace(" }\n", ", allow: { status-not-error: Old clients. } }\n"),
    ) => str![];
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
  order_gone: { status: 404, description: It was there. }
",
        str![[r#"
shop/orders.yaml:7:27 warning status-not-error: `order_closed` is an error with status 200
  help: use a status from 400 to 599
"#]],
    );
}

cases! {
    the_nearest_suppression_is_used: shop(
        ALLOW,
        &[("shop/orders.yaml", &format!("{ORDERS}{ALLOW}"))],
    ) => str![[r#"
shop/catalog.yaml:5:10 warning unused-suppression: nothing here breaks `status-not-error`
  help: remove it
"#]];

    a_suppression_that_suppresses_nothing: section(
        &format!("{}{ALLOW}", ORDERS.replace("200", "404")),
    ) => str![[r#"
shop/orders.yaml:4:10 warning unused-suppression: nothing here breaks `status-not-error`
  help: remove it
"#]];

    a_suppression_of_a_rule_that_is_off: shop(
        "levels: { status-not-error: off }\n",
        &[("shop/orders.yaml", &format!("{ORDERS}{ALLOW}"))],
    ) => str![];

    suppressions_that_suppress_nothing_may_be_allowed: shop(
        &format!("levels: {{ unused-suppression: off }}\n{ALLOW}"),
        &[("shop/orders.yaml", &ORDERS.replace("200", "404"))],
    ) => str![];

    a_suppression_of_an_unknown_rule: section(
        &format!("{ORDERS}allow: {{ status-not-eror: Old clients look for it. }}\n"),
    ) => str![[r#"
shop/orders.yaml:4:10 error unknown-reference: there is no rule `status-not-eror`
  help: did you mean `status-not-error`?
"#]];

    a_suppression_without_a_reason: section(
        &format!("{ORDERS}allow: {{ status-not-error: }}\n"),
    ) => str![[r#"
shop/orders.yaml:4:26 error wrong-type: expected text, found nothing
  help: write text here, or remove the key
"#]];

    a_redirect_with_the_status_of_a_redirect: section(
        &ORDERS.replace("200,", "302, delivery: redirect,"),
    ) => str![];

    an_error_with_the_status_of_a_redirect: section(&ORDERS.replace("200", "[302, 404]")) => str![[r#"
shop/orders.yaml:3:30 warning status-not-error: `order_not_found` is an error with status 302
  help: add `delivery: redirect`, or use a status from 400 to 599
"#]];

    an_error_without_a_status: section(&ORDERS.replace("200", "none")) => str![];

    a_mention_of_a_code: description("Unlike `order_closed`, the order is `not_there`.") => str![];

    a_misspelled_mention: description("\"See `order_closd`.\"") => str![[r#"
shop/orders.yaml:6:24 warning dangling-mention: there is no code `order_closd`
  help: did you mean `order_closed`?
"#]];

    a_mention_after_the_word_code: description("The cause follows the code `gone`.") => str![[r#"
shop/orders.yaml:6:46 warning dangling-mention: there is no code `gone`
  help: use a code of this catalog
"#]];

    a_mention_of_a_grpc_status: description("As the gRPC code `NOT_FOUND` says.") => str![];

    the_second_of_two_equal_words_is_the_mention: description(
        "\"The order_closd is `order_closd`.\"",
    ) => str![[r#"
shop/orders.yaml:6:39 warning dangling-mention: there is no code `order_closd`
  help: did you mean `order_closed`?
"#]];

    a_detail_that_looks_like_a_code_and_plain_words: description(
        "\"The `orders` of the `order_id`; order_closd is no code here.\"",
    ) => str![];

    a_mention_of_a_section: description("See the section `orders`.") => str![];

    a_mention_of_an_unknown_section: description("See the section `payments`.") => str![[r#"
shop/orders.yaml:6:35 warning dangling-mention: there is no section `payments`
  help: use the heading or the id of a section
"#]];

    a_mention_of_a_retired_code: shop(
        "retired: { order_gone: { reason: \"As `order_gone` said, it was deleted.\" } }\n",
        &[(
            "shop/orders.yaml",
            "section: Orders\nnotes: [\"Formerly `order_gone`.\"]\nerrors: { a_b: { status: 404, \
             description: Nobody knows the order. } }\n",
        )],
    ) => str![[r#"
shop/orders.yaml:2:20 warning dangling-mention: the text names `order_gone`, which is retired
  help: name the code that replaced it
"#]];
}

/// Checks the description of a section with one error.
#[track_caller]
fn words(words: &str, expected: Inline) {
    let text = format!(
        "section: Orders\ndescription: {words}\nerrors:\n  \
         order_closed: {{ status: 409, description: It is over. }}\n"
    );
    section(&text, expected);
}

/// Asks for gaps in sequences.
const GAPS: &str = "levels: { sequence-gap: hint }\n";

/// Checks a section with these codes.
#[track_caller]
fn codes(more: &str, codes: &[&str], expected: Inline) {
    let mut text = String::from("section: Orders\nerrors:\n");
    for (number, code) in codes.iter().enumerate() {
        text = format!("{text}  {code}: {{ status: none, description: Case {number}. }}\n");
    }
    shop(more, &[("shop/orders.yaml", &text)], expected);
}

cases! {
    a_right_count_next_to_other_numbers: words("One error of HTTP 409 in 60 seconds.") => str![];

    a_wrong_count_in_digits: words("Of 409 (4 errors), this one.") => str![[r#"
shop/orders.yaml:2:22 warning wrong-count: the text says 4 errors, but the actual number is 1
  help: leave the number out: generated pages show counts of their own
"#]];

    a_count_of_one_code: words("Each of 1 code has 3 digits.") => str![];

    a_status_and_limits_are_not_counts: words(
        "Try 503 errors again. A body holds at most two errors, up to 5 codes.",
    ) => str![];

    a_wrong_count_that_could_be_a_status: words("The 404 codes.") => str![[r#"
shop/orders.yaml:2:18 warning wrong-count: the text says 404 codes, but the actual number is 1
  help: leave the number out: generated pages show counts of their own
"#]];

    a_wrong_count_in_words: words("Any of seven error codes.") => str![[r#"
shop/orders.yaml:2:21 warning wrong-count: the text says 7 codes, but the actual number is 1
  help: leave the number out: generated pages show counts of their own
"#]];

    numbers_without_a_gap: codes(
        "",
        &["order_1001", "order_1002", "oauth2", "sha256", "order_unknown_404"],
    ) => str![];

    every_number_from_one: codes(GAPS, &["e1", "e2", "e3", "e9", "e10", "e11"]) => str![[r#"
shop/orders.yaml:6:3 hint sequence-gap: the sequence `e` is missing 4 to 8
  help: list removed codes under `retired`, or renumber new ones
"#]];

    numbers_in_blocks: codes(GAPS, &["e100", "e101", "e400", "e415", "e500"]) => str![];

    numbers_that_are_statuses: codes(GAPS, &["error400", "error404"]) => str![];

    gaps_are_not_looked_for_unless_asked: codes("", &["order_001", "order_003"]) => str![];

    a_sequence_without_its_start: codes(GAPS, &["order_02"]) => str![[r#"
shop/orders.yaml:3:3 hint sequence-gap: the sequence `order` is missing 01
  help: list removed codes under `retired`, or renumber new ones
"#]];

    a_sequence_with_a_gap: codes(GAPS, &["order_001", "order_005"]) => str![[r#"
shop/orders.yaml:4:3 hint sequence-gap: the sequence `order` is missing 002 to 004
  help: list removed codes under `retired`, or renumber new ones
"#]];

    a_gap_that_a_retired_code_fills: codes(
        &format!("{GAPS}retired: {{ order_002: {{ reason: It never happened. }} }}\n"),
        &["order_001", "order_003"],
    ) => str![];

    characters_that_belong_to_text: description(
        "\"A family 👨‍👩‍👧 ordered café au lait.\"",
    ) => str![];

    a_character_that_turns_the_text_round: description("A\u{200f}B is turned round.") => str![[r#"
shop/orders.yaml:6:19 warning invisible-character: the character U+200F changes the direction of the text after it
  help: remove it: readers must see what the file says
"#]];

    line_ends_of_windows_are_not_trailing_spaces: section(
        &ORDERS.replace("200", "404").replace('\n', "\r\n"),
    ) => str![];
}

/// Checks three codes, with these texts behind their names.
#[track_caller]
fn three(texts: [&str; 3], expected: Inline) {
    let [a, b, c] = texts;
    let text = format!(
        "section: Orders\nerrors:\n  one_a: {{ {a} }}\n  two_b: {{ {b} }}\n  three_c: {{ {c} }}\n"
    );
    section(&text, expected);
}

cases! {
    a_description_of_three_codes: three(
        ["status: 404, description: It is gone."; 3],
    ) => str![[r#"
shop/orders.yaml:4:38 warning duplicate-description: `one_a`, `two_b` and `three_c` have the same description
  also shop/orders.yaml:3:38
  also shop/orders.yaml:5:40
  help: say how they differ, or merge them into one code
"#]];

    a_description_of_codes_with_causes: three([
        "status: 404, description: It is gone., cause: It was sold.",
        "status: 404, description: It is gone., cause: It was lost.",
        "status: 404, description: It is gone., message: Gone for good.",
    ]) => str![];

    an_api_whose_errors_have_the_status_of_success: three([
        "status: 200, description: It is gone.",
        "status: 200, description: It was sold.",
        "status: none, description: It was lost.",
    ]) => str![];

    a_retry_of_a_bad_request: three([
        "status: 400, description: It is gone., retry: backoff",
        "status: 403, description: It was sold., retry: later",
        "status: 401, description: It was lost., retry: later",
    ]) => str![[r#"
shop/orders.yaml:5:61 warning retry-contradicts-status: `three_c` has `retry: later` with status 401
  also shop/orders.yaml:5:22
  help: write `retry: never` or `retry: after_action`, or use another status
"#]];

    a_section_of_something_else: description(
        "\"Review the `hooks` section in your file, or the section `hooks` of it.\"",
    ) => str![];

    a_section_of_something_else_that_is_nearly_one_of_ours: description(
        "\"Review the section `order` of this page.\"",
    ) => str![[r#"
shop/orders.yaml:6:39 warning dangling-mention: there is no section `order`
  help: use the heading or the id of a section
"#]];

    a_comment_with_a_number: description("It is locked by ticket #4711.") => str![[r#"
shop/orders.yaml:6:41 warning comment-in-text: the text ends at ` #`, which begins a comment
  help: put the text in quotes, or move the comment to a line of its own
"#]];

    a_comment_with_a_name: description("Posting to #general failed.") => str![[r#"
shop/orders.yaml:6:29 warning comment-in-text: the text ends at ` #`, which begins a comment
  help: put the text in quotes, or move the comment to a line of its own
"#]];

    a_comment_behind_a_sentence_without_end: description("It is locked # or so") => str![[r#"
shop/orders.yaml:6:31 warning comment-in-text: the text ends at ` #`, which begins a comment
  help: put the text in quotes, or move the comment to a line of its own
"#]];

    a_comment_behind_a_sentence: description("It is locked. # ask the team") => str![];

    a_comment_behind_quotes: description("\"It is locked\" #ask") => str![];

    comments_behind_words_and_numbers: section("\
section: Orders # the first ones
errors:
  order_closed:
    status: 409 #conflict
    retry: never #todo
    description: It is over.
    details: { a: { type: string } } #more
") => str![[r#"
shop/orders.yaml:7:16 error detail-place: the detail `a` has no place in the response
  help: add `from: { body: path }` or `from: { header: Name }`
"#]];

    a_comment_in_a_title: section("\
section: Orders #all
errors: {}
notes: [One.]
tables: []
") => str![[r#"
shop/orders.yaml:1:10 warning empty-section: the section `orders` has neither codes nor tables
  help: add codes under `errors`, or remove the file
shop/orders.yaml:1:17 warning comment-in-text: the text ends at ` #`, which begins a comment
  help: put the text in quotes, or move the comment to a line of its own
"#]];
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

/// Checks a section with the internal code `conflict`, what it says and what a public code says.
#[track_caller]
fn internal(public: &str, internal: &str, expected: Inline) {
    let text = format!(
        "section: Orders\nerrors:\n  conflict:\n    status: 409\n    \
         description: Stock is out of step.\n    visibility: internal\n    notes: [\"{internal}\"]\n  \
         order_closed: {{ status: 409, description: \"{public}\" }}\n"
    );
    section(&text, expected);
}

cases! {
    a_code_of_two_errors_whose_names_are_sent: finds(
        &[
            (
                "shop/catalog.yaml",
                "catalog: shop\ntitle: Shop\ncodes: { type: string }\n\
                 envelope: { shape: { code: $code, name: $name } }\n",
            ),
            (
                "shop/orders.yaml",
                "section: O\nerrors:\n  gone: { code: \"22\", status: 404, description: It is over. }\n  \
                 missing: { code: \"22\", status: 404, description: There was none. }\n",
            ),
        ],
    ) => str![[r#""#]];

    a_code_that_is_the_name_of_another: section(
        "section: O\nerrors:\n  order_gone: { code: order_missing, status: 404, description: It is over. }\n  \
         order_missing: { status: 404, description: There was none. }\n",
    ) => str![[r#"
shop/orders.yaml:4:3 error shared-code: `order_gone` and `order_missing` have the same code `order_missing`
  also shop/orders.yaml:3:23
  help: correct one of the two; if the API sends the same code for both, put `$name` into the envelope if it sends a name as well, or add `allow: { shared-code: the reason }` to this entry
"#]];

    a_code_for_two_with_a_reason: section(
        "section: O\nerrors:\n  order_gone: { code: order_missing, status: 404, description: It is over. }\n  \
         order_missing: { status: 404, description: There was none., allow: { shared-code: Old servers. } }\n",
    ) => str![];

    a_word_that_is_an_internal_code: internal(
        "There is a conflict of interest.",
        "Like `conflict`.",
    ) => str![];

    a_public_mention_of_an_internal_code: internal(
        "There is a `conflict`.",
        "Nothing more.",
    ) => str![[r#"
shop/orders.yaml:8:58 warning internal-leak: the internal code `conflict` is mentioned publicly
  help: describe the effect in other words, or make the code public
"#]];
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
        str![[r#"
shop/orders.yaml:2002:81 warning replacement-cycle: the replacements of `o0_x` lead back to it
  also shop/orders.yaml:3:3
  help: replace one of them with a code that is in use
"#]],
    );
}
