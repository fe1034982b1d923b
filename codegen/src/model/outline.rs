//! What a catalog is made of, by name: what editors complete in its files.

use super::{Catalog, Field};

/// The names in a catalog. A registry with errors has them too, as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The catalog's id.
    pub id: String,
    /// The ids of its sections.
    pub sections: Vec<String>,
    /// The ids of its groups.
    pub groups: Vec<String>,
    /// Its categories, each with what it means.
    pub categories: Vec<(String, String)>,
    /// Its actions, each with what to do.
    pub actions: Vec<(String, String)>,
    /// The fields that it declares, internal ones too.
    pub fields: Vec<Field>,
    /// The names of its codes, internal ones too.
    pub codes: Vec<String>,
    /// Whether messages are in several languages.
    pub translated: bool,
}

impl Catalog {
    /// The names in the catalog.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let category = |category: &super::Category| {
            let about = category.description.as_ref().map(super::Text::plain);
            (category.id.clone(), about.unwrap_or_else(|| category.title.clone()))
        };
        let action = |action: &super::Action| (action.id.clone(), action.description.plain());
        Outline {
            id: self.id.clone(),
            sections: self.sections.iter().map(|section| section.id.clone()).collect(),
            groups: self.groups.iter().map(|group| group.id.clone()).collect(),
            categories: self.categories.iter().map(category).collect(),
            actions: self.actions.iter().map(action).collect(),
            fields: self.fields.clone(),
            codes: self.codes.iter().map(|code| code.name.clone()).collect(),
            translated: !self.other_languages().is_empty(),
        }
    }
}
