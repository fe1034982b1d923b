//! Addresses: which are safe to follow, which characters must be percent-encoded in the parts of a
//! URL (RFC 3986), and what stands for a name in the path of its page and as an anchor.

use std::borrow::Cow;
use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC};

/// The type of a problem that has none (RFC 9457 §4.2.1).
#[cfg(feature = "cli")]
pub const BLANK: &str = "about:blank";

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

/// The longest name that a page has as it is: endings follow, and no system allows more than 255
/// bytes.
const LONGEST: usize = 200;

/// What stands for a name in the path of its page, in docs URLs and as an anchor. No two names have
/// the same.
///
/// Names of ASCII letters, digits, `-`, `_` and `.` that begin with a letter or digit stay as they
/// are. Every other byte becomes `~` and its number, which file systems and URLs take as it is; the
/// end of a long name becomes a hash of it.
pub fn page_name(name: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let starts = name.starts_with(|first: char| first.is_ascii_alphanumeric());
    if starts && name.len() <= LONGEST && name.bytes().all(is_plain) {
        return name.into();
    }
    let mut out = String::with_capacity(name.len() + 8);
    for (at, byte) in name.bytes().enumerate() {
        if is_plain(byte) && (at > 0 || byte.is_ascii_alphanumeric()) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "~{byte:02X}");
        }
    }
    if out.len() > LONGEST {
        let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        out.truncate(LONGEST - 18);
        let _ = write!(out, "~~{hash:016x}");
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::page_name;

    #[test]
    fn every_name_has_a_page_of_its_own() {
        let long = "x".repeat(300);
        let names = [
            "a",
            "A",
            "a/b",
            "a~2Fb",
            "a:b",
            "a b",
            " a",
            "-a",
            "~2Da",
            ".",
            "..",
            "é",
            "e\u{301}",
            &long,
            &long[1..],
            "订单",
        ];
        let mut pages: Vec<_> = names.iter().map(|name| page_name(name)).collect();
        assert_eq!(pages[2..4], ["a~2Fb", "a~7E2Fb"]);
        for page in &pages {
            assert!(
                page.len() <= 200
                    && page.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_.~".contains(&c))
            );
        }
        pages.sort();
        pages.dedup();
        assert_eq!(pages.len(), names.len());
        assert_eq!(page_name("order_gone.v2"), "order_gone.v2");
    }
}
