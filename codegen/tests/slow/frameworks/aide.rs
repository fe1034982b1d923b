//! A service in axum that serves the description which aide makes of it.

use aide::axum::routing::{get, post_with};
use aide::axum::{ApiRouter, IntoApiResponse};
use aide::openapi::OpenApi;
use api_errors::odd;
use api_errors::shop::ApiError;
use api_errors::shop::operations::PlaceOrderError;
use axum::{Extension, Json};

async fn place() -> Result<(), ApiError> {
    Err(ApiError::sold_out().with_request_id("r-1"))
}

async fn anything() -> Result<(), ApiError> {
    Err(ApiError::internal().with_request_id("r-1"))
}

async fn strange() -> Result<Json<bool>, odd::ApiError> {
    Err(odd::ApiError::refused())
}

async fn description(Extension(api): Extension<OpenApi>) -> impl IntoApiResponse {
    Json(api)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    aide::generate::on_error(|error| panic!("{error}"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let mut api = OpenApi::default();
    let app = ApiRouter::new()
        .api_route(
            "/orders",
            post_with(place, |operation| ApiError::only(operation, PlaceOrderError::CODES)),
        )
        .api_route("/anything", get(anything))
        .api_route("/odd", get(strange))
        .route("/openapi.json", axum::routing::get(description))
        .finish_api(&mut api)
        .layer(Extension(api));
    axum::serve(listener, app).await
}
