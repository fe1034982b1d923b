//! Adding, deprecating and moving an entry. Comments and layout stay as they are.

use super::braces::opened;
use super::family::{family, with_entry, with_path};
use super::place::{behind_last, insertion, is_in_braces, plain, put, removal, scalar, whole};
use super::section::{is_only, section_of, without_errors};
use super::{entry_of, files_of, parse};
use crate::decode::Decode;
use crate::diagnostic::{Fix, Problems};
use crate::language::{ErrorSpec, SectionSpec};
use crate::load;
use crate::source::{Sources, Span};
use crate::yaml::{Node, Value};

/// Why an entry cannot be edited.
const OTHERWISE: &str = "the file is written in a way that cannot be edited";

/// Why a section cannot be edited that looks like JSON.
const IN_BRACES: &str = "the whole file of the section is in braces: write each of its keys on a line \
                         of its own first";

/// The edit that adds an entry to a section of a catalog: its name, and the lines below it without an
/// indent. It becomes the entry with this index, or the last one.
///
/// # Errors
///
/// If the entry has to be added by hand, with the reason.
pub fn added(
    sources: &Sources,
    catalog: &str,
    section: &str,
    at: usize,
    (name, lines): (&str, &[String]),
) -> Result<Fix, &'static str> {
    let file = section_of(sources, catalog, section)?;
    let text = &sources.files()[file as usize].text;
    let root = parse(sources, file).ok_or(OTHERWISE)?;
    placed((file, text), &root, at, &entry(name, lines))
}

/// An entry as text, without an indent.
fn entry(name: &str, lines: &[String]) -> String {
    let mut entry = format!("{}:", scalar(name));
    for line in lines {
        entry.push_str("\n  ");
        entry.push_str(line);
    }
    entry
}

/// An entry between braces, where a comma ends a value.
fn entry_in_braces(name: &str, lines: &[String]) -> String {
    let quoted = |line: &String| match line.split_once(": ") {
        Some((key, value))
            if !value.starts_with('"') && value.contains([',', '{', '}', '[', ']']) =>
        {
            format!("{key}: {}", serde_json::Value::from(value))
        }
        _ => line.clone(),
    };
    let lines: Vec<String> = lines.iter().map(quoted).collect();
    format!("{}: {{ {} }}", scalar(name), lines.join(", "))
}

/// The edit that adds a case behind the others of a code: its own part of the name, and its lines.
///
/// # Errors
///
/// If the case has to be added by hand, with the reason.
pub fn case_added(
    sources: &Sources,
    catalog: &str,
    of: &str,
    (name, lines): (&str, &[String]),
) -> Result<Fix, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let parent = entry_of(files_of(&spec, catalog)?, of)?;
    let text = &sources.file(parent).text;
    let placed = with_entry(sources, parent, |of| match errors_of(of) {
        Some(cases) if is_braced(text, cases) => {
            put(text, cases, usize::MAX, &entry_in_braces(name, lines))
        }
        Some(cases) => put(text, cases, usize::MAX, &entry(name, lines)),
        None => {
            let at = place_of(of, "errors", ErrorSpec::keys());
            let cases = if is_braced(text, of) {
                format!("errors: {{ {} }}", entry_in_braces(name, lines))
            } else {
                format!("errors:\n  {}", entry(name, lines).replace('\n', "\n  "))
            };
            put(text, of, at, &cases)
        }
    });
    let (at, replacement) = placed.ok_or(OTHERWISE)?;
    let span = insertion(parent.file, at);
    Ok(Fix { span, replacement, elsewhere: Vec::new(), sure: false })
}

/// The text of a new section with one entry.
#[must_use]
pub fn section_begun(
    sources: &Sources,
    catalog: &str,
    (section, title): (&str, &str),
    (name, lines): (&str, &[String]),
) -> String {
    let depth = |id: &str| id.matches('/').count();
    // It is the same in files of one folder.
    let sibling = sources.files().iter().find(|other| {
        other.catalog.as_deref() == Some(catalog)
            && depth(&other.stem) == depth(section)
            && other.stem != "catalog"
            && other.text.starts_with(MODELINE)
    });
    let modeline = sibling.and_then(|other| other.text.lines().next());
    let modeline = modeline.map(|line| format!("{line}\n")).unwrap_or_default();
    let entry = entry(name, lines).replace('\n', "\n  ");
    format!("{modeline}section: {}\nerrors:\n  {entry}\n", plain(title))
}

/// How the line begins by which editors find the schema of a file.
const MODELINE: &str = "# yaml-language-server:";

/// The edit that puts entries into the root of a section, from an index on.
fn placed(
    (file, text): (u32, &str),
    root: &Node<'_>,
    at: usize,
    entries: &str,
) -> Result<Fix, &'static str> {
    let Value::Map(keys) = &root.value else { return Err(OTHERWISE) };
    if is_in_braces(text, keys) {
        return Err(IN_BRACES);
    }
    let errors = keys.iter().find(|(key, _)| key.text == "errors");
    let placed = match errors {
        Some((key, errors)) if errors_of(root).is_none_or(|it| is_braced(text, it)) => {
            let (range, replacement) = opened(text, key, errors, (at, entries))?;
            let span = Span { end: insertion(file, range.end).end, ..insertion(file, range.start) };
            return Ok(Fix { span, replacement, elsewhere: Vec::new(), sure: false });
        }
        Some((_, errors)) => put(text, errors, at, entries),
        None => {
            let entries = format!("errors:\n  {}", entries.replace('\n', "\n  "));
            put(text, root, place_of(root, "errors", SectionSpec::keys()), &entries)
        }
    };
    let (at, replacement) = placed.ok_or(OTHERWISE)?;
    Ok(Fix { span: insertion(file, at), replacement, elsewhere: Vec::new(), sure: false })
}

