//! Code within a line of Markdown.

use std::fmt::Write;

use super::characters::{apart, is_hidden, names_emoji, reference};
use crate::text::fence;

/// Writes a code span whose backticks no code can end.
pub(super) fn code_span(
    out: &mut String,
    code: &str,
    write: impl Fn(&mut String, char, Option<char>),
) {
    let fence = fence(code);
    // Renderers remove one space of padding if there is one at both ends.
    let outer = |c: char| matches!(c, ' ' | '`');
    let pad = code.starts_with(outer) || code.ends_with(outer);
    let space = |out: &mut String| {
        if pad {
            write(out, ' ', None);
        }
    };
    out.push_str(&fence);
    space(out);
    let mut before = None;
    for c in code.chars() {
        write(out, c, before);
        before = Some(c);
    }
    space(out);
    out.push_str(&fence);
}

/// Writes code: a code span if all viewers agree on it, or else an element with references.
pub(super) fn code_on_pages(out: &mut String, code: &str, cell: bool) {
    if fits_code_span(code, cell) && !out.ends_with('`') {
        let _ = write!(out, "`{code}`");
        return;
    }
    out.push_str("<code>");
    for (at, character) in code.char_indices() {
        match character {
            c if c.is_ascii_control() => out.push(' '),
            ':' if names_emoji(&code[at + 1..]) => apart(out, character),
            c if c == ' ' || c.is_ascii_alphanumeric() => out.push(c),
            '-' | '.' | ',' | '/' | '=' if !out.ends_with(character) => out.push(character),
            c if c.is_ascii() || is_hidden(c) => reference(out, c),
            c => out.push(c),
        }
    }
    out.push_str("</code>");
}

/// Whether all viewers show a code span with this code as it is.
fn fits_code_span(code: &str, cell: bool) -> bool {
    let bytes = code.as_bytes();
    let is_plain = |byte: &u8| match byte {
        b'`' | b'\\' | 0x7f => false,
        b'|' => !cell,
        byte => *byte >= b' ',
    };
    // `{{` and `{%` are expressions in VitePress and Jekyll even in code; `#!` and `:::` at its
    // start name a language in `MkDocs`.
    let is_special = |pair: &[u8]| matches!(pair, b"{{" | b"}}" | b"{%" | b"{#");
    bytes.iter().all(is_plain)
        && !bytes.windows(2).any(is_special)
        && !code.starts_with([' ', ':'])
        && !code.starts_with("#!")
        && !code.ends_with(' ')
        && !code.contains(is_hidden)
}
