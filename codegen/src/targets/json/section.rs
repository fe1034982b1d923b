//! A section: its codes in reading order, and what it says about them.

use schemars::JsonSchema;
use serde::Serialize;

use super::code::Cause;
use super::{source, texts};
use crate::model;

/// Sections that are read together.
#[derive(Serialize, JsonSchema)]
pub struct Group<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

impl<'a> Group<'a> {
    pub fn of(group: &'a model::Group) -> Group<'a> {
        let model::Group { id, title, description } = group;
        Group { id, title, description: source(description.as_ref()) }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct Section<'a> {
    id: &'a str,
    title: &'a str,
    /// The id of the group that it is read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    sources: Vec<&'a str>,
    entries: Vec<Entry<'a>>,
    tables: Vec<Table<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Entry<'a> {
    code: &'a str,
    /// Present if another section defines the code: what this section says about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<Reference<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Reference<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<&'a str>,
    /// Its causes there, if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<Cause<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Table<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    columns: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

impl<'a> Section<'a> {
    pub fn of(catalog: &'a model::Catalog, section: &'a model::Section) -> Section<'a> {
        let reference = |reference: &'a model::Reference| Reference {
            description: source(reference.description.as_ref()),
            cause: source(reference.cause.as_ref()),
            resolution: source(reference.resolution.as_ref()),
            causes: reference.causes.iter().map(Cause::of).collect(),
        };
        let entries = catalog.codes_in(section).map(|(code, entry)| Entry {
            code: &code.name,
            reference: entry.reference.as_ref().map(reference),
        });
        let table = |table: &'a model::Table| Table {
            title: &table.title,
            description: source(table.description.as_ref()),
            columns: texts(&table.columns),
            rows: table.rows.iter().map(|row| texts(row)).collect(),
        };
        Section {
            id: &section.id,
            title: &section.title,
            group: catalog.group_of(section).map(|group| group.id.as_str()),
            description: source(section.description.as_ref()),
            sources: texts(&section.sources),
            entries: entries.collect(),
            tables: section.tables.iter().map(table).collect(),
            notes: texts(&section.notes),
        }
    }
}
