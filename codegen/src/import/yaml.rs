//! Writes values as YAML. The layout of registry files puts the rest right: texts are in quotes here.

use std::fmt::Write;

use serde_json::{Map, Value as Json};

use crate::yaml::is_taken;

/// The most characters of a list on one line.
const WIDTH: usize = 80;

/// A file.
pub fn document(members: Map<String, Json>) -> String {
    let mut text = String::new();
    block(&Json::Object(members), 0, &mut text);
    text
}

/// A value as a block of YAML.
fn block(value: &Json, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Json::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                let digits = key.bytes().all(|byte| byte.is_ascii_digit());
                let key = if digits { key.clone() } else { word(key) };
                let _ = write!(out, "{indent}{key}:");
                if is_block(value) {
                    out.push('\n');
                    block(value, depth + 1, out);
                } else {
                    let _ = writeln!(out, " {}", scalar(value));
                }
            }
        }
        Json::Array(values) if is_block(value) => {
            for value in values {
                let mut item = String::new();
                block(value, depth + 1, &mut item);
                let _ = write!(out, "{indent}- {}", item.trim_start());
            }
        }
        value => {
            let _ = writeln!(out, "{indent}{}", scalar(value));
        }
    }
}

/// Whether a value takes lines of its own.
fn is_block(value: &Json) -> bool {
    match value {
        Json::Object(members) => !members.is_empty(),
        Json::Array(values) => {
            values.iter().any(|value| value.is_object() || value.is_array())
                || scalar(value).len() > WIDTH
        }
        _ => false,
    }
}

fn scalar(value: &Json) -> String {
    match value {
        Json::String(text) => word(text),
        Json::Array(values) => {
            let values: Vec<String> = values.iter().map(scalar).collect();
            format!("[{}]", values.join(", "))
        }
        value => value.to_string(),
    }
}

/// A text, in quotes unless it is a word that YAML takes for text.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.$".contains(c);
    let inner = text.strip_suffix('?').unwrap_or(text);
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '$');
    if starts && inner.chars().all(plain) && !is_taken(text) {
        text.to_owned()
    } else {
        Json::from(text).to_string()
    }
}
