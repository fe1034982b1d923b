//! What is rendered, and where to: the one place that decides about the folders of targets.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::config::{Project, in_registry};
use crate::error::Error;
use crate::model::Model;
use crate::output::Tree;
use crate::parallel;
use crate::targets::{Options, Target};
use crate::visible;

/// A target to render, and the folder for its outputs.
pub struct Job<'p> {
    /// The target.
    pub target: &'static Target,
    /// The options of the project, with those of the target among them.
    pub options: &'p Options,
    /// The folder.
    pub folder: PathBuf,
    /// The folders of the project's other targets, which this one must not touch.
    pub others: Vec<PathBuf>,
}

/// Where the outputs of targets go.
#[derive(Debug, Clone, Copy)]
pub enum Destination<'a> {
    /// To the folders that they have in the project.
    Project,
    /// To subfolders of a folder that the command line names, one for each target.
    Below(&'a Path),
    /// To a folder that the command line names for the only target.
    At(&'a Path),
    /// To subfolders of a folder that Cargo has made for a build script. Wherever that is, nobody
    /// else uses it.
    OutDir(&'a Path),
}

/// The jobs for some of a project's targets, in their order.
///
/// # Errors
///
/// If an output would be in the registry, or if a link in the path of its folder leads out of the
/// repository.
pub fn jobs<'p>(
    project: &'p Project,
    targets: &[&'static Target],
    destination: Destination<'_>,
) -> Result<Vec<Job<'p>>, Error> {
    let job = |&target: &&'static Target| {
        let folder = match destination {
            Destination::Project => project.folder(target),
            Destination::Below(folder) | Destination::OutDir(folder) => folder.join(target.name),
            Destination::At(folder) => folder.to_owned(),
        };
        match destination {
            Destination::Project => project.boundary.admit(&folder)?,
            Destination::Below(_) | Destination::At(_) => project.boundary.admit_named(&folder)?,
            Destination::OutDir(_) => {}
        }
        if !matches!(destination, Destination::OutDir(_))
            && let Some(fault) = in_registry(&folder, &project.registry)
        {
            return Err(Error::Usage(format!(
                "`{}` {fault}; choose a folder outside the registry",
                visible::path(&folder)
            )));
        }
        let others = project.known().filter(|other| *other != target);
        let others = others.map(|other| project.folder(other)).collect();
        Ok(Job { target, options: &project.options, folder, others })
    };
    targets.iter().map(job).collect()
}

/// Renders jobs as [`render`] does: the trees of those that do not fail, so that these targets are up to
/// date, and the first failure.
#[must_use]
pub fn rendered(model: &Model, jobs: &[Job<'_>]) -> (Vec<Tree>, Option<Error>) {
    let mut trees = Vec::with_capacity(jobs.len());
    let mut failure = None;
    for rendered in render(model, jobs) {
        match rendered {
            Ok(tree) => trees.push(tree),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    (trees, failure)
}

/// Renders jobs in parallel, without internal codes unless the options of a target ask for them. A
/// target that fails, with an error that names it, does not keep the others from being rendered.
#[must_use]
pub fn render(model: &Model, jobs: &[Job<'_>]) -> Vec<Result<Tree, Error>> {
    let render = |job: &Job<'_>| {
        let model = job.target.seen(model, job.options);
        let outputs = (job.target.render)(model, job.options)?;
        let mut tree = Tree::new(job.folder.clone(), outputs);
        tree.others.clone_from(&job.others);
        Ok(tree)
    };
    // No more than there are processors at once, since each needs memory.
    parallel::map(jobs, |job| {
        let rendered = catch_unwind(AssertUnwindSafe(|| render(job)));
        let tree = rendered.unwrap_or_else(|_| Err("it panicked; please report it".into()));
        tree.map_err(|source| Error::Render { target: job.target.name, source })
    })
}
