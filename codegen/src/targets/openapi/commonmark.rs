//! Registry text as CommonMark, the format of descriptions in OpenAPI.

use crate::text::{Span, Text};

/// The text, with everything escaped that is markup in CommonMark or GitHub's dialect.
pub fn text(text: &Text) -> String {
    let mut starts = true;
    text.render(|span, out| match span {
        Span::Words(words) => {
            escape(words, starts, out);
            starts = false;
        }
        Span::Code(code) => {
            push_code(code, out);
            starts = false;
        }
        Span::Break => {
            out.push_str("\n\n");
            starts = true;
        }
    })
}

/// Plain words, escaped; `starts` tells whether they begin a paragraph.
pub fn words(words: &str, starts: bool) -> String {
    let mut out = String::with_capacity(words.len());
    escape(words, starts, &mut out);
    out
}

/// A code span.
pub fn code(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + 2);
    push_code(code, &mut out);
    out
}

/// A link that shows its address.
pub fn address(url: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '\\');
    if url.chars().all(plain) { format!("<{url}>") } else { code(url) }
}

fn push_code(code: &str, out: &mut String) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // Renderers remove one space of padding if there is one at both ends.
    let outer = |c: char| matches!(c, ' ' | '`');
    let pad = if code.starts_with(outer) || code.ends_with(outer) { " " } else { "" };
    out.push_str(&fence);
    out.push_str(pad);
    out.push_str(code);
    out.push_str(pad);
    out.push_str(&fence);
}

fn escape(words: &str, starts: bool, out: &mut String) {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mut current = None;
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let before = current.replace(c);
        if c == '<' && next.is_none_or(|next| !next.is_whitespace()) {
            // Safe even in viewers that pass HTML through and ignore backslashes.
            out.push_str("&lt;");
            continue;
        }
        let markup = match c {
            '`' | '*' | '[' | '~' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '_' => !(is_word(before) && is_word(next)),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            '#' | '>' | '-' | '+' | '=' => starts && at == 0,
            '.' | ')' => starts && at > 0 && at == digits,
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{code, text};
    use crate::text::Text;

    fn check(source: &str, expected: &str) {
        assert_eq!(text(&Text::new(source)), expected, "{source:?}");
    }

    #[test]
    fn words_mean_themselves() {
        check("snake_case stays, _this_ does not", "snake_case stays, \\_this\\_ does not");
        check("a < b <c> &amp; R&D", "a < b &lt;c> \\&amp; R\\&D");
        check(
            "*bold* [x](y) ~~no~~ C:\\dir \\*",
            "\\*bold\\* \\[x](y) \\~\\~no\\~\\~ C:\\dir \\\\\\*",
        );
        check("# one", "\\# one");
        check("1. one", "1\\. one");
        check("- one\n\n+ two", "\\- one\n\n\\+ two");
        check("see `a_b`\\", "see `a_b`\\\\");
        check("a lone ` here", "a lone \\` here");
    }

    #[test]
    fn code_keeps_its_backticks() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
