//! What is rendered, and where to: the one place that decides about the folders of targets.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::config::{Build, Project, in_registry};
use crate::error::Error;
use crate::model::Model;
use crate::output::{self, Difference, Mode, Output, Stage, Tree};
use crate::parallel;
use crate::targets::{Emit, Options, Target, collected};
use crate::timings;
use crate::visible;

/// A build of a target to render, and the folder for its outputs.
pub struct Job<'p> {
    /// The target.
    pub target: &'static Target,
    /// The options of the project, with those of this build of the target among them.
    pub options: &'p Options,
    /// The folder.
    pub folder: PathBuf,
    /// The folders of the project's other builds, which this one must not touch.
    pub others: Vec<PathBuf>,
    /// Folders of outputs that the target does not have any more: what was written there goes.
    pub former: Vec<PathBuf>,
}

/// Where the outputs of targets go.
#[derive(Debug, Clone, Copy)]
pub enum Destination<'a> {
    /// To the folders that they have in the project.
    Project,
    /// To subfolders of a folder that the command line names, one for each target; each of several
    /// builds has its own folder in it.
    Below(&'a Path),
    /// To a folder that the command line names for the only target; as above if it has several
    /// builds.
    At(&'a Path),
    /// To subfolders of a folder that Cargo has made for a build script. Wherever that is, nobody
    /// else uses it.
    OutDir(&'a Path),
}

/// The jobs for all builds of some of a project's targets, in their order.
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
    let builds = targets.iter().flat_map(|target| {
        let builds: Vec<&Build> = project.builds_of(target).collect();
        let names = subfolders(project, &builds);
        builds.into_iter().zip(names)
    });
    let jobs = builds.map(|(build, name)| job(project, build, name.as_deref(), destination));
    let mut jobs = jobs.collect::<Result<Vec<_>, _>>()?;
    for target in targets {
        let former = former(&jobs, target, destination);
        let first = jobs.iter_mut().find(|job| std::ptr::eq(job.target, *target));
        if let Some(first) = first {
            first.former = former;
        }
    }
    Ok(jobs)
}

/// The folders that outputs of a target had below one that the command line names, when the target had
/// fewer or more of them, or others. In a project, an output whose `out` changes is not known any more.
fn former(jobs: &[Job<'_>], target: &Target, destination: Destination<'_>) -> Vec<PathBuf> {
    let mut former = match destination {
        Destination::Project | Destination::OutDir(_) => return Vec::new(),
        Destination::Below(folder) => output::owned(&folder.join(target.name)),
        // Nobody knows which target the folders in it are of.
        Destination::At(folder) => {
            output::owned(folder).into_iter().filter(|it| it == folder).collect()
        }
    };
    former.retain(|folder| {
        !jobs.iter().any(|job| job.folder == *folder || job.others.contains(folder))
    });
    former
}

/// The job for one of the builds of a target, of which `name` tells it apart if there are several.
fn job<'p>(
    project: &'p Project,
    build: &'p Build,
    name: Option<&str>,
    destination: Destination<'_>,
) -> Result<Job<'p>, Error> {
    let target = build.target;
    let folder = match destination {
        Destination::Project => project.folder_of(build),
        Destination::Below(folder) | Destination::OutDir(folder) => folder.join(target.name),
        Destination::At(folder) => folder.to_owned(),
    };
    let folder = match (destination, name) {
        (Destination::Project, _) | (_, None) => folder,
        (_, Some(name)) => folder.join(name),
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
    let others = project.known_builds().filter(|other| !std::ptr::eq(*other, build));
    let others = others.map(|other| project.folder_of(other)).collect();
    Ok(Job { target, options: &build.options, folder, others, former: Vec::new() })
}

/// What the builds of a target are called below a folder that is not their own: as the last folders
/// in their own paths, with a number where two of these are the same. The only build of a target
/// needs no name.
fn subfolders(project: &Project, builds: &[&Build]) -> Vec<Option<String>> {
    if builds.len() < 2 {
        return vec![None; builds.len()];
    }
    let mut names: Vec<String> = Vec::new();
    for build in builds {
        let folder = project.folder_of(build);
        let last = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let taken = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let mut name = last.clone();
        let mut number = 2;
        while taken(&name) {
            name = format!("{last}-{number}");
            number += 1;
        }
        names.push(name);
    }
    names.into_iter().map(Some).collect()
}

/// What an update of the folders of jobs did.
pub struct Updated {
    /// What differed.
    pub differences: Vec<Difference>,
    /// The files of the targets that rendered.
    pub stages: Vec<Stage>,
    /// The first failure of a target, which keeps its folder as it was.
    pub failure: Option<Error>,
}

/// Renders jobs in parallel, each file into the folder of its target, so that only a few files are in
/// memory at once. In [`Mode::Write`], the folders are changed when all targets have rendered; one that
/// fails does not keep the others from being up to date.
///
/// # Errors
///
/// If the disk cannot be read or written; or if a file that errbook did not write, or a link, is in the
/// way of an output: in that case nothing has been written.
pub fn update(model: &Model, jobs: &[Job<'_>], mode: Mode) -> Result<Updated, Error> {
    update_shown(model, jobs, mode, &|_, _| {})
}

/// The same, with a second reader of what is rendered.
///
/// # Errors
///
/// As [`update`].
pub fn update_shown(
    model: &Model,
    jobs: &[Job<'_>],
    mode: Mode,
    show: &(dyn Fn(&Job<'_>, &Output) + Sync),
) -> Result<Updated, Error> {
    let of_jobs = jobs.iter().map(|job| (&*job.folder, &*job.others));
    let mut former = Vec::new();
    for folder in jobs.iter().flat_map(|job| &job.former) {
        let within = jobs.iter().flat_map(|job| [&job.folder].into_iter().chain(&job.others));
        let within = within.filter(|it| *it != folder && it.starts_with(folder));
        former.push((&**folder, within.cloned().collect::<Vec<_>>()));
    }
    let of_former = former.iter().map(|(folder, within)| (*folder, &**within));
    let folders: Vec<_> = of_jobs.chain(of_former).collect();
    let mut stages = output::open(&folders, mode)?;
    let former = stages.split_off(jobs.len());
    let work: Vec<(&Job<'_>, &Stage)> = jobs.iter().zip(&stages).collect();
    let results = parallel::map(&work, |(job, stage)| {
        timings::of_target("render", job.target.name, || {
            draw(model, job, &|output| {
                show(job, &output);
                timings::count("render", Some(job.target.name), output.text.len());
                stage.add(&output.path, &output.text);
            })
        })
    });
    let mut updated = Updated { differences: Vec::new(), stages: Vec::new(), failure: None };
    for (stage, result) in stages.into_iter().zip(results) {
        match result {
            Ok(()) => updated.stages.push(stage),
            Err(error) => updated.failure = updated.failure.or(Some(error)),
        }
    }
    if updated.failure.is_none() {
        updated.stages.extend(former.into_iter().map(Stage::vacated));
    }
    updated.differences = timings::phase("write", || output::finish(&mut updated.stages))?;
    Ok(updated)
}

/// Renders jobs in parallel and keeps all of their files.
#[must_use]
pub fn render(model: &Model, jobs: &[Job<'_>]) -> Vec<Result<Tree, Error>> {
    parallel::map(jobs, |job| {
        let outputs = collected(|emit| draw(model, job, emit))?;
        let mut tree = Tree::new(job.folder.clone(), outputs);
        tree.others.clone_from(&job.others);
        Ok(tree)
    })
}

/// Renders a job, without internal codes unless the options of its target ask for them. A bug in a
/// target becomes an error that names it.
fn draw(model: &Model, job: &Job<'_>, emit: Emit<'_>) -> Result<(), Error> {
    let model = job.target.seen(model, job.options);
    let render = || (job.target.render)(&model, job.options, emit);
    let result = catch_unwind(AssertUnwindSafe(render));
    let result = result.unwrap_or_else(|_| Err("it panicked; please report it".into()));
    result.map_err(|source| Error::Render { target: job.target.name, source })
}
