//! The rules as data: the list in the code, the registry of rules and its pages agree, and each
//! rule's examples are what they claim to be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use errbook::annotate::{annotate, missing};
use errbook::config::{Project, ProjectTarget, Reach};
use errbook::error::Error;
use errbook::model::{Catalog, Example};
use errbook::output::{Mode, apply};
use errbook::rule::RULES;
use errbook::{rulebook, targets};

use crate::support;

fn catalog() -> Catalog {
    rulebook::catalog().expect("the registry of rules compiles")
}

/// The project of the registry of rules in this repository.
fn project() -> Project {
    Project::open(&support::root().join("codegen/rules/errbook.toml"), Reach::Repository)
        .expect("it opens")
}

#[test]
fn the_list_and_the_registry_agree() {
    let catalog = catalog();
    let listed: BTreeMap<&str, _> = RULES.iter().map(|rule| (rule.id, rule)).collect();
    assert_eq!(listed.len(), RULES.len(), "each id once");
    let described: BTreeSet<&str> = catalog.codes.iter().map(|code| code.code.as_str()).collect();
    assert_eq!(listed.keys().copied().collect::<BTreeSet<_>>(), described);
    for code in &catalog.codes {
        let rule = listed[code.code.as_str()];
        assert_eq!(format!("{}.", code.title), rule.summary, "{}", rule.id);
        assert_eq!(code.category.as_deref(), Some(rule.level.name()), "{}", rule.id);
    }
}

#[test]
fn the_registry_follows_its_own_rules() {
    let checked = errbook::open(&project()).expect("it is read");
    assert_eq!(checked.diagnostics, []);
    let model = checked.model.expect("it compiles");
    let read: Vec<&str> = model.catalogs[0].codes.iter().map(|code| code.code.as_str()).collect();
    let catalog = catalog();
    let embedded: Vec<&str> = catalog.codes.iter().map(|code| code.code.as_str()).collect();
    assert_eq!(read, embedded, "every file of the folder is in the command");
}

#[test]
fn the_pages_are_fresh() {
    let project = project();
    let model = errbook::open(&project).expect("it is read").model.expect("it compiles");
    let targets: Vec<&ProjectTarget> = project.targets.iter().collect();
    let trees = targets::render(&model, &targets)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .expect("it renders");
    let stale = apply(&trees, Mode::Report).expect("the pages are read");
    let stale: Vec<_> = stale.iter().map(|found| found.path.display().to_string()).collect();
    assert!(
        stale.is_empty(),
        "run `errbook --project codegen/rules/errbook.toml generate`: {stale:#?}"
    );
}

/// Writes the files of an example to a folder. A comment that consists of a file's path begins that
/// file; without one, the whole example is `shop/orders.yaml`.
fn lay_out(example: &Example, folder: &Path) {
    const CATALOG: &str = "catalog: shop\ntitle: Shop API\ncodes: { style: snake_case }\n\
                           envelope: { shape: { code: $code, message: $message } }\n";
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in example.code.split('\n') {
        let path = line.strip_prefix("# ").filter(|path| {
            let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ["yaml", "yml", "toml"].contains(&ending))
        });
        if let Some(path) = path {
            files.push((path, String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("shop/orders.yaml", String::new()));
        }
        let (_, text) = files.last_mut().expect("one was pushed");
        text.push_str(line);
        text.push('\n');
    }
    if !files.iter().any(|(path, _)| *path == "shop/catalog.yaml") {
        files.push(("shop/catalog.yaml", CATALOG.to_owned()));
    }
    for (path, text) in files {
        let path = match path {
            "errbook.toml" | "openapi.yaml" => folder.join(path),
            path => folder.join("registry").join(path),
        };
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        // A text cannot contain a byte that is not UTF-8.
        let mut bytes = text.into_bytes();
        while let Some(at) = bytes.windows(4).position(|bytes| bytes == br"\xE9") {
            // The comment that explains it spells it out.
            let explained = bytes[at + 4] == b'`';
            bytes.splice(at..at + 4, if explained { &b"E9"[..] } else { &b"\xE9"[..] }.to_vec());
        }
        fs::write(path, bytes).expect("the file is written");
    }
}

/// The rules that an example breaks, one per finding.
fn broken(folder: &Path) -> Vec<String> {
    let project = match Project::open(&folder.join("errbook.toml"), Reach::Repository) {
        Ok(project) => project,
        Err(Error::Config { message, .. }) => {
            let titles = message.lines().filter_map(|line| line.strip_prefix("error["));
            return titles.filter_map(|title| Some(title.split_once(']')?.0.to_owned())).collect();
        }
        Err(error) => panic!("{error}"),
    };
    let checked = errbook::open(&project).expect("the registry is read");
    let description = folder.join("openapi.yaml");
    if description.exists() {
        let model = checked.model.expect("it compiles").public();
        let mut sources = checked.sources;
        let file = sources.add(&description).expect("the description is read");
        let source = &sources.files()[file as usize];
        let found = annotate(source, file, &model.catalogs[0], str::to_owned);
        let missing = missing(&model.catalogs[0], std::slice::from_ref(&found));
        return missing.iter().chain(&found.findings).map(|it| it.rule.id.to_owned()).collect();
    }
    checked.diagnostics.iter().map(|found| found.rule.id.to_owned()).collect()
}

#[test]
fn bad_examples_break_their_rule_once_and_good_ones_break_none() {
    let mut faults = Vec::new();
    for code in &catalog().codes {
        let titles = |word: &str| {
            code.examples.iter().filter(|example| example.title.starts_with(word)).count()
        };
        assert!(titles("Bad") >= 1 && titles("Good") == 1, "{} shows both", code.code);
        for (index, example) in code.examples.iter().enumerate() {
            let folder = support::scratch(&format!("rules-{}-{index}", code.code));
            fs::write(folder.join("errbook.toml"), "").expect("the project file is written");
            lay_out(example, &folder);
            let expected =
                if example.title.starts_with("Bad") { &[code.code.clone()][..] } else { &[] };
            let found = broken(&folder);
            if found != expected {
                faults.push(format!("{}, {}: {found:?}", code.code, example.title));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
