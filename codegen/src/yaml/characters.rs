//! Characters that no file may contain, neither as they are nor as an escape: control characters,
//! other separators of lines than the line feed, controls of the writing direction.

use std::borrow::Cow;
use std::ops::Range;

use super::line::in_quotes;
use super::{Node, Value};
use crate::diagnostic::{Diagnostic, Problems};
use crate::rule;
use crate::source::{SourceFile, Span};
use crate::visible::{has_byte, is_control};

/// How many of them are reported as they are. A file with more is not text.
const REPORTED: usize = 1000;

/// Reports the forbidden characters of a file, wherever they are. Returns whether a parser can read
/// the file nevertheless.
pub fn check_text(file: u32, source: &SourceFile, problems: &mut Problems) -> bool {
    let text = source.text.as_str();
    if !may_have_any(text) {
        return true;
    }
    let windows = |at: usize| text[at..].starts_with("\r\n");
    let found = text.char_indices().filter(|(at, c)| is_control(*c) && !windows(*at));
    let mut readable = true;
    for (at, c) in found.take(REPORTED) {
        let readable_here = matches!(c, '\r' | '\u{85}' | '\u{2028}'..='\u{2069}');
        readable &= readable_here;
        let place = span(file, at..at + c.len_utf8());
        let found = forbidden(c, place, "cannot be seen here");
        // An edit is made only in a file that can be read.
        problems.push(if readable_here { fixed(found, c, place, None) } else { found });
    }
    readable
}

/// Reports the forbidden characters of keys and values that are written as escapes, and those that
/// only keys may not contain: line breaks and tabs.
pub fn check_escapes(node: &Node<'_>, source: &SourceFile, problems: &mut Problems) {
    match &node.value {
        Value::Plain(text) | Value::Text(text) => {
            check_scalar(text, node.span, source, false, problems);
        }
        Value::List(nodes) => {
            for node in nodes {
                check_escapes(node, source, problems);
            }
        }
        Value::Map(entries) => {
            for (key, node) in entries {
                check_scalar(&key.text, key.span, source, true, problems);
                check_escapes(node, source, problems);
            }
        }
        Value::Refused => {}
    }
}

fn check_scalar(text: &str, at: Span, source: &SourceFile, key: bool, problems: &mut Problems) {
    let refused = |c: char| is_control(c) || key && (c == '\n' || c == '\t');
    let breaks = key && has_byte(text, |byte| matches!(byte, b'\n' | b'\t'));
    if !breaks && !may_have_any(text) || !text.contains(refused) {
        return;
    }
    let written = source.text.get(at.range()).unwrap_or_default();
    let mut any = false;
    for (range, c) in escapes(written).filter(|(_, c)| refused(*c)) {
        any = true;
        let start = at.start as usize;
        let place = span(at.file, start + range.start..start + range.end);
        let found = forbidden(c, place, "written as an escape");
        // In a name, a line feed is no better.
        let fixable = !(key && c == '\r');
        let after = &written[range.end..];
        problems.push(if fixable { fixed(found, c, place, Some(after)) } else { found });
    }
    // What the file contains as it is was reported, unless only keys may not contain it.
    let missed = |c: &char| refused(*c) && (!is_control(*c) || !written.contains(*c));
    if !any && let Some(c) = text.chars().find(missed) {
        problems.push(forbidden(c, at, "in this text"));
    }
}

/// Whether a text may contain a control character; fast, since nearly every text contains none.
fn may_have_any(text: &str) -> bool {
    has_byte(text, |byte| byte < b' ' && byte != b'\n' && byte != b'\t' || byte >= 0x7f)
}

/// How to fix a control character in the file.
const UNSEEN: &str = "remove it; your editor may not show it";

/// How to fix an escape that stands for a control character.
const ESCAPED: &str = "remove it; to write a backslash in double quotes, double it";

/// The finding for a forbidden character.
fn forbidden(c: char, at: Span, label: &str) -> Diagnostic {
    let (message, help) = match c {
        '\n' => ("a line break in a name".to_owned(), "write it on one line"),
        '\t' => ("a tab in a name".to_owned(), "remove it, or use a space"),
        '\r' => ("a carriage return".to_owned(), "end the line with a line feed"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => (
            format!("the character U+{:04X} breaks lines in some programs only", u32::from(c)),
            "replace it with a space, or end the line with a line feed",
        ),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => (
            format!(
                "the character U+{:04X} changes the direction of the text after it",
                u32::from(c)
            ),
            "remove it: readers must see what the file says",
        ),
        _ => {
            let message = format!("the character U+{:04X} is a control character", u32::from(c));
            let raw = at.end - at.start == u32::try_from(c.len_utf8()).unwrap_or_default();
            (message, if raw { UNSEEN } else { ESCAPED })
        }
    };
    Diagnostic::error(&rule::CONTROL_CHARACTER, message).at(at, label).help(help)
}

/// The finding with the edit that fixes it, if there is one; `after` is what follows an escape.
fn fixed(found: Diagnostic, c: char, at: Span, after: Option<&str>) -> Diagnostic {
    match (c, after) {
        ('\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}', _) => found.fix(at, ""),
        ('\r', Some(after)) if after.starts_with("\\n") => found.fix(at, ""),
        ('\r', Some(_)) => found.fix(at, "\\n"),
        ('\r', None) => found.fix(at, "\n"),
        ('\u{85}' | '\u{2028}' | '\u{2029}', _) => found.fix_if_asked(at, " "),
        _ => found,
    }
}

/// The escapes in a text in double quotes, each with the character that it stands for; none in any
/// other text. YAML (1.2 §5.7) and TOML (1.1) write them alike.
fn escapes(written: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut at = if written.starts_with('"') { 1 } else { written.len() };
    std::iter::from_fn(move || {
        loop {
            let start = at + written[at..].find('\\')?;
            let kind = written[start + 1..].chars().next()?;
            at = start + 1 + kind.len_utf8();
            let digits = match kind {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let c = match kind {
                '0' => '\0',
                'a' => '\u{7}',
                'b' => '\u{8}',
                't' => '\t',
                'n' => '\n',
                'v' => '\u{b}',
                'f' => '\u{c}',
                'r' => '\r',
                'e' => '\u{1b}',
                'N' => '\u{85}',
                'L' => '\u{2028}',
                'P' => '\u{2029}',
                'x' | 'u' | 'U' => {
                    let Some(number) = written.get(at..at + digits) else { continue };
                    at += digits;
                    let number = u32::from_str_radix(number, 16).ok();
                    let Some(c) = number.and_then(char::from_u32) else { continue };
                    c
                }
                _ => continue,
            };
            return Some((start..at, c));
        }
    })
}

fn span(file: u32, range: Range<usize>) -> Span {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: narrow(range.start), end: narrow(range.end) }
}

/// A scalar without quotes; reports, and takes for quotes, those that only people take for them.
pub(super) fn plain<'s>(text: Cow<'s, str>, span: Span, problems: &mut Problems) -> Value<'s> {
    const QUOTES: [char; 4] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}'];
    let inner = text.strip_prefix(QUOTES).and_then(|text| text.strip_suffix(QUOTES));
    // Between several quotations, the text is not in quotes.
    let Some(inner) = inner.filter(|inner| !inner.contains(QUOTES)) else {
        return Value::Plain(text);
    };
    problems.push(
        Diagnostic::error(&rule::YAML_SYNTAX, "typographic quotes are a part of the text")
            .at(span, "not quotes to YAML")
            .help("write straight quotes, or put these into straight ones to show them")
            .fix(span, in_quotes(inner)),
    );
    Value::Text(Cow::Owned(inner.to_owned()))
}
