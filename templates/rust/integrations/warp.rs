//! Errors of filters of warp.

use ::warp::Reply;
use ::warp::reject::Reject;
use ::warp::reply::Response;

use super::super::shared::generic::{ApiError, Wire};

/// The response of [`ApiError::to_response`].
impl<C: Wire> Reply for ApiError<C> {
    fn into_response(self) -> Response {
        ::http::Response::<String>::from(self).into_response()
    }
}

/// A rejection, which `recover` turns into a response.
impl<C: Wire> Reject for ApiError<C> {}
