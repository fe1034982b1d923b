//! What services in TypeScript send: by the factories of every code, and in real frameworks.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use errbook::example::{self, Content};
use errbook::model::{Catalog, Code, Kind};
use errbook::names;
use serde_json::{Map, Value, json};

use crate::support::registry::{in_folder, of_texts, real};
use crate::support::{install_npm, root, run, scratch, tsc};
use crate::typescript::{check_types, write, write_as};

/// The address of the client that redirects lead to.
const CLIENT: &str = "https://client.example.com/callback";

#[test]
fn factories_and_fixtures_are_what_the_reference_shows() {
    let registries = [
        ("real", real()),
        ("registries", in_folder("codegen/tests/registries")),
        ("envelopes", in_folder("codegen/tests/slow/envelopes/registry")),
    ];
    for (name, model) in registries {
        let folder = scratch(&format!("servers-{name}"));
        write(&model, &folder.join("node_modules/api-errors"));
        let cases: Vec<Value> = model.catalogs.iter().flat_map(cases).collect();
        fs::write(folder.join("cases.json"), json!(cases).to_string()).expect("a new file");
        for program in ["factories.mjs", "fixtures.mjs"] {
            fs::copy(script(program), folder.join(program)).expect("a copy");
            run(Command::new("node").arg(program).current_dir(&folder));
        }
    }
}

/// An envelope with texts that name an occurrence.
const MADE: &str = "\
catalog: made
title: Made
codes: { style: snake_case }
envelope:
  shape: { code: $code, message: $message, request_id: string, trace: uuid, instance: uri, at: date-time, day: date }
";

/// One whose responses have several errors.
const LISTED: &str = "\
catalog: listed
title: Listed
codes: { style: snake_case }
envelope:
  shape:
    trace: uuid
    errors: [{ code: $code, id: uuid, request_id: string, at: date-time }]
";

#[test]
fn what_nobody_set_is_made_once_for_an_error() {
    let section = "section: All\nerrors:\n  gone: { status: 410, description: It is gone. }\n";
    let folder = scratch("servers-made");
    let model = of_texts([
        ("listed/catalog.yaml", LISTED),
        ("listed/all.yaml", section),
        ("made/catalog.yaml", MADE),
        ("made/all.yaml", section),
    ]);
    write(&model, &folder.join("node_modules/api-errors"));
    fs::copy(root().join("codegen/tests/slow/servers/made.mjs"), folder.join("made.mjs"))
        .expect("a copy");
    run(Command::new("node").arg("made.mjs").current_dir(&folder));
}

/// Programs of every framework with an adapter: type-checked against the frameworks' own types, and
/// asked over HTTP.
#[test]
fn the_adapters_answer_in_real_frameworks() {
    let folder = with_frameworks("servers-frameworks");
    let modules = folder.join("node_modules");
    let source = root().join("codegen/tests/slow/servers");
    let model = in_folder("codegen/tests/slow/servers/registry");
    write(&model, &modules.join("api-errors"));
    write_as(&model, "billing-errors", &modules.join("billing-errors"));
    for file in fs::read_dir(source.join("programs")).expect("programs") {
        let file = file.expect("a program");
        fs::copy(file.path(), folder.join(file.file_name())).expect("a copy");
    }
    run(tsc("typescript").current_dir(&folder));
    run(Command::new("node").arg("check.js").current_dir(&folder));
}

/// Mocks in msw, and schemas in what takes those of Zod, Valibot and ArkType.
#[test]
fn the_test_kit_fits_the_libraries_it_is_for() {
    let folder = with_frameworks("servers-testing");
    let model = in_folder("codegen/tests/slow/servers/registry");
    write_as(&model, "shop-errors", &folder.join("node_modules/shop-errors"));
    fs::copy(script("testing.ts"), folder.join("testing.ts")).expect("a copy");
    let options = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext"];
    let more = ["--lib", "es2022,dom", "--types", "node", "testing.ts"];
    run(tsc("typescript").args(options).args(more).current_dir(&folder));
    run(Command::new("node").arg("testing.js").current_dir(&folder));
}

#[test]
fn what_a_service_forgets_does_not_compile() {
    let folder = scratch("servers-types");
    let model = in_folder("codegen/tests/slow/servers/registry");
    write(&model, &folder.join("node_modules/api-errors"));
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    let program = root().join("codegen/tests/slow/servers/types.ts");
    fs::copy(program, folder.join("types.ts")).expect("a copy");
    check_types(&folder, &["types.ts"]);
}

#[test]
fn responses_of_axios_are_read() {
    let folder = with_frameworks("servers-axios");
    let model = in_folder("codegen/tests/slow/servers/registry");
    write(&model, &folder.join("node_modules/api-errors"));
    let program = root().join("codegen/tests/slow/servers/axios.ts");
    fs::copy(program, folder.join("axios.ts")).expect("a copy");
    let options = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022"];
    let modules = ["--module", "nodenext", "--types", "node"];
    run(tsc("typescript").args(options).args(modules).arg("axios.ts").current_dir(&folder));
}

