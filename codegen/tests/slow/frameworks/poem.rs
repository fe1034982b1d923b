//! A service in poem.

use api_errors::shop::ApiError;
use poem::listener::TcpAcceptor;
use poem::web::Path;
use poem::{Route, Server, get, handler};

#[handler]
fn order(Path(id): Path<String>) -> Result<String, ApiError> {
    Err(ApiError::order_not_found(id).with_request_id("r-1"))
}

#[handler]
fn busy() -> Result<String, ApiError> {
    Err(ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2"))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let app = Route::new().at("/orders/:id", get(order)).at("/busy", get(busy));
    Server::new_with_acceptor(TcpAcceptor::from_tokio(listener)?).run(app).await
}
