//! How fast the generated crate looks up a code, and how long it compiles, compared with other ways.
//!
//! ```text
//! cargo bench --bench lookup                 # look-ups, then compile times
//! cargo bench --bench lookup -- speed        # look-ups only
//! cargo bench --bench lookup -- compile      # compile times only
//! ```
//!
//! Crates with 34, 250, 2,000 and 20,000 codes are generated below `target/`, together with crates
//! that do the same with a `match`, strum, strum with phf, phf, and a `HashMap` with the hash of the
//! standard library, of rustc-hash and of ahash. One run of criterion compares them all, with 1,024 codes and as many texts that are almost codes, in a random order
//! that never repeats. A processor would learn an order that repeats, and branches would cost
//! nothing, unlike in any service.
//! Compile times are for a release build of one crate, with its dependencies already built: processor
//! time of all threads, which says more than a clock if other programs are running, the ratio to an
//! enum that has nothing but its names (strum with phf), and how often the time for 2,000 codes it
//! takes for 20,000: 10 would be linear. They need GNU time and `timeout`.
//!
//! A `match` over 20,000 strings does not compile within minutes, and strum makes one: at that size
//! only compile times are measured, with a limit.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errbook::source::Sources;
use errbook::targets::{Options, TARGETS};
use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SIZES: [usize; 4] = [34, 250, 2_000, 20_000];

/// The number of codes from which a `match` is left out of the comparison of look-ups.
const TOO_MANY: usize = 20_000;

/// The seconds after which a compilation is stopped.
const LIMIT: u32 = 300;

const WAYS: [&str; 8] =
    ["errbook", "FxHashMap", "ahash", "HashMap", "phf", "strum_phf", "match", "strum"];

/// What compiles: the catalog with its codes, the same with errors and envelopes, and the enums.
const COMPILED: [(&str, &str, &[&str]); 4] = [
    ("errbook", "errbook", &["--no-default-features", "--features", "codes"]),
    ("with std", "errbook", &[]),
    ("strum_phf", "strum_phf", &[]),
    ("strum", "strum", &[]),
];

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lookup");
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let wanted = |word: &str| words.is_empty() || words.iter().any(|found| found == word);
    write_workspace(&folder)?;
    if wanted("speed") {
        run(cargo(&folder).args(["bench", "--package", "lookup"]))?;
        print_speed(&folder)?;
    }
    if wanted("compile") {
        run(cargo(&folder).args(["build", "--release", "--quiet", "--package", "dependencies"]))?;
        print_compile_times(&folder)?;
    }
    Ok(())
}

fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    command
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}").into()) }
}

fn print_speed(folder: &Path) -> Result<()> {
    println!("\nnanoseconds for one look-up\n");
    print!("{:>7} {:<7}", "codes", "");
    for way in WAYS {
        print!("{way:>11}");
    }
    println!();
    for size in SIZES {
        for kind in ["hits", "misses"] {
            print!("{size:>7} {kind:<7}");
            for way in WAYS {
                let place = format!("target/criterion/{size} {kind}/{way}/new/estimates.json");
                match fs::read_to_string(folder.join(place)) {
                    Ok(text) => {
                        let estimates: Value = serde_json::from_str(&text)?;
                        let batch = estimates["median"]["point_estimate"].as_f64();
                        print!("{:>11.1}", batch.unwrap_or(f64::NAN) / 1024.0);
                    }
                    Err(_) => print!("{:>11}", "-"),
                }
            }
            println!();
        }
    }
    Ok(())
}

