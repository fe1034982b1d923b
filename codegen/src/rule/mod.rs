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

    const fn change(id: &'static str, summary: &'static str, tier: Tier) -> Rule {
        Rule { id, summary, level: tier.level(), kind: Kind::Change(tier) }
    }
}

/// What happens to a registry that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It does not compile. The rule's level is fixed, and it cannot be suppressed.
    Error,
    /// It compiles. Each project and catalog can set the rule's level.
    Lint,
    /// It compiles: the rule is about the way from an old version to a new one.
    Change(Tier),
}

vocabulary! {
    /// Whom a change breaks, from nobody to everybody.
    pub enum Tier {
        /// Nobody who expects new things.
        Added = "added";
        /// People who read texts and follow links.
        Docs = "docs";
        /// Programs that compile and parse, and then do something else than before.
        Behaviour = "behaviour";
        /// Programs that are compiled against the generated packages.
        Source = "source";
        /// Clients in use, which do not understand what they receive.
        Wire = "wire";
    }
}

impl Tier {
    /// The level of its findings.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Tier::Wire | Tier::Source => Level::Error,
            Tier::Behaviour => Level::Warning,
            Tier::Docs | Tier::Added => Level::Hint,
        }
    }
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
    ($($kind:ident $(($word:ident))? $name:ident = $id:literal: $summary:literal;)*) => {
        use super::{Level::*, Rule, Tier::*};

        $(
            #[doc = $summary]
            pub const $name: Rule = Rule::$kind($id, $summary $(, $word)?);
        )*

        /// Every rule, in the order of their registry.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

mod list;

pub use self::list::*;
