//! Reads the responses of a table with the Rust client, and prints what it sees in each as a line
//! of JSON.

use std::error::Error;
use std::io::Write;
use std::time::{Duration, Instant, SystemTime};

use api_errors::{list, plain, redirect};
use serde_json::{Value, json};

/// When the responses arrive: Sun, 06 Nov 1994 08:49:37 GMT.
const NOW: Duration = Duration::from_secs(784_111_777);

/// What an error looks like to a program.
macro_rules! seen {
    ($api:ident, $response:expr, $details:expr) => {{
        let (status, headers, body) = $response;
        match $api::ReceivedError::parse(status, headers, body) {
            Err(_) => json!({ "code": null }),
            Ok(error) => {
                let code = error.code().as_str();
                let delay = error.retry_delay(SystemTime::UNIX_EPOCH + NOW);
                let _ = delay.map(|delay| Instant::now() + delay);
                let others: Vec<&str> =
                    error.others().iter().map(|error| error.code().as_str()).collect();
                json!({
                    "code": code,
                    "message": error.message().unwrap_or(code),
                    "details": error.details().map_or(json!({}), $details),
                    "delay": delay.map(|delay| delay.as_millis() as u64),
                    "others": if others.len() > 100 { json!(others.len()) } else { json!(others) },
                })
            }
        }
    }};
}

fn plain_details(details: &plain::Details) -> Value {
    match details {
        plain::Details::Taken(it) => json!({
            "count": it.count,
            "ratio": it.ratio,
            "text": it.text,
            "flag": it.flag,
            "tags": it.tags,
            "anything": it.anything,
        }),
        plain::Details::Closed(it) => {
            json!({ "scope": it.scope, "hint": it.hint, "left": it.left })
        }
        _ => json!({}),
    }
}

fn list_details(details: &list::Details) -> Value {
    let list::Details::Taken(it) = details else { return json!({}) };
    json!({ "text": it.text })
}

fn redirect_details(details: &redirect::Details) -> Value {
    let redirect::Details::Denied(it) = details else { return json!({}) };
    json!({ "count": it.count })
}

/// The bytes of a text in which each character stands for one.
fn bytes(value: &Value) -> Vec<u8> {
    value.as_str().unwrap_or_default().chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let cases: Vec<Value> = serde_json::from_slice(&std::fs::read("cases.json")?)?;
    for case in cases {
        let headers: Vec<(String, Vec<u8>)> = case["headers"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|header| (header[0].as_str().unwrap_or_default().to_owned(), bytes(&header[1])))
            .collect();
        let response = (case["status"].as_u64().unwrap() as u16, headers, bytes(&case["body"]));
        let mut seen = match case["api"].as_str() {
            Some("plain") => seen!(plain, response, plain_details),
            Some("list") => seen!(list, response, list_details),
            _ => seen!(redirect, response, redirect_details),
        };
        if let Some(details) = seen.get_mut("details").and_then(Value::as_object_mut) {
            // Those that are missing are not shown.
            details.retain(|_, value| !value.is_null());
        }
        seen["about"] = case["about"].clone();
        writeln!(std::io::stdout(), "{seen}")?;
    }
    Ok(())
}
