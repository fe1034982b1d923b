//! Checks that repeat only what has changed: whatever is edited, they find what a fresh check finds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use errbook::again::{self, Kept};
use errbook::check_in;
use errbook::config::{Project, Reach};
use errbook::source::Sources;

use crate::support;

/// A section with findings of many kinds, about other sections too.
const MORE: &str = "\
section: More
description: These are two codes of the shop, see `ORDER_NOT_FOUND`.
errors:
  BASKET_FULL:
    status: 200
    description: The basket is full. See `BASKET_FULLL` or `ORDER_NOT_FOUND`.
    cause: <b>Too many</b> items.
  BASKET_GONE:
    status: 410
    title: Gone away
    description: \"The basket is full. See `BASKET_FULLL` or `ORDER_NOT_FOUND`.\"
    cause: <b>Too many</b> items.
    allow: { missing-resolution: Nobody knows. }
    details: { kind: { type: string, values: [paper, cloth] } }
  BASKET_LOST: { status: 404, title: Gone away, description: Lost., deprecated: { replaced_by: BASKET_GONE } }
";

/// Words that lines are given at random.
const WORDS: &[&str] = &[
    "BASKET_FULL",
    "`BASKET_GONE`",
    "ORDER_NOT_FOUND",
    "404",
    "status",
    "retry: never",
    "{ }",
    "<i>",
    "`",
    "# note",
    "internal",
    "\"x",
    "two codes",
    "visibility: internal",
    "category: one",
    "category: two",
    "title: Gone away",
    "action: wait",
    "https://example.com/errors#nothing",
    "x ",
    "\t",
    "ü",
];

/// The files of a registry, by their paths below it.
type Files = BTreeMap<String, String>;

fn files_below(folder: &Path, at: &str, files: &mut Files) {
    for entry in fs::read_dir(folder.join(at)).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let below = if at.is_empty() { name } else { format!("{at}/{name}") };
        if entry.path().is_dir() {
            files_below(folder, &below, files);
        } else if entry.path().extension().is_some_and(|ending| ending == "yaml") {
            files.insert(below, fs::read_to_string(entry.path()).expect("a file"));
        }
    }
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a small number") % end.max(1)
    }
}

/// Edits a line of a text.
fn edited(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = numbers.below(lines.len());
    let Some(line) = lines.get_mut(at) else { return "section: New\nerrors: {}\n".to_owned() };
    let word = WORDS[numbers.below(WORDS.len())];
    let places: Vec<usize> = line.char_indices().map(|(place, _)| place).collect();
    let place = places.get(numbers.below(places.len())).copied().unwrap_or_default();
    match numbers.below(10) {
        0 => drop(lines.remove(at)),
        1 => {
            let copy = line.clone();
            lines.insert(at, copy);
        }
        2 => line.insert_str(place, word),
        3 => drop(line.pop()),
        4 => line.push(' '),
        5 => {
            let indent = line.len() - line.trim_start().len();
            let new = format!("{}{word}", " ".repeat(indent));
            lines.insert(at, new);
        }
        // Most words can be others without an error.
        _ => match line.rsplit_once(' ') {
            Some((before, _)) => *line = format!("{before} {word}"),
            None => line.push_str(word),
        },
    }
    lines.join("\n") + "\n"
}

/// One step of somebody who edits a registry.
fn step(original: &Files, files: &mut Files, numbers: &mut Numbers) -> String {
    let paths: Vec<&String> = original.keys().collect();
    let path = paths[numbers.below(paths.len())].clone();
    match numbers.below(20) {
        0 => drop(files.remove(&path)),
        1..6 => files.clone_from(original),
        6 => {
            let (folder, _) = path.split_once('/').expect("a folder");
            let new = format!("{folder}/new.yaml");
            if files.remove(&new).is_none() {
                files.insert(new, "section: New\nerrors: {}\n".to_owned());
            }
        }
        7..11 => {
            // The file as it was.
            files.insert(path.clone(), original[&path].clone());
        }
        _ => {
            let text = files.get(&path).map_or("", String::as_str);
            let new = edited(text, numbers);
            files.insert(path.clone(), new);
        }
    }
    path
}

/// Edits a registry, and compares every state with a fresh check. Returns how many states compile.
fn edit(original: &Files, seed: u64, steps: usize) -> usize {
    let folder = support::scratch(&format!("again-{seed}"));
    fs::create_dir_all(folder.join("registry")).expect("a folder");
    let project = Project::within(&folder, Reach::Repository).expect("a project");
    let mut numbers = Numbers(seed);
    let mut files = original.clone();
    let mut kept = Kept::default();
    let mut right = 0;
    for number in 0..steps {
        let changed = step(original, &mut files, &mut numbers);
        let at = format!("seed {seed}, step {number}, {changed}");
        let texts = || files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let repeated = again::check(&project, &Sources::from_texts(texts()), &mut kept);
        let fresh = check_in(&project, Sources::from_texts(texts()), errbook::Asked::Fixes);
        assert_eq!(repeated.found.diagnostics, fresh.diagnostics, "{at}: {files:#?}");
        assert_eq!(repeated.compiles, fresh.model.is_some(), "{at}");
        let Some(model) = fresh.model else { continue };
        right += 1;
        for catalog in &model.catalogs {
            assert_eq!(kept.catalog(&catalog.id), Some(catalog), "{at}");
        }
    }
    right
}

#[test]
fn what_is_kept_finds_what_a_fresh_check_finds() {
    let mut example = Files::new();
    files_below(&support::root().join("codegen/src/keys/example/registry"), "", &mut example);
    example.insert("shop/more.yaml".to_owned(), MORE.to_owned());
    let catalog = example.get_mut("shop/catalog.yaml").expect("a catalog");
    *catalog = catalog.replace("sections: [", "sections: [more, ");
    let mut small = Files::new();
    files_below(&support::root().join("codegen/tests/registries"), "", &mut small);
    let right = edit(&example, 1, 150) + edit(&example, 2, 150) + edit(&small, 3, 30);
    assert!(right > 60, "only {right} of the states compile");
}
