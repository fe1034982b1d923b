//! Registry texts in JSDoc comments and in the README: both are Markdown.

use crate::dialect::{At, FIXED_SPACE, JSDOC, Markdown, NoPages, is_hidden, wrap};
use crate::model::Text;
use crate::reference::{Piece, To};

use super::literal::WIDTH;

/// The dialect of comments, whose links lead to other sites only.
pub(super) const DIALECT: Markdown<'static> =
    Markdown { notation: &JSDOC, links: &NoPages, level: 0 };

/// The paragraphs of a text as Markdown.
pub(super) fn text(text: &Text) -> String {
    DIALECT.string(&[Piece::Text(text.source())], At::Block)
}

/// A plain string, such as a title, as Markdown.
pub(super) fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    DIALECT.words(&mut out, words, At::Inline, false);
    out
}

/// An address, which leads to itself.
pub(super) fn address(url: &str) -> String {
    DIALECT.string(&[Piece::Link(url.into(), To::Url(url))], At::Block)
}

/// A string as code in Markdown.
pub(super) fn code(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + 2);
    DIALECT.code(&mut out, code, At::Inline);
    out
}

/// A string as code in a table of the README.
pub(super) fn in_cell(text: &str) -> String {
    code(text).replace(FIXED_SPACE, " ").replace('|', "\\|")
}

/// A text with all its paragraphs on one line.
pub(super) fn line(text: &Text) -> String {
    DIALECT.string(&[Piece::Text(text.source())], At::Inline).replace(FIXED_SPACE, " ")
}

/// A text in a `//` comment: one line of plain words.
pub(super) fn comment_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A JSDoc comment at a column, followed by a line break; empty if there is nothing to say.
pub(super) fn jsdoc(markdown: &str, column: usize) -> String {
    let indent = " ".repeat(column);
    let lines = wrap(markdown, WIDTH - column - " * ".len());
    match &lines[..] {
        [] => String::new(),
        [line] if line.chars().count() + column + 7 <= WIDTH => format!("{indent}/** {line} */\n"),
        lines => {
            let mut out = format!("{indent}/**\n");
            for line in lines {
                let space = if line.is_empty() { "" } else { " " };
                out.extend([&*indent, " *", space, line, "\n"]);
            }
            out.extend([&*indent, " */\n"]);
            out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{jsdoc, text};
    use crate::model::Text;

    fn check(source: &str, expected: &str) {
        assert_eq!(jsdoc(&text(&Text::new(source)), 0), expected, "{source:?}");
    }

    #[test]
    fn a_comment_says_what_the_text_says() {
        check("end */ `*/` here", "/** end \\*\\/ `*\\/` here */\n");
        check("*/ one /*", "/** / one / */\n");
        check("*one*/ two", "/** *one*\\/ two */\n");
        check("**/ one /**", "/** / one / */\n");
        let link = "/** [\\*\\/ one](https://e.example/%2A/) */\n";
        check("[*/ one](https://e.example/*/)", link);
        check("`a @b`", "/** `a \\@b` */\n");
        check("# no heading", "/** \\# no heading */\n");
        check("one\ntwo", "/**\n * one\n *\n * two\n */\n");
    }
}
