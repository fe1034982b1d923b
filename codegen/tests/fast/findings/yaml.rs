//! YAML that does not parse, and YAML that a registry does not use.

use errbook::source::Sources;

use snapbox::str;

use super::{CATALOG, ORDERS, catalog, error, finds, section};
use crate::expect::{self, cases};
use crate::support;

cases! {
    a_tab_before_a_key: section("section: Orders\n\tgroup: tabs\n") => str![[r#"
shop/orders.yaml:2:1 error yaml-syntax: a tab in the indentation
  help: indent with spaces: YAML does not allow tabs here
"#]];

    two_tabs_before_a_key: section(
        "section: Orders\nerrors:\n  not_found:\n\t\tstatus: 404\n",
    ) => str![[r#"
shop/orders.yaml:4:1 error yaml-syntax: a tab in the indentation
  help: indent with spaces: YAML does not allow tabs here
"#]];

    spaces_and_a_tab_before_a_key: section(
        "section: Orders\nerrors:\n  not_found:\n  \tstatus: 404\n",
    ) => str![[r#"
shop/orders.yaml:4:3 error yaml-syntax: a tab in the indentation
  help: indent with spaces: YAML does not allow tabs here
"#]];

    a_double_quote_that_is_not_closed: section("section: \"Orders\ngroup: x\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: a quoted text is never closed
  help: close it with the same quote that opens it
"#]];

    an_apostrophe_in_single_quotes: section("section: 'Order's'\n") => str![[r#"
shop/orders.yaml:1:17 error yaml-syntax: more text after the closing quote
  help: inside single quotes, write an apostrophe as `''`
"#]];

    a_colon_in_text: section("section: Orders: all of them\n") => str![[r#"
shop/orders.yaml:1:16 error yaml-syntax: a second `: ` on this line
  help: put the text in quotes: `: ` begins a value in YAML
"#]];

    text_that_begins_with_a_backtick: section("section: `Orders`\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: unquoted text cannot begin with a backtick
  help: put the text in quotes: YAML reserves this character
"#]];

    text_that_begins_with_an_at_sign: section("section: @orders\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: unquoted text cannot begin with `@`
  help: put the text in quotes: YAML reserves this character
"#]];

    text_that_begins_with_a_percent_sign: section("section: %orders\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: unquoted text cannot begin with `%`
  help: put the text in quotes: YAML reserves this character
"#]];

    a_bracket_that_is_not_closed: section("section: Orders\nnotes: [a, b\n") => str![[r#"
shop/orders.yaml:2:8 error yaml-syntax: `[` is never closed
  help: close it with `]`
"#]];

    a_bracket_that_a_brace_closes: section("section: Orders\nnotes: [a, b}\n") => str![[r#"
shop/orders.yaml:2:8 error yaml-syntax: `[` is never closed
  help: close it with `]`
"#]];

    a_bracket_that_is_not_opened: section("section: Orders\nnotes: a]\ngroup: ]\n") => str![[r#"
shop/orders.yaml:2:8 error wrong-type: expected a list, found text
  help: put it in brackets: [a]]
shop/orders.yaml:3:8 error yaml-syntax: unmatched `]`
  help: remove it, or put the text around it in quotes
"#]];

    a_brace_that_is_not_closed: section(
        "section: Orders\nerrors: { not_found: { status: 404 }\n",
    ) => str![[r#"
shop/orders.yaml:2:9 error yaml-syntax: `{` is never closed
  help: close it with `}`
"#]];

    a_key_that_is_indented_too_far: section("section: Orders\n group: x\n") => str![[r#"
shop/orders.yaml:2:7 error yaml-syntax: a key is not allowed here
  help: indent it like the other keys of its map
"#]];

    a_key_that_is_not_indented_enough: section(
        "section: Orders\nerrors:\n  a:\n    status: 404\n   description: x\n",
    ) => str![[r#"
shop/orders.yaml:5:4 error yaml-syntax: expected a key here
  help: indent the line like the keys above it
"#]];

    a_key_without_a_colon: section("section: Orders\ngroup\n") => str![[r#"
shop/orders.yaml:2:1 error yaml-syntax: a key without a value
  help: write `key: value`, or `- ` before a list entry
"#]];

    words_without_a_key: section("section: Orders\njust words\ngroup: x\n") => str![[r#"
shop/orders.yaml:2:5 error yaml-syntax: no colon after `just`
  help: write `just: words`
"#]];

    a_key_after_a_list: section("- section: Orders\ngroup: x\n") => str![[r#"
shop/orders.yaml:1:1 error wrong-type: expected a map for a section, found a list
  help: write each key on a line of its own: `key: value`
shop/orders.yaml:2:1 error yaml-syntax: a list continues with a line that is not an entry
  help: begin the line with `- `, or indent it like the text of the entry
"#]];

    an_unknown_escape: section("section: \"a \\q b\"\n") => str![[r#"
shop/orders.yaml:1:13 error yaml-syntax: an unknown escape in quoted text
  help: double the backslash, or put the text in single quotes
"#]];

    a_star_alone: section("section: *\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: unquoted text cannot begin with `*`
  help: put the text in quotes: YAML reserves this character
"#]];

    a_double_quote_in_a_list_that_is_not_closed: section(
        "section: it's \"so\nnotes: [\"a\\\"b\", \"c\n",
    ) => str![[r#"
shop/orders.yaml:2:17 error yaml-syntax: a quoted text is never closed
  help: close it with the same quote that opens it
"#]];

    text_after_a_double_quote: section("section: \"a\" b\n") => str![[r#"
shop/orders.yaml:1:14 error yaml-syntax: more text after the closing quote
  help: put the whole text in quotes: it begins with one
"#]];

    a_single_quote_that_is_not_closed: section(
        "section: Orders\nnotes:\n  - it's\n  - 'it''s\ngroup: x\n",
    ) => str![[r#"
shop/orders.yaml:4:5 error yaml-syntax: a quoted text is never closed
  help: close it with the same quote that opens it
"#]];

    text_that_begins_with_a_star: section("section: *unknown\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: unquoted text cannot begin with `*`
  help: put the text in quotes: YAML reserves this character
"#]];

    text_on_the_line_of_a_block: section("section: |x\n  a\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: text on the same line as `|` or `>`
  help: begin the text on the next line, or put it in quotes
"#]];

    a_null_character: section("section: a\u{0}b\n") => str![[r#"
shop/orders.yaml:1:11 error control-character: the character U+0000 is a control character
  help: remove it; your editor may not show it
"#]];

    a_bell_character: section("section: a\u{7}b\n") => str![[r#"
shop/orders.yaml:1:11 error control-character: the character U+0007 is a control character
  help: remove it; your editor may not show it
"#]];

    a_version_of_yaml_that_does_not_exist: section("%YAML 3.0\n---\nsection: x\n") => str![[r#"
shop/orders.yaml:1:1 error yaml-syntax: unsupported YAML major version
  help: check the indentation and quotes of this line and the one above
"#]];

    a_tag_that_is_not_closed: section("section: !<tag x\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: unquoted text cannot begin with `!`
  help: put the text in quotes: YAML reserves this character
"#]];

    a_list_on_the_line_of_its_key: section("section: Orders\nnotes: - a\n") => str![[r#"
shop/orders.yaml:2:8 error yaml-syntax: a list cannot begin here
  help: begin it on its own line, write it in brackets: `[a, b]`, or put the text in quotes
"#]];

    a_comment_in_brackets: section("section: Orders # fine\nnotes: [a, # b]\n") => str![[r#"
shop/orders.yaml:2:8 error yaml-syntax: `[` is never closed
  help: close it with `]`
"#]];

    a_brace_alone: section("{") => str![[r#"
shop/orders.yaml:1:1 error yaml-syntax: `{` is never closed
  help: close it with `}`
"#]];

    a_bracket_alone: section("]") => str![[r#"
shop/orders.yaml:1:1 error yaml-syntax: unmatched `]`
  help: remove it, or put the text around it in quotes
"#]];

    a_line_that_begins_like_a_document: section("section: Orders\n---oops\n") => str![[r#"
shop/orders.yaml:2:1 error yaml-syntax: a key without a value
  help: write `key: value`, or `- ` before a list entry
"#]];

    an_anchor: section("section: &name Orders\n") => str![[r#"
shop/orders.yaml:1:10 error unsupported-yaml: an anchor is not allowed in a registry
  help: remove the `&name`, and write out shared values
"#]];

    an_anchor_with_two_aliases: section(
        "section: Orders\ngroup: &g X\nnotes: [*g, *g]\n",
    ) => str![[r#"
shop/orders.yaml:2:8 error unsupported-yaml: an anchor is not allowed in a registry
  help: remove the `&name`, and write out shared values
shop/orders.yaml:3:9 error unsupported-yaml: an alias is not allowed in a registry
  help: write out the value instead
shop/orders.yaml:3:13 error unsupported-yaml: an alias is not allowed in a registry
  help: write out the value instead
"#]];

    a_tag: section("section: !!str Orders\n") => str![[r#"
shop/orders.yaml:1:11 error unsupported-yaml: a tag is not allowed in a registry
  help: remove the `!name`
"#]];

    two_tags: section("section: !mine Orders\nnotes: !!seq [a]\n") => str![[r#"
shop/orders.yaml:1:10 error unsupported-yaml: a tag is not allowed in a registry
  help: remove the `!name`
shop/orders.yaml:2:9 error unsupported-yaml: a tag is not allowed in a registry
  help: remove the `!name`
"#]];

    a_second_document: section("section: Orders\n---\nsection: More\n") => str![[r#"
shop/orders.yaml:3:1 error unsupported-yaml: a second document is not allowed in a registry
  help: move it to its own file
"#]];

    three_documents: section("section: Orders\n---\na: 1\n---\nb: 2\n") => str![[r#"
shop/orders.yaml:3:1 error unsupported-yaml: a second document is not allowed in a registry
  help: move it to its own file
shop/orders.yaml:5:1 error unsupported-yaml: a second document is not allowed in a registry
  help: move it to its own file
"#]];

    the_end_of_a_document: section("section: Orders\n...\n") => str![];

    the_start_of_a_document: section("---\nsection: Orders\n") => str![];

    a_merge_key: section(
        "section: Orders\nerrors:\n  a: &a { status: 404, description: A. }\n  b:\n    <<: *a\n    title: B\n",
    ) => str![[r#"
shop/orders.yaml:3:6 error unsupported-yaml: an anchor is not allowed in a registry
  help: remove the `&name`, and write out shared values
shop/orders.yaml:4:3 error missing-status: `b` has no status
  help: add `status: 400`, or `status: none` if the API documents none; `status` in `catalog.yaml` is for all codes
shop/orders.yaml:5:9 error unsupported-yaml: an alias is not allowed in a registry
  help: write out the value instead
"#]];

    a_key_that_is_a_list: section("section: Orders\n? [a, b]\n: x\n") => str![[r#"
shop/orders.yaml:2:3 error wrong-type: a list cannot be a key
  help: put the text in quotes: it begins with a bracket
"#]];

    a_key_that_is_a_map: section("section: Orders\n? { a: b }\n: x\n") => str![[r#"
shop/orders.yaml:2:3 error wrong-type: a map cannot be a key
  help: put the text in quotes: it begins with a bracket
"#]];

    a_key_in_brackets: section("section: Orders\n[a]: x\n") => str![[r#"
shop/orders.yaml:2:1 error wrong-type: a list cannot be a key
  help: put the text in quotes: it begins with a bracket
"#]];

    a_key_that_is_an_alias: section("section: &s Orders\n*s : x\n") => str![[r#"
shop/orders.yaml:1:10 error unsupported-yaml: an anchor is not allowed in a registry
  help: remove the `&name`, and write out shared values
shop/orders.yaml:2:1 error unsupported-yaml: an alias is not allowed in a registry
  help: write out the value instead
"#]];

    a_value_without_a_key: section("section: Orders\n: x\n") => str![[r#"
shop/orders.yaml:2:1 error yaml-syntax: a value without a key
  help: write a key before the `:`
"#]];

    two_hundred_brackets: section(
        &format!("section: Orders\nnotes: {}\n", "[".repeat(200)),
    ) => str![[r#"
shop/orders.yaml:2:207 error yaml-syntax: `[` is never closed
  help: close it with `]`
"#]];

    fifty_thousand_brackets: section(
        &format!("section: Orders\nnotes: {}\n", "[".repeat(50_000)),
    ) => str![[r#"
shop/orders.yaml:2:263 error yaml-syntax: lists and maps nested too deep
  help: close the brackets, or flatten the value
"#]];

    five_thousand_maps: section(
        &format!("section: Orders\nnotes: {}{}\n", "{a: ".repeat(5_000), "}".repeat(5000)),
    ) => str![[r#"
shop/orders.yaml:2:404 error limit: lists and maps nested deeper than the limit `nesting` of 100
  help: close the brackets, flatten the value, or raise the limit with `--limit nesting=200`
"#]];

    three_hundred_lines_each_deeper: section(
        &(0..300).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<Vec<_>>().concat(),
    ) => str![[r#"
shop/orders.yaml:101:101 error limit: lists and maps nested deeper than the limit `nesting` of 100
  help: close the brackets, flatten the value, or raise the limit with `--limit nesting=200`
"#]];

    an_empty_file: section("") => str![[r#"
shop/orders.yaml:1:1 error missing-file: the file is empty
  help: begin with `section` and `errors` (`errbook explain section.yaml` shows all keys), or remove the file
"#]];

    a_file_with_a_comment: section("# only a comment\n\n") => str![[r#"
shop/orders.yaml:1:1 error missing-file: the file is empty
  help: begin with `section` and `errors` (`errbook explain section.yaml` shows all keys), or remove the file
"#]];

    a_file_with_an_empty_document: section("---\n") => str![[r#"
shop/orders.yaml:1:1 error missing-file: the file is empty
  help: begin with `section` and `errors` (`errbook explain section.yaml` shows all keys), or remove the file
"#]];

    a_file_with_null: section("~\n") => str![[r#"
shop/orders.yaml:1:1 error wrong-type: expected a map for a section, found nothing
  help: write each key on a line of its own: `key: value`
"#]];

    an_empty_catalog: finds(&[("shop/catalog.yaml", ""), ("shop/orders.yaml", ORDERS)]) => str![[r#"
shop/catalog.yaml:1:1 error missing-file: the file is empty
  help: begin with `catalog`, `title`, `codes` and `envelope` (`errbook explain catalog.yaml` shows all keys), or remove the file
"#]];

    a_file_with_words: section("just words\n") => str![[r#"
shop/orders.yaml:1:1 error wrong-type: expected a map for a section, found text
  help: write each key on a line of its own: `key: value`
"#]];

    a_file_with_a_list: section("- a\n- b\n") => str![[r#"
shop/orders.yaml:1:1 error wrong-type: expected a map for a section, found a list
  help: write each key on a line of its own: `key: value`
"#]];

    a_file_with_a_number: section("404\n") => str![[r#"
shop/orders.yaml:1:1 error wrong-type: expected a map for a section, found a number
  help: write each key on a line of its own: `key: value`
"#]];
}

#[test]
fn bytes_that_are_not_utf8() {
    let folder = support::scratch("findings-encoding");
    std::fs::create_dir_all(folder.join("shop")).expect("a folder");
    std::fs::write(folder.join("shop/catalog.yaml"), CATALOG).expect("written");
    std::fs::write(folder.join("shop/orders.yaml"), b"section: Ord\nnotes: [\"\xe9\xff\"]\n")
        .expect("written");
    let checked = errbook::check(Sources::read(&folder).expect("it can be read"));
    let found = expect::text(&checked.diagnostics, &checked.sources);
    expect::shows(
        &found.replace(&format!("{}/", folder.display()), ""),
        str![[r#"
shop/orders.yaml:2:10 error encoding: the file is not valid UTF-8
  help: save the file as UTF-8
"#]],
    );
}

cases! {
    a_byte_order_mark: section("\u{feff}section: Orders\nerors: {}\n") => str![[r#"
shop/orders.yaml:2:1 error unknown-key: unknown key `erors` in a section
  help: did you mean `errors`?
"#]];

    a_byte_order_mark_on_the_line_of_the_finding: section("\u{feff}secton: Orders\n") => str![[r#"
shop/orders.yaml:1:1 error unknown-key: unknown key `secton` in a section
  help: did you mean `section`?
"#]];

    line_ends_of_windows: section(
        "section: Orders\r\nerrors:\r\n  not_found:\r\n    status: 40\r\n",
    ) => str![[r#"
shop/orders.yaml:3:3 error missing-key: missing `description` in an error
  help: add `description`, or a `message` or a `title` that says it
shop/orders.yaml:4:13 error status-range: `40` is not an HTTP status (RFC 9110 §15)
  help: write a status from 100 to 599, or `none` if the API documents none
"#]];

    a_tab_after_a_line_end_of_windows: section(
        "section: Orders\r\nerrors:\r\n\tx: y\r\n",
    ) => str![[r#"
shop/orders.yaml:3:1 error yaml-syntax: a tab in the indentation
  help: indent with spaces: YAML does not allow tabs here
"#]];

    a_quote_after_a_byte_order_mark: section("\u{feff}section: \"Orders\r\n") => str![[r#"
shop/orders.yaml:1:10 error yaml-syntax: a quoted text is never closed
  help: close it with the same quote that opens it
"#]];

    a_code_with_letters_beyond_ascii: section(
        "section: Größe\nerrors: { größe: { status: 404, description: x } }\n",
    ) => str![""];

    a_finding_after_letters_beyond_ascii: section(
        "section: Orders\nnotes: [\"日本\", 12]\n",
    ) => str![[r#"
shop/orders.yaml:2:15 error wrong-type: expected text, found a number
  help: put it in quotes: "12"
"#]];

    a_finding_after_emoji: section("section: \"👍🏽\" #\nnotes: [\"👍🏽\", {}]\n") => str![[r#"
shop/orders.yaml:2:15 error wrong-type: expected text, found a map
  help: replace it with text
"#]];

    a_list_of_a_megabyte: section(
        &format!("section: Orders\nnotes: [{}, 1]\n", "x".repeat(1 << 20)),
    ) => str![[r#"
shop/orders.yaml:2:1048587 error wrong-type: expected text, found a number
  help: put it in quotes: "1"
"#]];

    a_key_of_a_megabyte: section(
        &format!("section: Orders\n{}: 1\n", "x".repeat(1 << 20)),
    ) => str![[r#"
shop/orders.yaml:2:1 error yaml-syntax: a key without a value
  help: write `key: value`, or `- ` before a list entry
"#]];

    a_duplicate_key_of_a_section: section("section: Orders\ngroup: A\ngroup: B\n") => str![[r#"
shop/orders.yaml:3:1 error duplicate-key: the key `group` appears twice in this map
  also shop/orders.yaml:2:1
  help: remove one of the two, or merge them
"#]];

    a_duplicate_key_of_an_error: error("status: 404\ndescription: A.\nstatus: 410") => str![[r#"
shop/orders.yaml:6:5 error duplicate-key: the key `status` appears twice in this map
  also shop/orders.yaml:4:5
  help: remove one of the two, or merge them
"#]];

    a_duplicate_code: section(
        "section: O\nerrors:\n  a: { status: 404, description: A. }\n  a: { status: 9 }\n",
    ) => str![[r#"
shop/orders.yaml:4:3 error duplicate-key: the key `a` appears twice in this map
  also shop/orders.yaml:3:3
  help: remove one of the two, or merge them
"#]];

    a_key_that_is_there_three_times: section(
        "section: O\n\"section\": P\n'section': Q\n",
    ) => str![[r#"
shop/orders.yaml:2:1 error duplicate-key: the key `section` appears twice in this map
  also shop/orders.yaml:1:1
  help: remove one of the two, or merge them
shop/orders.yaml:3:1 error duplicate-key: the key `section` appears twice in this map
  also shop/orders.yaml:1:1
  help: remove one of the two, or merge them
"#]];

    a_duplicate_category: catalog(
        "  request: { status: 400 }",
        "  request: { status: 400 }\n  request: {}",
    ) => str![[r#"
shop/catalog.yaml:7:3 error duplicate-key: the key `request` appears twice in this map
  also shop/catalog.yaml:6:3
  help: remove one of the two, or merge them
"#]];
}
