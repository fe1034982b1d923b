//! Entries and those that are nested in them: where each is in a file, and what it is called.

use super::parse;
use crate::language::CodeValue;
use crate::load::CatalogFiles;
use crate::source::{Sources, Span};
use crate::yaml::{Key, Node, Value};

/// Entries of a map in a file.
pub(super) type Entries<'n, 's> = &'n [(Key<'s>, Node<'s>)];

/// A code of a family.
pub(super) struct Member<'f> {
    /// Its name.
    pub(super) name: &'f str,
    /// Where its entry has the name, or its own part of it.
    pub(super) span: Span,
    /// What is sent for it, if it follows from the name of its entry and is not its name.
    pub(super) sent: Option<&'f str>,
    /// What programs call it, if its entry says so.
    pub(super) ident: Option<&'f str>,
    /// Its former names.
    pub(super) aliases: Vec<&'f str>,
}

/// A code and its cases, and those of these, in the order of their file; and the name of the code
/// that it is a case of.
pub(super) fn family<'f>(
    files: &'f CatalogFiles,
    code: &str,
) -> Result<(Vec<Member<'f>>, Option<&'f str>), &'static str> {
    for file in &files.sections {
        let errors = &file.section.errors.0;
        let Some(at) = errors.iter().position(|(name, _)| name.value == code) else { continue };
        let is_in = |mut index: usize| loop {
            match file.parents[index] {
                _ if index == at => break true,
                Some(parent) => index = parent,
                None => break false,
            }
        };
        let member = |index: usize| {
            let (name, error) = &errors[index];
            let sent = error.value.code.as_ref().filter(|sent| sent.span == name.span);
            let sent = sent.map(|sent| match &sent.value {
                CodeValue::Text(text) | CodeValue::Plain(text) => text.as_str(),
            });
            let aliases = error.value.aliases.iter().map(|alias| alias.value.as_str()).collect();
            let ident = error.value.ident.as_ref().map(|ident| ident.value.as_str());
            Member { name: &name.value, span: name.span, sent, ident, aliases }
        };
        let members = (at..errors.len()).filter(|index| is_in(*index)).map(member).collect();
        return Ok((members, file.parents[at].map(|parent| errors[parent].0.value.as_str())));
    }
    Err("no section defines it")
}

/// What a function makes of the entries that lead to the one with a name, from those of the section on,
/// each with the index of the next step. Steps alternate: an entry, then its key `errors`, then a case.
pub(super) fn with_path<T>(
    sources: &Sources,
    name: Span,
    make: impl FnOnce(&[(Entries<'_, '_>, usize)]) -> Option<T>,
) -> Option<T> {
    let root = parse(sources, name.file)?;
    let Value::Map(keys) = &root.value else { return None };
    let (_, errors) = keys.iter().find(|(key, _)| key.text == "errors")?;
    let Value::Map(entries) = &errors.value else { return None };
    let mut path = Vec::new();
    leads_to(entries, name, &mut path).then(|| make(&path))?
}

/// What a function makes of the entry with a name.
pub(super) fn with_entry<T>(
    sources: &Sources,
    name: Span,
    make: impl FnOnce(&Node<'_>) -> Option<T>,
) -> Option<T> {
    with_path(sources, name, |path| {
        let (entries, at) = path.last()?;
        make(&entries[*at].1)
    })
}

/// Finds the path to the entry with a name.
fn leads_to<'n, 's>(
    entries: Entries<'n, 's>,
    name: Span,
    path: &mut Vec<(Entries<'n, 's>, usize)>,
) -> bool {
    for (at, (key, entry)) in entries.iter().enumerate() {
        path.push((entries, at));
        if key.span == name {
            return true;
        }
        if let Value::Map(keys) = &entry.value
            && let Some(nested) = keys.iter().position(|(key, _)| key.text == "errors")
            && let Value::Map(cases) = &keys[nested].1.value
        {
            path.push((keys, nested));
            if leads_to(cases, name, path) {
                return true;
            }
            path.pop();
        }
        path.pop();
    }
    false
}
