//! The descriptions in a document, as CommonMark.

use serde_json::Value;

use crate::dialect::At;
use crate::model::{Catalog, Code, CodeId, Detail, Section, Shape, StatusMeaning, Vocabulary};
use crate::reference::{
    Block, Entries, Fact, Output, Phrase, Piece, To, about, deprecation, remarks, words,
};
use crate::targets::openapi::commonmark;

/// What the document is about.
pub fn catalog(catalog: &Catalog) -> String {
    match &catalog.description {
        Some(description) => commonmark::text(description),
        None => format!("The errors of the {}.", commonmark::words(&catalog.title, false)),
    }
}

/// What the document of a section is about.
pub fn section(section: &Section) -> String {
    match &section.description {
        Some(description) => commonmark::text(description),
        None => format!("The errors of {}.", commonmark::words(&section.title, false)),
    }
}

/// The description of a code's response: the code, and then its entry.
pub fn response(entries: &Entries<'_>, id: CodeId) -> String {
    let mut text = commonmark::DIALECT.string(&name(&entries.catalog[id]), At::Block);
    text.push_str("\n\n");
    commonmark::DIALECT.entry(&mut text, &entries.entry(id, Output::OpenApi));
    text.truncate(text.trim_end().len());
    text
}

/// The description of a response with one of several codes: what they have in common, then for each
/// what happened and what to do.
pub fn responses(catalog: &Catalog, of: u16, codes: &[CodeId]) -> String {
    let mut text = status(catalog, of) + "\n\n";
    let items = codes.iter().map(|id| in_brief(catalog, &catalog[*id])).collect();
    commonmark::DIALECT.blocks(&mut text, &[Block::List(items)]);
    text.truncate(text.trim_end().len());
    text
}

/// A code, which leads to its page, and what travels for it if that is another text.
fn name(code: &Code) -> Phrase<'_> {
    let name = &code.name;
    let mut phrase = vec![match &code.docs_url {
        Some(url) => Piece::CodeLink(name.into(), To::Url(url.as_str())),
        None => Piece::Code(name.into()),
    }];
    if code.is_renamed() {
        phrase.extend([words(" "), Piece::Code(code.code.text())]);
    }
    phrase
}

/// A code with its address, what it means and what to do, on one line.
pub fn brief(catalog: &Catalog, code: &Code) -> String {
    commonmark::DIALECT.string(&in_brief(catalog, code), At::Inline)
}

fn in_brief<'a>(catalog: &'a Catalog, code: &'a Code) -> Phrase<'a> {
    let mut phrase = name(code);
    phrase.push(words(": "));
    phrase.extend(meaning_of(catalog, code));
    let told = |fact: Fact, told| [words(" "), Piece::Label(fact.label()), words(" "), told];
    if let Some(resolution) = &code.resolution {
        phrase.extend(told(Fact::Resolution, Piece::Text(resolution.source())));
    }
    if let Some(retry) = code.retry {
        phrase.extend(told(Fact::Retry, Piece::Text(retry.sentence())));
    }
    if let (None, Some(action)) = (&code.resolution, code.action) {
        phrase.extend(told(Fact::Action, words(&catalog[action].title)));
    }
    phrase
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
    commonmark::DIALECT.string(&meaning_of(catalog, code), At::Inline)
}

fn meaning_of<'a>(catalog: &'a Catalog, code: &'a Code) -> Phrase<'a> {
    let mut phrase = Vec::new();
    if let Some(deprecated) = &code.deprecated {
        phrase.extend([Piece::Label(Fact::Deprecated.label()), words(" ")]);
        phrase.extend(deprecation(catalog, deprecated));
        phrase.push(words(" "));
    }
    phrase.push(about(code));
    phrase
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
