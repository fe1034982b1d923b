//! The context of the template of the package's README.

use std::collections::BTreeSet;

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use crate::dialect::{fill, wrap};
use crate::model::{Catalog, Code, CodeId, Handling, Model, Step, Text};
use crate::names;
use crate::output::HEADER;
use crate::targets::typescript::TypescriptOptions;

use super::literal::{self, WIDTH};
use super::{prose, types};

/// Words that cannot name a function here: reserved words and names in the example itself.
const TAKEN: &str = "ApiError arguments await break case catch class const continue debugger \
    default delete do else enum error eval export extends false finally for function handle if \
    implements import in instanceof interface let new null package private protected public return \
    static super switch this throw true try typeof var void while with yield";

/// The width of a comment in a case of the example.
const COMMENT: usize = WIDTH - "            // ".len();

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
    functions: Vec<String>,
    cases: Vec<Case>,
    otherwise: Case,
}

/// A case of the switch that follows a handling order.
#[derive(Serialize)]
struct Case {
    comments: Vec<String>,
    codes: Vec<String>,
    statement: String,
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
    Some(Example {
        catalog: catalog.id.clone(),
        class: types::class(catalog),
        code: literal::code(&code.code),
        by_name: format!("ErrorCodes{}", literal::member(&code.name)),
        detail,
        section: literal::string(&catalog[code.section].id),
    })
}

fn catalog_view(catalog: &Catalog, package: &str) -> CatalogView {
    CatalogView {
        id: catalog.id.clone(),
        import: prose::in_cell(&format!("{package}/{}", catalog.id)),
        title: prose::plain(&catalog.title),
        handling: catalog.handling.as_ref().map(|handling| handling_view(handling, catalog)),
    }
}

/// The handling order, without codes that an earlier step handles.
fn handling_view(handling: &Handling, catalog: &Catalog) -> HandlingView {
    let mut functions = Vec::new();
    let mut call = |step: &Step, codes: &[&Code]| {
        let Some(action) = step.action else { return "throw error;".to_owned() };
        let mut function = names::camel(&catalog[action].id);
        if TAKEN.split(' ').any(|taken| taken == function) {
            function.push_str("Error");
        }
        if !functions.contains(&function) {
            functions.push(function.clone());
        }
        format!("return {function}({});", arguments(codes))
    };
    let mut done = BTreeSet::new();
    let mut cases = Vec::new();
    for step in &handling.steps {
        let codes = step.codes.iter().filter(|code| done.insert(**code));
        let codes: Vec<&Code> = codes.map(|code| &catalog[*code]).collect();
        if !codes.is_empty() {
            let statement = call(step, &codes);
            let names = codes.iter().map(|code| literal::code(&code.code)).collect();
            cases.push(Case { comments: comments(step, catalog), codes: names, statement });
        }
    }
    let otherwise = match &handling.otherwise {
        Some(step) => {
            let codes: Vec<&str> = catalog.codes_at(&step.codes).map(|code| &*code.name).collect();
            let mut lines = fill(&codes.join(", "), COMMENT);
            lines.extend(comments(step, catalog));
            Case { comments: lines, codes: Vec::new(), statement: call(step, &[]) }
        }
        None => {
            Case { comments: Vec::new(), codes: Vec::new(), statement: "throw error;".to_owned() }
        }
    };
    HandlingView {
        description: handling.description.as_ref().map_or_else(String::new, filled),
        log: handling.log.iter().map(prose::line).collect(),
        functions,
        cases,
        otherwise,
    }
}

/// The arguments of a function: the details if the case is for one code with a few, else the error.
fn arguments(codes: &[&Code]) -> String {
    match codes {
        [code] if (1..=3).contains(&code.sent().count()) => types::detail_names(code)
            .iter()
            .map(|name| types::detail_access(name))
            .collect::<Vec<_>>()
            .join(", "),
        _ => "error".to_owned(),
    }
}

/// The texts of a step as lines of a `//` comment.
fn comments(step: &Step, catalog: &Catalog) -> Vec<String> {
    let action = step.action.map(|id| &catalog[id]);
    let texts = action.map(|action| &action.description).into_iter().chain(&step.note);
    texts.flat_map(|text| fill(&prose::comment_line(text.source()), COMMENT)).collect()
}

/// A text with its paragraphs wrapped.
fn filled(text: &Text) -> String {
    wrap(&prose::text(text), WIDTH).join("\n")
}
