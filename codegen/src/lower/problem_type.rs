//! The URIs that identify problems (RFC 9457 §3.1.1).

use std::collections::HashMap;

use percent_encoding::utf8_percent_encode;

use crate::address::NOT_UNRESERVED;
use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems};
use crate::model::Code;
use crate::placeholders::{self, CASES};
use crate::rule;
use crate::source::Span;

/// What a template is filled with.
pub(super) struct Parts<'a> {
    pub name: &'a str,
    pub code: &'a str,
    pub section: &'a str,
}

/// Checks the template of a catalog.
pub(super) fn check(template: Option<&Spanned<String>>, problems: &mut Problems) {
    let Some(Spanned { value, span }) = template.filter(|it| !it.value.is_empty()) else { return };
    let example = Parts { name: "a", code: "a", section: "a" };
    let (message, help) = match filled(value, &example) {
        Err(wrong) => {
            let help = format!("use `{{name}}`, `{{code}}` and `{{section}}`, each with {CASES}");
            (format!("the type has an unknown placeholder `{{{wrong}}}`"), help)
        }
        Ok(_) if !["name", "code"].iter().any(|name| placeholders::has(value, name)) => (
            "the type is the same for every code".to_owned(),
            "put `{name}` or `{code}` where it differs".to_owned(),
        ),
        Ok(uri) if !is_uri(&uri) => (
            "the type is not a URI".to_owned(),
            "begin it with a scheme, as in `https://` or `urn:`".to_owned(),
        ),
        Ok(_) => return,
    };
    problems
        .push(Diagnostic::error(&rule::PROBLEM_TYPE, message).at(*span, "this type").help(help));
}

/// The URI of a code: its own, or else the one that the template makes.
pub(super) fn of(
    own: Option<&Spanned<String>>,
    template: Option<&Spanned<String>>,
    parts: &Parts<'_>,
    problems: &mut Problems,
) -> Option<String> {
    let Some(Spanned { value, span }) = own else { return filled(&template?.value, parts).ok() };
    if !value.is_empty() && !is_uri(value) {
        problems.push(
            Diagnostic::error(&rule::PROBLEM_TYPE, format!("`{value}` is not a URI"))
                .at(*span, "this type")
                .help("begin it with a scheme, as in `https://` or `urn:`"),
        );
    }
    Some(value.clone())
}

/// Checks that every code has a URI, if the envelope `demands` one, and that no two have the same.
pub(super) fn check_codes(codes: &[Code], demands: bool, problems: &mut Problems) {
    let mut known: HashMap<&str, Span> = HashMap::new();
    for code in codes {
        let finding =
            |message| Diagnostic::error(&rule::PROBLEM_TYPE, message).at(code.span, "this code");
        let Some(uri) = &code.type_uri else {
            if demands {
                problems.push(
                    finding(format!("`{}` has no type, but the envelope requires one", code.name))
                        .help("add `type`, or a `type` with `{name}` to the catalog"),
                );
            }
            continue;
        };
        if let Some(first) = known.get(uri.as_str()) {
            problems.push(
                finding(format!("the type of `{}` is already that of another code", code.name))
                    .also(*first, "this code has the same type")
                    .help("set `type` of one of them"),
            );
        } else {
            known.insert(uri, code.span);
        }
    }
}

/// A template with its placeholders filled in; the first placeholder that is none, otherwise.
fn filled<'t>(template: &'t str, parts: &Parts<'_>) -> Result<String, &'t str> {
    placeholders::fill(template, |name, case| {
        let value = match name {
            "name" => parts.name,
            "code" => parts.code,
            "section" => parts.section,
            _ => return None,
        };
        Some(utf8_percent_encode(&case.apply(value), NOT_UNRESERVED).to_string())
    })
}

/// Whether a text is a URI (RFC 3986 §3): a scheme, then characters that URIs have.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && rest.bytes().all(allowed)
}
