//! A registry that uses every key of the language.

/// Its files. The docs URL is a parameter, because it determines the layout of the pages.
pub fn texts(url: Option<&str>) -> Vec<(&'static str, String)> {
    let docs = url.map(|url| format!("docs: {{ url: \"{url}\" }}\n")).unwrap_or_default();
    vec![
        ("shop/catalog.yaml", format!("{docs}{CATALOG}")),
        ("shop/conflict.yaml", CONFLICT.to_owned()),
        ("shop/orders.yaml", ORDERS.to_owned()),
        ("shop/empty.yaml", "section: Nothing yet\ngroup: Rest\nerrors: {}\n".to_owned()),
    ]
}

const CATALOG: &str = r#"
catalog: shop
title: Shop API
description: What the shop answers when it cannot sell.
codes:
  style: snake_case
  convention: First the thing, then what is wrong with it.
  pattern: "^[a-z_]+$"
  exceptions:
    - { reason: It is older than the rule., codes: [http2_error] }
sections: [conflict, orders, empty]
categories:
  request_error: { status: 400, title: Bad requests, description: The request is at fault. }
  limit_error: { status: 429 }
statuses: { 400: Mend the request first., 404: There is no such thing. }
actions:
  sign_in: Send the user to the sign-in page.
  slow_down: { title: Slow down, description: Send fewer requests. }
envelope:
  description: Every answer that is not a success.
  shape:
    error: { code: $code, text: $message, more?: $details, ref: string | null }
    version: 2
  fields:
    error.ref: { description: Quote it to support., example: r-1 }
never_includes: [The number of a card.]
raises: [too_many]
operations:
  placeOrder:
    request: POST /orders/{id}
    description: Sells a thing, or says `out_of_stock`.
    raises: [conflict, out_of_stock]
    example: { path: "/orders/7?gift=1", headers: { X-Trace: "a | b" }, body: { thing: a `hat` } }
  GET /orders/{id}: { raises: [not_found, internal_one] }
  orders|<b>{{x}}`_y_: { raises: [not_found] }
  purge: { request: DELETE /everything, raises: [internal_one] }
handling:
  description: Look at `error.code` only.
  log: [The code., "`error.ref`"]
  steps:
    - { codes: [conflict, not_found], action: sign_in, note: Only once. }
    - { codes: [out_of_stock], note: Offer another thing. }
  otherwise: { action: slow_down, note: Then give up., codes: [too_many] }
related:
  - { title: Limits, description: How fast is too fast., url: "https://example.com/limits?a=1&b=(2)" }
  - title: A book
retired:
  old_conflict: { reason: It was split in two., since: "2.0", replaced_by: conflict }
  gone: { reason: Nobody used it. }
"#;

const CONFLICT: &str = r#"
section: Conflict
description: |-
  Two requests want one thing.

  Both paragraphs matter.
source: [RFC 9110 §15.5.10, The shop's own rules]
errors:
  conflict:
    status: [409, 423]
    title: Two at once
    description: Another request was first. Not the same as `not_found`.
    message: "{thing} is taken by {{someone}}"
    cause: They were quicker.
    resolution: Wait, then see `too_many`.
    category: request_error
    action: sign_in
    retry: outcome_unknown
    details:
      thing: { type: string | null, description: What both want., example: a hat, optional: true }
      token: { type: uuid, sensitive: true, from: { header: X-Token } }
      scope: { type: string, from: { header: WWW-Authenticate, parameter: scope } }
      wait: { type: delay, from: { header: Retry-After } }
    since: "1.2"
    deprecated: { since: "1.9", replaced_by: out_of_stock, note: Say what is missing. }
    grpc: ABORTED
    links: [ { title: How we lock, url: "https://example.com/locks" } ]
    notes: [It cannot be switched off.]
  http2_error: { status: none, description: The connection broke. }
also:
  not_found: { description: The other thing is gone., cause: It was sold., resolution: Look again. }
tables:
  - title: Out of stock
    description: What to look at.
    columns: [Column, "`other`"]
    rows: [[a, b], ["`x|y`", "1 | 2"]]
notes: [Read this twice.]
"#;

const ORDERS: &str = r"
section: Orders
group: Rest
category: request_error
errors:
  not_found: { status: 404, description: There is no such order. }
  out_of_stock: { description: It is sold out., aliases: [sold_out, OUT_OF_STOCK] }
  too_many: { category: limit_error, description: Too many at once., retry: after_delay }
  denied: { status: 302, description: The user said no., delivery: redirect }
  internal_one: { status: 500, description: Only we know., visibility: internal }
  section_orders: { description: Its name looks like an anchor. }
  self: { description: A reserved word. }
also:
  conflict: Seen here as well.
";
