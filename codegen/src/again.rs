//! Checks a registry of which parts may have been checked before: what is kept of the last time is used
//! where nothing it depends on has changed. Every other check is one with nothing kept.

use crate::config::{Project, folders, packages};
use crate::diagnostic::{Found, Problems};
use crate::limits::Limits;
use crate::load::{self, Spec};
use crate::model::{Catalog, Model};
use crate::rule::{Level, Rule};
use crate::source::Sources;
use crate::{lint, lower, timings};

/// Checks a registry as [`crate::check_in`] does, with what was kept of the last time. What is found
/// is the same.
pub fn check(project: &Project, sources: &Sources, kept: &mut Kept) -> Again {
    let levels = (&project.levels[..], lint::Asked::Fixes);
    let mut again = check_from(sources, levels, project.limits, kept);
    if again.compiles {
        let catalogs = || {
            let files = again.spec.catalogs.iter();
            files.filter_map(|files| kept.lowered.catalog(&files.folder))
        };
        let mut problems = Problems::limited(project.limits);
        if folders::any_nested(project) {
            let model = model(catalogs().cloned().collect(), &again.spec);
            folders::check(project, &model, sources, &mut problems);
        }
        packages::check(project, catalogs(), &mut problems);
        again.compiles = !problems.join(&mut again.found.diagnostics);
    }
    again
}

/// The model of the catalogs of a registry.
pub(crate) fn model(catalogs: Vec<Catalog>, spec: &Spec) -> Model {
    match lower::public(spec) {
        Some(public) => Model::with_internal(catalogs, public),
        None => Model::new(catalogs),
    }
}

/// What is kept of a check, so that the next one repeats only what it has to. It holds for one project.
#[derive(Default)]
pub struct Kept {
    read: load::Kept,
    lowered: lower::Kept,
    linted: lint::Kept,
}

impl Kept {
    /// A catalog as it last was without errors.
    #[must_use]
    pub fn catalog(&self, folder: &str) -> Option<&Catalog> {
        self.lowered.catalog(folder)
    }

    /// The catalogs of a registry, taken out.
    pub(crate) fn take(&mut self, spec: &Spec) -> Vec<Catalog> {
        let folders = spec.catalogs.iter().map(|files| &files.folder);
        folders.filter_map(|folder| self.lowered.take(folder)).collect()
    }
}

/// A registry that has been checked with what was kept of it.
pub struct Again {
    /// The registry as it is written.
    pub(crate) spec: Spec,
    /// What was found.
    pub found: Found,
    /// Whether it has no error; then its catalogs are those that are kept.
    pub compiles: bool,
}

/// Checks a registry, of which parts may be as they were the last time. What is found is the same as
/// without anything kept.
pub(crate) fn check_from(
    sources: &Sources,
    levels: (&[(&'static Rule, Level)], lint::Asked),
    limits: Limits,
    kept: &mut Kept,
) -> Again {
    let mut problems = Problems::within(limits, sources);
    let spec = load::again(sources, &mut problems, &mut kept.read);
    let changes = if load::within_limits(&spec, &mut problems) {
        timings::phase("lower", || lower::again(&spec, sources, &mut problems, &mut kept.lowered))
    } else {
        Vec::new()
    };
    let right = spec.catalogs.iter().zip(&changes).map(|(files, change)| {
        let change = change.as_ref()?;
        Some((kept.lowered.catalog(&files.folder)?, change.sections()))
    });
    let right: Vec<_> = right.collect();
    timings::phase("lint", || {
        lint::lint(&spec, &right, sources, levels, &mut kept.linted, &mut problems);
    });
    let all = right.len() == spec.catalogs.len() && right.iter().all(Option::is_some);
    // A lint can be set to the level of an error.
    let compiles = all && !problems.any_error();
    Again { spec, found: problems.finish(), compiles }
}
