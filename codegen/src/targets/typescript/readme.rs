//! The context of the template of the package's README.

use std::collections::BTreeSet;

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use crate::dialect::wrap;
use crate::model::{Catalog, Code, CodeId, Handling, Model, Text};
use crate::output::HEADER;
use crate::targets::typescript::TypescriptOptions;

use super::handling::program;
use super::literal::{self, WIDTH};
use super::{called, prose, types};

#[derive(Serialize)]
struct CatalogView {
    id: String,
    /// Its import, as code in a table.
    import: String,
    title: String,
    handling: Option<HandlingView>,
}

#[derive(Serialize)]
struct HandlingView {
    description: String,
    log: Vec<String>,
    /// The order as code.
    program: String,
}

#[derive(Serialize)]
struct Example {
    catalog: String,
    /// The errors of the catalog as a class.
    class: String,
    code: String,
    /// `ErrorCodes.the_code`
    by_name: String,
    /// The part of the error that the example logs.
    detail: String,
    /// The section of the code.
    section: String,
    /// `.theCode`, the access to its factory.
    factory: String,
    /// The name of the factory as a literal.
    factory_name: String,
    /// Whether the factory takes details.
    takes: bool,
}

pub(super) fn view(model: &Model, options: &TypescriptOptions) -> Value {
    let package = options.package.0.as_str();
    // The template puts it between quotes, with the rest of a path.
    let quoted = literal::string(package);
    let view = |catalog| catalog_view(catalog, package);
    let catalogs: Vec<CatalogView> = model.catalogs.iter().map(view).collect();
    context! {
        header => HEADER,
        package => prose::plain(package),
        import => &quoted[1..quoted.len() - 1],
        node => super::NODE.trim_start_matches(">="),
        catalogs => Value::from(Serde(catalogs)),
        languages => model.catalogs.iter().any(super::has_messages),
        example => Value::from(Serde(example(model))),
    }
}

/// A code to show how errors are handled: one with details if possible, preferably in the handling
/// order.
fn example(model: &Model) -> Option<Example> {
    let codes = || {
        let catalogs = model.catalogs.iter();
        catalogs.flat_map(|catalog| catalog.codes.iter().map(move |code| (catalog, code)))
    };
    let handled = model.catalogs.iter().flat_map(|catalog| {
        let steps = catalog.handling.iter().flat_map(|handling| &handling.steps);
        let ids: BTreeSet<&CodeId> = steps.flat_map(|step| &step.codes).collect();
        ids.into_iter().map(move |id| (catalog, &catalog[*id]))
    });
    let has_details = |(_, code): &(&Catalog, &Code)| code.sent().next().is_some();
    let (catalog, code) = handled
        .into_iter()
        .find(has_details)
        .or_else(|| codes().find(has_details))
        .or_else(|| codes().next())?;
    let detail = match types::detail_names(code).first() {
        Some(name) => types::detail_access(name),
        None => "error.status".to_owned(),
    };
    let factory = called::factory(catalog, code);
    Some(Example {
        catalog: catalog.id.clone(),
        class: types::class(catalog),
        code: literal::code(&code.code),
        by_name: format!("ErrorCodes{}", literal::member(&code.name)),
        detail,
        section: literal::string(&catalog[code.section].id),
        factory: literal::member(&factory),
        factory_name: literal::string(&factory),
        takes: !code.details.is_empty(),
    })
}

fn catalog_view(catalog: &Catalog, package: &str) -> CatalogView {
    let handling = catalog.handling.as_ref();
    CatalogView {
        id: catalog.id.clone(),
        import: prose::in_cell(&format!("{package}/{}", catalog.id)),
        title: prose::plain(&catalog.title),
        handling: handling.map(|handling| handling_view(catalog, handling, package)),
    }
}

fn handling_view(catalog: &Catalog, handling: &Handling, package: &str) -> HandlingView {
    HandlingView {
        description: handling.description.as_ref().map_or_else(String::new, filled),
        log: handling.log.iter().map(prose::line).collect(),
        program: program(catalog, handling, package),
    }
}

/// A text with its paragraphs wrapped.
fn filled(text: &Text) -> String {
    wrap(&prose::text(text), WIDTH).join("\n")
}
