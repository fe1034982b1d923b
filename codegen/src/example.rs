//! Examples: a response with a code, made from the envelope and the code's details, and a request
//! that it may answer.

mod plausible;

use std::fmt::Write;

use percent_encoding::utf8_percent_encode;
use serde_json::{Map, Value, json};

use crate::address::NOT_UNRESERVED;
use crate::model::{
    Catalog, Code, Delivery, Detail, Form, Kind, Member, NamedType, Operation, Part, PathStep,
    Place, Shape, Slot, TypeMember,
};

/// A request that a code may answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The first line: `POST /orders HTTP/1.1`.
    pub line: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, if it has one: a string as it is, anything else as JSON.
    pub body: Option<Value>,
}

/// The request of the first operation that returns a code and has a known request.
#[must_use]
pub fn request(catalog: &Catalog, code: &Code) -> Option<Request> {
    let own = code.operations.iter().map(|operation| &catalog[*operation]);
    let any = catalog.operations.iter().filter(|_| code.everywhere);
    own.chain(any).find_map(request_of)
}

/// The value at a path of an example's body, in the first element of each array on the way.
#[must_use]
pub fn at<'b>(body: &'b Value, path: &[PathStep]) -> Option<&'b Value> {
    path.iter().try_fold(body, |value, step| match step {
        PathStep::Member(name) => value.get(name),
        PathStep::Each => value.get(0),
    })
}

/// The body of a request as text; JSON is spread over several lines.
#[must_use]
pub fn request_body(body: &Value) -> String {
    match body {
        Value::String(text) => text.clone(),
        json => format!("{json:#}"),
    }
}

/// The request of an operation, if it is known.
fn request_of(operation: &Operation) -> Option<Request> {
    const TYPE: &str = "Content-Type";
    let request = operation.request.as_ref()?;
    let method = request.method?;
    let example = request.example.as_ref();
    if example.is_none() && !request.is_exact() {
        return None;
    }
    let path = example.map_or(&request.path, |example| &example.path);
    let mut headers = example.map_or_else(Vec::new, |example| example.headers.clone());
    let body = example.and_then(|example| example.body.clone());
    let told = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(TYPE));
    if !told && body.as_ref().is_some_and(|body| !body.is_string()) {
        headers.push((TYPE.to_owned(), "application/json".to_owned()));
    }
    Some(Request { line: format!("{method} {path} HTTP/1.1"), headers, body })
}

/// A response that carries an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The HTTP status; the first if the code has several, `None` if none is documented.
    pub status: Option<u16>,
    /// The headers that carry details, in the order of the details; each name once.
    pub headers: Vec<(String, String)>,
    /// How the envelope travels.
    pub content: Content,
}

/// How the envelope of a [`Response`] travels.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// As the JSON body.
    Body(Value),
    /// As query parameters of the address in `Location`, not yet percent-encoded; see
    /// [`redirect_address`].
    Redirect(Vec<(String, String)>),
}

/// The code whose response shows what an envelope looks like: the one in the example of its `$code`, or
/// else the first that is sent in a body.
#[must_use]
pub fn of_envelope(catalog: &Catalog) -> Option<&Code> {
    let in_body = |code: &&Code| code.delivery == Delivery::Body;
    let shape = &catalog.envelope.shape;
    let named = shape.example_of(Slot::Code).and_then(|name| catalog.code_called(name.as_str()?));
    named.filter(in_body).or_else(|| catalog.codes.iter().find(in_body))
}

/// The example response of a code with its first status.
///
/// An optional member appears if the code has a value or a detail for it, or the envelope has an
/// example. The other members hold a value of their type; a required one is null if the code has
/// no value for its slot.
#[must_use]
pub fn response(catalog: &Catalog, code: &Code) -> Response {
    response_with_status(catalog, code, code.status.first().copied())
}

/// The example response of a code with one of its statuses.
#[must_use]
pub fn response_with_status(catalog: &Catalog, code: &Code, status: Option<u16>) -> Response {
    let body = Body { catalog, code, status }.value(&catalog.envelope.shape, &mut Vec::new());
    let content = match code.delivery {
        Delivery::Body => Content::Body(body),
        Delivery::Redirect => Content::Redirect(parameters(&body)),
    };
    Response { status, headers: headers(catalog, code), content }
}

/// The example value of `Location` for an error that travels in the query of a redirect.
#[must_use]
pub fn redirect_address(parameters: &[(String, String)]) -> String {
    format!("https://client.example.com/callback{}", query(parameters))
}

