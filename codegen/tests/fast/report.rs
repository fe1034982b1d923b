//! The formats of findings: what programs read is valid, whatever users write.

use std::collections::BTreeMap;

use errbook::diagnostic::{Diagnostic, Level};
use errbook::report::{FORMATS, Look, Report, SHOWN, first};
use errbook::rule;
use errbook::source::{Sources, Span};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::support::reported::{CATALOG, ORDERS, checked, findings, report};

#[test]
fn sarif_says_where_findings_are_and_which_have_a_fix() {
    let found = findings();
    let document: Value = serde_json::from_str(&report("sarif", &found)).expect("JSON");
    let run = &document["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), found.diagnostics.len());
    for (result, found) in results.iter().zip(&found.diagnostics) {
        let rule = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok());
        let rule = &run["tool"]["driver"]["rules"][rule.expect("an index")];
        assert_eq!(rule["id"], found.rule.id);
        assert_eq!(result["ruleId"], found.rule.id);
        assert_eq!(result["fixes"].is_array(), found.fix.is_some());
    }
    let twice = results.iter().find(|result| result["ruleId"] == "duplicate-key").expect("it");
    let line = |location: &Value| location["physicalLocation"]["region"]["startLine"].clone();
    assert_eq!(
        (line(&twice["locations"][0]), line(&twice["relatedLocations"][0])),
        (4.into(), 3.into())
    );
    let uris: Vec<&str> = results
        .iter()
        .filter_map(|it| it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str())
        .collect();
    assert!(uris.contains(&"shop/50%25%20of,%20all:%20%5B%231%5D%20%C3%BC.yaml"), "{uris:?}");
}

/// What GitHub's runner reads from a line: the command, its properties and the message.
fn workflow_command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let rest = line.strip_prefix("::").expect("a command");
    let (head, message) = rest.split_once("::").expect("a message");
    let (command, properties) = head.split_once(' ').expect("properties");
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').expect("a value");
        (name.to_owned(), plain(value))
    });
    let message = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    (command.to_owned(), properties.collect(), message)
}

#[test]
fn github_reads_the_findings_back() {
    let found = findings();
    let text = report("github", &found);
    let commands: Vec<_> = text.lines().map(workflow_command).collect();
    assert_eq!(commands.len(), found.diagnostics.len(), "a line each\n{text}");
    for ((command, properties, message), found) in commands.iter().zip(&found.diagnostics) {
        assert!(message.starts_with(&found.message), "{message}");
        assert_eq!(properties["title"], found.rule.id);
        let expected = if found.level == Level::Hint { "notice" } else { found.level.name() };
        assert_eq!(command, expected);
        let file =
            found.labels.first().map(|label| checked().sources.file(label.span).path.clone());
        assert_eq!(properties.get("file"), file.as_ref());
        // Columns only if the finding is on one line.
        let within = properties.get("line") == properties.get("endLine") && file.is_some();
        assert_eq!(properties.contains_key("col"), within, "{properties:?}");
    }
    assert!(commands.iter().any(|(_, it, _)| it.contains_key("line") && !it.contains_key("col")));
}

/// The attributes that each element of JUnit XML may have, as its readers know them.
const JUNIT: &[(&str, &[&str])] = &[
    ("testsuites", &["name", "tests", "failures", "errors"]),
    ("testsuite", &["name", "tests", "failures", "errors"]),
    ("testcase", &["classname", "name"]),
    ("failure", &["type", "message"]),
    ("system-out", &[]),
];

