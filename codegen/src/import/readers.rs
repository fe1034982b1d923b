//! Which reader reads a file: one list, by the endings of names.

use std::path::Path;

use super::data::{self, Syntax};
use super::draft::title_of;
use super::part::{Cell, Part, span};
use super::{html, outline, page, program, separated, xml};
use crate::source::SourceFile;
use crate::visible::word;

/// Reads the file with an index; says why if that cannot be done.
type Read = fn(u32, &SourceFile) -> Result<Vec<Part>, String>;

/// What can be read: the kind, the endings of its files, and how.
const READERS: &[(&str, &[&str], Read)] = &[
    ("Markdown or copied text", &["md", "markdown", "mdx", "txt", "text"], |index, file| {
        Ok(text(index, file))
    }),
    ("HTML", &["html", "htm", "xhtml"], |index, file| {
        Ok(outline::gather(html::read(index, &file.text)))
    }),
    ("XML", &["xml"], |index, file| xml::read(index, &file.text)),
    ("CSV", &["csv"], |index, file| {
        Ok(separated::read(index, &file.text, separated::separator(&file.text)))
    }),
    ("TSV", &["tsv", "tab"], |index, file| Ok(separated::read(index, &file.text, '\t'))),
    ("JSON", &["json"], |index, file| grouped(index, file, Syntax::Json)),
    ("YAML", &["yaml", "yml"], |index, file| grouped(index, file, Syntax::Yaml)),
    ("TOML", &["toml"], |index, file| grouped(index, file, Syntax::Toml)),
    ("Rust", &["rs"], |index, file| {
        program::rust(index, &file.text).map(|parts| titled(index, file, parts))
    }),
    ("TypeScript", &["ts", "mts", "cts", "tsx", "js", "mjs", "cjs"], |index, file| {
        Ok(titled(index, file, program::typescript(index, &file.text)))
    }),
    ("Go", &["go"], |index, file| Ok(titled(index, file, program::go(index, &file.text)))),
    ("Java", &["java"], |index, file| Ok(titled(index, file, program::java(index, &file.text)))),
];

/// The parts of a document, read as its name says, or its beginning if the name says little.
pub(super) fn parts_of(index: u32, file: &SourceFile) -> Result<Vec<Part>, String> {
    let ending = Path::new(&file.path).extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_lowercase();
    let start = file.text.trim_start_matches('\u{feff}').trim_start();
    if ["", "txt", "text"].contains(&ending.as_str()) {
        let begins = |mark: &str| {
            start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
        };
        if ["<!doctype html", "<html", "<table"].into_iter().any(begins) {
            return Ok(outline::gather(html::read(index, &file.text)));
        }
        // An example of a body may come first as well.
        if start.starts_with(['{', '['])
            && let Ok(parts) = data::read(index, file, Syntax::Json)
        {
            return Ok(parts);
        }
        return Ok(text(index, file));
    }
    let reader = READERS.iter().find(|(_, endings, _)| endings.contains(&ending.as_str()));
    let Some((_, _, read)) = reader else {
        return Err(format!("is of no kind that can be read: give {}", kinds(&word(&ending))));
    };
    read(index, file)
}

/// The parts of a page, or of a file with columns.
fn text(index: u32, file: &SourceFile) -> Vec<Part> {
    match page::aligned::read(index, &file.text) {
        Some(parts) => titled(index, file, parts),
        None => outline::gather(page::read(index, &file.text)),
    }
}

/// The parts of data, with the file's name as the title if groups of codes come before any.
fn grouped(index: u32, file: &SourceFile, syntax: Syntax) -> Result<Vec<Part>, String> {
    let parts = data::read(index, file, syntax)?;
    let first = parts.iter().find_map(|part| match part {
        Part::Heading(_, level) => Some(*level),
        _ => None,
    });
    Ok(if first == Some(data::GROUP) { titled(index, file, parts) } else { parts })
}

/// Parts with the file's name as the title if they have several headings, of which none is above the
/// others.
fn titled(index: u32, file: &SourceFile, mut parts: Vec<Part>) -> Vec<Part> {
    if parts.iter().filter(|part| matches!(part, Part::Heading(..))).count() > 1 {
        let title = Cell { text: title_of(&file.path), span: span(index, 0, 0) };
        parts.insert(0, Part::Heading(title, 1));
    }
    parts
}

/// What can be read, in a sentence.
fn kinds(ending: &str) -> String {
    let all: Vec<String> =
        READERS.iter().map(|(kind, endings, _)| format!("{kind} (.{})", endings[0])).collect();
    format!("{}, and not `.{ending}`", all.join(", "))
}
