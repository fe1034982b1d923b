//! Registry files are read by other programs too. What errbook reads is what `serde_yaml` and a
//! YAML 1.2 reader in Node read; each wanted difference is in the table of `readers/hostile.rs`.

mod hostile;

use std::fs;
use std::path::Path;
use std::process::Command;

use errbook::source::Sources;
use errbook::targets::Options;
use serde_json::Value;

use self::hostile::{CASES, REFUSED, Reading};
use crate::support::registry::{of_texts, render};
use crate::support::{nasty, npm_tools, root, run, scratch, shop};

/// What `serde_yaml` makes of a text; nothing if it refuses it.
fn serde_yaml(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok().map(json)
}

/// What Node's reader makes of texts.
fn node(name: &str, texts: &[&str]) -> Vec<Option<Value>> {
    let file = scratch(name).join("texts.json");
    fs::write(&file, serde_json::to_string(texts).expect("it is JSON")).expect("it is written");
    let script = root().join("codegen/tests/slow/readers/read.mjs");
    let said = run(Command::new("node").arg(script).args([npm_tools(), &file]));
    let read: Vec<Option<Value>> = said
        .lines()
        .map(|line| serde_json::from_str::<Option<[Value; 1]>>(line).expect("it is JSON"))
        .map(|read| read.map(|[value]| value))
        .collect();
    assert_eq!(read.len(), texts.len());
    read
}

/// A value as JSON, in the notation of `readers/read.mjs`. A tag is left out.
fn json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => value.into(),
        serde_yaml::Value::Number(number) => match serde_json::to_value(&number) {
            Ok(Value::Number(number)) => number.into(),
            _ => format!("number {number}").into(),
        },
        serde_yaml::Value::String(text) => text.into(),
        serde_yaml::Value::Sequence(values) => values.into_iter().map(json).collect(),
        serde_yaml::Value::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| match key {
                serde_yaml::Value::String(key) => (key, json(value)),
                key => (json(key).to_string(), json(value)),
            });
            Value::Object(entries.collect())
        }
        serde_yaml::Value::Tagged(tagged) => json(tagged.value),
    }
}

/// The registries of this repository and its tests, each as its files with the paths that errbook
/// knows them by.
fn registries() -> Vec<(String, Vec<(String, String)>)> {
    let mut folders = vec!["registry".to_owned(), "codegen/rules/registry".to_owned()];
    for folder in [
        "fast/json/registry",
        "slow/envelopes/registry",
        "slow/openapi/hostile",
        "slow/together/registry",
    ] {
        folders.push(format!("codegen/tests/{folder}"));
    }
    let read = |folder: String| {
        let path = root().join(&folder);
        let sources = Sources::read(&path).expect("the registry is read");
        let below = |file: &str| {
            let file = Path::new(file).strip_prefix(&path).expect("it is below the registry");
            file.to_str().expect("UTF-8").to_owned()
        };
        let files = sources.files().iter().map(|file| (below(&file.path), file.text.clone()));
        (folder, files.collect())
    };
    let own = |(path, text): (&str, String)| (path.to_owned(), text);
    let shop = shop::texts(Some("https://example.com/{code}")).into_iter().map(own).collect();
    let nasty = nasty::registry().into_iter().map(own).collect();
    let mut found: Vec<_> = folders.into_iter().map(read).collect();
    found.extend([("the shop".to_owned(), shop), ("the nasty texts".to_owned(), nasty)]);
    found
}

/// What a registry says: the data that programs read.
fn said<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let [output] = &render("json", &of_texts(texts), &Options::default())[..] else {
        panic!("the registry is one file")
    };
    output.text.clone()
}

/// JSON is YAML that no two readers understand differently: a registry that another program has read
/// and written down as JSON compiles to the same model.
#[test]
fn a_registry_means_the_same_to_all_readers() {
    for (index, (folder, files)) in registries().iter().enumerate() {
        let of_reader = |read: &[Option<Value>], by: &str| -> String {
            let texts: Vec<(&str, String)> = files
                .iter()
                .zip(read)
                .map(|((path, _), read)| {
                    let read = read.as_ref().unwrap_or_else(|| panic!("{by} refuses {path}"));
                    (path.as_str(), read.to_string())
                })
                .collect();
            said(texts.iter().map(|(path, text)| (*path, text.as_str())))
        };
        let texts: Vec<&str> = files.iter().map(|(_, text)| text.as_str()).collect();
        let own = said(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let serde: Vec<_> = texts.iter().map(|text| serde_yaml(text)).collect();
        let node = node(&format!("readers-{index}"), &texts);
        for (by, read) in [("serde_yaml", serde), ("Node", node)] {
            assert!(own == of_reader(&read, by), "{by} reads something else in {folder}");
        }
    }
}

/// The file of a catalog that says a value where any value may be: in the body of an example.
fn catalog(value: &str) -> String {
    let value = value.split_inclusive('\n').map(|line| match line {
        "\n" | "\r\n" => line.to_owned(),
        line => format!("        {line}"),
    });
    format!("{CATALOG}{}\n", value.collect::<String>())
}

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code } }
operations:
  order:
    request: POST /orders
    example:
      path: /orders
      body:
";

/// What errbook reads in such a file; nothing if it refuses the file.
fn errbook(text: &str) -> Option<Value> {
    let checked = errbook::check(Sources::from_texts([("shop/catalog.yaml", text)]));
    let mut model = checked.model?;
    let example = model.catalogs.remove(0).operations.remove(0).request?.example;
    Some(example.and_then(|example| example.body).unwrap_or_default())
}

/// Whether two values are the same, apart from how a number is written.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => {
            one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.0 == other.0 && alike(one.1, other.1))
        }
        _ => one == other,
    }
}

/// What a reader makes of the body, for the table.
fn shown(read: Option<&Value>) -> String {
    read.map_or_else(|| REFUSED.to_owned(), Value::to_string)
}

#[test]
fn every_difference_is_wanted() {
    let texts: Vec<String> = CASES.iter().map(|case| catalog(case.yaml)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let body = |read: Option<Value>| {
        let body = read?.pointer("/operations/order/example/body").cloned();
        Some(body.expect("the body is there"))
    };
    let mut faults = Vec::new();
    for ((case, text), node) in CASES.iter().zip(&texts).zip(node("readers-hostile", &texts)) {
        let read = [errbook(text), body(serde_yaml(text)), body(node)];
        let same = read.iter().all(|other| match (&read[0], other) {
            (Some(one), Some(other)) => alike(one, other),
            (one, other) => one.is_none() && other.is_none(),
        });
        let read = read.each_ref().map(|read| shown(read.as_ref()));
        let right = match &case.reading {
            Reading::Same => same,
            Reading::Differ { errbook, serde_yaml, node, why } => {
                !same && !why.is_empty() && read == [*errbook, *serde_yaml, *node]
            }
        };
        if !right {
            let [errbook, serde_yaml, node] = read;
            let (name, yaml) = (case.name, case.yaml);
            faults.push(format!(
                "{name}: {yaml:?}\n  errbook     {errbook}\n  serde_yaml  {serde_yaml}\n  node        {node}"
            ));
        }
    }
    assert!(faults.is_empty(), "these are not read as the table says:\n{}", faults.join("\n"));
}
