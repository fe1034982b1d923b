//! Edits of a text. Nothing else splices texts, so no two edits can ever overlap.

use std::ops::Range;

/// A range of a text, in bytes, and what to put in its place.
pub type Edit = (Range<usize>, String);

/// Edits of one text, in order, none of which overlaps another or reaches beyond the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edits<'t> {
    text: &'t str,
    edits: Vec<Edit>,
}

impl<'t> Edits<'t> {
    /// Sorts edits of a text. Insertions at one place stay in the order in which they are given.
    ///
    /// Returns nothing if two of them overlap, or one is out of range or would split a character.
    #[must_use]
    pub fn of(text: &'t str, mut edits: Vec<Edit>) -> Option<Edits<'t>> {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let inside = edits.iter().all(|(range, _)| text.get(range.clone()).is_some());
        let apart = edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        (inside && apart).then_some(Edits { text, edits })
    }

    /// The edits, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Edit] {
        &self.edits
    }

    /// The text with the edits made.
    #[must_use]
    pub fn applied(&self) -> String {
        let mut edited = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, replacement) in &self.edits {
            edited.push_str(&self.text[at..range.start]);
            edited.push_str(replacement);
            at = range.end;
        }
        edited.push_str(&self.text[at..]);
        edited
    }

    /// Where each replacement is in the edited text.
    #[must_use]
    pub fn placed(&self) -> Vec<Range<usize>> {
        let (mut removed, mut added) = (0, 0);
        let place = |(range, replacement): &Edit| {
            let start = range.start - removed + added;
            removed += range.len();
            added += replacement.len();
            start..start + replacement.len()
        };
        self.edits.iter().map(place).collect()
    }
}

/// A text with some ranges replaced; nothing if the edits do not fit together (see [`Edits::of`]).
#[must_use]
pub fn replaced(text: &str, edits: Vec<Edit>) -> Option<String> {
    Edits::of(text, edits).map(|edits| edits.applied())
}

/// Those of some items, usually edits, that can be kept together, in order, and what `keep` makes of
/// them; it returns nothing for items that cannot.
///
/// They are found by halving: usually none or few cannot be kept.
pub fn good<T: Clone, R>(
    items: &[T],
    mut keep: impl FnMut(&[T]) -> Option<R>,
) -> (Vec<T>, Option<R>) {
    let mut kept = Vec::with_capacity(items.len());
    let mut made = None;
    // Halves that are still to be tried, the first one last.
    let mut halves = vec![items];
    while let Some(items) = halves.pop().filter(|items| !items.is_empty()) {
        let before = kept.len();
        kept.extend_from_slice(items);
        if let Some(result) = keep(&kept) {
            made = Some(result);
            continue;
        }
        kept.truncate(before);
        if items.len() > 1 {
            let (first, second) = items.split_at(items.len() / 2);
            halves.extend([second, first]);
        }
    }
    (kept, made)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Edits, good, replaced};

    #[test]
    fn bad_items_are_left_out_in_few_tries() {
        let items: Vec<usize> = (0..1000).collect();
        let mut tries = 0;
        let (kept, made) = good(&items, |items| {
            tries += 1;
            (!items.contains(&7) && !items.contains(&501)).then_some(items.len())
        });
        assert_eq!((kept.len(), made), (998, Some(998)));
        assert!(kept.is_sorted() && tries < 50, "{tries}");
        assert_eq!(good(&[1], |_| None::<()>), (vec![], None));
        assert_eq!(good(&[0; 0], |_| Some(())), (vec![], None));
    }

    fn edits(of: &[(Range<usize>, &str)]) -> Vec<(Range<usize>, String)> {
        of.iter().map(|(range, text)| (range.clone(), (*text).to_owned())).collect()
    }

    #[test]
    fn edits_are_made_in_order_if_they_fit_together() {
        let check = |of: &[(Range<usize>, &str)], expected: Option<&str>| {
            assert_eq!(replaced("aébc", edits(of)).as_deref(), expected, "{of:?}");
        };
        check(&[], Some("aébc"));
        check(&[(3..4, "x"), (0..1, "yy")], Some("yyéxc"));
        check(&[(1..1, "1"), (1..1, "2"), (1..3, "3")], Some("a123bc"));
        check(&[(5..5, "x")], Some("aébcx"));
        // They overlap, one within another, or one over the end of another.
        check(&[(0..4, "x"), (1..3, "y")], None);
        check(&[(0..3, "x"), (1..4, "y")], None);
        check(&[(0..3, "x"), (1..1, "y")], None);
        // Half a character, beyond the end, backwards.
        check(&[(1..2, "x")], None);
        check(&[(5..6, "x")], None);
        check(&[(Range { start: 3, end: 1 }, "x")], None);
    }

    #[test]
    fn replacements_are_found_again() {
        let edits = edits(&[(1..3, "x"), (3..3, "yz"), (4..5, "")]);
        let edits = Edits::of("aébc", edits).expect("they fit");
        let text = edits.applied();
        let placed: Vec<&str> = edits.placed().into_iter().map(|range| &text[range]).collect();
        assert_eq!((text.as_str(), &placed[..]), ("axyzb", &["x", "yz", ""][..]));
    }
}
