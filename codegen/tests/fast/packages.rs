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
         authors = [\"Ann \\\"A\\\" <a@acme.example>\", \"Acme\"]\n\
         [target.typescript]\nrepository = \"https://github.com/acme/errors\"\n\
         homepage = \"https://acme.example/errors\"\nprivate = true\n\
         authors = [\"Ann\", \"Acme\", \"Bo\"]\ndirectory = \"packages/errors\"\n\
         registry = \"https://npm.acme.example/\"\n",
    );
    let rust = &manifest(&folder.join("generated/rust"))["package"];
    assert_eq!(rust["repository"].as_str(), Some("https://github.com/acme/errors"));
    assert_eq!(rust["homepage"].as_str(), Some("https://acme.example/errors"));
    let authors = vec!["Ann \"A\" <a@acme.example>", "Acme"];
    assert_eq!(rust["authors"], toml::Value::from(authors));
    assert_eq!(rust["publish"], toml::Value::from(vec!["acme"]));
    assert!(rust.get("documentation").is_none(), "docs.rs never has it");
    let npm = package(&folder.join("generated/typescript"));
    assert_eq!(npm["repository"]["url"], "git+https://github.com/acme/errors.git");
    assert_eq!(npm["repository"]["directory"], "packages/errors");
    assert_eq!(npm["author"], "Ann");
    assert_eq!(npm["contributors"], serde_json::json!(["Acme", "Bo"]));
    assert_eq!(npm["homepage"], "https://acme.example/errors");
    assert_eq!(npm["private"], true);
    assert_eq!(npm["publishConfig"]["registry"], "https://npm.acme.example/");
}

#[test]
fn packages_that_say_nothing_may_go_anywhere() {
    let folder = generated("targets = [\"rust\", \"typescript\"]\n");
    let rust = &manifest(&folder.join("generated/rust"))["package"];
    for key in ["publish", "repository", "authors"] {
        assert!(rust.get(key).is_none(), "{key}");
    }
    assert_eq!(rust["documentation"].as_str(), Some("https://docs.rs/api-errors"));
    let npm = package(&folder.join("generated/typescript"));
    for key in ["private", "publishConfig", "repository", "homepage", "author", "contributors"] {
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

const AUTH: &str = "catalog: auth\ntitle: Auth\nenvelope: { shape: { code: $code } }\n";
const SESSIONS: &str = "section: Sessions\nerrors:\n  expired: { status: 401, title: Session is over }\n  \
    zledger_broken: { status: 500, title: Zledger broken, visibility: internal }\n";

/// Two crates with a catalog each, a third with everything, and a package for each visibility.
const BUILDS: &str = r#"targets = ["rust", "typescript", "openapi", "markdown", "json"]
[[target.rust]]
out = "crates/shop"
package = "shop-errors"
catalogs = ["shop"]
[[target.rust]]
out = "crates/auth"
package = "auth-errors"
catalogs = ["auth"]
[[target.rust]]
out = "crates/own"
package = "own-errors"
internal = true
publish = false
[[target.typescript]]
out = "npm/public"
package = "@acme/errors"
[[target.typescript]]
out = "npm/own"
package = "@acme/own-errors"
internal = true
private = true
"#;

/// A project with the catalogs `shop` and `auth`, of which the second has an internal code.
fn two_catalogs(options: &str) -> PathBuf {
    let folder = scratch_of_test();
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", ORDERS);
    put(&folder, "registry/auth/catalog.yaml", AUTH);
    put(&folder, "registry/auth/sessions.yaml", SESSIONS);
    put(&folder, "errbook.toml", options);
    folder
}

fn generate(folder: &Path, args: &[&str]) -> String {
    let ran = errbook(folder, &[&["generate"], args].concat());
    assert_eq!(ran.exit, 0, "{}", ran.err);
    ran.out
}

/// The texts of all files below a folder.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            found.push((path.clone(), std::fs::read_to_string(&path).expect("text")));
        }
    }
    found
}

