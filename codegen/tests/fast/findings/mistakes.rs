//! What people write who know other formats, or YAML only by sight: each mistake has a finding that
//! says what to write, and one run reports all of them.

use errbook::fix;
use errbook::source::Sources;
use snapbox::str;

use crate::expect::{self, cases};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
categories: { conflict: { status: 409 } }
actions: { sign_in: Sign in again. }
envelope: { shape: { code: $code, message: $message, details?: $details } }
";

/// The findings of a section with these lines in an entry.
#[track_caller]
fn entry(lines: &str, expected: snapbox::data::Inline) {
    let lines = lines.replace('\n', "\n    ");
    section(
        &format!("section: Orders\nerrors:\n  locked:\n    status: 409\n    {lines}\n"),
        expected,
    );
}

#[track_caller]
fn section(text: &str, expected: snapbox::data::Inline) {
    let files = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", text)];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

/// Applies the fixes of a section, sure or not, until nothing changes, and compares the result.
#[track_caller]
fn becomes(text: &str, expected: &str) {
    let files = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", text)];
    let mut checked = errbook::check(Sources::from_texts(files));
    for _ in 0..10 {
        let mut sources = checked.sources.clone();
        if fix::apply(&mut sources, &checked.diagnostics) == 0 {
            break;
        }
        checked = errbook::check(sources);
    }
    assert_eq!(checked.sources.files()[1].text, expected);
}

cases! {
    a_list_of_codes: section("section: Orders\nerrors:\n  - a:\n      status: 404\n") => str![[r#"
shop/orders.yaml:3:3 error wrong-type: expected a map, found a list
  help: remove the `- ` in front of each: they are the keys of a map
"#]];

    one_where_a_list_is_meant: entry("alias: old\nnote: It may be, or not.\ndescription: A.") => str![[r#"
shop/orders.yaml:5:5 error unknown-key: unknown key `alias` in an error
  help: it is a list: write `aliases: [old]`
shop/orders.yaml:6:5 error unknown-key: unknown key `note` in an error
  help: write `notes:`, and below it each on a line of its own after `- `
"#]];

    another_word_for_a_key_that_is_there: entry("http_status: 409\ndesc: B.\ndescription: A.") => str![[r#"
shop/orders.yaml:5:5 error unknown-key: unknown key `http_status` in an error
  also shop/orders.yaml:4:5
  help: this means `status`: remove one of the two
shop/orders.yaml:6:5 error unknown-key: unknown key `desc` in an error
  also shop/orders.yaml:7:5
  help: this means `description`: remove one of the two
"#]];

    types_of_other_languages: entry("details: { a: int, b: 'str[]', c: Bool | null }\ndescription: A.") => str![[r#"
shop/orders.yaml:5:19 error detail-type: there is no type `int`
  help: did you mean `integer`?
shop/orders.yaml:5:27 error detail-type: there is no type `str[]`
  help: did you mean `string[]`?
shop/orders.yaml:5:39 error detail-type: there is no type `Bool | null`
  help: did you mean `boolean | null`?
"#]];

    every_broken_line_is_found_in_one_run: section("\
section: Orders
errors:
  a:
    status: 404
    message: {order_id} is locked
    description: A.
  b:
    status: 404
    category conflict
    description: Order: locked.
  c:
    status: 404
    category:conflict
    description: `x` is bad.
  d:
    status: 404
    description: \"Order\" is locked.
  e:
    status: 404
    description: 'The order's state.'
  f
    status: 404
    description: F.
  g:
    status: 999
    description: G.
") => str![[r#"
shop/orders.yaml:5:14 error yaml-syntax: text that begins with `{` is a map in YAML
  help: put the text in quotes
shop/orders.yaml:9:13 error yaml-syntax: no colon after `category`
  help: write `category: conflict`
shop/orders.yaml:10:23 error yaml-syntax: a second `: ` on this line
  help: put the text in quotes: `: ` begins a value in YAML
shop/orders.yaml:13:13 error yaml-syntax: no space after the colon of `category`
  help: write `category: conflict`
shop/orders.yaml:14:18 error yaml-syntax: unquoted text cannot begin with a backtick
  help: put the text in quotes: YAML reserves this character
shop/orders.yaml:17:26 error yaml-syntax: more text after the closing quote
  help: put the whole text in quotes: it begins with one
shop/orders.yaml:20:29 error yaml-syntax: more text after the closing quote
  help: inside single quotes, write an apostrophe as `''`
shop/orders.yaml:21:3 error yaml-syntax: a key without a value
  help: write `key: value`, or `- ` before a list entry
shop/orders.yaml:25:13 error status-range: `999` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    two_broken_lines_in_a_catalog: catalog("\
catalog: shop
title: Shop: the API
description: @shop
codes: { style: snake_case }
envelope: { shape: { code: $code } }
") => str![[r#"
shop/catalog.yaml:2:12 error yaml-syntax: a second `: ` on this line
  help: put the text in quotes: `: ` begins a value in YAML
shop/catalog.yaml:3:14 error yaml-syntax: unquoted text cannot begin with `@`
  help: put the text in quotes: YAML reserves this character
"#]];

    a_merge_conflict: section("\
section: Orders
errors:
<<<<<<< HEAD
  a: { status: 404, description: One. }
=======
  b: { status: 404, description: Two. }
>>>>>>> other
  c: { status: 999, description: Three. }
") => str![[r#"
shop/orders.yaml:3:1 error yaml-syntax: an unresolved merge conflict
  also shop/orders.yaml:5:1
  also shop/orders.yaml:7:1
  help: keep what is right of the two versions, and remove the markers
shop/orders.yaml:8:16 error status-range: `999` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    codes_at_the_first_column: section("\
section: Orders
errors:
  a: { status: 404, description: One. }
b:
  status: 404
  description: Two.
") => str![[r#"
shop/orders.yaml:4:1 error unknown-key: unknown key `b` in a section
  help: indent it by two spaces: codes are below `errors`
"#]];

    a_code_that_begins_like_an_entry_of_a_list: section("\
section: Orders
errors:
  a: { status: 404, description: One. }
  - b:
    status: 404
    description: Two.
") => str![[r#"
shop/orders.yaml:4:3 error yaml-syntax: an entry of a map that begins like one of a list
  help: write `b:` without the `- `: this is a map, and no list
"#]];

    spaces_that_do_not_break: section(
        "section: Orders\nerrors:\n  a:\n  \u{a0} status: 404\n    description: A.\n",
    ) => str![[r#"
shop/orders.yaml:4:3 error yaml-syntax: the character U+00A0 looks like a space
  help: replace it with a space: YAML reads it as a letter
"#]];

    text_in_brackets_in_brackets: section("\
section: Orders
errors:
  a:
    { status: 404, description: A., details: { list: { type: string[] } } }
  b: { status: 404, description: See {x} there., title: B }
") => str![[r#"
shop/orders.yaml:4:68 error yaml-syntax: text in brackets cannot contain `[`
  help: put the text in quotes: "string[]"
shop/orders.yaml:5:38 error yaml-syntax: text in brackets cannot contain `{`
  help: put the text in quotes: "See {x} there."
"#]];

    a_name_in_braces: entry("description: A.\nmessage: {order_id}") => str![[r#"
shop/orders.yaml:6:14 error wrong-type: expected text, found a map
  help: put the text in quotes: `{` begins a map in YAML
"#]];
    a_list_for_a_text: entry("description: [draft]") => str![[r#"
shop/orders.yaml:5:18 error wrong-type: expected text, found a list
  help: put the text in quotes: `[` begins a list in YAML
"#]];
    other_words_for_keys: entry("desc: A.\nmsg: B.\nreason: C.\nalias: [d]") => str![[r#"
shop/orders.yaml:5:5 error unknown-key: unknown key `desc` in an error
  help: write `description`
shop/orders.yaml:6:5 error unknown-key: unknown key `msg` in an error
  help: write `message`
shop/orders.yaml:7:5 error unknown-key: unknown key `reason` in an error
  help: write `cause`
shop/orders.yaml:8:5 error unknown-key: unknown key `alias` in an error
  help: write `aliases`
"#]];
    other_words_for_values: entry("description: A.\nretry: no\nvisibility: private") => str![[r#"
shop/orders.yaml:6:12 error unknown-value: unknown value `no`
  help: write `never`
shop/orders.yaml:7:17 error unknown-value: unknown value `private`
  help: write `internal`
"#]];
    a_boolean_for_retry: entry("description: A.\nretry: false") => str![[r#"
shop/orders.yaml:6:12 error unknown-value: unknown value `false`
  help: write `never`
"#]];
    whether_to_retry: entry("description: A.\nretryable: false") => str![[r#"
shop/orders.yaml:6:5 error unknown-key: unknown key `retryable` in an error
  help: write `retry: never`
"#]];
    a_deprecation_without_more: entry("description: A.\ndeprecated: true") => str![[r#"
shop/orders.yaml:6:17 error wrong-type: expected a map for a deprecation, found a boolean
  help: write `{}`, or say more: `{ since: "2.0", replaced_by: other_code }`
"#]];
    details_by_name_only: entry("description: A.\ndetails: [order_id]") => str![[r#"
shop/orders.yaml:6:14 error wrong-type: expected a map, found a list
  help: give each its type: `{ order_id: { type: string } }`
"#]];
    yes_for_true: entry(
        "description: A.\ndetails: { a: { type: string, sensitive: yes } }",
    ) => str![[r#"
shop/orders.yaml:6:46 error wrong-type: expected true or false, found the text `yes`
  help: write `true`
"#]];
    a_number_with_a_zero: entry(
        "description: A.\ndetails: { a: { type: integer, example: 010 } }",
    ) => str![[r#"
shop/orders.yaml:6:45 error wrong-type: `010` is read as the number 10
  help: write `10`, or put it in quotes if it is text
"#]];
    an_action_that_is_not_there: entry("description: A.\naction: wait") => str![[r#"
shop/orders.yaml:6:13 error unknown-reference: there is no action `wait`
  help: define it under `actions` in `catalog.yaml`, or remove the reference
"#]];
    null_for_a_text: entry("description: ~\ncause: null") => str![[r#"
shop/orders.yaml:5:18 error wrong-type: expected text, found nothing
  help: write a text here, put it in quotes if the word `~` is meant, or remove the key
shop/orders.yaml:6:12 error wrong-type: expected text, found nothing
  help: write a text here, put it in quotes if the word `null` is meant, or remove the key
"#]];
    a_blank_in_a_key: entry("description: A.\n\"cause \": B.") => str![[r#"
shop/orders.yaml:6:5 error unknown-key: unknown key `cause ` in an error
  help: did you mean `cause`?
"#]];
    an_anchor_in_a_text: entry("description: &c marks it.") => str![[r#"
shop/orders.yaml:5:18 error unsupported-yaml: an anchor is not allowed in a registry
  help: put the text in quotes: `&` begins an anchor
"#]];
    a_tag_in_a_text: entry("description: !important read it.") => str![[r#"
shop/orders.yaml:5:18 error unsupported-yaml: a tag is not allowed in a registry
  help: put the text in quotes: `!` begins a tag
"#]];
    a_comment_in_a_text: entry("description: Ticket #4 says\n  no.") => str![[r#"
shop/orders.yaml:5:25 error yaml-syntax: a comment in the middle of a text
  help: put the text in quotes: ` #` begins a comment in YAML
"#]];

    statuses_in_other_words: section("\
section: Orders
errors:
  a: { status: 0404, description: A. }
  b: { status: 0x194, description: B. }
  c: { status: 4e2, description: C. }
  d:
    status: 409, 423
    description: D.
  e: { status: 409 Conflict, description: E. }
") => str![[r#"
shop/orders.yaml:3:16 error wrong-type: `0404` is read as 404
  help: write `404`
shop/orders.yaml:4:16 error wrong-type: `0x194` is read as 404
  help: write `404`
shop/orders.yaml:5:16 error wrong-type: `4e2` is read as 400
  help: write `400`
shop/orders.yaml:7:13 error wrong-type: expected an HTTP status, found text
  help: write `[409, 423]`
shop/orders.yaml:9:16 error wrong-type: expected an HTTP status, found text
  help: write `409`
"#]];
}

#[track_caller]
fn catalog(text: &str, expected: snapbox::data::Inline) {
    let section = "section: Orders\nerrors:\n  a: { status: 404, description: One. }\n";
    let files = [("shop/catalog.yaml", text), ("shop/orders.yaml", section)];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

#[test]
fn an_alias_becomes_a_list() {
    let text = |key: &str| {
        format!(
            "section: Orders\nerrors:\n  a:\n    status: 404\n    description: Gone.\n    {key}\n"
        )
    };
    becomes(&text("alias: old"), &text("aliases: [old]"));
}

#[test]
fn broken_lines_are_mended_and_nothing_else() {
    becomes(
        "\
section: Orders # the first
errors:
  a:
    status: 404
    message: {order_id} is locked
    description: Order: locked.   # why
    details: { order_id: { type: string } }
  b:
    status: 409, 423
    category conflict
    description: \"Order\" is locked.
  - c:
    status: 0404
    description: 'The order's state.'
    cause: &a text of it
    resolution: \"50% \\d\"
d:
  status: 404
  description: | text
",
        "\
section: Orders # the first
errors:
  a:
    status: 404
    message: \"{order_id} is locked\"
    description: \"Order: locked.\"   # why
    details: { order_id: { type: string } }
  b:
    status: [409, 423]
    category: conflict
    description: '\"Order\" is locked.'
  c:
    status: 404
    description: \"The order's state.\"
    cause: &a text of it
    resolution: '50% \\d'
  d:
    status: 404
    description: \"text\"
",
    );
}

cases! {
    typographic_quotes: entry("description: \u{201c}Somebody else has it open.\u{201d}") => str![[r#"
shop/orders.yaml:5:18 error yaml-syntax: typographic quotes are a part of the text
  help: write straight quotes, or put these into straight ones to show them
"#]];

    a_quotation_is_no_value_in_quotes: entry(
        "description: \u{201c}Locked\u{201d} and \u{201c}closed\u{201d}",
    ) => str![[r#"
shop/catalog.yaml:4:15 warning unused-category: no code has the category `conflict`
  help: remove it, or give it to the codes it is meant for
shop/catalog.yaml:5:12 warning unused-action: nothing uses the action `sign_in`
  help: remove it, or make it the `action` of a code
shop/catalog.yaml:6:64 hint unused-details: no code has details for this slot
  help: remove the member, or declare the `details` of the codes that fill it
"#]];

    a_header_that_all_codes_carry: headers("headers: { X-Trace-Id: string }") => str![[r#"
shop/catalog.yaml:7:1 error unknown-key: unknown key `headers` in a catalog
  help: a header is a place of a detail: under `details`, write `x_trace_id: { type: string, from: { header: X-Trace-Id } }`
"#]];

    a_list_of_headers: coded("headers: [ETag]") => str![[r#"
shop/orders.yaml:4:5 error unknown-key: unknown key `headers` in an error
  help: a header is a place of a detail: under `details`, write `etag: { type: string, from: { header: ETag } }`
"#]];

    a_header_of_one_code: coded("header: Retry-After") => str![[r#"
shop/orders.yaml:4:5 error unknown-key: unknown key `header` in an error
  help: a header is a place of a detail: under `details`, write `x_request_id: { type: string, from: { header: X-Request-Id } }`
"#]];

    no_code: coded("code: none") => str![[r#"
shop/orders.yaml:4:11 error wrong-type: `none` is not a code
  help: write `"none"` if the API sends this word; if it sends no code, remove `code`, and let the envelope have `$name` or `$type` instead of `$code`
"#]];

    a_code_that_is_null: coded("code: ~") => str![[r#"
shop/orders.yaml:4:11 error wrong-type: `~` is not a code
  help: write `"~"` if the API sends this word; if it sends no code, remove `code`, and let the envelope have `$name` or `$type` instead of `$code`
"#]];

    an_empty_code: coded("code: \"\"") => str![[r#"
shop/orders.yaml:4:11 error wrong-type: a code is empty
  help: write what the API sends, or remove `code` if that is the name
"#]];

    a_code_that_is_the_word_none: coded("code: \"none\"") => str![[r#"
shop/catalog.yaml:4:15 warning unused-category: no code has the category `conflict`
  help: remove it, or give it to the codes it is meant for
shop/catalog.yaml:5:12 warning unused-action: nothing uses the action `sign_in`
  help: remove it, or make it the `action` of a code
shop/catalog.yaml:6:64 hint unused-details: no code has details for this slot
  help: remove the member, or declare the `details` of the codes that fill it
"#]];

    arguments_as_an_object: arguments("$arguments<object>") => str![[r#"
shop/catalog.yaml:3:47 error envelope-shape: there is no envelope slot `$arguments<object>`
  help: write `$details<string>` for an object with each detail as text, or `$arguments` for a list of those that the message shows
"#]];

    a_style_that_may_be_short_for_another: style("SNAKE_CASE") => str![[r#"
shop/catalog.yaml:3:17 error unknown-value: unknown value `SNAKE_CASE`
  help: write `snake_case` or `SCREAMING_SNAKE_CASE`
"#]];

    a_style_in_the_wrong_case: style("camelcase") => str![[r#"
shop/catalog.yaml:3:17 error unknown-value: unknown value `camelcase`
  help: did you mean `camelCase`?
"#]];
}

/// Checks a catalog with more keys.
#[track_caller]
fn headers(keys: &str, expected: snapbox::data::Inline) {
    let catalog = format!("{CATALOG}{keys}\n");
    let files = [("shop/catalog.yaml", &*catalog), ("shop/orders.yaml", "section: Orders\n")];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

/// Checks an entry with a key.
#[track_caller]
fn coded(key: &str, expected: snapbox::data::Inline) {
    let section = format!(
        "section: Orders\nerrors:\n  gone:\n    {key}\n    status: 404\n    description: It is over.\n"
    );
    let files = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", &*section)];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

/// Checks an envelope with a member.
#[track_caller]
fn arguments(slot: &str, expected: snapbox::data::Inline) {
    let catalog = format!(
        "catalog: shop\ntitle: Shop\nenvelope: {{ shape: {{ code: $code, parameters: \"{slot}\" }} }}\n"
    );
    let files = [("shop/catalog.yaml", &*catalog), ("shop/orders.yaml", "section: Orders\n")];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

#[track_caller]
fn style(style: &str, expected: snapbox::data::Inline) {
    let catalog = CATALOG.replace("snake_case", style);
    let files =
        [("shop/catalog.yaml", catalog.as_str()), ("shop/orders.yaml", "section: Orders\n")];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

#[test]
fn typographic_quotes_become_straight_ones() {
    let with = |text: &str| {
        format!("section: Orders\nerrors:\n  locked:\n    status: 409\n    description: {text}\n")
    };
    becomes(&with("\u{201e}Somebody has it.\u{201c}"), &with("\"Somebody has it.\""));
}
