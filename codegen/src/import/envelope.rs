//! The shape of the body from an example of it, with guessed slots.

use serde_json::{Map, Value as Json, json};

use super::draft::Draft;
use super::part::Cell;
use super::role::is_code;

/// What an example of a body says about the envelope.
#[derive(Debug)]
pub struct Envelope {
    /// The shape.
    pub shape: Json,
    /// The URL of a code's entry.
    pub docs: Option<String>,
}

/// What is known about the codes, which decides about slots.
#[derive(Debug, Clone, Copy)]
pub struct Known<'d> {
    /// The draft.
    pub draft: &'d Draft,
    /// Whether every code has one status.
    pub statuses: bool,
    /// The categories, if every code has one.
    pub categories: &'d [String],
}

/// The envelope that the first example of a body with a code shows.
pub fn envelope(known: Known<'_>) -> Option<Envelope> {
    known.draft.samples.iter().find_map(|sample| of_sample(sample, known))
}

fn of_sample(sample: &Cell, known: Known<'_>) -> Option<Envelope> {
    let json = json_in(&sample.text)?;
    let code = code_of(&json, known)?;
    let mut docs = None;
    let mut guess = Guess { known, code: &code, docs: &mut docs, slots: Vec::new() };
    let shape = guess.shape(&json, "", "");
    Some(Envelope { shape, docs })
}

/// The object in a sample, without the comments and commas that people write into examples.
pub fn json_in(text: &str) -> Option<Json> {
    let start = text.find('{')?;
    let end = text.rfind('}')? + 1;
    let object = text.get(start..end)?;
    let plain: String = object
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && line.trim() != "...")
        .map(|line| line.split(", //").next().unwrap_or_default().to_owned() + "\n")
        .collect();
    let json: Json = serde_json::from_str(object).or_else(|_| serde_json::from_str(&plain)).ok()?;
    json.is_object().then_some(json)
}

/// The names of members that hold a code.
const CODES: &[&str] = &[
    "code",
    "error_code",
    "errorcode",
    "error",
    "err",
    "error_key",
    "reason",
    "type",
    "key",
    "name",
];

/// The code in a body: a code of the draft, or a placeholder in a member for one.
fn code_of(body: &Json, known: Known<'_>) -> Option<String> {
    let mut leaves = Vec::new();
    collect(body, "", &mut leaves);
    let text = |value: &Json| match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let of_draft = leaves
        .iter()
        .find_map(|(_, value)| text(value).filter(|text| known.draft.first(text).is_some()));
    let named = || {
        CODES.iter().find_map(|name| {
            let mut leaves = leaves.iter().filter(|(key, _)| key.to_lowercase() == *name);
            leaves.find_map(|(_, value)| {
                text(value)
                    .filter(|text| is_placeholder(text) || value.is_string() && is_code(text))
            })
        })
    };
    of_draft.or_else(named)
}

fn is_placeholder(text: &str) -> bool {
    text.len() > 2
        && [("<", ">"), ("{", "}"), ("[", "]"), ("$", "")]
            .iter()
            .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
        && text.to_lowercase().contains("code")
}

fn collect<'j>(value: &'j Json, key: &'j str, leaves: &mut Vec<(&'j str, &'j Json)>) {
    match value {
        Json::Object(members) => {
            members.iter().for_each(|(key, value)| collect(value, key, leaves));
        }
        Json::Array(values) => values.iter().take(1).for_each(|value| collect(value, key, leaves)),
        leaf => leaves.push((key, leaf)),
    }
}

/// What is guessed so far.
struct Guess<'g, 'd> {
    known: Known<'d>,
    /// The code in the example.
    code: &'g str,
    docs: &'g mut Option<String>,
    /// The slots that have a place; each has one.
    slots: Vec<&'static str>,
}

