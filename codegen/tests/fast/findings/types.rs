//! Types that details share, details that codes inherit, and arguments of messages.

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, ORDERS, catalog_and, error, finds};
use crate::expect::cases;

/// Checks a catalog with these types and one code with these details.
#[track_caller]
fn types(types: &str, details: &str, expected: Inline) {
    let catalog = format!("{CATALOG}types:\n{types}");
    let section = format!(
        "section: Orders\nerrors:\n  lost:\n    status: 404\n    description: Lost.\n    details: {details}\n"
    );
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

/// Checks the details of one code whose envelope has a list of objects.
#[track_caller]
fn listed(types: &str, details: &str, expected: Inline) {
    let shape = "items: [{ field: string }]";
    assert!(CATALOG.contains(shape));
    let list = "items: [{ field: string, why: string, more?: integer }]";
    let catalog = format!("{}types:\n{types}", CATALOG.replace(shape, list));
    let section = format!(
        "section: Orders\nerrors:\n  lost:\n    status: 404\n    description: Lost.\n    details: {details}\n"
    );
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

/// Checks one code with a message, details and an example for each kind of value.
#[track_caller]
fn message(message: &str, details: &str, expected: Inline) {
    error(
        &format!("status: 404\ndescription: A.\nmessage: {message}\ndetails: {details}"),
        expected,
    );
}

const FIELD: &str = "  field_error: { field: string, why: { values: [low, high] } }\n";

cases! {
    every_kind_of_type: types(
        "  one:\n    description: What it is.\n    a: string\n    b: { type: \"two[] | null\" }\n    c: { type: date, example: 2026-01-31, optional: true }\n  two: { id: int64, price: { type: decimal, example: \"12.50\" } }\n  three: { values: { a: The first., b: } }\n",
        "{ one: one, map: { type: map<two> }, three: three, own: { values: [x, y] }, many: { type: \"string[]\", values: [x] } }",
    ) => str![];

    members_with_the_names_of_keys: types(
        "  t: { description: { type: string }, values: { type: \"string[]\" }, type: string }\n",
        "{ a: t }",
    ) => str![];

    values_among_which_is_the_name_of_a_key: types(
        "  t: { values: { type: The type of it., other: } }\n",
        "{ a: t }",
    ) => str![];

    a_type_that_contains_itself: types(
        "  node: { next: node }\n  one: { two: \"two[]\" }\n  two: { one: { type: one, optional: true } }\n",
        "{ a: node }",
    ) => str![[r#"
shop/catalog.yaml:17:17 error detail-type: the type `node` contains itself
  help: use `object` for the part that repeats
shop/catalog.yaml:19:23 error detail-type: the type `one` contains itself
  help: use `object` for the part that repeats
"#]];

    types_that_are_too_large: types(
        "  a: { a: b, b: b, c: b, d: b, e: b, f: b, g: b, h: b }\n  b: { a: c, b: c, c: c, d: c, e: c, f: c, g: c, h: c }\n  c: { a: d, b: d, c: d, d: d, e: d, f: d, g: d, h: d }\n  d: { a: string }\n",
        "{ a: a }",
    ) => str![[r#"
shop/catalog.yaml:17:3 error detail-type: a value of the type `a` has more than 500 members
  help: use `object` for a part of it
"#]];

    an_unknown_type: types(FIELD, "{ a: feld_error, b: { type: \"field_eror[]\" } }") => str![[r#"
shop/orders.yaml:6:19 error detail-type: there is no type `feld_error`
  help: did you mean `field_error`?
shop/orders.yaml:6:42 error detail-type: there is no type `field_eror[]`
  help: did you mean `field_error[]`?
"#]];

    a_type_with_the_name_of_one_of_the_language: types("  uuid: { a: string }\n", "{}") => str![[r#"
shop/catalog.yaml:17:3 error invalid-name: `uuid` is a type of the language
  help: choose another name
"#]];

    types_with_one_identifier: types("  a_b: { a: string }\n  a-b: { a: string }\n", "{}") => str![[r#"
shop/catalog.yaml:18:3 error identifier-collision: the types `a_b` and `a-b` are both `AB` in generated code
  also shop/catalog.yaml:17:3
  help: rename one of the two
"#]];

    members_with_one_identifier: types("  t: { a_b: string, aB: string }\n", "{}") => str![[r#"
shop/catalog.yaml:17:21 error identifier-collision: the members `a_b` and `aB` are both `AB` in generated code
  also shop/catalog.yaml:17:8
  help: rename one of the two
"#]];

    a_type_that_is_a_list: types("  t: [a, b]\n", "{}") => str![[r#"
shop/catalog.yaml:17:6 error wrong-type: expected a map with `values`, or with the members of an object, found a list
  help: write each key on a line of its own: `key: value`
"#]];

    an_enumeration_with_another_key: types("  t: { values: [a], a: string }\n", "{}") => str![[r#"
shop/catalog.yaml:17:21 error unknown-key: unknown key `a` in a type with `values`
  help: known keys are `description` and `values`
"#]];

    an_enumeration_without_values: types("  t: { values: [] }\n", "{}") => str![[r#"
shop/catalog.yaml:17:16 error wrong-type: an enumeration without values
  help: add at least one value
"#]];

    values_that_are_not_text: types("  t: { values: [1, true, no, x] }\n", "{}") => str![[r#"
shop/catalog.yaml:17:17 error wrong-type: expected text, found a number in `values`
  help: write it in quotes: values are strings
shop/catalog.yaml:17:20 error wrong-type: expected text, found a boolean in `values`
  help: write it in quotes: values are strings
"#]];

    a_value_twice: types("  t: { values: [a, b, a] }\n", "{}") => str![[r#"
shop/catalog.yaml:17:23 error duplicate-key: the value `a` appears twice
  also shop/catalog.yaml:17:17
  help: remove one of the two
"#]];

    values_of_another_type: types(FIELD, "{ a: { type: integer, values: [x] } }") => str![[r#"
shop/orders.yaml:6:27 error detail-type: `values` are strings, but the type is `integer`
  help: remove `type`, or write `string` or `string[]`
"#]];

    a_detail_without_a_type: types(FIELD, "{ a: { description: It. } }") => str![[r#"
shop/orders.yaml:6:21 error missing-key: missing `type` in a detail
  help: add `type`, or `values` if it is one of a few words
"#]];

    a_member_that_is_sensitive: types("  t: { a: { type: string, sensitive: true } }\n", "{}") => str![[r#"
shop/catalog.yaml:17:27 error unknown-key: unknown key `sensitive` in a member
  help: known keys are `values`, `description`, `example`, `optional`
"#]];

    an_example_with_an_unknown_value: types(
        FIELD,
        "{ a: { type: \"field_error[]\", example: [{ field: x, why: hig }] } }",
    ) => str![[r#"
shop/orders.yaml:6:53 error example-type: the example is not of type `field_error[]`: `hig` is not one of the values of `field_error_why`
  also shop/orders.yaml:6:27
  help: use a value of that type
"#]];

    an_example_without_a_member: types(
        FIELD,
        "{ a: { type: field_error, example: { why: high } } }",
    ) => str![[r#"
shop/orders.yaml:6:49 error example-type: the example is not of type `field_error`: without `field` of `field_error`
  also shop/orders.yaml:6:27
  help: use a value of that type
"#]];

    an_example_with_another_member: types(
        FIELD,
        "{ a: { type: field_error, example: { field: x, why: high, code: 1 } } }",
    ) => str![[r#"
shop/orders.yaml:6:49 error example-type: the example is not of type `field_error`: `field_error` has no member `code`
  also shop/orders.yaml:6:27
  help: use a value of that type
"#]];

    an_example_with_a_member_of_another_type: types(
        FIELD,
        "{ a: { type: field_error, example: { field: 1, why: high } } }",
    ) => str![[r#"
shop/orders.yaml:6:49 error example-type: the example is not of type `field_error`: `field` is not of type `string`
  also shop/orders.yaml:6:27
  help: use a value of that type
"#]];

    examples_in_the_wrong_format: types(
        FIELD,
        "{ a: { type: date, example: 2026-02-30 }, b: { type: date-time, example: 2026-02-28 }, c: { type: decimal, example: 12.50 }, d: { type: int64, example: 9223372036854775808 } }",
    ) => str![[r#"
shop/orders.yaml:6:42 error example-type: the example is not of type `date`: `2026-02-30` is not a date, as in `2026-01-31`
  also shop/orders.yaml:6:27
  help: use a value of that type
shop/orders.yaml:6:87 error example-type: the example is not of type `date-time`: `2026-02-28` is not a date and time, as in `2026-01-31T09:30:00Z`
  also shop/orders.yaml:6:67
  help: use a value of that type
shop/orders.yaml:6:130 error example-type: the example is not of type `decimal`
  also shop/orders.yaml:6:112
  help: use a value of that type
shop/orders.yaml:6:166 error example-type: the example is not of type `int64`
  also shop/orders.yaml:6:150
  help: use a value of that type
"#]];

    a_list_in_the_shape: listed(
        FIELD,
        "{ errors: { type: \"field_error[]\", from: { body: items } } }",
    ) => str![];

    a_list_in_the_shape_with_other_members: listed(
        "  field_error: { field: string, reason: string }\n",
        "{ errors: { type: \"field_error[]\", from: { body: items } } }",
    ) => str![[r#"
shop/orders.yaml:6:63 error detail-place: `items` does not have the members of `field_error[]`
  help: write the same members in `types` and in the envelope's shape
"#]];

    a_list_in_the_shape_and_a_detail_in_it: listed(
        FIELD,
        "{ errors: { type: \"field_error[]\", from: { body: items } }, b: { type: string, from: { body: \"items[].field\" } } }",
    ) => str![[r#"
shop/orders.yaml:6:99 error detail-place: `errors` and `b` travel in the same place
  also shop/orders.yaml:6:55
  help: give each detail its own place
"#]];

    arguments_of_the_message: message(
        "\"{0} is not {b}: {a}\"",
        "{ a: { type: string, from: message }, b: { type: integer, optional: true, from: message } }",
    ) => str![];

    numbered_details: message("\"'{0}' expected, not {1}\"", "{ \"0\": string, \"1\": string }") => str![];

    a_position_without_a_detail: message("\"{0} {1}\"", "{ a: string }") => str![[r#"
shop/orders.yaml:6:20 error message-template: the message uses `{1}`, which is not a detail of the code
  help: declare it, as in `details: { 1: { type: string, from: message } }`, or remove it from the message
"#]];

    an_argument_that_the_message_does_not_show: message(
        "No order",
        "{ a: { type: string, from: message } }",
    ) => str![[r#"
shop/orders.yaml:7:41 error detail-place: the detail `a` is in the message alone, which does not show it
  help: write `{a}` in the message, or remove the detail
"#]];

    an_argument_without_a_message: error(
        "status: 404\ndescription: A.\ndetails: { a: { type: string, from: message } }",
    ) => str![[r#"
shop/orders.yaml:6:41 error detail-place: the detail `a` is in the message alone, which does not show it
  help: write `{a}` in the message, or remove the detail
"#]];

    a_sensitive_argument: message(
        "\"No {a}\"",
        "{ a: { type: string, from: message, sensitive: true } }",
    ) => str![[r#"
shop/orders.yaml:6:14 error sensitive-message: the message shows `{a}`, which is sensitive
  also shop/orders.yaml:7:16
  help: remove it from the message
"#]];

    inherited_details: catalog_and(
        "details: { trace: { type: uuid, from: { header: X-Trace } }, who: { type: string, from: message } }\n",
    ) => str![];

    a_fault_in_inherited_details_is_one_finding: finds(&[
        ("shop/catalog.yaml", &format!("{CATALOG}details: {{ a: strng, b: {{ type: string, from: {{ body: code }} }} }}\n")),
        ("shop/orders.yaml", ORDERS),
        ("shop/users.yaml", "section: Users\nerrors:\n  no_user: { status: 404, description: No such user. }\n"),
    ]) => str![[r#"
shop/catalog.yaml:16:15 error detail-type: there is no type `strng`
  help: did you mean `string`?
shop/catalog.yaml:16:55 error detail-place: `code` cannot hold a detail
  help: use a member that has a type, or one below `$details`
"#]];

    a_detail_in_the_place_of_an_inherited_one: finds(&[
        ("shop/catalog.yaml", &format!("{CATALOG}details: {{ a: {{ type: string, from: {{ header: X }} }} }}\n")),
        ("shop/orders.yaml", "section: O\nerrors:\n  b: { status: 404, description: It., details: { b: { type: string, from: { header: x } } } }\n"),
    ]) => str![[r#"
shop/orders.yaml:3:75 error detail-place: `a` and `b` travel in the same place
  also shop/catalog.yaml:16:37
  help: give each detail its own place
"#]];
}
