//! An envelope guessed from an example of an error body.

use std::fmt::Write;

use serde_json::Value;

use crate::address::BLANK;
use crate::model::CaseStyle;
use crate::names::{has_style, restyle};
use crate::yaml::is_taken;

/// What was guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guessed {
    /// The shape, as the value of the key `shape`; on several lines without an indent.
    pub shape: String,
    /// What each member became: its path, its value in the example, and the word for it.
    pub leaves: Vec<Leaf>,
    /// The URL of the docs with a placeholder for the code, if the body has a link to them.
    pub docs: Option<String>,
    /// The URI of a problem with a placeholder for its name, if that is all that tells errors apart.
    pub ty: Option<String>,
    /// How codes are written.
    pub style: CaseStyle,
    /// Whether codes are numbers.
    pub numbers: bool,
}

/// A member of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Its path: `error.errors[].field`.
    pub path: String,
    /// Its value in the example, as JSON.
    pub value: String,
    /// The slot, type or constant that it became.
    pub word: String,
}

/// Guesses the envelope of a body. `given` are slots that are known: paths with their words.
///
/// # Errors
///
/// If nothing in the body can be the code, or a path of `given` leads nowhere, with a message.
pub fn guess(body: &Value, given: &[(String, String)]) -> Result<Guessed, String> {
    let mut leaves = Vec::new();
    collect(body, "", &mut leaves);
    if leaves.is_empty() {
        return Err("the body has no members".to_owned());
    }
    for (path, _) in given {
        if !leaves.iter().any(|(own, _)| own == path) {
            let known: Vec<&str> = leaves.iter().map(|(own, _)| own.as_str()).collect();
            return Err(format!("the body has no member `{path}`; it has {}", known.join(", ")));
        }
    }
    let mut words: Vec<Option<String>> = leaves
        .iter()
        .map(|(path, _)| given.iter().find(|(own, _)| own == path).map(|(_, word)| word.clone()))
        .collect();
    // Each slot has one place, except where somebody says otherwise.
    for (slot, fits) in SLOTS {
        if words.iter().flatten().any(|word| word == slot) {
            continue;
        }
        let best = leaves.iter().enumerate().filter(|(at, _)| words[*at].is_none());
        let best = best.filter_map(|(at, (path, value))| Some((fits(key(path), value)?, at)));
        if let Some((_, at)) = best.min() {
            words[at] = Some((*slot).to_owned());
        }
    }
    let code = words.iter().position(|word| word.as_deref() == Some("$code"));
    let ty = if code.is_none() { problem_type(&leaves, &mut words) } else { None };
    let (code, ty) = match (code, ty) {
        (Some(code), _) => (leaves[code].1.clone(), None),
        (None, Some((name, uri))) => (Value::from(name), Some(uri)),
        (None, None) if leaves.iter().any(|(_, value)| **value == BLANK) => {
            return Err(NO_TYPE.to_owned());
        }
        (None, None) => return Err(NO_CODE.to_owned()),
    };
    let docs = if ty.is_none() { docs(&leaves, &mut words, &code) } else { None };
    known_to_google(&leaves, &mut words);
    let words: Vec<String> = words
        .into_iter()
        .zip(&leaves)
        .map(|(word, (path, value))| word.unwrap_or_else(|| plain(key(path), value)))
        .collect();
    let mut rest = words.iter().map(String::as_str);
    let mut shape = String::new();
    write(body, "", 0, &mut rest, &mut shape);
    let leaves = leaves.iter().zip(&words).map(|((path, value), word)| Leaf {
        path: path.clone(),
        value: value.to_string(),
        word: word.clone(),
    });
    let style = code.as_str().map_or(CaseStyle::Snake, style);
    Ok(Guessed { shape, leaves: leaves.collect(), docs, ty, style, numbers: code.is_number() })
}

/// What to do about a body with that type.
const NO_TYPE: &str = "`about:blank` is the type of every problem without one, so nothing in the body tells \
                       errors apart: give a body with another type or a code, or begin with `--envelope \
                       problem-details`, which has both";

/// What to do about a body that no code can be found in.
const NO_CODE: &str = "nothing in the body looks like a code; say which member it is, as in `--slot \
                       error.reason=$code`. If a header carries the code, begin with `--envelope` and \
                       see `errbook explain codes.header`";

/// The style of a code, the commonest first, since one word has several.
fn style(code: &str) -> CaseStyle {
    let known = [
        CaseStyle::Snake,
        CaseStyle::ScreamingSnake,
        CaseStyle::Kebab,
        CaseStyle::Camel,
        CaseStyle::Pascal,
        CaseStyle::Dotted,
    ];
    known.into_iter().find(|style| has_style(code, *style)).unwrap_or(CaseStyle::None)
}