impl Guess<'_, '_> {
    fn shape(&mut self, value: &Json, path: &str, key: &str) -> Json {
        match value {
            Json::Object(_) if is_details(key) && !path.is_empty() && !self.has_code(value) => {
                json!("object")
            }
            Json::Object(members) => {
                let mut shape = Map::new();
                for (name, value) in members {
                    let path =
                        if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    let member = self.shape(value, &path, name);
                    let optional = member == json!("object");
                    let name = if optional { format!("{name}?") } else { name.clone() };
                    shape.insert(name, member);
                }
                Json::Object(shape)
            }
            Json::Array(values) => match values.first() {
                Some(first @ Json::Object(_)) if self.has_code(first) => {
                    json!([self.shape(first, &format!("{path}[]"), "")])
                }
                Some(Json::String(_)) => json!("string[]"),
                Some(Json::Number(_)) => json!("integer[]"),
                _ => json!("object[]"),
            },
            leaf => self.leaf(leaf, path, key),
        }
    }

    fn has_code(&self, value: &Json) -> bool {
        let mut leaves = Vec::new();
        collect(value, "", &mut leaves);
        let code = json!(self.code);
        leaves.iter().any(|(_, value)| **value == code || value.to_string() == *self.code)
    }

    /// Whether a slot has no place yet.
    fn once(&mut self, slot: &'static str) -> bool {
        let free = !self.slots.contains(&slot);
        self.slots.push(slot);
        free
    }

    fn leaf(&mut self, value: &Json, path: &str, key: &str) -> Json {
        let key = key.to_lowercase().replace(['_', '-'], "");
        let is = |names: &[&str]| names.contains(&key.as_str());
        let said = self.said(path);
        match value {
            Json::String(text) if text == self.code && self.once("$code") => json!("$code"),
            Json::Number(number) if number.to_string() == self.code && self.once("$code") => {
                json!("$code")
            }
            Json::String(text) if text.contains("://") => match self.docs_of(text) {
                Some(docs) if self.once("$docs_url") => {
                    *self.docs = Some(docs);
                    json!("$docs_url")
                }
                _ => json!(said.unwrap_or("string")),
            },
            Json::String(text)
                if self.known.categories.contains(text) && self.once("$category") =>
            {
                json!("$category")
            }
            Json::String(_)
                if is(&[
                    "message",
                    "errormessage",
                    "errordescription",
                    "msg",
                    "detail",
                    "description",
                    "error",
                ]) && self.once("$message") =>
            {
                json!("$message")
            }
            Json::String(_) if is(&["title"]) && self.once("$title") => json!("$title"),
            Json::Number(number)
                if is(&[
                    "status",
                    "statuscode",
                    "httpstatus",
                    "httpcode",
                    "httpstatuscode",
                    "code",
                ]) && number.as_u64().is_some_and(|status| (100..600).contains(&status))
                    && self.known.statuses
                    && self.once("$status") =>
            {
                json!("$status")
            }
            Json::Bool(constant) => json!(constant),
            Json::Null => json!(said.unwrap_or("string | null")),
            Json::Number(number) if number.is_f64() => json!("number"),
            Json::Number(_) => json!("integer"),
            Json::String(text) if is_time(text) => json!("date-time"),
            _ => json!(said.unwrap_or("string")),
        }
    }

    /// The type that the document's table of members gives one.
    fn said(&self, path: &str) -> Option<&'static str> {
        let (_, ty, _) =
            self.known.draft.members.iter().find(|(member, _, _)| member.text == path)?;
        let ty = super::role::bare(&ty.as_ref()?.text).to_lowercase();
        let types = ["string", "integer", "number", "boolean", "object"];
        let nullable =
            ["string | null", "integer | null", "number | null", "boolean | null", "object | null"];
        let at = types.iter().position(|known| ty.starts_with(known))?;
        Some(if ty.contains("null") { nullable[at] } else { types[at] })
    }

    /// The URL with a placeholder for the code, if it has the code at its end.
    fn docs_of(&self, url: &str) -> Option<String> {
        let start = url.strip_suffix(self.code)?;
        let apart = start.ends_with(['/', '#', '=', '-', '.']);
        let absolute = start.starts_with("https://") || start.starts_with("http://");
        (apart && absolute && !start.contains(['{', '<', '?'])).then(|| format!("{start}{{code}}"))
    }
}

/// Whether a member holds what is particular to an error.
fn is_details(key: &str) -> bool {
    let key = key.to_lowercase();
    ["details", "detail", "meta", "metadata", "context", "params", "parameters", "data", "extra"]
        .contains(&key.as_str())
}

fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 19
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && bytes[10] == b'T'
        && bytes[13] == b':'
}
