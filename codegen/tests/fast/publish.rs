//! What crates.io gets: the packages, and the API that they promise.

use std::fs;
use std::process::Command;

use syn::{Attribute, Item, Visibility};

use crate::support;

/// The packages for crates.io: their names, folders, and how many kilobytes their files may have.
const PACKAGES: [(&str, &str, u64); 2] =
    [("errbook", "codegen", 3080), ("errbook-templates", "templates", 540)];

/// What Cargo adds to the files of a package.
const ADDED: [&str; 4] = [".cargo_vcs_info.json", "Cargo.toml.orig", "Cargo.lock", "README.md"];

#[test]
fn packages_contain_what_builds_and_the_licences() {
    for (package, folder, limit) in PACKAGES {
        let listed = support::run(
            Command::new(env!("CARGO"))
                .args(["package", "--list", "--offline", "--allow-dirty", "--quiet"])
                .args(["--package", package])
                .current_dir(support::root()),
        );
        let folder = support::root().join(folder);
        let mut size = 0;
        for path in listed.lines().filter(|path| !ADDED.contains(path)) {
            let path = path.replace('\\', "/");
            let needed =
                ["Cargo.toml", "LICENSE-", "lib.rs", "src/", "envelopes/", "rules/registry/"];
            let template = ["markdown/", "rust/", "site/", "typescript/"];
            assert!(
                needed.iter().chain(&template).any(|start| path.starts_with(start)),
                "{package} contains {path}"
            );
            size += fs::metadata(folder.join(&path)).expect("the file is there").len();
        }
        assert!(size < limit * 1000, "{package} has grown to {size} bytes");
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(listed.lines().any(|path| path == licence), "{package} lacks {licence}");
            let read = |path| fs::read(path).expect("the licence is read");
            let (own, top) = (folder.join(licence), support::root().join(licence));
            assert_eq!(read(own), read(top), "{licence} of {package} differs from that at the top");
        }
    }
}

/// What the pages of the library show is its API, and the front page says so.
#[test]
fn the_api_is_what_is_documented() {
    let source = |path: &str| {
        let text = fs::read_to_string(support::root().join("codegen/src").join(path));
        syn::parse_file(&text.expect("the source is read")).expect("Rust").items
    };
    assert_eq!(shown(&source("lib.rs")), ["build_script"]);
    assert_eq!(shown(&source("build_script.rs")), ["run"]);
}

/// The names of the public items that rustdoc shows.
fn shown(items: &[Item]) -> Vec<String> {
    let hidden = |attributes: &[Attribute]| {
        attributes.iter().any(|attribute| {
            attribute.path().is_ident("doc")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "hidden")
        })
    };
    let mut names = Vec::new();
    for item in items {
        let (attributes, visibility, name) = match item {
            Item::Mod(item) => (&item.attrs, &item.vis, item.ident.to_string()),
            Item::Fn(item) => (&item.attrs, &item.vis, item.sig.ident.to_string()),
            Item::Struct(item) => (&item.attrs, &item.vis, item.ident.to_string()),
            Item::Use(item) => (&item.attrs, &item.vis, "a re-export".to_owned()),
            // Constants and statics of these files are private.
            _ => continue,
        };
        if matches!(visibility, Visibility::Public(_)) && !hidden(attributes) {
            names.push(name);
        }
    }
    names
}
