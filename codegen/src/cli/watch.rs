//! `errbook watch`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use clap::Args;

use crate::Asked;
use crate::config::Project;
use crate::diagnostic::Level;
use crate::disk;
use crate::error::{Error, chain};
use crate::jobs::{Destination, Job, Updated, jobs, render, update_shown};
use crate::model::Model;
use crate::output::{Mode, Output, Stage, Tree};
use crate::source::Sources;
use crate::targets::SITE;
use crate::visible;

use super::serve::Served;
use super::{Failure, Outcome, count, model_in, print_error, progress};

/// How long errbook waits between two looks at the files. It asks for their sizes and times instead of
/// waiting for events, which mounted folders (containers, networks) do not send, and which say nothing
/// when an editor replaces a file.
const PAUSE: Duration = Duration::from_millis(200);

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    /// Only check; write no generated files
    #[arg(long)]
    check: bool,
    /// Show the site at this port of this machine, and reload its pages when they change
    #[arg(long, value_name = "PORT", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    serve: Option<u16>,
}

/// What the project looks like from outside: what keeps it from being read, or its files, each with its
/// size and the time of its last change.
type State = Result<BTreeMap<PathBuf, Option<(u64, SystemTime)>>, String>;

pub(super) fn run(
    project: impl Fn() -> Result<Project, Error>,
    args: &WatchArgs,
) -> Result<Outcome, Failure> {
    // Without a registry there is nothing to wait for.
    let registry = project()?.registry;
    let served = args.serve.map(Served::start).transpose()?;
    if let Some(served) = &served {
        print_error(&format!("serving the site at http://{}\n", served.address()))?;
    }
    print_error(&format!("watching `{}`; Ctrl-C ends it\n", visible::path(&registry)))?;
    let mut last = None;
    loop {
        let now = state(&project());
        if last.as_ref() != Some(&now) {
            // An editor or a checkout may be in the middle of writing several files.
            sleep(PAUSE / 4);
            // Opened again, because the project file may be among them.
            let opened = project();
            if state(&opened) != now {
                continue;
            }
            let done = match &opened {
                Ok(project) => round(project, args, served.as_ref()),
                Err(_) => Ok(()),
            };
            match (done, &now) {
                (Ok(()), Ok(_)) => {}
                (Ok(()), Err(text)) => print_error(&format!("error: {text}\n"))?,
                // What is wrong now may be right after the next change.
                (Err(Failure::Run(error)), _) => {
                    print_error(&format!("error: {}\n", chain(&error)))?;
                }
                (Err(failure), _) => return Err(failure),
            }
            progress::rest();
            last = Some(now);
        }
        sleep(PAUSE);
    }
}

fn state(project: &Result<Project, Error>) -> State {
    let project = project.as_ref().map_err(|error| chain(error))?;
    let mut paths =
        Sources::paths(&project.registry, &project.boundary).map_err(|error| chain(&error))?;
    paths.extend(project.file.clone());
    Ok(paths.into_iter().map(|path| (path.clone(), disk::identity(&path))).collect())
}

/// Checks, writes what changed, and says so in one line if there is nothing else to say.
fn round(project: &Project, args: &WatchArgs, served: Option<&Served>) -> Result<(), Failure> {
    let begun = Instant::now();
    progress::say("checking the registry");
    let checked = crate::check_in(project, crate::read(project)?, Asked::From(Level::Warning));
    let Some((model, _)) = model_in(checked, Level::Warning)? else { return Ok(()) };
    let site = served.map(|_| Mutex::default());
    let wrote = if args.check { None } else { Some(write(project, &model, site.as_ref())?) };
    if let (Some(served), Some(site)) = (served, site) {
        let is_one = project.builds_of(&SITE).count() == 1;
        if wrote.is_some() && is_one && project.targets.contains(&&SITE) {
            let site = site.into_inner().unwrap_or_else(PoisonError::into_inner);
            served.show(&Tree::new(PathBuf::new(), site));
        } else {
            let jobs = jobs(project, &[&SITE], Destination::Project)?;
            // One address shows one site.
            for tree in render(&model, &jobs[..jobs.len().min(1)]) {
                served.show(&tree?);
            }
        }
    }
    let codes = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    let wrote = wrote.map_or_else(String::new, |(differing, files)| {
        format!(", wrote {differing} of {}", count(files, "file"))
    });
    let time = begun.elapsed().as_secs_f32();
    print_error(&format!("checked {}{wrote} in {time:.1} s\n", count(codes, "code")))?;
    Ok(())
}

/// Writes all targets of the project, and keeps the pages of its site if they are shown, too; how many
/// files differed, of how many.
fn write(
    project: &Project,
    model: &Model,
    site: Option<&Mutex<Vec<Output>>>,
) -> Result<(usize, usize), Failure> {
    let jobs = jobs(project, &project.targets, Destination::Project)?;
    let keep = |job: &Job<'_>, output: &Output| {
        if let Some(site) = site.filter(|_| *job.target == SITE) {
            site.lock().unwrap_or_else(PoisonError::into_inner).push(output.clone());
        }
    };
    let Updated { differences, mut stages, failure } =
        update_shown(model, &jobs, Mode::Write, &keep)?;
    match failure {
        Some(failure) => Err(failure.into()),
        None => Ok((differences.len(), stages.iter_mut().map(Stage::count).sum())),
    }
}
