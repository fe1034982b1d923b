//! What somebody at a terminal sees: questions, progress, and what Ctrl-C leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::termios::{LocalModes, tcgetattr};

use crate::support;
use crate::support::command::{errbook, put};

/// How long anything may take.
const LIMIT: Duration = Duration::from_secs(5 * 60);

const CTRL_C: &str = "\u{3}";

/// The signal of Ctrl-C.
const INTERRUPT: i32 = 2;

/// The signal of a terminal that is closed.
const HANGUP: i32 = 1;

/// How the name of a file begins that is not whole yet.
const PARTIAL: &str = ".errbook-partial-";

/// A command at a terminal of its own.
struct Terminal {
    pty: Arc<Pty>,
    process: Child,
    bytes: mpsc::Receiver<Vec<u8>>,
    /// Everything that it has printed, and how much of it was expected.
    shown: String,
    read: usize,
}

impl Terminal {
    fn start(folder: &Path, args: &[&str], path: Option<&Path>) -> Terminal {
        let program = env!("CARGO_BIN_EXE_errbook");
        // Whoever runs the tests may ignore these signals, as shells do for what is in the background.
        let command = if cfg!(target_os = "linux") {
            Command::new("env").args(["--default-signal=INT,HUP", program])
        } else {
            Command::new(program)
        };
        Terminal::of(command.args(args), folder, path)
    }

    fn of(command: Command, folder: &Path, path: Option<&Path>) -> Terminal {
        let (pty, pts) = open().expect("a terminal");
        pty.resize(Size::new(40, 120)).expect("a size");
        let mut command = command.current_dir(folder).env("TERM", "xterm").env("NO_COLOR", "1");
        if let Some(path) = path {
            let others = std::env::var("PATH").expect("a path");
            command = command.env("PATH", format!("{}:{others}", path.display()));
        }
        let process = command.spawn(pts).expect("it runs");
        let pty = Arc::new(pty);
        let (sender, bytes) = mpsc::channel();
        let master = Arc::clone(&pty);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Linux calls it an error when nobody has the terminal open anymore.
            while let Ok(length @ 1..) = (&*master).read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal { pty, process, bytes, shown: String::new(), read: 0 }
    }

    /// Waits until it shows a text.
    #[track_caller]
    fn expect(&mut self, text: &str) {
        loop {
            if let Some(at) = self.shown[self.read..].find(text) {
                self.read += at + text.len();
                return;
            }
            let Ok(more) = self.bytes.recv_timeout(LIMIT) else {
                panic!("it does not show {text:?}: {:?}", self.shown);
            };
            self.shown.push_str(&String::from_utf8_lossy(&more));
        }
    }

    fn type_in(&mut self, text: &str) {
        (&*self.pty).write_all(text.as_bytes()).expect("it is typed");
    }

    /// Answers a question.
    #[track_caller]
    fn answer(&mut self, question: &str, answer: &str) {
        self.expect(question);
        self.type_in(&format!("{answer}\n"));
    }

    /// Sends a signal to whatever runs.
    fn send(&self, signal: &str) {
        let mut kill = std::process::Command::new("kill");
        let sent = kill.args(["-s", signal, &self.process.id().to_string()]).status();
        assert!(sent.expect("it is sent").success(), "{signal}");
    }

    /// Waits for the end, and checks the terminal that is left.
    #[track_caller]
    fn ends(mut self) -> (ExitStatus, String) {
        while let Ok(more) = self.bytes.recv_timeout(LIMIT) {
            self.shown.push_str(&String::from_utf8_lossy(&more));
        }
        let status = self.process.wait().expect("it ends");
        let modes = tcgetattr(&*self.pty).expect("its settings").local_modes;
        let sane = LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        assert!(modes.contains(sane), "{modes:?}");
        let hides = self.shown.matches("\u{1b}[?25l").count();
        assert_eq!(hides, self.shown.matches("\u{1b}[?25h").count(), "the cursor");
        (status, self.shown)
    }

    /// Waits for the end after Ctrl-C.
    #[track_caller]
    fn interrupted(self) {
        let (status, shown) = self.ends();
        assert_eq!(status.signal(), Some(INTERRUPT), "{status}: {shown}");
    }
}

const QUESTIONS: &[(&str, &str)] = &[
    ("id of the API, in kebab-case [", "shop"),
    ("its name, for people [Shop API]: ", ""),
    ("[problem-details]: ", "simp"),
    ("[snake_case]: ", "camel"),
    ("targets [", "json, schema"),
];

fn empty(test: &str) -> PathBuf {
    let folder = support::scratch(&format!("terminal-{test}"));
    fs::create_dir_all(folder.join(".git")).expect("it is made");
    folder
}

#[test]
fn init_asks_for_what_no_flag_says() {
    let folder = empty("init");
    let mut terminal = Terminal::start(&folder, &["init"], None);
    for (question, answer) in QUESTIONS {
        if question.starts_with("[snake") {
            // A word that is none is asked for again.
            terminal.answer(question, "shouting");
            terminal.expect("there is no `shouting`");
        }
        terminal.answer(question, answer);
    }
    let (status, shown) = terminal.ends();
    assert!(status.success(), "{shown}");
    let catalog = fs::read_to_string(folder.join("registry/shop/catalog.yaml")).expect("made");
    assert!(catalog.contains("codes: { style: camelCase }"), "{catalog}");
    let project = fs::read_to_string(folder.join("errbook.toml")).expect("made");
    assert!(project.contains("targets = [\"schema\", \"json\"]"), "{project}");
}

