//! gRPC status codes.

use core::fmt;

/// A gRPC status code, numbered and named as in `google.rpc.Code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum GrpcCode {
    /// Not an error.
    Ok = 0,
    /// The operation was cancelled.
    Cancelled = 1,
    /// An error about which nothing else is known.
    Unknown = 2,
    /// The client sent an argument that is invalid whatever the state of the system.
    InvalidArgument = 3,
    /// The deadline passed before the operation completed.
    DeadlineExceeded = 4,
    /// The requested resource does not exist.
    NotFound = 5,
    /// The resource to create already exists.
    AlreadyExists = 6,
    /// The caller is authenticated but lacks permission.
    PermissionDenied = 7,
    /// A quota or another resource is used up.
    ResourceExhausted = 8,
    /// The system is not in the state that the operation needs.
    FailedPrecondition = 9,
    /// The operation was aborted, for example because of a conflict with another one.
    Aborted = 10,
    /// The operation goes past the valid range.
    OutOfRange = 11,
    /// The operation is not implemented or not supported.
    Unimplemented = 12,
    /// An invariant of the system is broken.
    Internal = 13,
    /// The service is temporarily unavailable.
    Unavailable = 14,
    /// Data is permanently lost or corrupted.
    DataLoss = 15,
    /// The request has no valid credentials.
    Unauthenticated = 16,
}

impl GrpcCode {
    /// The code for an HTTP status where none is documented.
    ///
    /// The pairs are those of the comments of `google.rpc.Code`. A status that they do not name gets the
    /// nearest code.
    #[must_use]
    pub const fn of_http(status: u16) -> GrpcCode {
        match status {
            200..300 => GrpcCode::Ok,
            400 | 422 => GrpcCode::InvalidArgument,
            401 => GrpcCode::Unauthenticated,
            403 => GrpcCode::PermissionDenied,
            404 => GrpcCode::NotFound,
            405 | 501 => GrpcCode::Unimplemented,
            409 => GrpcCode::Aborted,
            429 => GrpcCode::ResourceExhausted,
            499 => GrpcCode::Cancelled,
            500 => GrpcCode::Internal,
            502 | 503 => GrpcCode::Unavailable,
            504 => GrpcCode::DeadlineExceeded,
            400..500 => GrpcCode::FailedPrecondition,
            _ => GrpcCode::Unknown,
        }
    }

    /// The number sent over the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The name: `PERMISSION_DENIED`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            GrpcCode::Ok => "OK",
            GrpcCode::Cancelled => "CANCELLED",
            GrpcCode::Unknown => "UNKNOWN",
            GrpcCode::InvalidArgument => "INVALID_ARGUMENT",
            GrpcCode::DeadlineExceeded => "DEADLINE_EXCEEDED",
            GrpcCode::NotFound => "NOT_FOUND",
            GrpcCode::AlreadyExists => "ALREADY_EXISTS",
            GrpcCode::PermissionDenied => "PERMISSION_DENIED",
            GrpcCode::ResourceExhausted => "RESOURCE_EXHAUSTED",
            GrpcCode::FailedPrecondition => "FAILED_PRECONDITION",
            GrpcCode::Aborted => "ABORTED",
            GrpcCode::OutOfRange => "OUT_OF_RANGE",
            GrpcCode::Unimplemented => "UNIMPLEMENTED",
            GrpcCode::Internal => "INTERNAL",
            GrpcCode::Unavailable => "UNAVAILABLE",
            GrpcCode::DataLoss => "DATA_LOSS",
            GrpcCode::Unauthenticated => "UNAUTHENTICATED",
        }
    }
}

impl fmt::Display for GrpcCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
