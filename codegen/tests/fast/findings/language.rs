//! Keys, and values of the wrong kind.

use super::{ORDERS, catalog, catalog_and, error, finds, section};

#[test]
fn unknown_and_missing_keys() {
    error(
        "status: 404\ndescripton: A.",
        &["shop/orders.yaml:5:5 unknown-key: unknown key `descripton` in an error \
             -> did you mean `description`?"],
    );
    error(
        "status: 404\ndescription: A.\nDescription: B.",
        &["shop/orders.yaml:6:5 unknown-key: unknown key `Description` in an error (also \
             shop/orders.yaml:5:5) \
             -> `description` is already there: remove one of the two"],
    );
    error(
        "status: 404\ndescription: A.\nresolution: B\nfix: C",
        &["shop/orders.yaml:7:5 unknown-key: unknown key `fix` in an error \
             -> known keys are `title`, `category`, `message`, `cause`, `action`, `retry`, \
             `details`, `delivery`, `since`, `deprecated`, `aliases`, `visibility`, `grpc`, \
             `links`, `notes`, `examples`, `allow`"],
    );
    error(
        "status: 404\ndescription: A.\nlinks: [{ title: T, url: \"https://a\", description: Here, there }]",
        &["shop/orders.yaml:6:62 unknown-key: unknown key `there` in a link \
             -> remove it, or put the text it belongs to in quotes: every known key is given"],
    );
    error(
        "staus: 404\ndescription: A.",
        &["shop/orders.yaml:4:5 unknown-key: unknown key `staus` in an error \
             -> did you mean `status`?"],
    );
    error(
        "staus: 40\ndescription: A.",
        &[
            "shop/orders.yaml:4:5 unknown-key: unknown key `staus` in an error \
             -> did you mean `status`?",
            "shop/orders.yaml:4:12 status-range: `40` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none",
        ],
    );
    error(
        "{}",
        &[
            "shop/orders.yaml:3:3 missing-status: `not_found` has no status \
             -> add `status: 400`, or `status: none` if the API documents none",
            "shop/orders.yaml:4:5 missing-key: missing `description` in an error \
             -> add `description`",
        ],
    );
    section(
        "errors: {}\n",
        &["shop/orders.yaml:1:1 missing-key: missing `section` in a section \
             -> add `section`"],
    );
    section(
        "Section: Orders\n",
        &["shop/orders.yaml:1:1 unknown-key: unknown key `Section` in a section \
             -> did you mean `section`?"],
    );
    section(
        "section: Orders\nerror:\n  a: { status: 404, description: A. }\n",
        &["shop/orders.yaml:2:1 unknown-key: unknown key `error` in a section \
             -> did you mean `errors`?"],
    );
    catalog(
        "title: Shop API\n",
        "",
        &["shop/catalog.yaml:1:1 missing-key: missing `title` in a catalog \
             -> add `title`"],
    );
    catalog(
        "title: Shop API",
        "titel: Shop API",
        &["shop/catalog.yaml:2:1 unknown-key: unknown key `titel` in a catalog \
             -> did you mean `title`?"],
    );
    catalog(
        "codes: { style: snake_case }",
        "codes: {}",
        &["shop/catalog.yaml:3:8 missing-key: missing `style` in `codes` \
             -> add `style`"],
    );
    catalog(
        "codes: { style: snake_case }\n",
        "",
        &["shop/catalog.yaml:1:1 missing-key: missing `codes` in a catalog \
             -> add `codes`"],
    );
    finds(
        &[("shop/catalog.yaml", "catalog: shop\n"), ("shop/orders.yaml", ORDERS)],
        &["shop/catalog.yaml:1:1 missing-key: missing `title`, `codes`, `envelope` in a catalog \
             -> add `title`, `codes`, `envelope`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { typ: string }",
        &["shop/orders.yaml:7:12 unknown-key: unknown key `typ` in a detail \
             -> did you mean `type`?"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { headr: X } }",
        &["shop/orders.yaml:7:34 unknown-key: unknown key `headr` in a place \
             -> did you mean `header`?"],
    );
    error(
        "status: 404\ndescription: A.\nxy: B",
        &["shop/orders.yaml:6:5 unknown-key: unknown key `xy` in an error"],
    );
}

#[test]
fn wrong_types() {
    section(
        "section: [Orders]\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a list \
             -> replace it with text"],
    );
    section(
        "section: { a: b }\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a map \
             -> replace it with text"],
    );
    section(
        "section: 12\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a number \
             -> put it in quotes: \"12\""],
    );
    section(
        "section: true\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found a boolean \
             -> put it in quotes: \"true\""],
    );
    section(
        "section:\nnotes: []\n",
        &["shop/orders.yaml:1:8 wrong-type: expected text, found nothing \
             -> write text here, or remove the key"],
    );
    section(
        "section: ~\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found nothing \
             -> write text here, or remove the key"],
    );
    section(
        "section: \"\"\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found an empty string \
             -> write the text, or remove the key"],
    );
    section(
        "section: \"  \"\n",
        &["shop/orders.yaml:1:10 wrong-type: expected text, found an empty string \
             -> write the text, or remove the key"],
    );
    section(
        "section: Orders\nnotes: one\n",
        &["shop/orders.yaml:2:8 wrong-type: expected a list, found text \
             -> put it in brackets: [one]"],
    );
    section(
        "section: Orders\nnotes: { a: b }\n",
        &["shop/orders.yaml:2:8 wrong-type: expected a list, found a map \
             -> replace it with a list"],
    );
    section(
        "section: Orders\nnotes:\nerrors: {}\n",
        &["shop/orders.yaml:2:6 wrong-type: expected a list, found nothing \
             -> write a list here, or remove the key"],
    );
    section(
        "section: Orders\nerrors: [a]\n",
        &["shop/orders.yaml:2:9 wrong-type: expected a map, found a list \
             -> write each key on a line of its own: `a: value`"],
    );
    section(
        "section: Orders\nerrors:\n  a\n",
        &["shop/orders.yaml:3:3 wrong-type: expected a map, found text \
             -> write each key on a line of its own: `a: value`"],
    );
    section(
        "section: Orders\nerrors:\n  a:\n",
        &["shop/orders.yaml:3:4 wrong-type: expected a map for an error, found nothing \
             -> write each key on a line of its own: `key: value`"],
    );
    section(
        "section: Orders\nerrors:\n  a: No such a.\n",
        &["shop/orders.yaml:3:6 wrong-type: expected a map for an error, found text \
             -> write each key on a line of its own: `key: value`"],
    );
    section(
        "section: Orders\nsource: { a: b }\n",
        &["shop/orders.yaml:2:9 wrong-type: expected text, found a map \
             -> replace it with text"],
    );
    error(
        "status: 404\ndescription: A.\nsince: 1.2",
        &["shop/orders.yaml:6:12 wrong-type: expected text, found a number \
             -> put it in quotes: \"1.2\""],
    );
    error(
        "status: \u{a0}404\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> replace its first character, which only looks like a space, with a space"],
    );
    error(
        "status: 404\ndescription: 404",
        &["shop/orders.yaml:5:18 wrong-type: expected text, found a number \
             -> put it in quotes: \"404\""],
    );
    error(
        "status: 404\ndescription: A.\ndetails: [x]",
        &["shop/orders.yaml:6:14 wrong-type: expected a map, found a list \
             -> write each key on a line of its own: `x: value`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, optional: yes }",
        &["shop/orders.yaml:7:36 wrong-type: expected true or false, found text \
             -> replace it with true or false"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: string",
        &["shop/orders.yaml:7:10 wrong-type: expected a map for a detail, found text \
             -> write each key on a line of its own: `key: value`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: header }",
        &["shop/orders.yaml:7:32 wrong-type: expected a map for a place, found text \
             -> write each key on a line of its own: `key: value`"],
    );
    error(
        "status: 404\ndescription: A.\nretry: [never]",
        &["shop/orders.yaml:6:12 wrong-type: expected one of `never`, `later`, `backoff`, \
             `after_delay`, `after_action`, `outcome_unknown`, found a list \
             -> replace it with one of `never`, `later`, `backoff`, `after_delay`, \
             `after_action`, `outcome_unknown`"],
    );
    error(
        "status: 404\ndescription: A.\ndeprecated: true",
        &["shop/orders.yaml:6:17 wrong-type: expected a map for a deprecation, found a boolean \
             -> write each key on a line of its own: `key: value`"],
    );
    catalog(
        "  sign_in: Sign in again.",
        "  sign_in: 12",
        &["shop/catalog.yaml:8:12 wrong-type: expected text, found a number \
             -> put it in quotes: \"12\""],
    );
    catalog(
        "codes: { style: snake_case }",
        "codes: snake_case",
        &["shop/catalog.yaml:3:8 wrong-type: expected a map for `codes`, found text \
             -> write each key on a line of its own: `key: value`"],
    );
    catalog(
        "catalog: shop",
        "catalog: 12",
        &["shop/catalog.yaml:1:10 wrong-type: expected text, found a number \
             -> put it in quotes: \"12\""],
    );
}

#[test]
fn statuses() {
    error(
        "status: 99\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `99` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none"],
    );
    error(
        "status: 600\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `600` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none"],
    );
    error(
        "status: abc\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> replace it with an HTTP status, a list of them or `none`"],
    );
    error(
        "status: -1\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `-1` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none"],
    );
    error(
        "status: 404.5\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `404.5` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none"],
    );
    error(
        "status: 99999999999999999999\ndescription: A.",
        &["shop/orders.yaml:4:13 status-range: `1e+20` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none"],
    );
    error(
        "status: \"404\"\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, found text \
             -> write `404` without quotes"],
    );
    error(
        "status:\ndescription: A.",
        &["shop/orders.yaml:4:11 wrong-type: expected an HTTP status, a list of them or `none`, \
             found nothing \
             -> write an HTTP status, a list of them or `none` here, or remove the key"],
    );
    error(
        "status: []\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected a status, found an empty list \
             -> write a status, or `none` if the API documents none"],
    );
    error(
        "status: [404, 99, abc]\ndescription: A.",
        &[
            "shop/orders.yaml:4:19 status-range: `99` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none",
            "shop/orders.yaml:4:23 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> replace it with an HTTP status, a list of them or `none`",
        ],
    );
    error(
        "status: { code: 404 }\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found a map \
             -> replace it with an HTTP status, a list of them or `none`"],
    );
    error(
        "status: None\ndescription: A.",
        &["shop/orders.yaml:4:13 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> replace it with an HTTP status, a list of them or `none`"],
    );
    error("status: none\ndescription: A.", &[]);
    error("status: [404, 410]\ndescription: A.", &[]);
    error("status: 100\ndescription: A.", &[]);
    error("status: 599\ndescription: A.", &[]);
    error(
        "description: A.",
        &["shop/orders.yaml:3:3 missing-status: `not_found` has no status \
             -> add `status: 400`, or `status: none` if the API documents none"],
    );
    error("category: request\ndescription: A.", &[]);
    catalog(
        "{ status: 400 }",
        "{ status: 4000 }",
        &["shop/catalog.yaml:6:22 status-range: `4000` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none"],
    );
    catalog_and(
        "statuses:\n  400: Bad.\n  99: Low.\n  abc: No.\n  \"0404\": Zero.\n",
        &[
            "shop/catalog.yaml:18:3 status-range: `99` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599",
            "shop/catalog.yaml:19:3 status-range: `abc` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599",
            "shop/catalog.yaml:20:3 status-range: `0404` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599",
        ],
    );
}