/// What the page on TypeScript says of each HTTP client, in the order of its table.
const CLIENTS: [&str; 8] =
    ["fetch", "request", "axios", "ky", "ky1", "got", "ofetch", "openapiFetch"];

#[test]
fn errors_are_read_with_every_client_of_the_page() {
    let folder = with_frameworks("servers-clients");
    let model = in_folder("codegen/tests/slow/servers/registry");
    write(&model, &folder.join("node_modules/api-errors"));
    let page = fs::read_to_string(root().join("docs/typescript.md")).expect("there is a page");
    let (_, table) = page.split_once("## With other HTTP clients").expect("a section");
    let (_, rows) = table.split_once("|---|---|\n").expect("a table");
    let rows: Vec<&str> = rows.lines().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), CLIENTS.len(), "each row has a client in the program");
    let mut program = include_str!("servers/clients.ts").to_owned();
    for (client, row) in CLIENTS.iter().zip(rows) {
        let (_, code) = row.rsplit_once(" | `").expect("a second cell");
        let code = code.strip_suffix("` |").expect("code");
        program = program.replace(&format!("${client}$"), code);
    }
    fs::write(folder.join("clients.ts"), program).expect("a new file");
    let config = include_str!("servers/programs/tsconfig.json").replace("check.ts", "clients.ts");
    let config = config.replace("[\"es2022\"]", "[\"es2022\", \"dom\"]");
    fs::write(folder.join("tsconfig.json"), config).expect("a new file");
    run(tsc("typescript").current_dir(&folder));
    run(Command::new("node").arg("clients.js").current_dir(&folder));
}

/// Runs the service of the page on TypeScript.
#[test]
fn the_service_of_the_repository_answers() {
    let folder = with_frameworks("servers-readme");
    write(&real(), &folder.join("node_modules/api-errors"));
    let page = fs::read_to_string(root().join("docs/typescript.md")).expect("there is a page");
    let (_, section) = page.split_once("## In a service").expect("a section");
    let (_, block) = section.split_once("```ts\n").expect("a program");
    let (program, _) = block.split_once("```").expect("a block has an end");
    fs::write(folder.join("service.ts"), program).expect("a new file");
    fs::write(folder.join("check.ts"), include_str!("servers/readme.ts")).expect("a new file");
    let config = include_str!("servers/programs/tsconfig.json");
    fs::write(folder.join("tsconfig.json"), config).expect("a new file");
    run(tsc("typescript").current_dir(&folder));
    run(Command::new("node").arg("check.js").current_dir(&folder));
}

/// A folder with the frameworks among its packages.
pub(crate) fn with_frameworks(name: &str) -> PathBuf {
    let folder = scratch(name);
    let source = root().join("codegen/tests/slow/servers");
    install_npm(&source);
    let modules = folder.join("node_modules");
    fs::create_dir(&modules).expect("a new folder");
    for package in fs::read_dir(source.join("node_modules")).expect("packages") {
        let package = package.expect("a package");
        let link = modules.join(package.file_name());
        std::os::unix::fs::symlink(package.path(), link).expect("a link");
    }
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("a new file");
    folder
}

fn script(name: &str) -> PathBuf {
    root().join("codegen/tests/slow/servers").join(name)
}

fn cases(catalog: &Catalog) -> Vec<Value> {
    let codes = catalog.codes.iter().enumerate();
    codes.map(|(index, code)| case(catalog, index, code)).collect()
}

/// What a factory is given, and what it must send.
fn case(catalog: &Catalog, index: usize, code: &Code) -> Value {
    let response = example::response(catalog, code);
    let mut headers: Map<String, Value> =
        response.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let (body, redirect) = match response.content {
        Content::Body(body) => {
            headers.insert("Content-Type".to_owned(), json!(catalog.envelope.content_type()));
            (body, None)
        }
        Content::Redirect(parameters) => {
            headers.insert("Location".to_owned(), json!(example::redirect_address(&parameters)));
            (json!(""), Some(CLIENT))
        }
    };
    json!({
        "catalog": catalog.id,
        "code": code.code.to_json(),
        "index": index,
        "details": details_as_given(code),
        "redirect": redirect,
        "status": response.status,
        "message": example::message(code),
        "headers": headers,
        "body": body,
    })
}

/// The example details of a code as its factory takes them: all of them, also those that no client
/// receives, and delays in milliseconds.
pub(crate) fn details_as_given(code: &Code) -> Map<String, Value> {
    let details = code.details.iter().map(|detail| {
        let (mut name, mut value) = (names::camel(&detail.word()), example::sample_detail(detail));
        if detail.ty.kind == Kind::Delay {
            name.push_str("Ms");
            value = json!(value.as_u64().expect("a delay is in whole seconds") * 1000);
        }
        (name, value)
    });
    details.collect()
}
