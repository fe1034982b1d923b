//! OpenAPI: for each catalog and each version of OpenAPI that the project names, a document with
//! components for API descriptions to refer to.
//!
//! The documents use only what code generators understand: one named schema for every error body,
//! in which the code is one of the schema `ErrorCode` or any other string, and no other unions.
//! [`typed`] adds unions if the project enables them. A document is a tree of the types in
//! [`document`], written as YAML that means the same in YAML 1.1 and 1.2.

mod commonmark;
mod described;
mod details;
mod document;
mod headers;
mod names;
mod prose;
mod responses;
mod scalar;
mod schema;
mod served;
mod split;
mod typed;
mod types;
mod values;
mod yaml;

use std::fmt::Write;

use serde_json::Value;

pub(crate) use self::described::{Described, described};
use self::document::{Contact, Document, Info, Map, Prose, Schemas, Server, Shared};
use self::headers::Headers;
pub use self::names::Names;
pub(crate) use self::names::returned;
use self::responses::{Examples, Responses};
use self::split::Documents;
use crate::decode::{Line, Spanned, object};
use crate::model::{Catalog, Model, Vocabulary, vocabulary};
use crate::output::{HEADER, Output};
use crate::targets::{Emit, RenderError};

object! {
    /// The options of the target `openapi`.
    "the target `openapi`" => OpenapiOptions {
        /// The folder of the documents; `generated/openapi` by default.
        "out" => out: Option<Spanned<Line>>,
        /// The catalogs that have documents; all of the registry by default.
        "catalogs" => catalogs: Option<Vec<Spanned<String>>>,
        /// The `info.version` of the documents; `0.1.0` by default.
        "version" => version: Line = "0.1.0",
        /// The versions of OpenAPI to write documents for; `3.1` by default. An API description
        /// refers to the document of its own version.
        "versions" => versions: Vec<Version> = [Version::V3_1],
        /// The formats of the documents; `yaml` by default, to which API descriptions refer. `json`
        /// is for descriptions that code serves: it also says, in `x-operations`, which responses
        /// each operation has, so that a program can merge both.
        "formats" => formats: Vec<Format> = [Format::Yaml],
        /// Whether the responses and examples of codes are in a YAML document for each section; `false` by
        /// default. The document of the catalog then refers to them, so that every reference to it
        /// stays right, and a tool reads only the sections that a description uses. For catalogs of
        /// thousands of codes.
        "split" => split: bool = false,
        /// Which schemas the documents have for the bodies of errors; `shared` by default. `typed`
        /// makes one for each code, with its details, and for each status a union of them. It says
        /// more and costs more: the documents grow to twice the size, a new code changes the types
        /// of clients, a body with a code that the document lacks does not fit, and some generators
        /// cannot handle unions: the Rust clients of openapi-generator fail at run time, and
        /// progenitor rejects an operation whose responses differ in schema.
        "errors" => errors: Errors = Errors::Shared,
        /// Whether the names of components begin with the id of the catalog, as in
        /// `ShopErrorResponse`: `several` by default, that is, if there are documents of several
        /// catalogs. An API description can use the components of several catalogs only if their
        /// names differ.
        "prefix" => prefix: Prefix = Prefix::Several,
    }
}

vocabulary! {
    /// Whether the names of components begin with the id of the catalog.
    pub enum Prefix {
        /// If there are documents of several catalogs, which one API description may combine.
        Several = "several";
        /// Always.
        Always = "always";
        /// Never.
        Never = "never";
    }
}

impl OpenapiOptions {
    /// The names of a catalog's components.
    pub(crate) fn names(&self, model: &Model, catalog: &Catalog) -> Names {
        Names::new(
            catalog,
            match self.prefix {
                Prefix::Several => model.catalogs.len() > 1,
                Prefix::Always => true,
                Prefix::Never => false,
            },
        )
    }
}

vocabulary! {
    /// The versions of OpenAPI for which there is a document.
    pub enum Version {
        /// OpenAPI 3.2.
        V3_2 = "3.2";
        /// OpenAPI 3.1.
        V3_1 = "3.1";
        /// OpenAPI 3.0.
        V3_0 = "3.0";
    }
}

vocabulary! {
    /// The formats of a document.
    pub enum Format {
        /// A file for API descriptions to refer to.
        Yaml = "yaml";
        /// A file for programs that serve an API description.
        Json = "json";
    }
}

vocabulary! {
    /// Which schemas a document has for the bodies of errors.
    pub enum Errors {
        /// One schema for every error.
        Shared = "shared";
        /// A schema for each code, and a union for each status.
        Typed = "typed";
    }
}

impl Version {
    fn number(self) -> &'static str {
        match self {
            Version::V3_0 => "3.0.3",
            Version::V3_1 => "3.1.0",
            Version::V3_2 => "3.2.0",
        }
    }

    /// The name of the document's file.
    #[must_use]
    pub fn path(self, catalog: &Catalog, format: Format) -> String {
        format!("{}.openapi-{}.{}", catalog.id, self.word(), format.word())
    }
}

