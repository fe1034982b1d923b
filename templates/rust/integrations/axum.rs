//! Errors of handlers, and of axum itself, as responses of an API.

use core::fmt;
use std::error::Error;
use std::sync::Arc;

use ::axum_core::extract::Request;
use ::axum_core::response::{IntoResponse, Response};
use ::http::StatusCode;
use ::tower_layer::Layer;

use super::super::shared::generic::{ApiError, Catalog, Wire};
use super::super::shared::{ErrorResponse, support};
use super::axum_service::ErrorService;

/// The response of [`ApiError::to_response`], which has the error among its extensions.
impl<C: Wire> IntoResponse for ApiError<C> {
    fn into_response(self) -> Response {
        let mut response = self.to_response().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        ::http::Response::<String>::from(self).map(Into::into)
    }
}

/// A layer that answers every failure of a service with an error of one catalog.
///
/// - The errors of handlers get what no handler knows: the members that every body has, such as the
///   id of the request, and with the feature `languages` the message in the language of
///   `Accept-Language`.
/// - What fails before a handler runs (a body that is not JSON, an unknown path or method) is answered
///   in plain text by axum; [`rejections`](ErrorLayer::rejections) chooses errors instead.
/// - A panic, and any other plain 5xx, is answered with the internal error, without what went wrong.
///
/// With the feature `tracing`, each error is logged once, with its code, status, operation and
/// causes: an event of the target `api_errors`, at the level `ERROR` from status 500 on, or else at
/// `INFO`. An outer layer finds the error in the extensions of the response.
///
/// It goes outside the layers that a failure can come from, and inside those that compress bodies.
pub struct ErrorLayer<C: Wire> {
    rules: Arc<Rules<C>>,
}

/// What a layer does, in parts that the service names.
pub(super) struct Rules<C: Wire> {
    pub(super) internal: Arc<dyn Fn() -> ApiError<C> + Send + Sync>,
    pub(super) required: Arc<Required<C>>,
    pub(super) rejections: Option<Arc<Choice<C>>>,
    pub(super) additions: Vec<Arc<Addition<C>>>,
    pub(super) operation: Option<Arc<Operation>>,
}

type Required<C> = dyn Fn(&Request) -> <C as Catalog>::Required + Send + Sync;
type Choice<C> = dyn Fn(&Rejection) -> Option<ApiError<C>> + Send + Sync;
type Addition<C> = dyn Fn(&Request) -> Change<C> + Send + Sync;
type Operation = dyn Fn(&Request) -> Option<String> + Send + Sync;

/// Changes an error.
pub(super) type Change<C> = Box<dyn FnOnce(ApiError<C>) -> ApiError<C> + Send>;

impl<C: Wire> Clone for Rules<C> {
    fn clone(&self) -> Rules<C> {
        Rules {
            internal: Arc::clone(&self.internal),
            required: Arc::clone(&self.required),
            rejections: self.rejections.clone(),
            additions: self.additions.clone(),
            operation: self.operation.clone(),
        }
    }
}

impl<C: Wire> ErrorLayer<C> {
    /// The layer of a catalog with its internal error and with the members that every body has, made
    /// from the request: `|_| ()` if there are none. [`request_id`] makes an id of a request.
    #[must_use]
    pub fn new(
        internal: impl Fn() -> ApiError<C> + Send + Sync + 'static,
        required: impl Fn(&Request) -> C::Required + Send + Sync + 'static,
    ) -> ErrorLayer<C> {
        let rules = Rules {
            internal: Arc::new(internal),
            required: Arc::new(required),
            rejections: None,
            additions: Vec::new(),
            operation: None,
        };
        ErrorLayer { rules: Arc::new(rules) }
    }

    /// Chooses the errors for what fails before a handler runs; `None` leaves a response as it is.
    ///
    /// These are responses with a status from 400 on whose body is empty or plain text. Their headers,
    /// such as `Allow`, are kept, and what axum says is the cause of the error.
    #[must_use]
    pub fn rejections(
        mut self,
        choose: impl Fn(&Rejection) -> Option<ApiError<C>> + Send + Sync + 'static,
    ) -> ErrorLayer<C> {
        Arc::make_mut(&mut self.rules).rejections = Some(Arc::new(choose));
        self
    }

    /// Changes every error by what the request says, such as a member that not every body has.
    ///
    /// The function reads the request and returns the one that changes an error.
    #[must_use]
    pub fn each<F>(
        mut self,
        change: impl Fn(&Request) -> F + Send + Sync + 'static,
    ) -> ErrorLayer<C>
    where
        F: FnOnce(ApiError<C>) -> ApiError<C> + Send + 'static,
    {
        let addition =
            Arc::new(move |request: &Request| -> Change<C> { Box::new(change(request)) });
        Arc::make_mut(&mut self.rules).additions.push(addition);
        self
    }

    /// Names the operation that is logged: the method and the path by default. axum's `MatchedPath`
    /// is better, because it has no ids.
    #[must_use]
    pub fn operation(
        mut self,
        name: impl Fn(&Request) -> Option<String> + Send + Sync + 'static,
    ) -> ErrorLayer<C> {
        Arc::make_mut(&mut self.rules).operation = Some(Arc::new(name));
        self
    }
}

impl<C: Wire> Clone for ErrorLayer<C> {
    fn clone(&self) -> ErrorLayer<C> {
        ErrorLayer { rules: Arc::clone(&self.rules) }
    }
}

impl<C: Wire> fmt::Debug for ErrorLayer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorLayer").finish_non_exhaustive()
    }
}

impl<C: Wire, S> Layer<S> for ErrorLayer<C> {
    type Service = ErrorService<C, S>;

    fn layer(&self, inner: S) -> ErrorService<C, S> {
        ErrorService::new(inner, Arc::clone(&self.rules))
    }
}

/// A request that no handler took.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejection {
    /// The status that axum chose.
    pub status: StatusCode,
    /// What it says about it: nothing, or why an extractor rejects the request.
    pub text: String,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        if self.text.is_empty() { Ok(()) } else { write!(f, ": {}", self.text) }
    }
}

impl Error for Rejection {}

/// The id of a request: the one in the header, or else a new one.
///
/// An id that is longer than 128 characters, or that has others than visible ones of ASCII, does not
/// count. A new one is 32 random hexadecimal digits.
#[must_use]
pub fn request_id(request: &Request, header: &str) -> String {
    let given = request.headers().get(header).and_then(|value| value.to_str().ok());
    let is_id =
        |id: &&str| (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    given.filter(is_id).map_or_else(support::made::id, str::to_owned)
}
