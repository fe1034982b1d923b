//! Answers `GET /{catalog}/{code}` with that error of that API.
//!
//! Your handlers return an error when something goes wrong. These return the requested one, so that
//! a client can be tried with every error.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use api_errors::{Delivery, Object, curaway, lms, loop_, medblocks};
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;

/// The status of errors without a documented one. A service has to choose: these are requests that
/// it understands but that a rule of its domain denies.
const UNDOCUMENTED: u16 = 422;

/// Where the user of an OAuth client returns to: the address that the client has registered, never
/// one from the request.
const CALLBACK: &str = "https://client.example.com/callback";

/// The answer for a code with details of which this service has no example.
const NO_EXAMPLE: StatusCode = StatusCode::NOT_IMPLEMENTED;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let router = Router::new()
        .route("/curaway/{code}", get(curaway_error))
        .route("/lms/{code}", get(lms_error))
        .route("/loop/{code}", get(loop_error))
        .route("/medblocks/{code}", get(medblocks_error));
    axum::serve(listener, router).await
}

async fn curaway_error(
    Path(code): Path<curaway::ErrorCode>,
) -> Result<curaway::ApiError, StatusCode> {
    use curaway::{ApiError, ErrorCode};

    Ok(match code {
        ErrorCode::IntakeValidation001 => ApiError::intake_validation_001("date_of_birth"),
        ErrorCode::DoctorValidation001 => ApiError::doctor_validation_001("license_number"),
        ErrorCode::MsoChargeFailed001 => ApiError::mso_charge_failed_001("stripe"),
        ErrorCode::ProcedureBulkImportValidation422 => {
            ApiError::procedure_bulk_import_validation_422(vec![Object::new()])
        }
        code => ApiError::from_code(code).ok_or(NO_EXAMPLE)?,
    })
}

async fn lms_error(Path(code): Path<lms::ErrorCode>) -> Result<lms::ApiError, StatusCode> {
    use lms::{ApiError, ErrorCode};

    Ok(match code {
        ErrorCode::ValidationError => {
            let fields = [
                ("email", "value is not a valid email address"),
                ("settings.max_sessions", "value is not a valid integer"),
            ];
            ApiError::validation_error(
                fields.map(|(field, text)| (field.to_owned(), text.to_owned())).into(),
            )
        }
        code => ApiError::from_code(code).ok_or(NO_EXAMPLE)?,
    })
}

async fn loop_error(
    Path(code): Path<loop_::ErrorCode>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<loop_::ApiError, StatusCode> {
    use loop_::{ApiError, ErrorCode};

    let error = match code {
        ErrorCode::InsufficientScope => ApiError::insufficient_scope("clinical:read"),
        ErrorCode::RateLimited => ApiError::rate_limited(30),
        code => ApiError::from_code(code).ok_or(NO_EXAMPLE)?,
    };
    Ok(match (code.delivery(), code.status()) {
        (Delivery::Redirect, _) => {
            let error = error.with_redirect(CALLBACK);
            match query.get("state") {
                // OAuth requires the client's own parameter in return (RFC 6749 §4.1.2.1).
                Some(state) => error.with_parameter("state", state),
                None => error,
            }
        }
        (_, None) => error.with_status(UNDOCUMENTED),
        (_, Some(_)) => error,
    })
}

async fn medblocks_error(
    Path(code): Path<medblocks::ErrorCode>,
    headers: HeaderMap,
) -> Result<medblocks::ApiError, StatusCode> {
    let error = medblocks::ApiError::from_code(code).ok_or(NO_EXAMPLE)?;
    Ok(error.with_request_id(request_id(&headers)))
}

/// The id of a request, or a new one if it has none.
fn request_id(headers: &HeaderMap) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);

    let given = headers.get("x-request-id").and_then(|id| id.to_str().ok());
    given.map_or_else(|| format!("req-{}", COUNT.fetch_add(1, Ordering::Relaxed)), str::to_owned)
}
