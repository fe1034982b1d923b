//! What the JSON Schemas of the surface types say about objects and their keys.

use serde_json::Value as Json;

use super::{FILES, Found, Key, Object, Place};
use crate::config::ConfigSpec;
use crate::decode::{Decode, Definitions};
use crate::language::{CatalogSpec, SectionSpec};
use crate::words::{quoted, series};

/// The definitions of every object.
pub(super) fn definitions() -> Definitions {
    let mut definitions = Definitions::new();
    CatalogSpec::schema(&mut definitions);
    SectionSpec::schema(&mut definitions);
    ConfigSpec::schema(&mut definitions);
    definitions
}

/// Every object, outer ones first.
pub(super) fn objects(definitions: &Definitions, examples: &Found) -> Vec<Object> {
    let mut objects: Vec<Object> =
        FILES.iter().map(|(_, name, _)| object(name, definitions)).collect();
    let mut at = 0;
    while at < objects.len() {
        let outer = objects[at].name.clone();
        for key in &mut objects[at].keys {
            let found = examples.iter().find(|(of, name, _)| *of == outer && *name == key.name);
            key.example = found.map(|(.., example)| example.clone());
        }
        for (key, schema) in properties(&definitions[&outer]) {
            let mut inner = Vec::new();
            // The keys of a type may be members with the same names.
            if outer != "Type" {
                nested(schema, 0, definitions, &mut inner);
            }
            for (name, names) in inner {
                let place = Place { object: outer.clone(), key: key.clone(), names };
                if let Some(known) = objects.iter_mut().find(|object| object.name == name) {
                    known.places.push(place);
                } else {
                    let places = vec![place];
                    objects.push(Object { places, ..object(&name, definitions) });
                }
            }
        }
        at += 1;
    }
    objects
}

fn object(name: &str, definitions: &Definitions) -> Object {
    let schema = &definitions[name];
    let required = schema["required"].as_array();
    let key = |(name, schema): (&String, &Json)| {
        let mut choices = Vec::new();
        let value = in_words(schema, &mut choices);
        let is_required = |required: &Vec<Json>| required.iter().any(|other| other == name);
        Key {
            name: name.clone(),
            about: text(&schema["description"]),
            required: required.is_some_and(is_required),
            value,
            choices,
            example: None,
        }
    };
    let keys = properties(schema).map(key).collect();
    Object { name: name.to_owned(), about: text(&schema["description"]), places: Vec::new(), keys }
}

/// The keys of an object with their schemas.
pub(super) fn properties(schema: &Json) -> impl Iterator<Item = (&String, &Json)> {
    schema["properties"].as_object().into_iter().flatten()
}

/// The name of the object that a schema refers to; a shape is none.
pub(super) fn referred(schema: &Json) -> Option<&str> {
    let name = schema["$ref"].as_str()?.strip_prefix("#/definitions/")?;
    (name != "Shape").then_some(name)
}

/// The alternatives of a schema.
pub(super) fn alternatives(schema: &Json) -> impl Iterator<Item = &Json> {
    ["allOf", "anyOf"].into_iter().flat_map(|key| schema[key].as_array().into_iter().flatten())
}

/// The objects that a value holds, each with the number of names in between.
fn nested(
    schema: &Json,
    names: usize,
    definitions: &Definitions,
    found: &mut Vec<(String, usize)>,
) {
    if let Some(name) = referred(schema) {
        if !found.iter().any(|(known, _)| known == name) {
            found.push((name.to_owned(), names));
        }
        // The members of an object that people name themselves.
        let inner = &definitions[name]["additionalProperties"];
        if name == "Type" {
            nested(inner, names + 1, definitions, found);
        }
        return;
    }
    alternatives(schema).for_each(|inner| nested(inner, names, definitions, found));
    nested_in(&schema["items"], names, definitions, found);
    nested_in(&schema["additionalProperties"], names + 1, definitions, found);
}

fn nested_in(
    schema: &Json,
    names: usize,
    definitions: &Definitions,
    found: &mut Vec<(String, usize)>,
) {
    if schema.is_object() {
        nested(schema, names, definitions, found);
    }
}

/// What a value is, in words; adds the words that it can be.
fn in_words(schema: &Json, choices: &mut Vec<(String, String)>) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        let is_shape = name.ends_with("/Shape");
        return if is_shape { "a part of the body" } else { "a map with keys of its own" }
            .to_owned();
    }
    let all: Vec<&Json> = alternatives(schema).collect();
    if !all.is_empty() {
        let mut words: Vec<String> = Vec::new();
        for one in all {
            let one = in_words(one, choices);
            if !words.contains(&one) {
                words.push(one);
            }
        }
        return series(&words, "or");
    }
    if let Some(constant) = schema["const"].as_str() {
        return format!("`{constant}`");
    }
    if let Some(known) = schema["enum"].as_array() {
        let about = schema["enumDescriptions"].as_array();
        let meaning =
            |at: usize| about.and_then(|about| about.get(at)).map(text).unwrap_or_default();
        let words = known.iter().enumerate().map(|(at, word)| (text(word), meaning(at)));
        choices.extend(words);
        return format!("one of {}", quoted(known.iter().filter_map(Json::as_str)));
    }
    let of = |key: &str, choices: &mut Vec<_>| in_words(&schema[key], choices);
    match &schema["type"] {
        Json::String(ty) if ty == "array" => {
            format!("a list (each entry {})", of("items", choices))
        }
        Json::String(ty) if ty == "object" => {
            format!("a map by names (each value {})", of("additionalProperties", choices))
        }
        Json::String(ty) => scalar(ty, schema),
        Json::Array(types) => {
            let words = types.iter().filter_map(Json::as_str).map(|ty| scalar(ty, schema));
            series(&words.collect::<Vec<_>>(), "or")
        }
        _ => "any value".to_owned(),
    }
}

fn scalar(ty: &str, schema: &Json) -> String {
    match (ty, schema["minimum"].as_u64(), schema["maximum"].as_u64()) {
        ("integer", Some(least), Some(most)) => format!("a number from {least} to {most}"),
        ("integer", ..) => "a whole number".to_owned(),
        ("number", ..) => "a number".to_owned(),
        ("boolean", ..) => "true or false".to_owned(),
        ("null", ..) => "nothing".to_owned(),
        _ => "text".to_owned(),
    }
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
