//! The words of the language that the model does not know, since nothing is left of them there.

use crate::model::vocabulary;

vocabulary! {
    /// An envelope that a catalog chooses by name.
    pub enum Format {
        /// Problem details (RFC 9457), application/problem+json.
        ProblemDetails = "problem-details";
        /// Error documents of JSON:API 1.1, application/vnd.api+json.
        JsonApi = "json-api";
        /// google.rpc.Status as JSON with an `ErrorInfo` (AIP-193).
        Google = "google";
    }
}
