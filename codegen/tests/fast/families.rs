//! Families: codes nested in the one that they are cases of.

use std::fmt::Write as _;

use errbook::model::Model;
use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};
use serde_json::Value;
use snapbox::data::Inline;
use snapbox::str;

use crate::expect::{self, cases};
use crate::support::registry::{of_texts, render};

const CATALOG: &str = r#"
catalog: data
title: Data
codes: { style: SCREAMING_SNAKE_CASE }
categories: { state: { status: 500 }, input: { status: 400 } }
actions: { report: Tell us. }
operations:
  query: { raises: [CANNOT_LOAD] }
  one: { raises: [CANNOT_LOAD.NO_FILE] }
  whole: { raises: ["section:state"] }
handling: { steps: [{ codes: [CANNOT_LOAD], note: Load it again. }] }
envelope: { shape: { code: $code, message: $message, "*": $details } }
"#;

const STATE: &str = r#"
section: State
errors:
  CANNOT_LOAD:
    code: LOAD
    category: state
    retry: backoff
    action: report
    message: "The state of {query} cannot be loaded."
    messages: { de: "Der Zustand von {query} fehlt." }
    details: { query: { type: string } }
    errors:
      NO_FILE:
        message: "There is no file {path}."
        details: { path: { type: string } }
      TOO_OLD:
        code: LOAD_OLD
        status: 409
        description: It was written by an older version.
        errors:
          BY_FAR: { message: Nothing can be done., aliases: [CANNOT_LOAD_AT_ALL] }
  DISK_FULL: { category: state, description: The disk is full. }
"#;

fn data() -> Model {
    of_texts([("data/catalog.yaml", CATALOG), ("data/state.yaml", STATE)])
}

