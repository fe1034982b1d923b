//! The keys of the language as people read about them: the page, `errbook explain`, and the project
//! that the examples are excerpts of.

use std::fs;

use errbook::config::{Project, Reach};
use errbook::keys::{FILES, SAMPLE, file, find, objects, page, path_of};
use serde_json::Value;

use crate::rules::overwrites;
use crate::support;
use crate::support::command::{errbook, put};

#[test]
fn each_key_says_what_it_is_and_has_an_example() {
    let mut without = Vec::new();
    for object in objects() {
        for key in &object.keys {
            let path = path_of(object, key);
            assert!(key.about.ends_with(['.', '`']), "{path}: {:?}", key.about);
            assert!(!key.value.is_empty(), "{path}");
            if key.example.is_none() {
                without.push(path);
            }
        }
    }
    assert!(without.is_empty(), "write them into codegen/src/keys/example: {without:#?}");
}

#[test]
fn the_sample_has_no_finding() {
    let folder = support::root().join("codegen/src/keys/example");
    let project = Project::open(&folder.join("errbook.toml"), Reach::Repository).expect("it opens");
    let checked = errbook::open(&project).expect("it is read");
    let found: Vec<&String> = checked.diagnostics.iter().map(|found| &found.message).collect();
    assert!(found.is_empty(), "{found:#?}");
    // Every file is one of the sample, from which examples are taken.
    assert_eq!(checked.sources.files().len() + 1, SAMPLE.len());
}

#[test]
fn the_page_is_fresh() {
    let path = support::root().join("docs/language.md");
    if overwrites() || std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        fs::write(&path, page()).expect("it is written");
    }
    let stale = "run `SNAPSHOTS=overwrite cargo test --test fast keys`";
    let text = fs::read_to_string(&path).expect(stale);
    assert!(text == page(), "docs/language.md is stale; {stale}");
}

#[test]
fn a_key_is_explained_wherever_errbook_runs() {
    let folder = support::scratch("keys-explained");
    put(&folder, "errbook.toml", "");
    for (asked, words) in [
        ("envelope", "The body of an error response."),
        ("details.from", "Where it travels"),
        ("target.openapi", "Of the OpenAPI documents"),
        ("errors.ORDER_LOCKED.details", "Typed members that travel with the error."),
        ("errbook.toml", "The registry's folder"),
        ("catalog.yaml", "never_includes"),
        ("section.yaml", "also"),
        ("codes.style", "snake_case"),
        ("description", "errors.NAME.description"),
    ] {
        let ran = errbook(&folder, &["explain", asked]);
        assert!(ran.exit == 0 && ran.out.contains(words), "{asked}: {ran:?}");
    }
    let ran = errbook(&folder, &["explain", "envelop"]);
    assert_eq!(ran.err, "error: there is no key `envelop`; did you mean `envelope`?\n");
    // With a registry that does not compile, too.
    put(&folder, "registry/shop/catalog.yaml", "catalog: shop\n");
    let ran = errbook(&folder, &["explain", "details.from", "--format", "json"]);
    let keys: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(keys[0]["path"], "details.NAME.from");
    assert_eq!(keys[0]["file"], "catalog.yaml");
}

#[test]
fn every_heading_of_the_page_is_explained() {
    let page = support::root().join("docs/language.md");
    let page = fs::read_to_string(page).expect("it is there");
    let heading = |line: &str| {
        let (marks, rest) = line.split_once(" `")?;
        let is_heading = ["##", "###"].contains(&marks);
        is_heading.then(|| rest.split('`').next().unwrap_or_default().to_owned())
    };
    let headings: Vec<String> = page.lines().filter_map(heading).collect();
    for heading in &headings {
        assert!(!find(heading).is_empty() || file(heading).is_some(), "{heading}");
    }
    assert!(headings.len() > 200, "{}", headings.len());
}

#[test]
fn a_code_comes_before_a_key() {
    let folder = support::scratch("keys-and-codes");
    put(&folder, "errbook.toml", "");
    put(
        &folder,
        "registry/shop/catalog.yaml",
        "catalog: shop\ntitle: Shop\nenvelope: { shape: { code: $code } }\n",
    );
    let codes =
        "section: S\nerrors:\n  status: { status: 400, description: The state is wrong. }\n";
    put(&folder, "registry/shop/s.yaml", codes);
    let ran = errbook(&folder, &["explain", "status"]);
    assert!(ran.out.contains("The state is wrong."), "{ran:?}");
    assert!(ran.err.contains("explains the key of the registry language"), "{ran:?}");
}

#[test]
fn the_first_message_names_the_keys_that_there_are() {
    let folder = support::scratch("keys-first-message");
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", "title: Shop\n");
    let ran = errbook(&folder, &["check"]);
    for key in FILES.map(|(_, name, _)| name).iter().filter(|name| **name == "Catalog") {
        let object = objects().iter().find(|object| object.name == **key).expect("it is there");
        for key in object.keys.iter().filter(|key| key.name != "title") {
            assert!(ran.out.contains(&format!("`{}`", key.name)), "{}: {}", key.name, ran.out);
        }
    }
}
