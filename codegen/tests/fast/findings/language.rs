//! Keys, and values of the wrong kind.

use snapbox::data::Inline;
use snapbox::str;

use super::{ORDERS, catalog, catalog_and, error, finds, section};
use crate::expect::cases;

cases! {
    a_misspelled_key: error("status: 404\ndescripton: A.") => str![[r#"
shop/orders.yaml:5:5 error unknown-key: unknown key `descripton` in an error
  help: did you mean `description`?
"#]];

    a_key_in_another_case_that_is_already_there: error(
        "status: 404\ndescription: A.\nDescription: B.",
    ) => str![[r#"
shop/orders.yaml:6:5 error unknown-key: unknown key `Description` in an error
  also shop/orders.yaml:5:5
  help: `description` is already there: remove one of the two
"#]];

    an_unknown_key: error("status: 404\ndescription: A.\nresolution: B\nfix: C") => str![[r#"
shop/orders.yaml:7:5 error unknown-key: unknown key `fix` in an error
  also shop/orders.yaml:6:5
  help: this means `resolution`: remove one of the two
"#]];

    a_comma_in_a_text_without_quotes: error(
        "status: 404\ndescription: A.\nlinks: [{ title: T, url: \"https://a\", description: Here, there }]",
    ) => str![[r#"
shop/orders.yaml:6:62 error unknown-key: unknown key `there` in a link
  help: remove it, or put the text it belongs to in quotes: every known key is given
"#]];

    a_misspelled_status: error("staus: 404\ndescription: A.") => str![[r#"
shop/orders.yaml:4:5 error unknown-key: unknown key `staus` in an error
  help: did you mean `status`?
"#]];

    a_misspelled_status_with_a_wrong_value: error("staus: 40\ndescription: A.") => str![[r#"
shop/orders.yaml:4:5 error unknown-key: unknown key `staus` in an error
  help: did you mean `status`?
shop/orders.yaml:4:12 error status-range: `40` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    an_empty_error: error("{}") => str![[r#"
shop/orders.yaml:3:3 error missing-key: missing `description` in an error
  help: add `description`, or a `message` or a `title` that says it
shop/orders.yaml:3:3 error missing-status: `not_found` has no status
  help: add `status: 400`, or `status: none` if the API documents none; `status` in `catalog.yaml` is for all codes
"#]];

    a_section_without_a_title: section("errors: {}\n") => str![[r#"
shop/orders.yaml:1:1 error missing-key: missing `section` in a section
  help: add `section`; other keys are `group`, `description`, `source`, `category`, `allow`, `also`, `tables`, `notes`
"#]];

    a_key_of_a_section_in_another_case: section("Section: Orders\n") => str![[r#"
shop/orders.yaml:1:1 error unknown-key: unknown key `Section` in a section
  help: did you mean `section`?
"#]];

    a_misspelled_key_of_a_section: section(
        "section: Orders\nerror:\n  a: { status: 404, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:2:1 error unknown-key: unknown key `error` in a section
  help: did you mean `errors`?
"#]];

    a_catalog_without_a_title: catalog("title: Shop API\n", "") => str![[r#"
shop/catalog.yaml:1:1 error missing-key: missing `title` in a catalog
  help: add `title`; other keys are `description`, `language`, `type`, `levels`, `allow`, `status`, `sections`, `groups`, `fields`, `statuses`, `types`, `details`, `never_includes`, `raises`, `operations`, `handling`, `related`, `retired`
"#]];

    a_misspelled_key_of_a_catalog: catalog("title: Shop API", "titel: Shop API") => str![[r#"
shop/catalog.yaml:2:1 error unknown-key: unknown key `titel` in a catalog
  help: did you mean `title`?
"#]];

    settings_of_codes_without_a_style: catalog(
        "codes: { style: snake_case }",
        "codes: {}",
    ) => str![];

    a_catalog_without_settings_of_codes: catalog("codes: { style: snake_case }\n", "") => str![];

    a_catalog_without_anything: finds(
        &[("shop/catalog.yaml", "catalog: shop\n"), ("shop/orders.yaml", ORDERS)],
    ) => str![[r#"
shop/catalog.yaml:1:1 error missing-key: missing `title`, `envelope` in a catalog
  help: add `title`, `envelope`; other keys are `description`, `language`, `type`, `codes`, `docs`, `levels`, `allow`, `status`, `sections`, `groups`, `categories`, `fields`, `statuses`, `actions`, `types`, `details`, `never_includes`, `raises`, `operations`, `handling`, `related`, `retired`
"#]];

    a_misspelled_key_of_a_detail: error(
        "status: 404\ndescription: A.\ndetails:\n  x: { typ: string }",
    ) => str![[r#"
shop/orders.yaml:7:12 error unknown-key: unknown key `typ` in a detail
  help: did you mean `type`?
"#]];

    a_misspelled_key_of_a_place: error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { headr: X } }",
    ) => str![[r#"
shop/orders.yaml:7:34 error unknown-key: unknown key `headr` in a place
  help: did you mean `header`?
"#]];

    a_key_like_no_other: error("status: 404\ndescription: A.\nxy: B") => str![[r#"
shop/orders.yaml:6:5 error unknown-key: unknown key `xy` in an error
  help: known keys are `code`, `type`, `ident`, `title`, `category`, `message`, `messages`, `cause`, `resolution`, `causes`, `action`, `retry`, `details`, `delivery`, `since`, `deprecated`, `aliases`, `deprecated_names`, `visibility`, `grpc`, `links`, `notes`, `examples`, `allow`, `errors`
"#]];

    a_list_for_text: section("section: [Orders]\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found a list
  help: put the text in quotes: `[` begins a list in YAML
"#]];

    a_map_for_text: section("section: { a: b }\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found a map
  help: put the text in quotes: `{` begins a map in YAML
"#]];

    a_number_for_text: section("section: 12\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found a number
  help: put it in quotes: "12"
"#]];

    a_boolean_for_text: section("section: true\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found a boolean
  help: put it in quotes: "true"
"#]];

    a_text_left_out: section("section:\nnotes: []\n") => str![[r#"
shop/orders.yaml:1:8 error wrong-type: expected text, found nothing
  help: write text here, or remove the key
"#]];

    null_for_text: section("section: ~\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found nothing
  help: write a text here, put it in quotes if the word `~` is meant, or remove the key
"#]];

    an_empty_text: section("section: \"\"\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found an empty string
  help: write the text, or remove the key
"#]];

    a_text_of_spaces: section("section: \"  \"\n") => str![[r#"
shop/orders.yaml:1:10 error wrong-type: expected text, found an empty string
  help: write the text, or remove the key
"#]];

    text_for_a_list: section("section: Orders\nnotes: one\n") => str![[r#"
shop/orders.yaml:2:8 error wrong-type: expected a list, found text
  help: put it in brackets: [one]
"#]];

    a_map_for_a_list: section("section: Orders\nnotes: { a: b }\n") => str![[r#"
shop/orders.yaml:2:8 error wrong-type: expected a list, found a map
  help: replace it with a list
"#]];

    a_list_left_out: section("section: Orders\nnotes:\nerrors: {}\n") => str![[r#"
shop/orders.yaml:2:6 error wrong-type: expected a list, found nothing
  help: write a list here, or remove the key
"#]];

    a_list_for_a_map: section("section: Orders\nerrors: [a]\n") => str![[r#"
shop/orders.yaml:2:9 error wrong-type: expected a map, found a list
  help: write each key on a line of its own: `a: value`
"#]];

    text_for_a_map: section("section: Orders\nerrors:\n  a\n") => str![[r#"
shop/orders.yaml:3:3 error wrong-type: expected a map, found text
  help: write each key on a line of its own: `a: value`
"#]];

    an_error_left_out: section("section: Orders\nerrors:\n  a:\n") => str![[r#"
shop/orders.yaml:3:4 error wrong-type: expected a map for an error, found nothing
  help: write each key on a line of its own: `key: value`
"#]];

    text_for_an_error: section("section: Orders\nerrors:\n  a: No such a.\n") => str![[r#"
shop/orders.yaml:3:6 error wrong-type: expected a map for an error, found text
  help: write each key on a line of its own: `key: value`
"#]];

    a_map_for_a_text_or_a_list: section("section: Orders\nsource: { a: b }\n") => str![[r#"
shop/orders.yaml:2:9 error wrong-type: expected text, found a map
  help: put the text in quotes: `{` begins a map in YAML
"#]];

    a_number_for_a_version: error("status: 404\ndescription: A.\nsince: 1.2") => str![[r#"
shop/orders.yaml:6:12 error wrong-type: expected text, found a number
  help: put it in quotes: "1.2"
"#]];

    a_space_that_does_not_break_before_a_status: error(
        "status: \u{a0}404\ndescription: A.",
    ) => str![[r#"
shop/orders.yaml:4:13 error wrong-type: expected an HTTP status, a list of them or `none`, found text
  help: replace its first character, which only looks like a space, with a space
"#]];

    a_number_for_a_description: error("status: 404\ndescription: 404") => str![[r#"
shop/orders.yaml:5:18 error wrong-type: expected text, found a number
  help: put it in quotes: "404"
"#]];

    a_list_for_details: error("status: 404\ndescription: A.\ndetails: [x]") => str![[r#"
shop/orders.yaml:6:14 error wrong-type: expected a map, found a list
  help: give each its type: `{ x: { type: string } }`
"#]];

    yes_for_true: error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, optional: yes }",
    ) => str![[r#"
shop/orders.yaml:7:36 error wrong-type: expected true or false, found the text `yes`
  help: write `true`
"#]];

    text_for_a_detail: error("status: 404\ndescription: A.\ndetails:\n  x: string") => str![""];

    text_for_a_place: error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: header }",
    ) => str![[r#"
shop/orders.yaml:7:32 error detail-place: the detail `x` is in the message alone, which does not show it
  help: write `{x}` in the message, or remove the detail
shop/orders.yaml:7:32 error wrong-type: expected `message` or a map for a place, found text
  help: replace it with `message` or a map for a place
"#]];

    a_list_for_a_choice: error("status: 404\ndescription: A.\nretry: [never]") => str![[r#"
shop/orders.yaml:6:12 error wrong-type: expected one of `never`, `again`, `later`, `backoff`, `after_delay`, `after_action`, `outcome_unknown`, found a list
  help: replace it with one of `never`, `again`, `later`, `backoff`, `after_delay`, `after_action`, `outcome_unknown`
"#]];

    a_boolean_for_a_deprecation: error(
        "status: 404\ndescription: A.\ndeprecated: true",
    ) => str![[r#"
shop/orders.yaml:6:17 error wrong-type: expected a map for a deprecation, found a boolean
  help: write `{}`, or say more: `{ since: "2.0", replaced_by: other_code }`
"#]];

    a_number_for_an_action: catalog("  sign_in: Sign in again.", "  sign_in: 12") => str![[r#"
shop/catalog.yaml:8:12 error wrong-type: expected text, found a number
  help: put it in quotes: "12"
"#]];

    text_for_the_settings_of_codes: catalog(
        "codes: { style: snake_case }",
        "codes: snake_case",
    ) => str![[r#"
shop/catalog.yaml:3:8 error wrong-type: expected a map for `codes`, found text
  help: write each key on a line of its own: `key: value`
"#]];

    a_number_for_the_name_of_a_catalog: catalog("catalog: shop", "catalog: 12") => str![[r#"
shop/catalog.yaml:1:10 error wrong-type: expected text, found a number
  help: put it in quotes: "12"
"#]];

    a_status_that_is_too_small: error("status: 99\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error status-range: `99` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    a_status_that_is_too_large: error("status: 600\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error status-range: `600` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    a_status_that_is_a_word: error("status: abc\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error wrong-type: expected an HTTP status, a list of them or `none`, found text
  help: replace it with an HTTP status, a list of them or `none`
"#]];

    a_negative_status: error("status: -1\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error status-range: `-1` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    a_status_with_a_fraction: error("status: 404.5\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error status-range: `404.5` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    a_status_of_twenty_digits: error("status: 99999999999999999999\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error status-range: `1e+20` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    a_status_in_quotes: error("status: \"404\"\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error wrong-type: expected an HTTP status, found text
  help: write `404` without quotes
"#]];

    a_status_left_out: error("status:\ndescription: A.") => str![[r#"
shop/orders.yaml:4:11 error wrong-type: expected an HTTP status, a list of them or `none`, found nothing
  help: write an HTTP status, a list of them or `none` here, or remove the key
"#]];

    an_empty_list_of_statuses: error("status: []\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error wrong-type: expected a status, found an empty list
  help: write a status, or `none` if the API documents none
"#]];

    a_list_with_two_wrong_statuses: error("status: [404, 99, abc]\ndescription: A.") => str![[r#"
shop/orders.yaml:4:19 error status-range: `99` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
shop/orders.yaml:4:23 error wrong-type: expected an HTTP status, a list of them or `none`, found text
  help: replace it with an HTTP status, a list of them or `none`
"#]];

    a_status_that_is_a_map: error("status: { code: 404 }\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error wrong-type: expected an HTTP status, a list of them or `none`, found a map
  help: replace it with an HTTP status, a list of them or `none`
"#]];

    none_with_a_capital: error("status: None\ndescription: A.") => str![[r#"
shop/orders.yaml:4:13 error wrong-type: expected an HTTP status, a list of them or `none`, found text
  help: replace it with an HTTP status, a list of them or `none`
"#]];

    no_status: error("status: none\ndescription: A.") => str![];

    two_statuses: error("status: [404, 410]\ndescription: A.") => str![];

    the_smallest_status: error("status: 100\ndescription: A.") => str![];

    the_largest_status: error("status: 599\ndescription: A.") => str![];

    an_error_without_a_status: error("description: A.") => str![[r#"
shop/orders.yaml:3:3 error missing-status: `not_found` has no status
  help: add `status: 400`, or `status: none` if the API documents none; `status` in `catalog.yaml` is for all codes
"#]];

    the_status_of_the_category: error("category: request\ndescription: A.") => str![];

    a_category_with_a_wrong_status: catalog("{ status: 400 }", "{ status: 4000 }") => str![[r#"
shop/catalog.yaml:6:22 error status-range: `4000` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    descriptions_of_wrong_statuses: catalog_and(
        "statuses:\n  400: Bad.\n  99: Low.\n  abc: No.\n  \"0404\": Zero.\n",
    ) => str![[r#"
shop/catalog.yaml:18:3 error status-range: `99` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599
shop/catalog.yaml:19:3 error status-range: `abc` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599
shop/catalog.yaml:20:3 error status-range: `0404` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599
"#]];

    an_unknown_retry: error("status: 404\ndescription: A.\nretry: sometimes") => str![[r#"
shop/orders.yaml:6:12 error unknown-value: unknown value `sometimes`
  help: write one of `never`, `again`, `later`, `backoff`, `after_delay`, `after_action`, `outcome_unknown`
"#]];

    a_misspelled_retry: error("status: 404\ndescription: A.\nretry: back-off") => str![[r#"
shop/orders.yaml:6:12 error unknown-value: unknown value `back-off`
  help: did you mean `backoff`?
"#]];

    a_retry: error("status: 404\ndescription: A.\nretry: later") => str![];

    an_unknown_delivery_and_a_misspelled_visibility: error(
        "status: 404\ndescription: A.\ndelivery: mail\nvisibility: internl",
    ) => str![[r#"
shop/orders.yaml:6:15 error unknown-value: unknown value `mail`
  help: write one of `body`, `redirect`
shop/orders.yaml:7:17 error unknown-value: unknown value `internl`
  help: did you mean `internal`?
"#]];

    a_misspelled_grpc_status: error("status: 404\ndescription: A.\ngrpc: NOTFOUND") => str![[r#"
shop/orders.yaml:6:11 error unknown-value: `NOTFOUND` is not a `google.rpc.Code`
  help: did you mean `NOT_FOUND`?
"#]];

    the_number_of_a_grpc_status: error("status: 404\ndescription: A.\ngrpc: \"5\"") => str![[r#"
shop/orders.yaml:6:11 error unknown-value: `5` is not a `google.rpc.Code`
  help: write `NOT_FOUND`, the name of this number
"#]];

    an_unknown_grpc_status: error("status: 404\ndescription: A.\ngrpc: TEAPOT") => str![[r#"
shop/orders.yaml:6:11 error unknown-value: `TEAPOT` is not a `google.rpc.Code`
  help: write one of `OK`, `CANCELLED`, `UNKNOWN`, `INVALID_ARGUMENT`, `DEADLINE_EXCEEDED`, `NOT_FOUND`, `ALREADY_EXISTS`, `PERMISSION_DENIED`, `RESOURCE_EXHAUSTED`, `FAILED_PRECONDITION`, `ABORTED`, `OUT_OF_RANGE`, `UNIMPLEMENTED`, `INTERNAL`, `UNAVAILABLE`, `DATA_LOSS`, `UNAUTHENTICATED`
"#]];
}

/// Checks a table of a section; its keys begin on line 4.
#[track_caller]
fn table(table: &str, expected: Inline) {
    section(&format!("section: O\ntables:\n  - title: T\n{table}"), expected);
}

cases! {
    rows_of_different_lengths: table(
        "    columns: [A, B]\n    rows:\n      - [a, b]\n      - [a]\n      - [a, b, c]\n",
    ) => str![[r#"
shop/orders.yaml:7:9 error table-row: a row with 1 cell in a table with 2 columns
  also shop/orders.yaml:4:14
  help: give the row one cell per column
shop/orders.yaml:8:9 error table-row: a row with 3 cells in a table with 2 columns
  also shop/orders.yaml:4:14
  help: give the row one cell per column
"#]];

    a_table_without_columns: table("    columns: []\n    rows: []\n") => str![[r#"
shop/orders.yaml:4:14 error table-row: a table without columns
  help: add at least one column
"#]];

    columns_that_are_text: table("    columns: A\n    rows:\n      - [a]\n") => str![[r#"
shop/orders.yaml:4:14 error wrong-type: expected a list, found text
  help: put it in brackets: [A]
"#]];

    a_column_that_is_a_number: table("    columns: [A, 1]\n    rows:\n      - [a]\n") => str![[r#"
shop/orders.yaml:4:18 error wrong-type: expected text, found a number
  help: put it in quotes: "1"
"#]];

    rows_that_are_not_lists: table(
        "    columns: [A]\n    rows:\n      - a\n      - { a: b }\n",
    ) => str![[r#"
shop/orders.yaml:6:9 error wrong-type: expected a list, found text
  help: put it in brackets: [a]
shop/orders.yaml:7:9 error wrong-type: expected a list, found a map
  help: replace it with a list
"#]];

    a_table_without_a_header: table("    rows:\n      - [a]\n") => str![];
}
