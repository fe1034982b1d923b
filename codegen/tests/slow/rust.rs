//! The Rust crate as its users meet it: the compiler, clippy, rustdoc, Cargo, and programs that use
//! every code.
//!
//! The first run compiles serde for the generated crates, which takes a minute.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::families::families;
use crate::support::registry::{in_folder, odd_names, of_texts, real, render};
use crate::support::service::Service;
use crate::support::{self, write};
use errbook::example::{self, Content};
use errbook::model::{Catalog, Code, Delivery, Detail, Kind, Model, Place, Shape, Type};
use errbook::names;
use errbook::targets::Options;
use serde_json::{Value, json};

pub(crate) const PACKAGE: &str = "api-errors";

/// A catalog for each ready-made envelope, and one for the language features that these need.
fn envelopes() -> Model {
    in_folder("codegen/tests/slow/envelopes/registry")
}

/// Renders the crate into its own folder.
pub(crate) fn crate_of(model: &Model, name: &str) -> PathBuf {
    let folder = workspace(
        &format!("rust-{name}"),
        "[workspace]\nmembers = [\"crate\"]\nresolver = \"3\"\n",
    );
    let folder = folder.join("crate");
    let mut options = Options::default();
    options.rust.package = PACKAGE.into();
    for output in render("rust", model.public(), &options) {
        assert!(output.text.ends_with('\n') && !output.text.ends_with("\n\n"), "{}", output.path);
        assert!(!output.text.contains('\r'), "{}", output.path);
        write(&folder.join(output.path), &output.text);
    }
    folder
}

/// A folder with this manifest and the locked dependencies of these tests.
pub(crate) fn workspace(name: &str, manifest: &str) -> PathBuf {
    let folder = support::scratch(name);
    write(&folder.join("Cargo.toml"), manifest);
    let locked = support::root().join("codegen/tests/slow/rust/Cargo.lock");
    fs::copy(locked, folder.join("Cargo.lock")).expect("it is copied");
    folder
}

