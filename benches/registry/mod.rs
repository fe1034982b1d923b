//! A large registry for measurements: ten sections of one catalog, with texts as long as those of real
//! references. It is always the same for the same number of codes.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The files of its sections, without their endings.
pub const SECTIONS: [&str; 10] = [
    "accounts",
    "billing",
    "carts",
    "catalog-items",
    "deliveries",
    "invoices",
    "orders",
    "payments",
    "refunds",
    "webhooks",
];

/// Writes a catalog with this many codes.
pub fn write_registry(folder: &Path, codes: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("catalog.yaml"), CATALOG)?;
    let mut random = Random(42);
    for (index, section) in SECTIONS.iter().enumerate() {
        let mut text = format!(
            "# yaml-language-server: $schema=../../generated/schema/section.schema.json\n\
             section: Errors of {section}\n\
             description: >-\n  {} {}\n\
             errors:\n",
            sentence(&mut random),
            sentence(&mut random),
        );
        let shares = |index| codes * index / SECTIONS.len();
        for number in shares(index)..shares(index + 1) {
            entry(section, number, &mut random, &mut text)?;
        }
        fs::write(folder.join(format!("{section}.yaml")), text)?;
    }
    Ok(())
}

const CATALOG: &str = r#"# yaml-language-server: $schema=../../generated/schema/catalog.schema.json
catalog: shop
title: Shop API
description: The errors of a shop that exists for measurements alone.
codes:
  style: snake_case
docs:
  url: "https://docs.example.com/errors/{section}#{code}"
categories:
  authentication_error: { status: 401, description: The caller could not be identified. }
  invalid_request_error: { status: 400, description: The request itself is at fault. }
  conflict_error: { status: 409, description: The request conflicts with what exists. }
  api_error: { status: 500, description: The fault is on the server. }
actions:
  sign_in: Send the user to the sign-in page.
  wait: Wait, then repeat the request.
envelope:
  shape:
    error:
      type: $category
      code: $code
      message: $message
      param: string | null
      doc_url: $docs_url
      details?: $details
      request_id: string
  fields:
    error.param: The parameter that the error is about, where it is about one.
    error.request_id: { description: Names the request., example: req_8f14e45f }
"#;

/// Writes a code: most are plain, some have every key of an entry.
fn entry(section: &str, number: usize, random: &mut Random, out: &mut String) -> Result<()> {
    let domain = section.replace('-', "_");
    let [noun, fault] = [random.pick(&NOUNS), random.pick(&FAULTS)];
    writeln!(out, "  {domain}_{noun}_{fault}_{number:05}:")?;
    writeln!(out, "    category: {}", random.pick(&CATEGORIES))?;
    if random.below(3) == 0 {
        writeln!(out, "    status: {}", random.pick(&["403", "404", "422", "[400, 422]", "503"]))?;
    }
    writeln!(out, "    description: {}", sentence(random))?;
    let detail = (random.below(5) == 0).then(|| random.pick(&NOUNS));
    if let Some(detail) = detail {
        writeln!(out, "    message: 'The {noun} {{{detail}_id}} is {fault}'")?;
    }
    writeln!(out, "    cause: {}", sentence(random))?;
    writeln!(out, "    resolution: >-\n      {}\n      {}", sentence(random), sentence(random))?;
    if random.below(8) == 0 {
        writeln!(out, "    action: {}", random.pick(&["sign_in", "wait"]))?;
    }
    if random.below(2) == 0 {
        writeln!(out, "    retry: {}", random.pick(&["never", "backoff", "after_action"]))?;
    }
    if let Some(detail) = detail {
        writeln!(out, "    details:\n      {detail}_id:\n        type: string")?;
        writeln!(out, "        description: Names the {detail}.\n        example: {detail}_81")?;
        if random.below(3) == 0 {
            writeln!(out, "      retry_after:\n        type: delay")?;
            writeln!(out, "        from: {{ header: Retry-After }}\n        optional: true")?;
        }
    }
    if random.below(20) == 0 {
        writeln!(out, "    deprecated: {{ since: \"2.1\", note: Use a code of {noun}. }}")?;
    }
    Ok(())
}

const CATEGORIES: [&str; 4] =
    ["authentication_error", "invalid_request_error", "conflict_error", "api_error"];
const NOUNS: [&str; 16] = [
    "account", "address", "basket", "card", "coupon", "currency", "customer", "invoice", "item",
    "mandate", "payout", "price", "receipt", "refund", "session", "voucher",
];
const FAULTS: [&str; 12] = [
    "blocked",
    "closed",
    "declined",
    "expired",
    "invalid",
    "locked",
    "malformed",
    "missing",
    "pending",
    "rejected",
    "stale",
    "unsupported",
];
const BEGINNINGS: [&str; 6] = [
    "The request names",
    "Another call has changed",
    "The service upstream no longer accepts",
    "Somebody has closed or removed",
    "Check the spelling and the region of",
    "Ask the owner of the account for",
];
const ENDINGS: [&str; 6] = [
    "before it is sent again with the same key",
    "which this API version doesn't allow",
    "and the period of 24 hours has not passed",
    "so nothing was charged or stored",
    "until the review of it has come to an end",
    "as the settings of the organization demand",
];

/// A sentence of ten to twenty words, often with code in it, that fits into a plain scalar.
fn sentence(random: &mut Random) -> String {
    let [first, second] = [random.pick(&NOUNS), random.pick(&NOUNS)];
    let object = match random.below(3) {
        0 => format!("the {first} in `{second}.{first}_id`"),
        1 => format!("a {} {first} of this {second}", random.pick(&FAULTS)),
        _ => format!("the {first} & its {second}, see `GET /v1/{second}s/{{id}}`,"),
    };
    format!("{} {object} {}.", random.pick(&BEGINNINGS), random.pick(&ENDINGS))
}

/// A linear congruential generator with the constants of Knuth's MMIX.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        // The upper bits are the random ones.
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}
