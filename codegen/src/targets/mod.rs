//! The targets: what a registry is compiled to. Each is one module and one entry in [`TARGETS`].

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
    /// What it renders, in one line.
    pub summary: &'static str,
    /// The folder it owns if the project file does not name one.
    pub out: &'static str,
    /// Whether it is rendered if the project does not list its targets.
    pub default: bool,
    /// The options it reads, by their names in the project file; see [`Options`].
    pub options: &'static [&'static str],
    /// Which kind of package it renders, if it renders one.
    pub package: Option<Package>,
    /// Renders all of its files; their paths are relative to the target's folder.
    pub render: fn(&Model, &Options) -> Result<Vec<Output>, RenderError>,
}

/// Every target, in the order in which they are reported.
pub const TARGETS: &[Target] = &[
    Target {
        name: "rust",
        summary: "a Rust crate with a module for each catalog",
        out: "generated/rust",
        default: true,
        options: PACKAGE,
        package: Some(Package::Cargo),
        render: rust::render,
    },
    Target {
        name: "typescript",
        summary: "an npm package with an entry for each catalog",
        out: "generated/typescript",
        default: true,
        options: PACKAGE,
        package: Some(Package::Npm),
        render: typescript::render,
    },
    Target {
        name: "openapi",
        summary: "OpenAPI 3.1 and 3.0.3 components for each catalog",
        out: "generated/openapi",
        default: true,
        options: &["version", "errors"],
        package: None,
        render: openapi::render,
    },
    Target {
        name: "markdown",
        summary: "reference pages in Markdown",
        out: "generated/docs",
        default: true,
        options: &[],
        package: None,
        render: markdown::render,
    },
    Target {
        name: "schema",
        summary: "JSON Schemas for the registry files and the JSON output",
        out: "generated/schema",
        default: true,
        options: &[],
        package: None,
        render: schema::render,
    },
    Target {
        name: "json",
        summary: "every catalog in one machine-readable file",
        out: "generated/json",
        default: true,
        options: &[],
        package: None,
        render: json::render,
    },
    Target {
        name: "site",
        summary: "reference pages in HTML, with search",
        out: "generated/site",
        // Thousands of files are better published than checked in.
        default: false,
        options: &["title", "base_url"],
        package: None,
        render: site::render,
    },
];

/// A kind of package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// A crate.
    Cargo,
    /// An npm package.
    Npm,
}

/// The options of a target that renders a package.
const PACKAGE: &[&str] = &["package", "version", "license"];

/// Renders targets in parallel; internal codes are left out. A target that fails, with an error that
/// names it, does not keep the others from being rendered.
#[must_use]
pub fn render(model: &Model, targets: &[&ProjectTarget]) -> Vec<Result<Tree, Failure>> {
    let model = model.public();
    let render = |target: &ProjectTarget| {
        let outputs = (target.target.render)(model, &target.options)?;
        Ok(Tree::new(target.folder.clone(), outputs))
    };
    thread::scope(|scope| {
        let running: Vec<_> =
            targets.iter().map(|target| (target, scope.spawn(move || render(target)))).collect();
        let rendered = running.into_iter().map(|(target, tree)| {
            let tree = tree.join().unwrap_or_else(|_| Err("it panicked; please report it".into()));
            tree.map_err(|source| Failure::Render { target: target.target.name, source })
        });
        rendered.collect()
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
    /// The name of the site; by default the catalog's title, or `API errors` if there are several
    /// catalogs.
    pub title: Option<String>,
    /// The URL at which the site is published, with a final slash; unknown by default.
    pub base_url: Option<String>,
    /// Which schemas OpenAPI documents have for error bodies; [`Errors::Shared`] by default.
    pub errors: Errors,
}

/// Which schemas an OpenAPI document has for error bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// One for the whole catalog.
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

/// A bug in a target: a template that does not render, tokens that do not parse.
pub type RenderError = Box<dyn Error + Send + Sync>;

/// A code as the `json` target writes it, preceded by the id of its catalog.
///
/// # Errors
///
/// If the code cannot be written as JSON, which is not known to happen.
pub fn json_code(catalog: &Catalog, code: &Code) -> Result<serde_json::Value, RenderError> {
    json::code(catalog, code)
}

/// The contents of a build script's include file for the output of the `rust` target: its modules.
#[must_use]
pub fn include_rust(tree: &Tree) -> String {
    rust::include(tree)
}
