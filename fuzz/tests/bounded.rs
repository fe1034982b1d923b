//! The properties on the seeds, on each input that once failed, and on as many generated inputs as
//! take a few seconds: always the same, since their seeds are fixed.
//!
//! `ERRBOOK_FUZZ_TIMES=100 cargo test --release` tries so many times more, with other seeds.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use errbook_fuzz::{PROPERTIES, Random, mutated};

/// The inputs in a folder, with their names.
fn inputs(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let mut inputs: Vec<(String, Vec<u8>)> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            (path.display().to_string(), fs::read(&path).expect("an input"))
        })
        .collect();
    inputs.sort();
    inputs
}

fn times() -> usize {
    std::env::var("ERRBOOK_FUZZ_TIMES").map_or(1, |times| times.parse().expect("a number"))
}

/// Runs a property on its inputs and on this many others.
#[track_caller]
fn holds(name: &str, count: usize) {
    let property = PROPERTIES.iter().find(|it| it.name == name).expect("there is the property");
    let seeds = inputs(&format!("corpus/{}", property.seeds));
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let try_on = |shown: &str, data: &[u8]| {
        if catch_unwind(AssertUnwindSafe(|| (property.holds)(data))).is_err() {
            let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.input"));
            fs::write(&found, data).expect("it is written");
            panic!("{shown} fails; it is in {}", found.display());
        }
    };
    for (path, data) in seeds.iter().chain(&inputs(&format!("regressions/{name}"))) {
        try_on(path, data);
    }
    for number in 0..count * times() {
        let mut random = Random(number as u64);
        let data = if number % 2 == 0 {
            let length = 16 + random.below(500);
            random.bytes(length)
        } else {
            mutated(&seeds[random.below(seeds.len())].1, &mut random)
        };
        try_on(&format!("input {number}"), &data);
    }
}

#[test]
fn a_registry_is_reported_and_rendered() {
    holds("registry", 1500);
}

#[test]
fn edits_keep_the_meaning() {
    holds("edits", 1500);
}

#[test]
fn annotations_change_references_only() {
    holds("annotate", 12000);
}

#[test]
fn a_project_file_is_read_or_refused() {
    holds("project", 6000);
}

#[test]
fn a_response_is_read_or_refused() {
    holds("received", 20000);
}

#[test]
fn every_property_is_tested() {
    let here = include_str!("bounded.rs");
    for property in PROPERTIES {
        assert!(here.contains(&format!("holds(\"{}\", ", property.name)), "{}", property.name);
    }
}
