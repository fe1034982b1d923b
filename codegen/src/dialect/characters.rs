//! Characters: which have no shape, which begin something, and how they are written so that they
//! mean themselves.

use std::fmt::Write;

use crate::visible;

/// Stands for a space where a line must not break; escaped words never contain it.
pub(crate) const FIXED_SPACE: char = '\0';

/// Whether a character has no shape of its own or ends a line.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || visible::is_control(c) || visible::is_invisible(c)
}

/// A space that must not break.
pub(super) fn fixed(c: char) -> char {
    if c.is_whitespace() { FIXED_SPACE } else { c }
}

pub(super) fn backslash(out: &mut String, c: char) {
    out.extend(['\\', c]);
}

/// Writes a character as a reference.
pub(super) fn reference(out: &mut String, character: char) {
    match character {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        other => {
            let _ = write!(out, "&#{};", u32::from(other));
        }
    }
}

/// Writes a character as a separate element. Docusaurus and GitHub look for the names of emoji after
/// references are decoded, so only this prevents one.
pub(super) fn apart(out: &mut String, character: char) {
    out.push_str("<span>");
    reference(out, character);
    out.push_str("</span>");
}

pub(super) fn begins_reference(rest: &str) -> bool {
    rest.starts_with(|c: char| c == '#' || c.is_alphanumeric()) || rest.is_empty()
}

pub(super) fn is_no_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

pub(super) fn is_no_space(rest: &str) -> bool {
    !rest.starts_with(char::is_whitespace)
}

pub(super) fn is_punctuation(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_punctuation())
}

/// `:emoji:`, `https://`, `:directive`; not the end of a word.
pub(super) fn begins_name(rest: &str) -> bool {
    !(rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// Whether a colon is that of a time: `10:30`.
pub(super) fn is_time(before: Option<char>, rest: &str) -> bool {
    before.is_some_and(|c| c.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && !names_emoji(rest)
}

/// Whether a colon is followed by a name and a second colon, and the name is not the minutes of a
/// time.
pub(super) fn names_emoji(rest: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_+-".contains(byte);
    let (name, rest) = rest.split_at(rest.bytes().take_while(is_part).count());
    let is_minutes = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_digit());
    !name.is_empty() && !is_minutes && rest.starts_with(':')
}

/// The character at the start of a line that would make it a heading, a list, a quotation or a rule.
pub(super) fn leading(line: &str) -> Option<usize> {
    number(line).or(line.starts_with(['#', '>', '+', '-', '=']).then_some(0))
}

/// The end of a number that would begin a list.
fn number(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    let begins = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (digits > 0 && begins).then_some(digits)
}

/// The same on a page, where other viewers know more notations, but only those at the start of a
/// paragraph or an item can be meant.
pub(super) fn leading_on_pages(text: &str, cell: bool) -> Option<usize> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let second = characters.next();
    let alone = second.is_none_or(char::is_whitespace) || second == Some(first);
    let begins = match first {
        '#' | '|' | ':' | '>' => true,
        '-' | '+' => alone,
        '!' | '?' | '/' | '=' => second == Some(first),
        '0'..='9' => return number(text),
        // MDX reads such a line as a statement.
        'i' | 'e' if !cell => ["import", "export"].iter().any(|keyword| {
            let rest = text.strip_prefix(keyword);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        }),
        _ => false,
    };
    begins.then_some(0)
}
