//! The registries that the tests render.

use std::fs;
use std::path::{Path, PathBuf};

use errbook::model::Model;
use errbook::report::{self, Look};
use errbook::source::Sources;
use errbook::target::{Options, TARGETS};

use crate::support::{root, scratch};

/// This repository's registry.
pub fn real() -> Model {
    read("registry")
}

/// A registry of names and texts that mean something elsewhere.
pub fn hostile() -> Model {
    read("codegen/tests/openapi/hostile")
}

fn read(folder: &str) -> Model {
    model(Sources::read(&root().join(folder)).expect("the registry is read"))
}

/// The public model of registry files.
pub fn model(sources: Sources) -> Model {
    let checked = errbook::check(sources);
    let found: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|finding| report::render(finding, &checked.sources, Look::default()))
        .collect();
    checked.model.unwrap_or_else(|| panic!("{}", found.join("\n"))).public()
}

/// Renders a target into a new folder.
pub fn render(model: &Model, target: &str, name: &str) -> PathBuf {
    let folder = scratch(name);
    render_into(model, target, &folder);
    folder
}

/// Renders a target into a folder.
pub fn render_into(model: &Model, target: &str, folder: &Path) {
    let target = TARGETS.iter().find(|found| found.name == target).expect("the target");
    for output in (target.render)(model, &Options::default()).expect("it renders") {
        write(&folder.join(output.path), &output.text);
    }
}

/// Writes a file, in a folder that may be new.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}
