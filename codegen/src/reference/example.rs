//! The examples of an entry: a request and the response that carries the error.

use super::{Fact, Listing, Message, Source};
use crate::example::{Content, redirect_address, request, response};
use crate::model::{Catalog, Code, Delivery};
use crate::status;

/// Whether a response with the code shows more than the envelope with another code and message.
pub(super) fn tells_more(code: &Code) -> bool {
    !code.details.is_empty() || code.delivery != Delivery::Body
}

/// The example of a fact: a request that a code answers, if one is known, or a response that carries
/// it.
pub(super) fn of(catalog: &Catalog, code: &Code, fact: Fact) -> Option<Listing<'static>> {
    match fact {
        Fact::Request => request_of(catalog, code),
        _ => Some(response_with(catalog, code)),
    }
}

fn request_of(catalog: &Catalog, code: &Code) -> Option<Listing<'static>> {
    let request = request(catalog, code)?;
    let message =
        Message { start: Some(request.line), fields: request.headers, body: request.body };
    Some(Listing { title: Fact::Request.label().into(), source: Source::Http(message) })
}

/// A response that carries the code, or its body alone if nothing else is known.
fn response_with(catalog: &Catalog, code: &Code) -> Listing<'static> {
    let title = Fact::Response.label().into();
    let response = response(catalog, code);
    let start = response.status.map(|status| format!("HTTP/1.1 {}", status::with_reason(status)));
    let (own, body) = match response.content {
        Content::Redirect(parameters) => {
            (("Location".to_owned(), redirect_address(&parameters)), None)
        }
        Content::Body(body) if start.is_none() && response.headers.is_empty() => {
            return Listing { title, source: Source::Json(body) };
        }
        Content::Body(body) => {
            (("Content-Type".to_owned(), catalog.envelope.content_type().to_owned()), Some(body))
        }
    };
    let fields = [own].into_iter().chain(response.headers).collect();
    Listing { title, source: Source::Http(Message { start, fields, body }) }
}
