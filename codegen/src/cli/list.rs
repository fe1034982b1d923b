//! `errbook list`

use crate::config::Project;
use crate::diagnostic::Level;
use crate::error::Error;
use crate::model::{Catalog, Code, Model, Section};
use serde_json::{Value, json};

use super::{
    Failure, ListArgs, ListFormat, Outcome, count, instead, model_of, print, print_error,
    print_json,
};

/// A code that passes the filters.
struct Found<'a> {
    catalog: &'a Catalog,
    section: &'a Section,
    code: &'a Code,
}

pub(super) fn run(project: &Project, args: &ListArgs) -> Result<Outcome, Failure> {
    let Some((model, _)) = model_of(project, Level::Error)? else { return Ok(Outcome::Findings) };
    let found = select(&model, args)?;
    match args.format {
        ListFormat::Json => {
            let rows: Vec<Value> = found.iter().map(json_row).collect();
            print_json(&Value::Array(rows))?;
        }
        ListFormat::Table => {
            print(&table(&found))?;
            print_error(&format!("{}\n", count(found.len(), "code")))?;
        }
    }
    Ok(Outcome::Fine)
}

fn select<'a>(model: &'a Model, args: &ListArgs) -> Result<Vec<Found<'a>>, Error> {
    if let Some(catalog) = &args.catalog {
        expect("catalog", catalog, model.catalogs.iter().map(|catalog| catalog.id.as_str()))?;
    }
    let catalogs: Vec<&Catalog> = model
        .catalogs
        .iter()
        .filter(|catalog| args.catalog.as_ref().is_none_or(|id| catalog.id == *id))
        .collect();
    let sections = || catalogs.iter().flat_map(|catalog| &catalog.sections);
    if let Some(section) = &args.section {
        expect("section", section, sections().map(|section| section.id.as_str()))?;
    }
    let status = args.status.as_deref().map(parse_status).transpose()?;
    let mut found = Vec::new();
    for catalog in &catalogs {
        for section in &catalog.sections {
            if args.section.as_ref().is_some_and(|id| section.id != *id) {
                continue;
            }
            for (code, entry) in catalog.codes_in(section) {
                // Without a filter for a section, a code is listed once: where it is defined.
                let elsewhere = entry.reference.is_some() && args.section.is_none();
                let other_status = match status {
                    None => false,
                    Some(None) => !code.status.is_empty(),
                    Some(Some(status)) => !code.status.contains(&status),
                };
                if !elsewhere && !other_status {
                    found.push(Found { catalog, section, code });
                }
            }
        }
    }
    Ok(found)
}

fn expect<'a>(
    what: &str,
    name: &str,
    mut known: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Error> {
    let hint = instead(name, known.clone());
    if known.any(|known| known == name) {
        return Ok(());
    }
    Err(Error::Usage(format!("there is no {what} `{name}`; {hint}")))
}

/// A status, or nothing for `none`.
fn parse_status(text: &str) -> Result<Option<u16>, Error> {
    if text == "none" {
        return Ok(None);
    }
    match text.parse() {
        Ok(status) if (100..=599).contains(&status) => Ok(Some(status)),
        _ => Err(Error::Usage(format!(
            "`{text}` is not an HTTP status; use a number from 100 to 599, or `none`"
        ))),
    }
}

fn table(found: &[Found<'_>]) -> String {
    let rows: Vec<[String; 5]> = found.iter().map(table_row).collect();
    let mut widths = [0; 5];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn table_row(found: &Found<'_>) -> [String; 5] {
    [
        found.code.name.clone(),
        super::entry::statuses(found.code),
        found.catalog.id.clone(),
        found.section.id.clone(),
        found.code.title.clone(),
    ]
}

fn json_row(found: &Found<'_>) -> Value {
    json!({
        "name": found.code.name,
        "code": found.code.code.to_json(),
        "status": found.code.status,
        "catalog": found.catalog.id,
        "section": found.section.id,
        "title": found.code.title,
        "docs_url": found.code.docs_url,
    })
}
