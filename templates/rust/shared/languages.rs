//! Messages in the languages that a client asks for.

use core::cmp::Reverse;
use std::borrow::Cow;

use super::catalog::Catalog;

/// A message, and the language that it is in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Localized<'a> {
    /// The message, filled with the details.
    pub message: Cow<'a, str>,
    /// The language as a BCP 47 tag; `None` for a message that was set instead of the documented
    /// one.
    pub language: Option<&'static str>,
}

/// A language and the template of a message in it.
pub type Message = (&'static str, &'static str);

/// The message of a code in the language that a client prefers, or else in the catalog's own; `None`
/// if the message shows something that is not there.
pub(super) fn message<C: Catalog>(
    code: C::Code,
    details: Option<&C::Details>,
    arguments: &[String],
    accepted: &str,
) -> Option<Localized<'static>> {
    let info = C::info(code);
    if let Some((language, template)) = chosen(accepted, C::LANGUAGE, info.translations()) {
        let message = filled(template, &C::values(code, details, arguments))?;
        return Some(Localized { message, language: Some(language) });
    }
    let message = C::message(code, details, arguments);
    // Without the values that it shows, a message is its template.
    let is_template = message == info.message() && message.contains('{');
    if is_template && C::from_code(code).is_none() {
        return None;
    }
    Some(Localized { message, language: Some(C::LANGUAGE) })
}

/// The best of the other languages; `None` if that is the catalog's own.
///
/// This is the lookup of RFC 4647 §3.4 with the weights of RFC 9110 §12.4.2. A language whose weight
/// is zero is not chosen; if no language is acceptable, the catalog's own is.
fn chosen(accepted: &str, own: &str, others: &'static [Message]) -> Option<Message> {
    let ranges: Vec<(&str, u16)> = accepted.split(',').filter_map(range).collect();
    let refused = |language: &str| {
        ranges.iter().any(|(range, weight)| *weight == 0 && range.eq_ignore_ascii_case(language))
    };
    let mut wanted: Vec<&(&str, u16)> = ranges.iter().filter(|(_, weight)| *weight > 0).collect();
    wanted.sort_by_key(|(_, weight)| Reverse(*weight));
    for (range, _) in wanted {
        let mut rest = Some(*range);
        while let Some(range) = rest {
            if !refused(range) {
                if range.eq_ignore_ascii_case(own) {
                    return None;
                }
                let of = others.iter().find(|(tag, _)| range.eq_ignore_ascii_case(tag));
                if of.is_some() {
                    return of.copied();
                }
            }
            rest = shorter(range);
        }
    }
    None
}

/// A range and its weight in thousandths; `None` for anything else. `*` says nothing about which
/// language is best.
fn range(text: &str) -> Option<(&str, u16)> {
    let (range, parameters) = text.split_once(';').unwrap_or((text, ""));
    let range = range.trim();
    let weight = match parameters.trim().split_once('=') {
        None => 1000,
        Some((name, value)) if name.trim().eq_ignore_ascii_case("q") => weight(value.trim())?,
        Some(_) => return None,
    };
    (!range.is_empty() && range != "*").then_some((range, weight))
}

/// A weight (RFC 9110 §12.4.2) in thousandths.
fn weight(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_fraction = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok().filter(|_| is_fraction)?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

/// A range without its last part, nor a part of one character before it.
fn shorter(range: &str) -> Option<&str> {
    let (mut range, _) = range.rsplit_once('-')?;
    while let Some((before, [_])) = range.rsplit_once('-').map(|(a, b)| (a, b.as_bytes())) {
        range = before;
    }
    Some(range)
}

/// A template filled with the values of its placeholders; `None` if one has no value.
fn filled(template: &'static str, arguments: &[(&str, String)]) -> Option<Cow<'static, str>> {
    if !template.contains(['{', '}']) {
        return Some(template.into());
    }
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = (&rest[..at], &rest[at..=at]);
        out.push_str(before);
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix(brace) {
            out.push_str(brace);
            rest = behind;
        } else {
            let (name, behind) = rest.split_once('}')?;
            out.push_str(&arguments.iter().find(|(known, _)| *known == name)?.1);
            rest = behind;
        }
    }
    out.push_str(rest);
    Some(out.into())
}
