//! Errors of handlers of salvo.

use ::salvo_core::{Response, Scribe};

use super::super::shared::generic::{ApiError, Wire};

/// The response of [`ApiError::to_response`].
impl<C: Wire> Scribe for ApiError<C> {
    fn render(self, response: &mut Response) {
        let (parts, body) = ::http::Response::<String>::from(self).into_parts();
        response.status_code(parts.status);
        response.headers_mut().extend(parts.headers);
        response.body(body);
    }
}
