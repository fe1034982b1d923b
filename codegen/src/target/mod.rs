//! The targets: what a registry is compiled to. One module and one line here each.

mod json;
mod markdown;
mod openapi;
mod rust;
mod schema;
mod site;
mod typescript;

use std::error::Error;
use std::thread;

use crate::config::ProjectTarget;
use crate::error::Error as Failure;
use crate::model::{Catalog, Code, Model};
use crate::output::{Output, Tree};

pub(crate) use openapi::{Names as OpenapiNames, Version as OpenapiVersion};

/// One kind of output.
pub struct Target {
    /// The name on the command line and in the project file.
    pub name: &'static str,
    /// What it renders, in a line.
    pub summary: &'static str,
    /// The folder it owns where the project file names none.
    pub out: &'static str,
    /// Whether a project that names no targets renders it.
    pub default: bool,
    /// The options that it reads, by their names in the project file; see [`Options`].
    pub options: &'static [&'static str],
    /// Renders the whole of it; the paths are relative to the target's folder.
    pub render: fn(&Model, &Options) -> Result<Vec<Output>, RenderError>,
}

/// Every target, in the order in which they run.
pub const TARGETS: &[Target] = &[
    Target {
        name: "rust",
        summary: "a Rust crate with a module for each catalog",
        out: "generated/rust",
        default: true,
        options: PACKAGE,
        render: rust::render,
    },
    Target {
        name: "typescript",
        summary: "an npm package with an entry for each catalog",
        out: "generated/typescript",
        default: true,
        options: PACKAGE,
        render: typescript::render,
    },
    Target {
        name: "openapi",
        summary: "OpenAPI 3.1 and 3.0.3 components for each catalog",
        out: "generated/openapi",
        default: true,
        options: &["version", "errors"],
        render: openapi::render,
    },
    Target {
        name: "markdown",
        summary: "reference pages in Markdown",
        out: "generated/docs",
        default: true,
        options: &[],
        render: markdown::render,
    },
    Target {
        name: "schema",
        summary: "JSON Schema of the registry files, for editors",
        out: "generated/schema",
        default: true,
        options: &[],
        render: schema::render,
    },
    Target {
        name: "json",
        summary: "every catalog in one machine-readable file",
        out: "generated/json",
        default: true,
        options: &[],
        render: json::render,
    },
    Target {
        name: "site",
        summary: "reference pages in HTML with search",
        out: "generated/site",
        // Thousands of files are better published than checked in.
        default: false,
        options: &["title", "base_url"],
        render: site::render,
    },
];

/// The options of a target that renders a package.
const PACKAGE: &[&str] = &["package", "version", "license"];

/// Renders targets side by side; internal codes are left out.
///
/// # Errors
///
/// Where a target fails, with its name.
pub fn render(model: &Model, targets: &[&ProjectTarget]) -> Result<Vec<Tree>, Failure> {
    let model = &model.public();
    let render = |target: &ProjectTarget| {
        let outputs = (target.target.render)(model, &target.options)
            .map_err(|source| Failure::Render { target: target.target.name, source })?;
        Ok(Tree::new(target.folder.clone(), outputs))
    };
    thread::scope(|scope| {
        let running: Vec<_> =
            targets.iter().map(|target| scope.spawn(move || render(target))).collect();
        running
            .into_iter()
            .map(|tree| tree.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// The options of a target; every field has a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The name of the package that consumers import; `api-errors` by default.
    pub package: String,
    /// The version of the generated package or OpenAPI documents; `0.1.0` by default.
    pub version: String,
    /// The license of the generated package, as an SPDX expression; by default `MIT OR Apache-2.0`
    /// for a crate, and none for an npm package.
    pub license: Option<String>,
    /// The name of the site; by default the catalog's title, or `API errors` where there are
    /// several catalogs.
    pub title: Option<String>,
    /// The address at which the site is published, with a slash at its end; unknown by default.
    pub base_url: Option<String>,
    /// What schemas the bodies of errors have; [`Errors::Shared`] by default.
    pub errors: Errors,
}

/// What schemas an OpenAPI document has for the bodies of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// One for all of a catalog.
    Shared,
    /// One for each code and each status.
    Typed,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            package: "api-errors".to_owned(),
            version: "0.1.0".to_owned(),
            license: None,
            title: None,
            base_url: None,
            errors: Errors::Shared,
        }
    }
}

/// A fault of a target itself: a template that does not render, tokens that do not parse.
pub type RenderError = Box<dyn Error + Send + Sync>;

/// A code as the `json` target shows it, with the id of its catalog before it.
///
/// # Errors
///
/// Where the code cannot be written as JSON, which no code of a model is known to do.
pub fn json_code(catalog: &Catalog, code: &Code) -> Result<serde_json::Value, RenderError> {
    json::code(catalog, code)
}

/// What a build script's include file holds for the files of the `rust` target: its modules.
#[must_use]
pub fn include_rust(tree: &Tree) -> String {
    rust::include(tree)
}
