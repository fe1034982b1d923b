//! Placeholders in the notations of other languages.

use std::ops::Range;

use super::context::{Context, Entry};
use super::findings::{Findings, Lint, of_parts};
use crate::decode::{Spanned, Verbatim};
use crate::diagnostic::Diagnostic;
use crate::model::{Code, Detail, Kind};
use crate::placeholders::{self, Foreign, is_of_name};
use crate::rule;

pub(super) const LINTS: &[Lint] = &[of_parts(&rule::PLACEHOLDER_NOTATION, placeholder_notation)];

/// What a template has in place of a detail, and the detail, if it is known.
struct Found<'a> {
    at: Range<usize>,
    detail: Option<&'a Detail>,
}

fn placeholder_notation(context: &Context<'_>, found: &mut Findings) {
    for entry in &context.entries {
        let translated = entry.spec.messages.0.iter().map(|(_, message)| message);
        for message in entry.spec.message.iter().chain(translated) {
            let source = message.value.0.as_str();
            let mut all = named(source, entry.code);
            all.extend(numbered(source, entry.code));
            all.sort_by_key(|foreign| foreign.at.start);
            for foreign in all {
                found.push(finding(context, entry, message, foreign, found));
            }
        }
    }
}

/// The details whose names stand in `source` in another notation.
fn named<'a>(source: &str, code: &'a Code) -> Vec<Found<'a>> {
    let mut all = Vec::new();
    for detail in &code.details {
        for Foreign { at, open } in placeholders::foreign(source, &detail.name) {
            // Dollars before a number are those of a price.
            if !(open.starts_with('$') && is_number(&detail.ty.kind)) {
                all.push(Found { at, detail: Some(detail) });
            }
        }
    }
    all
}

/// The placeholders of `printf`, which have no names.
fn numbered<'a>(source: &str, code: &'a Code) -> Vec<Found<'a>> {
    let mut all = Vec::new();
    for (start, _) in source.match_indices('%') {
        let before = source[..start].chars().next_back();
        if before.is_some_and(|c| c == '%' || c.is_ascii_digit()) {
            continue;
        }
        let rest = &source[start + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let index = rest[digits..].strip_prefix('$').map_or(0, |_| digits + 1);
        let kind = rest[index..].trim_start_matches('l');
        let is_kind = |c: char| "sdiuvfqx@".contains(c);
        if kind.starts_with(is_kind) && !kind[1..].starts_with(is_of_name) {
            all.push(Found { at: start..source.len() - kind.len() + 1, detail: None });
        }
    }
    // Which detail is meant is certain only if there is one of each.
    if let ([foreign], [detail]) = (&mut all[..], &code.details[..]) {
        foreign.detail = Some(detail);
    }
    all
}

fn finding(
    context: &Context<'_>,
    entry: &Entry<'_>,
    message: &Spanned<Verbatim>,
    Found { at, detail }: Found<'_>,
    found: &Findings,
) -> Diagnostic {
    let source = message.value.0.as_str();
    let piece = &source[at.clone()];
    let span = context.within(message.span, source, at.clone());
    let Some(detail) = detail else {
        let help = match &entry.code.details[..] {
            [] => "declare a detail, as in `details: { name: { type: string, from: message } }`, and write `{name}`".to_owned(),
            [first, ..] => format!("write the detail, such as `{{{}}}`", first.name),
        };
        return found
            .finding(format!("`{piece}` is no placeholder in a message"))
            .at(span, "sent as it is written here")
            .help(help);
    };
    let placeholder = format!("{{{}}}", detail.name);
    let written = context.sources.file(message.span).text[message.span.range()].to_owned();
    let is_plain = !written.starts_with(['"', '\'', '|', '>']);
    // Without quotes, a brace may begin a map.
    let quoted = is_plain && (at.start == 0 || !piece.contains('{'));
    let (place, edit) = if quoted {
        let whole = format!("{}{placeholder}{}", &source[..at.start], &source[at.end..]);
        (message.span, serde_json::Value::from(whole).to_string())
    } else {
        (span, placeholder.clone())
    };
    found
        .finding(format!("`{piece}` is no placeholder for `{}`", detail.name))
        .at(span, "written as in another language")
        .help(format!("write `{placeholder}`"))
        .fix(place, edit)
}

fn is_number(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Int64 | Kind::Number | Kind::Decimal)
}
