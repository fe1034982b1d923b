//! JSON Schemas (draft-07). Those of the registry files are for editors and are generated from the
//! surface types, once for any catalog and once for each of the registry's; the others describe what
//! errbook writes for programs: a finding of `errbook check --format json`, and the file of the `json`
//! target.

mod own;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::decode::{Decode, Line, Spanned, object};
use crate::language::{CatalogSpec, MessagesSpec, SectionSpec};
use crate::model::Outline;
use crate::output::{HEADER, Output};
use crate::targets::RenderError;
use crate::targets::json::{file, schema as registry};

object! {
    /// The options of the target `schema`.
    "the target `schema`" => SchemaOptions {
        /// The folder of the schemas; `generated/schema` by default.
        "out" => out: Option<Spanned<Line>>,
    }
}

const CATALOG: &str = "catalog.schema.json";
const SECTION: &str = "section.schema.json";
const MESSAGES: &str = "messages.schema.json";
/// What stands before the name of a definition in a reference to it.
const REFERENCE: &str = "#/definitions/";

/// The schemas of any registry, and of the catalogs of this one.
pub(super) fn render(outlines: &[Outline]) -> Result<Vec<Output>, RenderError> {
    let catalog = Definitions::of::<CatalogSpec>(None);
    let section = Definitions::of::<SectionSpec>(None);
    let messages = Definitions::of::<MessagesSpec>(None);
    let mut outputs = vec![
        catalog.output(CATALOG.to_owned(), "A catalog of error codes")?,
        section.output(SECTION.to_owned(), "A section of a catalog of error codes")?,
        messages.output(MESSAGES.to_owned(), "Messages of error codes in one language")?,
        Output {
            path: "finding.schema.json".to_owned(),
            text: include_str!("../../report/finding.schema.json").to_owned(),
        },
        Output { path: "registry.schema.json".to_owned(), text: registry()? },
    ];
    for outline in outlines {
        let id = &outline.id;
        let of_catalog = Definitions::of::<CatalogSpec>(Some(outline))
            .without(&catalog, &format!("../{CATALOG}"));
        let of_section = Definitions::of::<SectionSpec>(Some(outline))
            .without(&section, &format!("../{SECTION}"))
            .without(&of_catalog, CATALOG);
        outputs.push(of_catalog.output(format!("{id}/{CATALOG}"), &format!("The catalog {id}"))?);
        outputs.push(of_section.output(format!("{id}/{SECTION}"), &format!("A section of {id}"))?);
        if outline.translated {
            let mut of_messages = Definitions::of::<MessagesSpec>(Some(outline));
            let root = &mut of_messages.root;
            root["properties"] = own::messages(outline, &root["additionalProperties"]);
            outputs.push(
                of_messages.output(format!("{id}/{MESSAGES}"), &format!("Messages of {id}"))?,
            );
        }
    }
    Ok(outputs)
}

/// The schema of `catalog.yaml` with the names of its catalog, and the definitions that it refers to.
#[cfg(feature = "cli")]
pub(crate) fn of_catalog(outline: &Outline) -> (Value, Map<String, Value>) {
    Definitions::of::<CatalogSpec>(Some(outline)).parts()
}

/// The schema of a section with the names of its catalog, and the definitions that it refers to.
#[cfg(feature = "cli")]
pub(crate) fn of_section(outline: &Outline) -> (Value, Map<String, Value>) {
    Definitions::of::<SectionSpec>(Some(outline)).parts()
}

/// A schema: its root, and what the root refers to.
struct Definitions {
    root: Value,
    by_name: Map<String, Value>,
}

impl Definitions {
    /// Those of a surface type, with the names of a catalog if there is one.
    fn of<T: Decode>(outline: Option<&Outline>) -> Definitions {
        let mut by_name = Map::new();
        let root = T::schema(&mut by_name);
        own::close(&mut by_name);
        if let Some(outline) = outline {
            own::name(&mut by_name, outline);
        }
        // Both keys are optional in the surface type.
        if let Some(envelope) = by_name.get_mut("Envelope") {
            envelope["oneOf"] = json!([{ "required": ["shape"] }, { "required": ["format"] }]);
        }
        Definitions { root, by_name }
    }

    #[cfg(feature = "cli")]
    fn parts(self) -> (Value, Map<String, Value>) {
        (self.root, self.by_name)
    }

    /// Without those that another file has too, to which the others then refer by its relative path.
    fn without(mut self, other: &Definitions, file: &str) -> Definitions {
        let mut refers_to: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, schema) in &mut self.by_name {
            let names = refers_to.entry(name.clone()).or_default();
            each_reference(schema, &mut |reference| {
                names.extend(reference.strip_prefix(REFERENCE).map(str::to_owned));
            });
        }
        let differs = |name: &String| self.by_name.get(name) != other.by_name.get(name);
        let mut own: BTreeSet<String> =
            self.by_name.keys().filter(|it| differs(it)).cloned().collect();
        // What refers to a definition of the catalog is one too.
        loop {
            let found = refers_to
                .iter()
                .filter(|(name, names)| !own.contains(*name) && !names.is_disjoint(&own));
            let found: Vec<String> = found.map(|(name, _)| name.clone()).collect();
            if found.is_empty() {
                break;
            }
            own.extend(found);
        }
        self.by_name.retain(|name, _| own.contains(name));
        for schema in self.by_name.values_mut().chain([&mut self.root]) {
            each_reference(schema, &mut |reference| {
                if reference.strip_prefix(REFERENCE).is_some_and(|name| !own.contains(name)) {
                    *reference = format!("{file}{reference}");
                }
            });
        }
        self
    }

    fn output(&self, path: String, title: &str) -> Result<Output, RenderError> {
        let Definitions { root, by_name } = self;
        let schema = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$comment": HEADER,
            "title": title,
            "allOf": [root],
            "definitions": by_name,
        });
        Ok(Output { path, text: file(&schema)? })
    }
}

/// Calls a function for each reference within a schema.
fn each_reference(schema: &mut Value, visit: &mut impl FnMut(&mut String)) {
    match schema {
        Value::Array(elements) => elements.iter_mut().for_each(|it| each_reference(it, visit)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(reference) if key == "$ref" => visit(reference),
                    value => each_reference(value, visit),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
