//! The contexts of the templates of what a service sends: a factory for each code.

use std::collections::BTreeSet;

use minijinja::{Value, context};
use serde::Serialize;

use super::literal::{self, INDENT};
use super::reader::{self, Step, is_false};
use super::shape::{self, Body};
use super::{called, codes, prose, types};
use crate::model::{Catalog, Code, Delivery, Detail, Kind, Part, PathStep, Place, Slot};

use crate::output::HEADER;
use crate::targets::RenderError;

/// The column of the members of an interface.
const MEMBER: usize = INDENT.len();

pub(super) fn view(catalog: &Catalog) -> Result<Value, RenderError> {
    let body = Body::of(catalog);
    let names = called::factories(catalog);
    let entries: Vec<_> = catalog.codes.iter().map(|code| entry(catalog, code, &body)).collect();
    let set = body.leaves.iter().enumerate();
    let set = set.filter_map(|(at, leaf)| Some((leaf.name.as_ref()?, at)));
    let content_type = catalog.envelope.content_type();
    Ok(context! {
        header => HEADER,
        id => literal::string(&catalog.id),
        title => prose::plain(&catalog.title),
        content_type => literal::string(content_type),
        shape => literal::value(&body.shape(), MEMBER, "shape: ".len()),
        code_header => catalog.code_header.as_deref().map(literal::string),
        members => literal::members(set, 2 * MEMBER)?,
        codes => literal::members(names.iter().zip(&entries), MEMBER)?,
        factories => factories(catalog, &names),
        former => former(catalog, &names),
        details => details(catalog, &names),
        member_types => members(&body),
        imported => imported(catalog, &body),
        several => types::has_several(catalog),
        redirect => types::has_redirect(catalog),
    })
}

/// `ServiceCode` of the runtime.
#[derive(Serialize)]
struct Entry<'a> {
    code: serde_json::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Sent<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shown: Vec<usize>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    slots: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "is_false")]
    redirect: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Message<'a> {
    Text(String),
    Parts(Vec<Shown<'a>>),
}

/// A part of a message: text, or the place of a detail in the list of details.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown<'a> {
    Text(&'a str),
    Detail(usize),
}

/// `ServiceDetail` of the runtime.
#[derive(Serialize)]
struct Sent<'a> {
    name: String,
    #[serde(skip_serializing_if = "is_false")]
    delay: bool,
    #[serde(skip_serializing_if = "is_false")]
    sensitive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaf: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'a str>,
}

fn entry<'a>(catalog: &Catalog, code: &'a Code, body: &Body<'_>) -> Entry<'a> {
    let position =
        |name: &str| code.details.iter().position(|detail| detail.name == name).unwrap_or_default();
    let message = match &code.message {
        None => Message::Text(code.summary()),
        Some(template) => {
            let parts = template.parts.iter().map(|part| match part {
                Part::Literal(text) => Shown::Text(text),
                Part::Detail(name) => Shown::Detail(position(name)),
            });
            let parts: Vec<Shown<'_>> = parts.collect();
            match &parts[..] {
                [Shown::Text(text)] => Message::Text((*text).to_owned()),
                _ => Message::Parts(parts),
            }
        }
    };
    let slots = shape::slots(&catalog.envelope.shape);
    let listed = slots.contains(&Slot::Arguments);
    let shown = code.arguments().map(|detail| position(&detail.name)).filter(|_| listed).collect();
    let constant = |slot: Slot| {
        let value = catalog.constant(code, slot).filter(|_| slot != Slot::Code)?;
        Some((shape::slot_name(catalog, slot), value))
    };
    let details = code.details.iter().zip(all_names(code));
    Entry {
        code: code.code.to_json(),
        status: code.status.first().copied(),
        message,
        details: details.map(|(detail, name)| sent(detail, name, body)).collect(),
        shown,
        slots: slots.into_iter().filter_map(constant).collect(),
        redirect: code.delivery == Delivery::Redirect,
    }
}

