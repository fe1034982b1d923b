//! The lock files of the repository: what they may name, and that they are as they were audited.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support;

const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The checked-in files that match a pattern.
fn files(pattern: &str) -> Vec<String> {
    let listed = git(&["ls-files", pattern]);
    let files: Vec<String> = listed.lines().map(str::to_owned).collect();
    assert!(!files.is_empty(), "no file is called {pattern}");
    files
}

fn git(arguments: &[&str]) -> String {
    support::run(Command::new("git").args(arguments).current_dir(support::root()))
}

fn read(path: &str) -> String {
    fs::read_to_string(support::root().join(path)).expect("the file is read")
}

#[test]
fn lock_files_are_as_they_were_when_they_were_audited() {
    let record = read("supply/audited.txt");
    let mut changed = Vec::new();
    for path in [files("*Cargo.lock"), files("*package-lock.json")].concat() {
        let line = record.lines().find(|line| line.split(' ').nth(1) == Some(&path));
        let blob = git(&["hash-object", &path]);
        match line {
            Some(line) if line.starts_with(blob.trim()) => {}
            Some(line) => changed.push(line.to_owned()),
            // Not every registry answers `npm audit`; see `supply/README.md`.
            None if path.ends_with("package-lock.json") => {}
            None => changed.push(path),
        }
    }
    assert!(
        changed.is_empty(),
        "run `supply/audit` and commit what it writes; these lock files are new or have changed:\n{}",
        changed.join("\n")
    );
}

#[test]
fn crates_come_from_crates_io() {
    for path in files("*Cargo.lock") {
        let text = read(&path);
        for package in text.split("[[package]]").skip(1) {
            let value = |key: &str| {
                let line = package.lines().find_map(|line| line.strip_prefix(key));
                line.map(|value| value.trim_matches('"'))
            };
            if let Some(source) = value("source = ") {
                assert_eq!(source, CRATES, "{path}: {package}");
                let checksum = value("checksum = ").map(str::len);
                assert_eq!(checksum, Some(64), "{path}: {package}");
            }
        }
    }
}

#[test]
fn npm_packages_have_a_checksum_and_no_address() {
    for path in files("*package-lock.json") {
        let lock: Value = serde_json::from_str(&read(&path)).expect("the lock file is JSON");
        for (place, package) in lock["packages"].as_object().expect("there are packages") {
            let shown = format!("{path}: {place}: {package}");
            // npm says here that the authors withdrew a version, often because it is vulnerable.
            assert!(package.get("deprecated").is_none(), "{shown}");
            if !place.starts_with("node_modules/") {
                continue; // The package of the lock file itself, or a folder of this repository.
            }
            let resolved = package["resolved"].as_str();
            if package["link"] == true {
                assert!(resolved.is_some_and(|to| to.starts_with("../")), "{shown}");
            } else {
                assert_eq!(resolved, None, "{shown}");
                let checksum = package["integrity"].as_str();
                assert!(checksum.is_some_and(|sum| sum.starts_with("sha512-")), "{shown}");
            }
        }
    }
}

#[test]
fn python_packages_are_pinned_and_nothing_else() {
    for path in files("*requirements.txt") {
        for line in read(&path).lines() {
            let (name, version) = line.split_once("==").unwrap_or_else(|| panic!("{path}: {line}"));
            let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
            assert!(plain(name) && plain(version), "{path}: {line}");
        }
    }
}
