//! Doc comments: registry text as Markdown in which only code spans have a meaning.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::source::Block;
use crate::text::{Span, Text, fence};

/// The width of a line of a doc comment, without its prefix.
const WIDTH: usize = 91;

/// Represents a space where a line must not break; escaped text never contains it.
const FIXED_SPACE: char = '\0';

/// The lines of a doc comment.
#[derive(Debug, Default)]
pub(super) struct Doc(Vec<String>);

impl Doc {
    /// A comment that starts with a paragraph of Markdown.
    pub(super) fn of(markdown: &str) -> Doc {
        let mut doc = Doc::default();
        doc.markdown(markdown);
        doc
    }

    /// Adds a paragraph of Markdown, wrapped.
    pub(super) fn markdown(&mut self, markdown: &str) -> &mut Doc {
        self.break_off();
        self.wrap(markdown, "", "");
        self
    }

    /// Adds the paragraphs of a text, the first after a label in Markdown.
    pub(super) fn text(&mut self, label: &str, text: &Text) -> &mut Doc {
        let text = escape(text);
        for (index, paragraph) in text.split('\n').enumerate() {
            self.break_off();
            let label = if index == 0 { label } else { "" };
            self.wrap(&format!("{label}{paragraph}"), "", "");
        }
        self
    }

    /// Adds a list item.
    pub(super) fn item(&mut self, markdown: &str) -> &mut Doc {
        if !self.0.last().is_some_and(|line| line.starts_with("- ") || line.starts_with("  ")) {
            self.break_off();
        }
        self.wrap(markdown, "- ", "  ");
        self
    }

    /// Adds lines as they are.
    pub(super) fn verbatim<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) -> &mut Doc {
        self.break_off();
        self.0.extend(lines.into_iter().map(str::to_owned));
        self
    }

    /// The comment as attributes of a quoted item.
    pub(super) fn attributes(&self) -> TokenStream {
        let lines = self
            .0
            .iter()
            .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        quote! { #(#[doc = #lines])* }
    }

    /// Writes the comment inside an item.
    pub(super) fn write(&self, block: &mut Block<'_>) {
        for line in &self.0 {
            if line.is_empty() {
                block.line("///");
            } else {
                block.line(format_args!("/// {line}"));
            }
        }
    }

    /// The comment as the first lines of a file.
    pub(super) fn inner(&self) -> String {
        let mut text = String::new();
        for line in &self.0 {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    fn break_off(&mut self) {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
    }

    fn wrap(&mut self, markdown: &str, first: &str, next: &str) {
        let mut line = first.to_owned();
        let mut width = 0;
        for word in markdown.split(' ').filter(|word| !word.is_empty()) {
            let length = if word.is_ascii() { word.len() } else { word.chars().count() };
            if width > 0 && width + 1 + length > WIDTH - next.len() {
                let full = std::mem::replace(&mut line, next.to_owned());
                self.push(full);
                width = 0;
            }
            if width > 0 {
                line.push(' ');
                line.push_str(word);
                width += 1 + length;
            } else {
                line.push_str(&at_line_start(word));
                width = length;
            }
        }
        self.push(line);
    }

    fn push(&mut self, mut line: String) {
        if line.contains(FIXED_SPACE) {
            line = line.replace(FIXED_SPACE, " ");
        }
        self.0.push(line);
    }
}

/// A text as Markdown, one paragraph per line.
pub(super) fn escape(text: &Text) -> String {
    text.render(|span, out| match span {
        Span::Words(text) => escape_words(text, out),
        Span::Code(text) => out.push_str(&code(text)),
        Span::Break => out.push('\n'),
    })
}

/// Plain words as Markdown.
pub(super) fn words(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    escape_words(words, &mut out);
    out
}

/// A code span that is never broken across lines.
pub(super) fn code(code: &str) -> String {
    if code.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`') {
        return format!("`{code}`");
    }
    let fence = fence(code);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let visible = |c: char| match c {
        ' ' | '\t' | '\n' => FIXED_SPACE,
        c if is_invisible(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let pad = pad.replace(' ', &FIXED_SPACE.to_string());
    let code: String = code.chars().map(visible).collect();
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// A link that shows its address, or the address as code if it cannot be a link.
pub(super) fn link(url: &str) -> String {
    let fits = url.starts_with("https://") || url.starts_with("http://");
    if fits && url.chars().all(|c| c.is_ascii_graphic() && !"<>`\\".contains(c)) {
        format!("<{url}>")
    } else {
        code(url)
    }
}

fn escape_words(text: &str, out: &mut String) {
    let mut rest = text;
    let mut previous = ' ';
    while let Some(at) = rest.find(|c| is_special(c) || is_invisible(c)) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        previous = before.chars().next_back().unwrap_or(previous);
        let mut behind = behind.chars();
        let Some(c) = behind.next() else { break };
        rest = behind.as_str();
        let next = behind.next().unwrap_or(' ');
        let escaped = match c {
            // Within a word, an underscore is literal.
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            // Keeps an address in running text from becoming a link.
            ':' => next == '/',
            _ => true,
        };
        match c {
            '\t' | '\n' => out.push(' '),
            c if is_invisible(c) => {
                let _ = write!(out, "&#x{:X};", u32::from(c));
            }
            c if escaped => out.extend(['\\', c]),
            c => out.push(c),
        }
        previous = c;
    }
    out.push_str(rest);
}

/// Whether a character may have a meaning in Markdown.
fn is_special(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' | '_' | '&' | ':')
}

/// Keeps a word at the start of a line from opening a list, heading, quotation, or rule.
fn at_line_start(word: &str) -> String {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let at = match word.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'>' | b'+' | b'-' | b'=') if digits == 0 => 0,
        _ => return word.to_owned(),
    };
    format!("{}\\{}", &word[..at], &word[at..])
}

/// Whether a character would be invisible in a source file or change how the rest of a line reads.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::{Doc, words};
    use crate::text::Text;

    fn check(source: &str, expected: &str) {
        assert_eq!(Doc::default().text("", &Text::new(source)).inner(), expected, "{source:?}");
    }

    #[test]
    fn text_is_only_text() {
        check("Send `X-Key: a` now.", "//! Send `X-Key: a` now.\n");
        check("a [b](c) <d> *e* _f_ g_h", "//! a \\[b\\](c) \\<d> \\*e\\* \\_f\\_ g_h\n");
        check("# no\n\n1. heading", "//! \\# no\n//!\n//! 1\\. heading\n");
        check("`` a`b `` & &amp; http://x", "//! ``a`b`` & \\&amp; http\\://x\n");
        check("x\u{202e}y `\u{202e}`", "//! x&#x202E;y `\u{fffd}`\n");
    }

    #[test]
    fn long_lines_wrap_outside_of_code() {
        let long = "word ".repeat(18) + "`some code that stays` - and more";
        let lines = Doc::default().text("", &Text::new(&long)).inner();
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines[1], "//! `some code that stays` - and more");
        let long = "word ".repeat(18) + "x - dash";
        assert!(Doc::default().text("", &Text::new(&long)).inner().ends_with("\n//! \\- dash\n"));
    }

    #[test]
    fn words_have_no_code() {
        assert_eq!(words("a `b`"), "a \\`b\\`");
    }
}
