//! The project file: where the registry is, which targets to render, and to which folders.

pub(crate) mod folders;
mod package;
mod toml;

use std::path::{Path, PathBuf};

use crate::boundary::{Boundary, normal, real};
use crate::decode::{Decode, Map, Spanned, choice, object};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::disk;
use crate::error::Error;
use crate::language::levels;
use crate::limits::Limits;
use crate::report::{Look, render};
use crate::rule::{self, Level, Rule};
use crate::source::{Sources, Span};
use crate::targets::{Errors, Options, TARGETS, Target};
use crate::words::quoted;
use crate::yaml;

/// The names of the project file, in the order in which they are tried.
const NAMES: [&str; 3] = ["errbook.toml", "errbook.yaml", "errbook.yml"];

/// The largest project file, in bytes.
const LIMIT: u64 = 1024 * 1024;

/// Where the folders that a project file names may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In the repository of the project file; see [`Boundary::around`].
    Repository,
    /// Anywhere: somebody trusts the project file and the links in the project.
    Anywhere,
}

object! {
    /// The project file.
    "the project file" => ConfigSpec {
        /// The registry's folder; `registry` by default.
        "registry" => registry: Option<Spanned<String>>,
        /// The targets to render; all but `site` by default.
        "targets" => targets: Option<Vec<Spanned<String>>>,
        /// The options of a target.
        "target" => target: Map<TargetSpec>,
        /// The levels of rules, by their ids; those of a catalog take precedence.
        "levels" => levels: Map<Spanned<Level>>,
    }
}

object! {
    /// The options of a target.
    "a target" => TargetSpec {
        /// The folder that the target owns.
        "out" => out: Option<Spanned<String>>,
        /// The name of the package that consumers import.
        "package" => package: Option<Spanned<String>>,
        /// The version of the package, or of the OpenAPI documents; `0.1.0` by default.
        "version" => version: Option<Spanned<String>>,
        /// The license of the package, as an SPDX expression; by default, `MIT OR Apache-2.0` for a
        /// crate and none for an npm package.
        "license" => license: Option<Spanned<String>>,
        /// The name of the site.
        "title" => title: Option<Spanned<String>>,
        /// The address at which the site is published.
        "base_url" => base_url: Option<Spanned<String>>,
        /// Which schemas the OpenAPI documents have for the bodies of errors; `shared` by default.
        /// `typed` makes one for each code, with its details, and for each status a union of them.
        /// It says more and costs more: the documents grow to twice the size, a new code changes
        /// the types of clients, a body with a code that the document lacks does not fit, and some
        /// generators cannot handle unions: the Rust clients of openapi-generator fail at run time,
        /// and progenitor rejects an operation whose responses differ in schema.
        "errors" => errors: Option<Spanned<Errors>>,
    }
}

choice! { Errors {
    "shared" => Errors::Shared, "One schema for every error";
    "typed" => Errors::Typed, "A schema for each code, and a union for each status";
} }

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
    pub targets: Vec<ProjectTarget>,
    /// The targets that are rendered only when a command names them.
    pub on_request: Vec<ProjectTarget>,
    /// The levels of rules that differ from their defaults.
    pub levels: Vec<(&'static Rule, Level)>,
    /// How much is read and reported; the project file cannot raise these limits.
    pub limits: Limits,
}

/// A target as a project renders it.
pub struct ProjectTarget {
    /// The target.
    pub target: &'static Target,
    /// The folder it owns.
    pub folder: PathBuf,
    /// Its options.
    pub options: Options,
}