#[test]
fn an_output_has_its_catalogs_and_nothing_of_the_others() {
    let folder = two_catalogs(BUILDS);
    generate(&folder, &[]);
    for (own, other) in [("shop", "auth"), ("auth", "shop")] {
        let crate_ = folder.join("crates").join(own);
        let manifest = manifest(&crate_);
        assert_eq!(manifest["package"]["name"].as_str(), Some(&*format!("{own}-errors")));
        let features = manifest["features"].as_table().expect("a table");
        assert!(features.contains_key(own) && !features.contains_key(other));
        let foreign = if own == "shop" { "Session is over" } else { "Gone away" };
        for (path, text) in texts(&crate_) {
            assert!(!text.contains(foreign), "{}", path.display());
        }
        assert!(crate_.join("src").join(own).is_dir() && !crate_.join("src").join(other).exists());
    }
    assert!(
        folder.join("crates/own/src/shop").is_dir() && folder.join("crates/own/src/auth").is_dir()
    );
}

#[test]
fn a_public_output_says_nothing_of_internal_codes() {
    let folder = two_catalogs(BUILDS);
    generate(&folder, &[]);
    let says = |text: &str| text.to_lowercase().replace(['_', '-', ' '], "").contains("zledger");
    for public in ["crates/shop", "crates/auth", "npm/public", "generated"] {
        for (path, text) in texts(&folder.join(public)) {
            assert!(!says(&text) && !says(&path.to_string_lossy()), "{}", path.display());
        }
    }
    for own in ["crates/own", "npm/own"] {
        assert!(texts(&folder.join(own)).iter().any(|(_, text)| says(text)), "{own}");
    }
}