#[test]
fn names_codes_and_messages_are_joined() {
    let model = data();
    let catalog = &model.catalogs[0];
    let told: Vec<String> = catalog
        .codes
        .iter()
        .map(|code| {
            let parent = code.parent.map_or("-", |id| &catalog[id].name);
            let details: Vec<&str> = code.details.iter().map(|of| of.name.as_str()).collect();
            let message = code.message.as_ref().map_or("-", |message| &message.source);
            format!(
                "{} {} {} in {parent}, {:?}, {}: {message}",
                code.name,
                code.code,
                code.ident,
                code.status,
                details.join(" ")
            )
        })
        .collect();
    expect::shows(
        &told.join("\n"),
        str![[r#"
CANNOT_LOAD LOAD CannotLoad in -, [500], query: The state of {query} cannot be loaded.
CANNOT_LOAD.NO_FILE LOAD.NO_FILE CannotLoadNoFile in CANNOT_LOAD, [500], query path: The state of {query} cannot be loaded. There is no file {path}.
CANNOT_LOAD.TOO_OLD LOAD_OLD CannotLoadTooOld in CANNOT_LOAD, [409], query: The state of {query} cannot be loaded.
CANNOT_LOAD.TOO_OLD.BY_FAR LOAD_OLD.BY_FAR CannotLoadTooOldByFar in CANNOT_LOAD.TOO_OLD, [409], query: The state of {query} cannot be loaded. Nothing can be done.
DISK_FULL DISK_FULL DiskFull in -, [500], : -
"#]],
    );
    let german: Vec<&str> = catalog
        .codes
        .iter()
        .flat_map(|code| &code.messages)
        .map(|(_, message)| message.source.as_str())
        .collect();
    assert_eq!(
        german,
        [
            "Der Zustand von {query} fehlt.",
            "Der Zustand von {query} fehlt. There is no file {path}.",
            "Der Zustand von {query} fehlt.",
            "Der Zustand von {query} fehlt. Nothing can be done.",
        ]
    );
}

#[test]
fn a_reference_to_a_family_is_to_all_of_its_codes() {
    let model = data();
    let catalog = &model.catalogs[0];
    let names = |codes| catalog.codes_at(codes).map(|code| &*code.name).collect::<Vec<_>>();
    let family =
        ["CANNOT_LOAD", "CANNOT_LOAD.NO_FILE", "CANNOT_LOAD.TOO_OLD", "CANNOT_LOAD.TOO_OLD.BY_FAR"];
    assert_eq!(names(&catalog.operations[0].codes), family);
    assert_eq!(names(&catalog.operations[1].codes), ["CANNOT_LOAD.NO_FILE"]);
    assert_eq!(catalog.operations[2].codes.len(), 5);
    let handling = catalog.handling.as_ref().expect("there is one");
    assert_eq!(names(&handling.steps[0].codes), family);
}

#[test]
fn every_output_tells_the_family() {
    let model = data();
    let all = |target: &str| -> String {
        let files = render(target, &model, &Options::default());
        let texts: Vec<&str> = files.iter().map(|file| &*file.text).collect();
        texts.concat()
    };
    let json = render("json", &model, &Options::default());
    let file: Value = serde_json::from_str(&json[0].text).expect("it is JSON");
    assert_eq!(file["catalogs"][0]["codes"][1]["parent"], "CANNOT_LOAD");
    assert!(all("markdown").contains("CANNOT_LOAD.TOO_OLD.BY_FAR"));
    for (target, parts) in [
        ("rust", &["static PARENTS: ", "pub const fn is_in("][..]),
        ("typescript", &["ErrorCodesByFamily", "\"LOAD.NO_FILE\": \"LOAD\""]),
        ("openapi", &["Case of"]),
        ("markdown", &["Case of", "Cases"]),
        ("site", &["Case of", "Cases"]),
    ] {
        let text = all(target);
        for part in parts {
            assert!(text.contains(part), "{target}: {part} in {text}");
        }
    }
}

#[test]
fn a_large_family_goes_through_every_output() {
    let mut section = String::from("section: Conditions\nerrors:\n");
    for parent in 0..125 {
        let _ = write!(
            section,
            "  CONDITION_{parent}:\n    message: \"It is {parent}.\"\n    details: {{ query: {{ type: string }} }}\n    errors:\n"
        );
        for child in 0..6 {
            let _ = writeln!(
                section,
                "      CASE_{child}: {{ message: \"It is {child} of {{query}}.\" }}"
            );
        }
    }
    let catalog = "catalog: data\ntitle: Data\nstatus: none\ncodes: { style: SCREAMING_SNAKE_CASE }\n\
                   envelope: { shape: { code: $code, message: $message, more: $details } }\n";
    let model = of_texts([("data/catalog.yaml", catalog), ("data/conditions.yaml", &section)]);
    assert_eq!(model.catalogs[0].codes.len(), 125 * 7);
    for target in TARGETS.iter().filter(|target| target.name != "schema") {
        let files = target.outputs(&model, &Options::default()).expect("it renders");
        assert!(
            files.iter().any(|file| file.text.contains("CONDITION_124.CASE_5")),
            "{}",
            target.name
        );
    }
}

fn finds(catalog: &str, section: &str, expected: Inline) {
    let catalog = format!(
        "catalog: data\ntitle: Data\n{catalog}envelope: {{ shape: {{ code: $code, kind: $category }} }}\n"
    );
    let section = format!("section: S\nerrors:\n{section}");
    let files = [("data/catalog.yaml", &*catalog), ("data/s.yaml", &*section)];
    expect::finds(&errbook::check(Sources::from_texts(files)), expected);
}

cases! {
    what_a_family_lacks_is_reported_once: finds(
        "",
        "  a: { description: A., errors: { b: { description: B. }, c: { description: C. } } }\n",
    ) => str![[r#"
data/s.yaml:3:3 error missing-category: `a` has no category, but the envelope requires one
  help: add `category`
data/s.yaml:3:3 error missing-status: `a` has no status
  help: add `status: 400`, or `status: none` if the API documents none; `status` in `catalog.yaml` is for all codes
"#]];

    what_a_case_lacks: finds(
        "status: none\ncategories: { k: {} }\n",
        "  a: { category: k, message: A., errors: { b: {}, c: { message: '{d}' }, e: { retry: no } } }\n",
    ) => str![[r#"
data/s.yaml:3:44 error missing-key: missing `description` in an error
  help: add `description`, or a `message` or a `title` that says it
data/s.yaml:3:67 error message-template: the message uses `{d}`, which is not a detail of the code
  help: declare it, as in `details: { d: { type: string, from: message } }`, or remove it from the message
data/s.yaml:3:74 error missing-key: missing `description` in an error
  help: add `description`, or a `message` or a `title` that says it
data/s.yaml:3:86 error unknown-value: unknown value `no`
  help: write `never`
"#]];

    the_style_of_a_case_is_that_of_its_key: finds(
        "status: none\ncategories: { k: {} }\ncodes: { style: SCREAMING_SNAKE_CASE, join: '-' }\n",
        "  A: { category: k, code: X, message: A., errors: { noFile: { message: B. }, C: { code: X-d, message: C. } } }\n",
    ) => str![[r#"
data/s.yaml:3:53 error code-style: `X-noFile` is not SCREAMING_SNAKE_CASE
  help: write `NO_FILE`, or list the code under `codes.exceptions` with a reason
data/s.yaml:3:89 error code-style: `X-d` is not SCREAMING_SNAKE_CASE
  help: write `X-D`, or list the code under `codes.exceptions` with a reason
"#]];

    a_case_of_a_number_needs_a_number: finds(
        "status: none\ncategories: { k: {} }\ncodes: { type: integer }\n",
        "  a: { category: k, code: 1, message: A., errors: { b: { message: B. }, c: { code: 2, message: C. } } }\n",
    ) => str![[r#"
data/s.yaml:3:53 error missing-key: `a.b` has no code, and its name is not a number
  help: add what the API sends, as in `code: 1042`
"#]];

    a_case_that_is_a_code_already: finds(
        "status: none\ncategories: { k: {} }\n",
        "  a.b: { category: k, message: A. }\n  a: { category: k, message: A., errors: { b: { message: B. } } }\n",
    ) => str![[r#"
data/s.yaml:4:44 error duplicate-code: the code `a.b` is defined twice
  also data/s.yaml:3:3
  help: remove one; to show it in a second section, list it under `also` there
"#]];
}

#[test]
fn a_fix_of_a_case_replaces_its_key_alone() {
    let section =
        "section: S\nerrors:\n  A:\n    message: A.\n    errors:\n      noFile: { message: B. }\n";
    let catalog = "catalog: data\ntitle: Data\nstatus: none\ncodes: { style: SCREAMING_SNAKE_CASE }\n\
                   envelope: { shape: { code: $code } }\n";
    let files = [("data/catalog.yaml", catalog), ("data/s.yaml", section)];
    let checked = errbook::check(Sources::from_texts(files));
    let found = checked.diagnostics.iter().find(|found| found.rule.id == "code-style");
    let fix = found.and_then(|found| found.fix.as_ref()).expect("it proposes one");
    assert_eq!(&section[fix.span.range()], "noFile");
    assert_eq!(fix.replacement, "NO_FILE");
}
