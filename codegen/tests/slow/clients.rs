//! Programs that use the packages of a registry: what the client in each language says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::model::Model;
use errbook::targets::Options;

use crate::rust::{cargo, workspace};
use crate::support::registry::render;
use crate::support::{run, write};

/// A folder with both packages of a model, a program in Rust, and one for Node, which import them as
/// `api_errors` and `api-errors`.
pub(crate) fn programs(name: &str, model: &Model, rust: &str, script: &str) -> PathBuf {
    let folder = workspace(name, "");
    for (target, to) in [("rust", "crate"), ("typescript", "node_modules/api-errors")] {
        for output in render(target, model, &Options::default()) {
            write(&folder.join(to).join(&output.path), &output.text);
        }
    }
    let manifest = fs::read_to_string(folder.join("crate/Cargo.toml")).expect("a crate");
    let (_, features) = manifest.split_once("[features]\n").expect("it has features");
    let features = features.lines().take_while(|line| !line.starts_with('['));
    let names = features.filter_map(|line| Some(line.split_once(" =")?.0.trim_matches('"')));
    let names = names.filter(|name| !["axum", "http"].contains(name));
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         serde_json = \"1\"\napi-errors = {{ path = \"crate\", features = {:?} }}\n",
        names.collect::<Vec<_>>()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/main.rs"), rust);
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    write(&folder.join("main.js"), script);
    folder
}

/// What each of the programs prints.
pub(crate) fn printed(folder: &Path) -> [(&'static str, String); 2] {
    let rust = cargo(folder, &["run", "--quiet"]);
    let typescript = run(Command::new("node").arg("main.js").current_dir(folder));
    [("the Rust client", rust), ("the TypeScript client", typescript)]
}