fn print_compile_times(folder: &Path) -> Result<()> {
    println!("\nprocessor seconds for a release build of the crate, the best of three\n");
    println!("{:>10}{:>11}{:>11}{:>11}{:>11}", "", 2_000, 20_000, "growth", "of phf's");
    let mut all = Vec::new();
    for (name, way, features) in COMPILED {
        let few = compile_time(folder, &format!("{way}-2000"), features)?;
        let many = compile_time(folder, &format!("{way}-20000"), features)?;
        all.push((name, few, many));
    }
    let phf = all.iter().find(|(name, ..)| *name == "strum_phf").and_then(|(.., many)| *many);
    for (name, few, many) in all {
        println!(
            "{name:>10}{}{}{}{}",
            figure(few),
            figure(many),
            figure(few.zip(many).map(|(few, many)| many / few)),
            figure(many.zip(phf).map(|(many, phf)| many / phf)),
        );
    }
    Ok(())
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| format!("{:>11}", "-"), |value| format!("{value:>11.2}"))
}

/// The best of three; nothing if it takes longer than the limit.
fn compile_time(folder: &Path, package: &str, features: &[&str]) -> Result<Option<f64>> {
    let mut best = None;
    for _ in 0..3 {
        run(cargo(folder).args(["clean", "--quiet", "--release", "--package", package]))?;
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%U %S", "timeout"]).arg(LIMIT.to_string()).arg(env!("CARGO"));
        command.args(["rustc", "--quiet", "--release", "--package", package, "--lib"]);
        command.args(features).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
        let output = command.output()?;
        if output.status.code() == Some(124) {
            return Ok(None);
        }
        let printed = String::from_utf8(output.stderr)?;
        if !output.status.success() {
            return Err(format!("`{package}` does not compile: {printed}").into());
        }
        let times = printed.lines().next_back().unwrap_or_default();
        let times: Vec<f64> =
            times.split(' ').map(str::parse).collect::<std::result::Result<_, _>>()?;
        let time: f64 = times.iter().sum();
        best = Some(best.map_or(time, |best: f64| best.min(time)));
    }
    Ok(best)
}

fn write_workspace(folder: &Path) -> Result<()> {
    let mut members = vec!["lookup".to_owned(), "dependencies".to_owned()];
    let mut manifest = package("lookup");
    manifest.push_str("criterion = { version = \"0.8\", default-features = false }\n");
    manifest.push_str("phf = { version = \"0.14\", features = [\"macros\"] }\n");
    manifest.push_str("rustc-hash = \"2\"\nahash = \"0.8\"\n");
    let mut program = String::from(BENCH);
    for size in SIZES {
        let codes = codes(size);
        for way in ["errbook", "strum", "strum_phf", "others"] {
            if size >= TOO_MANY && way == "strum" {
                members.push(format!("{way}-{size}"));
                write_crate(folder, way, size, &codes)?;
                continue;
            }
            let name = format!("{way}-{size}");
            let features = if way == "errbook" { ", features = [\"codes\"]" } else { "" };
            writeln!(manifest, "{name} = {{ path = \"../{name}\"{features} }}")?;
            write_crate(folder, way, size, &codes)?;
            members.push(name);
        }
        let matched = if size < TOO_MANY { "matched" } else { "unmatched" };
        writeln!(
            program,
            "{matched}!(size_{size}, {size}, errbook_{size}, strum_{size}, strum_phf_{size}, others_{size});"
        )?;
    }
    let groups = SIZES.map(|size| format!("size_{size}")).join(", ");
    writeln!(program, "criterion_group!(all, {groups});\ncriterion_main!(all);")?;
    manifest.push_str("[[bench]]\nname = \"lookup\"\nharness = false\n");
    write(&folder.join("lookup/Cargo.toml"), &manifest)?;
    write(&folder.join("lookup/src/lib.rs"), "")?;
    write(&folder.join("lookup/benches/lookup.rs"), &program)?;
    write(&folder.join("dependencies/Cargo.toml"), &format!("{}{STRUM}", package("dependencies")))?;
    write(&folder.join("dependencies/src/lib.rs"), "")?;
    let workspace = format!("[workspace]\nmembers = {members:?}\nresolver = \"3\"\n");
    write(&folder.join("Cargo.toml"), &workspace)
}

