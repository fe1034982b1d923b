//! Edits the text of an API description, and checks that everything else in it stays the same.

use serde_json::{Map, Value as Json, json};

use super::diff::Job;
use super::document::{Document, entries, fault};
use super::page::{Page, joined};
use super::value::{New, quoted};
use super::{Annotation, Change, ChangeKind};
use crate::diagnostic::Problems;
use crate::edits::{Edit, good, replaced};
use crate::source::SourceFile;
use crate::yaml::{self, Key, Node};

/// Edits a description. An operation that cannot be edited without changing anything else is left
/// unchanged and reported.
pub(super) fn apply(
    source: &SourceFile,
    document: &Document<'_>,
    jobs: &[Job<'_, '_>],
    annotation: &mut Annotation,
) {
    let page = Page::new(source, document);
    let all: Vec<usize> = (0..jobs.len()).collect();
    // If one of the jobs spoils the text, the others are still done.
    let (done, text) = good(&all, |done| {
        let done: Vec<_> = done.iter().map(|index| &jobs[*index]).collect();
        page.edited(&done)
    });
    for (_, job) in jobs.iter().enumerate().filter(|(index, _)| done.binary_search(index).is_err())
    {
        let operation = &job.operation;
        let name = format!("`{} {}`", operation.method, operation.path);
        let finding = fault(
            operation.key.span,
            format!("the responses of {name} are written in a way that errbook cannot edit"),
            "an edit here would change other parts of the file",
        );
        annotation
            .findings
            .push(finding.help("write each response on its own line, with plain keys and values"));
    }
    for job in done.iter().map(|index| &jobs[*index]) {
        for (status, kind, _) in &job.changes {
            annotation.changes.push(Change { response: job.response(*status), kind: kind.clone() });
        }
    }
    annotation.text = text.filter(|text| *text != source.text);
}

impl<'s> Page<'_, 's> {
    /// The text with some jobs done, if the result is exactly what is expected.
    fn edited(&self, jobs: &[&Job<'_, 's>]) -> Option<String> {
        let edits: Vec<Edit> = jobs.iter().flat_map(|job| self.edits(job)).collect();
        let after = self.source.with_text(replaced(self.text, edits)?);
        let mut expected = self.document.root.to_json();
        for job in jobs {
            expect(self.document, &mut expected, job)?;
        }
        let mut problems = Problems::default();
        let (now, _) = yaml::parse_foreign(0, &after, &mut problems)?;
        (problems.count() == 0 && now.to_json() == expected).then_some(after.text)
    }

    fn edits(&self, job: &Job<'_, 's>) -> Vec<Edit> {
        let operation = job.operation.node;
        let own = entries(operation).unwrap_or_default();
        let mut added: Vec<(u16, &String)> = Vec::new();
        let mut removed: Vec<usize> = Vec::new();
        let mut edits = Vec::new();
        let (key, node) = match job.responses {
            Some((key, node)) => (Some(key), Some(node)),
            None => (None, None),
        };
        let present = node.and_then(entries).unwrap_or_default();
        for (status, kind, index) in &job.changes {
            match (kind, index) {
                (ChangeKind::Added(reference), _) => added.push((*status, reference)),
                (ChangeKind::Updated(reference), Some(index)) => {
                    edits.extend(self.update(&present[*index].1, reference));
                }
                (_, Some(index)) => removed.push(*index),
                (_, None) => {}
            }
        }
        if !present.is_empty() && removed.len() == present.len() {
            // A map without entries cannot be written as a block, and says nothing either.
            if added.is_empty() {
                let index =
                    own.iter().position(|(known, _)| Some(known.span) == key.map(|k| k.span));
                edits.extend(self.remove(own, &index.into_iter().collect::<Vec<_>>(), operation));
                return edits;
            }
            let (status, reference) = added.remove(0);
            let (key, node) = &present[removed.remove(0)];
            let like = self.quotes(key.span.start as usize);
            edits.push((key.span.range(), quoted(&status.to_string(), like)));
            edits.extend(self.update(node, reference));
        }
        if let Some(node) = node {
            edits.extend(self.remove(present, &removed, node));
        }
        let added: Vec<(String, New)> = added
            .into_iter()
            .map(|(status, reference)| {
                let reference = New::Text(reference.clone());
                (status.to_string(), New::Map(vec![("$ref".to_owned(), reference)]))
            })
            .collect();
        if added.is_empty() {
            return edits;
        }
        match (key, node) {
            (Some(_), Some(node)) if !present.is_empty() => {
                for added in added {
                    let before = |(key, _): &(Key<'_>, Node<'_>)| *key.text < *added.0;
                    let kept = (0..present.len()).filter(|index| !removed.contains(index));
                    let behind = kept.clone().rfind(|index| before(&present[*index]));
                    let behind = behind.or_else(|| kept.clone().next_back());
                    edits.push(self.insert(node, present, behind, &added));
                }
                // Insertions at the same position become one edit, in the order of the statuses.
                edits = joined(edits);
            }
            (Some(key), Some(_)) => edits.extend(self.fill(operation, key, added)),
            _ => {
                let added = ("responses".to_owned(), New::Map(added));
                let around = job.operation.additional.unwrap_or(job.operation.item);
                let edit = match own.len().checked_sub(1) {
                    None => self.fill(around, job.operation.key, vec![added]),
                    last => Some(self.insert(operation, own, last, &added)),
                };
                edits.extend(edit);
            }
        }
        edits
    }
}

/// Applies the changes of a job to the data of the description.
fn expect(document: &Document<'_>, root: &mut Json, job: &Job<'_, '_>) -> Option<()> {
    let own = document.operation_in(root, &job.operation)?;
    let responses = own.as_object_mut()?.entry("responses").or_insert(Json::Null);
    if responses.is_null() {
        *responses = Json::Object(Map::new());
    }
    let responses = responses.as_object_mut()?;
    for (status, kind, _) in &job.changes {
        let status = status.to_string();
        match kind {
            ChangeKind::Added(reference) => {
                responses.insert(status, json!({ "$ref": reference }));
            }
            ChangeKind::Updated(reference) => {
                *responses.get_mut(&status)?.get_mut("$ref")? = json!(reference);
            }
            ChangeKind::Removed => {
                responses.shift_remove(&status)?;
            }
        }
    }
    if responses.is_empty() {
        own.as_object_mut()?.shift_remove("responses");
    }
    Some(())
}
