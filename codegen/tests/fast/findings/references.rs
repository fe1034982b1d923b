//! References between the parts of a catalog.

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, ORDERS, catalog, catalog_and, error, finds, section};
use crate::expect::cases;

cases! {
    a_code_in_two_files: finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            ("shop/carts.yaml", ORDERS),
            ("shop/orders.yaml", ORDERS),
        ],
    ) => str![[r#"
shop/orders.yaml:3:3 error duplicate-code: the code `not_found` is defined twice
  also shop/carts.yaml:3:3
  help: remove one; to show it in a second section, list it under `also` there
"#]];

    a_code_that_is_defined_and_listed_in_one_section: section(
        "section: Orders\nerrors:\n  a: { status: 404, description: A. }\nalso:\n  a: Again.\n",
    ) => str![[r#"
shop/orders.yaml:5:3 error duplicate-code: `a` is both defined and listed in this section
  also shop/orders.yaml:3:3
  help: remove it from `also`
"#]];

    /// Catalogs do not share codes.
    a_code_in_two_catalogs: finds(
        &[
            ("mail/catalog.yaml", &CATALOG.replace("shop", "mail")),
            ("mail/orders.yaml", ORDERS),
            ("shop/catalog.yaml", CATALOG),
            ("shop/orders.yaml", ORDERS),
        ],
    ) => str![];

    a_listed_code_like_no_other: section("section: O\nalso:\n  not_fund: Here too.\n") => str![[r#"
shop/orders.yaml:3:3 error unknown-reference: there is no code `not_fund`
  help: define the code, or remove the reference
"#]];

    a_misspelled_listed_code: section(
        &format!("{ORDERS}also:\n  not_fund: Here too.\n"),
    ) => str![[r#"
shop/orders.yaml:5:3 error unknown-reference: there is no code `not_fund`
  help: did you mean `not_found`?
"#]];

    a_misspelled_category: error("status: 404\ndescription: A.\ncategory: requests") => str![[r#"
shop/orders.yaml:6:15 error unknown-reference: there is no category `requests`
  help: did you mean `request`?
"#]];

    a_misspelled_action: error("status: 404\ndescription: A.\naction: sign-in") => str![[r#"
shop/orders.yaml:6:13 error unknown-reference: there is no action `sign-in`
  help: did you mean `sign_in`?
"#]];

    a_misspelled_replacement: error(
        "status: 404\ndescription: A.\ndeprecated: { replaced_by: not_fond }",
    ) => str![[r#"
shop/orders.yaml:6:32 error unknown-reference: there is no code `not_fond`
  help: did you mean `not_found`?
"#]];

    a_category_like_no_other: section("section: O\ncategory: nothing_like_it\n") => str![[r#"
shop/orders.yaml:2:11 error unknown-reference: there is no category `nothing_like_it`
  help: define it under `categories` in `catalog.yaml`, or remove the reference
"#]];

    a_misspelled_action_of_a_category: catalog(
        "{ status: 400 }",
        "{ status: 400, action: sing_in }",
    ) => str![[r#"
shop/catalog.yaml:6:35 error unknown-reference: there is no action `sing_in`
  help: did you mean `sign_in`?
"#]];

    unknown_codes_and_actions_in_the_handling: catalog_and(
        "handling:\n  steps:\n    - { codes: [not_fund], action: sign_out }\n  otherwise: { action: x, codes: [y] }\n",
    ) => str![[r#"
shop/catalog.yaml:18:17 error unknown-reference: there is no code `not_fund`
  help: did you mean `not_found`?
shop/catalog.yaml:18:36 error unknown-reference: there is no action `sign_out`
  help: define it under `actions` in `catalog.yaml`, or remove the reference
shop/catalog.yaml:19:24 error unknown-reference: there is no action `x`
  help: define it under `actions` in `catalog.yaml`, or remove the reference
shop/catalog.yaml:19:35 error unknown-reference: there is no code `y`
  help: define the code, or remove the reference
"#]];

    a_misspelled_replacement_of_a_retired_code: catalog_and(
        "retired:\n  old: { reason: Gone., replaced_by: notfound }\n",
    ) => str![[r#"
shop/catalog.yaml:17:38 error unknown-reference: there is no code `notfound`
  help: did you mean `not_found`?
"#]];

    a_misspelled_section: catalog_and("sections: [order]\n") => str![[r#"
shop/catalog.yaml:16:12 error unknown-reference: there is no section `order`
  help: did you mean `orders`?
"#]];

    a_section_that_is_listed_twice: catalog_and("sections: [orders, orders]\n") => str![[r#"
shop/catalog.yaml:16:20 error section-list: the section `orders` is listed twice
  help: remove one of the two
"#]];

    a_section_that_is_not_listed: catalog_and("sections: []\n") => str![[r#"
shop/orders.yaml:1:1 error section-list: the section `orders` is not in the catalog's list of sections
  help: add `orders` to `sections` in `catalog.yaml`
"#]];

    a_full_list_of_sections: catalog_and("sections: [orders]\n") => str![];
}

/// Checks operations; the first one is on line 17.
#[track_caller]
fn operations(lines: &[&str], expected: Inline) {
    catalog_and(&format!("operations:\n  {}\n", lines.join("\n  ")), expected);
}

cases! {
    a_method_in_lowercase: operations(
        &[
            "a: { request: 'POST /a/{id}:do', example: { path: '/a/7/b:do?c=d', body: [1] } }",
            "get /a/{b}: {}",
            "repos/get~list:all: { request: TRACE / }",
        ],
    ) => str![[r#"
shop/catalog.yaml:18:3 error operation-request: the method `get` is not uppercase
  help: write `GET`
"#]];

    two_operations_with_one_request: operations(
        &["DELETE /a/{b}: {}", "a: { request: 'DELETE /a/{c}' }", "b: { request: 'PUT /a/{c}' }"],
    ) => str![[r#"
shop/catalog.yaml:18:17 error operation-request: two operations have the request `DELETE /a/{c}`
  also shop/catalog.yaml:17:3
  help: merge the two, or fix one of the requests
"#]];

    a_request_without_a_method: operations(&["a: { request: '/a', example: {} }"]) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `a` has an example but no method
  help: write the method before the path, as in `POST /path`, or remove the example
"#]];

    a_request_with_a_space_in_its_path: operations(
        &["a: { request: 'GET /a b', example: {} }"],
    ) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `GET /a b` is not a request
  help: write both with a space between them: `POST /orders/{order_id}`, or the path alone for any method
"#]];

    a_request_with_a_relative_path: operations(
        &["a: { request: 'GET a', example: {} }"],
    ) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `a` is not the path of an operation
  help: write it as the API description does: `/orders/{order_id}`
"#]];

    a_parameter_without_a_name: operations(
        &["a: { request: 'GET /a/{}', example: {} }"],
    ) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `/a/{}` is not the path of an operation
  help: write it as the API description does: `/orders/{order_id}`
"#]];

    a_parameter_that_is_not_opened: operations(
        &["a: { request: 'GET /a/}', example: {} }"],
    ) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `/a/}` is not the path of an operation
  help: write it as the API description does: `/orders/{order_id}`
"#]];

    a_parameter_with_a_slash: operations(
        &["a: { request: 'GET /a/{b/c}', example: {} }"],
    ) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `/a/{b/c}` is not the path of an operation
  help: write it as the API description does: `/orders/{order_id}`
"#]];

    a_request_with_a_fragment: operations(&["a: { request: 'GET /a#b', example: {} }"]) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `/a#b` is not the path of an operation
  help: write it as the API description does: `/orders/{order_id}`
"#]];

    requests_of_any_method: operations(
        &[
            "/a: {}",
            "'* /a': {}",
            "GET /a: {}",
            "b: { request: '/a/*/b*' }",
            "POST/PUT /c: {}",
            "/d: { example: {} }",
            "e: { raises: ['section:order'] }",
            "'* /f/{g}/*': { raises: ['section:orders'] }",
        ],
    ) => str![[r#"
shop/catalog.yaml:18:3 error operation-request: two operations have the request `* /a`
  also shop/catalog.yaml:17:3
  help: merge the two, or fix one of the requests
shop/catalog.yaml:20:17 error operation-request: `/a/*/b*` is not the path of an operation
  help: write it as the API description does: `/orders/{order_id}`
shop/catalog.yaml:21:3 error operation-request: `POST/PUT` is not an HTTP method
  help: write an operation for each method, or `*` for any
shop/catalog.yaml:22:3 error operation-request: `/d` has an example but no method
  help: write the method before the path, as in `POST /path`, or remove the example
shop/catalog.yaml:23:17 error unknown-reference: there is no section `order`
  help: did you mean `section:orders`?
"#]];

    an_unknown_method: operations(&["a: { request: 'FETCH /a', example: {} }"]) => str![[r#"
shop/catalog.yaml:17:17 error operation-request: `FETCH` is not an HTTP method
  help: write `*` for any, or one of `GET`, `PUT`, `POST`, `DELETE`, `OPTIONS`, `HEAD`, `PATCH`, `TRACE`, `QUERY`
"#]];

    operations_with_one_identifier: operations(
        &["getA: {}", "get-a: {}", "GET /a: {}", "GET /b/{c}: {}", "GET /b/c: {}", "/b/*: {}", "/b: {}"],
    ) => str![[r#"
shop/catalog.yaml:18:3 error identifier-collision: the operations `getA` and `get-a` are both `GetA` in generated code
  also shop/catalog.yaml:17:3
  help: write its method and path as the key instead of its `operationId`
shop/catalog.yaml:19:3 error identifier-collision: the operations `getA` and `GET /a` are both `GetA` in generated code
  also shop/catalog.yaml:17:3
  help: write another name as the key, and `request: GET /a` below it
shop/catalog.yaml:21:3 error identifier-collision: the operations `GET /b/{c}` and `GET /b/c` are both `GetBC` in generated code
  also shop/catalog.yaml:20:3
  help: write another name as the key, and `request: GET /b/c` below it
"#]];

    operations_with_two_requests_none_or_no_name: operations(
        &["GET /a: { request: GET /b }", "a: { example: { body: 1 } }", "\"a\\u0001\": {}", "\"\": {}"],
    ) => str![[r#"
shop/catalog.yaml:17:22 error operation-request: the operation `GET /a` has two requests
  also shop/catalog.yaml:17:3
  help: remove one of the two, or write the `operationId` as the key
shop/catalog.yaml:18:3 error operation-request: `a` has an example but no request
  help: add `request: POST /path`
shop/catalog.yaml:19:3 error identifier-collision: the operations `a` and `a\u{1}` are both `A` in generated code
  also shop/catalog.yaml:18:3
  help: write its method and path as the key instead of its `operationId`
shop/catalog.yaml:19:5 error control-character: the character U+0001 is a control character
  help: remove it; to write a backslash in double quotes, double it
shop/catalog.yaml:20:3 error invalid-name: an operation without a name
  help: write it as in the API description, or write the method and the path
"#]];

    an_unknown_code_that_is_raised_twice: catalog_and("raises: [none, none]\n") => str![[r#"
shop/catalog.yaml:16:10 error unknown-reference: there is no code `none`
  help: define the code, or remove the reference
shop/catalog.yaml:16:16 error repeated-raise: `none` appears twice in this list
  also shop/catalog.yaml:16:10
  help: remove one of the two, or replace it with the code that you mean
"#]];

    /// A wrong type is reported only once.
    a_wrong_type_is_reported_only_once: catalog_and(
        "operations: { a: { request: 1, raises: b, example: [] } }\n",
    ) => str![[r#"
shop/catalog.yaml:16:29 error wrong-type: expected text, found a number
  help: put it in quotes: "1"
shop/catalog.yaml:16:40 error wrong-type: expected a list, found text
  help: put it in brackets: [b]
shop/catalog.yaml:16:52 error wrong-type: expected a map for an example request, found a list
  help: write each key on a line of its own: `key: value`
"#]];
}
