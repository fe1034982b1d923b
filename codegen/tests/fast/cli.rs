//! The `errbook` command: what it prints, where, and how it exits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use errbook::output::{HEADER, MANIFEST};
use errbook::targets::{TARGETS, Target};
use serde_json::Value;

use crate::support;
use crate::support::command::{Ran, command, errbook, put};

const CATALOG: &str = r#"catalog: shop
title: Shop API
codes: { style: snake_case }
docs: { url: "https://example.com/errors/{code}" }
envelope: { shape: { code: $code, message: $message } }
retired:
  order_gone: { reason: Orders are kept for ever now., since: "2", replaced_by: not_found }
"#;

const ORDERS: &str = "\
section: Orders
errors:
  not_found: { status: 404, description: No such order. }
  already_paid: { status: [409, 422], description: Somebody paid it. }
also:
  declined: Asked again when an order is placed.
";

const CARDS: &str = "\
section: Cards
errors:
  declined: { status: none, description: The card was declined. }
";

const MAIL: &str = "\
catalog: mail
title: Mail API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

const SEND: &str = "\
section: Sending
errors:
  not_found: { status: 404, description: No such mailbox. }
";

/// A folder with a registry of two catalogs.
fn project(name: &str) -> PathBuf {
    let folder = support::scratch(&format!("cli-{name}"));
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", ORDERS);
    put(&folder, "registry/shop/cards.yaml", CARDS);
    put(&folder, "registry/mail/catalog.yaml", MAIL);
    put(&folder, "registry/mail/send.yaml", SEND);
    // Hides any project file above this folder.
    put(&folder, "errbook.toml", "");
    folder
}

/// Runs a command and compares its exit status and output.
#[track_caller]
fn runs(folder: &Path, args: &[&str], exit: i32, out: &str, err: &str) {
    let ran = errbook(folder, args);
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (exit, out, err), "{args:?}");
}

/// Runs a command that fails: exit 2, nothing on the standard output.
#[track_caller]
fn fails(folder: &Path, args: &[&str], err: &str) {
    runs(folder, args, 2, "", err);
}

#[test]
fn check_counts_codes_without_findings() {
    let folder = project("check-fine");
    let err = "checked 4 codes in 3 sections of 2 catalogs\n";
    runs(&folder, &["check"], 0, "", err);
}

#[test]
fn check_shows_a_hundred_findings_and_counts_the_rest() {
    let folder = project("check-many");
    let entry = |number| format!("  declined_{number}: {{ status: 600, description: No. }}\n");
    let entries: String = (0..250).map(entry).collect();
    put(&folder, "registry/shop/cards.yaml", format!("{CARDS}{entries}"));
    let heads = |args: &[&str]| {
        let ran = errbook(&folder, args);
        assert_eq!(ran.exit, 1);
        (ran.out.matches("[status-range]").count(), ran.err)
    };
    let more = "run `errbook explain status-range` for more about this rule\n";
    let rest = "found 250 errors; 150 of them are not shown: `--all` shows all\n";
    let rest = format!("{rest}{more}");
    assert_eq!(heads(&["check"]), (100, rest.clone()));
    assert_eq!(heads(&["check", "--format", "short"]), (100, rest));
    let all = format!("found 250 errors\n{more}");
    assert_eq!(heads(&["check", "--all"]), (250, all.clone()));
    assert_eq!(heads(&["check", "--format", "short", "--all"]), (250, all));
    // Formats for programs are never cut.
    assert_eq!(heads(&["check", "--format", "github"]).1, "found 250 errors\n");
    let out = errbook(&folder, &["check", "--format", "json"]).out;
    assert_eq!(out.lines().count(), 250);
    let listed = errbook(&folder, &["list"]);
    assert_eq!(listed.err.matches("[status-range]").count(), 100);
    assert!(listed.err.ends_with("not shown: `errbook check --all` shows all\n"));
}

#[test]
fn check_shows_findings() {
    let folder = project("check-findings");
    put(&folder, "registry/mail/send.yaml", "section: Sending\nerors: {}\n");
    put(&folder, "registry/shop/cards.yaml", CARDS.replace("none", "600"));
    runs(
        &folder,
        &["check"],
        1,
        "\
error[unknown-key]: unknown key `erors` in a section
 --> registry/mail/send.yaml:2:1
  |
2 | erors: {}
  | ^^^^^ no such key here
  |
  = help: did you mean `errors`?

error[status-range]: `600` is not an HTTP status (RFC 9110 §15)
 --> registry/shop/cards.yaml:3:23
  |
3 |   declined: { status: 600, description: The card was declined. }
  |                       ^^^ outside 100 to 599
  |
  = help: write a status from 100 to 599, or `none` if the API documents none

",
        "\
found 2 errors
run `errbook check --fix` to fix 1 of them
run `errbook explain unknown-key` for more about this rule
",
    );
}

#[test]
fn other_commands_show_findings_on_the_standard_error() {
    let folder = project("findings");
    put(&folder, "registry/shop/cards.yaml", CARDS.replace("none", "600"));
    for args in [
        &["generate"][..],
        &["generate", "--check"],
        &["generate", "--dry-run"],
        &["list"],
        &["explain", "not_found"],
    ] {
        let ran = errbook(&folder, args);
        assert_eq!((ran.exit, ran.out.as_str()), (1, ""), "{args:?}");
        assert!(ran.err.starts_with("error[status-range]: "), "{}", ran.err);
        assert!(ran.err.ends_with("\nfound 1 error\n"), "{}", ran.err);
    }
    assert!(!folder.join("generated").exists(), "nothing is generated from such a registry");
}

