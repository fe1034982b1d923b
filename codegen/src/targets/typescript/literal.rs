//! TypeScript literals: strings, keys, values, and lists of them.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use crate::dialect::is_hidden;
pub(super) use crate::lines::WIDTH;
use crate::lines::{Lines, new_line, spaces};
use crate::model::WireCode;

/// One step of indentation.
pub(super) const INDENT: &str = "    ";

/// A string literal in double quotes.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(text, &mut out);
    out
}

/// The name of a member in a type: bare if it is an identifier, else a string literal.
pub(super) fn name(text: &str) -> String {
    if is_identifier(text) { text.to_owned() } else { string(text) }
}

/// The name of a member in an object literal.
pub(super) fn key(text: &str) -> String {
    let mut out = String::new();
    push_key(text, &mut out);
    out
}

/// The access to a member by name.
pub(super) fn member(text: &str) -> String {
    if is_identifier(text) { format!(".{text}") } else { format!("[{}]", string(text)) }
}

/// A code as it goes over the wire: the literal, and its type.
pub(super) fn code(code: &WireCode) -> String {
    match code {
        WireCode::String(code) => string(code),
        WireCode::Integer(code) => code.to_string(),
    }
}

/// The name of a member in a type that has one for each code.
pub(super) fn code_name(code: &WireCode) -> String {
    match code {
        WireCode::String(code) => name(code),
        // A name cannot have a sign.
        WireCode::Integer(..0) => format!("[{code}]"),
        WireCode::Integer(code) => code.to_string(),
    }
}

/// A union of string literals, to put after `=` or `:` in a line that starts at a column.
pub(super) fn union<'a>(members: impl IntoIterator<Item = &'a str>, column: usize) -> String {
    union_of(members.into_iter().map(string), column)
}

/// A union of types, to put after `=` or `:` in a line that starts at a column.
pub(super) fn union_of(members: impl IntoIterator<Item = String>, column: usize) -> String {
    let mut members = members.into_iter().peekable();
    let Some(first) = members.next() else { return " never".to_owned() };
    if members.peek().is_none() {
        return format!(" {first}");
    }
    let mut out = String::new();
    for member in std::iter::once(first).chain(members) {
        new_line(column + INDENT.len(), &mut out);
        out.push_str("| ");
        out.push_str(&member);
    }
    out
}

/// An array of literals, to put in a line that starts at a column.
pub(super) fn array(members: impl IntoIterator<Item = String>, column: usize) -> String {
    let mut out = String::from("[");
    for member in members {
        new_line(column + INDENT.len(), &mut out);
        out.push_str(&member);
        out.push(',');
    }
    if out.len() > 1 {
        new_line(column, &mut out);
    }
    out.push(']');
    out
}

/// A list of short parts with as many on a line as fit, to put in a line that starts at a column and
/// has some characters before it. It goes on at the next column; each part is followed by a comma.
pub(super) fn flow(
    parts: impl IntoIterator<Item = String>,
    column: usize,
    before: usize,
) -> String {
    let mut out = String::new();
    let mut end = column + before;
    for part in parts {
        if end + part.len() + 2 > WIDTH && !out.is_empty() {
            new_line(column + INDENT.len(), &mut out);
            end = column + INDENT.len();
        } else if !out.is_empty() {
            out.push(' ');
            end += 1;
        }
        out.push_str(&part);
        out.push(',');
        end += part.len() + 1;
    }
    out
}

/// A value: on one line if it fits after what precedes it, else one member per line.
///
/// The line starts at `column` and has `before` characters before the value.
pub(super) fn value(value: &Value, column: usize, before: usize) -> String {
    let mut out = String::new();
    TYPESCRIPT.push(value, column, before, &mut out);
    out
}

/// [`value`] of what is serialized to it.
pub(super) fn of(
    value: &impl Serialize,
    column: usize,
    before: usize,
) -> serde_json::Result<String> {
    Ok(self::value(&serde_json::to_value(value)?, column, before))
}

/// The members of an object literal at a column, each on its own lines.
pub(super) fn members<N: AsRef<str>, V: Serialize>(
    members: impl IntoIterator<Item = (N, V)>,
    column: usize,
) -> serde_json::Result<String> {
    let mut out = String::new();
    for (name, value) in members {
        spaces(column, &mut out);
        let from = out.len();
        push_key(name.as_ref(), &mut out);
        out.push_str(": ");
        let before = out.len() - from;
        TYPESCRIPT.push(&serde_json::to_value(value)?, column, before, &mut out);
        out.push_str(",\n");
    }
    Ok(out)
}

const TYPESCRIPT: Lines =
    Lines { indent: INDENT.len(), last_comma: true, key: push_key, leaf: push_leaf };

/// A value without members.
fn push_leaf(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => push_string(text, out),
        other => {
            // Writing to a string cannot fail.
            let _ = write!(out, "{other}");
        }
    }
}

/// The name of a member in an object literal.
fn push_key(text: &str, out: &mut String) {
    if text == "__proto__" {
        // Without brackets, it would set the object's prototype.
        out.push_str("[\"__proto__\"]");
    } else if is_identifier(text) {
        out.push_str(text);
    } else {
        push_string(text, out);
    }
}

fn push_string(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        if let Some(c) = chars.next() {
            push_char(c, out);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Whether a byte needs no escape in a string literal, as nearly all do not.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}

fn push_char(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_hidden(c) => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
        c => out.push(c),
    }
}

/// Whether a member's name needs no quotes; reserved words need none.
pub(super) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
        && text != "__proto__"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{array, string, union, value};

    #[test]
    fn strings_cannot_be_left() {
        assert_eq!(string("a\"b\\c\n${x}"), r#""a\"b\\c\n${x}""#);
        assert_eq!(string("\u{2028}\u{202e}\u{0}"), r#""\u2028\u202e\u0000""#);
    }

    #[test]
    fn values_break_where_they_are_too_long() {
        let short = json!({ "a": 1, "b-c": ["x", null], "__proto__": {} });
        assert_eq!(value(&short, 0, 0), r#"{ a: 1, "b-c": ["x", null], ["__proto__"]: {} }"#);
        let long = json!({ "a": "x".repeat(60), "b": [1, 2], "c": "y".repeat(40) });
        let expected = format!(
            "{{\n    a: \"{}\",\n    b: [1, 2],\n    c: \"{}\",\n}}",
            "x".repeat(60),
            "y".repeat(40)
        );
        assert_eq!(value(&long, 0, 0), expected);
    }

    #[test]
    fn lists_hold_a_member_a_line() {
        assert_eq!(union([], 0), " never");
        assert_eq!(union(["a"], 0), " \"a\"");
        assert_eq!(union(["a", "b"], 0), "\n    | \"a\"\n    | \"b\"");
        assert_eq!(array([], 0), "[]");
        assert_eq!(array([string("a")], 4), "[\n        \"a\",\n    ]");
    }
}
