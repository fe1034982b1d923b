//! What is markup in a text, and what is not.

use super::{is_plain, parsed, read};
use crate::text::{Block, Span, Text};

/// A text in a notation of this test: paragraphs and items on lines, spans in brackets.
fn shown(blocks: &[Block<'_>], indent: &str) -> String {
    let block = |block: &Block<'_>| match block {
        Block::Paragraph(spans) => format!("{indent}{}\n", in_line(spans)),
        Block::Code { language, code } => format!("{indent}code:{language}:{code}\n"),
        Block::List { first, items } => {
            let item = |item: &Vec<Block<'_>>| {
                format!("{indent}item{first:?}\n{}", shown(item, &format!("{indent}  ")))
            };
            items.iter().map(item).collect()
        }
    };
    blocks.iter().map(block).collect()
}

fn in_line(spans: &[Span<'_>]) -> String {
    let span = |span: &Span<'_>| match span {
        Span::Words(words) => format!("({words})"),
        Span::Code(code) => format!("<{code}>"),
        Span::Emphasis(spans) => format!("em{}", in_line(spans)),
        Span::Strong(spans) => format!("strong{}", in_line(spans)),
        Span::Link(spans, url) => format!("link{}{url}", in_line(spans)),
    };
    spans.iter().map(span).collect()
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(shown(&Text::new(source).blocks(), ""), expected, "{source:?}");
}

#[test]
fn spans_follow_commonmark() {
    check("", "");
    check("plain words", "(plain words)\n");
    check("a `b` c", "(a )<b>( c)\n");
    check("`` a`b ``", "<a`b>\n");
    check("one ` alone", "(one ` alone)\n");
    check("``` then `x`", "(``` then )<x>\n");
    check("a *b* **c `d`**", "(a )em(b)( )strong(c )<d>\n");
    check("see [the *docs*](https://h/x)", "(see )link(the )em(docs)https://h/x\n");
    check("<https://h/x>", "link(https://h/x)https://h/x\n");
    check("\\*a\\* &lt;", "(*a* <)\n");
}

#[test]
fn what_means_nothing_stands_for_itself() {
    for source in [
        "2 * 3, snake_case_name, Vec<T>, <uuid>, <T:x>",
        "#1 and # 2",
        "*",
        "-",
        "1.",
        "1) once",
        "1999. A year.",
        "[ ] [x] [a][b]",
        "```",
        "C:\\path, R&D",
    ] {
        let text = Text::new(source);
        check(source, &format!("({source})\n"));
        assert!(text.strangers().is_empty(), "{source}");
        assert_eq!(text.plain(), source);
    }
}

#[test]
fn an_empty_line_ends_a_paragraph_and_without_one_each_line_break_does() {
    check("one\ntwo", "(one)\n(two)\n");
    check("one\n\n\ntwo", "(one)\n(two)\n");
    check("one\ntwo\n\nthree", "(one two)\n(three)\n");
}

#[test]
fn lists_and_code_keep_their_levels() {
    check(
        "Do this:\n* a\n  - b\n    c\n* d\n```sh\nx  */\n\ny\n```",
        "(Do this:)\nitemNone\n  (a)\n  itemNone\n    (b c)\nitemNone\n  (d)\ncode:sh:x  */\n\ny\n",
    );
    check("1. a\n2. b", "itemSome(1)\n  (a)\nitemSome(1)\n  (b)\n");
    let text = Text::new("A:\n\n- b\n\n  ```\n  c\n  ```\n- [d](https://e)\n  1. f\n  2. g");
    assert_eq!(text.plain(), "A:\n- b\n  c\n- d (https://e)\n  1. f\n  2. g");
}

#[test]
fn what_is_no_markup_here_is_found_and_shown_as_it_is() {
    let check = |source: &str, found: &[&str]| {
        let text = Text::new(source);
        let places: Vec<&str> = text.strangers().into_iter().map(|(_, at)| &source[at]).collect();
        assert_eq!(places, found, "{source:?}");
    };
    check("a <b>c</b>", &["<b>"]);
    check("a\n\n# b\n\nc", &["# b\n"]);
    check("![a](b)", &["![a](b)"]);
    check("|a|b|\n|-|-|\n|c|d|", &["|a|b|\n|-|-|\n|c|d|"]);
    check("> a", &["> a"]);
    check("a\n\n---\n\nb", &["---\n"]);
    check("a\n\n    b", &["b"]);
    check("[a]\n\n[a]: https://b", &["[a]: https://b"]);
    check("[a](b.md) [c](javascript:d)", &["[a](b.md)", "[c](javascript:d)"]);
    assert_eq!(Text::new("a <b>c</b>\n\n# d").plain(), "a <b>c</b>\n# d");
    let deep = "- ".repeat(40) + "x";
    assert_eq!(Text::new(&deep).plain(), deep);
}

#[test]
fn what_is_read_without_the_parser_is_what_the_parser_reads() {
    let pieces =
        ["`", "``", "a", " ", "é", "_", "*", "<b>", "|", "- ", "1.", "\\", "&amp;", "&", "\t"];
    let mut texts = vec![String::new()];
    for length in 1..=5 {
        let longer = texts.iter().filter(|text| length == 1 || !text.is_empty());
        let longer = longer.flat_map(|text| pieces.map(|piece| format!("{text}{piece}")));
        texts = longer.collect();
        for text in texts.iter().filter(|text| !is_plain(text)) {
            let (own, whole) = (read(text), parsed(text));
            assert_eq!(own.blocks, whole.blocks, "{text:?}");
            assert_eq!(own.strangers, whole.strangers, "{text:?}");
        }
        // The longest ones are too many to take all of them.
        texts.retain({
            let mut index = 0;
            move |_| {
                index += 1;
                length < 4 || index % 7 == 0
            }
        });
    }
}
