//! What the reference says: what an entry, a section and a catalog say, in which order and under
//! which labels.
//!
//! This is the only place that decides it. The result is plain data without any notation: a
//! [`dialect`](crate::dialect) writes it as a comment, a page or an answer on a terminal. So the
//! same thing has the same name everywhere, and what one output shows, all show, unless
//! [`left_out`] says why not.

mod detail;
mod entry;
mod envelope;
mod example;
mod fact;
mod glance;
mod guide;
mod handling;
mod history;
mod operations;
mod section;

use std::borrow::Cow;

use serde_json::Value;

use crate::model::{Action, Code, Link, Operation, SectionId, Text};

pub(crate) use detail::remarks;
pub(crate) use entry::deprecation;
pub use entry::{Content, Entries, Item, value_words};
pub(crate) use envelope::envelope;
pub use fact::{Fact, Output, left_out};
pub(crate) use glance::{AT_A_GLANCE, Glance, codes_by_section, glance, mark, section_codes};
pub(crate) use guide::{contents, counts, guide, published, retired};
pub(crate) use history::history;
pub(crate) use operations::{TITLE as OPERATIONS, operations};
pub(crate) use section::{above, below, statuses_of};

/// Running text: its pieces in a row.
pub type Phrase<'a> = Vec<Piece<'a>>;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// A text of the registry, with its code spans and paragraphs. Code that is the name of an
    /// error code leads to its entry.
    Text(&'a str),
    /// Plain words.
    Words(Cow<'a, str>),
    /// Words that label what follows, without the colon.
    Label(&'a str),
    /// Words that stand out.
    Strong(Cow<'a, str>),
    /// Code that means nothing else.
    Code(Cow<'a, str>),
    /// The name of an error code, which leads to its entry if it has one.
    Name(&'a str),
    /// Words that lead somewhere.
    Link(Cow<'a, str>, To<'a>),
    /// Code that leads somewhere.
    CodeLink(Cow<'a, str>, To<'a>),
    /// A line break, or more distance than a space.
    Break,
    /// A mark that a link can lead to.
    Anchor(To<'a>),
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum To<'a> {
    /// The reference of a catalog, by its id.
    Catalog(&'a str),
    /// The first page of the catalog.
    Index,
    /// What applies to all codes of the catalog.
    Guide,
    /// The list of all codes.
    Names,
    /// A section.
    Section(SectionId),
    /// The entry of a code, or a mention of it in a list.
    Code(&'a str),
    /// What a catalog says of a category.
    Category(&'a str),
    /// What a catalog says of an action.
    Action(&'a str),
    /// An operation in the list of operations.
    Operation(&'a Operation),
    /// The list of operations.
    Operations,
    /// The codes with an HTTP status.
    Status(u16),
    /// The entry of a retired code.
    Retired(&'a str),
    /// What a code says of a retired one that it replaces.
    Replaced(&'a str),
    /// A mark of this name.
    Mark(Cow<'a, str>),
    /// A page elsewhere.
    Url(&'a str),
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block<'a> {
    /// A heading.
    Heading(Heading<'a>),
    /// One or more paragraphs.
    Paragraph(Phrase<'a>),
    /// A list.
    List(Vec<Phrase<'a>>),
    /// A list whose order matters.
    Steps(Vec<Phrase<'a>>),
    /// A table.
    Table(Table<'a>),
    /// Code.
    Listing(Listing<'a>),
}

/// A heading of a part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading<'a> {
    /// The name of the part for links, unique on its page; none if nothing leads there.
    pub id: Option<&'static str>,
    /// What the part is, in a word; tells it from an error code of the same name.
    pub kind: &'static str,
    /// The words.
    pub words: Cow<'a, str>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<'a> {
    /// What it shows.
    pub title: Cow<'a, str>,
    /// The headings of its columns.
    pub columns: Vec<Column<'a>>,
    /// The cells of each row, as many as there are columns.
    pub rows: Vec<Vec<Phrase<'a>>>,
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<'a> {
    /// What the column shows.
    pub heading: Phrase<'a>,
    /// Whether it holds numbers.
    pub numbers: bool,
}

/// Code on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<'a> {
    /// What it shows.
    pub title: Cow<'a, str>,
    /// The code.
    pub source: Source<'a>,
}

/// The code of a [`Listing`].
#[derive(Debug, Clone, PartialEq)]
pub enum Source<'a> {
    /// In a language, as in a Markdown code fence; perhaps an empty one.
    Code(&'a str, Cow<'a, str>),
    /// A message of HTTP.
    Http(Message),
    /// A body alone.
    Json(Value),
}

/// A message of HTTP.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The request line or the status line; a status may not be known.
    pub start: Option<String>,
    /// The header fields.
    pub fields: Vec<(String, String)>,
    /// The body: a string as it is, anything else as JSON.
    pub body: Option<Value>,
}

/// Plain words.
pub fn words<'a>(words: impl Into<Cow<'a, str>>) -> Piece<'a> {
    Piece::Words(words.into())
}

/// Code that means nothing else.
pub(crate) fn code<'a>(code: impl Into<Cow<'a, str>>) -> Piece<'a> {
    Piece::Code(code.into())
}

/// What happened: the description of a code, or else its message, if no cause says more.
pub(crate) fn happened(code: &Code) -> Option<Piece<'_>> {
    let message = code.message.as_ref().filter(|_| code.first_cause().is_none());
    let message = || message.map(|message| words(&message.source));
    code.description.as_ref().map(text).or_else(message)
}

/// What a code is about: what happened, or else why, or else its title.
pub(crate) fn about(code: &Code) -> Piece<'_> {
    happened(code).or_else(|| code.first_cause().map(text)).unwrap_or_else(|| words(&code.title))
}

/// A text of the registry.
pub(crate) fn text(text: &Text) -> Piece<'_> {
    Piece::Text(text.source())
}

/// Phrases listed as in a sentence: "a, b and c".
pub(crate) fn series<'a>(
    phrases: impl IntoIterator<Item = Phrase<'a>>,
    conjunction: &str,
) -> Phrase<'a> {
    let mut phrases: Vec<Phrase<'a>> = phrases.into_iter().collect();
    let last = phrases.pop();
    let mut out = Vec::new();
    let several = !phrases.is_empty();
    for (index, phrase) in phrases.into_iter().enumerate() {
        if index > 0 {
            out.push(words(", "));
        }
        out.extend(phrase);
    }
    if several {
        out.push(words(format!(" {conjunction} ")));
    }
    out.extend(last.into_iter().flatten());
    out
}

/// Codes listed as in a sentence.
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Phrase<'a> {
    series(names.into_iter().map(|name| vec![Piece::Name(name)]), "and")
}

/// A page elsewhere: its title and what it is about.
fn link(link: &Link) -> Phrase<'_> {
    let Link { title, description, url } = link;
    let mut out = match url {
        Some(url) => vec![Piece::Link(title.into(), To::Url(url))],
        None => vec![words(title)],
    };
    if let Some(description) = description {
        out.extend([words(": "), text(description)]);
    }
    out
}

/// An action: its title, which leads to what the catalog says of it, and what to do.
fn action<'a>(action: &'a Action, between: &'a str) -> Phrase<'a> {
    let Action { id, title, description } = action;
    vec![Piece::Link(title.into(), To::Action(id)), words(between), text(description)]
}

/// A column of words.
pub(crate) fn column(heading: &str) -> Column<'_> {
    Column { heading: vec![words(heading)], numbers: false }
}

/// A column of numbers.
pub(crate) fn numbers(heading: &str) -> Column<'_> {
    Column { heading: vec![words(heading)], numbers: true }
}

/// A heading.
fn heading<'a>(id: &'static str, words: impl Into<Cow<'a, str>>) -> Block<'a> {
    Block::Heading(Heading { id: Some(id), kind: "About", words: words.into() })
}

/// Whether any code of a catalog documents a status; if none does, statuses are not mentioned.
fn has_statuses(codes: &[Code]) -> bool {
    codes.iter().any(|code| !code.status.is_empty())
}