/// Parameters as the query of a URL, including the question mark.
#[must_use]
fn query(parameters: &[(String, String)]) -> String {
    let encoded = |text| utf8_percent_encode(text, NOT_UNRESERVED);
    let mut query = String::new();
    for (index, (name, value)) in parameters.iter().enumerate() {
        query.push(if index == 0 { '?' } else { '&' });
        query.extend(encoded(name));
        query.push('=');
        query.extend(encoded(value));
    }
    query
}

/// The message of a code with example values in place of its details.
#[must_use]
pub fn message(code: &Code) -> String {
    let Some(template) = &code.message else { return code.summary() };
    let part = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Detail(name) => {
            let detail = code.details.iter().find(|detail| detail.name == *name);
            display(&detail.map_or(Value::Null, sample_detail))
        }
    };
    template.parts.iter().map(part).collect()
}

/// The example of a detail: its own, or a value of its type that is not null.
#[must_use]
pub fn sample_detail(detail: &Detail) -> Value {
    detail.example.clone().unwrap_or_else(|| sample(&detail.ty.kind, &detail.name))
}

/// An example value of a type, for what has this name.
fn sample(kind: &Kind, name: &str) -> Value {
    match kind {
        Kind::String => json!(plausible::text(name)),
        Kind::Integer | Kind::Int64 => json!(1),
        Kind::Number => json!(1.5),
        Kind::Boolean => json!(true),
        Kind::Uuid => json!("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        Kind::Uri => json!("https://example.com/"),
        Kind::Decimal => json!("12.50"),
        Kind::Date => json!("2026-01-31"),
        Kind::DateTime => json!("2026-01-31T09:30:00Z"),
        Kind::Delay => json!(30),
        Kind::Object => json!({}),
        Kind::Named(named) => sample_named(named),
        Kind::List(kind) => json!([sample(kind, plausible::singular(name))]),
        Kind::Map(kind) => json!({ "key": sample(kind, plausible::singular(name)) }),
    }
}

/// The first value of an enumeration, or an object with every member.
fn sample_named(named: &NamedType) -> Value {
    match &named.form {
        Form::Values(values) => json!(values.first().map(|value| &value.value)),
        Form::Members(members) => {
            let sample = |member: &TypeMember| {
                let value = member.example.clone();
                let value = value.unwrap_or_else(|| sample(&member.ty.kind, &member.name));
                (member.name.clone(), value)
            };
            Value::Object(members.iter().map(sample).collect())
        }
    }
}

fn headers(catalog: &Catalog, code: &Code) -> Vec<(String, String)> {
    let own = catalog.code_header.iter();
    let mut headers: Vec<(String, String)> =
        own.map(|name| (name.clone(), field_value(&code.code.text()))).collect();
    for detail in &code.details {
        let Place::Header { name, parameter } = &detail.place else { continue };
        let value = field_value(&display(&sample_detail(detail)));
        let known = headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name));
        match (parameter, known) {
            (None, None) => headers.push((name.clone(), value)),
            (None, Some((_, known))) => *known = value,
            (Some(parameter), None) => {
                let error = quoted(&field_value(&code.code.text()));
                let challenge = format!("Bearer error={error}, {parameter}={}", quoted(&value));
                headers.push((name.clone(), challenge));
            }
            (Some(parameter), Some((_, known))) => {
                let _ = write!(known, ", {parameter}={}", quoted(&value));
            }
        }
    }
    headers
}

/// The text in a form that a header can carry (RFC 9110 §5.5): visible ASCII on one line.
fn field_value(text: &str) -> String {
    let visible = |c: char| if matches!(c, ' '..='~') { c } else { '?' };
    text.trim().chars().map(visible).collect()
}

/// The text as a quoted string of a header (RFC 9110 §5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The members of a flat body as query parameters; null members are left out.
fn parameters(body: &Value) -> Vec<(String, String)> {
    let members = body.as_object().into_iter().flatten();
    members
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), display(value)))
        .collect()
}

/// A value as text: a string without its quotes, everything else as JSON.
fn display(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

struct Body<'a> {
    catalog: &'a Catalog,
    code: &'a Code,
    status: Option<u16>,
}

