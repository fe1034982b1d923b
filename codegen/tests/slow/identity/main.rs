//! Prints the code that is read from each response, as JSON.

use api_errors::{address, all, header, list, name, pair, urn};
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
            "pair" => named::<pair::Pair>(body, pair::ErrorCode::name),
            "name" => named::<name::Name>(body, name::ErrorCode::name),
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

/// The codes that are read, each with the name of the error.
fn named<C: api_errors::generic::Wire>(body: &str, name: fn(C::Code) -> &'static str) -> Value {
    let error = api_errors::generic::ReceivedError::<C>::parse(403, [("", ""); 0], body);
    error.map_or(Value::Null, |error| {
        let codes = [&error].into_iter().chain(error.others()).map(|error| error.code());
        let codes = codes.map(|code| {
            format!("{}:{}", code.as_str(), code.known().map(name).unwrap_or_default())
        });
        json!(codes.collect::<Vec<_>>().join(", "))
    })
}
