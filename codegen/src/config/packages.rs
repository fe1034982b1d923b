//! The versions of the packages that a project generates, and the names that end with them.

use semver::Version;

use super::Project;
use crate::diagnostic::{Diagnostic, Problems};
use crate::diff::breaking;
use crate::model::Model;
use crate::rule;

impl Project {
    /// The highest version of the packages, whether they are generated or not.
    #[must_use]
    pub fn version(&self) -> Option<Version> {
        let versions = [&self.options.rust.version.0, &self.options.typescript.version.0];
        versions.into_iter().filter_map(|version| Version::parse(version).ok()).max()
    }

    /// The version of the packages until which they keep the name of a code that is renamed now:
    /// the second one that may break programs, since the first may come with the new name. Nothing
    /// if no package is generated.
    #[must_use]
    pub fn kept_until(&self) -> Option<Version> {
        let is_package = self.known().any(|target| ["rust", "typescript"].contains(&target.name));
        self.version().filter(|_| is_package).map(|version| breaking(&breaking(&version)))
    }
}

/// Reports each former name of a code that the packages had until the version that they are now.
pub(crate) fn check(project: &Project, model: &Model, problems: &mut Problems) {
    let Some(version) = project.version() else { return };
    for code in model.catalogs.iter().flat_map(|catalog| &catalog.codes) {
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
