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
    let (rest_before, rest_after) = (&before[start..], &after[start..]);
    let ends = rest_before.chars().rev().zip(rest_after.chars().rev());
    let end: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let new_text = rest_after[..rest_after.len() - end].to_owned();
    vec![TextEdit { range: places.range(start..before.len() - end), new_text }]
}
