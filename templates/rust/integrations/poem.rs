//! Errors of handlers of poem.

use ::poem::Response;
use ::poem::error::ResponseError;
use ::poem::http::StatusCode;

use super::super::shared::generic::{ApiError, Wire};

/// The response of [`ApiError::to_response`].
impl<C: Wire> ResponseError for ApiError<C> {
    fn status(&self) -> StatusCode {
        ::http::Response::from(self).status()
    }

    fn as_response(&self) -> Response {
        let (parts, body) = ::http::Response::<String>::from(self).into_parts();
        let mut response = Response::builder().status(parts.status).body(body);
        *response.headers_mut() = parts.headers;
        response
    }
}
