//! One error code and everything about it.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    ActionId, CategoryId, CodeId, DeprecatedName, FieldId, Link, OperationId, PathStep, SectionId,
    Slot, Text, Type, Url, WireCode, vocabulary,
};
use crate::source::Span;

/// One error code.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The name for people, pages and references; unique in its catalog.
    pub name: String,
    /// The code as it goes over the wire. Another code of the catalog may have the same one, if the
    /// registry gives a reason.
    pub code: WireCode,
    /// The URI that identifies the problem (RFC 9457 §3.1.1); no other code of the catalog has it.
    pub type_uri: Option<String>,
    /// The name in `PascalCase`, unique in its catalog. It starts with a letter, but may be a
    /// reserved word.
    pub ident: String,
    /// A short title (RFC 9457 §3.1.3), made from the code if the registry sets none.
    pub title: String,
    /// What happened, if the message or the title does not say it.
    pub description: Option<Text>,
    /// The default message, a template over [`Code::details`].
    pub message: Option<Template>,
    /// The message in languages other than the catalog's, each with its BCP 47 tag, sorted by tag;
    /// each has the placeholders of [`Code::message`], and none if there is no such message.
    pub messages: Vec<(String, Template)>,
    /// Why it happens.
    pub cause: Option<Text>,
    /// What to do about it.
    pub resolution: Option<Text>,
    /// Its causes, if there are several; then the two fields above say nothing.
    pub causes: Vec<Cause>,
    /// Its kind.
    pub category: Option<CategoryId>,
    /// The section that defines it.
    pub section: SectionId,
    /// The code that it is a case of: what a client does for that one is right for this one too.
    pub parent: Option<CodeId>,
    /// Its cases, in reading order.
    pub children: Vec<CodeId>,
    /// The HTTP statuses, ascending; empty if the API documents none.
    pub status: Vec<u16>,
    /// Whether and when to try again; `None` if the API does not document it.
    pub retry: Option<Retry>,
    /// What a client can be told to do.
    pub action: Option<ActionId>,
    /// The values of the fields that the catalog declares, in the order of the fields.
    pub fields: Vec<(FieldId, Value)>,
    /// The operations that list it, ascending.
    pub operations: Vec<OperationId>,
    /// Whether every operation can return it.
    pub everywhere: bool,
    /// Typed members that travel with the error, or in its message alone: its own, then those of its
    /// category and of its catalog.
    pub details: Vec<Detail>,
    /// How the error reaches the client.
    pub delivery: Delivery,
    /// The gRPC status: the one that is set or, if the envelope has a slot for it, the one that the
    /// single HTTP status maps to.
    pub grpc: Option<Grpc>,
    /// The version that introduced the code.
    pub since: Option<String>,
    /// Set if new code should no longer use it.
    pub deprecated: Option<Deprecated>,
    /// Former names of the code, which links may still use. None of them is a code, a retired code
    /// or another code's alias, even if case is ignored, except that an alias may differ from its
    /// own code only in case.
    pub aliases: Vec<String>,
    /// What programs called the code before, which the packages keep for a while. In its catalog,
    /// no code and no other code's former name has the same identifier.
    pub deprecated_names: Vec<DeprecatedName>,
    /// Who may see the code.
    pub visibility: Visibility,
    /// Pages to read.
    pub links: Vec<Link>,
    /// Further facts.
    pub notes: Vec<Text>,
    /// Code examples that show it.
    pub examples: Vec<Example>,
    /// The URL of the code's reference entry.
    pub docs_url: Option<Url>,
    /// Where the registry defines the code, for messages; no target shows it.
    pub span: Span,
}

impl Code {
    /// Takes away what the catalog has said about it: its cases, and the operations that return it.
    pub(crate) fn forget_references(&mut self) {
        self.children.clear();
        self.operations.clear();
        self.everywhere = false;
    }
}

/// One of several causes of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Why it happens.
    pub cause: Text,
    /// What to do about it.
    pub resolution: Option<Text>,
}

