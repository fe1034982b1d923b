//! The targets: what a registry is compiled to. Each is one module, which declares its options, a
//! line in [`Options`], and a line in [`TARGETS`].

pub(crate) mod json;
mod markdown;
mod openapi;
mod rust;
mod schema;
mod site;
mod typescript;

use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::decode::{Decode, Line, Spanned, object};
use crate::model::{Catalog, Code, Model, Outline};
use crate::output::Output;
use json::JsonOptions;
use markdown::MarkdownOptions;
use openapi::OpenapiOptions;
use rust::RustOptions;
use schema::SchemaOptions;
use site::SiteOptions;
use typescript::TypescriptOptions;

pub use openapi::{
    Errors, Format as OpenapiFormat, Names as OpenapiNames, Prefix, Version as OpenapiVersion,
    components as openapi_components,
};
pub use site::Address as SiteAddress;

pub(crate) use openapi::returned as openapi_returned;
#[cfg(feature = "cli")]
pub(crate) use schema::{of_catalog as schema_of_catalog, of_section as schema_of_section};

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
    /// The folder that its options name.
    pub folder: fn(&Options) -> Option<&Spanned<Line>>,
    /// Whether its options ask for internal codes too.
    pub internal: fn(&Options) -> bool,
    /// Renders all of its files, one after the other; their paths are relative to the target's folder.
    pub render: fn(&Model, &Options, Emit<'_>) -> Result<(), RenderError>,
}

/// Where a target puts each file as soon as its text is complete, so that it need not keep it.
pub type Emit<'e> = &'e (dyn Fn(Output) + Sync);

/// Every target, in the order in which they are reported.
pub const TARGETS: &[&Target] = &[&RUST, &TYPESCRIPT, &OPENAPI, &MARKDOWN, &SCHEMA, &JSON, &SITE];

object! {
    /// The options of each target, under its name.
    "`target`" => Options {
        /// Of the crate.
        "rust" => rust: RustOptions = RustOptions::fallback(),
        /// Of the npm package.
        "typescript" => typescript: TypescriptOptions = TypescriptOptions::fallback(),
        /// Of the OpenAPI documents.
        "openapi" => openapi: OpenapiOptions = OpenapiOptions::fallback(),
        /// Of the Markdown pages.
        "markdown" => markdown: MarkdownOptions = MarkdownOptions::fallback(),
        /// Of the JSON Schemas.
        "schema" => schema: SchemaOptions = SchemaOptions::fallback(),
        /// Of the JSON file.
        "json" => json: JsonOptions = JsonOptions::fallback(),
        /// Of the site.
        "site" => site: SiteOptions = SiteOptions::fallback(),
    }
}

/// The names by which programs import the packages, for pages that show such programs.
#[derive(Clone, Copy)]
struct Packages<'a> {
    rust: &'a str,
    typescript: &'a str,
}

impl Options {
    fn packages(&self) -> Packages<'_> {
        Packages { rust: &self.rust.package.0, typescript: &self.typescript.package.0 }
    }
}

impl Default for Options {
    fn default() -> Options {
        Options::fallback()
    }
}

/// The target `rust`.
pub static RUST: Target = Target {
    name: "rust",
    summary: "a Rust crate with a module for each catalog",
    out: "generated/rust",
    default: true,
    folder: |options| options.rust.out.as_ref(),
    internal: |options| options.rust.internal,
    render: |model, options, emit| rust::render(model, &options.rust, emit),
};

/// The target `typescript`.
pub static TYPESCRIPT: Target = Target {
    name: "typescript",
    summary: "an npm package with an entry for each catalog",
    out: "generated/typescript",
    default: true,
    folder: |options| options.typescript.out.as_ref(),
    internal: |options| options.typescript.internal,
    render: |model, options, emit| typescript::render(model, &options.typescript, emit),
};

/// The target `openapi`.
pub static OPENAPI: Target = Target {
    name: "openapi",
    summary: "OpenAPI components for each catalog",
    out: "generated/openapi",
    default: true,
    folder: |options| options.openapi.out.as_ref(),
    internal: |_| false,
    render: |model, options, emit| openapi::render(model, &options.openapi, emit),
};

/// The target `markdown`.
pub static MARKDOWN: Target = Target {
    name: "markdown",
    summary: "reference pages in Markdown",
    out: "generated/docs",
    default: true,
    folder: |options| options.markdown.out.as_ref(),
    internal: |options| options.markdown.internal,
    render: |model, options, emit| markdown::render(model, options.packages(), emit),
};

/// The target `schema`.
pub static SCHEMA: Target = Target {
    name: "schema",
    summary: "JSON Schemas for the registry files and the JSON output",
    out: "generated/schema",
    default: true,
    folder: |options| options.schema.out.as_ref(),
    // They are for those who write the registry.
    internal: |_| true,
    render: |model, _, emit| {
        let outlines: Vec<Outline> = model.catalogs.iter().map(Catalog::outline).collect();
        schema::render(&outlines)?.into_iter().for_each(emit);
        Ok(())
    },
};

/// The target `json`.
pub static JSON: Target = Target {
    name: "json",
    summary: "every catalog in one machine-readable file",
    out: "generated/json",
    default: true,
    folder: |options| options.json.out.as_ref(),
    internal: |options| options.json.internal,
    render: |model, _, emit| json::render(model, emit),
};

/// The target `site`.
pub static SITE: Target = Target {
    name: "site",
    summary: "reference pages in HTML, with search",
    out: "generated/site",
    // Thousands of files are better published than checked in.
    default: false,
    folder: |options| options.site.out.as_ref(),
    internal: |options| options.site.internal,
    render: |model, options, emit| site::render(model, &options.site, options.packages(), emit),
};

impl Target {
    /// The model to render: without internal codes, unless the options of the target ask for them.
    #[must_use]
    pub fn seen<'m>(&self, model: &'m Model, options: &Options) -> &'m Model {
        if (self.internal)(options) { model } else { model.public() }
    }

    /// All files of the target.
    ///
    /// # Errors
    ///
    /// If there is a bug in it.
    pub fn outputs(&self, model: &Model, options: &Options) -> Result<Vec<Output>, RenderError> {
        collected(|emit| (self.render)(model, options, emit))
    }
}

/// The files that something renders.
///
/// # Errors
///
/// Those of the rendering.
pub fn collected<E>(render: impl FnOnce(Emit<'_>) -> Result<(), E>) -> Result<Vec<Output>, E> {
    let outputs = Mutex::new(Vec::new());
    render(&|output| outputs.lock().unwrap_or_else(PoisonError::into_inner).push(output))?;
    Ok(outputs.into_inner().unwrap_or_else(PoisonError::into_inner))
}

impl PartialEq for Target {
    fn eq(&self, other: &Target) -> bool {
        self.name == other.name
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

/// The files of the target `schema` for catalogs of which only the names are known.
///
/// # Errors
///
/// As when the target is rendered.
pub fn schemas_of(outlines: &[Outline]) -> Result<Vec<Output>, RenderError> {
    schema::render(outlines)
}

/// What a crate includes to have the modules of the `rust` target, whose files are in `folder`.
///
/// # Errors
///
/// As when the target is rendered.
pub fn rust_modules(
    model: &Model,
    options: &Options,
    folder: &Path,
) -> Result<String, RenderError> {
    rust::modules(model, &options.rust, folder)
}

/// The features of a crate that includes these modules.
#[must_use]
pub fn rust_features() -> Vec<&'static str> {
    rust::features()
}
