//! Errors of handlers of Rocket.

use std::io::Cursor;

use ::rocket::http::Status;
use ::rocket::response::{Responder, Result};
use ::rocket::{Request, Response};

use super::super::shared::generic::{ApiError, Wire};

/// The response of [`ApiError::to_response`].
impl<'r, 'o: 'r, C: Wire> Responder<'r, 'o> for ApiError<C> {
    fn respond_to(self, _: &'r Request<'_>) -> Result<'o> {
        let sent = self.to_response();
        let mut response = Response::build();
        response.status(Status::new(sent.status));
        for header in sent.headers {
            response.raw_header_adjoin(header.name, header.value);
        }
        response.sized_body(sent.body.len(), Cursor::new(sent.body)).ok()
    }
}
