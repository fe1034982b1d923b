//! The media types of a body: JSON, under any name for it (RFC 9110 §8.3.1).

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::visible::word;

/// The media types, in the order written; reports those that cannot be the type of a JSON body.
pub(super) fn lower(written: &[Spanned<String>], problems: &mut Problems) -> Vec<String> {
    let mut types: Vec<String> = Vec::with_capacity(written.len().max(1));
    for Spanned { value, span } in written {
        let twice = types.iter().any(|known| known.eq_ignore_ascii_case(value));
        let (message, help) = match essence(value) {
            None => (
                format!("`{}` is not a media type (RFC 9110 §8.3.1)", word(value)),
                "write one such as `application/problem+json`",
            ),
            Some((_, subtype)) if !is_json(subtype) => (
                format!("`{}` is not a media type of JSON", word(value)),
                "write `application/json`, or a type that ends in `+json`",
            ),
            Some(_) if twice => {
                (format!("the media type `{value}` is listed twice"), "remove one of the two")
            }
            Some(_) => {
                types.push(value.clone());
                continue;
            }
        };
        if !value.is_empty() && !problems.any_within(*span) {
            let found = Diagnostic::error(&rule::MEDIA_TYPE, message);
            problems.push(found.at(*span, "this media type").help(help));
        }
    }
    if types.is_empty() {
        types.push("application/json".to_owned());
    }
    types
}

/// The type and the subtype; `None` if the text is not a media type, with or without parameters.
fn essence(text: &str) -> Option<(&str, &str)> {
    let mut parts = text.split(';');
    let (ty, subtype) = parts.next()?.trim_end().split_once('/')?;
    let parameters = parts.all(|parameter| {
        parameter.trim().split_once('=').is_some_and(|(name, value)| {
            let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            is_token(name) && (is_token(value) || quoted.is_some_and(is_quotable))
        })
    });
    (is_token(ty) && is_token(subtype) && parameters).then_some((ty, subtype))
}

/// Whether a subtype says that the content is JSON (RFC 6839 §3.1).
fn is_json(subtype: &str) -> bool {
    let subtype = subtype.to_ascii_lowercase();
    subtype == "json" || subtype.ends_with("+json")
}

/// Whether a text is a token (RFC 9110 §5.6.2).
fn is_token(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(allowed)
}

/// Whether a text can stand between quotes as it is (RFC 9110 §5.6.4).
fn is_quotable(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' '..='~') && c != '"' && c != '\\' && c != ';')
}
