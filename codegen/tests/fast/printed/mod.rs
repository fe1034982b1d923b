//! Hostile everything through everything: whatever a registry, a project file, an API description, a
//! path or the command line contains, only what is visible is printed, on its own line, and programs
//! read back the words that went in.

mod formats;
mod projects;
mod reader;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use errbook::report::FORMATS;

use crate::support;
use crate::support::command::{Ran, command, errbook};
use projects::{HOSTILE, NAMED, broken, clean, project_files, spoil};
use reader::fault;

/// Every command, each with the arguments to run it with; those that change something come last.
const COMMANDS: &[(&str, &[&[&str]])] = &[
    (
        "check",
        &[
            &[],
            &["--all"],
            &["--deny", "warnings"],
            &["--deny", HOSTILE],
            &[HOSTILE],
            &["::error::registry/shop", "--quiet"],
            &[".", "::error::registry/shop/catalog.yaml"],
            &["--fix", "--dry-run"],
            &["--fix=control-character", "--fix=code-style", "--dry-run"],
            &[FIX],
        ],
    ),
    // Without an editor, it ends at once.
    ("lsp", &[&[]]),
    // It ends only if it cannot begin.
    ("watch", &[&["--serve=x"], &["--project", HOSTILE]]),
    (
        "explain",
        &[
            &["gone"],
            &["old"],
            &["lost", "--catalog", "shop"],
            &["control-character"],
            &[HOSTILE],
            &["gone", "--catalog", HOSTILE],
            &["-"],
            &["o"],
            &["envelope"],
            &["errbook.toml"],
        ],
    ),
    (
        "diff",
        &[
            &["--against", "::error::registry"],
            &["--against", "::error::registry", "--all", "--fail-on", "docs"],
            &["--against", HOSTILE],
            &["--against", "--x"],
            &["--fail-on", HOSTILE],
            &[],
        ],
    ),
    (
        "changelog",
        &[
            &["--since", "::error::registry"],
            &["--since", "::error::registry", "--title", HOSTILE],
            &["--since", HOSTILE],
            &["--since", "::error::registry", "--into", HOSTILE],
        ],
    ),
    (
        "list",
        &[
            &[],
            &[HOSTILE],
            &["o"],
            &["--catalog", HOSTILE],
            &["--section", HOSTILE],
            &["--status", HOSTILE],
        ],
    ),
    ("help", &[&[], &["check"], &["openapi", "annotate"], &[HOSTILE]]),
    ("man", &[&[], &["check"], &["openapi", "annotate"], &[HOSTILE]]),
    ("completions", &[&["bash"], &["elvish"], &["fish"], &["powershell"], &["zsh"], &[HOSTILE]]),
    (
        "openapi annotate",
        &[
            &["api.yaml", "::error::api.yaml", NAMED, "--check"],
            &["api.yaml", "::error::api.yaml", NAMED, "--dry-run"],
            &["api.yaml", "--overlay", "::error::o.yaml", "--dry-run"],
            &["api.yaml", "--overlay", "x\n::error::o.yaml"],
            &["api.yaml", "--overlay", HOSTILE],
            &["api.yaml", "--catalog", HOSTILE],
            &["api.yaml", "--components", HOSTILE, "--dry-run"],
            &[HOSTILE],
            &["::error::api.yaml", NAMED],
        ],
    ),
    (
        "generate",
        &[
            &["--check"],
            &["--check", "--target", "markdown", "--out", HOSTILE],
            &["--dry-run"],
            &["--dry-run", "--out", HOSTILE],
            &["--target", HOSTILE],
            &["--out", "::error::registry"],
            &[],
        ],
    ),
    (
        "site",
        &[&["--base-url", HOSTILE], &["--out", "::error::registry"], &["--out", HOSTILE], &[]],
    ),
    (
        "import",
        &[
            &["::error::import.md", "--into", "-"],
            &["::error::import.md", "--into", "::error::imported"],
            &["::error::import.md", "--catalog", "other", "--into", HOSTILE],
            &["::error::import.md", "--catalog", HOSTILE],
            &["::error::page.md"],
            &[HOSTILE],
        ],
    ),
    ("fmt", &[&["--check"], &[]]),
    (
        "embed",
        &[
            &["::error::page.md"],
            &["page.md", "--check"],
            &["page.md", "--dry-run"],
            &["page.md"],
            &[HOSTILE],
        ],
    ),
    (
        "rename",
        &[
            &["gone", HOSTILE, "--dry-run"],
            &[HOSTILE, "gone"],
            &["gone", "went", "--catalog", HOSTILE],
            &["gone", "::error::went"],
        ],
    ),
    (
        "retire",
        &[
            &["lost", "--reason", HOSTILE, "--dry-run"],
            &[HOSTILE, "--reason", "x"],
            &["lost", "--reason", "x", "--since", HOSTILE, "--replaced-by", HOSTILE],
        ],
    ),
    (
        "add",
        &[
            &[HOSTILE],
            &["new", "--section", HOSTILE],
            &["new", "--description", HOSTILE, "--status", HOSTILE],
            &["new", "--description", "::error::text", "--status", "400", "--dry-run"],
            &["newer", "--message", "::error::text", "--status", "400", "--anyway"],
        ],
    ),
    (
        "deprecate",
        &[
            &["gone", "--note", HOSTILE, "--dry-run"],
            &[HOSTILE],
            &["gone", "--replaced-by", HOSTILE, "--since", HOSTILE, "--anyway"],
        ],
    ),
    ("move", &[&["gone", "--section", HOSTILE], &[HOSTILE, "--section", "orders"]]),
    (
        "init",
        &[
            &["--name", HOSTILE],
            &["--name", "shop", "--envelope", HOSTILE],
            &["--name", "new", "--body", HOSTILE],
            &["--name", "new", "--body", "errbook.toml", "--slot", HOSTILE],
            &["--name", "new", "--title", HOSTILE],
            &["--name", "newer", "--title", "::error::title"],
        ],
    ),
];

