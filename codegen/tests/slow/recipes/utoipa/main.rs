//! The description of a service in utoipa with the function of the page.

mod recipe;

use recipe::with_errors;
use utoipa::{OpenApi, ToSchema};

#[derive(ToSchema)]
#[allow(dead_code, reason = "it is only described")]
struct Order {
    item: u32,
}

#[utoipa::path(
    post,
    path = "/orders",
    operation_id = "createOrder",
    request_body = Order,
    responses(
        (status = 201, description = "Placed", body = Order),
        (status = 409, description = "Written by hand"),
    )
)]
#[allow(dead_code, reason = "it is only described")]
fn create_order() {}

#[utoipa::path(
    get,
    path = "/orders/{id}",
    params(("id" = String, Path)),
    responses((status = 200, description = "One", body = Order))
)]
#[allow(dead_code, reason = "it is only described")]
fn get_order() {}

#[derive(OpenApi)]
#[openapi(info(title = "Shop"), paths(create_order, get_order))]
struct Api;

fn main() {
    let file = std::env::args().nth(1).expect("the file with the errors");
    let errors = std::fs::read_to_string(file).expect("it is there");
    let description = with_errors(&Api::openapi(), &errors).expect("no name is taken");
    println!("{description}");
    let taken = errors.replace("\"ErrorResponse\"", "\"Order\"");
    let taken = with_errors(&Api::openapi(), &taken).expect_err("the service has an `Order`");
    assert!(taken.to_string().starts_with("rename Order"), "{taken}");
}
