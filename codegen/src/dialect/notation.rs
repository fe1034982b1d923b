//! Escaping: words and code of a registry in the dialects of Markdown.
//!
//! One function walks through the words; a [`Notation`] has the table of the characters that are
//! markup in a dialect, and how it spells them.

use std::fmt::Write;

use super::characters::{
    FIXED_SPACE, apart, backslash, begins_name, begins_reference, fixed, is_hidden, is_no_space,
    is_no_word, is_punctuation, is_time, leading, leading_on_pages, names_emoji, reference,
};
use super::code::{code_on_pages, code_span};

/// A question about what comes after a character.
type Rest = fn(&str) -> bool;

/// A dialect of Markdown.
pub(crate) struct Notation {
    /// Characters that are markup wherever they stand.
    always: &'static str,
    /// Those that are not between two letters or digits.
    at_edges: &'static str,
    /// Those that are if the same one comes before: dashes, ellipses, marks, containers.
    in_runs: &'static str,
    /// Those that are in a table cell.
    in_cells: &'static str,
    /// Those that depend on what comes after them.
    before: &'static [(char, Rest)],
    /// Those that are after another character.
    after: &'static [(char, char)],
    /// Where in a line of words something would begin that is not a paragraph.
    leading: fn(&str, bool) -> Option<usize>,
    /// Writes a character that is markup, given what comes after it, so that it means itself.
    pub(super) spell: fn(&mut String, char, &str),
    /// How a character is written that has no shape of its own.
    pub(super) hidden: fn(&mut String, char),
    /// Writes code; the flag tells whether it is in a table cell.
    pub(super) code: fn(&mut String, &str, bool),
    /// The language of blocks of code in texts, if it is not theirs.
    pub(super) language: Option<&'static str>,
    /// Writes a character of such a block, given what comes before it on its line.
    pub(super) in_block: fn(&mut String, char, Option<char>),
    /// How far what belongs to an item is indented, at least.
    pub(super) indent: usize,
    /// What is between the mark of an item and its words.
    pub(super) after_mark: char,
    /// The bytes that one of the rules is about.
    notable: [bool; 256],
    /// How a line ends in an item or a cell.
    pub(super) line_break: &'static str,
    /// How a paragraph ends there.
    pub(super) paragraph_break: &'static str,
    /// Whether the dialect has tables.
    pub(super) tables: bool,
    /// Whether facts are separated by dots instead of being a list.
    pub(super) dots: bool,
    /// What makes a link of an address alone, if anything does.
    pub(super) bare_link: Option<[&'static str; 2]>,
}

/// Pages for every viewer.
///
/// GitHub, mdBook, `MkDocs`, markdown-it, `VitePress` and MDX agree on backslashes before a few
/// characters, and on character references: before all others, `MkDocs` shows the backslash. Braces
/// are code in MDX, and in `VitePress` two of them are even with backslashes; a pipe in a code span
/// ends a cell in some but not in others. People read the source too, so characters that cannot be
/// markup where they stand are left alone: `card_declined` needs no backslash, `_declined_` does. So
/// are quotes and ellipses, of which a viewer may choose the shape.
pub(crate) static PAGES: Notation = complete(Notation {
    always: "<{}*[]~$`^",
    at_edges: "_",
    in_runs: "-+=!?",
    in_cells: "|",
    before: &[
        ('&', begins_reference),
        ('#', is_no_word),
        (':', begins_name),
        ('\\', is_punctuation),
    ],
    after: &[],
    leading: leading_on_pages,
    spell: |out, c, rest| match c {
        ':' if names_emoji(rest) => apart(out, c),
        // What `MkDocs` reads after a backslash, but for braces.
        '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '>' | '#' | '+' | '-' | '.' | '!' => {
            backslash(out, c);
        }
        c => reference(out, c),
    },
    hidden: |out, c| {
        if c.is_ascii_control() { out.push(char::REPLACEMENT_CHARACTER) } else { reference(out, c) }
    },
    code: code_on_pages,
    language: None,
    in_block: |out, c, _| out.push(c),
    // `MkDocs` wants four.
    indent: 4,
    after_mark: ' ',
    notable: [false; 256],
    line_break: "<br/>",
    paragraph_break: "<br/><br/>",
    tables: true,
    dots: false,
    bare_link: None,
});

/// Descriptions in OpenAPI documents: CommonMark, and what GitHub adds to it.
pub(crate) static COMMONMARK: Notation = complete(Notation {
    always: "`*[~",
    at_edges: "_",
    in_runs: "",
    in_cells: "",
    before: &[('&', begins_reference), ('<', is_no_space), ('\\', is_punctuation)],
    after: &[],
    leading: |words, _| leading(words),
    // A reference is safe even in viewers that pass HTML through and ignore backslashes.
    spell: |out, c, _| if c == '<' { out.push_str("&lt;") } else { backslash(out, c) },
    hidden: |out, c| out.push(c),
    code: |out, code, _| code_span(out, code, |out, c, _| out.push(c)),
    language: None,
    in_block: |out, c, _| out.push(c),
    indent: 0,
    after_mark: ' ',
    notable: [false; 256],
    line_break: " ",
    paragraph_break: " ",
    tables: false,
    dots: false,
    bare_link: Some(["<", ">"]),
});

