//! One change, as plain data and as a finding.

use super::place::within;
use crate::diagnostic::Diagnostic;
use crate::rule::{Kind, Rule, Tier};
use crate::source::{Sources, Span};

/// A difference between two versions of a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of change, which says whom it breaks.
    pub rule: &'static Rule,
    /// The id of the catalog.
    pub catalog: String,
    /// The code that it is about: its name, the new one if it has another.
    pub code: Option<String>,
    /// The field of the model that differs.
    pub field: &'static str,
    /// The keys that lead to it, if it is about a code: the entry has all of them or, if the rest
    /// comes from elsewhere, the first ones.
    pub keys: Vec<String>,
    /// What changed, as a phrase.
    pub what: String,
    /// What that means for those who use the old version.
    pub consequence: String,
    /// How to reach the same without breaking anybody.
    pub safe: &'static str,
    /// Where the old registry says it.
    pub old: Option<Span>,
    /// Where the new registry says it.
    pub new: Option<Span>,
}

impl Change {
    /// Whom it breaks.
    #[must_use]
    pub fn tier(&self) -> Tier {
        match self.rule.kind {
            Kind::Change(tier) => tier,
            Kind::Error | Kind::Lint => Tier::Wire,
        }
    }

    /// The change as a finding in both registries; the files of the old one come after `before`
    /// others.
    #[must_use]
    pub fn found(&self, before: u32) -> Diagnostic {
        let help = match self.safe {
            "" => self.consequence.clone(),
            safe => format!("{}; {safe}", self.consequence),
        };
        let mut found = Diagnostic::of(self.rule, self.what.clone()).help(help);
        if let Some(old) = self.old {
            let old = Span { file: old.file + before, ..old };
            found = found.also(old, if self.new.is_some() { "before" } else { "was here" });
        }
        match self.new {
            Some(new) => found.at(new, if self.old.is_some() { "now" } else { "new" }),
            None => found,
        }
    }

    /// Makes the labels of the finding point at the key that changed, if the entry has it, instead of
    /// the entry.
    pub fn locate(&self, found: &mut Diagnostic, sources: &Sources) {
        for label in &mut found.labels {
            label.span = within(sources, label.span, &self.keys);
        }
    }
}
