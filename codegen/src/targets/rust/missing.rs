//! What services send for a member of the body that every body has and that nobody set.

use crate::model::{Kind, PathStep, Type};
use crate::names;

/// A text that stands for one that is missing. An empty one would look like a value, and would not fit
/// the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::targets) enum Missing {
    /// A new id.
    Id,
    /// A new UUID.
    Uuid,
    /// A URI with a new UUID, which identifies nothing but this occurrence.
    Urn,
    /// The date of the response.
    Date,
    /// The time of the response.
    Time,
    /// A word that says so.
    Unknown,
}

/// Words for what happens once. An id of anything else, such as a customer, is not made up.
const ONCE: &[&str] =
    &["request", "trace", "correlation", "error", "event", "incident", "instance", "occurrence"];

/// Those of them for what all errors of a response come from.
const REQUESTS: &[&str] = &["request", "trace", "correlation"];

/// Words for what identifies something.
const IDS: &[&str] = &["id", "uuid", "guid", "ref", "reference"];

/// The name of the member at a path.
fn name_of(path: &[PathStep]) -> &str {
    let name = path.iter().rev().find_map(|step| match step {
        PathStep::Member(name) => Some(name.as_str()),
        PathStep::Each => None,
    });
    name.unwrap_or_default()
}

/// Whether a name says that a text identifies something that happens once: `request_id`, `trace`.
fn is_once(name: &str) -> bool {
    let snake = names::snake(name);
    let of_once = snake.split('_').any(|word| ONCE.contains(&word));
    let is_id = snake.split('_').any(|word| IDS.contains(&word));
    of_once && is_id || ONCE.contains(&&*snake) && snake != "error" || IDS.contains(&&*snake)
}

impl Missing {
    /// What stands for a member with a type and a path; none if its values are no texts, or are
    /// numbers.
    ///
    /// What the details of some codes set is not made up for the others: then it `is_detail`.
    pub(in crate::targets) fn of(ty: &Type, path: &[PathStep], is_detail: bool) -> Option<Missing> {
        let is_once = || is_once(name_of(path));
        match ty.kind {
            _ if ty.nullable => None,
            Kind::String if !is_detail && is_once() => Some(Missing::Id),
            Kind::Uuid if !is_detail => Some(Missing::Uuid),
            Kind::Uri if !is_detail && is_once() => Some(Missing::Urn),
            // An address that leads nowhere says so, too.
            Kind::String | Kind::Uri => Some(Missing::Unknown),
            Kind::Date if !is_detail => Some(Missing::Date),
            Kind::DateTime if !is_detail => Some(Missing::Time),
            _ => None,
        }
    }

    /// Whether each error of a response with several has its own; all have those that name the request,
    /// and the time.
    pub(in crate::targets) fn is_own(self, path: &[PathStep]) -> bool {
        let snake = names::snake(name_of(path));
        let of_request = snake.split('_').any(|word| REQUESTS.contains(&word));
        matches!(self, Missing::Id | Missing::Uuid | Missing::Urn) && !of_request
    }

    /// What it is, in a sentence.
    pub(in crate::targets) fn about(self) -> &'static str {
        match self {
            Missing::Id => "a new id",
            Missing::Uuid => "a new UUID",
            Missing::Urn => "`urn:uuid:` with a new UUID",
            Missing::Date => "the current date",
            Missing::Time => "the current time",
            Missing::Unknown => "`unknown`",
        }
    }

    /// What the packages call it.
    pub(in crate::targets) fn word(self) -> &'static str {
        match self {
            Missing::Id => "id",
            Missing::Uuid => "uuid",
            Missing::Urn => "urn",
            Missing::Date => "date",
            Missing::Time => "time",
            Missing::Unknown => "unknown",
        }
    }
}
