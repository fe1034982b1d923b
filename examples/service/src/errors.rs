//! The error for a code, with the example of each of its details.

use std::sync::atomic::{AtomicU64, Ordering};

use api_errors::{Delivery, Object, curaway, lms, loop_, medblocks};

/// The status of errors without a documented one. A service has to choose: these are requests that
/// it understands but that a rule of its domain denies.
const UNDOCUMENTED: u16 = 422;

/// Where the user of an OAuth client returns to: the address that the client has registered, never
/// one from the request.
const CALLBACK: &str = "https://client.example.com/callback";

/// No error for a code with details of which there is no example here.
pub fn curaway_error(code: curaway::ErrorCode) -> Option<curaway::ApiError> {
    use curaway::{ApiError, ErrorCode};

    Some(match code {
        ErrorCode::IntakeValidation001 => ApiError::intake_validation_001("date_of_birth"),
        ErrorCode::DoctorValidation001 => ApiError::doctor_validation_001("license_number"),
        ErrorCode::MsoChargeFailed001 => ApiError::mso_charge_failed_001("stripe"),
        ErrorCode::ProcedureBulkImportValidation422 => {
            ApiError::procedure_bulk_import_validation_422(vec![Object::new()])
        }
        code => ApiError::from_code(code)?,
    })
}

pub fn lms_error(code: lms::ErrorCode) -> Option<lms::ApiError> {
    use lms::{ApiError, ErrorCode};

    Some(match code {
        ErrorCode::ValidationError => {
            let fields = [
                ("email", "value is not a valid email address"),
                ("settings.max_sessions", "value is not a valid integer"),
            ];
            ApiError::validation_error(
                fields.map(|(field, text)| (field.to_owned(), text.to_owned())).into(),
            )
        }
        code => ApiError::from_code(code)?,
    })
}

/// A redirect returns the `state` that the client gave.
pub fn loop_error(code: loop_::ErrorCode, state: Option<&str>) -> Option<loop_::ApiError> {
    use loop_::{ApiError, ErrorCode};

    let error = match code {
        ErrorCode::InsufficientScope => ApiError::insufficient_scope("clinical:read"),
        ErrorCode::RateLimited => ApiError::rate_limited(30),
        code => ApiError::from_code(code)?,
    };
    Some(match (code.delivery(), code.status()) {
        (Delivery::Redirect, _) => {
            let error = error.with_redirect(CALLBACK);
            match state {
                // OAuth requires the client's own parameter in return (RFC 6749 §4.1.2.1).
                Some(state) => error.with_parameter("state", state),
                None => error,
            }
        }
        (_, None) => error.with_status(UNDOCUMENTED),
        (_, Some(_)) => error,
    })
}

/// The error has the id of the request, or a new one if that has none.
pub fn medblocks_error(
    code: medblocks::ErrorCode,
    id: Option<&str>,
) -> Option<medblocks::ApiError> {
    static COUNT: AtomicU64 = AtomicU64::new(1);

    let new = || format!("req-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let id = id.map_or_else(new, str::to_owned);
    Some(medblocks::ApiError::from_code(code)?.with_request_id(id))
}
