//! Fixes what has one right answer by editing the registry's files. An edit is made only if it
//! changes nothing else that the file says.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Fix, Problems};
use crate::edits::{Edit, Edits, good};
use crate::source::{SourceFile, Sources, Span};
use crate::yaml::{self, Key, Node, Value};

/// Applies the fixes of findings, and returns how many were applied. Of overlapping fixes, only the
/// first is applied; checking the registry again finds the rest.
pub fn apply<'d>(sources: &mut Sources, found: impl IntoIterator<Item = &'d Diagnostic>) -> usize {
    make(sources, found.into_iter().filter_map(|found| found.fix.as_ref()))
}

/// Makes fixes, as [`apply`] does, whether or not a finding proposes them.
pub fn make<'f>(sources: &mut Sources, fixes: impl IntoIterator<Item = &'f Fix>) -> usize {
    let mut fixes: Vec<&Fix> = fixes.into_iter().collect();
    fixes.sort_by_key(|fix| fix.span);
    fixes.dedup();
    let own = fixes.iter().map(|fix| (fix.span, fix.replacement.as_str()));
    let elsewhere = fixes.iter().flat_map(|fix| &fix.elsewhere);
    let elsewhere = elsewhere.map(|(span, replacement)| (*span, replacement.as_str()));
    let starts: BTreeSet<Span> = own.clone().map(|(span, _)| span).collect();
    let mut wanted: Vec<(Span, &str)> = own.chain(elsewhere).collect();
    wanted.sort_by_key(|(span, _)| *span);
    wanted.dedup();
    let mut count = 0;
    for wanted in wanted.chunk_by(|(a, _), (b, _)| a.file == b.file) {
        let file = wanted[0].0.file;
        let source = &sources.files()[file as usize];
        let mut apart: Vec<Edit> = Vec::new();
        let mut asides = BTreeSet::new();
        for (span, replacement) in wanted {
            let edit = edit(*span, replacement, source);
            if source.text.get(edit.0.clone()) == Some(&edit.1) {
                continue;
            }
            if !starts.contains(span) {
                asides.insert((edit.0.start, edit.0.end));
            }
            // The order of two insertions at one place is undefined.
            if apart.last().is_none_or(|(last, _)| {
                last.end < edit.0.start || last.end == edit.0.start && last.start < edit.0.start
            }) {
                apart.push(edit);
            }
        }
        let (made, text) = good(&apart, |edits| spliced(source, edits.to_vec()));
        if let Some(text) = text {
            count += made
                .iter()
                .filter(|(range, _)| !asides.contains(&(range.start, range.end)))
                .count();
            sources.replace(file, text);
        }
    }
    count
}

fn edit(span: Span, replacement: &str, source: &SourceFile) -> Edit {
    let mut replacement = replacement.to_owned();
    if source.text.contains("\r\n") {
        replacement = replacement.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    (span.range(), replacement)
}

/// The text of a file after the edits, unless they overlap or change anything else that it says.
fn spliced(source: &SourceFile, edits: Vec<Edit>) -> Option<String> {
    let edits = Edits::of(&source.text, edits)?;
    let after = source.with_text(edits.applied());
    let before = yaml::parse_damaged(0, source, &mut Problems::default())?;
    let now = yaml::parse_damaged(0, &after, &mut Problems::default())?;
    let made: Vec<Range<usize>> = edits.as_slice().iter().map(|(range, _)| range.clone()).collect();
    // An edit that mends a syntax error may change all that the error kept from being read.
    let mended: Vec<Range<usize>> = before
        .broken
        .iter()
        .map(|broken| broken.lines.clone())
        .filter(|lines| made.iter().any(|it| lines.start <= it.start && it.end <= lines.end))
        .collect();
    let moved = moved(&edits, &mended);
    let placed = edits.placed();
    // Behind a mended error, another one may come to light.
    let is_new = |at: usize| {
        let behind = |lines: &Range<usize>| {
            let edit = placed.iter().find(|it| lines.start <= it.start && it.end <= lines.end);
            lines.start <= at && at <= lines.end && edit.is_some_and(|edit| at > edit.start)
        };
        moved.iter().any(behind)
    };
    let left = now.broken.iter().filter(|broken| !is_new(broken.at)).count();
    if left + mended.len() > before.broken.len() {
        return None;
    }
    let old = Touched::of(made, mended);
    let new = Touched::of(placed, moved);
    same(&before.root, &old, &now.root, &new).then_some(after.text)
}

/// Where stretches of a text are after the edits.
fn moved(edits: &Edits<'_>, stretches: &[Range<usize>]) -> Vec<Range<usize>> {
    let shift = |at: usize| {
        let before = edits.as_slice().iter().filter(|(range, _)| range.end <= at);
        before.fold(at, |moved, (range, replacement)| (moved + replacement.len()) - range.len())
    };
    stretches.iter().map(|range| shift(range.start)..shift(range.end)).collect()
}

/// The ranges of a text that were edited, sorted.
struct Touched(Vec<Range<usize>>);

impl Touched {
    fn of(made: Vec<Range<usize>>, mended: Vec<Range<usize>>) -> Touched {
        let mut all: Vec<Range<usize>> = Vec::with_capacity(made.len() + mended.len());
        let mut ranges = [made, mended].concat();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        for range in ranges {
            match all.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => all.push(range),
            }
        }
        Touched(all)
    }

    /// Whether an edit overlaps or touches this range.
    fn meet(&self, start: usize, end: usize) -> bool {
        let after = self.0.partition_point(|stretch| stretch.end < start);
        self.0.get(after).is_some_and(|stretch| stretch.start <= end)
    }

    /// Whether this range is within one edit.
    fn hold(&self, start: usize, end: usize) -> bool {
        let after = self.0.partition_point(|stretch| stretch.end < end);
        self.0.get(after).is_some_and(|stretch| stretch.start <= start && end <= stretch.end)
    }
}

