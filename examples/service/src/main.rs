//! Answers `GET /{catalog}/{code}` with that error of that API.
//!
//! Your handlers return an error when something goes wrong. These return the requested one, so that
//! a client can be tried with every error.

mod errors;

use std::collections::HashMap;

use api_errors::{curaway, lms, loop_, medblocks};
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;

/// The answer for a code with details of which this service has no example.
const NO_EXAMPLE: StatusCode = StatusCode::NOT_IMPLEMENTED;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let router = Router::new()
        .route("/curaway/{code}", get(curaway_error))
        .route("/lms/{code}", get(lms_error))
        .route("/loop/{code}", get(loop_error))
        .route("/medblocks/{code}", get(medblocks_error));
    axum::serve(listener, router).await
}

async fn curaway_error(
    Path(code): Path<curaway::ErrorCode>,
) -> Result<curaway::ApiError, StatusCode> {
    errors::curaway_error(code).ok_or(NO_EXAMPLE)
}

async fn lms_error(Path(code): Path<lms::ErrorCode>) -> Result<lms::ApiError, StatusCode> {
    errors::lms_error(code).ok_or(NO_EXAMPLE)
}

async fn loop_error(
    Path(code): Path<loop_::ErrorCode>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<loop_::ApiError, StatusCode> {
    let state = query.get("state").map(String::as_str);
    errors::loop_error(code, state).ok_or(NO_EXAMPLE)
}

async fn medblocks_error(
    Path(code): Path<medblocks::ErrorCode>,
    headers: HeaderMap,
) -> Result<medblocks::ApiError, StatusCode> {
    let id = headers.get("x-request-id").and_then(|id| id.to_str().ok());
    errors::medblocks_error(code, id).ok_or(NO_EXAMPLE)
}
