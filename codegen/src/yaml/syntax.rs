//! Syntax errors in plain words: what the parser means, where the fault is, and how it is usually
//! fixed.

use std::ops::Range;

use super::fault::Fault;
use super::mistakes::{known, unclosed_quote, unknown_escape};
use crate::source::line_start;

/// Rewords a message of the parser, which it gave at an offset of the text.
pub(super) fn fault(info: &str, text: &str, at: usize) -> Fault {
    let fault = Fault::new;
    if let Some(at) = tab(info, text, at) {
        return fault(
            "a tab in the indentation",
            at,
            "indent with spaces: YAML does not allow tabs here",
        )
        .edit(
            run(text, at, |c| c == '\t'),
            "  ".repeat(run(text, at, |c| c == '\t').len()),
            false,
        );
    }
    if let Some((at, space)) = false_space(text, at) {
        let message = format!("the character U+{:04X} looks like a space", u32::from(space));
        let spaces = run(text, at, |c| c == space);
        let number = spaces.len() / space.len_utf8();
        return fault(&message, at, "replace it with a space: YAML reads it as a letter")
            .fix(spaces, " ".repeat(number));
    }
    if let Some(fault) = known(info, text, at) {
        return fault;
    }
    let first = text[at..].chars().next().unwrap_or('\n');
    if info.starts_with("unexpected character") {
        let control = |c: char| c.is_control() && !c.is_whitespace();
        if let Some((offset, found)) = text[at..].char_indices().find(|(_, c)| control(*c)) {
            let message = format!("the character U+{:04X} is not allowed", u32::from(found));
            return fault(&message, at + offset, "remove it; your editor may not show it");
        }
    }
    let own = "put the text in quotes: YAML reserves this character";
    if "`@%*&!|>".contains(first) && !info.contains("block scalar") && !info.contains("version") {
        return fault(
            &format!("unquoted text cannot begin with `{first}`").replace("```", "a backtick"),
            at,
            own,
        )
        .quoted(text, at);
    }
    if info.contains("quoted scalar") && info.contains("indentation")
        || info.contains("unclosed quote")
    {
        let at = open_quote(&text[..at]).unwrap_or(at);
        return unclosed_quote(text, at);
    }
    if info.contains("bracket") {
        let [message, help] = bracket(first);
        return fault(&message, at, &help);
    }
    if info.contains("mapping values") && text[line_start(text, at)..at].contains(": ") {
        let help = "put the text in quotes: `: ` begins a value in YAML";
        return fault("a second `: ` on this line", at, help).quoted(text, at);
    }
    if info.contains("escape") {
        return unknown_escape(text, at);
    }
    if let Some((_, message, help)) = FAULTS.iter().find(|(words, ..)| info.contains(words)) {
        return fault(message, at, help);
    }
    let mut message = info.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    fault(&message, at, "check the indentation and quotes of this line and the one above")
}

/// What is wrong with a bracket, and how to fix it.
fn bracket(found: char) -> [String; 2] {
    let close = match found {
        '[' => ']',
        '{' => '}',
        _ => {
            let help = "remove it, or put the text around it in quotes";
            return [format!("unmatched `{found}`"), help.to_owned()];
        }
    };
    [format!("`{found}` is never closed"), format!("close it with `{close}`")]
}

/// Words in the parser's messages, what they mean, and how to fix it.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "trailing content after single",
        "more text after the closing quote",
        "inside single quotes, write an apostrophe as `''`",
    ),
    (
        "trailing content after double",
        "more text after the closing quote",
        "inside double quotes, write a quote as `\\\"`",
    ),
    (
        "block scalar",
        "text on the same line as `|` or `>`",
        "begin the text on the next line, or put it in quotes",
    ),
    ("mapping values", "a key is not allowed here", "indent it like the other keys of its map"),
    ("expected key", "expected a key here", "indent the line like the keys above it"),
    ("simple key", "a key without a value", "write `key: value`, or `- ` before a list entry"),
    (
        "'-'",
        "a list continues with a line that is not an entry",
        "begin the line with `- `, or indent it like the text of the entry",
    ),
    (
        "block sequence entries",
        "a list cannot begin here",
        "begin it on its own line, or write it in brackets: `[a, b]`",
    ),
    ("recursion", "lists and maps nested too deep", "close the brackets, or flatten the value"),
];

/// The tab that an error is about: in the indentation of its line or, if the parser mentions a tab,
/// of a later line.
fn tab(info: &str, text: &str, at: usize) -> Option<usize> {
    let mut start = line_start(text, at);
    loop {
        let line = line(text, start);
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = indent.find('\t') {
            return Some(start + tab);
        }
        let next = text[start..].find('\n').filter(|_| info.contains("tab"))?;
        start += next + 1;
    }
}

/// The character that only looks like a space where YAML needs one: at the start of a line or after
/// a key or dash, in the line of an error or the one above, which it joins to that line.
fn false_space(text: &str, at: usize) -> Option<(usize, char)> {
    let end = at + text[at..].find('\n').unwrap_or(text.len() - at);
    let lines = text[..end].rsplit('\n').filter(|line| !line.trim().is_empty());
    lines.take(2).find_map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let mut spaces = line.char_indices().filter(|(_, c)| c.is_whitespace() && !c.is_ascii());
        let (at, space) = spaces.find(|(at, _)| {
            // Further to the right, it is part of a text.
            let before = line[..*at].trim().trim_start_matches("- ");
            before.is_empty() || before.ends_with([':', '-']) && !before.contains(' ')
        })?;
        Some((start + at, space))
    })
}

/// The run of characters of one kind at an offset.
fn run(text: &str, at: usize, kind: impl Fn(char) -> bool) -> Range<usize> {
    let length = text[at..].len() - text[at..].trim_start_matches(kind).len();
    at..at + length
}

/// The line at an offset.
fn line(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    text[start..].lines().next().unwrap_or_default()
}

/// The quote that opens a text and is not closed before the end.
fn open_quote(text: &str) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match open {
            // An escaped apostrophe.
            Some((_, '\'')) if c == '\'' && chars.next_if(|(_, c)| *c == '\'').is_some() => {}
            Some((_, quote)) if quote == c && before != '\\' => open = None,
            None if (c == '"' || c == '\'') && "\n:-?[{,".contains(before) => open = Some((at, c)),
            _ => {}
        }
        // An opening quote follows an indicator, with or without a space between them.
        if c != ' ' || open.is_some() {
            before = c;
        }
    }
    open.map(|(at, _)| at)
}
