//! The `typescript` target: an npm package with an entry for each catalog.
//!
//! The package needs no build: it has JavaScript and declarations. Its runtime is TypeScript in
//! `templates/typescript`, compiled there; a catalog is data and types. Data that programs need is in
//! one module, from which bundlers take what is used; the texts of the reference are in another, for
//! programs that are not bundled. All modules are there twice: as ES modules and for `require`.

mod advice;
mod body;
mod called;
mod catalog;
mod codes;
mod commonjs;
pub(super) mod handling;
mod literal;
mod messages;
mod named;
mod prose;
mod reader;
mod readme;
mod schema;
mod server;
mod shape;
mod tables;
mod testing;
mod types;

use std::collections::BTreeSet;

use minijinja::{Environment, Value};
use serde_json::{Map, json};

use crate::decode::{Line, Spanned, object};
use crate::model::{Catalog, Model};
use crate::output::{HEADER, Output};
use crate::package::{NpmLicense, NpmName, NpmVersion, PackageAddress, RepositoryFolder};
use crate::targets::{Emit, RenderError};
use crate::template;

object! {
    /// The options of the target `typescript`.
    "the target `typescript`" => TypescriptOptions {
        /// The folder of the package; `generated/typescript` by default.
        "out" => out: Option<Spanned<Line>>,
        /// The catalogs that are in the package; all of the registry by default.
        "catalogs" => catalogs: Option<Vec<Spanned<String>>>,
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
        /// The people or organizations that the package is from, each as `Name <address>` or as a name; none
        /// by default.
        "authors" => authors: Vec<Line>,
        /// The address of the repository that the package is in; none by default.
        "repository" => repository: Option<PackageAddress>,
        /// The folder of the package in that repository, as in `packages/errors`; the top by default.
        "directory" => directory: Option<Spanned<RepositoryFolder>>,
        /// The address of a page about the package; none by default.
        "homepage" => homepage: Option<PackageAddress>,
        /// Whether npm refuses to publish it; `false` by default.
        "private" => private: bool = false,
        /// The address of the registry that `npm publish` sends it to; by default, that of npm's
        /// configuration.
        "registry" => registry: Option<PackageAddress>,
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
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let mut templates = template::environment();
    for (name, source) in errbook_templates::TYPESCRIPT_CATALOG {
        templates.add_template(name, source)?;
    }
    templates.add_template("README.md", errbook_templates::TYPESCRIPT_README)?;

    emit(Output { path: "package.json".to_owned(), text: package_json(model, options)? });
    let text = fill(&templates, "README.md", readme::view(model, options))?;
    emit(Output { path: "README.md".to_owned(), text });
    let entries: BTreeSet<_> = entries(model).into_iter().map(|(_, stem)| stem).collect();
    modules(model, options, &templates, &|module| {
        in_both_forms(module, &entries).into_iter().for_each(emit);
    })
}

/// The ES modules and their declarations.
fn modules(
    model: &Model,
    options: &TypescriptOptions,
    templates: &Environment<'_>,
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    // No name of a package needs an escape.
    let brand = format!("\"{}/", options.package.0);
    let has_languages = model.catalogs.iter().any(has_messages);
    let languages = errbook_templates::TYPESCRIPT_LANGUAGES.iter().filter(|_| has_languages);
    let shared = errbook_templates::TYPESCRIPT_RUNTIME.iter().chain(languages);
    for (name, text) in shared {
        let text = format!("// {HEADER}\n\n{}", text.replace(BRAND, &brand));
        emit(Output { path: format!("lib/{name}"), text });
    }
    for catalog in &model.catalogs {
        files(catalog, templates, emit)?;
    }
    Ok(())
}

/// A file of an ES module, with that for `require`. The declarations of the latter are those of both,
/// because an ES module may import them, and it may not import those of an ES module.
fn in_both_forms(module: Output, entries: &BTreeSet<String>) -> Vec<Output> {
    let Output { path, text } = &module;
    if let Some(stem) = path.strip_suffix(".d.ts") {
        let text = commonjs::declarations(text);
        let declarations = Output { path: format!("{stem}.d.cts"), text };
        let name = stem.trim_start_matches("lib/");
        let same = entries
            .contains(name)
            .then(|| Output { path: path.clone(), text: commonjs::same(name) });
        return std::iter::once(declarations).chain(same).collect();
    }
    let Some(stem) = path.strip_suffix(".js") else { return vec![module] };
    let is_shared = errbook_templates::TYPESCRIPT_RUNTIME
        .iter()
        .chain(errbook_templates::TYPESCRIPT_LANGUAGES)
        .any(|(name, _)| path.strip_prefix("lib/") == Some(name));
    let text = commonjs::module(text, !is_shared);
    let required = Output { path: format!("{stem}.cjs"), text };
    vec![module, required]
}

/// The files of a catalog.
fn files(
    catalog: &Catalog,
    templates: &Environment<'_>,
    emit: Emit<'_>,
) -> Result<(), RenderError> {
    let data = tables::data(catalog)?;
    let reference = tables::reference(catalog)?;
    let messages = if has_messages(catalog) { Some(messages::view(catalog)?) } else { None };
    let server = server::view(catalog)?;
    let testing = testing::view(catalog)?;
    let schema = schema::view(catalog)?;
    let files = [
        ("index.d.ts", &catalog::view(catalog)),
        ("index.js", &data),
        ("data.js", &data),
        ("codes.d.ts", &codes::view(catalog)),
        ("codes.js", &codes::values(catalog)),
        ("metadata.d.ts", &data),
        ("metadata.js", &data),
        ("reference.d.ts", &reference),
        ("reference.js", &reference),
        ("schema.d.ts", &schema),
        ("schema.js", &schema),
        ("server.d.ts", &server),
        ("server.js", &server),
        ("testing.d.ts", &testing),
        ("testing.js", &testing),
    ];
    let messages = messages.iter().flat_map(|it| [("messages.d.ts", it), ("messages.js", it)]);
    for (name, view) in files.into_iter().chain(messages) {
        let text = fill(templates, name, view.clone())?;
        emit(Output { path: format!("lib/{}/{name}", catalog.id), text });
    }
    Ok(())
}

/// Whether some message is in several languages.
fn has_messages(catalog: &Catalog) -> bool {
    catalog.codes.iter().any(|code| !code.messages.is_empty())
}

fn fill(templates: &Environment<'_>, name: &str, view: Value) -> Result<String, RenderError> {
    Ok(templates.get_template(name)?.render(view)?)
}

/// What can be imported: the subpath, and the module without its ending.
fn entries(model: &Model) -> Vec<(String, String)> {
    let mut entries = vec![(".".to_owned(), "index".to_owned())];
    for catalog in &model.catalogs {
        let id = &catalog.id;
        entries.push((format!("./{id}"), format!("{id}/index")));
        let messages = has_messages(catalog).then_some("messages");
        let parts = ["codes", "metadata", "reference", "schema", "server", "testing"];
        for part in parts.into_iter().chain(messages) {
            entries.push((format!("./{id}/{part}"), format!("{id}/{part}")));
        }
    }
    let adapters =
        ADAPTERS.iter().map(|name| (format!("./server/{name}"), format!("server/{name}")));
    entries.extend(adapters);
    entries
}

fn package_json(model: &Model, options: &TypescriptOptions) -> Result<String, RenderError> {
    let mut exports: Map<_, _> = entries(model)
        .into_iter()
        .map(|(subpath, stem)| {
            let (require, default) = (format!("./lib/{stem}.cjs"), format!("./lib/{stem}.js"));
            (subpath, json!({ "require": require, "default": default }))
        })
        .collect();
    exports.insert("./package.json".to_owned(), json!("./package.json"));
    let members = [
        ("//", json!(HEADER)),
        ("name", json!(options.package.0)),
        ("version", json!(options.version.0)),
        ("description", json!("API error codes: types, type guards, and error response parsers")),
        ("keywords", json!(["api", "error", "error-codes"])),
        ("license", json!(options.license.as_ref().map(|license| &license.0))),
        ("author", json!(options.authors.first().map(|Line(author)| author))),
        ("contributors", json!(contributors(&options.authors))),
        ("homepage", json!(options.homepage.as_ref().map(|address| &address.0))),
        ("repository", json!(repository(options))),
        ("private", json!(options.private.then_some(true))),
        (
            "publishConfig",
            json!(options.registry.as_ref().map(|address| json!({ "registry": address.0 }))),
        ),
        ("type", json!("module")),
        ("sideEffects", json!(false)),
        ("engines", json!({ "node": NODE })),
        ("files", json!(["lib"])),
        ("exports", json!(exports)),
        // For what does not know `exports`; compilers look for the types of a subpath here.
        ("main", json!("./lib/index.cjs")),
        ("types", json!("./lib/index.d.ts")),
        ("typesVersions", json!({ "*": { "*": ["lib/*", "lib/*/index", "*"] } })),
    ];
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    let package: Map<_, _> = given.map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&package)?))
}

/// Hosts whose repositories npm writes with `.git` at the end.
const GIT_HOSTS: [&str; 3] = ["github.com", "gitlab.com", "bitbucket.org"];

/// The authors but the first one; nothing if there are none.
fn contributors(authors: &[Line]) -> Option<Vec<&str>> {
    let others: Vec<&str> = authors.iter().skip(1).map(|Line(author)| author.as_str()).collect();
    (!others.is_empty()).then_some(others)
}

/// The repository as npm writes it when it publishes; it warns about any other form.
fn repository(options: &TypescriptOptions) -> Option<serde_json::Value> {
    let PackageAddress(address) = options.repository.as_ref()?;
    let address = address.trim_end_matches('/');
    let host = address.split('/').nth(2).unwrap_or_default();
    // A page within a repository is no repository with another ending.
    let is_whole = !address.contains("/tree/") && !address.contains("/blob/");
    let is_plain = GIT_HOSTS.contains(&host) && is_whole && address.strip_suffix(".git").is_none();
    let ending = if is_plain { ".git" } else { "" };
    let mut repository = json!({ "type": "git", "url": format!("git+{address}{ending}") });
    if let Some(directory) = &options.directory {
        repository["directory"] = json!(directory.value.0);
    }
    Some(repository)
}
