//! Unintended characters: trailing spaces, tabs, invisible characters, unmatched backticks.

use super::context::{Context, Rich, stretch};
use super::findings::{Findings, Lint, of_parts};
use crate::diagnostic::Diagnostic;
use crate::rule;
use crate::text::Part;
use crate::visible::{has_byte, is_invisible, joins};

pub(super) const LINTS: &[Lint] = &[
    of_parts(&rule::TRAILING_SPACE, trailing_space),
    of_parts(&rule::TAB_CHARACTER, tab_character),
    of_parts(&rule::INVISIBLE_CHARACTER, invisible_character),
    of_parts(&rule::UNBALANCED_BACKTICK, unbalanced_backtick),
];

fn trailing_space(context: &Context<'_>, found: &mut Findings) {
    for (index, file) in context.sources() {
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            let kept = shown.trim_end_matches([' ', '\t']).len();
            if kept < shown.len() {
                let span = stretch(index, start + kept, shown.len() - kept);
                found.push(
                    found
                        .finding("whitespace at the end of a line")
                        .at(span, "nothing follows this")
                        .help("remove it")
                        .fix(span, ""),
                );
            }
            start += line.len();
        }
    }
}

fn tab_character(context: &Context<'_>, found: &mut Findings) {
    for (index, file) in context.sources() {
        for (at, tabs) in runs(&file.text, '\t') {
            // At the end of a line, tabs are trailing whitespace.
            if file.text[at + tabs..].starts_with(['\n', '\r', ' ']) {
                continue;
            }
            let span = stretch(index, at, tabs);
            found.push(
                found
                    .finding("tab character")
                    .at(span, "its width differs between editors")
                    .help("use a space instead")
                    .fix(span, " "),
            );
        }
    }
}

/// The runs of a character: where each begins, and its length in bytes.
fn runs(text: &str, kind: char) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text[from..].find(kind)?;
        let length = text[at..].len() - text[at..].trim_start_matches(kind).len();
        from = at + length;
        Some((at, length))
    })
}

fn invisible_character(context: &Context<'_>, found: &mut Findings) {
    for (index, file) in context.sources() {
        if file.text.is_ascii() {
            continue;
        }
        for (at, character) in file.text.char_indices().filter(|(_, c)| is_invisible(*c)) {
            if joins(&file.text, at, character) {
                continue;
            }
            let span = stretch(index, at, character.len_utf8());
            found.push(unseen(found, character).at(span, "cannot be seen here").fix(span, ""));
        }
    }
    // An escape is visible in the file, but nowhere else.
    for text in &context.texts {
        let source = text.text.source();
        if !has_byte(source, |byte| !matches!(byte, b' '..=b'~' | b'\n')) {
            continue;
        }
        let Some(character) = source.chars().find(|c| is_invisible(*c)) else { continue };
        let written = &context.sources.file(text.span).text[text.span.range()];
        if !written.contains(character) {
            found.push(unseen(found, character).at(text.span, "written as an escape in this text"));
        }
    }
}

fn unseen(found: &Findings, character: char) -> Diagnostic {
    let number = u32::from(character);
    let what = match character {
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "changes the direction of the text after it",
        _ => "is invisible",
    };
    found
        .finding(format!("the character U+{number:04X} {what}"))
        .help("remove it: readers must see what the file says")
}

fn unbalanced_backtick(context: &Context<'_>, found: &mut Findings) {
    for Rich { text, parts, .. } in &context.rich {
        for part in parts {
            let Part::Words(words) = part else { continue };
            let Some(at) = words.find('`') else { continue };
            let stray = words[at..].split_whitespace().next().unwrap_or("`");
            found.push(
                found
                    .finding("unmatched backtick")
                    .at(context.piece(text, stray), "opens or closes nothing")
                    .help("put a backtick at both ends of the code"),
            );
        }
    }
}