/// A text about causes, and one about what to do.
pub type Advice = (Option<String>, Option<String>);

/// A text about the cause and one about what to do; of several causes, a numbered line each.
pub(super) fn advice(
    cause: Option<&Text>,
    resolution: Option<&Text>,
    causes: &[Cause],
    write: fn(&Text) -> String,
) -> Advice {
    if causes.is_empty() {
        return (cause.map(write), resolution.map(write));
    }
    let lines = |told: fn(&Cause) -> Option<&Text>| {
        let line = |(at, told): (usize, Option<&Text>)| {
            Some(format!("{}. {}", at + 1, write(told?).replace('\n', "\n   ")))
        };
        let lines: Vec<String> = causes.iter().map(told).enumerate().filter_map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    };
    (lines(|told| Some(&told.cause)), lines(|told| told.resolution.as_ref()))
}

/// A code example that shows what causes an error or how to fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows, in a few words.
    pub title: String,
    /// The name of its language, as in a Markdown code fence: `yaml`.
    pub language: Option<String>,
    /// The code, without a final line break.
    pub code: String,
}

/// A message with placeholders for details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The template as written; `{{` and `}}` stand for braces.
    pub source: String,
    /// The parts of the template.
    pub parts: Vec<Part>,
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text to print as it is.
    Literal(String),
    /// The name of a detail, whose value is printed; the code has a detail of this name.
    Detail(String),
}

vocabulary! {
    /// Whether and when a client may send the request again.
    pub enum Retry {
        /// The same request would fail again.
        Never = "never", "do not retry", "Do not retry: the same request would fail again.";
        /// Worth retrying; the API says neither when nor how often.
        Again = "again", "retry", "Retry.";
        /// Worth retrying after some time; the response does not say how long to wait.
        Later = "later", "retry later", "Retry later.";
        /// Safe to retry with exponential backoff.
        Backoff = "backoff", "retry with backoff", "Retry with exponential backoff.";
        /// Safe to retry after the time given in `Retry-After`.
        AfterDelay = "after_delay", "retry after a delay",
            "Retry after the time given in `Retry-After`.";
        /// Worth retrying once the client has taken the required action.
        AfterAction = "after_action", "retry after an action",
            "Do what is advised here, then retry.";
        /// The request may have taken effect: check before retrying.
        OutcomeUnknown = "outcome_unknown", "outcome unknown",
            "The request may have taken effect: check before you retry.";
    }
}

/// A typed member that travels with an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// The detail's name, in `snake_case`, or a number for one that the message refers to by it.
    pub name: String,
    /// What it holds.
    pub description: Option<Text>,
    /// Its type.
    pub ty: Type,
    /// Where in the response it travels.
    pub place: Place,
    /// Whether it may be absent.
    pub optional: bool,
    /// Whether it must be kept out of logs and messages.
    pub sensitive: bool,
    /// A value for examples, of this type.
    pub example: Option<Value>,
}

/// Where in a response a detail travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the body, at this path, which is in the envelope or below its details slot.
    Body(Vec<PathStep>),
    /// In a header.
    Header {
        /// The header's name.
        name: String,
        /// The parameter of the header's challenge, as in `WWW-Authenticate` (RFC 9110 §11.6.1).
        parameter: Option<String>,
    },
    /// In the message alone, which shows it: the constructor takes it, and no client receives it.
    Message,
}

vocabulary! {
    /// How an error reaches the client.
    pub enum Delivery {
        /// In the body of the response.
        Body = "body";
        /// In the query of the address that the client is redirected to (RFC 6749 §4.1.2.1).
        Redirect = "redirect", "redirect", "in the query of a redirect, not in a body";
    }
}

/// A code's deprecation.
#[derive(Debug, Clone, PartialEq)]
pub struct Deprecated {
    /// The version that deprecated it.
    pub since: Option<String>,
    /// The code to use instead.
    pub replaced_by: Option<CodeId>,
    /// What to know about the change.
    pub note: Option<Text>,
}

