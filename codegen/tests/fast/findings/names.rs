//! How codes and other names are written.

use super::{CATALOG, ORDERS, catalog, catalog_and, error, finds, section};

#[test]
fn style_pattern_and_exceptions() {
    let errors =
        |code: &str| format!("section: O\nerrors:\n  {code}: {{ status: 404, description: A. }}\n");
    section(
        &errors("NotFound"),
        &["shop/orders.yaml:3:3 code-style: `NotFound` is not snake_case \
             -> write `not_found`, or list the code under `codes.exceptions` with a reason"],
    );
    section(
        &errors("not-found"),
        &["shop/orders.yaml:3:3 code-style: `not-found` is not snake_case \
             -> write `not_found`, or list the code under `codes.exceptions` with a reason"],
    );
    let styled = |style: &str, code: &str, expected: &[&str]| {
        let catalog = CATALOG.replace("style: snake_case", style);
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &errors(code))], expected);
    };
    styled(
        "style: SCREAMING_SNAKE_CASE",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not SCREAMING_SNAKE_CASE \
             -> write `NOT_FOUND`, or list the code under `codes.exceptions` with a reason"],
    );
    styled(
        "style: kebab-case",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not kebab-case \
             -> write `not-found`, or list the code under `codes.exceptions` with a reason"],
    );
    styled(
        "style: camelCase",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not camelCase \
             -> write `notFound`, or list the code under `codes.exceptions` with a reason"],
    );
    styled(
        "style: PascalCase",
        "not_found",
        &["shop/orders.yaml:3:3 code-style: `not_found` is not PascalCase \
             -> write `NotFound`, or list the code under `codes.exceptions` with a reason"],
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
             -> replace it with one of `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`, \
             `camelCase`, `PascalCase`"],
    );
    styled(
        "convention: As we like it.",
        "NotFound",
        &["shop/catalog.yaml:3:10 missing-key: missing `style` in `codes` \
             -> add `style`"],
    );
    styled(
        "style: snake_case, pattern: \"^e_\"",
        "not_found",
        &["shop/orders.yaml:3:3 code-pattern: `not_found` does not match the catalog's pattern \
             (also shop/catalog.yaml:3:38) \
             -> rename the code, or list it under `codes.exceptions` with a reason"],
    );
    styled(
        "style: snake_case, pattern: \"^e_\"",
        "NotFound",
        &["shop/orders.yaml:3:3 code-style: `NotFound` is not snake_case \
             -> write `not_found`, or list the code under `codes.exceptions` with a reason"],
    );
    styled(
        "style: snake_case, pattern: \"[\"",
        "not_found",
        &["shop/catalog.yaml:3:38 code-pattern: the pattern is not a valid regular expression: \
             found unclosed character class \
             -> use the syntax of Rust's `regex` crate, in single quotes"],
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
        &["shop/catalog.yaml:3:44 missing-key: missing `reason` in a naming exception \
             -> add `reason`"],
    );
}

