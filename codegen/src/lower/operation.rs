//! The operations of an API: the request of each, and which codes it can return.

use std::collections::{HashMap, HashSet};

use regex_lite::Regex;

use super::only_internal;
use super::reference::Known;
use crate::decode::{Map, Prose, Spanned};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::language::{OperationSpec, RequestSpec};
use crate::model::{CodeId, METHODS, Operation, Request, RequestExample};
use crate::names::{self, path_fits, same_path};
use crate::rule;
use crate::words::quoted;

/// The operations of a catalog, in the order written.
pub(super) fn lower(
    specs: &Map<OperationSpec>,
    known: &Known<'_>,
    problems: &mut Problems,
) -> Vec<Operation> {
    let mut requests: HashMap<(Option<&str>, String), &Spanned<String>> = HashMap::new();
    let mut anchors = HashSet::new();
    let mut identifiers: HashMap<String, &Spanned<String>> = HashMap::new();
    let mut operations = Vec::with_capacity(specs.0.len());
    for (id, spec) in &specs.0 {
        let before = problems.count();
        check_id(id, spec, problems);
        let named = is_named(id);
        let written = if named { spec.request.as_ref() } else { Some(id) };
        let mut request = written.and_then(|written| request(written, problems));
        if let (Some(found), Some(written)) = (&request, written) {
            // The names of placeholders make no difference to the request that is sent.
            let first = requests.insert((found.method, same_path(&found.path)), written);
            if let Some(first) = first {
                problems.push(
                    Diagnostic::error(
                        &rule::OPERATION_REQUEST,
                        format!("two operations have the request `{}`", written.value),
                    )
                    .at(written.span, "the second one")
                    .also(first.span, "the first one")
                    .help("merge the two, or fix one of the requests"),
                );
            }
        }
        if let (Some(spec), Some(request)) = (&spec.example, &mut request) {
            request.example = Some(example(spec, request, problems));
        }
        let mut anchor = slug(&id.value);
        while !anchors.insert(anchor.clone()) {
            anchor.push('-');
        }
        let mut operation = Operation {
            id: id.value.clone(),
            anchor,
            request,
            description: spec.description.as_ref().map(Prose::text),
            codes: raised(&spec.raises, known, problems),
            span: id.span,
        };
        if !named {
            operation.id = operation.label();
        }
        let identifier = names::operation(&operation.id);
        let first = *identifiers.entry(identifier.clone()).or_insert(id);
        if first.span != id.span && problems.count() == before {
            problems.push(collision(first, id, &identifier));
        }
        // What returns only internal codes is internal itself.
        if !known.is_public() || !only_internal(&spec.raises, &operation.codes) {
            operations.push(operation);
        }
    }
    widen(&mut operations);
    operations
}

/// A number behind the name of one of the two would go to another operation when one is added.
fn collision(first: &Spanned<String>, id: &Spanned<String>, identifier: &str) -> Diagnostic {
    let (one, other) = (&first.value, &id.value);
    let help = if is_named(id) {
        "write its method and path as the key instead of its `operationId`".to_owned()
    } else {
        format!("write another name as the key, and `request: {other}` below it")
    };
    Diagnostic::error(
        &rule::IDENTIFIER_COLLISION,
        format!("the operations `{one}` and `{other}` are both `{identifier}` in generated code"),
    )
    .at(id.span, "the second one")
    .also(first.span, "the first one")
    .help(help)
}

/// Gives each operation the codes of those that include it: what is returned by any method of a path
/// is returned by each.
fn widen(operations: &mut [Operation]) {
    let broad: Vec<(Request, Vec<CodeId>)> = operations
        .iter()
        .filter_map(|operation| Some((operation.request.as_ref()?, &operation.codes)))
        .filter(|(request, _)| !request.is_exact())
        .map(|(request, codes)| (request.clone(), codes.clone()))
        .collect();
    for operation in operations {
        let Some(request) = &operation.request else { continue };
        for (around, codes) in &broad {
            let includes = around.method.is_none_or(|method| request.method == Some(method))
                && path_fits(&around.path, &request.path);
            if includes {
                let known: HashSet<CodeId> = operation.codes.iter().copied().collect();
                operation.codes.extend(codes.iter().filter(|code| !known.contains(code)));
            }
        }
    }
}