#[test]
fn values_with_a_fixed_set_of_choices() {
    error(
        "status: 404\ndescription: A.\nretry: sometimes",
        &["shop/orders.yaml:6:12 unknown-value: unknown value `sometimes` \
             -> write one of `never`, `later`, `backoff`, `after_delay`, `after_action`, \
             `outcome_unknown`"],
    );
    error(
        "status: 404\ndescription: A.\nretry: back-off",
        &["shop/orders.yaml:6:12 unknown-value: unknown value `back-off` \
             -> did you mean `backoff`?"],
    );
    error("status: 404\ndescription: A.\nretry: later", &[]);
    error(
        "status: 404\ndescription: A.\ndelivery: mail\nvisibility: internl",
        &[
            "shop/orders.yaml:6:15 unknown-value: unknown value `mail` \
             -> write one of `body`, `redirect`",
            "shop/orders.yaml:7:17 unknown-value: unknown value `internl` \
             -> did you mean `internal`?",
        ],
    );
    error(
        "status: 404\ndescription: A.\ngrpc: NOTFOUND",
        &["shop/orders.yaml:6:11 unknown-value: `NOTFOUND` is not a `google.rpc.Code` \
             -> did you mean `NOT_FOUND`?"],
    );
    error(
        "status: 404\ndescription: A.\ngrpc: TEAPOT",
        &["shop/orders.yaml:6:11 unknown-value: `TEAPOT` is not a `google.rpc.Code`"],
    );
}

