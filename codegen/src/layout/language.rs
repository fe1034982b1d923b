//! What the registry language says about the keys of a map, from the declarations that the decoder
//! and the editors' schema are made from.

use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

use crate::decode::{Decode, Definitions, FIELDS_BEFORE};
use crate::language::{CatalogSpec, MessagesSpec, SectionSpec};
use crate::source::SourceFile;

/// The schema of a file.
pub(super) struct Language {
    root: Json,
    definitions: Definitions,
}

impl Language {
    /// The language of a file, which depends on its name.
    pub(super) fn of(file: &SourceFile) -> &'static Language {
        static CATALOG: LazyLock<Language> = LazyLock::new(Language::declared::<CatalogSpec>);
        static SECTION: LazyLock<Language> = LazyLock::new(Language::declared::<SectionSpec>);
        static MESSAGES: LazyLock<Language> = LazyLock::new(Language::declared::<MessagesSpec>);
        match file {
            _ if file.stem == "catalog" => &CATALOG,
            _ if file.language().is_some() => &MESSAGES,
            _ => &SECTION,
        }
    }

    fn declared<T: Decode>() -> Language {
        let mut definitions = Map::new();
        Language { root: T::schema(&mut definitions), definitions }
    }

    /// The schema of the whole file.
    pub(super) fn root(&self) -> &Json {
        &self.root
    }

    /// The keys of an object in their order; nothing for a map with arbitrary keys.
    pub(super) fn keys<'l>(&'l self, schema: &'l Json) -> Option<Vec<&'l str>> {
        let properties = self.find(schema, "properties")?.as_object()?;
        Some(properties.keys().map(String::as_str).collect())
    }

    /// The key before which an object has the fields that its catalog declares, if it has any.
    pub(super) fn fields(&self, schema: &Json) -> Option<&'static str> {
        self.find(schema, "additionalProperties")?.is_object().then_some(FIELDS_BEFORE)
    }

    /// The schema of a key's value.
    pub(super) fn member<'l>(&'l self, schema: &'l Json, key: &str) -> &'l Json {
        let known = self.find(schema, "properties").and_then(|properties| properties.get(key));
        let others = || self.find(schema, "additionalProperties");
        known.or_else(others).unwrap_or(&Json::Null)
    }

    /// The schema of a list's entries.
    pub(super) fn item<'l>(&'l self, schema: &'l Json) -> &'l Json {
        self.find(schema, "items").unwrap_or(&Json::Null)
    }

    /// The value of a keyword in a schema, or in the first of its alternatives that has it.
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
