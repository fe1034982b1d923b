//! Untrusted checkouts, as SECURITY.md describes them: nothing outside the repository is read,
//! shown, written or removed, unless the command line says so.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support;
use crate::support::command::{Ran, errbook, put};

const SECRET: &str = "SECRET_TOKEN: hunter2\nPRIVATE KEY\n";

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

const ORDERS: &str = "\
section: Orders
errors:
  order_not_found: { status: 404, description: The shop has no order with this number. }
";

/// A checkout next to a person's files.
struct Place {
    repository: PathBuf,
    outside: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = support::scratch(&format!("checkout-{name}"));
        let (repository, outside) = (folder.join("repository"), folder.join("outside"));
        put(&repository, ".git/HEAD", "ref: refs/heads/main\n");
        put(&repository, "errbook.toml", "targets = [\"json\", \"schema\"]\n");
        put(&repository, "registry/shop/catalog.yaml", CATALOG);
        put(&repository, "registry/shop/orders.yaml", ORDERS);
        put(&outside, "secret.yaml", SECRET);
        put(&outside, "shop/catalog.yaml", CATALOG);
        Place { repository, outside }
    }

    fn link(&self, from: &str, to: &str) {
        let from = self.repository.join(from);
        fs::create_dir_all(from.parent().expect("a parent")).expect("a folder");
        if from.is_dir() {
            fs::remove_dir_all(&from).expect("removed");
        } else if from.exists() {
            fs::remove_file(&from).expect("removed");
        }
        symlink(self.outside.join(to), from).expect("a link");
    }

    /// Every command that reads or writes, each of which must refuse the checkout.
    #[track_caller]
    fn refused(&self, commands: &[&[&str]]) {
        let before = files(&self.outside);
        for command in commands {
            let ran = errbook(&self.repository, command);
            assert_eq!(ran.exit, 2, "{command:?} refuses it: {ran:?}");
            says_no_secret(&ran);
            assert_eq!(files(&self.outside), before, "{command:?} changes nothing outside");
        }
    }
}

#[track_caller]
fn says_no_secret(ran: &Ran) {
    let all = format!("{}{}", ran.out, ran.err);
    for word in ["SECRET", "hunter2", "PRIVATE"] {
        assert!(!all.contains(word), "{word} is shown: {all}");
    }
}

/// The files below a folder with their texts.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

const READ: &[&[&str]] = &[
    &["check"],
    &["check", "--format", "json"],
    &["check", "--fix"],
    &["fmt"],
    &["fmt", "--check"],
    &["list"],
    &["explain", "order_not_found"],
    &["generate"],
    &["generate", "--check"],
    &["site"],
];

const WRITE: &[&[&str]] = &[&["generate", "--check"], &["generate", "--dry-run"], &["generate"]];

#[test]
fn a_registry_behind_a_link_out_of_the_repository() {
    for (name, from, to) in [
        ("file", "registry/shop/x.yaml", "secret.yaml"),
        ("catalog", "registry/shop/catalog.yaml", "secret.yaml"),
        ("folder", "registry/other", "shop"),
        ("registry", "registry", "."),
    ] {
        let place = Place::new(&format!("read-{name}"));
        place.link(from, to);
        place.refused(READ);
    }
    let place = Place::new("read-system");
    symlink("/proc/self/environ", place.repository.join("registry/shop/x.yaml")).expect("a link");
    place.refused(READ);
}

#[test]
fn a_link_within_the_repository_is_followed() {
    let place = Place::new("inside");
    put(&place.repository, "common/carts.yaml", "section: Carts\nerrors: {}\n");
    let link = place.repository.join("registry/shop/carts.yaml");
    symlink("../../common/carts.yaml", &link).expect("a link");
    assert_eq!(errbook(&place.repository, &["check"]).exit, 0);
    put(&place.repository, "common/carts.yaml", "section:   Carts\nerrors: {}\n");
    assert_eq!(errbook(&place.repository, &["fmt"]).exit, 0);
    assert!(link.is_symlink(), "a link stays a link");
    let text = fs::read_to_string(&link).expect("a file");
    assert_eq!(text, "section: Carts\nerrors: {}\n");
}

