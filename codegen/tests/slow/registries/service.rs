//! Answers `GET /{catalog}/{index}` with an error of that catalog. The query `?sent=OLD&as=NEW` puts a
//! value into the place of what identifies the error, as an older or newer service would send it; both
//! are JSON.

mod errors;

use std::collections::HashMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use api_errors::generic::{ApiError, Wire};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/{catalog}/{index}", get(answer))).await
}

async fn answer(
    Path((catalog, index)): Path<(String, usize)>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let response = error(&catalog, index);
    match (query.get("sent"), query.get("as")) {
        (Some(sent), Some(other)) => with(response, sent, other).await,
        _ => response,
    }
}

/// The response with another value in the place of one.
async fn with(response: Response, sent: &str, other: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove("content-length");
    let code = HeaderName::from_static("x-error-code");
    if parts.headers.contains_key(&code) {
        let value = other.trim_matches('"').parse().expect("a value of a header");
        parts.headers.insert(code, value);
    }
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    let body = String::from_utf8(body.to_vec()).expect("text");
    let body = body.replacen(&format!(":{sent}"), &format!(":{other}"), 1);
    Response::from_parts(parts, Body::from(body))
}

fn error(catalog: &str, index: usize) -> Response {
    match catalog {
        "families" => respond(errors::families(), index),
        "graphql" => respond(errors::graphql(), index),
        "header" => respond(errors::header(), index),
        "json-rpc" => respond(errors::json_rpc(), index),
        "numbers" => respond(errors::numbers(), index),
        "sqlstate" => respond(errors::sqlstate(), index),
        "unicode" => respond(errors::unicode(), index),
        "urn" => respond(errors::urn(), index),
        "validation" => respond(errors::validation(), index),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Answers with the error at an index; one that knows no HTTP is the body of a success.
fn respond<C: Wire>(errors: Vec<ApiError<C>>, index: usize) -> Response
where
    ApiError<C>: IntoResponse,
{
    match errors.into_iter().nth(index) {
        Some(error) if error.status().is_none() => error.with_status(200).into_response(),
        Some(error) => error.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
