//! How a client should handle a catalog's errors: the documented order, in words and as a program.

use std::fmt::Write;

use super::{Block, Listing, Phrase, Source, action, envelope, heading, names, text, words};
use crate::model::{Catalog, Handling, Shape, Slot, Step, Text};
use crate::names as naming;

/// The guidance of a catalog.
pub(super) fn handling<'a>(catalog: &'a Catalog, handling: &'a Handling) -> Vec<Block<'a>> {
    let Handling { description, log, steps, otherwise } = handling;
    let mut blocks = vec![heading("handling", "How to handle these errors")];
    if let Some(description) = description {
        blocks.push(Block::Paragraph(vec![text(description)]));
    }
    if !log.is_empty() {
        blocks.push(Block::Paragraph(vec![words("What to log:")]));
        blocks.push(Block::List(log.iter().map(|line| vec![text(line)]).collect()));
    }
    let every = if steps.is_empty() { "Every code" } else { "Every other code" };
    if !steps.is_empty() {
        blocks.push(Block::Paragraph(vec![words("Check for these codes in this order:")]));
        let step = |step: &'a Step| told(names(codes(catalog, step)), catalog, step);
        blocks.push(Block::Steps(steps.iter().map(step).collect()));
    }
    if let Some(step) = otherwise {
        let mut who = vec![words(every)];
        if !step.codes.is_empty() {
            who.push(words(", including "));
            who.extend(names(codes(catalog, step)));
        }
        blocks.push(Block::Paragraph(told(who, catalog, step)));
    }
    if !steps.is_empty() {
        let told = "The same steps in code, with a method for each thing your application does:";
        blocks.push(Block::Paragraph(vec![words(told)]));
        blocks.push(Block::Listing(Listing {
            title: "The same steps in code".into(),
            source: Source::Code("ts", program(catalog, handling).into()),
        }));
    }
    blocks
}

fn codes<'a>(catalog: &'a Catalog, step: &'a Step) -> impl Iterator<Item = &'a str> {
    catalog.codes_at(&step.codes).map(|code| code.name.as_str())
}

/// Which codes a step is for, and what to do about them.
fn told<'a>(mut who: Phrase<'a>, catalog: &'a Catalog, step: &'a Step) -> Phrase<'a> {
    let Step { codes: _, action: to_do, note } = step;
    who.push(words(": "));
    let to_do = to_do.map(|id| &catalog[id]);
    if let Some(to_do) = to_do {
        who.extend(action(to_do, ". "));
    }
    if let Some(note) = note {
        who.extend(to_do.map(|_| words(" ")));
        who.push(text(note));
    }
    who
}

/// The order as TypeScript that compiles, with one branch for each step. What a branch does is left
/// to the application, so the program adds nothing to what the registry says.
fn program(catalog: &Catalog, handling: &Handling) -> String {
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
        labels(&mut out, catalog, step);
        branch(&mut out, catalog, step, method);
    }
    if let Some(step) = fallback {
        labels(&mut out, catalog, step);
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

fn labels(out: &mut String, catalog: &Catalog, step: &Step) {
    for code in codes(catalog, step) {
        let _ = writeln!(out, "    case {}:", serde_json::Value::from(code));
    }
}

fn branch(out: &mut String, catalog: &Catalog, step: &Step, method: &str) {
    let action = step.action.map(|id| &catalog[id]);
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
    let action = step.action.map(|id| naming::camel(&catalog[id].id));
    action
        .or_else(|| step.codes.first().map(|id| format!("on{}", catalog[*id].ident)))
        .unwrap_or_else(|| "otherwise".to_owned())
}

/// The path of the code in a body.
fn code_path(shape: &Shape) -> Option<String> {
    let mut found = None;
    envelope::walk(shape, String::new(), &mut |path, member| {
        if matches!(member.shape, Shape::Slot(Slot::Code)) {
            found.get_or_insert(path);
        }
    });
    found
}
