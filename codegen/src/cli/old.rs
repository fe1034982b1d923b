//! The old version that `errbook diff` compares with: where it is, and its model.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::Checked;
use crate::boundary::Boundary;
use crate::config::{Build, NAMES, Project, REGISTRY, Reach, file_in, of_version};
use crate::diagnostic::{Diagnostic, Level};
use crate::error::Error;
use crate::git;
use crate::model::Model;
use crate::published;
use crate::report::first;
use crate::source::{SourceFile, Sources};
use crate::visible::word;
use crate::words::count;

use super::show::show_aside;
use super::{Failure, progress};

/// An old version of a registry.
pub(super) struct Old {
    pub(super) model: Model,
    pub(super) sources: Sources,
    /// The builds of its project file, if it has one.
    pub(super) builds: Option<Vec<Build>>,
    /// The files that are left out because of errors.
    pub(super) left_out: Vec<String>,
    /// Whether it is only known as everyone may see it.
    pub(super) is_public: bool,
}

impl Old {
    /// What there was before the registry: everything is new.
    fn nothing() -> Old {
        Old {
            model: Model::new(Vec::new()),
            sources: Sources::default(),
            builds: None,
            left_out: Vec::new(),
            is_public: false,
        }
    }
}

/// The files of an old version, what to call it, and the builds of its project file.
type Files = (Sources, String, Option<Vec<Build>>);

/// The old version that is named, or else the one at which the branch began. If it has errors, what
/// `loads` is all there is of it, or it is refused.
pub(super) fn old(
    project: &Project,
    reach: Reach,
    against: Option<&str>,
    loads: bool,
) -> Result<Old, Failure> {
    progress::say("reading the old version");
    if let Some(path) = against.map(Path::new).filter(|path| path.is_file()) {
        return published(project, path);
    }
    let folder = against.map(Path::new).filter(|path| path.is_dir());
    let (sources, name, builds) = match folder {
        Some(folder) => in_folder(project, reach, folder)?,
        None => match in_git(project, against)? {
            Some(files) => files,
            None => return Ok(Old::nothing()),
        },
    };
    let mut checked = crate::check_with(sources, &project.levels, project.limits);
    let mut left_out = Vec::new();
    while loads && checked.model.is_none() {
        let faulty = faulty(&checked);
        if faulty.is_empty() || faulty.len() == checked.sources.files().len() {
            break;
        }
        let rest = checked.sources.without(|file| faulty.contains(&file.path));
        left_out.extend(faulty);
        checked = crate::check_with(rest, &project.levels, project.limits);
    }
    if let Some(model) = checked.model {
        let sources = checked.sources;
        return Ok(Old { model, sources, builds, left_out, is_public: false });
    }
    let found = checked.diagnostics.into_iter();
    let errors: Vec<Diagnostic> = found.filter(|found| found.level == Level::Error).collect();
    show_aside(&first(&errors), &checked.sources)?;
    Err(Failure::Run(Error::Usage(format!(
        "the old registry, in `{}`, has {}; compare with a version that this errbook reads, or \
         with the files that it reads: `--partial`",
        word(&name),
        count(errors.len(), "error")
    ))))
}

/// The version of which a file has the registry, as the target `json` writes it.
fn published(project: &Project, path: &Path) -> Result<Old, Failure> {
    let mut sources = Sources::default();
    let file = sources.add_within(path, &project.limits)?;
    let read = published::read(&sources.files()[file as usize].text, file);
    let model = read.map_err(|fault| {
        Error::Usage(format!(
            "`{}` is not a registry that the target `json` wrote: {}",
            word(&path.to_string_lossy()),
            word(&fault)
        ))
    })?;
    let is_public = !model.has_internal();
    Ok(Old { model, sources, builds: None, left_out: Vec::new(), is_public })
}

