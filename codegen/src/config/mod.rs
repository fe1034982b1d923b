//! The project file: where the registry is, which targets to render, and to which folders.

mod accepted;
mod build;
mod builds;
pub(crate) mod folders;
pub(crate) mod packages;
mod toml;

use std::path::{Path, PathBuf};

pub use self::accepted::Accepted;
use self::accepted::DiffSpec;
pub use self::build::Build;
pub(crate) use self::builds::check_catalogs;
#[cfg(feature = "cli")]
pub(crate) use self::builds::{NOT_A_CATALOG, unknown_catalogs};
#[cfg(feature = "cli")]
pub(crate) use self::toml::parse as parse_toml;
use crate::boundary::{Boundary, normal, real};
use crate::decode::{Decode, Line, Map, Spanned, object};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::disk;
use crate::error::Error;
use crate::language::levels;
use crate::limits::Limits;
use crate::report::{Look, render};
use crate::rule::{self, Level, Rule};
use crate::source::{SourceFile, Sources};
use crate::targets::{Options, OptionsSpec, TARGETS, Target};
use crate::words::quoted;
use crate::yaml::{self, Node};

/// The names of the project file, in the order in which they are tried.
pub const NAMES: [&str; 3] = ["errbook.toml", "errbook.yaml", "errbook.yml"];

/// The registry's folder if the project file names none.
pub const REGISTRY: &str = "registry";

/// The largest project file, in bytes.
const LIMIT: u64 = 1024 * 1024;

/// Where the folders that a project file names may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In the repository of the project file; see `Boundary::around`.
    Repository,
    /// Anywhere: somebody trusts the project file and the links in the project.
    Anywhere,
}

object! {
    /// The project file.
    "the project file" => ConfigSpec {
        /// The registry's folder; `registry` by default.
        "registry" => registry: Option<Spanned<Line>>,
        /// The targets to render; all but `site` by default.
        "targets" => targets: Option<Vec<Spanned<String>>>,
        /// The options of the targets.
        "target" => target: OptionsSpec = OptionsSpec::default(),
        /// The levels of rules, by their ids; those of a catalog take precedence.
        "levels" => levels: Map<Spanned<Level>>,
        /// The file with the findings that `errbook check` hides because they are known; there is
        /// none by default.
        "baseline" => baseline: Option<Spanned<Line>>,
        /// How `errbook diff` compares with an old version.
        "diff" => diff: Option<DiffSpec>,
    }
}

/// A project: a registry and the targets to render it to.
pub struct Project {
    /// The folder of the project file, to which the paths in the file are relative.
    pub root: PathBuf,
    /// The project file, if there is one.
    pub file: Option<PathBuf>,
    /// The folder that the files of the project may not lead out of.
    pub boundary: Boundary,
    /// The registry's folder.
    pub registry: PathBuf,
    /// The targets to render.
    pub targets: Vec<&'static Target>,
    /// The targets that are rendered only when a command names them.
    pub on_request: Vec<&'static Target>,
    /// The options of the first build of every target.
    pub options: Options,
    /// The builds of all targets, also of those that no command may name.
    pub builds: Vec<Build>,
    /// The levels of rules that differ from their defaults.
    pub levels: Vec<(&'static Rule, Level)>,
    /// The file with the findings that are known.
    pub baseline: Option<PathBuf>,
    /// The changes from an old version that are accepted.
    pub accepted: Vec<Accepted>,
    /// How much is read and reported; the project file cannot raise these limits.
    pub limits: Limits,
}

impl Project {
    /// Every target that a command may name.
    pub fn known(&self) -> impl Iterator<Item = &'static Target> {
        self.targets.iter().chain(&self.on_request).copied()
    }

    /// The builds of the targets that a command may name.
    pub fn known_builds(&self) -> impl Iterator<Item = &Build> {
        self.builds.iter().filter(|build| self.known().any(|known| known == build.target))
    }

    /// The builds of a target.
    pub fn builds_of(&self, target: &Target) -> impl Iterator<Item = &Build> {
        self.builds.iter().filter(move |build| build.target == target)
    }

    /// The folder that a target owns in the project, for its first build.
    #[must_use]
    pub fn folder(&self, target: &Target) -> PathBuf {
        self.below_root(target, &self.options)
    }

