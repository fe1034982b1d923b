//! The groups of sections: those that the catalog declares, and those that sections make by naming
//! them or by being in a sub-folder.

use std::collections::HashMap;

use crate::decode::{Map, Prose};
use crate::language::GroupSpec;
use crate::load::SectionFile;
use crate::model::{Group, GroupId};
use crate::names;

/// The groups of a catalog, of which each section can add one.
pub(super) struct Groups {
    pub(super) all: Vec<Group>,
    by_id: HashMap<String, GroupId>,
}

impl Groups {
    /// The groups that a catalog declares.
    pub(super) fn declared(specs: &Map<GroupSpec>) -> Groups {
        let mut groups = Groups { all: Vec::new(), by_id: HashMap::new() };
        for (id, spec) in &specs.0 {
            let title = spec.title.clone().unwrap_or_else(|| names::title(&id.value));
            groups.add(&id.value, title, spec.description.as_ref());
        }
        groups
    }

    /// The group of a section: the one that it names, or else that of its sub-folder. Of folders in
    /// each other, the innermost one that the catalog declares counts, or else the outermost.
    pub(super) fn of(&mut self, file: &SectionFile) -> Option<GroupId> {
        if let Some(named) = &file.section.group {
            let known = self.by_id.get(named).copied();
            return Some(known.unwrap_or_else(|| self.add(named, named.clone(), None)));
        }
        let (folder, _) = file.id.rsplit_once('/')?;
        let folders = folder.match_indices('/').map(|(end, _)| &folder[..end]).chain([folder]);
        let folders: Vec<&str> = folders.collect();
        let known = folders.iter().rev().find_map(|folder| self.by_id.get(*folder)).copied();
        Some(known.unwrap_or_else(|| self.add(folders[0], names::title(folders[0]), None)))
    }

    fn add(&mut self, id: &str, title: String, description: Option<&Prose>) -> GroupId {
        let group = GroupId::from_index(self.all.len());
        let description = description.map(Prose::text);
        self.all.push(Group { id: id.to_owned(), title, description });
        self.by_id.insert(id.to_owned(), group);
        group
    }
}
