//! Puts the components to which a description refers into the description itself.
//!
//! A component that errbook put there says so with an extension that names the catalog, so that a
//! later run can tell it from one that somebody wrote: it is changed when the registry does, and
//! removed when nothing refers to it any longer.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::document::{Document, entries, entry, fault};
use super::page::Page;
use super::plan::{Id, KINDS, OWNER, Plan, is_own};
use super::{Annotation, ChangeKind};
use crate::diagnostic::{Diagnostic, Problems};
use crate::edits::replaced;
use crate::model::Catalog;
use crate::source::{SourceFile, Span};
use crate::yaml;

/// The responses that an earlier run put into a description.
pub(super) fn responses(document: &Document<'_>, catalog: &Catalog) -> BTreeSet<String> {
    let Some((_, components)) = entry(&document.root, "components") else {
        return BTreeSet::new();
    };
    let responses = entry(components, "responses").and_then(|(_, of)| entries(of));
    let responses = responses.unwrap_or_default().iter();
    let own = responses.filter(|(_, node)| is_own(node, catalog));
    own.map(|(key, _)| key.text.to_string()).collect()
}

/// Brings the components of an annotated description in line with the generated ones.
pub(super) fn apply(
    source: &SourceFile,
    document: &Document<'_>,
    catalog: &Catalog,
    generated: &Json,
    annotation: &mut Annotation,
) {
    let text = annotation.text.as_deref().unwrap_or(&source.text);
    let edited = source.with_text(text.to_owned());
    let mut problems = Problems::default();
    let Some(now) = Document::read(&edited, 0, &mut problems) else { return };
    let Some(generated) = normalized(generated, source) else { return };
    let root = now.root.to_json();
    let (used, wanted) = used(&root, catalog, &generated, annotation);
    let foreign: Vec<(Span, Id)> =
        wanted.iter().filter_map(|id| taken(document, id, catalog)).collect();
    if !foreign.is_empty() {
        let findings = foreign.into_iter().map(|(span, (_, name))| {
            let message = format!("the API description has a component `{name}` of its own");
            let found = fault(span, message, "the registry has a component of this name");
            found.help(
                "rename it, or set `prefix = \"always\"` for the target `openapi`, so that the names \
                 of its components begin with the catalog",
            )
        });
        return refuse(annotation, findings);
    }
    let wanted = wanted.into_iter().map(|(kind, name)| {
        let mut component = generated[kind][&name].clone();
        component[OWNER] = json!(catalog.id.as_str());
        ((kind, name), component)
    });
    let wanted: Vec<(Id, Json)> = wanted.collect();
    let plan = Plan { catalog, wanted: &wanted, used: &used };
    let Some(expected) = plan.expected(root.clone()) else {
        return refuse(annotation, [unknown_layout(document)]);
    };
    let (edits, changed) = plan.edits(&Page::new(&edited, &now), &now);
    if changed == 0 {
        return;
    }
    let after = replaced(&edited.text, edits).map(|text| edited.with_text(text));
    let is_expected = |after: &SourceFile| {
        let mut problems = Problems::default();
        let read = yaml::parse_foreign(0, after, &mut problems);
        problems.count() == 0 && read.is_some_and(|(root, _)| root.to_json() == expected)
    };
    match after.filter(is_expected) {
        Some(after) => {
            annotation.text = Some(after.text);
            annotation.inlined = changed;
            annotation.dropped = dropped(&root, &expected);
        }
        None => refuse(annotation, [unknown_layout(document)]),
    }
}

/// The paths of the components that only the first of two descriptions has, or of the maps of them.
fn dropped(before: &Json, after: &Json) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut open = vec![vec!["components".to_owned()]];
    while let Some(path) = open.pop() {
        let at = |root| path.iter().try_fold(root, |of: &Json, step| of.get(step.as_str()));
        match (at(before), at(after)) {
            (Some(_), None) => paths.push(path),
            (Some(Json::Object(members)), Some(_)) if path.len() < 3 => {
                let further = |name: &String| [&path[..], std::slice::from_ref(name)].concat();
                open.extend(members.keys().rev().map(further));
            }
            _ => {}
        }
    }
    paths
}

