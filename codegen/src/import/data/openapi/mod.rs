//! Codes in an API description (OpenAPI): those that its responses, schemas and examples name.

mod lists;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use self::lists::{narrowed, target};
use super::{about, cell, unread};
use crate::import::part::{Cell, Part, Table};
use crate::import::role::{is_code, statuses};
use crate::source::Span;
use crate::yaml::{Key, Node, Value};

/// Members of a body that hold its code.
const CODES: &[&str] = &["code", "error_code", "errorCode", "error", "type", "reason"];
/// Members of a body that hold its message.
const MESSAGES: &[&str] = &["message", "detail", "error_description", "description", "title"];
/// Members that only the body of an error has.
const OF_ERRORS: &[&str] =
    &["message", "detail", "error_description", "error_message", "errorMessage", "msg", "errors"];
/// How many references are followed.
const DEEPEST: usize = 12;

/// What a description says about a code.
#[derive(Default)]
struct Said {
    statuses: Vec<String>,
    /// The statuses of responses that may have any code of a list with this one.
    possible: Vec<String>,
    /// Whether a schema lists it.
    listed: bool,
    at: Option<Cell>,
    message: Option<Cell>,
    description: Option<Cell>,
}

/// A schema as a member with a name, for a status, with those of its codes that count.
type Reading = (u32, String, Option<String>, Option<BTreeSet<String>>);

struct Api<'n, 's> {
    root: &'n Node<'s>,
    codes: Vec<String>,
    said: BTreeMap<String, Said>,
    /// The first body with a code.
    sample: Option<Cell>,
    /// The statuses without a code, with the response that has the first of each.
    silent: BTreeMap<String, Span>,
    /// The schemas that have been read as a member with a name, for a status; whether they list codes.
    read: BTreeMap<Reading, bool>,
    /// The status of the response that is read.
    status: Option<String>,
    /// The codes that a body has of all that its schemas list, if it has some of them only.
    only: Option<BTreeSet<String>>,
}

/// Adds what a description says.
pub(super) fn read(root: &Node<'_>, parts: &mut Vec<Part>) {
    if let Some(Node { value: Value::Map(members), .. }) = get(root, "info") {
        about(members, false, parts);
    }
    let mut api = Api {
        root,
        codes: Vec::new(),
        said: BTreeMap::new(),
        sample: None,
        silent: BTreeMap::new(),
        read: BTreeMap::new(),
        status: None,
        only: None,
    };
    for (_, item) in get(root, "paths").map(members).unwrap_or_default() {
        for (_, operation) in members(item) {
            for (status, response) in get(operation, "responses").map(members).unwrap_or_default() {
                api.response(status, response);
            }
        }
    }
    let components = get(root, "components");
    let of = |name: &str| components.and_then(|it| get(it, name)).map(members).unwrap_or_default();
    // OpenAPI 2 has its schemas at the root.
    let older = get(root, "definitions").map(members).unwrap_or_default();
    for (name, schema) in of("schemas").iter().chain(older) {
        if api.is_of_errors(&name.text, schema) {
            let codes = name.text.ends_with("ErrorCode") || name.text.ends_with("ErrorCodes");
            api.schema(schema, if codes { "code" } else { "" }, None, 0);
        }
    }
    for (_, example) in of("examples") {
        api.example(example, None);
    }
    let told: Vec<&String> = api.said.values().flat_map(|said| &said.statuses).collect();
    for (status, at) in api.silent.iter().filter(|(status, _)| !told.contains(status)) {
        let why = format!("no response with status {status} names a code");
        parts.push(unread(*at, why));
    }
    let lists = api.said.values().any(|said| said.listed);
    for code in &api.codes {
        let said = &api.said[code];
        if let Some(at) = said.at.as_ref().filter(|_| lists && !said.listed) {
            let text = format!("an example has `{code}`, which no schema lists");
            parts.push(Part::Doubt(Cell { text, ..*at }));
        }
        if let Some(at) =
            said.at.as_ref().filter(|_| said.statuses.is_empty() && said.possible.len() != 1)
        {
            let text = format!("no response says which status `{code}` has");
            parts.push(Part::Doubt(Cell { text, ..*at }));
        }
    }
    parts.extend(api.table().map(Part::Table));
    parts.extend(api.sample.map(Part::Sample));
}

fn get<'n, 's>(node: &'n Node<'s>, key: &str) -> Option<&'n Node<'s>> {
    members(node).iter().find(|(own, _)| own.text == key).map(|(_, value)| value)
}

fn members<'n, 's>(node: &'n Node<'s>) -> &'n [(Key<'s>, Node<'s>)] {
    if let Value::Map(members) = &node.value { members } else { &[] }
}

fn items<'n, 's>(node: &'n Node<'s>) -> &'n [Node<'s>] {
    if let Value::List(items) = &node.value { items } else { &[] }
}

