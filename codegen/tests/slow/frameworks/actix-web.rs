//! A service in actix-web.

use actix_web::{App, HttpServer, web};
use api_errors::shop::ApiError;

async fn order(id: web::Path<String>) -> Result<String, ApiError> {
    Err(ApiError::order_not_found(id.into_inner()).with_request_id("r-1"))
}

async fn busy() -> Result<String, ApiError> {
    Err(ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2"))
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let app = || {
        App::new().route("/orders/{id}", web::get().to(order)).route("/busy", web::get().to(busy))
    };
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0))?;
    println!("listening on {}", server.addrs()[0]);
    server.run().await
}
