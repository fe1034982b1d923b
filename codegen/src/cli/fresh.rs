//! Whether there is anything to generate.

use std::env;
use std::path::PathBuf;

use crate::config::Project;
use crate::disk;
use crate::jobs::Job;
use crate::output::hash;
use crate::source::Sources;

/// The hash of everything that the outputs of jobs are made from: this program, the options of the
/// project and the registry. None if it is not known which program this is.
pub(super) fn inputs(project: &Project, jobs: &[Job<'_>], sources: &Sources) -> Option<u64> {
    let program = disk::identity(&env::current_exe().ok()?)?;
    let folders: Vec<(&str, &PathBuf, &Vec<PathBuf>)> =
        jobs.iter().map(|job| (job.target.name, &job.folder, &job.others)).collect();
    let options = format!(
        "{} {program:?} {folders:?} {:?} {:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        project.options,
        project.levels,
        project.limits,
    );
    let files = sources.files().iter().flat_map(|file| {
        let marked = if file.byte_order_mark { "1" } else { "0" };
        [file.path.as_bytes(), marked.as_bytes(), file.text.as_bytes()]
    });
    Some(hash([options.as_bytes()].into_iter().chain(files)))
}
