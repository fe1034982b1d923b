//! `errbook rename` and `errbook retire`: the edits that they make, and what they leave alone.

use std::path::Path;

use crate::support;
use crate::support::command::{errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
raises: [gone, lost] # everywhere
handling:
  steps:
    - codes: [lost]
      note: Stop.
";

const ORDERS: &str = "\
section: Orders
errors:
  # Deleted by somebody.
  gone: # for good
    status: 410
    description: >-
      It is gone.

  # Never found.
  lost: { status: 404, description: It is lost., details: { } } # really
  old: { status: 400, description: It is old., deprecated: { replaced_by: gone } }
";

/// A project with these files.
fn project(name: &str, catalog: &str, orders: &str) -> std::path::PathBuf {
    let folder = support::scratch(&format!("recode-{name}"));
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", catalog);
    put(&folder, "registry/shop/orders.yaml", orders);
    folder
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join("registry/shop").join(file)).expect("it is there")
}

#[test]
fn a_code_is_renamed_wherever_it_is_named() {
    let orders = ORDERS.replace(", details: { } }", " }");
    let orders = orders.replace("It is old.", "It is old and not `gone`; ``gone`` is code.");
    let folder = project("rename", CATALOG, &orders);
    let dry = errbook(&folder, &["rename", "gone", "went", "--dry-run"]);
    assert_eq!((dry.exit, dry.err.as_str()), (0, ""));
    assert!(dry.out.contains("+  went: # for good\n"), "{}", dry.out);
    assert_eq!(read(&folder, "orders.yaml"), orders);
    let ran = errbook(&folder, &["rename", "gone", "went"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "renamed `gone` to `went` in 2 files\n"));
    assert_eq!(read(&folder, "catalog.yaml"), CATALOG.replace("[gone, lost]", "[went, lost]"));
    let expected = orders
        .replace("  gone:", "  went:")
        .replace("replaced_by: gone", "replaced_by: went")
        .replace("not `gone`;", "not `went`;")
        .replace("      It is gone.\n", "      It is gone.\n    aliases: [gone]\n");
    assert_eq!(read(&folder, "orders.yaml"), expected);
    // In braces, and with an alias.
    assert_eq!(errbook(&folder, &["rename", "lost", "mislaid"]).exit, 0);
    assert_eq!(errbook(&folder, &["rename", "went", "left"]).exit, 0);
    let now = read(&folder, "orders.yaml");
    assert!(
        now.contains(
            "mislaid: { status: 404, description: It is lost., aliases: [lost] } # really"
        )
    );
    assert!(now.contains("    aliases: [went, gone]\n"), "{now}");
    assert_eq!(errbook(&folder, &["check", "--deny", "hints"]).exit, 0);
}

#[test]
fn nothing_is_written_if_a_name_is_taken_or_wrong() {
    let orders = ORDERS.replace(", details: { } }", " }");
    let folder = project("taken", CATALOG, &orders);
    for (args, exit, said) in [
        (&["rename", "gone", "lost"][..], 2, "there is a code `lost` already"),
        (&["rename", "gone", "wentAway"], 1, "`wentAway` is not snake_case"),
        (&["rename", "gon", "went"], 2, "did you mean `gone`?"),
        (&["retire", "gone", "--reason", "It went."], 1, "`gone`"),
    ] {
        let ran = errbook(&folder, args);
        assert_eq!(ran.exit, exit, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
        assert_eq!(read(&folder, "orders.yaml"), orders);
        assert_eq!(read(&folder, "catalog.yaml"), CATALOG);
    }
    let family = "section: Orders\nerrors:\n  bad:\n    status: 400\n    message: Bad.\n    errors: { worse: { message: Worse. } }\n";
    let folder = project(
        "family",
        &CATALOG.split("raises").next().expect("a start").replace("snake_case", "none"),
        family,
    );
    let ran = errbook(&folder, &["rename", "bad", "poor"]);
    assert!(ran.exit == 2 && ran.err.contains("belongs to a family"), "{}", ran.err);
}

#[test]
fn a_code_is_retired_with_its_comments() {
    let orders = ORDERS.replace(", details: { } }", " }");
    let plain = CATALOG.split("raises").next().expect("a start");
    let folder = project("retire", plain, &orders);
    let ran = errbook(
        &folder,
        &[
            "retire",
            "lost",
            "--reason",
            "Orders: never lost.",
            "--since",
            "2.0",
            "--replaced-by",
            "gone",
        ],
    );
    assert_eq!((ran.exit, ran.err.as_str()), (0, "retired `lost` in 2 files\n"));
    let grave = "retired:\n  lost: { reason: \"Orders: never lost.\", since: \"2.0\", replaced_by: gone }\n";
    assert_eq!(read(&folder, "catalog.yaml"), format!("{plain}{grave}"));
    let (before, after) = orders.split_once("  # Never found.\n").expect("it is there");
    let (_, after) = after.split_once('\n').expect("a line");
    assert_eq!(read(&folder, "orders.yaml"), format!("{before}{after}"));
    let ran = errbook(&folder, &["retire", "old", "--reason", "Old."]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(read(&folder, "catalog.yaml").ends_with("  old: { reason: \"Old.\" }\n"));
    assert_eq!(errbook(&folder, &["check", "--deny", "hints"]).exit, 0);
}