/// `--fix` with a rule that there is not.
const FIX: &str = "--fix=x\n::error::a\x1b[2J";

/// The commands below some words, by their help, each with the values of `--format`.
fn commands(words: &[String]) -> Vec<(Vec<String>, Vec<String>)> {
    let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
    args.push("--help");
    let help = errbook(Path::new("."), &args).out;
    let Some((_, listed)) = help.split_once("Commands:\n") else {
        let format = help.split_once("--format <FORMAT>").map_or("", |(_, after)| after);
        let format = format.split_once("[default").map_or("", |(before, _)| before);
        let values = format.lines().filter_map(|line| line.trim().strip_prefix("- "));
        let values = values.filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
        return vec![(words.to_vec(), values.collect())];
    };
    let listed = listed.split("\n\n").next().unwrap_or_default();
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty());
    names.flat_map(|name| commands(&[words, &[name.to_owned()]].concat())).collect()
}

/// Every command with every format and all arguments, in the order of the table.
fn every_run() -> Vec<Vec<String>> {
    let commands = commands(&[]);
    let known: BTreeSet<String> = COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let there: BTreeSet<String> = commands.iter().map(|(words, _)| words.join(" ")).collect();
    assert_eq!(known, there, "every command is in the table");
    let mut runs = Vec::new();
    for (name, all) in COMMANDS {
        let (words, formats) =
            commands.iter().find(|(words, _)| words.join(" ") == *name).expect("it was found");
        if *name == "check" {
            let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            assert_eq!(*formats, names, "every format is in the help");
        }
        for args in *all {
            let args = || words.iter().cloned().chain(args.iter().map(|arg| (*arg).to_owned()));
            runs.push(args().collect());
            let with = |format: &String| args().chain(["--format".to_owned(), format.clone()]);
            runs.extend(formats.iter().map(|format| with(format).collect()));
        }
        runs.push(words.iter().cloned().chain([format!("--{HOSTILE}")]).collect());
        runs.push(
            words.iter().cloned().chain(["--format".to_owned(), HOSTILE.to_owned()]).collect(),
        );
    }
    runs
}

/// Runs a command and checks both of its streams.
#[track_caller]
fn prints_safely(folder: &Path, args: &[&str], styles: bool) -> Ran {
    let mut command = command(folder, args);
    if styles {
        command.env("CLICOLOR_FORCE", "1");
    }
    let output = support::output(&mut command);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let exit = output.status.code().expect("it exits by itself");
    let ran = Ran { exit, out: text(output.stdout), err: text(output.stderr) };
    assert!(exit <= 2, "{args:?} panicked: {}", ran.err);
    let github: &[&str] = &["::error file=", "::warning file=", "::notice file="];
    let own = if args.contains(&"github") { github } else { &[] };
    // The lines of a patch end as those of the file do.
    let patch =
        if args.contains(&"--dry-run") { ran.out.replace("\r\n", "\n") } else { ran.out.clone() };
    for (stream, commands) in [(&patch, own), (&ran.err, &[][..])] {
        if let Some(fault) = fault(stream, commands, styles) {
            panic!("{args:?} printed {fault}:\n{stream}");
        }
        assert!(!stream.contains("this is a bug"), "{args:?}: {stream}");
    }
    ran
}

