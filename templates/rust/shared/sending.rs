//! What a service sets on an individual response.

use std::borrow::Cow;

/// What was set on an error besides its code, message, and details.
#[derive(Clone, Default)]
pub(crate) struct Sending {
    pub status: Option<u16>,
    pub headers: Vec<(Cow<'static, str>, String)>,
    /// The address that the client is redirected to.
    pub address: Option<String>,
    /// Parameters added to the error's own.
    pub parameters: Vec<(Cow<'static, str>, String)>,
}

/// The methods of an error for codes that are delivered by redirect.
macro_rules! redirect {
    () => {
        /// Delivery by redirect.
        impl ApiError {
            /// Sets the address that the client is redirected to, for a code that is sent in the
            /// query of a redirect; see [`Delivery::Redirect`](shared::Delivery::Redirect).
            ///
            /// The address must be known to belong to the client. Any query that it has is kept.
            #[must_use]
            pub fn with_redirect(mut self, address: impl Into<String>) -> ApiError {
                self.parts.sending.address = Some(address.into());
                self
            }

            /// Adds a parameter to the query of the redirect, such as the `state` of OAuth 2.0.
            #[must_use]
            pub fn with_parameter(
                mut self,
                name: impl Into<std::borrow::Cow<'static, str>>,
                value: impl Into<String>,
            ) -> ApiError {
                self.parts.sending.parameters.push((name.into(), value.into()));
                self
            }
        }
    };
}

pub(crate) use redirect;
