//! A service in axum that serves the description which utoipa makes of it.

use api_errors::odd;
use api_errors::shop::operations::PlaceOrderError;
use api_errors::shop::{ApiError, Envelope};
use axum::routing::{get, post};
use axum::{Json, Router};
use utoipa::OpenApi;

/// Places an order.
#[utoipa::path(
    post,
    path = "/orders",
    responses((status = 200, description = "The order is placed."), PlaceOrderError)
)]
async fn place() -> Result<(), ApiError> {
    Err(ApiError::sold_out().with_request_id("r-1"))
}

/// Anything else.
#[utoipa::path(get, path = "/anything", responses(ApiError))]
async fn anything() -> ApiError {
    ApiError::internal().with_request_id("r-1")
}

/// What answers errors with the status of a success too.
#[utoipa::path(
    get,
    path = "/odd",
    responses((status = 200, description = "It went well."), odd::ApiError)
)]
async fn strange() -> odd::ApiError {
    odd::ApiError::refused()
}

#[derive(OpenApi)]
#[openapi(paths(place, anything, strange), components(schemas(Envelope, odd::Envelope)))]
struct Description;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let app = Router::new()
        .route("/orders", post(place))
        .route("/anything", get(anything))
        .route("/odd", get(strange))
        .route("/openapi.json", get(async || Json(Description::openapi())));
    axum::serve(listener, app).await
}
