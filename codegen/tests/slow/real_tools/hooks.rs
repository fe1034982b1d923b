//! The hooks of this repository, as pre-commit runs them at a commit of another.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::python_command;
use crate::support::command::{errbook, put};
use crate::support::{output, root, run, scratch};

fn git(folder: &Path, args: &[&str]) -> String {
    let who = ["-c", "user.name=N", "-c", "user.email=n@example.com"];
    run(Command::new("git").args(who).args(args).current_dir(folder))
}

/// Whether all hooks pass what is staged, and what they say.
fn passes(folder: &Path) -> (bool, String) {
    git(folder, &["add", "--all"]);
    let command = PathBuf::from(env!("CARGO_BIN_EXE_errbook"));
    let bin = command.parent().expect("a folder").display().to_string();
    let path = format!("{bin}:{}", std::env::var("PATH").expect("a path"));
    let mut hooks = python_command("pre-commit");
    hooks.args(["run", "--color", "never"]).current_dir(folder).env("PATH", path);
    let ran = output(hooks.env("PRE_COMMIT_HOME", folder.join(".git/pre-commit")));
    (ran.status.success(), String::from_utf8_lossy(&ran.stdout).into_owned())
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn pre_commit_runs_the_hooks() {
    let hooks = scratch("pre-commit-hooks");
    let text = fs::read(root().join(".pre-commit-hooks.yaml")).expect("it is there");
    put(&hooks, ".pre-commit-hooks.yaml", text);
    git(&hooks, &["init", "-q"]);
    git(&hooks, &["add", "--all"]);
    git(&hooks, &["commit", "-qm", "Hooks"]);
    let revision = git(&hooks, &["rev-parse", "HEAD"]);
    let top = scratch("pre-commit");
    git(&top, &["init", "-q"]);
    let folder = top.join("services/shop");
    fs::create_dir_all(&folder).expect("it is made");
    assert_eq!(errbook(&folder, &["init", "--name", "shop", "--target", "json"]).exit, 0);
    assert_eq!(errbook(&folder, &["generate"]).exit, 0);
    // What `init` wrote first, then the hooks of this repository.
    let (fine, said) = passes(&top);
    assert!(fine && said.contains("errbook check."), "{said}");
    let ids = ["check", "generate", "fmt", "diff"];
    let list = ids.map(|id| format!("      - {{ id: errbook-{id}, args: [-C, services/shop] }}\n"));
    let text = format!(
        "repos:\n  - repo: {}\n    rev: {revision}\n    hooks:\n{}",
        hooks.display(),
        list.concat()
    );
    put(&top, ".pre-commit-config.yaml", text.replace("\n\n", "\n"));
    git(&top, &["add", "--all"]);
    git(&top, &["commit", "-qm", "A registry"]);
    let (fine, said) = passes(&top);
    assert!(fine && said.matches("Passed").count() == 4, "{said}");
    let section = folder.join("registry/shop/general.yaml");
    let text = fs::read_to_string(&section).expect("it is there");
    fs::write(&section, text.replace("not_found:", "not_there:")).expect("it is written");
    let (fine, said) = passes(&top);
    assert!(!fine && said.contains("1 generated file is stale"), "{said}");
    assert!(said.contains("error[code-removed]: `not_found` is removed"), "{said}");
    fs::write(&section, text.replace("404", "404x")).expect("it is written");
    let (fine, said) = passes(&top);
    assert!(!fine && said.contains("error[wrong-type]"), "{said}");
}
