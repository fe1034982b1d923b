//! The `rust` target: a crate with a module and a feature for each catalog.

mod body;
mod catalog;
mod conversion;
mod debug;
mod details;
mod doc;
mod enums;
mod envelope;
mod error;
mod ident;
mod lookup;
mod methods;
mod package;
mod perfect;
mod plan;
mod source;
mod table;
mod types;
mod wire;

use std::fmt::Write;

use crate::model::Model;
use crate::output::{Output, Tree};
use crate::targets::{Options, RenderError};
use plan::Plan;

pub(super) fn render(model: &Model, options: &Options) -> Result<Vec<Output>, RenderError> {
    let ids: Vec<&str> = model.catalogs.iter().map(|catalog| &catalog.id[..]).collect();
    let plans = model.catalogs.iter().map(|catalog| Plan::of(catalog, &ids));
    let plans: Vec<Plan<'_>> = plans.collect::<Result<_, RenderError>>()?;
    let mut outputs = package::outputs(&plans, options)?;
    outputs.extend(errbook_templates::RUST_SHARED.iter().map(|(name, text)| Output {
        path: format!("src/shared/{name}.rs"),
        text: source::file(text),
    }));
    for plan in &plans {
        outputs.extend(catalog::outputs(plan)?);
    }
    Ok(outputs)
}

/// Declares the modules of the crate as modules of another one, with the paths of their files.
///
/// The other crate's features `std`, `serde`, `json`, `http`, and `axum` control what is compiled.
pub(super) fn include(tree: &Tree) -> String {
    let mut text = String::new();
    for (path, _) in tree.files() {
        let Some(module) = path.strip_prefix("src/").and_then(|it| it.strip_suffix("/mod.rs"))
        else {
            continue;
        };
        let path = source::string(&tree.folder.join(path).display().to_string());
        let _ = if module == "shared" {
            writeln!(text, "#[path = {path}]\nmod shared;\npub use shared::*;")
        } else {
            writeln!(text, "#[path = {path}]\npub mod {module};")
        };
    }
    text
}
