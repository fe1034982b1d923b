//! Old versions that only a `registry.json` has.

use std::fs;

use errbook::diff::{changes, public_changes};
use errbook::model::Model;
use errbook::published;
use errbook::targets::Options;

use super::command::{CATALOG, finds_the_status, orders, repository};
use super::{line, model};
use crate::support::command::{errbook, put};
use crate::support::families::families;
use crate::support::markdown::everything;
use crate::support::registry::{self, in_folder, real};

/// The text of `registry.json`.
pub(super) fn json(model: &Model) -> String {
    registry::render("json", model, &Options::default()).remove(0).text
}

/// A model that is written and read.
#[track_caller]
pub(super) fn read(text: &str) -> (Model, bool) {
    let model = published::read(text, 0).unwrap_or_else(|fault| panic!("{fault}"));
    let has_internal = model.has_internal();
    (model, has_internal)
}

/// The models of registries that use all of the language.
fn models() -> Vec<Model> {
    let everything = everything(Some("https://errors.example.com/{section}#{code}"));
    let folders = ["codegen/tests/registries", "codegen/tests/fast/json/registry"];
    folders.map(in_folder).into_iter().chain([real(), families(), everything]).collect()
}

#[test]
fn nothing_has_changed_since_a_registry_was_published() {
    for model in models() {
        for text in [json(&model), json(model.public())] {
            let (old, has_internal) = read(&text);
            let found =
                if has_internal { changes(&old, &model) } else { public_changes(&old, &model) };
            let lines: Vec<String> = found.iter().map(line).collect();
            assert!(lines.is_empty(), "{}", lines.join("\n"));
            let found = changes(old.public(), model.public());
            let lines: Vec<String> = found.iter().map(line).collect();
            assert!(lines.is_empty(), "as everyone sees it: {}", lines.join("\n"));
            assert_eq!(json(&old), text, "it is written as it was read");
        }
    }
}

#[test]
fn what_was_internal_is_not_known() {
    let files = |visibility: &str, more: &str| {
        let orders = format!(
            "section: Orders\nerrors:\n  gone: {{ status: 404, title: Gone{visibility} }}\n  \
             lost: {{ status: 404, title: Lost }}\n{more}"
        );
        [("shop/catalog.yaml".to_owned(), CATALOG.to_owned()), ("shop/o.yaml".to_owned(), orders)]
    };
    let of = |visibility, more| model(&files(visibility, more)).expect("it compiles");
    let secret = "  secret: { status: 500, title: Secret, visibility: internal }\n";
    let (old, has_internal) = read(&json(of("", secret).public()));
    assert!(!has_internal);
    let lines =
        |new: &Model| -> Vec<String> { public_changes(&old, new).iter().map(line).collect() };
    assert!(lines(&of("", secret)).is_empty(), "it may have been there");
    let hidden = "source code-hidden visibility: `gone` is internal, and was public";
    assert_eq!(lines(&of(", visibility: internal", secret)), [hidden]);
}

#[test]
fn what_is_about_internal_codes_alone_is_internal() {
    let catalog = format!(
        "{}types: {{ trace: {{ id: string }} }}\n\
         handling:\n  steps: [{{ codes: [lost], note: Stop. }}]\n  \
         otherwise: {{ codes: [secret], note: Go on. }}\n",
        CATALOG.replace("$message", "$message, details?: $details")
    );
    let orders = "section: Orders\nerrors:\n  lost: { status: 404, title: Lost }\n  \
                  secret: { status: 500, title: Secret, visibility: internal, \
                  details: { trace: trace } }\n";
    let model = model(&[
        ("shop/catalog.yaml".to_owned(), catalog),
        ("shop/o.yaml".to_owned(), orders.to_owned()),
    ]);
    let model = model.expect("it compiles");
    let (old, has_internal) = read(&json(&model));
    assert!(has_internal);
    let lines: Vec<String> = changes(old.public(), model.public()).iter().map(line).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn a_file_is_an_old_version() {
    let folder = repository();
    put(&folder, "registry/shop/orders.yaml", orders(404));
    assert_eq!(errbook(&folder, &["generate", "--target", "json"]).exit, 0);
    let file = "generated/json/registry.json";
    let against = ["diff", "--against", file];
    let ran = errbook(&folder, &against);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "found no changes\n"));
    put(&folder, "registry/shop/orders.yaml", orders(410));
    let ran = errbook(&folder, &against);
    finds_the_status(&ran);
    assert!(ran.out.contains("generated/json/registry.json:"), "{}", ran.out);
    let ran = errbook(&folder, &["changelog", "--since", file]);
    assert!(ran.out.contains("The status of `gone` is 410, and was 404."), "{}", ran.out);
    let secret = "  secret: { status: 500, title: Secret, visibility: internal }\n";
    put(&folder, "registry/shop/orders.yaml", orders(404) + secret);
    let ran = errbook(&folder, &against);
    let told = "not compared, because the old version is without them: internal codes\n";
    assert_eq!(ran.err, format!("{told}found no changes\n"));
}

#[test]
fn a_file_that_is_no_registry_says_why() {
    let folder = repository();
    assert_eq!(errbook(&folder, &["generate", "--target", "json"]).exit, 0);
    let path = folder.join("generated/json/registry.json");
    let text = fs::read_to_string(path).expect("it is written");
    for (from, to, why) in [
        ("{", "", "expected a registry of errbook at line"),
        ("\"format_version\": 1", "\"format_version\": 2", "a newer errbook writes"),
        ("\"catalogs\"", "\"shops\"", "missing field `catalogs`"),
        ("\"section\": \"orders\"", "\"section\": \"o\"", "there is no section `o`"),
        ("\"delivery\": \"body\"", "\"delivery\": \"post\"", "`post` is none of body, redirect"),
    ] {
        let wrong = text.replacen(from, to, 1);
        assert_ne!(wrong, text, "{from}");
        put(&folder, "old.json", wrong);
        let ran = errbook(&folder, &["diff", "--against", "old.json"]);
        assert_eq!(ran.exit, 2, "{why}");
        assert!(ran.err.contains("`old.json` is not a registry"), "{}", ran.err);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}