/// Whether an operation's key is its `operationId`. If the API description does not name its
/// operations, the key is the request.
fn is_named(id: &Spanned<String>) -> bool {
    !id.value.contains(char::is_whitespace) && !id.value.starts_with('/')
}

/// Checks that an operation has at most one request, in its key or in `request`, and an example
/// only with a request.
fn check_id(id: &Spanned<String>, spec: &OperationSpec, problems: &mut Problems) {
    if !is_named(id) {
        if let Some(request) = &spec.request {
            problems.push(
                Diagnostic::error(
                    &rule::OPERATION_REQUEST,
                    format!("the operation `{}` has two requests", id.value),
                )
                .at(request.span, "the second one")
                .also(id.span, "the first one: this key is a request")
                .help("remove one of the two, or write the `operationId` as the key"),
            );
        }
        check_method(id, id, spec, problems);
        return;
    }
    if let Some(request) = &spec.request {
        check_method(id, request, spec, problems);
    }
    if id.value.is_empty() {
        problems.push(
            Diagnostic::error(&rule::INVALID_NAME, "an operation without a name")
                .at(id.span, "not a valid `operationId`")
                .help("write it as in the API description, or write the method and the path"),
        );
    }
    if spec.example.is_some() && spec.request.is_none() {
        problems.push(
            Diagnostic::error(
                &rule::OPERATION_REQUEST,
                format!("`{}` has an example but no request", id.value),
            )
            .at(id.span, "its method is unknown")
            .help("add `request: POST /path`"),
        );
    }
}

/// Checks that an operation with an example has a method.
fn check_method(
    id: &Spanned<String>,
    request: &Spanned<String>,
    spec: &OperationSpec,
    problems: &mut Problems,
) {
    if spec.example.is_some() && request.value.trim_start_matches(['*', ' ']).starts_with('/') {
        problems.push(
            Diagnostic::error(
                &rule::OPERATION_REQUEST,
                format!("`{}` has an example but no method", id.value),
            )
            .at(request.span, "any method")
            .help("write the method before the path, as in `POST /path`, or remove the example"),
        );
    }
}

