//! What a text says under labels: `Cause: …`, `**Action:**`, `HTTP status code: 400`.

use super::part::{Cell, Row};
use super::role::{Role, of_heading};

/// The heading of the column for what stands under a label; nothing if the words are no label.
pub fn heading_of(label: &str) -> Option<&'static str> {
    let heading = match of_heading(label)? {
        Role::Status => "HTTP status",
        Role::Title => "Title",
        Role::Description => "Description",
        Role::Message => "Message",
        Role::Cause => "Cause",
        Role::Resolution => "Resolution",
        Role::Category => "Category",
        Role::Since => "Since",
        Role::Note => "Note",
        Role::Code | Role::Name | Role::Count | Role::Member => return None,
    };
    Some(heading)
}

/// The label that a line begins with, as the heading of a column, and what stands behind it.
fn label(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim_start_matches(['-', '*', '+', '•', '>', ' ', '_']);
    let (label, rest) = line.split_once(':')?;
    let label = label.trim_matches(['*', '_', '`', ' ']);
    let words = label.split_whitespace().count();
    let is_label = label.starts_with(char::is_uppercase)
        && label.len() <= 30
        && (words <= 2 || label.to_lowercase().starts_with("http"));
    let rest = rest.trim_start_matches(['*', '_', ' ']);
    heading_of(label).filter(|_| is_label).map(|heading| (heading, rest))
}

/// Adds what a text says to a row, line by line: under `first`, and behind each label under that.
/// Returns the last of them, under which the next text goes on.
pub fn said<'h>(text: &Cell, first: &'h str, row: &mut Row) -> &'h str {
    let mut heading = first;
    for line in text.text.lines() {
        let (under, rest) = label(line).unwrap_or((heading, line));
        add(row, under, &Cell { text: rest.to_owned(), ..*text });
        // What is said in a few words ends with its line.
        let short = ["HTTP status", "Category", "Since", "Title", "Message"].contains(&under);
        heading = if short && !rest.is_empty() { "Description" } else { under };
    }
    heading
}

/// Adds a text under a heading, behind what the row says there.
pub fn add(row: &mut Row, heading: &str, more: &Cell) {
    let text = more.text.trim();
    if text.is_empty() {
        return;
    }
    let Some((_, known)) = row.iter_mut().find(|(own, _)| own == heading) else {
        row.push((heading.to_owned(), Cell { text: text.to_owned(), ..*more }));
        return;
    };
    // A message is one line.
    let between = if heading == "Message" { ' ' } else { '\n' };
    known.text = format!("{}{between}{text}", known.text);
    if known.span.file == more.span.file {
        known.span.end = known.span.end.max(more.span.end);
    }
}
