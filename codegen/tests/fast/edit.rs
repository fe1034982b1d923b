//! The commands that change registry files: `check --fix` and `fmt` keep every comment, the line
//! ends, the byte order mark, and the meaning of a file.

use std::fs;
use std::path::{Path, PathBuf};

use errbook::error::Error;
use errbook::layout::{Unformatted, format};
use errbook::output::rewrite;
use errbook::source::Sources;

use crate::support;
use crate::support::command::{Ran, errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

/// A registry with these files in its one catalog.
fn project(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = support::scratch(&format!("edit-{name}"));
    put(&folder, "errbook.toml", "");
    for (file, text) in files {
        put(&folder, &format!("registry/shop/{file}"), text);
    }
    folder
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join("registry/shop").join(file)).expect("it is there")
}

/// Formats a section and compares; formatting the result changes nothing.
#[track_caller]
fn formats(text: &str, expected: &str) {
    let file = |text: &str| Sources::from_texts([("shop/orders.yaml", text)]).files()[0].clone();
    assert_eq!(format(&file(text)).expect("it can be formatted"), expected);
    assert_eq!(format(&file(expected)).expect("it can be formatted"), expected, "once more");
}

#[test]
fn keys_have_the_order_of_the_language() {
    formats(
        "\
# yaml-language-server: $schema=section.schema.json
# The errors come below.
errors:
  b:   # after the code
    # above the description
    description: B.   # after the description

    status: 404
    title: Bee
  a: { description: A., status: 400 }
# what the section is
section: Orders
",
        "\
# yaml-language-server: $schema=section.schema.json
# what the section is
section: Orders
# The errors come below.
errors:
  b: # after the code
    title: Bee

    status: 404
    # above the description
    description: B. # after the description
  a: { status: 400, description: A. }
",
    );
    // The keys of an open map keep the order of the author, and so do those of an object with an
    // unknown key. Where fields are keys, they stand before the description.
    formats(
        "section: S\nerrors:\n  z: { description: A., b: 1, status: 400, examples: [{ b: 1, title: T }] }\n",
        "section: S\nerrors:\n  z: { status: 400, b: 1, description: A., examples: [{ b: 1, title: T }] }\n",
    );
    formats(
        "section: S\ntables:\n  - rows: [[x]]\n    # about the columns\n    columns: [A]\n    title: T\n",
        "section: S\ntables:\n  - title: T\n    # about the columns\n    columns: [A]\n    rows: [[x]]\n",
    );
}

#[test]
fn texts_are_quoted_if_necessary_and_folded_if_long() {
    formats(
        "section: \"Orders\"\nnotes: ['a, b', \"c\"]\n",
        "section: Orders\nnotes: [\"a, b\", c]\n",
    );
    for needed in
        ["\"no\"", "\"1.10\"", "\"`a` b\"", "\"a: b\"", "\"a #b\"", "\"~\"", "\"2024-01-01\""]
    {
        let text = format!("section: {needed}\n");
        formats(&text, &text);
    }
    let words = "word ".repeat(40);
    let words = words.trim_end();
    let line = "word ".repeat(23);
    let line = line.trim_end();
    let folded =
        format!("section: S\ndescription: >-\n  {line}\n  {}\n", "word ".repeat(17).trim_end());
    formats(&format!("section: S\ndescription: {words}\n"), &folded);
    formats(&format!("section: S\ndescription: \"{words}\"\n"), &folded);
    formats(
        &format!("section: S\ndescription: >-\n      word\n{}", "      word\n".repeat(39)),
        &folded,
    );
    formats(
        "section: S\ndescription: >-\n  short\n  text\n",
        "section: S\ndescription: short text\n",
    );
    // Paragraphs stay separate, and literal blocks stay literal.
    formats(
        "section: S\ndescription: \"One.\\nTwo.\"\n",
        "section: S\ndescription: >-\n  One.\n\n  Two.\n",
    );
    for text in [
        "section: S\ndescription: |\n  One.\n    Two.\n",
        "section: S\ndescription: >\n  One.\n",
        "section: S\ndescription: \"One  two.\\n \"\n",
    ] {
        formats(text, text);
    }
    formats(
        "section: S\ndescription: \"One.\\n\\nTwo.\\nThree.\"\n",
        "section: S\ndescription: >-\n  One.\n\n\n  Two.\n\n  Three.\n",
    );
    // The formatter would take what looks like a mark between documents for one, and would not keep
    // all the empty lines that belong to a text.
    formats(
        "section: S\nerrors: { a: { status: 404, description: The shop has no\n --- order. } }\n",
        "section: S\nerrors: { a: { status: 404, description: The shop has no --- order. } }\n",
    );
    formats(
        "section: S\ndescription: |+ # why\n  One.\n\n\nnotes: [a]\n",
        "section: S\ndescription: \"One.\\n\\n\\n\" # why\n\nnotes: [a]\n",
    );
    // A folded text would have no place for the comment.
    let commented = format!("section: S\ndescription: {words} # comment\n");
    formats(&commented, &commented);
}

