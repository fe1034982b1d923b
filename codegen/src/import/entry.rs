//! What a row says about a code.

use super::part::Cell;
use super::role::Role;

/// What the heading of a column begins with that has the types of an argument of the message.
pub const ARGUMENT: &str = "\0argument ";

/// What one row says about a code.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The code as it is sent.
    pub code: Cell,
    /// Its HTTP statuses, and where they are; nothing if none is given.
    pub statuses: Option<(Vec<u16>, Cell)>,
    /// Whether all that it says is in an entry before it.
    pub again: bool,
    /// The cell of a status that cannot be read.
    pub odd_status: Option<Cell>,
    /// What it says, by role.
    pub facts: Vec<(Role, Cell)>,
    /// The arguments of its message: the name and the type of each.
    pub arguments: Vec<(String, String)>,
    /// What has no place in the language: the heading of the column, and the value.
    pub others: Vec<(String, Cell)>,
}

impl Entry {
    /// Whether the code has a status.
    pub fn has(&self, status: u16) -> bool {
        self.statuses.as_ref().is_some_and(|(statuses, _)| statuses.contains(&status))
    }

    /// Adds what another row says about the code and this one does not.
    pub fn add(&mut self, other: &Entry) {
        if self.statuses.is_none() {
            self.statuses.clone_from(&other.statuses);
        }
        if self.fact(Role::Message).is_none() {
            self.arguments.clone_from(&other.arguments);
        }
        for (role, cell) in &other.facts {
            if self.fact(*role).is_none() {
                self.facts.push((*role, cell.clone()));
            }
        }
        for (heading, cell) in &other.others {
            if self.others.iter().all(|(own, _)| own != heading) {
                self.others.push((heading.clone(), cell.clone()));
            }
        }
    }

    /// What the row says in a role.
    pub fn fact(&self, role: Role) -> Option<&Cell> {
        self.facts.iter().find(|(known, _)| *known == role).map(|(_, cell)| cell)
    }
}
