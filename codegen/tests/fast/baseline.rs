//! The baseline of a registry: known findings are hidden, new ones are not, and the file shrinks.

use std::fs;

use crate::support;
use crate::support::command::{Ran, errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

const OLD: &str = "\
section: Orders
errors:
  order_gone: { status: 404, description: The order is gone. }
  order_lost: { status: 200, description: It is under the sofa. }
  order_late: { status: 200, description: It is on its way. }
";

#[test]
fn known_findings_are_hidden_and_new_ones_are_not() {
    let folder = support::scratch("baseline");
    put(&folder, "errbook.toml", "baseline = \"known.yaml\"\n");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", OLD);
    let check = |arguments: &[&str]| errbook(&folder, &[&["check"], arguments].concat());

    let Ran { exit, err, .. } = check(&["--write-baseline"]);
    assert_eq!(exit, 0);
    assert!(err.starts_with("wrote 3 findings to `"), "{err}");
    let known = fs::read_to_string(folder.join("known.yaml")).expect("it was written");
    assert_eq!(
        known.lines().skip(1).collect::<Vec<_>>(),
        [
            "- { rule: description-echo, file: \"shop/orders.yaml\", at: \"The order is gone.\" }",
            "- { rule: status-not-error, file: \"shop/orders.yaml\", at: \"200\" }",
            "- { rule: status-not-error, file: \"shop/orders.yaml\", at: \"200\" }",
        ]
    );
    let Ran { exit, out, err } = check(&["--deny", "hints"]);
    assert_eq!((exit, out.as_str()), (0, ""));
    assert!(err.contains("the baseline hides 3 known findings"), "{err}");

    // Lines may move; what is new shows.
    let moved =
        OLD.replace("errors:", "\nerrors:\n  order_new: { status: 201, description: Yes. }");
    put(&folder, "registry/shop/orders.yaml", &moved);
    let Ran { exit, out, .. } = check(&["--format", "short", "--deny", "warnings"]);
    assert_eq!(exit, 1);
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.contains("`order_new` is an error with status 201"), "{out}");

    // What was mended is no longer known.
    let mended = OLD.replace("lost: { status: 200", "lost: { status: 410");
    put(&folder, "registry/shop/orders.yaml", &mended);
    let Ran { out, .. } = check(&["--format", "short"]);
    assert!(out.contains("known.yaml:4:3: warning[unused-suppression]"), "{out}");
    assert_eq!(out.lines().count(), 1, "{out}");
    let named = check(&["--baseline", "other.yaml"]);
    assert_eq!(named.exit, 2, "{}", named.err);
    assert_eq!(check(&["--write-baseline"]).exit, 0);
    assert_eq!(check(&["--format", "short"]).out, "");
}

#[test]
fn a_baseline_that_is_none_is_an_error() {
    let folder = support::scratch("baseline-wrong");
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", OLD);
    put(&folder, "known.yaml", "rules: []\n");
    let Ran { exit, err, .. } = errbook(&folder, &["check", "--baseline", "known.yaml"]);
    assert_eq!(exit, 2);
    assert!(err.contains("expected a list, found a map"), "{err}");
    // Somebody's own file is not overwritten.
    let over = errbook(&folder, &["check", "--baseline", "known.yaml", "--write-baseline"]);
    assert_eq!(over.exit, 2, "{}", over.err);
}
