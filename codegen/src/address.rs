//! Addresses: which are safe to follow, and which characters must be percent-encoded in the parts
//! of a URL (RFC 3986).

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC};

/// The schemes of addresses that are safe to follow.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Whether an address is safe to follow.
pub(crate) fn is_safe(url: &str) -> bool {
    SCHEMES.iter().any(|scheme| url.get(..scheme.len()).is_some_and(|start| start == *scheme))
}

/// Everything except the unreserved characters (RFC 3986 §2.3), which are allowed in every part.
pub const NOT_UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is not allowed in a path (RFC 3986 §3.3); the slash is kept.
pub const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
