//! The rules for registries; each finding names the rule it is about.
//!
//! Their list is made from the registry of rules in `codegen/rules`; ARCHITECTURE.md says how to add
//! one.

use std::fmt;

use crate::vocabulary::{Vocabulary, vocabulary};

/// A rule for registries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The name that findings show, in kebab-case.
    pub id: &'static str,
    /// What the rule requires, in one line.
    pub summary: &'static str,
    /// The level of its findings unless the project or the catalog sets another.
    pub level: Level,
    /// Whether a registry that breaks the rule compiles.
    pub kind: Kind,
}

impl Rule {
    const fn error(id: &'static str, summary: &'static str) -> Rule {
        Rule { id, summary, level: Level::Error, kind: Kind::Error }
    }

    const fn lint(id: &'static str, summary: &'static str, level: Level) -> Rule {
        Rule { id, summary, level, kind: Kind::Lint }
    }
}

/// What happens to a registry that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It does not compile. The rule's level is fixed, and it cannot be suppressed.
    Error,
    /// It compiles. Each project and catalog can set the rule's level.
    Lint,
}

vocabulary! {
    /// How much a finding matters, from least to most.
    pub enum Level {
        /// The rule is not checked; no finding has this level.
        Off = "off";
        /// Something could be better.
        Hint = "hint";
        /// The registry compiles, but something in it is probably wrong.
        Warning = "warning";
        /// The registry does not compile.
        Error = "error";
    }
}

impl Level {
    /// The level's name in registries, messages and machine-readable outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.word()
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Declares the rules, and lists them in [`RULES`].
macro_rules! rules {
    ($($kind:ident $(($level:ident))? $name:ident = $id:literal: $summary:literal;)*) => {
        use super::{Level, Rule};

        $(
            #[doc = $summary]
            pub const $name: Rule = Rule::$kind($id, $summary $(, Level::$level)?);
        )*

        /// Every rule, in the order of their registry.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

mod list;

pub use self::list::*;
