//! For build scripts: compiles a registry into `OUT_DIR`.
//!
//! The [front page](crate) shows how a package uses it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::Asked;
use crate::config::{Project, Reach};
use crate::diagnostic::Level;
use crate::error::Error;
use crate::jobs::{Destination, jobs, render};
use crate::output::{self, DifferenceKind, Mode, Output, Tree};
use crate::report::{self, Look, SHOWN, first};
use crate::targets::{RUST, rust_features, rust_modules};
use crate::visible::{self, Syntax};

/// Compiles the registry of the package into `OUT_DIR/errbook`, with a folder for each target, and
/// writes `OUT_DIR/errbook.rs`, which includes the catalogs as Rust modules.
///
/// The project file is the nearest one in the package's folder or above it; without one, the
/// registry is the folder `registry` of the package. Cargo shows each error and warning with the
/// same text as `errbook check`. If the project has generated files checked in and they are stale,
/// a warning names the command that updates them. Nothing outside `OUT_DIR` is written. Cargo runs
/// the script again when the registry or the project file changes.
#[must_use]
pub fn run() -> ExitCode {
    match compile() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say("error", &crate::error::chain(&error));
            ExitCode::FAILURE
        }
    }
}

/// Whether the registry compiled.
fn compile() -> Result<bool, Error> {
    let package = variable("CARGO_MANIFEST_DIR")?;
    let out_dir = variable("OUT_DIR")?;
    let project = Project::find(&package, Reach::Repository)?;
    rerun_if_changed(&project.registry);
    if let Some(file) = &project.file {
        rerun_if_changed(file);
    }
    // Hints are for editing a registry, not for building it.
    let checked = crate::check_in(&project, crate::read(&project)?, Asked::From(Level::Warning));
    for found in first(&checked.diagnostics) {
        let kind = match found.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint | Level::Off => continue,
        };
        say(kind, &report::render(found, &checked.sources, Look::default()));
    }
    if let Some(rest) = checked.diagnostics.len().checked_sub(SHOWN + 1) {
        let more = format!("{} more findings; `errbook check --all` shows all", rest + 1);
        say("warning", &more);
    }
    let Some(model) = checked.model else { return Ok(false) };

    let folder = out_dir.join("errbook");
    let jobs = jobs(&project, &project.targets, Destination::OutDir(&folder))?;
    let mut trees = render(&model, &jobs).into_iter().collect::<Result<Vec<Tree>, Error>>()?;
    warn_if_stale(&project, &trees);

    let mut include = format!("// {}\n", output::HEADER);
    if let Some(job) = jobs.iter().find(|job| *job.target == RUST) {
        let modules = rust_modules(&model, job.options, &job.folder);
        include += &modules.map_err(|source| Error::Render { target: RUST.name, source })?;
    }
    let include = Output { path: "errbook.rs".to_owned(), text: include };
    let mut tree = Tree::new(out_dir, vec![include]);
    tree.others = vec![folder];
    trees.push(tree);
    output::apply(&trees, Mode::Write)?;
    // The modules are written for a crate with these features; of them, a package with a build
    // script always has `std`.
    let features = rust_features().join("\", \"");
    directive("rustc-check-cfg", &format!("cfg(feature, values(\"{features}\"))"));
    directive("rustc-cfg", "feature=\"std\"");
    Ok(true)
}

/// Warns if generated files that are checked in are not these.
fn warn_if_stale(project: &Project, trees: &[Tree]) {
    let jobs = match jobs(project, &project.targets, Destination::Project) {
        Ok(jobs) => jobs,
        // The build does not need these files.
        Err(error) => return say("warning", &crate::error::chain(&error)),
    };
    let checked_in = jobs.into_iter().zip(trees).filter(|(job, _)| job.folder.is_dir());
    let checked_in = checked_in.map(|(job, tree)| tree.moved(job.folder, job.others));
    let checked_in: Vec<Tree> = checked_in.collect();
    for tree in &checked_in {
        // Whenever `errbook generate` writes anything, it writes the manifest: then the script runs
        // again, and Cargo stops repeating the warning.
        let manifest = tree.folder.join(output::MANIFEST);
        if manifest.is_file() {
            rerun_if_changed(&manifest);
        }
    }
    let differences = match output::apply(&checked_in, Mode::Report) {
        Ok(differences) => differences,
        Err(error) => return say("warning", &crate::error::chain(&error)),
    };
    // Git may have changed line endings when it checked the files out.
    let mut stale = differences.iter().filter(|found| found.kind != DifferenceKind::LineEndings);
    let Some(first) = stale.next() else { return };
    let path = first.path.strip_prefix(&project.root).unwrap_or(&first.path);
    let path = visible::path(path);
    let stale = match 1 + stale.count() {
        1 => format!("the generated file `{path}` is stale"),
        number => format!("{number} generated files are stale, `{path}` among them"),
    };
    say("warning", &format!("{stale}; run `errbook generate`"));
}

/// Makes Cargo run the script again when a file or folder changes. If its path cannot be printed as it
/// is, Cargo does not find it, and runs the script every time.
fn rerun_if_changed(path: &Path) {
    directive("rerun-if-changed", &path.to_string_lossy());
}

/// Prints a message for Cargo, which reads them line by line.
fn say(kind: &str, message: &str) {
    message.trim_end().lines().for_each(|line| directive(kind, line));
}

/// Prints one directive for Cargo, whatever its value quotes.
fn directive(name: &str, value: &str) {
    println!("cargo::{name}={}", visible::printed(&visible::word(value), Syntax::Plain));
}

fn variable(name: &str) -> Result<PathBuf, Error> {
    env::var_os(name)
        .map(PathBuf::from)
        .ok_or_else(|| Error::Usage(format!("`{name}` is not set: call this from a build script")))
}
