//! What `errbook init` says about the next steps in a repository.

use std::fmt::Write;

use crate::config::Project;
use crate::error::Error;
use crate::start::Plan;
use crate::targets::{RUST, TYPESCRIPT};
use crate::visible;

/// The lines of a `build.rs` that compiles a registry.
const BUILD: &str = "fn main() -> std::process::ExitCode {\n    errbook::build_script::run()\n}\n";

/// What to do next in a new project.
pub(super) fn of(
    project: &Project,
    plan: &Plan,
    is_cargo: bool,
    is_npm: bool,
) -> Result<String, Error> {
    let mut text =
        "next: `errbook generate`, and commit what it writes; `errbook add CODE` adds a \
                    code, `errbook explain catalog.yaml` shows what a catalog can say\n"
            .to_owned();
    if is_cargo {
        text.push_str(&cargo(project, plan)?);
    }
    if is_npm {
        text.push_str(&npm(project));
    }
    Ok(text)
}

/// How packages of a Cargo workspace use the registry.
fn cargo(project: &Project, plan: &Plan) -> Result<String, Error> {
    let mut text = String::new();
    let name = &plan.name;
    if project.targets.contains(&&RUST) {
        let folder = project.folder(&RUST);
        let package = &project.options.rust.package.0;
        text.push_str("\nto use the crate in `Cargo.toml`; `axum`, `http`, `json` and `serde` are features too:\n");
        let line = format!(
            "[dependencies]\n{package} = {{ path = \"{}\", features = [\"{name}\"] }}\n",
            visible::path(&folder)
        );
        indent(&line, &mut text);
    }
    text.push_str("\nor, with nothing checked in, to compile the registry in the `build.rs` of its package:\n");
    indent(BUILD, &mut text);
    text.push_str(
        "with these lines in `Cargo.toml`; leave out the features that you do not need:\n",
    );
    let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    let own = format!(
        "[build-dependencies]\nerrbook = {{ version = \"{version}\", default-features = false }}\n\n{}",
        features(project)?
    );
    indent(&own, &mut text);
    text.push_str("and in `src/lib.rs`:\n");
    indent("include!(concat!(env!(\"OUT_DIR\"), \"/errbook.rs\"));\n", &mut text);
    Ok(text)
}

/// The features and dependencies of the generated crate, which a package with a build script has
/// itself.
fn features(project: &Project) -> Result<String, Error> {
    let Some(model) = crate::open(project)?.model else { return Ok(String::new()) };
    let outputs = RUST
        .outputs(&model, &project.options)
        .map_err(|source| Error::Render { target: RUST.name, source })?;
    let manifest = outputs.into_iter().find(|output| output.path == "Cargo.toml");
    let manifest = manifest.map(|output| output.text).unwrap_or_default();
    Ok(manifest.find("[features]").map(|at| manifest[at..].to_owned()).unwrap_or_default())
}

/// How an npm package uses the registry.
fn npm(project: &Project) -> String {
    let mut text = "\nto have the command and a script for it in `package.json`:\n".to_owned();
    let mut lines =
        "npm install --save-dev errbook\nnpm pkg set scripts.errors=\"errbook generate\"\n"
            .to_owned();
    if project.targets.contains(&&TYPESCRIPT) {
        let _ = writeln!(lines, "npm install ./{}", visible::path(&project.folder(&TYPESCRIPT)));
    }
    indent(&lines, &mut text);
    text
}

fn indent(lines: &str, text: &mut String) {
    for line in lines.lines() {
        text.push_str(format!("    {line}").trim_end());
        text.push('\n');
    }
}
