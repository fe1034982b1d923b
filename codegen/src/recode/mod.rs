//! Adding, renaming, deprecating, moving and retiring a code: the edits of its entry, and of whatever
//! refers to it. Comments and layout stay as they are.

mod braces;
mod entries;
mod family;
mod former;
mod place;
pub mod proposal;
mod references;
mod section;

use std::collections::BTreeMap;

use semver::Version;

use crate::diagnostic::{Fix, Problems};
use crate::load::{self, CatalogFiles, Spec};
use crate::lower;
use crate::source::{Sources, Span};
use crate::yaml::{self, Node, Value};
pub use entries::{added, all_added, case_added, listed, moved, section_begun, with_key};
use family::{family, with_path};
use place::{after_last, insertion, is_in_braces, removal};
pub use place::{plain, scalar};
pub use proposal::Shelf;
use references::{Reference, unname};
pub use section::closed;
use section::{is_only, without_errors};

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

/// The edit that gives a code of a catalog another name, and makes the old one an alias, which the
/// packages keep until a version; or why there is none. Its cases are named after it, and keep their
/// names too.
///
/// # Errors
///
/// If the code has to be renamed by hand, with the reason.
pub fn renamed(
    sources: &Sources,
    catalog: &str,
    (old, new): (&str, &str),
    until: Option<&Version>,
) -> Result<Fix, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let files = files_of(&spec, catalog)?;
    let (members, parent) = family(files, old)?;
    let own = match parent {
        None => new,
        // What its name has before its own part, it has from that code.
        Some(parent) => {
            let join = files.catalog.codes.joint();
            let own = new.strip_prefix(parent).and_then(|rest| rest.strip_prefix(join));
            own.ok_or("a case of another code is named after that one")?
        }
    };
    let named = lower::Everywhere::of(files, |span| Some(sources.file(span)));
    let mut elsewhere = Vec::new();
    for member in &members {
        let now = format!("{new}{}", &member.name[old.len()..]);
        elsewhere.extend(named.renamed(member.name, &scalar(&now), &now));
        // What is sent changes too if it follows from the part of the name that changes.
        let follows = |sent: &&str| {
            *sent != member.name && members[0].sent.is_some_and(|own| sent.starts_with(own))
        };
        let sent = member.sent.filter(follows);
        let former: Vec<String> = sent.into_iter().chain([member.name]).map(scalar).collect();
        let listed = former::listed(sources, member, &former, until);
        let listed = listed.ok_or("its entry is written in a way that cannot be edited")?;
        let put = |(at, text)| (insertion(member.span.file, at), text);
        elsewhere.extend(listed.into_iter().map(put));
    }
    Ok(Fix { span: members[0].span, replacement: scalar(own), elsewhere, sure: false })
}

/// The edit that removes a code from its section, with its cases, and lists all of them under
/// `retired`; or why there is none.
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
    let (members, _) = family(files, code)?;
    if members.iter().any(|member| tombstone.replaced_by == Some(member.name)) {
        return Err("the code that replaces it is retired with it");
    }
    let name = members[0].span;
    let text = &sources.file(name).text;
    let removed = if is_only(sources, name) {
        without_errors(sources, name.file)
    } else {
        with_path(sources, name, |path| {
            // Without its last case, a code has no list of them.
            let last = path.len() - 1;
            let up = if path[last].0.len() == 1 && last > 0 { last - 1 } else { last };
            let (entries, at) = path[up];
            removal(text, entries, at)
        })
    };
    let removed = removed.ok_or("its entry is written in a way that cannot be removed")?;
    let Tombstone { reason, since, replaced_by } = tombstone;
    let reason = format!("reason: {}", serde_json::Value::from(*reason));
    let since = since.map(|since| format!(", since: {}", serde_json::Value::from(since)));
    let since = since.unwrap_or_default();
    let other = replaced_by.map(|other| format!(", replaced_by: {}", scalar(other)));
    let other = other.unwrap_or_default();
    // No name that a client may know comes back with another meaning.
    let names = members.iter().flat_map(|of| [of.name].into_iter().chain(of.aliases.clone()));
    let grave = |name: &str| format!("{}: {{ {reason}{since}{other} }}", scalar(name));
    let graves: Vec<String> = names.map(grave).collect();
    let own = &sources.file(files.span).text;
    let root = parse(sources, files.span.file).ok_or("its catalog cannot be read")?;
    let Value::Map(keys) = &root.value else { return Err("its catalog cannot be read") };
    let edit = match keys.iter().find(|(key, _)| key.text == "retired") {
        Some((_, there @ Node { value: Value::Map(keys), .. }))
            if keys.is_empty() || is_in_braces(own, keys) =>
        {
            after_last(own, there, &graves.join(", "))
        }
        Some((_, there)) => after_last(own, there, &graves.join("\n")),
        None => after_last(own, &root, &format!("retired:\n  {}", graves.join("\n  "))),
    };
    let edit = edit.ok_or("its catalog is written in a way that cannot be edited")?;
    let elsewhere = vec![(insertion(files.span.file, edit.0), edit.1)];
    let span = Span { file: name.file, ..removed };
    Ok(Fix { span, replacement: String::new(), elsewhere, sure: false })
}