#[test]
fn a_project_file_behind_a_link_out_of_the_repository() {
    for name in ["errbook.toml", "errbook.yaml"] {
        let place = Place::new("project-file");
        fs::remove_file(place.repository.join("errbook.toml")).expect("removed");
        place.link(name, "secret.yaml");
        place.refused(READ);
        place.refused(&[&["check", "--project", name]]);
    }
}

#[test]
fn a_project_file_above_the_repository_is_not_used() {
    let place = Place::new("above");
    fs::remove_file(place.repository.join("errbook.toml")).expect("removed");
    put(&place.repository, "../errbook.toml", "registry = \"outside\"\n");
    assert_eq!(errbook(&place.repository, &["check"]).exit, 0);
    // In a folder below, the one at the top of the repository is.
    put(&place.repository, "errbook.toml", "registry = \"nowhere\"\n");
    let below = place.repository.join("registry/shop");
    assert!(errbook(&below, &["check"]).err.contains("nowhere"));
}

#[test]
fn folders_that_the_project_file_names_outside_the_repository() {
    for out in ["../outside", "..", "/etc/errbook", ".git", ".git/hooks", ".GIT", "a/../../outside"]
    {
        let place = Place::new("out");
        let project = format!("targets = [\"json\"]\n[target.json]\nout = \"{out}\"\n");
        put(&place.repository, "errbook.toml", project);
        place.refused(WRITE);
        put(&place.repository, "errbook.toml", format!("registry = \"{out}\"\n"));
        place.refused(READ);
    }
}

#[test]
fn an_output_behind_a_link_out_of_the_repository() {
    for (name, from, to) in [
        ("out", "generated", "."),
        ("target", "generated/json", "."),
        ("file", "generated/json/registry.json", "secret.yaml"),
        ("manifest", "generated/json/.errbook-manifest", "secret.yaml"),
        ("new", "generated/json/registry.json", "new"),
    ] {
        let place = Place::new(&format!("write-{name}"));
        put(&place.repository, "generated/json/.errbook-manifest", "registry.json\n");
        place.link(from, to);
        place.refused(WRITE);
    }
    let place = Place::new("write-site");
    place.link("generated/site", ".");
    place.refused(&[&["site"], &["site", "--out", "generated/site"]]);
    place.link("site", ".");
    place.refused(&[&["generate", "--out", "site"], &["site", "--out", "site/below"]]);
}

#[test]
fn a_description_behind_a_link_out_of_the_repository() {
    let place = Place::new("description");
    place.link("openapi.yaml", "secret.yaml");
    let catalog = format!("{CATALOG}operations:\n  GET /orders: {{ raises: [order_not_found] }}\n");
    put(&place.repository, "registry/shop/catalog.yaml", catalog);
    put(&place.repository, "errbook.toml", "");
    let annotate = ["openapi", "annotate", "openapi.yaml"];
    place.refused(&[&annotate, &["openapi", "annotate", "openapi.yaml", "--check"]]);
    put(
        &place.repository,
        "api.yaml",
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n",
    );
    place.link("overlay.yaml", "secret.yaml");
    place.refused(&[&["openapi", "annotate", "api.yaml", "--overlay", "overlay.yaml"]]);
}

#[test]
fn the_working_folder_may_be_that_of_a_target() {
    let place = Place::new("working");
    put(&place.repository, "errbook.toml", "targets = [\"json\"]\n[target.json]\nout = \".\"\n");
    put(&place.repository, ".errbook-manifest", ".git/HEAD\nold.json\n");
    put(&place.repository, "old.json", "{}\n");
    put(&place.repository, ".errbook-partial-abcdef", "half");
    assert_eq!(errbook(&place.repository, &["generate"]).exit, 0);
    for (path, stays) in [
        ("registry.json", true),
        (".git/HEAD", true),
        ("old.json", false),
        (".errbook-partial-abcdef", false),
    ] {
        assert_eq!(place.repository.join(path).exists(), stays, "{path}");
    }
}