fn sent<'a>(detail: &'a Detail, name: String, body: &Body<'_>) -> Sent<'a> {
    let (header, parameter) = match &detail.place {
        Place::Header { name, parameter } => (Some(name.as_str()), parameter.as_deref()),
        Place::Body(_) | Place::Message => (None, None),
    };
    let place = body.place(detail);
    Sent {
        name,
        delay: detail.ty.kind == Kind::Delay,
        sensitive: detail.sensitive,
        leaf: place.map(|(leaf, _)| leaf),
        path: place.map_or_else(Vec::new, |(_, path): (usize, &[PathStep])| reader::steps(path)),
        header,
        parameter,
    }
}

/// The names of all details of a code: those that clients receive are called as there.
pub(super) fn all_names(code: &Code) -> Vec<String> {
    let mut received = types::detail_names(code).into_iter();
    let mut taken: BTreeSet<String> = types::detail_names(code).into_iter().collect();
    let mut name = |detail: &Detail| {
        if detail.place != Place::Message {
            return received.next().unwrap_or_default();
        }
        let mut name = types::detail_name(detail);
        while !taken.insert(name.clone()) {
            name.push_str("Detail");
        }
        name
    };
    code.details.iter().map(&mut name).collect()
}

/// The details that each factory takes.
fn details(catalog: &Catalog, names: &[String]) -> String {
    let exported = catalog.received_types();
    let exported: BTreeSet<&str> = exported.iter().map(|named| named.name.as_str()).collect();
    let mut out = String::new();
    for (code, name) in catalog.codes.iter().zip(names).filter(|(code, _)| has_details(code)) {
        out.extend([INDENT, "readonly ", &literal::name(name), ": {\n"]);
        for (detail, name) in code.details.iter().zip(all_names(code)) {
            out.push_str(&prose::jsdoc(&types::detail_doc(detail), 2 * MEMBER));
            let colon = if detail.optional { "?: " } else { ": " };
            let absent = if detail.optional { " | undefined" } else { "" };
            let (name, ty) = (literal::name(&name), given_type(detail, &exported));
            out.extend([INDENT, INDENT, "readonly ", &name, colon, &ty, absent, ";\n"]);
        }
        out.extend([INDENT, "};\n"]);
    }
    out
}

/// The type of a detail that a service gives. A type that clients do not receive has no name.
fn given_type(detail: &Detail, exported: &BTreeSet<&str>) -> String {
    let ty = match &detail.ty.kind {
        Kind::Delay => "number | Date".to_owned(),
        kind if kind.named().is_some_and(|named| !exported.contains(named.name.as_str())) => {
            "unknown".to_owned()
        }
        _ => return types::type_of(&detail.ty),
    };
    if detail.ty.nullable { format!("{ty} | null") } else { ty }
}

fn has_details(code: &Code) -> bool {
    !code.details.is_empty()
}

/// The members of the interface with a factory for each code.
fn factories(catalog: &Catalog, names: &[String]) -> String {
    let mut out = String::new();
    for (code, name) in catalog.codes.iter().zip(names) {
        out.push_str(&prose::jsdoc(&comment(catalog, code), MEMBER));
        out.extend([INDENT, "readonly ", &literal::name(name), ": ("]);
        let details = format!("ServiceDetails[{}]", literal::string(name));
        if has_details(code) {
            let optional = code.details.iter().all(|detail| detail.optional);
            out.extend([if optional { "details?: " } else { "details: " }, &details]);
        }
        let sent = if code.delivery == Delivery::Redirect { "Redirected" } else { "Sent" };
        out.extend([") => ", sent, "<", &literal::code(&code.code), ", ", &statuses(code)]);
        if has_details(code) {
            out.extend([", ", &details]);
        }
        let headers = headers(catalog, code);
        if !headers.is_empty() {
            out.extend([if has_details(code) { ", " } else { ", {}, " }, &headers]);
        }
        out.push_str(">;\n");
    }
    for (at, former, name) in called::former_factories(catalog) {
        out.push_str(&prose::jsdoc(&called::comment(former, &names[at]), MEMBER));
        let now = literal::string(&names[at]);
        out.extend([INDENT, "readonly ", &literal::name(&name), ": ServiceErrors[", &now, "];\n"]);
    }
    out
}

