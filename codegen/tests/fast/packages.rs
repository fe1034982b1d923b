//! What the packages say about themselves, and which codes are in which of them.

use std::path::{Path, PathBuf};

use crate::support::command::{errbook, put};
use crate::support::scratch_of_test;

const CATALOG: &str = "catalog: shop\ntitle: Shop\nenvelope: { shape: { code: $code } }\n";
const ORDERS: &str = "section: Orders\nerrors: { gone: { status: 410, title: Gone away } }\n";

/// A project with the catalog `shop`, generated.
fn generated(options: &str) -> PathBuf {
    let folder = scratch_of_test();
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", ORDERS);
    put(&folder, "errbook.toml", options);
    let ran = errbook(&folder, &["generate"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    folder
}

fn manifest(crate_: &Path) -> toml::Table {
    let text = std::fs::read_to_string(crate_.join("Cargo.toml")).expect("a manifest");
    toml::from_str(&text).expect("TOML")
}

fn package(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("package.json")).expect("a manifest");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn packages_say_where_they_are_from_and_may_go() {
    let folder = generated(
        "targets = [\"rust\", \"typescript\"]\n\
         [target.rust]\nrepository = \"https://github.com/acme/errors\"\n\
         homepage = \"https://acme.example/errors\"\npublish = [\"acme\"]\n\
         [target.typescript]\nrepository = \"https://github.com/acme/errors\"\n\
         homepage = \"https://acme.example/errors\"\nprivate = true\n\
         registry = \"https://npm.acme.example/\"\n",
    );
    let rust = &manifest(&folder.join("generated/rust"))["package"];
    assert_eq!(rust["repository"].as_str(), Some("https://github.com/acme/errors"));
    assert_eq!(rust["homepage"].as_str(), Some("https://acme.example/errors"));
    assert_eq!(rust["publish"], toml::Value::from(vec!["acme"]));
    assert!(rust.get("documentation").is_none(), "docs.rs never has it");
    let npm = package(&folder.join("generated/typescript"));
    assert_eq!(npm["repository"]["url"], "git+https://github.com/acme/errors.git");
    assert_eq!(npm["homepage"], "https://acme.example/errors");
    assert_eq!(npm["private"], true);
    assert_eq!(npm["publishConfig"]["registry"], "https://npm.acme.example/");
}

#[test]
fn packages_that_say_nothing_may_go_anywhere() {
    let folder = generated("targets = [\"rust\", \"typescript\"]\n");
    let rust = &manifest(&folder.join("generated/rust"))["package"];
    assert!(rust.get("publish").is_none() && rust.get("repository").is_none());
    assert_eq!(rust["documentation"].as_str(), Some("https://docs.rs/api-errors"));
    let npm = package(&folder.join("generated/typescript"));
    for key in ["private", "publishConfig", "repository", "homepage"] {
        assert!(npm.get(key).is_none(), "{key}");
    }
}

#[test]
fn a_crate_that_is_not_published_says_so() {
    for value in ["false", "[]"] {
        let folder =
            generated(&format!("targets = [\"rust\"]\n[target.rust]\npublish = {value}\n"));
        let rust = &manifest(&folder.join("generated/rust"))["package"];
        assert_eq!(rust["publish"].as_bool(), Some(false));
    }
}
