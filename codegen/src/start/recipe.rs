//! The files around a registry: for editors, Git, hooks and CI.

use super::scalar;

/// How a CI server gets the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ci {
    /// It is a development dependency of an npm package.
    Npm,
    /// Cargo installs it.
    Cargo,
}

/// `.gitattributes`: what is read on every system has the line endings of one.
#[must_use]
pub fn attributes(registry: &str) -> String {
    format!("/{registry}/** text eol=lf\n")
}

/// `.vscode/extensions.json`: the extension that reads the schemas which registry files name.
#[must_use]
pub fn editor() -> String {
    "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n".to_owned()
}

/// `.pre-commit-config.yaml`: what is checked before each commit, in a project that is `below` the top
/// of its repository.
#[must_use]
pub fn hooks(registry: &str, below: &str) -> String {
    if !below.is_empty() {
        // The names of files would be those of all projects.
        let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
        let quote = if below.chars().all(plain) { "" } else { "'" };
        let entry = scalar(&format!("errbook check {quote}{below}{quote}"));
        return format!(
            "repos:\n  - repo: local\n    hooks:\n      - id: errbook-check\n        \
             name: errbook check\n        entry: {entry}\n        \
             language: system\n        pass_filenames: false\n        always_run: true\n"
        );
    }
    format!(
        "repos:\n  - repo: local\n    hooks:\n      - id: errbook-check\n        \
         name: errbook check\n        entry: errbook check\n        language: system\n        \
         files: ^({registry}/.*\\.ya?ml|errbook\\.(toml|ya?ml))$\n        \
         # Nothing names a file that was deleted.\n        always_run: true\n"
    )
}

/// A workflow in `.github/workflows/`, for a project that is `below` the top of its repository: the
/// registry is checked, what is generated is up to date, and no
/// change breaks anybody without being accepted.
#[must_use]
pub fn workflow(ci: Ci, registry: &str, below: &str) -> String {
    let (install, errbook) = match ci {
        Ci::Npm => ("npm ci", "npx errbook"),
        Ci::Cargo => ("cargo install --locked errbook", "errbook"),
    };
    let (folder, registry) = if below.is_empty() {
        (String::new(), registry.to_owned())
    } else {
        let folder =
            format!("    defaults:\n      run:\n        working-directory: {}\n", scalar(below));
        (folder, format!("{below}/{registry}"))
    };
    format!(
        "name: errbook\non:\n  pull_request:\n  push:\n    branches: [main]\npermissions:\n  \
         contents: read\njobs:\n  errbook:\n    runs-on: ubuntu-latest\n{folder}    steps:\n      \
         - uses: actions/checkout@v4\n      - run: {install}\n      \
         - run: {errbook} check --format github\n      - run: {errbook} generate --check\n      \
         - if: github.event_name == 'pull_request'\n        run: |\n          \
         git fetch --depth=1 origin \"$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF\"\n          \
         # A registry that is new breaks nobody.\n          \
         git cat-file -e \"origin/$GITHUB_BASE_REF:{registry}\" || exit 0\n          \
         {errbook} diff --against \"origin/$GITHUB_BASE_REF\" --format github\n"
    )
}