#[test]
fn names_that_cannot_be_written() {
    section(
        "section: O\nerrors:\n  a b: { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `a b` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
    section(
        "section: O\nerrors:\n  ../etc: { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `../etc` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
    section(
        "section: O\nerrors:\n  _: { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `_` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
    section(
        "section: O\nerrors:\n  \"\": { status: 404, description: A. }\n",
        &["shop/orders.yaml:3:3 invalid-name: `` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  1st: { type: string }",
        &["shop/orders.yaml:7:7 invalid-name: `1st` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, starting with a letter"],
    );
    catalog(
        "  request: { status: 400 }",
        "  a/b: { status: 400 }",
        &["shop/catalog.yaml:6:3 invalid-name: `a/b` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, starting with a letter"],
    );
    catalog(
        "  sign_in: Sign in again.",
        "  sign in: Sign in again.",
        &["shop/catalog.yaml:8:3 invalid-name: `sign in` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, starting with a letter"],
    );
    finds(
        &[("shop/catalog.yaml", CATALOG), ("shop/1 of 2.yaml", ORDERS)],
        &["shop/1 of 2.yaml:1:1 invalid-name: `1 of 2` cannot be a name \
             -> use ASCII letters, digits, `_` and `-`, starting with a letter"],
    );
}

#[test]
fn identifiers_that_collide() {
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
fn aliases_are_unique_names() {
    let aliases = |names: &str, expected: &[&str]| {
        error(&format!("status: 404\ndescription: A.\naliases: [{names}]"), expected);
    };
    aliases("missing, Some.Thing-2", &[]);
    aliases("NOT_FOUND", &[]);
    aliases(
        "not_found",
        &["shop/orders.yaml:6:15 alias: the alias `not_found` is already a code (also \
             shop/orders.yaml:3:3) \
             -> remove it: links to this name lead to that code"],
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
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
    aliases(
        "12",
        &["shop/orders.yaml:6:15 wrong-type: expected text, found a number \
             -> put it in quotes: \"12\""],
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
             -> remove it: links to this name lead to that code",
        ],
    );
}

#[test]
fn retired_codes() {
    catalog_and(
        "retired:\n  not_found: { reason: Gone. }\n",
        &["shop/orders.yaml:3:3 retired-code: the retired code `not_found` is used again (also \
             shop/catalog.yaml:17:3) \
             -> choose another code: old clients still read this one with its old meaning"],
    );
    catalog_and(
        "retired:\n  old: {}\n",
        &["shop/catalog.yaml:17:8 missing-key: missing `reason` in a retired code \
             -> add `reason`"],
    );
    catalog_and(
        "retired:\n  ../up: { reason: Gone. }\n",
        &["shop/catalog.yaml:17:3 invalid-name: `../up` cannot be a retired code \
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
}

#[test]
fn names_that_no_file_can_have() {
    let devices = [("shop/catalog.yaml", CATALOG), ("shop/aux.yaml", "section: Helpers\n")];
    finds(
        &devices,
        &["shop/aux.yaml:1:1 invalid-name: the section `aux` is the name of a device on Windows \
             -> rename the file"],
    );
    let named = CATALOG.replace("catalog: shop", "catalog: con");
    finds(
        &[("con/catalog.yaml", &named), ("con/orders.yaml", ORDERS)],
        &[
            "con/catalog.yaml:1:1 catalog-name: the folder `con` is the name of a device on Windows \
             -> rename the folder",
        ],
    );
    let long = "x".repeat(201);
    section(
        &format!("section: O\nerrors:\n  {long}: {{ status: 404, description: A. }}\n"),
        &[
            "shop/orders.yaml:3:3 invalid-name: `xxxxxxxxxxxxxxxxxxxx…` is longer than 200 characters \
             -> choose a shorter name",
        ],
    );
    section(
        &format!("section: O\nerrors:\n  {}: {{ status: 404, description: A. }}\n", &long[1..]),
        &[],
    );
}

/// Checks the pages of a section with some codes, for a docs URL.
#[track_caller]
fn pages(url: &str, id: &str, codes: &str, expected: &[&str]) {
    let style = "style: camelCase, exceptions: [{ reason: Old., codes: [README, errors.json] }]";
    let style = if codes.contains("README") { style } else { "style: camelCase" };
    let catalog = CATALOG
        .replace("style: snake_case", style)
        .replace("https://example.com/errors/{code}", url);
    let section = format!("section: O\nerrors:\n{codes}");
    finds(&[("shop/catalog.yaml", &catalog), (&format!("shop/{id}.yaml"), &section)], expected);
}

#[test]
fn pages_that_docs_urls_lead_to_are_different_files() {
    const TWO: &str = "  checkOut: { status: 409, description: A. }\n  \
                       checkout: { status: 409, description: B. }\n";
    const INDEXES: &str = "  README: { status: 409, description: A. }\n  \
                           errors.json: { status: 409, description: B. }\n";
    const ALIAS: &str = "  checkout: { status: 409, description: A., aliases: [readme] }\n";
    pages(
        "https://h/{code}",
        "orders",
        TWO,
        &["shop/orders.yaml:4:3 page-collision: the page of `checkout` would be the page of \
             `checkOut` (also shop/orders.yaml:3:3) \
             -> rename one of the two, or end the docs URL in `#{code}`, so that codes need no files"],
    );
    pages(
        "https://h/{code}",
        "orders",
        INDEXES,
        &[
            "shop/orders.yaml:3:3 page-collision: the page of `README` would be the first page of \
             the catalog",
            "shop/orders.yaml:4:3 page-collision: the page of `errors.json` would be a file that \
             the reference always has",
        ],
    );
    pages(
        "https://h/{code}.html",
        "orders",
        ALIAS,
        &["shop/orders.yaml:3:55 page-collision: the page of `readme` would be the first page of \
             the catalog"],
    );
    pages(
        "https://h/{section}#{code}",
        "index",
        ALIAS,
        &[
            "shop/index.yaml:1:1 page-collision: the page of the section `index` would be the first \
             page of the catalog -> rename the file of the section, or change the docs URL",
        ],
    );
    pages(
        "https://h/readme#{code}",
        "orders",
        ALIAS,
        &[
            "shop/catalog.yaml:4:14 page-collision: the page with all codes would be the first page \
             of the catalog -> publish the reference under another name",
        ],
    );
    for url in ["https://h/errors#{code}", "https://h/index#{code}", "https://h/?code={code}"] {
        pages(url, "readme", TWO, &[]);
        pages(url, "index", INDEXES, &[]);
    }
}
