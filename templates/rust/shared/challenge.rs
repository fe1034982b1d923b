//! Challenges, as in `WWW-Authenticate` (RFC 9110 §11.6.1).

/// The value of the first parameter with this name, whichever challenge it belongs to.
///
/// Anything that does not follow the grammar is skipped.
pub(super) fn parameter(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    let mut word = "";
    while let Some(c) = rest.chars().next() {
        match c {
            '"' => {
                rest = quoted(&rest[1..]).1;
                word = "";
            }
            '=' => {
                rest = rest[1..].trim_start();
                let (value, behind) = if let Some(inside) = rest.strip_prefix('"') {
                    quoted(inside)
                } else {
                    let (token, behind) = token(rest);
                    (token.to_owned(), behind)
                };
                if word.eq_ignore_ascii_case(name) && !word.is_empty() {
                    return Some(value);
                }
                rest = behind;
                word = "";
            }
            ',' => {
                rest = &rest[1..];
                word = "";
            }
            c if c.is_whitespace() => rest = rest.trim_start(),
            _ => (word, rest) = token(rest),
        }
    }
    None
}

/// The text before the next separator, and the rest.
fn token(text: &str) -> (&str, &str) {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | '=' | '"');
    text.split_at(text.find(separates).unwrap_or(text.len()))
}

/// The contents of a quoted string whose opening quote has been read, and the rest.
fn quoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => value.extend(chars.next()),
            c => value.push(c),
        }
    }
    (value, chars.as_str())
}
