//! What a client with the old crate reads of the answer to each case: a line of JSON for each.

use std::io::{Read, Write};
use std::net::TcpStream;

use api_errors::shop::{Details, ReceivedError};
use serde_json::{Value, json};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let host = arguments.next().expect("a host");
    let count: usize = arguments.next().expect("a number").parse().expect("a number");
    for at in 0..count {
        println!("{}", read(&host, at));
    }
}

fn read(host: &str, at: usize) -> Value {
    let mut stream = TcpStream::connect(host).expect("a service");
    let request = format!("GET /{at} HTTP/1.0\r\nHost: {host}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it listens");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let status: u16 = status.parse().expect("a number");
    let headers = lines.filter_map(|line| line.split_once(": "));
    let none = json!({
        "code": null, "status": status, "message": null, "number": null, "place": null,
        "kind": null, "seconds": null, "group": null,
    });
    let Ok(error) = ReceivedError::parse(status, headers, body) else { return none };
    let mut read = none;
    read["code"] = json!(error.code().known().map(|code| code.as_str()));
    read["message"] = json!(error.message());
    read["group"] = error.body()["group"].clone();
    if let Some(Details::Gone(details)) = error.details() {
        read["number"] = json!(details.number);
        read["place"] = json!(details.place);
        read["kind"] = json!(details.kind.as_str());
        read["seconds"] = json!(details.seconds);
    }
    read
}
