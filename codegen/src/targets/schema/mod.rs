//! JSON Schemas (draft-07). Those of the registry files are for editors and are generated from the
//! surface types, once for any catalog and once for each of the registry's; the others describe what
//! errbook writes for programs: a finding of `errbook check --format json`, and the file of the `json`
//! target.

mod own;

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

/// The schemas of any registry, and of the catalogs of this one.
pub(super) fn render(outlines: &[Outline]) -> Result<Vec<Output>, RenderError> {
    const MESSAGES: &str = "Messages of error codes in one language";
    let mut outputs = vec![
        output::<CatalogSpec>("catalog.schema.json", "A catalog of error codes", None)?,
        output::<SectionSpec>(
            "section.schema.json",
            "A section of a catalog of error codes",
            None,
        )?,
        output::<MessagesSpec>("messages.schema.json", MESSAGES, None)?,
        Output {
            path: "finding.schema.json".to_owned(),
            text: include_str!("../../report/finding.schema.json").to_owned(),
        },
        Output { path: "registry.schema.json".to_owned(), text: registry()? },
    ];
    for outline in outlines {
        let Outline { id, .. } = outline;
        let (path, title) = (format!("{id}/catalog.schema.json"), format!("The catalog {id}"));
        outputs.push(output::<CatalogSpec>(&path, &title, Some(outline))?);
        let (path, title) = (format!("{id}/section.schema.json"), format!("A section of {id}"));
        outputs.push(output::<SectionSpec>(&path, &title, Some(outline))?);
    }
    Ok(outputs)
}

fn output<T: Decode>(
    path: &str,
    title: &str,
    outline: Option<&Outline>,
) -> Result<Output, RenderError> {
    let mut definitions = Map::new();
    let root = T::schema(&mut definitions);
    own::close(&mut definitions);
    if let Some(outline) = outline {
        own::name(&mut definitions, outline);
    }
    // Both keys are optional in the surface type.
    if let Some(envelope) = definitions.get_mut("Envelope") {
        envelope["oneOf"] = json!([{ "required": ["shape"] }, { "required": ["format"] }]);
    }
    let schema: Value = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": HEADER,
        "title": title,
        "allOf": [root],
        "definitions": definitions,
    });
    Ok(Output { path: path.to_owned(), text: file(&schema)? })
}
