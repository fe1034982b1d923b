//! A service in warp.

use api_errors::shop::ApiError;
use warp::Filter;

fn busy() -> ApiError {
    ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2")
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    let order = warp::path!("orders" / String)
        .map(|id: String| ApiError::order_not_found(id).with_request_id("r-1"));
    warp::serve(order.or(warp::path!("busy").map(busy))).incoming(listener).run().await;
    Ok(())
}
