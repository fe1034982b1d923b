//! The descriptions in a document, as CommonMark.

use std::fmt::Write;

use serde_json::Value;

use crate::model::{Catalog, Code, Detail, Kind, Place, Shape, StatusMeaning, display_path};
use crate::targets::openapi::commonmark;

/// What the document is about.
pub fn catalog(catalog: &Catalog) -> String {
    match &catalog.description {
        Some(description) => commonmark::text(description),
        None => format!("The errors of the {}.", commonmark::words(&catalog.title, false)),
    }
}

/// What happened and what to do about it: the description of a code's response.
pub fn response(catalog: &Catalog, code: &Code) -> String {
    let mut text = String::new();
    if let Some(deprecated) = deprecation(code) {
        paragraph(&mut text, "", &deprecated);
    }
    paragraph(&mut text, "", &commonmark::text(&code.description));
    if let Some(cause) = &code.cause {
        paragraph(&mut text, "Cause", &commonmark::text(cause));
    }
    if let Some(resolution) = &code.resolution {
        paragraph(&mut text, "Resolution", &commonmark::text(resolution));
    }
    if let Some(action) = code.action.as_deref().and_then(|action| catalog.action(action)) {
        paragraph(&mut text, "Action", &commonmark::text(&action.description));
    }
    if let Some(retry) = code.retry {
        paragraph(&mut text, "Retry", retry.sentence());
    }
    let in_body = code.details.iter().filter_map(|detail| match &detail.place {
        Place::Body(path) => Some((display_path(path), detail)),
        Place::Header { .. } => None,
    });
    for (index, (path, detail)) in in_body.enumerate() {
        if index == 0 {
            text.push_str("\n\n**Details:**\n");
        }
        text.push_str("\n- ");
        text.push_str(&commonmark::code(&path));
        let optional = if detail.optional { ", optional" } else { "" };
        let _ = write!(text, " ({}{optional})", commonmark::code(&detail.ty.to_string()));
        if let Some(meaning) = meaning(detail) {
            text.push_str(": ");
            // The paragraphs of an item are indented.
            text.push_str(&meaning.replace('\n', "\n  "));
        }
    }
    if let Some(url) = &code.docs_url {
        paragraph(&mut text, "Reference", &commonmark::address(url));
    }
    text
}

/// What all errors with this status have in common.
pub fn status(catalog: &Catalog, status: u16) -> String {
    let is_it = |meaning: &&StatusMeaning| meaning.status == status;
    match catalog.statuses.iter().find(is_it) {
        Some(meaning) => commonmark::text(&meaning.meaning),
        None => {
            crate::status::reason(status).map_or_else(|| format!("Status {status}."), str::to_owned)
        }
    }
}

/// What a code means, on one line.
pub fn value(code: &Code) -> String {
    let mut text = deprecation(code).unwrap_or_default();
    paragraph(&mut text, "", &commonmark::text(&code.description));
    text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a detail holds and how to handle it.
pub fn meaning(detail: &Detail) -> Option<String> {
    let mut text = detail.description.as_ref().map_or_else(String::new, commonmark::text);
    if detail.sensitive {
        paragraph(&mut text, "", "Sensitive: keep it out of logs and messages.");
    }
    if detail.ty.kind == Kind::Delay {
        let delay = match detail.place {
            Place::Header { .. } => "In whole seconds, or as an HTTP date.",
            Place::Body(_) => "In whole seconds.",
        };
        paragraph(&mut text, "", delay);
    }
    (!text.is_empty()).then_some(text)
}

/// What the URL of a redirect contains.
pub fn redirect(catalog: &Catalog) -> String {
    let mut text =
        "The URL that the client is redirected to. Its query carries the error:\n".to_owned();
    let Shape::Object { members, .. } = &catalog.envelope.shape else { return text };
    // Members that are always null are left out of the query.
    for member in members.iter().filter(|member| member.shape != Shape::Constant(Value::Null)) {
        text.push_str("\n- ");
        text.push_str(&commonmark::code(&member.name));
        if let Some(description) = &member.description {
            text.push_str(": ");
            text.push_str(&commonmark::text(description).replace('\n', "\n  "));
        }
    }
    text
}

fn deprecation(code: &Code) -> Option<String> {
    let deprecated = code.deprecated.as_ref()?;
    let mut text = "**Deprecated**".to_owned();
    if let Some(since) = &deprecated.since {
        let _ = write!(text, " since {}", commonmark::words(since, false));
    }
    text.push('.');
    if let Some(code) = &deprecated.replaced_by {
        let _ = write!(text, " Use {} instead.", commonmark::code(code));
    }
    if let Some(note) = &deprecated.note {
        let _ = write!(text, " {}", commonmark::text(note));
    }
    Some(text)
}

fn paragraph(text: &mut String, label: &str, content: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    if !label.is_empty() {
        let _ = write!(text, "**{label}:** ");
    }
    text.push_str(content);
}
