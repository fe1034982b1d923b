//! The recipes of `docs/openapi.md` for descriptions that code serves, in the real frameworks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::annotate::{ALL, ORDERS, project, shop};
use crate::support::command::{errbook, put};
use crate::support::{install, root, run};

/// The code of the page in a language, as one program.
fn code(language: &str) -> String {
    let page = fs::read_to_string(root().join("docs/openapi.md")).expect("the page is there");
    let start = format!("```{language}\n");
    let blocks = page.split(&start).skip(1);
    let blocks: Vec<&str> = blocks.filter_map(|rest| rest.split("\n```").next()).collect();
    assert!(!blocks.is_empty(), "the page has no code in {language}");
    blocks.join("\n\n\n") + "\n"
}

/// A project whose errors are written as JSON, with a code for requests that a framework rejects.
fn served(name: &str) -> PathBuf {
    let folder = project(name, ALL, &shop("3.1.0"));
    let page = fs::read_to_string(root().join("docs/openapi.md")).expect("the page is there");
    let options = page.split("```toml\n").find(|block| block.contains("formats = [\"json\"]"));
    let options = options.and_then(|rest| rest.split("```").next()).expect("options on the page");
    put(&folder, "errbook.toml", options);
    put(&folder, "registry/shop/orders.yaml", ORDERS.replace("order_empty", "order_invalid"));
    let catalog = folder.join("registry/shop/catalog.yaml");
    let text = fs::read_to_string(&catalog).expect("the catalog is there");
    put(&folder, "registry/shop/catalog.yaml", text.replace("order_empty", "order_invalid"));
    assert_eq!(errbook(&folder, &["generate", "--target", "openapi"]).exit, 0);
    folder
}

#[test]
fn fastapi_serves_the_errors_of_the_registry() {
    let folder = served("fastapi");
    put(&folder, "recipe.py", code("python"));
    let source = root().join("codegen/tests/slow/recipes");
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recipes-python");
    install(&source, "requirements.txt", &venv, || {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv));
        let quiet = ["install", "--quiet", "--disable-pip-version-check", "--requirement"];
        run(Command::new(venv.join("bin/pip")).args(quiet).arg(source.join("requirements.txt")));
    });
    run(Command::new(venv.join("bin/python")).arg(source.join("served.py")).arg(&folder));
}
