//! `errbook add`, `deprecate` and `move`: what is proposed, where it goes, and that nothing else
//! changes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support;
use crate::support::command::{Ran, errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
categories:
  missing: { status: 404, description: There is nothing with this id. }
envelope: { shape: { code: $code, message: $message } }
";

/// A catalog without categories.
const BARE: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

const ORDERS: &str = "\
# The orders of the shop.
section: Orders
errors:
  # The commonest one.
  order_not_found:
    category: missing
    description: There is no order with this number.   # as in the confirmation

  order_locked:
    status: 409
    description: Somebody else edits the order.
";

const CARDS: &str = "\
section: Cards
errors:
  card_expired: { status: 402, description: The card is too old. }
  card_refused: { status: 402, description: The bank said no. }
";

fn project(test: &str) -> PathBuf {
    let folder = support::scratch(&format!("add-{test}"));
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", ORDERS);
    put(&folder, "registry/shop/cards.yaml", CARDS);
    folder
}

fn read(folder: &Path, section: &str) -> String {
    fs::read_to_string(folder.join(format!("registry/shop/{section}.yaml"))).expect("it is read")
}

/// Runs a command that leaves the registry without findings.
#[track_caller]
fn edits(folder: &Path, args: &[&str]) -> Ran {
    let ran = errbook(folder, args);
    assert_eq!(ran.exit, 0, "{args:?}: {ran:?}");
    let checked = errbook(folder, &["check", "--deny", "hints"]);
    assert_eq!(checked.exit, 0, "{args:?}: {}", checked.out);
    ran
}

/// Runs a command that writes nothing.
#[track_caller]
fn refuses(folder: &Path, args: &[&str], exit: i32, words: &str) {
    let before = [read(folder, "orders"), read(folder, "cards")];
    let ran = errbook(folder, args);
    assert_eq!(ran.exit, exit, "{args:?}: {ran:?}");
    assert!(ran.err.contains(words), "{args:?}: {ran:?}");
    assert_eq!(before, [read(folder, "orders"), read(folder, "cards")], "{args:?}");
}

#[test]
fn a_code_goes_where_its_neighbours_are() {
    let folder = project("neighbours");
    let text = "The order has no items.";
    let ran = edits(&folder, &["add", "order_empty", "--description", text, "--status", "422"]);
    assert_eq!(ran.err, "added `order_empty` to the section `orders` in 1 file\n");
    let entry = "\n\n  order_empty:\n    status: 422\n    description: The order has no items.\n";
    assert_eq!(read(&folder, "orders"), format!("{}{entry}", ORDERS.trim_end()));
    assert!(ran.out.starts_with("--- registry/shop/orders.yaml\n"), "{}", ran.out);
    // The status and category are those of a code with the same ending.
    let args = ["add", "card_not_found", "--description", "No card has this id."];
    let ran = edits(&folder, &args);
    assert!(ran.err.starts_with("category missing\n"), "{}", ran.err);
    let cards = read(&folder, "cards");
    let entry = "  card_not_found:\n    category: missing\n    description: No card has this id.\n";
    assert_eq!(cards, format!("{CARDS}{entry}"));
    // A status that the name says, and texts that need quotes.
    let args = ["add", "card_already_used", "--message", "Used: #1", "--title", "Used"];
    let ran = edits(&folder, &args);
    assert!(ran.err.starts_with("status 409\n"), "{}", ran.err);
    assert!(read(&folder, "cards").contains("    message: \"Used: #1\"\n"));
}

#[test]
fn a_sorted_section_stays_sorted() {
    let folder = project("sorted");
    let cards = "section: Cards\nerrors:\n  # First.\n  b: { status: 400, description: One. }\n  c: { status: 400, description: Two. }\n  e: { status: 400, description: Three. }\n";
    put(&folder, "registry/shop/cards.yaml", cards);
    for name in ["d", "a"] {
        let text = format!("Something happened to the letter {name}.");
        edits(
            &folder,
            &["add", name, "--section", "cards", "--description", &text, "--status", "409"],
        );
    }
    let names: Vec<String> = read(&folder, "cards")
        .lines()
        .filter_map(|line| Some(line.strip_prefix("  ")?.split_once(':')?.0.to_owned()))
        .filter(|name| name.len() == 1)
        .collect();
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
}

#[test]
fn numbers_go_on() {
    let folder = project("numbers");
    put(
        &folder,
        "registry/shop/catalog.yaml",
        BARE.replace("style: snake_case", "pattern: \"BK-[0-9]+\""),
    );
    put(
        &folder,
        "registry/shop/orders.yaml",
        "section: Orders\nerrors:\n  BK-008: { title: Eight, status: 400, description: It is eight. }\n  BK-009: { title: Nine, status: 400, description: It is nine. }\n",
    );
    fs::remove_file(folder.join("registry/shop/cards.yaml")).expect("it is there");
    let args = ["add", "--title", "Ten", "--description", "It was ten once more."];
    let ran = edits(&folder, &args);
    assert!(ran.err.contains("added `BK-010`"), "{}", ran.err);
    let integers = BARE.replace("style: snake_case", "type: integer");
    put(&folder, "registry/shop/catalog.yaml", integers);
    put(
        &folder,
        "registry/shop/orders.yaml",
        "section: Orders\nerrors:\n  order_gone: { code: 1041, status: 410, description: It is gone. }\n",
    );
    edits(&folder, &["add", "order_locked", "--description", "Somebody edits it."]);
    assert!(read(&folder, "orders").contains("  order_locked:\n    code: 1042\n    status: 409\n"));
}

#[test]
fn near_duplicates_are_named() {
    let folder = project("duplicates");
    let text = "There is no order with that number.";
    let ran = errbook(
        &folder,
        &[
            "add",
            "unknown_number",
            "--section",
            "orders",
            "--description",
            text,
            "--dry-run",
            "--anyway",
        ],
    );
    assert!(ran.err.contains("`order_not_found` says nearly the same: "), "{ran:?}");
    let ran = errbook(
        &folder,
        &[
            "add",
            "not_found_order",
            "--section",
            "orders",
            "--description",
            "Something else happened.",
            "--dry-run",
            "--anyway",
        ],
    );
    assert!(ran.err.contains("`order_not_found` says nearly the same: "), "{ran:?}");
    // In other words.
    let similar = |name: &str, text: &str| {
        let rest = ["--section", "orders", "--description", text, "--dry-run", "--anyway"];
        let ran = errbook(&folder, &[&["add", name, "--status", "404"], &rest[..]].concat());
        ran.err.contains("says nearly the same: ")
    };
    assert!(similar("order_missing", "It went away."));
    assert!(similar("card_rejected", "It went away."));
    assert!(similar("order_void", "An order with this number does not exist."));
    assert!(!similar("order_late", "The order came after the deadline."));
}

#[test]
fn what_would_have_findings_is_not_written() {
    let folder = project("findings");
    refuses(
        &folder,
        &["add", "order_locked", "--description", "Twice."],
        2,
        "is or was a code already",
    );
    refuses(
        &folder,
        &["add", "OrderGone", "--section", "orders", "--description", "It is gone."],
        1,
        "wrote nothing",
    );
    refuses(&folder, &["add", "order_gone"], 2, "say what happened with `--description`");
    refuses(&folder, &["add", "x_y", "--description", "What."], 2, "say which section");
    refuses(
        &folder,
        &["add", "--section", "cards", "--description", "What."],
        2,
        "are not numbered",
    );
    refuses(&folder, &["add", "a", "--section", "card"], 2, "did you mean `cards`?");
    refuses(&folder, &["add", "a", "--catalog", "shops"], 2, "there is no catalog `shops`");
    let retry = [
        "add",
        "order_bad",
        "--description",
        "The order is bad.",
        "--status",
        "400",
        "--retry",
        "backoff",
    ];
    refuses(&folder, &retry, 1, "`--anyway`");
    let ran = errbook(&folder, &[&retry[..], &["--anyway"]].concat());
    assert_eq!(ran.exit, 0, "{ran:?}");
}

#[test]
fn a_code_is_deprecated_in_its_place() {
    let folder = project("deprecate");
    let args = ["deprecate", "order_locked", "--since", "2.0", "--replaced-by", "order_not_found"];
    edits(&folder, &args);
    let line = "    description: Somebody else edits the order.\n    deprecated: { since: \"2.0\", replaced_by: order_not_found }\n";
    assert!(read(&folder, "orders").ends_with(line), "{}", read(&folder, "orders"));
    refuses(&folder, &["deprecate", "order_locked"], 2, "is deprecated already");
    refuses(&folder, &["deprecate", "order_lock"], 2, "did you mean `order_locked`?");
    refuses(&folder, &["deprecate", "card_expired", "--replaced-by", "none"], 1, "wrote nothing");
    edits(&folder, &["deprecate", "card_expired", "--note", "Ask the bank."]);
    assert!(read(&folder, "cards").contains("old., deprecated: { note: \"Ask the bank.\" } }"));
}

#[test]
fn a_code_moves_with_its_comments() {
    let folder = project("move");
    edits(&folder, &["move", "order_not_found", "--section", "cards"]);
    let entry = "  # The commonest one.\n  order_not_found:\n    category: missing\n    description: There is no order with this number.   # as in the confirmation\n";
    assert_eq!(read(&folder, "cards"), format!("{CARDS}{entry}"));
    assert!(!read(&folder, "orders").contains("order_not_found"));
    refuses(
        &folder,
        &["move", "order_not_found", "--section", "cards"],
        2,
        "is in the section `cards` already",
    );
    refuses(&folder, &["move", "order_not_found", "--section", "card"], 2, "did you mean `cards`?");
}

#[test]
fn the_file_of_a_section_goes_with_its_last_code() {
    let folder = project("move-last");
    let listing =
        |list: &str| CATALOG.replace("categories:", &format!("sections: {list}\ncategories:"));
    put(&folder, "registry/shop/catalog.yaml", listing("[orders, cards]"));
    edits(&folder, &["move", "order_not_found", "--section", "cards"]);
    let ran = edits(&folder, &["move", "order_locked", "--section", "cards"]);
    let removed = "--- registry/shop/orders.yaml\n+++ /dev/null\n@@ -1,6 +0,0 @@\n";
    assert!(ran.out.contains(removed), "{}", ran.out);
    let said = "removed `registry/shop/orders.yaml`: its section has no other code\n";
    assert!(ran.err.ends_with(said), "{}", ran.err);
    assert!(!folder.join("registry/shop/orders.yaml").exists());
    assert_eq!(read(&folder, "catalog"), listing("[cards]"));
    let entry =
        "  order_locked:\n    status: 409\n    description: Somebody else edits the order.\n";
    assert!(read(&folder, "cards").ends_with(entry));
}

#[test]
fn a_code_takes_along_what_its_section_gave_it() {
    let folder = project("inherits");
    let orders = "section: Orders\ncategory: missing\nerrors:\n  order_not_found:\n    description: There is no order.\n  item_not_found:\n    description: There is no item.\n";
    put(&folder, "registry/shop/orders.yaml", orders);
    edits(&folder, &["move", "item_not_found", "--section", "cards"]);
    let entry = "  item_not_found:\n    category: missing\n    description: There is no item.\n";
    assert_eq!(read(&folder, "cards"), format!("{CARDS}{entry}"));
    // Here it would get a category.
    refuses(&folder, &["move", "card_expired", "--section", "orders"], 2, "mean something else");
}

#[test]
fn a_section_begins_with_its_first_code() {
    let folder = project("section");
    let add = |section: &'static str, more: &[&'static str]| {
        [&["add", "refund_late", "--description", "It is too late.", "--status", "409"], more]
            .concat()
            .into_iter()
            .chain(["--section", section])
            .collect::<Vec<_>>()
    };
    refuses(&folder, &add("refunds", &[]), 2, "or begin a new one with `--section-title`");
    refuses(&folder, &add("orders", &["--section-title", "Orders"]), 2, "there is a section");
    for wrong in ["../refunds", "/refunds", "catalog", "messages.de", "a//b", ".a", ""] {
        refuses(&folder, &add(wrong, &["--section-title", "Refunds"]), 2, "cannot be a section");
    }
    let all = add("money/refunds", &["--section-title", "Refunds: all"]);
    let dry = errbook(&folder, &[&all[..], &["--dry-run"]].concat());
    assert!(dry.exit == 0 && dry.out.starts_with("--- /dev/null\n+++ registry/shop/money/"));
    assert!(!folder.join("registry/shop/money").exists());
    edits(&folder, &all);
    let begun = "section: \"Refunds: all\"\nerrors:\n  refund_late:\n    status: 409\n    description: It is too late.\n";
    assert_eq!(read(&folder, "money/refunds"), begun);
    // Editors find the schema of its file, and the catalog lists it, as they do the others.
    put(
        &folder,
        "registry/shop/orders.yaml",
        format!("# yaml-language-server: $schema=x\n{ORDERS}"),
    );
    let listed = "sections: [orders, cards, money/refunds]\ncategories:";
    put(&folder, "registry/shop/catalog.yaml", CATALOG.replace("categories:", listed));
    let args = ["add", "bill_sent", "--description", "It was sent.", "--status", "409"];
    let ran =
        edits(&folder, &[&args[..], &["--section", "bills", "--section-title", "Bills"]].concat());
    assert!(ran.err.contains("added `bill_sent` to the section `bills` in 2 files"), "{}", ran.err);
    assert!(
        read(&folder, "bills").starts_with("# yaml-language-server: $schema=x\nsection: Bills\n")
    );
    assert!(read(&folder, "catalog").contains("sections: [orders, cards, money/refunds, bills]\n"));
}

