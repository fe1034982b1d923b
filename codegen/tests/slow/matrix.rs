//! Every example service with every example client, over HTTP: for each code of each catalog of this
//! repository, both sides agree with `registry.json` on the code, the status, the headers, the details
//! and the advice on retries.
//!
//! The first run compiles axum and actix-web, and installs the frameworks for Node and Python.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::model::Model;
use serde_json::Value;

use crate::real_tools::tools::python_command;
use crate::servers::with_frameworks;
use crate::support::registry::real;
use crate::support::service::Service;
use crate::support::{root, run, scratch, tsc};
use crate::together::{build, by_address, client_typescript, compare, expectations};
use crate::typescript;

/// Prepares a program, and returns the command that runs it.
type Prepare = fn(&Programs) -> Command;

/// The services, each with the command that starts it.
const SERVICES: [(&str, Prepare); 7] = [
    ("axum", |_| with(Command::new(build("service")), "127.0.0.1:0")),
    ("actix-web", |_| with(Command::new(actix_web()), "127.0.0.1:0")),
    ("Express", |programs| with(programs.node("service-node/dist/express.js"), "0")),
    ("Fastify", |programs| with(programs.node("service-node/dist/fastify.js"), "0")),
    ("Hono", |programs| with(programs.node("service-node/dist/hono.js"), "0")),
    ("NestJS", |programs| with(programs.node("service-node/dist/nest.js"), "0")),
    ("FastAPI", |_| with(fastapi(), "0")),
];

/// The clients, each with what it says of an error, and the command that takes addresses.
const CLIENTS: [(&str, &[&str], Prepare); 4] = [
    ("Rust", OF_PACKAGES, |_| Command::new(build("client-rust"))),
    ("fetch", OF_PACKAGES, |programs| programs.node(client_typescript(&programs.fetch))),
    ("axios", OF_PACKAGES, |programs| programs.node("client-axios/dist/client.js")),
    ("openapi-generator", OF_DESCRIPTIONS, |_| openapi_client()),
];

/// What the clients of the packages say.
const OF_PACKAGES: &[&str] =
    &["catalog", "code", "status", "headers", "details", "retry", "retryAfterMs", "body"];

/// What a client knows that is made from a description. The details are in the body and the headers.
const OF_DESCRIPTIONS: &[&str] = &["code", "status", "headers", "body"];

#[test]
#[ignore = "heavy; run with `--ignored`"]
fn every_service_and_every_client_agree_with_the_registry() {
    agree("matrix", &SERVICES.map(|(name, _)| name), &CLIENTS.map(|(name, ..)| name));
}

#[test]
fn express_agrees_with_the_clients_for_node() {
    agree("matrix-express", &["Express"], &["fetch", "axios"]);
}

/// Asks each of these services with each of these clients.
fn agree(name: &str, services: &[&str], clients: &[&str]) {
    let programs = Programs::compile(name);
    let clients = CLIENTS.iter().filter(|(name, ..)| clients.contains(name));
    let clients: Vec<_> = clients.map(|(name, says, of)| (name, says, of(&programs))).collect();
    let mut faults = Vec::new();
    for (service, start) in SERVICES.iter().filter(|(name, _)| services.contains(name)) {
        let served = serve(start(&programs));
        for (client, says, command) in &clients {
            let found = disagreements(&served, &format!("{service} × {client}"), says, command);
            eprintln!("{service} × {client}: {} facts differ", found.len());
            faults.extend(found);
        }
    }
    assert!(faults.is_empty(), "{} facts differ:\n{}", faults.len(), faults.join("\n"));
}

/// Starts a service.
fn serve(mut command: Command) -> Service {
    Service::start(&mut command, |line| line.strip_prefix("listening on "))
}

/// What a client reads from a service that is not as in `registry.json`.
fn disagreements(served: &Service, who: &str, says: &[&str], client: &Command) -> Vec<String> {
    let model = published();
    let expected = expectations(&model, &served.address, None);
    let codes: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    assert_eq!(expected.len(), codes);
    let documented = documented_headers(&expected);
    let mut seen = by_address(&run(again(client).args(expected.keys())));
    for seen in seen.values_mut() {
        // Frameworks and servers have headers of their own.
        if let Some(headers) = seen["headers"].as_object_mut() {
            headers.retain(|name, _| documented.contains(name.as_str()));
        }
    }
    let mut faults = Vec::new();
    compare(who, says, &expected, &seen, &mut faults);
    faults
}

