//! For build scripts: compiles a registry into `OUT_DIR`.
//!
//! The [front page](crate) shows how a package uses it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::{Project, ProjectTarget, Reach};
use crate::diagnostic::Level;
use crate::error::Error;
use crate::output::{self, Mode, Output, Tree};
use crate::report::{Look, SHOWN, first, render};
use crate::targets;
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
    let checked = crate::open(&project)?;
    for found in first(&checked.diagnostics) {
        let kind = match found.level {
            Level::Error => "error",
            Level::Warning => "warning",
            // Hints are for editing a registry, not for building it.
            Level::Hint | Level::Off => continue,
        };
        say(kind, &render(found, &checked.sources, Look::default()));
    }
    if let Some(rest) = checked.diagnostics.len().checked_sub(SHOWN + 1) {
        let more = format!("{} more findings; `errbook check --all` shows all", rest + 1);
        say("warning", &more);
    }
    let Some(model) = checked.model else { return Ok(false) };

    let targets: Vec<&ProjectTarget> = project.targets.iter().collect();
    let trees = targets::render(&model, &targets);
    let trees = trees.into_iter().collect::<Result<Vec<Tree>, Error>>()?;
    warn_if_stale(&project, &trees);

    let folder = out_dir.join("errbook");
    let mut include = format!("// {}\n", output::HEADER);
    let mut compiled = Vec::with_capacity(trees.len() + 1);
    for (mut tree, target) in trees.into_iter().zip(targets) {
        tree.folder = folder.join(target.target.name);
        if target.target.name == "rust" {
            include.push_str(&targets::include_rust(&tree));
        }
        compiled.push(tree);
    }
    let include = Output { path: "errbook.rs".to_owned(), text: include };
    let mut tree = Tree::new(out_dir, vec![include]);
    tree.others = vec![folder];
    compiled.push(tree);
    output::apply(&compiled, Mode::Write)?;
    // The modules are written for a crate with these features; of them, a package with a build
    // script always has `std`.
    let features = "cfg(feature, values(\"std\", \"serde\", \"json\", \"http\", \"axum\"))";
    directive("rustc-check-cfg", features);
    directive("rustc-cfg", "feature=\"std\"");
    Ok(true)
}

/// Warns if generated files that are checked in are stale.
fn warn_if_stale(project: &Project, trees: &[Tree]) {
    let checked_in = |tree: &&Tree| tree.folder.is_dir() && project.boundary.contains(&tree.folder);
    let checked_in: Vec<Tree> = trees.iter().filter(checked_in).cloned().collect();
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
        // The build does not need these files.
        Err(error) => return say("warning", &crate::error::chain(&error)),
    };
    let Some(first) = differences.first() else { return };
    let path = first.path.strip_prefix(&project.root).unwrap_or(&first.path);
    let path = visible::path(path);
    let stale = match differences.len() {
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
