//! Escaping: registry text as Markdown that looks the same in every viewer.
//!
//! GitHub, mdBook, `MkDocs`, markdown-it, `VitePress` and MDX agree on character references and
//! little else: `MkDocs` shows backslashes, braces are code in MDX, a pipe in a code span ends a
//! cell in some but not in others. So every character that could be markup is written as a
//! reference. Those that cannot be markup in their position are left alone, because people read the
//! source too: `card_declined` needs no reference, `_declined_` does.

use std::fmt::Write;

use percent_encoding::utf8_percent_encode;

use crate::address::NOT_UNRESERVED;
use crate::text::{Span, Text};

/// Where a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph at the left margin; line breaks start new paragraphs.
    Block,
    /// Within a line: a heading, a list item, the words of a link.
    Inline,
    /// A cell of a table.
    Cell,
}

/// Writes a text. `link` may return a destination for a code span.
pub(super) fn text(
    out: &mut String,
    text: &Text,
    place: Place,
    link: impl Fn(&str) -> Option<String>,
) {
    let mut start = true;
    out.push_str(&text.render(|span, out| {
        match span {
            Span::Words(text) => words(out, text, place, start),
            Span::Code(text) => match link(text) {
                Some(destination) => {
                    out.push('[');
                    code(out, text, place);
                    let _ = write!(out, "]({destination})");
                }
                None => code(out, text, place),
            },
            Span::Break if place == Place::Block => out.push_str("\n\n"),
            Span::Break => out.push_str("<br/><br/>"),
        }
        start = span == Span::Break;
    }));
}

/// Writes plain words; `start` tells whether they begin a line or an item.
pub(super) fn words(out: &mut String, text: &str, place: Place, start: bool) {
    let leading = if start { leading(text, place) } else { None };
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !NOTABLE[usize::from(byte)] && leading != Some(at) {
            continue;
        }
        let Some(character) = text[at..].chars().next() else { break };
        let Some(means) = meaning(text, at, character, place, leading == Some(at)) else {
            continue;
        };
        out.push_str(&text[done..at]);
        match means {
            Meaning::Space => out.push(' '),
            Meaning::Unprintable => out.push(char::REPLACEMENT_CHARACTER),
            Meaning::Markup => reference(out, character),
            Meaning::Emoji => apart(out, character),
        }
        done = at + character.len_utf8();
    }
    out.push_str(&text[done..]);
}

/// Writes code: a code span if all viewers agree on it, or else an element with references.
pub(super) fn code(out: &mut String, code: &str, place: Place) {
    if fits_code_span(code, place) && !out.ends_with('`') {
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
            c if c.is_ascii() || is_direction(c) => reference(out, c),
            c => out.push(c),
        }
    }
    out.push_str("</code>");
}

/// The words as a string, for use within a line.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    words(&mut out, text, Place::Inline, true);
    out
}

/// The code as a string, for use within a line.
pub(super) fn inline_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    code(&mut out, text, Place::Inline);
    out
}

/// An anchor, spelled exactly like the text.
///
/// It is an element, because the anchors of headings differ between viewers, and `{#id}` is text on
/// GitHub and a syntax error in MDX.
pub(super) fn anchor(out: &mut String, id: &str) {
    out.push_str("<a id=\"");
    for character in id.chars() {
        match character {
            c if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') => out.push(c),
            c => reference(out, c),
        }
    }
    out.push_str("\"></a>");
}

/// The text for use in a relative link: everything except unreserved characters is encoded.
pub(super) fn percent(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, NOT_UNRESERVED));
}

/// The destination of a link to another site; none if the address is not safe to follow.
pub(super) fn address(url: &str) -> Option<String> {
    let known = ["https://", "http://", "mailto:"];
    if !known.iter().any(|scheme| url.get(..scheme.len()).is_some_and(|s| s == *scheme)) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            c if c.is_ascii_alphanumeric() => out.push(c),
            '%' | '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '+' | ',' | ';'
            | '=' => out.push(character),
            c => percent(&mut out, c.encode_utf8(&mut [0; 4])),
        }
    }
    Some(out)
}

/// Writes a fenced code block, whatever its contents.
pub(super) fn fenced(out: &mut String, language: &str, content: &str) {
    let mut fence = "```".to_owned();
    while content.contains(&fence) {
        fence.push('`');
    }
    // Anything that is not the name of a language could end the line.
    let word = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
    let language = if language.chars().all(word) { language } else { "" };
    let _ = write!(out, "{fence}{language}\n{}\n{fence}\n", content.trim_end_matches('\n'));
}

/// Why a character is not written as it is.
enum Meaning {
    /// Some viewer reads it as markup, or as typography that changes what is shown.
    Markup,
    /// It begins the name of an emoji. Docusaurus and GitHub look for those after references are
    /// decoded, so only a separate element prevents it.
    Emoji,
    /// It is white space that would end a line or a cell.
    Space,
    /// It is a control character, which pages cannot show.
    Unprintable,
}

/// The bytes that [`meaning`] has to look at.
static NOTABLE: [bool; 256] = {
    let mut notable = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        notable[byte] = byte < 0x20 || byte == 0x7f;
        byte += 1;
    }
    let listed = b"&<>{}|*_[]#~:$\\`^\"'-.+=!?\xD8\xE2";
    let mut index = 0;
    while index < listed.len() {
        notable[listed[index] as usize] = true;
        index += 1;
    }
    notable
};