const STRUM: &str = "phf = { version = \"0.14\", features = [\"macros\"] }\n\
    strum = { version = \"0.28\", features = [\"derive\", \"phf\"] }\n";

fn package(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n[dependencies]\n")
}

fn write_crate(folder: &Path, way: &str, size: usize, codes: &[String]) -> Result<()> {
    let name = format!("{way}-{size}");
    let folder = folder.join(&name);
    if way == "errbook" {
        return generate(&folder, &name, codes);
    }
    let mut source = String::new();
    if way == "others" {
        writeln!(source, "pub static CODES: [&str; {size}] = {codes:?};")?;
        source.push_str("pub static PHF: phf::Map<&'static str, u16> = phf::phf_map! {\n");
        for (number, code) in codes.iter().enumerate() {
            writeln!(source, "    {code:?} => {number}u16,")?;
        }
        source.push_str("};\n");
        if size < TOO_MANY {
            source.push_str("pub fn find(text: &str) -> Option<u16> {\n    Some(match text {\n");
            for (number, code) in codes.iter().enumerate() {
                writeln!(source, "        {code:?} => {number},")?;
            }
            source.push_str("        _ => return None,\n    })\n}\n");
        }
    } else {
        source.push_str("#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n");
        source.push_str("#[derive(strum::EnumString, strum::Display, strum::IntoStaticStr)]\n");
        let phf = if way == "strum_phf" { ", use_phf" } else { "" };
        writeln!(source, "#[strum(serialize_all = \"snake_case\"{phf})]")?;
        source.push_str("pub enum ErrorCode {\n");
        for (number, code) in codes.iter().enumerate() {
            writeln!(source, "    #[strum(serialize = {code:?})]\n    Code{number},")?;
        }
        source.push_str("}\n");
    }
    write(&folder.join("Cargo.toml"), &format!("{}{STRUM}", package(&name)))?;
    write(&folder.join("src/lib.rs"), &source)
}

/// Generates the crate with errbook.
fn generate(folder: &Path, name: &str, codes: &[String]) -> Result<()> {
    let catalog = "catalog: codes\ntitle: Codes\ncodes: { style: snake_case }\n\
        envelope: { shape: { code: $code, message: $message } }\n";
    let mut section = "section: All\nerrors:\n".to_owned();
    for code in codes {
        writeln!(
            section,
            "  {code}:\n    status: 409\n    description: What prevents {code}.\n    \
             resolution: Look at what {code} says and send the request again."
        )?;
    }
    let sources = [("codes/catalog.yaml", catalog), ("codes/all.yaml", &section)];
    let model = errbook::check(Sources::from_texts(sources)).model.ok_or("no model")?;
    let target = TARGETS.iter().find(|target| target.name == "rust").ok_or("no target")?;
    let mut options = Options::default();
    options.rust.package = name.into();
    for output in target.outputs(&model, &options).map_err(|error| format!("{error:?}"))? {
        // The feature of the catalog is on by default here, because Cargo builds the crate alone.
        let text = output.text.replace("default = [\"std\"]", "default = [\"std\", \"codes\"]");
        write(&folder.join(&output.path), &text)?;
    }
    Ok(())
}

/// Writes a file unless it already holds the text, in which case Cargo need not build it again.
fn write(path: &PathBuf, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().ok_or("no folder")?)?;
    Ok(fs::write(path, text)?)
}

/// This many codes that look like real ones.
fn codes(count: usize) -> Vec<String> {
    const DOMAINS: [&str; 8] =
        ["account", "billing", "delivery", "invoice", "order", "payment", "refund", "webhook"];
    const NOUNS: [&str; 7] = ["address", "card", "customer", "session", "token", "price", "item"];
    const FAULTS: [&str; 5] = ["expired", "not_found", "invalid", "already_closed", "declined"];
    let code = |n: usize| {
        let [domain, noun, fault] = [DOMAINS[n % 8], NOUNS[n / 8 % 7], FAULTS[n / 56 % 5]];
        if n < 280 {
            format!("{domain}_{noun}_{fault}")
        } else {
            format!("{domain}_{noun}_{fault}_{}", n / 280)
        }
    };
    (0..count).map(code).collect()
}

