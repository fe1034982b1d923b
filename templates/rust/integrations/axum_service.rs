//! What an [`ErrorLayer`] does with requests and responses.

use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use std::any::Any;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ::axum_core::body::Body;
use ::axum_core::extract::Request;
use ::axum_core::response::Response;
use ::http::{HeaderMap, HeaderValue, header};
use ::http_body::Body as _;
use ::tower_service::Service;

use super::super::shared::generic::{ApiError, Wire};
#[cfg(doc)]
use super::axum::ErrorLayer;
use super::axum::{Change, Rejection, Rules};

/// A service behind an [`ErrorLayer`].
pub struct ErrorService<C: Wire, S> {
    inner: S,
    rules: Arc<Rules<C>>,
}

impl<C: Wire, S> ErrorService<C, S> {
    pub(super) fn new(inner: S, rules: Arc<Rules<C>>) -> ErrorService<C, S> {
        ErrorService { inner, rules }
    }
}

impl<C: Wire, S: Clone> Clone for ErrorService<C, S> {
    fn clone(&self) -> ErrorService<C, S> {
        ErrorService { inner: self.inner.clone(), rules: Arc::clone(&self.rules) }
    }
}

impl<C: Wire, S> fmt::Debug for ErrorService<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorService").finish_non_exhaustive()
    }
}

impl<C, S> Service<Request> for ErrorService<C, S>
where
    C: Wire,
    S: Service<Request, Response = Response>,
    S::Error: Send,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let rules = Arc::clone(&self.rules);
        let seen = Seen::of(&rules, &request);
        let started = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        Box::pin(async move {
            let outcome = match started {
                Ok(future) => caught(future).await,
                Err(panic) => Err(panic),
            };
            match outcome {
                Ok(Ok(response)) => Ok(rules.answer(seen, response).await),
                Ok(Err(error)) => Err(error),
                Err(panic) => {
                    let error = (rules.internal)().with_source(Panic::of(&*panic));
                    Ok(seen.respond(error, Response::default()))
                }
            }
        })
    }
}

/// The result of a future, or what it panicked with.
async fn caught<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// The largest body of a response that is read, in bytes.
const LONGEST: u64 = 16 * 1024;

/// Marks a response that is not answered again.
#[derive(Clone, Copy)]
struct Answered;

/// What an answer needs of the request, which the service takes.
struct Seen<C: Wire> {
    required: C::Required,
    additions: Vec<Change<C>>,
    #[cfg(feature = "languages")]
    language: Option<HeaderValue>,
    #[cfg(feature = "tracing")]
    operation: String,
}

impl<C: Wire> Seen<C> {
    fn of(rules: &Rules<C>, request: &Request) -> Seen<C> {
        Seen {
            required: (rules.required)(request),
            additions: rules.additions.iter().map(|addition| addition(request)).collect(),
            #[cfg(feature = "languages")]
            language: request.headers().get(header::ACCEPT_LANGUAGE).cloned(),
            #[cfg(feature = "tracing")]
            operation: rules
                .operation
                .as_ref()
                .and_then(|name| name(request))
                .unwrap_or_else(|| format!("{} {}", request.method(), request.uri().path())),
        }
    }

    /// The response of an error, with the other headers of the response that it takes the place of.
    fn respond(self, mut error: ApiError<C>, instead: Response) -> Response {
        error = error.complete(self.required);
        for addition in self.additions {
            error = addition(error);
        }
        #[cfg(feature = "languages")]
        if let Some(accepted) = self.language.as_ref().and_then(|value| value.to_str().ok()) {
            error = error.localized(accepted);
        }
        let sent = ::http::Response::<String>::from(error.to_response());
        #[cfg(feature = "tracing")]
        log(&error, sent.status(), &self.operation);
        let (sent, body) = sent.into_parts();
        let mut response = instead;
        *response.status_mut() = sent.status;
        *response.body_mut() = Body::from(body);
        let headers = response.headers_mut();
        for framing in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::TRANSFER_ENCODING] {
            headers.remove(framing);
        }
        for name in sent.headers.keys() {
            headers.remove(name);
        }
        headers.extend(sent.headers);
        response.extensions_mut().insert(Answered);
        response.extensions_mut().insert(error);
        response
    }
}

impl<C: Wire> Rules<C> {
    /// The response in the place of one that is an error.
    async fn answer(&self, seen: Seen<C>, mut response: Response) -> Response {
        if response.extensions().get::<Answered>().is_some() {
            return response;
        }
        // Nothing in a body that is compressed can be changed.
        if response.headers().contains_key(header::CONTENT_ENCODING) {
            return response;
        }
        if let Some(error) = response.extensions_mut().remove::<ApiError<C>>() {
            return seen.respond(error, response);
        }
        let status = response.status();
        let is_failure = status.is_client_error() || status.is_server_error();
        if !is_failure || !is_plain(response.headers()) {
            return response;
        }
        // What axum says is short.
        if response.body().size_hint().upper().is_none_or(|size| size > LONGEST) {
            return response;
        }
        let (parts, mut body) = response.into_parts();
        let rejection = Rejection { status, text: text(&mut body).await };
        let chosen = self.rejections.as_ref().and_then(|choose| choose(&rejection));
        let chosen = chosen.or_else(|| status.is_server_error().then(|| (self.internal)()));
        match chosen {
            Some(error) => {
                let response = Response::from_parts(parts, Body::empty());
                seen.respond(error.with_source(rejection), response)
            }
            None => Response::from_parts(parts, Body::from(rejection.text)),
        }
    }
}

/// Whether a body is plain text or nothing, as axum's own responses are.
fn is_plain(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    content_type.is_none_or(|value| value.starts_with(b"text/plain"))
}

/// The text of a body, which is read to its end.
async fn text(body: &mut Body) -> String {
    let mut bytes = Vec::new();
    while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        if let Ok(data) = frame.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A panic as the cause of an error.
#[derive(Debug)]
struct Panic(String);

impl Panic {
    fn of(payload: &(dyn Any + Send)) -> Panic {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Panic(text.unwrap_or_default())
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panic: {}", self.0)
    }
}

impl Error for Panic {}

/// Logs an error with its causes.
#[cfg(feature = "tracing")]
fn log<C: Wire>(error: &ApiError<C>, status: ::http::StatusCode, operation: &str) {
    let (code, status) = (error.code(), status.as_u16());
    let causes = Causes(error);
    if status >= 500 {
        ::tracing::error!(
            target: "api_errors", %code, status, operation, source = %causes, "request failed"
        );
    } else {
        ::tracing::info!(
            target: "api_errors", %code, status, operation, source = %causes, "request refused"
        );
    }
}

/// Writes the causes of an error, from the nearest on.
#[cfg(feature = "tracing")]
struct Causes<'a>(&'a dyn Error);

#[cfg(feature = "tracing")]
impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut next = self.0.source();
        let mut separator = "";
        while let Some(cause) = next {
            write!(f, "{separator}{cause}")?;
            separator = ": ";
            next = cause.source();
        }
        Ok(())
    }
}
