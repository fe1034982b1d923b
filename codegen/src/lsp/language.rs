//! What the language says about a place in a file: the schemas there, with the names of the catalog.

use serde_json::{Map, Value as Json};

use super::path::Step;
use crate::config::ConfigSpec;
use crate::decode::Decode;
use crate::keys::{Key, Object, objects};
use crate::model::Outline;
use crate::targets::{schema_of_catalog, schema_of_section};

/// The schema of a file.
pub(super) struct Language {
    root: Json,
    definitions: Map<String, Json>,
}

/// A schema without alternatives, and the name of its object if it has one.
pub(super) struct Here<'l> {
    pub(super) schema: &'l Json,
    pub(super) object: &'l str,
}

impl Language {
    /// That of `catalog.yaml`, with the names of its catalog.
    pub(super) fn of_catalog(outline: &Outline) -> Language {
        let (root, definitions) = schema_of_catalog(outline);
        Language { root, definitions }
    }

    /// That of a section, with the names of its catalog.
    pub(super) fn of_section(outline: &Outline) -> Language {
        let (root, definitions) = schema_of_section(outline);
        Language { root, definitions }
    }

    /// That of a project file.
    pub(super) fn of_project() -> Language {
        let mut definitions = Map::new();
        Language { root: ConfigSpec::schema(&mut definitions), definitions }
    }

    /// The schemas at a place.
    pub(super) fn at(&self, steps: &[Step]) -> Vec<Here<'_>> {
        let mut here = Vec::new();
        self.expand(&self.root, "", &mut here);
        for step in steps {
            let mut next = Vec::new();
            for Here { schema, .. } in &here {
                let inner = match step {
                    Step::Item => &schema["items"],
                    Step::Key(key) => match &schema["properties"][key] {
                        Json::Null => &schema["additionalProperties"],
                        known => known,
                    },
                };
                self.expand(inner, "", &mut next);
            }
            here = next;
        }
        here
    }

    /// Adds the alternatives of a schema.
    fn expand<'l>(&'l self, schema: &'l Json, object: &'l str, found: &mut Vec<Here<'l>>) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or_default();
            if let Some(schema) = self.definitions.get(name) {
                self.expand(schema, name, found);
            }
            return;
        }
        let choices = ["allOf", "anyOf"].into_iter().filter_map(|choice| schema[choice].as_array());
        let choices: Vec<&Json> = choices.flatten().collect();
        if choices.is_empty() && schema.is_object() {
            found.push(Here { schema, object });
        }
        for choice in choices {
            self.expand(choice, object, found);
        }
    }
}

/// What is known about a key of an object.
pub(super) fn known(object: &str, key: &str) -> Option<(&'static Object, &'static Key)> {
    let object = objects().iter().find(|known| known.name == object)?;
    Some((object, object.keys.iter().find(|known| known.name == key)?))
}
