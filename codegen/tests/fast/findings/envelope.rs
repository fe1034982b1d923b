//! Envelopes, and the docs URL that they carry.

use super::{CATALOG, ORDERS, catalog, catalog_and, finds};

#[test]
fn the_status_slot_needs_a_status() {
    let text = CATALOG.replace("    param?:", "    status: $status\n    param?:");
    let in_body = |section: &str, expected: &[&str]| {
        finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", section)], expected);
    };
    in_body(
        "section: O\nerrors:\n  a: { status: none, description: A. }\n",
        &["shop/orders.yaml:3:3 missing-status: `a` has no status, but the envelope requires one \
             -> add a status"],
    );
    in_body(
        "section: O\nerrors:\n  a: { description: A. }\n",
        &["shop/orders.yaml:3:3 missing-status: `a` has no status \
             -> add `status: 400`, or `status: none` if the API documents none"],
    );
    in_body(
        "section: O\nerrors:\n  a: { status: abc, description: A. }\n",
        &["shop/orders.yaml:3:16 wrong-type: expected an HTTP status, a list of them or `none`, \
             found text \
             -> replace it with an HTTP status, a list of them or `none`"],
    );
    in_body(
        "section: O\nerrors:\n  a: { category: reqest, description: A. }\n",
        &["shop/orders.yaml:3:18 unknown-reference: there is no category `reqest` \
             -> did you mean `request`?"],
    );
}

#[test]
fn the_category_slot_needs_a_category() {
    let text = CATALOG.replace("    param?:", "    type: $category\n    param?:");
    let in_body = |section: &str, expected: &[&str]| {
        finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", section)], expected);
    };
    in_body(
        ORDERS,
        &["shop/orders.yaml:3:3 missing-category: `not_found` has no category, but the envelope \
             requires one \
             -> add `category`"],
    );
    in_body(
        "section: O\nerrors:\n  a: { category: [], description: A. }\n",
        &["shop/orders.yaml:3:18 wrong-type: expected text, found a list \
             -> replace it with text"],
    );
    in_body("section: O\ncategory: request\nerrors:\n  a: { description: A. }\n", &[]);
}

#[test]
fn docs_urls() {
    let url = "url: \"https://example.com/errors/{code}\"";
    catalog(
        url,
        "url: \"https://example.com/errors\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has no placeholder for the code \
             -> put `{code}` where the code belongs"],
    );
    catalog(
        url,
        "url: \"https://example.com/errors/{section}\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has no placeholder for the code \
             -> put `{code}` where the code belongs"],
    );
    catalog(
        url,
        "url: \"https://example.com/{cod}\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has an unknown placeholder `{cod}` \
             -> use `{code}` and `{section}`"],
    );
    catalog(
        url,
        "url: \"https://example.com/{code\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL has no placeholder for the code \
             -> put `{code}` where the code belongs"],
    );
    catalog(
        url,
        "url: \"example.com/{code}\"",
        &["shop/catalog.yaml:4:14 docs-url: the docs URL is not a web address \
             -> begin it with `https://`"],
    );
    catalog(
        url,
        "url: \"https://example.com/{code}\", layout: one-page",
        &["shop/catalog.yaml:4:52 docs-url: the docs URL does not match the layout (also \
             shop/catalog.yaml:4:14) \
             -> remove `layout`: it follows from the URL"],
    );
    catalog(
        url,
        "url: \"https://example.com/#{code}\", layout: page-per-code",
        &["shop/catalog.yaml:4:53 docs-url: the docs URL does not match the layout (also \
             shop/catalog.yaml:4:14) \
             -> remove `layout`: it follows from the URL"],
    );
    catalog(url, "url: \"https://example.com/{section}#{code}\", layout: page-per-section", &[]);
    catalog(
        url,
        "layout: page-per-page",
        &["shop/catalog.yaml:4:17 unknown-value: unknown value `page-per-page` \
             -> did you mean `page-per-code`?"],
    );
    catalog("docs: { url: \"https://example.com/errors/{code}\" }\n", "", &[]);
}

