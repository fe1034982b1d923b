//! What is printed is visible: how characters are shown that would control a terminal, break a line
//! or look like a command to a CI server.
//!
//! Words that somebody else wrote are made visible twice. [`word`] shows a name, a path or a message
//! on one line, where it is put into a text. [`printed`] goes over every text right before it is
//! printed, and lets only our own line breaks and styles through.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

/// Whether a character is not shown but changes how others are: a control character other than tab
/// and line feed, a separator of lines that only some programs know, a control of the writing
/// direction (Unicode Standard Annex 9, §2), or one of the two that neither YAML nor XML can contain.
#[must_use]
pub fn is_control(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_control(),
    }
}

/// Whether a character has no shape of its own, although it changes little else.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Whether the character at an offset is a joiner within an emoji or a word, as several scripts need
/// it.
#[must_use]
pub fn joins(text: &str, at: usize, character: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + character.len_utf8()..].chars().next();
    let hidden = |c| is_control(c) || is_invisible(c);
    let letter = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !hidden(c));
    matches!(character, '\u{200c}' | '\u{200d}') && letter(before) && letter(after)
}

/// Whether a name contains what no name may: a control, a line break or a tab.
#[must_use]
pub fn is_controlled(name: &str) -> bool {
    name.contains(|c| is_control(c) || c == '\n' || c == '\t')
}

