//! Message templates: `Case {case_id} does not exist`.

use crate::decode::{Map, Spanned, Verbatim};
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::language::DetailSpec;
use crate::model::{Part, Template};
use crate::rule;

/// Reads a template and checks that its placeholders are details of the code.
pub(super) fn lower(
    message: &Spanned<Verbatim>,
    details: &Map<DetailSpec>,
    problems: &mut Problems,
) -> Template {
    let source = message.value.0.trim();
    let parts = match parse(source) {
        Ok(parts) => parts,
        Err(fault) => {
            problems.push(
                Diagnostic::error(&rule::MESSAGE_TEMPLATE, fault)
                    .at(message.span, "in this message")
                    .help("write `{name}` for a detail, and `{{` or `}}` for a brace"),
            );
            Vec::new()
        }
    };
    for part in &parts {
        let Part::Detail(name) = part else { continue };
        let detail = details.0.iter().find(|(detail, _)| detail.value == *name);
        if let Some((detail, _)) = detail.filter(|(_, spec)| spec.sensitive == Some(true)) {
            problems.push(
                Diagnostic::error(
                    &rule::SENSITIVE_MESSAGE,
                    format!("the message shows `{{{name}}}`, which is sensitive"),
                )
                .at(message.span, "in this message")
                .also(detail.span, "this detail is sensitive")
                .help("remove it from the message"),
            );
        }
        let known = || details.0.iter().map(|(name, _)| name.value.as_str());
        if detail.is_some() {
            continue;
        }
        let help = match nearest(name, known()) {
            Some(near) => format!("did you mean `{{{near}}}`?"),
            None => format!("add `{name}` to the code's `details`, or remove it from the message"),
        };
        problems.push(
            Diagnostic::error(
                &rule::MESSAGE_TEMPLATE,
                format!("the message uses `{{{name}}}`, which is not a detail of the code"),
            )
            .at(message.span, "in this message")
            .help(help),
        );
    }
    Template { source: source.to_owned(), parts }
}

fn parse(source: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix(brace) {
            literal.push_str(brace);
            rest = behind;
            continue;
        }
        let Some((name, behind)) = rest.split_once('}').filter(|_| brace == "{") else {
            return Err(format!("a single `{brace}` in the message"));
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(format!("`{{{name}}}` is not the name of a detail"));
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        parts.push(Part::Detail(name.to_owned()));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Ok(parts)
}
