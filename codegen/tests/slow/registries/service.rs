//! Answers `GET /{catalog}/{index}` with an error of that catalog.

mod errors;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use api_errors::generic::{ApiError, Wire};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/{catalog}/{index}", get(answer))).await
}

async fn answer(Path((catalog, index)): Path<(String, usize)>) -> Response {
    match &*catalog {
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
