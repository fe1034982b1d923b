//! Details: their types and places, and the messages that show them.

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, catalog_and, error, finds};
use crate::expect::cases;

/// Checks the message of an error with two details.
#[track_caller]
fn message(message: &str, expected: Inline) {
    let details =
        "details:\n  order_id: { type: string }\n  token: { type: string, sensitive: true }";
    error(&format!("status: 404\ndescription: A.\n{details}\nmessage: '{message}'"), expected);
}

cases! {
    a_detail_in_the_message: message("No order {order_id}") => str![];

    braces_in_the_message: message("No order {{order_id}} {order_id}") => str![];

    an_undefined_detail_in_the_message: message("No order {order}") => str![[r#"
shop/orders.yaml:9:25 error message-template: the message uses `{order}`, which is not a detail of the code
  help: declare it, as in `details: { order: { type: string, from: message } }`, or remove it from the message
"#]];

    two_undefined_details_in_the_message: message("No order {oder_id} of {customer}") => str![[r#"
shop/orders.yaml:9:25 error message-template: the message uses `{oder_id}`, which is not a detail of the code
  help: did you mean `{order_id}`?
shop/orders.yaml:9:38 error message-template: the message uses `{customer}`, which is not a detail of the code
  help: declare it, as in `details: { customer: { type: string, from: message } }`, or remove it from the message
"#]];

    a_brace_that_is_not_closed: message("No order {order_id") => str![[r#"
shop/orders.yaml:9:14 error message-template: a single `{` in the message
  help: write `{name}` for a detail, and `{{` or `}}` for a brace
"#]];

    a_brace_that_is_not_opened: message("No order }") => str![[r#"
shop/orders.yaml:9:14 error message-template: a single `}` in the message
  help: write `{name}` for a detail, and `{{` or `}}` for a brace
"#]];

    empty_braces: message("No order {}") => str![[r#"
shop/orders.yaml:9:14 error message-template: `{}` is not the name of a detail
  help: write `{name}` for a detail, and `{{` or `}}` for a brace
"#]];

    braces_around_words: message("No order {order id}") => str![[r#"
shop/orders.yaml:9:14 error message-template: `{order id}` is not the name of a detail
  help: write `{name}` for a detail, and `{{` or `}}` for a brace
"#]];

    a_sensitive_detail_in_the_message: message("No {token}") => str![[r#"
shop/orders.yaml:9:14 error sensitive-message: the message shows `{token}`, which is sensitive
  also shop/orders.yaml:8:7
  help: remove it from the message
"#]];

    a_message_without_details: error(
        "status: 404\ndescription: A.\nmessage: No {order_id}",
    ) => str![[r#"
shop/orders.yaml:6:18 error message-template: the message uses `{order_id}`, which is not a detail of the code
  help: declare it, as in `details: { order_id: { type: string, from: message } }`, or remove it from the message
"#]];

    a_message_that_is_a_map: error("status: 404\ndescription: A.\nmessage: {order_id}") => str![[r#"
shop/orders.yaml:6:14 error wrong-type: expected text, found a map
  help: put the text in quotes: `{` begins a map in YAML
"#]];
}

/// An envelope with details among the members of an object.
const AMONG: &str = "  shape:\n    code: $code\n    inner: { kind: string, ...: $details }\n";

/// An envelope that holds details as strings.
const STRINGS: &str = "  shape:\n    code: $code\n    info: $details<string>\n";

/// Checks the details of an error in an envelope.
#[track_caller]
fn within(shape: &str, details: &str, expected: Inline) {
    let (before, _) = CATALOG.split_once("  shape:\n").expect("a shape");
    let section = format!(
        "section: O\nerrors:\n  a:\n    status: 404\n    description: A.\n    details: {details}\n"
    );
    let catalog = format!("{before}{shape}");
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

cases! {
    details_among_members_may_have_the_names_of_other_members: within(
        AMONG,
        "{ code: { type: string }, x: { type: integer } }",
    ) => str![];

    a_detail_deep_among_members: within(
        AMONG,
        "{ x: { type: string, from: { body: inner.y.z } } }",
    ) => str![];

    a_detail_with_the_name_of_a_member_next_to_it: within(
        AMONG,
        "{ kind: { type: string } }",
    ) => str![[r#"
shop/orders.yaml:6:16 error detail-place: the envelope already has a member `inner.kind`
  help: rename the detail, or set where it travels with `from`
"#]];

    a_detail_at_a_member_next_to_it: within(
        AMONG,
        "{ kind: { type: string, from: { body: inner.kind } } }",
    ) => str![];

    a_detail_at_an_object: within(
        AMONG,
        "{ x: { type: string, from: { body: inner } } }",
    ) => str![[r#"
shop/orders.yaml:6:49 error detail-place: `inner` cannot hold a detail
  help: use a member that has a type, or one below `$details`
"#]];

    an_ellipsis_that_is_not_for_the_details: within(
        "  shape:\n    code: $code\n    ...: string\n",
        "{}",
    ) => str![[r#"
shop/catalog.yaml:12:10 error envelope-shape: `...` stands for something other than the details
  help: write `...: $details`, or give the member a name
"#]];

    details_that_become_strings: within(
        STRINGS,
        "{ a: { type: uuid, optional: true }, b: { type: uri, from: { body: info.c } } }",
    ) => str![];

    a_map_of_strings_in_place_of_the_details: within(
        STRINGS,
        "{ a: { type: map<string>, from: { body: info } } }",
    ) => str![];

    an_integer_among_strings: within(STRINGS, "{ a: { type: \"integer\" } }") => str![[r#"
shop/orders.yaml:6:27 error detail-place: the detail `a` is not a string, but `info` holds only strings
  help: write `string`, or set where the detail travels with `from`
"#]];

    a_string_that_may_be_null_among_strings: within(
        STRINGS,
        "{ a: { type: \"string | null\" } }",
    ) => str![[r#"
shop/orders.yaml:6:27 error detail-place: the detail `a` is not a string, but `info` holds only strings
  help: write `string`, or set where the detail travels with `from`
"#]];

    a_list_among_strings: within(STRINGS, "{ a: { type: \"string[]\" } }") => str![[r#"
shop/orders.yaml:6:27 error detail-place: the detail `a` is not a string, but `info` holds only strings
  help: write `string`, or set where the detail travels with `from`
"#]];

    an_object_among_strings: within(STRINGS, "{ a: { type: \"object\" } }") => str![[r#"
shop/orders.yaml:6:27 error detail-place: the detail `a` is not a string, but `info` holds only strings
  help: write `string`, or set where the detail travels with `from`
"#]];

    a_detail_below_a_string: within(
        STRINGS,
        "{ a: { type: string, from: { body: info.a.b } } }",
    ) => str![[r#"
shop/orders.yaml:6:49 error envelope-shape: the envelope has nothing at the path `info.a.b`
  help: the envelope's paths are `code`, `info`
"#]];
}

/// Checks a detail of an error.
#[track_caller]
fn detail(detail: &str, expected: Inline) {
    error(&format!("status: 404\ndescription: A.\ndetails:\n  x: {{ {detail} }}"), expected);
}

cases! {
    a_detail_without_a_place: detail("type: string") => str![];

    a_misspelled_type: detail("type: sting") => str![[r#"
shop/orders.yaml:7:18 error detail-type: there is no type `sting`
  help: did you mean `string`?
"#]];

    a_type_with_a_question_mark: detail("type: string?") => str![[r#"
shop/orders.yaml:7:18 error detail-type: there is no type `string?`
  help: did you mean `string`?
"#]];

    a_detail_at_a_member: detail("type: string, from: { body: param }") => str![];

    a_detail_below_the_details: detail("type: string, from: { body: extra.deep.x }") => str![];

    a_detail_in_a_list: detail("type: string, from: { body: \"items[].field\" }") => str![];

    a_misspelled_member: detail("type: string, from: { body: pram }") => str![[r#"
shop/orders.yaml:7:40 error envelope-shape: the envelope has nothing at the path `pram`
  help: did you mean `param`?
"#]];

    a_member_of_a_list_without_brackets: detail(
        "type: string, from: { body: items.field }",
    ) => str![[r#"
shop/orders.yaml:7:40 error envelope-shape: the envelope has nothing at the path `items.field`
  help: did you mean `items[].field`?
"#]];

    a_detail_at_the_code: detail("type: string, from: { body: code }") => str![[r#"
shop/orders.yaml:7:40 error detail-place: `code` cannot hold a detail
  help: use a member that has a type, or one below `$details`
"#]];

    a_detail_at_a_list: detail("type: string, from: { body: items }") => str![[r#"
shop/orders.yaml:7:40 error detail-place: `items` cannot hold a detail
  help: use a member that has a type, or one below `$details`
"#]];

    a_path_with_an_empty_step: detail("type: string, from: { body: \"a..b\" }") => str![[r#"
shop/orders.yaml:7:40 error envelope-shape: the envelope has nothing at the path `a..b`
  help: the envelope's paths are `code`, `message`, `param`, `items`, `items[].field`, `extra`
"#]];

    a_detail_in_a_header: detail("type: string, from: { header: Retry-After }") => str![];

    a_header_with_a_space: detail("type: string, from: { header: Retry After }") => str![[r#"
shop/orders.yaml:7:42 error detail-place: `Retry After` is not the name of a header (RFC 9110 §5.1)
  help: write only its name, as in `Retry-After`
"#]];

    a_detail_in_a_header_and_in_the_body: detail(
        "type: string, from: { header: X, body: param }",
    ) => str![[r#"
shop/orders.yaml:7:32 error detail-place: a detail travels in exactly one place
  help: write `body: path`, or `header: Name` and optionally `parameter: name`
"#]];

    a_parameter_in_the_body: detail(
        "type: string, from: { body: param, parameter: a }",
    ) => str![[r#"
shop/orders.yaml:7:32 error detail-place: a detail travels in exactly one place
  help: write `body: path`, or `header: Name` and optionally `parameter: name`
"#]];

    an_empty_place: detail("type: string, from: {}") => str![[r#"
shop/orders.yaml:7:32 error detail-place: a detail travels in exactly one place
  help: write `body: path`, or `header: Name` and optionally `parameter: name`
"#]];

    two_details_at_one_member: error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { body: param } }\n  y: { type: string, from: { body: param } }",
    ) => str![[r#"
shop/orders.yaml:8:32 error detail-place: `x` and `y` travel in the same place
  also shop/orders.yaml:7:32
  help: give each detail its own place
"#]];

    two_details_in_one_header: error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { header: X-Id } }\n  y: { type: string, from: { header: x-id } }",
    ) => str![[r#"
shop/orders.yaml:8:32 error detail-place: `x` and `y` travel in the same place
  also shop/orders.yaml:7:32
  help: give each detail its own place
"#]];

    a_detail_that_has_no_place: finds(
        &[("shop/catalog.yaml", &CATALOG.replace("    extra: $details\n", "")),
            (
                "shop/orders.yaml",
                "section: O\nerrors:\n  a: { status: 404, description: A., details: { x: { type: string } } }\n")],
    ) => str![[r#"
shop/orders.yaml:3:49 error detail-place: the detail `x` has no place in the response
  help: add `from: { body: path }` or `from: { header: Name }`
"#]];

    a_text_for_an_integer: detail("type: integer, example: many") => str![[r#"
shop/orders.yaml:7:36 error example-type: the example is not of type `integer`
  also shop/orders.yaml:7:18
  help: use a value of that type
"#]];

    a_fraction_for_an_integer: detail("type: integer, example: 1.5") => str![[r#"
shop/orders.yaml:7:36 error example-type: the example is not of type `integer`
  also shop/orders.yaml:7:18
  help: use a value of that type
"#]];

    a_number_for_a_string: detail("type: string, example: 12") => str![[r#"
shop/orders.yaml:7:35 error example-type: the example is not of type `string`
  also shop/orders.yaml:7:18
  help: use a value of that type
"#]];

    a_list_with_a_number_for_a_list_of_strings: detail(
        "type: \"string[]\", example: [a, 1]",
    ) => str![[r#"
shop/orders.yaml:7:39 error example-type: the example is not of type `string[]`
  also shop/orders.yaml:7:18
  help: use a value of that type
"#]];

    a_map_with_a_text_for_a_map_of_integers: detail(
        "type: map<integer>, example: { a: b }",
    ) => str![[r#"
shop/orders.yaml:7:41 error example-type: the example is not of type `map<integer>`
  also shop/orders.yaml:7:18
  help: use a value of that type
"#]];

    a_negative_delay: detail("type: delay, example: -1") => str![[r#"
shop/orders.yaml:7:34 error example-type: the example is not of type `delay`
  also shop/orders.yaml:7:18
  help: use a value of that type
"#]];

    null_for_a_string_that_may_be_null: detail("type: string | null, example: null") => str![];

    an_example_of_an_unknown_type: detail("type: strng, example: 12") => str![[r#"
shop/orders.yaml:7:18 error detail-type: there is no type `strng`
  help: did you mean `string`?
"#]];

    an_example_that_does_not_parse: detail("type: string, example: *nothing") => str![[r#"
shop/orders.yaml:7:35 error yaml-syntax: unquoted text cannot begin with `*`
  help: put the text in quotes: YAML reserves this character
"#]];

    a_number_for_a_member_that_is_a_string: catalog_and(
        "  fields:\n    param: { description: P., example: 12 }\n",
    ) => str![[r#"
shop/catalog.yaml:17:40 error example-type: the example does not match the member's type
  help: use a value of the type in `shape`, or remove the example
"#]];

    an_empty_list_for_a_member_that_is_a_list: catalog_and(
        "  fields:\n    items: { description: P., example: [] }\n    code: { description: C., example: x }\n",
    ) => str![[r#"
shop/catalog.yaml:17:40 error example-type: the example does not match the member's type
  help: use a value of the type in `shape`, or remove the example
"#]];
}
