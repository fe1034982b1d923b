//! The versions of the packages that a project generates, and the names that end with them.

use semver::Version;

use super::{Build, Project};
use crate::diagnostic::{Diagnostic, Problems};
use crate::diff::breaking;
use crate::model::Catalog;
use crate::rule;
use crate::targets::{RUST, TYPESCRIPT, Target};

/// The targets that make packages with a version.
pub(crate) const PACKAGES: [&Target; 2] = [&RUST, &TYPESCRIPT];

/// The name and the version of the package that a build makes.
pub(crate) fn package(build: &Build) -> (&str, &str) {
    let (rust, typescript) = (&build.options.rust, &build.options.typescript);
    if *build.target == RUST {
        (&rust.package.0, &rust.version.0)
    } else {
        (&typescript.package.0, &typescript.version.0)
    }
}

impl Project {
    /// The highest version of the packages, whether they are generated or not.
    #[must_use]
    pub fn version(&self) -> Option<Version> {
        let builds = PACKAGES.into_iter().flat_map(|target| self.builds_of(target));
        builds.filter_map(|build| Version::parse(package(build).1).ok()).max()
    }

    /// The version of the packages until which they keep the name of a code that is renamed now:
    /// the second one that may break programs, since the first may come with the new name. Nothing
    /// if no package is generated.
    #[must_use]
    pub fn kept_until(&self) -> Option<Version> {
        let is_package = self.known().any(|target| PACKAGES.contains(&target));
        self.version().filter(|_| is_package).map(|version| breaking(&breaking(&version)))
    }
}

/// Reports each former name of a code that the packages had until the version that they are now.
pub(crate) fn check<'c>(
    project: &Project,
    catalogs: impl Iterator<Item = &'c Catalog>,
    problems: &mut Problems,
) {
    let Some(version) = project.version() else { return };
    for code in catalogs.flat_map(|catalog| &catalog.codes) {
        for former in code.deprecated_names.iter().filter(|former| former.until <= version) {
            let (name, until) = (&former.name, &former.until);
            let message = format!("the packages are at {version}, and have `{name}` until {until}");
            problems.push(
                Diagnostic::error(&rule::ENDED_NAME, message).at(former.span, "has ended").help(
                    format!(
                        "remove the name, as announced: programs write `{}` now; or give it a \
                         later version",
                        code.name
                    ),
                ),
            );
        }
    }
}
