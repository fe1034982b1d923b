//! The data of the site's search: an index of the codes, and the filters.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use minijinja::context;
use minijinja::value::Value;
use serde::Serialize;

use super::links::HtmlPages;
use crate::address::page_name;
use crate::model::{Catalog, Code, FieldType, Retry, Url, Vocabulary};
use crate::names;
use crate::output::HEADER;
use crate::reference::value_words;
use crate::search;
use crate::targets::RenderError;

/// The index of a catalog as in its script; the site's script documents each part.
#[derive(Serialize)]
struct Shard<'a> {
    title: &'a str,
    page: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    moved: BTreeMap<&'a str, String>,
    sections: Vec<[&'a str; 2]>,
    actions: Vec<&'a str>,
    /// Names and labels, alternating.
    retries: Vec<String>,
    /// A line for each code and each retired code, with fields separated by tabs: browsers read one
    /// string in a fraction of the time that a list of objects takes.
    rows: String,
}

/// The script with a catalog's index.
pub(super) fn index(pages: &HtmlPages<'_>) -> Result<String, RenderError> {
    let catalog = pages.catalog;
    // The script makes the paths of all other pages from the names.
    let mut moved = pages.moved.clone();
    let live = catalog.codes.iter().map(|code| (code.name.as_str(), Some(code.section)));
    let retired = catalog.retired.iter().map(|retired| (retired.code.as_str(), None));
    for (name, section) in live.chain(retired).filter(|(name, _)| page_name(name) != *name) {
        moved.insert(name, pages.of_name(section, name));
    }
    let sections = catalog.sections.iter().map(|section| [&*section.id, &*section.title]);
    let shard = Shard {
        title: &catalog.title,
        page: pages.entry(),
        moved,
        sections: sections.collect(),
        actions: catalog.actions.iter().map(|action| action.id.as_str()).collect(),
        retries: Retry::ALL.iter().copied().flat_map(advice).collect(),
        rows: rows(catalog),
    };
    let id = serde_json::to_string(&catalog.id)?;
    let shard = serde_json::to_string(&shard)?;
    Ok(format!("/* {HEADER} */\n(self.errbookSearch ??= {{}})[{id}] = {shard};\n"))
}

fn rows(catalog: &Catalog) -> String {
    let mut out = String::new();
    for code in &catalog.codes {
        if !out.is_empty() {
            out.push('\n');
        }
        let statuses: Vec<String> = code.status.iter().map(u16::to_string).collect();
        let retry = code.retry.and_then(|retry| Retry::ALL.iter().position(|of| *of == retry));
        let retry = retry.map(|at| (2 * at).to_string()).unwrap_or_default();
        let action = code.action.map(|id| id.index().to_string()).unwrap_or_default();
        let deprecated = if code.deprecated.is_some() { "1" } else { "" };
        let _ = write!(
            out,
            "{}\t{}\t{}\t{retry}\t{action}\t{deprecated}\t",
            code.name,
            code.section.index(),
            statuses.join(",")
        );
        words(&mut out, &code.title);
        out.push('\t');
        words(&mut out, &code.summary());
        out.push('\t');
        for (index, text) in search::texts(code).iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            words(&mut out, text);
        }
        out.push('\t');
        // The script reads the name at the end of an address, so it needs no docs URLs.
        let url = code.docs_url.as_ref().map(Url::as_str);
        let names = search::names(code).into_iter().skip(1);
        for (index, name) in names.filter(|name| Some(&**name) != url).enumerate() {
            if index > 0 {
                out.push(SEPARATOR);
            }
            words(&mut out, &name);
        }
        fields(&mut out, catalog, code);
    }
    for retired in &catalog.retired {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = write!(out, "{}\t\t\t\t\t\t", retired.code);
        words(&mut out, &names::title(&retired.code));
        out.push('\t');
        words(&mut out, &retired.reason.plain());
        out.push_str("\t\t");
    }
    out
}

/// Writes the declared fields of a code, each as its name and value; nothing if it has none.
fn fields(out: &mut String, catalog: &Catalog, code: &Code) {
    for (index, (id, value)) in code.fields.iter().enumerate() {
        out.push(if index == 0 { '\t' } else { SEPARATOR });
        words(out, &format!("{}={}", catalog[*id].name, value_words(value)));
    }
}

