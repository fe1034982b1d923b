//! What catalogs are made of, by name, as far as their files could be read.

use super::{Audience, catalog, field};
use crate::decode::Prose;
use crate::diagnostic::Problems;
use crate::load::{CatalogFiles, Spec};
use crate::model::Outline;
use crate::names;

/// The outline of each catalog of a registry that may have errors.
pub fn outlines(spec: &Spec) -> Vec<Outline> {
    spec.catalogs.iter().map(outline).collect()
}

fn outline(files: &CatalogFiles) -> Outline {
    let CatalogFiles { catalog: spec, sections, messages, .. } = files;
    // What is wrong was reported by the check.
    let mut problems = Problems::default();
    let declared = spec.groups.0.iter().map(|(id, _)| id.value.clone());
    let named = sections.iter().filter_map(|file| file.section.group.clone());
    let mut groups: Vec<String> = Vec::new();
    for group in declared.chain(named) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let categories = spec.categories.0.iter().map(|(id, category)| {
        let about = category.description.as_ref().map(Prose::text);
        let title = || category.title.clone().unwrap_or_else(|| names::title(&id.value));
        (id.value.clone(), about.map_or_else(title, |about| about.plain()))
    });
    let actions = catalog::actions(&spec.actions).into_iter();
    let errors = || sections.iter().flat_map(|file| &file.section.errors.0);
    let translated =
        !messages.is_empty() || errors().any(|(_, error)| !error.value.messages.0.is_empty());
    Outline {
        id: files.folder.clone(),
        sections: sections.iter().map(|file| file.id.clone()).collect(),
        groups,
        categories: categories.collect(),
        actions: actions.map(|action| (action.id, action.description.plain())).collect(),
        fields: field::declared(spec, &[], Audience::Team, &mut problems).fields,
        codes: errors().map(|(name, _)| name.value.clone()).collect(),
        translated,
    }
}
