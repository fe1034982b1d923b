//! The tools that these tests install: those in `package.json` with npm, those in
//! `requirements.txt` with pip.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::support::{install, install_npm, root, run};

/// The folder with the input of these tests.
pub fn folder() -> PathBuf {
    root().join("codegen/tests/slow/real_tools")
}

/// The folder with the packages in `package.json`.
pub fn npm() -> &'static Path {
    static TOOLS: OnceLock<PathBuf> = OnceLock::new();
    TOOLS.get_or_init(|| {
        install_npm(&folder());
        folder().join("node_modules")
    })
}

/// A command from a package in `package.json`.
pub fn npm_command(name: &str) -> Command {
    Command::new(npm().join(".bin").join(name))
}

/// A command from a package in `requirements.txt`.
pub fn python_command(name: &str) -> Command {
    static TOOLS: OnceLock<PathBuf> = OnceLock::new();
    let tools = TOOLS.get_or_init(|| {
        let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real-tools-python");
        install(&folder(), "requirements.txt", &venv, || {
            run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv));
            let list = folder().join("requirements.txt");
            let quiet = ["install", "--quiet", "--disable-pip-version-check", "--requirement"];
            run(Command::new(venv.join("bin/pip")).args(quiet).arg(list));
        });
        venv.join("bin")
    });
    Command::new(tools.join(name))
}
