//! Reading JSON as leniently as `JSON.parse` does in JavaScript.
//!
//! serde_json rejects a whole body for one number beyond `f64`, half of a surrogate pair, a byte
//! that is not UTF-8, a byte order mark, or deep nesting, none of which make the code unreadable.
//! Its features `arbitrary_precision` and `unbounded_depth` would change it for the whole program,
//! and the latter lets a body overflow the stack. So what it rejects is replaced here, in one pass
//! that builds nothing and needs no stack, and read again.

use serde::de::DeserializeOwned;

/// The deepest level that serde_json reads.
const DEEPEST: usize = 127;

/// Reads a value from JSON, even if the JSON has parts that cannot be read: such bytes and halves
/// of surrogate pairs become U+FFFD, and such numbers and values nested too deep become null.
pub(super) fn read<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    serde_json::from_slice(json).or_else(|_| serde_json::from_str(&mended(json))).ok()
}

fn mended(json: &[u8]) -> String {
    let text = String::from_utf8_lossy(json);
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut out = String::with_capacity(rest.len());
    let mut depth = 0;
    while let Some(first) = rest.bytes().next() {
        let (token, behind) = rest.split_at(length(first, rest));
        rest = behind;
        let opens = matches!(first, b'[' | b'{');
        depth += usize::from(opens);
        if depth <= DEEPEST {
            match first {
                b'"' => push_string(token, &mut out),
                b'-' | b'0'..=b'9' if is_huge(token) => out.push_str("null"),
                _ => out.push_str(token),
            }
        } else if opens && depth == DEEPEST + 1 {
            out.push_str("null");
        }
        if matches!(first, b']' | b'}') {
            depth = depth.saturating_sub(1);
        }
    }
    out
}

/// The length of the token that begins a text: a string, a number, or anything else up to the next
/// string, number or bracket.
fn length(first: u8, text: &str) -> usize {
    let mut bytes = text.bytes().enumerate().skip(1);
    let end = match first {
        b'"' => {
            let mut escaped = false;
            let end = bytes.find(|(_, byte)| {
                let ends = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                ends
            });
            end.map(|(at, _)| at + 1)
        }
        b'-' | b'0'..=b'9' => {
            let inside = |byte: u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
            bytes.find(|(_, byte)| !inside(*byte)).map(|(at, _)| at)
        }
        b'[' | b']' | b'{' | b'}' => Some(1),
        _ => {
            let begins =
                |byte: u8| matches!(byte, b'"' | b'-' | b'0'..=b'9' | b'[' | b']' | b'{' | b'}');
            bytes.find(|(_, byte)| begins(*byte)).map(|(at, _)| at)
        }
    };
    end.unwrap_or(text.len())
}

fn is_huge(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(f64::is_infinite)
}

/// Adds a string without halves of surrogate pairs.
fn push_string(string: &str, out: &mut String) {
    let mut rest = string;
    while let Some(at) = rest.find('\\') {
        let (plain, escape) = rest.split_at(at);
        out.push_str(plain);
        let (read, written) = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, None),
            (Some(0xd800..=0xdfff), _) => (6, Some("\\ufffd")),
            // A backslash and what it escapes, which may be another one.
            _ => (1 + escape[1..].chars().next().map_or(0, char::len_utf8), None),
        };
        let (escape, behind) = escape.split_at(read);
        out.push_str(written.unwrap_or(escape));
        rest = behind;
    }
    out.push_str(rest);
}

/// The UTF-16 code unit that an escape at the start of a text stands for.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}