/// What separates names, and declared fields: no text of a row has a control character.
const SEPARATOR: char = '\u{1f}';

/// A filter for each declared field that has one of a few values, by its name.
fn by_field(catalogs: &[&Catalog]) -> BTreeMap<String, (String, Vec<[String; 2]>)> {
    let mut filters: BTreeMap<String, (String, Vec<[String; 2]>)> = BTreeMap::new();
    for field in catalogs.iter().flat_map(|catalog| &catalog.fields) {
        let values: Vec<&str> = match &field.ty {
            FieldType::Values(values) => values.iter().map(|of| of.value.as_str()).collect(),
            FieldType::Boolean => vec!["true", "false"],
            FieldType::String { .. } | FieldType::Integer | FieldType::Number => continue,
        };
        let name = format!("field:{}", field.name);
        let (_, options) = filters.entry(name).or_insert_with(|| (field.title.clone(), Vec::new()));
        for value in values {
            if !options.iter().any(|[known, _]| known == value) {
                options.push([value.to_owned(), value.to_owned()]);
            }
        }
    }
    filters
}

/// Writes text as one field.
fn words(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

/// The filters for some catalogs; those without a choice are left out.
pub(super) fn filters(catalogs: &[&Catalog]) -> Vec<Value> {
    let codes = || catalogs.iter().flat_map(|catalog| &catalog.codes);
    let statuses: BTreeSet<u16> = codes().flat_map(|code| code.status.iter().copied()).collect();
    let mut statuses: Vec<[String; 2]> =
        statuses.iter().map(|status| [status.to_string(), status.to_string()]).collect();
    if codes().any(|code| code.status.is_empty()) {
        statuses.push(["none".to_owned(), "None".to_owned()]);
    }
    let used = |retry: &Retry| codes().any(|code| code.retry == Some(*retry));
    let retries = Retry::ALL.iter().copied().filter(used).map(advice).collect();
    let sections = grouped(catalogs, |catalog| {
        let options = catalog.sections.iter().filter(|section| !section.entries.is_empty());
        options.map(|of| [format!("{}/{}", catalog.id, of.id), of.title.clone()]).collect()
    });
    let actions = grouped(catalogs, |catalog| {
        let options = catalog.actions.iter();
        options.map(|of| [format!("{}/{}", catalog.id, of.id), of.title.clone()]).collect()
    });
    let ids = catalogs.iter().map(|of| [of.id.clone(), of.title.clone()]).collect();
    let alone = |options: Vec<[String; 2]>| vec![(String::new(), options)];
    let fields = by_field(catalogs);
    let own =
        fields.iter().map(|(name, (title, options))| (&**name, &**title, alone(options.clone())));
    [
        ("status", "Status", alone(statuses)),
        ("section", "Section", sections),
        ("retry", "Retry", alone(retries)),
        ("action", "Action", actions),
        ("catalog", "API", alone(ids)),
    ]
    .into_iter()
    .chain(own)
    .filter(|(_, _, groups)| groups.iter().map(|(_, options)| options.len()).sum::<usize>() > 1)
    .map(|(name, label, groups)| {
        let groups = groups.into_iter().filter(|(_, options)| !options.is_empty());
        let groups = groups.map(|(title, options)| context! { title, options });
        context! { name, label, groups => groups.collect::<Vec<_>>() }
    })
    .collect()
}

/// Options by catalog, below the catalog's title if there are several.
fn grouped(
    catalogs: &[&Catalog],
    options: impl Fn(&Catalog) -> Vec<[String; 2]>,
) -> Vec<(String, Vec<[String; 2]>)> {
    let title = |catalog: &Catalog| {
        if catalogs.len() > 1 { catalog.title.clone() } else { String::new() }
    };
    catalogs.iter().map(|catalog| (title(catalog), options(catalog))).collect()
}

/// Retry advice for filters: its name and its label.
fn advice(retry: Retry) -> [String; 2] {
    [retry.word().to_owned(), retry.label().to_owned()]
}
