//! What is known not to hold yet. Delete what has been mended; at last, delete this file.

use errbook::source::Sources;

/// Whether errbook stops at a file: an entry that moves, after a comment that belongs to the end of
/// the entry before it.
pub fn stops(sources: &Sources) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    sources.files().iter().any(|file| {
        let lines: Vec<&str> = file.text.lines().filter(|line| !line.trim().is_empty()).collect();
        let is_comment = |line: &str| line.trim_start().starts_with('#');
        lines.windows(2).any(|pair| {
            (is_comment(pair[0]) || is_comment(pair[1])) && indent(pair[0]) != indent(pair[1])
        })
    })
}

/// Whether formatting may refuse any text whose meaning it does not keep.
pub const REFUSES: bool = true;

/// Why a target may refuse a registry that compiles.
pub const UNRENDERED: &[&str] = &["two pages would be", "no perfect hash was found"];
