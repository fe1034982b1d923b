//! The fixes of findings, as actions.

use std::path::Path;

use lsp_types::{CodeAction, CodeActionContext, CodeActionKind, NumberOrString, Range, Uri};

use super::rename::{edits, with};
use super::view::View;
use crate::diagnostic::Diagnostic;

/// The fixes of the findings in a range of a file.
pub(super) fn fixes(
    view: &View<'_>,
    range: Range,
    context: &CodeActionContext,
    uri: &dyn Fn(&Path) -> Option<Uri>,
) -> Vec<CodeAction> {
    let asked = |kinds: &Vec<CodeActionKind>| kinds.contains(&CodeActionKind::QUICKFIX);
    if view.is_project() || !context.only.as_ref().is_none_or(asked) {
        return Vec::new();
    }
    let places = view.places();
    let wanted = places.bytes(range);
    let meets = |found: &&Diagnostic| {
        let first = found.labels.first().filter(|label| label.span.file == view.file);
        first.is_some_and(|label| {
            let range = label.span.range();
            range.start <= wanted.end && wanted.start <= range.end
        })
    };
    let action = |found: &Diagnostic| {
        let fix = found.fix.as_ref()?;
        let after = with(fix, &view.opened.sources);
        let edit = edits(view, fix, &after, uri);
        edit.changes.as_ref().filter(|changes| !changes.is_empty())?;
        let place = found.labels.first().map(|label| places.range(label.span.range()));
        let code = NumberOrString::String(found.rule.id.to_owned());
        let is_its = |shown: &&lsp_types::Diagnostic| {
            shown.code.as_ref() == Some(&code) && Some(shown.range) == place
        };
        let shown: Vec<_> = context.diagnostics.iter().filter(is_its).cloned().collect();
        Some(CodeAction {
            title: found.help.clone().unwrap_or_else(|| format!("Fix: {}", found.message)),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: (!shown.is_empty()).then_some(shown),
            edit: Some(edit),
            is_preferred: Some(fix.sure),
            ..CodeAction::default()
        })
    };
    view.opened.found.iter().filter(meets).filter_map(action).collect()
}
