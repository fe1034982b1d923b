//! The files around a registry: for editors, Git, hooks and CI.

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

/// `.pre-commit-config.yaml`: what is checked before each commit.
#[must_use]
pub fn hooks(registry: &str) -> String {
    format!(
        "repos:\n  - repo: local\n    hooks:\n      - id: errbook-check\n        \
         name: errbook check\n        entry: errbook check\n        language: system\n        \
         files: ^({registry}/.*\\.ya?ml|errbook\\.(toml|ya?ml))$\n        \
         # Nothing names a file that was deleted.\n        always_run: true\n"
    )
}

/// `.github/workflows/errbook.yml`: the registry is checked, what is generated is up to date, and no
/// change breaks anybody without being accepted.
#[must_use]
pub fn workflow(ci: Ci, registry: &str) -> String {
    let (install, errbook) = match ci {
        Ci::Npm => ("npm ci", "npx errbook"),
        Ci::Cargo => ("cargo install --locked errbook", "errbook"),
    };
    format!(
        "name: errbook\non:\n  pull_request:\n  push:\n    branches: [main]\npermissions:\n  \
         contents: read\njobs:\n  errbook:\n    runs-on: ubuntu-latest\n    steps:\n      \
         - uses: actions/checkout@v4\n      - run: {install}\n      \
         - run: {errbook} check --format github\n      - run: {errbook} generate --check\n      \
         - if: github.event_name == 'pull_request'\n        run: |\n          \
         git fetch --depth=1 origin \"$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF\"\n          \
         # A registry that is new breaks nobody.\n          \
         git cat-file -e \"origin/$GITHUB_BASE_REF:{registry}\" || exit 0\n          \
         {errbook} diff --against \"origin/$GITHUB_BASE_REF\" --format github\n"
    )
}
