//! A syntax error in plain words, and the edit that mends it.

use std::ops::Range;

use super::line::{Line, in_quotes, without_comment};

/// A syntax error in plain words.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) at: usize,
    pub(super) help: String,
    pub(super) fix: Option<Mend>,
}

/// An edit that mends a syntax error.
pub(super) struct Mend {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
    /// Whether it is always right.
    pub(super) sure: bool,
}

impl Fault {
    pub(super) fn new(message: &str, at: usize, help: &str) -> Fault {
        Fault { message: message.to_owned(), at, help: help.to_owned(), fix: None }
    }

    pub(super) fn fix(self, range: Range<usize>, replacement: impl Into<String>) -> Fault {
        self.edit(range, replacement, true)
    }

    pub(super) fn edit(
        self,
        range: Range<usize>,
        replacement: impl Into<String>,
        sure: bool,
    ) -> Fault {
        Fault { fix: Some(Mend { range, replacement: replacement.into(), sure }), ..self }
    }

    /// The fix that puts the whole value at an offset in quotes, if it is on the line of its key.
    pub(super) fn quoted(self, text: &str, at: usize) -> Fault {
        let Some(value) = value_at(text, at) else { return self };
        let quotes = in_quotes(&text[value.clone()]);
        self.fix(value, quotes)
    }
}

/// The value that contains an offset, without quotes and comments: of a key, or an item of a list.
fn value_at(text: &str, at: usize) -> Option<Range<usize>> {
    let line = Line::at(text, at);
    let value = match line.entry() {
        Some(entry) => entry.value,
        None => line.content(),
    };
    let value = without_comment(text, value);
    (!value.is_empty() && value.start <= at && at <= value.end).then_some(value)
}
