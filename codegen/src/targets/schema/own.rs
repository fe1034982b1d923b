//! What the schemas of one catalog's files know besides the language: its own names.

use serde_json::{Map, Value as Json, json};

use super::REFERENCE;
use crate::model::{Field, FieldType, Outline, Text};

/// The keys whose value is the name of a category, by their object.
const CATEGORIES: &[(&str, &str)] = &[("Section", "category"), ("Error", "category")];
/// The keys whose value is the name of an action.
const ACTIONS: &[(&str, &str)] = &[("Error", "action"), ("Category", "action"), ("Step", "action")];
/// The keys whose value is the name of a group.
const GROUPS: &[(&str, &str)] = &[("Section", "group")];
/// The keys whose value is the name of a code, or a list of them.
const CODES: &[(&str, &str)] = &[
    ("Deprecated", "replaced_by"),
    ("Retired", "replaced_by"),
    ("Step", "codes"),
    ("Exception", "codes"),
    ("Catalog", "raises"),
    ("Operation", "raises"),
];
/// The definition of the name of a code.
const CODE: &str = "CodeName";
/// The objects that have declared fields as keys.
const WITH_FIELDS: &[&str] = &["Error", "Section", "Category"];

/// Takes all keys but those of the language for mistakes.
pub(super) fn close(definitions: &mut Map<String, Json>) {
    for object in WITH_FIELDS {
        if let Some(schema) = definitions.get_mut(*object) {
            schema["additionalProperties"] = false.into();
        }
    }
}

/// Adds the names of a catalog to the definitions of the language.
pub(super) fn name(definitions: &mut Map<String, Json>, outline: &Outline) {
    let described = |names: &[(String, String)]| {
        let (values, about): (Vec<&str>, Vec<&str>) =
            names.iter().map(|(name, about)| (name.as_str(), about.as_str())).unzip();
        json!({ "type": "string", "enum": values, "enumDescriptions": about })
    };
    // A code, a section or a group may be new in the very change that names it.
    let open = |names: &[String]| json!({ "anyOf": [{ "type": "string", "enum": names }, { "type": "string", "minLength": 1 }] });
    if !outline.categories.is_empty() {
        replace(definitions, CATEGORIES, &described(&outline.categories));
    }
    if !outline.actions.is_empty() {
        replace(definitions, ACTIONS, &described(&outline.actions));
    }
    if !outline.groups.is_empty() {
        replace(definitions, GROUPS, &open(&outline.groups));
    }
    if !outline.codes.is_empty() {
        // Defined once: hundreds of codes, to which many keys refer.
        definitions.insert(CODE.to_owned(), open(&outline.codes));
        replace(definitions, CODES, &json!({ "$ref": format!("{REFERENCE}{CODE}") }));
    }
    if !outline.sections.is_empty() {
        replace(definitions, &[("Catalog", "sections")], &open(&outline.sections));
    }
    for object in WITH_FIELDS {
        let Some(properties) =
            definitions.get_mut(*object).and_then(|it| it["properties"].as_object_mut())
        else {
            continue;
        };
        for field in &outline.fields {
            properties.insert(field.name.clone(), value_of(field));
        }
    }
    if let Some(shape) = definitions.get_mut("Shape")
        && !outline.fields.is_empty()
    {
        let slots: Vec<String> =
            outline.fields.iter().map(|field| format!("${}", field.name)).collect();
        if let Some(leaves) = shape["anyOf"].as_array_mut() {
            leaves.push(json!({ "enum": slots }));
        }
    }
}

/// The codes as keys of a file with messages in one language.
pub(super) fn messages(outline: &Outline, message: &Json) -> Json {
    outline.codes.iter().map(|code| (code.clone(), message.clone())).collect::<Map<_, _>>().into()
}

/// Replaces the schema of the values of some keys, whose descriptions stay.
fn replace(definitions: &mut Map<String, Json>, keys: &[(&str, &str)], by: &Json) {
    for (object, key) in keys {
        let Some(member) = definitions
            .get_mut(*object)
            .and_then(|object| object["properties"].as_object_mut()?.get_mut(*key))
        else {
            continue;
        };
        if member["type"] == "array" {
            member["items"] = by.clone();
        } else {
            let description = member["description"].take();
            // Nothing else may stand beside a `$ref` in draft 7.
            *member = if by["$ref"].is_string() { json!({ "allOf": [by] }) } else { by.clone() };
            member["description"] = description;
        }
    }
}

/// The schema of the values of a declared field.
fn value_of(field: &Field) -> Json {
    let mut schema = match &field.ty {
        FieldType::String { pattern: Some(pattern) } => {
            json!({ "type": "string", "pattern": format!("^(?:{pattern})$") })
        }
        FieldType::Values(values) => {
            let about = values
                .iter()
                .map(|value| value.description.as_ref().map_or_else(String::new, Text::plain));
            json!({
                "type": "string",
                "enum": values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>(),
                "enumDescriptions": about.collect::<Vec<_>>(),
            })
        }
        ty => json!({ "type": ty.word() }),
    };
    let about = field.description.as_ref().map(Text::plain);
    schema["description"] = about.unwrap_or_else(|| field.title.clone()).into();
    schema
}
