//! Declared fields, the slots that they and other facts fill, and the media types of bodies.

use snapbox::data::Inline;
use snapbox::str;

use super::finds;
use crate::expect::cases;

/// Checks a catalog with these fields and this envelope, and the keys of an entry.
#[track_caller]
fn fields(fields: &str, shape: &str, entry: &str, expected: Inline) {
    let catalog = format!(
        "catalog: shop\ntitle: Shop\ncodes: {{ style: snake_case }}\n\
         categories: {{ data: {{ status: 400, sqlstate: \"22000\" }} }}\n\
         fields: {fields}\nenvelope: {{ shape: {{ code: $code{shape} }} }}\n"
    );
    let section =
        format!("section: Orders\nerrors:\n  gone: {{ {entry}, status: 404, description: A. }}\n");
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

const SQLSTATE: &str = "{ sqlstate: { type: string, pattern: '[0-9A-Z]{5}', optional: true } }";

cases! {
    a_field: fields(SQLSTATE, ", sqlstate?: $sqlstate", "sqlstate: 22A12") => str![];

    a_value_from_the_category: fields(
        "{ sqlstate: {} }", ", sqlstate: $sqlstate", "category: data"
    ) => str![];

    a_number_where_text_is_meant: fields(SQLSTATE, "", "sqlstate: 01000") => str![[r#"
shop/orders.yaml:3:21 error field-value: `sqlstate` is a number, not text
  also shop/catalog.yaml:5:11
  help: put it in quotes: "01000"
"#]];

    a_value_outside_the_pattern: fields(SQLSTATE, "", "sqlstate: \"1\"") => str![[r#"
shop/orders.yaml:3:21 error field-value: `1` does not match the pattern of `sqlstate`
  also shop/catalog.yaml:5:11
  help: correct the value, or the pattern where the field is declared
"#]];

    a_value_of_the_wrong_type: fields(
        "{ sqlstate: { optional: true }, level: { type: integer } }", "", "level: high"
    ) => str![[r#"
shop/orders.yaml:3:18 error field-value: `level` is text, not a whole number of at most 64 bits
  also shop/catalog.yaml:5:41
  help: write a whole number of at most 64 bits
"#]];

    a_value_that_is_not_listed: fields(
        "{ sqlstate: { optional: true }, level: { values: [low, high] } }", "", "level: hgh"
    ) => str![[r#"
shop/orders.yaml:3:18 error field-value: `hgh` is not a value of `level`
  also shop/catalog.yaml:5:41
  help: did you mean `high`?
"#]];

    a_value_that_is_missing: fields(
        "{ sqlstate: { optional: true }, level: { values: [low, high] } }", "", "title: T"
    ) => str![[r#"
shop/orders.yaml:3:3 error missing-value: `gone` has no `level`
  also shop/catalog.yaml:5:41
  help: add `level`, or write `default` or `optional: true` where the field is declared
"#]];

    a_mistyped_field: fields(SQLSTATE, "", "sqlstat: \"22012\"") => str![[r#"
shop/orders.yaml:3:11 error unknown-key: unknown key `sqlstat` in an error
  help: did you mean `sqlstate`?
"#]];

    a_field_named_like_a_key: fields("{ sqlstate: { optional: true }, status: {} }", "", "title: T") => str![[r#"
shop/catalog.yaml:5:41 error field-declaration: a field cannot be named `status`
  help: choose another name for the field; the envelope may still send it as any member
"#]];

    a_field_named_like_a_slot: fields(
        "{ sqlstate: { optional: true }, docs_url: {} }", "", "title: T"
    ) => str![[r#"
shop/catalog.yaml:5:41 error field-declaration: a field cannot be named `docs_url`
  help: choose another name for the field; the envelope may still send it as any member
"#]];

    a_default_that_does_not_fit: fields(
        "{ sqlstate: { pattern: '[0-9]{5}', default: none } }", "", "title: T"
    ) => str![[r#"
shop/catalog.yaml:5:53 error field-value: `none` does not match the pattern of `sqlstate`
  also shop/catalog.yaml:5:11
  help: correct the value, or the pattern where the field is declared
"#]];

    a_field_with_a_type_and_values: fields(
        "{ sqlstate: { type: integer, values: [a], optional: true } }", "", "title: T"
    ) => str![[r#"
shop/catalog.yaml:5:29 error field-declaration: a field has both `type` and `values`
  also shop/catalog.yaml:5:46
  help: remove `type`
"#]];

    a_field_with_values_that_collide: fields(
        "{ sqlstate: { values: [a-b, a_b, a-b], optional: true } }", "", "title: T"
    ) => str![[r#"
shop/catalog.yaml:5:37 error identifier-collision: the values `a-b` and `a_b` are both `AB` in generated code
  also shop/catalog.yaml:5:32
  help: rename one of the two
shop/catalog.yaml:5:42 error field-declaration: the value `a-b` is listed twice
  help: remove one of the two
"#]];

    a_field_with_a_faulty_pattern: fields(
        "{ sqlstate: { pattern: '(', optional: true } }", "", "title: T"
    ) => str![[r#"
shop/catalog.yaml:5:32 error field-declaration: the pattern is not a valid regular expression: found open group without closing ')'
  help: use the syntax of Rust's `regex` crate, in single quotes
"#]];

    an_internal_field_in_the_envelope: fields(
        "{ sqlstate: { optional: true, visibility: internal } }", ", s: $sqlstate | null", "title: T"
    ) => str![[r#"
shop/catalog.yaml:6:38 error envelope-shape: the envelope carries `$sqlstate`, which is internal
  help: remove it from the envelope, or `visibility` from the field
"#]];

    a_mistyped_slot_of_a_field: fields(SQLSTATE, ", s: $sqlstat", "title: T") => str![[r#"
shop/catalog.yaml:6:38 error envelope-shape: there is no envelope slot `$sqlstat`
  help: did you mean `$sqlstate`?
"#]];

    an_optional_field_that_every_body_has: fields(SQLSTATE, ", s: $sqlstate", "title: T") => str![[r#"
shop/orders.yaml:3:3 error missing-value: `gone` has no `sqlstate`, but the envelope requires one
  also shop/catalog.yaml:6:38
  help: add it to the entry, or write `$sqlstate | null` or `name?` in the envelope
"#]];

    a_cause_that_every_body_has: fields(SQLSTATE, ", s: $cause", "title: T") => str![[r#"
shop/orders.yaml:3:3 error missing-value: `gone` has no `cause`, but the envelope requires one
  also shop/catalog.yaml:6:38
  help: add it to the entry, or write `$cause | null` or `name?` in the envelope
"#]];

    a_cause_or_null: fields(SQLSTATE, ", s: $cause | null, \"t?\": $resolution", "title: T") => str![];

    a_slot_or_null_in_a_list: fields(SQLSTATE, ", s: [$cause | null]", "cause: A.") => str![[r#"
shop/catalog.yaml:6:39 error envelope-shape: there is no envelope slot `$cause | null`
  help: only the value of a member can be null: write the word alone
"#]];

    details_or_null: fields(SQLSTATE, ", s: $details | null", "title: T") => str![];
}

/// Checks the media types of an envelope, and members that it adds to a format.
#[track_caller]
fn envelope(envelope: &str, expected: Inline) {
    let catalog = format!(
        "catalog: shop\ntitle: Shop\ncodes: {{ style: snake_case }}\nenvelope: {{ {envelope} }}\n"
    );
    let section = "section: Orders\nerrors: { gone: { status: 404, description: A. } }\n";
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", section)], expected);
}

cases! {
    several_media_types: envelope(
        "content_type: [application/json, application/vnd.x+json; version=1], shape: { code: $code }"
    ) => str![];

    a_media_type_that_is_none: envelope(
        "content_type: [not a type, application/xml, text/json, TEXT/json], shape: { code: $code }"
    ) => str![[r#"
shop/catalog.yaml:4:28 error media-type: `not a type` is not a media type (RFC 9110 §8.3.1)
  help: write one such as `application/problem+json`
shop/catalog.yaml:4:40 error media-type: `application/xml` is not a media type of JSON
  help: write `application/json`, or a type that ends in `+json`
shop/catalog.yaml:4:68 error media-type: the media type `TEXT/json` is listed twice
  help: remove one of the two
"#]];

    members_of_a_format: envelope(
        "format: problem-details, members: { trace_id: string, hint: $resolution | null }"
    ) => str![];

    a_member_that_a_format_has: envelope(
        "format: problem-details, members: { detail: string, ...: $details }"
    ) => str![[r#"
shop/catalog.yaml:4:47 error envelope-shape: the details are added to a format
  help: remove `...`: the format says where details are
shop/catalog.yaml:4:49 error envelope-shape: the format already has a member `detail`
  also shop/catalog.yaml:4:21
  help: remove the member, or write out the whole `shape`
"#]];

    members_without_a_format: envelope("members: { trace_id: string }, shape: { code: $code }") => str![[r#"
shop/catalog.yaml:4:22 error envelope-shape: `members` without a ready-made format
  help: move them into `shape`, or choose a `format`
"#]];
}