/// Runs Cargo in a folder, treating warnings as errors.
#[track_caller]
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-crates");
    support::run(
        Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

pub(crate) const CLIPPY: &[&str] = &[
    "clippy",
    "--all-features",
    "--",
    "-D",
    "warnings",
    "-D",
    "clippy::pedantic",
    // Product names in registry texts are prose.
    "-A",
    "clippy::doc_markdown",
];

#[test]
fn every_combination_of_features_compiles_without_a_warning() {
    let model = real();
    let folder = crate_of(&model, "features");
    let catalogs: Vec<&str> = model.catalogs.iter().map(feature_name).collect();
    // Each feature enables those before it, except `serde`, which works without `std`.
    for brought in [
        "",
        "std",
        "serde",
        "std,serde",
        "json",
        "http",
        "axum",
        "tracing",
        "languages",
        "operations",
    ] {
        for chosen in 0..1_u32 << catalogs.len() {
            let chosen = (0..catalogs.len()).filter(|at| chosen >> at & 1 == 1);
            let chosen = chosen.map(|at| catalogs[at]).chain([brought]);
            let chosen = chosen.collect::<Vec<_>>().join(",");
            cargo(&folder, &["check", "--no-default-features", "--features", &chosen]);
        }
    }
}

#[test]
fn the_tools_of_rust_find_nothing() {
    let folder = crate_of(&real(), "tools");
    cargo(&folder, CLIPPY);
    cargo(&folder, &["doc", "--no-deps", "--all-features"]);
    cargo(&folder, &["doc", "--no-deps", "--no-default-features", "--features", "loop,curaway"]);
    let said = cargo(&folder, &["test", "--doc", "--all-features"]);
    assert!(said.contains("3 passed"), "{said}");
    cargo(&folder, &["fmt", "--check"]);
    let said = cargo(&folder, &["package", "--allow-dirty", "--no-verify"]);
    // It is for its owner to choose one.
    let said = said.replace("warning: manifest has no license or license-file", "");
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn the_source_that_all_crates_share_is_formatted() {
    let folders =
        ["shared", "integrations"].map(|it| support::root().join("templates/rust").join(it));
    let sources = folders.into_iter().flat_map(|it| fs::read_dir(it).expect("the folder is read"));
    let sources = sources.map(|entry| entry.expect("an entry").path());
    let config = support::root().join("rustfmt.toml");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024", "--config-path"]).arg(config);
    support::run(rustfmt.args(sources));
}

#[test]
fn odd_names_of_catalogs_and_codes_cause_no_warning() {
    let files = odd_names();
    let model = of_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let folder = crate_of(&model, "odd-names");
    cargo(&folder, CLIPPY);
    cargo(&folder, &["check", "--no-default-features", "--features", "crate,self,lib,main,bin"]);
    cargo(&folder, &["doc", "--no-deps", "--features", "crate,self,lib,main,bin"]);
}

#[test]
fn the_catalogs_compile_as_modules_of_another_crate() {
    let model = real();
    let generated = crate_of(&model, "included");
    let manifest = "[package]\nname = \"includes\"\nedition = \"2024\"\n[workspace]\n\
        [features]\ndefault = [\"std\"]\nstd = []\nserde = []\njson = []\nhttp = []\naxum = []\n\
        languages = []\noperations = []\n";
    let folder = workspace("rust-includes", manifest);
    let module = |path: &str| generated.join("src").join(path).join("mod.rs");
    let mut included =
        format!("#[path = {:?}] mod shared;\npub use shared::*;\n", module("shared"));
    for name in model.catalogs.iter().map(module_name) {
        let _ = writeln!(included, "#[path = {:?}] pub mod {name};", module(&name));
    }
    write(&folder.join("src/included.rs"), &included);
    // At the root of the crate, and inside a module.
    for (open, close) in [("", ""), ("/// Errors.\npub mod errors {\n", "\n}")] {
        let source = format!(
            "//! Includes.\n#![deny(missing_docs)]\n{open}include!(\"included.rs\");{close}\n"
        );
        write(&folder.join("src/lib.rs"), &source);
        cargo(&folder, &["check"]);
    }
}

#[test]
fn the_real_catalogs_behave_as_the_registry_says() {
    let model = real();
    consume(&model, "real");
}

#[test]
fn hostile_texts_and_reserved_words_stay_what_they_are() {
    let hostile = include_str!("rust/hostile.yaml");
    let words = include_str!("rust/words.yaml");
    let many: String = (0..300).fold("section: Many\nerrors:\n".to_owned(), |mut text, number| {
        let _ = writeln!(text, "  fault_{number}: {{ status: 409, description: Fault {number}. }}");
        text
    });
    let plain =
        "codes: { style: snake_case }\nenvelope: { shape: { code: $code, status: $status } }\n";
    let model = of_texts([
        ("hostile/catalog.yaml", include_str!("rust/hostile-catalog.yaml")),
        ("hostile/texts.yaml", hostile),
        ("self/catalog.yaml", &format!("catalog: self\ntitle: Words\n{plain}")),
        ("self/type.yaml", words),
        ("std/catalog.yaml", &format!("catalog: std\ntitle: Many\n{plain}")),
        ("std/many.yaml", &many),
        ("bin/catalog.yaml", &format!("catalog: bin\ntitle: Bin\n{plain}")),
        ("bin/orders.yaml", "section: A\nerrors: { a: { status: 400, description: Text. } }\n"),
        ("lib/catalog.yaml", &format!("catalog: lib\ntitle: Lib\n{plain}")),
        ("lib/orders.yaml", "section: A\nerrors: { a: { status: 400, description: Text. } }\n"),
        ("main/catalog.yaml", &format!("catalog: main\ntitle: Main\n{plain}")),
        ("main/orders.yaml", "section: A\nerrors: { a: { status: 400, description: Text. } }\n"),
    ]);
    let folder = consume(&model, "hostile");
    cargo(&folder.join("crate"), CLIPPY);
    cargo(&folder.join("crate"), &["doc", "--no-deps", "--all-features"]);
    cargo(&folder.join("crate"), &["check", "--no-default-features", "--features", "hostile,self"]);
}

#[test]
fn numbered_codes_are_looked_up() {
    type Code = fn(u32) -> String;
    let schemes: [(&str, &str, u32, Code); 5] = [
        ("padded", "SCREAMING_SNAKE_CASE", 30, |n| format!("E{n:04}")),
        ("kebab", "kebab-case", 25, |n| format!("bk-{n:03}")),
        ("digits", "snake_case", 300, |n| format!("{}", 10_000 + n)),
        ("thousands", "snake_case", 50, |n| format!("e{}", 999 + n)),
        ("many", "snake_case", 2_000, |n| format!("c_{}", n - 1)),
    ];
    let mut files = Vec::new();
    let mut program = String::from("fn main() {\n");
    for (id, style, count, code) in schemes {
        let catalog = format!(
            "catalog: {id}\ntitle: Numbered\ncodes: {{ style: {style} }}\n\
             envelope: {{ shape: {{ code: $code }} }}\n"
        );
        let mut section = "section: Numbered\nerrors:\n".to_owned();
        for number in 1..=count {
            let code = code(number);
            let _ =
                writeln!(section, "  \"{code}\": {{ status: 409, description: Fault {number}. }}");
        }
        files.push((format!("{id}/catalog.yaml"), catalog));
        files.push((format!("{id}/numbered.yaml"), section));
        let _ = writeln!(
            program,
            "    let codes = api_errors::{id}::ErrorCode::ALL;
    assert_eq!(codes.len(), {count});
    for code in codes {{
        let text = code.as_str();
        assert_eq!(text.parse(), Ok(*code));
        for miss in [format!(\"{{text}}0\"), format!(\"0{{text}}\"), text.replace('1', \"x\")] {{
            let found = miss.parse::<api_errors::{id}::ErrorCode>();
            assert!(found.is_err() || codes.iter().any(|code| code.as_str() == miss));
        }}
    }}"
        );
    }
    program.push_str("}\n");
    let model = of_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let features = schemes.map(|(id, ..)| id);
    let manifest = format!(
        "[package]\nname = \"numbered\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = {:?}, features = {features:?} }}\n",
        crate_of(&model, "numbered").display().to_string()
    );
    let folder = workspace("rust-numbered-consumer", &manifest);
    write(&folder.join("src/main.rs"), &program);
    cargo(&folder, &["run", "--quiet"]);
}

#[test]
fn a_client_matches_on_a_family() {
    let crate_folder = crate_of(&families(), "families");
    cargo(&crate_folder, CLIPPY);
    let manifest = format!(
        "[package]\nname = \"families\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = {:?}, features = [\"data\", \"json\"] }}\n",
        crate_folder.display().to_string()
    );
    let folder = workspace("rust-families-consumer", &manifest);
    let program = "\
use api_errors::data::ErrorCode::{self, CannotLoad, CannotLoadTooOld, CannotLoadTooOldByFar, DiskFull};

fn is_in(code: &str, family: ErrorCode) -> bool {
    let body = format!(\"{{\\\"code\\\": \\\"{code}\\\"}}\");
    let error = api_errors::data::ReceivedError::parse(500, [(\"\", \"\"); 0], body);
    error.expect(\"it has a code\").is_in(family)
}

const MEMBER: bool = CannotLoadTooOldByFar.is_in(CannotLoad);

fn main() {
    assert!(MEMBER && CannotLoad.is_in(CannotLoad) && !DiskFull.is_in(CannotLoad));
    assert!(!CannotLoad.is_in(CannotLoadTooOldByFar));
    assert_eq!(CannotLoadTooOldByFar.parent(), Some(ErrorCode::CannotLoadTooOld));
    assert_eq!(DiskFull.parent(), None);
    for (code, family) in [
        (\"CANNOT_LOAD.TOO_OLD.BY_FAR\", CannotLoad),
        (\"CANNOT_LOAD.SOMETHING_NEW\", CannotLoad),
        (\"CANNOT_LOAD.TOO_OLD.BY.FAR\", CannotLoadTooOld),
        (\"CANNOT_LOAD.NO_FILE.NEW\", CannotLoad),
    ] {
        assert!(is_in(code, family), \"{code}\");
    }
    for code in [\"CANNOT_LOADED.NEW\", \"DISK_FULL\", \"DISK_FULL.NEW\", \".CANNOT_LOAD\"] {
        assert!(!is_in(code, CannotLoad), \"{code}\");
    }
    let error = api_errors::data::ApiError::cannot_load_no_file(\"q\", \"f\");
    assert_eq!(error.message(), \"The state of q cannot be loaded. There is no file f.\");
}
";
    write(&folder.join("src/main.rs"), program);
    cargo(&folder, &["run", "--quiet"]);
}

#[test]
fn the_codes_of_an_operation_are_a_type() {
    let model = of_texts([
        (
            "data/catalog.yaml",
            "catalog: data\ntitle: Data\nenvelope: { shape: { error: $code, n: $details } }\n\
             raises: [BROKEN]\noperations:\n  \
             getThing: { raises: [NOT_FOUND, OLD] }\n  /things/*: { raises: [NOT_FOUND] }\n  /things: {}\n  \
             GET /things/{id}: {}\n  try: { raises: [DEBUG, ERROR] }\n",
        ),
        (
            "data/codes.yaml",
            "section: Codes\nerrors:\n  \
             ERROR: { title: A, status: 400, details: { n: integer } }\n  \
             NOT_FOUND: { title: B, status: 404 }\n  DEBUG: { title: C, status: 409 }\n  \
             OLD: { title: D, status: 410, deprecated: {} }\n  \
             BROKEN: { title: E, status: 500 }\n",
        ),
    ]);
    let crate_folder = crate_of(&model, "operations");
    cargo(&crate_folder, CLIPPY);
    cargo(&crate_folder, &["doc", "--no-deps", "--all-features"]);
    let manifest = format!(
        "[package]\nname = \"operations\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = {:?}, default-features = false, features = [\"data\", \
         \"operations\"] }}\n",
        crate_folder.display().to_string()
    );
    let folder = workspace("rust-operations-consumer", &manifest);
    let program = "\
use api_errors::data::ErrorCode;
use api_errors::data::operations::{GetThingError, GetThingsIdError, ThingsAnyError, ThingsError, TryError};

fn main() {
    assert_eq!(GetThingError::try_from(ErrorCode::NotFound), Ok(GetThingError::NotFound));
    assert_eq!(GetThingError::try_from(ErrorCode::Error), Err(ErrorCode::Error));
    for error in GetThingError::ALL {
        assert_eq!(GetThingError::try_from(ErrorCode::from(*error)), Ok(*error));
    }
    let codes = |all: &[GetThingError]| all.iter().map(|it| format!(\"{it:?}\")).collect::<Vec<_>>();
    assert_eq!(codes(GetThingError::ALL), [\"NotFound\", \"Old\", \"Broken\"]);
    assert_eq!(ThingsAnyError::ALL, [ThingsAnyError::NotFound, ThingsAnyError::Broken]);
    assert_eq!(ThingsError::ALL, [ThingsError::Broken]);
    assert_eq!(GetThingsIdError::ALL, [GetThingsIdError::NotFound, GetThingsIdError::Broken]);
    assert_eq!(TryError::ALL, [TryError::Error, TryError::Debug, TryError::Broken]);
}
";
    write(&folder.join("src/main.rs"), program);
    cargo(&folder, &["run", "--quiet"]);
}

#[test]
fn a_response_with_several_errors_is_made_once() {
    let shape =
        "{ trace: uuid, errors: [{ code: $code, id: uuid, request_id: string, at: date-time }] }";
    let catalog = format!("catalog: data\ntitle: Data\nenvelope: {{ shape: {shape} }}\n");
    let codes = "section: Codes\nerrors:\n  GONE: { title: A, status: 410 }\n";
    let model = of_texts([("data/catalog.yaml", &*catalog), ("data/codes.yaml", codes)]);
    let crate_folder = crate_of(&model, "several");
    cargo(&crate_folder, CLIPPY);
    let manifest = format!(
        "[package]\nname = \"several\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = {:?}, features = [\"data\"] }}\n",
        crate_folder.display().to_string()
    );
    let folder = workspace("rust-several-consumer", &manifest);
    let program = r#"
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use api_errors::data::{ApiError, Envelope, EnvelopeErrors, Required};

fn distinct(body: &Envelope, of: impl Fn(&EnvelopeErrors) -> &String) -> usize {
    body.errors.iter().map(of).collect::<BTreeSet<_>>().len()
}

fn three() -> ApiError {
    ApiError::gone().and(ApiError::gone()).and(ApiError::gone())
}

fn main() {
    // What names the request is one, as the time is; what names an error is its own.
    let error = three();
    let body = Envelope::from(&error);
    assert_eq!(distinct(&body, |one| &one.request_id), 1);
    assert_eq!(distinct(&body, |one| &one.at), 1);
    assert_eq!(distinct(&body, |one| &one.id), 3);
    assert_eq!(body.trace, body.errors[0].id);
    assert_eq!(body.errors[0].request_id, body.trace.replace('-', ""));
    assert_eq!(body, Envelope::from(&error));

    let required = |request_id: &str| Required {
        trace: "t".to_owned(),
        id: String::new(),
        request_id: request_id.to_owned(),
        at: String::new(),
    };
    let body = Envelope::from(&three().with_request_id("first").complete(required("others")));
    let ids: Vec<_> = body.errors.iter().map(|one| &*one.request_id).collect();
    assert_eq!(ids, ["first", "others", "others"]);

    static ASKED: AtomicU32 = AtomicU32::new(0);
    Required::otherwise(move || required(&ASKED.fetch_add(1, Ordering::Relaxed).to_string()));
    let ids = |error: ApiError| -> Vec<String> {
        Envelope::from(&error).errors.iter().map(|one| one.request_id.clone()).collect()
    };
    assert_eq!(ids(three()), ["0", "0", "0"]);
    assert_eq!(ids(three().with_request_id("first")), ["first", "1", "1"]);
    assert_eq!(ASKED.load(Ordering::Relaxed), 2);
}
"#;
    write(&folder.join("src/main.rs"), program);
    cargo(&folder, &["run", "--quiet"]);
}

#[test]
fn a_service_that_owns_the_codes_matches_all_of_them() {
    let mut options = Options::default();
    options.rust.exhaustive = true;
    let manifest = format!(
        "[package]\nname = \"exhaustive\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = \"crate\", features = [\"data\"] }}\n"
    );
    let folder = workspace("rust-exhaustive", &manifest);
    let mut program = "use api_errors::data::ErrorCode;\n\n\
        pub fn number(code: ErrorCode) -> usize {\n    match code {\n"
        .to_owned();
    let model = families();
    for (index, code) in model.catalogs[0].codes.iter().enumerate() {
        let _ = writeln!(program, "        ErrorCode::{} => {index},", code.ident);
    }
    for output in render("rust", &model, &options) {
        write(&folder.join("crate").join(output.path), &output.text);
    }
    write(&folder.join("src/lib.rs"), &(program + "    }\n}\n"));
    cargo(&folder, &["check", "--quiet"]);
}

#[test]
fn ready_made_envelopes_behave_as_the_registry_says() {
    let model = envelopes();
    let folder = consume(&model, "envelopes").join("crate");
    cargo(&folder, CLIPPY);
    cargo(&folder, &["doc", "--no-deps", "--all-features"]);
    let catalogs: Vec<&str> = model.catalogs.iter().map(feature_name).collect();
    for brought in ["", "std", "serde", "std,serde"] {
        let chosen = format!("{},{brought}", catalogs.join(","));
        cargo(&folder, &["check", "--no-default-features", "--features", &chosen]);
    }
}

#[test]
fn nothing_at_all_compiles() {
    let catalog = "catalog: empty\ntitle: Empty\ncodes: { style: snake_case }\n\
        envelope: { shape: { code: $code, message: $message, ok: false, id: string } }\n";
    let empty = of_texts([("empty/catalog.yaml", catalog)]);
    cargo(&crate_of(&empty, "empty"), CLIPPY);
    cargo(&crate_of(&empty, "empty"), &["check", "--no-default-features", "--features", "empty"]);
    cargo(&crate_of(&Model::default(), "nothing"), CLIPPY);
}

#[test]
fn few_codes_of_each_kind_cause_no_warning() {
    let header = "details: { a: { type: string, from: { header: X-A } } }";
    let takes = format!("  takes: {{ status: 400, description: Text., {header} }}\n");
    let may = takes.replace("takes", "may").replace("string,", "string, optional: true,");
    let plain = "  plain: { status: 400, description: Text. }\n";
    let sections = [
        ("one", takes.clone()),
        ("two", format!("{takes}{plain}")),
        ("three", format!("{may}{plain}{takes}")),
        ("four", may),
    ];
    let files: Vec<(String, String)> = sections
        .into_iter()
        .flat_map(|(id, codes)| {
            let catalog = format!(
                "catalog: {id}\ntitle: Few\ncodes: {{ style: snake_case }}\n\
                 envelope: {{ shape: {{ code: $code }} }}\n"
            );
            let section = format!("section: Few\nerrors:\n{codes}");
            [(format!("{id}/catalog.yaml"), catalog), (format!("{id}/few.yaml"), section)]
        })
        .collect();
    let few = of_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    cargo(&crate_of(&few, "few"), CLIPPY);
}

#[test]
fn the_oldest_compiler_builds_it() {
    let folder = crate_of(&real(), "oldest");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest is read");
    let oldest = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    let oldest = format!("{}.0", oldest.expect("a version").trim_matches('"'));
    let rustup = |arguments: &[&str]| {
        let mut command = Command::new("rustup");
        command.args(["run", &oldest, "cargo"]).args(arguments).current_dir(&folder);
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        command
    };
    let installed = rustup(&["--version"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        println!("not tested: `rustup toolchain install {oldest}` installs the compiler");
        return;
    }
    support::run(&mut rustup(&["check", "--quiet", "--all-features"]));
    support::run(&mut rustup(&["check", "--quiet", "--no-default-features", "--features", "loop"]));
}

#[test]
fn the_programs_of_the_pages_talk_to_each_other() {
    let generated = crate_of(&real(), "readme");
    let own = generated.join("README.md");
    let repository = support::root().join("docs/rust.md");
    let said = talk("own", &generated, &own);
    assert!(said.contains("expected: AUTH_TOKEN_EXPIRED_001"), "{said}");
    let said = talk("repository", &generated, &repository);
    assert!(said.contains("rate_limited: ") && said.contains("try again in 30s"), "{said}");
}

/// Runs the service and the client of a page, and returns the client's output.
fn talk(name: &str, generated: &Path, readme: &Path) -> String {
    let readme = fs::read_to_string(readme).expect("the README is read");
    let blocks: Vec<&str> =
        readme.split("\n```rust").skip(1).filter_map(|block| block.split("\n```").next()).collect();
    let program = |mark: &str| {
        let block = blocks.iter().find(|block| block.contains(mark)).expect("a program");
        block.split_once('\n').expect("a line").1
    };
    let manifest = format!(
        "[package]\nname = \"programs\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         {PACKAGE} = {{ path = {:?}, features = [\"curaway\", \"loop\", \"axum\"] }}\n\
         axum = \"0.8\"\nureq = {{ version = \"3\", default-features = false }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }}\n",
        generated.display().to_string()
    );
    let folder = workspace(&format!("rust-readme-{name}"), &manifest);
    write(&folder.join("src/bin/service.rs"), program("axum::serve"));
    write(&folder.join("src/bin/client.rs"), program("ureq::"));
    cargo(&folder, &["build", "--quiet"]);
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-crates/debug");
    let mut service = Command::new(built.join("service"));
    let service = Service::start(service.arg("127.0.0.1:0"), |line| line.rsplit(' ').next());
    support::run(Command::new(built.join("client")).arg(&service.address))
}

/// Builds and runs a program that creates every error of every catalog and compares the results with
/// the registry.
fn consume(model: &Model, name: &str) -> PathBuf {
    let features: Vec<String> =
        model.catalogs.iter().map(|catalog| format!("{:?}", feature_name(catalog))).collect();
    let manifest = format!(
        "[package]\nname = \"consumer\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         serde = \"1\"\nserde_json = \"1\"\nhttp = \"1\"\naxum-core = \"0.5\"\n\
         form_urlencoded = \"1\"\n\
         {PACKAGE} = {{ path = \"crate\", features = [\"axum\", {}] }}\n",
        features.join(", ")
    );
    let folder = workspace(&format!("rust-consumer-{name}"), &manifest);
    let generated = crate_of(model, &format!("consumed-{name}"));
    fs::rename(generated, folder.join("crate")).expect("the crate is moved");
    let mut program = include_str!("rust/consumer.rs").to_owned();
    program.push_str("\nfn main() {\n    check_delays();\n");
    for catalog in &model.catalogs {
        let codes: Vec<Value> = catalog.codes.iter().map(|code| facts(catalog, code)).collect();
        write(&folder.join(format!("{}.json", catalog.id)), &json!(codes).to_string());
        let module = module_name(catalog);
        let (category, action) = (!catalog.categories.is_empty(), !catalog.actions.is_empty());
        let details = catalog.codes.iter().any(|code| !code.details.is_empty());
        let redirect = catalog.codes.iter().any(|code| code.delivery == Delivery::Redirect);
        let _ = writeln!(
            program,
            "    check!({module}, {:?}, {category}, {action}, {details}, {redirect}, [",
            catalog.id
        );
        for code in &catalog.codes {
            let _ = writeln!(program, "        {},", error(catalog, code));
        }
        program.push_str("    ]);\n");
    }
    program.push_str("}\n");
    write(&folder.join("src/main.rs"), &program);
    let said = cargo(&folder, &["run", "--quiet"]);
    let count: usize = model.catalogs.iter().map(|catalog| catalog.codes.len()).sum();
    let checked = said.lines().filter(|line| line.starts_with("checked ")).count();
    assert_eq!(checked, count, "{said}");
    folder
}

/// What the crate should say about a code.
fn facts(catalog: &Catalog, code: &Code) -> Value {
    let response = example::response(catalog, code);
    let (body, parameters) = match response.content {
        Content::Body(body) => (body, Value::Null),
        Content::Redirect(parameters) => (Value::Null, json!(parameters)),
    };
    let deprecated = code.deprecated.as_ref();
    let (cause, resolution) = code.advice(errbook::text::Text::plain);
    let delays = code.details.iter().filter(|detail| detail.ty.kind == Kind::Delay);
    json!({
        "code": code.name,
        "title": code.title,
        "description": code.summary(),
        "cause": cause,
        "resolution": resolution,
        "statuses": code.status,
        "retry": code.retry.map(errbook::model::Vocabulary::word),
        "grpc": code.grpc.map(|grpc| (grpc.number, grpc.name)),
        "docs_url": code.docs_url,
        "takes_details": code.details.iter().any(|detail| !detail.optional),
        "category": code.category.map(|id| &catalog[id].id),
        "action": code.action.map(|id| &catalog[id].id),
        "section": catalog[code.section].id,
        "deprecated": deprecated.is_some(),
        "replaced_by": deprecated.and_then(|it| it.replaced_by).map(|id| &catalog[id].name),
        "message": example::message(code),
        "body": body,
        "parameters": parameters,
        "headers": response.headers,
        "delays": delays.count(),
    })
}

/// The expression that creates the example error of a code.
fn error(catalog: &Catalog, code: &Code) -> String {
    let module = module_name(catalog);
    let constructor = escaped(&names::snake(&code.name));
    let required = code.details.iter().filter(|detail| !detail.optional);
    let arguments: Vec<String> = required.map(argument).collect();
    let mut expression = if code.details.iter().any(|detail| detail.optional) {
        let name = &code.ident;
        let mut details = format!("{module}::details::{name}::new({})", arguments.join(", "));
        for detail in code.details.iter().filter(|detail| detail.optional) {
            let _ = write!(details, ".with_{}({})", escaped(&detail.name), argument(detail));
        }
        format!("{module}::ApiError::from({details})")
    } else {
        format!("{module}::ApiError::{constructor}({})", arguments.join(", "))
    };
    let body = match example::response(catalog, code).content {
        Content::Body(body) => body,
        Content::Redirect(parameters) => {
            parameters.into_iter().map(|(name, value)| (name, json!(value))).collect()
        }
    };
    for (path, ty) in free_members(&catalog.envelope.shape, String::new()) {
        let set = code.details.iter().any(|detail| match &detail.place {
            Place::Body(steps) => {
                let place = errbook::model::display_path(steps).replace("[]", ".0");
                format!("/{}", place.replace('.', "/")).starts_with(&path)
            }
            Place::Header { .. } | Place::Message => false,
        });
        let value = body.pointer(&path).filter(|value| !value.is_null() && !set);
        if let Some(value) = value {
            let member = path.rsplit('/').find(|step| *step != "0").expect("a member");
            let value = literal(&ty.kind, value);
            let _ = write!(expression, ".with_{}({value})", escaped(&names::snake(member)));
        }
    }
    expression
}

fn argument(detail: &Detail) -> String {
    let value = example::sample_detail(detail);
    if detail.ty.nullable && !detail.optional {
        return format!("json({:?})", value.to_string());
    }
    match (&detail.ty.kind, &value) {
        (Kind::String, Value::String(text)) => format!("detail({text:?})"),
        (kind, value) => literal(kind, value),
    }
}

fn literal(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::String | Kind::Uuid | Kind::Uri | Kind::DateTime, Value::String(text)) => {
            format!("{text:?}")
        }
        (Kind::Delay, value) => format!("{value}_u64"),
        (_, value) => format!("json({:?})", value.to_string()),
    }
}

/// The members of the envelope that a service fills in, as JSON pointers.
fn free_members(shape: &Shape, path: String) -> Vec<(String, Type)> {
    match shape {
        Shape::Object { members, .. } => members
            .iter()
            .flat_map(|member| free_members(&member.shape, format!("{path}/{}", member.name)))
            .collect(),
        Shape::Array(element) => free_members(element, format!("{path}/0")),
        Shape::Type(ty) => vec![(path, ty.clone())],
        Shape::Slot(_) | Shape::Constant(_) => Vec::new(),
    }
}

fn module_name(catalog: &Catalog) -> String {
    match &catalog.id[..] {
        taken @ ("bin" | "lib" | "main" | "std") => format!("{taken}_"),
        id => escaped(&names::snake(id)),
    }
}

fn feature_name(catalog: &Catalog) -> &str {
    if catalog.id == "std" { "std-errors" } else { &catalog.id }
}

fn escaped(name: &str) -> String {
    // The names of methods of every error are escaped like keywords.
    let words = [
        "loop", "self", "type", "match", "move", "status", "message", "new", "source", "from",
        "default", "override", "super", "details",
    ];
    if words.contains(&name) { format!("{name}_") } else { name.to_owned() }
}
