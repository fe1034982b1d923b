//! Errors in the query of a redirect (RFC 6749 §4.1.2.1).

use ::form_urlencoded::{byte_serialize, parse};

use super::lenient;
use super::response::text;
use super::sending::Sending;

/// The address of a redirect: the client's address with the non-null members of the body, those in
/// `members` first, and then the parameters that were set.
pub(crate) fn redirect(
    address: &str,
    sending: &Sending,
    members: &[&str],
    body: &serde_json::Value,
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
    for name in members {
        if let Some(value) = text(&body[*name]) {
            add(name, &value);
        }
    }
    let further = body.as_object().into_iter().flatten();
    for (name, value) in further.filter(|(name, _)| !members.contains(&name.as_str())) {
        if let Some(value) = text(value) {
            add(name, &value);
        }
    }
    for (name, value) in &sending.parameters {
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
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// Encodes everything in an address that a header cannot contain.
fn printable(address: &str) -> String {
    let mut printable = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_ascii_graphic() {
            printable.push(c);
        } else {
            printable.push_str(&encode(c.encode_utf8(&mut [0; 4])));
        }
    }
    printable
}

/// The query of an address as an object. The members in `json` are parsed as JSON. If a parameter
/// repeats, the first one counts.
pub(crate) fn query(address: &str, json: &[&str]) -> serde_json::Value {
    let address = address.split_once('#').map_or(address, |(address, _)| address);
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let mut members = serde_json::Map::new();
    for (name, text) in parse(query.as_bytes()) {
        let value = if json.contains(&&*name) { lenient::read(text.as_bytes()) } else { None };
        members.entry(name).or_insert_with(|| value.unwrap_or_else(|| text.into_owned().into()));
    }
    serde_json::Value::Object(members)
}
