//! A project that an editor has files of: what was read, what was found in it, and how that is brought
//! up to date.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use lsp_types::Uri;

use super::diagnostics::{Group, Groups};
use super::place::Encoding;
use crate::again::{Again, Kept};
use crate::config::{self, NAMES, NOT_A_CATALOG, Project, REGISTRY, Reach, file_in};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, chain};
use crate::limits::{Limits, option};
use crate::load::Spec;
use crate::lower::outlines;
use crate::model::Outline;
use crate::source::{Sources, Span, is_registry_file};
use crate::{again, baseline, disk, rule};

/// How projects are opened.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the folders that a project file names may be.
    pub reach: Reach,
    /// How much is read and reported.
    pub limits: Limits,
    /// The only project file; without it, that of each file is found.
    pub project: Option<PathBuf>,
}

/// Where a project is: its folder, and its file if it has one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Home {
    pub(super) folder: PathBuf,
    pub(super) file: Option<PathBuf>,
}

/// The texts of open files, by their paths.
pub(super) type Texts<'t> = BTreeMap<&'t Path, &'t str>;

/// What tells versions of the files on disk apart.
type Identity = BTreeMap<PathBuf, Option<(u64, SystemTime)>>;

/// A project and what is known about it.
#[derive(Default)]
pub(super) struct Opened {
    /// The project, as its file said when it last had no errors.
    pub(super) project: Option<Project>,
    /// The project file as it is now.
    pub(super) own: Sources,
    /// The findings in it.
    pub(super) own_found: Vec<Diagnostic>,
    /// The files of the registry, with those texts that are not saved.
    pub(super) sources: Sources,
    /// The findings in them.
    pub(super) found: Vec<Diagnostic>,
    /// What keeps the project from being checked.
    pub(super) failure: Option<String>,
    /// What is kept of the last check, and the catalogs when they last had no errors.
    pub(super) kept: Kept,
    /// Whether there are none now.
    pub(super) compiles: bool,
    /// The registry as it is written.
    pub(super) spec: Spec,
    disk: (Identity, Sources),
    groups: Groups,
    outlines: OnceCell<Vec<Outline>>,
}

/// The project of a file: the nearest project file above it in its repository, or else the folder that
/// has a registry with the file.
pub(super) fn home(path: &Path, settings: &Settings) -> Option<Home> {
    if let Some(project) = &settings.project {
        let is_folder = project.is_dir();
        let folder = if is_folder { project } else { project.parent()? };
        let file = if is_folder { file_in(folder) } else { Some(project.clone()) };
        return Some(Home { folder: folder.to_owned(), file });
    }
    let mut without = None;
    for above in path.ancestors().skip(1) {
        let own = path.parent() == Some(above) && is_project_file(path);
        if let Some(file) = if own { Some(path.to_owned()) } else { file_in(above) } {
            return Some(Home { folder: above.to_owned(), file: Some(file) });
        }
        if without.is_none() && path.starts_with(above.join(REGISTRY)) {
            without = Some(Home { folder: above.to_owned(), file: None });
        }
        // A file above the repository is not part of what was checked out.
        if above.join(".git").exists() {
            break;
        }
    }
    without
}

/// Whether a path is that of a project file.
pub(super) fn is_project_file(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| NAMES.contains(&name))
}

impl Opened {
    /// Reads and checks it again, with texts in the place of files.
    pub(super) fn refresh(&mut self, home: &Home, settings: &Settings, texts: &Texts<'_>) {
        self.outlines = OnceCell::new();
        self.failure = self.read_project(home, settings, texts).err().map(|error| chain(&error));
        if self.failure.is_some() || self.project.is_none() {
            self.found.clear();
            return;
        }
        if let Err(error) = self.check(texts) {
            self.found.clear();
            self.failure = Some(chain(&error));
        }
    }