#[test]
fn generate_writes_once() {
    let folder = project("generate");
    let first = errbook(&folder, &["generate"]);
    assert_eq!(first.exit, 0, "{first:?}");
    assert!(first.out.contains("new      generated/schema/catalog.schema.json\n"), "{}", first.out);
    assert!(first.err.starts_with("wrote "), "{}", first.err);
    assert!(folder.join("generated/schema/catalog.schema.json").is_file());
    let second = errbook(&folder, &["generate"]);
    assert_eq!((second.exit, second.out.as_str()), (0, ""));
    assert!(second.err.starts_with("wrote 0 of "), "{}", second.err);
    runs(&folder, &["generate", "--check"], 0, "", "");
}

#[test]
fn dry_run_and_check_write_nothing() {
    let folder = project("dry-run");
    let dry = errbook(&folder, &["generate", "--dry-run", "--target", "schema"]);
    assert_eq!(dry.exit, 0);
    assert_eq!(
        dry.out,
        "\
new      generated/schema/.errbook-manifest
new      generated/schema/.gitattributes
new      generated/schema/catalog.schema.json
new      generated/schema/finding.schema.json
new      generated/schema/mail/catalog.schema.json
new      generated/schema/mail/section.schema.json
new      generated/schema/messages.schema.json
new      generated/schema/registry.schema.json
new      generated/schema/section.schema.json
new      generated/schema/shop/catalog.schema.json
new      generated/schema/shop/section.schema.json
"
    );
    assert_eq!(dry.err, "would write 11 of 11 files, 0 removed\n");
    let check = errbook(&folder, &["generate", "--check", "--target", "schema"]);
    assert_eq!(check.exit, 1);
    assert_eq!(check.out, dry.out.replace("new     ", "missing "));
    assert!(!folder.join("generated").exists());
}

#[test]
fn check_lists_stale_files_and_the_command_to_run() {
    let folder = project("stale");
    errbook(&folder, &["generate", "--target", "schema"]);
    let schema = folder.join("generated/schema");
    let text = fs::read_to_string(schema.join("catalog.schema.json")).expect("a schema");
    let edited = text.replacen("\"title\": \"A catalog", "\"title\": \"My catalog", 1);
    assert_ne!(edited, text);
    put(&schema, "catalog.schema.json", &edited);
    fs::remove_file(schema.join("section.schema.json")).expect("removed");
    put(&schema, "old.json", "{}\n");
    let manifest = fs::read_to_string(schema.join(MANIFEST)).expect("a manifest");
    put(&schema, MANIFEST, format!("{manifest}old.json\n"));
    put(&schema, "mine.json", format!("{{ \"$comment\": \"{HEADER}\" }}\n"));
    let check = errbook(&folder, &["generate", "--check", "--target", "schema"]);
    assert_eq!(check.exit, 1);
    let lines: Vec<&str> = check.out.lines().filter(|line| !line.starts_with("    ")).collect();
    assert_eq!(
        lines,
        [
            "changed  generated/schema/.errbook-manifest",
            "changed  generated/schema/catalog.schema.json",
            "missing  generated/schema/section.schema.json",
            "orphaned generated/schema/old.json",
        ]
    );
    let diff: Vec<&str> = check
        .out
        .lines()
        .filter(|line| line.starts_with("    -") || line.starts_with("    +"))
        .collect();
    assert_eq!(
        diff,
        [
            "    -old.json",
            "    -  \"title\": \"My catalog of error codes\",",
            "    +  \"title\": \"A catalog of error codes\",",
        ]
    );
    assert_eq!(
        check.err,
        "4 generated files are stale; run `errbook generate --target schema` and commit the result\n"
    );
    let fixed = errbook(&folder, &["generate", "--target", "schema"]);
    assert_eq!((fixed.exit, fixed.err.as_str()), (0, "wrote 3 of 11 files, 1 removed\n"));
    runs(&folder, &["generate", "--check", "--target", "schema"], 0, "", "");
    assert!(schema.join("mine.json").is_file());
}

/// As after a checkout by Git for Windows, whose default is to change line endings.
#[test]
fn check_says_when_only_line_endings_differ() {
    let folder = project("line-endings");
    errbook(&folder, &["generate", "--target", "schema"]);
    let schema = folder.join("generated/schema");
    let with_crlf = |name: &str| {
        let text = fs::read_to_string(schema.join(name)).expect("a file");
        put(&schema, name, text.replace('\n', "\r\n"));
    };
    with_crlf("catalog.schema.json");
    let rest = "Git changed them; run `errbook generate --target schema` and commit the \
                `.gitattributes` in the folders of the targets, so that Git keeps them as they are\n";
    let check = ["generate", "--check", "--target", "schema"];
    let one = "the generated file `generated/schema/catalog.schema.json` differs only in its line \
               endings: ";
    runs(&folder, &check, 1, "", &format!("{one}{rest}"));
    for name in [MANIFEST, ".gitattributes", "section.schema.json"] {
        with_crlf(name);
    }
    let many = "4 generated files differ only in their line endings, \
                `generated/schema/.errbook-manifest` among them: ";
    runs(&folder, &check, 1, "", &format!("{many}{rest}"));
    // Of a file that is stale as well, only the stale lines are shown.
    let text = fs::read_to_string(schema.join("catalog.schema.json")).expect("a schema");
    put(&schema, "catalog.schema.json", text.replacen("A catalog", "My catalog", 1));
    let ran = errbook(&folder, &check);
    let changes = ran.out.lines().filter(|line| line.starts_with(['-', '+']));
    assert!(changes.count() <= 2, "{}", ran.out);
    assert!(ran.out.starts_with("changed  generated/schema/catalog.schema.json\n"), "{}", ran.out);
    assert!(ran.err.starts_with("1 generated file is stale; run "), "{}", ran.err);
    assert!(ran.err.contains("\n3 generated files differ only in their line"), "{}", ran.err);
    assert_eq!(errbook(&folder, &["generate", "--target", "schema"]).exit, 0);
    runs(&folder, &check, 0, "", "");
}

