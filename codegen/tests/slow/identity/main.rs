//! Prints the code that is read from each response, as JSON.

use api_errors::{address, all, header, list, urn};
use serde_json::{Value, json};

fn main() {
    let cases = std::fs::read_to_string("cases.json").expect("the cases");
    let cases: Vec<(String, Option<String>, String)> = serde_json::from_str(&cases).expect("a list");
    for (api, code, body) in &cases {
        let headers: Vec<(&str, &str)> = code.iter().map(|code| ("x-error-code", &**code)).collect();
        let code = match &**api {
            "urn" => read::<urn::Urn>(headers, body),
            "address" => read::<address::Address>(headers, body),
            "header" => read::<header::Header>(headers, body),
            "list" => read::<list::List>(headers, body),
            _ => read::<all::All>(headers, body),
        };
        println!("{code}");
    }
    let sent = header::ApiError::gone().to_response();
    assert_eq!((sent.header("X-Error-Code"), &*sent.body), (Some("gone"), r#"{"message":"It is gone."}"#));
    let sent = urn::ApiError::gone().to_response();
    assert!(sent.body.contains(r#""type":"urn:problem-type:shop:gone""#), "{}", sent.body);
    assert_eq!(urn::ErrorCode::Gone.type_uri(), Some("urn:problem-type:shop:gone"));
    let sent = list::ApiError::gone().and(list::ApiError::out_of_credit()).to_response();
    assert!(sent.body.contains(r#"},{"type":"urn:out_of_credit""#), "{}", sent.body);
    assert_eq!("no_money".parse(), Ok(all::ErrorCode::OutOfCredit));
}

fn read<C: api_errors::generic::Wire>(headers: Vec<(&str, &str)>, body: &str) -> Value {
    let error = api_errors::generic::ReceivedError::<C>::parse(403, headers, body);
    error.map_or(Value::Null, |error| {
        let others = error.others().iter().map(|other| other.code().as_str());
        let codes: Vec<&str> = [error.code().as_str()].into_iter().chain(others).collect();
        json!(codes.join(", "))
    })
}