fn meaning(text: &str, at: usize, character: char, place: Place, leading: bool) -> Option<Meaning> {
    let before = text[..at].chars().next_back();
    let after = text[at + character.len_utf8()..].chars().next();
    let is_word = |neighbor: Option<char>| neighbor.is_some_and(char::is_alphanumeric);
    let is_digit = |neighbor: Option<char>| neighbor.is_some_and(|c| c.is_ascii_digit());
    let is_markup = match character {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => return Some(Meaning::Space),
        c if c.is_ascii_control() => return Some(Meaning::Unprintable),
        '<' | '>' | '{' | '}' | '*' | '[' | ']' | '~' | '$' | '\\' | '`' | '^' | '"' => true,
        '|' => place == Place::Cell,
        ':' if names_emoji(&text[at + 1..]) => return Some(Meaning::Emoji),
        '&' => after.is_none_or(|c| c == '#' || c.is_alphanumeric()),
        // Between letters neither emphasis nor a quotation mark.
        '_' | '\'' => !(is_word(before) && is_word(after)),
        // `:emoji:`, `https://`, `:directive`; not `10:30`, nor the end of a word.
        ':' => !(after.is_none_or(char::is_whitespace) || is_digit(before) && is_digit(after)),
        '#' => !is_word(after),
        // Dashes, ellipses, marks, containers: all are runs.
        '-' | '.' | '+' | '=' | '!' | '?' => before == Some(character),
        c => is_direction(c),
    };
    (is_markup || leading).then_some(Meaning::Markup)
}

/// Whether a colon is followed by a name and a second colon, and the name is not the minutes of a
/// time.
fn names_emoji(rest: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_+-".contains(byte);
    let (name, rest) = rest.split_at(rest.bytes().take_while(is_part).count());
    let is_minutes = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_digit());
    !name.is_empty() && !is_minutes && rest.starts_with(':')
}

/// The character at the start of a paragraph or an item that would turn it into something else.
fn leading(text: &str, place: Place) -> Option<usize> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let second = characters.next();
    let alone = second.is_none_or(char::is_whitespace) || second == Some(first);
    let begins = match first {
        '#' | '|' | ':' => true,
        '-' | '+' => alone,
        '!' | '?' | '/' | '=' => second == Some(first),
        '0'..='9' => {
            let end = text.find(|c: char| !c.is_ascii_digit())?;
            let mut rest = text[end..].chars();
            let is_marker = matches!(rest.next(), Some('.' | ')'));
            return (is_marker && rest.next().is_none_or(char::is_whitespace)).then_some(end);
        }
        // MDX reads such a line as a statement.
        'i' | 'e' if place == Place::Block => ["import", "export"].iter().any(|keyword| {
            let rest = text.strip_prefix(keyword);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        }),
        _ => false,
    };
    begins.then_some(0)
}

/// Whether all viewers show a code span with this code as it is.
fn fits_code_span(code: &str, place: Place) -> bool {
    let bytes = code.as_bytes();
    let is_plain = |byte: &u8| match byte {
        b'`' | b'\\' | 0x7f => false,
        b'|' => place != Place::Cell,
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
        && !code.contains(is_direction)
}

/// Whether the character changes the direction of text, so that a source looks different from what
/// it is.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a character as a separate element.
fn apart(out: &mut String, character: char) {
    out.push_str("<span>");
    reference(out, character);
    out.push_str("</span>");
}

fn reference(out: &mut String, character: char) {
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

#[cfg(test)]
mod tests {
    use super::{Place, address, code, text};
    use crate::text::Text;

    fn written(source: &str, place: Place) -> String {
        let mut out = String::new();
        text(&mut out, &Text::new(source), place, |_| None);
        out
    }

    #[test]
    fn harmless_text_stays_readable() {
        for source in [
            "The token's `client_id` isn't snake_case: see RFC 6750 §3.1 (or #1194 C7), at 10:30:15.",
            "R & D; a + b = c - d! Why? 1.5 of 100. Back-off, e.g. 2 / 3 @ 5%.",
            "`Bearer <token>` goes to `/v1/{id}?a=b&c` with `X-Tenant-ID: *`.",
        ] {
            for place in [Place::Block, Place::Inline, Place::Cell] {
                assert_eq!(written(source, place), source);
            }
        }
    }

    #[test]
    fn what_could_be_markup_is_a_reference() {
        let check = |source: &str, place: Place, expected: &str| {
            assert_eq!(written(source, place), expected, "{source:?}");
        };
        check("a|b `c|d`", Place::Block, "a|b `c|d`");
        check("a|b `c|d`", Place::Cell, "a&#124;b <code>c&#124;d</code>");
        check("_a_ a_b", Place::Inline, "&#95;a&#95; a_b");
        check("1. a\n\n- b", Place::Block, "1&#46; a\n\n&#45; b");
        check("a\n\nb", Place::Cell, "a<br/><br/>b");
        check("a :+1: b", Place::Inline, "a <span>&#58;</span>+1: b");
        check("import x", Place::Block, "&#105;mport x");
        check("see `{{x}}`", Place::Block, "see <code>&#123;&#123;x&#125;&#125;</code>");
    }

    #[test]
    fn code_beside_code_stays_apart() {
        let mut out = String::new();
        code(&mut out, "a", Place::Inline);
        code(&mut out, "b", Place::Inline);
        assert_eq!(out, "`a`<code>b</code>");
    }

    #[test]
    fn only_addresses_of_pages_are_linked() {
        let expected = Some("https://h/a%20%28b%29?c=d&amp;e#f".to_owned());
        assert_eq!(address("https://h/a (b)?c=d&e#f"), expected);
        assert_eq!(address("javascript:alert(1)"), None);
    }
}