#[test]
fn ctrl_c_at_a_question_writes_nothing() {
    for asked in 0..QUESTIONS.len() {
        let folder = empty(&format!("init-{asked}"));
        let mut terminal = Terminal::start(&folder, &["init"], None);
        for (question, answer) in &QUESTIONS[..asked] {
            terminal.answer(question, answer);
        }
        terminal.expect(QUESTIONS[asked].0);
        terminal.type_in(CTRL_C);
        terminal.interrupted();
        assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 1, "only `.git`");
    }
    let folder = empty("init-closed");
    let mut terminal = Terminal::start(&folder, &["init"], None);
    terminal.expect(QUESTIONS[0].0);
    // Ctrl-D: there is no answer.
    terminal.type_in("\u{4}");
    let (status, shown) = terminal.ends();
    assert!(status.code() == Some(2) && shown.contains("no answer: wrote nothing"), "{shown}");
}

const CATALOG: &str = "\
catalog: shop
title: Shop API
codes: { style: snake_case }
envelope: { shape: { code: $code, message: $message } }
";

/// A project with as many codes as asked for, in two sections.
fn project(test: &str, codes: usize) -> PathBuf {
    let folder = empty(test);
    put(&folder, "errbook.toml", "targets = [\"json\", \"markdown\", \"site\"]\n");
    put(&folder, "registry/shop/catalog.yaml", CATALOG);
    put(&folder, "registry/shop/orders.yaml", section("order", codes));
    put(&folder, "registry/shop/users.yaml", section("user", codes));
    folder
}

fn section(of: &str, codes: usize) -> String {
    let entry = |number: usize| {
        format!("  {of}_{number}_gone:\n    status: 404\n    description: No {of} {number} here.\n")
    };
    format!("section: About {of}s\nerrors:\n{}", (0..codes).map(entry).collect::<String>())
}

#[test]
fn add_asks_and_warns() {
    let folder = project("add", 1);
    let answers = |terminal: &mut Terminal| {
        terminal.answer("section (orders, users) [users]: ", "");
        terminal.answer("what happened: ", "No user 0 is here.");
        terminal.expect("`user_0_gone` says nearly the same");
    };
    let before = fs::read_to_string(folder.join("registry/shop/users.yaml")).expect("read");
    let users = || fs::read_to_string(folder.join("registry/shop/users.yaml")).expect("read");
    let mut terminal = Terminal::start(&folder, &["add", "user_away"], None);
    answers(&mut terminal);
    terminal.answer("add it all the same? (yes, no) [no]: ", "");
    assert_eq!(terminal.ends().0.code(), Some(2));
    let mut terminal = Terminal::start(&folder, &["add", "user_away"], None);
    answers(&mut terminal);
    terminal.type_in(CTRL_C);
    terminal.interrupted();
    assert_eq!(users(), before);
    let mut terminal = Terminal::start(&folder, &["add", "user_away"], None);
    answers(&mut terminal);
    terminal.answer("add it all the same? (yes, no) [no]: ", "y");
    terminal.answer("HTTP status, or none [404]: ", "409");
    let (status, shown) = terminal.ends();
    assert!(status.success() && shown.contains("+  user_away:"), "{shown}");
    assert!(users().contains("  user_away:\n    status: 409\n"), "{}", users());
}

/// A folder with a `git` that waits for a file with this name.
fn slow_git(folder: &Path) -> (PathBuf, PathBuf) {
    let (path, seen) = (folder.join("bin"), folder.join("seen"));
    let git = std::env::var("PATH").expect("a path");
    let git = git.split(':').map(|at| Path::new(at).join("git")).find(|git| git.is_file());
    let script = format!(
        "#!/bin/sh\nwhile [ ! -e '{}' ]; do sleep 0.05; done\nexec '{}' \"$@\"\n",
        seen.display(),
        git.expect("Git").display()
    );
    put(folder, "bin/git", script);
    fs::set_permissions(path.join("git"), fs::Permissions::from_mode(0o755)).expect("it runs");
    (path, seen)
}