const FAMILY: &str = "\
section: Cards
errors:
  card_refused:
    status: 402
    message: The bank said no.
    # Why it did.
    errors:
      # The commonest one.
      limit: { message: It is over its limit. }

  card_lost: { status: 410, description: It was lost. }
  card_old: { status: 409, message: It is old., errors: { by_far: { message: By far. } } }
";

/// A project with families.
fn families(test: &str) -> PathBuf {
    let folder = project(test);
    put(&folder, "registry/shop/catalog.yaml", CATALOG.replace("snake_case", "none"));
    put(&folder, "registry/shop/cards.yaml", FAMILY);
    folder
}

#[test]
fn a_case_goes_to_the_others_of_its_code() {
    let folder = families("case");
    // It has the status of its code.
    let ran = edits(&folder, &["add", "card_refused.risk", "--message", "It is a risk: no."]);
    assert_eq!(ran.err, "added `card_refused.risk` to the cases of `card_refused` in 1 file\n");
    let limit = "      limit: { message: It is over its limit. }\n";
    let both = format!("{limit}      risk:\n        message: \"It is a risk: no.\"\n");
    assert_eq!(read(&folder, "cards"), FAMILY.replace(limit, &both));
    // Between braces, and with the first case of a code.
    edits(&folder, &["add", "card_old.new", "--message", "No, it is new."]);
    assert!(
        read(&folder, "cards").contains("By far. }, new: { message: \"No, it is new.\" } } }\n")
    );
    edits(&folder, &["add", "here", "--case-of", "card_lost", "--description", "It was here."]);
    let first = "lost., errors: { here: { description: It was here. } } }\n";
    assert!(read(&folder, "cards").contains(first), "{}", read(&folder, "cards"));
    let args = ["add", "--case-of", "order_locked", "order_locked.long", "--status", "423"];
    edits(&folder, &[&args[..], &["--description", "It is locked for a day."]].concat());
    let last = "order.\n    errors:\n      long:\n        status: 423\n        description: It is locked for a day.\n";
    assert!(read(&folder, "orders").ends_with(last), "{}", read(&folder, "orders"));
    edits(&folder, &["deprecate", "card_refused.risk", "--replaced-by", "card_refused.limit"]);
    assert!(
        read(&folder, "cards")
            .contains("        deprecated: { replaced_by: card_refused.limit }\n")
    );
    refuses(&folder, &["add", "a", "--case-of", "card_los"], 2, "did you mean `card_lost`?");
    refuses(&folder, &["add", "--case-of", "card_lost"], 2, "give the name of the case");
    refuses(&folder, &["add", "limit", "--case-of", "card_refused"], 2, "is or was a code already");
}

#[test]
fn a_family_moves_as_one() {
    let folder = families("family");
    refuses(
        &folder,
        &["move", "card_refused.limit", "--section", "orders"],
        2,
        "is a case of another code",
    );
    edits(&folder, &["move", "card_refused", "--section", "orders"]);
    let from = FAMILY.find("  card_refused").expect("there");
    let to = FAMILY.find("\n  card_lost").expect("there");
    assert!(read(&folder, "orders").ends_with(&FAMILY[from..to]), "{}", read(&folder, "orders"));
    assert_eq!(read(&folder, "cards"), FAMILY.replace(&FAMILY[from..=to], ""));
    // Into a section without codes.
    put(&folder, "registry/shop/empty.yaml", "section: Empty\n");
    edits(&folder, &["move", "card_old", "--section", "empty"]);
    assert!(read(&folder, "empty").starts_with("section: Empty\nerrors:\n  card_old: {"));
}
