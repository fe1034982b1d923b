//! Findings as editors show them.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{
    Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, Range, Uri,
};

use super::place::{Encoding, Places};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{SourceFile, Sources, Span};

/// Findings in one file, as they are shown.
pub(super) type Group = Arc<Vec<Shown>>;

/// The findings in each file of a registry as they were shown last, with all that this depends on.
#[derive(Default)]
pub(super) struct Groups(BTreeMap<Option<u32>, Known>);

struct Known {
    found: Vec<Diagnostic>,
    /// The files that they point into.
    files: Vec<Arc<SourceFile>>,
    shown: Group,
}

impl Groups {
    /// The findings in each file; those without a place are in `own`. What is the same as the last time
    /// is not made again.
    pub(super) fn of(
        &mut self,
        sources: &Sources,
        found: &[Diagnostic],
        own: &Path,
        encoding: Encoding,
        uri: &dyn Fn(&Path) -> Option<Uri>,
    ) -> Vec<(PathBuf, Group)> {
        let files = sources.files();
        let mut by_file: BTreeMap<Option<u32>, Vec<&Diagnostic>> = BTreeMap::new();
        for found in found {
            let file = found.labels.first().map(|label| label.span.file);
            by_file.entry(file).or_default().push(found);
        }
        let places: Vec<OnceCell<Places<'_>>> = files.iter().map(|_| OnceCell::new()).collect();
        let range = |span: Span| {
            let file = span.file as usize;
            places[file].get_or_init(|| Places::of(&files[file].text, encoding)).range(span.range())
        };
        let uri = |file: u32| uri(Path::new(&files[file as usize].path));
        let mut before = std::mem::take(&mut self.0);
        for (file, found) in by_file {
            let files = pointed_into(&found, sources);
            let known = before.remove(&file).filter(|it| it.is_of(&found, &files));
            let known = known.unwrap_or_else(|| Known {
                files,
                shown: Arc::new(found.iter().map(|one| shown(one, &range, &uri)).collect()),
                found: found.into_iter().cloned().collect(),
            });
            self.0.insert(file, known);
        }
        let path = |file: u32| PathBuf::from(&files[file as usize].path);
        let shown = self.0.iter();
        let shown = shown.map(|(file, known)| {
            (file.map_or_else(|| own.to_owned(), path), Arc::clone(&known.shown))
        });
        shown.collect()
    }
}

impl Known {
    fn is_of(&self, found: &[&Diagnostic], files: &[Arc<SourceFile>]) -> bool {
        self.files.len() == files.len()
            && self.files.iter().zip(files).all(|(a, b)| a.is_same(b))
            && self.found.len() == found.len()
            && self.found.iter().zip(found).all(|(a, b)| a == *b)
    }
}

/// The files that findings point into.
fn pointed_into(found: &[&Diagnostic], sources: &Sources) -> Vec<Arc<SourceFile>> {
    let spans = found.iter().flat_map(|found| &found.labels).map(|label| label.span.file);
    let mut indices: Vec<u32> = spans.collect();
    indices.sort_unstable();
    indices.dedup();
    indices.into_iter().map(|index| Arc::clone(&sources.files()[index as usize])).collect()
}

/// A finding in the file of its first label.
fn shown(
    found: &Diagnostic,
    range: &dyn Fn(Span) -> Range,
    uri: &dyn Fn(u32) -> Option<Uri>,
) -> Shown {
    let first = found.labels.first();
    let mut message = found.message.clone();
    if let Some(label) = first.filter(|label| !label.text.is_empty()) {
        message.push_str(": ");
        message.push_str(&label.text);
    }
    if let Some(help) = &found.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let related = found.labels.iter().skip(1).filter_map(|label| {
        let location = Location { uri: uri(label.span.file)?, range: range(label.span) };
        Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
    });
    let related: Vec<_> = related.collect();
    Shown {
        range: first.map_or_else(Range::default, |label| range(label.span)),
        severity: Some(severity(found.level)),
        code: Some(NumberOrString::String(found.rule.id.to_owned())),
        source: Some("errbook".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Shown::default()
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        // Some editors hide hints.
        Level::Hint | Level::Off => DiagnosticSeverity::INFORMATION,
    }
}

/// What keeps a project from being checked, at the beginning of a file.
pub(super) fn failure(text: &str) -> Shown {
    Shown {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("errbook".to_owned()),
        message: text.to_owned(),
        ..Shown::default()
    }
}
