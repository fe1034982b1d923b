//! The context of the template of a catalog's codes: each by name, and those of each section,
//! category, and status.
//!
//! They have a separate entry because a compiler reads all of an entry, and this one is the
//! largest.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use crate::dialect::At;
use crate::model::{Catalog, Code};
use crate::output::HEADER;
use crate::reference::{self, Listed, Output, deprecation, listed};

use super::literal::{self, INDENT};
use super::prose;

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
        push_union(&literal::name(&section.id), &prose::plain(&section.title), codes, &mut out);
    }
    out
}

fn by_category(catalog: &Catalog) -> String {
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for code in &catalog.codes {
        if let Some(category) = code.category {
            codes.entry(&catalog[category].id).or_default().push(&code.code);
        }
    }
    let mut out = String::new();
    for category in &catalog.categories {
        let description = category.description.as_ref();
        let doc = description.map_or_else(|| prose::plain(&category.title), prose::text);
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
        let doc = meanings.get(&status).map_or_else(String::new, |text| prose::text(text));
        push_union(&status.to_string(), &doc, codes, &mut out);
    }
    if !none.is_empty() {
        push_union("none", "", none, &mut out);
    }
    out
}

fn push_union<'a>(
    name: &str,
    doc: &str,
    codes: impl IntoIterator<Item = &'a str>,
    out: &mut String,
) {
    out.push_str(&prose::jsdoc(doc, MEMBER));
    out.extend([INDENT, "readonly ", name, ":", &literal::union(codes, MEMBER), ";\n"]);
}

/// The members of the interface with a reference entry above each code.
fn documented(catalog: &Catalog) -> String {
    let mut out = String::new();
    for (code, listed) in catalog.codes.iter().zip(listed(catalog)) {
        out.push_str(&prose::jsdoc(&entry(catalog, code, &listed), MEMBER));
        let (name, value) = (literal::name(&code.code), literal::string(&code.code));
        out.extend([INDENT, "readonly ", &name, ": ", &value, ";\n"]);
    }
    out
}

fn entry(catalog: &Catalog, code: &Code, listed: &[Listed<'_>]) -> String {
    let mut text = String::new();
    let items = reference::entry(catalog, code, listed, Output::Jsdoc);
    prose::DIALECT.entry(&mut text, &items);
    if let Some(deprecated) = &code.deprecated {
        text.push_str("@deprecated ");
        prose::DIALECT.phrase(&mut text, &deprecation(catalog, deprecated), At::Inline);
    }
    text
}

fn own_names(catalog: &Catalog) -> String {
    let mut out = String::new();
    for code in &catalog.codes {
        let (name, value) = (literal::name(&code.code), literal::string(&code.code));
        out.extend([INDENT, &name, ": ", &value, ",\n"]);
    }
    out
}
