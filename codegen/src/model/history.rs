//! What happened to codes, version by version.

use std::collections::BTreeMap;

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
