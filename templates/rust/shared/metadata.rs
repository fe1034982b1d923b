//! Metadata that every error code has.

use super::{Delivery, GrpcCode, Retry};

/// The facts about one code that every catalog has.
pub(crate) struct Info {
    pub code: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub message: Option<&'static str>,
    pub cause: Option<&'static str>,
    pub resolution: Option<&'static str>,
    pub statuses: &'static [u16],
    pub retry: Option<Retry>,
    pub delivery: Delivery,
    pub grpc_code: Option<GrpcCode>,
    pub docs_url: Option<&'static str>,
    pub deprecated: bool,
}

impl Info {
    /// The metadata of a code that documents nothing.
    pub(crate) const DEFAULT: Info = Info {
        code: "",
        title: "",
        description: "",
        message: None,
        cause: None,
        resolution: None,
        statuses: &[],
        retry: None,
        delivery: Delivery::Body,
        grpc_code: None,
        docs_url: None,
        deprecated: false,
    };
}

/// The methods of an enum of codes.
///
/// A sibling module `table` has the functions `entry`, which returns a code's facts, and `find`,
/// which looks a code up.
macro_rules! metadata {
    ($type:ident, $expected:literal) => {
        impl $type {
            const fn info(self) -> &'static shared::Info {
                &table::entry(self).info
            }

            /// The code as sent over the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.info().code
            }

            /// The HTTP status: the lowest if the code has several, `None` if the reference
            /// documents none.
            #[must_use]
            pub const fn status(self) -> Option<u16> {
                match self.info().statuses {
                    [first, ..] => Some(*first),
                    [] => None,
                }
            }

            /// Every HTTP status that the code is sent with, in ascending order.
            #[must_use]
            pub const fn statuses(self) -> &'static [u16] {
                self.info().statuses
            }

            /// A short title that is the same for every occurrence of the error.
            #[must_use]
            pub const fn title(self) -> &'static str {
                self.info().title
            }

            /// What happened.
            #[must_use]
            pub const fn description(self) -> &'static str {
                self.info().description
            }

            /// The default message, with `{name}` as the placeholder of a detail; the description
            /// if the code has no message of its own.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self.info().message {
                    Some(message) => message,
                    None => self.info().description,
                }
            }

            /// Why it happens, if the reference says.
            #[must_use]
            pub const fn cause(self) -> Option<&'static str> {
                self.info().cause
            }

            /// What to do about it, if the reference says.
            #[must_use]
            pub const fn resolution(self) -> Option<&'static str> {
                self.info().resolution
            }

            /// Whether and when to retry the request, if the reference says.
            #[must_use]
            pub const fn retry(self) -> Option<shared::Retry> {
                self.info().retry
            }

            /// How the error reaches the client.
            #[must_use]
            pub const fn delivery(self) -> shared::Delivery {
                self.info().delivery
            }

            /// The closest gRPC status, if there is one.
            #[must_use]
            pub const fn grpc_code(self) -> Option<shared::GrpcCode> {
                self.info().grpc_code
            }

            /// The address of the code's entry in the published reference.
            #[must_use]
            pub const fn docs_url(self) -> Option<&'static str> {
                self.info().docs_url
            }

            /// Whether the code is deprecated and new programs should not use it.
            #[must_use]
            pub const fn is_deprecated(self) -> bool {
                self.info().deprecated
            }
        }

        shared::names!($type, $expected, table::find);
    };
}

pub(crate) use metadata;
