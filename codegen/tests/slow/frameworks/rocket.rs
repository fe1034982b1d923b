//! A service in Rocket.

use api_errors::shop::ApiError;
use rocket::fairing::AdHoc;
use rocket::{Config, get, routes};

#[get("/orders/<id>")]
fn order(id: String) -> Result<String, ApiError> {
    Err(ApiError::order_not_found(id).with_request_id("r-1"))
}

#[get("/busy")]
fn busy() -> Result<String, ApiError> {
    Err(ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2"))
}

#[rocket::main]
async fn main() -> Result<(), rocket::Error> {
    let config =
        Config { port: 0, log_level: rocket::config::LogLevel::Off, ..Config::debug_default() };
    let address = AdHoc::on_liftoff("address", |rocket| {
        Box::pin(async move {
            println!("listening on {}:{}", rocket.config().address, rocket.config().port);
        })
    });
    rocket::custom(config).attach(address).mount("/", routes![order, busy]).launch().await?;
    Ok(())
}
