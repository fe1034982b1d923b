//! The descriptions in a document, as CommonMark.

use serde_json::Value;

use crate::dialect::At;
use crate::model::{Catalog, Code, CodeId, Detail, Shape, StatusMeaning};
use crate::reference::{Entries, Fact, Output, Piece, about, deprecation, remarks, words};
use crate::targets::openapi::commonmark;

/// What the document is about.
pub fn catalog(catalog: &Catalog) -> String {
    match &catalog.description {
        Some(description) => commonmark::text(description),
        None => format!("The errors of the {}.", commonmark::words(&catalog.title, false)),
    }
}

/// The entry of a code: the description of its response.
pub fn response(entries: &Entries<'_>, id: CodeId) -> String {
    let mut text = String::new();
    commonmark::DIALECT.entry(&mut text, &entries.entry(id, Output::OpenApi));
    text.truncate(text.trim_end().len());
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
pub fn value(catalog: &Catalog, code: &Code) -> String {
    let mut phrase = Vec::new();
    if let Some(deprecated) = &code.deprecated {
        phrase.extend([Piece::Label(Fact::Deprecated.label()), words(" ")]);
        phrase.extend(deprecation(catalog, deprecated));
        phrase.push(words(" "));
    }
    phrase.push(about(code));
    commonmark::DIALECT.string(&phrase, At::Inline)
}

/// What a detail holds and how to handle it.
pub fn meaning(detail: &Detail) -> Option<String> {
    let described = detail.description.as_ref().map(commonmark::text);
    let remarks = remarks(detail).map(str::to_owned);
    let paragraphs: Vec<String> = described.into_iter().chain(remarks).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
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
