//! YAML that does not parse, and YAML that a registry does not use.

use errbook::source::Sources;

use crate::support;

use super::{CATALOG, ORDERS, catalog, error, finds, line, same, section};

#[test]
fn yaml_that_does_not_parse() {
    section(
        "section: Orders\n\tgroup: tabs\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML does not allow tabs here"],
    );
    section(
        "section: Orders\nerrors:\n  not_found:\n\t\tstatus: 404\n",
        &["shop/orders.yaml:4:1 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML does not allow tabs here"],
    );
    section(
        "section: Orders\nerrors:\n  not_found:\n  \tstatus: 404\n",
        &["shop/orders.yaml:4:3 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML does not allow tabs here"],
    );
    section(
        "section: \"Orders\ngroup: x\n",
        &["shop/orders.yaml:1:10 yaml-syntax: a quoted text is never closed \
             -> close it with the same quote that opens it"],
    );
    section(
        "section: 'Order's'\n",
        &["shop/orders.yaml:1:17 yaml-syntax: more text after the closing quote \
             -> inside single quotes, write an apostrophe as `''`"],
    );
    section(
        "section: Orders: all of them\n",
        &["shop/orders.yaml:1:16 yaml-syntax: a second `: ` on this line \
             -> put the text in quotes: `: ` begins a value in YAML"],
    );
    section(
        "section: `Orders`\n",
        &["shop/orders.yaml:1:10 yaml-syntax: unquoted text cannot begin with a backtick \
             -> put the text in quotes: YAML reserves this character"],
    );
    section(
        "section: @orders\n",
        &["shop/orders.yaml:1:10 yaml-syntax: unquoted text cannot begin with `@` \
             -> put the text in quotes: YAML reserves this character"],
    );
    section(
        "section: %orders\n",
        &["shop/orders.yaml:1:10 yaml-syntax: unquoted text cannot begin with `%` \
             -> put the text in quotes: YAML reserves this character"],
    );
    section(
        "section: Orders\nnotes: [a, b\n",
        &["shop/orders.yaml:2:8 yaml-syntax: `[` is never closed \
             -> close it with `]`"],
    );
    section(
        "section: Orders\nnotes: [a, b}\n",
        &["shop/orders.yaml:2:8 yaml-syntax: `[` is never closed \
             -> close it with `]`"],
    );
    section(
        "section: Orders\nnotes: a]\ngroup: ]\n",
        &["shop/orders.yaml:3:8 yaml-syntax: unmatched `]` \
             -> remove it, or put the text around it in quotes"],
    );
    section(
        "section: Orders\nerrors: { not_found: { status: 404 }\n",
        &["shop/orders.yaml:2:9 yaml-syntax: `{` is never closed \
             -> close it with `}`"],
    );
    section(
        "section: Orders\n group: x\n",
        &["shop/orders.yaml:2:7 yaml-syntax: a key is not allowed here \
             -> indent it like the other keys of its map"],
    );
    section(
        "section: Orders\nerrors:\n  a:\n    status: 404\n   description: x\n",
        &["shop/orders.yaml:5:4 yaml-syntax: expected a key here \
             -> indent the line like the keys above it"],
    );
    section(
        "section: Orders\ngroup\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before a list entry"],
    );
    section(
        "section: Orders\njust words\ngroup: x\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before a list entry"],
    );
    section(
        "- section: Orders\ngroup: x\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a list continues with a line that is not an entry \
             -> begin the line with `- `, or indent it like the text of the entry"],
    );
    section(
        "section: \"a \\q b\"\n",
        &["shop/orders.yaml:1:13 yaml-syntax: an unknown escape in quoted text \
             -> double the backslash, or put the text in single quotes"],
    );
    section(
        "section: *\n",
        &["shop/orders.yaml:1:10 yaml-syntax: unquoted text cannot begin with `*` \
             -> put the text in quotes: YAML reserves this character"],
    );
    section(
        "section: it's \"so\nnotes: [\"a\\\"b\", \"c\n",
        &["shop/orders.yaml:2:17 yaml-syntax: a quoted text is never closed \
             -> close it with the same quote that opens it"],
    );
    section(
        "section: \"a\" b\n",
        &["shop/orders.yaml:1:14 yaml-syntax: more text after the closing quote \
             -> inside double quotes, write a quote as `\\\"`"],
    );
    section(
        "section: Orders\nnotes:\n  - it's\n  - 'it''s\ngroup: x\n",
        &["shop/orders.yaml:4:5 yaml-syntax: a quoted text is never closed \
             -> close it with the same quote that opens it"],
    );
    section(
        "section: *unknown\n",
        &["shop/orders.yaml:1:10 yaml-syntax: unquoted text cannot begin with `*` \
             -> put the text in quotes: YAML reserves this character"],
    );
    section(
        "section: |x\n  a\n",
        &["shop/orders.yaml:1:10 yaml-syntax: text on the same line as `|` or `>` \
             -> begin the text on the next line, or put it in quotes"],
    );
    section(
        "section: a\u{0}b\n",
        &["shop/orders.yaml:1:11 control-character: the character U+0000 is a control character \
             -> remove it; your editor may not show it"],
    );
    section(
        "section: a\u{7}b\n",
        &["shop/orders.yaml:1:11 control-character: the character U+0007 is a control character \
             -> remove it; your editor may not show it"],
    );
    section(
        "%YAML 3.0\n---\nsection: x\n",
        &["shop/orders.yaml:1:1 yaml-syntax: unsupported YAML major version \
             -> check the indentation and quotes of this line and the one above"],
    );
    section(
        "section: !<tag x\n",
        &["shop/orders.yaml:1:10 yaml-syntax: unquoted text cannot begin with `!` \
             -> put the text in quotes: YAML reserves this character"],
    );
    section(
        "section: Orders\nnotes: - a\n",
        &["shop/orders.yaml:2:8 yaml-syntax: a list cannot begin here \
             -> begin it on its own line, or write it in brackets: `[a, b]`"],
    );
    section(
        "section: Orders # fine\nnotes: [a, # b]\n",
        &["shop/orders.yaml:2:8 yaml-syntax: `[` is never closed \
             -> close it with `]`"],
    );
    section(
        "{",
        &["shop/orders.yaml:1:1 yaml-syntax: `{` is never closed \
             -> close it with `}`"],
    );
    section(
        "]",
        &["shop/orders.yaml:1:1 yaml-syntax: unmatched `]` \
             -> remove it, or put the text around it in quotes"],
    );
    section(
        "section: Orders\n---oops\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before a list entry"],
    );
}

