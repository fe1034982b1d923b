//! Which entry a comment moves with: cases in which it could be either of two.

use errbook::fix::apply;
use errbook::layout::format;
use errbook::source::Sources;

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

/// Puts the keys of a file in order as `check --fix` does, with every end of line, and compares.
#[track_caller]
fn orders_file(path: &str, text: &str, expected: &str) {
    for end in ["\n", "\r\n"] {
        let of = |text: &str| text.replace('\n', end);
        let (text, expected) = (of(text), of(expected));
        let other = ("shop/catalog.yaml", CATALOG);
        let files = [(path, text.as_str()), other];
        let number = if path == other.0 { 1 } else { 2 };
        let mut sources = Sources::from_texts(files.into_iter().take(number));
        for _ in 0..5 {
            let checked = errbook::check(sources);
            sources = checked.sources;
            let found = checked.diagnostics.iter().filter(|found| found.rule.id == "key-order");
            if apply(&mut sources, found) == 0 {
                break;
            }
        }
        let file = sources.files().iter().find(|file| file.path == path).expect("it is there");
        assert_eq!(file.text, expected);
        let formatted = format(file).expect("it can be formatted");
        assert_eq!(format(&file.with_text(text)).as_ref(), Ok(&formatted), "fmt agrees");
    }
}

#[track_caller]
fn orders(text: &str, expected: &str) {
    orders_file("shop/orders.yaml", text, expected);
}

#[test]
fn a_commented_out_last_item_stays_with_its_list() {
    orders(
        "\
section: Orders
errors:
  a_b:
    notes:
      - one
      # - two
    status: 404
    description: No such order.
",
        "\
section: Orders
errors:
  a_b:
    status: 404
    description: No such order.
    notes:
      - one
      # - two
",
    );
    orders(
        "notes:\n  - x\n  # y\nsection: Orders\nerrors: {}\n",
        "section: Orders\nerrors: {}\nnotes:\n  - x\n  # y\n",
    );
    // The list is not indented, but the comment looks like an item.
    orders(
        "notes:\n- x\n# - y\nsection: Orders\nerrors: {}\n",
        "section: Orders\nerrors: {}\nnotes:\n- x\n# - y\n",
    );
}

#[test]
fn a_commented_out_last_entry_stays_with_its_map() {
    orders(
        "\
errors:
  a_b: { status: 404, description: No such order. }
  # c_d: { status: 404 }
section: Orders
",
        "\
section: Orders
errors:
  a_b: { status: 404, description: No such order. }
  # c_d: { status: 404 }
",
    );
    // After empty lines too, and however deep.
    orders(
        "\
errors:
  a_b:
    status: 404
    description: No such order.
    # notes: [none]

  # c_d: { status: 404 }

section: Orders
",
        "\
section: Orders

errors:
  a_b:
    status: 404
    description: No such order.
    # notes: [none]

  # c_d: { status: 404 }
",
    );
    orders_file(
        "shop/catalog.yaml",
        "\
title: Shop API
# the folder's name
catalog: shop
categories:
  gone: { status: 410, description: It is over. }
  # lost: { status: 404 }
# how they are written
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
# the end of the file
",
        "\
# the folder's name
catalog: shop
title: Shop API
# how they are written
codes: { style: snake_case }
categories:
  gone: { status: 410, description: It is over. }
  # lost: { status: 404 }
envelope: { shape: { code: $code, message: $message } }
# the end of the file
",
    );
}

#[test]
fn a_comment_above_a_key_moves_with_it_and_one_with_an_empty_line_below_stays() {
    orders(
        "\
# yaml-language-server: $schema=section.schema.json

# a license

# the codes
errors: {} # none yet
# group: a former key

# the heading
# of the section
section: Orders
",
        "\
# yaml-language-server: $schema=section.schema.json

# a license

# the heading
# of the section
section: Orders

# the codes
errors: {} # none yet
# group: a former key
",
    );
    // A heading between two entries is about what follows.
    orders(
        "errors: {}\n\n# --- words ---\n\nsection: Orders\n",
        "# --- words ---\n\nsection: Orders\n\nerrors: {}\n",
    );
    // In a list, what is above the dash is about the whole item.
    orders(
        "section: S\ntables:\n  # the first\n  - rows: [[x]]\n    # the columns\n    columns: [A]\n    title: T\n",
        "section: S\ntables:\n  # the first\n  - title: T\n    # the columns\n    columns: [A]\n    rows: [[x]]\n",
    );
}

#[test]
fn between_brackets_keys_keep_their_order_if_there_is_a_comment() {
    let text = "\
section: S
errors:
  a: { description: It is over., # or is it
    status: 410 }
  b: { status: 410, description: It is over. }
";
    orders(text, text);
    orders(
        "errors: { a: { description: It is over., status: 410 } }\nsection: S\n",
        "section: S\nerrors: { a: { status: 410, description: It is over. } }\n",
    );
}

#[test]
fn an_entry_that_includes_empty_lines_takes_them_along() {
    orders(
        "\
errors:
  a:
    description: |+
      It is over.

    # the status
    status: 410

    title: A
section: S
",
        "\
section: S
errors:
  a:
    title: A
    # the status
    status: 410

    description: |+
      It is over.

",
    );
}
