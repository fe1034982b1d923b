//! The model: the registry as plain data, resolved, ordered and valid.
//!
//! A [`Model`] exists only if the registry has no error. Targets can rely on what the comments here
//! say, and need no error path for a bad registry.

mod catalog;
mod code;
mod docs;
mod envelope;
mod field;
mod former;
mod history;
mod id;
mod operation;
mod outline;
mod section;
mod slots;
mod types;
mod wire_code;

use std::fmt;

pub use self::catalog::Catalog;
pub use self::code::{
    Advice, Cause, Code, Delivery, Deprecated, Detail, Example, Grpc, Part, Place, Retry, Template,
    Visibility,
};
pub(crate) use self::docs::fill;
pub use self::docs::{Docs, DocsUrl, Layout, Url};
pub use self::envelope::{Envelope, Member, PathStep, Shape, Slot, display_path};
pub use self::field::{Field, FieldType};
pub use self::former::DeprecatedName;
pub(crate) use self::history::milestones;
pub use self::history::{History, Milestone};
pub use self::id::{ActionId, CategoryId, CodeId, FieldId, GroupId, OperationId, SectionId};
pub use self::operation::{METHODS, Operation, Request, RequestExample};
pub use self::outline::Outline;
pub use self::section::{Entry, Group, Reference, Section, Table};
pub use self::types::{EnumValue, Form, Kind, NamedType, Type, TypeMember, named_types};
pub use self::wire_code::{CodeType, WireCode};
pub use crate::text::Text;
pub use crate::vocabulary::Vocabulary;
pub(crate) use crate::vocabulary::vocabulary;

/// A registry without errors.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    /// The catalogs, sorted by [`Catalog::id`].
    pub catalogs: Vec<Catalog>,
    /// What happened to the codes; empty if it was not asked for.
    pub history: History,
    /// The model without internal codes, if there are any.
    public: Option<Box<Model>>,
}

/// How the codes of a catalog are written and named.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// What travels as a code.
    pub ty: CodeType,
    /// The case of every code on the wire, if codes are text.
    pub style: CaseStyle,
    /// The convention in words.
    pub convention: Option<Text>,
    /// A regular expression that codes match.
    pub pattern: Option<String>,
    /// What stands between the code of an error and the rest of those of its cases.
    pub join: String,
    /// Codes that may break the style or pattern, with the reason.
    pub exceptions: Vec<NamingException>,
}

/// Codes that may break the naming rules.
#[derive(Debug, Clone, PartialEq)]
pub struct NamingException {
    /// Why they may.
    pub reason: Text,
    /// The codes.
    pub codes: Vec<CodeId>,
}

vocabulary! {
    /// The case in which a catalog writes its codes.
    pub enum CaseStyle {
        /// `card_declined`
        Snake = "snake_case";
        /// `CARD_DECLINED`
        ScreamingSnake = "SCREAMING_SNAKE_CASE";
        /// `card-declined`
        Kebab = "kebab-case";
        /// `cardDeclined`
        Camel = "camelCase";
        /// `CardDeclined`
        Pascal = "PascalCase";
        /// `CARD-DECLINED`
        ScreamingKebab = "SCREAMING-KEBAB-CASE";
        /// `card.declined`, `CARD_DECLINED.EXPIRED`: words of one case between dots.
        Dotted = "dotted.case";
        /// However the API writes them.
        None = "none";
    }
}

/// A broad kind of error that codes of a catalog share.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// The name used on the wire.
    pub id: String,
    /// A short name for people.
    pub title: String,
    /// What errors of this kind have in common.
    pub description: Option<Text>,
    /// The statuses that codes of this category inherit; empty if it sets none.
    pub status: Vec<u16>,
}

/// What one HTTP status means on an API.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusMeaning {
    /// The HTTP status, 100 to 599.
    pub status: u16,
    /// What it means here.
    pub meaning: Text,
    /// Headers that every error with this status carries.
    pub headers: Vec<String>,
    /// Whether every error with this status says whether and when to try again.
    pub retry: bool,
}

/// Something that a client can be told to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The name by which codes refer to it, in `snake_case`.
    pub id: String,
    /// A short name for people.
    pub title: String,
    /// What to do.
    pub description: Text,
}

/// How a client should deal with the errors of a catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Handling {
    /// What applies to all of them.
    pub description: Option<Text>,
    /// What a client should log.
    pub log: Vec<Text>,
    /// The cases, in the order in which to test for them.
    pub steps: Vec<Step>,
    /// What to do with every other code.
    pub otherwise: Option<Step>,
}

/// One case of a catalog's handling order.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The codes that the case is for.
    pub codes: Vec<CodeId>,
    /// What the client is told to do.
    pub action: Option<ActionId>,
    /// What to do, or what to know while doing it.
    pub note: Option<Text>,
}

/// A page elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The name of the page.
    pub title: String,
    /// What the page is about.
    pub description: Option<Text>,
    /// Its URL, if it has one.
    pub url: Option<String>,
}

/// A code that was removed from the catalog and cannot be used again.
#[derive(Debug, Clone, PartialEq)]
pub struct Retired {
    /// The code.
    pub code: String,
    /// Why it was removed.
    pub reason: Text,
    /// The first version without it.
    pub since: Option<String>,
    /// The code that replaces it.
    pub replaced_by: Option<CodeId>,
}

impl Model {
    /// The model of catalogs without internal codes.
    #[must_use]
    pub fn new(catalogs: Vec<Catalog>) -> Model {
        Model { catalogs, history: History::new(), public: None }
    }

    /// The model of catalogs of which some have internal codes; `public` are all of them without
    /// these.
    pub(crate) fn with_internal(catalogs: Vec<Catalog>, public: Vec<Catalog>) -> Model {
        Model { public: Some(Box::new(Model::new(public))), ..Model::new(catalogs) }
    }

    /// The model without its internal codes, as public outputs show it.
    #[must_use]
    pub fn public(&self) -> &Model {
        self.public.as_deref().unwrap_or(self)
    }

    /// The model with those catalogs that `holds` is true for. No catalog refers to another one.
    #[must_use]
    pub fn with_only(&self, holds: impl Fn(&str) -> bool + Copy) -> Model {
        let chosen = self.catalogs.iter().filter(|catalog| holds(&catalog.id));
        Model {
            catalogs: chosen.cloned().collect(),
            history: self.history.clone(),
            public: self.public.as_ref().map(|public| Box::new(public.with_only(holds))),
        }
    }

    /// Whether it has internal codes or fields, which public outputs do not show.
    #[must_use]
    pub fn has_internal(&self) -> bool {
        self.public.is_some()
    }

    /// The model with the history of its public codes.
    #[must_use]
    pub fn with_history(mut self, history: History) -> Model {
        if let Some(public) = &mut self.public {
            public.history.clone_from(&history);
        }
        self.history = history;
        self
    }

    /// The catalog with this id.
    #[must_use]
    pub fn catalog(&self, id: &str) -> Option<&Catalog> {
        self.catalogs.iter().find(|catalog| catalog.id == id)
    }
}

impl fmt::Display for CaseStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
