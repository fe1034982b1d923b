//! Addresses of pages elsewhere.

use percent_encoding::utf8_percent_encode;

use crate::address::{NOT_UNRESERVED, is_safe};

/// An address that no notation takes for the end of a link: all but the characters that stand for
/// themselves everywhere is percent-encoded. None if it is not safe to follow.
pub(crate) fn encoded(url: &str) -> Option<String> {
    if !is_safe(url) {
        return None;
    }
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"%-._~:/?#@!+,;=&".contains(&byte);
    if url.bytes().all(stays) {
        return Some(url.to_owned());
    }
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            c if c.is_ascii() && stays(c as u8) => out.push(c),
            c => out.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), NOT_UNRESERVED)),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn only_addresses_of_pages_are_linked() {
        let expected = Some("https://h/a%20%28b%29?c=d&e#f".to_owned());
        assert_eq!(encoded("https://h/a (b)?c=d&e#f"), expected);
        assert_eq!(encoded("https://a/b(c) */"), Some("https://a/b%28c%29%20%2A/".to_owned()));
        assert_eq!(encoded("https://a/\u{202e}"), Some("https://a/%E2%80%AE".to_owned()));
        assert_eq!(encoded("javascript:alert(1)"), None);
    }
}
