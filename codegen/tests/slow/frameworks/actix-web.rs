//! A service in actix-web.

use actix_web::dev::Service;
use actix_web::{App, HttpServer, web};
use api_errors::shop::{ApiError, Required};

tokio::task_local! {
    /// The id of the request that is being answered.
    static REQUEST_ID: String;
}

async fn order(id: web::Path<String>) -> Result<String, ApiError> {
    Err(ApiError::order_not_found(id.into_inner()))
}

async fn busy() -> Result<String, ApiError> {
    Err(ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2"))
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    Required::otherwise(|| Required {
        request_id: REQUEST_ID.try_with(Clone::clone).unwrap_or_default(),
    });
    let app = || {
        App::new()
            .route("/orders/{id}", web::get().to(order))
            .route("/busy", web::get().to(busy))
            .wrap_fn(|request, service| {
                let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
                let id = id.unwrap_or_default().to_owned();
                REQUEST_ID.scope(id, service.call(request))
            })
    };
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0))?;
    println!("listening on {}", server.addrs()[0]);
    server.run().await
}