#[test]
fn yaml_that_a_registry_does_not_use() {
    section(
        "section: &name Orders\n",
        &["shop/orders.yaml:1:16 unsupported-yaml: an anchor is not allowed in a registry \
             -> remove the `&name`, and write out shared values"],
    );
    section(
        "section: Orders\ngroup: &g X\nnotes: [*g, *g]\n",
        &[
            "shop/orders.yaml:2:11 unsupported-yaml: an anchor is not allowed in a registry \
             -> remove the `&name`, and write out shared values",
            "shop/orders.yaml:3:9 unsupported-yaml: an alias is not allowed in a registry \
             -> write out the value instead",
            "shop/orders.yaml:3:13 unsupported-yaml: an alias is not allowed in a registry \
             -> write out the value instead",
        ],
    );
    section(
        "section: !!str Orders\n",
        &["shop/orders.yaml:1:16 unsupported-yaml: a tag is not allowed in a registry \
             -> remove the `!name`"],
    );
    section(
        "section: !mine Orders\nnotes: !!seq [a]\n",
        &[
            "shop/orders.yaml:1:16 unsupported-yaml: a tag is not allowed in a registry \
             -> remove the `!name`",
            "shop/orders.yaml:2:14 unsupported-yaml: a tag is not allowed in a registry \
             -> remove the `!name`",
        ],
    );
    section(
        "section: Orders\n---\nsection: More\n",
        &["shop/orders.yaml:3:1 unsupported-yaml: a second document is not allowed in a registry \
             -> move it to its own file"],
    );
    section(
        "section: Orders\n---\na: 1\n---\nb: 2\n",
        &[
            "shop/orders.yaml:3:1 unsupported-yaml: a second document is not allowed in a \
             registry \
             -> move it to its own file",
            "shop/orders.yaml:5:1 unsupported-yaml: a second document is not allowed in a \
             registry \
             -> move it to its own file",
        ],
    );
    section("section: Orders\n...\n", &[]);
    section("---\nsection: Orders\n", &[]);
    section(
        "section: Orders\nerrors:\n  a: &a { status: 404, description: A. }\n  b:\n    <<: *a\n    title: B\n",
        &[
            "shop/orders.yaml:3:9 unsupported-yaml: an anchor is not allowed in a registry \
             -> remove the `&name`, and write out shared values",
            "shop/orders.yaml:4:3 missing-status: `b` has no status \
             -> add `status: 400`, or `status: none` if the API documents none",
            "shop/orders.yaml:5:5 missing-key: missing `description` in an error \
             -> add `description`",
            "shop/orders.yaml:5:9 unsupported-yaml: an alias is not allowed in a registry \
             -> write out the value instead",
        ],
    );
    section(
        "section: Orders\n? [a, b]\n: x\n",
        &["shop/orders.yaml:2:3 wrong-type: a list cannot be a key \
             -> put the text in quotes: it begins with a bracket"],
    );
    section(
        "section: Orders\n? { a: b }\n: x\n",
        &["shop/orders.yaml:2:3 wrong-type: a map cannot be a key \
             -> put the text in quotes: it begins with a bracket"],
    );
    section(
        "section: Orders\n[a]: x\n",
        &["shop/orders.yaml:2:1 wrong-type: a list cannot be a key \
             -> put the text in quotes: it begins with a bracket"],
    );
    section(
        "section: &s Orders\n*s : x\n",
        &[
            "shop/orders.yaml:1:13 unsupported-yaml: an anchor is not allowed in a registry \
             -> remove the `&name`, and write out shared values",
            "shop/orders.yaml:2:1 unsupported-yaml: an alias is not allowed in a registry \
             -> write out the value instead",
        ],
    );
    section(
        "section: Orders\n: x\n",
        &["shop/orders.yaml:2:1 yaml-syntax: a value without a key \
             -> write a key before the `:`"],
    );
    section(
        &format!("section: Orders\nnotes: {}\n", "[".repeat(200)),
        &["shop/orders.yaml:2:207 yaml-syntax: `[` is never closed \
             -> close it with `]`"],
    );
    section(
        &format!("section: Orders\nnotes: {}\n", "[".repeat(50_000)),
        &["shop/orders.yaml:2:263 yaml-syntax: lists and maps nested too deep \
             -> close the brackets, or flatten the value"],
    );
    section(
        &format!("section: Orders\nnotes: {}{}\n", "{a: ".repeat(5_000), "}".repeat(5000)),
        &[
            "shop/orders.yaml:2:404 limit: lists and maps nested deeper than the limit `nesting` of 100 \
             -> close the brackets, flatten the value, or raise the limit with `--limit nesting=200`",
        ],
    );
    let deep: Vec<String> = (0..300).map(|depth| format!("{}a:", " ".repeat(depth))).collect();
    let deep = deep.join("\n");
    section(
        &deep,
        &[
            "shop/orders.yaml:101:101 limit: lists and maps nested deeper than the limit `nesting` of 100 \
             -> close the brackets, flatten the value, or raise the limit with `--limit nesting=200`",
        ],
    );
}

