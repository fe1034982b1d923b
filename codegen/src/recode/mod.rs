//! Adding, renaming, deprecating, moving and retiring a code: the edits of its entry, and of whatever
//! refers to it. Comments and layout stay as they are.

mod entries;
mod place;
pub mod proposal;

use crate::diagnostic::{Fix, Problems};
use crate::load::{self, CatalogFiles, Spec};
use crate::lower;
use crate::source::{Sources, Span};
use crate::yaml::{self, Node, Value};
pub use entries::{added, moved, with_key};
pub use place::scalar;
use place::{after_last, before_first, cut, insertion};
pub use proposal::Shelf;

/// What is said about a code that is retired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone<'a> {
    /// Why it is removed.
    pub reason: &'a str,
    /// The first version without it.
    pub since: Option<&'a str>,
    /// The code that replaces it.
    pub replaced_by: Option<&'a str>,
}

/// The edit that gives a code of a catalog another name, and makes the old one an alias; or why there
/// is none.
///
/// # Errors
///
/// If the code has to be renamed by hand, with the reason.
pub fn renamed(
    sources: &Sources,
    catalog: &str,
    old: &str,
    new: &str,
) -> Result<Fix, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let files = files_of(&spec, catalog)?;
    let name = entry_of(files, old)?;
    let text = &sources.file(name).text;
    let alias = with_entry(sources, name, |entry| {
        let Value::Map(keys) = &entry.value else { return None };
        let aliases = keys.iter().find(|(key, _)| key.text == "aliases");
        match aliases.map(|(_, list)| list) {
            // The new name may be a former one.
            Some(Node { value: Value::List(items), .. }) => before_first(text, items, &scalar(old)),
            Some(_) => None,
            None => after_last(text, entry, &format!("aliases: [{}]", scalar(old))),
        }
    });
    let alias = alias.ok_or("its entry is written in a way that cannot be edited")?;
    let to = new;
    let new = scalar(new);
    let places = lower::places(files);
    let elsewhere = places.get(old).into_iter().flatten().map(|span| (*span, new.clone()));
    let texts = lower::in_texts(files, |span| Some(sources.file(span)));
    let texts = texts.get(old).into_iter().flatten().filter(|_| lower::is_plain(to));
    let elsewhere = elsewhere.chain(texts.map(|span| (*span, to.to_owned())));
    let elsewhere = elsewhere.chain([(insertion(name.file, alias.0), alias.1)]).collect();
    Ok(Fix { span: name, replacement: new, elsewhere, sure: false })
}

/// The edit that removes a code from its section and lists it under `retired`; or why there is none.
///
/// # Errors
///
/// If the code has to be retired by hand, with the reason.
pub fn retired(
    sources: &Sources,
    catalog: &str,
    code: &str,
    tombstone: &Tombstone<'_>,
) -> Result<Fix, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let files = files_of(&spec, catalog)?;
    let name = entry_of(files, code)?;
    let text = &sources.file(name).text;
    let removed = with_entry(sources, name, |entry| cut(text, name, entry));
    let removed = removed.ok_or("its entry is not on lines of its own")?;
    let Tombstone { reason, since, replaced_by } = tombstone;
    let reason = format!("reason: {}", serde_json::Value::from(*reason));
    let since = since.map(|since| format!(", since: {}", serde_json::Value::from(since)));
    let other = replaced_by.map(|other| format!(", replaced_by: {}", scalar(other)));
    let grave = format!(
        "{}: {{ {reason}{}{} }}",
        scalar(code),
        since.unwrap_or_default(),
        other.unwrap_or_default()
    );
    let own = &sources.file(files.span).text;
    let root = parse(sources, files.span.file).ok_or("its catalog cannot be read")?;
    let Value::Map(keys) = &root.value else { return Err("its catalog cannot be read") };
    let graves = keys.iter().find(|(key, _)| key.text == "retired");
    let edit = match graves {
        Some((_, graves)) => after_last(own, graves, &grave),
        None => after_last(own, &root, &format!("retired:\n  {grave}")),
    };
    let edit = edit.ok_or("its catalog is written in a way that cannot be edited")?;
    let elsewhere = vec![(insertion(files.span.file, edit.0), edit.1)];
    let span = Span { file: name.file, ..removed };
    Ok(Fix { span, replacement: String::new(), elsewhere, sure: false })
}

fn files_of<'s>(spec: &'s Spec, catalog: &str) -> Result<&'s CatalogFiles, &'static str> {
    let files = spec.catalogs.iter().find(|files| files.folder == catalog);
    files.ok_or("its catalog has no files")
}

/// Where the entry of a code has its name.
fn entry_of(files: &CatalogFiles, code: &str) -> Result<Span, &'static str> {
    for file in &files.sections {
        let found = file.section.errors.0.iter().position(|(name, _)| name.value == code);
        let Some(at) = found else { continue };
        if file.parents[at].is_some() || file.parents.contains(&Some(at)) {
            return Err("it belongs to a family, and the names of its cases depend on each other");
        }
        return Ok(file.section.errors.0[at].0.span);
    }
    Err("no section defines it")
}

fn parse(sources: &Sources, file: u32) -> Option<Node<'_>> {
    yaml::parse(file, &sources.files()[file as usize], &mut Problems::default())
}

/// What a function makes of the entry with a name.
fn with_entry<T>(
    sources: &Sources,
    name: Span,
    make: impl FnOnce(&Node<'_>) -> Option<T>,
) -> Option<T> {
    let root = parse(sources, name.file)?;
    let Value::Map(keys) = &root.value else { return None };
    let (_, errors) = keys.iter().find(|(key, _)| key.text == "errors")?;
    let Value::Map(entries) = &errors.value else { return None };
    let (_, entry) = entries.iter().find(|(key, _)| key.span == name)?;
    make(entry)
}