impl Body<'_> {
    fn value(&self, shape: &Shape, path: &mut Vec<PathStep>) -> Value {
        match shape {
            Shape::Object { members, details } => {
                let named = members.iter().filter_map(|member| {
                    path.push(PathStep::Member(member.name.clone()));
                    let value = self.member(member, path);
                    path.pop();
                    Some((member.name.clone(), value?))
                });
                let mut object = Value::Object(named.collect());
                if *details {
                    self.insert_details(members, path, &mut object);
                }
                object
            }
            Shape::Array(element) => {
                path.push(PathStep::Each);
                let value = self.value(element, path);
                path.pop();
                Value::Array(vec![value])
            }
            Shape::Slot(slot) => self.slot(*slot, path),
            Shape::Type(ty) => self.detail(path).unwrap_or_else(|| {
                let name = path.iter().rev().find_map(|step| match step {
                    PathStep::Member(name) => Some(name.as_str()),
                    PathStep::Each => None,
                });
                let sample = || sample(&ty.kind, name.unwrap_or_default());
                if ty.nullable { Value::Null } else { sample() }
            }),
            Shape::Constant(value) => value.clone(),
        }
    }

    fn member(&self, member: &Member, path: &mut Vec<PathStep>) -> Option<Value> {
        match (&member.shape, self.detail(path)) {
            (_, Some(value)) => Some(value),
            (Shape::Type(_), None) if member.example.is_some() => member.example.clone(),
            (Shape::Type(_), None) if member.optional => None,
            (Shape::Slot(slot), None) if slot.is_details() && member.optional => None,
            (Shape::Slot(slot), None) if slot.is_details() && member.or_null => Some(Value::Null),
            (shape, None) => {
                let value = self.value(shape, path);
                let lacks = match shape {
                    Shape::Slot(Slot::Arguments) => value.as_array().is_some_and(Vec::is_empty),
                    Shape::Slot(_) => value.is_null(),
                    // Everything in it is optional too.
                    Shape::Object { .. } => value.as_object().is_some_and(Map::is_empty),
                    _ => false,
                };
                match lacks {
                    true if member.optional => None,
                    true if member.or_null => Some(Value::Null),
                    _ => Some(value),
                }
            }
        }
    }

    /// Adds the details that are members of an object besides the named ones.
    fn insert_details(&self, named: &[Member], path: &[PathStep], object: &mut Value) {
        for detail in &self.code.details {
            let Place::Body(place) = &detail.place else { continue };
            if let Some(below @ [PathStep::Member(name), ..]) = place.strip_prefix(path)
                && !named.iter().any(|member| member.name == *name)
            {
                insert(object, below, sample_detail(detail));
            }
        }
    }

    /// What the code's details hold at a path or below it.
    fn detail(&self, path: &[PathStep]) -> Option<Value> {
        let mut found = None;
        for detail in &self.code.details {
            let Place::Body(place) = &detail.place else { continue };
            let Some(below) = place.strip_prefix(path) else { continue };
            insert(found.get_or_insert(Value::Null), below, sample_detail(detail));
        }
        // An object or array of the envelope is filled member by member.
        found.filter(|_| self.is_leaf(path))
    }

    fn is_leaf(&self, path: &[PathStep]) -> bool {
        match self.catalog.envelope.shape.at(path) {
            Some(Shape::Slot(slot)) => slot.is_details(),
            Some(Shape::Type(_)) => true,
            _ => false,
        }
    }

    fn slot(&self, slot: Slot, path: &[PathStep]) -> Value {
        match slot {
            Slot::Message => json!(message(self.code)),
            Slot::Arguments => {
                self.code.arguments().map(sample_detail).map(|it| display(&it)).collect()
            }
            Slot::Status => json!(self.status),
            Slot::StatusString => json!(self.status.map(|status| status.to_string())),
            Slot::Details | Slot::StringDetails => self.detail(path).unwrap_or_else(|| json!({})),
            slot => self.catalog.constant(self.code, slot).unwrap_or_default(),
        }
    }
}

/// Inserts a value at a path, creating the objects and arrays on the way.
fn insert(target: &mut Value, path: &[PathStep], value: Value) {
    match path {
        [] => *target = value,
        [PathStep::Member(name), rest @ ..] => {
            if !target.is_object() {
                *target = Value::Object(Map::new());
            }
            insert(&mut target[name], rest, value);
        }
        [PathStep::Each, rest @ ..] => {
            if !target.is_array() {
                *target = json!([null]);
            }
            insert(&mut target[0], rest, value);
        }
    }
}
