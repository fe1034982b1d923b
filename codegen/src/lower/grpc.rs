//! The gRPC status of a code: the one that it sets or, if the envelope carries one, the one that its
//! HTTP status maps to.

use errbook_templates::shared::GrpcCode;

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
        let derived = matches!(status / 100, 2 | 4 | 5).then(|| GrpcCode::of_http(*status))?;
        return by_name(derived.as_str());
    };
    let found = by_name(&name.value);
    if found.is_none() && !name.value.is_empty() {
        let message = format!("`{}` is not a `google.rpc.Code`", name.value);
        let found = Diagnostic::error(&rule::UNKNOWN_VALUE, message).at(name.span, "this name");
        let numbered = name.value.parse().ok().and_then(|number: usize| NAMES.get(number));
        problems.push(if let Some(known) = numbered {
            let help = format!("write `{known}`, the name of this number");
            found.help(help).fix(name.span, *known)
        } else {
            let all = || format!("write one of {}", quoted(NAMES));
            found.help(did_you_mean(&name.value, NAMES, all))
        });
    }
    found
}

/// The code with a name.
pub(crate) fn by_name(name: &str) -> Option<Grpc> {
    let number = NAMES.iter().position(|known| *known == name)?;
    Some(Grpc { number: u8::try_from(number).ok()?, name: NAMES[number] })
}

#[cfg(test)]
mod tests {
    use super::lower;
    use crate::diagnostic::Problems;

    #[test]
    fn a_body_says_what_the_status_of_tonic_says() {
        let name = |status| {
            let mut problems = Problems::default();
            lower(None, &[status], true, &mut problems).map(|grpc| grpc.name)
        };
        assert_eq!(name(422), Some("INVALID_ARGUMENT"));
        assert_eq!(name(405), Some("UNIMPLEMENTED"));
        assert_eq!(name(502), Some("UNAVAILABLE"));
        assert_eq!(name(418), Some("FAILED_PRECONDITION"));
        assert_eq!(name(302), None);
    }
}
