//! Edited files: writing them, or showing the changes.

use std::fmt::Write;
use std::path::Path;

use errbook::error::Error;
use errbook::output;
use errbook::source::{SourceFile, Sources};
use similar::TextDiff;

use super::count;

/// How many lines of the diff of a file are shown.
const DIFF_LINES: usize = 12;

/// The files whose texts differ, before and after.
pub(super) fn changed<'s>(
    before: &'s Sources,
    after: &'s Sources,
) -> Vec<(&'s SourceFile, &'s SourceFile)> {
    let pairs = before.files().iter().zip(after.files());
    pairs.filter(|(before, after)| before.text != after.text).collect()
}

/// Writes the changed files, each of them atomically.
pub(super) fn write(changed: &[(&SourceFile, &SourceFile)]) -> Result<(), Error> {
    for (before, after) in changed {
        output::rewrite(Path::new(&before.path), &before.on_disk(), &after.on_disk())?;
    }
    Ok(())
}

/// The changes of a file as a patch.
pub(super) fn diff(before: &SourceFile, after: &SourceFile) -> String {
    let path = &before.path;
    let diff = TextDiff::from_lines(&before.text, &after.text);
    diff.unified_diff().header(path, path).to_string()
}

/// The first lines of the diff of a file.
pub(super) fn short_diff(before: &str, after: &str, text: &mut String) {
    let diff = TextDiff::from_lines(before, after);
    let diff = diff.unified_diff().context_radius(1).to_string();
    for line in diff.lines().take(DIFF_LINES) {
        let _ = writeln!(text, "    {line}");
    }
    let rest = diff.lines().count().saturating_sub(DIFF_LINES);
    if rest > 0 {
        let _ = writeln!(text, "    … {} more", count(rest, "line"));
    }
}
