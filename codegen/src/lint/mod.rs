//! Lints: what is probably wrong in a catalog that compiles.
//!
//! Each module begins with its lints: rules with the functions that check them. A function says
//! what it found and where; levels and suppressions are applied to all findings alike.

mod context;
mod findings;
mod near;
mod suppress;

mod codes;
mod comments;
mod examples;
mod lifecycle;
mod links;
mod markup;
mod mentions;
mod operations;
mod order;
mod pages;
mod placeholders;
mod prose;
mod retry;
mod spelling;
mod status;
mod titles;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use self::context::Context;
use self::findings::{Lint, Reads};
use crate::diagnostic::{Diagnostic, Problems};
use crate::load::Spec;
use crate::model::Catalog;
use crate::parallel;
use crate::rule::{Level, Rule};
use crate::source::Sources;

/// Every lint except the one for suppressions, which needs the findings of the others.
const LINTS: &[&[Lint]] = &[
    spelling::LINTS,
    order::LINTS,
    comments::LINTS,
    prose::LINTS,
    titles::LINTS,
    mentions::LINTS,
    links::LINTS,
    markup::LINTS,
    placeholders::LINTS,
    codes::LINTS,
    examples::LINTS,
    pages::LINTS,
    status::LINTS,
    retry::LINTS,
    lifecycle::LINTS,
    unused::LINTS,
    operations::LINTS,
];

/// What a check is to find out, so that nobody waits for what is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Everything.
    Fixes,
    /// The findings of this level or above. Those with a fix that takes long to make are without it.
    From(Level),
}

impl Asked {
    fn least(self) -> Level {
        match self {
            Asked::Fixes => Level::Hint,
            Asked::From(level) => level,
        }
    }
}

/// What was found the last time, by the folders of catalogs.
#[derive(Default)]
pub struct Kept(BTreeMap<String, Linted>);

/// What was found in the parts of a catalog.
struct Linted {
    levels: Vec<(&'static str, Level)>,
    /// The lints that read names alone and found nothing.
    clean: BTreeSet<&'static str>,
    /// The findings of each lint that sees parts.
    parts: BTreeMap<Option<u32>, Vec<Vec<Diagnostic>>>,
}

/// A catalog without errors, and the files of sections that changed since it last had none, if all
/// names and all other files stayed as they were.
pub type Right<'c> = Option<(&'c Catalog, Option<&'c BTreeSet<u32>>)>;

/// Checks every lint in each catalog without errors; `levels` are those of the project. Lints of a
/// level that is not asked for count as being off. Those parts of a catalog that have not changed are
/// not read again.
pub fn lint(
    spec: &Spec,
    catalogs: &[Right<'_>],
    sources: &Sources,
    (levels, asked): (&[(&'static Rule, Level)], Asked),
    kept: &mut Kept,
    problems: &mut Problems,
) {
    let folders: BTreeSet<&str> = spec.catalogs.iter().map(|files| files.folder.as_str()).collect();
    kept.0.retain(|folder, _| folders.contains(folder.as_str()));
    for (files, right) in spec.catalogs.iter().zip(catalogs) {
        let Some((catalog, change)) = right else { continue };
        let level = |rule: &Rule| {
            let own = &files.catalog.levels.0;
            let own = own.iter().find(|(id, _)| id.value == rule.id).map(|(_, level)| level.value);
            let of_project =
                || levels.iter().find(|(set, _)| *set == rule).map(|(_, level)| *level);
            let level = own.or_else(of_project).unwrap_or(rule.level);
            if level < asked.least() { Level::Off } else { level }
        };
        let context = Context::of(files, catalog, sources, (&spec.disorder, asked));
        let lints: Vec<(&Lint, Level)> = LINTS
            .iter()
            .copied()
            .flatten()
            .map(|lint| (lint, level(lint.rule)))
            .filter(|(_, level)| *level > Level::Off)
            .collect();
        let before = kept.0.remove(&files.folder);
        let (mut found, linted) = run(&context, &lints, *change, before);
        kept.0.insert(files.folder.clone(), linted);
        suppress::apply(&context, level, &mut found);
        for found in found {
            problems.push(found);
        }
    }
}

/// What lints find in a catalog, and what is kept of it.
fn run(
    context: &Context<'_>,
    lints: &[(&Lint, Level)],
    change: Option<&BTreeSet<u32>>,
    before: Option<Linted>,
) -> (Vec<Diagnostic>, Linted) {
    let levels: Vec<(&'static str, Level)> =
        lints.iter().map(|(lint, lvl)| (lint.rule.id, *lvl)).collect();
    let before = before.filter(|it| it.levels == levels && change.is_some());
    let (clean, mut known) = before.map(|it| (it.clean, it.parts)).unwrap_or_default();
    known.retain(|part, _| {
        change.is_some_and(|files| part.is_none_or(|file| !files.contains(&file)))
    });
    let order = context.parts();
    let new: Vec<Option<u32>> =
        order.iter().copied().filter(|part| !known.contains_key(part)).collect();
    let parts = parallel::map(&new, |part| context.part(*part));
    let (of_parts, of_catalog): (Vec<_>, Vec<_>) =
        lints.iter().partition(|(lint, _)| lint.reads == Reads::Part);
    let is_clean = |lint: &Lint| lint.reads == Reads::Names && clean.contains(lint.rule.id);
    let whole = of_catalog.iter().filter(|(lint, _)| !is_clean(lint));
    let whole: Vec<_> = whole.map(|lint| (context, *lint)).collect();
    let number = whole.len();
    let each = parts.iter().flat_map(|part| of_parts.iter().map(move |lint| (part, *lint)));
    let work: Vec<_> = whole.into_iter().chain(each).collect();
    let found = parallel::map(&work, |(context, (lint, level))| lint.run(context, *level));
    let mut found = found.into_iter();
    let mut all: Vec<Diagnostic> = found.by_ref().take(number).flatten().collect();
    let named = of_catalog.iter().filter(|(lint, _)| lint.reads == Reads::Names);
    let mut clean: BTreeSet<&str> = named.map(|(lint, _)| lint.rule.id).collect();
    for found in &all {
        clean.remove(found.rule.id);
    }
    for part in new {
        known.insert(part, found.by_ref().take(of_parts.len()).collect());
    }
    let known_parts = order.iter().filter_map(|part| known.get(part));
    all.extend(known_parts.flatten().flatten().cloned());
    (all, Linted { levels, clean, parts: known })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::LINTS;
    use crate::rule::{DOCUMENT_DRIFT, Kind, RULES, UNUSED_SUPPRESSION};

    #[test]
    fn every_lint_is_checked_once() {
        let lints = RULES.iter().filter(|rule| rule.kind == Kind::Lint).map(|rule| rule.id);
        let lints: BTreeSet<&str> = lints.collect();
        // `import` finds what documents contradict.
        let own = [UNUSED_SUPPRESSION.id, DOCUMENT_DRIFT.id];
        let of_modules = LINTS.iter().copied().flatten().map(|lint| lint.rule.id);
        let mut checked = BTreeSet::new();
        for id in of_modules.chain(own) {
            assert!(checked.insert(id), "`{id}` is checked twice");
        }
        assert_eq!(checked, lints);
    }
}
