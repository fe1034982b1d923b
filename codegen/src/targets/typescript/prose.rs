//! Registry texts in JSDoc comments and in the README: both are Markdown.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::Text;
use crate::text::{Span, fence};

use super::literal::{WIDTH, is_unprintable};

/// The words of a paragraph, separated by line breaks. Spaces are only inside code, where a line
/// must not break.
pub(super) type Paragraph = String;

/// The paragraphs of a text as Markdown.
pub(super) fn paragraphs(text: &Text) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut words = Words::default();
    text.render(|span, _| match span {
        Span::Words(text) => words.push_words(text),
        Span::Code(code) => words.push_code(code),
        Span::Break => paragraphs.push(std::mem::take(&mut words).finish()),
    });
    paragraphs.push(words.finish());
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// A plain string, such as a title, as one paragraph of Markdown.
pub(super) fn plain(text: &str) -> Paragraph {
    let mut words = Words::default();
    words.push_words(text);
    words.finish()
}

/// A string as code in Markdown.
pub(super) fn code(text: &str) -> String {
    let mut words = Words::default();
    words.push_code(text);
    words.finish()
}

/// What would end a link in Markdown or the comment around it, or is not valid in an address.
const NOT_IN_LINKS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'`')
    .add(b'|');

/// A link in Markdown; the label is Markdown already.
pub(super) fn link(label: &str, url: &str) -> String {
    format!("[{label}]({})", utf8_percent_encode(url, NOT_IN_LINKS))
}

/// A text with all its paragraphs on one line.
pub(super) fn line(text: &Text) -> String {
    let mut line = paragraphs(text).join(" ").replace('\n', " ");
    guard(&mut line);
    line
}

/// A text in a `//` comment: one line of plain words.
pub(super) fn comment_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if is_unprintable(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A JSDoc comment at a column, followed by a line break; empty if there is nothing to say.
///
/// Each block is a paragraph.
pub(super) fn jsdoc(blocks: &[Paragraph], column: usize) -> String {
    let indent = " ".repeat(column);
    let blocks: Vec<Vec<String>> = blocks
        .iter()
        .map(|block| wrap(block, WIDTH - column - " * ".len()))
        .filter(|lines| !lines.is_empty())
        .collect();
    match &blocks[..] {
        [] => String::new(),
        [lines] if lines.len() == 1 && lines[0].len() + column + 7 <= WIDTH => {
            format!("{indent}/** {} */\n", lines[0])
        }
        blocks => {
            let mut out = format!("{indent}/**\n");
            for (index, lines) in blocks.iter().enumerate() {
                if index > 0 {
                    out.push_str(&indent);
                    out.push_str(" *\n");
                }
                for line in lines {
                    out.push_str(&indent);
                    out.push_str(" * ");
                    out.push_str(line);
                    out.push('\n');
                }
            }
            out.push_str(&indent);
            out.push_str(" */\n");
            out
        }
    }
}

/// Fills lines with the words of a paragraph of Markdown.
pub(super) fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines = fill(words, width);
    lines.iter_mut().for_each(guard);
    lines
}

/// Fills lines with words.
pub(super) fn fill(words: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::with_capacity(width);
    let mut length = 0;
    for word in words.split('\n').filter(|word| !word.is_empty()) {
        let count = word.chars().count();
        if length > 0 && length + 1 + count > width {
            lines.push(std::mem::replace(&mut line, String::with_capacity(width)));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += count;
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

/// Keeps a line from starting a list, a heading, or a quotation.
fn guard(line: &mut String) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if line.starts_with(['#', '>', '-', '+', '=']) {
        line.insert(0, '\\');
    } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
        line.insert(digits, '\\');
    }
}

/// A paragraph under construction.
#[derive(Default)]
struct Words {
    text: Paragraph,
}

impl Words {
    fn finish(mut self) -> Paragraph {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.text
    }

    fn end_word(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn push_words(&mut self, text: &str) {
        let mut before = self.text.chars().next_back();
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            if c.is_whitespace() || is_unprintable(c) {
                self.end_word();
                before = None;
                continue;
            }
            let next = rest.peek().copied();
            let inside_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let escape = match c {
                '\\' | '*' | '[' | ']' | '<' | '`' | '~' | '|' | '@' => true,
                '_' => !(inside_word(before) && inside_word(next)),
                '&' => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
                // `*/` would end the comment.
                '/' => before == Some('*'),
                _ => false,
            };
            if escape {
                self.text.push('\\');
            }
            self.text.push(c);
            before = Some(c);
        }
    }

    fn push_code(&mut self, code: &str) {
        let fence = fence(code);
        let padding = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        self.text.push_str(&fence);
        self.text.push_str(padding);
        let mut before = None;
        for c in code.chars() {
            let c = if is_unprintable(c) || c.is_whitespace() { ' ' } else { c };
            let breaks_out = match c {
                '/' => before == Some('*'),
                // A tag or an inline tag would start here, even inside backticks.
                '@' => before.is_some_and(|c: char| !c.is_ascii_alphanumeric()),
                _ => false,
            };
            if breaks_out {
                self.text.push('\\');
            }
            self.text.push(c);
            before = Some(c);
        }
        self.text.push_str(padding);
        self.text.push_str(&fence);
    }
}

#[cfg(test)]
mod tests {
    use super::{jsdoc, link, paragraphs};
    use crate::model::Text;

    fn check(source: &str, expected: &str) {
        assert_eq!(jsdoc(&paragraphs(&Text::new(source)), 0), expected, "{source:?}");
    }

    #[test]
    fn a_comment_cannot_be_left() {
        check("end */ here", "/** end \\*\\/ here */\n");
        check("`*/`", "/** `*\\/` */\n");
        check("@deprecated {@link x} a@b", "/** \\@deprecated {\\@link x} a\\@b */\n");
        check("`@scope/x` `a @b` `{@link c}`", "/** `@scope/x` `a \\@b` `{\\@link c}` */\n");
        check("a\u{2028}b\u{202e}c", "/** a b c */\n");
    }

    #[test]
    fn markdown_shows_the_words() {
        check(
            "*a* case_id _b_ <i> &lt; A & B",
            "/** \\*a\\* case_id \\_b\\_ \\<i> \\&lt; A & B */\n",
        );
        check("# no heading", "/** \\# no heading */\n");
        check("1. no list", "/** 1\\. no list */\n");
        check("one ` alone", "/** one \\` alone */\n");
        check("one\ntwo", "/**\n * one\n *\n * two\n */\n");
    }

    #[test]
    fn links_keep_their_brackets() {
        assert_eq!(link("x", "https://a/b(c) */"), "[x](https://a/b%28c%29%20%2A/)");
        assert_eq!(link("x", "https://a/%20\u{e9}\u{202e}"), "[x](https://a/%20%C3%A9%E2%80%AE)");
    }
}
