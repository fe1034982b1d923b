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

#[test]
fn what_ends_in_a_comma_is_no_list() {
    let orders = "section: Orders\nerrors:\n  # Old, kept for a,\n  lost:\n    status: 404\n    \
                  title: Lost\n  # Another.\n  gone: { status: 410, title: Gone }\n";
    let catalog = CATALOG.split("raises").next().expect("a start");
    let folder = project("comma", catalog, orders);
    let ran = errbook(&folder, &["retire", "lost", "--reason", "Old."]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "retired `lost` in 2 files\n"));
    let left = "section: Orders\nerrors:\n  # Another.\n  gone: { status: 410, title: Gone }\n";
    assert_eq!(read(&folder, "orders.yaml"), left);
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
fn cases_and_families_are_retired() {
    let folder = of_family("retire-family");
    let retire = |code: &str| {
        let ran = errbook(&folder, &["retire", code, "--reason", "It went.", "--since", "2.0"]);
        assert_eq!(ran.exit, 0, "{code}: {}{}", ran.out, ran.err);
        // What clients of `old` should do without its replacement, people have to say.
        let asks = ran.err.contains("[missing-replacement]: `old` is deprecated");
        assert_eq!(asks, code == "bad", "{}", ran.err);
        let checked = errbook(&folder, &["check", "--deny", "hints"]);
        assert_eq!(checked.exit, i32::from(asks), "{}{}", checked.out, checked.err);
        (read(&folder, "catalog.yaml"), read(&folder, "orders.yaml"))
    };
    // The last of several in braces, then the only one.
    let (catalog, orders) = retire("bad.worst.today");
    assert!(orders.contains("        errors: { ever: { message: So it is. } }\n"), "{orders}");
    let grave = "retired:\n  bad.worst.today: { reason: \"It went.\", since: \"2.0\" }\n";
    assert!(catalog.ends_with(grave), "{catalog}");
    let (catalog, orders) = retire("bad.worst.ever");
    assert!(!orders.contains("{ ever") && orders.contains("It is the worst.\n\n"), "{orders}");
    assert!(catalog.contains("\nraises: [bad] # everywhere\n"), "{catalog}");
    let (catalog, orders) = retire("bad");
    assert_eq!(
        orders,
        "section: Orders\nerrors:\n  old: { status: 400, description: It is old., deprecated: {} }\n"
    );
    assert!(!catalog.contains("raises"), "{catalog}");
    for gone in ["bad", "bad.worse", "bad.worst"] {
        assert!(catalog.contains(&format!("\n  {gone}: {{ reason: \"It went.\"")), "{catalog}");
    }
}

/// What is left of a catalog's file, and of others, when `lost` is retired from a catalog with these
/// lines at its end, and what is said.
#[track_caller]
fn without_lost(
    lines: &str,
    more: &[(&str, &str)],
    args: &[&str],
) -> (String, Vec<String>, String) {
    let folder = support::scratch_of_test();
    put(&folder, "errbook.toml", "");
    let start = CATALOG.split("raises").next().expect("a start");
    let old = "retired:\n  older: { reason: It went. }\n";
    put(&folder, "registry/shop/catalog.yaml", format!("{start}{old}{lines}"));
    let orders = "section: Orders\nerrors:\n  gone: { status: 410, message: It went. }\n  kept: { \
                  status: 409, message: It stays. }\n";
    let lost = "  lost: { status: 404, message: It is lost. }\n";
    put(&folder, "registry/shop/orders.yaml", format!("{orders}{lost}"));
    for (file, text) in more {
        put(&folder, &format!("registry/shop/{file}"), text);
    }
    let args = [&["retire", "lost", "--reason", "Old."], args].concat();
    let dry = errbook(&folder, &[&args[..], &["--dry-run"]].concat());
    assert_eq!(dry.exit, 0, "{lines}{}", dry.err);
    assert!(dry.out.contains("-  lost: { status: 404"), "{}", dry.out);
    let ran = errbook(&folder, &args);
    assert_eq!(ran.exit, 0, "{lines}{}", ran.err);
    assert_eq!(read(&folder, "orders.yaml"), orders);
    let catalog = read(&folder, "catalog.yaml");
    let rest = catalog.strip_prefix(start).expect("the rest is as it was");
    let other = if args.contains(&"gone") { ", replaced_by: gone" } else { "" };
    let grave = format!("  lost: {{ reason: \"Old.\"{other} }}\n");
    assert!(rest.contains(&grave), "{rest}");
    let rest = rest.replace(&grave, "").replace(old, "");
    let more = more.iter().map(|(file, _)| read(&folder, file)).collect();
    let checked = errbook(&folder, &["check"]);
    assert_eq!(checked.exit, 0, "{catalog}{}{}", checked.out, checked.err);
    (rest, more, ran.err)
}