impl Project {
    /// Every target that a command may name.
    pub fn known(&self) -> impl Iterator<Item = &ProjectTarget> {
        self.targets.iter().chain(&self.on_request)
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
            for name in NAMES {
                let file = root.join(name);
                if file.is_file() {
                    return Project::open(&file, reach);
                }
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

    /// The project of a project file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is a link that leads out of its repository, or has errors.
    pub fn open(file: &Path, reach: Reach) -> Result<Project, Error> {
        let root = file.parent().unwrap_or(Path::new("")).to_owned();
        let boundary = boundary(&root, reach);
        if file.is_symlink() {
            boundary.admit(file)?;
        }
        let text = String::from_utf8(disk::read(file, LIMIT)?).map_err(|_| Error::Config {
            path: file.to_owned(),
            message: "the file is not UTF-8".to_owned(),
        })?;
        let name = file.to_string_lossy().replace('\\', "/");
        let sources = Sources::from_texts([(name.as_str(), text.as_str())]);
        let mut problems = Problems::within(Limits::default(), &sources);
        let source = &sources.files()[0];
        let is_toml = file.extension().is_some_and(|ending| ending == "toml");
        let parse = if is_toml { toml::parse } else { yaml::parse };
        let spec = parse(0, source, &mut problems)
            .map_or_else(ConfigSpec::fallback, |node| ConfigSpec::decode(&node, &mut problems));
        let project = project(root, Some(file.to_owned()), boundary, &spec, &mut problems);
        if problems.any_error() {
            let found = problems.sorted();
            let message =
                found.iter().map(|found| render(found, &sources, Look::default())).collect();
            return Err(Error::Config { path: file.to_owned(), message });
        }
        Ok(project)
    }
}

/// What the files of a project in a folder may not lead out of.
fn boundary(root: &Path, reach: Reach) -> Boundary {
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
    package::check_text("registry", spec.registry.as_ref(), problems);
    let registry_name = spec.registry.as_ref().map_or("registry", |name| name.value.as_str());
    let registry = root.join(registry_name);
    if let Some(name) = &spec.registry
        && !boundary.contains(&registry)
    {
        problems.push(outside("the registry", name));
    }
    let mut targets: Vec<ProjectTarget> = Vec::new();
    let mut on_request: Vec<ProjectTarget> = Vec::new();
    for target in TARGETS {
        let asked = match &spec.targets {
            Some(names) => names.iter().any(|name| name.value == target.name),
            None => target.default,
        };
        if !asked && target.default {
            continue;
        }
        let own = spec.of(target);
        let out = own.and_then(|spec| spec.out.as_ref());
        let folder = normal(&root.join(out.map_or(target.out, |out| out.value.as_str())));
        if let Some(out) = out
            && !boundary.contains(&folder)
        {
            problems.push(outside(&format!("the folder of the target `{}`", target.name), out));
        }
        let place = real(&folder);
        let same = |other: &&ProjectTarget| folders::same(&real(&other.folder), &place);
        if let Some(other) = targets.iter().chain(&on_request).find(same) {
            problems.push(same_folder(spec, other.target, target));
        }
        // The default folder of any other target is checked when a command renders it, and so is a
        // registry without a name: that may be a fallback for a value of another type.
        if (asked || out.is_some())
            && !registry_name.is_empty()
            && let Some(fault) = in_registry(&folder, &registry)
        {
            problems.push(registry_folder(spec, target, fault));
        }
        let options = options(target, own, problems);
        let list = if asked { &mut targets } else { &mut on_request };
        list.push(ProjectTarget { target, folder, options });
    }
    let levels = levels(&spec.levels, problems);
    let limits = Limits::default();
    Project { root, file, boundary, registry, targets, on_request, levels, limits }
}

impl ConfigSpec {
    /// The options of a target in the file.
    fn of(&self, target: &Target) -> Option<&TargetSpec> {
        self.target.0.iter().find(|(name, _)| name.value == target.name).map(|(_, spec)| spec)
    }
}

/// Reports names that no target has.
fn check_names(spec: &ConfigSpec, problems: &mut Problems) {
    let known = || TARGETS.iter().map(|target| target.name);
    let asked = spec.targets.iter().flatten();
    for name in asked.chain(spec.target.0.iter().map(|(name, _)| name)) {
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

/// The finding for two targets with the same folder. Their defaults differ, so the file sets at
/// least one of them.
fn same_folder(spec: &ConfigSpec, first: &Target, second: &Target) -> Diagnostic {
    let message =
        format!("the targets `{}` and `{}` have the same folder", first.name, second.name);
    let given = [second, first].into_iter().filter_map(|target| spec.of(target)?.out.as_ref());
    given.fold(
        Diagnostic::error(&rule::TARGET_FOLDER, message).help("give each target its own `out`"),
        |found, out| found.also(out.span, "this folder"),
    )
}

/// The finding for a folder outside the repository.
fn outside(what: &str, name: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(&rule::OUTSIDE_FOLDER, format!("{what} is outside the repository"))
        .at(name.span, "leads out of it, or into `.git`")
        .help(
            "name a folder in the repository, or, if you trust this file, run the command with \
             `--allow-outside`",
        )
}

/// The finding for a target whose folder is in the registry.
fn registry_folder(spec: &ConfigSpec, target: &Target, fault: &str) -> Diagnostic {
    let message = format!("the folder of the target `{}` {fault}", target.name);
    let found = Diagnostic::error(&rule::TARGET_FOLDER, message)
        .help("give the target an `out` outside the registry");
    let out = spec.of(target).and_then(|spec| spec.out.as_ref());
    match (out, &spec.registry) {
        (Some(out), _) => found.at(out.span, "this folder"),
        (None, Some(registry)) => {
            found.at(registry.span, format!("the default `out` is `{}`", target.out))
        }
        (None, None) => found,
    }
}

/// What is wrong with an output folder if it is in the registry, where errbook would read its own
/// outputs.
#[must_use]
pub fn in_registry(folder: &Path, registry: &Path) -> Option<&'static str> {
    let (folder, registry) = (real(folder), real(registry));
    if folder == registry {
        return Some("is the registry folder");
    }
    folder.starts_with(registry).then_some("is inside the registry folder")
}

/// The options of a target; reports options that it does not read.
fn options(target: &Target, spec: Option<&TargetSpec>, problems: &mut Problems) -> Options {
    let mut options = Options::default();
    let Some(spec) = spec else { return options };
    let given = [
        ("package", at(spec.package.as_ref())),
        ("version", at(spec.version.as_ref())),
        ("license", at(spec.license.as_ref())),
        ("title", at(spec.title.as_ref())),
        ("base_url", at(spec.base_url.as_ref())),
        ("errors", at(spec.errors.as_ref())),
    ];
    for (name, span) in given {
        let Some(span) = span else { continue };
        if !target.options.contains(&name) {
            problems.push(
                Diagnostic::error(
                    &rule::UNKNOWN_KEY,
                    format!("the target `{}` has no option `{name}`", target.name),
                )
                .at(span, "not read by this target")
                .help("remove it"),
            );
        }
    }
    package::check(target, spec, problems);
    let value = |option: &Option<Spanned<String>>| option.as_ref().map(|of| of.value.clone());
    options.package = value(&spec.package).unwrap_or(options.package);
    options.version = value(&spec.version).unwrap_or(options.version);
    options.license = value(&spec.license);
    options.title = value(&spec.title);
    options.errors = spec.errors.as_ref().map_or(options.errors, |errors| errors.value);
    if let Some(url) = &spec.base_url {
        options.base_url = base_url(&url.value);
        if options.base_url.is_none() {
            problems.push(
                Diagnostic::error(
                    &rule::SITE_ADDRESS,
                    format!("`{}` is not the address of a site", url.value),
                )
                .at(url.span, "not an address of a site")
                .help("write it like `https://docs.example.com/errors/`"),
            );
        }
    }
    options
}

/// The position of an option.
fn at<T>(option: Option<&Spanned<T>>) -> Option<Span> {
    option.map(|option| option.span)
}

/// The address of a site, ending in a slash; nothing if it is not one.
#[must_use]
pub fn base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_graphic() && !"?#<>\"'`\\{}|^&".contains(c);
    (!rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
        .then(|| format!("{}/", url.trim_end_matches('/')))
}
