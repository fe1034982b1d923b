//! A service in axum whose every failure is an error of the shop.

use api_errors::shop::{ApiError, ClientError, Required, args, details};
use api_errors::{ErrorLayer, OrApi, request_id};
use axum::extract::{MatchedPath, Path, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use tracing::field::{Field, Visit};

#[derive(serde::Deserialize)]
struct Order {
    items: Vec<String>,
}

/// What can go wrong when an order is placed.
#[derive(Debug, thiserror::Error)]
enum OrderError {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error("the order cannot be stored")]
    Storage(#[from] std::io::Error),
}

/// Which code stands for which failure.
impl From<OrderError> for ApiError {
    fn from(error: OrderError) -> ApiError {
        match error {
            OrderError::Api(error) => error,
            OrderError::Storage(_) => ApiError::internal().with_source(error),
        }
    }
}

impl IntoResponse for OrderError {
    fn into_response(self) -> Response {
        ApiError::from(self).into_response()
    }
}

async fn place(Json(order): Json<Order>) -> Result<String, OrderError> {
    if order.items.is_empty() {
        return Err(ApiError::sold_out().into());
    }
    std::fs::write("/nowhere/at/all", order.items.concat())?;
    Ok("placed".to_owned())
}

async fn order(Path(id): Path<String>) -> Result<String, ApiError> {
    Err(ApiError::order_not_found(id))
}

async fn stock() -> Result<String, ApiError> {
    std::fs::read_to_string("/nowhere/at/all").or_api(ApiError::warehouse_down)
}

/// A gateway answers with an error of its own, whatever the other service says.
async fn gateway() -> Result<String, ApiError> {
    let body = r#"{"code":"order_not_found","message":"a secret","request_id":"r-9"}"#;
    let headers = [("X-Secret", "a secret")];
    let answered: Result<String, ClientError<std::io::Error>> =
        Err(ClientError::parse(404, headers, body));
    answered.or_api(ApiError::warehouse_down)
}

async fn few() -> ApiError {
    let args = args::TooFew { item: "i-1".to_owned(), place: "Pune".to_owned(), left: 2 };
    assert_eq!(ApiError::from(args.clone()), ApiError::too_few("i-1", "Pune", 2));
    details::TooFew::from(args).with_next_delivery("2027-01-01").into()
}

async fn busy() -> Result<String, ApiError> {
    Err(ApiError::too_many(30).and_header("Set-Cookie", "a=1").and_header("Set-Cookie", "b=2"))
}

fn router() -> Router {
    let errors = ErrorLayer::new(ApiError::internal, |request| Required {
        request_id: request_id(request, "x-request-id"),
    })
    .rejections(|rejection| {
        Some(match rejection.status.as_u16() {
            400 | 413 | 415 | 422 => ApiError::malformed(),
            404 => ApiError::route_unknown(),
            405 => ApiError::method_unknown(),
            _ => return None,
        })
    })
    .each(|request: &Request| {
        let trace = request.headers().get("x-trace").and_then(|value| value.to_str().ok());
        let trace = trace.map(str::to_owned);
        move |error: ApiError| match trace {
            Some(trace) => error.with_trace_id(trace),
            None => error,
        }
    })
    .operation(|request| {
        let path = request.extensions().get::<MatchedPath>()?;
        Some(format!("{} {}", request.method(), path.as_str()))
    });
    Router::new()
        .route("/orders", post(place))
        .route("/orders/{id}", get(order))
        .route("/stock", get(stock))
        .route("/busy", get(busy))
        .route("/gateway", get(gateway))
        .route("/few", get(few))
        .route("/panic", get(async || -> String { panic!("a secret") }))
        .route("/plain", get(async || (axum::http::StatusCode::SERVICE_UNAVAILABLE, "a secret")))
        .route("/json", get(async || (axum::http::StatusCode::NOT_FOUND, Json(1))))
        .route("/fine", get(async || "fine"))
        .layer(errors)
}

/// Prints what is logged, a line for each event.
struct Printed;

impl tracing::Subscriber for Printed {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "api_errors"
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        struct Line(String);

        impl Visit for Line {
            fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
                self.0 += &format!(" {field}={value:?}");
            }
        }

        let mut line = Line(format!("logged {}", event.metadata().level()));
        event.record(&mut line);
        println!("{}", line.0);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    // The test reads what is printed.
    std::panic::set_hook(Box::new(|_| {}));
    tracing::subscriber::set_global_default(Printed).expect("there is no other");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on {}", listener.local_addr()?);
    axum::serve(listener, router()).await
}
