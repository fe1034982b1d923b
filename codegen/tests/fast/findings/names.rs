//! How codes and other names are written.

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, ORDERS, catalog, catalog_and, error, finds, section};
use crate::expect::cases;

/// Checks a code in the catalog with other settings for codes.
#[track_caller]
fn styled(style: &str, code: &str, expected: Inline) {
    let catalog = CATALOG.replace("style: snake_case", style);
    let section = format!("section: O\nerrors:\n  {code}: {{ status: 404, description: A. }}\n");
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

cases! {
    pascal_case_for_snake_case: styled("style: snake_case", "NotFound") => str![[r#"
shop/orders.yaml:3:3 error code-style: `NotFound` is not snake_case
  help: write `not_found`, or list the code under `codes.exceptions` with a reason
"#]];

    kebab_case_for_snake_case: styled("style: snake_case", "not-found") => str![[r#"
shop/orders.yaml:3:3 error code-style: `not-found` is not snake_case
  help: write `not_found`, or list the code under `codes.exceptions` with a reason
"#]];

    snake_case_for_screaming_snake_case: styled(
        "style: SCREAMING_SNAKE_CASE",
        "not_found",
    ) => str![[r#"
shop/orders.yaml:3:3 error code-style: `not_found` is not SCREAMING_SNAKE_CASE
  help: write `NOT_FOUND`, or list the code under `codes.exceptions` with a reason
"#]];

    snake_case_for_kebab_case: styled("style: kebab-case", "not_found") => str![[r#"
shop/orders.yaml:3:3 error code-style: `not_found` is not kebab-case
  help: write `not-found`, or list the code under `codes.exceptions` with a reason
"#]];

    snake_case_for_camel_case: styled("style: camelCase", "not_found") => str![[r#"
shop/orders.yaml:3:3 error code-style: `not_found` is not camelCase
  help: write `notFound`, or list the code under `codes.exceptions` with a reason
"#]];

    snake_case_for_pascal_case: styled("style: PascalCase", "not_found") => str![[r#"
shop/orders.yaml:3:3 error code-style: `not_found` is not PascalCase
  help: write `NotFound`, or list the code under `codes.exceptions` with a reason
"#]];

    a_misspelled_style: styled("style: snakecase", "NotFound") => str![[r#"
shop/catalog.yaml:3:17 error unknown-value: unknown value `snakecase`
  help: did you mean `snake_case`?
"#]];

    a_list_of_styles: styled("style: [snake_case]", "NotFound") => str![[r#"
shop/catalog.yaml:3:17 error wrong-type: expected one of `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, `PascalCase`, `SCREAMING-KEBAB-CASE`, `dotted.case`, `none`, found a list
  help: replace it with one of `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, `camelCase`, `PascalCase`, `SCREAMING-KEBAB-CASE`, `dotted.case`, `none`
"#]];

    settings_without_a_style: styled("convention: As we like it.", "NotFound") => str![];

    codes_in_capitals_with_hyphens: styled("style: SCREAMING-KEBAB-CASE", "SNYK-CLI-0001") => str![];

    words_between_dots: styled("style: dotted.case", "att.not_found") => str![];

    capitals_between_dots: styled("style: dotted.case", "A_B.C_D") => str![];

    words_of_two_styles_between_dots: styled("style: dotted.case", "A_B.c_d") => str![[r#"
shop/orders.yaml:3:3 error code-style: `A_B.c_d` is not dotted.case
  help: write `a_b.c_d`, or list the code under `codes.exceptions` with a reason
"#]];

    a_pattern_alone: styled("pattern: \"^E[0-9]{4}$\"", "E1001") => str![];

    no_style: styled("style: none", "As_we-LIKE.it") => str![];

    a_code_that_does_not_match_the_pattern: styled(
        "style: snake_case, pattern: \"^e_\"",
        "not_found",
    ) => str![[r#"
shop/orders.yaml:3:3 error code-pattern: `not_found` does not match the catalog's pattern
  also shop/catalog.yaml:3:38
  help: rename the code, or list it under `codes.exceptions` with a reason
"#]];

    a_code_that_matches_neither_style_nor_pattern: styled(
        "style: snake_case, pattern: \"^e_\"",
        "NotFound",
    ) => str![[r#"
shop/orders.yaml:3:3 error code-style: `NotFound` is not snake_case
  help: write `not_found`, or list the code under `codes.exceptions` with a reason
"#]];

    a_pattern_that_is_not_a_regular_expression: styled(
        "style: snake_case, pattern: \"[\"",
        "not_found",
    ) => str![[r#"
shop/catalog.yaml:3:38 error code-pattern: the pattern is not a valid regular expression: found unclosed character class
  help: use the syntax of Rust's `regex` crate, in single quotes
"#]];

    an_exception: styled(
        "style: snake_case, pattern: \"^e_\", exceptions: [{ reason: Old., codes: [NotFound] }]",
        "NotFound",
    ) => str![];

    an_exception_for_an_unknown_code: styled(
        "style: snake_case, exceptions: [{ reason: Old., codes: [NotFoud] }]",
        "NotFound",
    ) => str![[r#"
shop/catalog.yaml:3:66 error unknown-reference: there is no code `NotFoud`
  help: did you mean `NotFound`?
"#]];

    an_exception_without_a_reason: styled(
        "style: snake_case, exceptions: [{ codes: [NotFound] }]",
        "NotFound",
    ) => str![[r#"
shop/catalog.yaml:3:44 error missing-key: missing `reason` in a naming exception
  help: add `reason`
"#]];

    a_code_with_a_space: section(
        "section: O\nerrors:\n  a b: { status: 404, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error code-style: `a b` is not snake_case
  help: write `a_b`, or list the code under `codes.exceptions` with a reason
"#]];

    codes_with_any_characters: section(
        "section: O\nerrors:\n\
         \x20 ../etc: { status: 404, description: A. }\n\
         \x20 PD:affinity:ErrGroup: { status: 404, description: B. }\n\
         \x20 größe überschritten: { status: 404, description: C. }\n\
         \x20 -32700: { status: 404, description: D. }\n\
         \x20 _LEGACY_TEMP_1: { status: 404, description: E. }\n\
         \x20 订单: { ident: Order, status: 404, description: F. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error code-style: `../etc` is not snake_case
  help: write `etc`, or list the code under `codes.exceptions` with a reason
shop/orders.yaml:4:3 error code-style: `PD:affinity:ErrGroup` is not snake_case
  help: write `pd_affinity_err_group`, or list the code under `codes.exceptions` with a reason
shop/orders.yaml:5:3 error code-style: `größe überschritten` is not snake_case
  help: write `größe_überschritten`, or list the code under `codes.exceptions` with a reason
shop/orders.yaml:6:3 error code-style: `-32700` is not snake_case
  help: write `32700`, or list the code under `codes.exceptions` with a reason
shop/orders.yaml:7:3 error code-style: `_LEGACY_TEMP_1` is not snake_case
  help: write `legacy_temp_1`, or list the code under `codes.exceptions` with a reason
"#]];

    a_code_of_one_underscore: section(
        "section: O\nerrors:\n  _: { status: 404, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error code-style: `_` is not snake_case
  help: list the code under `codes.exceptions` with a reason
shop/orders.yaml:3:3 error invalid-name: `_` makes no name for programs
  help: add what programs call it, as in `ident: CardDeclined`
"#]];

    a_code_without_a_name: section(
        "section: O\nerrors:\n  \"\": { status: 404, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error invalid-name: an empty text cannot be a code
  help: write what the API sends
"#]];

    a_detail_that_begins_with_a_digit: error(
        "status: 404\ndescription: A.\ndetails:\n  1st: { type: string }",
    ) => str![[r#"
shop/orders.yaml:7:7 error invalid-name: `1st` cannot be a name
  help: use ASCII letters, digits, `_` and `-`, starting with a letter
"#]];

    a_category_with_a_slash: catalog(
        "  request: { status: 400 }",
        "  a/b: { status: 400 }",
    ) => str![[r#"
shop/catalog.yaml:6:3 error invalid-name: `a/b` cannot be a name
  help: use ASCII letters, digits, `_` and `-`, starting with a letter
"#]];

    an_action_with_a_space: catalog(
        "  sign_in: Sign in again.",
        "  sign in: Sign in again.",
    ) => str![[r#"
shop/catalog.yaml:8:3 error invalid-name: `sign in` cannot be a name
  help: use ASCII letters, digits, `_` and `-`, starting with a letter
"#]];

    a_section_with_spaces: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/1 of 2.yaml", ORDERS)],
    ) => str![[r#"
shop/1 of 2.yaml:1:1 error invalid-name: `1 of 2` cannot be a name
  help: use ASCII letters, digits, `_` and `-`, starting with a letter
"#]];

    two_codes_with_one_identifier: section(
        "section: O\nerrors:\n  a_1: { status: 404, description: A. }\n  a1: { status: 404, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:4:3 error identifier-collision: the codes `a_1` and `a1` are both `A1` in generated code
  also shop/orders.yaml:3:3
  help: add what programs call the second one, as in `ident: A12`, or rename one
"#]];

    two_details_with_one_identifier: error(
        "status: 404\ndescription: A.\ndetails:\n  order_id: { type: string }\n  orderId: { type: string }",
    ) => str![[r#"
shop/orders.yaml:8:7 error identifier-collision: the details `order_id` and `orderId` are both `OrderId` in generated code
  also shop/orders.yaml:7:7
  help: rename one of the two
"#]];

    two_sections_with_one_identifier: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/a-1.yaml", ORDERS), ("shop/a1.yaml", "section: O\n")],
    ) => str![[r#"
shop/a1.yaml:1:1 error identifier-collision: the sections `a-1` and `a1` are both `A1` in generated code
  also shop/a-1.yaml:1:1
  help: rename one of the two
"#]];

    two_categories_with_one_identifier: catalog(
        "  request: { status: 400 }",
        "  re_quest: {}\n  re-quest: {}",
    ) => str![[r#"
shop/catalog.yaml:7:3 error identifier-collision: the categories `re_quest` and `re-quest` are both `ReQuest` in generated code
  also shop/catalog.yaml:6:3
  help: rename one of the two
"#]];
}

/// Checks the aliases of an error.
#[track_caller]
fn aliases(names: &str, expected: Inline) {
    error(&format!("status: 404\ndescription: A.\naliases: [{names}]"), expected);
}

cases! {
    two_aliases: aliases("missing, Some.Thing-2") => str![];

    an_alias_that_differs_from_a_code_in_case: aliases("NOT_FOUND") => str![];

    an_alias_that_is_the_code: aliases("not_found") => str![[r#"
shop/orders.yaml:6:15 error alias: the alias `not_found` is already a code
  also shop/orders.yaml:3:3
  help: remove it: links to this name lead to that code
"#]];

    two_aliases_that_differ_in_case: aliases("gone, Gone") => str![[r#"
shop/orders.yaml:6:21 error alias: the alias `Gone` is already an alias of `not_found`
  also shop/orders.yaml:6:15
  help: remove one of the two
"#]];

    an_alias_that_is_a_path: aliases("\"../up\"") => str![""];

    an_alias_that_is_a_number: aliases("12") => str![[r#"
shop/orders.yaml:6:15 error wrong-type: expected text, found a number
  help: put it in quotes: "12"
"#]];

    former_names: error(
        "status: 404\ndescription: A.\ndeprecated_names:\n  MISSING: { until: 2.0.0 }\n  \
         \"7\": { until: \"2.0\" }\n  gone: { until: 2.0.0, ident: no_good }\n  lost: {}",
    ) => str![[r#"
shop/orders.yaml:8:21 error package-version: `2.0` is not a semantic version
  help: write three numbers, as in `2.0.0`
shop/orders.yaml:9:36 error invalid-name: `no_good` cannot be an identifier
  help: write it in PascalCase: ASCII letters and digits, starting with a capital
shop/orders.yaml:10:13 error missing-key: missing `until` in a deprecated name
  help: add `until`; other keys are `ident`
"#]];

    former_names_that_mean_another_code: section(
        "section: Orders\nerrors:\n  not_found:\n    status: 404\n    description: A.\n    \
         deprecated_names: { two: { until: 2.0.0 }, three: { until: 2.0.0, ident: Two } }\n  \
         two:\n    status: 404\n    description: B.\n    deprecated_names: { three: { until: \
         2.0.0 } }\n",
    ) => str![[r#"
shop/orders.yaml:6:25 error identifier-collision: `two`, which programs called `not_found` before, is what they call `two`
  also shop/orders.yaml:7:3
  help: remove the former name: programs would mistake one for the other
shop/orders.yaml:6:48 error identifier-collision: `Two`, which programs called `not_found` before, is what they call `two`
  also shop/orders.yaml:7:3
  help: remove the former name: programs would mistake one for the other
shop/orders.yaml:10:25 error identifier-collision: `three`, which programs called `two` before, is what they call `not_found`
  also shop/orders.yaml:3:3
  help: remove the former name: programs would mistake one for the other
"#]];

    aliases_that_are_retired_or_another_code: finds(
        &[
            ("shop/catalog.yaml", &format!("{CATALOG}retired:\n  old: {{ reason: Gone. }}\n")),
            (
                "shop/orders.yaml",
                "section: Orders\nerrors:\n  not_found:\n    status: 404\n    description: A.\n    \
                 aliases: [old, Two]\n  two: { status: 404, description: B. }\n",
            ),
        ],
    ) => str![[r#"
shop/orders.yaml:6:15 error alias: the alias `old` is already a retired code
  also shop/catalog.yaml:17:3
  help: remove it here or from `retired`
shop/orders.yaml:6:20 error alias: the alias `Two` is already a code
  also shop/orders.yaml:7:3
  help: remove it: links to this name lead to that code
"#]];

    a_retired_code_that_is_used: catalog_and(
        "retired:\n  not_found: { reason: Gone. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error retired-code: the retired code `not_found` is used again
  also shop/catalog.yaml:17:3
  help: choose another code: old clients still read this one with its old meaning
"#]];

    a_retired_code_without_a_reason: catalog_and("retired:\n  old: {}\n") => str![[r#"
shop/catalog.yaml:17:8 error missing-key: missing `reason` in a retired code
  help: add `reason`; other keys are `since`, `replaced_by`
"#]];

    a_retired_code_that_is_a_path: catalog_and(
        "retired:\n  ../up: { reason: Gone. }\n",
    ) => str![""];

    a_section_named_like_a_device: finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/aux.yaml", "section: Helpers\n")],
    ) => str![[r#"
shop/aux.yaml:1:1 error invalid-name: the section `aux` is the name of a device on Windows
  help: rename the file
"#]];

    a_catalog_named_like_a_device: finds(
        &[("con/catalog.yaml", &CATALOG.replace("catalog: shop", "catalog: con")), ("con/orders.yaml", ORDERS)],
    ) => str![[r#"
con/catalog.yaml:1:1 error catalog-name: the folder `con` is the name of a device on Windows
  help: rename the folder
"#]];

    a_code_of_300_characters: section(
        &format!("section: O\nerrors:\n  {}: {{ status: 404, description: A. }}\n",
            "x".repeat(300)),
    ) => str![""];
}

/// Checks the pages of a section with some codes, for a docs URL.
#[track_caller]
fn pages(url: &str, id: &str, codes: &str, expected: Inline) {
    let style = "style: camelCase, exceptions: [{ reason: Old., codes: [README, errors.json] }]";
    let style = if codes.contains("README") { style } else { "style: camelCase" };
    let catalog = CATALOG
        .replace("style: snake_case", style)
        .replace("https://example.com/errors/{code}", url);
    let section = format!("section: O\nerrors:\n{codes}");
    finds(&[("shop/catalog.yaml", &catalog), (&format!("shop/{id}.yaml"), &section)], expected);
}

const TWO: &str =
    "  checkOut: { status: 409, description: A. }\n  checkout: { status: 409, description: B. }\n";
const INDEXES: &str =
    "  README: { status: 409, description: A. }\n  errors.json: { status: 409, description: B. }\n";
const ALIAS: &str = "  checkout: { status: 409, description: A., aliases: [readme] }\n";

cases! {
    pages_of_codes_that_differ_in_case: pages("https://h/{code}", "orders", TWO) => str![[r#"
shop/orders.yaml:4:3 error page-collision: the page of `checkout` would be the page of `checkOut`
  also shop/orders.yaml:3:3
  help: rename one of the two, or end the docs URL in `#{code}`, so that codes need no files
"#]];

    pages_of_codes_named_like_files_of_the_reference: pages(
        "https://h/{code}",
        "orders",
        INDEXES,
    ) => str![[r#"
shop/orders.yaml:3:3 error page-collision: the page of `README` would be the first page of the catalog
  help: rename one of the two, or end the docs URL in `#{code}`, so that codes need no files
shop/orders.yaml:4:3 error page-collision: the page of `errors.json` would be a file that the reference always has
  help: rename one of the two, or end the docs URL in `#{code}`, so that codes need no files
"#]];

    the_page_of_an_alias_named_like_the_first_page: pages(
        "https://h/{code}.html",
        "orders",
        ALIAS,
    ) => str![[r#"
shop/orders.yaml:3:55 error page-collision: the page of `readme` would be the first page of the catalog
  help: rename one of the two, or end the docs URL in `#{code}`, so that codes need no files
"#]];

    the_page_of_a_section_named_like_the_first_page: pages(
        "https://h/{section}#{code}",
        "index",
        ALIAS,
    ) => str![[r#"
shop/index.yaml:1:1 error page-collision: the page of the section `index` would be the first page of the catalog
  help: rename the file of the section, or change the docs URL
"#]];

    the_page_of_all_codes_named_like_the_first_page: pages(
        "https://h/readme#{code}",
        "orders",
        ALIAS,
    ) => str![[r#"
shop/catalog.yaml:4:14 error page-collision: the page with all codes would be the first page of the catalog
  help: publish the reference under another name
"#]];
}

#[test]
fn docs_urls_without_files_for_codes_allow_any_code() {
    for url in ["https://h/errors#{code}", "https://h/index#{code}", "https://h/?code={code}"] {
        pages(url, "readme", TWO, str![]);
        pages(url, "index", INDEXES, str![]);
    }
}
