//! The layout of JSON files: a list or an object has one line if it fits, else a line for each
//! member.
//!
//! The text is written as it comes, without a tree of values. What has begun and may still fit is on
//! one line; as soon as that is too long, the outermost list or object of the line is written again,
//! member by member. A line is short, so that little is ever written twice.

use std::io::{self, Write, sink};
use std::ops::Range;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use crate::lines::{WIDTH, new_line};

/// The spaces of a step of indentation.
const INDENT: usize = 2;

/// A value as the text of a file.
pub fn file(value: &impl Serialize) -> serde_json::Result<String> {
    let mut layout = Layout::default();
    value.serialize(&mut Serializer::with_formatter(sink(), &mut layout))?;
    layout.out.push('\n');
    Ok(layout.out)
}

#[derive(Default)]
struct Layout {
    out: String,
    /// Where the current line begins.
    line: usize,
    /// The lists and objects around the next value; those with a line for each member come first.
    open: Vec<Open>,
    /// What is on the current line since the first of those that may fit into it.
    tokens: Vec<Token>,
    /// Where the current name or value begins.
    from: usize,
    in_key: bool,
    in_string: bool,
    /// Where numbers and escapes are written first.
    bytes: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Open {
    is_list: bool,
    is_empty: bool,
    /// Whether it has a line for each member.
    in_lines: bool,
}

enum Token {
    Begin { is_list: bool, at: usize },
    Key(Range<usize>),
    Leaf(Range<usize>),
    End,
}

impl Layout {
    /// Whether a list or an object that has begun may have one line.
    fn may_fit(&self) -> bool {
        self.open.last().is_some_and(|open| !open.in_lines)
    }

    /// Writes what comes before a member.
    fn member(&mut self) {
        let depth = self.open.len();
        let Some(open) = self.open.last_mut() else { return };
        let is_first = std::mem::replace(&mut open.is_empty, false);
        match (open.in_lines, is_first) {
            (true, first) => {
                self.out.push_str(if first { "" } else { "," });
                self.new_line(depth);
            }
            (false, true) => self.out.push_str(if open.is_list { "" } else { " " }),
            (false, false) => self.out.push_str(", "),
        }
    }

    fn new_line(&mut self, depth: usize) {
        self.line = self.out.len() + 1;
        new_line(depth * INDENT, &mut self.out);
    }

    /// Writes what comes before a value.
    fn value(&mut self) {
        if self.open.last().is_some_and(|open| open.is_list) {
            self.member();
        }
        self.from = self.out.len();
    }

    fn key_ends(&mut self) {
        if self.may_fit() {
            self.tokens.push(Token::Key(self.from..self.out.len()));
        }
        self.out.push_str(": ");
    }

    fn leaf_ends(&mut self) {
        if self.may_fit() {
            self.tokens.push(Token::Leaf(self.from..self.out.len()));
            self.fit();
        }
    }

    fn begin(&mut self, is_list: bool) {
        self.value();
        self.tokens.push(Token::Begin { is_list, at: self.from });
        self.out.push(if is_list { '[' } else { '{' });
        self.open.push(Open { is_list, is_empty: true, in_lines: false });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.in_lines {
            self.new_line(self.open.len());
        } else if !open.is_list && !open.is_empty {
            self.out.push(' ');
        }
        self.out.push(if open.is_list { ']' } else { '}' });
        if open.in_lines {
            return;
        }
        self.tokens.push(Token::End);
        // What is empty has no lines to be put into.
        if self.tokens.len() > 2 {
            self.fit();
        }
        if !self.may_fit() {
            self.tokens.clear();
        }
    }

    /// Gives the outermost list or object of the line a line for each member, if the line is too
    /// long; it leaves room for the comma that follows.
    fn fit(&mut self) {
        if self.out.len() < self.line + WIDTH {
            return;
        }
        let mut tokens = std::mem::take(&mut self.tokens).into_iter();
        let Some(Token::Begin { is_list, at: start }) = tokens.next() else { return };
        let line = self.out.split_off(start);
        let text = |range: Range<usize>| &line[range.start - start..range.end - start];
        self.open.retain(|open| open.in_lines);
        self.out.push(if is_list { '[' } else { '{' });
        self.open.push(Open { is_list, is_empty: true, in_lines: true });
        for token in tokens {
            match token {
                Token::Begin { is_list, .. } => self.begin(is_list),
                Token::End => self.end(),
                Token::Key(range) => {
                    self.member();
                    self.from = self.out.len();
                    self.out.push_str(text(range));
                    self.key_ends();
                }
                Token::Leaf(range) => {
                    self.value();
                    self.out.push_str(text(range));
                    self.leaf_ends();
                }
            }
        }
    }

    /// Writes a value without members, or a part of a text.
    fn leaf(&mut self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        if !self.in_string {
            self.value();
        }
        self.bytes.clear();
        write(&mut self.bytes)?;
        self.out.push_str(std::str::from_utf8(&self.bytes).map_err(io::Error::other)?);
        if !self.in_string {
            self.leaf_ends();
        }
        Ok(())
    }
}

/// Methods that write a value as `serde_json` does.
macro_rules! leaves {
    ($($name:ident($($value:ident: $ty:ty)?);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, _: &mut W $(, $value: $ty)?) -> io::Result<()> {
            self.leaf(|out| CompactFormatter.$name(out $(, $value)?))
        })*
    };
}

impl Formatter for &mut Layout {
    leaves! {
        write_null();
        write_bool(value: bool);
        write_i8(value: i8);
        write_i16(value: i16);
        write_i32(value: i32);
        write_i64(value: i64);
        write_u8(value: u8);
        write_u16(value: u16);
        write_u32(value: u32);
        write_u64(value: u64);
        write_f64(value: f64);
        write_char_escape(escape: CharEscape);
    }

    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        if !self.in_key {
            self.value();
        }
        self.in_string = true;
        self.out.push('"');
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.out.push_str(fragment);
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_string = false;
        self.out.push('"');
        if !self.in_key {
            self.leaf_ends();
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin(true);
        Ok(())
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.end();
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin(false);
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, _: &mut W, _: bool) -> io::Result<()> {
        self.member();
        self.in_key = true;
        self.from = self.out.len();
        Ok(())
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        self.key_ends();
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.end();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::file;

    #[test]
    fn what_fits_has_one_line() {
        let short = json!({ "a": [1, null, "x"], "b": {}, "c": [] });
        assert_eq!(
            file(&short).expect("JSON"),
            "{ \"a\": [1, null, \"x\"], \"b\": {}, \"c\": [] }\n"
        );
        let word = "x".repeat(99);
        let long = json!({ "a": [word, { "b": 1 }], "c": [] });
        let expected =
            format!("{{\n  \"a\": [\n    \"{word}\",\n    {{ \"b\": 1 }}\n  ],\n  \"c\": []\n}}\n");
        assert_eq!(file(&long).expect("JSON"), expected);
    }

    #[test]
    fn a_line_has_room_for_a_comma() {
        for (length, fits) in [(78, true), (79, false)] {
            let word = "é".repeat(length / 2) + &"x".repeat(length % 2);
            let text = file(&json!([{ "a\"": [{}, word] }, [-1.5, true]])).expect("JSON");
            let flat = format!("\n  {{ \"a\\\"\": [{{}}, \"{word}\"] }},\n");
            assert_eq!(text.contains(&flat), fits, "{text}");
            assert!(text.ends_with("\n  [-1.5, true]\n]\n"), "{text}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON")[1][1], true);
        }
    }
}
