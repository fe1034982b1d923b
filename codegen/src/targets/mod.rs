//! The targets: what a registry is compiled to. Each is one module, which declares its options, a
//! line in [`OptionsSpec`] and [`Options`] for them, and a line in [`TARGETS`].

pub(crate) mod json;
mod markdown;
mod openapi;
mod rust;
mod schema;
mod site;
mod typescript;

use std::borrow::Cow;
use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::decode::{Builds, Decode, Line, Spanned, object};
use crate::model::{Catalog, Code, Model, Outline};
use crate::output::Output;
use crate::package::{Imports, OfProject, Packages};
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
    /// The options of each of its builds, with the place of its own in the project file.
    pub builds: fn(&OptionsSpec) -> Vec<Spanned<Options>>,
    /// Whether its options ask for internal codes too.
    pub internal: fn(&Options) -> bool,
    /// The catalogs that its options ask for; all of them if they name none.
    pub catalogs: fn(&Options) -> Option<&[Spanned<String>]>,
    /// Renders all of its files, one after the other; their paths are relative to the target's folder.
    pub render: fn(&Model, &Options, Emit<'_>) -> Result<(), RenderError>,
}

/// Where a target puts each file as soon as its text is complete, so that it need not keep it.
pub type Emit<'e> = &'e (dyn Fn(Output) + Sync);

/// Every target, in the order in which they are reported.
pub const TARGETS: &[&Target] = &[&RUST, &TYPESCRIPT, &OPENAPI, &MARKDOWN, &SCHEMA, &JSON, &SITE];

object! {
    /// The options of each target, under its name. A list of them, as in `[[target.rust]]`, makes
    /// several outputs of the target, each in its own folder.
    "`target`" => OptionsSpec {
        /// Of the crate; a list has those of several, each in its own folder.
        "rust" => rust: Builds<RustOptions>,
        /// Of the npm package; a list has those of several, each in its own folder.
        "typescript" => typescript: Builds<TypescriptOptions>,
        /// Of the OpenAPI documents; a list has those of several, each in its own folder.
        "openapi" => openapi: Builds<OpenapiOptions>,
        /// Of the Markdown pages; a list has those of several, each in its own folder.
        "markdown" => markdown: Builds<MarkdownOptions>,
        /// Of the JSON Schemas; a list has those of several, each in its own folder.
        "schema" => schema: Builds<SchemaOptions>,
        /// Of the JSON file; a list has those of several, each in its own folder.
        "json" => json: Builds<JsonOptions>,
        /// Of the site; a list has those of several, each in its own folder.
        "site" => site: Builds<SiteOptions>,
    }
}

/// The options of one build of a target, beside those of the first build of every other target.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Of the crate.
    pub rust: RustOptions,
    /// Of the npm package.
    pub typescript: TypescriptOptions,
    /// Of the OpenAPI documents.
    pub openapi: OpenapiOptions,
    /// Of the Markdown pages.
    pub markdown: MarkdownOptions,
    /// Of the JSON Schemas.
    pub schema: SchemaOptions,
    /// Of the JSON file.
    pub json: JsonOptions,
    /// Of the site.
    pub site: SiteOptions,
    /// All crates of the project.
    crates: Vec<OfProject>,
    /// All npm packages of the project.
    npm: Vec<OfProject>,
}

impl OptionsSpec {
    /// The options of the first build of every target.
    #[must_use]
    pub fn first(&self) -> Options {
        let package = |name: &str, catalogs: &Option<Vec<Spanned<String>>>, internal| {
            let names =
                |list: &Vec<Spanned<String>>| list.iter().map(|it| it.value.clone()).collect();
            OfProject { name: name.to_owned(), catalogs: catalogs.as_ref().map(names), internal }
        };
        let crates = self.rust.iter().map(|it| &it.value);
        let npm = self.typescript.iter().map(|it| &it.value);
        Options {
            rust: self.rust.first.value.clone(),
            typescript: self.typescript.first.value.clone(),
            openapi: self.openapi.first.value.clone(),
            markdown: self.markdown.first.value.clone(),
            schema: self.schema.first.value.clone(),
            json: self.json.first.value.clone(),
            site: self.site.first.value.clone(),
            crates: crates.map(|it| package(&it.package.0, &it.catalogs, it.internal)).collect(),
            npm: npm.map(|it| package(&it.package.0, &it.catalogs, it.internal)).collect(),
        }
    }

