//! What errbook promises about speed, in one table: each measure with its goal, what it is in this run,
//! and whether the goal is met.
//!
//! ```text
//! cargo bench --bench table                     # 10,000 codes, 5 runs of every command
//! cargo bench --bench table -- 1000 3           # 1,000 codes, 3 runs
//! cargo bench --bench table -- --save           # also writes benches/history/VERSION.tsv
//! cargo bench --bench table -- --against 0.1.0  # also compares with what that version needed
//! ```
//!
//! Ratios are those of commands that ran in turn, and of each the best run counts. A row whose tool is
//! missing says so, and a row that another benchmark measures names its command. The history counts
//! instructions where valgrind is installed, which no other program disturbs, and milliseconds elsewhere;
//! `--against` fails if a command needs over 10 % more than then. Runs on Linux only; see `scale.rs`.

#[path = "registry/mod.rs"]
mod registry;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use registry::{SECTIONS, write_registry};
use wait4::Wait4;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ERRBOOK: &str = env!("CARGO_BIN_EXE_errbook");

/// How much more than in an earlier version is a regression.
const REGRESSION: f64 = 1.1;

/// What other benchmarks measure, with their commands.
const ELSEWHERE: [(&str, &str, &str); 6] = [
    ("Rust: look-ups", "best at hit and miss", "cargo bench --bench lookup"),
    (
        "Rust: compile, 2,000 and 20,000 codes",
        "<= 1.0 x strum, linear",
        "cargo bench --bench lookup",
    ),
    ("TypeScript: editor and compiler", "<= 1.3 x a bare union", "node benches/typecheck.mjs"),
    ("TypeScript: bundle of parseError", "<= 25 kB", "node benches/packages.mjs"),
    ("site: search and pages", "<= 1 s", "cargo bench --bench search"),
    ("language server: answer to an edit", "<= 50 ms", "cargo bench --bench editor"),
];

fn main() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Err("this benchmark runs on Linux only".into());
    }
    let (mut numbers, mut save, mut against) = (Vec::new(), false, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // Cargo adds it.
            "--bench" => {}
            "--save" => save = true,
            "--against" => against = Some(words.next().ok_or("against which version?")?),
            number => numbers.push(number.parse::<usize>()?),
        }
    }
    let codes = numbers.first().copied().unwrap_or(10_000);
    let runs = numbers.get(1).copied().unwrap_or(5);
    println!("{:<54}{:>12}{:>12}  ", "", "measured", "goal");
    let bench = Bench::of(codes, runs)?;
    bench.commands()?;
    bench.growth()?;
    weaver();
    for (what, goal, command) in ELSEWHERE {
        println!("{what:<54}{:>12}  {goal}: not measured here: {command}", "-");
    }
    if save || against.is_some() {
        bench.history(save, against.as_deref())?;
    }
    Ok(())
}

/// A project with a registry, and the number of runs of each command.
struct Bench {
    folder: PathBuf,
    codes: usize,
    runs: usize,
}

/// The best of the runs of a command.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    /// The largest resident set of any run, in bytes.
    memory: f64,
}

impl Bench {
    fn of(codes: usize, runs: usize) -> Result<Bench> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("table-{codes}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        write_registry(&folder.join("registry/shop"), codes)?;
        // A project of its own, below that of this repository.
        fs::write(folder.join("errbook.toml"), "")?;
        Ok(Bench { folder, codes, runs })
    }