#[test]
fn a_retired_code_leaves_every_list() {
    for (before, after) in [
        // In brackets: first, between others, last, alone.
        ("raises: [lost, gone] # here\n", "raises: [gone] # here\n"),
        ("raises: [gone, lost, kept]\n", "raises: [gone, kept]\n"),
        ("raises: [gone, \"lost\"] # here\n", "raises: [gone] # here\n"),
        ("raises: [gone, lost, ]\n", "raises: [gone, ]\n"),
        ("# All.\nraises: [lost]\nrelated: []\n", "related: []\n"),
        // On lines of their own, with comments beside and above.
        ("raises: [\n  lost, # it\n  gone, # that\n]\n", "raises: [\n  gone, # that\n]\n"),
        ("raises: [\n  gone, # that\n  lost # it\n]\n", "raises: [\n  gone, # that\n]\n"),
        ("raises:\n  - gone # that\n  # Never.\n  - lost # it\n", "raises:\n  - gone # that\n"),
        ("raises:\n- lost # it\n# Found.\n- gone\n", "raises:\n# Found.\n- gone\n"),
        ("raises:\n  - lost\n\nrelated: []\n", "\nrelated: []\n"),
        // An operation stays, even if nothing else is said about it.
        (
            "operations:\n  a: { raises: [lost] } # a\n  b: { raises: [gone, lost] }\n",
            "operations:\n  a: {} # a\n  b: { raises: [gone] }\n",
        ),
        (
            "operations:\n  a:\n    raises:\n      - lost\n  b:\n    request: GET /b\n    \
             raises: [lost]\n",
            "operations:\n  a: {}\n  b:\n    request: GET /b\n",
        ),
        // A step that is for nothing else goes, and so does what has no other.
        (
            "handling:\n  steps:\n    - codes: [lost]\n      note: Stop.\n    - { codes: [gone, lost], \
             note: Go. }\n",
            "handling:\n  steps:\n    - { codes: [gone], note: Go. }\n",
        ),
        (
            "handling:\n  steps: [{ codes: [gone], note: A. }, { codes: [lost], note: B. }]\n",
            "handling:\n  steps: [{ codes: [gone], note: A. }]\n",
        ),
        (
            "handling:\n  steps:\n    - note: First.\n    - {\n        codes: [lost],\n      }\n",
            "handling:\n  steps:\n    - note: First.\n",
        ),
        ("handling: { steps: [{ codes: [lost], note: A. }] }\nrelated: []\n", "related: []\n"),
    ] {
        let (rest, _, said) = without_lost(before, &[], &[]);
        assert_eq!(rest, after, "from {before}");
        assert_eq!(said, "retired `lost` in 2 files\n");
    }
}

#[test]
fn a_retired_code_leaves_sections_languages_and_replacements() {
    let more = "section: More\nerrors:\n  old: { status: 400, message: Old., deprecated: { replaced_by: \
                lost } } # old\n  past: { status: 400, message: Past., deprecated: { since: \"1\", \
                replaced_by: lost } }\n";
    let also = "also:\n  # Rare.\n  lost: Rarely. # it\n";
    let german = "# Deutsch\ngone: Weg.\nlost: Verloren. # it\nkept: Bleibt.\n";
    let files = [
        ("more.yaml", format!("{more}{also}")),
        ("messages.de.yaml", german.to_owned()),
        ("messages.fr.yaml", "lost: Perdu.\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (*file, &**text)).collect();
    let (_, left, _) = without_lost("", &files, &[]);
    let expected = more
        .replace("deprecated: { replaced_by: lost }", "deprecated: {}")
        .replace("since: \"1\", replaced_by: lost", "since: \"1\"");
    assert_eq!(left, [&*expected, &german.replace("lost: Verloren. # it\n", ""), "{}\n"]);
    let (_, left, _) = without_lost("", &files, &["--replaced-by", "gone"]);
    assert_eq!(left[0], more.replace("replaced_by: lost", "replaced_by: gone"));
    // In a list of several, and in the grave of another.
    let also = "also: { gone: Often., lost: { description: Rarely. } }\n";
    let several = [("more.yaml", &*format!("{more}{also}"))];
    let grave = "  oldest: { reason: Old., replaced_by: lost }\n";
    let (rest, left, _) = without_lost(grave, &several, &[]);
    assert!(left[0].ends_with("also: { gone: Often. }\n"), "{}", left[0]);
    assert_eq!(rest, grave.replace(", replaced_by: lost", ""));
}

#[test]
fn texts_that_name_a_retired_code_are_left_to_people() {
    let text = "never_includes:\n  - A name, as `lost` has it.\n";
    let (rest, _, said) = without_lost(text, &[], &["--replaced-by", "gone"]);
    assert_eq!(rest, text);
    let line = "this text still names `lost`: name `gone` instead, or leave it out\n";
    assert!(said.starts_with("retired `lost` in 2 files\n"), "{said}");
    assert!(said.contains("registry/shop/catalog.yaml:") && said.ends_with(line), "{said}");
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

#[test]
fn former_names_are_retired_too() {
    let folder = project("former", CATALOG, &ORDERS.replace(", details: { } }", " }"));
    assert_eq!(errbook(&folder, &["rename", "lost", "missing"]).exit, 0);
    let ran = errbook(&folder, &["retire", "missing", "--reason", "Nobody looks."]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let catalog = read(&folder, "catalog.yaml");
    assert!(catalog.contains("\n  missing: {") && catalog.contains("\n  lost: {"), "{catalog}");
    assert_eq!(errbook(&folder, &["check"]).exit, 0);
}

#[test]
fn what_nothing_uses_after_a_code_is_retired_is_shown() {
    let catalog = format!("{CATALOG}categories: {{ missing: {{}} }}\n");
    let (start, rest) = catalog.split_once("raises").expect("a start");
    let (raises, categories) = rest.split_once("categories").expect("an end");
    let catalog = format!("{start}categories{categories}raises{raises}");
    let orders = ORDERS
        .replace(", details: { } }", " }")
        .replace("{ status: 404,", "{ category: missing, status: 404,");
    let folder = project("unused", &catalog, &orders);
    let ran = errbook(&folder, &["retire", "lost", "--reason", "It was found."]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.err.contains("warning[unused-category]: no code has"), "{}", ran.err);
    assert!(ran.err.ends_with("retired `lost` in 2 files\n"), "{}", ran.err);
}
