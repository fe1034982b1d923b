//! The recipes of `docs/openapi.md` for descriptions that code makes, in the real frameworks.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::rust::{cargo, workspace};
use crate::support::annotate::{ALL, ORDERS, project, shop};
use crate::support::command::{errbook, put};
use crate::support::{install, install_npm, npm_tool, output, root, run, tsc};

/// The blocks of the page in a language.
fn blocks(language: &str) -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/openapi.md")).expect("the page is there");
    let start = format!("```{language}\n");
    let blocks = page.split(&start).skip(1);
    let blocks = blocks.filter_map(|rest| Some(rest.split("\n```").next()?.to_owned() + "\n"));
    blocks.collect()
}

/// The code of the page in a language, as one program.
fn code(language: &str) -> String {
    let blocks = blocks(language);
    assert!(!blocks.is_empty(), "the page has no code in {language}");
    blocks.join("\n\n")
}

/// The block of the page in a language that has these words.
fn block(language: &str, words: &str) -> String {
    let found = blocks(language).into_iter().find(|block| block.contains(words));
    found.unwrap_or_else(|| panic!("the page has no {language} with {words}"))
}

/// The folder with the programs.
fn source() -> PathBuf {
    root().join("codegen/tests/slow/recipes")
}

/// A project with a code for requests that a framework rejects.
fn with_rejections(name: &str) -> PathBuf {
    let folder = project(name, ALL, &shop("3.1.0"));
    put(&folder, "registry/shop/orders.yaml", ORDERS.replace("order_empty", "order_invalid"));
    let catalog = folder.join("registry/shop/catalog.yaml");
    let text = fs::read_to_string(&catalog).expect("the catalog is there");
    put(&folder, "registry/shop/catalog.yaml", text.replace("order_empty", "order_invalid"));
    folder
}

/// The same, whose errors are written as JSON.
fn served(name: &str) -> PathBuf {
    let folder = with_rejections(name);
    put(&folder, "errbook.toml", block("toml", "formats = [\"json\"]"));
    assert_eq!(errbook(&folder, &["generate", "--target", "openapi"]).exit, 0);
    folder
}

/// A folder with Python's packages.
fn python() -> PathBuf {
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recipes-python");
    install(&source(), "requirements.txt", &venv, || {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv));
        let quiet = ["install", "--quiet", "--disable-pip-version-check", "--requirement"];
        let list = source().join("requirements.txt");
        run(Command::new(venv.join("bin/pip")).args(quiet).arg(list));
    });
    venv.join("bin/python")
}

/// Puts the packages of npm into a folder.
fn with_packages(folder: &Path) {
    install_npm(&source());
    let modules = folder.join("node_modules");
    fs::create_dir(&modules).expect("a new folder");
    for package in fs::read_dir(source().join("node_modules")).expect("packages") {
        let package = package.expect("a package");
        symlink(package.path(), modules.join(package.file_name())).expect("a link");
    }
}