/// A text that somebody else wrote, as one line of which every character is visible.
#[must_use]
pub fn word(text: &str) -> Cow<'_, str> {
    let hidden = |(at, c): (usize, char)| {
        is_control(c) || c == '\n' || c == '\t' || is_invisible(c) && !joins(text, at, c)
    };
    if !suspicious(text) && !text.contains(['\n', '\t']) {
        return Cow::Borrowed(text);
    }
    let Some((first, _)) = text.char_indices().find(|it| hidden(*it)) else {
        return Cow::Borrowed(text);
    };
    let mut out = text[..first].to_owned();
    for (at, c) in text[first..].char_indices().map(|(at, c)| (first + at, c)) {
        if hidden((at, c)) { spell(c, Syntax::Plain, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// A message as one line of which every character is visible.
#[must_use]
pub fn line(text: impl Into<String>) -> String {
    let text = text.into();
    if let Cow::Owned(visible) = word(&text) {
        return visible;
    }
    text
}

/// A path as one line of which every character is visible.
#[must_use]
pub fn path(path: &Path) -> String {
    line(path.to_string_lossy())
}

/// What a printed text is written in, and so how a character is spelled in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Lines for people, which may have styles.
    Plain,
    /// A patch: as lines for people, but lines may end as they do on Windows.
    Patch,
    /// JSON, whose strings can spell every character as an escape.
    Json,
    /// XML, whose texts can spell most characters as a reference.
    Xml,
    /// Workflow commands of GitHub, one line each.
    Commands,
}

/// A text as it is printed. Only visible characters, spaces, tabs, line feeds and styles are left as
/// they are. What a CI server would take for a command is not: a line that begins with `::` after
/// blanks, unless it is such a command, and `##[` or `##name[` anywhere.
#[must_use]
pub fn printed(text: &str, syntax: Syntax) -> Cow<'_, str> {
    if !suspicious(text) && !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    // Everything before this offset is in `out`, if anything has been changed.
    let mut done = 0;
    let mut at = 0;
    let mut line_start = syntax != Syntax::Commands;
    while let Some(c) = text[at..].chars().next() {
        // Nearly every character is one of these, with which nothing of interest begins.
        if matches!(c, ' '..='~') && !matches!(c, ':' | '#') {
            line_start &= c == ' ';
            at += 1;
            continue;
        }
        let rest = &text[at..];
        if let Some(style) = style(rest).filter(|_| syntax == Syntax::Plain) {
            at += style;
            continue;
        }
        let windows = syntax == Syntax::Patch && rest.starts_with("\r\n");
        let command = line_start && begins_command(rest) || names_command(rest);
        if command || is_control(c) && !windows {
            out.push_str(&text[done..at]);
            spell(c, syntax, &mut out);
            done = at + c.len_utf8();
        }
        // GitHub's runner ignores blanks and invisible characters before a command.
        let blank = c.is_whitespace() || is_control(c) || is_invisible(c);
        line_start = c == '\n' || line_start && blank;
        at += c.len_utf8();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Whether a text may contain a character that is not visible; fast, and wrong for some texts that
/// do not.
fn suspicious(text: &str) -> bool {
    // Of the characters beyond ASCII that matter, most begin with one of the first three bytes.
    has_byte(text, |byte| match byte {
        b'\t' | b'\n' => false,
        0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3 | 0x7f => true,
        _ => byte < b' ',
    })
}

/// Whether a text has a byte of a kind. Looks at whole blocks, for which compilers use wide registers.
pub(crate) fn has_byte(text: &str, kind: impl Fn(u8) -> bool) -> bool {
    let any = |block: &[u8]| block.iter().fold(false, |any, byte| any | kind(*byte));
    text.as_bytes().chunks(64).any(any)
}

/// The length of the style at the start of a text: `ESC [ digits m`.
fn style(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\x1b[")?;
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    codes[end..].starts_with('m').then_some(text.len() - codes.len() + end + 1)
}

/// Whether a text begins with `::`, even if the two are separated by what nobody sees. With a third
/// colon, no name of a command follows: so excerpts mark another file.
fn begins_command(text: &str) -> bool {
    let mut rest = text;
    let mut colon = || {
        let after = rest.strip_prefix(':');
        rest = after.unwrap_or(rest).trim_start_matches(is_invisible);
        after.is_some()
    };
    colon() && colon() && !colon()
}

/// Whether a text begins with `##[`, as old commands of GitHub do, or with a name before the bracket,
/// as those of Azure Pipelines and TeamCity do. Some servers find them anywhere in a line.
fn names_command(text: &str) -> bool {
    let name = text.strip_prefix("##");
    name.is_some_and(|name| name.trim_start_matches(char::is_alphabetic).starts_with('['))
}

/// Writes a character so that it can be seen.
fn spell(c: char, syntax: Syntax, out: &mut String) {
    let number = u32::from(c);
    // Writing to a string does not fail.
    let _ = match (syntax, c) {
        (Syntax::Json, _) => {
            c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))
        }
        // XML 1.0 has no spelling for the others (§2.2).
        (Syntax::Xml, '\r' | ' '..='\u{fffd}' | '\u{10000}'..) => write!(out, "&#x{number:x};"),
        (_, '\n') => write!(out, "\\n"),
        (_, '\r') => write!(out, "\\r"),
        (_, '\t') => write!(out, "\\t"),
        _ => write!(out, "\\u{{{number:x}}}"),
    };
}

#[cfg(test)]
mod tests {
    use super::{Syntax, printed, word};

    #[test]
    fn a_word_is_one_visible_line() {
        for (text, shown) in [
            ("plain wörds: ::error::x", "plain wörds: ::error::x"),
            ("a\nb\r\n\tc", r"a\nb\r\n\tc"),
            ("\0\u{7}\x1b[2J\x7f\u{9b}", r"\u{0}\u{7}\u{1b}[2J\u{7f}\u{9b}"),
            ("\u{2028}\u{202e}\u{2066}", r"\u{2028}\u{202e}\u{2066}"),
            (
                "x\u{200b}y\u{feff}\u{e0041}\u{ad}\u{61c}",
                r"x\u{200b}y\u{feff}\u{e0041}\u{ad}\u{61c}",
            ),
            ("x\u{180e}\u{200d}", r"x\u{180e}\u{200d}"),
            // Joiners are part of an emoji or a word.
            ("👩\u{200d}🔬 می\u{200c}خواهم", "👩\u{200d}🔬 می\u{200c}خواهم"),
        ] {
            assert_eq!(word(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_printed_text_keeps_only_own_line_breaks_and_styles() {
        use Syntax::{Commands, Json, Patch, Plain, Xml};
        for (text, syntax, shown) in [
            ("\x1b[1;31mred\x1b[0m\n\tcrate::x\n", Plain, "\x1b[1;31mred\x1b[0m\n\tcrate::x\n"),
            ("\x1b[2J\x1b]8;;x\x07\x1b", Plain, r"\u{1b}[2J\u{1b}]8;;x\u{7}\u{1b}"),
            ("a\r\nb\u{202e}", Plain, "a\\r\nb\\u{202e}"),
            ("a\r\nb\r", Patch, "a\r\nb\\r"),
            ("\x1b[1m", Patch, r"\u{1b}[1m"),
            ("x ::error::\n \t::error::x\n", Plain, "x ::error::\n \t\\u{3a}:error::x\n"),
            ("\u{a0}\u{200b}::e", Plain, "\u{a0}\u{200b}\\u{3a}:e"),
            ("\x1b[1m::e\n:\u{ad}:e", Plain, "\x1b[1m\\u{3a}:e\n\\u{3a}\u{ad}:e"),
            ("  ::: b.yaml\n", Plain, "  ::: b.yaml\n"),
            (
                "x ##[group] ##vso[x] ###[ ## [x]",
                Plain,
                r"x \u{23}#[group] \u{23}#vso[x] #\u{23}#[ ## [x]",
            ),
            (
                "{\"a\":\"\x7f\u{e000}##[\u{2028}\"}",
                Json,
                "{\"a\":\"\\u007f\u{e000}\\u0023#[\\u2028\"}",
            ),
            ("<a>\n::x \u{202e}\u{85}</a>", Xml, "<a>\n&#x3a;:x &#x202e;&#x85;</a>"),
            ("::error::x ##[y]\n", Commands, "::error::x \\u{23}#[y]\n"),
            ("::error::x\n::error::y\n", Commands, "::error::x\n\\u{3a}:error::y\n"),
        ] {
            assert_eq!(printed(text, syntax), shown, "{text:?}");
        }
    }

    /// The quick look at bytes must not miss a character.
    #[test]
    fn every_hidden_character_is_suspicious() {
        for c in ('\0'..=char::MAX).filter(|c| super::is_control(*c) || super::is_invisible(*c)) {
            assert!(super::suspicious(&c.to_string()), "{c:?}");
        }
    }
}