#[test]
fn the_command_line_is_trusted() {
    let place = Place::new("trusted");
    let out = place.outside.join("out");
    let out = out.to_str().expect("text");
    assert_eq!(errbook(&place.repository, &["generate", "--out", out]).exit, 0);
    assert!(place.outside.join("out/json/registry.json").is_file());
    put(&place.repository, "errbook.toml", "targets = [\"json\"]\n[target.json]\nout = \"../o\"\n");
    let ran = errbook(&place.repository, &["generate", "--allow-outside"]);
    assert_eq!((ran.exit, place.repository.join("../o/registry.json").is_file()), (0, true));
    place.link("registry/other", "shop");
    let ran = errbook(&place.repository, &["check", "--allow-outside"]);
    assert!(ran.exit == 1 && ran.err.contains("found"), "the link is followed: {ran:?}");
}

#[test]
fn only_regular_files_are_read() {
    let place = Place::new("pipes");
    let pipe = |path: &str| {
        support::run(Command::new("mkfifo").arg(place.repository.join(path)));
    };
    let remove = |path: &str| fs::remove_file(place.repository.join(path)).expect("removed");
    for path in ["registry/shop/x.yaml", "errbook.yml", "errbook.toml"] {
        if path == "errbook.toml" {
            remove(path);
        }
        pipe(path);
        let ran = errbook(&place.repository, &["check", "--project", "errbook.toml"]);
        if path == "errbook.yml" {
            assert_eq!(ran.exit, 0, "it is not asked for: {ran:?}");
        } else {
            assert_eq!(ran.exit, 2, "{ran:?}");
            assert!(ran.err.contains("not a regular file"), "{ran:?}");
        }
        remove(path);
    }
    put(&place.repository, "errbook.toml", "");
    symlink("/dev/zero", place.repository.join("registry/shop/x.yaml")).expect("a link");
    let ran = errbook(&place.repository, &["check", "--allow-outside"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("not a regular file"), "{ran:?}");
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let place = Place::new("large");
    let large = place.repository.join("registry/shop/x.yaml");
    let file = fs::File::create(&large).expect("a file");
    file.set_len(6_000_000_000).expect("a hole");
    let ran = errbook(&place.repository, &["check"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("registry/shop/x.yaml"), "{ran:?}");
    fs::remove_file(&large).expect("removed");
    // A neighbour of the outputs is not looked at.
    put(&place.repository, "generated/json/video.mp4", "");
    let file = fs::File::create(place.repository.join("generated/json/video.mp4")).expect("a file");
    file.set_len(6_000_000_000).expect("a hole");
    assert_eq!(errbook(&place.repository, &["generate"]).exit, 0);
}

#[test]
fn an_edit_is_never_lost_and_a_file_keeps_what_it_has() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    let place = Place::new("edit");
    let file = place.repository.join("registry/shop/orders.yaml");
    let messy = ORDERS.replace("section: ", "section:   ");
    put(&place.repository, "registry/shop/orders.yaml", &messy);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).expect("set");
    // Only the superuser may give a file away.
    let given = chown(&file, Some(12345), Some(12345)).is_ok();
    put(&place.repository, "registry/shop/.errbook-partial-abcdef", "half");
    assert_eq!(errbook(&place.repository, &["fmt"]).exit, 0);
    assert_eq!(fs::read_to_string(&file).expect("a file"), ORDERS);
    let metadata = fs::metadata(&file).expect("a file");
    assert_eq!(metadata.mode() & 0o777, 0o666);
    assert_eq!(metadata.uid() == 12345, given);
    assert!(!place.repository.join("registry/shop/.errbook-partial-abcdef").exists());
    // With a second name, replacing one would take them apart.
    put(&place.repository, "registry/shop/orders.yaml", &messy);
    fs::hard_link(&file, place.repository.join("second")).expect("a second name");
    let ran = errbook(&place.repository, &["fmt"]);
    assert!(ran.exit == 2 && ran.err.contains("hard link"), "{ran:?}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), messy);
}
