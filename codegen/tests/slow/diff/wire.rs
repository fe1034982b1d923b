//! What `errbook diff` says about clients in use, held against them: clients with the old packages
//! read what services with the new one send, over HTTP.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use errbook::diff::{Change, changes};
use errbook::model::Model;
use errbook::rule::{Kind, RULES, Tier};
use serde_json::{Map, Value, json};

use crate::clients::programs;
use crate::rust::cargo;
use crate::support::registry::of_texts;
use crate::support::service::Service;
use crate::support::{run, write};
use crate::typescript;

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
categories: { missing: {}, other: {} }
envelope:
  shape: { code: $code, message: $message, group: $category, data: $details }
";

const ORDERS: &str = "\
section: Orders
errors:
  gone:
    category: missing
    status: 410
    message: It went.
    retry: never
    details:
      number: { type: integer }
      place: { type: string, optional: true }
      kind: { values: { big: Big., small: Small. } }
      seconds: { type: integer, from: { header: X-Seconds } }
";

/// The error that every case sends, if nothing about it has another name.
const GONE: &str = "errors.gone({ number: 7, place: \"here\", kind: \"big\", seconds: 9 })";

/// A change of the registry, and what it does to clients in use.
struct Case {
    /// The lines that change, in whichever file has them, and what becomes of them.
    lines: &'static [(&'static str, &'static str)],
    /// How the new service makes the error.
    send: &'static str,
    /// The rule that says so.
    rule: &'static str,
    /// What the client in TypeScript with the old package no longer reads.
    lost: &'static [&'static str],
    /// What the one in Rust no longer reads, if that is not the same: details are one struct there,
    /// which is missing if a part of it is, and what has no code is no error.
    in_rust: Option<&'static [&'static str]>,
}

/// What a client reads of the details of a code.
const DETAILS: &[&str] = &["number", "place", "kind", "seconds"];

/// What a client reads of a code that it knows.
const KNOWN: &[&str] = &["code", "number", "place", "kind", "seconds"];

/// What a client reads of an error.
const ERROR: &[&str] = &["code", "message", "group", "number", "place", "kind", "seconds"];

const CASES: &[Case] = &[
    Case { lines: &[], send: GONE, rule: "", lost: &[], in_rust: None },
    Case {
        lines: &[("    status: 410", "    code: vanished\n    status: 410")],
        send: GONE,
        rule: "code-changed",
        lost: KNOWN,
        in_rust: None,
    },
    Case {
        lines: &[("  gone:", "  left:")],
        send: "errors.left({ number: 7, place: \"here\", kind: \"big\", seconds: 9 })",
        rule: "code-removed",
        lost: KNOWN,
        in_rust: None,
    },
    Case {
        lines: &[("  gone:", "  left:\n    aliases: [gone]")],
        send: "errors.left({ number: 7, place: \"here\", kind: \"big\", seconds: 9 })",
        rule: "code-renamed",
        lost: KNOWN,
        in_rust: None,
    },
    Case {
        lines: &[("status: 410", "status: 404")],
        send: GONE,
        rule: "status-changed",
        lost: &["status"],
        in_rust: None,
    },
    Case {
        lines: &[("status: 410", "status: 410\n    delivery: redirect")],
        send: "errors.gone({ number: 7, place: \"here\", kind: \"big\", seconds: 9 })\
               .with({ redirect: \"https://a.example/\" })",
        rule: "delivery-changed",
        lost: &["code", "status", "message", "group", "number", "place", "kind", "seconds"],
        in_rust: None,
    },
    Case {
        lines: &[("category: missing", "category: other")],
        send: GONE,
        rule: "sent-value-changed",
        lost: &["group"],
        in_rust: None,
    },
    Case {
        lines: &[("      place: { type: string, optional: true }\n", "")],
        send: "errors.gone({ number: 7, kind: \"big\", seconds: 9 })",
        rule: "detail-removed",
        lost: &["place"],
        in_rust: None,
    },
    Case {
        lines: &[("      number: { type: integer }\n", "")],
        send: "errors.gone({ place: \"here\", kind: \"big\", seconds: 9 })",
        rule: "detail-removed",
        lost: &["number"],
        in_rust: Some(DETAILS),
    },
    Case {
        lines: &[("number: { type: integer }", "number: { type: string }")],
        send: "errors.gone({ number: \"x\", place: \"here\", kind: \"big\", seconds: 9 })",
        rule: "detail-changed",
        lost: &["number"],
        in_rust: Some(DETAILS),
    },
    Case {
        lines: &[("number: { type: integer }", "number: { type: integer, optional: true }")],
        send: "errors.gone({ place: \"here\", kind: \"big\", seconds: 9 })",
        rule: "detail-changed",
        lost: &["number"],
        in_rust: Some(DETAILS),
    },
    Case {
        lines: &[("optional: true }", "optional: true, from: { header: X-Place } }")],
        send: GONE,
        rule: "detail-changed",
        lost: &["place"],
        in_rust: None,
    },
    Case {
        lines: &[("X-Seconds", "X-Wait")],
        send: GONE,
        rule: "detail-changed",
        lost: &["seconds"],
        in_rust: Some(DETAILS),
    },
    Case {
        lines: &[("big: Big.,", "large: Large.,")],
        send: "errors.gone({ number: 7, place: \"here\", kind: \"large\", seconds: 9 })",
        rule: "detail-changed",
        lost: &["kind"],
        in_rust: None,
    },
    Case {
        lines: &[("code: $code", "error: $code")],
        send: GONE,
        rule: "envelope-changed",
        lost: &["code", "message", "number", "place", "kind", "seconds"],
        in_rust: Some(ERROR),
    },
    Case {
        lines: &[("message: $message", "text: $message")],
        send: GONE,
        rule: "envelope-changed",
        lost: &["message"],
        in_rust: None,
    },
    Case {
        lines: &[("data: $details", "info: $details")],
        send: GONE,
        rule: "envelope-changed",
        lost: &["number", "place", "kind"],
        in_rust: Some(DETAILS),
    },
    Case {
        lines: &[("group: $category", "group: { id: $category }")],
        send: GONE,
        rule: "envelope-changed",
        lost: &["group"],
        in_rust: None,
    },
    Case {
        lines: &[("\nenvelope:", "\nenvelope:\n  content_type: application/problem+json")],
        send: GONE,
        rule: "envelope-changed",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("      kind:", "      more: { type: string, optional: true }\n      kind:")],
        send: "errors.gone({ number: 7, place: \"here\", kind: \"big\", seconds: 9, more: \"x\" })",
        rule: "addition",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("      kind:", "      more: { type: string }\n      kind:")],
        send: "errors.gone({ number: 7, place: \"here\", kind: \"big\", seconds: 9, more: \"x\" })",
        rule: "signature-changed",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("small: Small.", "small: Small., other: Other.")],
        send: GONE,
        rule: "addition",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("data: $details", "data: $details, docs: \"= here\"")],
        send: GONE,
        rule: "addition",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("optional: true }", "optional: false }")],
        send: GONE,
        rule: "signature-changed",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("retry: never", "retry: backoff")],
        send: GONE,
        rule: "advice-changed",
        lost: &[],
        in_rust: None,
    },
    Case {
        lines: &[("    retry", "    deprecated: { note: No. }\n    retry")],
        send: GONE,
        rule: "code-deprecated",
        lost: &[],
        in_rust: None,
    },
];

