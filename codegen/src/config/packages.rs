//! The versions of the packages that a project generates, and the names that end with them.

use semver::Version;

use super::{Build, Project};
use crate::diagnostic::{Diagnostic, Problems};
use crate::diff::breaking;
use crate::model::{Catalog, DeprecatedName};
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
        self.highest(|_| true)
    }

    /// The highest version of the packages that have a catalog; nothing if none is generated.
    fn version_with(&self, catalog: &str) -> Option<Version> {
        self.highest(|build| self.targets.contains(&build.target) && build.holds(catalog))
    }

    fn highest(&self, counts: impl Fn(&Build) -> bool) -> Option<Version> {
        let builds = PACKAGES.into_iter().flat_map(|target| self.builds_of(target));
        let counting = builds.filter(|build| counts(build));
        counting.filter_map(|build| Version::parse(package(build).1).ok()).max()
    }

    /// The version until which packages keep the name of a code of a catalog that is renamed now: the
    /// second one that may break programs, since the first may come with the new name. Nothing if no
    /// package has the catalog.
    #[must_use]
    pub fn kept_until(&self, catalog: &str) -> Option<Version> {
        self.version_with(catalog).map(|version| breaking(&breaking(&version)))
    }
}

/// Reports each former name of a code that the packages had until the version that they are now.
pub(crate) fn check<'c>(
    project: &Project,
    catalogs: impl Iterator<Item = &'c Catalog>,
    problems: &mut Problems,
) {
    for catalog in catalogs.filter(|catalog| has_former(catalog)) {
        let Some(version) = project.version_with(&catalog.id) else { continue };
        for code in &catalog.codes {
            let ended = code.deprecated_names.iter().filter(|former| former.until <= version);
            for former in ended {
                problems.push(has_ended(former, &version, &code.name));
            }
        }
    }
}

fn has_former(catalog: &Catalog) -> bool {
    catalog.codes.iter().any(|code| !code.deprecated_names.is_empty())
}

fn has_ended(former: &DeprecatedName, version: &Version, now: &str) -> Diagnostic {
    let DeprecatedName { name, until, span, .. } = former;
    let message = format!("the packages are at {version}, and have `{name}` until {until}");
    let help = format!(
        "remove the name, as announced: programs write `{now}` now; or give it a later version"
    );
    Diagnostic::error(&rule::ENDED_NAME, message).at(*span, "has ended").help(help)
}
