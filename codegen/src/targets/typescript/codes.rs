//! The context of the template of a catalog's codes: each by name, and those of each section,
//! category, and status.
//!
//! They have a separate entry because a compiler reads all of an entry, and this one is the
//! largest.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use crate::model::{Catalog, Code, Text};
use crate::output::HEADER;

use super::literal::{self, INDENT};
use super::prose::{self, Paragraph};

/// The column of the members of an interface.
const MEMBER: usize = INDENT.len();

pub(super) fn view(catalog: &Catalog) -> Value {
    context! {
        header => HEADER,
        by_section => by_section(catalog),
        by_category => by_category(catalog),
        by_status => by_status(catalog),
        documented => documented(catalog),
        own_names => own_names(catalog),
    }
}

fn by_section(catalog: &Catalog) -> String {
    let mut out = String::new();
    for section in &catalog.sections {
        let codes = catalog.codes_in(section).map(|(code, _)| code.code.as_str());
        push_union(&literal::name(&section.id), &[prose::plain(&section.title)], codes, &mut out);
    }
    out
}

fn by_category(catalog: &Catalog) -> String {
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for code in &catalog.codes {
        if let Some(category) = &code.category {
            codes.entry(category).or_default().push(&code.code);
        }
    }
    let mut out = String::new();
    for category in &catalog.categories {
        let description = category.description.as_ref();
        let doc =
            description.map_or_else(|| vec![prose::plain(&category.title)], prose::paragraphs);
        let codes = codes.remove(category.id.as_str()).unwrap_or_default();
        push_union(&literal::name(&category.id), &doc, codes, &mut out);
    }
    out
}

fn by_status(catalog: &Catalog) -> String {
    let mut codes: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    let mut none = Vec::new();
    for code in &catalog.codes {
        for status in &code.status {
            codes.entry(*status).or_default().push(&code.code);
        }
        if code.status.is_empty() {
            none.push(code.code.as_str());
        }
    }
    let meanings: BTreeMap<u16, _> =
        catalog.statuses.iter().map(|status| (status.status, &status.meaning)).collect();
    let mut out = String::new();
    for (status, codes) in codes {
        let doc = meanings.get(&status).map_or_else(Vec::new, |text| prose::paragraphs(text));
        push_union(&status.to_string(), &doc, codes, &mut out);
    }
    if !none.is_empty() {
        push_union("none", &[], none, &mut out);
    }
    out
}

fn push_union<'a>(
    name: &str,
    doc: &[Paragraph],
    codes: impl IntoIterator<Item = &'a str>,
    out: &mut String,
) {
    out.push_str(&prose::jsdoc(doc, MEMBER));
    out.extend([INDENT, "readonly ", name, ":", &literal::union(codes, MEMBER), ";\n"]);
}

/// The members of the interface with a reference entry above each code.
fn documented(catalog: &Catalog) -> String {
    let mut out = String::new();
    for code in &catalog.codes {
        out.push_str(&prose::jsdoc(&entry(code, catalog), MEMBER));
        let (name, value) = (literal::name(&code.code), literal::string(&code.code));
        out.extend([INDENT, "readonly ", &name, ": ", &value, ";\n"]);
    }
    out
}

fn entry(code: &Code, catalog: &Catalog) -> Vec<Paragraph> {
    let mut blocks = prose::paragraphs(&code.description);
    let mut labelled = |label: &str, paragraphs: Vec<Paragraph>| {
        let from = blocks.len();
        blocks.extend(paragraphs);
        if let Some(first) = blocks.get_mut(from) {
            first.insert_str(0, &format!("**{label}:**\n"));
        }
    };
    labelled("Cause", code.cause.as_ref().map_or_else(Vec::new, prose::paragraphs));
    labelled("Resolution", code.resolution.as_ref().map_or_else(Vec::new, prose::paragraphs));
    if let Some(action) = code.action.as_ref().and_then(|id| catalog.action(id)) {
        labelled("Action", prose::paragraphs(&action.description));
    }
    for note in &code.notes {
        labelled("Note", prose::paragraphs(note));
    }
    if let Some(retry) = code.retry {
        blocks.push(prose::paragraphs(&Text::new(retry.sentence())).join("\n"));
    }
    let mut facts = Vec::new();
    if !code.status.is_empty() {
        let status: Vec<String> = code.status.iter().map(u16::to_string).collect();
        facts.push(format!("HTTP {}", status.join(", ")));
    }
    facts.push(prose::plain(&catalog.sections[code.section].title).replace('\n', " "));
    if let Some(url) = &code.docs_url {
        facts.push(prose::link("Reference", url));
    }
    blocks.push(facts.join(" · "));
    if let Some(deprecated) = &code.deprecated {
        let mut block = vec!["@deprecated".to_owned()];
        block.extend(deprecated.since.iter().map(|since| prose::plain(&format!("Since {since}."))));
        if let Some(code) = &deprecated.replaced_by {
            block.push(format!("Use {} instead.", prose::code(code)));
        }
        block.extend(deprecated.note.iter().flat_map(prose::paragraphs));
        blocks.push(block.join("\n"));
    }
    blocks
}

fn own_names(catalog: &Catalog) -> String {
    let mut out = String::new();
    for code in &catalog.codes {
        let (name, value) = (literal::name(&code.code), literal::string(&code.code));
        out.extend([INDENT, &name, ": ", &value, ",\n"]);
    }
    out
}
