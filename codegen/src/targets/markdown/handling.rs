//! How a client should handle a catalog's errors: the documented order, in words and as a program.

use std::fmt::Write;

use serde::Serialize;

use super::escape::{self, inline};
use super::pages::link;
use super::prose::Prose;
use crate::model::{Catalog, Handling, Shape, Slot, Step};
use crate::names;
use crate::text::Text;

/// The guidance as the templates see it; every text is escaped.
#[derive(Serialize)]
pub(super) struct View {
    description: String,
    log: Vec<String>,
    steps: Vec<String>,
    /// What comes after "every other code".
    otherwise: String,
    /// The order as a program; empty if there is none.
    program: String,
}

pub(super) fn view(prose: Prose<'_>, handling: &Handling) -> View {
    let mut program = String::new();
    if !handling.steps.is_empty() {
        escape::fenced(&mut program, "ts", &source(prose.pages.catalog, handling));
    }
    View {
        description: handling.description.as_ref().map(|t| prose.block(t)).unwrap_or_default(),
        log: prose.lines(&handling.log),
        steps: handling.steps.iter().map(|step| in_words(prose, step)).collect(),
        otherwise: handling.otherwise.as_ref().map(|s| otherwise(prose, s)).unwrap_or_default(),
        program,
    }
}

fn in_words(prose: Prose<'_>, step: &Step) -> String {
    format!("{}: {}", prose.codes(&step.codes), what_to_do(prose, step))
}

fn otherwise(prose: Prose<'_>, step: &Step) -> String {
    let including = if step.codes.is_empty() {
        String::new()
    } else {
        format!(", including {}", prose.codes(&step.codes))
    };
    format!("{including}: {}", what_to_do(prose, step))
}

fn what_to_do(prose: Prose<'_>, step: &Step) -> String {
    let catalog = prose.pages.catalog;
    let mut out = String::new();
    if let Some(action) = step.action.as_deref().and_then(|action| catalog.action(action)) {
        let id = prose.pages.id("action", &action.id);
        let link = link(prose.page, &prose.pages.guide, Some(&id));
        let _ = write!(out, "[{}]({link}). ", inline(&action.title));
        out.push_str(&prose.inline(&action.description));
    }
    if let Some(note) = &step.note {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&prose.inline(note));
    }
    out
}

/// The order as TypeScript that compiles, with one branch for each step. What a branch does is left
/// to the application, so the program adds nothing to what the registry says.
pub(in crate::targets) fn source(catalog: &Catalog, handling: &Handling) -> String {
    let steps: Vec<_> = handling.steps.iter().map(|step| (step, method(catalog, step))).collect();
    let fallback = handling.otherwise.as_ref();
    let last = fallback.map_or_else(
        || "otherwise".to_owned(),
        |step| if step.action.is_some() { method(catalog, step) } else { "otherwise".to_owned() },
    );
    let mut out =
        "/** What your application does about an error. */\ninterface Reactions {\n".to_owned();
    let mut declared: Vec<&str> = Vec::new();
    for method in steps.iter().map(|(_, method)| method).chain([&last]) {
        if !declared.contains(&method.as_str()) {
            declared.push(method);
            let _ = writeln!(out, "  {method}(): void;");
        }
    }
    out.push_str("}\n\n");
    if let Some(path) = code_path(&catalog.envelope.shape) {
        let _ = writeln!(out, "// `code` is `{}` in the body.", in_comment(&path));
    }
    out.push_str(
        "function handle(code: string, reactions: Reactions): void {\n  switch (code) {\n",
    );
    for (step, method) in &steps {
        labels(&mut out, &step.codes);
        branch(&mut out, catalog, step, method);
    }
    if let Some(step) = fallback {
        labels(&mut out, &step.codes);
    }
    out.push_str("    default:\n");
    match fallback {
        Some(step) => branch(&mut out, catalog, step, &last),
        None => {
            let _ = writeln!(out, "      return reactions.{last}();");
        }
    }
    out.push_str("  }\n}");
    out
}

fn labels(out: &mut String, codes: &[String]) {
    for code in codes {
        let _ = writeln!(out, "    case {}:", serde_json::Value::from(code.as_str()));
    }
}

fn branch(out: &mut String, catalog: &Catalog, step: &Step, method: &str) {
    let action = step.action.as_deref().and_then(|action| catalog.action(action));
    for text in action.map(|action| &action.description).into_iter().chain(&step.note) {
        comment(out, text);
    }
    let _ = writeln!(out, "      return reactions.{method}();");
}

fn comment(out: &mut String, text: &Text) {
    for paragraph in text.source().split('\n') {
        let _ = writeln!(out, "      // {}", in_comment(paragraph));
    }
}

/// The words without characters that would end a line comment.
fn in_comment(words: &str) -> String {
    let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    words.replace(ends_line, " ")
}

fn method(catalog: &Catalog, step: &Step) -> String {
    let of_code = |code: &String| catalog.code(code).map(|code| format!("on{}", code.ident));
    let action = step.action.as_deref().map(names::camel);
    action
        .or_else(|| step.codes.first().and_then(of_code))
        .unwrap_or_else(|| "otherwise".to_owned())
}

/// The path of the code in a body.
fn code_path(shape: &Shape) -> Option<String> {
    let mut found = None;
    super::envelope::walk(shape, String::new(), &mut |path, member| {
        if matches!(member.shape, Shape::Slot(Slot::Code)) {
            found.get_or_insert_with(|| path.to_owned());
        }
    });
    found
}