/// Whether clients and tiers may differ: clients lose what a renamed code sends, which is no change of
/// the wire because the packages can be published first; and the generated clients lose nothing to
/// another media type, which others may.
fn may_differ(rule: &str, lost: &BTreeSet<&str>) -> bool {
    rule == "code-renamed" || (rule == "envelope-changed" && lost.is_empty())
}

fn model(lines: &[(&str, &str)]) -> Model {
    let (mut catalog, mut orders) = (CATALOG.to_owned(), ORDERS.to_owned());
    for (line, now) in lines {
        let file = if catalog.contains(line) { &mut catalog } else { &mut orders };
        assert!(file.contains(line), "{line}");
        *file = file.replacen(line, now, 1);
    }
    of_texts([("shop/catalog.yaml", &*catalog), ("shop/orders.yaml", &*orders)])
}

/// What a client read of each case, by the lines that it printed.
fn read(printed: &str) -> Vec<Map<String, Value>> {
    printed.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

/// The parts of an answer that are not what they were.
fn lost<'a>(first: &'a Map<String, Value>, now: &Map<String, Value>) -> BTreeSet<&'a str> {
    first.iter().filter(|(name, value)| now[*name] != **value).map(|(name, _)| &**name).collect()
}

#[test]
fn old_clients_lose_what_diff_says() {
    let old = model(&[]);
    let folder = programs("diff-wire", &old, include_str!("client.rs"), include_str!("client.mjs"));
    let news: Vec<Model> = CASES.iter().map(|case| model(case.lines)).collect();
    for (at, new) in news.iter().enumerate() {
        let name = format!("new-{at}");
        typescript::write_as(new, &name, &folder.join("node_modules").join(&name));
    }
    let sent: Vec<&str> = CASES.iter().map(|case| case.send).collect();
    write(&folder.join("cases.json"), &json!(sent).to_string());
    write(&folder.join("server.mjs"), include_str!("server.mjs"));
    let service =
        Service::start(Command::new("node").arg("server.mjs").current_dir(&folder), |line| {
            line.starts_with("http://").then_some(line)
        });
    let count = CASES.len().to_string();
    let node = |folder: &Path| {
        run(Command::new("node").args(["main.js", &service.address, &count]).current_dir(folder))
    };
    let host = service.address.trim_start_matches("http://");
    let clients = [
        ("TypeScript", read(&node(&folder))),
        ("Rust", read(&cargo(&folder, &["run", "--quiet", "--", host, &count]))),
    ];
    let mut faults = Vec::new();
    for (client, read) in &clients {
        let everything = read[0].values().all(|value| !value.is_null());
        assert!(everything, "the {client} client reads all that is sent: {:?}", read[0]);
        for (at, (case, new)) in CASES.iter().zip(&news).enumerate() {
            let found = changes(&old, new);
            let lost = lost(&read[0], &read[at]);
            let breaks = found.iter().any(|change| change.tier() == Tier::Wire);
            let agrees = breaks != lost.is_empty() || may_differ(case.rule, &lost);
            let is_told = case.rule.is_empty() || found.iter().any(|it| it.rule.id == case.rule);
            let own = case.in_rust.filter(|_| *client == "Rust").unwrap_or(case.lost);
            if !agrees || !is_told || lost != own.iter().copied().collect() {
                let rules: Vec<&str> = found.iter().map(|it: &Change| it.rule.id).collect();
                faults.push(format!(
                    "{client}: {:?}: lost {lost:?} and not {own:?}, and diff says {rules:?}",
                    case.lines
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // The others need no client. Nothing of a removed catalog is sent; a retired code and a former name
    // were sent before the old package was made.
    let of_wire = RULES.iter().filter(|rule| rule.kind == Kind::Change(Tier::Wire));
    let others = ["catalog-removed", "code-reused", "alias-removed"];
    let unmet: Vec<&str> = of_wire
        .map(|rule| rule.id)
        .filter(|id| !others.contains(id) && !CASES.iter().any(|case| case.rule == *id))
        .collect();
    assert!(unmet.is_empty(), "kinds of changes that no client meets: {unmet:?}");
}
