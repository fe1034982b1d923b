//! Texts in YAML: what can be seen to be plain words, or a block of lines, is written as it is.
//! Everything else is left to `serde-saphyr`, which knows what readers of YAML make of it.

use serde::Serialize;
use serde_saphyr::LitStr;
use serde_saphyr::ser::Error;

use crate::lines::spaces;

/// The column at which long texts are folded.
pub(super) const WIDTH: usize = 100;

/// The length of the longest word that YAML takes for something else than a text, such as `false`.
const RESERVED: usize = 5;

const LINE_BREAK: u8 = 1;
/// A space, a colon or a hash: in pairs, they mean something.
const PAIRED: u8 = 2;
/// What needs a backslash between quotes.
const ESCAPED: u8 = 4;
/// A part of a character that is not ASCII.
const WIDE: u8 = 8;
/// What may have to be escaped wherever it is: control characters, and those that begin like them.
const STRANGE: u8 = 16;
/// What a key may have beside letters, digits and the like.
const NOT_IN_KEY: u8 = 32;

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'\n' => LINE_BREAK,
            b' ' | b':' | b'#' => PAIRED | NOT_IN_KEY,
            b'"' | b'\\' => ESCAPED | NOT_IN_KEY,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'$' | b'/' | b'.' | b'-' => 0,
            b'!'..=b'~' => NOT_IN_KEY,
            // U+0080 to U+00BF, U+2000 to U+2FFF, U+F000 to U+FFFF.
            0xC2 | 0xE2 | 0xEF => STRANGE | WIDE,
            0x80.. => WIDE,
            _ => STRANGE,
        };
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

/// What a text contains, as a set of the constants above.
fn classes_of(text: &str) -> u8 {
    let found = text.bytes().fold(0, |found, byte| found | CLASSES[usize::from(byte)]);
    // An ellipsis or a quotation mark is as good as a letter.
    if found & STRANGE != 0 && text.chars().all(|c| !is_strange(c)) {
        return found & !STRANGE;
    }
    found
}

