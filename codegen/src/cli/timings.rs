//! `--timings`: what a command took how long.

use std::fmt::Write;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::streams::print_always;
use super::{Failure, Outcome};
use crate::timings::{self, Phase};

#[derive(Debug, Args)]
pub(super) struct TimingsArgs {
    /// Say on the standard error how long each phase took, as a table, or as one line of JSON with
    /// `--timings=json`
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "table"
    )]
    timings: Option<Format>,
}

/// How timings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for people
    Table,
    /// One line for programs
    Json,
}

impl TimingsArgs {
    /// Runs a command, and says how long its phases took if that is asked for.
    pub(super) fn timed(
        &self,
        command: impl FnOnce() -> Result<Outcome, Failure>,
    ) -> Result<Outcome, Failure> {
        let Some(format) = self.timings else { return command() };
        timings::begin();
        let start = Instant::now();
        let ended = command();
        let (phases, total) = (timings::take(), start.elapsed());
        print_always(&match format {
            Format::Table => table(&phases, total),
            Format::Json => format!("{}\n", document(&phases, total)),
        })?;
        ended
    }
}

fn table(phases: &[Phase], total: Duration) -> String {
    let mut table = format!("{:<24}{:>12}{:>12}\n", "phase", "ms", "kB");
    for Phase { name, target, time, bytes } in phases {
        let name = target.map_or_else(|| (*name).to_owned(), |target| format!("{name} {target}"));
        let bytes = if *bytes == 0 { String::new() } else { bytes.div_ceil(1000).to_string() };
        let line = format!("{name:<24}{:>12.1}{bytes:>12}", milliseconds(*time));
        // Writing to a string does not fail.
        let _ = writeln!(table, "{}", line.trim_end());
    }
    let _ = writeln!(table, "{:<24}{:>12.1}", "all", milliseconds(total));
    table
}

fn document(phases: &[Phase], total: Duration) -> Value {
    let phases = phases.iter().map(|Phase { name, target, time, bytes }| {
        json!({
            "phase": name,
            "target": target,
            "milliseconds": milliseconds(*time),
            "bytes": bytes,
        })
    });
    json!({ "phases": phases.collect::<Vec<_>>(), "milliseconds": milliseconds(total) })
}

/// Milliseconds, to the microsecond.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