    fn commands(&self) -> Result<()> {
        let start = Bench { folder: repository(), codes: 0, runs: self.runs };
        let nothing = || Ok(());
        let milliseconds = |cost: Cost| cost.seconds * 1000.0;
        let version = start.cost(ERRBOOK, &["--version"], nothing)?;
        row("errbook --version", milliseconds(version), 10.0, "ms");
        let explain = start.cost(ERRBOOK, &["explain", "envelope"], nothing)?;
        row("errbook explain envelope", milliseconds(explain), 10.0, "ms");
        let check = self.cost(ERRBOOK, &["check"], nothing)?;
        row("check", check.seconds, 0.1, "s");
        let hinted = self.hinted()?;
        row("check, a hint on every entry", hinted.seconds, 0.15, "s");

        let full = self.cost(ERRBOOK, &["generate"], || self.clear("generated"))?;
        let again = self.cost(ERRBOOK, &["generate"], nothing)?;
        let one = self.cost(ERRBOOK, &["generate"], || self.change_one())?;
        let read = self.cost("sh", &["-c", "exec cat registry/*/*"], nothing)?;
        let copy = self.cost("cp", &["-r", "generated", "copy"], || self.clear("copy"))?;
        let copied = read.seconds + copy.seconds;
        row("all targets, against cat and cp", full.seconds / copied, 5.0, "x");
        row("nothing to do, against all", again.seconds / full.seconds, 0.1, "x");
        row("one code changed, against all", one.seconds / full.seconds, 0.2, "x");
        row("peak memory, against the registry", full.memory / self.bytes()?, 12.0, "x");
        Ok(())
    }

    /// Checks a registry in which every entry has its keys in an unusual order.
    fn hinted(&self) -> Result<Cost> {
        let other = Bench::of(self.codes + 1, self.runs)?;
        for section in SECTIONS {
            let path = other.folder.join(format!("registry/shop/{section}.yaml"));
            let mut out = String::new();
            let mut late: Option<String> = None;
            for line in fs::read_to_string(&path)?.lines() {
                if line.starts_with("    category: ") {
                    late = Some(format!("{line}\n"));
                    continue;
                }
                writeln!(out, "{line}")?;
                if line.starts_with("    description: ") {
                    out.extend(late.take());
                }
            }
            fs::write(path, out)?;
        }
        other.cost(ERRBOOK, &["check"], || Ok(()))
    }

    /// How time and memory grow with the number of codes.
    fn growth(&self) -> Result<()> {
        let few = Bench { runs: self.runs.min(3), ..Bench::of(self.codes / 10, self.runs)? };
        let many = Bench { runs: 1, ..Bench::of(self.codes * 10, 1)? };
        let all = |bench: &Bench| bench.cost(ERRBOOK, &["generate"], || bench.clear("generated"));
        let (less, more) = (all(&few)?, all(&many)?);
        let grown = more.seconds / less.seconds / 100.0;
        let what = format!("time per code, {} against {}", many.codes, few.codes);
        row(&what, grown, 1.2, "x");
        row(&format!("peak memory, {} codes", many.codes), more.memory / 1_048_576.0, 600.0, "MiB");
        Ok(())
    }

    /// Runs a command several times, each after some preparation.
    fn cost(
        &self,
        program: &str,
        words: &[&str],
        prepare: impl Fn() -> Result<()>,
    ) -> Result<Cost> {
        let mut best = Cost { seconds: f64::MAX, memory: 0.0 };
        for _ in 0..self.runs {
            prepare()?;
            let mut command = Command::new(program);
            command.args(words).current_dir(&self.folder);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let start = Instant::now();
            let used = command.spawn()?.wait4()?;
            let seconds = start.elapsed().as_secs_f64();
            if !used.status.success() {
                return Err(format!("{command:?} failed in {}", self.folder.display()).into());
            }
            best.seconds = best.seconds.min(seconds);
            best.memory = best.memory.max(real(used.rusage.maxrss));
        }
        Ok(best)
    }

    fn clear(&self, folder: &str) -> Result<()> {
        let folder = self.folder.join(folder);
        if folder.exists() { Ok(fs::remove_dir_all(folder)?) } else { Ok(()) }
    }

    /// Gives the first code of a section another word.
    fn change_one(&self) -> Result<()> {
        let path = self.folder.join(format!("registry/shop/{}.yaml", SECTIONS[0]));
        let text = fs::read_to_string(&path)?;
        Ok(fs::write(path, text.replacen("    cause: ", "    cause: Again, ", 1))?)
    }

