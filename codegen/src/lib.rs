//! errbook compiles one YAML registry of API error codes to Rust, TypeScript, OpenAPI and
//! Markdown.

mod decode;
pub mod diagnostic;
pub mod error;
pub mod example;
mod load;
mod lower;
pub mod model;
pub mod names;
pub mod output;
pub mod rule;
pub mod source;
mod spec;
pub mod target;
pub mod template;
pub mod text;
mod yaml;

use diagnostic::{Diagnostic, Problems};
use model::Model;
use source::Sources;

/// Checks a registry: its model, where no finding keeps it from compiling, and every finding in
/// the order of files and lines.
#[must_use]
pub fn check(sources: &Sources) -> (Option<Model>, Vec<Diagnostic>) {
    let mut problems = Problems::default();
    let spec = load::load(sources, &mut problems);
    let model = lower::lower(&spec, &mut problems);
    (model, problems.sorted())
}
