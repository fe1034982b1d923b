//! What a catalog tells the code that all catalogs share.

use core::fmt::{Debug, Display};
use std::borrow::Cow;

use super::error::ApiError;
use super::metadata::Info;
use super::open::Name;

/// A catalog of error codes.
///
/// Each catalog of this crate has a type that implements it and has no values. More methods may be
/// added in any version.
pub trait Catalog: Clone + Debug + 'static {
    /// The codes.
    type Code: Copy + Debug + Display + Eq + Name + Send + Sync + 'static;

    /// The details of an error, by its code; [`Infallible`](core::convert::Infallible) if no code
    /// has any.
    type Details: Clone + Debug + PartialEq + Send + Sync + 'static;

    /// The body of a response.
    type Envelope: Clone + Debug + PartialEq + for<'e> From<&'e ApiError<Self>>;

    /// The members of the body that a service sets on an error.
    #[doc(hidden)]
    type Members: Clone + Debug + Default + PartialEq + Send + Sync + 'static;

    /// The members that every body has and that a service sets; `()` if there are none.
    type Required: Clone + Debug + Send + 'static;

    /// Sets the required members that are not set.
    #[doc(hidden)]
    fn complete(members: &mut Self::Members, required: Self::Required) {
        let _ = (members, required);
    }

    /// The name of the catalog in its registry.
    const ID: &'static str;

    /// The facts about a code.
    #[doc(hidden)]
    fn info(code: Self::Code) -> Info;

    /// The language of the catalog's texts, as a BCP 47 tag.
    #[cfg(feature = "languages")]
    #[doc(hidden)]
    const LANGUAGE: &'static str = "en";

    /// The values of the placeholders in the message of a code, by the details' names.
    #[cfg(feature = "languages")]
    #[doc(hidden)]
    fn values(
        code: Self::Code,
        details: Option<&Self::Details>,
        arguments: &[String],
    ) -> Vec<(&'static str, String)> {
        let _ = (code, details, arguments);
        Vec::new()
    }

    /// The error of a code that is known only at run time; none if the code has required details.
    #[doc(hidden)]
    fn from_code(code: Self::Code) -> Option<ApiError<Self>> {
        Some(ApiError::new(code, None))
    }

    /// The default message of an error, without sensitive details; `arguments` are what only the
    /// message shows.
    #[doc(hidden)]
    fn message(
        code: Self::Code,
        details: Option<&Self::Details>,
        arguments: &[String],
    ) -> Cow<'static, str> {
        let _ = (details, arguments);
        Self::info(code).message().into()
    }

    /// What the default message shows, as a list of texts; none if no body has it.
    #[doc(hidden)]
    fn listed(
        code: Self::Code,
        details: Option<&Self::Details>,
        arguments: &[String],
    ) -> Vec<String> {
        let _ = (code, details, arguments);
        Vec::new()
    }
}

/// A catalog whose responses can have several errors: the code is in an array.
pub trait Several: Catalog {}

/// A catalog of which some codes are delivered by redirect.
pub trait Redirects: Catalog {}

/// A catalog of which some codes are cases of others.
pub trait Families: Catalog {
    /// What stands between the code of a family and the rest of those of its cases; empty if their
    /// codes do not tell.
    #[doc(hidden)]
    const JOIN: &'static str;

    /// The code that a code is a case of.
    #[doc(hidden)]
    fn parent(code: Self::Code) -> Option<Self::Code>;
}
