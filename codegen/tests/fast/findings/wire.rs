//! The code on the wire and the identifier of an entry, where they are not its name.

use std::fmt::Write;

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, finds};
use crate::expect::cases;

/// Checks entries in a catalog with these settings for codes.
#[track_caller]
fn codes(settings: &str, entries: &[&str], expected: Inline) {
    let catalog = CATALOG.replace("style: snake_case", settings);
    let mut section = "section: O\nerrors:\n".to_owned();
    for entry in entries {
        let _ = writeln!(section, "  {entry}, status: 404, description: A. }}");
    }
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

cases! {
    any_text_on_the_wire: codes(
        "style: none",
        &[
            "conflict: { code: \"PD:affinity:ErrAffinityGroupConflict\"",
            "in_use: { code: auth/email-already-in-use",
            "legacy: { code: _LEGACY_ERROR_TEMP_0001",
            "spaced: { code: invalid request",
            "odd: { code: \"żółć 💥\"",
        ],
    ) => str![];

    numbers: codes(
        "type: integer",
        &["card_declined: { code: 1042", "parse_error: { code: -32700", "10003: { title: Unknown"],
    ) => str![];

    a_number_in_a_catalog_of_text: codes("style: none", &["gone: { code: 1042"]) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: the codes of this catalog are text
  help: write "1042", or set `codes: { type: integer }` in the catalog if the API sends numbers
"#]];

    another_value_in_a_catalog_of_text: codes("style: none", &["gone: { code: true"]) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: the codes of this catalog are text
  help: write "true"
"#]];

    a_list_for_a_code: codes("style: none", &["gone: { code: [a]"]) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: expected a code, found a list
  help: replace it with a code
"#]];

    an_empty_code: codes("style: none", &["gone: { code: \"\""]) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: a code is empty
  help: write what the API sends, or remove `code` if that is the name
"#]];

    a_quoted_number_in_a_catalog_of_numbers: codes(
        "type: integer",
        &["gone: { code: \"1042\""],
    ) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: the codes of this catalog are integers
  help: remove the quotes
"#]];

    text_in_a_catalog_of_numbers: codes("type: integer", &["gone: { code: E1042"]) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: the codes of this catalog are integers
  help: write a decimal number, or remove `type: integer` from the catalog's `codes`
"#]];

    a_number_that_is_too_large: codes(
        "type: integer",
        &["gone: { code: 9223372036854775808"],
    ) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: the codes of this catalog are integers
  help: write a decimal number, or remove `type: integer` from the catalog's `codes`
"#]];

    a_number_with_a_point: codes("type: integer", &["gone: { code: 10.5"]) => str![[r#"
shop/orders.yaml:3:17 error wrong-type: the codes of this catalog are integers
  help: write a decimal number, or remove `type: integer` from the catalog's `codes`
"#]];

    a_name_that_is_no_number: codes("type: integer", &["gone: { title: Gone"]) => str![[r#"
shop/orders.yaml:3:3 error missing-key: `gone` has no code, and its name is not a number
  help: add what the API sends, as in `code: 1042`
"#]];

    a_style_looks_at_the_wire: codes(
        "style: SCREAMING-KEBAB-CASE",
        &["order_gone: { code: ORDER-GONE", "order_old: { code: order_old"],
    ) => str![[r#"
shop/orders.yaml:4:22 error code-style: `order_old` is not SCREAMING-KEBAB-CASE
  help: write `ORDER-OLD`, or list the code under `codes.exceptions` with a reason
"#]];

    a_pattern_looks_at_the_digits: codes(
        "type: integer, pattern: \"^1[0-9]{3}$\"",
        &["gone: { code: 1042", "old: { code: 2042"],
    ) => str![[r#"
shop/orders.yaml:4:16 error code-pattern: `2042` does not match the catalog's pattern
  also shop/catalog.yaml:3:34
  help: rename the code, or list it under `codes.exceptions` with a reason
"#]];

    one_code_for_two_with_a_reason: codes(
        "type: integer",
        &["gone: { code: 7", "missing: { code: 7, allow: { shared-code: The server is old. }"],
    ) => str![""];

    identifiers_of_their_own: codes(
        "style: none",
        &["SEC_1_11: { ident: SecOneEleven", "SEC_11_1: { ident: Sec11_1"],
    ) => str![];

    an_identifier_in_another_case: codes("style: none", &["gone: { ident: order_gone"]) => str![[r#"
shop/orders.yaml:3:18 error invalid-name: `order_gone` cannot be an identifier
  help: write it in PascalCase: ASCII letters and digits, starting with a capital
"#]];

    one_identifier_for_two: codes(
        "style: none",
        &["order_gone: { title: Gone", "gone: { ident: OrderGone"],
    ) => str![[r#"
shop/orders.yaml:4:3 error identifier-collision: the codes `order_gone` and `gone` are both `OrderGone` in generated code
  also shop/orders.yaml:3:3
  help: add what programs call the second one, as in `ident: Gone2`, or rename one
"#]];
}
