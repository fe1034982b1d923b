//! What a line is where no markup says so.

use crate::import::part::Line;
use crate::import::role::{Role, of_heading};

/// How a page marks its headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headings {
    /// In Markdown, which was read already.
    None,
    /// With a pilcrow at the end, which is left of the link to the heading.
    Marked,
    /// Not at all: a heading is a short line before a table, a list or code.
    Guessed,
}

/// How many lines may be before the title of a page.
const TOP: usize = 100;

/// Words of a site's frame, which are no part of the page.
const FRAME: &[&str] = &[
    "Skip to main content",
    "Skip to content",
    "On this page",
    "Table of contents",
    "Copy page",
    "Edit this page",
    "Was this page helpful?",
];

/// Whether a line belongs to the frame of a site.
pub(super) fn is_frame(line: &str) -> bool {
    FRAME.iter().any(|known| known.eq_ignore_ascii_case(line.trim()))
}

/// Whether a line is a heading.
pub(super) fn is_heading(lines: &[Line<'_>], at: usize, headings: Headings) -> bool {
    match headings {
        Headings::None => false,
        Headings::Marked => lines[at].trimmed().ends_with('¶'),
        Headings::Guessed => {
            let empty = |line: &Line<'_>| line.trimmed().is_empty() || is_frame(line.text);
            let blank = |line: Option<&Line<'_>>| line.is_none_or(empty);
            let before = at.checked_sub(1).and_then(|before| lines.get(before));
            let apart = blank(before) && blank(lines.get(at + 1));
            let title = at < TOP && lines[..at].iter().all(empty);
            looks_like_heading(lines[at].trimmed()) && (apart || title || leads(lines, at))
        }
    }
}

/// Whether a line has the form of a heading: a few words without a period.
fn looks_like_heading(line: &str) -> bool {
    let last = line.chars().next_back().unwrap_or('.');
    line.len() <= 80
        && line.split_whitespace().count() <= 10
        && line.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && (last.is_alphanumeric() || last == ')' && line.contains(" ("))
        && !line.contains(['|', '\t', '{', '}', ';', '='])
        && joined_headings(line).is_none()
        && !is_frame(line)
        && !is_code(line)
}

/// Whether a few lines of text after a line lead to a table, a list or code.
fn leads(lines: &[Line<'_>], at: usize) -> bool {
    for line in lines[at + 1..].iter().take(4) {
        let line = line.trimmed();
        let starts = |mark: &[&str]| mark.iter().any(|mark| line.starts_with(mark));
        if starts(&["|", "{", "- ", "* ", "• "])
            || line.contains(" | ")
            || super::items::item(line).is_some()
            || line.len() < 24 && of_heading(line) == Some(Role::Code)
            || joined_headings(line).is_some()
            || is_code(line)
        {
            return true;
        }
        if !line.ends_with(['.', ':']) && !looks_like_heading(line) {
            return false;
        }
    }
    false
}

/// Whether a line is a line of a program.
pub(super) fn is_code(line: &str) -> bool {
    let line = line.trim();
    let starts = [
        "import ",
        "const ",
        "let ",
        "var ",
        "function ",
        "return ",
        "case ",
        "//",
        "await ",
        "throw ",
        "try ",
        "} ",
        "if (",
        "switch ",
        "default:",
        "curl ",
        "GET /",
        "POST /",
        "HTTP/",
        "async ",
    ];
    line == "}"
        || line.ends_with(['{', ';'])
        || line.ends_with("});")
        || starts.iter().any(|start| line.starts_with(start))
}

/// The headings of columns that have run together, as in `CodeHTTP StatusDescription`.
pub(super) fn joined_headings(line: &str) -> Option<Vec<(usize, usize)>> {
    if line.len() > 160 || line.ends_with(['.', ':', ';', '{', ',']) || line.contains("](") {
        return None;
    }
    let mut starts = vec![0];
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        // `HTTPDescription` is two of them.
        let word = line[at..].chars().nth(1).is_some_and(char::is_lowercase);
        if c.is_uppercase() && (last.is_lowercase() || last == ')' || last.is_uppercase() && word) {
            starts.push(at);
        }
        last = c;
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let columns: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let roles: Vec<_> = columns.iter().map(|(from, to)| of_heading(&line[*from..*to])).collect();
    let of = |role| roles.contains(&Some(role));
    let known = roles.iter().flatten().count();
    let leads = of(Role::Code) || of(Role::Status) || of(Role::Member) || of(Role::Name);
    (columns.len() >= 2 && leads && known * 3 >= columns.len() * 2).then_some(columns)
}
