//! A TypeScript client generated from an API description by openapi-typescript, with openapi-fetch,
//! compiles and reads every error.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use errbook::model::{Shape, Slot};
use serde_json::{Value, json};

use super::api::{Answer, Api, Operation, apis, typed_apis};
use super::server::serve_examples;
use super::tools::{npm, npm_command};
use crate::support::{output, run, scratch, tsc, write};

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn a_client_made_by_openapi_typescript_reads_every_error() {
    reads_every_error("openapi-typescript", &apis("openapi-typescript-apis"), |_, _| {
        "string".to_owned()
    });
}

/// If each code has its own schema, the client knows which codes an operation can return.
#[test]
#[ignore = "heavy; run with `--ignored`"]
fn a_client_made_by_openapi_typescript_knows_the_codes_of_typed_errors() {
    let apis = typed_apis("openapi-typescript-typed-apis");
    reads_every_error("openapi-typescript-typed", &apis, |api, operation| {
        let code = |answer: &Answer| json!(api.catalog.codes[answer.code].name).to_string();
        let codes: BTreeSet<String> = operation.answers.iter().map(code).collect();
        codes.into_iter().collect::<Vec<_>>().join(" | ")
    });
}

/// Generates clients, reads every error with them and compares it with what was sent; `code_type` is
/// the type of the code in the errors of an operation.
fn reads_every_error(name: &str, apis: &[Api], code_type: fn(&Api, &Operation) -> String) {
    let folder = scratch(name);
    fs::create_dir(folder.join("node_modules")).expect("a new folder");
    for package in ["openapi-fetch", "openapi-typescript-helpers"] {
        let link = folder.join("node_modules").join(package);
        std::os::unix::fs::symlink(npm().join(package), link).expect("a link");
    }
    write(&folder.join("package.json"), r#"{ "type": "module" }"#);
    let mut files = Vec::new();
    for api in apis {
        let types = folder.join(format!("{}.d.ts", api.name()));
        run(npm_command("openapi-typescript").arg(api.path()).arg("--output").arg(types));
        let file = format!("read-{}.ts", api.name());
        write(&folder.join(&file), &program(api, code_type));
        files.push(file);
    }
    let config = json!({
        "compilerOptions": {
            "strict": true,
            "skipLibCheck": false,
            "exactOptionalPropertyTypes": true,
            "noUncheckedIndexedAccess": true,
            "noUnusedLocals": true,
            "target": "es2022",
            "lib": ["es2022", "dom", "dom.iterable"],
            "types": [],
            "module": "nodenext",
        },
        "files": files,
    });
    write(&folder.join("tsconfig.json"), &config.to_string());
    run(tsc("typescript").arg("-p").arg(&folder));
    for api in apis {
        let address = format!("http://{}", serve_examples(api));
        let file = folder.join(format!("read-{}.js", api.name()));
        let said = run(Command::new("node").arg(file).arg(address));
        let read: Vec<Value> =
            said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let sent: Vec<Value> = api
            .bodies()
            .map(|(operation, answer, body)| {
                json!([operation.id, api.catalog.codes[answer.code].name, body])
            })
            .collect();
        assert_eq!(read, sent, "{}", api.name());
    }
    let wrong = program(&apis[0], |_, _| "number".to_owned());
    write(&folder.join(&files[0]), &wrong);
    let output = output(tsc("typescript").arg("-p").arg(&folder));
    assert!(!output.status.success(), "the code of an error has the type of a text");
}

/// A program that calls every operation and prints the error.
fn program(api: &Api, code_type: fn(&Api, &Operation) -> String) -> String {
    let mut text = format!(
        "import createClient from \"openapi-fetch\";\n\
         import type {{ paths }} from \"./{}.d.ts\";\n\n\
         declare const process: {{ argv: string[] }};\n\
         const client = createClient<paths>({{ baseUrl: process.argv[2] ?? \"\" }});\n",
        api.name()
    );
    let mut place = String::new();
    assert!(code_place(&api.catalog.envelope.shape, &mut place), "a code is in the body");
    for (operation, ..) in api.bodies() {
        let id = &operation.id;
        let code = code_type(api, operation);
        let _ = write!(
            text,
            "{{\n    const {{ error }} = await client.GET(\"/{id}\");\n    \
             if (error === undefined) throw new Error(\"{id} answers with an error\");\n    \
             const code: {code} | undefined = error{place};\n    \
             console.log(JSON.stringify([\"{id}\", code, error]));\n}}\n"
        );
    }
    text
}

/// The path of the code in a body, as a TypeScript expression.
fn code_place(shape: &Shape, place: &mut String) -> bool {
    let start = place.len();
    match shape {
        Shape::Object { members, .. } => {
            for member in members {
                let _ = write!(place, "[{}]", Value::from(member.name.as_str()));
                if code_place(&member.shape, place) {
                    return true;
                }
                place.truncate(start);
            }
            false
        }
        Shape::Array(element) => {
            place.push_str("[0]?.");
            code_place(element, place)
        }
        Shape::Slot(slot) => *slot == Slot::Code,
        Shape::Type(_) | Shape::Constant(_) => false,
    }
}
