//! The registries that the tests render.

use std::fs;
use std::path::Path;

use errbook::model::Model;
use errbook::targets::Options;

use crate::support::registry::{in_folder, render};

/// A registry of names and texts with a special meaning elsewhere.
pub fn hostile() -> Model {
    in_folder("codegen/tests/slow/openapi/hostile")
}

/// A registry with the ready-made envelopes.
pub fn envelopes() -> Model {
    in_folder("codegen/tests/slow/envelopes/registry")
}

/// Renders a target into a folder.
pub fn render_into(model: &Model, target: &str, folder: &Path) {
    render_with(&Options::default(), model, target, folder);
}

/// Renders a target with options into a folder.
pub fn render_with(options: &Options, model: &Model, target: &str, folder: &Path) {
    for output in render(target, model, options) {
        write(&folder.join(output.path), &output.text);
    }
}

/// Writes a file, creating its folder if needed.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}
