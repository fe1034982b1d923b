//! What texts hold, and what may be left out, in the outputs.

use errbook::check;
use errbook::model::Model;
use errbook::source::Sources;
use errbook::targets::Options;
use serde_json::Value;

use crate::support::registry::render;

const CATALOG: &str = "catalog: a
title: A
codes: { style: SCREAMING_SNAKE_CASE }
envelope: { shape: { code: $code, message: $message } }
";

fn model(section: &str) -> Model {
    let checked = check(Sources::from_texts([("a/catalog.yaml", CATALOG), ("a/e.yaml", section)]));
    checked.model.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

fn json(model: &Model) -> Value {
    let outputs = render("json", model, &Options::default());
    serde_json::from_str(&outputs[0].text).expect("JSON")
}

/// All pages and comments.
fn everything(model: &Model) -> Vec<(&'static str, String)> {
    let text = |target| {
        let outputs = render(target, model, &Options::default());
        outputs.into_iter().map(|output| output.text).collect::<Vec<_>>().join("\n")
    };
    ["rust", "typescript", "openapi", "markdown", "site"].map(|it| (it, text(it))).to_vec()
}

#[test]
fn a_message_says_what_happened_where_no_description_does() {
    let model = model(
        "section: E\nerrors:\n  X_Y: { status: 400, message: \"The value is out of range.\" }\n  \
         X_Z: { status: 400, message: Again., description: Again. }\n  \
         X_W: { status: 400, title: Only a title }\n",
    );
    let codes = &json(&model)["catalogs"][0]["codes"];
    assert!(codes[0].get("description").is_none());
    assert_eq!(codes[0]["example"]["body"]["message"], "The value is out of range.");
    let pages = render("markdown", &model, &Options::default());
    let page = pages.iter().find(|page| page.path.ends_with("e.md")).expect("a page");
    assert!(!page.text.contains("**Message:**"), "{}", page.text);
    for told in ["The value is out of range.", "Only a title", "Again."] {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
}

#[test]
fn nothing_that_says_what_happened_is_a_finding() {
    let section = "section: E\nerrors:\n  X_Y: { status: 400 }\n";
    let checked = check(Sources::from_texts([("a/catalog.yaml", CATALOG), ("a/e.yaml", section)]));
    let found: Vec<&str> = checked.diagnostics.iter().map(|found| found.rule.id).collect();
    assert_eq!(found, ["missing-key"]);
}

#[test]
fn messages_keep_their_blanks_and_links_need_no_title() {
    let model = model(
        "section: E\nerrors:\n  X_Y:\n    status: 400\n    message: \" Caused by:\\n \"\n    \
         description: \"A:\\n\\n- b\\n  - c\"\n    links: [{ url: \"https://h/x\" }]\n    causes:\n    \
         - { cause: First., resolution: Do one. }\n    - { cause: Second., resolution: Do two. }\n",
    );
    let codes = &json(&model)["catalogs"][0]["codes"];
    assert_eq!(codes[0]["message"], " Caused by:\n ");
    assert_eq!(codes[0]["example"]["body"]["message"], " Caused by:\n ");
    assert_eq!(codes[0]["description"], "A:\n\n- b\n  - c");
    assert_eq!(codes[0]["causes"][1]["resolution"], "Do two.");
    assert_eq!(codes[0]["links"][0]["url"], "https://h/x");
    for (target, text) in everything(&model) {
        assert!(text.contains("Do two."), "{target}");
        assert!(text.contains("https://h/x"), "{target}");
    }
}

#[test]
fn a_cause_alone_says_what_a_code_is_about_and_several_are_numbered_in_packages() {
    let model = model(
        "section: E\nerrors:\n  X_Y: { status: 400, cause: It was typed twice. }\n  X_Z:\n    \
         status: 400\n    description: It is gone.\n    causes:\n    - { cause: It was sold., \
         resolution: Look elsewhere. }\n    - { cause: It was lost. }\n",
    );
    let pages = render("markdown", &model, &Options::default());
    let page = &pages.iter().find(|page| page.path.ends_with("e.md")).expect("a page").text;
    for told in [
        "| 400 | | It was typed twice. | |",
        "| 400 | It is gone. | 1\\. It was sold.<br/>2\\. It was lost. | 1\\. Look elsewhere. |",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let codes = &json(&model)["catalogs"][0]["codes"];
    assert_eq!(codes[0]["example"]["body"]["message"], "It was typed twice.");
    for (target, text) in everything(&model) {
        assert!(text.contains("It was typed twice."), "{target}");
        if matches!(target, "rust" | "typescript") {
            assert!(text.contains(r"1. It was sold.\n2. It was lost."), "{target}: {text}");
        }
    }
}

#[test]
fn exceptions_are_counted_where_there_are_many() {
    let codes: Vec<String> = (0..40).map(|number| format!("X{number}")).collect();
    let entry = |code: &String| format!("  {code}: {{ status: 400, message: It is {code}. }}\n");
    let entries: String = codes.iter().map(entry).collect();
    let section = format!("section: E\nerrors:\n{entries}");
    let catalog = CATALOG.replace(
        "SCREAMING_SNAKE_CASE }",
        &format!("SCREAMING_SNAKE_CASE, pattern: \"[A-Z]+_[A-Z]+\", exceptions: [{{ reason: They are old., codes: [{}] }}] }}", codes.join(", ")),
    );
    let checked =
        check(Sources::from_texts([("a/catalog.yaml", catalog.as_str()), ("a/e.yaml", &section)]));
    let model = checked.model.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let pages = render("markdown", &model, &Options::default());
    let start = &pages.iter().find(|page| page.path == "a/README.md").expect("a page").text;
    assert!(start.contains("apart from 40 exceptions."), "{start}");
    assert!(start.contains("They are old.<br/>40 codes, such as [`X0`]"), "{start}");
}

#[test]
fn examples_hold_plausible_values() {
    let catalog = "catalog: a\ntitle: A\ncodes: { style: snake_case }\n\
        envelope: { shape: { code: $code, version: string, request_id: string, docs: uri, \
        details: $details } }\n";

    let section = "section: E\nerrors:\n  gone:\n    status: 400\n    message: It is gone.\n    \
        details: { order_id: { type: string }, fields: { type: \"string[]\" } }\n";
    let checked = check(Sources::from_texts([("a/catalog.yaml", catalog), ("a/e.yaml", section)]));
    let model = checked.model.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let body = &json(&model)["catalogs"][0]["codes"][0]["example"]["body"];
    assert_eq!(body["details"]["order_id"], "order_1042");
    assert_eq!(body["details"]["fields"][0], "amount");
    assert_eq!(body["request_id"], "5f8d04b3c2a91e67");
    assert!(!body.to_string().contains("\"string\""), "{body}");
}