#[test]
fn junit_is_well_formed_and_its_counts_are_true() {
    let checked = findings();
    let text = report("junit", &checked);
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<String> = Vec::new();
    // Announced and actual tests and failures, of all suites and of the open one.
    let mut counts: Vec<[usize; 4]> = Vec::new();
    let mut names = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed");
        let (element, empty) = match &event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(_) => {
                if open.pop().is_some_and(|name| name.starts_with("testsuite")) {
                    let [tests, met, failures, failed] = counts.pop().expect("counts");
                    assert_eq!((tests, failures), (met, failed));
                    if let Some(all) = counts.last_mut() {
                        all[1] += met;
                        all[3] += failed;
                    }
                }
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = element.name().as_ref().to_owned();
        let parent = open.last().map_or("", String::as_str);
        let expected = match name.as_str() {
            "testsuites" => "",
            "testsuite" => "testsuites",
            "testcase" => "testsuite",
            _ => "testcase",
        };
        assert_eq!(parent, expected, "{name}");
        let (_, known) = JUNIT.iter().find(|(known, _)| *known == name).expect("a known element");
        let attributes: BTreeMap<String, String> = element
            .attributes()
            .map(|attribute| attribute.expect("an attribute"))
            .map(|attribute| {
                let key = attribute.key.as_ref().to_owned();
                let value = attribute
                    .normalized_value(quick_xml::XmlVersion::Explicit1_0)
                    .expect("a value")
                    .into_owned();
                (key, value)
            })
            .collect();
        assert_eq!(attributes.keys().len(), known.len(), "{name}");
        assert!(known.iter().all(|known| attributes.contains_key(*known)), "{name}");
        match name.as_str() {
            "testsuites" | "testsuite" => {
                let number = |name: &str| attributes[name].parse().expect("a number");
                counts.push([number("tests"), 0, number("failures"), 0]);
                names.push(attributes["name"].clone());
            }
            "testcase" => counts.last_mut().expect("a suite")[1] += 1,
            "failure" => counts.last_mut().expect("a suite")[3] += 1,
            _ => {}
        }
        if !empty {
            open.push(name);
        }
    }
    assert_eq!(open, [""; 0]);
    let files = checked.sources.files().iter().map(|file| file.path.as_str());
    let expected: Vec<&str> = ["errbook check", "registry"].into_iter().chain(files).collect();
    assert_eq!(names, expected);
    let allowed = |c: char| c == '\n' || !c.is_control();
    assert!(text.chars().all(allowed), "no character that XML forbids");
}

#[test]
fn a_finding_is_a_line_of_the_short_report() {
    let found = findings();
    let text = report("short", &found);
    assert_eq!(text.lines().count(), found.diagnostics.len());
    assert!(text.starts_with("error[target-folder]: no position, 100%\n"), "{text}");
    let twice = "shop/orders.yaml:4:3: error[duplicate-key]: the key `not_found` appears twice";
    assert!(text.contains(twice), "{text}");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn a_narrow_terminal_is_enough() {
    let checked = checked();
    let found: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
    let width = 60;
    let look = Look { color: false, width: Some(width) };
    let report =
        Report { found: &found, sources: &checked.sources, look, command: "errbook check" };
    let text: String = FORMATS[0].report(&report).collect();
    // A label follows the marks under its code, wherever they end.
    let long = |line: &&str| line.chars().count() > width && !line.contains('^');
    let long: Vec<&str> = text.lines().filter(long).collect();
    assert_eq!(long, [""; 0], "{text}");
    assert!(text.contains("          "), "wrapped help is indented\n{text}");
    // A title without room next to its rule is wrapped by the terminal.
    let look = Look { color: false, width: Some(30) };
    let text: String = FORMATS[0].report(&Report { look, ..report }).collect();
    assert!(text.contains("error[duplicate-key]: the key `not_found` appears twice in this map\n"));
}

#[test]
fn line_ends_of_windows_are_not_shown() {
    let shown = |orders: &str| {
        let files = [("shop/catalog.yaml", CATALOG), ("shop/orders.yaml", orders)];
        report("human", &errbook::check(Sources::from_texts(files)))
    };
    assert_eq!(shown(&ORDERS.replace('\n', "\r\n")), shown(ORDERS));
}

#[test]
fn the_first_findings_are_those_that_matter_most() {
    let mut found = Vec::new();
    for index in 0..300_u32 {
        let at = Span { file: 0, start: index, end: index };
        let mut finding = Diagnostic::error(&rule::CODE_STYLE, index.to_string()).at(at, "here");
        finding.level = if index % 10 == 9 { Level::Error } else { Level::Hint };
        found.push(finding);
    }
    let shown = first(&found);
    assert_eq!(shown.len(), SHOWN);
    assert_eq!(shown.iter().filter(|found| found.level == Level::Error).count(), 30);
    assert!(shown.is_sorted_by_key(|found| found.labels[0].span), "in the order of positions");
    assert_eq!(first(&found[..3]).len(), 3);
}