/// Leaves the description as it is, and says why.
fn refuse(annotation: &mut Annotation, findings: impl IntoIterator<Item = Diagnostic>) {
    annotation.findings.extend(findings);
    annotation.text = None;
    annotation.changes.clear();
}

fn unknown_layout(document: &Document<'_>) -> Diagnostic {
    let span = entry(&document.root, "components").map(|(key, _)| key.span);
    let found = fault(
        span.unwrap_or(document.root.span),
        "the components are written in a way that errbook cannot edit",
        "an edit here would change other parts of the file",
    );
    found.help("write each component on lines of its own")
}

/// Data as it is after it was written to a description and read again.
fn normalized(generated: &Json, source: &SourceFile) -> Option<Json> {
    let text = source.with_text(generated.to_string());
    let (root, _) = yaml::parse_foreign(0, &text, &mut Problems::default())?;
    Some(root.to_json())
}

/// The components that anything refers to, and those of them that are generated.
fn used(
    root: &Json,
    catalog: &Catalog,
    generated: &Json,
    annotation: &Annotation,
) -> (BTreeSet<Id>, BTreeSet<Id>) {
    let mut rest = root.clone();
    let mut own = BTreeSet::new();
    for kind in KINDS {
        let Some(components) = rest.pointer_mut(&format!("/components/{kind}")) else { continue };
        let Some(components) = components.as_object_mut() else { continue };
        components.retain(|name, component| {
            let is_own = component[OWNER] == catalog.id.as_str();
            if is_own {
                own.insert((kind, name.clone()));
            }
            !is_own
        });
    }
    let mut open = BTreeSet::new();
    references(&rest, &mut open);
    // What somebody else has under the name of a component is theirs, unless it was added just now.
    let added: BTreeSet<&str> =
        annotation.changes.iter().filter_map(|of| added(&of.kind)).collect();
    let is_theirs = |(kind, name): &Id| {
        !(own.contains(&(*kind, name.clone()))
            || *kind == "responses" && added.contains(name.as_str()))
            && root["components"][*kind].get(name).is_some()
    };
    open.retain(|id| !is_theirs(id));
    let (mut used, mut wanted) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = open.pop_first() {
        let (kind, name) = &id;
        let present = &root["components"][*kind][name.as_str()];
        let component = generated.get(kind).and_then(|of| of.get(name));
        if component.is_some() {
            wanted.insert(id.clone());
        }
        let mut further = BTreeSet::new();
        references(component.unwrap_or(present), &mut further);
        used.insert(id);
        open.extend(further.into_iter().filter(|id| !used.contains(id)));
    }
    (used, wanted)
}

/// The name of the response to which a change refers.
fn added(kind: &ChangeKind) -> Option<&str> {
    match kind {
        ChangeKind::Added(reference) | ChangeKind::Updated(reference) => {
            reference.rsplit('/').next()
        }
        ChangeKind::Removed => None,
    }
}

/// The components that data refers to, through `$ref` or the mapping of a discriminator.
fn references(value: &Json, found: &mut BTreeSet<Id>) {
    match value {
        Json::String(text) => {
            let parts = text.strip_prefix("#/components/").and_then(|text| text.split_once('/'));
            if let Some((kind, name)) = parts
                && let Some(kind) = KINDS.into_iter().find(|known| *known == kind)
            {
                // The reference may be to a part of the component.
                let name = name.split('/').next().unwrap_or_default();
                found.insert((kind, name.replace("~1", "/").replace("~0", "~")));
            }
        }
        Json::Array(values) => values.iter().for_each(|value| references(value, found)),
        Json::Object(members) => members.values().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Where a description has a component of this name that is not errbook's.
fn taken(document: &Document<'_>, id: &Id, catalog: &Catalog) -> Option<(Span, Id)> {
    let (_, components) = entry(&document.root, "components")?;
    let (_, of_kind) = entry(components, id.0)?;
    let (key, node) = entry(of_kind, &id.1)?;
    (!is_own(node, catalog)).then(|| (key.span, id.clone()))
}