/// The name with a hyphen in place of each run of characters that an anchor cannot have.
fn slug(name: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let name = name.replace('*', "any");
    let parts = name.split(|c| !fits(c)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// What stands before the id of a section in a list of codes, for all codes of the section.
const SECTION: &str = "section:";

/// The codes in a list, each once; reports those that do not exist or are listed twice.
pub(super) fn raised(
    codes: &[Spanned<String>],
    known: &Known<'_>,
    problems: &mut Problems,
) -> Vec<CodeId> {
    let mut first: HashMap<&str, &Spanned<String>> = HashMap::new();
    let mut raised = Vec::with_capacity(codes.len());
    let mut seen = HashSet::new();
    for code in codes.iter().filter(|code| !code.value.is_empty()) {
        if let Some(first) = first.get(code.value.as_str()) {
            problems.push(
                Diagnostic::error(
                    &rule::REPEATED_RAISE,
                    format!("`{}` appears twice in this list", code.value),
                )
                .at(code.span, "the second time")
                .also(first.span, "the first time")
                .help("remove one of the two, or replace it with the code that you mean"),
            );
            continue;
        }
        first.insert(&code.value, code);
        // A code may have a name of this form too.
        let section = code.value.strip_prefix(SECTION);
        match section.filter(|_| known.span_of_code(&code.value).is_none()) {
            Some(id) => raised.extend(known.codes_of_section(id, code, problems)),
            None => raised.extend(known.family(code, problems)),
        }
    }
    raised.retain(|code| seen.insert(*code));
    raised
}

/// What stands before a path for any method.
const ANY: &str = "*";

fn request(text: &Spanned<String>, problems: &mut Problems) -> Option<Request> {
    if text.value.is_empty() {
        // Anything but text was reported when it was read.
        return None;
    }
    let fault = |message: String, label: &str| {
        Diagnostic::error(&rule::OPERATION_REQUEST, message).at(text.span, label)
    };
    let words: Vec<&str> = text.value.split_whitespace().collect();
    let (word, path) = match words[..] {
        [word, path] => (word, path),
        [path] if path.starts_with('/') => (ANY, path),
        _ => {
            problems.push(
                fault(format!("`{}` is not a request", text.value), "not a method and a path")
                    .help(
                        "write both with a space between them: `POST /orders/{order_id}`, or the \
                         path alone for any method",
                    ),
            );
            return None;
        }
    };
    let upper = word.to_ascii_uppercase();
    let method = METHODS.into_iter().find(|method| *method == upper);
    if method.is_none() && word != ANY {
        let help = if word.contains(['/', ',', '|']) {
            "write an operation for each method, or `*` for any".to_owned()
        } else {
            did_you_mean(word, METHODS, || {
                format!("write `*` for any, or one of {}", quoted(METHODS))
            })
        };
        problems.push(
            fault(format!("`{word}` is not an HTTP method"), "the word before the path").help(help),
        );
        return None;
    }
    if let Some(method) = method.filter(|method| *method != word) {
        problems.push(
            fault(format!("the method `{word}` is not uppercase"), "the word before the path")
                .help(format!("write `{method}`"))
                .fix(text.span, format!("{method} {path}")),
        );
    }
    if let Some(wrong) = wrong_path(path) {
        problems.push(
            fault(format!("`{path}` is not the path of an operation"), wrong)
                .help("write it as the API description does: `/orders/{order_id}`"),
        );
        return None;
    }
    Some(Request { method, path: path.to_owned(), example: None })
}

/// What is wrong with a path template.
fn wrong_path(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("it does not begin with a slash");
    }
    if path.contains(['?', '#']) {
        return Some("it must not have a query or a fragment");
    }
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        match rest[at..].strip_prefix('{').and_then(|open| open.split_once('}')) {
            Some((name, behind)) if !name.is_empty() && !name.contains(['{', '/']) => rest = behind,
            _ => return Some("a placeholder is a name in braces"),
        }
    }
    let is_part = |segment: &str| segment.contains('*') && segment != "*";
    if path.split('/').any(is_part) {
        return Some("`*` stands for a whole segment");
    }
    None
}

fn example(spec: &RequestSpec, request: &Request, problems: &mut Problems) -> RequestExample {
    let path = spec.path.as_ref().filter(|path| !path.value.is_empty());
    if let Some(path) = path.filter(|path| !fits(&path.value, &request.path)) {
        problems.push(
            Diagnostic::error(
                &rule::OPERATION_REQUEST,
                format!("`{}` does not match the path `{}`", path.value, request.path),
            )
            .at(path.span, "this example")
            .help("replace the placeholders with values, and change nothing else"),
        );
    }
    for (name, _) in &spec.headers.0 {
        if !super::place::is_header(&name.value) {
            problems.push(
                Diagnostic::error(
                    &rule::OPERATION_REQUEST,
                    format!("`{}` is not the name of a header (RFC 9110 §5.1)", name.value),
                )
                .at(name.span, "this header")
                .help("write only its name, as in `Authorization`"),
            );
        }
    }
    let headers = spec.headers.0.iter();
    RequestExample {
        path: spec.path.as_ref().map_or_else(|| request.path.clone(), |path| path.value.clone()),
        headers: headers.map(|(name, value)| (name.value.clone(), value.clone())).collect(),
        body: spec.body.as_ref().map(|body| body.0.clone()),
    }
}

/// Whether a path, apart from its query, matches the template.
fn fits(path: &str, template: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let template = same_path(template).replace("/*", "/{}");
    let parts: Vec<String> = template.split("{}").map(regex_lite::escape).collect();
    let pattern = format!("^{}$", parts.join("[^?#]+"));
    !path.contains(char::is_whitespace)
        && Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(path))
}
