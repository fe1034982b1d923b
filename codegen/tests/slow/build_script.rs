//! Another project, made in an empty folder, that compiles its registry in its own build script.
//!
//! The first run compiles the generator again, into a separate target folder; later runs find it
//! there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::support;

const CATALOG: &str = "\
# The errors of the shop.
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

const ORDERS: &str = "\
section: Orders
errors:
  not_found: { status: 404, description: No such order. }
";

/// The compiled catalog is used while the library compiles.
const LIBRARY: &str = "\
//! A library that compiles its own registry.

include!(concat!(env!(\"OUT_DIR\"), \"/errbook.rs\"));

const _: () = assert!(matches!(shop::ErrorCode::NotFound.status(), Some(404)));

/// The error for an order that does not exist.
pub fn no_such_order() -> shop::ApiError {
    shop::ApiError::not_found()
}
";

/// Cargo locks its target folder, so the tests take turns.
static TURN: Mutex<()> = Mutex::new(());

struct Other {
    folder: PathBuf,
    target: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

impl Other {
    /// A project with a registry that contains only what its author would write.
    fn new(name: &str) -> Other {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = support::scratch(&format!("build-script-{name}"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script-target");
        let other = Other { folder, target, _turn: turn };
        let generator = env!("CARGO_MANIFEST_DIR").replace('\\', "/");
        other.put(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"other-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [build-dependencies]\n\
                 errbook = {{ path = \"{generator}\", default-features = false }}\n\n[workspace]\n"
            ),
        );
        other.put(
            "build.rs",
            "fn main() -> std::process::ExitCode {\n    errbook::build_script::run()\n}\n",
        );
        other.put("src/lib.rs", LIBRARY);
        other.put("errbook.toml", "");
        other.put("registry/shop/catalog.yaml", CATALOG);
        other.put("registry/shop/orders.yaml", ORDERS);
        // The same versions as here, so that nothing is downloaded.
        fs::copy(support::root().join("Cargo.lock"), other.folder.join("Cargo.lock"))
            .expect("there is a lock file");
        other
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    /// Runs `cargo build`; returns whether it succeeded, and everything that it printed.
    fn build(&self) -> (bool, String) {
        self.build_with(&["--offline"])
    }

    fn build_with(&self, args: &[&str]) -> (bool, String) {
        let output = support::output(
            Command::new(env!("CARGO"))
                .args(["build", "--color", "never"])
                .args(args)
                .current_dir(&self.folder)
                .env("CARGO_TARGET_DIR", &self.target)
                .env_remove("RUSTFLAGS"),
        );
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), text)
    }

    #[track_caller]
    fn builds(&self) -> String {
        let (fine, text) = self.build();
        assert!(fine, "{text}");
        text
    }

    /// The folder to which the last build script wrote.
    fn out_dir(&self) -> PathBuf {
        let name = self.folder.file_name().expect("a name").to_string_lossy().into_owned();
        let package = name.replace("build-script-", "other-");
        let outs = fs::read_dir(self.target.join("debug/build")).expect("a target folder");
        let out = outs
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                // The package's name is followed by a hash.
                name.strip_prefix(&format!("{package}-")).is_some_and(|hash| !hash.contains('-'))
            })
            .map(|path| path.join("out"))
            .filter(|path| path.is_dir())
            .max_by_key(|path| {
                fs::metadata(path.join("errbook.rs")).and_then(|file| file.modified()).ok()
            });
        out.expect("the build script ran")
    }

    /// The files and folders of the project.
    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn a_registry_compiles_in_another_project() {
    let other = Other::new("compiles");
    let before = other.files();
    let text = other.builds();
    assert!(!text.contains("warning"), "{text}");
    let out = other.out_dir();
    let include = fs::read_to_string(out.join("errbook.rs")).expect("the file to include");
    assert!(include.starts_with("// Generated by errbook."), "{include}");
    assert!(out.join("errbook/schema/catalog.schema.json").is_file());
    assert_eq!(other.files(), before, "nothing is written outside the target folder");
    // A change to the registry is noticed, and only the affected files are written.
    let schema = out.join("errbook/schema/catalog.schema.json");
    let written = fs::metadata(&schema).and_then(|file| file.modified()).expect("a file");
    other.put("registry/shop/orders.yaml", &ORDERS.replace("No such order", "No order"));
    assert!(other.builds().contains("Compiling other-compiles"));
    assert_eq!(fs::metadata(&schema).and_then(|file| file.modified()).expect("a file"), written);
    // Without a change nothing runs.
    assert!(!other.builds().contains("Compiling"));
}

#[test]
fn the_lines_that_init_prints_compile_as_they_are() {
    let other = Other::new("init");
    fs::remove_dir_all(other.folder.join("registry")).expect("it is there");
    fs::remove_file(other.folder.join("errbook.toml")).expect("it is there");
    // What is around it, it is no part of.
    fs::create_dir_all(other.folder.join(".git")).expect("the folder is made");
    let mut init = Command::new(env!("CARGO_BIN_EXE_errbook"));
    init.args(["init", "--name", "shop"]).current_dir(&other.folder);
    let printed = support::output(&mut init).stderr;
    let printed = String::from_utf8(printed).expect("UTF-8");
    let behind = |start: &str| {
        let (_, rest) = printed.split_once(start).unwrap_or_else(|| panic!("{start}: {printed}"));
        let lines = rest.lines().skip(1).take_while(|it| it.is_empty() || it.starts_with("    "));
        lines.flat_map(|line| [line.strip_prefix("    ").unwrap_or(line), "\n"]).collect::<String>()
    };
    other.put("build.rs", &behind("compile the registry in the `build.rs`"));
    other.put("src/lib.rs", &behind("and in `src/lib.rs`:"));
    let package = "[package]\nname = \"other-init\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n";
    let generator = env!("CARGO_MANIFEST_DIR").replace('\\', "/");
    let here =
        format!("\n[workspace]\n[patch.crates-io]\nerrbook = {{ path = \"{generator}\" }}\n");
    let lines = behind("with these lines in `Cargo.toml`");
    other.put("Cargo.toml", &format!("{package}{lines}{here}"));
    // The optional packages may not be here yet.
    let (fine, text) = other.build_with(&["--features", "axum"]);
    assert!(fine && !text.contains("warning"), "{text}");
}

#[test]
fn odd_names_of_catalogs_and_codes_cause_no_warning() {
    let other = Other::new("names");
    for (path, text) in support::registry::odd_names() {
        other.put(&format!("registry/{path}"), &text);
    }
    let library = "//! Uses types that catalogs are named after, too.\n\
        #![deny(warnings, missing_docs)]\n\
        include!(concat!(env!(\"OUT_DIR\"), \"/errbook.rs\"));\n\n\
        /// How long a text is.\n\
        pub fn length(text: &str) -> Result<u8, std::num::TryFromIntError> {\n    \
        u8::try_from(text.len())\n}\n\n\
        /// An error.\n\
        pub fn error() -> lib_::ApiError {\n    \
        crate_::ApiError::super_(String::new()).to_string();\n    \
        lib_::ApiError::lib(bool::default().to_string())\n}\n";
    let features = "\n[features]\ndefault = [\"std\"]\nstd = []\nserde = []\njson = []\nhttp = []\n\
        axum = []\nlanguages = []\noperations = []\n";
    let manifest = fs::read_to_string(other.folder.join("Cargo.toml")).expect("a manifest");
    other.put("Cargo.toml", &(manifest + features));
    other.put("src/lib.rs", library);
    other.builds();
}

#[test]
fn findings_are_errors_of_cargo() {
    let other = Other::new("fails");
    other.put("registry/shop/orders.yaml", &ORDERS.replace("status: 404", "status: 40"));
    other.put("registry/shop/carts.yaml", "section: Carts\nerors: {}\n");
    let (fine, text) = other.build();
    assert!(!fine);
    // The lines that `errbook check` shows, each after Cargo's prefix.
    let shown: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("error: other-fails@0.0.0: ")).collect();
    let registry = fs::canonicalize(other.folder.join("registry")).expect("a folder");
    let shown = shown.join("\n").replace(&*registry.to_string_lossy(), "registry");
    let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
    assert_eq!(
        shown.join("\n"),
        "\
error[unknown-key]: unknown key `erors` in a section
 --> registry/shop/carts.yaml:2:1
  |
2 | erors: {}
  | ^^^^^ no such key here
  |
  = help: did you mean `errors`?
error[status-range]: `40` is not an HTTP status (RFC 9110 §15)
 --> registry/shop/orders.yaml:3:24
  |
3 |   not_found: { status: 40, description: No such order. }
  |                        ^^ outside 100 to 599
  |
  = help: write a status from 100 to 599, or `none` if the API documents none",
        "{text}"
    );
    // Once fixed, it builds.
    other.put("registry/shop/orders.yaml", ORDERS);
    other.put("registry/shop/carts.yaml", "section: Carts\n");
    other.builds();
}

#[test]
fn stale_files_are_a_warning_until_they_are_updated() {
    let other = Other::new("stale");
    let errbook = |args: &[&str]| {
        support::run(
            Command::new(env!("CARGO_BIN_EXE_errbook")).args(args).current_dir(&other.folder),
        );
    };
    errbook(&["generate"]);
    assert!(!other.builds().contains("warning"));
    let schema = other.folder.join("generated/schema/section.schema.json");
    fs::remove_file(&schema).expect("removed");
    other.put("registry/shop/catalog.yaml", &CATALOG.replace("# The errors", "# All errors"));
    let stale = "the generated file `generated/schema/section.schema.json` is stale; \
                 run `errbook generate`";
    let text = other.builds();
    assert!(text.contains(&format!("warning: other-stale@0.0.0: {stale}")), "{text}");
    assert!(!schema.exists(), "a build script writes only to its own folder");
    errbook(&["generate"]);
    let text = other.builds();
    assert!(!text.contains("warning"), "the warning disappears with its cause: {text}");
}

/// The folder of one target contains those of others: each is fresh, and none of their files is
/// taken for one that is left over.
#[test]
fn folders_of_targets_may_contain_each_other() {
    let other = Other::new("nested");
    other.put(
        "errbook.toml",
        "targets = [\"rust\", \"markdown\", \"json\"]\n[target.markdown]\nout = \"generated\"\n\
         [target.json]\nout = \"generated/json\"\n",
    );
    let errbook = |args: &[&str]| {
        support::run(
            Command::new(env!("CARGO_BIN_EXE_errbook")).args(args).current_dir(&other.folder),
        );
    };
    errbook(&["generate"]);
    errbook(&["generate", "--check"]);
    let text = other.builds();
    assert!(!text.contains("warning"), "{text}");
    // A file of each that Git has checked out with the line endings of Windows is not stale.
    for path in ["generated/README.md", "generated/json/registry.json"] {
        let file = other.folder.join(path);
        let file = fs::read_to_string(file).expect("it is generated").replace('\n', "\r\n");
        other.put(path, &file);
    }
    other.put("registry/shop/catalog.yaml", &CATALOG.replace("# The errors", "# All errors"));
    let text = other.builds();
    assert!(!text.contains("warning"), "{text}");
    other.put("generated/json/registry.json", "{}\n");
    other.put("registry/shop/catalog.yaml", CATALOG);
    let text = other.builds();
    let stale = "the generated file `generated/json/registry.json` is stale";
    assert!(text.contains(stale), "{text}");
}

#[test]
fn a_project_that_cannot_be_read() {
    let other = Other::new("project");
    other.put("errbook.toml", "registry = \"nowhere\"\n");
    let (fine, text) = other.build();
    assert!(
        !fine && text.contains("error: other-project@0.0.0: there is no registry at "),
        "{text}"
    );
    other.put("errbook.toml", "registy = \"registry\"\n");
    let (fine, text) = other.build();
    let line = "error: other-project@0.0.0: error[unknown-key]: unknown key `registy`";
    assert!(!fine && text.contains(line), "{text}");
    assert!(text.contains("errbook.toml:1:1"), "{text}");
}

/// The manifest, the build script and the service of the page, as they are written there.
#[test]
fn the_page_on_rust_has_all_that_a_package_needs() {
    let page = fs::read_to_string(support::root().join("docs/rust.md")).expect("it is read");
    let (_, section) = page.split_once("\n## In your own build\n").expect("the section");
    let blocks = section.split("\n```").skip(1).step_by(2);
    let blocks: Vec<(&str, &str)> = blocks.filter_map(|block| block.split_once('\n')).collect();
    let [("toml", manifest), ("rust", script), ("rust", program)] = blocks[..] else {
        panic!("a manifest, a script and a program: {blocks:?}");
    };
    let other = Other::new("page");
    let published = "errbook = { version = \"0.1\",";
    assert!(manifest.contains(published), "{manifest}");
    let generator = env!("CARGO_MANIFEST_DIR").replace('\\', "/");
    let here = format!("errbook = {{ path = \"{generator}\",");
    other.put("Cargo.toml", &(manifest.replace(published, &here) + "\n\n[workspace]\n"));
    other.put("build.rs", script);
    other.put("src/main.rs", program);
    fs::remove_file(other.folder.join("src/lib.rs")).expect("removed");
    let own = support::root().join("codegen/tests/slow/build_script/Cargo.lock");
    fs::copy(own, other.folder.join("Cargo.lock")).expect("there is a lock file");
    let mut fetch = Command::new(env!("CARGO"));
    support::run(fetch.args(["fetch", "--quiet"]).current_dir(&other.folder));
    let text = other.builds();
    assert!(!text.contains("warning"), "{text}");
}
