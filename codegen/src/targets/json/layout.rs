//! How JSON is laid out: a list or an object has one line if it fits, else a line for each member.

use serde::Serialize;
use serde_json::Value;

/// The length that a line has at most, unless a single string is longer.
const WIDTH: usize = 100;

/// A value as the text of a file.
pub fn file(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = String::new();
    push(&serde_json::to_value(value)?, 0, 0, &mut out)?;
    out.push('\n');
    Ok(out)
}

/// Writes a value into a line that starts at a column and has some characters before it.
fn push(value: &Value, column: usize, before: usize, out: &mut String) -> serde_json::Result<()> {
    let start = out.len();
    // Leaves room for the comma that follows.
    if push_flat(value, start + (WIDTH - 1).saturating_sub(column + before), out)? {
        return Ok(());
    }
    out.truncate(start);
    let members = members(value);
    if members.is_empty() {
        out.push_str(&serde_json::to_string(value)?);
        return Ok(());
    }
    out.push(if value.is_array() { '[' } else { '{' });
    for (index, (key, member)) in members.into_iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        new_line(column + 2, out);
        let from = out.len();
        push_key(key, out)?;
        push(member, column + 2, out.len() - from, out)?;
    }
    new_line(column, out);
    out.push(if value.is_array() { ']' } else { '}' });
    Ok(())
}

/// Writes a value on one line; false as soon as it would go past `end`.
fn push_flat(value: &Value, end: usize, out: &mut String) -> serde_json::Result<bool> {
    let members = members(value);
    if members.is_empty() {
        // A text can be long, and need not be written to see that.
        let fits = value.as_str().is_none_or(|text| out.len() + text.len() <= end);
        if fits {
            out.push_str(&serde_json::to_string(value)?);
        }
        return Ok(fits && out.len() <= end);
    }
    out.push_str(if value.is_array() { "[" } else { "{ " });
    for (index, (key, member)) in members.into_iter().enumerate() {
        out.push_str(if index == 0 { "" } else { ", " });
        push_key(key, out)?;
        if !push_flat(member, end, out)? {
            return Ok(false);
        }
    }
    out.push_str(if value.is_array() { "]" } else { " }" });
    Ok(out.len() <= end)
}

/// What an array or an object contains; nothing if it is empty, or a value of another kind.
fn members(value: &Value) -> Vec<(Option<&str>, &Value)> {
    match value {
        Value::Array(elements) => elements.iter().map(|element| (None, element)).collect(),
        Value::Object(members) => {
            members.iter().map(|(key, member)| (Some(key.as_str()), member)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

fn push_key(key: Option<&str>, out: &mut String) -> serde_json::Result<()> {
    if let Some(key) = key {
        out.push_str(&serde_json::to_string(key)?);
        out.push_str(": ");
    }
    Ok(())
}

fn new_line(column: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', column));
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