/// Whether two trees say the same apart from what was edited: a scalar or key that an edit touches
/// may differ, and an entry within an edit may be added or removed.
fn same(before: &Node<'_>, old: &Touched, now: &Node<'_>, new: &Touched) -> bool {
    let touched = |node: &Node<'_>, by: &Touched| {
        let range = node.span.range();
        by.meet(range.start, range.end)
    };
    // A value that is replaced as a whole can become anything.
    let replaced = |node: &Node<'_>, by: &Touched| {
        let range = node.span.range();
        by.hold(range.start, range.end)
    };
    if replaced(before, old) && replaced(now, new) {
        return true;
    }
    match (&before.value, &now.value) {
        (Value::Map(before), Value::Map(now)) => {
            let entry = |entry: &&(Key<'_>, Node<'_>), by: &Touched| {
                !by.hold(entry.0.span.range().start, entry.1.span.range().end)
            };
            let before: Vec<_> = before.iter().filter(|it| entry(it, old)).collect();
            let now: Vec<_> = now.iter().filter(|it| entry(it, new)).collect();
            before.len() == now.len()
                && before.iter().zip(now).all(|((key, value), (now_key, now_value))| {
                    let range = key.span.range();
                    (key.text == now_key.text || old.meet(range.start, range.end))
                        && same(value, old, now_value, new)
                })
        }
        (Value::List(before), Value::List(now)) => {
            let kept = |node: &&Node<'_>, by: &Touched| {
                let range = node.span.range();
                !by.hold(range.start, range.end)
            };
            let before: Vec<_> = before.iter().filter(|it| kept(it, old)).collect();
            let now: Vec<_> = now.iter().filter(|it| kept(it, new)).collect();
            before.len() == now.len()
                && before.iter().zip(now).all(|(before, now)| same(before, old, now, new))
        }
        (Value::Plain(a), Value::Plain(b)) | (Value::Text(a), Value::Text(b)) if a == b => true,
        (Value::Refused, Value::Refused) => true,
        // What could not be read can be anything.
        (Value::Refused, _) => touched(before, old) && touched(now, new),
        (Value::Plain(_) | Value::Text(_), Value::Plain(_) | Value::Text(_)) => {
            touched(before, old) && touched(now, new)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes edits of a text, each given with what it replaces, and compares the result.
    #[track_caller]
    fn mends(text: &str, edits: &[(&str, &str)], expected: Option<&str>) {
        let mut sources = Sources::from_texts([("shop/orders.yaml", text)]);
        let found: Vec<Diagnostic> = edits
            .iter()
            .map(|(old, new)| {
                let at = text.find(old).expect("it is there");
                let narrow = |at: usize| u32::try_from(at).expect("small");
                let span = Span { file: 0, start: narrow(at), end: narrow(at + old.len()) };
                Diagnostic::error(&crate::rule::UNKNOWN_KEY, "wrong").fix(span, *new)
            })
            .collect();
        let count = apply(&mut sources, &found);
        let text = &sources.files()[0].text;
        assert_eq!((count > 0).then_some(text.as_str()), expected);
    }

    #[test]
    fn an_edit_changes_what_it_touches_and_nothing_else() {
        mends("a: 1 # one\nb: 2\n", &[("a", "c"), ("2", "3")], Some("c: 1 # one\nb: 3\n"));
        mends("a:\r\n  b: c\r\n", &[("c", "d\n  e: f")], Some("a:\r\n  b: d\r\n  e: f\r\n"));
        mends("a: b \r\n", &[(" \r", "\r")], Some("a: b\r\n"));
        // An entry is removed, and one is added.
        mends("a: 1\nb: 2\n", &[("b: 2\n", "")], Some("a: 1\n"));
        mends("a: 1\nb: 2\n", &[("b: 2\n", "b: 2\nc: 3\n")], Some("a: 1\nb: 2\nc: 3\n"));
        mends("[a, b]", &[("a", "c")], Some("[c, b]"));
    }

    #[test]
    fn an_edit_that_breaks_the_file_is_not_made() {
        // The value would swallow the next key, or the file would no longer parse.
        mends("a: 1\nb: 2\n", &[("1\n", "1")], None);
        mends("a: 1\nb: 2\n", &[("1", "[")], None);
        mends("a: 1\nb: 2\n", &[("1", "1 # ")], Some("a: 1 # \nb: 2\n"));
        // The key would appear twice, and a value would be lost.
        mends("a: 1\nb: 2\n", &[("b", "a")], None);
        // The other edit is made.
        mends("a: 1\nb: 2\n", &[("a", "c"), ("2", "{")], Some("c: 1\nb: 2\n"));
    }

    #[test]
    fn of_two_edits_at_one_place_the_first_is_made() {
        mends("a: 1\n", &[("a", "b"), ("a: 1", "c: 1")], Some("b: 1\n"));
    }
}