#[test]
fn files_that_hold_nothing_or_no_text() {
    section(
        "",
        &["shop/orders.yaml:1:1 missing-file: the file is empty \
             -> begin with `section` and `errors`, or remove the file"],
    );
    section(
        "# only a comment\n\n",
        &["shop/orders.yaml:1:1 missing-file: the file is empty \
             -> begin with `section` and `errors`, or remove the file"],
    );
    section(
        "---\n",
        &["shop/orders.yaml:1:1 missing-file: the file is empty \
             -> begin with `section` and `errors`, or remove the file"],
    );
    section(
        "~\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found nothing \
             -> write each key on a line of its own: `key: value`"],
    );
    finds(
        &[("shop/catalog.yaml", ""), ("shop/orders.yaml", ORDERS)],
        &["shop/catalog.yaml:1:1 missing-file: the file is empty \
             -> begin with `catalog`, `title`, `codes` and `envelope`, or remove the file"],
    );
    section(
        "just words\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found text \
             -> write each key on a line of its own: `key: value`"],
    );
    section(
        "- a\n- b\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found a list \
             -> write each key on a line of its own: `key: value`"],
    );
    section(
        "404\n",
        &["shop/orders.yaml:1:1 wrong-type: expected a map for a section, found a number \
             -> write each key on a line of its own: `key: value`"],
    );
}

#[test]
fn bytes_that_are_not_utf8() {
    let folder = support::scratch("findings-encoding");
    std::fs::create_dir_all(folder.join("shop")).expect("a folder");
    std::fs::write(folder.join("shop/catalog.yaml"), CATALOG).expect("written");
    std::fs::write(folder.join("shop/orders.yaml"), b"section: Ord\nnotes: [\"\xe9\xff\"]\n")
        .expect("written");
    let checked = errbook::check(Sources::read(&folder).expect("it can be read"));
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|found| line(found, &checked.sources))
        .map(|line| line.rsplit("findings-encoding/").next().unwrap_or_default().to_owned())
        .collect();
    same(
        &found,
        &["shop/orders.yaml:2:10 encoding: the file is not valid UTF-8 \
             -> save the file as UTF-8"],
    );
}