    /// The folder that a build owns in the project.
    #[must_use]
    pub fn folder_of(&self, build: &Build) -> PathBuf {
        self.below_root(build.target, &build.options)
    }

    fn below_root(&self, target: &Target, options: &Options) -> PathBuf {
        let named = (target.folder)(options).map(|out| out.value.0.as_str());
        normal(&self.root.join(named.unwrap_or(target.out)))
    }

    /// The project that a folder belongs to, by the nearest project file in the folder or above it,
    /// up to the top of the repository. Without one, the project is the folder itself, with every
    /// default.
    ///
    /// # Errors
    ///
    /// If the project file cannot be read or has errors.
    pub fn find(folder: &Path, reach: Reach) -> Result<Project, Error> {
        let from = std::path::absolute(Path::new(".").join(folder))
            .map_err(|source| Error::io("find", folder, source))?;
        // Messages show the paths as short as the caller wrote them.
        let mut root = folder.to_owned();
        for above in from.ancestors() {
            if let Some(file) = file_in(&root) {
                return Project::open(&file, reach);
            }
            // A file above the repository is not part of what was checked out.
            if above.join(".git").exists() {
                break;
            }
            root.push("..");
        }
        let boundary = boundary(folder, reach);
        let spec = ConfigSpec::fallback();
        Ok(project(folder.to_owned(), None, boundary, &spec, &mut Problems::default()))
    }

    /// The project in a folder: that of the project file in it, or the folder itself, with every
    /// default. Folders above it do not count.
    ///
    /// # Errors
    ///
    /// If the project file cannot be read or has errors.
    pub fn within(folder: &Path, reach: Reach) -> Result<Project, Error> {
        if let Some(file) = file_in(folder) {
            return Project::open(&file, reach);
        }
        let (spec, mut problems) = (ConfigSpec::fallback(), Problems::default());
        Ok(project(folder.to_owned(), None, boundary(folder, reach), &spec, &mut problems))
    }

    /// The project of a project file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is a link that leads out of its repository, or has errors.
    pub fn open(file: &Path, reach: Reach) -> Result<Project, Error> {
        let boundary = boundary(file.parent().unwrap_or(Path::new("")), reach);
        let text = text(file, &boundary)?;
        Project::of_text(file, &text, boundary).map_err(|(found, sources)| {
            let message =
                found.iter().map(|found| render(found, &sources, Look::default())).collect();
            Error::Config { path: file.to_owned(), message }
        })
    }

    /// The project of a project file with a text, which may differ from that on disk.
    ///
    /// # Errors
    ///
    /// If the text has errors: the findings, and the file that they are about.
    pub fn of_text(
        file: &Path,
        text: &str,
        boundary: Boundary,
    ) -> Result<Project, (Vec<Diagnostic>, Sources)> {
        let root = file.parent().unwrap_or(Path::new("")).to_owned();
        let name = file.to_string_lossy().replace('\\', "/");
        let sources = Sources::from_texts([(name.as_str(), text)]);
        let mut problems = Problems::within(Limits::default(), &sources);
        let source = &sources.files()[0];
        let spec = parse(&name, source, &mut problems)
            .map_or_else(ConfigSpec::fallback, |node| ConfigSpec::decode(&node, &mut problems));
        let project = project(root, Some(file.to_owned()), boundary, &spec, &mut problems);
        if problems.any_error() {
            let found = problems.sorted();
            return Err((found, sources));
        }
        Ok(project)
    }
}

/// The registry's folder and the builds of targets in another version of a project file; nothing if it
/// cannot be read.
#[must_use]
pub fn of_version(name: &str, text: &str) -> Option<(String, Vec<Build>)> {
    let sources = Sources::from_texts([(name, text)]);
    let mut problems = Problems::within(Limits::default(), &sources);
    let node = parse(name, &sources.files()[0], &mut problems)?;
    let spec = ConfigSpec::decode(&node, &mut problems);
    let registry = spec.registry.map_or_else(|| REGISTRY.to_owned(), |name| name.value.0);
    Some((registry, build::builds(&spec.target)))
}

