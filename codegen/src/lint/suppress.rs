//! Suppressions: rules that an entry, a section or a catalog may break, each for a reason.

use std::collections::HashMap;

use super::context::Context;
use crate::decode::{Map, Prose};
use crate::diagnostic::Diagnostic;
use crate::rule::{self, Level, Rule};
use crate::source::Span;

/// A rule that an entry, a section or a catalog may break.
struct Allowed<'a> {
    rule: &'a str,
    /// Where it is allowed.
    span: Span,
    used: bool,
}

/// The suppressions of a catalog, indexed by position.
#[derive(Default)]
struct Suppressions<'a> {
    all: Vec<Allowed<'a>>,
    /// Those of entries, sorted by position.
    entries: HashMap<&'a str, Vec<(Span, usize)>>,
    /// Those of sections, by file.
    sections: HashMap<(&'a str, u32), usize>,
    catalog: HashMap<&'a str, usize>,
}

/// Removes the findings that are allowed, and adds one for each unused suppression.
pub(super) fn apply(
    context: &Context<'_>,
    level: impl Fn(&Rule) -> Level,
    found: &mut Vec<Diagnostic>,
) {
    let mut suppressions = collect(context);
    if suppressions.all.is_empty() {
        return;
    }
    found.retain(|found| match suppressions.of(found) {
        Some(at) => {
            suppressions.all[at].used = true;
            false
        }
        None => true,
    });
    let own_level = level(&rule::UNUSED_SUPPRESSION);
    if own_level == Level::Off {
        return;
    }
    for allowed in suppressions.all.iter().filter(|allowed| !allowed.used) {
        // A rule that is off was not checked.
        if rule::find(allowed.rule).is_none_or(|rule| level(rule) == Level::Off) {
            continue;
        }
        let message = format!("nothing here breaks `{}`", allowed.rule);
        let mut unused = Diagnostic::of(&rule::UNUSED_SUPPRESSION, message)
            .at(allowed.span, "not needed")
            .help("remove it");
        unused.level = own_level;
        found.push(unused);
    }
}

fn collect<'a>(context: &Context<'a>) -> Suppressions<'a> {
    let mut suppressions = Suppressions::default();
    for (id, at) in suppressions.add(&context.files.catalog.allow) {
        suppressions.catalog.insert(id, at);
    }
    for (_, file) in &context.sections {
        for (id, at) in suppressions.add(&file.section.allow) {
            suppressions.sections.insert((id, file.span.file), at);
        }
    }
    for entry in &context.entries {
        for (id, at) in suppressions.add(&entry.spec.allow) {
            suppressions.entries.entry(id).or_default().push((entry.span, at));
        }
    }
    for stretches in suppressions.entries.values_mut() {
        stretches.sort_unstable();
    }
    suppressions
}

impl<'a> Suppressions<'a> {
    fn add(&mut self, allow: &'a Map<Prose>) -> Vec<(&'a str, usize)> {
        let mut added = Vec::new();
        for (id, _) in &allow.0 {
            added.push((id.value.as_str(), self.all.len()));
            self.all.push(Allowed { rule: &id.value, span: id.span, used: false });
        }
        added
    }

    /// The suppression of a finding: the nearest one around its first label.
    fn of(&self, found: &Diagnostic) -> Option<usize> {
        let id = found.rule.id;
        let at = found.labels.first()?.span;
        let of_entry = self.entries.get(id).and_then(|stretches| {
            let end = stretches
                .partition_point(|(span, _)| (span.file, span.start) <= (at.file, at.start));
            // Entries can be nested: the nearest one before may end before, and one around it may not.
            let around = |(span, _): &&(Span, usize)| span.file == at.file && at.end <= span.end;
            stretches[..end].iter().rev().find(around).map(|(_, allowed)| *allowed)
        });
        of_entry
            .or_else(|| self.sections.get(&(id, at.file)).copied())
            .or_else(|| self.catalog.get(id).copied())
    }
}
