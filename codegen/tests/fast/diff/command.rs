//! `errbook diff` in repositories, folders and clones.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support;
use crate::support::command::{Ran, errbook, put};

pub(super) const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

pub(super) fn orders(status: u16) -> String {
    format!("section: Orders\nerrors:\n  gone: {{ status: {status}, description: It went. }}\n")
}

/// Runs Git without the settings of the person who runs the tests.
#[track_caller]
pub(super) fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "T").env(format!("GIT_{who}_EMAIL"), "t@e.example");
    }
    support::run(command.args(args));
}

/// A repository in which the branch `work` changes a status.
pub(super) fn repository() -> PathBuf {
    let folder = support::scratch_of_test();
    git(&folder, &["init", "-q", "-b", "main"]);
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", orders(404));
    commit(&folder);
    git(&folder, &["switch", "-q", "-c", "work"]);
    put(&folder, "registry/shop/orders.yaml", orders(410));
    commit(&folder);
    folder
}

#[track_caller]
pub(super) fn commit(folder: &Path) {
    git(folder, &["add", "."]);
    git(folder, &["commit", "-q", "-m", "Change"]);
}

#[track_caller]
pub(super) fn finds_the_status(ran: &Ran) {
    assert_eq!(ran.exit, 1, "{}", ran.err);
    assert_eq!(ran.err, "found 1 change: 1 (wire)\n");
    assert!(ran.out.contains("the status of `gone` is 410, and was 404"), "{}", ran.out);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let folder = repository();
    // What happens on the default branch meanwhile is not a change of this one.
    git(&folder, &["switch", "-q", "main"]);
    put(
        &folder,
        "registry/shop/more.yaml",
        "section: More\nerrors: { lost: { status: 404, title: Lost } }\n",
    );
    commit(&folder);
    git(&folder, &["switch", "-q", "work"]);
    finds_the_status(&errbook(&folder, &["diff"]));
    let ran = errbook(&folder, &["diff", "--against", "main"]);
    assert_eq!(ran.err, "found 3 changes: 2 (wire) and 1 (docs)\n");
    finds_the_status(&errbook(&folder, &["diff", "--against", "HEAD~1"]));
    let ran = errbook(&folder, &["diff", "--against", "HEAD"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "found no changes\n"));
}

#[test]
fn what_is_not_committed_counts() {
    let folder = repository();
    put(&folder, "registry/shop/orders.yaml", orders(404));
    assert_eq!(errbook(&folder, &["diff"]).err, "found no changes\n");
    let ran = errbook(&folder, &["diff", "--against", "HEAD"]);
    assert!(ran.out.contains("is 404, and was 410"), "{}", ran.out);
    assert!(ran.out.contains("HEAD:registry/shop/orders.yaml:3:11"), "{}", ran.out);
}

