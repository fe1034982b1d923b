//! How a nested value is laid out: a list or an object has one line if it fits, else a line for each
//! member.

use serde_json::Value;

/// The length that a line has at most, unless a single text is longer.
pub(crate) const WIDTH: usize = 100;

/// What a language writes in its own way.
pub(crate) struct Lines {
    /// The spaces of a step of indentation.
    pub(crate) indent: usize,
    /// Whether the last of several lines ends in a comma too.
    pub(crate) last_comma: bool,
    /// Writes the name of a member.
    pub(crate) key: fn(&str, &mut String),
    /// Writes a value that has no members.
    pub(crate) leaf: fn(&Value, &mut String),
}

impl Lines {
    /// Writes a value into a line that starts at a column and has some characters before it.
    pub(crate) fn push(&self, value: &Value, column: usize, before: usize, out: &mut String) {
        let start = out.len();
        // Leaves room for the comma that follows.
        if self.push_flat(value, start + (WIDTH - 1).saturating_sub(column + before), out) {
            return;
        }
        out.truncate(start);
        let members = members(value);
        if members.is_empty() {
            (self.leaf)(value, out);
            return;
        }
        let inner = column + self.indent;
        let last = members.len() - 1;
        out.push(if value.is_array() { '[' } else { '{' });
        for (index, (key, member)) in members.into_iter().enumerate() {
            new_line(inner, out);
            let from = out.len();
            self.push_key(key, out);
            self.push(member, inner, out.len() - from, out);
            if index < last || self.last_comma {
                out.push(',');
            }
        }
        new_line(column, out);
        out.push(if value.is_array() { ']' } else { '}' });
    }

    /// Writes a value on one line; false as soon as it would go past `end`.
    fn push_flat(&self, value: &Value, end: usize, out: &mut String) -> bool {
        let members = members(value);
        if members.is_empty() {
            // A text can be long, and need not be written to see that.
            let fits = value.as_str().is_none_or(|text| out.len() + text.len() + 2 <= end);
            if fits {
                (self.leaf)(value, out);
            }
            return fits && out.len() <= end;
        }
        out.push_str(if value.is_array() { "[" } else { "{ " });
        for (index, (key, member)) in members.into_iter().enumerate() {
            out.push_str(if index == 0 { "" } else { ", " });
            self.push_key(key, out);
            if !self.push_flat(member, end, out) {
                return false;
            }
        }
        out.push_str(if value.is_array() { "]" } else { " }" });
        out.len() <= end
    }

    fn push_key(&self, key: Option<&str>, out: &mut String) {
        if let Some(key) = key {
            (self.key)(key, out);
            out.push_str(": ");
        }
    }
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

/// Begins a line at a column.
pub(crate) fn new_line(column: usize, out: &mut String) {
    out.push('\n');
    spaces(column, out);
}

/// Adds the spaces before a column.
pub(crate) fn spaces(column: usize, out: &mut String) {
    const SPACES: &str = "                                                                ";
    match SPACES.get(..column) {
        Some(spaces) => out.push_str(spaces),
        None => out.extend(std::iter::repeat_n(' ', column)),
    }
}
