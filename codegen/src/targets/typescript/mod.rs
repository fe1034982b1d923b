//! The `typescript` target: an npm package with an entry for each catalog.
//!
//! The package needs no build: it has JavaScript and declarations. Its runtime is TypeScript in
//! `templates/typescript`, compiled there; a catalog is data and types. Data that programs need is in
//! one module, from which bundlers take what is used; the texts of the reference are in another, for
//! programs that are not bundled.

mod advice;
mod body;
mod catalog;
mod codes;
pub(super) mod handling;
mod literal;
mod messages;
mod named;
mod prose;
mod reader;
mod readme;
mod server;
mod shape;
mod tables;
mod types;

use minijinja::{Environment, Value};
use serde_json::{Map, json};

use crate::decode::{Line, Spanned, object};
use crate::model::{Catalog, Model};
use crate::output::{HEADER, Output};
use crate::package::{NpmLicense, NpmName, NpmVersion};
use crate::targets::RenderError;
use crate::template;

object! {
    /// The options of the target `typescript`.
    "the target `typescript`" => TypescriptOptions {
        /// The folder of the package; `generated/typescript` by default.
        "out" => out: Option<Spanned<Line>>,
        /// Whether it has the internal codes too, for a service that sends them; `false` by default,
        /// as it must be if the package is published.
        "internal" => internal: bool = false,
        /// The name of the package; `api-errors` by default.
        "package" => package: NpmName = "api-errors",
        /// The version of the package; `0.1.0` by default.
        "version" => version: NpmVersion = "0.1.0",
        /// The license of the package, as an SPDX expression, `UNLICENSED`, or `SEE LICENSE IN`
        /// with the name of a file; none by default.
        "license" => license: Option<NpmLicense>,
    }
}

/// The Node versions that the package supports.
const NODE: &str = ">=20.19";

/// The entries for services that are no catalog's own: one for any framework, and one for each.
const ADAPTERS: &[&str] = &["answer", "express", "fastify", "hono", "koa", "nest", "next"];

/// What the names begin with that errors are branded with, as it stands in the runtime.
const BRAND: &str = "\"PACKAGE/";

pub(super) fn render(
    model: &Model,
    options: &TypescriptOptions,
) -> Result<Vec<Output>, RenderError> {
    let mut templates = template::environment();
    for (name, source) in errbook_templates::TYPESCRIPT_CATALOG {
        templates.add_template(name, source)?;
    }
    templates.add_template("README.md", errbook_templates::TYPESCRIPT_README)?;

    let mut outputs = vec![
        Output { path: "package.json".to_owned(), text: package_json(model, options)? },
        Output {
            path: "README.md".to_owned(),
            text: fill(&templates, "README.md", readme::view(model, options))?,
        },
    ];
    // No name of a package needs an escape.
    let brand = format!("\"{}/", options.package.0);
    outputs.extend(errbook_templates::TYPESCRIPT_RUNTIME.iter().map(|(name, text)| Output {
        path: format!("lib/{name}"),
        text: format!("// {HEADER}\n\n{}", text.replace(BRAND, &brand)),
    }));
    if model.catalogs.iter().any(has_messages) {
        outputs.extend(errbook_templates::TYPESCRIPT_LANGUAGES.iter().map(|(name, text)| Output {
            path: format!("lib/{name}"),
            text: format!("// {HEADER}\n\n{text}"),
        }));
    }
    for catalog in &model.catalogs {
        outputs.extend(files(catalog, &templates)?);
    }
    Ok(outputs)
}

/// The files of a catalog.
fn files(catalog: &Catalog, templates: &Environment<'_>) -> Result<Vec<Output>, RenderError> {
    let data = tables::data(catalog)?;
    let reference = tables::reference(catalog)?;
    let messages = if has_messages(catalog) { Some(messages::view(catalog)?) } else { None };
    let server = server::view(catalog)?;
    let files = [
        ("index.d.ts", &catalog::view(catalog)),
        ("index.js", &data),
        ("data.js", &data),
        ("codes.d.ts", &codes::view(catalog)),
        ("codes.js", &data),
        ("metadata.d.ts", &data),
        ("metadata.js", &data),
        ("reference.d.ts", &reference),
        ("reference.js", &reference),
        ("server.d.ts", &server),
        ("server.js", &server),
    ];
    let file = |(name, view): (&str, &Value)| {
        let text = fill(templates, name, view.clone())?;
        Ok(Output { path: format!("lib/{}/{name}", catalog.id), text })
    };
    let messages = messages.iter().flat_map(|it| [("messages.d.ts", it), ("messages.js", it)]);
    files.into_iter().chain(messages).map(file).collect()
}

/// Whether some message is in several languages.
fn has_messages(catalog: &Catalog) -> bool {
    catalog.codes.iter().any(|code| !code.messages.is_empty())
}

fn fill(templates: &Environment<'_>, name: &str, view: Value) -> Result<String, RenderError> {
    Ok(templates.get_template(name)?.render(view)?)
}

fn package_json(model: &Model, options: &TypescriptOptions) -> Result<String, RenderError> {
    let entry = |path: &str| {
        let (types, default) = (format!("./lib/{path}.d.ts"), format!("./lib/{path}.js"));
        json!({ "types": types, "default": default })
    };
    let mut exports = Map::new();
    exports.insert(".".to_owned(), entry("index"));
    for catalog in &model.catalogs {
        let id = &catalog.id;
        exports.insert(format!("./{id}"), entry(&format!("{id}/index")));
        let messages = has_messages(catalog).then_some("messages");
        for part in ["codes", "metadata", "reference", "server"].into_iter().chain(messages) {
            exports.insert(format!("./{id}/{part}"), entry(&format!("{id}/{part}")));
        }
    }
    for adapter in ADAPTERS {
        exports.insert(format!("./server/{adapter}"), entry(&format!("server/{adapter}")));
    }
    exports.insert("./package.json".to_owned(), json!("./package.json"));
    let members = [
        ("//", json!(HEADER)),
        ("name", json!(options.package.0)),
        ("version", json!(options.version.0)),
        ("description", json!("API error codes: types, type guards, and error response parsers")),
        ("keywords", json!(["api", "error", "error-codes"])),
        ("license", json!(options.license.as_ref().map(|license| &license.0))),
        ("type", json!("module")),
        ("sideEffects", json!(false)),
        ("engines", json!({ "node": NODE })),
        ("files", json!(["lib"])),
        ("exports", json!(exports)),
    ];
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    let package: Map<_, _> = given.map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&package)?))
}
