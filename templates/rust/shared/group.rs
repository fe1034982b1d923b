//! Groups of codes: sections, categories, and actions.

/// The facts about one variant of an enum of groups.
#[derive(Debug)]
pub struct Group {
    /// The name as sent over the wire.
    pub name: &'static str,
    /// A short, human-readable name.
    pub title: &'static str,
    /// The description, if the reference has one.
    pub description: Option<&'static str>,
}
