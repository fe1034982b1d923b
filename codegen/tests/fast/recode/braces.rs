//! Edits where a registry is written in braces and brackets, and where these are empty.

use std::path::{Path, PathBuf};

use super::{project, read};
use crate::support::command::{errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

const ORDERS: &str = "\
section: Orders
errors:
  gone: { status: 410, message: It went. }

  # Found by nobody.
  lost: # at all
    status: 404
    message: It is lost.
  kept: { status: 409, message: It stays. }
";

/// A project whose section `cards` has this behind its title.
fn with_cards(test: &str, errors: &str) -> PathBuf {
    let folder = project(test, CATALOG, ORDERS);
    put(&folder, "errbook.toml", "targets = [\"markdown\"]\n");
    put(&folder, "registry/shop/cards.yaml", format!("section: Cards\n{errors}"));
    folder
}

#[track_caller]
fn runs(folder: &Path, args: &[&str]) {
    let ran = errbook(folder, args);
    assert_eq!(ran.exit, 0, "{args:?}: {}{}", ran.out, ran.err);
    let checked = errbook(folder, &["check", "--deny", "hints"]);
    assert_eq!(checked.exit, 0, "{args:?}: {}{}", checked.out, checked.err);
}

const ADD: &[&str] =
    &["add", "card_old", "--status", "410", "--description", "It is old.", "--section", "cards"];
const ADDED: &str = "  card_old:\n    status: 410\n    description: It is old.\n";
const MOVE: &[&str] = &["move", "lost", "--section", "cards"];
const MOVED: &str =
    "  # Found by nobody.\n  lost: # at all\n    status: 404\n    message: It is lost.\n";

#[test]
fn a_section_in_braces_gets_lines() {
    let one = "card_odd: { status: 400, message: \"It is, so: odd.\", aliases: [odd, older] }";
    let two = "\"card_new\": { status: 409, message: It is new. }";
    for (at, before, left) in [
        (0, "errors: {} # none yet\r\n".to_owned(), "errors: # none yet\n".to_owned()),
        (1, "errors: { }\n".to_owned(), "errors:\n".to_owned()),
        (2, format!("errors: {{ {one} }}\n"), format!("errors:\n  {one}\n")),
        (
            3,
            format!("errors: {{ {one}, {two}, }} # both\n"),
            format!("errors: # both\n  {one}\n  {two}\n"),
        ),
        (
            4,
            format!("errors: {{\n    {one},\n    {two}\n}}\n"),
            format!("errors:\n  {one}\n  {two}\n"),
        ),
    ] {
        for (args, entry) in [(MOVE, MOVED), (ADD, ADDED)] {
            let folder = with_cards(&format!("braces-{at}-{}", args[0]), &before);
            runs(&folder, args);
            let now = read(&folder, "cards.yaml").replace('\r', "");
            // A new code may have a place of its own among the others.
            let rest = now.replace(entry, "");
            assert!(now.contains(entry), "{now}");
            assert_eq!(rest, format!("section: Cards\n{left}"));
        }
    }
}

#[test]
fn what_cannot_be_taken_apart_says_why() {
    let comments = "errors: {\n  # Odd.\n  card_odd: { status: 400, message: It is odd. } }\n";
    for (at, errors, said) in [
        (0, comments, "its `errors` is in braces, with comments between the codes: write each"),
        (1, "", "the whole file of the section is in braces: write each of its keys on a line"),
    ] {
        let folder = with_cards(&format!("apart-{at}"), errors);
        if at == 1 {
            put(&folder, "registry/shop/cards.yaml", "{ section: Cards, errors: {} }\n");
        }
        let before = read(&folder, "cards.yaml");
        for args in [MOVE, ADD] {
            let ran = errbook(&folder, args);
            assert!(ran.exit == 2 && ran.err.contains(said), "{args:?}: {}", ran.err);
            assert_eq!(read(&folder, "cards.yaml"), before);
            assert_eq!(read(&folder, "orders.yaml"), ORDERS);
        }
    }
}

#[test]
fn a_code_moves_out_of_braces() {
    let two = "card_new: { status: 409, message: It is new. }";
    let odd = "card_odd: { status: 400, message: It is odd. }";
    for (at, before, left) in [
        (0, format!("errors: {{ {odd}, {two} }}\n"), format!("errors: {{ {two} }}\n")),
        (
            1,
            format!("errors: {{\n  {two},\n  # Odd.\n  {odd}, # so\n}}\n"),
            format!("errors: {{\n  {two},\n}}\n"),
        ),
    ] {
        let folder = with_cards(&format!("out-{at}"), &before);
        runs(&folder, &["move", "card_odd", "--section", "orders"]);
        assert_eq!(read(&folder, "cards.yaml"), format!("section: Cards\n{left}"));
        let comment = if at == 1 { "  # Odd.\n" } else { "" };
        assert_eq!(read(&folder, "orders.yaml"), format!("{ORDERS}{comment}  {odd}\n"));
    }
}

#[test]
fn empty_lists_of_names_are_filled() {
    for (at, before, after) in [
        (0, "aliases: []", "aliases: [gone]"),
        (1, "aliases: [ ]", "aliases: [gone ]"),
        (2, "aliases: [], deprecated_names: {}", "aliases: [gone], KEPT"),
        (3, "deprecated_names: { }", "aliases: [gone], KEPT"),
    ] {
        let orders = ORDERS.replace("It went. }", &format!("It went., {before} }}"));
        let folder = project(&format!("names-{at}"), CATALOG, &orders);
        runs(&folder, &["rename", "gone", "went", "--until", "2.0.0"]);
        let kept = "deprecated_names: { gone: { until: \"2.0.0\" } }";
        let after = after.replace("KEPT", kept);
        let after = if after.contains(kept) { after } else { format!("{after}, {kept}") };
        let expected = format!("went: {{ status: 410, message: It went., {after} }}\n");
        let now = read(&folder, "orders.yaml");
        assert!(now.contains(&expected), "{before}: {now}");
    }
    // The same of the graves of a catalog.
    let folder = project("graves", &format!("{CATALOG}retired: {{}}\n"), ORDERS);
    runs(&folder, &["retire", "gone", "--reason", "It went."]);
    let grave = "retired: { gone: { reason: \"It went.\" } }\n";
    assert_eq!(read(&folder, "catalog.yaml"), format!("{CATALOG}{grave}"));
}

#[test]
fn a_comment_at_the_end_of_a_family_goes_with_it() {
    let family = "  card_bad:\n    status: 400\n    message: It is bad.\n    errors:\n      worse: { message: It \
                  is worse. }\n\n      # More will come.\n    # Until then.\n";
    let next = "  # Another.\n  card_odd: { status: 404, message: It is odd. }\n";
    let folder = with_cards("last-comment", &format!("errors:\n{family}{next}"));
    put(&folder, "registry/shop/catalog.yaml", CATALOG.replace("snake_case", "none"));
    runs(&folder, &["move", "card_bad", "--section", "orders"]);
    assert_eq!(read(&folder, "cards.yaml"), format!("section: Cards\nerrors:\n{next}"));
    assert_eq!(read(&folder, "orders.yaml"), format!("{ORDERS}{family}"));
    // What is put behind it leaves the comment where it is.
    runs(
        &folder,
        &[
            "add",
            "late",
            "--status",
            "410",
            "--description",
            "It came too late.",
            "--section",
            "orders",
        ],
    );
    let orders = read(&folder, "orders.yaml");
    assert!(orders.contains(family) && orders.contains("  late:\n"), "{orders}");
}
