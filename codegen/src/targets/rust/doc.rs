//! Doc comments: registry text as Markdown in which only code spans have a meaning.

use proc_macro2::TokenStream;
use quote::quote;

use crate::dialect::{At, FIXED_SPACE, Markdown, NoPages, RUSTDOC, wrap};
use crate::reference::Piece;
use crate::text::Text;

/// The width of a line of a doc comment, without its prefix.
const WIDTH: usize = 91;

/// What separates the lines of a comment in quoted code. Texts have no such character, since it would be
/// hidden.
pub(super) const NEXT_LINE: char = '\u{1e}';

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
        self.lines(markdown)
    }

    /// Adds the paragraphs of a text.
    pub(super) fn text(&mut self, text: &Text) -> &mut Doc {
        self.lines(&DIALECT.string(&[Piece::Text(text.source())], At::Block))
    }

    /// Adds lines as they are.
    pub(super) fn verbatim<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) -> &mut Doc {
        self.break_off();
        self.0.extend(lines.into_iter().map(str::to_owned));
        self
    }

    /// The comment as an attribute of a quoted item. All of its lines are in one, since comments are
    /// most of what is parsed and printed.
    pub(super) fn attributes(&self) -> TokenStream {
        if self.0.is_empty() {
            return TokenStream::new();
        }
        let mut text = String::with_capacity(self.0.iter().map(|line| line.len() + 2).sum());
        for (at, line) in self.0.iter().enumerate() {
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

    /// The lines of the comment, each after this marker.
    pub(super) fn after(&self, marker: &str) -> impl Iterator<Item = String> {
        let line = move |line: &String| format!("{marker} {line}").trim_end().to_owned();
        self.0.iter().map(line)
    }

    fn break_off(&mut self) {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
    }

    /// Adds the lines of Markdown that is written whole.
    pub(super) fn lines(&mut self, markdown: &str) -> &mut Doc {
        self.break_off();
        self.0.extend(wrap(markdown, WIDTH));
        self
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
            Doc::default().text(&Text::new(text)).after("//!").collect()
        };
        assert_eq!(lines(&long)[1], "//! `some code that stays` - and more");
        assert_eq!(lines("# no\n\n1. heading"), ["//! \\# no", "//!", "//! 1\\. heading"]);
    }
}