vocabulary! {
    /// Who may see a code.
    pub enum Visibility {
        /// Everyone may see it.
        Public = "public";
        /// Only the team that owns the API may see it; public outputs leave it out.
        Internal = "internal", "internal", "the team that owns the API; public outputs leave it out";
    }
}

/// A gRPC status code, as `google.rpc.Code` numbers and names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grpc {
    /// The number, 0 to 16.
    pub number: u8,
    /// The name in `SCREAMING_SNAKE_CASE`.
    pub name: &'static str,
}

impl Retry {
    /// Whether the same request may be sent again without doing anything else first.
    #[must_use]
    pub fn is_retryable(self) -> bool {
        match self {
            Retry::Again | Retry::Later | Retry::Backoff | Retry::AfterDelay => true,
            Retry::Never | Retry::AfterAction | Retry::OutcomeUnknown => false,
        }
    }
}

impl Detail {
    /// The name as a word that identifiers can be made from: `argument_0` for a number.
    #[must_use]
    pub fn word(&self) -> Cow<'_, str> {
        if self.name.starts_with(|first: char| first.is_ascii_digit()) {
            format!("argument_{}", self.name).into()
        } else {
            self.name.as_str().into()
        }
    }
}

impl Template {
    /// The template as text, with other names for the details; braces stay doubled.
    #[must_use]
    pub fn renamed<'a>(&'a self, name: impl Fn(&'a str) -> &'a str) -> String {
        let part = |part: &'a Part| match part {
            Part::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
            Part::Detail(own) => format!("{{{}}}", name(own)),
        };
        self.parts.iter().map(part).collect()
    }
}

impl Code {
    /// Whether the code on the wire differs from the name.
    #[must_use]
    pub fn is_renamed(&self) -> bool {
        self.code.text() != self.name
    }

    /// The value of a declared field, if the code has one.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<&Value> {
        self.fields.iter().find(|(field, _)| *field == id).map(|(_, value)| value)
    }

    /// Why it happens, or the first of several causes.
    #[must_use]
    pub fn first_cause(&self) -> Option<&Text> {
        self.cause.as_ref().or_else(|| self.causes.first().map(|told| &told.cause))
    }

    /// What it is about, in plain words: the description, or else the cause, or else the template of
    /// the message, or else the title.
    #[must_use]
    pub fn summary(&self) -> String {
        match (self.description.as_ref().or(self.first_cause()), &self.message) {
            (Some(told), _) => told.plain(),
            (None, Some(message)) => message.source.clone(),
            (None, None) => self.title.clone(),
        }
    }

    /// The URI that a slot has for the code.
    #[must_use]
    pub fn uri_in(&self, slot: Slot) -> Option<&str> {
        match slot {
            Slot::Type => self.type_uri.as_deref(),
            Slot::DocsUrl => self.docs_url.as_ref().map(Url::as_str),
            _ => None,
        }
    }

    /// Why it happens and what to do about it, for places that have a text for each.
    #[must_use]
    pub fn advice(&self, write: fn(&Text) -> String) -> Advice {
        advice(self.cause.as_ref(), self.resolution.as_ref(), &self.causes, write)
    }

    /// The message's template as text, or the description if the registry sets no message.
    #[must_use]
    pub fn default_message(&self) -> String {
        match &self.message {
            Some(template) => template.source.clone(),
            None => self.summary(),
        }
    }

    /// The arguments of the message: the details that it shows, in the order of the details.
    pub fn arguments(&self) -> impl Iterator<Item = &Detail> {
        let shows = |detail: &&Detail| {
            let parts = self.message.iter().flat_map(|template| &template.parts);
            parts.into_iter().any(|part| matches!(part, Part::Detail(name) if *name == detail.name))
        };
        self.details.iter().filter(shows)
    }

    /// The details that clients receive: all but those that are in the message alone.
    pub fn sent(&self) -> impl Iterator<Item = &Detail> {
        self.details.iter().filter(|detail| detail.place != Place::Message)
    }
}