#[test]
fn byte_order_mark_and_line_ends() {
    section(
        "\u{feff}section: Orders\nerors: {}\n",
        &["shop/orders.yaml:2:1 unknown-key: unknown key `erors` in a section \
             -> did you mean `errors`?"],
    );
    section(
        "\u{feff}secton: Orders\n",
        &["shop/orders.yaml:1:1 unknown-key: unknown key `secton` in a section \
             -> did you mean `section`?"],
    );
    section(
        "section: Orders\r\nerrors:\r\n  not_found:\r\n    status: 40\r\n",
        &[
            "shop/orders.yaml:4:5 missing-key: missing `description` in an error \
             -> add `description`",
            "shop/orders.yaml:4:13 status-range: `40` is not an HTTP status (RFC 9110 §15) \
             -> write a status from 100 to 599, or `none` if the API documents none",
        ],
    );
    section(
        "section: Orders\r\nerrors:\r\n\tx: y\r\n",
        &["shop/orders.yaml:3:1 yaml-syntax: a tab in the indentation \
             -> indent with spaces: YAML does not allow tabs here"],
    );
    section(
        "\u{feff}section: \"Orders\r\n",
        &["shop/orders.yaml:1:10 yaml-syntax: a quoted text is never closed \
             -> close it with the same quote that opens it"],
    );
}

#[test]
fn columns_count_characters() {
    section(
        "section: Größe\nerrors: { größe: { status: 404, description: x } }\n",
        &["shop/orders.yaml:2:11 invalid-name: `größe` cannot be a code \
             -> use ASCII letters, digits, `_`, `-` and `.`, starting with a letter or digit"],
    );
    section(
        "section: Orders\nnotes: [\"日本\", 12]\n",
        &["shop/orders.yaml:2:15 wrong-type: expected text, found a number \
             -> put it in quotes: \"12\""],
    );
    section(
        "section: \"👍🏽\" #\nnotes: [\"👍🏽\", {}]\n",
        &["shop/orders.yaml:2:15 wrong-type: expected text, found a map \
             -> replace it with text"],
    );
}

#[test]
fn a_line_of_a_megabyte() {
    let long = "x".repeat(1 << 20);
    section(
        &format!("section: Orders\nnotes: [{long}, 1]\n"),
        &["shop/orders.yaml:2:1048587 wrong-type: expected text, found a number \
             -> put it in quotes: \"1\""],
    );
    section(
        &format!("section: Orders\n{long}: 1\n"),
        &["shop/orders.yaml:2:1 yaml-syntax: a key without a value \
             -> write `key: value`, or `- ` before a list entry"],
    );
}

#[test]
fn duplicate_keys_show_both_places() {
    section(
        "section: Orders\ngroup: A\ngroup: B\n",
        &["shop/orders.yaml:3:1 duplicate-key: the key `group` appears twice in this map (also \
             shop/orders.yaml:2:1) \
             -> remove one of the two, or merge them"],
    );
    error(
        "status: 404\ndescription: A.\nstatus: 410",
        &["shop/orders.yaml:6:5 duplicate-key: the key `status` appears twice in this map (also \
             shop/orders.yaml:4:5) \
             -> remove one of the two, or merge them"],
    );
    section(
        "section: O\nerrors:\n  a: { status: 404, description: A. }\n  a: { status: 9 }\n",
        &["shop/orders.yaml:4:3 duplicate-key: the key `a` appears twice in this map (also \
             shop/orders.yaml:3:3) \
             -> remove one of the two, or merge them"],
    );
    section(
        "section: O\n\"section\": P\n'section': Q\n",
        &[
            "shop/orders.yaml:2:1 duplicate-key: the key `section` appears twice in this map \
             (also shop/orders.yaml:1:1) \
             -> remove one of the two, or merge them",
            "shop/orders.yaml:3:1 duplicate-key: the key `section` appears twice in this map \
             (also shop/orders.yaml:1:1) \
             -> remove one of the two, or merge them",
        ],
    );
    catalog(
        "  request: { status: 400 }",
        "  request: { status: 400 }\n  request: {}",
        &[
            "shop/catalog.yaml:7:3 duplicate-key: the key `request` appears twice in this map (also \
             shop/catalog.yaml:6:3) \
             -> remove one of the two, or merge them",
        ],
    );
}
