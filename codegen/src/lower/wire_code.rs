//! What goes over the wire as the code of an entry.

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::CodeValue;
use crate::model::{CodeType, WireCode};
use crate::rule;
use crate::source::Span;

/// The code of an entry: what it sets, or else its name.
pub(super) fn lower(
    name: &Spanned<String>,
    written: Option<&Spanned<CodeValue>>,
    ty: CodeType,
    problems: &mut Problems,
) -> WireCode {
    match (ty, written) {
        (CodeType::String, None) => WireCode::String(name.value.clone()),
        // An empty one was reported.
        (CodeType::String, Some(Spanned { value: CodeValue::Text(text), .. })) => {
            WireCode::String(if text.is_empty() { name.value.clone() } else { text.clone() })
        }
        (CodeType::String, Some(Spanned { value: CodeValue::Plain(text), span })) => {
            let quoted = format!("\"{text}\"");
            let help = match text.parse::<i64>() {
                Ok(_) => format!(
                    "write {quoted}, or set `codes: {{ type: integer }}` in the catalog if the API \
                     sends numbers"
                ),
                Err(_) => format!("write {quoted}"),
            };
            problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, "the codes of this catalog are text")
                    .at(*span, "not text without quotes")
                    .help(help)
                    .fix(*span, quoted),
            );
            WireCode::String(text.clone())
        }
        (CodeType::Integer, None) => {
            let own = integer(&name.value);
            if own.is_none() && !name.value.is_empty() {
                problems.push(
                    Diagnostic::error(
                        &rule::MISSING_KEY,
                        format!("`{}` has no code, and its name is not a number", name.value),
                    )
                    .at(name.span, "the codes of this catalog are integers")
                    .help("add what the API sends, as in `code: 1042`"),
                );
            }
            WireCode::Integer(own.unwrap_or_default())
        }
        (CodeType::Integer, Some(Spanned { value, span })) => {
            WireCode::Integer(number(value, *span, problems))
        }
    }
}

/// The number that an entry sets; reports anything else.
fn number(value: &CodeValue, span: Span, problems: &mut Problems) -> i64 {
    let (text, quoted) = match value {
        CodeValue::Plain(text) => (text, false),
        CodeValue::Text(text) => (text, true),
    };
    match integer(text) {
        Some(code) if !quoted => return code,
        _ if text.is_empty() => return 0,
        found => {
            let finding =
                Diagnostic::error(&rule::WRONG_TYPE, "the codes of this catalog are integers")
                    .at(span, "not a whole number of 64 bits");
            problems.push(match found {
                Some(code) => finding.help("remove the quotes").fix(span, code.to_string()),
                None => finding.help(
                    "write a decimal number, or remove `type: integer` from the catalog's `codes`",
                ),
            });
        }
    }
    0
}

/// The number that a text is, if it has no other spelling.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == *text)
}