/// The tree of a project file, whose name says whether it is TOML.
pub(crate) fn parse<'s>(
    name: &str,
    source: &'s SourceFile,
    problems: &mut Problems,
) -> Option<Node<'s>> {
    let is_toml = Path::new(name).extension().is_some_and(|ending| ending == "toml");
    let parse = if is_toml { toml::parse } else { yaml::parse };
    parse(0, source, problems)
}

/// The project file in a folder.
pub(crate) fn file_in(folder: &Path) -> Option<PathBuf> {
    NAMES.iter().map(|name| folder.join(name)).find(|file| file.is_file())
}

/// The text of a project file.
///
/// # Errors
///
/// If it cannot be read, is a link that leads out of a boundary, or is not UTF-8.
pub(crate) fn text(file: &Path, boundary: &Boundary) -> Result<String, Error> {
    if file.is_symlink() {
        boundary.admit(file)?;
    }
    String::from_utf8(disk::read(file, LIMIT)?).map_err(|_| Error::Config {
        path: file.to_owned(),
        message: "the file is not UTF-8".to_owned(),
    })
}

/// What the files of a project in a folder may not lead out of.
pub(crate) fn boundary(root: &Path, reach: Reach) -> Boundary {
    match reach {
        Reach::Repository => Boundary::around(root),
        Reach::Anywhere => Boundary::none(),
    }
}

/// Makes a project from its file; reports settings that do not fit together.
fn project(
    root: PathBuf,
    file: Option<PathBuf>,
    boundary: Boundary,
    spec: &ConfigSpec,
    problems: &mut Problems,
) -> Project {
    check_names(spec, problems);
    let registry = spec.registry.as_ref().map_or(REGISTRY, |name| name.value.0.as_str());
    let asked = |target: &Target| match &spec.targets {
        Some(names) => names.iter().any(|name| name.value == target.name),
        None => target.default,
    };
    let (targets, others): (Vec<_>, Vec<_>) =
        TARGETS.iter().copied().partition(|target| asked(target));
    let project = Project {
        registry: root.join(registry),
        baseline: spec.baseline.as_ref().map(|name| normal(&root.join(&name.value.0))),
        root,
        file,
        boundary,
        targets,
        on_request: others.into_iter().filter(|target| !target.default).collect(),
        options: spec.target.first(),
        builds: build::builds(&spec.target),
        levels: levels(&spec.levels, problems),
        accepted: accepted::accepted(spec.diff.as_ref(), problems),
        limits: Limits::default(),
    };
    if let Some(name) = &spec.registry
        && !project.boundary.contains(&project.registry)
    {
        problems.push(outside("the registry", name));
    }
    if let (Some(name), Some(file)) = (&spec.baseline, &project.baseline)
        && !project.boundary.contains(file)
    {
        problems.push(outside("the baseline", name));
    }
    builds::check(&project, spec.registry.as_ref(), problems);
    project
}

/// Reports names that no target has.
fn check_names(spec: &ConfigSpec, problems: &mut Problems) {
    let known = || TARGETS.iter().map(|target| target.name);
    for name in spec.targets.iter().flatten() {
        if known().any(|known| known == name.value) {
            continue;
        }
        let help =
            did_you_mean(&name.value, known(), || format!("targets are {}", quoted(known())));
        problems.push(
            Diagnostic::error(
                &rule::UNKNOWN_REFERENCE,
                format!("there is no target `{}`", name.value),
            )
            .at(name.span, "not a target")
            .help(help),
        );
    }
}

/// The finding for a folder outside the repository.
fn outside(what: &str, name: &Spanned<Line>) -> Diagnostic {
    Diagnostic::error(&rule::OUTSIDE_FOLDER, format!("{what} is outside the repository"))
        .at(name.span, "leads out of it, or into `.git`")
        .help(
            "name a folder in the repository, or, if you trust this file, run the command with \
             `--allow-outside`",
        )
}

/// What is wrong with an output folder if it is in the registry, where errbook would read its own
/// outputs.
pub(crate) fn in_registry(folder: &Path, registry: &Path) -> Option<&'static str> {
    let (folder, registry) = (real(folder), real(registry));
    if folder == registry {
        return Some("is the registry folder");
    }
    folder.starts_with(registry).then_some("is inside the registry folder")
}
