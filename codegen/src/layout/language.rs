//! What the registry language says of the keys of a map: its objects, from the same declaration
//! that the decoder and the editors' schema are made of.

use serde_json::{Map, Value as Json};

use crate::decode::{Decode, Definitions};
use crate::source::SourceFile;
use crate::spec::{CatalogSpec, SectionSpec};

/// The schema of a file.
pub(super) struct Language {
    root: Json,
    definitions: Definitions,
}

impl Language {
    /// The language of a file, which its name tells.
    pub(super) fn of(file: &SourceFile) -> Language {
        let mut definitions = Map::new();
        let root = if file.stem == "catalog" {
            CatalogSpec::schema(&mut definitions)
        } else {
            SectionSpec::schema(&mut definitions)
        };
        Language { root, definitions }
    }

    /// The schema of the file's one value.
    pub(super) fn root(&self) -> &Json {
        &self.root
    }

    /// The keys of an object in their order; nothing for a map with keys of its own.
    pub(super) fn keys<'l>(&'l self, schema: &'l Json) -> Option<Vec<&'l str>> {
        let properties = self.find(schema, "properties")?.as_object()?;
        Some(properties.keys().map(String::as_str).collect())
    }

    /// The schema of what stands behind a key.
    pub(super) fn member<'l>(&'l self, schema: &'l Json, key: &str) -> &'l Json {
        match self.find(schema, "properties") {
            Some(properties) => &properties[key],
            None => self.find(schema, "additionalProperties").unwrap_or(&Json::Null),
        }
    }

    /// The schema of a list's entries.
    pub(super) fn item<'l>(&'l self, schema: &'l Json) -> &'l Json {
        self.find(schema, "items").unwrap_or(&Json::Null)
    }

    /// What a schema, or the first of its choices that has it, says with a keyword.
    fn find<'l>(&'l self, schema: &'l Json, keyword: &str) -> Option<&'l Json> {
        if let Some(found) = schema.get(keyword) {
            return Some(found);
        }
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            let name = reference.strip_prefix("#/definitions/")?;
            return self.find(self.definitions.get(name)?, keyword);
        }
        let choices = ["allOf", "anyOf"].into_iter().filter_map(|choice| schema.get(choice));
        choices.filter_map(Json::as_array).flatten().find_map(|choice| self.find(choice, keyword))
    }
}
