//! Errors as statuses of gRPC, and back from what goes over the wire.

use std::time::Duration;

use api_errors::shop::{ApiError, ErrorCode, ReceivedError};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// The status as a client has it.
fn sent(status: Status) -> Status {
    let response = status.into_http::<String>();
    Status::from_header_map(response.headers()).expect("it has a status")
}

fn main() {
    let error = ApiError::too_many(30).with_request_id("r-1").with_source("a secret");
    let status = Status::from(error.clone());
    assert!(std::error::Error::source(&status).is_some());
    let status = sent(status);
    assert_eq!((status.code(), status.message()), (Code::ResourceExhausted, "Too many requests."));
    let details = status.get_error_details();
    let info = details.error_info().expect("it has one");
    assert_eq!((&*info.reason, &*info.domain), ("too_many", "shop"));
    let delay = details.retry_info().and_then(|info| info.retry_delay);
    assert_eq!(delay, Some(Duration::from_secs(30)));
    let read = ReceivedError::from_status(&status).expect("it has a code");
    assert_eq!((read.code().known(), read.status()), (Some(ErrorCode::TooMany), 429));
    assert_eq!((read.details(), read.message()), (error.details(), Some("Too many requests.")));
    assert_eq!(read.body()["request_id"], "r-1");

    let missing = ApiError::order_not_found("o-7");
    let status = missing.to_status(|details: &mut ErrorDetails| {
        details.add_bad_request_violation("order_id", "there is no such order");
    });
    let status = sent(status);
    assert_eq!(status.code(), Code::NotFound);
    let violations = status.get_details_bad_request().expect("it has some").field_violations;
    assert_eq!(violations[0].field, "order_id");
    let read = ReceivedError::from_status(&status).expect("it has a code");
    assert_eq!(read.details(), missing.details());

    // Of a program in another language.
    let mut foreign = ErrorDetails::with_error_info("too_many", "shop", []);
    foreign.set_retry_info(Some(Duration::from_millis(6500)));
    let status = Status::with_error_details(Code::ResourceExhausted, "Wait.", foreign);
    let read = ReceivedError::from_status(&sent(status)).expect("it has a code");
    assert_eq!(*read.code(), ErrorCode::TooMany);
    assert_eq!(read.retry_after(), Some(7.into()));
    let other = ErrorDetails::with_error_info("too_many", "elsewhere", []);
    for status in [
        Status::with_error_details(Code::ResourceExhausted, "Wait.", other),
        Status::unavailable("nobody is there"),
    ] {
        assert!(ReceivedError::from_status(&sent(status)).is_err());
    }
}
