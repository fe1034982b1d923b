//! What happened to codes, version by version.

use std::collections::BTreeMap;

use super::{Catalog, Code};

/// What happened to each code, by the id of its catalog and its name: the oldest version first.
pub type History = BTreeMap<(String, String), Vec<Milestone>>;

/// A version in which something happened to a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The version, in the words of those who name it.
    pub version: String,
    /// What happened, as phrases in which names and values are between backticks.
    pub changes: Vec<String>,
}

/// What happened to a code of a catalog; nothing if no older version is known.
pub(crate) fn milestones<'h>(
    history: &'h History,
    catalog: &Catalog,
    code: &Code,
) -> &'h [Milestone] {
    let known = (catalog.id.clone(), code.name.clone());
    history.get(&known).map_or(&[], Vec::as_slice)
}
