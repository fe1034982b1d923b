//! In which document each component is: all of them in one, or the responses and examples of codes
//! in a document for each section, so that no tool has to read more than it needs.
//!
//! The first document keeps a name for every response, so that references to it stay right.

use crate::address::page_name;
use crate::file_name::Paths;
use crate::model::{Catalog, Code, Section, SectionId};
use crate::targets::openapi::{Format, Version};

/// The documents of a catalog, as seen from one of them.
pub struct Documents {
    /// The first document.
    pub first: String,
    /// The document of each section; none if there is only the first.
    sections: Option<Vec<String>>,
    /// The section whose document it is.
    pub here: Option<SectionId>,
}

impl Documents {
    /// Everything in one document.
    pub fn one() -> Documents {
        Documents { first: String::new(), sections: None, here: None }
    }

    /// A document for each section beside the first.
    pub fn several(catalog: &Catalog, version: Version) -> Documents {
        let first = version.path(catalog, Format::Yaml);
        let stem = first.strip_suffix(".yaml").unwrap_or(&first);
        let mut paths = Paths::new();
        let path = |section: &Section| {
            let id = section.id.replace('/', ".");
            let name = page_name(&id);
            paths.free("", &format!("{stem}.{name}"), ".yaml", ())
        };
        let sections = Some(catalog.sections.iter().map(path).collect());
        Documents { first, sections, here: None }
    }

    /// The same, as seen from the document of a section.
    pub fn at(self, section: SectionId) -> Documents {
        Documents { here: Some(section), ..self }
    }

    /// The path of a section's document, if it has one.
    pub fn section(&self, section: SectionId) -> Option<&str> {
        self.sections.as_ref().map(|paths| paths[section.index()].as_str())
    }

    /// The address of the first document; empty if that is this one.
    pub fn to_first(&self) -> &str {
        if self.here.is_some() { &self.first } else { "" }
    }

    /// The address of the document with the response and the examples of a code; empty if that is
    /// this one.
    pub fn to_code(&self, code: &Code) -> &str {
        if self.here == Some(code.section) { "" } else { self.section(code.section).unwrap_or("") }
    }

    /// Whether the response and the examples of a code are in this document.
    pub fn holds(&self, code: &Code) -> bool {
        self.to_code(code).is_empty()
    }
}