/// The files with errors; all files of a catalog if its own file has one.
fn faulty(checked: &Checked) -> BTreeSet<String> {
    let errors = checked.diagnostics.iter().filter(|found| found.level == Level::Error);
    let labels = errors.filter_map(|found| found.labels.first());
    let files: BTreeSet<&str> =
        labels.map(|label| checked.sources.file(label.span).path.as_str()).collect();
    let is_faulty = |file: &SourceFile| files.contains(file.path.as_str());
    let all = checked.sources.files();
    let catalogs: BTreeSet<&String> = all
        .iter()
        .filter(|file| file.stem == "catalog" && is_faulty(file))
        .filter_map(|file| file.catalog.as_ref())
        .collect();
    let of_faulty =
        |file: &SourceFile| file.catalog.as_ref().is_some_and(|its| catalogs.contains(its));
    let left_out = all.iter().filter(|file| is_faulty(file) || of_faulty(file));
    left_out.map(|file| file.path.clone()).collect()
}

/// The version in a folder: the registry of its project file, its folder `registry`, or the folder
/// itself.
fn in_folder(project: &Project, reach: Reach, folder: &Path) -> Result<Files, Error> {
    let (registry, builds) = if let Some(file) = file_in(folder) {
        let old = Project::open(&file, reach)?;
        (old.registry, Some(old.builds))
    } else {
        let below = folder.join(REGISTRY);
        (if below.is_dir() { below } else { folder.to_owned() }, None)
    };
    let sources = Sources::read_within(&registry, &Boundary::around(&registry), &project.limits)?;
    if sources.files().is_empty() {
        return Err(Error::EmptyRegistry { path: registry });
    }
    Ok((sources, folder.to_string_lossy().into_owned(), builds))
}

/// The version in a revision, or where the branch left the default branch; nothing if the repository had
/// no registry at all.
fn in_git(project: &Project, revision: Option<&str>) -> Result<Option<Files>, Error> {
    let root = &project.root;
    let found = match revision {
        Some(revision) => git::commit(root, revision).map(|commit| (commit, revision.to_owned())),
        None => git::merge_base(root).map(|base| {
            let short = base.get(..10).unwrap_or(&base).to_owned();
            (base, short)
        }),
    };
    let (commit, name) = match found {
        Err(_) if git::is_new(root)? => return Ok(None),
        found => found?,
    };
    let below = project.registry.strip_prefix(root).unwrap_or(&project.registry);
    let now = below.to_string_lossy().replace('\\', "/");
    let (then, builds) = match project_then(project, &commit)? {
        Some((registry, builds)) => (registry, Some(builds)),
        None => (REGISTRY.to_owned(), None),
    };
    for folder in [&then, &now] {
        let Some(files) = git::files(root, &commit, folder, &project.limits)? else { continue };
        if files.is_empty() {
            continue;
        }
        let file = |(path, bytes): (PathBuf, Vec<u8>)| {
            let shown = format!("{name}:{folder}/{}", path.to_string_lossy());
            (shown, path, bytes)
        };
        let sources = Sources::from_files(files.into_iter().map(file).collect());
        return Ok(Some((sources, name, builds)));
    }
    // It may have been elsewhere, and then it is not new.
    let Some(elsewhere) = git::named(root, &commit, "catalog.yaml")? else { return Ok(None) };
    Err(Error::Usage(format!(
        "there is no registry `{}` in `{name}`, which has `{}`; check that version out into another \
         folder (`git worktree add DIR {name}`), and name the project there with `--against`",
        word(&now),
        word(&elsewhere),
        name = word(&name),
    )))
}

/// What the project file said in a commit; nothing if there was none.
fn project_then(project: &Project, commit: &str) -> Result<Option<(String, Vec<Build>)>, Error> {
    let own = project.file.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    for name in own.into_iter().chain(NAMES) {
        if let Some(bytes) = git::file(&project.root, commit, name)? {
            return Ok(of_version(name, &String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(None)
}
