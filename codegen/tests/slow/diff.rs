//! What `errbook diff` says about programs, held against the compilers: programs that use the old
//! packages are compiled against the new ones.

mod wire;

use std::path::Path;
use std::process::Command;

use errbook::diff::changes;
use errbook::model::Model;
use errbook::rule::Tier;
use errbook::targets::Options;
use serde_json::json;

use crate::rust::workspace;
use crate::support;
use crate::support::registry::{of_texts, render};
use crate::support::{tsc, write};

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

/// What an old program does with the package.
const SCRIPT: &str = r#"
import { type ErrorCode, isApiError } from "api-errors/shop";
import { ErrorCodes } from "api-errors/shop/codes";
import { errors } from "api-errors/shop/server";

const codes: readonly ErrorCode[] = [ErrorCodes.gone, ErrorCodes.lost];

export function make(kind: "big" | "small"): Error {
    return codes.length > 2 ? errors.lost() : errors.gone({ number: 7, kind, why: "It went." });
}

export function read(error: unknown): [number | undefined, string | undefined, boolean] | undefined {
    if (!isApiError(error, ErrorCodes.gone)) return undefined;
    return [error.number, error.place, error.kind === "big"];
}

export function branch(error: unknown): boolean {
    return isApiError(error) && error.code === "lost";
}
"#;

/// What the TypeScript compiler says about the program against the package of each model; nothing if
/// it compiles.
fn checked(folder: &Path, models: &[Model]) -> Vec<String> {
    let mut files = Vec::new();
    for (at, model) in models.iter().enumerate() {
        let own = folder.join(format!("script-{at}"));
        // The compiler takes packages of one name and version for the same one.
        let mut options = Options::default();
        options.typescript.version.0 = format!("1.0.{at}");
        for output in render("typescript", model, &options) {
            write(&own.join("node_modules/api-errors").join(&output.path), &output.text);
        }
        write(&own.join("program.ts"), SCRIPT);
        files.push(format!("script-{at}/program.ts"));
    }
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    let options = json!({
        "noEmit": true, "strict": true, "skipLibCheck": true, "target": "es2022",
        "lib": ["es2022", "dom"], "types": [], "module": "nodenext",
        "exactOptionalPropertyTypes": true,
    });
    let config = json!({ "compilerOptions": options, "files": files });
    write(&folder.join("tsconfig.json"), &config.to_string());
    let output = support::output(
        tsc("typescript").args(["-p", ".", "--pretty", "false"]).current_dir(folder),
    );
    let said = String::from_utf8_lossy(&output.stdout);
    let about = |at: usize| {
        let beginning = format!("script-{at}/");
        let lines = said.lines().filter(|line| line.starts_with(&beginning));
        lines.collect::<Vec<_>>().join("\n")
    };
    (0..models.len()).map(about).collect()
}

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

/// Each change of a line of the registry, and whether the programs survive it: the one in Rust, and
/// the one in TypeScript.
const CASES: &[(&str, &str, bool, bool)] = &[
    ("status: 410", "status: 404", true, true),
    ("retry: never", "retry: backoff", true, true),
    ("title: Lost", "title: Not found", true, true),
    ("category: missing", "category: other", true, true),
    ("title: Lost }", "title: Lost, deprecated: { note: No. } }", true, true),
    ("lost: {", "lost: { code: misplaced,", true, false),
    ("big: Big., small: Small.", "big: Big., small: Small., other: Other.", true, true),
    ("      why:", "      more: { type: string, optional: true }\n      why:", true, true),
    ("  lost: {", "  mislaid: { aliases: [lost],", false, false),
    ("  lost: {", "  mislaid: { code: lost,", false, false),
    ("  lost: {", "  mislaid: { code: lost, ident: Lost,", true, false),
    (
        "  lost: {",
        "  mislaid: { code: lost, deprecated_names: { lost: { until: 2.0.0 } },",
        true,
        true,
    ),
    (
        "  lost: {",
        "  mislaid: { aliases: [lost], deprecated_names: { lost: { until: 2.0.0 } },",
        true,
        false,
    ),
    (
        "  lost: {",
        "  lost: { ident: Mislaid, deprecated_names: { lost: { until: 2.0.0, ident: Lost } },",
        true,
        true,
    ),
    (
        "  lost: {",
        "  mislaid: { code: lost, deprecated_names: { lost: { until: 2.0.0 }, LOST: { until: 2.0.0 } },",
        true,
        true,
    ),
    (
        "  gone:\n",
        "  went:\n    code: gone\n    deprecated_names: { gone: { until: 2.0.0 } }\n",
        false,
        true,
    ),
    ("  lost: {", "  lost: { ident: Mislaid,", false, false),
    ("  lost: {", "  lost: { visibility: internal,", false, false),
    ("  lost: { category: other, status: 404, title: Lost }\n", "", false, false),
    ("number: { type: integer }", "number: { type: string }", false, false),
    ("number: { type: integer }", "number: { type: integer, optional: true }", false, true),
    ("type: string, optional: true", "type: string", false, false),
    ("      why:", "      more: { type: string }\n      why:", false, false),
    ("big: Big., small: Small.", "small: Small.", false, true),
    ("message: \"{why}\"", "message: It went.", false, false),
];

