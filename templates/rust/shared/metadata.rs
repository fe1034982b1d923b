//! Metadata that every error code has.

use super::{Delivery, GrpcCode, Retry};

/// The facts about one code that every catalog has.
#[derive(Debug)]
pub struct Info {
    /// The code as sent over the wire; a number in decimal digits.
    pub code: &'static str,
    /// The same as a number, if the codes of the catalog are numbers.
    pub number: i64,
    /// The name, if it is not the code.
    pub name: Option<&'static str>,
    /// A short title.
    pub title: &'static str,
    /// The URI that identifies the problem.
    pub type_uri: Option<&'static str>,
    /// What happened.
    pub description: &'static str,
    /// The default message, if it is not the description.
    pub message: Option<&'static str>,
    /// The message in other languages, by BCP 47 tag.
    #[cfg(feature = "languages")]
    pub messages: &'static [super::languages::Message],
    /// Why it happens.
    pub cause: Option<&'static str>,
    /// What to do about it.
    pub resolution: Option<&'static str>,
    /// The HTTP statuses, in ascending order.
    pub statuses: &'static [u16],
    /// Whether and when to retry.
    pub retry: Option<Retry>,
    /// How the error reaches the client.
    pub delivery: Delivery,
    /// The closest gRPC status.
    pub grpc_code: Option<GrpcCode>,
    /// The address of the code's entry in the reference.
    pub docs_url: Option<&'static str>,
    /// Whether the code is deprecated.
    pub deprecated: bool,
}

impl Info {
    /// The metadata of a code that documents nothing.
    pub const DEFAULT: Info = Info {
        code: "",
        number: 0,
        name: None,
        title: "",
        type_uri: None,
        description: "",
        message: None,
        #[cfg(feature = "languages")]
        messages: &[],
        cause: None,
        resolution: None,
        statuses: &[],
        retry: None,
        delivery: Delivery::Body,
        grpc_code: None,
        docs_url: None,
        deprecated: false,
    };

    /// The name in the registry and in its reference.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.name {
            Some(name) => name,
            None => self.code,
        }
    }

    /// The lowest status.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self.statuses {
            [first, ..] => Some(*first),
            [] => None,
        }
    }

    /// The default message, with placeholders.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self.message {
            Some(message) => message,
            None => self.description,
        }
    }
}