#[test]
fn pages_import_codes_from_the_package_that_has_them() {
    let options =
        format!("{BUILDS}[target.site]\nout = \"site\"\n[target.json]\ncatalogs = [\"shop\"]\n");
    let folder = two_catalogs(&options);
    let ran = errbook(&folder, &["generate", "--target", "site"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let site = texts(&folder.join("site"));
    let page = |end: &str| {
        let found = site.iter().find(|(path, _)| path.ends_with(end));
        found.map_or_else(|| panic!("no page {end}"), |(_, text)| text.as_str())
    };
    assert!(page("shop/codes/gone.html").contains("shop_errors"));
    assert!(page("auth/codes/expired.html").contains("auth_errors"));
    assert!(!page("auth/codes/expired.html").contains("own-errors"));
    generate(&folder, &["--target", "json"]);
    let json =
        std::fs::read_to_string(folder.join("generated/json/registry.json")).expect("it is there");
    assert!(json.contains("\"shop\"") && !json.contains("\"auth\""));
}

#[test]
fn each_site_is_counted_alone() {
    let sites = "[[target.site]]\nout = \"site/all\"\n\
                 [[target.site]]\nout = \"site/shop\"\ncatalogs = [\"shop\"]\n";
    let folder = two_catalogs(sites);
    let ran = errbook(&folder, &["site"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    for site in ["site/all", "site/shop"] {
        let written = texts(&folder.join(site)).len();
        let line = ran.err.lines().find(|line| line.contains(site)).expect("a line for each");
        assert!(
            line.starts_with(&format!("wrote {written} of {written} files, 0 removed")),
            "{line}"
        );
    }
}

#[test]
fn a_target_is_rendered_with_all_of_its_outputs() {
    let folder = two_catalogs(BUILDS);
    generate(&folder, &["--target", "rust"]);
    for name in ["shop", "auth", "own"] {
        assert!(folder.join("crates").join(name).join("Cargo.toml").is_file(), "{name}");
    }
    assert!(!folder.join("npm").exists());
    generate(&folder, &["--target", "rust", "--out", "elsewhere"]);
    for name in ["shop", "auth", "own"] {
        assert!(folder.join("elsewhere/rust").join(name).join("Cargo.toml").is_file(), "{name}");
    }
    generate(&folder, &[]);
    assert_eq!(generate(&folder, &["--check"]), "");
    // What one output no longer has is removed from its folder, and from no other.
    put(&folder, "errbook.toml", BUILDS.replacen("[\"shop\"]", "[\"auth\"]", 1));
    let done = generate(&folder, &[]);
    assert!(done.contains("removed  ") && !done.contains("crates/own"), "{done}");
    assert!(!folder.join("crates/shop/src/shop").exists());
}

#[test]
fn each_package_has_its_own_verdict_of_changes() {
    let versions = |shop: &str, auth: &str| {
        let version = |package: &str, version: &str| {
            format!(
                "[[target.rust]]\nout = \"{package}\"\npackage = \"{package}-errors\"\n\
                     catalogs = [\"{package}\"]\nversion = \"{version}\"\n"
            )
        };
        format!("targets = [\"rust\"]\n{}{}", version("shop", shop), version("auth", auth))
    };
    let before = two_catalogs(&versions("1.0.0", "1.0.0"));
    let now = before.join("now");
    put(&now, "registry/shop/catalog.yaml", CATALOG);
    put(&now, "registry/shop/orders.yaml", ORDERS);
    put(&now, "registry/auth/catalog.yaml", AUTH);
    // An internal code is gone, and a public one is new.
    put(
        &now,
        "registry/auth/sessions.yaml",
        "section: Sessions\nerrors:\n  expired: { status: 401, title: Session is over }\n  \
         locked: { status: 403, title: Locked }\n",
    );
    let told = |shop: &str, auth: &str| {
        put(&now, "errbook.toml", versions(shop, auth));
        let ran = errbook(&now, &["diff", "--against", "..", "--fail-on", "wire"]);
        let lines = ran.err.lines().filter(|line| line.contains("or higher"));
        lines.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        told("1.0.0", "1.0.0"),
        "the package `auth-errors` of the target `rust` was 1.0.0: with these changes, its version is \
         1.1.0 or higher, and not 1.0.0"
    );
    assert_eq!(told("1.0.0", "1.1.0"), "");
    // A catalog that moves to another package is missing in its own.
    put(&now, "errbook.toml", versions("1.0.0", "1.1.0").replacen("[\"shop\"]", "[\"auth\"]", 1));
    let ran = errbook(&now, &["diff", "--against", "..", "--fail-on", "wire"]);
    assert!(
        ran.err.contains(
            "`shop-errors` of the target `rust` was 1.0.0: with these changes, its version is 2.0.0"
        ),
        "{}",
        ran.err
    );
}

#[test]
fn what_outputs_wrote_that_are_no_more_goes() {
    let folder = two_catalogs("targets = [\"json\"]\n");
    let out = folder.join("below");
    let json = out.join("json");
    let run =
        |args: &[&str]| errbook(&folder, &[&["generate", "--out", "below"][..], args].concat());
    let written = || {
        let paths = texts(&out).into_iter().map(|(path, _)| path);
        let within = paths.map(|path| path.strip_prefix(&json).expect("a path").to_owned());
        within.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(run(&[]).exit, 0);
    let of_one = written();
    put(&json, "mine.txt", "mine\n");
    let project = |options: &str| put(&folder, "errbook.toml", options);
    project(
        "targets = [\"json\"]\n[[target.json]]\nout = \"a/one\"\n[[target.json]]\nout = \"a/two\"\n",
    );
    let found = run(&["--check"]);
    assert_eq!(found.exit, 1);
    assert!(found.out.contains("below/json/registry.json"), "{}", found.out);
    assert_eq!(run(&[]).exit, 0);
    let of_two = written();
    let at_top = of_two.iter().filter(|it| it.parent() == Some(Path::new("")));
    assert_eq!(at_top.collect::<Vec<_>>(), [Path::new("mine.txt")]);
    assert_eq!(run(&["--check"]).exit, 0);
    // One of them gets another name, and is the only one in the end.
    project(
        "targets = [\"json\"]\n[[target.json]]\nout = \"a/one\"\n[[target.json]]\nout = \"a/new\"\n",
    );
    assert_eq!(run(&[]).exit, 0);
    assert!(!json.join("two").exists() && json.join("new").exists());
    project("targets = [\"json\"]\n");
    assert_eq!(run(&[]).exit, 0);
    std::fs::remove_file(json.join("mine.txt")).expect("nobody else removes it");
    assert_eq!(written(), of_one);
}
