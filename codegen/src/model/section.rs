//! The sections, in which codes are read.

use super::code::{Advice, advice};
use super::{Cause, CodeId, GroupId, Text};

/// Sections that are read together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The name by which sections refer to it: a key of the catalog's `groups`, the path of a
    /// sub-folder, or the heading itself.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What its sections have in common.
    pub description: Option<Text>,
}

/// Codes that are read together: one file of the registry.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The path of the section's file in the folder of the catalog, without its extension:
    /// `orders`, or `payments/cards` for a file in a sub-folder.
    pub id: String,
    /// The section's heading.
    pub title: String,
    /// The group that it is read in.
    pub group: Option<GroupId>,
    /// What returns these errors.
    pub description: Option<Text>,
    /// Where the errors are specified.
    pub sources: Vec<Text>,
    /// The codes that the section defines, then those that it lists by reference.
    pub entries: Vec<Entry>,
    /// Further reference tables.
    pub tables: Vec<Table>,
    /// Remarks below the table of codes.
    pub notes: Vec<Text>,
}

impl Section {
    /// How many codes of other sections this one lists.
    #[must_use]
    pub fn references(&self) -> usize {
        self.entries.iter().filter(|entry| entry.reference.is_some()).count()
    }
}

/// A code in a section.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The code.
    pub code: CodeId,
    /// Set if another section defines the code and this one lists it.
    pub reference: Option<Reference>,
}

/// What a section says about a code that another section defines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reference {
    /// What the error means in this section.
    pub description: Option<Text>,
    /// Why it happens in this section.
    pub cause: Option<Text>,
    /// What to do about it in this section.
    pub resolution: Option<Text>,
    /// Its causes there, if there are several; then the two fields above say nothing.
    pub causes: Vec<Cause>,
}

impl Reference {
    /// Why it happens here and what to do about it, for places that have a text for each.
    #[must_use]
    pub fn advice(&self, write: fn(&Text) -> String) -> Advice {
        advice(self.cause.as_ref(), self.resolution.as_ref(), &self.causes, write)
    }
}

/// A reference table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The table's heading.
    pub title: String,
    /// What the table is about.
    pub description: Option<Text>,
    /// The column headings; at least one.
    pub columns: Vec<Text>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Text>>,
}