#[test]
fn whoever_waits_for_a_second_sees_why() {
    let folder = project("progress", 1);
    fs::remove_dir(folder.join(".git")).expect("another is made");
    for args in [
        &["init", "-q"][..],
        &["add", "registry", "errbook.toml"],
        &["-c", "user.name=N", "-c", "user.email=n@example.com", "commit", "-qm", "It begins"],
    ] {
        let mut git = std::process::Command::new("git");
        assert!(git.args(args).current_dir(&folder).status().expect("Git").success());
    }
    let (path, seen) = slow_git(&folder);
    let diff = &["diff", "--against", "HEAD"];
    let mut terminal = Terminal::start(&folder, diff, Some(&path));
    terminal.expect("reading the old version, 1 s");
    terminal.expect("\r\u{1b}[Kreading the old version, 2 s");
    fs::write(&seen, "").expect("it is made");
    terminal.expect("\r\u{1b}[K");
    let (status, shown) = terminal.ends();
    assert!(status.success() && shown.ends_with("\u{1b}[Kfound no changes\r\n"), "{shown:?}");
    fs::remove_file(&seen).expect("it is removed");
    let mut terminal = Terminal::start(&folder, diff, Some(&path));
    terminal.expect("reading the old version, 1 s");
    terminal.type_in(CTRL_C);
    terminal.interrupted();
    // Nothing is drawn for those who do not look, or do not want to.
    fs::write(&seen, "").expect("it is made");
    let (status, shown) = Terminal::start(&folder, &["diff", "--quiet"], Some(&path)).ends();
    assert!(status.success() && shown.is_empty(), "{shown:?}");
}

/// The files below a folder, with their texts.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map_while(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
    found
}

fn partial(folder: &Path) -> usize {
    let is_partial = |path: &&PathBuf| path.to_string_lossy().contains(PARTIAL);
    files(folder).keys().filter(is_partial).count()
}

#[test]
fn ctrl_c_leaves_no_half_written_file() {
    let folder = project("generate", 40);
    let generated = folder.join("generated");
    assert_eq!(errbook(&folder, &["generate"]).exit, 0);
    let old = files(&generated);
    put(&folder, "registry/shop/users.yaml", section("guest", 40));
    let new = {
        let other = project("generate-new", 40);
        put(&other, "registry/shop/users.yaml", section("guest", 40));
        assert_eq!(errbook(&other, &["generate"]).exit, 0);
        let files = files(&other.join("generated")).into_iter();
        let here = |path: PathBuf| folder.join(path.strip_prefix(&other).expect("below"));
        files.map(|(path, text)| (here(path), text)).collect::<BTreeMap<_, _>>()
    };
    let mut interrupted = 0;
    for (enough, signal) in [(1, INTERRUPT), (2, HANGUP), (2, INTERRUPT), (3, INTERRUPT)] {
        let mut terminal = Terminal::start(&folder, &["generate"], None);
        while partial(&generated) < enough {
            if terminal.process.try_wait().expect("it can be asked").is_some() {
                break;
            }
        }
        match signal {
            // It may have ended by itself.
            HANGUP if terminal.process.try_wait().expect("it can be asked").is_none() => {
                terminal.send("HUP");
            }
            HANGUP => {}
            _ => terminal.type_in(CTRL_C),
        }
        let (status, shown) = terminal.ends();
        assert!(status.signal() == Some(signal) || status.success(), "{status}: {shown}");
        interrupted += usize::from(!status.success());
        assert_eq!(partial(&folder), 0);
        for (path, text) in files(&generated) {
            let whole = [old.get(&path), new.get(&path)].contains(&Some(&text));
            let between = path.ends_with(".errbook-manifest") || path.ends_with(".errbook-stamp");
            assert!(whole || between, "{}", path.display());
        }
        // Whoever comes next does not wait for a lock, and finishes what was begun.
        let again = errbook(&folder, &["generate"]);
        assert_eq!(again.exit, 0, "{again:?}");
        assert_eq!(errbook(&folder, &["generate", "--check"]).whole(), (0, String::new()));
        for (path, text) in &old {
            fs::write(path, text).expect("it is put back");
        }
    }
    assert!(interrupted > 0, "it is always faster");
}

#[test]
fn ctrl_c_ends_watch() {
    let folder = project("watch", 2);
    let mut terminal = Terminal::start(&folder, &["watch", "--serve"], None);
    terminal.expect("serving the site at http://");
    terminal.expect("checked 4 codes, wrote ");
    let address = terminal.shown.split("http://").nth(1).expect("an address");
    let address = address.split(['\r', '\n']).next().expect("a line").to_owned();
    terminal.type_in(CTRL_C);
    terminal.interrupted();
    std::net::TcpListener::bind(address).expect("the port is free");
    assert_eq!(errbook(&folder, &["generate", "--check"]).exit, 0);
    // While it shows what is wrong.
    put(&folder, "registry/shop/users.yaml", "section: Users\nerrors:\n  oops\n");
    let mut terminal = Terminal::start(&folder, &["watch"], None);
    terminal.expect("found 1 error");
    terminal.type_in(CTRL_C);
    terminal.interrupted();
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_the_parent_ignores_stays_ignored() {
    let folder = project("ignored", 2);
    let script = "trap '' INT HUP; exec \"$0\" watch";
    let shell = Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_errbook")]);
    let mut terminal = Terminal::of(shell, &folder, None);
    terminal.expect("checked 4 codes, wrote ");
    terminal.type_in(CTRL_C);
    terminal.send("HUP");
    put(&folder, "registry/shop/users.yaml", section("guest", 3));
    terminal.expect("checked 5 codes, wrote ");
    // Others still end it.
    terminal.send("TERM");
    let (status, shown) = terminal.ends();
    assert_eq!(status.signal(), Some(15), "{status}: {shown}");
}
