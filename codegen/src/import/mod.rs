//! Imports documents about errors: reads what they say about codes, writes it as a catalog, and
//! reports where they contradict themselves.
//!
//! ```text
//! files -> readers -> Vec<Part> (headings, texts, tables, samples) -> Draft -> files of a catalog
//!                                                                       +---> findings
//! ```
//!
//! Nothing is made up: what a document does not say is not in the catalog.

mod data;
mod draft;
mod drift;
mod entry;
mod envelope;
mod fields;
mod grid;
mod html;
mod labels;
mod merge;
mod naming;
mod outline;
mod page;
mod part;
mod print;
mod program;
mod prose;
mod readers;
mod role;
mod separated;
mod table;
mod xml;
mod yaml;

pub use draft::Draft;
pub use drift::drift;
pub use merge::{Addition, merge};
pub use print::{File, files};

use crate::source::SourceFile;

/// Reads documents, each with its index among the sources, in their order.
///
/// # Errors
///
/// If one of them cannot be read: why not.
pub fn read(documents: &[(u32, &SourceFile)]) -> Result<Draft, String> {
    let mut read = Vec::new();
    for (index, file) in documents {
        let about = |what: &str| format!("`{}` {what}", file.path);
        if file.not_utf8.is_some() || file.text.contains('\0') {
            return Err(about("is no text in UTF-8"));
        }
        if file.text.trim().is_empty() {
            return Err(about("is empty"));
        }
        let parts = readers::parts_of(*index, file).map_err(|why| about(&why))?;
        read.push((file.path.as_str(), parts));
    }
    let draft = draft::draft(read);
    if draft.entries().next().is_none() {
        let names: Vec<String> =
            documents.iter().map(|(_, file)| format!("`{}`", file.path)).collect();
        return Err(format!(
            "there are no codes in {}: write them in a table with the headings `Code` and `Description`{}",
            names.join(", "),
            draft.unread.first().map(|cell| format!(" ({})", cell.text)).unwrap_or_default(),
        ));
    }
    Ok(draft)
}

/// A name for a file or catalog: `kebab-case`, of at most 40 characters.
#[must_use]
pub fn slug(text: &str) -> String {
    // What is in brackets at the end is rarely what a thing is called.
    let text = text.split(" (").next().filter(|text| text.len() > 2).unwrap_or(text);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    words.dedup();
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() > 40 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug.truncate(40);
    // Names begin with a letter.
    let named = slug.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let slug = match named {
        "" if slug.is_empty() => slug,
        "" => format!("errors-{slug}"),
        named => named.to_owned(),
    };
    slug.trim_end_matches('-').to_owned()
}
