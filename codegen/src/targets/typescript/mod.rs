//! The `typescript` target: an npm package with an entry for each catalog.
//!
//! The package needs no build: `lib/` has JavaScript and declarations. `src/` has the TypeScript
//! that compiles to the same files; it is there to check against, and npm does not pack it, since
//! the declarations have every comment.

mod catalog;
mod codes;
mod literal;
mod module;
mod prose;
mod readme;
mod tables;
mod types;

use minijinja::{Environment, Value, context};
use serde_json::{Map, json};

use crate::decode::{Line, Spanned, object};
use crate::model::Model;
use crate::output::{HEADER, Output};
use crate::package::{NpmLicense, NpmName, NpmVersion};
use crate::targets::RenderError;
use crate::template;

object! {
    /// The options of the target `typescript`.
    "the target `typescript`" => TypescriptOptions {
        /// The folder of the package; `generated/typescript` by default.
        "out" => out: Option<Spanned<Line>>,
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

pub(super) fn render(
    model: &Model,
    options: &TypescriptOptions,
) -> Result<Vec<Output>, RenderError> {
    let mut templates = template::environment();
    for (name, source) in errbook_templates::TYPESCRIPT {
        templates.add_template_owned(*name, module::template(source))?;
    }
    templates.add_template("README.md", errbook_templates::TYPESCRIPT_README)?;

    let brand = literal::string(&format!("{}/ApiError", options.package.0));
    let mut outputs = vec![
        Output { path: "package.json".to_owned(), text: package_json(model, options)? },
        Output {
            path: "README.md".to_owned(),
            text: fill(&templates, "README.md", readme::view(model, options))?,
        },
    ];
    let mut add = |path: &str, name: &str, view: Value| -> Result<(), RenderError> {
        outputs.extend(module::outputs(path, &fill(&templates, name, view)?));
        Ok(())
    };
    add("runtime", "runtime", context! { header => HEADER, brand })?;
    add("index", "index", context! { header => HEADER })?;
    for catalog in &model.catalogs {
        let id = &catalog.id;
        add(&format!("{id}/index"), "catalog", catalog::view(catalog))?;
        add(&format!("{id}/codes"), "codes", codes::view(catalog))?;
        add(&format!("{id}/metadata"), "metadata", tables::metadata(catalog))?;
        add(&format!("{id}/reference"), "reference", tables::reference(catalog))?;
    }
    Ok(outputs)
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
        for part in ["codes", "metadata", "reference"] {
            exports.insert(format!("./{id}/{part}"), entry(&format!("{id}/{part}")));
        }
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
