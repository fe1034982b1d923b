//! Errors that a service sends.

/// The methods of a catalog's error that do not depend on the catalog.
///
/// The error must have the fields of `parts` used here and a method `default_message`.
macro_rules! error {
    () => {
        impl ApiError {
            /// The error's code.
            #[must_use]
            pub fn code(&self) -> ErrorCode {
                self.parts.code
            }

            /// The HTTP status: the one that was set, or else the code's.
            #[must_use]
            pub fn status(&self) -> Option<u16> {
                self.parts.sending.status.or(self.parts.code.status())
            }

            /// Sets the HTTP status, for a code that has several or whose status the reference does
            /// not document.
            #[must_use]
            pub fn with_status(mut self, status: u16) -> ApiError {
                self.parts.sending.status = Some(status);
                self
            }

            /// Sets a header of the response, such as a challenge or `Retry-After`.
            ///
            /// It replaces any header with the same name.
            #[must_use]
            pub fn with_header(
                mut self,
                name: impl Into<std::borrow::Cow<'static, str>>,
                value: impl Into<String>,
            ) -> ApiError {
                self.parts.sending.headers.push((name.into(), value.into()));
                self
            }

            #[cfg(feature = "json")]
            pub(super) fn sending(&self) -> &shared::Sending {
                &self.parts.sending
            }

            /// The human-readable message: the one that was set, or else the code's default.
            ///
            /// The default message never contains sensitive details.
            #[must_use]
            pub fn message(&self) -> std::borrow::Cow<'_, str> {
                match &self.parts.message {
                    Some(message) => message.as_str().into(),
                    None => self.default_message(),
                }
            }

            /// Replaces the default message.
            #[must_use]
            pub fn with_message(mut self, message: impl Into<String>) -> ApiError {
                self.parts.message = Some(message.into());
                self
            }

            /// Sets the cause of this error. It is not part of the response.
            #[must_use]
            pub fn with_source(
                mut self,
                source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
            ) -> ApiError {
                self.parts.source = Some(source.into());
                self
            }
        }

        /// Writes the code and the message.
        impl std::fmt::Display for ApiError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}: {}", self.code(), self.message())
            }
        }

        impl std::error::Error for ApiError {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match &self.parts.source {
                    Some(source) => Some(&**source),
                    None => None,
                }
            }
        }

        /// Writes the whole body of the response, as [`Envelope`](super::Envelope) does.
        #[cfg(feature = "serde")]
        impl serde::Serialize for ApiError {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&super::Envelope::from(self), serializer)
            }
        }
    };
}

pub(crate) use error;

/// Conversions from a code's details to its error.
macro_rules! details {
    ($code:ident, $type:ident) => {
        impl From<details::$type> for Details {
            fn from(details: details::$type) -> Details {
                Details::$code(details)
            }
        }

        impl From<details::$type> for ApiError {
            fn from(details: details::$type) -> ApiError {
                ApiError::new(ErrorCode::$code, Some(Details::$code(details)))
            }
        }
    };
}

pub(crate) use details;