/// Takes codes that are retired out of whatever in their catalog refers to them: lists, messages in
/// other languages, steps that are for nothing else. A code that they replace is replaced by the other
/// one, if there is one. Returns the places in texts that still name them.
///
/// # Errors
///
/// If that has to be done by hand, with the reason.
pub fn forget(
    sources: &mut Sources,
    catalog: &str,
    codes: &[String],
    other: Option<&str>,
) -> Result<Vec<Span>, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let files = files_of(&spec, catalog)?;
    let instead = instead(files, other);
    let named = lower::Everywhere::of(files, |span| Some(sources.file(span)));
    let places = codes.iter().flat_map(|code| named.places(code));
    let references =
        places.map(|span| Reference { span: *span, instead: instead.get(span).copied() });
    let references = references.collect();
    drop(named);
    unname(sources, references)?;
    let spec = load::load(sources, &mut Problems::default());
    let named = lower::Everywhere::of(files_of(&spec, catalog)?, |span| Some(sources.file(span)));
    let mut texts: Vec<Span> = codes.iter().flat_map(|code| named.texts(code)).copied().collect();
    texts.sort();
    Ok(texts)
}

/// The places that can name another code instead: where the code is that replaces one, unless it would
/// replace itself.
fn instead<'o>(files: &CatalogFiles, other: Option<&'o str>) -> BTreeMap<Span, &'o str> {
    let Some(other) = other else { return BTreeMap::new() };
    let retired = files.catalog.retired.0.iter().map(|(name, spec)| (name, &spec.replaced_by));
    let errors = files.sections.iter().flat_map(|file| &file.section.errors.0);
    let deprecated = errors.filter_map(|(name, error)| {
        error.value.deprecated.as_ref().map(|deprecated| (name, &deprecated.replaced_by))
    });
    let others = retired.chain(deprecated).filter(|(name, _)| name.value != other);
    others.filter_map(|(_, replaced_by)| Some((replaced_by.as_ref()?.span, other))).collect()
}

/// Takes a name out of the former names of the code that has it now, and of its cases.
///
/// # Errors
///
/// If that has to be done by hand, with the reason.
pub fn without_own_name(
    sources: &mut Sources,
    catalog: &str,
    code: &str,
) -> Result<(), &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let files = files_of(&spec, catalog)?;
    let (members, _) = family(files, code)?;
    let errors = files.sections.iter().flat_map(|file| &file.section.errors.0);
    let own = errors.filter(|(name, _)| members.iter().any(|member| member.name == name.value));
    let own = own.flat_map(|(name, error)| former::own(&name.value, &error.value));
    let references = own.map(|span| Reference { span, instead: None }).collect();
    unname(sources, references)
}

/// The names of a code and its cases.
///
/// # Errors
///
/// If no section defines it.
pub fn names(sources: &Sources, catalog: &str, code: &str) -> Result<Vec<String>, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let (members, _) = family(files_of(&spec, catalog)?, code)?;
    Ok(members.iter().map(|member| member.name.to_owned()).collect())
}

fn files_of<'s>(spec: &'s Spec, catalog: &str) -> Result<&'s CatalogFiles, &'static str> {
    let files = spec.catalogs.iter().find(|files| files.folder == catalog);
    files.ok_or("its catalog has no files")
}

/// Where the entry of a code has its name.
fn entry_of(files: &CatalogFiles, code: &str) -> Result<Span, &'static str> {
    family(files, code).map(|(members, _)| members[0].span)
}

fn parse(sources: &Sources, file: u32) -> Option<Node<'_>> {
    yaml::parse(file, &sources.files()[file as usize], &mut Problems::default())
}
