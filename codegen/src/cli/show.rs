//! Printing findings.

use std::io::{self, Write};
use std::path::{Component, Path};

use anstream::adapter::strip_str;
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use crate::boundary::Boundary;
use crate::diagnostic::{Diagnostic, Level};
use crate::report::{Format, HUMAN, Look, Report};
use crate::source::Sources;
use crate::words::{count, series};
use terminal_size::{Height, Width, terminal_size_of};

use super::progress;
use super::streams::unless_closed;

/// Writes findings of a command to the standard output.
pub(super) fn show(
    command: &str,
    format: &Format,
    found: &[&Diagnostic],
    sources: &Sources,
) -> io::Result<()> {
    let rooted = format.from_root.then(|| from_root(sources)).flatten();
    let sources = rooted.as_ref().unwrap_or(sources);
    let look = Look { color: true, width: width() };
    let report = Report { found, sources, look, command };
    write(format, &report, io::stdout().lock())
}

/// The files with their paths from the root of the repository on; nothing if that is the current
/// folder already, or if there is none.
fn from_root(sources: &Sources) -> Option<Sources> {
    let here = Path::new(".").canonicalize().ok()?;
    let boundary = Boundary::around(&here);
    let root = boundary.root()?;
    let path = |path: &str| {
        let mut whole = here.clone();
        for step in Path::new(path).components() {
            match step {
                Component::CurDir => {}
                Component::ParentDir => drop(whole.pop()),
                step => whole.push(step),
            }
        }
        let below = whole.strip_prefix(root).ok()?;
        Some(below.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/"))
    };
    Some(sources.renamed(|of| path(of).unwrap_or_else(|| of.to_owned())))
}

/// Writes findings for people to the standard error, for commands that are not about findings.
pub(super) fn show_aside(found: &[&Diagnostic], sources: &Sources) -> io::Result<()> {
    let width = columns(terminal_size_of(io::stderr()));
    let look = Look { color: true, width };
    let report = Report { found, sources, look, command: "errbook" };
    write(HUMAN, &report, io::stderr().lock())
}

/// The width of the standard output in columns, if it is a terminal.
pub(super) fn width() -> Option<usize> {
    columns(terminal_size_of(io::stdout()))
}

fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(width), _)| usize::from(width))
}

/// How many bytes are written at once.
const BLOCK: usize = 64 * 1024;

/// Writes findings in a format, without styles if the output is not a terminal.
fn write<S: RawStream + AsLockedWrite>(
    format: &Format,
    report: &Report<'_>,
    out: S,
) -> io::Result<()> {
    let _room = progress::make_room();
    let is_plain = AutoStream::choice(&out) == ColorChoice::Never;
    let mut out = AutoStream::auto(out);
    let mut ready = String::new();
    let mut write = |ready: &mut String| {
        let written = out.write_all(ready.as_bytes()).and_then(|()| out.flush());
        ready.clear();
        written
    };
    // Block by block, so that a closed pipe ends it early.
    let mut pieces = format.report(report);
    let printed = pieces.try_for_each(|piece| {
        // Styles are removed here: the stream would write what is between two of them alone.
        let plain = is_plain.then(|| strip_str(&piece).to_string());
        ready.push_str(plain.as_deref().unwrap_or(&piece));
        if ready.len() < BLOCK { Ok(()) } else { write(&mut ready) }
    });
    unless_closed(printed.and_then(|()| write(&mut ready)))
}

/// The levels that findings have.
pub(super) const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Hint];

/// How many findings of each level were `done` ("found", "left") and, if not all of them are
/// `shown`, how to see `all`.
pub(super) fn summary(done: &str, found: &[Diagnostic], shown: usize, all: &str) -> String {
    let of = |level| found.iter().filter(|found| found.level == level).count();
    let counts = LEVELS.map(|level| (of(level), level.name()));
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let counts: Vec<String> = counts.map(|(number, level)| count(*number, level)).collect();
    let counts = if counts.is_empty() { "nothing".to_owned() } else { series(&counts, "and") };
    match found.len().saturating_sub(shown) {
        0 => format!("{done} {counts}\n"),
        more => format!("{done} {counts}; {more} of them are not shown: {all}\n"),
    }
}
