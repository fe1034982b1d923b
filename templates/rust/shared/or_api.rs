//! Errors of others as errors of a catalog.

use std::error::Error;

use super::catalog::Catalog;
use super::error::ApiError;

/// Turns an error of something else into an error of a catalog, and keeps it as the cause.
///
/// There is no conversion of every error, so that none becomes an internal error unnoticed: each `?`
/// says which code stands for the failure.
pub trait OrApi<T, E> {
    /// The value, or else this error with the other one as its cause.
    ///
    /// # Errors
    ///
    /// If the result is an error.
    fn or_api<C: Catalog>(self, error: impl FnOnce() -> ApiError<C>) -> Result<T, ApiError<C>>;

    /// The value, or else the error that is chosen for the other one, which becomes its cause.
    ///
    /// # Errors
    ///
    /// If the result is an error.
    fn or_api_for<C: Catalog>(
        self,
        error: impl FnOnce(&E) -> ApiError<C>,
    ) -> Result<T, ApiError<C>>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrApi<T, E> for Result<T, E> {
    fn or_api<C: Catalog>(self, error: impl FnOnce() -> ApiError<C>) -> Result<T, ApiError<C>> {
        self.map_err(|source| error().with_source(source))
    }

    fn or_api_for<C: Catalog>(
        self,
        error: impl FnOnce(&E) -> ApiError<C>,
    ) -> Result<T, ApiError<C>> {
        self.map_err(|source| error(&source).with_source(source))
    }
}