#[test]
fn a_worktree_and_a_folder_of_a_repository_are_projects_too() {
    let folder = repository();
    git(&folder, &["worktree", "add", "-q", "--detach", "tree"]);
    finds_the_status(&errbook(&folder.join("tree"), &["diff", "--against", "main"]));
    // With a project below the top, whose registry had another name.
    let api = folder.join("services/api");
    put(&api, "registry/shop/catalog.yaml", CATALOG);
    put(&api, "registry/shop/orders.yaml", orders(404));
    git(&folder, &["add", "services"]);
    git(&folder, &["commit", "-q", "-m", "Add a service"]);
    fs::rename(api.join("registry"), api.join("errors")).expect("it moves");
    put(&api, "errbook.toml", "registry = \"errors\"\n");
    put(&api, "errors/shop/orders.yaml", orders(410));
    finds_the_status(&errbook(&api, &["diff", "--against", "HEAD"]));
    // From below the folder of the project.
    finds_the_status(&errbook(&api.join("errors"), &["diff", "--against", "HEAD"]));
    commit(&folder);
    // The project file of then names the folder of then.
    put(&api, "errbook.toml", "registry = \"codes\"\n");
    fs::rename(api.join("errors"), api.join("codes")).expect("it moves");
    let ran = errbook(&api, &["diff", "--against", "HEAD"]);
    assert_eq!(ran.err, "found no changes\n");
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let folder = repository();
    git(&folder, &["switch", "-q", "main"]);
    let clone = folder.join("clone");
    let origin = format!("file://{}", folder.display());
    git(&folder, &["clone", "-q", "--depth=1", "--branch", "work", &origin, "clone"]);
    let ran = errbook(&clone, &["diff", "--against", "origin/main"]);
    assert_eq!(ran.exit, 2);
    let fetch = "git fetch --depth=1 origin main:refs/remotes/origin/main";
    assert!(ran.err.contains(&format!("this clone is shallow: run `{fetch}`")), "{}", ran.err);
    let ran = errbook(&clone, &["diff", "--against", "HEAD~1"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("`git fetch --unshallow`, or check out"), "{}", ran.err);
    assert!(ran.err.contains("`fetch-depth: 0`"), "{}", ran.err);
    let args: Vec<&str> = fetch.split(' ').skip(1).collect();
    git(&clone, &args);
    finds_the_status(&errbook(&clone, &["diff", "--against", "origin/main"]));
    let ran = errbook(&clone, &["diff"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("run `git fetch --unshallow`"), "{}", ran.err);
    git(&clone, &["fetch", "-q", "--unshallow"]);
    finds_the_status(&errbook(&clone, &["diff"]));
}

#[test]
fn folders_need_no_git() {
    let folder = support::scratch_of_test();
    for (version, status) in [("old", 404), ("new", 410)] {
        put(&folder, &format!("{version}/registry/shop/catalog.yaml"), CATALOG);
        put(&folder, &format!("{version}/registry/shop/orders.yaml"), orders(status));
    }
    put(&folder, "new/.git", "not a repository");
    let new = folder.join("new");
    for old in ["../old", "../old/registry"] {
        finds_the_status(&errbook(&new, &["diff", "--against", old]));
    }
    let ran = errbook(&new, &["diff", "--against", "v1"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("this is not a Git repository"), "{}", ran.err);
    assert_eq!(errbook(&new, &["diff"]).exit, 2);
}

#[test]
fn an_old_registry_with_errors_is_shown() {
    let folder = repository();
    put(&folder, "registry/shop/orders.yaml", "section: Orders\nerors: {}\n");
    commit(&folder);
    put(&folder, "registry/shop/orders.yaml", orders(410));
    let ran = errbook(&folder, &["diff", "--against", "HEAD"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("HEAD:registry/shop/orders.yaml:2:1"), "{}", ran.err);
    assert!(ran.err.contains("error: the old registry, in `HEAD`, has 1 error"), "{}", ran.err);
    // The rest of it is compared if that is asked for.
    put(
        &folder,
        "registry/shop/lost.yaml",
        "section: Lost\nerrors: { lost: { status: 404, title: Lost } }\n",
    );
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "Add a section", "registry/shop/lost.yaml"]);
    put(
        &folder,
        "registry/shop/lost.yaml",
        "section: Lost\nerrors: { lost: { status: 410, title: Lost } }\n",
    );
    let ran = errbook(&folder, &["diff", "--against", "HEAD", "--partial"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(
        ran.err,
        "not compared, because of errors: `HEAD:registry/shop/orders.yaml`\nfound 1 change: 1 (wire)\n"
    );
    // A new one with errors is not compared.
    put(&folder, "registry/shop/orders.yaml", "section: Orders\nerors: {}\n");
    assert_eq!(errbook(&folder, &["diff", "--against", "main"]).exit, 1);
}

#[test]
fn a_registry_that_is_new_breaks_nobody() {
    let folder = support::scratch_of_test();
    git(&folder, &["init", "-q", "-b", "main"]);
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", orders(404));
    let is_new = |args: &[&str]| {
        let ran = errbook(&folder, args);
        assert_eq!(ran.exit, 0, "{args:?}: {}", ran.err);
        assert!(ran.out.contains("`shop` is new"), "{args:?}: {}", ran.out);
    };
    is_new(&["diff", "--against", "HEAD"]);
    put(&folder, "README.md", "# Shop\n");
    git(&folder, &["add", "README.md"]);
    git(&folder, &["commit", "-q", "-m", "Begin"]);
    is_new(&["diff", "--against", "HEAD"]);
    is_new(&["diff"]);
    // One that was elsewhere is not new.
    commit(&folder);
    put(&folder, "service/registry/shop/catalog.yaml", CATALOG);
    put(&folder, "service/registry/shop/orders.yaml", orders(404));
    let ran = errbook(&folder.join("service"), &["diff", "--against", "HEAD"]);
    assert_eq!(ran.exit, 2, "{}", ran.out);
    let help = "in `HEAD`, which has `registry/shop/catalog.yaml`; check that version out";
    assert!(ran.err.contains(help), "{}", ran.err);
}

#[test]
fn the_tier_that_fails_can_be_set() {
    let folder = repository();
    put(
        &folder,
        "registry/shop/orders.yaml",
        orders(404).replace("status", "retry: never, status"),
    );
    let fails = |tier: &str| errbook(&folder, &["diff", "--fail-on", tier]).exit;
    assert_eq!(["wire", "source", "behaviour", "docs"].map(fails), [0, 0, 1, 1]);
    assert_eq!(fails("added"), 2);
    let level = |tier: &str| {
        let ran = errbook(&folder, &["diff", "--fail-on", tier, "--format", "json"]);
        let found: Value = serde_json::from_str(&ran.out).expect("one finding");
        found["level"].as_str().expect("a level").to_owned()
    };
    assert_eq!(["source", "behaviour"].map(level), ["warning", "error"], "what fails is an error");
}

#[test]
fn reports_name_files_that_are_there() {
    let folder = repository();
    put(&folder, "registry/shop/orders.yaml", orders(410).replace("gone", "lost"));
    let report = |format: &str| errbook(&folder, &["diff", "--format", format]).out;
    for format in ["github", "sarif", "junit"] {
        let text = report(format);
        assert!(text.contains("code-removed") && text.contains("addition"), "{text}");
        assert!(!text.contains(":registry"), "{text}");
    }
    assert!(report("junit").contains("<testsuites name=\"errbook diff\""));
    assert!(report("json").contains(":registry/shop/orders.yaml\""));
    let comment = report("markdown");
    assert!(comment.contains("### wire"), "{comment}");
    assert!(comment.contains("- **shop**: `gone` is removed (`code-removed`)"), "{comment}");
}

/// The project file with two packages and what is accepted.
fn project(version: &str, accepted: &str) -> String {
    let target = |name: &str| format!("[target.{name}]\nversion = \"{version}\"\n");
    format!("{}{}{accepted}", target("rust"), target("typescript"))
}

#[test]
fn a_project_accepts_changes_for_a_reason() {
    let folder = repository();
    let accept = |rest: &str| {
        let accepted = format!("[[diff.accepted]]\nreason = \"Nobody uses it.\"\n{rest}\n");
        put(&folder, "errbook.toml", project("1.2.0", &accepted));
        errbook(&folder, &["diff"])
    };
    for which in ["", "code = \"gone\"", "catalog = \"shop\"", "until = \"1.2.1\""] {
        let ran = accept(&format!("rule = \"status-changed\"\n{which}"));
        assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{which}");
        assert_eq!(ran.err, "found nothing else: the project accepts 1 change\n");
    }
    for which in [
        "rule = \"status-changed\"\ncode = \"lost\"",
        "rule = \"code-removed\"",
        "rule = \"status-changed\"\nuntil = \"1.2.0\"",
    ] {
        let ran = accept(which);
        assert_eq!(ran.exit, 1, "{which}");
        assert!(ran.out.contains("warning[unused-suppression]"), "{}", ran.out);
        assert!(ran.out.contains(" --> errbook.toml:7:8"), "{}", ran.out);
    }
    let ran = accept("rule = \"status-changed\"\ncode = \"gome\"");
    assert!(ran.out.contains("there is no code `gome`"), "{}", ran.out);
    assert!(ran.out.contains("did you mean `gone`?"), "{}", ran.out);
    for (wrong, what) in [
        ("rule = \"status-change\"", "did you mean `status-changed`?"),
        ("rule = \"key-order\"", "there is no change `key-order`"),
        ("rule = \"status-changed\"\nuntil = \"2\"", "`2` is not a semantic version"),
    ] {
        let ran = accept(wrong);
        assert_eq!(ran.exit, 2, "{wrong}");
        assert!(ran.err.contains(what), "{}", ran.err);
    }
}

#[test]
fn packages_have_a_version_that_says_what_changed() {
    let folder = repository();
    git(&folder, &["switch", "-q", "main"]);
    put(&folder, "errbook.toml", project("1.2.0", ""));
    commit(&folder);
    put(&folder, "registry/shop/orders.yaml", orders(410));
    let ran = errbook(&folder, &["diff"]);
    for target in ["rust", "typescript"] {
        let verdict = format!(
            "the package of the target `{target}` was 1.2.0: with these changes, its version is \
             2.0.0 or higher, and not 1.2.0\n"
        );
        assert!(ran.err.contains(&verdict), "{}", ran.err);
    }
    put(&folder, "errbook.toml", project("2.0.0", ""));
    finds_the_status(&errbook(&folder, &["diff"]));
}
