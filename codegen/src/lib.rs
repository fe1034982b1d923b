//! errbook compiles a YAML registry of API error codes to Rust, TypeScript, OpenAPI and Markdown.
//!
//! # Why
//!
//! The codes that an API returns are written down many times: in the server, in its clients, in the
//! API description, in the reference. errbook keeps them in one registry, and everything else is made
//! from it. A mistake in the registry is a finding with a place, a reason and a fix, before anything
//! is generated.
//!
//! # Usage
//!
//! Most projects run the command and check in what it writes:
//!
//! ```sh
//! cargo install --locked errbook
//! errbook generate
//! ```
//!
//! This library is for packages that compile their registry when they are built, with nothing
//! checked in. It is then a build dependency:
//!
//! ```toml
//! [build-dependencies]
//! errbook = { version = "0.1", default-features = false }
//! ```
//!
//! The registry is the folder `registry` of the package. Each folder in it is a catalog, the errors
//! of one API:
//!
//! ```yaml
//! # registry/shop/catalog.yaml
//! catalog: shop
//! title: Shop API
//! codes: { style: snake_case }
//! envelope: { shape: { code: $code, message: $message } }
//! ```
//!
//! ```yaml
//! # registry/shop/orders.yaml
//! section: Orders
//! errors:
//!   not_found: { status: 404, description: There is no order with this id. }
//! ```
//!
//! The whole `build.rs`:
//!
//! ```standalone_crate
//! fn main() -> std::process::ExitCode {
//! #   if std::env::var_os("OUT_DIR").is_none() {
//! #       return in_a_package();
//! #   }
//!     errbook::build_script::run()
//! }
//! #
//! # /// Runs this program as Cargo would in a package with the registry above.
//! # fn in_a_package() -> std::process::ExitCode {
//! #     use std::{env, fs, process};
//! #     let package = env::temp_dir().join(format!("errbook-doc-{}", process::id()));
//! #     let (registry, out) = (package.join("registry/shop"), package.join("out"));
//! #     fs::create_dir_all(&registry).unwrap();
//! #     fs::create_dir_all(&out).unwrap();
//! #     let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs"));
//! #     for file in ["catalog", "orders"] {
//! #         let start = format!("//! # registry/shop/{file}.yaml\n");
//! #         let block = page.split_once(&start).unwrap().1.split("//! ```").next().unwrap();
//! #         fs::write(registry.join(file).with_extension("yaml"), block.replace("//! ", "")).unwrap();
//! #     }
//! #     let script = process::Command::new(env::current_exe().unwrap())
//! #         .env("CARGO_MANIFEST_DIR", &package)
//! #         .env("OUT_DIR", &out)
//! #         .status();
//! #     assert!(script.unwrap().success());
//! #     assert!(fs::read_to_string(out.join("errbook.rs")).unwrap().contains("mod shop;"));
//! #     fs::remove_dir_all(&package).unwrap();
//! #     process::ExitCode::SUCCESS
//! # }
//! ```
//!
//! The package then has a module for each catalog, with the types `ErrorCode` and `ApiError`:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/errbook.rs"));
//!
//! pub fn no_such_order() -> shop::ApiError {
//!     shop::ApiError::not_found()
//! }
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `cli` | yes | the command `errbook`, and the dependencies that only it needs: a third of all |
//!
//! # What is stable
//!
//! [`build_script`] is the API. Everything else that is public is hidden from these pages, belongs to
//! the command and to errbook's own tests, and can change in any release. Programs read registries
//! from the target `json`, whose document has a schema, or from `errbook list --format json`.
//!
//! # Learn more
//!
//! - The [README](https://crates.io/crates/errbook) shows every command, the registry language and
//!   how to use what is generated.
//! - `errbook explain RULE` says what a rule checks, why, and how to fix what it finds.
//! - `ARCHITECTURE.md` in the repository is the map of the code.

pub mod build_script;

mod address;
#[cfg(feature = "cli")]
mod baseline;
mod boundary;
mod decode;
mod disk;
mod edits;
mod envelopes;
mod file_name;
mod language;
mod lines;
mod lint;
mod load;
mod lower;
#[cfg(feature = "cli")]
mod lsp;
mod package;
mod pages;
mod parallel;
mod placeholders;
#[cfg(feature = "cli")]
mod recode;
mod status;
mod template;
mod timings;
mod words;
mod yaml;

