//! Doc comments: registry text as Markdown in which only code spans have a meaning.

use proc_macro2::TokenStream;
use quote::quote;

use crate::dialect::{At, FIXED_SPACE, Markdown, NoPages, RUSTDOC, wrap_into};
use crate::lines::spaces;
use crate::reference::Piece;
use crate::text::Text;

/// The width of a line of a doc comment, without its prefix.
const WIDTH: usize = 91;

/// What separates the lines of a comment in quoted code. Texts have no such character, since it would be
/// hidden.
pub(super) const NEXT_LINE: char = '\u{1e}';

/// The lines of a doc comment, each with its end.
#[derive(Debug, Default)]
pub(super) struct Doc(String);

impl Doc {
    /// A comment that starts with a paragraph of Markdown.
    pub(super) fn of(markdown: &str) -> Doc {
        let mut doc = Doc::default();
        doc.markdown(markdown);
        doc
    }

    /// Adds paragraphs of Markdown, wrapped.
    pub(super) fn markdown(&mut self, markdown: &str) -> &mut Doc {
        self.break_off();
        wrap_into(&mut self.0, markdown, WIDTH);
        self
    }

    /// Adds the paragraphs of a text.
    pub(super) fn text(&mut self, text: &Text) -> &mut Doc {
        self.markdown(&DIALECT.string(&[Piece::Text(text.source())], At::Block))
    }

    /// Adds lines as they are.
    pub(super) fn verbatim<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) -> &mut Doc {
        self.break_off();
        for line in lines {
            self.0.push_str(line);
            self.0.push('\n');
        }
        self
    }

    /// The comment as an attribute of a quoted item. All of its lines are in one, since comments are
    /// most of what is parsed and printed.
    pub(super) fn attributes(&self) -> TokenStream {
        if self.0.is_empty() {
            return TokenStream::new();
        }
        let mut text = String::with_capacity(self.0.len() + self.0.len() / 40);
        for (at, line) in self.0.lines().enumerate() {
            if at > 0 {
                text.push(NEXT_LINE);
            }
            if !line.is_empty() {
                text.push(' ');
                text.push_str(line);
            }
        }
        quote! { #[doc = #text] }
    }

    /// Writes the lines of the comment, each after an indentation and this marker.
    pub(super) fn write(&self, out: &mut String, indent: usize, marker: &str) {
        for line in self.0.lines() {
            spaces(indent, out);
            out.push_str(marker);
            if !line.trim_end().is_empty() {
                out.push(' ');
                out.push_str(line.trim_end());
            }
            out.push('\n');
        }
    }

    fn break_off(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }
}

/// The dialect of comments, whose links lead to other sites only.
pub(super) const DIALECT: Markdown<'static> =
    Markdown { notation: &RUSTDOC, links: &NoPages, level: 0 };

/// A phrase within a line, as text of an attribute.
pub(super) fn line(phrase: &[Piece<'_>]) -> String {
    DIALECT.string(phrase, At::Inline).replace(FIXED_SPACE, " ")
}

/// Plain words as Markdown.
pub(super) fn words(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    DIALECT.words(&mut out, words, At::Inline, false);
    out
}

/// A code span that is never broken across lines.
pub(super) fn code(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + 2);
    DIALECT.code(&mut out, code, At::Inline);
    out
}

#[cfg(test)]
mod tests {
    use super::Doc;
    use crate::text::Text;

    #[test]
    fn lines_wrap_and_say_what_the_text_says() {
        let long = "word ".repeat(18) + "`some code that stays` - and more";
        let lines = |text: &str| -> Vec<String> {
            let mut out = String::new();
            Doc::default().text(&Text::new(text)).write(&mut out, 0, "//!");
            out.lines().map(str::to_owned).collect()
        };
        assert_eq!(lines(&long)[1], "//! `some code that stays` - and more");
        assert_eq!(lines("# no\n\n1. heading"), ["//! \\# no", "//!", "//! 1\\. heading"]);
    }
}
