//! What changes mean for the versions of the generated packages.

use std::fmt::Write;

use semver::Version;

use crate::config::packages::{PACKAGES, package};
use crate::config::{Build, Project};
use crate::diff::{Change, changes, needed, public_changes};
use crate::model::Model;
use crate::rule::Tier;

use super::old::Old;

/// The versions that the generated packages have to have, if they have lower ones. What counts for each
/// is what changes in the catalogs and codes that are in it.
pub(super) fn verdicts(project: &Project, old: &Old, model: &Model) -> String {
    let mut text = String::new();
    let Some(then) = &old.builds else { return text };
    for target in PACKAGES.into_iter().filter(|target| project.targets.contains(target)) {
        let before: Vec<&Build> = then.iter().filter(|build| build.target == target).collect();
        let now: Vec<&Build> = project.builds_of(target).collect();
        let several = now.len() > 1;
        for build in &now {
            let (name, version) = package(build);
            // The only package of a target may have been renamed.
            let same = before.iter().find(|before| package(before).0 == name);
            let only = || (!several && before.len() == 1).then(|| &before[0]);
            let Some(before) = same.or_else(only) else { continue };
            let was = Version::parse(package(before).1).ok();
            let (Some(was), Ok(now)) = (was, Version::parse(version)) else { continue };
            let changes = between(before, build, old, model);
            let Some(lowest) = needed(&was, &changes).filter(|lowest| now < *lowest) else {
                continue;
            };
            let which = if several { format!(" `{name}`") } else { String::new() };
            let _ = writeln!(
                text,
                "the package{which} of the target `{}` was {was}: with these changes, its version is \
                 {lowest} or higher, and not {now}",
                target.name
            );
        }
    }
    text
}

/// The changes from a package to its next version.
fn between(before: &Build, now: &Build, old: &Old, model: &Model) -> Vec<Change> {
    let was = before.target.seen(&old.model, &before.options);
    let whole = now.target.chosen(model, &now.options);
    let internal = (now.target.internal)(&now.options);
    let mut found = if internal { changes(&was, &whole) } else { public_changes(&was, &whole) };
    if !old.left_out.is_empty() {
        // It may be in a file that was left out.
        found.retain(|change| change.tier() != Tier::Added);
    }
    found
}
