//! A section as a whole: its file, what is left of it without codes, and its end.

use super::family::with_path;
use super::place::removal;
use super::references::{Reference, unname};
use super::{files_of, parse};
use crate::diagnostic::Problems;
use crate::load;
use crate::source::{SourceFile, Sources, Span};
use crate::yaml::Value;

/// The file of a section, or of the catalog.
pub(super) fn section_of(
    sources: &Sources,
    catalog: &str,
    section: &str,
) -> Result<u32, &'static str> {
    let found = sources.files().iter().position(|file| is_section(file, catalog, section));
    found.and_then(|at| u32::try_from(at).ok()).ok_or("the section has no file")
}

fn is_section(file: &SourceFile, catalog: &str, section: &str) -> bool {
    file.catalog.as_deref() == Some(catalog) && file.stem == section
}

/// Whether the entry with a name is the only one of its section that is in no other.
pub(super) fn is_only(sources: &Sources, name: Span) -> bool {
    with_path(sources, name, |path| Some(path.len() == 1 && path[0].0.len() == 1)).unwrap_or(false)
}

/// What to remove of a section so that it has no codes of its own.
pub(super) fn without_errors(sources: &Sources, file: u32) -> Option<Span> {
    let root = parse(sources, file)?;
    let Value::Map(keys) = &root.value else { return None };
    let at = keys.iter().position(|(key, _)| key.text == "errors")?;
    removal(&sources.files()[file as usize].text, keys, at)
}

/// The files without that of a section in which nothing is left to look up, no code of its own or of
/// another section and no table; its catalog no longer lists it.
///
/// # Errors
///
/// If its catalog has to be edited by hand, with the reason.
pub fn closed(mut sources: Sources, catalog: &str, section: &str) -> Result<Sources, &'static str> {
    let spec = load::load(&sources, &mut Problems::default());
    let files = files_of(&spec, catalog)?;
    let is_empty = files.sections.iter().filter(|file| file.id == section).all(|file| {
        let section = &file.section;
        section.errors.0.is_empty() && section.also.0.is_empty() && section.tables.is_empty()
    });
    if is_empty {
        let listed = files.catalog.sections.iter().flatten().filter(|id| id.value == section);
        let listed = listed.map(|id| Reference { span: id.span, instead: None }).collect();
        unname(&mut sources, listed)?;
        sources = sources.without(|file| is_section(file, catalog, section));
    }
    Ok(sources)
}
