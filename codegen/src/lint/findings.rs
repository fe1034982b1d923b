//! What a lint is, and what it finds.

use super::context::Context;
use crate::diagnostic::Diagnostic;
use crate::rule::{Level, Rule};

/// A lint: a rule, and the function that checks it in one catalog.
pub(super) struct Lint {
    pub(super) rule: &'static Rule,
    pub(super) check: fn(&Context<'_>, &mut Findings),
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
