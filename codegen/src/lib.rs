//! errbook compiles a YAML registry of API error codes to Rust, TypeScript, OpenAPI and Markdown.
//!
//! A registry passes through this crate in four steps: [`source::Sources`] reads it, [`check`] turns
//! it into a [`model::Model`] or reports what is wrong, [`targets::render`] renders the model, and
//! [`output::apply`] writes what has changed. [`build_script::run`] does all of this for a
//! `build.rs`.

pub mod address;
pub mod annotate;
pub mod boundary;
pub mod build_script;
pub mod config;
mod decode;
pub mod diagnostic;
pub mod dialect;
mod disk;
mod edits;
mod envelopes;
pub mod error;
pub mod example;
mod file_name;
pub mod fix;
mod language;
pub mod layout;
pub mod limits;
mod lint;
mod load;
mod lower;
pub mod model;
pub mod names;
pub mod output;
mod pages;
pub mod reference;
pub mod report;
pub mod rule;
pub mod rulebook;
pub mod source;
mod status;
pub mod targets;
mod template;
pub mod text;
pub mod visible;
pub mod words;
mod yaml;

use std::collections::BTreeMap;

use config::Project;
use diagnostic::{Diagnostic, Found, Problems};
use error::Error;
use limits::Limits;
use model::Model;
use rule::{Level, Rule};
use source::Sources;

/// A registry that has been checked.
#[derive(Debug)]
pub struct Checked {
    /// The registry's files, which the findings point into.
    pub sources: Sources,
    /// The model, unless an error keeps the registry from compiling.
    pub model: Option<Model>,
    /// Every finding, in the order of files and lines, up to the limits for findings.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings of each rule there are beyond the limits.
    pub beyond: BTreeMap<&'static str, usize>,
}

/// Reads and checks the registry of a project.
///
/// # Errors
///
/// If the registry cannot be read or contains no catalog.
pub fn open(project: &Project) -> Result<Checked, Error> {
    let sources = Sources::read_within(&project.registry, &project.boundary, &project.limits)?;
    // Compiling it would remove every generated file.
    if sources.files().is_empty() {
        return Err(Error::EmptyRegistry { path: project.registry.clone() });
    }
    Ok(check_in(project, sources))
}

/// Checks a registry that has been read, and how it fits its project.
#[must_use]
pub fn check_in(project: &Project, sources: Sources) -> Checked {
    let mut checked = check_with(sources, &project.levels, project.limits);
    let Some(model) = &checked.model else { return checked };
    let mut problems = Problems::limited(project.limits);
    config::folders::check(project, model, &checked.sources, &mut problems);
    if problems.count() > 0 {
        checked.model = None;
        for found in std::mem::take(&mut checked.diagnostics) {
            problems.push(found);
        }
        checked.diagnostics = problems.sorted();
    }
    checked
}

/// Checks a registry; catalogs may change the default levels of rules.
#[must_use]
pub fn check(sources: Sources) -> Checked {
    check_with(sources, &[], Limits::default())
}

/// Checks a registry with the levels that a project sets for rules, within limits.
#[must_use]
pub fn check_with(sources: Sources, levels: &[(&'static Rule, Level)], limits: Limits) -> Checked {
    let mut problems = Problems::within(limits, &sources);
    let spec = load::load(&sources, &mut problems);
    let catalogs = if load::within_limits(&spec, &mut problems) {
        lower::lower(&spec, &sources, &mut problems)
    } else {
        Vec::new()
    };
    lint::lint(&spec, &catalogs, &sources, levels, &mut problems);
    // A lint can be set to the level of an error.
    let catalogs = catalogs.into_iter().collect::<Option<_>>().filter(|_| !problems.any_error());
    let model = catalogs.map(|catalogs| Model { catalogs });
    let Found { diagnostics, beyond } = problems.finish();
    Checked { sources, model, diagnostics, beyond }
}
