//! A server on loopback that answers every path with one response.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use super::api::Api;

/// A response: its status, content type and body.
struct Response {
    status: u16,
    content_type: String,
    body: String,
}

/// Starts a server on a free port that answers each operation with its first example; it runs until
/// the tests end.
pub fn serve_examples(api: &Api) -> SocketAddr {
    let responses = api.bodies().map(|(operation, answer, body)| {
        let response = Response {
            // A response for every status is sent with any status.
            status: answer.status.unwrap_or(500),
            content_type: api.catalog.envelope.content_type().to_owned(),
            body: body.to_string(),
        };
        (format!("/{}", operation.id), response)
    });
    serve(responses.collect())
}

fn serve(responses: BTreeMap<String, Response>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    let responses = Arc::new(responses);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let responses = Arc::clone(&responses);
            // A client that disconnects reports its own failure.
            thread::spawn(move || answer(stream, &responses).ok());
        }
    });
    address
}

fn answer(mut stream: TcpStream, responses: &BTreeMap<String, Response>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap_or_default();
    let (status, content_type, body) = match responses.get(path) {
        Some(response) => (response.status, response.content_type.as_str(), response.body.as_str()),
        None => (599, "text/plain", "there is no such path"),
    };
    write!(
        stream,
        "HTTP/1.1 {status} Error\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}
