//! What `errbook diff` says about programs, held against the compiler: a program that uses the old
//! crate is compiled against the new one.

use std::path::Path;
use std::process::Command;

use errbook::diff::changes;
use errbook::model::Model;
use errbook::rule::Tier;
use errbook::targets::Options;

use crate::rust::workspace;
use crate::support;
use crate::support::registry::{of_texts, render};
use crate::support::write;

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
categories: { missing: {}, other: {} }
envelope: { shape: { code: $code, message: $message, data: $details } }
";

const ORDERS: &str = "\
section: Orders
errors:
  gone:
    category: missing
    status: 410
    message: \"{why}\"
    retry: never
    details:
      number: { type: integer }
      place: { type: string, optional: true }
      kind: { values: { big: Big., small: Small. } }
      why: { type: string, from: message }
  lost: { category: other, status: 404, title: Lost }
";

/// What an old program does with the crate.
const PROGRAM: &str = r#"
#![allow(deprecated)]
use api_errors::shop::{ApiError, Category, ErrorCode, details, types};

pub fn make(kind: types::GoneKind) -> ApiError {
    ApiError::gone(7, kind, "It went.")
}

pub fn read(error: &details::Gone) -> (i64, Option<&str>, bool) {
    (error.number, error.place.as_deref(), error.kind == types::GoneKind::Big)
}

pub fn branch(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::Lost) && code.category() == Category::Other
}
"#;

/// Whether the program compiles against the crate of a model, and what the compiler says.
fn compiles(folder: &Path, model: &Model) -> (bool, String) {
    for output in render("rust", model, &Options::default()) {
        write(&folder.join("crate").join(&output.path), &output.text);
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-crates");
    let output = support::output(
        Command::new(env!("CARGO"))
            .args(["check", "--quiet"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target),
    );
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Each change of a line of the registry, and whether the program survives it.
const CASES: &[(&str, &str, bool)] = &[
    ("status: 410", "status: 404", true),
    ("retry: never", "retry: backoff", true),
    ("title: Lost", "title: Not found", true),
    ("category: missing", "category: other", true),
    ("title: Lost }", "title: Lost, deprecated: { note: No. } }", true),
    ("lost: {", "lost: { code: misplaced,", true),
    ("big: Big., small: Small.", "big: Big., small: Small., other: Other.", true),
    ("      why:", "      more: { type: string, optional: true }\n      why:", true),
    ("  lost: {", "  mislaid: { aliases: [lost],", false),
    ("  lost: {", "  lost: { ident: Mislaid,", false),
    ("  lost: {", "  lost: { visibility: internal,", false),
    ("  lost: { category: other, status: 404, title: Lost }\n", "", false),
    ("number: { type: integer }", "number: { type: string }", false),
    ("number: { type: integer }", "number: { type: integer, optional: true }", false),
    ("type: string, optional: true", "type: string", false),
    ("      why:", "      more: { type: string }\n      why:", false),
    ("big: Big., small: Small.", "small: Small.", false),
    ("message: \"{why}\"", "message: It went.", false),
];

#[test]
fn the_compiler_agrees_about_programs() {
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n[workspace]\n\
                    [dependencies]\napi-errors = { path = \"crate\", features = [\"shop\"] }\n";
    let folder = workspace("diff-programs", manifest);
    write(&folder.join("src/lib.rs"), PROGRAM);
    let of =
        |orders: &str| of_texts([("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", orders)]);
    let old = of(ORDERS);
    let (survives, said) = compiles(&folder, &old);
    assert!(survives, "{said}");
    let mut faults = Vec::new();
    for (line, now, expected) in CASES {
        let mut orders = ORDERS.replacen(line, now, 1);
        assert_ne!(orders, ORDERS, "{line}");
        if !orders.contains("{why}") {
            orders = orders.replace("      why: { type: string, from: message }\n", "");
        }
        let new = of(&orders);
        let (survives, said) = compiles(&folder, &new);
        let found = changes(&old, &new);
        let worst = found.iter().map(errbook::diff::Change::tier).max();
        // What breaks clients in use may break programs too.
        let agrees = match worst {
            Some(Tier::Wire) => true,
            Some(Tier::Source) => !survives,
            _ => survives,
        };
        if survives != *expected || !agrees {
            faults.push(format!("{line} -> {now}: {survives}, {found:#?}\n{said}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