pub(super) fn render(
    model: &Model,
    options: &OpenapiOptions,
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let versions = [Version::V3_2, Version::V3_1, Version::V3_0];
    let versions: Vec<Version> =
        versions.into_iter().filter(|version| options.versions.contains(version)).collect();
    for catalog in &model.catalogs {
        let names = names(model, options, catalog);
        if options.formats.contains(&Format::Json) {
            for &version in &versions {
                emit(served::document(catalog, &names, options, version)?);
            }
        }
        if options.formats.contains(&Format::Yaml) {
            documents(catalog, &names, options, &versions, emit)?;
        }
    }
    Ok(())
}

/// The documents of a catalog, which differ only in what comes before their responses.
fn documents(
    catalog: &Catalog,
    names: &Names,
    options: &OpenapiOptions,
    versions: &[Version],
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let headers = Headers::new(catalog, names);
    let mut shared: Option<String> = None;
    for (index, &version) in versions.iter().enumerate() {
        let path = version.path(catalog, Format::Yaml);
        let mut text = comment(catalog, names, &path);
        let schemas = Schemas { schemas: schema::schemas(catalog, names, version) };
        yaml::write(&mut text, 0, &head(catalog, options, version, schemas))?;
        let head = text.len();
        match &shared {
            Some(shared) => text.push_str(shared),
            None if catalog.codes.is_empty() => {}
            None => {
                let documents = if options.split {
                    Documents::several(catalog, version)
                } else {
                    Documents::one()
                };
                yaml::write(&mut text, 2, &parts(catalog, names, &headers, &documents))?;
            }
        }
        // The documents of sections have the version in their names.
        if index == 0 && versions.len() > 1 && !options.split {
            shared = Some(text[head..].to_owned());
        }
        emit(Output { path, text });
        if options.split {
            sections(catalog, names, options, (version, &headers), emit)?;
        }
    }
    Ok(())
}

/// The documents of sections.
fn sections(
    catalog: &Catalog,
    names: &Names,
    options: &OpenapiOptions,
    (version, headers): (Version, &Headers<'_>),
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    for (id, section) in catalog.sections_with_ids() {
        let documents = Documents::several(catalog, version).at(id);
        if !catalog.codes.iter().any(|code| documents.holds(code)) {
            continue;
        }
        let components = Shared {
            responses: Responses::of(catalog, names, headers, &documents),
            headers: Map(Vec::new()),
            examples: Some(Examples { catalog, names, documents: &documents }),
        };
        let whole = head(catalog, options, version, components);
        let title = format!("{}: {}", whole.info.title, section.title);
        let description = Prose(prose::section(section));
        let info = Info { title, description, ..whole.info };
        let mut text = format!("# {HEADER}\n");
        yaml::write(&mut text, 0, &Document { info, ..whole })?;
        let path = documents.section(id).unwrap_or_default().to_owned();
        emit(Output { path, text });
    }
    Ok(())
}

/// The components of a catalog as data, for descriptions that hold them themselves.
///
/// # Errors
///
/// If they cannot be written as JSON, which no known catalog causes.
pub fn components(
    model: &Model,
    options: &OpenapiOptions,
    catalog: &Catalog,
    version: Version,
) -> Result<Value, RenderError> {
    served::components(catalog, &names(model, options, catalog), version)
}

fn names(model: &Model, options: &OpenapiOptions, catalog: &Catalog) -> Names {
    let names = options.names(model, catalog);
    match options.errors {
        Errors::Shared => names,
        Errors::Typed => names.and_types(catalog),
    }
}

/// A document around its components.
fn head<'a, C>(
    catalog: &'a Catalog,
    options: &'a OpenapiOptions,
    version: Version,
    components: C,
) -> Document<'a, C> {
    Document {
        openapi: version.number(),
        info: Info {
            title: format!("{} errors", catalog.title),
            version: &options.version.0,
            description: Prose(prose::catalog(catalog)),
            contact: Contact { name: &catalog.title },
        },
        servers: [Server { url: "/" }],
        paths: Map(Vec::new()),
        components,
    }
}

/// The responses, headers and examples of a catalog with codes, as its first document has them.
fn parts<'a>(
    catalog: &'a Catalog,
    names: &'a Names,
    headers: &'a Headers<'a>,
    documents: &'a Documents,
) -> Shared<'a, Responses<'a>, Examples<'a>> {
    let is_one = catalog.codes.iter().all(|code| documents.holds(code));
    Shared {
        responses: Responses::of(catalog, names, headers, documents),
        headers: headers.components(names, documents),
        examples: is_one.then_some(Examples { catalog, names, documents }),
    }
}

/// The header comment: what generated the file and how to refer to its components.
fn comment(catalog: &Catalog, names: &Names, path: &str) -> String {
    let mut text = format!("# {HEADER}\n");
    if catalog.codes.is_empty() {
        return text;
    }
    text.push_str("#\n# Refer to these responses from an API description, by status or by code:\n");
    let status = catalog.codes.iter().find_map(|code| code.status.first());
    let status = status.map(|status| names.status(*status));
    let code = catalog.codes_with_ids().next().map(|(id, _)| names.code(id));
    for name in status.into_iter().chain(code) {
        let _ = writeln!(text, "#   $ref: \"{path}#/components/responses/{name}\"");
    }
    text
}
