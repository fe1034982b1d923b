//! Edits of texts, as editors make them.

use lsp_types::TextEdit;

use super::place::Places;

/// The edit between two texts; none if they are the same. What both begin and end with is left alone,
/// so that cursors stay where they are.
pub(super) fn between(before: &str, after: &str, places: &Places<'_>) -> Vec<TextEdit> {
    if before == after {
        return Vec::new();
    }
    let same = |pair: &((usize, char), char)| pair.0.1 == pair.1;
    let start = before.char_indices().zip(after.chars()).find(|pair| !same(pair));
    let start = start.map_or(before.len().min(after.len()), |((at, _), _)| at);
    // Both characters of a line end are changed, or neither.
    let start = start - usize::from(before[..start].ends_with('\r'));
    let (rest_before, rest_after) = (&before[start..], &after[start..]);
    let ends = rest_before.chars().rev().zip(rest_after.chars().rev());
    let end: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let splits = |text: &str| {
        let (own, same) = text.split_at(text.len() - end);
        own.ends_with('\r') && same.starts_with('\n')
    };
    let end = end - usize::from(splits(rest_before) || splits(rest_after));
    let new_text = rest_after[..rest_after.len() - end].to_owned();
    vec![TextEdit { range: places.range(start..before.len() - end), new_text }]
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::lsp::place::{Encoding, Places};

    #[test]
    fn line_ends_are_changed_as_a_whole() {
        for (before, after, written) in [("a\r\nb", "a\nb", "\n"), ("a\nb", "a\r\nb", "\r\n")] {
            let places = Places::of(before, Encoding::Utf8);
            let edits = between(before, after, &places);
            assert_eq!(edits[0].new_text, written);
            assert_eq!(places.bytes(edits[0].range), 1..before.len() - 1);
        }
    }
}