fn text(node: &Node<'_>) -> Option<Cell> {
    match &node.value {
        Value::Text(text) | Value::Plain(text) if !node.to_json().is_null() => {
            Some(cell(text, node.span))
        }
        _ => None,
    }
}

impl<'n, 's> Api<'n, 's> {
    fn response(&mut self, status: &Key<'s>, response: &'n Node<'s>) {
        let known = status.text.as_ref();
        let fails = known.starts_with(['4', '5']) || known == "default";
        if !fails {
            return;
        }
        let response = target(self.root, response);
        let status_word = statuses(known).map(|_| known);
        self.status = status_word.map(str::to_owned);
        let named = self.codes.len();
        let mut examples = 0;
        let media = get(response, "content").map(members).unwrap_or_default();
        for (_, media) in media {
            if let Some(example) = get(media, "example") {
                examples += usize::from(self.body(example, status_word, None));
            }
            for (_, example) in get(media, "examples").map(members).unwrap_or_default() {
                examples += usize::from(self.example(example, status_word));
            }
        }
        // In OpenAPI 2, a response has one schema, and an example for each media type.
        for (_, example) in get(response, "examples").map(members).unwrap_or_default() {
            examples += usize::from(self.body(example, status_word, None));
        }
        // Where there are examples, the codes of a schema are those of all responses.
        let listed = if examples == 0 { status_word } else { None };
        let mut found = examples > 0;
        let schemas = media.iter().filter_map(|(_, media)| get(media, "schema"));
        for schema in schemas.chain(get(response, "schema")) {
            found |= self.schema(schema, "", listed, 0);
        }
        if let [code] = &self.codes[named..]
            && let Some(said) = self.said.get_mut(code)
            && said.description.is_none()
        {
            said.description = get(response, "description").and_then(text);
        }
        self.status = None;
        if !found {
            self.silent.entry(known.to_owned()).or_insert(status.span);
        }
    }

    /// Takes the code of an example, and says whether there is one.
    fn example(&mut self, example: &'n Node<'s>, status: Option<&str>) -> bool {
        let example = target(self.root, example);
        let summary = get(example, "summary").or_else(|| get(example, "description"));
        get(example, "value").is_some_and(|body| self.body(body, status, summary.and_then(text)))
    }

    /// Takes the code of an example of a body, and says whether there is one.
    fn body(&mut self, body: &'n Node<'s>, status: Option<&str>, summary: Option<Cell>) -> bool {
        let Some(code) = find(body, CODES, &|text| is_code(text), 0) else { return false };
        if self.sample.is_none() {
            let json: Json = body.to_json();
            let shown = serde_json::to_string_pretty(&json).unwrap_or_default();
            self.sample = Some(Cell { text: shown, span: body.span });
        }
        let message = find(body, MESSAGES, &|text| text.contains(' '), 0);
        let said = self.add(code);
        if let Some(status) = status.filter(|status| !said.statuses.iter().any(|it| it == status)) {
            said.statuses.push(status.to_owned());
        }
        said.message = said.message.take().or(message);
        said.description = said.description.take().or(summary);
        true
    }

    fn add(&mut self, code: Cell) -> &mut Said {
        if !self.said.contains_key(&code.text) {
            self.codes.push(code.text.clone());
        }
        let said = self.said.entry(code.text.clone()).or_default();
        said.at.get_or_insert(code);
        said
    }

    /// Takes the codes that a schema lists for a member, wherever in it that is; says whether there are
    /// any.
    fn schema(
        &mut self,
        schema: &'n Node<'s>,
        name: &str,
        status: Option<&str>,
        depth: usize,
    ) -> bool {
        if depth > DEEPEST {
            return false;
        }
        let schema = target(self.root, schema);
        let outer = self.only.clone();
        let own = self.status.clone();
        let narrowed = narrowed(self.root, schema, name);
        let status = if narrowed.is_some() { own.as_deref() } else { status };
        self.only = narrowed.or(outer.clone());
        // Schemas refer to each other.
        let key =
            (schema.span.start, name.to_owned(), status.map(str::to_owned), self.only.clone());
        let known = self.read.get(&key).copied();
        let found = known.unwrap_or_else(|| {
            self.read.insert(key.clone(), false);
            let found = self.inner(schema, name, status, depth);
            self.read.insert(key, found);
            found
        });
        self.only = outer;
        found
    }

