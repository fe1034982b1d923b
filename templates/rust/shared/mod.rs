//! What all catalogs share.
//!
//! The same in every generated crate: a catalog is an enum of codes, a table of facts about them,
//! the types of its details and of its bodies, and the implementations of `generic::Catalog` and
//! `generic::Wire` that tell the code here about them.

mod advice;
#[cfg(feature = "std")]
mod catalog;
#[cfg(feature = "json")]
mod challenge;
#[cfg(feature = "json")]
mod client;
#[cfg(feature = "std")]
mod constant;
mod delay;
#[cfg(feature = "std")]
mod error;
mod group;
mod grpc;
mod hash;
#[cfg(feature = "languages")]
mod languages;
#[cfg(feature = "json")]
mod lenient;
#[cfg(feature = "std")]
mod made;
mod metadata;
mod names;
#[cfg(feature = "std")]
mod open;
#[cfg(feature = "std")]
mod or_api;
#[cfg(feature = "json")]
mod query;
#[cfg(feature = "json")]
mod reading;
#[cfg(feature = "json")]
mod received;
mod redacted;
#[cfg(feature = "json")]
mod response;
#[cfg(feature = "json")]
mod retrying;
#[cfg(feature = "json")]
mod unexpected;
#[cfg(feature = "std")]
mod value;
#[cfg(feature = "json")]
mod wire;

pub use advice::{Delivery, Retry};
pub use delay::{Delay, HttpDate, InvalidDelay};
pub use grpc::GrpcCode;
#[cfg(feature = "languages")]
pub use languages::Localized;
pub use names::UnknownName;
#[cfg(feature = "std")]
pub use open::{Open, Unrecognized};
#[cfg(feature = "std")]
pub use or_api::OrApi;
#[cfg(feature = "json")]
pub use response::{ErrorResponse, Header};
#[cfg(feature = "json")]
pub use retrying::RetryPolicy;
#[cfg(feature = "json")]
pub use unexpected::UnexpectedResponse;
#[cfg(feature = "std")]
pub use value::{Object, Value};

/// The types behind those of each catalog, for programs that work with any catalog.
///
/// They are not at the root of the crate, where their names would meet those of a catalog.
#[cfg(feature = "std")]
pub mod generic {
    pub use super::catalog::{Catalog, Families, Redirects, Several};
    #[cfg(feature = "json")]
    pub use super::client::ClientError;
    pub use super::error::ApiError;
    #[cfg(feature = "json")]
    pub use super::received::ReceivedError;
    #[cfg(feature = "json")]
    pub use super::wire::Wire;
}

/// What the catalogs of this crate are made with. It may change in any version.
#[doc(hidden)]
pub mod support {
    #[cfg(feature = "std")]
    pub use super::constant::{Constant, Fixed, Scalar};
    pub use super::group::Group;
    pub use super::hash::{bucket, fingerprint, hash, slot, slot_of};
    pub use super::metadata::{Column, Facts, Info, Texts};
    #[cfg(feature = "serde")]
    pub use super::names::{deserialize, deserialize_number};
    #[cfg(feature = "std")]
    pub use super::open::Name;
    #[cfg(feature = "json")]
    pub use super::reading::{Entry, Path};
    pub use super::redacted::Redacted;
    #[cfg(feature = "json")]
    pub use super::response::Headers;
    #[cfg(feature = "std")]
    pub use super::value::{Step, object, put};
    #[cfg(feature = "json")]
    pub use super::wire::Parameter;

    /// What is sent for members that nobody set.
    #[cfg(feature = "std")]
    pub mod made {
        pub use super::super::made::{id, unknown};
    }
}
