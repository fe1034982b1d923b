//! Calls each of the given addresses, `/{catalog}/{index}`, and prints what the error is as a line of
//! JSON. Its details must be those that the service sent.

mod errors;

use api_errors::generic::{ApiError, ReceivedError, Wire};
use api_errors::{Retry, families};
use serde_json::{Value, json};
use ureq::http::HeaderMap;

/// A response of any HTTP library.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

fn main() {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    for address in std::env::args().skip(1) {
        let (mut parts, mut body) = agent.get(&address).call().expect("an answer").into_parts();
        let reply = Reply {
            status: parts.status.as_u16(),
            headers: std::mem::take(&mut parts.headers),
            body: body.read_to_vec().expect("a body"),
        };
        let mut seen = read(&address, &reply);
        seen["address"] = address.into();
        println!("{seen}");
    }
}

fn read(address: &str, reply: &Reply) -> Value {
    let mut path = address.splitn(4, '/').nth(3).unwrap_or_default().split(['/', '#', '?']);
    let (catalog, index) = (path.next().unwrap_or_default(), path.next().unwrap_or_default());
    let index = index.parse().expect("an index");
    match catalog {
        "families" => {
            let mut seen = seen(reply, errors::families(), index);
            let error = families::ReceivedError::parse(reply.status, &reply.headers, &reply.body);
            let error = error.expect("an error");
            seen["connects"] = error.is_in(families::ErrorCode::Connect).into();
            seen["german"] = json!(error.message_in("de-AT, en;q=0.5").map(|it| it.message));
            seen
        }
        "graphql" => seen(reply, errors::graphql(), index),
        "header" => seen(reply, errors::header(), index),
        "json-rpc" => seen(reply, errors::json_rpc(), index),
        "numbers" => seen(reply, errors::numbers(), index),
        "sqlstate" => seen(reply, errors::sqlstate(), index),
        "unicode" => seen(reply, errors::unicode(), index),
        "urn" => seen(reply, errors::urn(), index),
        "validation" => seen(reply, errors::validation(), index),
        _ => panic!("{address} belongs to no catalog"),
    }
}

fn seen<C: Wire>(reply: &Reply, sent: Vec<ApiError<C>>, index: usize) -> Value
where
    C::Details: PartialEq + std::fmt::Debug,
{
    let error = ReceivedError::<C>::parse(reply.status, &reply.headers, &reply.body);
    let error = error.expect("an error");
    if error.code().known().is_some() {
        assert_eq!(error.details(), sent[index].details());
    }
    json!({
        "code": error.code().as_str(),
        "variant": error.code().known().map(|code| format!("{code:?}")),
        "known": error.code().known().is_some(),
        "status": error.status(),
        "message": error.message(),
        "retry": error.retry().map(Retry::as_str),
    })
}