fn is_strange(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Writes the name of a member.
pub(super) fn key(out: &mut String, name: &str) -> Result<(), Error> {
    let plain = NOT_IN_KEY | LINE_BREAK | STRANGE | WIDE;
    if begins_plainly(name) && name.len() < 1000 && classes_of(name) & plain == 0 {
        out.push_str(name);
        return Ok(());
    }
    let text = serde_saphyr::to_string(&std::collections::BTreeMap::from([(name, 0)]))?;
    out.push_str(text.trim_end().strip_suffix(": 0").unwrap_or_default());
    Ok(())
}

/// Writes a value, of which further lines begin at a column.
pub(super) fn value(out: &mut String, column: usize, text: &str) -> Result<(), Error> {
    let found = classes_of(text);
    if found & STRANGE != 0 || text.ends_with(' ') {
        return other(out, column, &text);
    }
    if found & LINE_BREAK != 0 {
        return literal(out, column, text);
    }
    if begins_plainly(text) && (found & PAIRED == 0 || is_unpaired(text)) {
        if length(text, found) > WIDTH {
            return folded(out, column, text, found);
        }
        out.extend([text, "\n"]);
        return Ok(());
    }
    // What stands at the start of a text that is certainly no plain one.
    if found & ESCAPED == 0 && text.starts_with(['#', '`', '*', '[', '{', '&', '@', '%', '>', '|'])
    {
        out.extend(["\"", text, "\"\n"]);
        return Ok(());
    }
    other(out, column, &text)
}

/// Writes a text as a block with its lines as they are.
pub(super) fn literal(out: &mut String, column: usize, text: &str) -> Result<(), Error> {
    if classes_of(text) & STRANGE != 0 || text.starts_with([' ', '\n']) || text.ends_with('\n') {
        return other(out, column, &LitStr(text));
    }
    out.push_str("|-\n");
    for line in text.split('\n') {
        push_line(out, column, line);
    }
    Ok(())
}

/// Writes what `serde-saphyr` makes of a value; further lines begin at a column.
pub(super) fn other<T: Serialize>(out: &mut String, column: usize, value: &T) -> Result<(), Error> {
    let text = by_other(value)?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    for (index, line) in text.split('\n').enumerate() {
        // The lines of a block are two spaces deeper than what it belongs to.
        let own = if index == 0 { line } else { line.strip_prefix("  ").unwrap_or(line) };
        push_line(out, if index == 0 { 0 } else { column }, own);
    }
    Ok(())
}

fn by_other<T: Serialize>(value: &T) -> Result<String, Error> {
    let mut text = String::new();
    let options = serde_saphyr::ser_options! {
        compact_list_indent: false,
        folded_wrap_chars: WIDTH,
    };
    serde_saphyr::to_fmt_writer_with_options(&mut text, value, options)?;
    Ok(text)
}

fn push_line(out: &mut String, column: usize, line: &str) {
    if !line.is_empty() {
        spaces(column, out);
        out.push_str(line);
    }
    out.push('\n');
}

/// Whether a text starts like one, and is not one of the words that mean something.
fn begins_plainly(text: &str) -> bool {
    let Some(first) = text.bytes().next() else { return false };
    let is_letter = first.is_ascii_alphabetic();
    let is_word = text.len() > RESERVED
        || !["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(text));
    is_letter && is_word || matches!(first, b'/' | b'$' | b'(' | 0x80..)
}

/// Whether no colon ends a word and no hash begins one.
fn is_unpaired(text: &str) -> bool {
    let bytes = text.as_bytes();
    !text.ends_with(':')
        && !bytes.windows(2).any(|pair| {
            let [first, second] = [pair[0], pair[1]];
            first == b':' && second == b' ' || first == b' ' && second == b'#'
        })
}

/// How many characters a text has; those that are short enough as bytes are not counted.
fn length(text: &str, found: u8) -> usize {
    if found & WIDE == 0 || text.len() <= WIDTH { text.len() } else { text.chars().count() }
}

/// Writes plain words as a block whose lines a reader joins, broken where `serde-saphyr` breaks
/// them: at the last space before each step of a ruler along the text.
fn folded(out: &mut String, column: usize, text: &str, found: u8) -> Result<(), Error> {
    if text.contains("  ") {
        return other(out, column, &text);
    }
    // The bytes of some characters, counted from a byte.
    let steps = |from: usize, count: usize| match found & WIDE {
        0 => (from + count < text.len()).then_some(from + count),
        _ => text[from..].char_indices().nth(count).map(|(at, _)| from + at),
    };
    out.push_str(">-\n");
    let mut start = 0;
    let mut from = 0;
    let mut next = steps(0, WIDTH);
    while let Some(to) = next {
        let Some(space) = text[from..to].rfind(' ') else { break };
        push_line(out, column, &text[start..from + space]);
        start = from + space + 1;
        from = to;
        next = steps(to, WIDTH + 1);
    }
    push_line(out, column, &text[start..]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::yaml::write;
    use super::{WIDTH, by_other};

    /// Texts with everything that YAML could take for something else.
    fn texts() -> Vec<String> {
        let long = "A word of some length, and so on, again and again, ".repeat(5);
        let wide = "Ein längeres Wort – „größer“ als andere … ".repeat(6);
        let ends =
            ["", "yes", "Null", "12", "-", "a: b", "a #b", "a:", "#a", "`a`", "- a", "a\"", "'a'"];
        let more =
            ["a\nb", "a\n\nb\n", " a\nb", "\na", "a \nb", "é", "\u{feff}a", "a\u{85}b", "a\tb"];
        let longs = [long.trim(), &long, wide.trim(), &long.replace(',', ": "), &"x".repeat(300)];
        let double = long.trim().replace(", ", ",  ");
        let cut = (WIDTH - 3..WIDTH + 4).map(|at| long[..at].trim_end().to_owned());
        let all = ends.into_iter().chain(more).chain(longs).map(str::to_owned);
        all.chain(cut)
            .chain([double, "<<".into(), "/".into(), "$ref".into(), "(a)".into()])
            .collect()
    }

    #[test]
    fn every_value_is_written_as_by_the_other_serializer() {
        for text in texts() {
            let nested = json!({
                "a": { &text: &text, "list": [&text, { "k": &text, "l": [&text, []] }, [&text, [1]]] },
                "b": [{}, { "of": { "c": -1.5, "d": [true, null] } }],
            });
            let mut own = String::new();
            write(&mut own, 0, &nested).expect("YAML");
            assert_eq!(own, by_other(&nested).expect("YAML"), "{text:?}");
            let read: Value = serde_yaml::from_str(&own).expect("YAML");
            assert_eq!(read, nested, "{text:?}");
        }
    }
}
