//! What a lint is, and what it finds.

use super::context::Context;
use crate::diagnostic::Diagnostic;
use crate::rule::{Level, Rule};

/// A lint: a rule, and the function that checks it in one catalog.
pub(super) struct Lint {
    pub(super) rule: &'static Rule,
    pub(super) check: fn(&Context<'_>, &mut Findings),
    pub(super) reads: Reads,
}

/// What a lint needs to see at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// All of the catalog.
    Catalog,
    /// The names in the catalog. Where nothing is found, nothing is while these stay the same.
    Names,
    /// One file of a section or all the others, with `catalog.yaml` and the names in the catalog. What is
    /// found there stays the same while these do.
    Part,
}

/// A lint that sees all of a catalog.
pub(super) const fn of_catalog(
    rule: &'static Rule,
    check: fn(&Context<'_>, &mut Findings),
) -> Lint {
    Lint { rule, check, reads: Reads::Catalog }
}

/// A lint that reads no more than `catalog.yaml` and the names of codes.
pub(super) const fn of_names(rule: &'static Rule, check: fn(&Context<'_>, &mut Findings)) -> Lint {
    Lint { rule, check, reads: Reads::Names }
}

/// A lint that sees one part of a catalog after the other.
pub(super) const fn of_parts(rule: &'static Rule, check: fn(&Context<'_>, &mut Findings)) -> Lint {
    Lint { rule, check, reads: Reads::Part }
}

impl Lint {
    /// What it finds in a catalog that gives its rule this level.
    pub(super) fn run(&self, context: &Context<'_>, level: Level) -> Vec<Diagnostic> {
        let mut findings = Findings { rule: self.rule, level, found: Vec::new() };
        (self.check)(context, &mut findings);
        findings.found
    }
}

/// The findings of one lint. It knows the rule, so that a check can report nothing about another.
pub(super) struct Findings {
    rule: &'static Rule,
    level: Level,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// A new finding of the lint, which is not among its findings yet.
    pub(super) fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic { level: self.level, ..Diagnostic::of(self.rule, message) }
    }

    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }
}
