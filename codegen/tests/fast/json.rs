//! The registry as one JSON file.

use errbook::model::Model;
use errbook::targets::Options;
use serde_json::Value;

use crate::support;
use crate::support::registry::{self, in_folder, real};

fn render(model: &Model) -> String {
    let outputs = registry::render("json", model, &Options::default());
    let [output] = &outputs[..] else { panic!("one file, not {}", outputs.len()) };
    assert_eq!(output.path, "registry.json");
    output.text.clone()
}

/// The registry in `json/registry` uses all of the language; the result is in `expected.json`, which
/// documents the format by example.
#[test]
fn every_fact_has_its_place() {
    let text = render(&in_folder("codegen/tests/fast/json/registry"));
    let folder = support::scratch("json");
    let found = folder.join("registry.json");
    std::fs::write(&found, &text).expect("it is written");
    let expected = support::root().join("codegen/tests/fast/json/expected.json");
    let expected_text = std::fs::read_to_string(&expected).expect("the expectation is read");
    assert!(
        text == expected_text,
        "the registry renders differently now; compare, and copy if it is right:\n  diff {} {}",
        expected.display(),
        found.display()
    );
}

#[test]
fn the_registry_is_whole() {
    let model = real();
    let file: Value = serde_json::from_str(&render(&model)).expect("it is JSON");
    assert_eq!(file["generated"], errbook::output::HEADER);
    assert_eq!(file["format_version"], 1);
    let catalogs = file["catalogs"].as_array().expect("catalogs");
    assert_eq!(catalogs.len(), model.catalogs.len());
    for (found, catalog) in catalogs.iter().zip(&model.catalogs) {
        assert_eq!(found["id"], catalog.id);
        let codes = found["codes"].as_array().expect("codes");
        assert_eq!(codes.len(), catalog.codes.len());
        for (found, code) in codes.iter().zip(&catalog.codes) {
            assert_eq!(found["name"], code.name);
            assert_eq!(found["code"], code.code.to_json());
            let description = code.description.as_ref().map(errbook::model::Text::source);
            assert_eq!(found["description"].as_str(), description);
            assert_eq!(found["section"], catalog[code.section].id);
        }
        let sections = found["sections"].as_array().expect("sections");
        for (found, section) in sections.iter().zip(&catalog.sections) {
            let entries = found["entries"].as_array().expect("entries");
            let listed = catalog.codes_in(section).map(|(code, _)| code.name.as_str());
            assert!(entries.iter().map(|entry| &entry["code"]).eq(listed), "{}", section.id);
        }
    }
}

#[test]
fn no_catalog_is_a_file_as_well() {
    let file: Value = serde_json::from_str(&render(&Model::default())).expect("it is JSON");
    assert_eq!(file["catalogs"], serde_json::json!([]));
}
