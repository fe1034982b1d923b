//! What goes over the wire as the code of an error.

use serde_json::{Value as Json, json};

use crate::decode::{Decode, Definitions, wrong_type};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::yaml::{Node, Value};

/// A code as it is written. Whether it fits is known only with the type of the catalog's codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeValue {
    /// Text; empty if it was reported.
    Text(String),
    /// A scalar without quotes that YAML reads as a number or another value, as it is written.
    Plain(String),
}

impl Decode for CodeValue {
    fn decode(node: &Node<'_>, problems: &mut Problems) -> CodeValue {
        match &node.value {
            Value::Plain(text) if matches!(&**text, "none" | "null" | "~") => {
                problems.push(
                    Diagnostic::error(&rule::WRONG_TYPE, format!("`{text}` is not a code"))
                        .at(node.span, "not a code without quotes")
                        .help(format!(
                            "write `\"{text}\"` if the API sends this word; if it sends no code, \
                             remove `code`, and let the envelope have `$name` or `$type` instead of \
                             `$code`"
                        )),
                );
                CodeValue::fallback()
            }
            Value::Plain(text) | Value::Text(text) if text.is_empty() => {
                problems.push(
                    Diagnostic::error(&rule::WRONG_TYPE, "a code is empty")
                        .at(node.span, "no text")
                        .help("write what the API sends, or remove `code` if that is the name"),
                );
                CodeValue::fallback()
            }
            Value::Plain(text) if node.as_text().is_none() => CodeValue::Plain(text.to_string()),
            Value::Plain(text) | Value::Text(text) => {
                if text.contains('\n') {
                    problems.push(
                        Diagnostic::error(
                            &rule::CONTROL_CHARACTER,
                            "a line break in a value of one line",
                        )
                        .at(node.span, "more than one line")
                        .help("write it on one line"),
                    );
                }
                CodeValue::Text(text.to_string())
            }
            _ => {
                wrong_type(node, "a code", problems);
                CodeValue::fallback()
            }
        }
    }

    fn fallback() -> CodeValue {
        CodeValue::Text(String::new())
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["string", "integer"], "minLength": 1 })
    }
}