    /// The options of each build of a target, whose own options `set` puts in their place.
    fn each<T: Clone>(
        &self,
        builds: &Builds<T>,
        set: fn(&mut Options, T),
    ) -> Vec<Spanned<Options>> {
        let one = |Spanned { value, span }: &Spanned<T>| {
            let mut options = self.first();
            set(&mut options, value.clone());
            Spanned { value: options, span: *span }
        };
        builds.iter().map(one).collect()
    }
}

impl Options {
    /// From which packages the programs on pages import codes.
    fn imports(&self, internal: bool) -> Imports<'_> {
        let other = Packages { rust: &self.rust.package.0, typescript: &self.typescript.package.0 };
        Imports { crates: &self.crates, npm: &self.npm, other, internal }
    }
}

impl Default for OptionsSpec {
    fn default() -> OptionsSpec {
        OptionsSpec::fallback()
    }
}

impl Default for Options {
    fn default() -> Options {
        let mut options = OptionsSpec::default().first();
        // Whoever sets the name of a package later means it for all catalogs.
        options.crates.clear();
        options.npm.clear();
        options
    }
}

/// The target `rust`.
pub static RUST: Target = Target {
    name: "rust",
    summary: "a Rust crate with a module for each catalog",
    out: "generated/rust",
    default: true,
    folder: |options| options.rust.out.as_ref(),
    builds: |spec| spec.each(&spec.rust, |options, own| options.rust = own),
    internal: |options| options.rust.internal,
    catalogs: |options| options.rust.catalogs.as_deref(),
    render: |model, options, emit| rust::render(model, &options.rust, emit),
};

/// The target `typescript`.
pub static TYPESCRIPT: Target = Target {
    name: "typescript",
    summary: "an npm package with an entry for each catalog",
    out: "generated/typescript",
    default: true,
    folder: |options| options.typescript.out.as_ref(),
    builds: |spec| spec.each(&spec.typescript, |options, own| options.typescript = own),
    internal: |options| options.typescript.internal,
    catalogs: |options| options.typescript.catalogs.as_deref(),
    render: |model, options, emit| typescript::render(model, &options.typescript, emit),
};

/// The target `openapi`.
pub static OPENAPI: Target = Target {
    name: "openapi",
    summary: "OpenAPI components for each catalog",
    out: "generated/openapi",
    default: true,
    folder: |options| options.openapi.out.as_ref(),
    builds: |spec| spec.each(&spec.openapi, |options, own| options.openapi = own),
    internal: |_| false,
    catalogs: |options| options.openapi.catalogs.as_deref(),
    render: |model, options, emit| openapi::render(model, &options.openapi, emit),
};

/// The target `markdown`.
pub static MARKDOWN: Target = Target {
    name: "markdown",
    summary: "reference pages in Markdown",
    out: "generated/docs",
    default: true,
    folder: |options| options.markdown.out.as_ref(),
    builds: |spec| spec.each(&spec.markdown, |options, own| options.markdown = own),
    internal: |options| options.markdown.internal,
    catalogs: |options| options.markdown.catalogs.as_deref(),
    render: |model, options, emit| {
        markdown::render(model, options.imports(options.markdown.internal), emit)
    },
};

/// The target `schema`.
pub static SCHEMA: Target = Target {
    name: "schema",
    summary: "JSON Schemas for the registry files and the JSON output",
    out: "generated/schema",
    default: true,
    folder: |options| options.schema.out.as_ref(),
    builds: |spec| spec.each(&spec.schema, |options, own| options.schema = own),
    // They are for those who write the registry.
    internal: |_| true,
    catalogs: |_| None,
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
    builds: |spec| spec.each(&spec.json, |options, own| options.json = own),
    internal: |options| options.json.internal,
    catalogs: |options| options.json.catalogs.as_deref(),
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
    builds: |spec| spec.each(&spec.site, |options, own| options.site = own),
    internal: |options| options.site.internal,
    catalogs: |options| options.site.catalogs.as_deref(),
    render: |model, options, emit| {
        let imports = options.imports(options.site.internal);
        site::render(model, &options.site, imports, emit)
    },
};

impl Target {
    /// The model to render: without internal codes, unless the options of the target ask for them,
    /// and with only those catalogs that they name.
    #[must_use]
    pub fn seen<'m>(&self, model: &'m Model, options: &Options) -> Cow<'m, Model> {
        self.chosen(if (self.internal)(options) { model } else { model.public() }, options)
    }

    /// The model with only those catalogs that the options of the target name.
    #[must_use]
    pub fn chosen<'m>(&self, model: &'m Model, options: &Options) -> Cow<'m, Model> {
        match (self.catalogs)(options) {
            None => Cow::Borrowed(model),
            Some(names) => {
                Cow::Owned(model.with_only(|id| names.iter().any(|name| name.value == id)))
            }
        }
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
