//! The documents, as they are and bundled into an API description, are valid for more validators
//! than those in `openapi.rs`.

use std::fs;
use std::path::PathBuf;

use super::api::{Api, apis, bundle};
use super::tools::python_command;
use crate::support::output;

/// What `openapi-spec-validator` reports about documents; none if it reports nothing.
fn fault(paths: &[PathBuf]) -> Option<String> {
    let mut validator = python_command("openapi-spec-validator");
    let output = output(validator.args(["--validation-errors", "all"]).args(paths));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    if output.status.success() {
        assert_eq!(said.matches(": OK").count(), paths.len(), "{said}");
        return None;
    }
    Some(said)
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn the_validator_of_python_accepts_every_document() {
    let apis = apis("validator");
    let document =
        |api: &Api| api.folder.join(format!("{}.openapi-{}.yaml", api.catalog.id, api.version));
    let paths: Vec<PathBuf> = apis.iter().map(document).collect();
    assert_eq!(fault(&paths), None);
    let is_lms = |path: &&PathBuf| path.ends_with("lms.openapi-3.1.yaml");
    let path = paths.iter().find(is_lms).expect("there is one");
    let whole = fs::read_to_string(path).expect("it is read");
    let faulty = path.with_file_name("faulty.yaml");
    fs::write(&faulty, whole.replace("type: object", "type: thing")).expect("it is written");
    let fault = fault(&[faulty]).expect("a type that there is not is a fault");
    assert!(fault.contains("thing"), "{fault}");
}

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn an_api_that_refers_to_a_document_becomes_one_valid_file() {
    let apis = apis("bundle");
    let mut paths = Vec::new();
    for api in &apis {
        bundle(api);
        let text = fs::read_to_string(api.bundle()).expect("it is read");
        assert!(!text.contains(".yaml#"), "{} refers to other files", api.name());
        for code in &api.catalog.codes {
            assert!(text.contains(&format!("\"{}\"", code.name)), "{} is not there", code.name);
        }
        paths.push(api.bundle());
    }
    assert_eq!(fault(&paths), None);
    let refers_to_nothing = apis[0].folder.join("faulty.json");
    let whole = fs::read_to_string(apis[0].path()).expect("it is read");
    fs::write(&refers_to_nothing, whole.replace("#/components/responses/", "#/components/r/"))
        .expect("it is written");
    assert!(fault(&[refers_to_nothing]).is_some());
}
