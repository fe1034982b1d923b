//! Programs that use the packages of a registry: what the client in each language says.

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
    let catalogs = model.catalogs.iter().map(|catalog| format!(", {:?}", catalog.id));
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         serde_json = \"1\"\napi-errors = {{ path = \"crate\", features = [\"json\", \
         \"languages\"{}] }}\n",
        catalogs.collect::<String>()
    );
    let folder = workspace(name, &manifest);
    for (target, to) in [("rust", "crate"), ("typescript", "node_modules/api-errors")] {
        for output in render(target, model, &Options::default()) {
            write(&folder.join(to).join(&output.path), &output.text);
        }
    }
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
