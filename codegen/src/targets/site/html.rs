//! What templates write: HTML as it is, everything else escaped.

use minijinja::value::Value;
use minijinja::{Error, Output, State, escape_formatter};

use crate::dialect::escape_html;

/// HTML that templates write as it is.
pub(super) fn safe(html: impl Into<String>) -> Value {
    Value::from_safe_string(html.into())
}

/// Writes a template's values: HTML as is, text escaped.
pub(super) fn format(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => {
            let mut escaped = String::with_capacity(text.len());
            escape_html(&mut escaped, text);
            Ok(out.write_str(&escaped)?)
        }
        _ => escape_formatter(out, state, value),
    }
}