#[test]
fn every_command_prints_only_what_is_visible() {
    let projects = project_files("commands");
    for styles in [true, false] {
        let (broken, clean) = (broken("commands"), clean("commands"));
        for run in every_run() {
            let args: Vec<&str> = run.iter().map(String::as_str).collect();
            prints_safely(&broken, &args, styles);
            prints_safely(&clean, &args, styles);
            spoil(&clean);
        }
        for project in &projects {
            for (name, _) in COMMANDS {
                let mut args: Vec<&str> = name.split(' ').collect();
                args.extend(["--project", project.to_str().expect("UTF-8")]);
                if ["explain", "import", "openapi annotate", "completions", "help", "man"]
                    .contains(name)
                {
                    args.push("bash");
                }
                match *name {
                    "rename" => args.extend(["gone", "went"]),
                    "retire" => args.extend(["gone", "--reason", "x"]),
                    "deprecate" => args.push("gone"),
                    "watch" => args.push("--serve=x"),
                    "move" => args.extend(["gone", "--section", "x"]),
                    _ => {}
                }
                let ran = prints_safely(&clean, &args, styles);
                assert!(ran.exit == 2 || *name == "completions", "{args:?}: {}", ran.err);
            }
        }
    }
}

#[test]
fn a_patch_applies_even_if_lines_look_like_commands() {
    let folder = clean("patch");
    let orders = "::error::registry/shop/orders.yaml";
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).expect("it is there");
    // Lines with these marks are commands wherever the marks are, so no patch can contain them.
    for file in [orders, "::error::registry/shop/catalog.yaml", "api.yaml"] {
        let text = read(file).replace("##[", "## [").replace("##vso[", "##vso [");
        support::command::put(&folder, file, text);
    }
    for (args, file) in
        [(&["check", "--fix"][..], orders), (&["openapi", "annotate", "api.yaml"], "api.yaml")]
    {
        let text = read(file);
        let dry = [args, &["--dry-run"]].concat();
        let patch = prints_safely(&folder, &dry, false);
        assert!(!patch.err.contains("cannot be applied"), "{}", patch.err);
        assert!(patch.out.contains("\n-"), "{}", patch.out);
        support::command::put(&folder, "the.patch", &patch.out);
        let mut git = Command::new("git");
        git.args(["apply", "-p0", "--unsafe-paths", "the.patch"]).current_dir(&folder);
        // Not as a part of the repository around it.
        git.env("GIT_CEILING_DIRECTORIES", folder.parent().expect("a parent"));
        support::run(&mut git);
        let patched = read(file);
        assert_ne!(patched, text);
        support::command::put(&folder, file, &text);
        prints_safely(&folder, args, false);
        assert_eq!(patched, read(file));
    }
    // What the patch cannot say is said next to it.
    let broken = broken("patch");
    let ran = prints_safely(&broken, &["check", "--fix", "--dry-run"], false);
    assert!(
        ran.err.contains("cannot be applied: it shows some characters as escapes\n"),
        "{}",
        ran.err
    );
}

/// The build script itself, in a process of its own.
#[test]
fn build_script() {
    if std::env::var_os("OUT_DIR").is_some() {
        let _ = errbook::build_script::run();
    }
}

#[test]
fn a_build_script_prints_only_its_own_directives() {
    let (broken, clean) = (broken("script"), clean("script"));
    let mut packages = vec![broken, clean];
    for project in project_files("script") {
        let text = std::fs::read_to_string(&project).expect("it is there");
        let folder = project.with_extension("package");
        support::command::put(&folder, "errbook.toml", text);
        packages.push(folder);
    }
    for folder in packages {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "printed::build_script", "--nocapture", "--quiet"]);
        command.env("CARGO_MANIFEST_DIR", &folder).env("OUT_DIR", support::scratch("printed-out"));
        let out = support::run(&mut command);
        let mut directives = 0;
        for line in out.lines() {
            let Some(directive) = line.strip_prefix("cargo::") else {
                // What the program says about its tests.
                let own = line.is_empty()
                    || line == "."
                    || line.starts_with("running ")
                    || line.starts_with("test result: ");
                assert!(own, "{line:?}");
                continue;
            };
            let (name, value) = directive.split_once('=').expect("a directive has a value");
            let known = ["rerun-if-changed", "error", "warning", "rustc-check-cfg", "rustc-cfg"];
            assert!(known.contains(&name), "{line:?}");
            assert_eq!(fault(&format!("x {value}"), &[], false), None);
            directives += 1;
        }
        assert!(directives > 0, "{out}");
    }
}
