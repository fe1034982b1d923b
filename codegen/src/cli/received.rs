//! `errbook explain -`: which codes a response is about.

use std::io::Read;

use serde_json::Value;

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::model::{Catalog, Code, Detail, PathStep, Place, Retired, Slot};
use crate::source::Sources;
use crate::visible::word;

use super::{Failure, Outcome, entry, print, print_error, print_json, progress};

/// The longest response that is read, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// A response as it was read.
struct Response {
    headers: Vec<(String, String)>,
    /// Null if there is none.
    body: Value,
}

/// An error in a response.
struct Received<'a> {
    catalog: &'a Catalog,
    code: &'a Code,
    /// Which element it is of each array on the way to it.
    elements: Vec<usize>,
}

pub(super) fn run(
    catalogs: &[&Catalog],
    as_json: bool,
    sources: &Sources,
) -> Result<Outcome, Failure> {
    let response = parse(&read()?)?;
    let (found, mut unknown) = identify(catalogs, &response);
    let mut tombstones = Vec::new();
    unknown.retain(|name| {
        let retired = retired(catalogs, name);
        tombstones.extend(retired);
        retired.is_none()
    });
    if as_json {
        let codes: Vec<_> = found.iter().map(|found| (found.catalog, found.code)).collect();
        print_json(&entry::json(&codes, &tombstones)?)?;
    } else {
        let page = |found: &Received<'_>| {
            let mut page = entry::code(found.catalog, found.code, sources);
            entry::received(&mut page, &values(found, &response));
            page
        };
        let retired = tombstones.iter().map(|(catalog, retired)| entry::retired(catalog, retired));
        print(&found.iter().map(page).chain(retired).collect::<Vec<_>>().join("\n"))?;
    }
    let names = || catalogs.iter().flat_map(|of| &of.codes).map(|code| code.name.as_str());
    for value in &unknown {
        let near = nearest(value, names());
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        print_error(&format!("there is no code `{}`{near}\n", word(value)))?;
    }
    if found.is_empty() && tombstones.is_empty() && unknown.is_empty() {
        print_error("the response has no code where the registry says that codes are\n")?;
    }
    let known = unknown.is_empty() && !(found.is_empty() && tombstones.is_empty());
    Ok(if known { Outcome::Fine } else { Outcome::Findings })
}

/// A code that is no longer used, by its name.
fn retired<'a>(catalogs: &[&'a Catalog], name: &str) -> Option<(&'a Catalog, &'a Retired)> {
    catalogs.iter().find_map(|catalog| {
        let retired = catalog.retired.iter().find(|retired| retired.code == name)?;
        Some((*catalog, retired))
    })
}

fn read() -> Result<String, Error> {
    progress::rest();
    let failed = |why: String| Error::Usage(format!("could not read the standard input: {why}"));
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(LONGEST + 1);
    input.read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(failed(format!("it has more than {LONGEST} bytes")));
    }
    String::from_utf8(bytes).map_err(|_| failed("it is not UTF-8".to_owned()))
}

/// Reads a body, or what `curl -i` prints: a head for each response on the way, then the body.
fn parse(text: &str) -> Result<Response, Error> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    let mut headers = Vec::new();
    while rest.starts_with("HTTP/") {
        headers.clear();
        let mut lines = rest.split_inclusive('\n');
        let mut read = 0;
        for line in lines.by_ref() {
            read += line.len();
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        rest = &rest[read..];
    }
    let rest = rest.trim();
    let body = match serde_json::from_str(rest) {
        Ok(body) => body,
        // What a proxy answers may be HTML, and the code may be in a header.
        Err(_) if !headers.is_empty() => Value::Null,
        Err(error) => {
            return Err(Error::Usage(format!(
                "the standard input is neither JSON nor an HTTP response: {error}"
            )));
        }
    };
    Ok(Response { headers, body })
}

/// The codes in a response, and the values in the place of a code that are none.
///
/// If two APIs have the code in the same place, both are found; what is unknown to one but known to
/// another is not unknown.
fn identify<'a>(catalogs: &[&'a Catalog], response: &Response) -> (Vec<Received<'a>>, Vec<String>) {
    let mut found: Vec<Received<'a>> = Vec::new();
    let mut asked: Vec<String> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for catalog in catalogs {
        let is_name = matches!(catalog.envelope.shape.identity(), Some((Slot::Name, _)));
        let first = if is_name { Slot::Name } else { Slot::Code };
        for (slot, value, elements) in identities(catalog, response) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if let Some(code) = code_of(catalog, slot, &text) {
                if slot == Slot::Name {
                    let beside = |of: &Received<'_>| {
                        std::ptr::eq(of.catalog, *catalog) && of.elements == elements
                    };
                    // The name tells which of several errors with a code it is.
                    found.retain(|of| !beside(of) || of.code.code != code.code);
                    if found.iter().any(beside) {
                        continue;
                    }
                }
                let same = |of: &Received<'_>| {
                    std::ptr::eq(of.code, code) && (of.elements == elements || elements.is_empty())
                };
                if !found.iter().any(same) {
                    found.push(Received { catalog, code, elements });
                }
                known.push(text);
            } else if slot == first && !asked.contains(&text) {
                asked.push(text);
            }
        }
    }
    asked.retain(|value| !known.contains(value));
    (found, asked)
}

