//! Texts of one line whose only markup is code, which most are: a paragraph of words and code.

use super::Span;

/// The spans of such a text; none if a whole parser has to read it.
pub(super) fn spans(source: &str) -> Option<Vec<Span<'_>>> {
    let bytes = source.as_bytes();
    let is_odd = |byte: &u8| *byte < b' ';
    if bytes.iter().any(is_odd)
        || source.ends_with(char::is_whitespace)
        || source.starts_with("```")
    {
        return None;
    }
    let mut spans = Vec::with_capacity(4);
    let mut done = 0;
    while let Some(at) = bytes[done..].iter().position(|byte| *byte == b'`').map(|at| done + at) {
        push_words(&mut spans, &source[done..at])?;
        let ticks = run(&bytes[at..]);
        let from = at + ticks;
        let to = closing(bytes, from, ticks)?;
        spans.push(Span::Code(code(&source[from..to])?.into()));
        done = to + ticks;
    }
    push_words(&mut spans, &source[done..])?;
    Some(spans)
}

fn push_words<'a>(spans: &mut Vec<Span<'a>>, words: &'a str) -> Option<()> {
    let marks = |byte| matches!(byte, b'*' | b'_' | b'[' | b'<' | b'\\');
    let names = |pair: &[u8]| pair[0] == b'&' && (pair[1] == b'#' || pair[1].is_ascii_alphabetic());
    if words.bytes().any(marks) || words.as_bytes().windows(2).any(names) {
        return None;
    }
    if !words.is_empty() {
        spans.push(Span::Words(words.into()));
    }
    Some(())
}

/// How many backticks are at the start.
fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b'`').count()
}

/// Where as many backticks are as a span begins with.
fn closing(bytes: &[u8], from: usize, ticks: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'`')?;
        let found = run(&bytes[at..]);
        if found == ticks {
            return Some(at);
        }
        at += found;
    }
}

/// Code without the space at both ends that sets it apart from backticks.
fn code(source: &str) -> Option<&str> {
    if source.bytes().all(|byte| byte == b' ') {
        return None;
    }
    let inner = source.strip_prefix(' ').and_then(|inner| inner.strip_suffix(' '));
    Some(inner.unwrap_or(source))
}
