//! Errors that clients with reqwest receive.

use ::reqwest::{Error, Response};

use super::super::shared::generic::{ClientError, Wire};

impl<C: Wire> ClientError<C, Error> {
    /// The response if it is a success, or else the error that it has.
    ///
    /// # Errors
    ///
    /// If the status is none of a success: an error of the API, or a response that is none. A body that
    /// breaks off is an error in transport.
    pub async fn check(response: Response) -> Result<Response, ClientError<C, Error>> {
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let headers = response.headers().clone();
        let body = response.bytes().await?;
        Err(ClientError::parse(status.as_u16(), &headers, body))
    }
}
