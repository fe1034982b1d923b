//! The layout of registry files: keys in the order of the language, two spaces per level, quotes
//! only where they are needed, long texts folded. Comments stay with what they are next to.
//!
//! Every step is checked: an edit is made only if the file then says what it said before, with the
//! same comments.

mod comments;
mod language;
mod meaning;
mod order;
mod text;

use std::fmt;

use pretty_yaml::config::{FormatOptions, LanguageOptions, LayoutOptions};

use crate::diagnostic::Problems;
use crate::edits::{Edit, good, replaced};
use crate::source::SourceFile;
use crate::yaml;
use language::Language;
use meaning::Meaning;
use order::{Order, orders};

/// The width of a line. With the markers of a diff, it fits into 120 columns.
const WIDTH: usize = 118;

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unformatted {
    /// It does not parse, or contains something that is not allowed in a registry file.
    Findings,
    /// The parser that formats reads it differently from the one that reads registries.
    Different {
        /// The number of the first line that the two read differently, from 1.
        line: usize,
    },
}

impl fmt::Display for Unformatted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unformatted::Findings => f.write_str("it has errors that `errbook check` shows"),
            Unformatted::Different { line } => write!(
                f,
                "formatting would change what line {line} says; write the value there on one line \
                 in double quotes, and comments on lines of their own"
            ),
        }
    }
}

/// The text of a file in the layout of registry files. It keeps the meaning, the line endings and
/// every comment.
///
/// # Errors
///
/// If the file cannot be formatted.
pub fn format(file: &SourceFile) -> Result<String, Unformatted> {
    let mut problems = Problems::default();
    let before = yaml::parse(0, file, &mut problems);
    if problems.count() > 0 {
        return Err(Unformatted::Findings);
    }
    // A file with only comments is left as it is.
    let Some(before) = before else { return Ok(file.text.clone()) };
    let language = Language::of(file);
    let windows = file.text.contains("\r\n");
    let file = &file.with_text(file.text.replace("\r\n", "\n"));
    let different = |at| Unformatted::Different { line: file.line(at) };
    let meaning = Meaning::of(file, before, language).map_err(different)?;
    let text =
        kept(&file.text, &text::joined(file), &|text| meaning.check(&text).is_ok().then_some(text));
    let text = spaced_out(text, file, &meaning).map_err(different)?;
    let text = ordered(text, &meaning, language);
    // In another place, the formatter may not keep a scalar: at the end of the file, for example.
    let text = spaced_out(text, file, &meaning).map_err(different)?;
    let spelled = text::spelled(&file.with_text(text.clone())).unwrap_or_default();
    // An edit may say the same and yet be something that the formatter does not keep.
    let text = kept(&text, &spelled, &|text| {
        let spaced = spaced(&text)?;
        meaning.check(&spaced).is_ok().then_some(spaced)
    });
    Ok(if windows { text.replace('\n', "\r\n") } else { text })
}

/// Every object whose keys are out of order, with the edit that puts them in order and keeps the
/// meaning of the file. The edit of an object may be within that of another one.
#[must_use]
pub(crate) fn key_orders(file: &SourceFile) -> Vec<Order> {
    let language = Language::of(file);
    let before = yaml::parse(0, file, &mut Problems::default());
    let meaning = before.and_then(|before| Meaning::of(file, before, language).ok());
    let (Some(meaning), Some(mut rest)) = (meaning, orders(&file.text, language)) else {
        return Vec::new();
    };
    let mut kept = Vec::with_capacity(rest.len());
    for depth in 0.. {
        let (level, deeper): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|order| order.depth == depth);
        rest = deeper;
        kept.extend(keeping(&file.text, &level, &meaning));
        if rest.is_empty() {
            break;
        }
    }
    kept
}

/// Those of some orders, none within another, that keep the meaning of a file.
fn keeping(text: &str, orders: &[Order], meaning: &Meaning<'_>) -> Vec<Order> {
    let (kept, _) = good(orders, |orders| {
        let edits = orders.iter().map(|order| order.edit.clone()).collect();
        meaning.check(&replaced(text, edits)?).ok()
    });
    kept
}

/// The text with its keys in order, except where that would change the meaning.
fn ordered(mut text: String, meaning: &Meaning<'_>, language: &Language) -> String {
    let mut depth = 0;
    loop {
        let orders = orders(&text, language).unwrap_or_default();
        if orders.iter().all(|order| order.depth < depth) {
            return text;
        }
        let level: Vec<_> = orders.into_iter().filter(|order| order.depth == depth).collect();
        let edits = keeping(&text, &level, meaning).into_iter().map(|order| order.edit).collect();
        match replaced(&text, edits) {
            // What is in an entry that was moved comes next.
            Some(ordered) if ordered != text => text = ordered,
            _ => depth += 1,
        }
    }
}

/// The text with those edits made that can be kept, as `keep` returns it.
fn kept(text: &str, edits: &[Edit], keep: &dyn Fn(String) -> Option<String>) -> String {
    let (_, edited) = good(edits, |edits| replaced(text, edits.to_vec()).and_then(keep));
    edited.or_else(|| keep(text.to_owned())).unwrap_or_else(|| text.to_owned())
}

/// A text with the spaces and line breaks of the layout, and the scalars that the formatter does not
/// keep in quotes; where it says something else, if there is no such text.
fn spaced_out(mut text: String, file: &SourceFile, meaning: &Meaning<'_>) -> Result<String, usize> {
    // What is in quotes is kept, so the second round is the last one.
    for _ in 0..2 {
        let source = file.with_text(text);
        let spaced = spaced(&source.text);
        if let Some(spaced) = &spaced
            && meaning.check(spaced).is_ok()
        {
            return Ok(spaced.clone());
        }
        let spaced = file.with_text(spaced.unwrap_or_default());
        let edits = text::quoted(&source, &meaning::scalars_that_differ(&source, &spaced));
        text = kept(&source.text, &edits, &|text| meaning.check(&text).is_ok().then_some(text));
    }
    let spaced = spaced(&text).ok_or(0_usize)?;
    meaning.check(&spaced).map(|()| spaced)
}

/// A text with the spaces and line breaks of the layout; nothing if the formatter cannot read it.
fn spaced(text: &str) -> Option<String> {
    let options = FormatOptions {
        layout: LayoutOptions { print_width: WIDTH, ..LayoutOptions::default() },
        language: LanguageOptions {
            trailing_comma: false,
            prefer_single_line: true,
            ..LanguageOptions::default()
        },
    };
    pretty_yaml::format_text(text, &options).ok()
}

/// Where a node or token is.
fn range(at: rowan::TextRange) -> std::ops::Range<usize> {
    usize::from(at.start())..usize::from(at.end())
}
