//! What the dialects make of hostile and of harmless texts.

use super::{At, Markdown};
use crate::dialect::notation::Notation;
use crate::dialect::{COMMONMARK, JSDOC, NoPages, PAGES, RUSTDOC};
use crate::reference::{Piece, code, words};
use crate::text::Text;

fn written(notation: &'static Notation, source: &str, at: At) -> String {
    let dialect = Markdown { notation, links: &NoPages, level: 2 };
    dialect.string(&[Piece::Text(Text::new(source).source())], at)
}

#[test]
fn harmless_text_stays_readable() {
    for source in [
        "The token's `client_id` isn't snake_case: see RFC 6750 §3.1 (or #1194 C7), at 10:30:15.",
        "R & D; a + b = c - d! Why? 1.5 of 100. Back-off, e.g. 2 / 3, 5%.",
        "`Bearer` goes to `/v1/a?a=b&c` with `X-Tenant-ID`.",
    ] {
        for notation in [&PAGES, &COMMONMARK, &RUSTDOC, &JSDOC] {
            for at in [At::Block, At::Inline, At::Cell] {
                let found = written(notation, source, at).replace('\0', " ");
                assert_eq!(found, source);
            }
        }
    }
}

/// A text in each dialect: pages, OpenAPI, rustdoc, JSDoc.
fn check(source: &str, at: At, expected: [&str; 4]) {
    let found = [&PAGES, &COMMONMARK, &RUSTDOC, &JSDOC].map(|it| written(it, source, at));
    assert_eq!(found, expected, "{source:?}");
}

#[test]
fn what_could_be_markup_is_escaped() {
    use At::{Block, Cell, Inline};
    check("\\_a\\_ a_b", Inline, ["\\_a\\_ a_b", "\\_a\\_ a_b", "\\_a\\_ a_b", "\\_a\\_ a_b"]);
    check(
        "\\*a\\* <i> \\&lt; A & B",
        Inline,
        [
            "\\*a\\* &lt;i> &amp;lt; A & B",
            "\\*a\\* &lt;i> \\&lt; A & B",
            "\\*a\\* \\<i> \\&lt; A & B",
            "\\*a\\* \\<i> \\&lt; A & B",
        ],
    );
    check(
        "a|b `c|d`",
        Cell,
        ["a&#124;b <code>c&#124;d</code>", "a|b `c|d`", "a\\|b `c|d`", "a\\|b `c|d`"],
    );
    check(
        "1. a\n\n\\- b",
        Block,
        [
            "1\\. a\n\n\\- b",
            "1\\. a\n\n\\- b",
            // Lines begin elsewhere once they are wrapped.
            "1. a\n\n\\- b",
            "1. a\n\n\\- b",
        ],
    );
    check(
        "a :+1: http://x",
        Inline,
        [
            "a <span>&#58;</span>+1: http&#58;//x",
            "a :+1: http://x",
            "a :+1: http\\://x",
            "a :+1: http://x",
        ],
    );
    check(
        "import x `{{x}}`",
        Block,
        [
            "&#105;mport x <code>&#123;&#123;x&#125;&#125;</code>",
            "import x `{{x}}`",
            "import x `{{x}}`",
            "import x `{{x}}`",
        ],
    );
    check(
        "x\u{202e}y `\u{202e}`",
        Inline,
        [
            "x&#8238;y <code>&#8238;</code>",
            "x\u{202e}y `\u{202e}`",
            "x&#x202E;y `\u{fffd}`",
            "x y `\0`",
        ],
    );
}

#[test]
fn a_comment_cannot_be_left() {
    let check = |source: &str, expected: &str| {
        assert_eq!(written(&JSDOC, source, At::Inline), expected, "{source:?}");
    };
    check("end */ here", "end \\*\\/ here");
    check("`*/`", "`*\\/`");
    check("@deprecated {@link x} a@b", "\\@deprecated {\\@link x} a\\@b");
    check("`@scope/x` `a @b`", "`@scope/x` `a\0\\@b`");
}

#[test]
fn lists_code_and_links_stay_what_they_are() {
    use At::{Block, Cell};
    let source = "See [the *docs*](https://h/a_b):\n- **one**\n  1. a\n  2. b\n- two\n\n  ```js\n  x */ `{{y}}`\n\n  @z\n  ```\n\nEnd [here](c.md).";
    let head = "See [the *docs*](https://h/a_b):\n\n";
    let code = "x */ `{{y}}`";
    let expected = [
        format!(
            "{head}- **one**\n    1. a\n    2. b\n- two\n\n    ```js\n    {code}\n\n    @z\n    ```\n\nEnd here (`c.md`)."
        ),
        format!(
            "{head}- **one**\n  1. a\n  2. b\n- two\n\n  ```js\n  {code}\n\n  @z\n  ```\n\nEnd here (`c.md`)."
        ),
        format!(
            "{head}- **one**\n  1. a\n  2. b\n- two\n\n  ```text\n  {code}\n\n  @z\n  ```\n\nEnd here (`c.md`)."
        ),
        format!(
            "{head}- **one**\n  1. a\n  2. b\n- two\n\n  ```js\n  x *\\/ `{{{{y}}}}`\n\n  \\@z\n  ```\n\nEnd here (`c.md`)."
        ),
    ];
    for (notation, expected) in [&PAGES, &COMMONMARK, &RUSTDOC, &JSDOC].into_iter().zip(expected) {
        assert_eq!(written(notation, source, Block).replace('\0', " "), expected);
    }
    let cell = "- a\n- b\n\n```\nc\nd\n```";
    check(
        cell,
        Cell,
        [
            "• a<br/>• b<br/><br/>`c`<br/>`d`",
            "• a • b `c` `d`",
            "• a • b `c` `d`",
            "• a • b `c` `d`",
        ],
    );
    assert_eq!(written(&JSDOC, "**a**/ b", Block), "**a**\\/ b");
}

#[test]
fn code_beside_code_stays_apart() {
    let dialect = Markdown { notation: &PAGES, links: &NoPages, level: 2 };
    let found = dialect.string(&[code("a"), code("b"), words("c")], At::Inline);
    assert_eq!(found, "`a`<code>b</code>c");
}

#[test]
fn code_keeps_its_backticks() {
    assert_eq!(written(&COMMONMARK, "`` a`b ``", At::Inline), "``a`b``");
    assert_eq!(written(&COMMONMARK, "`` ` ``", At::Inline), "`` ` ``");
}