/// The former names of factories, each with the present one, as an object; none if there are none.
fn former(catalog: &Catalog, names: &[String]) -> Option<String> {
    let former = called::former_factories(catalog).into_iter();
    let former = former.map(|(at, _, name)| (name, serde_json::Value::from(names[at].as_str())));
    let former: serde_json::Map<_, _> = former.collect();
    let value = serde_json::Value::Object(former);
    (value != serde_json::json!({})).then(|| literal::value(&value, 0, "}, ".len()))
}

/// What the comment of a factory says: the type beside it has the code, the status and the headers, and
/// the declarations of the codes have the rest.
fn comment(catalog: &Catalog, code: &Code) -> String {
    let about = code.description.as_ref().or(code.first_cause());
    let mut out = about.map_or_else(|| prose::plain(&code.summary()), prose::text);
    if let Some(url) = &code.docs_url {
        out.push_str("\n\n");
        out.push_str(&prose::address(url.as_str()));
    }
    if let Some(deprecated) = &code.deprecated {
        out.extend(["\n\n", &codes::deprecated(catalog, deprecated)]);
    }
    out
}

/// The statuses that a response may have; of a redirect, it depends on whether there is an address.
fn statuses(code: &Code) -> String {
    if code.status.is_empty() || code.delivery == Delivery::Redirect {
        return "number".to_owned();
    }
    code.status.iter().map(u16::to_string).collect::<Vec<_>>().join(" | ")
}

/// The headers that a response has because of its code and details, as an object type; empty if there
/// are none.
fn headers(catalog: &Catalog, code: &Code) -> String {
    let mut members: Vec<(String, bool, String)> = Vec::new();
    if let Some(name) = &catalog.code_header {
        members.push((name.clone(), true, literal::string(&code.code.text())));
    }
    for detail in &code.details {
        let Place::Header { name, .. } = &detail.place else { continue };
        let always = !detail.optional && !detail.ty.nullable;
        match members.iter_mut().find(|(known, ..)| known.eq_ignore_ascii_case(name)) {
            Some(known) => known.1 |= always,
            None => members.push((name.clone(), always, "string".to_owned())),
        }
    }
    let members = members.into_iter().map(|(name, always, ty)| {
        format!("readonly {}{}: {ty}", literal::name(&name), if always { "" } else { "?" })
    });
    let members: Vec<String> = members.collect();
    if members.is_empty() { String::new() } else { format!("{{ {} }}", members.join("; ")) }
}

/// The members of the interface with what a service sets in the body of any code.
fn members(body: &Body<'_>) -> String {
    let mut out = String::new();
    for leaf in &body.leaves {
        let Some(name) = &leaf.name else { continue };
        let doc = leaf.description.map_or_else(String::new, prose::text);
        out.push_str(&prose::jsdoc(&doc, MEMBER));
        let ty = leaf.ty().map_or_else(|| "unknown".to_owned(), types::type_of);
        out.extend([INDENT, "readonly ", &literal::name(name), "?: ", &ty, " | undefined;\n"]);
    }
    out
}

/// The named types that the declarations name, as a list.
fn imported(catalog: &Catalog, body: &Body<'_>) -> String {
    let received = catalog.received_types();
    let details = catalog.codes.iter().flat_map(|code| &code.details);
    let details = details.map(|detail| &detail.ty.kind);
    let set = body.leaves.iter().filter_map(|leaf| leaf.ty()).map(|ty| &ty.kind);
    let named = details.chain(set).filter_map(Kind::named);
    let named: BTreeSet<String> =
        named.filter(|named| received.contains(named)).map(|named| types::name(named)).collect();
    named.iter().fold(String::new(), |out, name| format!("{out}, {name}"))
}
