//! JSON Schemas (draft-07). Those of the registry files are for editors and are generated from the
//! surface types; the others describe what errbook writes for programs: a finding of
//! `errbook check --format json`, and the file of the `json` target.

use serde_json::{Map, Value, json};

use crate::decode::{Decode, Line, Spanned, object};
use crate::language::{CatalogSpec, MessagesSpec, SectionSpec};
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

pub(super) fn render() -> Result<Vec<Output>, RenderError> {
    Ok(vec![
        output::<CatalogSpec>("catalog.schema.json", "A catalog of error codes")?,
        output::<SectionSpec>("section.schema.json", "A section of a catalog of error codes")?,
        output::<MessagesSpec>("messages.schema.json", "Messages of error codes in one language")?,
        Output {
            path: "finding.schema.json".to_owned(),
            text: include_str!("../report/finding.schema.json").to_owned(),
        },
        Output { path: "registry.schema.json".to_owned(), text: registry()? },
    ])
}

fn output<T: Decode>(path: &str, title: &str) -> Result<Output, RenderError> {
    let mut definitions = Map::new();
    let root = T::schema(&mut definitions);
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
