//! Edited files: writing them, or showing the changes.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use crate::error::Error;
use crate::output;
use crate::source::{SourceFile, Sources};
use crate::visible::{Syntax, printed, word};
use similar::udiff::UnifiedDiffHunk;
use similar::{DiffOp, TextDiff, group_diff_ops};

use super::{Failure, count, print_as, print_error};

/// How many unchanged lines a patch shows around a change.
const CONTEXT: usize = 3;

/// How many lines of the diff of a file are shown.
const DIFF_LINES: usize = 12;

/// A file before and after; nothing if it is removed.
pub(super) type Change<'s> = (&'s SourceFile, Option<&'s SourceFile>);

/// The files whose texts differ, and those that are removed.
pub(super) fn changed<'s>(before: &'s Sources, after: &'s Sources) -> Vec<Change<'s>> {
    let mut rest = after.files().iter().peekable();
    let pairs = before.files().iter().map(|before| {
        let after = rest.next_if(|after| after.path == before.path);
        (&**before, after.map(|after| &**after))
    });
    pairs.filter(|(before, after)| after.is_none_or(|it| it.text != before.text)).collect()
}

/// Writes the changed files, each of them atomically: new ones first, because others may list them, and
/// those that go last, when what they held is elsewhere.
pub(super) fn write(changed: &[Change<'_>]) -> Result<(), Error> {
    let edited = changed.iter().filter_map(|(before, after)| Some((*before, (*after)?)));
    let (new, others): (Vec<_>, Vec<_>) = edited.partition(|(before, _)| is_new(before));
    for (before, after) in new {
        output::add(Path::new(&before.path), &after.on_disk())?;
    }
    for (before, after) in others {
        output::rewrite(Path::new(&before.path), &before.on_disk(), &after.on_disk())?;
    }
    for (before, _) in changed.iter().filter(|(_, after)| after.is_none()) {
        output::remove(Path::new(&before.path), &before.on_disk())?;
    }
    Ok(())
}

/// Whether a file is not on the disk yet.
fn is_new(before: &SourceFile) -> bool {
    before.text.is_empty() && Path::new(&before.path).symlink_metadata().is_err()
}

/// Prints the changes of files as a patch.
pub(super) fn print_patch(changed: &[Change<'_>]) -> Result<(), Failure> {
    for (before, after) in changed {
        let path = &before.path;
        let text = patch(before, *after);
        let fits = matches!(printed(&text, Syntax::Patch), Cow::Borrowed(_));
        if !fits || matches!(word(path), Cow::Owned(_)) {
            print_error(&format!(
                "the patch of `{}` cannot be applied: it shows some characters as escapes\n",
                word(path)
            ))?;
        }
        print_as(&text, Syntax::Patch)?;
    }
    Ok(())
}

/// The changes of a file as a patch.
fn patch(before: &SourceFile, after: Option<&SourceFile>) -> String {
    let diff = by_lines(&before.text, after.map_or("", |after| &after.text));
    let mut ops = Vec::new();
    for op in diff.ops() {
        match *op {
            DiffOp::Equal { old_index, new_index, len } => {
                let lines = (0..len).map(|at| (old_index + at, new_index + at));
                lines.for_each(|(old, new)| keep(&diff, old, new, &mut ops));
            }
            op => ops.push(op),
        }
    }
    let path = word(&before.path);
    let old = if is_new(before) { "/dev/null" } else { &path };
    let new = if after.is_none() { "/dev/null" } else { &path };
    let mut text = format!("--- {old}\n+++ {new}\n");
    for ops in group_diff_ops(ops, CONTEXT) {
        let _ = write!(text, "{}", UnifiedDiffHunk::new(ops, &diff, true));
    }
    text
}

/// The differences of two texts. As in Git, only a line feed ends a line.
fn by_lines<'t>(before: &'t str, after: &'t str) -> TextDiff<'t, 't, str> {
    let lines = |text: &'t str| text.split_inclusive('\n').collect::<Vec<_>>();
    TextDiff::configure().newline_terminated(true).diff_slices(&lines(before), &lines(after))
}

/// Adds a line that does not change. Behind the blank that marks such a line in a patch, a CI server
/// would still see a command; a line that looks like one is therefore removed and added again.
fn keep(diff: &TextDiff<'_, '_, str>, old: usize, new: usize, ops: &mut Vec<DiffOp>) {
    let line = diff.old_slice(old).unwrap_or_default();
    let visible = |text: &str| matches!(printed(text, Syntax::Patch), Cow::Borrowed(_));
    if !visible(line) && visible(&format!("+{line}")) {
        ops.push(DiffOp::Replace { old_index: old, old_len: 1, new_index: new, new_len: 1 });
    } else if let Some(DiffOp::Equal { old_index, len, .. }) = ops.last_mut()
        && *old_index + *len == old
    {
        *len += 1;
    } else {
        ops.push(DiffOp::Equal { old_index: old, new_index: new, len: 1 });
    }
}

/// The first lines of the diff of a file.
pub(super) fn short_diff(before: &str, after: &str, text: &mut String) {
    let diff = by_lines(before, after);
    let diff = diff.unified_diff().context_radius(1).to_string();
    for line in diff.lines().take(DIFF_LINES) {
        let _ = writeln!(text, "    {line}");
    }
    let rest = diff.lines().count().saturating_sub(DIFF_LINES);
    if rest > 0 {
        let _ = writeln!(text, "    … {} more", count(rest, "line"));
    }
}
