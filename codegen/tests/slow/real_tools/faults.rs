//! Every system call that changes a file fails once, and the process is killed at each: afterwards
//! each file is the old one or the new one, as a whole, and the next run completes the work.
//!
//! strace makes the calls fail (`--inject`), so that the command which is released is tested, not one
//! with a layer of its own for faults.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::command::put;
use crate::support::{output, scratch};

/// The calls that change files, and the ones that make changes last.
const CALLS: [&str; 12] = [
    "openat",
    "write",
    "rename",
    "renameat",
    "renameat2",
    "linkat",
    "unlink",
    "mkdir",
    "rmdir",
    "fchmod",
    "fchown",
    "fsync",
];

/// What happens at a call: an error, or the end of the process.
const FAULTS: [&str; 5] =
    ["error=ENOSPC", "error=EACCES", "error=EINTR", "error=EXDEV", "signal=KILL"];

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
operations:
  GET /orders/{id}: { raises: [order_not_found] }
";

const ORDERS: &str = "\
section: Orders
errors:
  order_not_found: { status: 404, description: The shop has no order with this number. }
  order_closed: { status: 409, description: The order can no longer be changed. }
";

/// The same with something to fix and to format in each file.
const MESSY: &str = "\
section:   Orders
errors:
  order_not_found: { description: The shop has no order with this number., status: 404 }
";

const DESCRIPTION: &str = "\
openapi: 3.1.0
info: { title: Shop API, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      responses:
        \"200\": { description: The order. }
";

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a project, apart from those that are still being written.
fn files(root: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, found: &mut Files) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("below").display().to_string();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = Files::new();
    walk(root, root, &mut found);
    found
}

fn lay_out(root: &Path, files: &Files) {
    if root.exists() {
        fs::remove_dir_all(root).expect("removed");
    }
    for (name, bytes) in files {
        put(root, name, bytes);
    }
}

/// A project whose generated files are old: of its outputs one is new, one changes and one goes.
fn project(name: &str) -> std::path::PathBuf {
    let root = scratch(&format!("faults-{name}"));
    put(&root, ".git/HEAD", "ref: refs/heads/main\n");
    put(&root, "errbook.toml", "targets = [\"json\", \"markdown\", \"openapi\"]\n");
    put(&root, "registry/shop/catalog.yaml", CATALOG);
    put(&root, "registry/shop/carts.yaml", ORDERS.replace("Orders", "Carts"));
    put(&root, "openapi.yaml", DESCRIPTION);
    let ran = errbook(&root, &["generate"], &[]);
    assert!(ran.0, "{}", ran.1);
    fs::remove_file(root.join("registry/shop/carts.yaml")).expect("removed");
    put(&root, "registry/shop/orders.yaml", ORDERS);
    root
}

/// Runs the command, under strace if there are options for it. Returns whether it succeeded and what
/// it and strace printed.
fn errbook(root: &Path, arguments: &[&str], strace: &[&str]) -> (bool, String) {
    let binary = env!("CARGO_BIN_EXE_errbook");
    let mut command = if strace.is_empty() {
        Command::new(binary)
    } else {
        // Only the main thread changes files.
        let mut command = Command::new("strace");
        command.args(strace).arg("--").arg(binary);
        command
    };
    let ran = output(command.args(arguments).current_dir(root));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ran.status.success(), text(&ran.stdout) + &text(&ran.stderr))
}

/// For each call, which of its occurrences touch the project.
fn occurrences(root: &Path, arguments: &[&str]) -> Vec<(&'static str, usize)> {
    let trace = format!("trace={}", CALLS.join(","));
    let (_, said) = errbook(root, arguments, &["-y", "-e", &trace]);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for line in said.lines() {
        let Some(call) = CALLS.iter().find(|call| line.starts_with(&format!("{call}("))) else {
            continue;
        };
        let number = seen.entry(call).or_default();
        *number += 1;
        let reads = *call == "openat" && !line.contains("O_CREAT");
        let prints = line.starts_with("write(1<") || line.starts_with("write(2<");
        if !reads && !prints {
            found.push((*call, *number));
        }
    }
    assert!(!found.is_empty(), "strace sees what the command does:\n{said}");
    found
}

/// Lets each call of a command fail in each way.
fn holds(root: &Path, arguments: &[&str]) {
    let before = files(root);
    let calls = occurrences(root, arguments);
    let after = files(root);
    assert_ne!(before, after, "{arguments:?} has something to do");
    for (call, number) in &calls {
        for fault in FAULTS {
            lay_out(root, &before);
            let trace = format!("trace={call}");
            let inject = format!("inject={call}:{fault}:when={number}");
            let (_, said) = errbook(root, arguments, &["-e", &trace, "-e", &inject]);
            assert!(!said.contains("panicked"), "{said}");
            let what = format!("{arguments:?} with {inject}");
            let now = files(root);
            for (name, bytes) in &now {
                let partial = name.contains(".errbook-partial-");
                // During the changes the manifest lists the old and the new files.
                let manifest = name.ends_with(".errbook-manifest");
                let whole = before.get(name) == Some(bytes) || after.get(name) == Some(bytes);
                assert!(partial || manifest || whole, "{what}: `{name}` is neither old nor new");
            }
            for name in before.keys().filter(|name| after.contains_key(*name)) {
                assert!(now.contains_key(name), "{what}: `{name}` is lost");
            }
            let (done, said) = errbook(root, arguments, &[]);
            assert!(done, "{what}: the next run fails: {said}");
            let now = files(root);
            let names = now.keys().chain(after.keys());
            let wrong: Vec<&String> =
                names.filter(|name| now.get(*name) != after.get(*name)).collect();
            assert!(wrong.is_empty(), "{what}: the next run leaves {wrong:?} unfinished");
        }
    }
    println!("{arguments:?}: {} calls, {} faults", calls.len(), calls.len() * FAULTS.len());
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn generated_files_survive_every_fault() {
    holds(&project("generate"), &["generate"]);
    holds(&project("site"), &["site"]);
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn files_of_people_survive_every_fault() {
    for arguments in [&["fmt"][..], &["check", "--fix"], &["openapi", "annotate", "openapi.yaml"]] {
        let root = project("edit");
        put(&root, "registry/shop/orders.yaml", MESSY);
        holds(&root, arguments);
    }
    let root = project("overlay");
    let arguments = ["openapi", "annotate", "openapi.yaml", "--overlay", "overlay.yaml"];
    holds(&root, &arguments);
    let changed = CATALOG.replace("raises: [order_not_found]", "raises: [order_closed]");
    put(&root, "registry/shop/catalog.yaml", changed);
    holds(&root, &arguments);
}
