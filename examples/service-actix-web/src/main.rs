//! Answers `GET /{catalog}/{code}` with that error of that API: the service in axum, in actix-web.

#[path = "../../service/src/errors.rs"]
mod errors;

use std::collections::HashMap;

use actix_web::error::ErrorNotImplemented;
use actix_web::web::{self, Path, Query};
use actix_web::{App, HttpRequest, HttpServer};
use api_errors::{curaway, lms, loop_, medblocks};

/// What a handler has for a code with details of which this service has no example.
fn no_example() -> actix_web::Error {
    ErrorNotImplemented("there is no example")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let app = || {
        App::new()
            .route("/curaway/{code}", web::get().to(curaway_error))
            .route("/lms/{code}", web::get().to(lms_error))
            .route("/loop/{code}", web::get().to(loop_error))
            .route("/medblocks/{code}", web::get().to(medblocks_error))
    };
    let server = HttpServer::new(app).workers(1).bind(address)?;
    println!("listening on http://{}", server.addrs()[0]);
    server.run().await
}

async fn curaway_error(code: Path<curaway::ErrorCode>) -> actix_web::Result<String> {
    Err(errors::curaway_error(*code).ok_or_else(no_example)?.into())
}

async fn lms_error(code: Path<lms::ErrorCode>) -> actix_web::Result<String> {
    Err(errors::lms_error(*code).ok_or_else(no_example)?.into())
}

async fn loop_error(
    code: Path<loop_::ErrorCode>,
    query: Query<HashMap<String, String>>,
) -> actix_web::Result<String> {
    let state = query.get("state").map(String::as_str);
    Err(errors::loop_error(*code, state).ok_or_else(no_example)?.into())
}

async fn medblocks_error(
    code: Path<medblocks::ErrorCode>,
    request: HttpRequest,
) -> actix_web::Result<String> {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
    Err(errors::medblocks_error(*code, id).ok_or_else(no_example)?.into())
}