/// The registry after a change of one of its lines.
fn after(line: &str, now: &str) -> Model {
    let mut orders = ORDERS.replacen(line, now, 1);
    assert_ne!(orders, ORDERS, "{line}");
    if !orders.contains("{why}") {
        orders = orders.replace("      why: { type: string, from: message }\n", "");
    }
    of_texts([("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", &*orders)])
}

#[test]
fn the_compilers_agree_about_programs() {
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n[workspace]\n\
                    [dependencies]\napi-errors = { path = \"crate\", features = [\"shop\"] }\n";
    let folder = workspace("diff-programs", manifest);
    write(&folder.join("src/lib.rs"), PROGRAM);
    let old = of_texts([("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", ORDERS)]);
    let mut models = vec![old.clone()];
    models.extend(CASES.iter().map(|(line, now, ..)| after(line, now)));
    let scripts = checked(&folder, &models);
    assert_eq!(scripts[0], "");
    let (survives, said) = compiles(&folder, &old);
    assert!(survives, "{said}");
    let mut faults = Vec::new();
    for (at, (line, now, in_rust, in_typescript)) in CASES.iter().enumerate() {
        let new = &models[at + 1];
        let (rust, said) = compiles(&folder, new);
        let script = &scripts[at + 1];
        let found = changes(&old, new);
        let worst = found.iter().map(errbook::diff::Change::tier).max();
        // What breaks clients in use may break programs too.
        let agrees = match worst {
            Some(Tier::Wire) => true,
            Some(Tier::Source) => !rust || !script.is_empty(),
            _ => rust && script.is_empty(),
        };
        if (rust, script.is_empty()) != (*in_rust, *in_typescript) || !agrees {
            faults.push(format!("{line} -> {now}: {rust}, {found:#?}\n{said}\n{script}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn former_names_are_the_same_things_at_run_time() {
    let kept = "  mislaid: { aliases: [lost], deprecated_names: { lost: { until: 2.0.0 } },";
    let model = after("  lost: {", kept);
    let folder = support::scratch("diff-former");
    for output in render("typescript", &model, &Options::default()) {
        write(&folder.join("node_modules/api-errors").join(&output.path), &output.text);
    }
    let script = r#"
import assert from "node:assert";
import { createRequire } from "node:module";
import { parseError } from "api-errors/shop";
import * as codes from "api-errors/shop/codes";
import { errors } from "api-errors/shop/server";
import { fixtures, mock } from "api-errors/shop/testing";

assert.equal(codes.lost, "mislaid");
assert.equal(codes.ErrorCodes.lost, codes.ErrorCodes.mislaid);
assert.equal(errors.lost, errors.mislaid);
assert.equal(createRequire(import.meta.url)("api-errors/shop/server").errors.lost().code, "mislaid");
assert.deepEqual(fixtures.lost, fixtures.mislaid);
assert.equal((await parseError(mock.lost()())).code, "mislaid");
"#;
    write(&folder.join("program.mjs"), script);
    support::run(Command::new("node").arg("program.mjs").current_dir(&folder));
}
