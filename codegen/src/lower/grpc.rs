//! The gRPC status of a code: the one that it sets or, if the envelope carries one, the one that its
//! HTTP status maps to.

use crate::decode::Spanned;
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::model::Grpc;
use crate::rule;
use crate::words::quoted;

/// The names of `google.rpc.Code`, in the order of their numbers.
const NAMES: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];

/// The gRPC status of a code with these HTTP statuses; reports an unknown name.
///
/// It is derived only where every body carries one. An API that never mentions gRPC has none.
pub(super) fn lower(
    name: Option<&Spanned<String>>,
    status: &[u16],
    carried: bool,
    problems: &mut Problems,
) -> Option<Grpc> {
    let Some(name) = name else {
        let ([status], true) = (status, carried) else { return None };
        return by_name(derived(*status)?);
    };
    let found = by_name(&name.value);
    if found.is_none() && !name.value.is_empty() {
        let help = did_you_mean(&name.value, NAMES, || format!("write one of {}", quoted(NAMES)));
        problems.push(
            Diagnostic::error(
                &rule::UNKNOWN_VALUE,
                format!("`{}` is not a `google.rpc.Code`", name.value),
            )
            .at(name.span, "this name")
            .help(help),
        );
    }
    found
}

/// The code with a name.
pub(crate) fn by_name(name: &str) -> Option<Grpc> {
    let number = NAMES.iter().position(|known| *known == name)?;
    Some(Grpc { number: u8::try_from(number).ok()?, name: NAMES[number] })
}

/// The gRPC code that an HTTP status maps to, as the comments of `google.rpc.Code` pair them.
fn derived(status: u16) -> Option<&'static str> {
    Some(match status {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        409 => "ABORTED",
        429 => "RESOURCE_EXHAUSTED",
        499 => "CANCELLED",
        501 => "UNIMPLEMENTED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        500 => "INTERNAL",
        _ => match status / 100 {
            2 => "OK",
            4 => "FAILED_PRECONDITION",
            5 => "UNKNOWN",
            _ => return None,
        },
    })
}
