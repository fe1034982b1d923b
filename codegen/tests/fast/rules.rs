//! The rules as data: the list in the code and the pages are made from the registry of rules, and
//! each rule's examples are what they claim to be.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use errbook::annotate::{annotate, missing};
use errbook::config::{Project, Reach};
use errbook::diff::changes;
use errbook::embed::embed;
use errbook::error::Error;
use errbook::import::{drift, read};
use errbook::jobs::{Destination, jobs, render};
use errbook::model::{Catalog, Code, Example};
use errbook::output::{Mode, apply};
use errbook::rule::{self, Kind, Tier};
use errbook::rulebook;
use errbook::source::Sources;
use errbook::targets::{OpenapiFormat, OpenapiNames};
use errbook::vocabulary::Vocabulary;
use heck::{ToPascalCase, ToShoutySnakeCase};
use snapbox::assert::DEFAULT_ACTION_ENV;

use crate::support;

use support::command::errbook;

/// What to do if something made from the registry of rules is stale.
const UPDATE: &str = "run `SNAPSHOTS=overwrite cargo test --test fast rules`";

fn catalog() -> Catalog {
    rulebook::catalog().expect("the registry of rules compiles")
}

/// The project of the registry of rules in this repository.
fn project() -> Project {
    Project::open(&support::root().join("codegen/rules/errbook.toml"), Reach::Repository)
        .expect("it opens")
}

/// Whether what is stale is written, as by snapbox.
pub fn overwrites() -> bool {
    std::env::var(DEFAULT_ACTION_ENV).is_ok_and(|action| action == "overwrite")
}

/// The list of rules as Rust, made from their registry: `src/rule/list.rs`.
fn list(catalog: &Catalog) -> String {
    let mut list = "\
        //! Generated from the registry of rules in `codegen/rules`. Do not edit: \
        `codegen/tests/rules.rs`\n\
        //! compares it with the registry, and writes it.\n\n\
        rules! {\n"
        .to_owned();
    for Code { name: id, title, category, action, .. } in &catalog.codes {
        let category = category.map(|id| catalog[id].id.as_str());
        let action = action.map(|id| catalog[id].id.as_str());
        let kind = match (category, action) {
            (Some("error"), Some("fix")) => "error".to_owned(),
            (Some(level), Some("fix_or_allow")) => format!("lint({})", level.to_pascal_case()),
            (Some(level), Some(tier)) if is_level_of(tier, level) => {
                format!("change({})", tier.to_pascal_case())
            }
            other => {
                panic!("the category and the action of `{id}` are a level and a kind: {other:?}")
            }
        };
        let name = id.to_shouty_snake_case();
        writeln!(list, "    {kind} {name} = {id:?}: {:?};", format!("{title}."))
            .expect("writing to a string does not fail");
    }
    list.push_str("}\n");
    list
}

/// Whether findings of a tier have a level.
fn is_level_of(tier: &str, level: &str) -> bool {
    let known = Tier::ALL.iter().find(|known| known.word() == tier);
    known.is_some_and(|tier| tier.level().name() == level)
}

#[test]
fn the_list_is_fresh() {
    let path = support::root().join("codegen/src/rule/list.rs");
    let new = list(&catalog());
    if overwrites() {
        fs::write(&path, &new).expect("the list is written");
    }
    let old = fs::read_to_string(&path).expect("the list is read");
    assert!(old == new, "the list of rules is stale: {UPDATE}");
}

#[test]
fn the_registry_follows_its_own_rules() {
    let checked = errbook::open(&project()).expect("it is read");
    assert_eq!(checked.diagnostics, []);
    let model = checked.model.expect("it compiles");
    let read: Vec<&str> = model.catalogs[0].codes.iter().map(|code| code.name.as_str()).collect();
    let catalog = catalog();
    let embedded: Vec<&str> = catalog.codes.iter().map(|code| code.name.as_str()).collect();
    assert_eq!(read, embedded, "every file of the folder is in the command");
}

