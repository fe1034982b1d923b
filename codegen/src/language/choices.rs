//! The words of the language that name one of a few values.

use crate::decode::choice;
use crate::model::{CaseStyle, Delivery, Layout, Retry, Visibility};

choice! { CaseStyle {
    "snake_case" => CaseStyle::Snake, "card_declined";
    "SCREAMING_SNAKE_CASE" => CaseStyle::ScreamingSnake, "CARD_DECLINED";
    "kebab-case" => CaseStyle::Kebab, "card-declined";
    "camelCase" => CaseStyle::Camel, "cardDeclined";
    "PascalCase" => CaseStyle::Pascal, "CardDeclined";
} }

choice! { Layout {
    "page-per-section" => Layout::PagePerSection, "A page for each section";
    "page-per-code" => Layout::PagePerCode, "A page for each code";
    "one-page" => Layout::OnePage, "One page for everything";
} }

/// An envelope that a catalog chooses by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 9457
    ProblemDetails,
    /// JSON:API 1.1
    JsonApi,
    /// AIP-193
    Google,
}

choice! { Format {
    "problem-details" => Format::ProblemDetails, "Problem details (RFC 9457), application/problem+json";
    "json-api" => Format::JsonApi, "Error documents of JSON:API 1.1, application/vnd.api+json";
    "google" => Format::Google, "google.rpc.Status as JSON with an ErrorInfo (AIP-193)";
} }

choice! { Retry {
    "never" => Retry::Never, "The same request would fail again";
    "later" => Retry::Later, "Worth retrying later; the API gives no schedule";
    "backoff" => Retry::Backoff, "Safe to retry with exponential backoff";
    "after_delay" => Retry::AfterDelay, "Safe to retry after the time given in Retry-After";
    "after_action" => Retry::AfterAction, "Worth retrying once the client has taken the required action";
    "outcome_unknown" => Retry::OutcomeUnknown, "The request may have taken effect: check before retrying";
} }

choice! { Delivery {
    "body" => Delivery::Body, "In the body of the response";
    "redirect" => Delivery::Redirect, "In the query of a redirect";
} }

choice! { Visibility {
    "public" => Visibility::Public, "Everyone may see it";
    "internal" => Visibility::Internal, "Only the team that owns the API may see it";
} }