/// The registry as `registry.json` has it.
fn published() -> Model {
    let text = fs::read_to_string(root().join("generated/json/registry.json")).expect("a file");
    errbook::published::read(&text, 0).expect("a published registry")
}

/// The names of the headers that any code is sent with.
fn documented_headers(expected: &BTreeMap<String, Value>) -> BTreeSet<&str> {
    let headers = expected.values().filter_map(|expected| expected["headers"].as_object());
    headers.flat_map(|headers| headers.keys().map(String::as_str)).collect()
}

/// The examples for Node with adapters and axios, compiled.
struct Programs {
    folder: PathBuf,
    /// The name of the folder for the client with `fetch`, which has packages of its own.
    fetch: String,
}

impl Programs {
    fn compile(name: &str) -> Programs {
        let folder = with_frameworks(name);
        typescript::write(&real(), &folder.join("node_modules/api-errors"));
        for example in ["service-node", "client-axios"] {
            copy(example, &folder);
            run(tsc("typescript").arg("-p").arg(folder.join(example)));
        }
        Programs { folder, fetch: format!("{name}-fetch") }
    }

    fn node(&self, program: impl AsRef<Path>) -> Command {
        with(Command::new("node"), self.folder.join(program))
    }
}

/// Copies the files of an example, and those in its `src`, to a folder of examples.
fn copy(example: &str, to: &Path) {
    for folder in [example.to_owned(), format!("{example}/src")] {
        let from = root().join("examples").join(&folder);
        for file in fs::read_dir(from).into_iter().flatten() {
            let file = file.expect("a file");
            if file.file_type().expect("a type").is_file() {
                fs::create_dir_all(to.join(&folder)).expect("a folder");
                let copy = to.join(&folder).join(file.file_name());
                fs::copy(file.path(), copy).expect("a copy");
            }
        }
    }
}

/// Builds the service in actix-web and its crate, with the dependencies that are locked for the tests of
/// all frameworks.
fn actix_web() -> PathBuf {
    let folder = scratch("matrix-actix-web");
    run(Command::new("cp").arg("-r").arg(root().join("registry")).arg(&folder));
    let examples = folder.join("examples");
    copy("service", &examples);
    copy("service-actix-web", &examples);
    let own = examples.join("service-actix-web");
    let lock = root().join("codegen/tests/slow/frameworks/Cargo.lock");
    fs::copy(lock, own.join("Cargo.lock")).expect("a copy");
    run(Command::new(env!("CARGO_BIN_EXE_errbook")).args(["generate", "--project"]).arg(&own));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    run(Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(&own)
        .env("RUSTFLAGS", "-D warnings"));
    target.join("debug/service-actix-web")
}

fn fastapi() -> Command {
    with(python_command("python"), root().join("examples/service-fastapi/main.py"))
}

/// Makes a client of each API from the description that the service in FastAPI has of itself, and
/// returns the program that calls them.
fn openapi_client() -> Command {
    let folder = scratch("matrix-openapi");
    let service = serve(with(fastapi(), "0"));
    let mut path = Vec::new();
    for catalog in published().catalogs {
        let client = folder.join(&catalog.id);
        run(python_command("openapi-generator-cli")
            .args(["generate", "--generator-name", "python", "--input-spec"])
            .arg(format!("{}/{}/openapi.json", service.address, catalog.id))
            .args(["--package-name", &format!("{}_client", catalog.id), "--output"])
            .arg(&client));
        path.push(client);
    }
    let program = root().join("examples/client-openapi/client.py");
    let mut python = with(python_command("python"), program);
    python.env("PYTHONPATH", std::env::join_paths(path).expect("paths without a separator"));
    python
}

fn with(mut command: Command, argument: impl AsRef<std::ffi::OsStr>) -> Command {
    command.arg(argument);
    command
}

/// The same command, to which arguments can be added.
fn again(command: &Command) -> Command {
    let mut again = Command::new(command.get_program());
    again.args(command.get_args());
    again.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    again
}