#[test]
fn tables() {
    let table = |table: &str, expected: &[&str]| {
        section(&format!("section: O\ntables:\n  - title: T\n{table}"), expected);
    };
    table(
        "    columns: [A, B]\n    rows:\n      - [a, b]\n      - [a]\n      - [a, b, c]\n",
        &[
            "shop/orders.yaml:7:9 table-row: a row with 1 cell in a table with 2 columns (also \
             shop/orders.yaml:4:14) \
             -> give the row one cell per column",
            "shop/orders.yaml:8:9 table-row: a row with 3 cells in a table with 2 columns (also \
             shop/orders.yaml:4:14) \
             -> give the row one cell per column",
        ],
    );
    table(
        "    columns: []\n    rows: []\n",
        &["shop/orders.yaml:4:14 table-row: a table without columns \
             -> add at least one column"],
    );
    table(
        "    columns: A\n    rows:\n      - [a]\n",
        &["shop/orders.yaml:4:14 wrong-type: expected a list, found text \
             -> put it in brackets: [A]"],
    );
    table(
        "    columns: [A, 1]\n    rows:\n      - [a]\n",
        &["shop/orders.yaml:4:18 wrong-type: expected text, found a number \
             -> put it in quotes: \"1\""],
    );
    table(
        "    columns: [A]\n    rows:\n      - a\n      - { a: b }\n",
        &[
            "shop/orders.yaml:6:9 wrong-type: expected a list, found text \
             -> put it in brackets: [a]",
            "shop/orders.yaml:7:9 wrong-type: expected a list, found a map \
             -> replace it with a list",
        ],
    );
    table("    rows:\n      - [a]\n", &[]);
}
