//! Envelopes, and the docs URL that they carry.

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, ORDERS, catalog, catalog_and, finds};
use crate::expect::cases;

/// Checks a section in a catalog whose envelope has one more member.
#[track_caller]
fn with_member(member: &str, section: &str, expected: Inline) {
    let text = CATALOG.replace("    param?:", &format!("    {member}\n    param?:"));
    finds(&[("shop/catalog.yaml", &text), ("shop/orders.yaml", section)], expected);
}

cases! {
    a_code_with_status_none_in_an_envelope_with_the_status: with_member(
        "status: $status",
        "section: O\nerrors:\n  a: { status: none, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error missing-status: `a` has no status, but the envelope requires one
  help: add a status
"#]];

    a_code_without_a_status_in_an_envelope_with_the_status: with_member(
        "status: $status",
        "section: O\nerrors:\n  a: { description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error missing-status: `a` has no status
  help: add `status: 400`, or `status: none` if the API documents none; `status` in `catalog.yaml` is for all codes
"#]];

    a_code_with_a_wrong_status_in_an_envelope_with_the_status: with_member(
        "status: $status",
        "section: O\nerrors:\n  a: { status: abc, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:16 error wrong-type: expected an HTTP status, a list of them or `none`, found text
  help: replace it with an HTTP status, a list of them or `none`
"#]];

    a_code_with_a_wrong_category_in_an_envelope_with_the_status: with_member(
        "status: $status",
        "section: O\nerrors:\n  a: { category: reqest, description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:18 error unknown-reference: there is no category `reqest`
  help: did you mean `request`?
"#]];

    a_code_without_a_category_in_an_envelope_with_the_category: with_member(
        "type: $category",
        ORDERS,
    ) => str![[r#"
shop/orders.yaml:3:3 error missing-category: `not_found` has no category, but the envelope requires one
  help: add `category`
"#]];

    a_code_with_a_wrong_category_in_an_envelope_with_the_category: with_member(
        "type: $category",
        "section: O\nerrors:\n  a: { category: [], description: A. }\n",
    ) => str![[r#"
shop/orders.yaml:3:18 error wrong-type: expected text, found a list
  help: put the text in quotes: `[` begins a list in YAML
"#]];

    the_category_of_a_section_is_enough: with_member(
        "type: $category",
        "section: O\ncategory: request\nerrors:\n  a: { description: A. }\n",
    ) => str![];
}

/// Checks the catalog with other settings for its documentation.
#[track_caller]
fn docs(settings: &str, expected: Inline) {
    catalog("url: \"https://example.com/errors/{code}\"", settings, expected);
}

cases! {
    a_docs_url_without_a_placeholder: docs("url: \"https://example.com/errors\"") => str![[r#"
shop/catalog.yaml:4:14 error docs-url: the docs URL has no placeholder for the code
  help: put `{code}` where the code belongs
"#]];

    a_docs_url_with_the_section_only: docs(
        "url: \"https://example.com/errors/{section}\"",
    ) => str![[r#"
shop/catalog.yaml:4:14 error docs-url: the docs URL has no placeholder for the code
  help: put `{code}` where the code belongs
"#]];

    a_docs_url_with_an_unknown_placeholder: docs("url: \"https://example.com/{cod}\"") => str![[r#"
shop/catalog.yaml:4:14 error docs-url: the docs URL has an unknown placeholder `{cod}`
  help: use `{code}` and `{section}`, each with `|kebab`, `|snake`, `|camel`, `|pascal`, `|lower` or `|upper`
"#]];

    a_docs_url_with_a_brace_that_is_not_closed: docs(
        "url: \"https://example.com/{code\"",
    ) => str![[r#"
shop/catalog.yaml:4:14 error docs-url: the docs URL has an unknown placeholder `{code}`
  help: use `{code}` and `{section}`, each with `|kebab`, `|snake`, `|camel`, `|pascal`, `|lower` or `|upper`
"#]];

    a_docs_url_with_an_unknown_case: docs("url: \"https://example.com/{code|title}\"") => str![[r#"
shop/catalog.yaml:4:14 error docs-url: the docs URL has an unknown placeholder `{code|title}`
  help: use `{code}` and `{section}`, each with `|kebab`, `|snake`, `|camel`, `|pascal`, `|lower` or `|upper`
"#]];

    a_docs_url_in_another_case: docs("url: \"https://example.com/#{ code | lower }\"") => str![];

    a_docs_url_without_a_scheme: docs("url: \"example.com/{code}\"") => str![[r#"
shop/catalog.yaml:4:14 error docs-url: the docs URL is not a web address
  help: begin it with `https://`
"#]];

    a_docs_url_with_the_layout_of_one_page: docs(
        "url: \"https://example.com/{code}\", layout: one-page",
    ) => str![[r#"
shop/catalog.yaml:4:52 error docs-url: the docs URL does not match the layout
  also shop/catalog.yaml:4:14
  help: remove `layout`: it follows from the URL
"#]];

    a_docs_url_with_a_fragment_and_a_page_per_code: docs(
        "url: \"https://example.com/#{code}\", layout: page-per-code",
    ) => str![[r#"
shop/catalog.yaml:4:53 error docs-url: the docs URL does not match the layout
  also shop/catalog.yaml:4:14
  help: remove `layout`: it follows from the URL
"#]];

    a_docs_url_with_the_layout_that_follows_from_it: docs(
        "url: \"https://example.com/{section}#{code}\", layout: page-per-section",
    ) => str![];

    an_unknown_layout: docs("layout: page-per-page") => str![[r#"
shop/catalog.yaml:4:17 error unknown-value: unknown value `page-per-page`
  help: did you mean `page-per-code`?
"#]];

    no_docs_url: catalog("docs: { url: \"https://example.com/errors/{code}\" }\n", "") => str![];

    a_misspelled_slot: catalog("    code: $code", "    code: $cod") => str![[r#"
shop/catalog.yaml:11:11 error envelope-shape: there is no envelope slot `$cod`
  help: did you mean `$code`?
"#]];

    an_unknown_slot: catalog("    code: $code", "    code: $nothing") => str![[r#"
shop/catalog.yaml:11:11 error envelope-shape: there is no envelope slot `$nothing`
  help: write one of `$code`, `$name`, `$type`, `$message`, `$title`, `$description`, `$cause`, `$resolution`, `$category`, `$status`, `$status<string>`, `$grpc`, `$docs_url`, `$retry`, `$retry<boolean>`, `$action`, `$arguments`, `$details`, `$details<string>`, `$domain`
"#]];

    an_envelope_without_the_code: catalog("    code: $code\n", "") => str![[r#"
shop/catalog.yaml:11:5 error envelope-shape: nothing in the envelope identifies the error
  help: put `$code` where the code belongs, `$name` for the name of the entry or `$type` for a URI; if a header carries the code, name it under `codes: { header: X-Error-Code }`
"#]];

    two_members_of_one_name: catalog(
        "    code: $code",
        "    code: $code\n    url: $docs_url\n    code?: string",
    ) => str![[r#"
shop/catalog.yaml:13:5 error envelope-shape: the member `code` appears twice in this object
  also shop/catalog.yaml:11:5
  help: remove one of the two
"#]];

    a_misspelled_type_that_may_be_null: catalog(
        "param?: string | null",
        "param?: strng | null",
    ) => str![[r#"
shop/catalog.yaml:13:13 error envelope-shape: there is no type `strng | null`
  help: did you mean `string | null`?
"#]];

    an_unknown_type: catalog("param?: string | null", "param?: text") => str![[r#"
shop/catalog.yaml:13:13 error envelope-shape: there is no type `text`
  help: did you mean `string`?
"#]];

    an_array_without_a_shape: catalog("items: [{ field: string }]", "items: []") => str![[r#"
shop/catalog.yaml:14:12 error envelope-shape: an array without a shape
  help: write the one shape that all elements share
"#]];

    an_array_with_two_shapes: catalog(
        "items: [{ field: string }]",
        "items: [string, integer]",
    ) => str![[r#"
shop/catalog.yaml:14:12 error envelope-shape: an array with 2 shapes
  help: write the one shape that all elements share
"#]];

    a_member_with_a_dot: catalog("param?: string", "a.b: string") => str![[r#"
shop/catalog.yaml:13:5 error envelope-shape: `a.b` cannot be a member name
  help: use a name without `.`, brackets, quotes or backslashes
"#]];

    a_member_without_a_name: catalog("param?: string", "\"?\": string") => str![[r#"
shop/catalog.yaml:13:5 error envelope-shape: `?` cannot be a member name
  help: use a name without `.`, brackets, quotes or backslashes
"#]];

    an_envelope_that_is_a_slot: envelope("\n  shape: $code") => str![[r#"
shop/catalog.yaml:10:10 error envelope-shape: the envelope is not an object
  help: begin the shape with a member name, or write one object in a list
"#]];

    an_envelope_that_is_an_array: envelope("\n  shape: [{ code: $code }]") => str![""];

    an_empty_envelope: envelope("\n  shape: {}") => str![[r#"
shop/catalog.yaml:10:10 error envelope-shape: nothing in the envelope identifies the error
  help: put `$code` where the code belongs, `$name` for the name of the entry or `$type` for a URI; if a header carries the code, name it under `codes: { header: X-Error-Code }`
"#]];

    an_envelope_without_a_shape: envelope("\n  fields: { code: The code. }") => str![[r#"
shop/catalog.yaml:10:3 error missing-key: the envelope has neither a shape nor a format
  help: add `shape`, or `format` with the name of a ready-made one
"#]];

    an_envelope_that_is_text: envelope("$code") => str![[r#"
shop/catalog.yaml:9:11 error wrong-type: expected a map for the envelope, found text
  help: write each key on a line of its own: `key: value`
"#]];

    descriptions_of_members_that_do_not_exist: catalog_and(
        "  fields:\n    parm: A.\n    items.field: B.\n    items[]: C.\n    items[].field: D.\n",
    ) => str![[r#"
shop/catalog.yaml:17:5 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
shop/catalog.yaml:18:5 error envelope-shape: the envelope has nothing at the path `items.field`
  help: did you mean `items[].field`?
shop/catalog.yaml:19:5 error envelope-shape: the envelope has nothing at the path `items[]`
  help: did you mean `items`?
"#]];
}

#[test]
fn a_docs_url_in_the_envelope_that_the_catalog_does_not_have() {
    let text = CATALOG
        .replace("docs: { url: \"https://example.com/errors/{code}\" }\n", "")
        .replace("    code: $code", "    code: $code\n    url: $docs_url");
    finds(
        &[("shop/catalog.yaml", &text), ("shop/orders.yaml", ORDERS)],
        str![[r#"
shop/catalog.yaml:10:5 error envelope-shape: the envelope carries `$docs_url`, but the catalog has no docs URL
  help: set `docs.url`, or give the member the type `uri`
"#]],
    );
}

cases! {
    a_constant_without_text: catalog("param?: string | null", "kind: =") => str![[r#"
shop/catalog.yaml:13:11 error envelope-shape: a constant without text
  help: write `= text`
"#]];

    a_constant: catalog("param?: string | null", "kind: = a text, and more") => str![];

    a_slot_for_a_domain_that_is_not_set: catalog(
        "param?: string | null",
        "domain: $domain",
    ) => str![[r#"
shop/catalog.yaml:13:13 error envelope-shape: the envelope carries `$domain` but sets no `domain`
  help: add `domain` to the envelope, as in `domain: shop.example.com`
"#]];

    a_domain_without_a_slot: catalog(
        "envelope:\n",
        "envelope:\n  domain: shop.example.com\n",
    ) => str![[r#"
shop/catalog.yaml:10:11 error envelope-shape: the envelope sets `domain` but does not carry `$domain`
  help: put `$domain` where it belongs, or remove `domain`
"#]];
}

/// Checks the catalog with another envelope.
#[track_caller]
fn envelope(envelope: &str, expected: Inline) {
    let (before, _) = CATALOG.split_once("envelope:\n").expect("an envelope");
    let catalog = format!("{before}envelope: {envelope}\n");
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", ORDERS)], expected);
}

/// Checks an error in a catalog with Google's envelope.
#[track_caller]
fn google(settings: &str, entry: &str, expected: Inline) {
    let (before, _) = CATALOG.split_once("envelope:\n").expect("an envelope");
    let before = before.replace("snake_case", "SCREAMING_SNAKE_CASE");
    let catalog = format!("{before}envelope: {{ format: google{settings} }}\n");
    let section = format!("section: O\nerrors:\n  BROKEN: {{ description: A., {entry} }}\n");
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
}

cases! {
    problem_details: envelope("{ format: problem-details }") => str![];

    json_api: envelope("{ format: json-api }") => str![];

    a_format_and_a_shape: envelope(
        "{ format: problem-details, shape: { code: $code } }",
    ) => str![[r#"
shop/catalog.yaml:9:45 error envelope-shape: the envelope has both a format and a shape
  also shop/catalog.yaml:9:21
  help: remove one of the two
"#]];

    an_unknown_format: envelope("{ format: problem }") => str![[r#"
shop/catalog.yaml:9:21 error unknown-value: unknown value `problem`
  help: write one of `problem-details`, `json-api`, `google`
"#]];

    google_with_codes_in_snake_case: envelope(
        "{ format: google, domain: shop.example.com }",
    ) => str![[r#"
shop/catalog.yaml:9:21 error envelope-shape: the format `google` needs codes in SCREAMING_SNAKE_CASE (AIP-193)
  help: write `style: SCREAMING_SNAKE_CASE` under `codes`, or write out the shape
"#]];

    a_format_without_a_slot_for_the_domain: envelope(
        "{ format: problem-details, domain: shop.example.com }",
    ) => str![[r#"
shop/catalog.yaml:9:46 error envelope-shape: the envelope sets `domain` but does not carry `$domain`
  help: put `$domain` where it belongs, or remove `domain`
"#]];

    a_description_of_a_member_that_a_format_does_not_have: envelope(
        "{ format: problem-details, fields: { instanc: A. } }",
    ) => str![[r#"
shop/catalog.yaml:9:48 error envelope-shape: the envelope has nothing at the path `instanc`
  help: did you mean `instance`?
"#]];
}

/// Optional members need not be filled for every code.
#[test]
fn optional_members_need_not_be_filled() {
    let (before, _) = CATALOG.split_once("envelope:\n").expect("an envelope");
    let catalog = format!("{before}envelope: {{ format: json-api }}\n");
    let section = "section: O\nerrors:\n  a: { status: none, description: A. }\n";
    finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", section)], str![]);
}

cases! {
    google_with_a_domain: google(", domain: shop.example.com", "status: 404") => str![];

    google_without_a_domain: google("", "status: 404") => str![[r#"
shop/catalog.yaml:9:21 error envelope-shape: the envelope carries `$domain` but sets no `domain`
  help: add `domain` to the envelope, as in `domain: shop.example.com`
"#]];

    google_with_two_statuses: google(
        ", domain: shop.example.com",
        "status: [404, 410]",
    ) => str![[r#"
shop/orders.yaml:3:3 error missing-grpc: `BROKEN` has no gRPC status, but the envelope requires one
  help: add one, as in `grpc: NOT_FOUND`
"#]];

    google_with_two_statuses_and_a_grpc_status: google(
        ", domain: shop.example.com",
        "status: [404, 410], grpc: NOT_FOUND",
    ) => str![];

    google_without_a_status: google(", domain: shop.example.com", "status: none") => str![[r#"
shop/orders.yaml:3:3 error missing-status: `BROKEN` has no status, but the envelope requires one
  help: add a status
"#]];
}

/// Checks a section whose details have places, in a broken catalog.
#[track_caller]
fn broken(catalog: &str, expected: Inline) {
    let section = "section: O\nerrors:\n  a:\n    status: 404\n    description: A.\n    details:\n      x: { type: string }\n      y: { type: string, from: { body: extra.y } }\n      z: { type: string, from: { body: parm } }\n";
    finds(&[("shop/catalog.yaml", catalog), ("shop/orders.yaml", section)], expected);
}

cases! {
    a_misspelled_slot_is_one_finding: broken(&CATALOG.replace("$details", "$detail")) => str![[r#"
shop/catalog.yaml:15:12 error envelope-shape: there is no envelope slot `$detail`
  help: did you mean `$details`?
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];

    a_catalog_that_does_not_parse_is_one_finding: broken("catalog: [\n") => str![[r#"
shop/catalog.yaml:1:10 error yaml-syntax: `[` is never closed
  help: close it with `]`
"#]];

    a_catalog_without_an_envelope_is_one_finding: broken(
        CATALOG.split_once("envelope:").expect("an envelope").0,
    ) => str![[r#"
shop/catalog.yaml:1:1 error missing-key: missing `envelope` in a catalog
  help: add `envelope`; other keys are `description`, `language`, `type`, `levels`, `allow`, `status`, `sections`, `groups`, `fields`, `statuses`, `types`, `details`, `never_includes`, `raises`, `operations`, `handling`, `related`, `retired`
"#]];

    nothing_identifies_the_error: broken(&CATALOG.replace("    code: $code\n", "")) => str![[r#"
shop/catalog.yaml:11:5 error envelope-shape: nothing in the envelope identifies the error
  help: put `$code` where the code belongs, `$name` for the name of the entry or `$type` for a URI; if a header carries the code, name it under `codes: { header: X-Error-Code }`
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];

    a_type_that_no_code_has: broken(&CATALOG.replace("code: $code", "code: $type")) => str![[r#"
shop/catalog.yaml:11:5 error envelope-shape: the envelope carries `$type`, but no code has a type
  help: set `type` of the catalog, as in `type: urn:problem-type:shop:{name}`
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];

    a_type_with_an_unknown_filter: broken(&CATALOG.replace("title: Shop API", "title: Shop API\ntype: 'urn:{name|caps}'")) => str![[r#"
shop/catalog.yaml:3:7 error problem-type: the type has an unknown placeholder `{name|caps}`
  help: use `{name}`, `{code}` and `{section}`, each with `|kebab`, `|snake`, `|camel`, `|pascal`, `|lower` or `|upper`
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];

    a_type_that_is_the_same: broken(&CATALOG.replace("title: Shop API", "title: Shop API\ntype: 'urn:shop'")) => str![[r#"
shop/catalog.yaml:3:7 error problem-type: the type is the same for every code
  help: put `{name}` or `{code}` where it differs
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];

    a_type_that_is_no_uri: broken(&CATALOG.replace("title: Shop API", "title: Shop API\ntype: 'probs/{name}'")) => str![[r#"
shop/catalog.yaml:3:7 error problem-type: the type is not a URI
  help: begin it with a scheme, as in `https://` or `urn:`
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];

    a_code_header_that_is_none: broken(&CATALOG.replace("style: snake_case", "style: snake_case, header: X Code")) => str![[r#"
shop/catalog.yaml:3:37 error detail-place: `X Code` is not the name of a header (RFC 9110 §5.1)
  help: use letters, digits and hyphens
shop/orders.yaml:9:40 error envelope-shape: the envelope has nothing at the path `parm`
  help: did you mean `param`?
"#]];
}
