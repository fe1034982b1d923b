//! Errors in the query of a redirect (RFC 6749 §4.1.2.1).

use std::borrow::Cow;

use serde_json::Value;

use super::lenient;
use super::response::text;
use super::wire::Parameter;

/// The address of a redirect: the client's address with the non-null members of the body, those in
/// `known` first, and then further parameters.
pub(super) fn redirect(
    address: &str,
    known: &[Parameter],
    body: &Value,
    further: &[(Cow<'static, str>, String)],
) -> String {
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (address, None),
    };
    let mut target = printable(address);
    let mut add = |name: &str, value: &str| {
        let separator = match target.split_once('?') {
            None => "?",
            Some((_, "")) => "",
            Some((_, query)) if query.ends_with('&') => "",
            Some(_) => "&",
        };
        target.push_str(separator);
        target.push_str(&encode(name));
        target.push('=');
        target.push_str(&encode(value));
    };
    for parameter in known {
        if let Some(value) = text(&body[parameter.name()]) {
            add(parameter.name(), &value);
        }
    }
    let is_known = |name: &str| known.iter().any(|parameter| parameter.name() == name);
    for (name, value) in body.as_object().into_iter().flatten() {
        if let Some(value) = text(value).filter(|_| !is_known(name)) {
            add(name, &value);
        }
    }
    for (name, value) in further {
        add(name, value);
    }
    if let Some(fragment) = fragment {
        target.push('#');
        target.push_str(&printable(fragment));
    }
    target
}

/// Encodes a part of a query, with spaces in the form that every parser understands.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        push(byte, byte.is_ascii_alphanumeric() || b"*-._".contains(&byte), &mut encoded);
    }
    encoded
}

/// Encodes everything in an address that a header cannot contain.
fn printable(address: &str) -> String {
    let mut printable = String::with_capacity(address.len());
    for byte in address.bytes() {
        push(byte, byte.is_ascii_graphic(), &mut printable);
    }
    printable
}

/// Adds a byte, as it is only if it may stay so.
fn push(byte: u8, plain: bool, out: &mut String) {
    if plain {
        out.push(char::from(byte));
    } else {
        out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
    }
}

fn digit(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'A' + value - 10 })
}

/// The query of an address as an object. The parameters that are `known` to be JSON are parsed. If
/// one repeats, the first one counts.
pub(super) fn query(address: &str, known: &[Parameter]) -> Value {
    let address = address.split_once('#').map_or(address, |(address, _)| address);
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let is_json =
        |name: &str| known.iter().any(|it| matches!(it, Parameter::Json(it) if *it == name));
    let mut members = serde_json::Map::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, text) = parameter.split_once('=').unwrap_or((parameter, ""));
        let (name, text) = (decode(name), decode(text));
        let value = if is_json(&name) { lenient::read(text.as_bytes()) } else { None };
        members.entry(name).or_insert_with(|| value.unwrap_or_else(|| text.into()));
    }
    Value::Object(members)
}

/// Decodes a part of a query, in which a plus sign is a space. What is not UTF-8 becomes U+FFFD.
fn decode(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let encoded = match (byte, behind) {
            (b'%', [high, low, ..]) => value(*high).zip(value(*low)),
            _ => None,
        };
        if let Some((high, low)) = encoded {
            decoded.push(high << 4 | low);
            rest = &behind[2..];
        } else {
            decoded.push(if byte == b'+' { b' ' } else { byte });
            rest = behind;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// The value of a hexadecimal digit.
fn value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
