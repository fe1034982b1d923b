//! Edits of files: on their way to the disk, or to whoever wants to see them first.

use std::fmt::Write;
use std::path::Path;

use errbook::error::Error;
use errbook::output;
use errbook::source::{SourceFile, Sources};
use similar::TextDiff;

use super::count;

/// How many lines of a file's difference are shown.
const DIFF_LINES: usize = 12;

/// The files whose texts differ, before and after.
pub(super) fn changed<'s>(
    before: &'s Sources,
    after: &'s Sources,
) -> Vec<(&'s SourceFile, &'s SourceFile)> {
    let pairs = before.files().iter().zip(after.files());
    pairs.filter(|(before, after)| before.text != after.text).collect()
}

/// Writes files that were changed, each one at once.
pub(super) fn write(changed: &[(&SourceFile, &SourceFile)]) -> Result<(), Error> {
    for (before, after) in changed {
        output::rewrite(Path::new(&before.path), &before.on_disk(), &after.on_disk())?;
    }
    Ok(())
}

/// What is changed in a file, as `patch` takes it.
pub(super) fn diff(before: &SourceFile, after: &SourceFile) -> String {
    let path = &before.path;
    let diff = TextDiff::from_lines(&before.text, &after.text);
    diff.unified_diff().header(path, path).to_string()
}

/// The first lines of what would change in a file.
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
