//! How a client should handle a catalog's errors: the documented order, in words and as a program.

use super::{Block, Listing, Phrase, Source, action, heading, names, text, words};
use crate::model::{Catalog, Handling, Step};

/// The guidance of a catalog, and the program that follows its steps.
pub(super) fn handling<'a>(
    catalog: &'a Catalog,
    handling: &'a Handling,
    program: Option<String>,
) -> Vec<Block<'a>> {
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
    if let Some(program) = program.filter(|_| !steps.is_empty()) {
        let told = "The same steps in TypeScript, with a function of your application for each:";
        blocks.push(Block::Paragraph(vec![words(told)]));
        blocks.push(Block::Listing(Listing {
            title: "The same steps in TypeScript".into(),
            source: Source::Code("ts", program.into()),
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