/// Comments of a Rust crate.
pub(crate) static RUSTDOC: Notation = complete(Notation {
    always: "\\`*[]<~|",
    at_edges: "_",
    in_runs: "",
    in_cells: "",
    // Keeps an address in running text from becoming a link.
    before: &[('&', begins_reference), (':', |rest| rest.starts_with('/'))],
    after: &[],
    // The rest depends on where a line is broken.
    leading: |words, _| words.starts_with("- ").then_some(0),
    spell: |out, c, _| backslash(out, c),
    hidden: |out, c| {
        let _ = write!(out, "&#x{:X};", u32::from(c));
    },
    code: |out, code, _| {
        code_span(out, code, |out, c, _| {
            out.push(if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { fixed(c) });
        });
    },
    // In any other language, `cargo test` might run it.
    language: Some("text"),
    in_block: |out, c, _| {
        out.push(if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { fixed(c) });
    },
    indent: 0,
    after_mark: FIXED_SPACE,
    notable: [false; 256],
    line_break: " ",
    paragraph_break: " ",
    tables: true,
    dots: false,
    bare_link: Some(["<", ">"]),
});

/// Comments of a TypeScript package, and its README. TypeScript takes `@` for a tag almost
/// everywhere, and `*/` ends the comment.
pub(crate) static JSDOC: Notation = complete(Notation {
    always: "\\*[]<`~|@",
    at_edges: "_",
    in_runs: "",
    in_cells: "",
    before: &[('&', begins_reference)],
    after: &[('*', '/')],
    // The rest depends on where a line is broken.
    leading: |words, _| words.starts_with("- ").then_some(0),
    spell: |out, c, _| backslash(out, c),
    hidden: |out, _| out.push(' '),
    code: |out, code, _| code_span(out, code, code_in_comment),
    language: None,
    in_block: |out, c, before| code_in_comment(out, c, before.or(Some(' '))),
    indent: 0,
    after_mark: FIXED_SPACE,
    notable: [false; 256],
    line_break: " ",
    paragraph_break: " ",
    tables: true,
    dots: true,
    bare_link: Some(["", ""]),
});

/// Writes a character of code in a comment, which neither `*/` nor `@` may leave.
fn code_in_comment(out: &mut String, c: char, before: Option<char>) {
    let breaks_out = match c {
        '/' => before == Some('*'),
        '@' => before.is_some_and(|before| !before.is_ascii_alphanumeric()),
        _ => false,
    };
    if breaks_out {
        out.push('\\');
    }
    out.push(if is_hidden(c) { FIXED_SPACE } else { fixed(c) });
}

/// Writes plain words; `start` tells whether they begin a line or an item, `cell` whether they are
/// in a table.
pub(super) fn words(out: &mut String, notation: &Notation, text: &str, start: bool, cell: bool) {
    let leading = if start { (notation.leading)(text, cell) } else { None };
    let outside = out.chars().next_back();
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !notation.notable[usize::from(byte)] && leading != Some(at) {
            continue;
        }
        let Some(character) = text[at..].chars().next() else { break };
        let rest = &text[at + character.len_utf8()..];
        let before = text[..at].chars().next_back();
        let is_markup = leading == Some(at)
            || notation.is_markup(character, before, rest)
            || at == 0 && notation.follows(character, outside)
            || cell && notation.in_cells.contains(character);
        let is_hidden = is_hidden(character);
        if !is_markup && !is_hidden {
            continue;
        }
        out.push_str(&text[done..at]);
        match character {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => out.push(' '),
            c if is_hidden => (notation.hidden)(out, c),
            c => (notation.spell)(out, c, rest),
        }
        done = at + character.len_utf8();
    }
    out.push_str(&text[done..]);
}

impl Notation {
    /// Whether a character means something other than itself between its neighbors.
    fn is_markup(&self, character: char, before: Option<char>, rest: &str) -> bool {
        let is_word = |neighbor: Option<char>| neighbor.is_some_and(char::is_alphanumeric);
        if self.always.contains(character) {
            return true;
        }
        if self.at_edges.contains(character) {
            return !(is_word(before) && is_word(rest.chars().next()));
        }
        if character == ':' && is_time(before, rest) {
            return false;
        }
        let depends = |(own, applies): &(char, Rest)| *own == character && applies(rest);
        self.in_runs.contains(character) && before == Some(character)
            || self.before.iter().any(depends)
            || self.follows(character, before)
    }

    /// Whether a character is markup after the one before it.
    pub(super) fn follows(&self, character: char, before: Option<char>) -> bool {
        self.after.iter().any(|(first, own)| *own == character && before == Some(*first))
    }
}

/// The notation with the bytes that its rules are about, and the first bytes of all characters that
/// [`is_hidden`] may be true for. The rules name ASCII characters only.
const fn complete(mut notation: Notation) -> Notation {
    let Notation { always, at_edges, in_runs, in_cells, before, after, .. } = notation;
    let hidden = b"\xC2\xD8\xE1\xE2\xEF\xF3";
    let lists =
        [always.as_bytes(), at_edges.as_bytes(), in_runs.as_bytes(), in_cells.as_bytes(), hidden];
    let mut index = 0;
    while index < lists.len() {
        let mut at = 0;
        while at < lists[index].len() {
            notation.notable[lists[index][at] as usize] = true;
            at += 1;
        }
        index += 1;
    }
    index = 0;
    while index < before.len() {
        notation.notable[before[index].0 as usize] = true;
        index += 1;
    }
    index = 0;
    while index < after.len() {
        notation.notable[after[index].1 as usize] = true;
        index += 1;
    }
    index = 0;
    while index < 0x80 {
        if index < 0x20 || index == 0x7f {
            notation.notable[index] = true;
        }
        index += 1;
    }
    notation
}
