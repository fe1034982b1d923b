//! Literals of generated source.

use proc_macro2::Literal;

use crate::dialect::is_hidden;

/// A string literal.
pub(super) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    write_string(&mut literal, text);
    literal
}

/// Adds a string literal.
pub(super) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    // In most texts, there is nothing to escape.
    let may_need = |byte: u8| !(b' '..=b'~').contains(&byte) || matches!(byte, b'"' | b'\\');
    while let Some(at) = rest.bytes().position(may_need) {
        out.push_str(&rest[..at]);
        let mut behind = rest[at..].chars();
        match behind.next() {
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some('\n') => out.push_str("\\n"),
            Some(c) if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.extend(c),
        }
        rest = behind.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// A number without the suffix that quoting would add.
pub(super) fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// A number with a separator between groups of digits, as clippy wants it.
pub(super) fn separated(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.char_indices() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn strings_are_literals() {
        for text in ["", "plain", "a \"b\" \\ c", "line\nline", "\0\r\t\u{202e}é\u{2028}"] {
            let literal: syn::LitStr = syn::parse_str(&string(text)).expect("a literal");
            assert_eq!(literal.value(), text);
        }
    }
}