/// The program that criterion runs, except for the sizes.
const BENCH: &str = r#"use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};

/// The texts that are looked up.
const TEXTS: usize = 1024;

/// The next number of a reproducible pseudorandom sequence.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// Codes in random order, and as many texts that differ from codes by a letter.
fn texts(codes: &[&str]) -> [(&'static str, Vec<String>); 2] {
    let mut state = 42_u64;
    let mut below = |limit: usize| next(&mut state) % limit;
    let hits: Vec<String> = (0..TEXTS).map(|_| codes[below(codes.len())].to_owned()).collect();
    let misses = hits.iter().map(|code| {
        let mut bytes = code.clone().into_bytes();
        let at = below(bytes.len());
        bytes[at] = b'Q';
        String::from_utf8(bytes).unwrap()
    });
    let misses = misses.collect();
    [("hits", hits), ("misses", misses)]
}

fn measure(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    kind: &str,
    texts: &[String],
    find: impl Fn(&str) -> bool,
) {
    assert!(texts.iter().all(|text| find(text) == (kind == "hits")), "{name}");
    let mut state = 7_u64;
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            (0..TEXTS).filter(|_| find(black_box(&texts[next(&mut state) % TEXTS]))).count()
        });
    });
}

macro_rules! size {
    ($name:ident, $size:literal, $errbook:ident, $phf:ident, $others:ident, [$($way:literal $find:expr),*]) => {
        fn $name(criterion: &mut Criterion) {
            let pairs = || $others::CODES.iter().zip(0_usize..).map(|(code, n)| (*code, n));
            let map: HashMap<&str, usize> = pairs().collect();
            let fx: rustc_hash::FxHashMap<&str, usize> = pairs().collect();
            let ahash: ahash::AHashMap<&str, usize> = pairs().collect();
            for (kind, texts) in texts(&$others::CODES) {
                let mut group = criterion.benchmark_group(format!("{} {kind}", $size));
                group.sample_size(20);
                group.warm_up_time(Duration::from_millis(300));
                group.measurement_time(Duration::from_millis(1000));
                measure(&mut group, "errbook", kind, &texts, |t| {
                    black_box(t.parse::<$errbook::codes::ErrorCode>()).is_ok()
                });
                measure(&mut group, "strum_phf", kind, &texts, |t| black_box(t.parse::<$phf::ErrorCode>()).is_ok());
                measure(&mut group, "phf", kind, &texts, |t| black_box($others::PHF.get(t)).is_some());
                measure(&mut group, "FxHashMap", kind, &texts, |t| black_box(fx.get(t)).is_some());
                measure(&mut group, "ahash", kind, &texts, |t| black_box(ahash.get(t)).is_some());
                measure(&mut group, "HashMap", kind, &texts, |t| black_box(map.get(t)).is_some());
                $(measure(&mut group, $way, kind, &texts, $find);)*
                group.finish();
            }
        }
    };
}

macro_rules! matched {
    ($name:ident, $size:literal, $errbook:ident, $strum:ident, $phf:ident, $others:ident) => {
        size!($name, $size, $errbook, $phf, $others, [
            "match" |t| black_box($others::find(t)).is_some(),
            "strum" |t| black_box(t.parse::<$strum::ErrorCode>()).is_ok()
        ]);
    };
}

macro_rules! unmatched {
    ($name:ident, $size:literal, $errbook:ident, $strum:ident, $phf:ident, $others:ident) => {
        size!($name, $size, $errbook, $phf, $others, []);
    };
}

"#;
