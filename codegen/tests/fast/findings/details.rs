//! Details: their types and places, and the messages that show them.

use super::{CATALOG, catalog_and, error, finds};

#[test]
fn messages_and_details_agree() {
    let with = "status: 404\ndescription: A.\ndetails:\n  order_id: { type: string }\n  token: { type: string, sensitive: true }\n";
    let message =
        |message: &str, expected: &[&str]| error(&format!("{with}message: '{message}'"), expected);
    message("No order {order_id}", &[]);
    message("No order {{order_id}} {order_id}", &[]);
    message(
        "No order {order}",
        &["shop/orders.yaml:9:14 message-template: the message uses `{order}`, which is not a \
             detail of the code \
             -> add `order` to the code's `details`, or remove it from the message"],
    );
    message(
        "No order {oder_id} of {customer}",
        &[
            "shop/orders.yaml:9:14 message-template: the message uses `{customer}`, which is not \
             a detail of the code \
             -> add `customer` to the code's `details`, or remove it from the message",
            "shop/orders.yaml:9:14 message-template: the message uses `{oder_id}`, which is not a \
             detail of the code \
             -> did you mean `{order_id}`?",
        ],
    );
    message(
        "No order {order_id",
        &["shop/orders.yaml:9:14 message-template: a single `{` in the message \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No order }",
        &["shop/orders.yaml:9:14 message-template: a single `}` in the message \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No order {}",
        &["shop/orders.yaml:9:14 message-template: `{}` is not the name of a detail \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No order {order id}",
        &["shop/orders.yaml:9:14 message-template: `{order id}` is not the name of a detail \
             -> write `{name}` for a detail, and `{{` or `}}` for a brace"],
    );
    message(
        "No {token}",
        &["shop/orders.yaml:9:14 sensitive-message: the message shows `{token}`, which is \
             sensitive (also shop/orders.yaml:8:7) \
             -> remove it from the message"],
    );
    error(
        "status: 404\ndescription: A.\nmessage: No {order_id}",
        &["shop/orders.yaml:6:14 message-template: the message uses `{order_id}`, which is not a \
             detail of the code \
             -> add `order_id` to the code's `details`, or remove it from the message"],
    );
    error(
        "status: 404\ndescription: A.\nmessage: {order_id}",
        &["shop/orders.yaml:6:14 wrong-type: expected text, found a map \
             -> replace it with text"],
    );
}

#[test]
fn details_among_members_and_details_that_are_strings() {
    let shape = "  shape:\n    code: $code\n    inner: { kind: string, ...: $details }\n";
    let (before, _) = CATALOG.split_once("  shape:\n").expect("a shape");
    let within = |shape: &str, details: &str, expected: &[&str]| {
        let section = format!(
            "section: O\nerrors:\n  a:\n    status: 404\n    description: A.\n    details: {details}\n"
        );
        let catalog = format!("{before}{shape}");
        finds(&[("shop/catalog.yaml", &catalog), ("shop/orders.yaml", &section)], expected);
    };
    within(shape, "{ code: { type: string }, x: { type: integer } }", &[]);
    within(shape, "{ x: { type: string, from: { body: inner.y.z } } }", &[]);
    within(
        shape,
        "{ kind: { type: string } }",
        &["shop/orders.yaml:6:16 detail-place: the envelope already has a member `inner.kind` \
             -> rename the detail, or set where it travels with `from`"],
    );
    within(shape, "{ kind: { type: string, from: { body: inner.kind } } }", &[]);
    within(
        shape,
        "{ x: { type: string, from: { body: inner } } }",
        &["shop/orders.yaml:6:49 detail-place: `inner` cannot hold a detail \
             -> use a member that has a type, or one below `$details`"],
    );
    within(
        "  shape:\n    code: $code\n    ...: string\n",
        "{}",
        &["shop/catalog.yaml:12:10 envelope-shape: `...` stands for something other than the \
             details \
             -> write `...: $details`, or give the member a name"],
    );
    let shape = "  shape:\n    code: $code\n    info: $details<string>\n";
    within(
        shape,
        "{ a: { type: uuid, optional: true }, b: { type: uri, from: { body: info.c } } }",
        &[],
    );
    within(shape, "{ a: { type: map<string>, from: { body: info } } }", &[]);
    for ty in ["integer", "string | null", "string[]", "object"] {
        within(
            shape,
            &format!("{{ a: {{ type: \"{ty}\" }} }}"),
            &["shop/orders.yaml:6:27 detail-place: the detail `a` is not a string, but `info` \
                 holds only strings \
                 -> write `string`, or set where the detail travels with `from`"],
        );
    }
    within(
        shape,
        "{ a: { type: string, from: { body: info.a.b } } }",
        &["shop/orders.yaml:6:49 envelope-shape: the envelope has nothing at the path `info.a.b` \
             -> the envelope's paths are `code`, `info`"],
    );
}

#[test]
fn details_and_their_places() {
    let detail = |detail: &str, expected: &[&str]| {
        error(&format!("status: 404\ndescription: A.\ndetails:\n  x: {{ {detail} }}"), expected);
    };
    detail("type: string", &[]);
    detail(
        "type: sting",
        &["shop/orders.yaml:7:18 detail-type: there is no type `sting` \
             -> did you mean `string`?"],
    );
    detail(
        "type: string?",
        &["shop/orders.yaml:7:18 detail-type: there is no type `string?` \
             -> did you mean `string`?"],
    );
    detail("type: string, from: { body: param }", &[]);
    detail("type: string, from: { body: extra.deep.x }", &[]);
    detail("type: string, from: { body: \"items[].field\" }", &[]);
    detail(
        "type: string, from: { body: pram }",
        &["shop/orders.yaml:7:40 envelope-shape: the envelope has nothing at the path `pram` \
             -> did you mean `param`?"],
    );
    detail(
        "type: string, from: { body: items.field }",
        &["shop/orders.yaml:7:40 envelope-shape: the envelope has nothing at the path \
             `items.field` \
             -> did you mean `items[].field`?"],
    );
    detail(
        "type: string, from: { body: code }",
        &["shop/orders.yaml:7:40 detail-place: `code` cannot hold a detail \
             -> use a member that has a type, or one below `$details`"],
    );
    detail(
        "type: string, from: { body: items }",
        &["shop/orders.yaml:7:40 detail-place: `items` cannot hold a detail \
             -> use a member that has a type, or one below `$details`"],
    );
    detail(
        "type: string, from: { body: \"a..b\" }",
        &["shop/orders.yaml:7:40 envelope-shape: the envelope has nothing at the path `a..b` \
             -> the envelope's paths are `code`, `message`, `param`, `items`, `items[].field`, \
             `extra`"],
    );
    detail("type: string, from: { header: Retry-After }", &[]);
    detail(
        "type: string, from: { header: Retry After }",
        &["shop/orders.yaml:7:42 detail-place: `Retry After` is not the name of a header (RFC \
             9110 §5.1) \
             -> write only its name, as in `Retry-After`"],
    );
    detail(
        "type: string, from: { header: X, body: param }",
        &["shop/orders.yaml:7:32 detail-place: a detail travels in exactly one place \
             -> write `body: path`, or `header: Name` and optionally `parameter: name`"],
    );
    detail(
        "type: string, from: { body: param, parameter: a }",
        &["shop/orders.yaml:7:32 detail-place: a detail travels in exactly one place \
             -> write `body: path`, or `header: Name` and optionally `parameter: name`"],
    );
    detail(
        "type: string, from: {}",
        &["shop/orders.yaml:7:32 detail-place: a detail travels in exactly one place \
             -> write `body: path`, or `header: Name` and optionally `parameter: name`"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { body: param } }\n  y: { type: string, from: { body: param } }",
        &["shop/orders.yaml:8:32 detail-place: `x` and `y` travel in the same place (also \
             shop/orders.yaml:7:32) \
             -> give each detail its own place"],
    );
    error(
        "status: 404\ndescription: A.\ndetails:\n  x: { type: string, from: { header: X-Id } }\n  y: { type: string, from: { header: x-id } }",
        &["shop/orders.yaml:8:32 detail-place: `x` and `y` travel in the same place (also \
             shop/orders.yaml:7:32) \
             -> give each detail its own place"],
    );
    let without = CATALOG.replace("    extra: $details\n", "");
    let entry = "section: O\nerrors:\n  a: { status: 404, description: A., details: { x: { type: string } } }\n";
    finds(
        &[("shop/catalog.yaml", &without), ("shop/orders.yaml", entry)],
        &["shop/orders.yaml:3:49 detail-place: the detail `x` has no place in the response \
             -> add `from: { body: path }` or `from: { header: Name }`"],
    );
}

#[test]
fn examples_that_do_not_fit() {
    let detail = |detail: &str, expected: &[&str]| {
        error(&format!("status: 404\ndescription: A.\ndetails:\n  x: {{ {detail} }}"), expected);
    };
    detail(
        "type: integer, example: many",
        &["shop/orders.yaml:7:36 example-type: the example is not of type `integer` (also \
             shop/orders.yaml:7:18) \
             -> use a value of that type"],
    );
    detail(
        "type: integer, example: 1.5",
        &["shop/orders.yaml:7:36 example-type: the example is not of type `integer` (also \
             shop/orders.yaml:7:18) \
             -> use a value of that type"],
    );
    detail(
        "type: string, example: 12",
        &["shop/orders.yaml:7:35 example-type: the example is not of type `string` (also \
             shop/orders.yaml:7:18) \
             -> use a value of that type"],
    );
    detail(
        "type: \"string[]\", example: [a, 1]",
        &["shop/orders.yaml:7:39 example-type: the example is not of type `string[]` (also \
             shop/orders.yaml:7:18) \
             -> use a value of that type"],
    );
    detail(
        "type: map<integer>, example: { a: b }",
        &["shop/orders.yaml:7:41 example-type: the example is not of type `map<integer>` (also \
             shop/orders.yaml:7:18) \
             -> use a value of that type"],
    );
    detail(
        "type: delay, example: -1",
        &["shop/orders.yaml:7:34 example-type: the example is not of type `delay` (also \
             shop/orders.yaml:7:18) \
             -> use a value of that type"],
    );
    detail("type: string | null, example: null", &[]);
    detail(
        "type: strng, example: 12",
        &["shop/orders.yaml:7:18 detail-type: there is no type `strng` \
             -> did you mean `string`?"],
    );
    detail(
        "type: string, example: *nothing",
        &["shop/orders.yaml:7:35 yaml-syntax: unquoted text cannot begin with `*` \
             -> put the text in quotes: YAML reserves this character"],
    );
    catalog_and(
        "  fields:\n    param: { description: P., example: 12 }\n",
        &["shop/catalog.yaml:17:40 example-type: the example does not match the member's type \
             -> use a value of the type in `shape`, or remove the example"],
    );
    catalog_and(
        "  fields:\n    items: { description: P., example: [] }\n    code: { description: C., example: x }\n",
        &["shop/catalog.yaml:17:40 example-type: the example does not match the member's type \
             -> use a value of the type in `shape`, or remove the example"],
    );
}
