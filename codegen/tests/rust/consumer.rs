//! Compares what the crate says of every code with what the registry says.
#![allow(deprecated)]

use std::error::Error as _;

use api_errors::*;
use serde_json::Value;

fn json<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

/// A member of a body as a query parameter.
fn parameter(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The same JSON with other strings in the place of some.
fn replaced(value: &Value, from: &str, to: &str) -> Value {
    match value {
        Value::String(text) if text == from => to.into(),
        Value::Array(values) => values.iter().map(|value| replaced(value, from, to)).collect(),
        Value::Object(members) => {
            let members = members.iter();
            members.map(|(name, value)| (name.clone(), replaced(value, from, to))).collect()
        }
        other => other.clone(),
    }
}

/// Delays in every form in which a service may send them.
fn check_delays() {
    let date = HttpDate::from_unix_seconds(784_111_777).unwrap();
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        assert_eq!(text.parse(), Ok(Delay::Until(date)), "{text}");
    }
    assert_eq!(date.to_string(), "Sun, 06 Nov 1994 08:49:37 GMT");
    for day in (0..2_932_897).step_by(37).chain([0, 789, 11_016, 47_540, 2_932_896]) {
        let date = HttpDate::from_unix_seconds(day * 86_400 + 86_399).unwrap();
        assert_eq!(date.to_string().parse(), Ok(date), "{date}");
    }
    let last = HttpDate::from_unix_seconds(253_402_300_799).unwrap();
    assert_eq!(last.to_string(), "Fri, 31 Dec 9999 23:59:59 GMT");
    assert_eq!(HttpDate::from_unix_seconds(253_402_300_800), None);
    assert_eq!("120".parse(), Ok(Delay::Seconds(120)));
    assert_eq!("99999999999999999999999".parse(), Ok(Delay::Seconds(u64::MAX)));
    assert_eq!(Delay::from(std::time::Duration::from_millis(1500)), Delay::Seconds(2));
    for text in [
        "", "-1", "1.5", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT x", "Sun, é Nov 1994 0:0:0 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT", ",", "Sun,", "Sun, 0 Nov 1994 08:49:37 GMT", "a b c d e",
    ] {
        assert_eq!(text.parse::<Delay>(), Err(InvalidDelay), "{text}");
    }
    for delay in [Delay::Seconds(7), Delay::Until(date)] {
        assert_eq!(json::<Delay>(&serde_json::to_string(&delay).unwrap()), delay);
    }
    assert!(serde_json::from_str::<Delay>("-7").is_err());
}

macro_rules! group {
    (true, $group:expr) => {
        $group
    };
    (false, $group:expr) => {
        None::<&str>
    };
}

macro_rules! check {
    ($module:ident, $catalog:literal, $category:tt, $action:tt, [$($error:expr),* $(,)?]) => {{
        use $module::{AnyCode, ApiError, Envelope, ErrorCode};

        let expected: Vec<Value> = json(include_str!(concat!("../", $catalog, ".json")));
        let errors: Vec<ApiError> = vec![$($error),*];
        assert_eq!(errors.len(), ErrorCode::ALL.len());
        assert!(ErrorCode::ALL.is_sorted());
        for ((error, code), expected) in errors.into_iter().zip(ErrorCode::ALL).zip(&expected) {
            let name = expected["code"].as_str().unwrap();
            let code = *code;

            // The code and its text.
            assert_eq!(error.code(), code);
            assert_eq!(code.as_str(), name);
            assert_eq!(format!("{code:>80}").trim_start(), name);
            assert_eq!(name.parse(), Ok(code));
            assert_eq!(ErrorCode::try_from(name), Ok(code));
            assert_eq!(name.parse(), Ok(AnyCode::Known(code)));
            assert_eq!(serde_json::to_value(code).unwrap(), expected["code"]);
            assert_eq!(serde_json::from_value::<ErrorCode>(expected["code"].clone()).unwrap(), code);
            for miss in [format!("{name}_"), name[1..].to_owned(), format!(" {name}")] {
                assert!(miss.parse::<ErrorCode>().is_err() || miss.parse::<ErrorCode>() != Ok(code));
            }

            // What is known of it.
            assert_eq!(Some(code.title()), text(&expected["title"]));
            assert_eq!(Some(code.description()), text(&expected["description"]));
            assert_eq!(code.cause(), text(&expected["cause"]));
            assert_eq!(code.resolution(), text(&expected["resolution"]));
            assert_eq!(code.docs_url(), text(&expected["docs_url"]));
            assert_eq!(serde_json::json!(code.statuses()), expected["statuses"]);
            assert_eq!(code.status(), code.statuses().first().copied());
            assert_eq!(code.retry().map(Retry::as_str), text(&expected["retry"]));
            let grpc = code.grpc_code().map(|grpc| (grpc.number(), grpc.as_str()));
            assert_eq!(serde_json::json!(grpc), expected["grpc"]);
            assert_eq!(Some(code.section().as_str()), text(&expected["section"]));
            assert_eq!(code.section().as_str().parse(), Ok(code.section()));
            assert_eq!(
                group!($category, Option::from(code.category()).map(|c: $module::Category| c.as_str())),
                text(&expected["category"])
            );
            assert_eq!(
                group!($action, code.action().map(|action| action.as_str())),
                text(&expected["action"])
            );
            assert_eq!(code.is_deprecated(), expected["deprecated"]);
            assert_eq!(code.replaced_by().map(ErrorCode::as_str), text(&expected["replaced_by"]));

            // The error and its body.
            assert_eq!(error.status(), code.status());
            assert_eq!(Some(&error.message()[..]), text(&expected["message"]));
            assert_eq!(error.to_string(), format!("{name}: {}", error.message()));
            let body = serde_json::to_value(&error).unwrap();
            if expected["parameters"].is_null() {
                assert_eq!(body, expected["body"], "{name}");
            } else {
                let members = body.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
                let parameters: Vec<_> =
                    members.map(|(name, value)| serde_json::json!([name, parameter(value)])).collect();
                let mut sent: Vec<Value> = expected["parameters"].as_array().unwrap().clone();
                sent.sort_by_key(|parameter| parameter[0].to_string());
                assert_eq!(parameters, sent, "{name}");
            }
            let envelope: Envelope = serde_json::from_value(body.clone()).unwrap();
            assert_eq!(envelope, Envelope::from(&error));
            assert_eq!(serde_json::to_value(&envelope).unwrap(), body);
            let newer = replaced(&body, name, "from_the_future");
            let unknown: Envelope = serde_json::from_value(newer).unwrap();
            let written = serde_json::to_string(&unknown).unwrap();
            assert!(written.contains("from_the_future"), "{written}");

            for secret in ["s3cr3t"] {
                assert!(!format!("{error:?} {error} {envelope:?}").contains(secret), "{error:?}");
            }
            assert!(error.source().is_none());
            let error = error.with_source(std::fmt::Error).with_message("Other.");
            assert!(error.source().is_some());
            assert_eq!(error.message(), "Other.");
            println!("checked {name}");
        }

        let unknown: AnyCode = "from_the_future".parse().unwrap();
        assert_eq!(unknown.known(), None);
        assert_eq!(unknown.to_string(), "from_the_future");
        assert_eq!(json::<AnyCode>("\"from_the_future\""), unknown);
        assert_eq!(serde_json::to_string(&unknown).unwrap(), "\"from_the_future\"");
        assert!(serde_json::from_str::<ErrorCode>("\"from_the_future\"").is_err());
        assert!("".parse::<ErrorCode>().is_err());
    }};
}
