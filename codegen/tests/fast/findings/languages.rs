//! Messages in other languages, in entries and in files of their own.

use snapbox::data::Inline;
use snapbox::str;

use super::{CATALOG, ORDERS, catalog, error, finds};
use crate::expect::cases;

/// Checks the messages of an error with a message that shows a detail.
#[track_caller]
fn messages(messages: &str, expected: Inline) {
    let detail = "details: { order_id: { type: string }, note: { type: string } }";
    let own = "status: 404\ndescription: A.\nmessage: 'No order {order_id}'";
    error(&format!("{own}\nmessages: {messages}\n{detail}"), expected);
}

/// Checks a file beside the sections of the valid catalog.
#[track_caller]
fn file(path: &str, text: &str, expected: Inline) {
    finds(&[("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", ORDERS), (path, text)], expected);
}

cases! {
    a_message_in_two_languages: messages("{ de: 'Keine Bestellung {order_id}', pt-br: '{order_id}' }") => str![];

    a_placeholder_is_missing: messages("{ de: Keine Bestellung }") => str![[r#"
shop/orders.yaml:7:21 error message-template: the message in `de` lacks `{order_id}`
  also shop/orders.yaml:6:14
  help: use the same placeholders in every language
"#]];

    another_placeholder: messages("{ de: 'Keine {note}' }") => str![[r#"
shop/orders.yaml:7:21 error message-template: the message in `de` has `{note}` and lacks `{order_id}`
  also shop/orders.yaml:6:14
  help: use the same placeholders in every language
"#]];

    one_more_placeholder: messages("{ de: '{note} {order_id}' }") => str![[r#"
shop/orders.yaml:7:21 error message-template: the message in `de` has `{note}`, which `message` lacks
  also shop/orders.yaml:6:14
  help: use the same placeholders in every language
"#]];

    a_placeholder_that_is_no_detail: messages("{ de: 'Keine Bestellung {oder_id}' }") => str![[r#"
shop/orders.yaml:7:40 error message-template: the message uses `{oder_id}`, which is not a detail of the code
  help: did you mean `{order_id}`?
"#]];

    a_language_that_is_none: messages("{ german: '{order_id}' }") => str![[r#"
shop/orders.yaml:7:17 error language-tag: `german` does not name a language
  help: write a tag such as `de`, `pt-BR` or `zh-Hant`
"#]];

    a_language_twice_in_different_case: messages("{ pt-BR: '{order_id}', PT-br: '{order_id}' }") => str![[r#"
shop/orders.yaml:7:38 error duplicate-message: the message of `not_found` is given twice in `pt-BR`
  also shop/orders.yaml:7:17
  help: remove one of the two
"#]];

    the_language_of_the_catalog: messages("{ en: 'Not {order_id}' }") => str![[r#"
shop/orders.yaml:7:17 error duplicate-message: the message of `not_found` is given twice in `en`
  also shop/orders.yaml:6:14
  help: remove one of the two
"#]];

    the_language_of_the_catalog_alone: error(
        "status: 404\ndescription: A.\nmessages: { en: B. }",
    ) => str![[r#"
shop/orders.yaml:6:17 error duplicate-message: `en` is the language of the catalog, not another one
  help: write it as `message`
"#]];

    a_message_that_is_no_text: messages("{ de: 7 }") => str![[r#"
shop/orders.yaml:7:21 error wrong-type: expected text, found a number
  help: put it in quotes: "7"
"#]];

    a_placeholder_without_a_message: error(
        "status: 404\ndescription: A.\nmessages: { de: '{order_id}' }\ndetails: { order_id: { type: string } }",
    ) => str![[r#"
shop/orders.yaml:6:21 error message-template: the message in `de` has `{order_id}`, but the code has no `message`
  help: use the same placeholders in every language
"#]];

    the_catalogs_language_is_none: catalog("title: Shop API", "title: Shop API\nlanguage: en_US") => str![[r#"
shop/catalog.yaml:3:11 error language-tag: `en_US` does not name a language
  help: write `en-US`
"#]];

    a_file_for_a_language: file("shop/messages.de.yaml", "not_found: Keine Bestellung.\n") => str![];

    a_file_with_an_unknown_code: file("shop/messages.de.yaml", "not_fuond: Keine.\n") => str![[r#"
shop/messages.de.yaml:1:1 error unknown-reference: there is no code `not_fuond`
  help: did you mean `not_found`?
"#]];

    a_file_without_a_language: file("shop/messages.de_AT.yaml", "not_found: Keine.\n") => str![[r#"
shop/messages.de_AT.yaml:1:1 error language-tag: `de_AT` does not name a language
  help: rename the file to `messages.de-AT.yaml`
"#]];

    a_file_that_names_no_language: file("shop/messages.german.yaml", "not_found: Keine.\n") => str![[r#"
shop/messages.german.yaml:1:1 error language-tag: `german` does not name a language
  help: write a tag such as `de`, `pt-BR` or `zh-Hant`
"#]];

    an_empty_file: file("shop/messages.de.yaml", "# Later\n") => str![[r#"
shop/messages.de.yaml:1:1 error missing-file: the file is empty
  help: begin with the name of a code and its message, or remove the file
"#]];

    a_file_that_is_a_list: file("shop/messages.de.yaml", "- Keine.\n") => str![[r#"
shop/messages.de.yaml:1:1 error wrong-type: expected a map, found a list
  help: write each key on a line of its own: `Keine.: value`
"#]];

    a_placeholder_in_a_file: file("shop/messages.de.yaml", "not_found: 'Keine {x}'\n") => str![[r#"
shop/messages.de.yaml:1:20 error message-template: the message uses `{x}`, which is not a detail of the code
  help: declare it, as in `details: { x: { type: string, from: message } }`, or remove it from the message
"#]];
}