    fn bytes(&self) -> Result<f64> {
        let mut bytes = 0;
        for entry in fs::read_dir(self.folder.join("registry/shop"))? {
            bytes += entry?.metadata()?.len();
        }
        Ok(real(bytes))
    }

    /// Counts what commands need, keeps it, and compares it with what an earlier version needed.
    fn history(&self, save: bool, against: Option<&str>) -> Result<()> {
        let folder = repository().join("benches/history");
        let counted = is_there("valgrind");
        let unit = if counted { "instructions" } else { "milliseconds" };
        let small = Bench::of(1000, self.runs)?;
        let mut table = format!("command\t{unit}\n");
        let mut now = BTreeMap::new();
        let commands: [(&str, &[&str]); 4] = [
            ("--version", &["--version"]),
            ("check", &["check"]),
            ("generate", &["generate", "--no-cache"]),
            ("generate, nothing to do", &["generate"]),
        ];
        for (name, words) in commands {
            let needed = if counted {
                small.instructions(words)?
            } else {
                small.cost(ERRBOOK, words, || Ok(()))?.seconds * 1000.0
            };
            writeln!(table, "{name}\t{needed:.0}")?;
            now.insert(name, needed);
        }
        if save {
            fs::create_dir_all(&folder)?;
            let file = folder.join(concat!(env!("CARGO_PKG_VERSION"), ".tsv"));
            fs::write(&file, &table)?;
            println!("\nwrote {}", file.display());
        }
        let Some(version) = against else { return Ok(()) };
        let then = fs::read_to_string(folder.join(format!("{version}.tsv")))?;
        let mut lines = then.lines();
        if lines.next() != Some(&format!("command\t{unit}")) {
            return Err(format!("{version} was not measured in {unit}").into());
        }
        let mut worse = 0;
        println!("\n1,000 codes, {unit}, against {version}:");
        for (name, before) in lines.filter_map(|line| line.split_once('\t')) {
            let Some(needed) = now.get(name) else { continue };
            let ratio = needed / before.parse::<f64>()?;
            let verdict = if ratio > REGRESSION { "worse" } else { "" };
            worse += usize::from(ratio > REGRESSION);
            println!("  {name:<30}{needed:>16.0}{ratio:>8.2} x  {verdict}");
        }
        if worse > 0 { Err("a command needs over 10 % more".into()) } else { Ok(()) }
    }

    /// How many instructions a command executes.
    fn instructions(&self, words: &[&str]) -> Result<f64> {
        let out = self.folder.join("callgrind.out");
        let mut command = Command::new("valgrind");
        command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", out.display()));
        command.arg(ERRBOOK).args(words).current_dir(&self.folder);
        let ran = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if !ran.success() {
            return Err(format!("{command:?} failed").into());
        }
        let profile = fs::read_to_string(out)?;
        let total = profile.lines().find_map(|line| line.strip_prefix("totals: "));
        Ok(total.ok_or("the profile has no total")?.trim().parse()?)
    }
}

fn weaver() {
    let what = "Markdown alone, against OpenTelemetry Weaver";
    let why = if is_there("weaver") {
        "give Weaver an equal registry and template, and time both in turn"
    } else {
        "`weaver` is not installed"
    };
    println!("{what:<54}{:>12}  1/6 x: not measured: {why}", "-");
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn is_there(program: &str) -> bool {
    let mut version = Command::new(program);
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

#[allow(clippy::cast_precision_loss, reason = "no file is that large")]
fn real(bytes: u64) -> f64 {
    bytes as f64
}

fn row(what: &str, found: f64, goal: f64, unit: &str) {
    let verdict = if found <= goal { "met" } else { "missed" };
    println!("{what:<54}{found:>12.3}{goal:>12} {unit:<4}{verdict}");
}