// Not part of the API: the command, and what the tests, benchmarks and fuzz targets use.
#[doc(hidden)]
pub mod again;
#[doc(hidden)]
pub mod annotate;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod dialect;
#[doc(hidden)]
pub mod diff;
#[doc(hidden)]
pub mod embed;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod example;
#[doc(hidden)]
pub mod fix;
#[cfg(feature = "cli")]
mod git;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod import;
#[doc(hidden)]
pub mod jobs;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod keys;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod limits;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod published;
#[doc(hidden)]
pub mod reference;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod rule;
#[doc(hidden)]
pub mod rulebook;
#[doc(hidden)]
pub mod search;
#[doc(hidden)]
pub mod source;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod start;
#[doc(hidden)]
pub mod targets;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod visible;
#[doc(hidden)]
pub mod vocabulary;

use std::collections::BTreeMap;

use config::Project;
use diagnostic::{Diagnostic, Found, Problems};
use error::Error;
use limits::Limits;
#[doc(hidden)]
pub use lint::Asked;
use model::Model;
use rule::{Level, Rule};
use source::Sources;

/// A registry that has been checked.
#[doc(hidden)]
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
#[doc(hidden)]
pub fn open(project: &Project) -> Result<Checked, Error> {
    Ok(check_in(project, read(project)?, Asked::Fixes))
}

/// Reads the registry of a project.
///
/// # Errors
///
/// If the registry cannot be read or contains no catalog.
#[doc(hidden)]
pub fn read(project: &Project) -> Result<Sources, Error> {
    let sources = timings::phase("read", || {
        Sources::read_within(&project.registry, &project.boundary, &project.limits)
    })?;
    timings::count("read", None, sources.files().iter().map(|file| file.text.len()).sum());
    // Compiling it would remove every generated file.
    if sources.files().is_empty() {
        return Err(Error::EmptyRegistry { path: project.registry.clone() });
    }
    Ok(sources)
}

/// The names in the catalogs of a project, as far as its registry can be read.
///
/// # Errors
///
/// If the registry cannot be read at all.
#[doc(hidden)]
pub fn outlines(project: &Project) -> Result<Vec<model::Outline>, Error> {
    let sources = Sources::read_within(&project.registry, &project.boundary, &project.limits)?;
    let mut problems = Problems::within(project.limits, &sources);
    Ok(lower::outlines(&load::load(&sources, &mut problems)))
}

/// Whether a code could be called so, or be that on the wire, in a registry that may have errors.
#[cfg(feature = "cli")]
fn may_be_code(sources: &Sources, limits: Limits, text: &str) -> bool {
    let mut problems = Problems::within(limits, sources);
    load::load(sources, &mut problems).any_code(text)
}

/// Checks a registry that has been read, and how it fits its project.
#[must_use]
#[doc(hidden)]
pub fn check_in(project: &Project, sources: Sources, asked: Asked) -> Checked {
    let mut checked = check_from(sources, &project.levels, project.limits, asked);
    let Some(model) = &checked.model else { return checked };
    let mut problems = Problems::limited(project.limits);
    config::check_catalogs(project, model, &mut checked.sources, &mut problems);
    config::folders::check(project, model, &checked.sources, &mut problems);
    config::packages::check(project, model.catalogs.iter(), &mut problems);
    if problems.join(&mut checked.diagnostics) {
        checked.model = None;
    }
    checked
}

/// Checks a registry; catalogs may change the default levels of rules.
#[must_use]
#[doc(hidden)]
pub fn check(sources: Sources) -> Checked {
    check_with(sources, &[], Limits::default())
}

/// Checks a registry with the levels that a project sets for rules, within limits.
#[must_use]
#[doc(hidden)]
pub fn check_with(sources: Sources, levels: &[(&'static Rule, Level)], limits: Limits) -> Checked {
    check_from(sources, levels, limits, Asked::Fixes)
}

fn check_from(
    sources: Sources,
    levels: &[(&'static Rule, Level)],
    limits: Limits,
    asked: Asked,
) -> Checked {
    let mut kept = again::Kept::default();
    let checked = again::check_from(&sources, (levels, asked), limits, &mut kept);
    let again::Again { spec, found, compiles } = checked;
    let Found { diagnostics, beyond } = found;
    let model = compiles.then(|| again::model(kept.take(&spec), &spec));
    parallel::drop_aside((spec, kept));
    Checked { sources, model, diagnostics, beyond }
}