#[test]
fn envelopes() {
    catalog(
        "    code: $code",
        "    code: $cod",
        &["shop/catalog.yaml:11:11 envelope-shape: there is no envelope slot `$cod` \
             -> did you mean `$code`?"],
    );
    catalog(
        "    code: $code",
        "    code: $nothing",
        &["shop/catalog.yaml:11:11 envelope-shape: there is no envelope slot `$nothing` \
             -> write one of `$code`, `$message`, `$title`, `$category`, `$status`, \
             `$status<string>`, `$grpc`, `$docs_url`, `$details`, `$details<string>`, `$domain`"],
    );
    catalog(
        "    code: $code\n",
        "",
        &["shop/catalog.yaml:11:5 envelope-shape: the envelope does not carry the code \
             -> put `$code` where the code belongs"],
    );
    catalog(
        "    code: $code",
        "    code: $code\n    url: $docs_url\n    code?: string",
        &["shop/catalog.yaml:13:5 envelope-shape: the member `code` appears twice in this object \
             (also shop/catalog.yaml:11:5) \
             -> remove one of the two"],
    );
    catalog(
        "param?: string | null",
        "param?: strng | null",
        &["shop/catalog.yaml:13:13 envelope-shape: there is no type `strng | null` \
             -> did you mean `string | null`?"],
    );
    catalog(
        "param?: string | null",
        "param?: text",
        &["shop/catalog.yaml:13:13 envelope-shape: there is no type `text` \
             -> write one of `string`, `integer`, `number`, `boolean`, `uuid`, `uri`, \
             `date-time`, `delay`, `object`; `[]` after it makes a list, `map<…>` around it a \
             map, and `| null` allows null"],
    );
    catalog(
        "items: [{ field: string }]",
        "items: []",
        &["shop/catalog.yaml:14:12 envelope-shape: an array without a shape \
             -> write the one shape that all elements share"],
    );
    catalog(
        "items: [{ field: string }]",
        "items: [string, integer]",
        &["shop/catalog.yaml:14:12 envelope-shape: an array with 2 shapes \
             -> write the one shape that all elements share"],
    );
    catalog(
        "param?: string",
        "a.b: string",
        &["shop/catalog.yaml:13:5 envelope-shape: `a.b` cannot be a member name \
             -> use a name without `.`, brackets, quotes or backslashes"],
    );
    catalog(
        "param?: string",
        "\"?\": string",
        &["shop/catalog.yaml:13:5 envelope-shape: `?` cannot be a member name \
             -> use a name without `.`, brackets, quotes or backslashes"],
    );
    let shape = CATALOG.split_once("envelope:\n").expect("an envelope").1;
    catalog(
        shape,
        "  shape: $code\n",
        &["shop/catalog.yaml:10:10 envelope-shape: the envelope is not an object \
             -> begin the shape with a member name"],
    );
    catalog(
        shape,
        "  shape: [{ code: $code }]\n",
        &["shop/catalog.yaml:10:10 envelope-shape: the envelope is not an object \
             -> begin the shape with a member name"],
    );
    catalog(
        shape,
        "  shape: {}\n",
        &["shop/catalog.yaml:10:10 envelope-shape: the envelope does not carry the code \
             -> put `$code` where the code belongs"],
    );
    catalog(
        shape,
        "  fields: { code: The code. }\n",
        &["shop/catalog.yaml:10:3 missing-key: the envelope has neither a shape nor a format \
             -> add `shape`, or `format` with the name of a ready-made one"],
    );
    catalog(
        &format!("envelope:\n{shape}"),
        "envelope: $code\n",
        &["shop/catalog.yaml:9:11 wrong-type: expected a map for the envelope, found text \
             -> write each key on a line of its own: `key: value`"],
    );
    catalog_and(
        "  fields:\n    parm: A.\n    items.field: B.\n    items[]: C.\n    items[].field: D.\n",
        &[
            "shop/catalog.yaml:17:5 envelope-shape: the envelope has nothing at the path `parm` \
             -> did you mean `param`?",
            "shop/catalog.yaml:18:5 envelope-shape: the envelope has nothing at the path \
             `items.field` \
             -> did you mean `items[].field`?",
            "shop/catalog.yaml:19:5 envelope-shape: the envelope has nothing at the path \
             `items[]` \
             -> did you mean `items`?",
        ],
    );
    let no_docs = CATALOG
        .replace("docs: { url: \"https://example.com/errors/{code}\" }\n", "")
        .replace("    code: $code", "    code: $code\n    url: $docs_url");
    finds(
        &[("shop/catalog.yaml", &no_docs), ("shop/orders.yaml", ORDERS)],
        &["shop/catalog.yaml:10:5 envelope-shape: the envelope carries `$docs_url`, but the \
             catalog has no docs URL \
             -> set `docs.url`, or give the member the type `uri`"],
    );
}

#[test]
fn constants_and_the_domain_of_an_envelope() {
    catalog(
        "param?: string | null",
        "kind: =",
        &["shop/catalog.yaml:13:11 envelope-shape: a constant without text \
             -> write `= text`"],
    );
    catalog("param?: string | null", "kind: = a text, and more", &[]);
    catalog(
        "param?: string | null",
        "domain: $domain",
        &["shop/catalog.yaml:13:13 envelope-shape: the envelope carries `$domain` but sets no \
             `domain` \
             -> add `domain` to the envelope, as in `domain: shop.example.com`"],
    );
    catalog(
        "envelope:\n",
        "envelope:\n  domain: shop.example.com\n",
        &["shop/catalog.yaml:10:11 envelope-shape: the envelope sets `domain` but does not \
             carry `$domain` \
             -> put `$domain` where it belongs, or remove `domain`"],
    );
}

