//! The registry's prose: plain words and code in backticks, nothing else.

use std::sync::Arc;

/// A text of the registry, cheap to clone.
///
/// Its only markup is the code span: a run of backticks, the code and a run of equally many
/// backticks (CommonMark 6.1). Every other character stands for itself, including an unmatched
/// backtick. A line break ends a paragraph, as in YAML's folded scalars. A target writes a text
/// span by span, and escapes each for where it ends up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(Arc<str>);

/// A part of a [`Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Words to show as they are, without a line break.
    Words(&'a str),
    /// Code, not empty, without a line break or padding.
    Code(&'a str),
    /// The end of a paragraph, between two paragraphs.
    Break,
}

impl Text {
    /// Makes a text from the registry's; removes empty lines and white space around lines.
    #[must_use]
    pub fn new(source: &str) -> Text {
        let source = source.trim();
        if !source.contains('\n') {
            return Text(source.into());
        }
        let lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
        Text(lines.collect::<Vec<_>>().join("\n").into())
    }

    /// The text with its backticks, each paragraph on one line.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text without the backticks of its code spans, each paragraph on one line.
    #[must_use]
    pub fn plain(&self) -> String {
        self.render(|span, out| match span {
            Span::Words(text) | Span::Code(text) => out.push_str(text),
            Span::Break => out.push('\n'),
        })
    }

    /// The words and code of all paragraphs, in order.
    pub fn parts(&self) -> impl Iterator<Item = Span<'_>> {
        spans(&self.0).filter(|span| *span != Span::Break)
    }

    /// Writes every span with `write`, in order.
    pub fn render(&self, mut write: impl FnMut(Span<'_>, &mut String)) -> String {
        let mut out = String::with_capacity(self.0.len() + self.0.len() / 8);
        spans(&self.0).for_each(|span| write(span, &mut out));
        out
    }
}

/// The spans of a text's [source](Text::source), in order.
pub fn spans(source: &str) -> impl Iterator<Item = Span<'_>> {
    source.split('\n').enumerate().flat_map(|(index, paragraph)| {
        (index > 0).then_some(Span::Break).into_iter().chain(in_paragraph(paragraph))
    })
}

/// Splits a paragraph into words and code.
fn in_paragraph(paragraph: &str) -> impl Iterator<Item = Span<'_>> {
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some(at) = rest[from..].find('`').map(|at| at + from) {
            let run = run_of_backticks(&rest[at..]);
            let inner = &rest[at + run..];
            let Some(length) = closing_run(inner, run) else {
                from = at + run;
                continue;
            };
            if at > 0 {
                let words = &rest[..at];
                rest = &rest[at..];
                return Some(Span::Words(words));
            }
            rest = &inner[length + run..];
            return Some(Span::Code(unpad(&inner[..length])));
        }
        Some(Span::Words(std::mem::take(&mut rest)))
    })
}

/// The backticks to enclose code in Markdown: one more than the code has in a row.
#[must_use]
pub fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest + 1)
}

fn run_of_backticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// The length of the code before the next run of exactly `run` backticks.
fn closing_run(text: &str, run: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find('`').map(|at| at + from) {
        let found = run_of_backticks(&text[at..]);
        if found == run {
            return Some(at);
        }
        from = at + found;
    }
    None
}

/// Removes the single space of padding that lets code begin or end with a backtick.
fn unpad(code: &str) -> &str {
    code.strip_prefix(' ')
        .and_then(|inner| inner.strip_suffix(' '))
        .filter(|inner| !inner.trim().is_empty())
        .unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::{Span, Text};

    fn check(source: &str, expected: &[Span<'_>]) {
        let mut found = Vec::new();
        Text::new(source).render(|span, _| found.push(format!("{span:?}")));
        let expected: Vec<String> = expected.iter().map(|span| format!("{span:?}")).collect();
        assert_eq!(found, expected, "{source:?}");
    }

    #[test]
    fn spans_follow_commonmark() {
        use Span::{Break, Code, Words};
        check("", &[]);
        check("plain *words*", &[Words("plain *words*")]);
        check("a `b` c", &[Words("a "), Code("b"), Words(" c")]);
        check("`a``b`", &[Code("a``b")]);
        check("`` a`b ``", &[Code("a`b")]);
        check("one ` alone", &[Words("one ` alone")]);
        check("``` then `x`", &[Words("``` then "), Code("x")]);
        check("two\n\n\n paragraphs ", &[Words("two"), Break, Words("paragraphs")]);
        check("`not\ncode`", &[Words("`not"), Break, Words("code`")]);
    }
}