#[test]
fn a_long_difference_is_cut() {
    let folder = project("long");
    errbook(&folder, &["generate", "--target", "schema"]);
    let many = "a line\n".repeat(100);
    put(&folder, "generated/schema/catalog.schema.json", &many);
    let check = errbook(&folder, &["generate", "--check"]);
    let shown = check.out.lines().filter(|line| line.starts_with("    ")).count();
    assert_eq!(shown, 13, "{}", check.out);
    assert!(check.out.contains("    … "), "{}", check.out);
}

#[test]
fn the_command_to_run_has_the_arguments_of_the_check() {
    let folder = project("command-to-run");
    let args = [
        "generate",
        "--check",
        "--project",
        "errbook.toml",
        "--target",
        "schema",
        "--out",
        "my out",
    ];
    let check = errbook(&folder, &args);
    assert_eq!(check.exit, 1);
    let command = "errbook generate --project errbook.toml --target schema --out 'my out'";
    assert!(check.err.contains(&format!("run `{command}` and")), "{}", check.err);
}

#[test]
fn generate_for_some_targets() {
    let folder = project("targets");
    let args = ["generate", "--target", "schema", "--target", "json", "--target", "schema"];
    assert_eq!(errbook(&folder, &args).exit, 0);
    let mut made: Vec<_> = fs::read_dir(folder.join("generated"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    made.sort();
    assert_eq!(made, ["json", "schema"]);
    fails(
        &folder,
        &["generate", "--target", "shema"],
        "error: the project has no target `shema`; did you mean `schema`?\n",
    );
    let unknown = |name: &str, known: &mut dyn Iterator<Item = &&Target>| {
        let known: Vec<&str> = known.map(|target| target.name).collect();
        format!("error: the project has no target `{name}`; choose from {}\n", known.join(", "))
    };
    let all = unknown("cobol", &mut TARGETS.iter());
    fails(&folder, &["generate", "--target", "cobol"], &all);
    put(&folder, "errbook.toml", "targets = [\"json\", \"rust\"]\n");
    // Those that nobody gets by default can be asked for.
    let mut known = TARGETS.iter().filter(|it| !it.default || ["json", "rust"].contains(&it.name));
    fails(&folder, &["generate", "--target", "schema"], &unknown("schema", &mut known));
}

#[test]
fn generate_elsewhere() {
    let folder = project("out");
    assert_eq!(errbook(&folder, &["generate", "--out", "a/b"]).exit, 0);
    assert!(folder.join("a/b/schema/catalog.schema.json").is_file());
    assert!(folder.join("a/b/markdown").is_dir());
    assert!(!folder.join("generated").exists());
    assert_eq!(errbook(&folder, &["generate", "--check", "--out", "a/b"]).exit, 0);
}

#[test]
fn targets_with_folders_of_the_same_name_stay_apart_elsewhere() {
    let folder = project("out-names");
    put(&folder, "errbook.toml", "[target.schema]\nout = \"a/x\"\n[target.json]\nout = \"b/x\"\n");
    assert_eq!(errbook(&folder, &["generate", "--out", "o"]).exit, 0);
    assert_eq!(errbook(&folder, &["generate", "--out", "o", "--check"]).exit, 0);
}

#[test]
fn contradicting_arguments() {
    let folder = project("arguments");
    for args in [
        &["generate", "--check", "--dry-run"][..],
        &["generate", "rust"],
        &["explain"],
        &["list", "--format", "xml"],
        &["completions", "tcsh"],
        &["frobnicate"],
        &[],
    ] {
        let ran = errbook(&folder, args);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{args:?}");
        let hint = ran.err.contains("Usage: ") || ran.err.contains("possible values: ");
        assert!(hint, "{}", ran.err);
    }
}

#[test]
fn help_and_version() {
    let folder = project("help");
    let help = errbook(&folder, &["--help"]);
    assert_eq!(help.exit, 0);
    for words in ["Exit status: 0", "generate", "check", "explain", "list", "completions"] {
        assert!(help.out.contains(words), "{}", help.out);
    }
    let version = concat!("errbook ", env!("CARGO_PKG_VERSION"), "\n");
    runs(&folder, &["--version"], 0, version, "");
    for command in ["generate", "check", "explain", "list", "completions"] {
        let help = errbook(&folder, &[command, "--help"]);
        assert_eq!((help.exit, help.err.as_str()), (0, ""), "{command}");
    }
}

#[test]
fn explain_shows_a_page() {
    let folder = project("explain");
    let ran = errbook(&folder, &["explain", "declined"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    for line in [
        "declined  Declined",
        "  catalog      shop, Shop API",
        "  section      Cards",
        "  status       none documented",
        "  reference    https://example.com/errors/declined",
        "  defined      registry/shop/cards.yaml:3:3",
        "What happened",
        "  The card was declined.",
        "Also listed in",
        "  Orders: Asked again when an order is placed.",
        "Example response",
        "    \"code\": \"declined\",",
    ] {
        assert!(ran.out.lines().any(|shown| shown == line), "{line:?} in\n{}", ran.out);
    }
    let ran = errbook(&folder, &["explain", "already_paid"]);
    assert!(
        ran.out.contains("  status       409 Conflict or 422 Unprocessable Content\n"),
        "{}",
        ran.out
    );
}

#[test]
fn explain_looks_in_every_catalog_or_one() {
    let folder = project("explain-catalogs");
    let ran = errbook(&folder, &["explain", "not_found"]);
    let mail = ran.out.find("  catalog      mail, Mail API").expect("the first");
    let shop = ran.out.find("  catalog      shop, Shop API").expect("the second");
    assert!(mail < shop);
    let ran = errbook(&folder, &["explain", "not_found", "--catalog", "shop"]);
    assert!(!ran.out.contains("Mail API") && ran.out.contains("Shop API"), "{}", ran.out);
    fails(
        &folder,
        &["explain", "not_found", "--catalog", "shp"],
        "error: there is no catalog `shp`; did you mean `shop`?\n",
    );
    fails(
        &folder,
        &["explain", "declined", "--catalog", "mail"],
        "error: there is no code `declined` in the catalog `mail`; the catalog `shop` has it\n",
    );
}

#[test]
fn explain_suggests_similar_names() {
    let folder = project("explain-near");
    let near = |asked: &str, rest: &str| {
        fails(
            &folder,
            &["explain", asked],
            &format!("error: there is no code `{asked}`; {rest}\n"),
        );
    };
    near("not_fund", "did you mean `not_found`?");
    near("order_gne", "did you mean `order_gone`?");
    near("teapot", "`errbook list` shows all codes");
    near("key-ordr", "did you mean the rule `key-order`?");
    fails(
        &folder,
        &["explain", "key-ordr", "--catalog", "shop"],
        "error: there is no code `key-ordr` in the catalog `shop`; `errbook list` shows all codes\n",
    );
    // A rule needs no registry.
    let nowhere = support::scratch("cli-explain-nowhere");
    put(&nowhere, "errbook.toml", "");
    let wrong = "error: there is no rule `key-ordr`; did you mean `key-order`?\n";
    fails(&nowhere, &["explain", "key-ordr"], wrong);
    let ran = errbook(&nowhere, &["explain", "not_found"]);
    assert!(ran.err.starts_with("error: there is no registry at "), "{}", ran.err);
}

#[test]
fn only_commands_that_compile_show_warnings() {
    let folder = project("warned");
    put(&folder, "registry/shop/cards.yaml", CARDS.replace("none", "200"));
    let quiet = |args: &[&str]| assert!(!errbook(&folder, args).err.contains("warning"));
    quiet(&["list"]);
    quiet(&["explain", "not_found"]);
    let ran = errbook(&folder, &["generate", "--dry-run"]);
    assert!(ran.err.starts_with("warning[status-not-error]: "), "{}", ran.err);
}

#[test]
fn explain_shows_a_retired_code() {
    let folder = project("explain-retired");
    runs(
        &folder,
        &["explain", "order_gone"],
        0,
        "\
order_gone  retired
  catalog      shop
  since        2
  instead      not_found

Why
  Orders are kept for ever now.
",
        "",
    );
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let ran = errbook(folder, args);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn explain_as_json() {
    let folder = project("explain-json");
    let found = json(&folder, &["explain", "not_found", "--format", "json"]);
    let catalogs: Vec<&Value> =
        found.as_array().expect("a list").iter().map(|c| &c["catalog"]).collect();
    assert_eq!(catalogs, ["mail", "shop"]);
    assert!(found.as_array().expect("a list").iter().all(|code| code["code"] == "not_found"));
    let found = json(&folder, &["explain", "order_gone", "--format", "json"]);
    assert_eq!(found[0]["code"], "order_gone");
    assert_eq!(found[0]["retired"]["reason"], "Orders are kept for ever now.");
    assert_eq!(found[0]["retired"]["replaced_by"], "not_found");
}

#[test]
fn list_shows_a_table() {
    let folder = project("list");
    runs(
        &folder,
        &["list"],
        0,
        "\
not_found     404       mail  send    Not found
declined      none      shop  cards   Declined
not_found     404       shop  orders  Not found
already_paid  409, 422  shop  orders  Already paid
",
        "4 codes\n",
    );
}

/// Warnings are for people who edit the registry, not for those who look something up in it.
#[test]
fn looking_something_up_shows_no_warnings() {
    let folder = project("look-up");
    let unused = format!("{MAIL}actions: {{ send_again: Send it once more. }}\n");
    put(&folder, "registry/mail/catalog.yaml", &unused);
    let said = |args: &[&str]| errbook(&folder, args).err;
    assert!(said(&["generate", "--dry-run"]).contains("warning[unused-action]"));
    assert_eq!(said(&["list"]), "4 codes\n");
    assert_eq!(said(&["explain", "declined"]), "");
    put(&folder, "registry/mail/catalog.yaml", unused.replace("title", "titel"));
    assert!(said(&["list"]).contains("error[unknown-key]"));
}

#[test]
fn list_filters() {
    let folder = project("list-filters");
    let codes = |args: &[&str]| -> Vec<String> {
        let ran = errbook(&folder, &[&["list"], args].concat());
        assert_eq!(ran.exit, 0, "{ran:?}");
        ran.out.lines().map(|line| line.split("  ").next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(codes(&["--catalog", "mail"]), ["not_found"]);
    assert_eq!(codes(&["--section", "orders"]), ["not_found", "already_paid", "declined"]);
    assert_eq!(codes(&["--status", "404"]), ["not_found", "not_found"]);
    assert_eq!(codes(&["--status", "422"]), ["already_paid"]);
    assert_eq!(codes(&["--status", "none"]), ["declined"]);
    assert_eq!(codes(&["--catalog", "mail", "--status", "500"]), [""; 0]);
    runs(&folder, &["list", "--status", "500"], 0, "", "0 codes\n");
}

#[test]
fn list_filters_by_any_fact() {
    let folder = support::scratch("cli-list-facts");
    put(&folder, "errbook.toml", "");
    put(
        &folder,
        "registry/pg/catalog.yaml",
        "catalog: pg\ntitle: PG\ncodes: { style: snake_case }\nfields:\n  \
         sqlstate: { optional: true }\n  severity: { values: [error, fatal], default: error }\n\
         envelope: { shape: { code: $code } }\n",
    );
    put(
        &folder,
        "registry/pg/data.yaml",
        "section: Data\nerrors:\n  zero: { status: 400, sqlstate: \"22012\", description: A., retry: never }\n  \
         full: { status: 500, severity: fatal, description: B. }\n",
    );
    let list = |args: &[&str], out: &str, err: &str| {
        runs(&folder, &[&["list"], args].concat(), 0, out, err);
    };
    list(&["--where", "severity=fatal"], "full  500  pg  data  Full\n", "1 code\n");
    list(
        &["--where", "retry=never", "--where", "sqlstate=22012"],
        "zero  400  pg  data  Zero\n",
        "1 code\n",
    );
    list(
        &["--where", "retry=none", "--show", "sqlstate", "--show", "severity"],
        "full  500  pg  data  none  fatal  Full\n",
        "1 code\n",
    );
    fails(
        &folder,
        &["list", "--where", "severty=fatal"],
        "error: there is no fact `severty`; did you mean `severity`?\n",
    );
    fails(
        &folder,
        &["list", "--show", "x", "--where", "fatal"],
        "error: `fatal` is not a condition; write it as `severity=fatal`\n",
    );
}

#[test]
fn list_filters_with_unknown_names() {
    let folder = project("list-nothing");
    fails(
        &folder,
        &["list", "--catalog", "shpo"],
        "error: there is no catalog `shpo`; did you mean `shop`?\n",
    );
    fails(
        &folder,
        &["list", "--section", "order"],
        "error: there is no section `order`; did you mean `orders`?\n",
    );
    fails(
        &folder,
        &["list", "--catalog", "mail", "--section", "orders"],
        "error: there is no section `orders`; the only one is send\n",
    );
    for status in ["40", "4040", "abc"] {
        fails(
            &folder,
            &["list", "--status", status],
            &format!(
                "error: `{status}` is not an HTTP status; use a number from 100 to 599, or `none`\n"
            ),
        );
    }
}

#[test]
fn list_as_json() {
    let folder = project("list-json");
    let found = json(&folder, &["list", "--status", "422", "--format", "json"]);
    let expected = serde_json::json!([{
        "name": "already_paid",
        "code": "already_paid",
        "status": [409, 422],
        "catalog": "shop",
        "section": "orders",
        "parent": null,
        "title": "Already paid",
        "docs_url": "https://example.com/errors/already_paid",
    }]);
    assert_eq!(found, expected);
    assert_eq!(
        json(&folder, &["list", "--status", "500", "--format", "json"]),
        serde_json::json!([])
    );
}

#[test]
fn completions_for_every_shell() {
    let folder = support::scratch("cli-completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = errbook(&folder, &["completions", shell]);
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""), "{shell}");
        for word in ["errbook", "generate", "explain", "dry-run"] {
            assert!(ran.out.contains(word), "{word} for {shell}");
        }
    }
}

#[test]
fn bash_accepts_its_completions() {
    let folder = support::scratch("cli-bash");
    let script = errbook(&folder, &["completions", "bash"]).out;
    put(&folder, "completions", &script);
    match Command::new("bash").args(["-n", "completions"]).current_dir(&folder).output() {
        Ok(output) => assert!(output.status.success() && output.stderr.is_empty(), "{output:?}"),
        Err(error) => eprintln!("skipped without bash: {error}"),
    }
}

#[test]
fn the_project_file_is_found_from_a_folder_below() {
    let folder = project("below");
    put(&folder, "errbook.toml", "registry = \"registry\"\n[target.schema]\nout = \"s\"\n");
    put(&folder, "deep/er/file", "");
    let ran = errbook(&folder.join("deep/er"), &["generate"]);
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.out.contains("../../s/catalog.schema.json"), "{}", ran.out);
    assert!(folder.join("s/catalog.schema.json").is_file());
    put(&folder, "registry/shop/cards.yaml", "section: 1\n");
    let ran = errbook(&folder.join("deep"), &["check"]);
    assert!(ran.out.contains(" --> ../registry/shop/cards.yaml:1:10\n"), "{}", ran.out);
}

#[test]
fn packages_have_the_license_that_the_project_names() {
    let folder = project("license");
    let licenses = || {
        assert_eq!(errbook(&folder, &["generate"]).exit, 0);
        let read = |path: &str| fs::read_to_string(folder.join("generated").join(path));
        let manifest = read("rust/Cargo.toml").expect("a crate");
        let of_crate = manifest.lines().find(|line| line.starts_with("license = "));
        let package = read("typescript/package.json").expect("a package");
        let package: Value = serde_json::from_str(&package).expect("JSON");
        (of_crate.map(str::to_owned), package["license"].clone())
    };
    assert_eq!(licenses(), (None, Value::Null));
    put(
        &folder,
        "errbook.toml",
        "[target.rust]\nlicense = \"MIT\"\n[target.typescript]\nlicense = \"UNLICENSED\"\n",
    );
    assert_eq!(licenses(), (Some("license = \"MIT\"".to_owned()), "UNLICENSED".into()));
}

#[test]
fn the_project_file_may_be_yaml() {
    let folder = project("yaml");
    fs::remove_file(folder.join("errbook.toml")).expect("removed");
    put(&folder, "errbook.yaml", "targets: [schema]\ntarget: { schema: { out: s } }\n");
    assert_eq!(errbook(&folder, &["generate"]).exit, 0);
    assert!(folder.join("s").is_dir() && !folder.join("generated").exists());
    // The first of the names takes precedence.
    put(&folder, "errbook.toml", "targets = [\"schema\"]\n");
    assert_eq!(errbook(&folder, &["generate"]).exit, 0);
    assert!(folder.join("generated/schema").is_dir());
}

#[test]
fn a_project_file_with_another_name() {
    let folder = project("named");
    put(&folder, "conf/other.toml", "registry = \"../registry\"\ntargets = [\"schema\"]\n");
    let err = "checked 4 codes in 3 sections of 2 catalogs\n";
    runs(&folder, &["check", "--project", "conf/other.toml"], 0, "", err);
    assert_eq!(errbook(&folder, &["--project", "conf/other.toml", "generate"]).exit, 0);
    assert!(folder.join("conf/generated/schema").is_dir());
    let ran = errbook(&folder, &["check", "--project", "nowhere.toml"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("error: could not read `nowhere.toml`: "), "{}", ran.err);
}

#[test]
fn an_error_in_the_project_file_is_shown_with_its_position() {
    let folder = project("config");
    put(&folder, "errbook.toml", "registy = \"registry\"\n");
    fails(
        &folder,
        &["check"],
        "\
error: the project file `errbook.toml` is invalid
error[unknown-key]: unknown key `registy` in the project file
 --> errbook.toml:1:1
  |
1 | registy = \"registry\"
  | ^^^^^^^ no such key here
  |
  = help: did you mean `registry`?

",
    );
    fs::remove_file(folder.join("errbook.toml")).expect("removed");
    put(&folder, "errbook.yaml", "registry: registry\ntargets: schema\n");
    let ran = errbook(&folder, &["list"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains(" --> errbook.yaml:2:10\n"), "{}", ran.err);
    fs::write(folder.join("errbook.yaml"), b"registry: \xff\n").expect("written");
    let ran = errbook(&folder, &["list"]);
    assert!(ran.exit == 2 && ran.err.contains("UTF-8"), "{}", ran.err);
}

#[test]
fn errors_of_openapi_documents_are_shared_or_typed() {
    let folder = project("openapi-errors");
    let document = |option: &str| {
        put(&folder, "errbook.toml", option);
        let ran = errbook(&folder, &["generate", "--target", "openapi"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        fs::read_to_string(folder.join("generated/openapi/shop.openapi-3.1.yaml")).expect("read")
    };
    let shared = document("");
    assert_eq!(document("[target.openapi]\nerrors = \"shared\"\n"), shared);
    let typed = document("[target.openapi]\nerrors = \"typed\"\n");
    assert!(
        typed.contains("\n    ShopDeclinedResponse:\n") && !shared.contains("DeclinedResponse")
    );
    let plain = document("[target.openapi]\nprefix = \"never\"\n");
    assert!(shared.contains("    ShopErrorResponse:\n") && plain.contains("    ErrorResponse:\n"));
    for (wrong, said) in [
        ("[target.openapi]\nerrors = \"type\"\n", "help: did you mean `typed`?"),
        ("[target.json]\nerrors = \"typed\"\n", "unknown key `errors` in the target `json`"),
    ] {
        put(&folder, "errbook.toml", wrong);
        let ran = errbook(&folder, &["check"]);
        assert!(ran.exit == 2 && ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn openapi_documents_have_the_versions_that_the_project_names() {
    let folder = project("openapi-version");
    // The documents of a catalog by name, with their own versions.
    let documents = |options: &str| {
        put(&folder, "errbook.toml", format!("[target.openapi]\n{options}"));
        let ran = errbook(&folder, &["generate", "--target", "openapi"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let names = ["shop.openapi-3.1.yaml", "shop.openapi-3.0.yaml"].into_iter();
        let read = |name: &str| {
            let text = fs::read_to_string(folder.join("generated/openapi").join(name)).ok()?;
            let version = text.lines().find_map(|line| line.strip_prefix("  version: "))?;
            Some(format!("{name} {}", version.trim_matches('"')))
        };
        names.filter_map(read).collect::<Vec<_>>()
    };
    assert_eq!(documents(""), ["shop.openapi-3.1.yaml 0.1.0"]);
    assert_eq!(
        documents("version = \"2.3.4-rc.1\"\nversions = [\"3.0\", \"3.1\"]\n"),
        ["shop.openapi-3.1.yaml 2.3.4-rc.1", "shop.openapi-3.0.yaml 2.3.4-rc.1"]
    );
    assert_eq!(documents("versions = [\"3.0\", \"3.0\"]\n"), ["shop.openapi-3.0.yaml 0.1.0"]);
    put(&folder, "errbook.toml", "[target.openapi]\nversions = [\"3.0.3\", \"2.0\"]\n");
    let ran = errbook(&folder, &["generate"]);
    assert_eq!(ran.exit, 2);
    for said in ["unknown value `3.0.3`", "did you mean `3.0`?", "unknown value `2.0`"] {
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn outputs_are_kept_out_of_the_registry() {
    let folder = project("out-in-registry");
    let inside = |path: &str| {
        format!(
            "error: `{path}` is inside the registry folder; choose a folder outside the registry\n"
        )
    };
    let at = ["--out", "registry"];
    fails(&folder, &[&["generate"], &at[..]].concat(), &inside("registry/rust"));
    let at = ["--out", "deep/../registry/shop", "--target", "json", "--check"];
    let expected = inside("deep/../registry/shop/json");
    fails(&folder, &[&["generate"], &at[..]].concat(), &expected);
    fails(
        &folder,
        &["site", "--out", "registry"],
        "error: `registry` is the registry folder; choose a folder outside the registry\n",
    );
    fails(&folder, &["site", "--out", "registry/site"], &inside("registry/site"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.join("registry"), folder.join("link")).expect("a link");
        fails(&folder, &["site", "--out", "link/site"], &inside("link/site"));
    }
    assert!(!folder.join("registry/rust").exists() && !folder.join("registry/site").exists());
    assert_eq!(errbook(&folder, &["site", "--out", "registry-site"]).exit, 0);
    put(&folder, "errbook.toml", "[target.json]\nout = \"registry/json\"\n");
    fails(
        &folder,
        &["check"],
        "\
error: the project file `errbook.toml` is invalid
error[target-folder]: the folder of the target `json` is inside the registry folder
 --> errbook.toml:2:7
  |
2 | out = \"registry/json\"
  |       ^^^^^^^^^^^^^^^ this folder
  |
  = help: give the target an `out` outside the registry

",
    );
    // The site is rendered only on request.
    let text = "registry = \"generated\"\ntargets = [\"json\"]\n[target.json]\nout = \"json\"\n";
    put(&folder, "errbook.toml", text);
    fs::rename(folder.join("registry"), folder.join("generated")).expect("renamed");
    assert_eq!(errbook(&folder, &["generate"]).exit, 0);
    fails(&folder, &["site"], &inside("generated/site"));
}

#[test]
fn no_registry() {
    let folder = support::scratch("cli-no-registry");
    put(&folder, "errbook.toml", "");
    for command in ["check", "generate", "list"] {
        fails(
            &folder,
            &[command],
            "error: there is no registry at `registry`: begin one with `errbook init`, or set \
             `registry = \"folder\"` in `errbook.toml`\n",
        );
    }
    fs::create_dir_all(folder.join("registry/empty")).expect("a folder");
    fails(
        &folder,
        &["check"],
        "error: `registry` contains no catalogs: a registry has a folder for each, with a \
         `catalog.yaml` in it; `errbook init` makes one\n",
    );
}

#[test]
fn without_a_terminal_there_are_no_escape_codes() {
    let folder = project("colors");
    put(&folder, "registry/shop/cards.yaml", "section: 1\n");
    let check = |name: &str, value: &str| {
        let output = command(&folder, &["check"]).env(name, value).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8").contains('\u{1b}')
    };
    assert!(!check("TERM", "xterm-256color"));
    assert!(!check("NO_COLOR", "1"));
    assert!(check("CLICOLOR_FORCE", "1"), "colors can be forced");
    put(&folder, "registry/shop/cards.yaml", CARDS);
    assert!(!errbook(&folder, &["explain", "declined"]).out.contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let folder = project("pipe");
    let unread = |args: &[&str]| {
        let mut child = command(&folder, args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (args, exit) in
        [(&["list"][..], 0), (&["generate", "--check"], 1), (&["explain", "declined"], 0)]
    {
        let (code, err) = unread(args);
        assert_eq!(code, Some(exit), "{args:?}: {err}");
        assert!(!err.contains("error") && !err.contains("panic"), "{args:?}: {err}");
    }
    put(&folder, "registry/shop/cards.yaml", "section: Cards\nerors: {}\n");
    for format in ["human", "short", "json", "sarif", "github", "junit"] {
        let (code, err) = unread(&["check", "--format", format]);
        assert_eq!(code, Some(1), "{format}");
        assert!(err.starts_with("found 2 errors\n") && !err.contains("panic"), "{format}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let folder = project("full");
    let full = fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let output = command(&folder, &["list"]).stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(err.starts_with("error: could not print: "), "{err}");
}

#[test]
fn a_file_in_the_place_of_a_folder() {
    let folder = project("in-the-way");
    put(&folder, "generated", "mine\n");
    let way = "was not written by errbook and is in the way of an output; move or remove it\n";
    for args in [&["generate"][..], &["generate", "--check"], &["generate", "--dry-run"]] {
        fails(&folder, args, &format!("error: `generated` {way}"));
    }
    fs::remove_file(folder.join("generated")).expect("removed");
    put(&folder, "generated/schema/catalog.schema.json", "{}\n");
    fails(&folder, &["generate"], &format!("error: `generated/schema/catalog.schema.json` {way}"));
    assert!(!folder.join("generated/schema").join(MANIFEST).exists(), "nothing was written");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = project("read-only");
    let locked = folder.join("locked");
    fs::create_dir_all(&locked).expect("a folder");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("set");
    if fs::write(locked.join("probe"), "").is_ok() {
        eprintln!("skipped: this user can write anywhere");
        return;
    }
    let ran = errbook(&folder, &["generate", "--out", "locked"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("error: could not make `locked/"), "{}", ran.err);
}

#[test]
fn machines_find_files_from_the_root_of_the_repository_on() {
    let folder = support::scratch("cli-monorepo");
    fs::create_dir_all(folder.join(".git")).expect("a repository");
    put(&folder, "services/b/errbook.toml", "");
    put(&folder, "services/b/registry/shop/catalog.yaml", "catalog: shop\n");
    fs::create_dir_all(folder.join("services/b/src/deep")).expect("a folder");
    for below in ["services/b", "services/b/src/deep"] {
        for format in ["github", "sarif", "junit"] {
            let Ran { out, .. } = errbook(&folder.join(below), &["check", "--format", format]);
            assert!(out.contains("services/b/registry/shop/catalog.yaml"), "{format}: {out}");
            assert!(!out.contains("..") && !out.contains("\"registry/shop"), "{format}: {out}");
        }
    }
}

#[test]
fn schemas_are_made_while_the_registry_has_errors() {
    let folder = support::scratch("cli-schemas-with-errors");
    put(&folder, "errbook.toml", "");
    let catalog = "catalog: shop\ntitle: Shop\ncategories: { lost: {} }\n\
                   actions: { go_on: Go on. }\nfields: { level: { type: integer } }\n\
                   envelope: { shape: { code: $code } }\n";
    put(&folder, "registry/shop/catalog.yaml", catalog);
    let section = "section: Orders\nerrors:\n  gone: { action: g, status: 4, description: A. }\n";
    put(&folder, "registry/shop/orders.yaml", section);
    assert_eq!(errbook(&folder, &["generate"]).exit, 1);
    assert!(!folder.join("generated").exists(), "nothing else is written");
    assert_eq!(errbook(&folder, &["generate", "--target", "schema"]).exit, 1);
    let read = |name: &str| -> Value {
        let path = folder.join(format!("generated/schema/shop/{name}.schema.json"));
        serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON")
    };
    let schema = read("section");
    let error = &schema["definitions"]["Error"]["properties"];
    assert_eq!(error["category"]["enum"], serde_json::json!(["lost"]));
    assert_eq!(error["action"]["enum"], serde_json::json!(["go_on"]));
    assert_eq!(error["level"]["type"], "integer");
    let code = &schema["definitions"]["Deprecated"]["properties"]["replaced_by"]["allOf"][0];
    assert_eq!(code["$ref"], "catalog.schema.json#/definitions/CodeName");
    let schema = read("catalog");
    let codes = &schema["definitions"]["CodeName"]["anyOf"][0];
    assert_eq!(codes["enum"], serde_json::json!(["gone"]));
}

#[test]
fn timings_name_every_phase_and_target() {
    let folder = project("timings");
    assert!(!errbook(&folder, &["check"]).err.contains("parse"));
    let ran = errbook(&folder, &["check", "--timings"]);
    let rows: Vec<&str> =
        ran.err.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for row in ["phase", "read", "parse", "decode", "lower", "lint", "print", "all"] {
        assert!(rows.contains(&row), "{row}: {}", ran.err);
    }

    let ran = errbook(&folder, &["--quiet", "generate", "--timings=json"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    let last = ran.err.lines().last().expect("a line of timings");
    let line: Value = serde_json::from_str(last).expect("JSON");
    let phases = line["phases"].as_array().expect("phases");
    let of = |name: &str| phases.iter().filter(|it| it["phase"] == name).collect::<Vec<_>>();
    let rendered = of("render");
    for target in TARGETS.iter().filter(|it| folder.join("generated").join(it.name).exists()) {
        let found = rendered.iter().find(|it| it["target"] == target.name);
        assert!(found.is_some_and(|it| it["bytes"].as_u64() > Some(0)), "{}: {line}", target.name);
    }
    assert!(!rendered.is_empty() && of("write").len() == 1, "{line}");
    assert!(line["milliseconds"].is_f64(), "{line}");

    // Also where the registry has errors.
    put(&folder, "registry/shop/cards.yaml", "section: Cards\nerrors: 1\n");
    let ran = errbook(&folder, &["check", "--timings=json"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.err.lines().any(|line| line.starts_with("{\"phases\":[")), "{}", ran.err);
}
