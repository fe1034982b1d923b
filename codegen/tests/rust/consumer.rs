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
