//! A section: its codes in reading order, and what it says about them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::Cause;
use super::{source, texts};
use crate::model;

/// Sections that are read together.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Group<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
}

impl<'a> Group<'a> {
    pub fn of(group: &'a model::Group) -> Group<'a> {
        let model::Group { id, title, description } = group;
        Group { id: id.into(), title: title.into(), description: source(description.as_ref()) }
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Section<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) title: Cow<'a, str>,
    /// The id of the group that it is read in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    pub(crate) sources: Vec<Cow<'a, str>>,
    pub(crate) entries: Vec<Entry<'a>>,
    pub(crate) tables: Vec<Table<'a>>,
    pub(crate) notes: Vec<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Entry<'a> {
    pub(crate) code: Cow<'a, str>,
    /// Present if another section defines the code: what this section says about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<Reference<'a>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Reference<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) resolution: Option<Cow<'a, str>>,
    /// Its causes there, if there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) causes: Vec<Cause<'a>>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Table<'a> {
    pub(crate) title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Cow<'a, str>>,
    pub(crate) columns: Vec<Cow<'a, str>>,
    pub(crate) rows: Vec<Vec<Cow<'a, str>>>,
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
            code: (&code.name).into(),
            reference: entry.reference.as_ref().map(reference),
        });
        let table = |table: &'a model::Table| Table {
            title: (&table.title).into(),
            description: source(table.description.as_ref()),
            columns: texts(&table.columns),
            rows: table.rows.iter().map(|row| texts(row)).collect(),
        };
        Section {
            id: (&section.id).into(),
            title: (&section.title).into(),
            group: catalog.group_of(section).map(|group| (&group.id).into()),
            description: source(section.description.as_ref()),
            sources: texts(&section.sources),
            entries: entries.collect(),
            tables: section.tables.iter().map(table).collect(),
            notes: texts(&section.notes),
        }
    }
}
