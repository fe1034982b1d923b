//! `errbook site`

use crate::config::{Project, Reach};
use crate::diagnostic::Level;
use crate::diff::history;
use crate::error::Error;
use crate::git;
use crate::jobs::{Destination, Updated, jobs, update};
use crate::output::{DifferenceKind, Mode};
use crate::targets::{SITE, SiteAddress};
use crate::visible;
use clap::Args;
use std::path::PathBuf;

use super::old::old;
use super::{Failure, Outcome, count, model_of, print_error, progress};

#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    /// Write into this folder [default: the folder of the project, or `generated/site`]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be published, for its sitemap [default: the project's `base_url`]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show on the page of each code what happened to it since this version: a Git revision, such
    /// as the tag of a release, a folder with a project or a registry, or a `registry.json`; may be
    /// repeated, with the oldest version first
    #[arg(long, value_name = "OLD")]
    since: Vec<String>,
}

pub(super) fn run(mut project: Project, reach: Reach, args: &SiteArgs) -> Result<Outcome, Failure> {
    if let Some(url) = &args.base_url {
        let address = SiteAddress::parse(url).ok_or_else(|| {
            Error::Usage(format!(
                "`{url}` is not the address of a site; write it like `https://docs.example.com/errors/`"
            ))
        })?;
        let mut sites = project.builds.iter_mut().filter(|build| *build.target == SITE);
        let first = sites.next();
        if sites.next().is_some() {
            let message =
                "the project has several sites; give each its `base_url` in the project file";
            return Err(Error::Usage(message.to_owned()).into());
        }
        if let Some(build) = first {
            build.options.site.base_url = Some(address);
        }
    }
    let destination = args.out.as_deref().map_or(Destination::Project, Destination::At);
    let jobs = jobs(&project, &[&SITE], destination)?;
    let Some((model, _)) = model_of(&project, Level::Warning)? else {
        return Ok(Outcome::Findings);
    };
    for pair in args.since.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        // Folders and files have no order.
        let in_git = pair.iter().all(|since| !std::path::Path::new(since).exists());
        if in_git && git::is_before(&project.root, second, first)? {
            let (first, second) = (visible::word(first), visible::word(second));
            return Err(Error::Usage(format!(
                "`{second}` came before `{first}`; name the oldest version first: `--since {second} \
                 --since {first}`"
            ))
            .into());
        }
    }
    let mut versions = Vec::new();
    for since in &args.since {
        let old = old(&project, reach, Some(since), false)?;
        // The pages may be for everyone.
        versions.push((since.clone(), old.model.public().clone()));
    }
    let history = history(&versions, model.public());
    let model = model.with_history(history);
    progress::say("rendering");
    let Updated { differences, mut stages, failure } = update(&model, &jobs, Mode::Write)?;
    if let Some(failure) = failure {
        return Err(failure.into());
    }
    for (job, stage) in jobs.iter().zip(&mut stages) {
        // Of several sites, each line is about one.
        let own = differences.iter().filter(|found| found.path.starts_with(&job.folder));
        let (removed, wrote): (Vec<_>, Vec<_>) =
            own.partition(|found| found.kind == DifferenceKind::Orphaned);
        print_error(&format!(
            "wrote {} of {}, {} removed; open {}\n",
            wrote.len(),
            count(stage.count(), "file"),
            removed.len(),
            visible::path(&job.folder.join("index.html"))
        ))?;
    }
    Ok(Outcome::Fine)
}
