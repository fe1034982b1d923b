//! `errbook rename`, `retire` and others: the edits that they make, and what they leave alone.

mod braces;
mod retire;

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
        .replace(
            "      It is gone.\n",
            "      It is gone.\n    aliases: [gone]\n    deprecated_names: { gone: { until: \
             \"0.3.0\" } }\n",
        );
    assert_eq!(read(&folder, "orders.yaml"), expected);
    // In braces, and with an alias.
    assert_eq!(errbook(&folder, &["rename", "lost", "mislaid", "--until", "2.0.0"]).exit, 0);
    assert_eq!(errbook(&folder, &["rename", "went", "left"]).exit, 0);
    let now = read(&folder, "orders.yaml");
    let kept = "aliases: [lost], deprecated_names: { lost: { until: \"2.0.0\" } } } # really";
    let mislaid = format!("mislaid: {{ status: 404, description: It is lost., {kept}");
    assert!(now.contains(&mislaid), "{now}");
    let kept = "{ gone: { until: \"0.3.0\" }, went: { until: \"0.3.0\" } }";
    let left = format!("    aliases: [went, gone]\n    deprecated_names: {kept}\n");
    assert!(now.contains(&left), "{now}");
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
        (&["retire", "gone", "--reason", "It went.", "--replaced-by", "none"], 1, "`none`"),
        (&["retire", "gone", "--reason", "It went.", "--replaced-by", "gone"], 2, "with it"),
    ] {
        let ran = errbook(&folder, args);
        assert_eq!(ran.exit, exit, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
        assert_eq!(read(&folder, "orders.yaml"), orders);
        assert_eq!(read(&folder, "catalog.yaml"), CATALOG);
    }
}

#[test]
fn a_text_may_mean_something_else_with_the_name_of_a_code() {
    let catalog = format!(
        "{}types: {{ state: {{ values: [gone] }} }}\n",
        CATALOG.split("raises").next().expect("a start")
    );
    let orders = "section: Orders\nerrors:\n  gone: { status: 410, description: Is `gone`. }\n";
    let folder = project("meant", &catalog, orders);
    let ran = errbook(&folder, &["rename", "gone", "went"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(read(&folder, "orders.yaml").contains("Is `gone`."));
}

const FAMILY: &str = "\
section: Orders
errors:
  # Whatever is wrong with it.
  bad: # with cases
    code: \"400\"
    status: 400
    message: It is bad.
    errors:
      # The worst.
      worse: { message: It is worse. } # really
      worst:
        message: It is the worst.
        errors: { ever: { message: So it is. }, today: { message: Now it is. } }

  old: { status: 400, description: It is old., deprecated: { replaced_by: bad.worse } }
";

/// A project with a family.
fn of_family(name: &str) -> std::path::PathBuf {
    let (start, _) = CATALOG.split_once("raises").expect("a start");
    let catalog = format!("{start}raises: [bad, bad.worst.ever] # everywhere\n");
    let folder = project(name, &catalog.replace("snake_case", "none"), FAMILY);
    // Without packages, there is nothing to keep old names in.
    put(&folder, "errbook.toml", "targets = [\"markdown\"]\n");
    let ran = errbook(&folder, &["check"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    folder
}

#[test]
fn a_family_is_renamed_with_all_of_its_cases() {
    let folder = of_family("rename-family");
    let ran = errbook(&folder, &["rename", "bad", "poor"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "renamed `bad` to `poor` in 2 files\n"));
    assert!(read(&folder, "catalog.yaml").contains("raises: [poor, poor.worst.ever] # everywhere"));
    let expected = FAMILY
        .replace("  bad: #", "  poor: #")
        .replace("bad.worse }", "poor.worse }")
        .replace("It is bad.\n", "It is bad.\n    aliases: [bad]\n")
        .replace("It is worse. }", "It is worse., aliases: [bad.worse] }")
        .replace("the worst.\n", "the worst.\n        aliases: [bad.worst]\n")
        .replace("So it is. }", "So it is., aliases: [bad.worst.ever] }")
        .replace("Now it is. }", "Now it is., aliases: [bad.worst.today] }");
    assert_eq!(read(&folder, "orders.yaml"), expected);
    let ran = errbook(&folder, &["check", "--deny", "hints"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_case_is_renamed_within_its_family() {
    let folder = of_family("rename-case");
    let ran = errbook(&folder, &["rename", "bad.worse", "worse"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("a case of another code is named after that one"), "{}", ran.err);
    let ran = errbook(&folder, &["rename", "bad.worst", "bad.awful"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (0, "renamed `bad.worst` to `bad.awful` in 2 files\n")
    );
    let orders = read(&folder, "orders.yaml");
    assert!(orders.contains("      awful:\n        message: It is the worst.\n"), "{orders}");
    assert!(orders.contains("aliases: [\"400.worst\", bad.worst]\n"), "{orders}");
    assert!(orders.contains("aliases: [\"400.worst.ever\", bad.worst.ever] }"), "{orders}");
    assert!(read(&folder, "catalog.yaml").contains("raises: [bad, bad.awful.ever]"));
    let ran = errbook(&folder, &["check", "--deny", "hints"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn a_code_gets_its_former_name_back() {
    let folder = project("back", CATALOG, &ORDERS.replace(", details: { } }", " }"));
    for (old, new, aliases) in [
        ("gone", "went", "    aliases: [gone]\n"),
        ("went", "gone", "    aliases: [went]\n"),
        ("gone", "left", "    aliases: [gone, went]\n"),
        ("left", "went", "    aliases: [left, gone]\n"),
    ] {
        let ran = errbook(&folder, &["rename", old, new]);
        assert_eq!(ran.exit, 0, "{old} to {new}: {}", ran.err);
        let now = read(&folder, "orders.yaml");
        assert!(now.contains(aliases), "{old} to {new}: {now}");
        assert_eq!(errbook(&folder, &["check", "--deny", "hints"]).exit, 0);
    }
    let folder = of_family("back-family");
    for (old, new) in [("bad", "poor"), ("poor", "bad")] {
        let ran = errbook(&folder, &["rename", old, new]);
        assert_eq!(ran.exit, 0, "{old} to {new}: {}", ran.err);
    }
    let orders = read(&folder, "orders.yaml");
    assert!(orders.contains("aliases: [poor.worst.ever]"), "{orders}");
    assert!(!orders.contains("[bad") && !orders.contains(", bad."), "{orders}");
}
