//! Renames across files.

use std::path::Path;
use std::sync::Arc;

use lsp_types::{PrepareRenameResponse, TextEdit, Uri, WorkspaceEdit};

use super::edit::between;
use super::names::{Kind, Name, at};
use super::place::Places;
use super::view::View;
use crate::Asked;
use crate::diagnostic::{Fix, Level};
use crate::edits::{Edit, replaced};
use crate::fix;
use crate::recode::{renamed, scalar};
use crate::source::{SourceFile, Sources, Span};

/// What would be renamed: where it is, and its name.
pub(super) fn prepared(view: &View<'_>, byte: usize) -> Option<PrepareRenameResponse> {
    let name = named(view, byte)?;
    let range = view.places().range(name.span.range());
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: name.text })
}

/// The edit that gives what a byte names another name, wherever it is named.
pub(super) fn rename(
    view: &View<'_>,
    byte: usize,
    new: &str,
    uri: &dyn Fn(&Path) -> Option<Uri>,
) -> Result<Option<WorkspaceEdit>, String> {
    let (Some(name), Some(folder)) = (named(view, byte), view.folder()) else { return Ok(None) };
    let (Some(project), true) = (&view.opened.project, view.opened.compiles) else {
        return Err("the registry has errors, so names cannot be told for sure".to_owned());
    };
    let names = view.names();
    if names.iter().any(|other| other.kind == name.kind && other.text == new) {
        return Err(format!("another {} is called `{new}`", name.kind.word()));
    }
    let before = &view.opened.sources;
    let fix = if name.kind == Kind::Code {
        renamed(before, folder, (&name.text, new), project.kept_until(folder).as_ref())
            .map_err(|reason| format!("`{}` has to be renamed by hand: {reason}", name.text))?
    } else {
        everywhere(&names, &name, new, before)
    };
    let after = with(&fix, before);
    let checked = crate::check_in(project, after.clone(), Asked::From(Level::Error));
    if checked.model.is_none() {
        let error = checked.diagnostics.iter().find(|found| found.level == Level::Error);
        let error = error.map_or("the registry would have errors", |found| &found.message);
        return Err(error.to_owned());
    }
    Ok(Some(edits(view, &fix, &after, uri)))
}

/// The name at a byte, if it can be another one. A section is named by its file.
fn named(view: &View<'_>, byte: usize) -> Option<Name> {
    let names = view.names();
    at(&names, view.file, byte).filter(|name| name.kind != Kind::Section).cloned()
}

/// The edits of all places that have a name.
fn everywhere(names: &[Name], name: &Name, new: &str, sources: &Sources) -> Fix {
    let same = names.iter().filter(|other| other.kind == name.kind && other.text == name.text);
    let edit = |place: &Name| {
        let text = &sources.file(place.span).text;
        // A slot is part of a scalar.
        let is_slot = text[..place.span.start as usize].ends_with('$');
        (place.span, if is_slot { new.to_owned() } else { scalar(new) })
    };
    let mut edits: Vec<(Span, String)> = same.map(edit).collect();
    let (span, replacement) = edits.pop().unwrap_or((name.span, scalar(new)));
    Fix { span, replacement, elsewhere: edits, sure: false }
}

/// The files with a fix applied.
pub(super) fn with(fix: &Fix, before: &Sources) -> Sources {
    let mut after = before.clone();
    fix::make(&mut after, [fix]);
    after
}

/// The edits between two states of the files, of which a fix makes the second.
pub(super) fn edits(
    view: &View<'_>,
    fix: &Fix,
    after: &Sources,
    uri: &dyn Fn(&Path) -> Option<Uri>,
) -> WorkspaceEdit {
    let all = || {
        let own = std::iter::once((fix.span, &fix.replacement));
        own.chain(fix.elsewhere.iter().map(|(span, replacement)| (*span, replacement)))
    };
    let pairs = (0..).zip(view.opened.sources.files().iter().zip(after.files()));
    let changed = pairs.filter(|(_, (before, after))| before.text != after.text);
    let of_file = |(index, (before, after)): (u32, (&Arc<SourceFile>, &Arc<SourceFile>))| {
        let places = Places::of(&before.text, view.encoding);
        let own = all().filter(|(span, _)| span.file == index);
        let own: Vec<Edit> = own.map(|(span, text)| (span.range(), text.clone())).collect();
        let is_whole = replaced(&before.text, own.clone()).as_ref() == Some(&after.text);
        let edits = if is_whole {
            let edit = |(range, new_text)| TextEdit { range: places.range(range), new_text };
            own.into_iter().map(edit).collect()
        } else {
            between(&before.text, &after.text, &places)
        };
        Some((uri(Path::new(&before.path))?, edits))
    };
    WorkspaceEdit {
        changes: Some(changed.filter_map(of_file).collect()),
        ..WorkspaceEdit::default()
    }
}
