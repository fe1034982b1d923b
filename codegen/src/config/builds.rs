//! Whether the folders and catalogs of builds fit the project.

use std::path::PathBuf;

use super::packages::{PACKAGES, package};
use super::{Build, Project, folders, in_registry, outside};
use crate::boundary::real;
use crate::decode::{Line, Spanned};
use crate::diagnostic::{Diagnostic, Problems, did_you_mean};
use crate::model::Model;
use crate::rule;
use crate::source::{Sources, Span};
use crate::targets::{TYPESCRIPT, Target};
use crate::words::quoted;

/// Reports folders of builds that are outside the repository, in the registry, or the same; and builds
/// without a catalog.
pub(super) fn check(project: &Project, registry: Option<&Spanned<Line>>, problems: &mut Problems) {
    // A registry without a name may be a fallback for a value of another type.
    let is_known = registry.is_none_or(|name| !name.value.0.is_empty());
    let mut before: Vec<(&Build, PathBuf)> = Vec::new();
    for build in project.known_builds() {
        let target = build.target;
        if (target.catalogs)(&build.options).is_some_and(<[_]>::is_empty) {
            let message = format!("the target `{}` has an empty list of catalogs", target.name);
            problems.push(
                Diagnostic::error(&rule::WRONG_TYPE, message)
                    .at(build.span, "these options")
                    .help("name the catalogs, or remove the key to have all of them"),
            );
        }
        let out = build.out();
        let folder = project.folder_of(build);
        if let Some(out) = out
            && !project.boundary.contains(&folder)
        {
            problems.push(outside(&format!("the folder of the target `{}`", target.name), out));
        }
        let place = real(&folder);
        let same = |(_, other): &&(&Build, PathBuf)| folders::same(other, &place);
        let twin = |(other, there): &&(&Build, PathBuf)| {
            other.target == target
                && (folders::is_below(&place, there) || folders::is_below(there, &place))
        };
        if let Some((other, _)) = before.iter().find(same) {
            problems.push(clash(other, build, "have the same folder"));
        } else if let Some((other, _)) = before.iter().find(twin) {
            problems.push(clash(other, build, "have folders of which one is in the other"));
        }
        let named = |(other, _): &&(&Build, PathBuf)| {
            other.target == target
                && PACKAGES.contains(&target)
                && package(other).0 == package(build).0
        };
        if let Some((other, _)) = before.iter().find(named) {
            problems.push(
                Diagnostic::error(
                    &rule::PACKAGE_NAME,
                    format!("two packages are called `{}`", package(build).0),
                )
                .at(build.span, "this output")
                .also(other.span, "the other one")
                .help("give each output of the target its own `package`"),
            );
        }
        let npm = &build.options.typescript;
        if *target == TYPESCRIPT
            && npm.repository.is_none()
            && let Some(directory) = &npm.directory
        {
            problems.push(
                Diagnostic::error(&rule::PACKAGE_ADDRESS, "a folder in no repository")
                    .at(directory.span, "which one?")
                    .help("name the `repository` too"),
            );
        }
        // The default folder of any other target is checked when a command renders it.
        let asked = project.targets.contains(&target);
        if (asked || out.is_some())
            && is_known
            && let Some(fault) = in_registry(&folder, &project.registry)
        {
            problems.push(registry_folder(target, out, registry, fault));
        }
        before.push((build, place));
    }
}

/// The finding for two builds whose folders cannot both be theirs. Defaults of targets differ, so the
/// file says something about at least one of them.
fn clash(first: &Build, second: &Build, fault: &str) -> Diagnostic {
    let several = first.target == second.target;
    let (message, help) = if several {
        (format!("two outputs of the target `{}` {fault}", first.target.name), "each output")
    } else {
        let (first, second) = (first.target.name, second.target.name);
        (format!("the targets `{first}` and `{second}` {fault}"), "each target")
    };
    let found =
        Diagnostic::error(&rule::TARGET_FOLDER, message).help(format!("give {help} its own `out`"));
    [second, first].into_iter().fold(found, |found, build| match build.out() {
        Some(out) => found.also(out.span, "this folder"),
        None if several => {
            found.also(build.span, format!("the default `out` is `{}`", build.target.out))
        }
        None => found,
    })
}

/// The finding for a target whose folder is in the registry.
fn registry_folder(
    target: &Target,
    out: Option<&Spanned<Line>>,
    registry: Option<&Spanned<Line>>,
    fault: &str,
) -> Diagnostic {
    let message = format!("the folder of the target `{}` {fault}", target.name);
    let found = Diagnostic::error(&rule::TARGET_FOLDER, message)
        .help("give the target an `out` outside the registry");
    match (out, registry) {
        (Some(out), _) => found.at(out.span, "this folder"),
        (None, Some(registry)) => {
            found.at(registry.span, format!("the default `out` is `{}`", target.out))
        }
        (None, None) => found,
    }
}

/// The label of a name that is none of a catalog.
pub(crate) const NOT_A_CATALOG: &str = "not a catalog";

/// Findings about catalogs that a build names and the registry lacks, each with the name in the project
/// file.
pub(crate) fn unknown_catalogs<'p>(
    project: &'p Project,
    known: &[&str],
) -> Vec<(&'p Spanned<String>, Diagnostic)> {
    let mut unknown = Vec::new();
    for build in project.known_builds() {
        let names = (build.target.catalogs)(&build.options).unwrap_or_default();
        for name in names.iter().filter(|name| !known.contains(&name.value.as_str())) {
            let message = format!(
                "the target `{}` is for the catalog `{}`, which the registry does not have",
                build.target.name, name.value
            );
            let known = || known.iter().copied();
            let all = || format!("catalogs are {}", quoted(known()));
            let help = did_you_mean(&name.value, known(), all);
            let found = Diagnostic::error(&rule::UNKNOWN_REFERENCE, message).help(help);
            unknown.push((name, found));
        }
    }
    unknown
}

/// Reports catalogs that a build names and the registry lacks. The project file, which says so, is
/// added to the sources.
pub(crate) fn check_catalogs(
    project: &Project,
    model: &Model,
    sources: &mut Sources,
    problems: &mut Problems,
) {
    let known: Vec<&str> = model.catalogs.iter().map(|catalog| catalog.id.as_str()).collect();
    let unknown = unknown_catalogs(project, &known);
    if unknown.is_empty() {
        return;
    }
    let file = project.file.as_ref().and_then(|file| sources.add(file).ok());
    for (name, found) in unknown {
        // The file may have changed since it was read.
        let span = file.map(|file| Span { file, ..name.span }).filter(|span| {
            let range = span.start as usize..span.end as usize;
            sources.file(*span).text.get(range).is_some_and(|it| it.contains(&name.value))
        });
        problems.push(match span {
            Some(span) => found.at(span, NOT_A_CATALOG),
            None => found,
        });
    }
}
