//! The registries that the site's tests render.

use std::fmt::Write;

use errbook::model::Model;
use errbook::report;
use errbook::source::Sources;

use crate::support;

/// The public model of registry files.
pub fn model(sources: Sources) -> Model {
    let checked = errbook::check(sources);
    let problems: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|problem| report::render(problem, &checked.sources, report::Look::default()))
        .collect();
    checked.model.unwrap_or_else(|| panic!("{}", problems.join("\n"))).public()
}

/// The model of registry texts.
pub fn of_texts(texts: &[(&'static str, String)]) -> Model {
    model(Sources::from_texts(texts.iter().map(|(path, text)| (*path, text.as_str()))))
}

/// This repository's registry.
pub fn real() -> Model {
    model(Sources::read(&support::root().join("registry")).expect("the registry is read"))
}

/// A registry that uses all of the language, published at a docs URL.
pub fn shop(url: Option<&str>) -> Model {
    of_texts(&shop_texts(url))
}

pub fn shop_texts(url: Option<&str>) -> Vec<(&'static str, String)> {
    let docs = url.map(|url| format!("docs: {{ url: \"{url}\" }}\n")).unwrap_or_default();
    vec![
        ("shop/catalog.yaml", format!("{docs}{CATALOG}")),
        ("shop/conflict.yaml", CONFLICT.to_owned()),
        ("shop/orders.yaml", ORDERS.to_owned()),
        ("shop/empty.yaml", "section: Nothing yet\ngroup: Rest\nerrors: {}\n".to_owned()),
    ]
}

/// A registry of this many codes with texts of usual length.
pub fn many(codes: usize) -> Model {
    let mut section = "section: Parts\nerrors:\n".to_owned();
    for index in 0..codes {
        let _ = write!(
            section,
            "  part_{index}_not_{}:\n    status: {}\n    description: The part {index} of the order \
             could not be sent to the {} that the customer named in the request.\n    cause: The \
             code of the warehouse differs from what the catalog of parts has, since it is {}.\n    \
             resolution: Ask for the parts anew, and send the request with the codes that come back.\n",
            ["found", "allowed", "ready", "paid"][index % 4],
            [400, 404, 409, 422, 500][index % 5],
            ["address", "branch", "country"][index % 3],
            ["old", "new", "empty"][index % 3],
        );
    }
    of_texts(&[("parts/catalog.yaml", PARTS.to_owned()), ("parts/parts.yaml", section)])
}

const PARTS: &str = "
catalog: parts
title: Parts API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

/// A registry whose texts try to be markup, script and the end of things.
pub fn hostile() -> Model {
    let texts = [
        "<script>window.pwned = 1</script>",
        "</title></head></script><script>window.pwned = 1</script>",
        "<img src=x onerror=window.pwned=1> <iframe srcdoc='x'>",
        "`</code><script>window.pwned = 1</script>` and `` ` ``",
        "\\\" onmouseover=\\\"window.pwned=1\\\" x='y' \\\\",
        "&lt;b&gt; &amp; &#60;script&#62; <!-- x --> --> ]]> {{ 1 + 1 }} {% raw %}",
        "javascript:window.pwned=1 ${window.pwned = 1} \\\\u003cscript\\\\u003e",
        "\\u2028\\u2029 \\u202e right to left \\u202c 词 \\ud83d\\ude00",
        "</li></ul></main><base href='https://elsewhere.example/'>",
    ];
    let mut section = "section: \"<b><i>Section</i></b> </script>\"\nerrors:\n".to_owned();
    for (index, text) in texts.iter().enumerate() {
        let _ = write!(
            section,
            "  text_{index}_t:\n    status: 400\n    title: \"{text}\"\n    description: \"{text}\"\n    \
             cause: \"Why: {text}\"\n    resolution: \"Do: {text}\"\n    since: \"{text}\"\n    \
             notes: [\"{text}\"]\n    examples: [{{ title: \"{text}\", language: \"<b>\", code: \"{text}\" }}]\n    links: [{{ title: \"{text}\", url: \"{text}\" }}]\n",
        );
    }
    let catalog = format!(
        "catalog: nasty\ntitle: \"</title><script>window.pwned = 1</script>\"\n\
         description: \"{1}\"\ncodes: {{ style: snake_case }}\n\
         envelope: {{ shape: {{ \"<b><i>\": $code, m: $message }} }}\n\
         operations: {{ \"{0}\": {{ request: \"POST /{0}\", description: \"{1}\", \
         raises: [text_0_t, text_1_t], example: {{ headers: {{ X-Y: \"{1}\" }}, \
         body: {{ \"{1}\": \"{1}\" }} }} }} }}\n",
        "<script>window.pwned=1</script>'\\\"><b>", texts[1],
    );
    of_texts(&[("nasty/catalog.yaml", catalog), ("nasty/texts.yaml", section)])
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
    examples:
      - { title: The second of two, language: http, code: "PUT /hats/1 HTTP/1.1" }
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
