//! How a client handles errors, as code that uses the package.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::dialect::fill;
use crate::model::{Catalog, Code, Handling, Step};
use crate::names;

use super::literal::{self, INDENT, WIDTH};
use super::{prose, types};

/// Words that cannot name a function here: reserved words and names in the example itself.
const TAKEN: &str = "ApiError arguments await break case catch class const continue debugger \
    default delete do else enum error eval export extends false finally for function handle if \
    implements import in instanceof interface let new null package private protected public return \
    static super switch this throw true try typeof var void while with yield";

/// The width of a comment in a case.
const COMMENT: usize = WIDTH - "            // ".len();

/// A case of the switch that follows the order.
struct Case {
    comments: Vec<String>,
    codes: Vec<String>,
    statement: String,
}

/// The order in which a client handles the errors of a catalog, as a module. What the steps do is up to
/// the application, which has a function for each action.
pub(in crate::targets) fn program(catalog: &Catalog, handling: &Handling, package: &str) -> String {
    let mut functions = Vec::new();
    let cases = cases(catalog, handling, &mut functions);
    let import = literal::string(&format!("{package}/{}", catalog.id));
    let mut out = format!("import type {{ ApiError }} from {import};\n");
    if !functions.is_empty() {
        out.push_str("import {\n");
        for function in functions {
            let _ = writeln!(out, "{INDENT}{function},");
        }
        out.push_str("} from \"./app.js\";\n");
    }
    out.push_str("\nexport function handle(error: ApiError): unknown {\n");
    let is_alone = cases.len() == 1;
    let indent = INDENT.repeat(if is_alone { 1 } else { 3 });
    if !is_alone {
        let _ = writeln!(out, "{INDENT}switch (error.code) {{");
    }
    for Case { comments, codes, statement } in cases {
        for code in &codes {
            let _ = writeln!(out, "{INDENT}{INDENT}case {code}:");
        }
        if codes.is_empty() && !is_alone {
            let _ = writeln!(out, "{INDENT}{INDENT}default:");
        }
        for line in comments {
            let _ = writeln!(out, "{indent}// {line}");
        }
        let _ = writeln!(out, "{indent}{statement}");
    }
    if !is_alone {
        let _ = writeln!(out, "{INDENT}}}");
    }
    out.push('}');
    out
}

/// A module in which a client recognizes the error with a code.
pub(in crate::targets) fn sample(catalog: &Catalog, code: &Code, package: &str) -> String {
    let import = literal::string(&format!("{package}/{}", catalog.id));
    let sent = literal::code(&code.code);
    let mut details = code.sent().zip(types::detail_names(code));
    let shown = details.find(|(detail, _)| !detail.sensitive);
    let shown =
        shown.map_or_else(String::new, |(_, name)| format!(", {}", types::detail_access(&name)));
    format!(
        "import {{ isApiError }} from {import};\n\n\
         export function handle(error: unknown): void {{\n\
         {INDENT}if (isApiError(error, {sent})) {{\n\
         {INDENT}{INDENT}console.log(error.message{shown});\n\
         {INDENT}}}\n\
         }}"
    )
}

/// The cases, without codes that an earlier one handles; the last is for all other codes.
fn cases(catalog: &Catalog, handling: &Handling, functions: &mut Vec<String>) -> Vec<Case> {
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
    cases.push(match &handling.otherwise {
        Some(step) => {
            let codes: Vec<&str> = catalog.codes_at(&step.codes).map(|code| &*code.name).collect();
            let mut lines = fill(&codes.join(", "), COMMENT);
            lines.extend(comments(step, catalog));
            Case { comments: lines, codes: Vec::new(), statement: call(step, &[]) }
        }
        None => {
            Case { comments: Vec::new(), codes: Vec::new(), statement: "throw error;".to_owned() }
        }
    });
    cases
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
