//! What the tests of several targets share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod annotate;
pub mod command;
pub mod families;
pub mod markdown;
pub mod nasty;
pub mod page;
pub mod registry;
pub mod reported;
pub mod service;
pub mod shop;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// The root of this repository.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Writes a file, creating its folder if needed.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}

/// A new empty folder for a test, below the target folder; the files of an earlier run are removed.
/// The tests of a binary run at the same time, so no two may use one name.
#[track_caller]
pub fn scratch(name: &str) -> PathBuf {
    static TAKEN: Mutex<BTreeMap<String, ThreadId>> = Mutex::new(BTreeMap::new());
    let thread = thread::current().id();
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let first = *taken.entry(name.to_owned()).or_insert(thread);
    drop(taken);
    assert_eq!(first, thread, "another test uses the folder `{name}`");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the scratch folder can be removed");
    }
    std::fs::create_dir_all(&folder).expect("the scratch folder can be made");
    folder
}

/// A new empty folder for the test that runs.
#[track_caller]
pub fn scratch_of_test() -> PathBuf {
    let test = thread::current();
    scratch(&test.name().expect("a test has a name").replace("::", "-"))
}

/// The folder with the npm tools that the tests run, installed from the lock file.
///
/// The first run takes a minute or two; later runs notice that nothing has changed.
pub fn npm_tools() -> &'static Path {
    static TOOLS: OnceLock<PathBuf> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let folder = root().join("codegen/tests/tools");
        install_npm(&folder);
        folder
    })
}

/// Installs the packages of the lock file in a folder, unless they are installed.
pub fn install_npm(folder: &Path) {
    install(folder, "package-lock.json", &folder.join("node_modules"), || {
        run(Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(folder));
    });
}

/// Installs the tools that a file in a folder lists into another folder, unless they are installed.
pub fn install(folder: &Path, list: &str, to: &Path, install: impl FnOnce()) {
    // Test binaries may run at the same time: one installs, the others wait.
    let guard = File::create(folder.join(".lock")).expect("the tools folder is writable");
    guard.lock().expect("the lock is taken");
    let list = std::fs::read(folder.join(list)).expect("there is a list of tools");
    let stamp = to.join(".installed");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == list) {
        return;
    }
    eprintln!("installing the tools of {}", folder.display());
    install();
    std::fs::write(&stamp, &list).expect("the stamp is written");
}

/// Validates documents, one a line, against a JSON Schema; says what is wrong with them.
pub fn validate(name: &str, schema: &Path, documents: &str) -> Result<(), String> {
    let file = scratch(name).join("documents.jsonl");
    std::fs::write(&file, documents).expect("the documents are written");
    let script = root().join("codegen/tests/tools/validate.mjs");
    let output = output(Command::new("node").arg(script).args([npm_tools(), schema, &file]));
    let said = String::from_utf8_lossy(if output.status.success() {
        &output.stdout
    } else {
        &output.stderr
    });
    let valid = format!("{} valid\n", documents.lines().count());
    if said == valid { Ok(()) } else { Err(said.into_owned()) }
}

/// A command that runs one of the npm tools.
pub fn npm_tool(name: &str) -> Command {
    Command::new(npm_tools().join("node_modules/.bin").join(name))
}

/// The TypeScript compiler of a pinned version; npm calls all of them `tsc`.
pub fn tsc(package: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(npm_tools().join("node_modules").join(package).join("bin/tsc"));
    command
}

/// How long a program in a test may take; if it takes longer, it hangs. A cold build or a first
/// installation on a busy machine with two cores takes minutes.
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// Runs a command to its end and returns its output; fails the test if it does not start or end.
#[track_caller]
pub fn output(command: &mut Command) -> Output {
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let stdout = drain(child.stdout.take().expect("it is piped"));
    let stderr = drain(child.stderr.take().expect("it is piped"));
    let (Ok(stdout), Ok(stderr)) = (stdout.recv_timeout(LIMIT), stderr.recv_timeout(LIMIT)) else {
        child.kill().expect("the program is stopped");
        panic!("{command:?} has not ended after {LIMIT:?}");
    };
    let status = child.wait().expect("the program has ended");
    Output { status, stdout, stderr }
}

/// Reads a stream to its end in the background.
fn drain(mut stream: impl Read + Send + 'static) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // A broken stream is at its end, and nobody receives it after the time limit.
        let _ = stream.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

/// Runs a command and returns its output; if it fails, fails the test and shows the output.
#[track_caller]
pub fn run(command: &mut Command) -> String {
    let output = output(command);
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{command:?} failed ({}):\n{text}", output.status);
    text
}