/// Each value that says which error a response is: in the body, then in a header.
fn identities<'v>(catalog: &Catalog, response: &'v Response) -> Vec<(Slot, Value, Vec<usize>)> {
    let mut all = Vec::new();
    for slot in [Slot::Code, Slot::Name, Slot::Type, Slot::DocsUrl] {
        let path = match slot {
            Slot::Name => catalog.envelope.shape.identifying_name(),
            slot => catalog.envelope.shape.path_to(slot),
        };
        let Some(path) = path else { continue };
        let mut values: Vec<(&'v Value, Vec<usize>)> = Vec::new();
        collect(&response.body, &path, &mut Vec::new(), &mut values);
        all.extend(
            values
                .into_iter()
                .filter(|(value, _)| value.is_string() || value.is_number())
                .map(|(value, elements)| (slot, value.clone(), elements)),
        );
    }
    if let Some(name) = &catalog.code_header {
        let values = response.headers.iter().filter(|(of, _)| of.eq_ignore_ascii_case(name));
        all.extend(values.map(|(_, value)| (Slot::Code, Value::from(value.as_str()), Vec::new())));
    }
    all
}

fn code_of<'a>(catalog: &'a Catalog, slot: Slot, text: &str) -> Option<&'a Code> {
    if slot == Slot::Name {
        let former = |code: &&Code| code.aliases.iter().any(|of| of == text);
        return catalog.code(text).or_else(|| catalog.codes.iter().find(former));
    }
    if slot != Slot::Code {
        return catalog.codes.iter().find(|code| code.uri_in(slot) == Some(text));
    }
    let wire = |code: &&Code| code.code.text() == text;
    let live = catalog.codes.iter().filter(wire).find(|code| code.deprecated.is_none());
    let any = live.or_else(|| catalog.codes.iter().find(wire));
    any.or_else(|| catalog.codes.iter().find(|code| code.aliases.iter().any(|of| of == text)))
}

/// Collects the values at a path, each with the elements that lead to it.
fn collect<'v>(
    value: &'v Value,
    path: &[PathStep],
    elements: &mut Vec<usize>,
    out: &mut Vec<(&'v Value, Vec<usize>)>,
) {
    match path {
        [] => out.push((value, elements.clone())),
        [PathStep::Member(name), rest @ ..] => {
            if let Some(value) = value.get(name) {
                collect(value, rest, elements, out);
            }
        }
        [PathStep::Each, rest @ ..] => {
            for (at, value) in value.as_array().into_iter().flatten().enumerate() {
                elements.push(at);
                collect(value, rest, elements, out);
                elements.pop();
            }
        }
    }
}

/// The message and the details of an error as received, each with its name.
fn values(found: &Received<'_>, response: &Response) -> Vec<(String, String)> {
    let shape = &found.catalog.envelope.shape;
    let message = shape.path_to(Slot::Message).and_then(|path| at(&response.body, &path, found));
    let message = message.map(|value| ("message".to_owned(), shown(value)));
    let details = found.code.sent().filter_map(|detail| {
        let value = detail_of(detail, found, response)?;
        let value = if detail.sensitive { "(sensitive)".to_owned() } else { value };
        Some((detail.name.clone(), value))
    });
    message.into_iter().chain(details).collect()
}

fn detail_of(detail: &Detail, found: &Received<'_>, response: &Response) -> Option<String> {
    match &detail.place {
        Place::Body(path) => at(&response.body, path, found).map(shown),
        Place::Header { name, parameter: None } => {
            let mut headers = response.headers.iter();
            headers.find(|(of, _)| of.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
        }
        // The challenge that a parameter is in is shown by whoever sent it.
        Place::Header { parameter: Some(_), .. } | Place::Message => None,
    }
}

/// The value at a path, which in arrays leads through the elements of the error; an array that the
/// error is not in is a value itself.
fn at<'v>(body: &'v Value, path: &[PathStep], found: &Received<'_>) -> Option<&'v Value> {
    let mut elements = found.elements.iter();
    let mut value = body;
    for step in path {
        value = match step {
            PathStep::Member(name) => value.get(name)?,
            PathStep::Each => match elements.next() {
                Some(at) => value.get(at)?,
                None => return Some(value),
            },
        };
    }
    Some(value)
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
