//! The `rust` target: a crate with a module and a feature for each catalog.

mod args;
mod arguments;
mod body;
mod catalog;
mod constructors;
mod conversion;
mod debug;
mod declared;
mod described;
mod details;
mod doc;
mod enums;
mod envelope;
mod error;
mod field;
mod filled;
mod former;
pub(super) mod handling;
mod ident;
mod integration;
mod integrations;
mod languages;
mod layout;
mod literal;
mod lookup;
mod members;
mod message;
mod methods;
pub(super) mod missing;
mod named;
mod operations;
mod package;
mod perfect;
mod placing;
mod source;
mod table;
mod texts;
mod types;
mod wire;
mod word;

use std::fmt::Write;
use std::path::Path;

use crate::decode::{Line, Spanned, object};
use crate::model::Model;
use crate::output::Output;
use crate::package::{CrateLicense, CrateName, CrateVersion, PackageAddress, Publish};
use crate::targets::{Emit, RenderError};
use integration::Integration;
use named::{Enums, NamedCatalog};

object! {
    /// The options of the target `rust`.
    "the target `rust`" => RustOptions {
        /// The folder of the crate; `generated/rust` by default.
        "out" => out: Option<Spanned<Line>>,
        /// The catalogs that are in the crate; all of the registry by default.
        "catalogs" => catalogs: Option<Vec<Spanned<String>>>,
        /// Whether it has the internal codes too, for a service that sends them; `false` by default,
        /// as it must be if the crate is published.
        "internal" => internal: bool = false,
        /// The name of the crate; `api-errors` by default.
        "package" => package: CrateName = "api-errors",
        /// The version of the crate; `0.1.0` by default.
        "version" => version: CrateVersion = "0.1.0",
        /// The license of the crate, as an SPDX expression; none by default.
        "license" => license: Option<CrateLicense>,
        /// The people or organizations that the crate is from, each as `Name <address>` or as a name; none
        /// by default.
        "authors" => authors: Vec<Line>,
        /// The address of the repository that the crate is in; none by default.
        "repository" => repository: Option<PackageAddress>,
        /// The address of a page about the crate; none by default.
        "homepage" => homepage: Option<PackageAddress>,
        /// Whether `cargo publish` publishes it: `false`, or the names of the registries that may have
        /// it; anywhere by default.
        "publish" => publish: Publish = Publish::Anywhere,
        /// Whether the enums of codes can be matched without a `_`, for a crate that is built together
        /// with all of its users: every new code is then a change that breaks them; `false` by
        /// default.
        "exhaustive" => exhaustive: bool = false,
        /// The crates whose types and traits it works with, each a feature of the same name; `axum`
        /// by default. What is not listed is in no file of the crate, and so in no lock file.
        "integrations" => integrations: Vec<Integration> = [Integration::Axum],
    }
}

pub(super) fn render(
    model: &Model,
    options: &RustOptions,
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let ids: Vec<&str> = model.catalogs.iter().map(|catalog| &catalog.id[..]).collect();
    let catalogs = model.catalogs.iter().map(|catalog| {
        let mut named = NamedCatalog::of(catalog, &ids)?;
        if options.exhaustive {
            named.enums = Enums::Exhaustive;
        }
        named.public = model.public().catalogs.iter().find(|public| public.id == catalog.id);
        named.describing = integrations::describing(options);
        Ok(named)
    });
    let catalogs: Vec<NamedCatalog<'_>> = catalogs.collect::<Result<_, RenderError>>()?;
    package::outputs(&catalogs, options)?.into_iter().for_each(emit);
    for (name, text) in errbook_templates::RUST_SHARED {
        emit(Output { path: format!("src/shared/{name}.rs"), text: source::file(text) });
    }
    integrations::outputs(options)?.into_iter().for_each(emit);
    for api in &catalogs {
        catalog::render(api, emit)?;
    }
    Ok(())
}

/// In a program, or in a private module, nobody else can use what is public.
const UNUSED: &str = "#[allow(dead_code, unused_imports)]\n";

/// Declares the modules of the crate as modules of another one, with the paths of their files.
///
/// The other crate's [`features`] control what is compiled.
pub(super) fn modules(
    model: &Model,
    options: &RustOptions,
    folder: &Path,
) -> Result<String, RenderError> {
    let mut text = String::new();
    let path = |module: &str| {
        let path = folder.join("src").join(module).join("mod.rs");
        literal::string(&path.display().to_string())
    };
    for catalog in &model.catalogs {
        let module = ident::module(&catalog.id)?.to_string();
        let _ = writeln!(text, "{UNUSED}#[path = {}]\npub mod {module};", path(&module));
    }
    let _ = writeln!(text, "{UNUSED}#[path = {}]\nmod shared;", path("shared"));
    let _ = writeln!(text, "{UNUSED}pub use shared::*;");
    if integrations::chosen(options).next().is_some() {
        let _ = writeln!(text, "{UNUSED}#[path = {}]\nmod integrations;", path("integrations"));
        let _ = writeln!(text, "{UNUSED}pub use integrations::*;");
    }
    Ok(text)
}

/// The features of a crate that has the modules: those of the crate, besides one for each catalog.
pub(super) fn features() -> Vec<&'static str> {
    let own = ["std", "serde", "json", "http", "languages", "operations"];
    own.into_iter().chain(integration::features()).collect()
}
