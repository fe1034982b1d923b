//! `errbook list`

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use crate::config::Project;
use crate::diagnostic::Level;
use crate::error::Error;
use crate::model::{Catalog, Code, FieldId, Model, Section, Url, Vocabulary};
use crate::reference::value_words;
use crate::search::{Found as Hit, search};
use serde_json::{Value, json};

use super::{Failure, Outcome, count, instead, model_of, print, print_error, print_json};

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Only codes that match this, best first: words, a status, a message, a body, an address
    query: Vec<String>,
    /// Only codes of this catalog
    #[arg(long)]
    catalog: Option<String>,
    /// Only codes that this section defines or lists, by its id
    #[arg(long)]
    section: Option<String>,
    /// Only codes with this HTTP status, or `none`
    #[arg(long)]
    status: Option<String>,
    /// Only codes of which a fact has this value, or is `none`: `category=data`, `retry=never`,
    /// `severity=fatal`; may be repeated
    #[arg(long = "where", value_name = "FACT=VALUE")]
    conditions: Vec<String>,
    /// Show this fact too; may be repeated
    #[arg(long = "show", value_name = "FACT")]
    shown: Vec<String>,
    /// How to show them
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A line for each code
    Table,
    /// An array with an object for each code
    Json,
}

/// A code that passes the filters.
struct Found<'a> {
    catalog: &'a Catalog,
    section: &'a Section,
    code: &'a Code,
}

pub(super) fn run(project: &Project, args: &ListArgs) -> Result<Outcome, Failure> {
    let Some((model, _)) = model_of(project, Level::Error)? else { return Ok(Outcome::Findings) };
    let mut found = select(&model, args)?;
    if !args.query.is_empty() {
        found = ranked(found, &args.query.join(" "));
    }
    match args.format {
        ListFormat::Json => {
            let rows: Vec<Value> = found.iter().map(|found| json_row(found, args)).collect();
            print_json(&Value::Array(rows))?;
        }
        ListFormat::Table => {
            print(&table(&found, &args.shown))?;
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
    let conditions: Vec<(&str, &str)> =
        args.conditions.iter().map(|text| condition(text)).collect::<Result<_, _>>()?;
    let declared = catalogs.iter().flat_map(|catalog| &catalog.fields);
    let known: Vec<&str> =
        FACTS.iter().copied().chain(declared.map(|field| field.name.as_str())).collect();
    for name in
        conditions.iter().map(|(name, _)| *name).chain(args.shown.iter().map(String::as_str))
    {
        expect("fact", name, known.iter().copied())?;
    }
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
                let one = Found { catalog, section, code };
                let fits = conditions.iter().all(|(name, value)| one.has(name, value));
                if !elsewhere && !other_status && fits {
                    found.push(one);
                }
            }
        }
    }
    Ok(found)
}

/// Those that match a query, best first.
fn ranked<'a>(found: Vec<Found<'a>>, query: &str) -> Vec<Found<'a>> {
    let mut catalogs: Vec<&Catalog> = found.iter().map(|found| found.catalog).collect();
    catalogs.dedup_by_key(|catalog| &catalog.id);
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (place, (_, hit)) in search(&catalogs, query).into_iter().enumerate() {
        if let Hit::Code(catalog, code) = hit {
            places.entry((&catalog.id, &code.name)).or_insert(place);
        }
    }
    let place = |found: &Found<'_>| places.get(&(&*found.catalog.id, &*found.code.name)).copied();
    let mut found: Vec<Found<'_>> = found.into_iter().filter(|one| place(one).is_some()).collect();
    found.sort_by_key(place);
    found
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

/// The facts that every catalog has and that codes can be listed by.
const FACTS: &[&str] = &[
    "name",
    "code",
    "title",
    "catalog",
    "section",
    "status",
    "category",
    "action",
    "retry",
    "grpc",
    "delivery",
    "visibility",
    "since",
    "deprecated",
    "docs_url",
];

/// The name of a fact and the value that it should have.
fn condition(text: &str) -> Result<(&str, &str), Error> {
    text.split_once('=').ok_or_else(|| {
        Error::Usage(format!("`{text}` is not a condition; write it as `severity=fatal`"))
    })
}

impl Found<'_> {
    /// The values of a fact; none if the code has none.
    fn values(&self, fact: &str) -> Vec<String> {
        let Found { catalog, section, code } = self;
        let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect();
        match fact {
            "name" => vec![code.name.clone()],
            "code" => vec![code.code.text().into_owned()],
            "title" => vec![code.title.clone()],
            "catalog" => vec![catalog.id.clone()],
            "section" => vec![section.id.clone()],
            "status" => code.status.iter().map(u16::to_string).collect(),
            "category" => one(code.category.map(|id| &*catalog[id].id)),
            "action" => one(code.action.map(|id| &*catalog[id].id)),
            "retry" => one(code.retry.map(Vocabulary::word)),
            "grpc" => one(code.grpc.map(|grpc| grpc.name)),
            "delivery" => vec![code.delivery.word().to_owned()],
            "visibility" => vec![code.visibility.word().to_owned()],
            "since" => one(code.since.as_deref()),
            "deprecated" => vec![code.deprecated.is_some().to_string()],
            "docs_url" => one(code.docs_url.as_ref().map(Url::as_str)),
            name => {
                let field = catalog.fields_with_ids().find(|(_, field)| field.name == name);
                let value = field.and_then(|(id, _)| code.field(id));
                value.map(|value| value_words(value).into_owned()).into_iter().collect()
            }
        }
    }

    fn has(&self, fact: &str, value: &str) -> bool {
        let values = self.values(fact);
        values.iter().any(|known| known == value) || (values.is_empty() && value == "none")
    }
}

fn table(found: &[Found<'_>], shown: &[String]) -> String {
    let rows: Vec<Vec<String>> = found.iter().map(|found| table_row(found, shown)).collect();
    let mut widths = vec![0; 5 + shown.len()];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn table_row(found: &Found<'_>, shown: &[String]) -> Vec<String> {
    let mut row = vec![
        found.code.name.clone(),
        super::entry::statuses(found.code),
        found.catalog.id.clone(),
        found.section.id.clone(),
    ];
    row.extend(shown.iter().map(|fact| match found.values(fact) {
        values if values.is_empty() => "none".to_owned(),
        values => values.join(", "),
    }));
    row.push(found.code.title.clone());
    row
}

fn json_row(found: &Found<'_>, args: &ListArgs) -> Value {
    let mut row = json!({
        "name": found.code.name,
        "code": found.code.code.to_json(),
        "status": found.code.status,
        "catalog": found.catalog.id,
        "section": found.section.id,
        "parent": found.code.parent.map(|id| found.catalog[id].name.as_str()),
        "title": found.code.title,
        "docs_url": found.code.docs_url,
    });
    let fields = &found.code.fields;
    if !fields.is_empty() {
        let value =
            |(id, value): &(FieldId, Value)| (found.catalog[*id].name.clone(), value.clone());
        row["fields"] = Value::Object(fields.iter().map(value).collect());
    }
    for fact in args.shown.iter().filter(|fact| FACTS.contains(&fact.as_str())) {
        if row.get(fact).is_none() {
            row[fact] = found.values(fact).into_iter().next().into();
        }
    }
    row
}
