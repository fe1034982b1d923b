//! How the command fits in with others: files and projects as arguments, folders, colors, help.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support;
use crate::support::command::{command, errbook, put};

const CATALOG: &str = "\
catalog: NAME
title: The API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
";

/// A section with a mistake, which is a finding at the line of its code.
const WRONG: &str = "section: S\nerrors:\n  wrong: { status: 400, desciption: It is wrong. }\n";

const RIGHT: &str =
    "section: S\nerrors:\n  right: { status: 400, description: The request is bad. }\n";

/// A repository with a project in each of two folders: `a` is fine, `b` has two mistakes.
fn services(test: &str) -> PathBuf {
    let folder = support::scratch(&format!("manners-{test}"));
    fs::create_dir_all(folder.join(".git")).expect("it is made");
    for (name, sections) in [("a", &[("one", RIGHT)][..]), ("b", &[("one", WRONG), ("two", WRONG)])]
    {
        let registry = format!("services/{name}/registry/{name}");
        put(&folder, &format!("{registry}/catalog.yaml"), CATALOG.replace("NAME", name));
        for (section, text) in sections {
            let written = text.replace("wrong:", &format!("wrong_{section}:"));
            put(&folder, &format!("{registry}/{section}.yaml"), written);
        }
    }
    put(&folder, "services/b/errbook.toml", "");
    folder
}

/// The files that have a finding, by a run of `check`.
fn files(folder: &Path, args: &[&str]) -> (i32, Vec<String>) {
    let ran = errbook(folder, &[&["check", "--format", "short"], args].concat());
    let file = |line: &str| line.split_once(':').map(|(file, _)| file.to_owned());
    (ran.exit, ran.out.lines().filter_map(file).collect())
}

