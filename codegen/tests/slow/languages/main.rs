//! Prints the message of an error in each of the languages that are asked for, as sent and as read.

use api_errors::shop::{ApiError, ErrorCode, ReceivedError};
use serde_json::json;

fn main() {
    let asked = std::fs::read_to_string("asked.json").expect("the languages");
    let asked: Vec<String> = serde_json::from_str(&asked).expect("a list");
    for languages in &asked {
        let error = order_gone();
        let own = error.message_in(languages);
        println!("{}", json!({ "language": own.language, "message": own.message }));
        let response = order_gone().localized(languages).to_response();
        assert_eq!(response.header("Content-Language"), own.language);
        assert_eq!(response.header("Vary"), Some("Origin, Accept-Language"));
        let headers = response.headers.iter().map(|header| (&*header.name, &*header.value));
        let read = ReceivedError::parse(404, headers, &response.body).expect("it has a code");
        assert_eq!(read.message(), Some(&*own.message));
        assert_eq!(read.message_in(languages).as_ref(), Some(&own));
    }
    let set = ApiError::busy().with_message("Später.").localized("de");
    assert_eq!((&*set.message(), set.message_in("de").language), ("Später.", None));
    assert_eq!(set.to_response().header("Content-Language"), None);
    assert_eq!(ErrorCode::Busy.message(), "Too much to do.");
    assert_eq!(ApiError::paid_twice().message_in("de").message, "Die Bestellung ist bezahlt.");
    let bare = ReceivedError::parse(404, [("", "")], r#"{ "code": "order_gone" }"#);
    assert_eq!(bare.expect("it has a code").message_in("de"), None);
}

fn order_gone() -> ApiError {
    ApiError::order_gone("A7", 30).with_header("Vary", "Origin")
}