#[test]
fn ready_made_envelopes() {
    let (before, _) = CATALOG.split_once("envelope:\n").expect("an envelope");
    let format = |envelope: &str, section: &str, expected: &[&str]| {
        let catalog = format!("{before}envelope: {envelope}\n");
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", section)], expected);
    };
    for envelope in ["{ format: problem-details }", "{ format: json-api }"] {
        format(envelope, ORDERS, &[]);
    }
    format(
        "{ format: problem-details, shape: { code: $code } }",
        ORDERS,
        &["shop/catalog.yaml:9:45 envelope-shape: the envelope has both a format and a shape \
             (also shop/catalog.yaml:9:21) \
             -> remove one of the two"],
    );
    format(
        "{ format: problem }",
        ORDERS,
        &["shop/catalog.yaml:9:21 unknown-value: unknown value `problem` \
             -> write one of `problem-details`, `json-api`, `google`"],
    );
    format(
        "{ format: google, domain: shop.example.com }",
        ORDERS,
        &["shop/catalog.yaml:9:21 envelope-shape: the format `google` does not allow codes in \
             snake_case (AIP-193) \
             -> write `style: SCREAMING_SNAKE_CASE` under `codes`, or write out the shape"],
    );
    format(
        "{ format: problem-details, domain: shop.example.com }",
        ORDERS,
        &["shop/catalog.yaml:9:46 envelope-shape: the envelope sets `domain` but does not carry \
             `$domain` \
             -> put `$domain` where it belongs, or remove `domain`"],
    );
    format(
        "{ format: problem-details, fields: { instanc: A. } }",
        ORDERS,
        &["shop/catalog.yaml:9:48 envelope-shape: the envelope has nothing at the path `instanc` \
             -> did you mean `instance`?"],
    );
    // Optional members need not be filled for every code.
    format(
        "{ format: json-api }",
        "section: O\nerrors:\n  a: { status: none, description: A. }\n",
        &[],
    );
    let before = before.replace("snake_case", "SCREAMING_SNAKE_CASE");
    let google = |envelope: &str, entry: &str, expected: &[&str]| {
        let catalog = format!("{before}envelope: {envelope}\n");
        let section = format!("section: O\nerrors:\n  BROKEN: {{ description: A., {entry} }}\n");
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
    };
    let envelope = "{ format: google, domain: shop.example.com }";
    google(envelope, "status: 404", &[]);
    google(
        "{ format: google }",
        "status: 404",
        &["shop/catalog.yaml:9:21 envelope-shape: the envelope carries `$domain` but sets no \
             `domain` \
             -> add `domain` to the envelope, as in `domain: shop.example.com`"],
    );
    google(
        envelope,
        "status: [404, 410]",
        &["shop/orders.yaml:3:3 missing-grpc: `BROKEN` has no gRPC status, but the envelope \
             requires one \
             -> add one, as in `grpc: NOT_FOUND`"],
    );
    google(envelope, "status: [404, 410], grpc: NOT_FOUND", &[]);
    google(
        envelope,
        "status: none",
        &[
            "shop/orders.yaml:3:3 missing-status: `BROKEN` has no status, but the envelope requires \
             one \
             -> add a status",
        ],
    );
}

#[test]
fn a_fault_of_the_envelope_is_one_finding() {
    let broken = CATALOG.replace("$details", "$detail");
    let entry = "section: O\nerrors:\n  a:\n    status: 404\n    description: A.\n    details:\n      x: { type: string }\n      y: { type: string, from: { body: extra.y } }\n      z: { type: string, from: { body: parm } }\n";
    finds(
        &[("shop/catalog.yaml", &broken), ("shop/orders.yaml", entry)],
        &[
            "shop/catalog.yaml:15:12 envelope-shape: there is no envelope slot `$detail` \
             -> did you mean `$details`?",
            "shop/orders.yaml:9:40 envelope-shape: the envelope has nothing at the path `parm` \
             -> did you mean `param`?",
        ],
    );
    finds(
        &[("shop/catalog.yaml", "catalog: [\n"), ("shop/orders.yaml", entry)],
        &["shop/catalog.yaml:1:10 yaml-syntax: `[` is never closed \
             -> close it with `]`"],
    );
    let none = CATALOG.split_once("envelope:").expect("an envelope").0;
    finds(
        &[("shop/catalog.yaml", none), ("shop/orders.yaml", entry)],
        &["shop/catalog.yaml:1:1 missing-key: missing `envelope` in a catalog \
             -> add `envelope`"],
    );
}
