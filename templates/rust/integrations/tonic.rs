//! Errors as statuses of gRPC, with the details of `google.rpc`.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ::tonic::{Code, Status};
use ::tonic_types::{ErrorDetails, StatusExt};
use serde_json::Value;

use super::super::shared::generic::{ApiError, ReceivedError, Wire};
use super::super::shared::{GrpcCode, UnexpectedResponse};

impl From<GrpcCode> for Code {
    fn from(code: GrpcCode) -> Code {
        Code::from_i32(i32::from(code.number()))
    }
}

/// The status of [`ApiError::to_status`], without further details.
impl<C: Wire> From<ApiError<C>> for Status {
    fn from(error: ApiError<C>) -> Status {
        error.to_status(|_| {})
    }
}

impl<C: Wire> ApiError<C> {
    /// The status of gRPC: its code is the documented one, or else that of the HTTP status.
    ///
    /// Its details are an `ErrorInfo` with the error's code as its reason, the id of the catalog as its
    /// domain and the response of HTTP as its metadata, and a `RetryInfo` if the error says how long to
    /// wait. `more` adds what only the service knows, such as the violations of a `BadRequest`. The
    /// error is the source of the status.
    #[must_use]
    pub fn to_status(&self, more: impl FnOnce(&mut ErrorDetails)) -> Status {
        let info = C::info(self.code());
        let sent = self.to_response();
        let mut metadata = HashMap::from([("status".to_owned(), sent.status.to_string())]);
        for header in &sent.headers {
            if !header.name.eq_ignore_ascii_case("Content-Type") {
                metadata.insert(header.name.to_lowercase(), header.value.clone());
            }
        }
        let headers = sent.headers.iter().map(|header| (&*header.name, &header.value));
        let read = ReceivedError::<C>::parse(sent.status, headers, &sent.body).ok();
        let delay = read.and_then(|error| error.retry_delay(SystemTime::now()));
        metadata.insert("body".to_owned(), sent.body);
        let mut details = ErrorDetails::with_error_info(info.code(), C::ID, metadata);
        if let Some(delay) = delay {
            details.set_retry_info(Some(delay));
        }
        more(&mut details);
        let code = match info.facts.grpc_code.unwrap_or_else(|| GrpcCode::of_http(sent.status)) {
            // To gRPC, a call with this code has not failed.
            GrpcCode::Ok => Code::Unknown,
            code => code.into(),
        };
        let mut status = Status::with_error_details(code, self.message(), details);
        status.set_source(Arc::new(self.clone()));
        status
    }
}

impl<C: Wire> ReceivedError<C> {
    /// Reads the error in a status of gRPC.
    ///
    /// A status that another program made is read too, if it has an `ErrorInfo` with a code as its
    /// reason.
    ///
    /// # Errors
    ///
    /// If the status has no `ErrorInfo` of this catalog.
    pub fn from_status(status: &Status) -> Result<ReceivedError<C>, UnexpectedResponse> {
        const OK: u16 = 200;
        let none: [(&str, &str); 0] = [];
        let info = status.get_details_error_info().filter(|info| info.domain == C::ID);
        let Some(info) = info else { return ReceivedError::parse(OK, none, status.message()) };
        let mut headers = info.metadata;
        let number = headers.remove("status").and_then(|status| status.parse().ok());
        let body = headers.remove("body").unwrap_or_else(|| body::<C>(&info.reason));
        let delay = status.get_details_retry_info().and_then(|info| info.retry_delay);
        if let Some(delay) = delay {
            headers.entry("retry-after".to_owned()).or_insert_with(|| seconds(delay));
        }
        ReceivedError::parse(number.unwrap_or(OK), headers, body)
    }
}

/// A delay in whole seconds, rounded up so that nobody retries too early.
fn seconds(delay: Duration) -> String {
    (delay.as_secs() + u64::from(delay.subsec_nanos() > 0)).to_string()
}

/// A body that has nothing but a code.
fn body<C: Wire>(code: &str) -> String {
    let steps = C::CODE.unwrap_or_default().iter().rev();
    let body = steps.fold(Value::from(code), |value, step| match step {
        Some(name) => Value::Object([((*name).to_owned(), value)].into_iter().collect()),
        None => Value::Array(vec![value]),
    });
    body.to_string()
}