    fn read_project(
        &mut self,
        home: &Home,
        settings: &Settings,
        texts: &Texts<'_>,
    ) -> Result<(), Error> {
        self.own_found.clear();
        let Some(file) = &home.file else {
            let mut project = Project::within(&home.folder, settings.reach)?;
            project.limits = settings.limits;
            self.project = Some(project);
            return Ok(());
        };
        let boundary = config::boundary(&home.folder, settings.reach);
        let text = match texts.get(file.as_path()) {
            Some(text) => (*text).to_owned(),
            None => config::text(file, &boundary)?,
        };
        let name = file.to_string_lossy().replace('\\', "/");
        self.own = Sources::from_texts([(name.as_str(), text.as_str())]);
        match Project::of_text(file, &text, boundary) {
            Ok(project) => {
                self.project = Some(Project { limits: settings.limits, ..project });
            }
            Err((found, _)) => self.own_found = found,
        }
        Ok(())
    }

    fn check(&mut self, texts: &Texts<'_>) -> Result<(), Error> {
        let Some(project) = &self.project else { return Ok(()) };
        let paths = Sources::paths(&project.registry, &project.boundary)?;
        let now = paths.into_iter().map(|path| (path.clone(), disk::identity(&path)));
        let now: Identity = now.collect();
        if self.disk.0 != now || now.is_empty() {
            let read = Sources::read_within(&project.registry, &project.boundary, &project.limits)?;
            self.disk = (now, read);
        }
        let mut sources = self.disk.1.clone();
        for (path, text) in texts {
            let Some(below) = below(project, path) else { continue };
            let limit = project.limits.file_size;
            if text.len() as u64 > limit {
                let what = format!("has more than {limit} bytes");
                let option = option("file-size", text.len() as u64);
                return Err(Error::Limit {
                    path: path.to_path_buf(),
                    limit: "file-size",
                    what,
                    option,
                });
            }
            sources.overlay(&project.registry, below, text);
        }
        if sources.files().is_empty() {
            return Err(Error::EmptyRegistry { path: project.registry.clone() });
        }
        let Again { spec, found, compiles } = again::check(project, &sources, &mut self.kept);
        let mut diagnostics = found.diagnostics;
        if let Some(file) = project.baseline.as_ref().filter(|file| file.is_file()) {
            let level = rule::UNUSED_SUPPRESSION.level;
            baseline::hide(file, &project.registry, level, &mut diagnostics, &mut sources)?;
        }
        if self.own_found.is_empty() && compiles {
            let folders = spec.catalogs.iter().map(|files| files.folder.as_str());
            let known = folders.filter_map(|folder| self.kept.catalog(folder));
            let known: Vec<&str> = known.map(|catalog| catalog.id.as_str()).collect();
            let unknown = config::unknown_catalogs(project, &known).into_iter();
            // The project file is the only one of its own sources.
            let shown =
                unknown.map(|(name, found)| found.at(Span { file: 0, ..name.span }, NOT_A_CATALOG));
            self.own_found = shown.collect();
        }
        self.sources = sources;
        self.found = diagnostics;
        (self.spec, self.compiles) = (spec, compiles);
        Ok(())
    }

    /// What is shown in each of its files.
    pub(super) fn shown(
        &mut self,
        own: &Path,
        encoding: Encoding,
        uri: &dyn Fn(&Path) -> Option<Uri>,
    ) -> Vec<(PathBuf, Group)> {
        let mut all = Groups::default().of(&self.own, &self.own_found, own, encoding, uri);
        all.extend(self.groups.of(&self.sources, &self.found, own, encoding, uri));
        all
    }

    /// The names in its catalogs.
    pub(super) fn outlines(&self) -> &[Outline] {
        self.outlines.get_or_init(|| outlines(&self.spec))
    }
}

/// The path of a registry file below its registry; nothing if it is not one of the project.
pub(super) fn below<'p>(project: &Project, path: &'p Path) -> Option<&'p Path> {
    let below = path.strip_prefix(&project.registry).ok()?;
    is_registry_file(below).then_some(below)
}
