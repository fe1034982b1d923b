//! Any response is read by every generated client, or refused.

use std::time::SystemTime;

macro_rules! reads {
    ($catalog:ident, $status:expr, $headers:expr, $body:expr, $size:expr) => {{
        use api_errors::$catalog::ReceivedError;
        match ReceivedError::parse($status, $headers.iter().copied(), $body) {
            Ok(error) => {
                let _ = (error.message(), error.docs_url(), error.retry(), error.envelope());
                let _ = (error.retry_delay(SystemTime::now()), error.retry_after());
                let shown = format!("{error} {error:?} {}", error.code());
                assert!(shown.len() < 16 * $size + 4096, "{shown}");
                for other in error.others() {
                    let _ = (other.code(), other.message(), other.header("Retry-After"));
                }
            }
            Err(error) => drop(format!("{error} {error:?}")),
        }
    }};
}

/// The first line chooses the status and is the value of every header; the rest is the body.
pub fn received(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (line, body) = data.split_at(end);
    let body = body.get(1..).unwrap_or_default();
    let status = 200 + u16::from(line.first().copied().unwrap_or(0)) * 2;
    let value = line.get(1..).unwrap_or_default();
    let headers = ["Location", "Retry-After", "WWW-Authenticate", "Content-Type"];
    let headers = headers.map(|name| (name, value));
    // What is printed of a response is bounded by what it holds.
    let size = body.len() + headers.len() * value.len();
    reads!(curaway, status, headers, body, size);
    reads!(lms, status, headers, body, size);
    reads!(loop_, status, headers, body, size);
    reads!(medblocks, status, headers, body, size);
}
