//! The JSON Schema of the file, generated from the types that are written to it.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::{Registry, file};
use crate::output::HEADER;
use crate::targets::RenderError;

/// The schema (draft-07).
pub fn schema() -> Result<String, RenderError> {
    let settings = SchemaSettings::draft07().for_serialize();
    let settings = settings.with_transform(RecursiveTransform(tidy));
    let mut schema = settings.into_generator().into_root_schema_for::<Registry<'_>>();
    schema.insert("title".to_owned(), "A registry of error codes".into());
    schema.insert("$comment".to_owned(), HEADER.into());
    Ok(file(&schema)?)
}

/// Removes `null` from members that are omitted if not set, the line breaks of doc comments from
/// descriptions, and formats that only Rust knows.
fn tidy(schema: &mut Schema) {
    if let Some(Value::String(words)) = schema.get_mut("description") {
        *words = words.replace('\n', " ");
    }
    if schema.get("type").is_some_and(|name| name == "integer") {
        schema.remove("format");
    }
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(members) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (_, member) in members.iter_mut().filter(|(name, _)| !required.iter().any(|of| of == *name))
    {
        let of_two =
            |key: &str| member[key].as_array().and_then(|choices| choices.first()).cloned();
        if let Some(name) = of_two("type") {
            member["type"] = name;
        } else if let Some(choice) = of_two("anyOf") {
            *member = choice;
        }
    }
}