#[test]
fn the_pages_are_fresh() {
    let project = project();
    let model = errbook::open(&project).expect("it is read").model.expect("it compiles");
    let jobs = jobs(&project, &project.targets, Destination::Project).expect("free folders");
    let trees =
        render(&model, &jobs).into_iter().collect::<Result<Vec<_>, _>>().expect("it renders");
    let mode = if overwrites() { Mode::Write } else { Mode::Report };
    let changed = apply(&trees, mode).expect("the pages are read");
    let changed: Vec<_> = changed.iter().map(|found| found.path.display().to_string()).collect();
    assert!(changed.is_empty() || overwrites(), "these pages are stale: {changed:#?}: {UPDATE}");
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
            ending.is_some_and(|ending| ["yaml", "yml", "toml", "md"].contains(&ending))
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
            "errbook.toml" | "openapi.yaml" | "guide.md" | "errors.md" => folder.join(path),
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
    let document = folder.join("errors.md");
    if document.exists() {
        let mut sources = Sources::default();
        let file = sources.add(&document).expect("the document is read");
        let draft = read(&[(file, &sources.files()[0])]).expect("it has codes");
        let found = drift(&draft, &sources, rule::DOCUMENT_DRIFT.level);
        return found.iter().map(|found| found.rule.id.to_owned()).collect();
    }
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
        let model = checked.model.expect("it compiles");
        let model = model.public();
        let mut sources = checked.sources;
        let file = sources.add(&description).expect("the description is read");
        let source = &sources.files()[file as usize];
        let found = annotate(
            source,
            file,
            &model.catalogs[0],
            &OpenapiNames::new(&model.catalogs[0], false),
            |version| Some(version.path(&model.catalogs[0], OpenapiFormat::Yaml)),
        );
        let missing = missing(&model.catalogs[0], std::slice::from_ref(&found));
        return missing.iter().chain(&found.findings).map(|it| it.rule.id.to_owned()).collect();
    }
    let page = folder.join("guide.md");
    if page.exists() {
        let model = checked.model.expect("it compiles");
        let mut sources = checked.sources;
        let file = sources.add(&page).expect("the page is read");
        let found = embed(&sources.files()[file as usize], file, &model);
        let found = found.err().unwrap_or_default();
        return found.iter().map(|found| found.rule.id.to_owned()).collect();
    }
    checked.diagnostics.iter().map(|found| found.rule.id.to_owned()).collect()
}

#[test]
fn bad_examples_break_their_rule_once_and_good_ones_break_none() {
    let mut faults = Vec::new();
    let of_one_version = |code: &&Code| {
        rule::find(&code.name).is_some_and(|rule| !matches!(rule.kind, Kind::Change(_)))
    };
    for code in catalog().codes.iter().filter(of_one_version) {
        let titles = |word: &str| {
            code.examples.iter().filter(|example| example.title.starts_with(word)).count()
        };
        assert!(titles("Bad") >= 1 && titles("Good") == 1, "{} shows both", code.name);
        for (index, example) in code.examples.iter().enumerate() {
            let folder = support::scratch(&format!("rules-{}-{index}", code.name));
            fs::write(folder.join("errbook.toml"), "").expect("the project file is written");
            lay_out(example, &folder);
            let expected =
                if example.title.starts_with("Bad") { &[code.name.clone()][..] } else { &[] };
            let found = broken(&folder);
            if found != expected {
                faults.push(format!("{}, {}: {found:?}", code.name, example.title));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn examples_of_changes_show_their_rule() {
    let mut faults = Vec::new();
    for code in &catalog().codes {
        let Some(Kind::Change(_)) = rule::find(&code.name).map(|rule| rule.kind) else { continue };
        let versions = ["Before", "After"].map(|title| {
            let example = code.examples.iter().find(|example| example.title == title);
            let folder = support::scratch(&format!("rules-{}-{title}", code.name));
            fs::write(folder.join("errbook.toml"), "").expect("the project file is written");
            lay_out(example.expect("it shows both"), &folder);
            let project = Project::open(&folder.join("errbook.toml"), Reach::Repository);
            let checked = errbook::open(&project.expect("it opens")).expect("it is read");
            let clean = checked.diagnostics.is_empty();
            if !clean {
                faults.push(format!("{}, {title}: {:?}", code.name, checked.diagnostics));
            }
            checked.model.expect("it compiles")
        });
        let found = changes(&versions[0], &versions[1]);
        // Others may follow from it.
        if found.first().map(|change| change.rule.id) != Some(&code.name) {
            faults.push(format!("{}: {found:?}", code.name));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn an_explanation_says_what_a_project_can_set() {
    let folder = support::scratch("rules-explain");
    let check = |rule: &str, expected: &[&str]| {
        let ran = errbook(&folder, &["explain", rule]);
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""), "{rule}");
        let settings = ["errbook.toml", "catalog.yaml", "allow:"];
        let (_, end) = ran.out.split_once("\nHow to set its level").unwrap_or_default();
        let said: Vec<&str> = settings.into_iter().filter(|word| end.contains(word)).collect();
        assert_eq!(said, expected, "{rule}");
    };
    check("status-range", &[]);
    check("status-not-error", &["errbook.toml", "catalog.yaml", "allow:"]);
    // A lint whose findings are errors.
    check("portable-name", &["errbook.toml", "catalog.yaml", "allow:"]);
    check("unused-suppression", &["errbook.toml", "catalog.yaml"]);
}