/// Reads a description that a service serves, in which a validator and a linter find no fault.
fn valid(folder: &Path, text: &str) -> Value {
    put(folder, "served.json", text);
    let check = "import json, sys; from openapi_spec_validator import validate; \
                 validate(json.load(open(sys.argv[1])))";
    let file = folder.join("served.json");
    run(Command::new(python()).args(["-c", check]).arg(&file));
    let mut lint = npm_tool("redocly");
    lint.args(["lint", "--extends", "spec", "--max-problems", "1"]).arg(&file);
    run(lint.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"));
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn fastapi_serves_the_errors_of_the_registry() {
    let folder = served("fastapi");
    put(&folder, "recipe.py", code("python"));
    run(Command::new(python()).arg(source().join("served.py")).arg(&folder));
}

#[test]
fn nest_serves_the_errors_of_the_registry() {
    let folder = served("nest");
    assert_eq!(errbook(&folder, &["generate", "--target", "typescript"]).exit, 0);
    with_packages(&folder);
    let package = folder.join("node_modules/api-errors");
    symlink(folder.join("generated/typescript"), package).expect("a link");
    put(&folder, "package.json", json!({ "type": "module" }).to_string());
    put(&folder, "recipe.ts", code("ts"));
    fs::copy(source().join("nest.ts"), folder.join("nest.ts")).expect("a copy");
    let config = include_str!("servers/programs/tsconfig.json").replace("check.ts", "nest.ts");
    // Nest takes parameters from the metadata, as every project of it has them.
    let metadata = "\"emitDecoratorMetadata\": true,\n        \"experimentalDecorators\"";
    put(&folder, "tsconfig.json", config.replace("\"experimentalDecorators\"", metadata));
    run(tsc("typescript").current_dir(&folder));
    let printed = run(Command::new("node").arg("nest.js").current_dir(&folder));
    valid(&folder, &printed);
}

#[test]
fn utoipa_serves_the_errors_of_the_registry() {
    let errors = served("utoipa").join("generated/openapi/shop.openapi-3.1.json");
    let folder = workspace("recipes-utoipa", include_str!("recipes/utoipa/Cargo.toml"));
    put(&folder, "src/main.rs", include_str!("recipes/utoipa/main.rs"));
    put(&folder, "src/recipe.rs", code("rust"));
    let lock = source().join("utoipa/Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("it is copied");
    cargo(&folder, &["clippy", "--quiet", "--locked", "--", "-D", "warnings"]);
    let errors = errors.to_str().expect("a path in UTF-8");
    let printed = cargo(&folder, &["run", "--quiet", "--locked", "--", errors]);
    let served = valid(&folder, &printed);
    let post = &served["paths"]["/orders"]["post"]["responses"];
    let get = &served["paths"]["/orders/{id}"]["get"]["responses"];
    let keys = |of: &Value| of.as_object().map(|of| of.keys().cloned().collect::<Vec<_>>());
    assert_eq!(keys(post).unwrap_or_default(), ["201", "400", "409", "429"]);
    assert_eq!(keys(get).unwrap_or_default(), ["200", "404", "429"]);
    assert_eq!(post["400"], json!({ "$ref": "#/components/responses/order_invalid" }));
    assert_eq!(post["409"]["description"], "Written by hand");
    assert!(served["components"]["schemas"]["Order"].is_object(), "the service's own schemas stay");
}

#[test]
fn what_typespec_writes_is_annotated() {
    let folder = with_rejections("typespec");
    with_packages(&folder);
    put(&folder, "package.json", json!({ "type": "module" }).to_string());
    put(&folder, "tspconfig.yaml", block("yaml", "emit:"));
    fs::copy(source().join("typespec.tsp"), folder.join("main.tsp")).expect("a copy");
    let commands = block("sh", "tsp compile");
    let [compile, annotate] = &commands.lines().collect::<Vec<_>>()[..] else {
        panic!("two commands: {commands}");
    };
    for _ in 0..2 {
        let compile: Vec<&str> = compile.split(' ').collect();
        let tsp = folder.join("node_modules/@typespec/compiler/cmd/tsp.js");
        run(Command::new("node").arg(tsp).args(&compile[1..]).current_dir(&folder));
        let annotate: Vec<&str> = annotate.split(' ').collect();
        let ran = errbook(&folder, &annotate[1..]);
        assert_eq!(ran.exit, 0, "{ran:?}");
        let left = "GET /orders/{id} default: it stands for errors that the registry does not list";
        assert!(ran.out.contains(left), "{}", ran.out);
    }
    let mut bundle = npm_tool("redocly");
    bundle.args(["bundle", "--ext", "json", "api/openapi.yaml"]).current_dir(&folder);
    let bundled = output(bundle.env("REDOCLY_TELEMETRY", "off"));
    let described = valid(&folder, &String::from_utf8_lossy(&bundled.stdout));
    let post = &described["paths"]["/orders"]["post"]["responses"];
    assert_eq!(post["400"], json!({ "$ref": "#/components/responses/order_invalid" }));
    assert_eq!(described["components"]["responses"]["order_invalid"]["x-errbook"], "shop");
}
