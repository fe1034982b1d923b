use api_errors::forms::types::{Box as Parcel, FieldsInvalidLevel, Promise, Violation, ViolationReason};
use api_errors::forms::{self, Details, details};
use api_errors::lists;
use serde_json::{Value, json};

fn sent(body: &str) -> Value {
    serde_json::from_str(body).expect("JSON")
}

fn read(status: u16, body: &Value) -> forms::ReceivedError {
    let headers = [("X-Trace-Id", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6")];
    forms::ReceivedError::parse(status, headers, body.to_string()).expect("a code")
}

fn main() {
    // The list lies in the shape.
    let violations = vec![
        Violation::new("name", ViolationReason::TooLong).with_limit(80),
        Violation::new("age", ViolationReason::Required),
    ];
    let error = forms::ApiError::fields_invalid(violations, FieldsInvalidLevel::High, "f-1");
    let response = error.to_response();
    let body = sent(&response.body);
    assert_eq!(
        body,
        json!({
            "code": "fields_invalid",
            "message": "Some fields are not right.",
            "errors": [
                { "field": "name", "reason": "too-long", "limit": 80 },
                { "field": "age", "reason": "required" },
            ],
            "level": "high",
            "extra": { "form": "f-1" },
        })
    );
    let received = read(422, &body);
    let Some(Details::FieldsInvalid(details)) = received.details() else { panic!("{received:?}") };
    assert_eq!(details.errors[0].reason, ViolationReason::TooLong);
    assert_eq!(details.errors[0].limit, Some(80));
    assert_eq!(details.form, "f-1");
    assert!(details.trace_id.is_some());

    // A newer service may send other values and members.
    let mut newer = body.clone();
    newer["errors"][0]["reason"] = json!("too-new");
    newer["errors"][0]["more"] = json!([1]);
    newer["level"] = json!("highest");
    let received = read(422, &newer);
    let Some(Details::FieldsInvalid(details)) = received.details() else { panic!("{received:?}") };
    assert_eq!(details.errors[0].reason.as_str(), "too-new");
    assert_eq!(details.level.known(), None);
    assert_eq!(serde_json::to_value(&details.errors).expect("JSON")[0]["reason"], "too-new");

    // A value of another type never hides the code.
    let mut odd = body;
    odd["errors"] = json!("none");
    let received = read(422, &odd);
    assert_eq!(received.code().known(), Some(forms::ErrorCode::FieldsInvalid));
    assert!(received.details().is_none());

    // Arguments of the message are sent nowhere else.
    let boxes = vec![Parcel::new("12.50", None)];
    let own = details::BoxesInvalid::new(boxes, None, "f-2").with_mood(Promise::Self2);
    let error = own.into_error(3, 4.0, Some(Promise::Value.into()));
    assert_eq!(error.message(), "3 of 4.0: <, f-2");
    let body = sent(&error.to_response().body);
    assert_eq!(
        body["extra"],
        json!({
            "boxes": [{ "type": "12.50", "due": null }],
            "mood": "Self",
            "first": null,
            "form": "f-2",
        })
    );
    let received = read(422, &body);
    assert_eq!(received.details().cloned(), error.details().cloned().map(|sent| match sent {
        Details::BoxesInvalid(mut sent) => {
            sent.trace_id = Some("f81d4fae-7dec-11d0-a765-00a0c91e6bf6".to_owned());
            Details::BoxesInvalid(sent)
        }
        other => other,
    }));
    let error = forms::ApiError::limit_reached(7, "boxes");
    assert_eq!(error.to_string(), "limit_reached: Only 7 boxes fit");
    assert!(forms::ApiError::from_code(forms::ErrorCode::LimitReached).is_none());

    // Several errors in one response.
    let error = lists::ApiError::field_invalid("/a")
        .and(lists::ApiError::field_invalid("/b").with_message("Not b."))
        .and(lists::ApiError::quota_used_up());
    assert_eq!(error.others().len(), 2);
    let response = error.to_response();
    assert_eq!(response.status, 422);
    let body = sent(&response.body);
    let pointers: Vec<&Value> = [0, 1].map(|at| &body["errors"][at]["source"]["pointer"]).into();
    assert_eq!(pointers, ["/a", "/b"]);
    assert_eq!(body["errors"][1]["detail"], "Not b.");
    assert_eq!(body["errors"][2]["status"], "429");
    let none: [(&str, &str); 0] = [];
    let received = lists::ReceivedError::parse(422, none, &response.body).expect("a code");
    let codes: Vec<&str> = received.others().iter().map(|other| other.code().as_str()).collect();
    assert_eq!(codes, ["field_invalid", "quota_used_up"]);
    println!("{}", json!([sent(&forms_body()), body]));
}

/// A body for the client in TypeScript.
fn forms_body() -> String {
    let violations = vec![Violation::new("name", ViolationReason::TooLong)];
    forms::ApiError::fields_invalid(violations, FieldsInvalidLevel::Low, "f-3").to_response().body
}
