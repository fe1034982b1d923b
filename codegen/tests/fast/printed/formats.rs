//! What programs read back from the outputs that are made for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use errbook::source::Sources;
use errbook::visible::word;
use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::prints_safely;
use super::projects::{HOSTILE, TEXT, broken, clean};

/// The findings in a project, by a format.
fn found(folder: &Path, format: &str) -> String {
    prints_safely(folder, &["check", "--all", "--format", format], false).out
}

/// The registry with mistakes, the paths of its files, and the number of its findings.
fn project(test: &str) -> (PathBuf, BTreeSet<String>, usize) {
    let folder = broken(test);
    let sources = Sources::read(&folder.join("::error::registry")).expect("it is read");
    let root = format!("{}/", folder.to_str().expect("UTF-8"));
    let below = |path: &str| path.strip_prefix(&root).expect("below").to_owned();
    let files: BTreeSet<String> = sources.files().iter().map(|file| below(&file.path)).collect();
    assert!(files.iter().filter(|file| file.contains(HOSTILE)).count() >= 3);
    let number = found(&folder, "short").lines().count();
    assert!(number > 30, "{number}");
    (folder, files, number)
}

/// A path in an output that writes it in percent encoding.
fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8().expect("UTF-8").into_owned()
}

#[test]
fn json_has_a_line_for_each_finding_and_every_path() {
    let (folder, files, number) = project("read-json");
    let lines = found(&folder, "json");
    let findings: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(findings.len(), number);
    let labels = findings.iter().flat_map(|found| found["labels"].as_array().expect("labels"));
    let named: BTreeSet<String> =
        labels.map(|label| label["file"].as_str().expect("a path").to_owned()).collect();
    assert_eq!(named, files, "each file has a finding");
}

#[test]
fn sarif_has_every_path() {
    let (folder, files, number) = project("read-sarif");
    let sarif: Value = serde_json::from_str(&found(&folder, "sarif")).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), number);
    let uri = |result: &Value| {
        let location = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let path = decoded(location["uri"].as_str()?);
        Some(path.strip_prefix("./").map(str::to_owned).unwrap_or(path))
    };
    let named: BTreeSet<String> = results.iter().filter_map(uri).collect();
    assert_eq!(named, files);
}

#[test]
fn workflow_commands_are_one_line_each() {
    let (folder, files, number) = project("read-github");
    let lines = found(&folder, "github");
    assert_eq!(lines.lines().count(), number);
    let mut exact = 0;
    for line in lines.lines() {
        let (properties, message) = line[2..].split_once("::").expect("a command");
        // A message consists of our own lines.
        assert!(!message.contains("%0D"), "{message}");
        for line in decoded(message).lines() {
            assert!(!line.starts_with("cargo::") && !line.starts_with("::error::a"), "{message}");
        }
        let path = properties.split_once("file=").expect("a file").1;
        let path = decoded(path.split_once(',').expect("a line").0);
        // What is not printable is shown as an escape: the runner can decode only line breaks.
        exact += usize::from(files.contains(&path));
        assert!(files.contains(&path) || path.contains("\\u{"), "{path:?}");
    }
    assert!(exact > 10, "{exact}");
}

#[test]
fn junit_has_a_case_for_each_finding() {
    let (folder, files, number) = project("read-junit");
    let xml = found(&folder, "junit");
    let mut reader = Reader::from_str(xml.trim_end());
    let (mut suites, mut cases, mut texts) = (BTreeSet::new(), 0, String::new());
    let name = |element: &BytesStart<'_>| {
        let name = element.try_get_attribute("name").expect("attributes").expect("a name");
        name.normalized_value(quick_xml::XmlVersion::Explicit1_0).expect("a text").into_owned()
    };
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::Start(element) if element.name().as_ref() == "testsuite" => {
                suites.insert(name(&element));
            }
            Event::Start(element) => cases += usize::from(element.name().as_ref() == "testcase"),
            Event::Text(text) => texts.push_str(&text),
            Event::GeneralRef(name) => {
                texts.extend(name.resolve_char_ref().expect("a reference"));
            }
            _ => {}
        }
    }
    assert_eq!(cases, number);
    // XML cannot hold most control characters.
    assert_eq!(suites, files.iter().map(|file| word(file).into_owned()).collect());
    for file in &files {
        assert!(texts.contains(&format!("\n{}:", word(file))), "{file:?}");
    }
}

#[test]
fn texts_come_back_from_json() {
    let folder = clean("read-texts");
    let explained = prints_safely(&folder, &["explain", "gone", "--format", "json"], false).out;
    let explained: Value = serde_json::from_str(&explained).expect("JSON");
    for key in ["description", "cause", "resolution"] {
        assert_eq!(explained[0][key], TEXT, "{key}");
    }
    let listed = prints_safely(&folder, &["list", "--format", "json"], false).out;
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed[0]["title"], "::error::title");
}
