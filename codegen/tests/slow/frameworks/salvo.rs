//! A service in salvo.

use api_errors::shop::ApiError;
use salvo::conn::tcp::TcpAcceptor;
use salvo::prelude::*;

#[handler]
async fn order(request: &mut Request) -> Result<String, ApiError> {
    let id = request.param::<String>("id").unwrap_or_default();
    Err(ApiError::order_not_found(id).with_request_id("r-1"))
}

#[handler]
async fn busy() -> Result<String, ApiError> {
    Err(ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2"))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let router = Router::new()
        .push(Router::with_path("orders/{id}").get(order))
        .push(Router::with_path("busy").get(busy));
    Server::new(TcpAcceptor::try_from(listener)?).serve(router).await;
    Ok(())
}
