//! A service in salvo that serves the description which salvo-oapi makes of it.

use api_errors::odd;
use api_errors::shop::ApiError;
use api_errors::shop::operations::PlaceOrderError;
use salvo::conn::tcp::TcpAcceptor;
use salvo::prelude::*;
use salvo_oapi::extract::QueryParam;
use salvo_oapi::{OpenApi, endpoint};

/// Places an order.
#[endpoint(responses(PlaceOrderError))]
async fn place() -> Result<(), ApiError> {
    Err(ApiError::sold_out().with_request_id("r-1"))
}

/// Anything else.
#[endpoint(responses(ApiError))]
async fn anything(id: QueryParam<String, false>) -> Result<(), ApiError> {
    Err(ApiError::order_not_found(id.into_inner().unwrap_or_default()).with_request_id("r-1"))
}

/// What answers errors with the status of a success too.
#[endpoint(responses((status_code = 200, description = "It went well."), odd::ApiError))]
async fn strange() -> Result<(), odd::ApiError> {
    Err(odd::ApiError::refused())
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let router = Router::new()
        .push(Router::with_path("orders").post(place))
        .push(Router::with_path("anything").get(anything))
        .push(Router::with_path("odd").get(strange));
    let description = OpenApi::new("Shop", "1.0.0").merge_router(&router);
    let router = router.unshift(description.into_router("/openapi.json"));
    Server::new(TcpAcceptor::try_from(listener)?).serve(router).await;
    Ok(())
}
