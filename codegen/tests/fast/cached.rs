//! A run that sees that it has nothing to do: it makes what a run without a memory makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support;
use crate::support::command::{errbook, put};

const CATALOG: &str = "catalog: shop\ntitle: Shop\nenvelope: { shape: { code: $code } }\n";

fn section(status: u64) -> String {
    format!("section: Orders\nerrors: {{ gone: {{ status: {status}, title: Gone away }} }}\n")
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.clone(), fs::read(path).expect("a file"));
            }
        }
    }
    found
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A memory that cannot be right.
fn damaged(kept: &str, numbers: &mut Numbers) -> String {
    match numbers.below(3) {
        0 => "errbook 1\nzz\n".to_owned(),
        // What was said points to what is not there.
        1 => kept.replace("[[0,", "[[7,").replace("[[1,", "[[7,"),
        _ => kept.replacen('{', "[", 1),
    }
}

/// Changes something that outputs are made from, or an output.
fn change(folder: &Path, numbers: &mut Numbers) -> &'static str {
    let out = folder.join("generated");
    let outputs: Vec<PathBuf> = files(&out).into_keys().collect();
    let number = numbers.below(outputs.len().max(1) as u64);
    let some = outputs.get(usize::try_from(number).expect("a small number"));
    match numbers.below(9) {
        0 => {
            // Some have a finding, which is kept too.
            let status =
                [200, 302, 404][usize::try_from(numbers.below(3)).expect("a small number")];
            put(folder, "registry/shop/orders.yaml", section(status + numbers.below(2)));
            "a status"
        }
        1 => {
            let title = numbers.below(100);
            put(
                folder,
                "registry/shop/catalog.yaml",
                CATALOG.replace("Shop", &format!("Shop {title}")),
            );
            "a title"
        }
        2 => {
            let name = ["a", "b"][usize::from(numbers.below(2) == 0)];
            put(
                folder,
                "errbook.toml",
                format!(
                    "targets = [\"json\", \"markdown\"]\n[target.json]\nout = \"generated/{name}\"\n"
                ),
            );
            "an option"
        }
        3 => {
            let path = folder.join("registry/shop/more.yaml");
            if path.exists() {
                fs::remove_file(path).expect("it goes");
            } else {
                put(
                    folder,
                    "registry/shop/more.yaml",
                    "section: More\nerrors: { full: { status: 409, title: Full } }\n",
                );
            }
            "a section"
        }
        4 => {
            if let Some(path) = some {
                let text = fs::read_to_string(path).expect("a file");
                // The header stays, so that errbook knows its file.
                fs::write(path, format!("{text} ")).expect("a change");
            }
            "an output"
        }
        5 => {
            if let Some(path) = some {
                fs::remove_file(path).expect("it goes");
            }
            "a missing output"
        }
        6 => {
            let path = folder.join(".errbook-cache/generate");
            let kept = fs::read_to_string(&path).unwrap_or_default();
            let _ = fs::write(path, damaged(&kept, numbers));
            "a damaged memory"
        }
        7 => {
            let _ = fs::remove_dir_all(folder.join(".errbook-cache"));
            "no memory"
        }
        _ => "nothing",
    }
}

#[test]
fn whatever_changes_the_outputs_are_those_of_a_run_without_a_memory() {
    let folder = support::scratch_of_test();
    put(&folder, "errbook.toml", "targets = [\"json\", \"markdown\"]\n");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", section(404));
    let mut numbers = Numbers(7);
    for step in 0..60 {
        let what = change(&folder, &mut numbers);
        let ran = errbook(&folder, &["generate"]);
        assert_eq!(ran.exit, 0, "step {step}, {what}: {}", ran.err);
        let found = files(&folder.join("generated"));
        // All that it says but the last line, about what it wrote.
        let said = |text: &str| text.rsplit_once("wrote ").unwrap_or_default().0.to_owned();
        let again = errbook(&folder, &["generate"]);
        assert_eq!(said(&again.err), said(&ran.err), "step {step}, {what}");
        let check = errbook(&folder, &["generate", "--check"]);
        assert_eq!((check.exit, check.out.as_str()), (0, ""), "step {step}, {what}");
        let fresh = errbook(&folder, &["generate", "--no-cache"]);
        assert_eq!((fresh.exit, said(&fresh.err)), (0, said(&ran.err)), "step {step}, {what}");
        assert_eq!(found, files(&folder.join("generated")), "step {step}, {what}");
    }
}

#[test]
fn a_second_run_says_what_the_first_says() {
    let folder = support::scratch_of_test();
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    // With a finding, which every run shows.
    put(&folder, "registry/shop/orders.yaml", section(200));
    let first = errbook(&folder, &["generate"]);
    let second = errbook(&folder, &["generate"]);
    assert!(first.err.contains("status-not-error"), "{}", first.err);
    assert!(second.err.contains("status-not-error"), "{}", second.err);
    let last = |text: &str| text.lines().last().unwrap_or_default().to_owned();
    assert!(last(&second.err).starts_with("wrote 0 of "), "{}", second.err);
    let rendered = errbook(&folder, &["generate", "--no-cache"]);
    assert_eq!(rendered.err, second.err);
    // Git sees nothing of the memory.
    assert_eq!(
        fs::read_to_string(folder.join(".errbook-cache/.gitignore")).ok().as_deref(),
        Some("*\n")
    );
}
