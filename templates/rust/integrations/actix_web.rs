//! Errors of handlers of actix-web.

use ::actix_web::http::StatusCode;
use ::actix_web::{HttpResponse, ResponseError};

use super::super::shared::generic::{ApiError, Wire};

/// The response of [`ApiError::to_response`].
impl<C: Wire> ResponseError for ApiError<C> {
    fn status_code(&self) -> StatusCode {
        status(self.to_response().status)
    }

    fn error_response(&self) -> HttpResponse {
        let sent = self.to_response();
        let mut response = HttpResponse::build(status(sent.status));
        for header in sent.headers {
            response.append_header((&*header.name, header.value));
        }
        response.body(sent.body)
    }
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
