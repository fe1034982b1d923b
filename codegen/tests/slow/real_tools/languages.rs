//! The codes reach clients in every language that openapi-generator makes, and clients in Python read
//! them, those that were added later included.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::api::{Api, bundled};
use super::tools::python_command;
use crate::support::{run, scratch, write};

/// The generators, apart from that for Rust, which has a test of its own.
const LANGUAGES: &[&str] = &[
    "csharp",
    "dart",
    "go",
    "java",
    "kotlin",
    "php",
    "python",
    "ruby",
    "scala-sttp",
    "swift6",
    "typescript-axios",
    "typescript-fetch",
];

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn clients_in_other_languages_have_every_code() {
    let apis = bundled("openapi-generator-languages");
    let folder = scratch("openapi-generator-clients");
    for id in ["lms", "medblocks"] {
        let api = apis.iter().find(|api| api.catalog.id == id).expect("it is in the registry");
        for language in LANGUAGES {
            let client = folder.join(id).join(language);
            run(python_command("openapi-generator-cli")
                .args(["generate", "--generator-name", language, "--input-spec"])
                .arg(api.bundle())
                .arg("--output")
                .arg(&client));
            let source = source(&client);
            for code in &api.catalog.codes {
                assert!(source.contains(&code.name), "{language}: {}", code.name);
            }
            // A type of its own for the code has no room for a text in several languages.
            assert!(!source.contains("ErrorResponseCode"), "{language}");
        }
        python(api, &folder.join(id).join("python"));
    }
}

/// The text of every source file below a folder.
fn source(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_api =
            ["yaml", "json", "md"].iter().any(|ext| path.extension().is_some_and(|e| e == *ext));
        if path.is_dir() {
            text.push_str(&self::source(&path));
        } else if !is_api {
            text.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
    text
}

/// Has a client in Python read an example of each code, and one with a code that it does not know.
fn python(api: &Api, client: &Path) {
    let known = api.bodies().map(|(_, _, body)| body.clone());
    let text = api.bodies().next().expect("a body").2.to_string();
    let named = api.catalog.codes.iter().find(|code| text.contains(&format!("\"{}\"", code.name)));
    let name = &named.expect("the body has the code").name;
    let new = serde_json::from_str(&text.replace(&format!("\"{name}\""), "\"a_new_code\""));
    let bodies: Vec<Value> = known.chain([new.expect("JSON")]).collect();
    write(&client.join("bodies.json"), &json!(bodies).to_string());
    write(
        &client.join("read.py"),
        "import json\n\
         from openapi_client.models.error_response import ErrorResponse\n\
         for body in json.load(open('bodies.json')):\n    \
             read = json.loads(ErrorResponse.from_dict(body).to_json())\n    \
             assert read == body, (read, body)\n    \
             print(len(read))\n",
    );
    let printed = run(python_command("python").arg("read.py").current_dir(client));
    assert_eq!(printed.lines().count(), bodies.len());
}
