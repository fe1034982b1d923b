//! Markup that texts do not have.

use std::ops::Range;

use super::context::{Context, Rich};
use super::findings::{Findings, Lint, of_parts};
use crate::rule;
use crate::text::Stranger;

pub(super) const LINTS: &[Lint] = &[of_parts(&rule::UNKNOWN_MARKUP, unknown_markup)];

fn unknown_markup(context: &Context<'_>, found: &mut Findings) {
    for Rich { text, strangers, .. } in &context.rich {
        let source = text.text.source();
        for (stranger, at) in strangers {
            let (what, help) = told(*stranger, &source[at.clone()]);
            let label = match stranger {
                Stranger::Address => "leads nowhere from other pages",
                _ => "shown as it is written here",
            };
            found.push(
                found
                    .finding(what)
                    .at(context.place(text, line(source, at.clone())), label)
                    .help(help),
            );
        }
    }
}

/// What is said about a piece of a text, and what to do about it.
fn told(stranger: Stranger, piece: &str) -> (&'static str, String) {
    let (what, help) = match stranger {
        Stranger::Html => return ("HTML is no markup in texts", instead_of(piece)),
        Stranger::Heading => ("a heading is no markup in texts", "write it as `**words**`"),
        Stranger::Image => ("an image is no markup in texts", "link to it: `[words](https://…)`"),
        Stranger::Table => {
            ("a table is no markup in texts", "write a list, or use `tables` of the section")
        }
        Stranger::Quotation => {
            ("a quotation is no markup in texts", "remove the `>`, or write `\\>` to show it")
        }
        Stranger::Rule => ("a line across the page is no markup in texts", "write an empty line"),
        Stranger::IndentedCode => (
            "indented code is no markup in texts",
            "put the code between lines of three backticks, or remove the indentation",
        ),
        Stranger::Definition => (
            "an address apart from its link is no markup in texts",
            "write the address at the link: `[words](https://…)`",
        ),
        Stranger::Deep => ("the text has too many levels", "write it with fewer levels"),
        Stranger::Address => (
            "the link has no address of a page",
            "use a whole address that begins with `https://`, `http://` or `mailto:`",
        ),
    };
    (what, help.to_owned())
}

/// How to write what an element of HTML says.
fn instead_of(tag: &str) -> String {
    let inner = tag.trim_start().trim_start_matches(['<', '/']);
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let markup = match name {
        "b" | "strong" => "write `**words**`",
        "i" | "em" => "write `*words*`",
        "code" | "tt" | "samp" | "kbd" | "var" => "put the code between backticks",
        "pre" => "put the code between lines of three backticks",
        "a" => "write `[words](https://…)`",
        "ul" | "ol" | "li" => "begin each item with `- ` on a line of its own",
        "p" | "br" | "div" | "hr" => "write an empty line between paragraphs",
        "" => "remove it",
        _ => "remove the tag",
    };
    format!("{markup}; put `<{name}>` between backticks to show it")
        .replace("; put `<>` between backticks to show it", "")
}

/// The first line of a stretch of a text.
fn line(source: &str, at: Range<usize>) -> Range<usize> {
    let length = source[at.clone()].lines().next().unwrap_or_default().trim_end().len();
    at.start..at.start + length
}
