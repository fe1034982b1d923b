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

use self::context::Context;
use self::findings::Lint;
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

/// Checks every lint in each catalog without errors; `levels` are those of the project. Lints of a
/// level below `least` count as being off.
pub fn lint(
    spec: &Spec,
    catalogs: &[Option<Catalog>],
    sources: &Sources,
    levels: &[(&'static Rule, Level)],
    least: Level,
    problems: &mut Problems,
) {
    for (files, catalog) in spec.catalogs.iter().zip(catalogs) {
        let Some(catalog) = catalog else { continue };
        let level = |rule: &Rule| {
            let own = &files.catalog.levels.0;
            let own = own.iter().find(|(id, _)| id.value == rule.id).map(|(_, level)| level.value);
            let of_project =
                || levels.iter().find(|(set, _)| *set == rule).map(|(_, level)| *level);
            let level = own.or_else(of_project).unwrap_or(rule.level);
            if level < least { Level::Off } else { level }
        };
        let context = Context::of(files, catalog, sources, &spec.disorder);
        let lints: Vec<(&Lint, Level)> = LINTS
            .iter()
            .copied()
            .flatten()
            .map(|lint| (lint, level(lint.rule)))
            .filter(|(_, level)| *level > Level::Off)
            .collect();
        let found = parallel::map(&lints, |(lint, level)| lint.run(&context, *level));
        let mut found: Vec<Diagnostic> = found.into_iter().flatten().collect();
        suppress::apply(&context, level, &mut found);
        for found in found {
            problems.push(found);
        }
    }
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
