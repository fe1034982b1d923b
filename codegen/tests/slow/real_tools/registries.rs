//! The registries that the tests render.

use std::path::Path;

use errbook::model::Model;
use errbook::targets::Options;

use crate::support::registry::{in_folder, render};
use crate::support::write;

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
