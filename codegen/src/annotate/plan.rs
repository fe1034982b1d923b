//! The edits that bring the components of a description in line with the generated ones.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::document::{Document, Entries, entries, entry, scalar};
use super::page::{Page, joined};
use super::value::New;
use crate::edits::Edit;
use crate::model::Catalog;
use crate::yaml::{Key, Node};

/// The extension by which components of a catalog are recognized.
pub(super) const OWNER: &str = "x-errbook";

/// The kinds of components that the generated documents have.
pub(super) const KINDS: [&str; 4] = ["schemas", "responses", "headers", "examples"];

/// The kind and the name of a component.
pub(super) type Id = (&'static str, String);

pub(super) fn is_own(node: &Node<'_>, catalog: &Catalog) -> bool {
    let owner = entry(node, OWNER).and_then(|(_, owner)| scalar(owner));
    owner.is_some_and(|owner| owner == catalog.id.as_str())
}

/// What the components of a description should be.
pub(super) struct Plan<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) wanted: &'a [(Id, Json)],
    pub(super) used: &'a BTreeSet<Id>,
}

impl Plan<'_> {
    fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&String, &Json)> {
        let of_kind = self.wanted.iter().filter(move |((known, _), _)| *known == kind);
        of_kind.map(|((_, name), component)| (name, component))
    }

    /// The edits, and how many components they change.
    pub(super) fn edits(&self, page: &Page<'_, '_>, document: &Document<'_>) -> (Vec<Edit>, usize) {
        let root = &document.root;
        let components = entry(root, "components");
        let present = components.and_then(|(_, of)| entries(of)).unwrap_or_default();
        let mut edits = Vec::new();
        let mut added: Vec<(String, New)> = Vec::new();
        let mut removed = Vec::new();
        let mut changed = 0;
        for kind in KINDS {
            let at = present.iter().position(|(key, _)| key.text == kind);
            if let (Some(at), Some((_, around))) = (at, components) {
                let of_kind = self.edits_of(page, kind, around, at);
                changed += of_kind.changed;
                match of_kind.edits {
                    Some(of_kind) => edits.extend(of_kind),
                    None => removed.push(at),
                }
                continue;
            }
            let of_kind = self.of_kind(kind).map(|(name, of)| (name.clone(), New::from(of)));
            let of_kind: Vec<_> = of_kind.collect();
            if !of_kind.is_empty() {
                changed += of_kind.len();
                added.push((kind.to_owned(), New::Map(of_kind)));
            }
        }
        removed.sort_unstable();
        let own = entries(root).unwrap_or_default();
        let place = own.iter().position(|(key, _)| key.text == "components");
        match place {
            Some(place) if added.is_empty() && all(&removed, present) => {
                edits = page.remove(own, &[place], root);
            }
            Some(place) => edits.extend(exchange(page, root, place, removed, added)),
            None if added.is_empty() => {}
            None => {
                let added = ("components".to_owned(), New::Map(added));
                edits.push(page.insert(root, own, own.len().checked_sub(1), &added));
            }
        }
        (joined(edits), changed)
    }

    /// The edits of the components of a kind, which is the entry `at` of the map of all.
    fn edits_of(
        &self,
        page: &Page<'_, '_>,
        kind: &'static str,
        components: &Node<'_>,
        at: usize,
    ) -> OfKind {
        let Some((_, node)) = entries(components).and_then(|of| of.get(at)) else {
            return OfKind { edits: Some(Vec::new()), changed: 0 };
        };
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
        let removed: Vec<usize> =
            (0..present.len()).filter(|index| gone(&present[*index])).collect();
        let changed = edits.len() + added.len() + removed.len();
        if added.is_empty() && all(&removed, present) {
            return OfKind { edits: None, changed };
        }
        edits.extend(exchange(page, components, at, removed, added));
        OfKind { edits: Some(edits), changed }
    }

    /// The data of the description with its components as they should be, unless something else is in
    /// the place of one of their maps.
    pub(super) fn expected(&self, mut root: Json) -> Option<Json> {
        let components = map(root.as_object_mut()?, "components")?;
        let mut emptied = false;
        for kind in KINDS {
            let is_map = components.get(kind).is_some_and(Json::is_object);
            if !is_map && self.of_kind(kind).next().is_none() {
                continue;
            }
            let of_kind = map(components, kind)?;
            let before = of_kind.len();
            of_kind.retain(|name, component| {
                component[OWNER] != self.catalog.id.as_str()
                    || self.used.contains(&(kind, name.clone()))
            });
            let wanted = self.of_kind(kind);
            of_kind.extend(wanted.map(|(name, of)| (name.clone(), of.clone())));
            if of_kind.is_empty() && before > 0 {
                emptied = true;
                components.shift_remove(kind);
            }
        }
        if emptied && components.is_empty() {
            root.as_object_mut()?.shift_remove("components");
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

/// How the components of a kind change.
struct OfKind {
    /// None if none of them is left.
    edits: Option<Vec<Edit>>,
    changed: usize,
}

/// Whether all of a map's entries are among these, and it has some.
fn all(removed: &[usize], present: &Entries<'_>) -> bool {
    !present.is_empty() && removed.len() == present.len()
}

/// Removes entries from a map and adds others, so that it has some afterwards. The map is the entry
/// `at` of another one.
fn exchange(
    page: &Page<'_, '_>,
    around: &Node<'_>,
    at: usize,
    mut removed: Vec<usize>,
    mut added: Vec<(String, New)>,
) -> Vec<Edit> {
    let Some((key, map)) = entries(around).and_then(|around| around.get(at)) else {
        return Vec::new();
    };
    let present = entries(map).unwrap_or_default();
    let mut edits = Vec::new();
    // A new one takes the place of an old one, so that a map does not become empty in between.
    while let (Some(_), Some(index)) = (added.last(), removed.last()) {
        edits.extend(added.last().map(|new| page.replace(map, present, *index, new)));
        added.pop();
        removed.pop();
    }
    edits.extend(page.remove(present, &removed, map));
    match present.len().checked_sub(1) {
        _ if added.is_empty() => {}
        None => edits.extend(page.fill(around, key, added)),
        last => edits.extend(added.iter().map(|added| page.insert(map, present, last, added))),
    }
    edits
}
