//! Whether there is anything to generate.

use std::env;
use std::path::PathBuf;

use crate::config::Project;
use crate::disk;
use crate::jobs::Job;
use crate::output::hash;
use crate::source::Sources;
use crate::targets::Options;

/// The hash of everything that the outputs of jobs are made from: this program, the options of the
/// project and the registry. None if it is not known which program this is.
pub(super) fn inputs(project: &Project, jobs: &[Job<'_>], sources: &Sources) -> Option<u64> {
    let program = disk::identity(&env::current_exe().ok()?)?;
    let builds: Vec<(&str, &PathBuf, &Vec<PathBuf>, &Options)> =
        jobs.iter().map(|job| (job.target.name, &job.folder, &job.others, job.options)).collect();
    let options = format!(
        "{} {program:?} {builds:?} {:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        project.levels,
        project.limits,
    );
    let files = sources.files().iter().flat_map(|file| {
        let marked = if file.byte_order_mark { "1" } else { "0" };
        [file.path.as_bytes(), marked.as_bytes(), file.text.as_bytes()]
    });
    Some(hash([options.as_bytes()].into_iter().chain(files)))
}
