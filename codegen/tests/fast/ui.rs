//! What people see: each file has a registry, commands and their whole output. `ui/README.md` says
//! how to write a case.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use errbook::rule::RULES;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, Data};

use crate::rules::overwrites;
use crate::support;
use crate::support::command::{errbook, put};

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fast/ui")
}

/// The cases, sorted.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|name| name == "md"));
    cases.retain(|path| path.file_name().is_some_and(|name| name != "README.md"));
    cases.sort();
    cases
}

/// The code blocks in a case: the words after the fence, and the range of the code.
fn blocks(text: &str) -> Vec<(String, Range<usize>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Range<usize>)> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let start =
                    text[range.start..].find('\n').map_or(range.end, |at| range.start + at + 1);
                open = Some((info.to_string(), start..start));
            }
            Event::Text(_) => {
                if let Some((_, code)) = &mut open {
                    code.end = range.end;
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// Writes the files of a case into a new folder.
fn lay_out(name: &str, text: &str) -> PathBuf {
    let folder = support::scratch(&format!("ui-{name}"));
    // Some reports name files from the root of the repository on.
    fs::create_dir(folder.join(".git")).expect("a repository");
    put(&folder, "errbook.toml", "");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put_files(&folder, name, text);
    folder
}

/// Writes the files of a case into a folder.
pub fn put_files(folder: &Path, name: &str, text: &str) {
    for (info, code) in blocks(text) {
        match info.split_whitespace().collect::<Vec<_>>()[..] {
            ["console"] => {}
            [_, path] => put(folder, path, &text[code]),
            [_, "latin-1", path] => {
                let byte = |c: char| u8::try_from(u32::from(c)).expect("a character of Latin-1");
                put(folder, path, text[code].chars().map(byte).collect::<Vec<_>>());
            }
            _ => panic!("{name}: a block with `{info}` after its fence is neither"),
        }
    }
}

/// What a command prints, and its exit status unless it is 0.
fn output(folder: &Path, line: &str) -> String {
    // What stands between quotes is one argument.
    let pieces = line.split('"').enumerate().flat_map(|(at, piece)| {
        if at % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() }
    });
    match pieces.collect::<Vec<_>>()[..] {
        ["errbook", ref args @ ..] => match errbook(folder, args).whole() {
            (0, text) => text,
            (exit, text) => format!("{text}exit status {exit}\n"),
        },
        ["cat", file] => fs::read_to_string(folder.join(file)).expect("the file is there"),
        _ => panic!("a case runs `errbook` and `cat`, not `{line}`"),
    }
}

/// A case with the current output of its commands.
pub fn run(name: &str, text: &str) -> String {
    run_in(&lay_out(name, text), text)
}

/// A text with the current output of its commands in a folder.
pub fn run_in(folder: &Path, text: &str) -> String {
    let mut now = String::new();
    let mut at = 0;
    for (_, code) in blocks(text).into_iter().filter(|(info, _)| info == "console") {
        now.push_str(&text[at..code.start]);
        for line in text[code.clone()].lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                now.push_str(line);
                now.push('\n');
                now.push_str(&output(folder, command));
            }
        }
        at = code.end;
    }
    now.push_str(&text[at..]);
    now
}

/// Compares what the commands of a case print with what it shows.
#[track_caller]
fn is_current(case: &str) {
    let path = folder().join(format!("{case}.md"));
    let text = fs::read_to_string(&path).expect("the case is read");
    assert!(text.contains("\n```console\n$ "), "{case} runs a command");
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    assert.eq(Data::text(run(case, &text)).raw(), Data::read_from(&path, None).raw());
}

/// A test for each case.
macro_rules! tests {
    ($($test:ident: $case:literal;)*) => {
        const TESTS: &[&str] = &[$($case),*];

        $(
            #[test]
            fn $test() {
                is_current($case);
            }
        )*
    };
}

include!("ui/tests.rs");

#[test]
fn every_case_has_a_test() {
    let cases = cases()
        .into_iter()
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned());
    let mut cases: Vec<String> = cases.collect();
    cases.sort();
    if overwrites() {
        let line = |case: &String| format!("    {}: {case:?};\n", case.replace('-', "_"));
        let lines: String = cases.iter().map(line).collect();
        let text = format!(
            "// `SNAPSHOTS=overwrite cargo test --test fast ui` makes this list from the cases.\n\
             tests! {{\n{lines}}}\n"
        );
        fs::write(folder().join("tests.rs"), text).expect("the list is written");
        // These have no test before the list is compiled.
        cases
            .iter()
            .filter(|case| !TESTS.contains(&case.as_str()))
            .for_each(|case| is_current(case));
    } else {
        assert_eq!(TESTS, cases, "see the head of `ui/tests.rs`");
    }
}

#[test]
fn every_rule_has_a_case() {
    let texts: Vec<String> =
        cases().iter().map(|path| fs::read_to_string(path).expect("the case is read")).collect();
    let shown = |id: &str| {
        let (people, programs) = (format!("[{id}]: "), format!("\"rule\":\"{id}\""));
        // Findings in the project file, in an API description and in a page are printed only for
        // people.
        let one_form = ["exit status 2", "$ errbook openapi annotate", "$ errbook embed"];
        texts.iter().any(|text| {
            let in_one = one_form.iter().any(|words| text.contains(words));
            text.contains(&people) && (text.contains(&programs) || in_one)
        })
    };
    let missing: Vec<&str> = RULES.iter().map(|rule| rule.id).filter(|id| !shown(id)).collect();
    assert!(missing.is_empty(), "rules without a case below `tests/ui`: {missing:?}");
}