/// Whether a map is written between braces.
fn is_braced(text: &str, map: &Node<'_>) -> bool {
    matches!(&map.value, Value::Map(entries) if is_in_braces(text, entries))
}

/// The edit that adds entries, as text without an indent, behind the others of a section.
///
/// # Errors
///
/// If they have to be added by hand, with the reason.
pub fn all_added(
    sources: &Sources,
    catalog: &str,
    section: &str,
    entries: &str,
) -> Result<Fix, &'static str> {
    let file = section_of(sources, catalog, section)?;
    let text = &sources.files()[file as usize].text;
    let root = parse(sources, file).ok_or(OTHERWISE)?;
    placed((file, text), &root, usize::MAX, entries)
}

/// The edit that lists a section behind the others of its catalog; nothing if they are not listed.
///
/// # Errors
///
/// If it has to be listed by hand, with the reason.
pub fn listed(
    sources: &Sources,
    catalog: &str,
    section: &str,
) -> Result<Option<Fix>, &'static str> {
    let file = section_of(sources, catalog, "catalog")?;
    let text = &sources.files()[file as usize].text;
    let root = parse(sources, file).ok_or(OTHERWISE)?;
    let Value::Map(keys) = &root.value else { return Err(OTHERWISE) };
    let Some((_, list)) = keys.iter().find(|(key, _)| key.text == "sections") else {
        return Ok(None);
    };
    let (at, replacement) = behind_last(text, list, &scalar(section)).ok_or(OTHERWISE)?;
    Ok(Some(Fix { span: insertion(file, at), replacement, elsewhere: Vec::new(), sure: false }))
}

/// The edit that sets a key of an entry which it has not, at its place in the order of the language.
///
/// # Errors
///
/// If that has to be done by hand, with the reason.
pub fn with_key(
    sources: &Sources,
    catalog: &str,
    code: &str,
    (key, value): (&str, &str),
) -> Result<Fix, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let name = entry_of(files_of(&spec, catalog)?, code)?;
    let text = &sources.file(name).text;
    let placed = with_entry(sources, name, |entry| {
        put(text, entry, place_of(entry, key, ErrorSpec::keys()), &format!("{key}: {value}"))
    });
    let (at, replacement) = placed.ok_or(OTHERWISE)?;
    let span = insertion(name.file, at);
    Ok(Fix { span, replacement, elsewhere: Vec::new(), sure: false })
}

/// The edit that moves an entry behind the others of another section. `category` is what it inherits
/// from its section, and no longer would.
///
/// # Errors
///
/// If the entry has to be moved by hand, with the reason.
pub fn moved(
    sources: &Sources,
    catalog: &str,
    code: &str,
    section: &str,
    category: Option<&str>,
) -> Result<Fix, &'static str> {
    let spec = load::load(sources, &mut Problems::default());
    let (members, parent) = family(files_of(&spec, catalog)?, code)?;
    if parent.is_some() {
        return Err("it is a case of another code, whose name it begins with: move that one");
    }
    let name = members[0].span;
    let own = sources.file(name);
    let removed = with_path(sources, name, |path| {
        let (entries, at) = path.last()?;
        whole(&own.text, entries, *at)
    });
    let removed = removed.ok_or("its entry is not on lines of its own")?;
    let mut entry = own.text[removed.range()].trim_end().replace("\r\n", "\n");
    if let Some(category) = category {
        let line = with_entry(sources, name, |entry| {
            let at = place_of(entry, "category", ErrorSpec::keys());
            put(&own.text, entry, at, &format!("category: {}", scalar(category)))
        });
        let (at, line) = line.ok_or(OTHERWISE)?;
        let text =
            crate::edits::replaced(&own.text, vec![(at..at, line.clone())]).ok_or(OTHERWISE)?;
        let end = removed.end as usize + line.len();
        entry = text[removed.start as usize..end].trim_end().replace("\r\n", "\n");
    }
    let entry = dedented(&entry);
    let file = section_of(sources, catalog, section)?;
    let text = &sources.files()[file as usize].text;
    let root = parse(sources, file).ok_or(OTHERWISE)?;
    let Fix { span, replacement, .. } = placed((file, text), &root, usize::MAX, &entry)?;
    let elsewhere = vec![(span, replacement)];
    let gone = if is_only(sources, name) {
        without_errors(sources, name.file)
    } else {
        with_path(sources, name, |path| {
            let (entries, at) = path.last()?;
            removal(&own.text, entries, *at)
        })
    };
    let span = Span { file: name.file, ..gone.unwrap_or(removed) };
    Ok(Fix { span, replacement: String::new(), elsewhere, sure: false })
}

/// Lines without the indent of the first one.
fn dedented(lines: &str) -> String {
    let indent = lines.len() - lines.trim_start_matches(' ').len();
    let own = lines.lines().map(|line| line.get(indent..).unwrap_or_default());
    own.collect::<Vec<_>>().join("\n")
}

fn errors_of<'n, 's>(root: &'n Node<'s>) -> Option<&'n Node<'s>> {
    let Value::Map(keys) = &root.value else { return None };
    let (_, errors) = keys.iter().find(|(key, _)| key.text == "errors")?;
    matches!(&errors.value, Value::Map(entries) if !entries.is_empty()).then_some(errors)
}

/// Where a key belongs among those of a map: behind the last one that comes before it.
pub(super) fn place_of(map: &Node<'_>, key: &str, order: &[&str]) -> usize {
    let Value::Map(entries) = &map.value else { return 0 };
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let own = rank(key);
    let before =
        entries.iter().rposition(|(other, _)| rank(&other.text).is_some_and(|it| Some(it) < own));
    before.map_or(0, |at| at + 1)
}
