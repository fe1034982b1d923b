//! The layout of JSON files.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use crate::lines::Lines;

const JSON: Lines = Lines { indent: 2, last_comma: false, key, leaf };

/// A value as the text of a file.
pub fn file(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = String::new();
    JSON.push(&serde_json::to_value(value)?, 0, 0, &mut out);
    out.push('\n');
    Ok(out)
}

fn key(name: &str, out: &mut String) {
    leaf(&Value::from(name), out);
}

fn leaf(value: &Value, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::file;

    #[test]
    fn what_fits_has_one_line() {
        let short = json!({ "a": [1, null, "x"], "b": {}, "c": [] });
        assert_eq!(
            file(&short).expect("JSON"),
            "{ \"a\": [1, null, \"x\"], \"b\": {}, \"c\": [] }\n"
        );
        let word = "x".repeat(99);
        let long = json!({ "a": [word, { "b": 1 }], "c": [] });
        let expected =
            format!("{{\n  \"a\": [\n    \"{word}\",\n    {{ \"b\": 1 }}\n  ],\n  \"c\": []\n}}\n");
        assert_eq!(file(&long).expect("JSON"), expected);
    }
}