#[test]
fn spaces_and_empty_lines_follow_the_layout() {
    formats(
        "section:   S\n\n\n\nnotes:\n    -   a\n    -   b   # c\nerrors: {a: {status: 400,description: A.}}",
        "section: S\n\nerrors: { a: { status: 400, description: A. } }\nnotes:\n  - a\n  - b # c\n",
    );
    formats("section: S\r\nnotes: [ a ]\r\n", "section: S\r\nnotes: [a]\r\n");
    formats("# nothing but this\n", "# nothing but this\n");
}

#[test]
fn files_that_cannot_be_formatted_are_left_unchanged() {
    for text in ["section: [\n", "a: 1\na: 2\n", "a: &b 1\n", "a: 1\n--- \nb: 2\n", "section: S\r"]
    {
        let sources = Sources::from_texts([("shop/orders.yaml", text)]);
        assert_eq!(format(&sources.files()[0]), Err(Unformatted::Findings), "{text}");
    }
    let broken = "section: [\n";
    let folder = project("left", &[("catalog.yaml", CATALOG), ("orders.yaml", broken)]);
    let Ran { exit, out, err } = errbook(&folder, &["fmt"]);
    assert_eq!((exit, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "left `registry/shop/orders.yaml` as it is: it has errors that `errbook check` shows\n\
         reformatted 0 of 2 files\n"
    );
    assert_eq!(read(&folder, "orders.yaml"), broken);
}

#[test]
fn the_registry_of_this_repository_is_formatted() {
    let sources = Sources::read(&support::root().join("registry")).expect("it is read");
    for file in sources.files() {
        assert_eq!(format(file).as_ref(), Ok(&file.text), "{}: run `errbook fmt`", file.path);
    }
}

/// The next number of a reproducible pseudorandom sequence.
fn next(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    usize::try_from(*state >> 33).expect("31 bits") % below
}

#[test]
fn a_damaged_file_is_left_unchanged_or_keeps_its_meaning() {
    const PIECES: [&str; 20] = [
        "\n", "  ", ": ", "- ", "# c\n", "\"", "'", "{", "}", "[", "]", ", ", "|\n", ">-\n", "é",
        "\t", "? ", "`", "\n\n", "a: b\n",
    ];
    let sources = Sources::read(&support::root().join("registry")).expect("it is read");
    let mut state = 7;
    let mut formatted = 0;
    let mut different = 0;
    for round in 0..600 {
        let file = &sources.files()[round % sources.files().len()];
        let mut text: String = file.text.chars().take(1500).collect();
        for _ in 0..=next(&mut state, 3) {
            let mut at = next(&mut state, text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, PIECES[next(&mut state, PIECES.len())]);
        }
        let damaged = file.with_text(text.clone());
        match format(&damaged) {
            Ok(once) => {
                formatted += 1;
                assert_eq!(format(&file.with_text(once.clone())).as_ref(), Ok(&once), "{text}");
            }
            Err(Unformatted::Findings) => {}
            // Rare spellings that the formatter cannot keep.
            Err(Unformatted::Different { .. }) => different += 1,
        }
    }
    assert!(formatted > 150, "{formatted} of the files still parse");
    assert!(different * 50 < formatted, "{different} of {formatted} could not be formatted");
}

const FAULTY: &str = "\
# yaml-language-server: $schema=../section.schema.json
section:   Orders    # odd spaces stay
erors:  # a mistyped key
  not_found:
      status: \"404\" # between quotes
      descripton:   No such order.

  # the next one
  gone: { status: 410, description: Somebody took it., since: 1.10, retry: nevr }
";

const FIXED: &str = "\
# yaml-language-server: $schema=../section.schema.json
section:   Orders    # odd spaces stay
errors:  # a mistyped key
  not_found:
      status: 404 # between quotes
      description:   No such order.

  # the next one
  gone: { status: 410, description: Somebody took it., retry: never, since: \"1.10\" }
";

#[test]
fn fix_keeps_everything_else() {
    for (name, mark, end) in [("lf", "", "\n"), ("crlf", "\u{feff}", "\r\n")] {
        let of = |text: &str| format!("{mark}{}", text.replace('\n', end));
        let faulty = of(FAULTY);
        let folder = project(name, &[("catalog.yaml", CATALOG), ("orders.yaml", &faulty)]);
        let Ran { exit, out: patch, err } = errbook(&folder, &["check", "--fix", "--dry-run"]);
        assert_eq!((exit, read(&folder, "orders.yaml")), (0, faulty), "a dry run writes nothing");
        assert!(
            patch.starts_with("--- registry/shop/orders.yaml\n+++ registry/shop/orders.yaml\n")
        );
        assert!(err.starts_with("would fix 6 findings in 1 file\n"), "{err}");
        let Ran { exit, out, err } = errbook(&folder, &["check", "--fix"]);
        assert_eq!((exit, out.as_str()), (0, ""), "{err}");
        assert!(err.starts_with("fixed 6 findings in 1 file\n"), "{err}");
        assert_eq!(read(&folder, "orders.yaml"), of(FIXED));
        let Ran { exit, err, .. } = errbook(&folder, &["check", "--fix"]);
        assert_eq!(exit, 0);
        assert!(err.starts_with("found nothing to fix\n"), "{err}");
    }
}

#[test]
fn fix_puts_keys_in_order_and_leaves_everything_else() {
    let faulty = "\
# yaml-language-server: $schema=../section.schema.json
errors:
  # the first of two
  not_found:
      description:   No such order.   # odd spaces stay
      # what clients see
      status:  404
      details:
        order_id: { from: { header: X-Order }, type: string }

  gone: { description: Somebody took it., # between brackets it could belong to either
    status: 410 }
# the heading
section:   Orders";
    let fixed = "\
# yaml-language-server: $schema=../section.schema.json
# the heading
section:   Orders
errors:
  # the first of two
  not_found:
      # what clients see
      status:  404
      description:   No such order.   # odd spaces stay
      details:
        order_id: { type: string, from: { header: X-Order } }

  gone: { description: Somebody took it., # between brackets it could belong to either
    status: 410 }";
    for (name, end) in [("order-lf", "\n"), ("order-crlf", "\r\n")] {
        let of = |text: &str| text.replace('\n', end);
        let folder = project(name, &[("catalog.yaml", CATALOG), ("orders.yaml", &of(faulty))]);
        let Ran { exit, out, err } = errbook(&folder, &["check", "--fix", "--format", "short"]);
        assert_eq!(exit, 0, "{err}");
        assert_eq!(read(&folder, "orders.yaml"), of(fixed));
        // Findings that cannot be fixed are still shown.
        assert!(out.contains("[key-order]"), "{out}");
        assert!(err.starts_with("fixed 3 findings in 1 file\n"), "{err}");
    }
}

#[test]
fn a_code_is_renamed_only_if_its_rule_is_named() {
    let orders = "\
section: Orders
errors:
  orderGone: { status: 410, description: The order was removed. }
  moved:
    status: 409
    description: Somebody moved it, `orderGone` or not.
    deprecated: { replaced_by: orderGone }
";
    let folder = project("asked", &[("catalog.yaml", CATALOG), ("orders.yaml", orders)]);
    assert_eq!(errbook(&folder, &["check", "--fix"]).exit, 1);
    assert_eq!(read(&folder, "orders.yaml"), orders);
    let Ran { exit, err, .. } = errbook(&folder, &["check", "--fix=code-style"]);
    assert_eq!((exit, err.lines().next()), (0, Some("fixed 1 finding in 1 file")), "{err}");
    assert_eq!(read(&folder, "orders.yaml"), orders.replace("orderGone", "order_gone"));
    let Ran { exit, err, .. } = errbook(&folder, &["check", "--fix=code-stile"]);
    let expected = "error: there is no rule `code-stile` to fix; did you mean `code-style`?\n";
    assert_eq!((exit, err.as_str()), (2, expected));
}

#[test]
fn what_refers_to_a_renamed_code_is_renamed_in_all_files() {
    let files = |name: &str| {
        [
            (
                "catalog.yaml",
                format!(
                    "{CATALOG}raises: [{name}]\noperations: {{ order: {{ raises: [\"{name}\"] }} }}\n\
                     handling: {{ steps: [{{ codes: [{name}] }}] }}\n\
                     retired: {{ old: {{ reason: Split., replaced_by: {name} }} }}\n"
                ),
            ),
            (
                "orders.yaml",
                format!(
                    "section: Orders\nerrors:\n  {name}: {{ status: 410, message: The order was removed. }}\n"
                ),
            ),
            ("messages.de.yaml", format!("{name}: Die Bestellung wurde entfernt.\n")),
            ("other.yaml", format!("section: Other\nalso:\n  {name}: Here too.\n")),
        ]
    };
    let before = files("orderGone");
    let before: Vec<_> = before.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = project("renamed", &before);
    let Ran { out, err, .. } =
        errbook(&folder, &["check", "--fix=code-style", "--format", "short"]);
    assert!(
        err.starts_with("fixed 1 finding in 4 files\n") && !out.contains("error"),
        "{out}{err}"
    );
    for (path, text) in files("order_gone") {
        assert_eq!(read(&folder, path), text.replace("\"order_gone\"", "order_gone"));
    }
}

#[test]
fn a_file_that_somebody_else_changed_is_left_alone() {
    let folder = project("changed", &[("orders.yaml", "theirs\n")]);
    let path = folder.join("registry/shop/orders.yaml");
    let failed = rewrite(&path, "as it was read\n", "ours\n");
    assert!(matches!(failed, Err(Error::Changed { path: found }) if found == path));
    assert_eq!(read(&folder, "orders.yaml"), "theirs\n");
    rewrite(&path, "theirs\n", "ours\n").expect("it is replaced");
    assert_eq!(read(&folder, "orders.yaml"), "ours\n");
}

#[test]
fn a_no_break_space_after_a_key_is_fixed() {
    let text =
        "section: Orders\nerrors\u{a0}:\n  gone: { status: 410, description: It is over. }\n";
    let folder = project("space", &[("catalog.yaml", CATALOG), ("orders.yaml", text)]);
    assert_eq!(errbook(&folder, &["check", "--fix"]).exit, 0);
    assert_eq!(read(&folder, "orders.yaml"), text.replace('\u{a0}', ""));
}

#[test]
fn placeholders_of_other_notations_are_fixed() {
    for (written, fixed) in [
        ("Order ${order_id} is locked", "Order {order_id} is locked"),
        ("Order {{order_id}} is locked", "Order {order_id} is locked"),
        ("Order ${{ order_id }} is locked", "Order {order_id} is locked"),
        ("'Order #{order_id} is locked'", "'Order {order_id} is locked'"),
        ("\"{{ order_id }} is locked\"", "\"{order_id} is locked\""),
        ("Order <order_id> is locked", "\"Order {order_id} is locked\""),
        ("Order :order_id is locked", "\"Order {order_id} is locked\""),
        ("Order $order_id is locked", "\"Order {order_id} is locked\""),
        ("${order_id} is locked", "\"{order_id} is locked\""),
        ("Order %s is locked", "\"Order {order_id} is locked\""),
        ("Order %1$s is locked", "\"Order {order_id} is locked\""),
        ("Order %(order_id)s is locked", "\"Order {order_id} is locked\""),
        ("Order {ordrId} is locked", "Order {order_id} is locked"),
        // What only looks like one.
        ("Order at 50%s of order_id", "Order at 50%s of order_id"),
        ("Order <id>, `order_id`, %% or 5 %", "Order <id>, `order_id`, %% or 5 %"),
        ("Order {order_id}:order_id_x", "Order {order_id}:order_id_x"),
    ] {
        let section = |message: &str| {
            format!(
                "section: Orders\nerrors:\n  order_locked:\n    status: 409\n    message: {message}\n    \
                 details: {{ order_id: {{ type: string, from: {{ header: X-Order }} }} }}\n"
            )
        };
        let text = section(written);
        let folder = project("placeholders", &[("catalog.yaml", CATALOG), ("orders.yaml", &text)]);
        let Ran { err, .. } = errbook(&folder, &["check", "--fix"]);
        assert_eq!(read(&folder, "orders.yaml"), section(fixed), "{written}: {err}");
    }
}

#[test]
fn a_read_only_file_is_left_alone() {
    let files = [("catalog.yaml", CATALOG), ("orders.yaml", "section: Orders \n")];
    let folder = project("read-only", &files);
    let path = folder.join("registry/shop/orders.yaml");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it is set");
    for command in [&["check", "--fix"][..], &["fmt"]] {
        let Ran { exit, err, .. } = errbook(&folder, command);
        let expected =
            "error: could not write `registry/shop/orders.yaml`: the file is read-only\n";
        assert_eq!((exit, err.as_str()), (2, expected), "{command:?}");
    }
    assert_eq!(read(&folder, "orders.yaml"), "section: Orders \n");
}

#[test]
fn fmt_checks_shows_and_writes() {
    let orders = "errors: {}\nsection:  Orders\n";
    let folder = project("fmt", &[("catalog.yaml", CATALOG), ("orders.yaml", orders)]);
    let Ran { exit, out, err } = errbook(&folder, &["fmt", "--check"]);
    assert_eq!(exit, 1);
    assert!(out.starts_with("changed  registry/shop/orders.yaml\n    @@ "), "{out}");
    assert!(out.contains("    +section: Orders\n"), "{out}");
    assert_eq!(err, "1 of 2 files would be reformatted; run `errbook fmt`\n");
    assert_eq!(read(&folder, "orders.yaml"), orders);
    let Ran { exit, out, err } = errbook(&folder, &["fmt"]);
    let expected = (0, "", "reformatted 1 of 2 files\n");
    assert_eq!((exit, out.as_str(), err.as_str()), expected);
    assert_eq!(read(&folder, "orders.yaml"), "section: Orders\nerrors: {}\n");
    let Ran { exit, out, err } = errbook(&folder, &["fmt", "--check"]);
    assert_eq!((exit, out.as_str(), err.as_str()), (0, "", ""));
}