    /// The same, of the parts of a schema.
    fn inner(
        &mut self,
        schema: &'n Node<'s>,
        name: &str,
        status: Option<&str>,
        depth: usize,
    ) -> bool {
        let mut found = is_named(name) && self.listed(schema, status);
        let mut properties: Vec<_> =
            get(schema, "properties").map(members).unwrap_or_default().iter().collect();
        // Where a member has the code, one called `type` or `reason` has something else.
        let rank = |name: &str| CODES.iter().position(|known| *known == name);
        properties.sort_by_key(|(member, _)| rank(&member.text).unwrap_or(CODES.len()));
        let mut coded = false;
        for (member, inner) in properties {
            if !coded || rank(&member.text).is_none() {
                let own = self.schema(inner, &member.text, status, depth + 1);
                coded |= own && is_named(&member.text);
                found |= own;
            }
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            for inner in get(schema, key).map(items).unwrap_or_default() {
                found |= self.schema(inner, name, status, depth + 1);
            }
        }
        if let Some(inner) = get(schema, "items") {
            found |= self.schema(inner, "", status, depth + 1);
        }
        let examples = get(schema, "examples").map(items).unwrap_or_default();
        for example in get(schema, "example").into_iter().chain(examples) {
            found |= name.is_empty() && self.body(example, status, None);
        }
        found
    }

    /// Whether a schema that no response has is that of errors, by its name or by its members.
    fn is_of_errors(&self, name: &str, schema: &'n Node<'s>) -> bool {
        const WORDS: [&str; 5] = ["error", "problem", "fault", "exception", "failure"];
        let name = heck::ToSnakeCase::to_snake_case(name);
        let named =
            name.split('_').any(|word| WORDS.contains(&word.strip_suffix('s').unwrap_or(word)));
        let properties =
            get(target(self.root, schema), "properties").map(members).unwrap_or_default();
        let has = |names: &[&str]| properties.iter().any(|(key, _)| names.contains(&&*key.text));
        named || has(OF_ERRORS) && has(&CODES[..CODES.len() - 2])
    }

    /// Takes the values of a member with codes, and what extensions say about them.
    fn listed(&mut self, schema: &'n Node<'s>, status: Option<&str>) -> bool {
        let constant = get(schema, "const").into_iter();
        let values = get(schema, "enum").map(items).unwrap_or_default().iter().chain(constant);
        let descriptions = ["x-enum-descriptions", "x-enumDescriptions"];
        let descriptions = descriptions.iter().find_map(|key| get(schema, key));
        let mut found = false;
        for (index, value) in values.enumerate() {
            let Some(code) = text(value).filter(|code| is_code(&code.text)) else { continue };
            let about = descriptions.and_then(|about| match &about.value {
                Value::List(items) => items.get(index),
                _ => get(about, &code.text),
            });
            let about = about.and_then(text);
            let is_one = self.only.as_ref().map(|only| only.contains(&code.text));
            let said = self.add(code);
            said.listed = true;
            said.description = said.description.take().or(about);
            if let Some(status) = status.filter(|status| {
                is_one == Some(true) && !said.statuses.iter().any(|it| it == status)
            }) {
                said.statuses.push(status.to_owned());
            }
            let status = status.filter(|_| is_one.is_none());
            let new = status.filter(|status| !said.possible.iter().any(|it| it == status));
            said.possible.extend(new.map(str::to_owned));
            found = true;
        }
        found
    }

    fn table(&self) -> Option<Table> {
        let at = self.said.get(self.codes.first()?)?.at.as_ref()?.span;
        let header = ["Code", "HTTP status", "Message", "Description"];
        let header = header.map(|text| Cell { text: text.to_owned(), span: at });
        let rows = self.codes.iter().filter_map(|code| {
            let said = self.said.get(code)?;
            let code = said.at.clone()?;
            let none = || Cell { text: String::new(), span: code.span };
            // A list that responses share says of none which of them it has.
            let certain = !said.statuses.is_empty() || said.possible.len() > 1;
            let statuses = if certain { &said.statuses } else { &said.possible };
            let status = Cell { text: statuses.join(", "), span: code.span };
            let message = said.message.clone().unwrap_or_else(none);
            let description = said.description.clone().unwrap_or_else(none);
            Some(vec![code.clone(), status, message, description])
        });
        Some(Table::new(header.to_vec(), rows.collect()))
    }
}

/// Whether a member of an error with this name has its code.
fn is_named(name: &str) -> bool {
    let ends = ["ErrorCode", "error_code", "ReasonCode", "reason_code"];
    CODES.contains(&name) || ends.iter().any(|end| name.ends_with(end))
}

/// The first member of a body with one of some names and a fitting text.
fn find(
    body: &Node<'_>,
    names: &[&str],
    fits: &dyn Fn(&str) -> bool,
    depth: usize,
) -> Option<Cell> {
    if depth > DEEPEST {
        return None;
    }
    let own = names.iter().find_map(|name| {
        get(body, name)
            .and_then(text)
            .filter(|cell| fits(&cell.text) && statuses(&cell.text).is_none())
    });
    let inner = members(body).iter().map(|(_, value)| value).chain(items(body));
    own.or_else(|| inner.into_iter().find_map(|value| find(value, names, fits, depth + 1)))
}
