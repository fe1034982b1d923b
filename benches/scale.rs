//! How errbook performs on a large registry, compared with reading and copying the same bytes.
//!
//! ```text
//! cargo bench --bench scale                  # 10,000 codes, 7 runs of every command
//! cargo bench --bench scale -- 50000 3       # 50,000 codes, 3 runs
//! ```
//!
//! A registry is made below `target/`, always the same for the same number of codes: ten sections of
//! one catalog, with texts as long as those of real references. Every figure is for a whole process,
//! including its start and end. `first` writes into an empty folder, `again` finds every file up to
//! date; the copy next to a `first` is `cp -r` of its output. If other programs are running, the best
//! wall time says more than the median. Goals are reported, but a missed goal is not a failure.
//!
//! Runs on Linux only: peak memory comes from `wait4`, the baselines are `cat` and `cp`.

#[path = "registry/mod.rs"]
mod registry;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use errbook::report::FORMATS;
use errbook::targets::TARGETS;
use registry::{SECTIONS, write_registry};
use wait4::Wait4;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Err("this benchmark runs on Linux only".into());
    }
    // Cargo adds `--bench`.
    let mut numbers = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let codes = numbers.next().map_or(Ok(10_000), |word| word.parse())?;
    let runs = numbers.next().map_or(Ok(7), |word| word.parse())?;
    let bench = Bench { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale"), runs };
    bench.clear("registry")?;
    write_registry(&bench.folder.join("registry/shop"), codes)?;
    // A project of its own, below that of this repository.
    fs::write(bench.folder.join("errbook.toml"), "")?;
    bench.run(codes)?;
    let bench =
        Bench { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale-findings"), runs };
    bench.clear("registry")?;
    write_registry(&bench.folder.join("registry/shop"), codes)?;
    // A project of its own, below that of this repository.
    fs::write(bench.folder.join("errbook.toml"), "")?;
    spoil_registry(&bench.folder.join("registry/shop"))?;
    bench.run_findings(codes)
}

/// A folder to work in, and the number of runs of each command.
struct Bench {
    folder: PathBuf,
    runs: usize,
}

/// The cost of the runs of a command.
struct Figures {
    best: Duration,
    median: Duration,
    /// User and system time of the run with the least of both.
    cpu: Duration,
    /// The largest resident set of any run, in bytes.
    memory: u64,
}

/// The content of a folder.
struct Size {
    bytes: u64,
    files: usize,
}

impl Bench {
    fn run(&self, codes: usize) -> Result<()> {
        let registry = size(&self.folder.join("registry"))?;
        let Bench { runs, .. } = self;
        println!("{codes} codes in {registry}, {runs} runs of every command\n");
        println!("{:<20}    best s  median s     CPU s   peak MB", "");
        let errbook = env!("CARGO_BIN_EXE_errbook");
        let cat = self.measure("sh", &["-c", "exec cat registry/*/*"], None)?;
        cat.print("cat", "");
        self.measure(errbook, &["--version"], None)?.print("errbook --version", "");
        let check = self.measure(errbook, &["check"], None)?;
        check.print("errbook check", &check.beside(&cat, "cat", &registry));

        let mut peak = check.memory;
        let mut markdown = 0.0;
        let mut all = 0.0;
        for name in TARGETS.iter().map(|target| target.name).chain(["all"]) {
            let mut arguments = vec!["generate", "--out", "out"];
            if name != "all" {
                arguments.extend(["--target", name]);
            }
            let first = self.measure(errbook, &arguments, Some("out"))?;
            let again = self.measure(errbook, &arguments, None)?;
            let written = size(&self.folder.join("out"))?;
            let copy = self.measure("cp", &["-r", "out", "copy"], Some("copy"))?;
            println!("\n{name}: {written}");
            copy.print("cp -r", "");
            first.print("generate, first", &first.beside(&copy, "cp", &registry));
            again.print("generate, again", &again.beside(&copy, "cp", &registry));
            peak = peak.max(first.memory).max(again.memory);
            match name {
                "markdown" => markdown = first.best.as_secs_f64(),
                "all" => all = ratio(&first, &copy),
                _ => {}
            }
        }

        println!("\ngoals, for 10,000 codes on two cores:");
        goal("check", check.best.as_secs_f64(), 0.15, "s");
        goal("generate markdown, a page per section", markdown, 0.1, "s");
        goal("generate all targets", all, 10.0, "times the copy");
        goal("peak memory", times(peak, registry.bytes), 20.0, "times the registry");
        Ok(())
    }

    /// Shows as many findings as there are codes, in every format.
    fn run_findings(&self, codes: usize) -> Result<()> {
        let registry = size(&self.folder.join("registry"))?;
        println!("\n{codes} findings in {registry}\n");
        let errbook = env!("CARGO_BIN_EXE_errbook");
        let mut slowest = Duration::ZERO;
        for format in FORMATS {
            let arguments = ["check", "--all", "--format", format.name];
            let figures = self.measure_until(1, errbook, &arguments, None)?;
            figures.print(format.name, "");
            slowest = slowest.max(figures.best);
        }
        self.measure_until(1, errbook, &["check"], None)?.print("the first hundred", "");
        println!();
        goal("10,000 findings in any format", slowest.as_secs_f64(), 1.0, "s");
        Ok(())
    }

    /// Runs a command several times; the folder `fresh` is removed before each.
    fn measure(&self, program: &str, arguments: &[&str], fresh: Option<&str>) -> Result<Figures> {
        self.measure_until(0, program, arguments, fresh)
    }

    /// Runs a command that exits with a given code.
    fn measure_until(
        &self,
        code: i32,
        program: &str,
        arguments: &[&str],
        fresh: Option<&str>,
    ) -> Result<Figures> {
        let mut walls = Vec::new();
        let mut cpu = Duration::MAX;
        let mut memory = 0;
        for _ in 0..self.runs {
            if let Some(folder) = fresh {
                self.clear(folder)?;
            }
            let mut command = Command::new(program);
            command.args(arguments).current_dir(&self.folder);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let start = Instant::now();
            // Until it executes the command, a child counts as large as this process, which
            // therefore holds no texts.
            let used = command.spawn()?.wait4()?;
            walls.push(start.elapsed());
            if used.status.code() != Some(code) {
                return Err(format!("{command:?} failed in {}", self.folder.display()).into());
            }
            cpu = cpu.min(used.rusage.utime + used.rusage.stime);
            memory = memory.max(used.rusage.maxrss);
        }
        walls.sort();
        Ok(Figures { best: walls[0], median: walls[walls.len() / 2], cpu, memory })
    }

    fn clear(&self, folder: &str) -> Result<()> {
        let folder = self.folder.join(folder);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        Ok(())
    }
}

impl Figures {
    fn print(&self, label: &str, remark: &str) {
        let Figures { best, median, cpu, memory } = self;
        let [best, median, cpu] = [best, median, cpu].map(Duration::as_secs_f64);
        let memory = times(*memory, 1_000_000);
        let line = format!("  {label:<18}{best:>10.3}{median:>10.3}{cpu:>10.3}{memory:>10.1}");
        println!("{}", format!("{line}  {remark}").trim_end());
    }

    fn beside(&self, baseline: &Figures, name: &str, registry: &Size) -> String {
        let time = ratio(self, baseline);
        let memory = times(self.memory, registry.bytes);
        format!("{time:.1} times {name}, memory {memory:.1} times the registry")
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} MB in {} files", times(self.bytes, 1_000_000), self.files)
    }
}

fn ratio(figures: &Figures, baseline: &Figures) -> f64 {
    figures.best.as_secs_f64() / baseline.best.as_secs_f64()
}

#[allow(clippy::cast_precision_loss, reason = "no file is that large")]
fn times(bytes: u64, baseline: u64) -> f64 {
    bytes as f64 / baseline as f64
}

fn goal(what: &str, found: f64, limit: f64, unit: &str) {
    let verdict = if found < limit { "met" } else { "missed" };
    println!("  {verdict:<8}{what}: {found:.3} of {limit} {unit}");
}

fn size(folder: &Path) -> Result<Size> {
    let mut size = Size { bytes: 0, files: 0 };
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let below = self::size(&entry.path())?;
            size.bytes += below.bytes;
            size.files += below.files;
        } else {
            size.bytes += entry.metadata()?.len();
            size.files += 1;
        }
    }
    Ok(size)
}

/// Gives every code of a registry a key that the language does not know.
fn spoil_registry(folder: &Path) -> Result<()> {
    for section in SECTIONS {
        let path = folder.join(format!("{section}.yaml"));
        let text = fs::read_to_string(&path)?;
        fs::write(&path, text.replace("\n    description: ", "\n    descripton: "))?;
    }
    Ok(())
}
