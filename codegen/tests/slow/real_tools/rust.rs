//! Rust clients generated from API descriptions by openapi-generator compile and read every error.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::model::Shape;
use errbook::names;
use serde_json::{Value, json};

use super::api::{Api, bundled};
use super::server::serve_examples;
use super::tools::{folder, python_command};
use crate::support::{run, scratch, write};

/// The part of the program that is the same for every operation.
const READ: &str = r#"
macro_rules! read {
    ($client:ident, $id:ident, $errors:ident, $configuration:expr) => {{
        use $client::apis::{Error, default_api};
        let Err(Error::ResponseError(response)) = default_api::$id($configuration) else {
            panic!("{} answers with an error", stringify!($id));
        };
        match response.entity.expect("a body") {
            default_api::$errors::UnknownValue(value) => panic!("not an error: {value}"),
            error => println!("{}", serde_json::json!([stringify!($id), error])),
        }
    }};
}
"#;

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn clients_made_by_openapi_generator_read_every_error() {
    let apis = bundled("openapi-generator-apis");
    let workspace = scratch("openapi-generator");
    for api in &apis {
        generate(api, &workspace.join(api.name()));
        write(&workspace.join("program/src/bin").join(format!("{}.rs", api.name())), &program(api));
    }
    let names: Vec<String> = apis.iter().map(Api::name).collect();
    let members = names.iter().map(String::as_str).chain(["program"]);
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {}\n", list(members));
    write(&workspace.join("Cargo.toml"), &manifest);
    let mut program = "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\n\
                       reqwest = { version = \"0.13\", default-features = false }\n\
                       serde_json = \"1\"\n"
        .to_owned();
    for name in &names {
        let _ = writeln!(program, "{name} = {{ path = \"../{name}\" }}");
    }
    write(&workspace.join("program/Cargo.toml"), &program);
    fs::copy(folder().join("Cargo.lock"), workspace.join("Cargo.lock")).expect("it is copied");
    cargo(&workspace, &["build", "--quiet"]);
    for api in &apis {
        let address = format!("http://{}", serve_examples(api));
        let run = ["run", "--quiet", "--bin", &api.name(), "--", &address];
        let said = cargo(&workspace, &run);
        let read: Vec<Value> =
            said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let shape = &api.catalog.envelope.shape;
        let bodies = api.bodies();
        let sent = bodies.map(|(operation, _, body)| json!([operation.id, named(body, shape)]));
        let sent: Vec<Value> = sent.collect();
        assert_eq!(read.len(), sent.len(), "{}", api.name());
        for (read, sent) in read.iter().zip(&sent) {
            assert_eq!(read, sent, "{}", api.name());
        }
    }
}

/// A body without the details that are additional members of an object: the generator's structs have
/// no field for them.
fn named(body: &Value, shape: &Shape) -> Value {
    match (body, shape) {
        (Value::Object(found), Shape::Object { members, .. }) => {
            let values = members.iter().filter_map(|member| {
                let value = named(found.get(&member.name)?, &member.shape);
                Some((member.name.clone(), value))
            });
            values.collect()
        }
        (Value::Array(found), Shape::Array(element)) => {
            found.iter().map(|value| named(value, element)).collect()
        }
        _ => body.clone(),
    }
}

/// Generates a client. In a description for 3.1, the generator names a body in another file after
/// the operation, so the description is bundled first.
fn generate(api: &Api, to: &Path) {
    let input = if api.version == "3.1" { api.bundle() } else { api.path() };
    let properties =
        format!("supportAsync=false,reqwestDefaultFeatures=,packageName={}", api.name());
    run(python_command("openapi-generator-cli")
        .args(["generate", "--generator-name", "rust", "--library", "reqwest"])
        .args(["--additional-properties", &properties])
        .arg("--input-spec")
        .arg(input)
        .arg("--output")
        .arg(to));
    let models = to.join("src/models");
    let files = fs::read_dir(models).expect("the client has models");
    let mut files: Vec<PathBuf> = files.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| !path.ends_with("mod.rs"));
    assert!(files.iter().any(|path| path.ends_with("error_response.rs")), "{files:?}");
    for path in &files {
        mend(path);
    }
}

/// Gives the code `self` another name, which Rust reserves.
fn mend(path: &Path) {
    let text = fs::read_to_string(path).expect("a model");
    let mended =
        text.replace("    Self,", "    SelfCode,").replace("Self::Self ", "Self::SelfCode ");
    if mended != text {
        write(path, &mended);
    }
}

/// A program that calls every operation and prints the error.
fn program(api: &Api) -> String {
    let name = api.name();
    let mut text = format!(
        "{READ}\nfn main() {{\n    \
         let base_path = std::env::args().nth(1).expect(\"an address\");\n    \
         let configuration =\n        {name}::apis::configuration::Configuration {{ base_path, ..Default::default() }};\n"
    );
    for (operation, ..) in api.bodies() {
        let id = &operation.id;
        let errors = format!("{}Error", names::pascal(id));
        let _ = writeln!(text, "    read!({name}, {id}, {errors}, &configuration);");
    }
    text.push_str("}\n");
    text
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    json!(names.collect::<Vec<_>>()).to_string()
}

#[track_caller]
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real-tools-rust");
    run(Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "--cap-lints allow"))
}
