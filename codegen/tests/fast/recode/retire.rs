//! `errbook retire`: what goes with a code, and what stays.

use super::{CATALOG, ORDERS, of_family, project, read};
use crate::support;
use crate::support::command::{errbook, put};

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

#[test]
fn a_section_goes_with_its_only_code() {
    let more = "# All that is lost.\nsection: More\nerrors:\n  # Never found.\n  lost:\n    status: \
                404\n    message: It is lost.\n";
    let start = CATALOG.split("raises").next().expect("a start");
    for (lines, rest) in [
        ("", ""),
        ("sections:\n  - orders\n  # The rest.\n  - more\n", "sections:\n  - orders\n"),
        (
            "sections: [more, orders] # as they are read\n",
            "sections: [orders] # as they are read\n",
        ),
    ] {
        let folder = support::scratch_of_test();
        put(&folder, "errbook.toml", "");
        let catalog = |lines: &str| start.replace("envelope:", &format!("{lines}envelope:"));
        put(&folder, "registry/shop/catalog.yaml", format!("{}raises: [lost]\n", catalog(lines)));
        let orders = "section: Orders\nerrors:\n  gone: { status: 410, message: It went. }\n";
        put(&folder, "registry/shop/orders.yaml", orders);
        put(&folder, "registry/shop/more.yaml", more);
        put(&folder, "registry/shop/messages.de.yaml", "gone: Weg.\nlost: Verloren.\n");
        let retire = ["retire", "lost", "--reason", "Old."];
        let dry = errbook(&folder, &[&retire[..], &["--dry-run"]].concat());
        assert_eq!(dry.exit, 0, "{}", dry.err);
        assert!(dry.out.contains("more.yaml\n+++ /dev/null\n@@ -1,7 +0,0 @@\n"), "{}", dry.out);
        assert!(folder.join("registry/shop/more.yaml").exists());
        let ran = errbook(&folder, &retire);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let gone = "removed `registry/shop/more.yaml`: its section has no other code\n";
        assert_eq!(ran.err, format!("retired `lost` in 3 files\n{gone}"));
        assert!(!folder.join("registry/shop/more.yaml").exists());
        let grave = "retired:\n  lost: { reason: \"Old.\" }\n";
        assert_eq!(read(&folder, "catalog.yaml"), format!("{}{grave}", catalog(rest)));
        assert_eq!(read(&folder, "messages.de.yaml"), "gone: Weg.\n");
        let checked = errbook(&folder, &["check", "--deny", "hints"]);
        assert_eq!(checked.exit, 0, "{}{}", checked.out, checked.err);
        // Nor is the last one of a catalog kept.
        let ran = errbook(&folder, &["retire", "gone", "--reason", "Old."]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(!read(&folder, "catalog.yaml").contains("sections"));
        assert_eq!(errbook(&folder, &["check", "--deny", "hints"]).exit, 0);
    }
}

#[test]
fn a_section_stays_for_what_else_it_lists() {
    let also = "also: { gone: Often. }\n";
    let table = "tables: [{ title: Dates, columns: [Year], rows: [[\"2020\"]] }]\n";
    for left in [also, table] {
        let more =
            format!("section: More\nerrors:\n  lost: {{ status: 404, message: Lost. }}\n{left}");
        let orders = "section: Orders\nerrors:\n  gone: { status: 410, message: It went. }\n";
        for args in
            [&["retire", "lost", "--reason", "Old."][..], &["move", "lost", "--section", "orders"]]
        {
            let start = CATALOG.split("raises").next().expect("a start");
            let folder = project("stays", start, orders);
            put(&folder, "registry/shop/more.yaml", &more);
            let ran = errbook(&folder, args);
            assert_eq!(ran.exit, 0, "{}", ran.err);
            assert_eq!(read(&folder, "more.yaml"), format!("section: More\n{left}"));
            assert_eq!(errbook(&folder, &["check", "--deny", "hints"]).exit, 0);
        }
    }
}

#[test]
fn a_section_that_cannot_be_removed_stays() {
    let start = CATALOG.split("raises").next().expect("a start");
    let orders = "section: Orders\nerrors:\n  gone: { status: 410, message: It went. }\n";
    let folder = project("kept", start, orders);
    let file = folder.join("registry/shop/orders.yaml");
    let mode = |readonly| {
        let mut mode = file.metadata().expect("it is there").permissions();
        mode.set_readonly(readonly);
        std::fs::set_permissions(&file, mode).expect("it is ours");
    };
    mode(true);
    let ran = errbook(&folder, &["retire", "gone", "--reason", "Old."]);
    mode(false);
    assert_eq!(ran.exit, 2, "{}", ran.err);
    assert!(ran.err.contains("read-only"), "{}", ran.err);
    assert_eq!(read(&folder, "orders.yaml"), orders);
}
