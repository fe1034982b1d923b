//! References between the parts of a catalog.

use super::{CATALOG, ORDERS, catalog, catalog_and, error, finds, section};

#[test]
fn a_code_in_two_files_shows_both_places() {
    finds(
        &[
            ("shop/catalog.yaml", CATALOG),
            (
                "shop/carts.yaml",
                "section: Carts\nerrors:\n  not_found: { status: 404, description: No cart. }\n",
            ),
            ("shop/orders.yaml", ORDERS),
        ],
        &["shop/orders.yaml:3:3 duplicate-code: the code `not_found` is defined twice (also \
             shop/carts.yaml:3:3) \
             -> remove one; to show it in a second section, list it under `also` there"],
    );
    let lists =
        "section: Orders\nerrors:\n  a: { status: 404, description: A. }\nalso:\n  a: Again.\n";
    section(
        lists,
        &["shop/orders.yaml:5:3 duplicate-code: `a` is both defined and listed in this section \
             (also shop/orders.yaml:3:3) \
             -> remove it from `also`"],
    );
    // Catalogs do not share codes.
    let other = CATALOG.replace("shop", "mail");
    finds(
        &[
            ("mail/catalog.yaml", &other),
            ("mail/orders.yaml", ORDERS),
            ("shop/catalog.yaml", CATALOG),
            ("shop/orders.yaml", ORDERS),
        ],
        &[],
    );
}

#[test]
fn references_to_what_does_not_exist() {
    section(
        "section: O\nalso:\n  not_fund: Here too.\n",
        &["shop/orders.yaml:3:3 unknown-reference: there is no code `not_fund` \
             -> define the code, or remove the reference"],
    );
    section(
        &format!("{ORDERS}also:\n  not_fund: Here too.\n"),
        &["shop/orders.yaml:5:3 unknown-reference: there is no code `not_fund` \
             -> did you mean `not_found`?"],
    );
    error(
        "status: 404\ndescription: A.\ncategory: requests",
        &["shop/orders.yaml:6:15 unknown-reference: there is no category `requests` \
             -> did you mean `request`?"],
    );
    error(
        "status: 404\ndescription: A.\naction: sign-in",
        &["shop/orders.yaml:6:13 unknown-reference: there is no action `sign-in` \
             -> did you mean `sign_in`?"],
    );
    error(
        "status: 404\ndescription: A.\ndeprecated: { replaced_by: not_fond }",
        &["shop/orders.yaml:6:32 unknown-reference: there is no code `not_fond` \
             -> did you mean `not_found`?"],
    );
    section(
        "section: O\ncategory: nothing_like_it\n",
        &["shop/orders.yaml:2:11 unknown-reference: there is no category `nothing_like_it` \
             -> define the category, or remove the reference"],
    );
    catalog(
        "{ status: 400 }",
        "{ status: 400, action: sing_in }",
        &["shop/catalog.yaml:6:35 unknown-reference: there is no action `sing_in` \
             -> did you mean `sign_in`?"],
    );
    catalog_and(
        "handling:\n  steps:\n    - { codes: [not_fund], action: sign_out }\n  otherwise: { action: x, codes: [y] }\n",
        &[
            "shop/catalog.yaml:18:17 unknown-reference: there is no code `not_fund` \
             -> did you mean `not_found`?",
            "shop/catalog.yaml:18:36 unknown-reference: there is no action `sign_out` \
             -> define the action, or remove the reference",
            "shop/catalog.yaml:19:24 unknown-reference: there is no action `x` \
             -> define the action, or remove the reference",
            "shop/catalog.yaml:19:35 unknown-reference: there is no code `y` \
             -> define the code, or remove the reference",
        ],
    );
    catalog_and(
        "retired:\n  old: { reason: Gone., replaced_by: notfound }\n",
        &["shop/catalog.yaml:17:38 unknown-reference: there is no code `notfound` \
             -> did you mean `not_found`?"],
    );
    catalog_and(
        "sections: [order]\n",
        &["shop/catalog.yaml:16:12 unknown-reference: there is no section `order` \
             -> did you mean `orders`?"],
    );
}

#[test]
fn the_list_of_sections() {
    catalog_and(
        "sections: [orders, orders]\n",
        &["shop/catalog.yaml:16:20 section-list: the section `orders` is listed twice \
             -> remove one of the two"],
    );
    catalog_and(
        "sections: []\n",
        &["shop/orders.yaml:1:1 section-list: the section `orders` is not in the catalog's list \
             of sections \
             -> add `orders` to `sections` in `catalog.yaml`"],
    );
    catalog_and("sections: [orders]\n", &[]);
}

#[test]
fn operations_have_distinct_requests_and_known_codes() {
    let operations = |lines: &[&str], expected: &[&str]| {
        catalog_and(&format!("operations:\n  {}\n", lines.join("\n  ")), expected);
    };
    operations(
        &[
            "a: { request: 'POST /a/{id}:do', example: { path: '/a/7/b:do?c=d', body: [1] } }",
            "get /a/{b}: {}",
            "repos/get~list:all: { request: TRACE / }",
        ],
        &[
            "shop/catalog.yaml:18:3 operation-request: the method `get` is not uppercase -> write `GET`",
        ],
    );
    operations(
        &["DELETE /a/{b}: {}", "a: { request: 'DELETE /a/{c}' }", "b: { request: 'PUT /a/{c}' }"],
        &[
            "shop/catalog.yaml:18:17 operation-request: two operations have the request `DELETE /a/{c}` (also shop/catalog.yaml:17:3)",
        ],
    );
    for (request, message) in [
        ("/a", "`/a` is not a request"),
        ("GET /a b", "`GET /a b` is not a request"),
        ("GET a", "`a` is not the path of an operation"),
        ("GET /a/{}", "`/a/{}` is not the path of an operation"),
        ("GET /a/}", "`/a/}` is not the path of an operation"),
        ("GET /a/{b/c}", "`/a/{b/c}` is not the path of an operation"),
        ("GET /a#b", "`/a#b` is not the path of an operation"),
        ("QUERY /a", "`QUERY` is not an HTTP method"),
    ] {
        let line = format!("a: {{ request: '{request}', example: {{}} }}");
        let expected = format!("shop/catalog.yaml:17:17 operation-request: {message}");
        operations(&[&line], &[&expected]);
    }
    operations(
        &[
            "GET /a: { request: GET /b }",
            "a: { example: { body: 1 } }",
            "\"a\\u0001\": {}",
            "\"\": {}",
        ],
        &[
            "shop/catalog.yaml:17:22 operation-request: the operation `GET /a` has two requests (also shop/catalog.yaml:17:3)",
            "shop/catalog.yaml:18:3 operation-request: `a` has an example but no request",
            "shop/catalog.yaml:19:5 control-character: the character U+0001 is a control character",
            "shop/catalog.yaml:20:3 invalid-name: an operation without a name",
        ],
    );
    catalog_and(
        "raises: [none, none]\n",
        &[
            "shop/catalog.yaml:16:10 unknown-reference: there is no code `none`",
            "shop/catalog.yaml:16:16 repeated-raise: `none` appears twice in this list (also \
             shop/catalog.yaml:16:10)",
        ],
    );
    // A wrong type is reported only once.
    catalog_and(
        "operations: { a: { request: 1, raises: b, example: [] } }\n",
        &[
            "shop/catalog.yaml:16:29 wrong-type: expected text, found a number",
            "shop/catalog.yaml:16:40 wrong-type: expected a list, found text",
            "shop/catalog.yaml:16:52 wrong-type: expected a map for an example request, found a list",
        ],
    );
}
