//! Positions as editors count them: lines, and within a line bytes, characters or units of UTF-16.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind, Range as Lines};

/// What the columns of a line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client should know.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The one to use with a client that knows some of them.
    pub(super) fn among(known: Option<&[PositionEncodingKind]>) -> Encoding {
        let known = known.unwrap_or_default();
        let all = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
        let first = all.into_iter().find(|encoding| known.contains(&encoding.kind()));
        first.unwrap_or(Encoding::Utf16)
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// A text with its lines.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    encoding: Encoding,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, encoding: Encoding) -> Places<'t> {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            // A carriage return alone ends a line too.
            if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Places { text, encoding, starts }
    }

    /// The position of a byte; one within a character is that of the character.
    pub(super) fn position(&self, at: usize) -> Position {
        let at = floor(self.text, at);
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let before = &self.text[self.starts[line]..at];
        let character = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
            Encoding::Utf32 => before.chars().count(),
        };
        let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: narrow(line), character: narrow(character) }
    }

    /// The byte of a position. Beyond the end of a line it is that end, as the protocol has it, and
    /// beyond the last line the end of the text.
    pub(super) fn byte(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let line = self.text[start..end].trim_end_matches(['\r', '\n']);
        let wanted = position.character as usize;
        let within = match self.encoding {
            Encoding::Utf8 => floor(line, wanted),
            Encoding::Utf16 | Encoding::Utf32 => {
                let is_units = self.encoding == Encoding::Utf16;
                let mut units = 0;
                let fits = |(_, c): &(usize, char)| {
                    units += if is_units { c.len_utf16() } else { 1 };
                    units <= wanted
                };
                line.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8())
            }
        };
        start + within
    }

    /// The positions of a stretch of bytes.
    pub(super) fn range(&self, range: Range<usize>) -> Lines {
        Lines { start: self.position(range.start), end: self.position(range.end) }
    }

    /// The bytes of a stretch; an empty one if its end is before its start.
    pub(super) fn bytes(&self, range: Lines) -> Range<usize> {
        let start = self.byte(range.start);
        start..self.byte(range.end).max(start)
    }
}

/// The last place up to a byte that is between two characters.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Places};
    use lsp_types::Position;

    #[test]
    fn columns_are_bytes_units_or_characters() {
        let text = "a: ü\r\nb: 😀!\rc\n";
        for (at, line, bytes, units, characters) in [
            (0, 0, 0, 0, 0),
            (3, 0, 3, 3, 3),
            (5, 0, 5, 4, 4),
            (7, 1, 0, 0, 0),
            (14, 1, 7, 5, 4),
            (15, 1, 8, 6, 5),
            (16, 2, 0, 0, 0),
            (18, 3, 0, 0, 0),
        ] {
            for (encoding, character) in
                [(Encoding::Utf8, bytes), (Encoding::Utf16, units), (Encoding::Utf32, characters)]
            {
                let places = Places::of(text, encoding);
                let position = Position { line, character };
                assert_eq!(places.position(at), position, "{encoding:?} {at}");
                assert_eq!(places.byte(position), at, "{encoding:?} {position:?}");
            }
        }
    }

    #[test]
    fn positions_out_of_range_are_at_the_nearest_end() {
        let text = "ü\r\n😀";
        let byte = |encoding, line, character| {
            Places::of(text, encoding).byte(Position { line, character })
        };
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            assert_eq!(byte(encoding, 0, 99), 2);
            assert_eq!(byte(encoding, 9, 0), text.len());
            // Within a character.
            assert_eq!(byte(encoding, 1, 1), 4);
        }
        assert_eq!(Places::of(text, Encoding::Utf16).position(1).character, 0);
        assert_eq!(Places::of("", Encoding::Utf16).byte(Position { line: 0, character: 3 }), 0);
    }
}