/// The leaves of a body in order, each with its path. Details and everything empty are leaves.
fn collect<'v>(value: &'v Value, path: &str, leaves: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(members) if !members.is_empty() && !is_details(path) => {
            for (name, value) in members {
                let dot = if path.is_empty() { "" } else { "." };
                collect(value, &format!("{path}{dot}{name}"), leaves);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            collect(&items[0], &format!("{path}[]"), leaves);
        }
        _ => leaves.push((path.to_owned(), value)),
    }
}

/// The name of the member at the end of a path.
fn key(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default().trim_end_matches("[]")
}

/// A name in one spelling.
fn folded(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// How well a member fits a slot: the less the better.
type Fits = fn(&str, &Value) -> Option<usize>;

/// The slots to look for, in this order.
const SLOTS: &[(&str, Fits)] = &[
    ("$status", |key, value| {
        let known = ["status", "statuscode", "httpstatus", "httpstatuscode", "httpcode", "code"];
        let is_status = value.as_u64().is_some_and(|number| (400..600).contains(&number));
        place(key, &known).filter(|_| is_status)
    }),
    ("$status<string>", |key, value| {
        let is_status = |text: &str| text.parse().is_ok_and(|it: u16| (400..600).contains(&it));
        place(key, &["status", "statuscode", "httpstatus"])
            .filter(|_| value.as_str().is_some_and(is_status))
    }),
    ("$code", |key, value| {
        let known = [
            "code",
            "errorcode",
            "errcode",
            "errno",
            "reason",
            "error",
            "type",
            "kind",
            "name",
            "slug",
            "key",
            "id",
            "c",
            "status",
        ];
        let place = place(key, &known)?;
        let word = |text: &str| {
            let own = |c: char| c.is_alphanumeric() || "_-.:/#".contains(c);
            !text.is_empty()
                && text != BLANK
                && text.len() < 80
                && text.chars().all(own)
                && !text.contains("//")
        };
        let constant = value.as_str().is_some_and(|text| ["error", "fail"].contains(&text));
        let fits = value.as_str().map_or(value.is_i64() && (place < 4 || key == "c"), word);
        (fits && !constant).then_some(place)
    }),
    ("$message", |key, value| {
        let known = [
            "message",
            "msg",
            "errormessage",
            "errormsg",
            "errordescription",
            "detail",
            "text",
            "description",
            "usermessage",
            "m",
            "error",
        ];
        place(key, &known).filter(|_| value.is_string())
    }),
    ("$title", |key, value| place(key, &["title"]).filter(|_| value.is_string())),
    ("$details", |key, value| place(key, DETAILS).filter(|_| value.is_object())),
    ("$retry<boolean>", |key, value| {
        place(key, &["retryable", "retriable", "isretryable", "canretry"])
            .filter(|_| value.is_boolean())
    }),
];

/// Whether an object at a path holds the details; one in a list does not.
fn is_details(path: &str) -> bool {
    place(key(path), DETAILS).is_some() && !path.ends_with("[]")
}

/// What objects with details are called.
const DETAILS: &[&str] =
    &["details", "meta", "metadata", "params", "parameters", "context", "data", "extra", "args"];

fn place(key: &str, known: &[&str]) -> Option<usize> {
    let key = folded(key);
    known.iter().position(|known| *known == key)
}

/// The docs URL, if a link in the body has the code in it, perhaps in another case; that member becomes
/// a slot.
fn docs(leaves: &[(String, &Value)], words: &mut [Option<String>], code: &Value) -> Option<String> {
    let code = match code {
        Value::String(code) => code.clone(),
        other => other.to_string(),
    };
    if code.len() < 4 {
        return None;
    }
    let cases: [(String, &str); 6] = [
        (code.clone(), "{code}"),
        (code.to_lowercase(), "{code|lower}"),
        (code.to_uppercase(), "{code|upper}"),
        (restyle(&code, CaseStyle::Kebab), "{code|kebab}"),
        (restyle(&code, CaseStyle::Snake), "{code|snake}"),
        (restyle(&code, CaseStyle::Pascal), "{code|pascal}"),
    ];
    let found = leaves.iter().enumerate().find_map(|(at, (_, value))| {
        let url = value.as_str().filter(|_| words[at].is_none())?;
        let is_url = url.starts_with("https://") || url.starts_with("http://");
        let known = cases.iter().find(|(code, _)| url.matches(code.as_str()).count() == 1);
        let (code, placeholder) = known.filter(|_| is_url)?;
        Some((at, url.replace(code.as_str(), placeholder)))
    });
    let (at, url) = found?;
    words[at] = Some("$docs_url".to_owned());
    Some(url)
}

/// The name of a problem and the URI that it is in, if the body has a type as RFC 9457 does; that
/// member becomes a slot.
fn problem_type(
    leaves: &[(String, &Value)],
    words: &mut [Option<String>],
) -> Option<(String, String)> {
    let is_type = |(path, _): &(String, &Value)| path == "type";
    let at = leaves.iter().position(is_type).filter(|at| words[*at].is_none())?;
    let uri = leaves[at].1.as_str()?;
    let is_uri = ["https://", "http://", "urn:", "tag:"].iter().any(|it| uri.starts_with(it));
    let (_, name) = uri.trim_end_matches('/').rsplit_once(['/', '#', ':']).filter(|_| is_uri)?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    if !is_name || uri.matches(name).count() != 1 {
        return None;
    }
    words[at] = Some("$type".to_owned());
    Some((name.to_owned(), uri.replace(name, "{name}")))
}

/// The members of Google's errors that are the same in all of them, or follow from the status.
fn known_to_google(leaves: &[(String, &Value)], words: &mut [Option<String>]) {
    let info = "type.googleapis.com/google.rpc.ErrorInfo";
    if !leaves.iter().any(|(path, value)| key(path) == "@type" && **value == info) {
        return;
    }
    for ((path, value), word) in leaves.iter().zip(words).filter(|(_, word)| word.is_none()) {
        let text = value.as_str().unwrap_or_default();
        *word = match key(path) {
            "@type" | "domain" => Some(format!("= {text}")),
            "status" => Some("$grpc".to_owned()),
            _ => None,
        };
    }
}

/// The word for a member that is no slot: what is the same in each body, or its type.
fn plain(key: &str, value: &Value) -> String {
    let constant = [
        "ok",
        "success",
        "succeeded",
        "error",
        "iserror",
        "status",
        "result",
        "object",
        "jsonrpc",
        "type",
    ];
    let is_constant = place(key, &constant).is_some();
    match value {
        Value::Bool(value) if is_constant => value.to_string(),
        Value::String(text) if text == BLANK => format!("= {text}"),
        Value::String(text)
            if is_constant
                && (["error", "fail", "failure"].contains(&text.as_str()) || key == "jsonrpc") =>
        {
            format!("= {text}")
        }
        Value::Bool(_) => "boolean".to_owned(),
        Value::Number(number) if number.is_f64() => "number".to_owned(),
        Value::Number(_) => "integer".to_owned(),
        Value::Null if key == "data" => "object | null".to_owned(),
        Value::Null => "string | null".to_owned(),
        Value::Object(_) => "object".to_owned(),
        Value::Array(_) => "string[]".to_owned(),
        Value::String(_) => "string".to_owned(),
    }
}

/// Writes a part of the shape as YAML, with the words of its leaves.
fn write<'w>(
    value: &Value,
    path: &str,
    indent: usize,
    words: &mut impl Iterator<Item = &'w str>,
    out: &mut String,
) {
    let blank = "  ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() && !is_details(path) => {
            for (at, (name, value)) in members.iter().enumerate() {
                // The first member of an object in a list is behind the dash.
                let before = if at == 0 && out.ends_with("- ") { "" } else { blank.as_str() };
                let _ = write!(out, "{before}{}:", scalar(name));
                write_value(value, name, indent, words, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let before = if out.ends_with("- ") { "" } else { blank.as_str() };
            let _ = write!(out, "{before}- ");
            write(&items[0], &format!("{path}[]"), indent + 1, words, out);
        }
        _ => {
            out.push_str(&scalar(words.next().unwrap_or_default()));
            out.push('\n');
        }
    }
}

/// Writes the value behind a key.
fn write_value<'w>(
    value: &Value,
    name: &str,
    indent: usize,
    words: &mut impl Iterator<Item = &'w str>,
    out: &mut String,
) {
    let nested = match value {
        Value::Object(members) => !members.is_empty() && !is_details(name),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    out.push(if nested { '\n' } else { ' ' });
    write(value, name, indent + 1, words, out);
}

/// A word as YAML: in quotes if it would be read as something else.
#[must_use]
pub fn scalar(word: &str) -> String {
    let plain = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$' || c == '_')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "$_-.<> /|[]".contains(c))
        && (!is_taken(word) || ["true", "false"].contains(&word.to_lowercase().as_str()));
    let constant = word
        .strip_prefix("= ")
        .is_some_and(|word| word.chars().all(|c| c.is_ascii_alphanumeric() || "./".contains(c)));
    if plain || constant { word.to_owned() } else { Value::from(word).to_string() }
}
