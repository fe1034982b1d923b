//! Uses codes that are numbers, and text that no program could use as a name.

use api_errors::{facts, numbers, texts};
use serde_json::{Value, json};

fn main() {
    stated();
    use numbers::{AnyCode, ApiError, ErrorCode, ReceivedError};

    let code = ErrorCode::UnknownChannel;
    assert_eq!((code.as_i64(), code.as_str(), code.name()), (10003, "10003", "unknown_channel"));
    assert_eq!(i64::from(ErrorCode::ParseError), -32700);
    assert_eq!("-32700".parse(), Ok(ErrorCode::ParseError));
    assert_eq!(ErrorCode::try_from(10003), Ok(code));
    assert!(ErrorCode::try_from(1).is_err() && "unknown_channel".parse::<ErrorCode>().is_err());
    // Of those that share a code, the one that is not deprecated.
    assert_eq!(ErrorCode::try_from(7), Ok(ErrorCode::NewName));
    assert_eq!(json!(code), json!(10003));
    assert_eq!(serde_json::from_value::<ErrorCode>(json!(10003)).expect("known"), code);
    assert!(serde_json::from_value::<ErrorCode>(json!(10004)).is_err());

    // What this version does not know survives.
    for number in [json!(10004), json!(-1), json!(u64::MAX)] {
        let newer: AnyCode = serde_json::from_value(number.clone()).expect("any number");
        assert_eq!(newer.known(), None);
        assert_eq!(newer.as_str(), number.to_string());
        assert_eq!(json!(newer), number);
    }
    assert_eq!(serde_json::from_value::<AnyCode>(json!(7)).expect("a number"), ErrorCode::NewName);
    assert!(serde_json::from_value::<AnyCode>(json!("seven")).is_err());

    let sent = ApiError::unknown_channel("c1").to_response();
    let body: Value = serde_json::from_str(&sent.body).expect("it is JSON");
    let message = "There is no such channel.";
    assert_eq!(body, json!({ "code": 10003, "message": message, "channel": "c1" }));
    let received = received(&sent.body);
    assert_eq!(*received.code(), code);
    assert!(received.details().is_some() && received.envelope().is_some());
    assert_eq!(self::received(r#"{"code":"10003"}"#).code().known(), Some(code));
    assert_eq!(self::received(r#"{"code":10002}"#).code().known(), Some(code), "a former number");
    assert_eq!(self::received(r#"{"code":5}"#).code().as_str(), "5");
    for wrong in [r#"{"code":"5"}"#, r#"{"code":1.5}"#, r#"{"code":true}"#, r#"{}"#] {
        assert!(ReceivedError::parse(400, [("", "")], wrong).is_err(), "{wrong}");
    }

    for (code, text) in [
        (texts::ErrorCode::AffinityConflict, "PD:affinity:Err\"Conflict\""),
        (texts::ErrorCode::EmailInUse, "auth/email-already-in-use"),
        (texts::ErrorCode::Legacy, "_LEGACY 0001"),
        (texts::ErrorCode::Yellow, "żółć 💥"),
    ] {
        assert_eq!((code.as_str(), text.parse()), (text, Ok(code)));
        assert_eq!(json!(code), json!(text));
        let error = texts::ApiError::from_code(code).expect("it has no details");
        let sent = error.to_response();
        let received = texts::ReceivedError::parse(sent.status, [("", "")], &sent.body);
        assert_eq!(*received.expect("an error").code(), code);
    }
    // A number is no code of an API whose codes are text.
    assert!(texts::ReceivedError::parse(400, [("", "")], r#"{"code":5}"#).is_err());
}

fn received(body: &str) -> numbers::ReceivedError {
    numbers::ReceivedError::parse(404, [("", "")], body).expect("an error")
}

/// What a catalog declares and sends about its codes.
fn stated() {
    use facts::{ApiError, Envelope, ErrorCode, Severity};

    let code = ErrorCode::DivideByZero;
    assert_eq!((code.sqlstate(), code.attempts()), (Some("22012"), 1));
    assert_eq!((code.severity(), code.severity().as_str()), (Severity::Fatal, "fatal"));
    assert_eq!((ErrorCode::SyntaxError.sqlstate(), ErrorCode::SyntaxError.attempts()), (None, 3));
    assert_eq!(Envelope::CONTENT_TYPES, ["application/json", "application/problem+json"]);

    let body = |error: ApiError| -> Value {
        serde_json::from_str(&error.to_response().body).expect("it is JSON")
    };
    let causes = "1. The divisor is zero.\n2. The divisor is a column with zeros.";
    assert_eq!(
        body(ApiError::divide_by_zero(7).with_status(400)),
        json!([{
            "errorClass": "DIVIDE_BY_ZERO",
            "name": "divide_by_zero",
            "sqlState": "22012",
            "severity": "fatal",
            "attempts": 1,
            "reason": causes,
            "action": "1. Use another divisor.\n2. Leave them out.",
            "retryable": false,
            "args": ["7"],
            "message": "Division of 7 by zero.",
        }])
    );
    assert_eq!(
        body(ApiError::syntax_error()),
        json!([{
            "errorClass": "42601",
            "name": "syntax_error",
            "sqlState": null,
            "severity": "warning",
            "attempts": 3,
            "action": null,
            "retryable": null,
            "args": [],
            "message": "The parser does not accept the statement.",
        }])
    );
}
