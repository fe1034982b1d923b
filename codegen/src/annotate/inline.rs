//! Puts the components to which a description refers into the description itself.
//!
//! A component that errbook put there says so with an extension that names the catalog, so that a
//! later run can tell it from one that somebody wrote: it is changed when the registry does, and
//! removed when nothing refers to it any longer.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::document::{Document, entries, entry, fault, scalar};
use super::page::{Page, joined};
use super::value::New;
use super::{Annotation, ChangeKind};
use crate::diagnostic::{Diagnostic, Problems};
use crate::edits::{Edit, replaced};
use crate::model::Catalog;
use crate::source::{SourceFile, Span};
use crate::yaml::{self, Key, Node};

/// The extension by which components of a catalog are recognized.
const OWNER: &str = "x-errbook";

/// The kinds of components that the generated documents have.
const KINDS: [&str; 4] = ["schemas", "responses", "headers", "examples"];

/// The kind and the name of a component.
type Id = (&'static str, String);

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

fn is_own(node: &Node<'_>, catalog: &Catalog) -> bool {
    let owner = entry(node, OWNER).and_then(|(_, owner)| scalar(owner));
    owner.is_some_and(|owner| owner == catalog.id.as_str())
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
    let Some(expected) = plan.expected(root) else {
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
        }
        None => refuse(annotation, [unknown_layout(document)]),
    }
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

/// What the components of a description should be.
struct Plan<'a> {
    catalog: &'a Catalog,
    wanted: &'a [(Id, Json)],
    used: &'a BTreeSet<Id>,
}

impl Plan<'_> {
    fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&String, &Json)> {
        let of_kind = self.wanted.iter().filter(move |((known, _), _)| *known == kind);
        of_kind.map(|((_, name), component)| (name, component))
    }

    /// The edits, and how many components they change.
    fn edits(&self, page: &Page<'_, '_>, document: &Document<'_>) -> (Vec<Edit>, usize) {
        let components = entry(&document.root, "components");
        let mut edits = Vec::new();
        let mut kinds: Vec<(String, New)> = Vec::new();
        let mut changed = 0;
        for kind in KINDS {
            let present = components.and_then(|(_, components)| entry(components, kind));
            if let Some((key, node)) = present {
                let (of_kind, number) = self.edits_of(page, kind, key, node);
                edits.extend(of_kind);
                changed += number;
                continue;
            }
            let added = self.of_kind(kind).map(|(name, of)| (name.clone(), New::from(of)));
            let added: Vec<_> = added.collect();
            if !added.is_empty() {
                changed += added.len();
                kinds.push((kind.to_owned(), New::Map(added)));
            }
        }
        if !kinds.is_empty() {
            let added = if let Some((key, node)) = components {
                put(page, key, node, &kinds)
            } else {
                let kinds = ("components".to_owned(), New::Map(kinds));
                let own = entries(&document.root).unwrap_or_default();
                let last = own.len().checked_sub(1);
                vec![page.insert(&document.root, own, last, &kinds)]
            };
            edits.extend(added);
        }
        (joined(edits), changed)
    }

    fn edits_of(
        &self,
        page: &Page<'_, '_>,
        kind: &'static str,
        key: &Key<'_>,
        node: &Node<'_>,
    ) -> (Vec<Edit>, usize) {
        let present = entries(node).unwrap_or_default();
        let mut edits = Vec::new();
        let mut added = Vec::new();
        for (name, component) in self.of_kind(kind) {
            let new = (name.clone(), New::from(component));
            match present.iter().position(|(known, _)| known.text == name.as_str()) {
                Some(index) if present[index].1.to_json() == *component => {}
                Some(index) => edits.push(page.replace(node, present, index, &new)),
                None => added.push(new),
            }
        }
        let gone = |(key, node): &(Key<'_>, Node<'_>)| {
            is_own(node, self.catalog) && !self.used.contains(&(kind, key.text.to_string()))
        };
        let mut removed: Vec<usize> =
            (0..present.len()).filter(|index| gone(&present[*index])).collect();
        let changed = edits.len() + added.len() + removed.len();
        // A new one takes the place of an old one, so that a map does not become empty in between.
        while let (Some(_), Some(index)) = (added.last(), removed.last()) {
            edits.extend(added.last().map(|new| page.replace(node, present, *index, new)));
            added.pop();
            removed.pop();
        }
        if !removed.is_empty() && removed.len() == present.len() {
            edits.push(page.empty(key, node));
        } else {
            edits.extend(page.remove(present, &removed, node));
        }
        if !added.is_empty() {
            edits.extend(put(page, key, node, &added));
        }
        (edits, changed)
    }

    /// The data of the description with its components as they should be, unless something else is in
    /// the place of one of their maps.
    fn expected(&self, mut root: Json) -> Option<Json> {
        let components = map(root.as_object_mut()?, "components")?;
        for kind in KINDS {
            let is_map = components.get(kind).is_some_and(Json::is_object);
            if !is_map && self.of_kind(kind).next().is_none() {
                continue;
            }
            let of_kind = map(components, kind)?;
            of_kind.retain(|name, component| {
                component[OWNER] != self.catalog.id.as_str()
                    || self.used.contains(&(kind, name.clone()))
            });
            let wanted = self.of_kind(kind);
            of_kind.extend(wanted.map(|(name, of)| (name.clone(), of.clone())));
        }
        Some(root)
    }
}

/// A member of an object that is a map, even if it was missing or null.
fn map<'j>(of: &'j mut Map<String, Json>, name: &str) -> Option<&'j mut Map<String, Json>> {
    let member = of.entry(name).or_insert(Json::Null);
    if member.is_null() {
        *member = Json::Object(Map::new());
    }
    member.as_object_mut()
}

/// Adds entries behind the last one of a map, or to a map without any.
fn put(page: &Page<'_, '_>, key: &Key<'_>, map: &Node<'_>, added: &[(String, New)]) -> Vec<Edit> {
    let present = entries(map).unwrap_or_default();
    match present.len().checked_sub(1) {
        None => vec![page.fill(key, map, added)],
        last => added.iter().map(|added| page.insert(map, present, last, added)).collect(),
    }
}
