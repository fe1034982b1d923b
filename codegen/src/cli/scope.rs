//! What a run is about: the projects, and the files of each whose findings are asked for.

use std::path::{Path, PathBuf};

use crate::boundary::real;
use crate::config::{Project, REGISTRY, file_in};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::source::Sources;
use crate::visible;

/// A project, and what of it is asked for.
pub(super) struct Part {
    pub(super) project: Project,
    /// The files and folders whose findings are shown; all if there are none.
    only: Vec<PathBuf>,
}

/// The projects that paths stand for: folders of projects, and files or folders in registries. Without
/// a path it is the project that `open` opens; `at` opens that of a folder.
pub(super) fn parts(
    paths: &[PathBuf],
    open: impl Fn() -> Result<Project, Error>,
    at: impl Fn(&Path) -> Result<Project, Error>,
) -> Result<Vec<Part>, Error> {
    if paths.is_empty() {
        return Ok(vec![Part { project: open()?, only: Vec::new() }]);
    }
    let mut parts: Vec<Part> = Vec::new();
    for path in paths {
        if !path.exists() {
            return Err(Error::Usage(format!("there is no file `{}`", visible::path(path))));
        }
        let is_project = is_project(path);
        let place = real(path);
        let holds = |project: &Project| {
            place.starts_with(real(&project.registry))
                || project.file.as_ref().is_some_and(|file| real(file) == place)
        };
        let known = parts.iter().position(|part| {
            if is_project { real(&part.project.root) == place } else { holds(&part.project) }
        });
        let only = if is_project { None } else { Some(place.clone()) };
        if let Some(known) = known {
            // The whole project may be asked for too.
            let part = &mut parts[known];
            match only {
                Some(only) if !part.only.is_empty() => part.only.push(only),
                Some(_) => {}
                None => part.only.clear(),
            }
            continue;
        }
        let own = open().ok().filter(|project| !is_project && holds(project));
        let project = if let Some(project) = own {
            project
        } else {
            // The nearest project, by the path as it is written, but for `./`, which nobody writes.
            let folder = path.ancestors().find(|above| self::is_project(above)).unwrap_or(path);
            at(if folder == Path::new(".") { Path::new("") } else { folder })?
        };
        parts.push(Part { project, only: only.into_iter().collect() });
    }
    Ok(parts)
}

/// Whether a folder is that of a project.
fn is_project(path: &Path) -> bool {
    path.is_dir() && (file_in(path).is_some() || path.join(REGISTRY).is_dir())
}

impl Part {
    /// Whether only some files are asked for.
    pub(super) fn is_partial(&self) -> bool {
        !self.only.is_empty()
    }

    /// Keeps the findings that are asked for, and returns how many others there are. Those that no
    /// file is to blame for are kept.
    pub(super) fn keep(&self, found: &mut Vec<Diagnostic>, sources: &Sources) -> usize {
        let all = found.len();
        let asks = self.asks(sources);
        found.retain(|found| asks(found));
        all - found.len()
    }

    /// Whether a finding is asked for.
    pub(super) fn asks(&self, sources: &Sources) -> impl Fn(&Diagnostic) -> bool + use<> {
        let asked: Vec<bool> = sources
            .files()
            .iter()
            .map(|file| {
                let place = real(Path::new(&file.path));
                self.only.is_empty() || self.only.iter().any(|only| place.starts_with(only))
            })
            .collect();
        move |found| {
            let file = found.labels.first().map(|label| label.span.file as usize);
            file.is_none_or(|file| asked.get(file).copied().unwrap_or(true))
        }
    }
}
