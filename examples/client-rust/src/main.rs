//! Calls each of the given addresses, and prints the error that comes back as a line of JSON.
//!
//! The first segment of the path names the API, as in `http://127.0.0.1:3000/loop/rate_limited`.

use std::error::Error;
use std::time::{Duration, SystemTime};

use api_errors::{Retry, UnexpectedResponse, curaway, lms, loop_, medblocks};
use serde_json::{Map, Value, json};
use ureq::http::HeaderMap;

/// A response of any HTTP library.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

fn main() -> Result<(), Box<dyn Error>> {
    // An error of the API is a response like any other, and a redirect may carry one.
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .new_agent();
    for address in std::env::args().skip(1) {
        let (mut parts, mut body) = agent.get(&address).call()?.into_parts();
        let reply = Reply {
            status: parts.status.as_u16(),
            headers: std::mem::take(&mut parts.headers),
            body: body.read_to_vec()?,
        };
        let mut seen = read(&address, &reply)?;
        seen["address"] = address.into();
        println!("{seen}");
    }
    Ok(())
}

/// Reads the error of the API that an address belongs to.
fn read(address: &str, reply: &Reply) -> Result<Value, Box<dyn Error>> {
    let path = address.splitn(4, '/').nth(3).unwrap_or_default();
    let error = match path.split('/').next() {
        Some("curaway") => curaway_error(reply),
        Some("lms") => lms_error(reply),
        Some("loop") => loop_error(reply),
        Some("medblocks") => medblocks_error(reply),
        _ => return Err(format!("{address} does not belong to a known API").into()),
    };
    // A success, or the page of a proxy.
    Ok(error.unwrap_or_else(|unexpected| {
        json!({ "status": unexpected.status(), "code": null, "message": unexpected.to_string() })
    }))
}

/// What an error looks like to a program. The errors of all APIs have the same methods, but each API
/// has its own type.
macro_rules! seen {
    ($catalog:literal, $error:expr, $reply:expr, $details:expr) => {
        json!({
            "catalog": $catalog,
            "code": $error.code().as_str(),
            "known": $error.code().known().is_some(),
            "status": $error.status(),
            // If an API sends no message, people see the code.
            "message": $error.message().unwrap_or($error.code().as_str()),
            "details": $details,
            "docsUrl": $error.docs_url(),
            "retry": $error.retry().map(Retry::as_str),
            "retryAfterMs": millis($error.retry_delay(SystemTime::now())),
            "headers": headers(&$reply.headers),
            "body": $error.body(),
        })
    };
}

fn curaway_error(reply: &Reply) -> Result<Value, UnexpectedResponse> {
    use curaway::{Details, ReceivedError};

    let error = ReceivedError::parse(reply.status, &reply.headers, &reply.body)?;
    let details = match error.details() {
        Some(Details::IntakeValidation001(details)) => json!({ "field": details.field }),
        Some(Details::DoctorValidation001(details)) => json!({ "field": details.field }),
        Some(Details::MsoChargeFailed001(details)) => json!({ "provider": details.provider }),
        Some(Details::ProcedureBulkImportValidation422(details)) => json!({ "rows": details.rows }),
        _ => json!({}),
    };
    Ok(seen!("curaway", error, reply, details))
}

fn lms_error(reply: &Reply) -> Result<Value, UnexpectedResponse> {
    use lms::{Details, ReceivedError};

    let error = ReceivedError::parse(reply.status, &reply.headers, &reply.body)?;
    let details = match error.details() {
        Some(Details::ValidationError(details)) => json!({ "fields": details.fields }),
        _ => json!({}),
    };
    Ok(seen!("lms", error, reply, details))
}

fn loop_error(reply: &Reply) -> Result<Value, UnexpectedResponse> {
    use loop_::{Details, ReceivedError};

    let error = ReceivedError::parse(reply.status, &reply.headers, &reply.body)?;
    let details = match error.details() {
        Some(Details::InsufficientScope(details)) => {
            json!({ "requiredScope": details.required_scope })
        }
        Some(Details::RateLimited(_)) => {
            json!({ "retryAfterMs": millis(error.retry_delay(SystemTime::now())) })
        }
        _ => json!({}),
    };
    Ok(seen!("loop", error, reply, details))
}

fn medblocks_error(reply: &Reply) -> Result<Value, UnexpectedResponse> {
    let error = medblocks::ReceivedError::parse(reply.status, &reply.headers, &reply.body)?;
    Ok(seen!("medblocks", error, reply, json!({})))
}

fn millis(delay: Option<Duration>) -> Option<u64> {
    delay.and_then(|delay| u64::try_from(delay.as_millis()).ok())
}

fn headers(headers: &HeaderMap) -> Map<String, Value> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned().into();
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}