#[test]
fn files_choose_whose_findings_are_shown() {
    let folder = services("files");
    let (one, two) = ("services/b/registry/b/one.yaml", "services/b/registry/b/two.yaml");
    let catalog = "services/b/registry/b/catalog.yaml";
    assert_eq!(files(&folder, &[one]), (1, vec![one.to_owned()]));
    assert_eq!(files(&folder, &[two, one]), (1, vec![one.to_owned(), two.to_owned()]));
    assert_eq!(files(&folder, &[catalog, "services/a/registry/a/one.yaml"]), (0, vec![]));
    assert_eq!(files(&folder, &["services/b/registry/b"]).1.len(), 2);
    // In the project itself, and its project file.
    let b = folder.join("services/b");
    assert_eq!(files(&b, &["registry/b/two.yaml"]), (1, vec!["registry/b/two.yaml".to_owned()]));
    assert_eq!(files(&b, &["errbook.toml"]), (0, vec![]));
    let ran = errbook(&b, &["check", "errbook.toml"]);
    assert!(ran.err.contains("2 findings in other files"), "{ran:?}");
    let ran = errbook(&b, &["check", "registry/b/none.yaml"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (2, "error: there is no file `registry/b/none.yaml`\n")
    );
    // Only these files are fixed.
    let fixed = errbook(&b, &["check", "--fix", "registry/b/two.yaml"]);
    assert_eq!(fixed.exit, 0, "{fixed:?}");
    let left = |path: &str| fs::read_to_string(b.join(path)).expect("it is there");
    assert!(left("registry/b/one.yaml").contains("desciption"));
    assert!(!left("registry/b/two.yaml").contains("desciption"));
}

#[test]
fn several_projects_are_one_report() {
    let folder = services("several");
    let (exit, found) = files(&folder, &["services/a", "services/b"]);
    assert_eq!((exit, found.len()), (1, 2), "{found:?}");
    let ran = errbook(&folder, &["check", "services/b", "services/a", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&ran.out).expect("one document");
    let at = &sarif["runs"][0]["results"][1]["locations"][0]["physicalLocation"];
    assert_eq!(at["artifactLocation"]["uri"], "services/b/registry/b/two.yaml");
    let b = folder.join("services/b");
    assert_eq!(files(&b, &["."]).1, ["registry/b/one.yaml", "registry/b/two.yaml"]);
    put(&folder, "services/c/errbook.toml", "");
    let ran = errbook(&folder, &["check", "services/a", "services/c", "services/b"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("there is no registry at `services/c/registry`"), "{}", ran.err);
    assert!(ran.out.contains("services/b/registry/b/one.yaml"), "the others are checked");
    // From wherever it runs, GitHub gets paths from the top of the repository.
    let ran = errbook(&folder, &["-C", "services/b", "check", "--format", "github"]);
    assert!(ran.out.starts_with("::error file=services/b/registry/b/one.yaml,"), "{}", ran.out);
}

#[test]
fn folders_are_entered_and_named() {
    let folder = services("folders");
    let fine = "checked 1 code in 1 section of 1 catalog\n".to_owned();
    assert_eq!(errbook(&folder, &["-C", "services/a", "check"]).whole(), (0, fine.clone()));
    assert_eq!(errbook(&folder, &["check", "-C", "services/a"]).whole(), (0, fine.clone()));
    assert_eq!(errbook(&folder, &["check", "--project", "services/a"]).whole(), (0, fine));
    let ran = errbook(&folder, &["-C", "none", "check"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.starts_with("error: could not enter `none`: "), "{}", ran.err);
}

#[test]
fn quiet_prints_findings_and_failures_only() {
    let folder = services("quiet");
    let nothing = (0, String::new());
    assert_eq!(errbook(&folder, &["-q", "-C", "services/a", "check"]).whole(), nothing);
    assert_eq!(errbook(&folder, &["-C", "services/a", "generate", "--quiet"]).whole(), nothing);
    let ran = errbook(&folder, &["-q", "-C", "services/b", "check", "--format", "short"]);
    assert_eq!((ran.exit, ran.out.lines().count(), ran.err.as_str()), (1, 2, ""));
    let ran = errbook(&folder, &["-q", "check"]);
    assert!(ran.exit == 2 && ran.err.starts_with("error: there is no registry"), "{ran:?}");
}

#[test]
fn colors_are_as_asked_for() {
    let folder = services("colors");
    let painted = |args: &[&str], variables: &[(&str, &str)]| {
        let args = [&["-C", "services/b", "check"], args].concat();
        let mut command = command(&folder, &args);
        command.env_remove("FORCE_COLOR").envs(variables.iter().copied());
        String::from_utf8_lossy(&support::output(&mut command).stdout).contains('\u{1b}')
    };
    assert!(!painted(&[], &[]));
    assert!(painted(&["--color", "always"], &[]));
    assert!(painted(&[], &[("FORCE_COLOR", "1")]));
    assert!(!painted(&[], &[("FORCE_COLOR", "0")]));
    assert!(!painted(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn every_command_has_help_and_a_manual_page() {
    let folder = services("help");
    let help = errbook(&folder, &["help"]).out;
    assert_eq!(help, errbook(&folder, &["--help"]).out);
    let (_, listed) = help.split_once("Commands:\n").expect("commands");
    let listed = listed.split("\n\n").next().unwrap_or_default();
    let names = listed.lines().filter_map(|line| line.trim_start().split(' ').next());
    let mut number = 0;
    for name in names.filter(|name| *name != "help") {
        let page = errbook(&folder, &["man", name]);
        assert!(page.exit == 0 && page.out.contains(".SH SYNOPSIS"), "{name}: {page:?}");
        assert_eq!(errbook(&folder, &["help", name]).exit, 0, "{name}");
        number += 1;
    }
    assert!(number > 15, "{listed}");
    let ran = errbook(&folder, &["man", "chek"]);
    assert_eq!(ran.err, "error: there is no command `chek`; did you mean `check`?\n");
}

#[test]
fn the_hooks_call_commands_that_there_are() {
    let hooks = fs::read_to_string(support::root().join(".pre-commit-hooks.yaml")).expect("read");
    let hooks: serde_yaml::Value = serde_yaml::from_str(&hooks).expect("YAML");
    let folder = services("hooks");
    for hook in hooks.as_sequence().expect("a list") {
        let entry = hook["entry"].as_str().expect("a command");
        let words: Vec<&str> = entry.split(' ').skip(1).chain(["--help"]).collect();
        assert_eq!(errbook(&folder, &words).exit, 0, "{entry}");
    }
}

/// What Bash offers for the last word of a line.
#[cfg(unix)]
fn offered(folder: &Path, line: &str) -> String {
    let script = "source completions.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
                  _errbook errbook \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; \
                  echo \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    bash.args(["--norc", "-c", script, "bash"]).args(line.split(' ')).current_dir(folder);
    let output = support::output(&mut bash);
    let told = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    assert!(output.status.success() && output.stderr.is_empty(), "{line}: {output:?}");
    told
}

#[test]
#[cfg(unix)]
fn bash_completes_commands_flags_and_values() {
    let folder = services("completions");
    put(&folder, "completions.bash", errbook(&folder, &["completions", "bash"]).out);
    for (line, words) in [
        ("errbook ch", "check changelog"),
        ("errbook openapi an", "annotate"),
        ("errbook check --form", "--format"),
        ("errbook check --format s", "short sarif"),
        ("errbook add --case", "--case-of"),
        ("errbook add --retry after_a", "after_action"),
        ("errbook completions f", "fish"),
    ] {
        assert_eq!(offered(&folder, line), words, "{line}");
    }
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = errbook(&folder, &["completions", shell]);
        assert!(script.exit == 0 && script.out.contains("case-of"), "{shell}");
    }
}
